"""The rules between elements: schema/diplomata.sch, its assertions compiled to XPath once a process.

ISO Schematron is usually run as XSLT, which walks a document once for each pattern. Our rules are asked
of every record, so each assertion becomes the XPath of the nodes that break it, and one XPath, the union
of all, says whether there are any. The .sch file stays the only source; a test compares this reading of it
with lxml's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.resources import resource
from diplomata.tei.namespace import safe_parser
from diplomata.validation import wording
from diplomata.validation.gate import SchemaUnusable

if TYPE_CHECKING:
    from diplomata.validation.parsing import Document

SCH = "http://purl.oclc.org/dsdl/schematron"
_SCH = f"{{{SCH}}}"


@dataclass(frozen=True)
class _Assertion:
    """An assertion: its code, the XPath that is true where it holds, and its message in pieces."""

    code: str
    holds: etree.XPath
    message: tuple[str | etree.XPath, ...]


@dataclass(frozen=True)
class _Rule:
    """The nodes that a rule is about, and what must hold of each."""

    context: etree.XPath
    assertions: tuple[_Assertion, ...]


def stem_of(path: str) -> str:
    """The stem of a file's name, which its xml:id repeats; empty where the file is not called ``.xml``."""
    return path.replace("\\", "/").rpartition("/")[2].removesuffix(".xml") if path.endswith(".xml") else ""


class Rules:
    """A Schematron file with the XPath 1 binding, of the kind that ours is: ``let``, ``pattern``, ``rule``,
    ``assert``, ``value-of``, ``name``; contexts are absolute paths.

    Raises :class:`~diplomata.validation.gate.SchemaUnusable` when the file cannot be read or compiled.
    """

    def __init__(self, schema: Path | None = None) -> None:
        self.path = schema or resource("schema/diplomata.sch")
        try:
            root = etree.parse(str(self.path), safe_parser()).getroot()
            self._names = {part.get("prefix", ""): part.get("uri", "") for part in root.iter(f"{_SCH}ns")}
            self._lets: dict[str, str] = {}
            for let in root.iterfind(f"{_SCH}let"):
                if not re.fullmatch(r"'[^']*'", let.get("value", "")):
                    self._lets[let.get("name", "")] = f"({self._expand(let.get('value', ''))})"
            failing: list[str] = []
            self._patterns = [
                [self._rule(rule, failing) for rule in pattern.iterfind(f"{_SCH}rule")]
                for pattern in root.iterfind(f"{_SCH}pattern")
            ]
            self._any = self._xpath(" | ".join(failing))
        except (etree.LxmlError, OSError) as error:
            raise SchemaUnusable(f"{self.path}: the rules cannot be compiled: {error}") from error

    @property
    def codes(self) -> list[str]:
        """The diagnostic codes of the assertions, in their order."""
        return [a.code for pattern in self._patterns for rule in pattern for a in rule.assertions]

    def check(self, document: Document) -> list[Diagnostic]:
        """Every breach of a rule, in the order of the file."""
        stem = stem_of(document.path)
        if not self._any(document.root, stem=stem):
            return []
        found: list[Diagnostic] = []
        for pattern in self._patterns:
            taken: set[Any] = set()
            for rule in pattern:
                matched: Any = rule.context(document.root, stem=stem)
                nodes = [node for node in matched if node not in taken]
                taken.update(nodes)
                found += [
                    self._tell(assertion, node, document, stem)
                    for node in nodes
                    for assertion in rule.assertions
                    if not assertion.holds(node, stem=stem)
                ]
        return sorted(found)

    def _tell(self, assertion: _Assertion, node: etree._Element, document: Document, stem: str) -> Diagnostic:
        message = "".join(
            piece if isinstance(piece, str) else _string(piece(node, stem=stem)) for piece in assertion.message
        )
        line, column = document.place(node)
        message = f"{' '.join(message.split())} (at {wording.path(node)})"
        return diagnose(assertion.code, message, path=document.path, line=line, column=column)

    def _rule(self, rule: etree._Element, failing: list[str]) -> _Rule:
        context = rule.get("context", "")
        tests = [f"({self._expand(assertion.get('test', ''))})" for assertion in rule.iterfind(f"{_SCH}assert")]
        where = f"({context})" if "|" in context else context
        failing.append(f"{where}[not({' and '.join(tests)})]")
        return _Rule(
            self._xpath(context),
            tuple(
                _Assertion(
                    part.get("id", ""), self._xpath(f"boolean({part.get('test')})"), tuple(self._message(part))
                )
                for part in rule.iterfind(f"{_SCH}assert")
            ),
        )

    def _message(self, part: etree._Element) -> list[str | etree.XPath]:
        pieces: list[str | etree.XPath] = [part.text or ""]
        for child in part:
            if child.tag == f"{_SCH}value-of":
                pieces.append(self._xpath(child.get("select", "''")))
            elif child.tag == f"{_SCH}name":
                pieces.append(self._xpath("local-name()"))
            pieces.append(child.tail or "")
        return pieces

    def _expand(self, xpath: str) -> str:
        """An XPath with the values of the schema's ``let`` in their places; those given from outside stay."""
        return re.sub(r"\$([\w-]+)", lambda found: self._lets.get(found[1], found[0]), xpath)

    def _xpath(self, xpath: str) -> etree.XPath:
        return etree.XPath(self._expand(xpath), namespaces=self._names)


def _string(value: Any) -> str:
    """The string value that XPath gives a result: of a node set, its first node."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, etree._Element):
        return "".join(str(piece) for piece in value.itertext())
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value)


@cache
def rules() -> Rules:
    """Our own rules, compiled once a process."""
    return Rules()
