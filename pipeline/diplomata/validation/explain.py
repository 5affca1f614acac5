"""The explanation: what does not follow an XML Schema, in words, by xmlschema.

xmlschema is hundreds of times slower than libxml2, so only what fails at the gate comes here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xmlschema
from xmlschema.validators import XMLSchemaChildrenValidationError

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.resources import resource
from diplomata.tei.namespace import TEI
from diplomata.validation import values, wording
from diplomata.validation.content import ContentModel, Fault, Problem
from diplomata.validation.gate import SchemaUnusable

if TYPE_CHECKING:
    from lxml import etree

    from diplomata.validation.parsing import Document

_MOST = 200
"""The most faults of one file that are told; a file with more has one cause, not two hundred."""


class Explainer:
    """One XML Schema, compiled by xmlschema. Takes some 0.3 s to build: :func:`explainer` keeps ours.

    ``schema`` is an .xsd file; without one, ours. Nothing is fetched from the network.
    Raises :class:`~diplomata.validation.gate.SchemaUnusable` when xmlschema cannot compile it.
    """

    def __init__(self, schema: Path | None = None) -> None:
        self.path = schema or resource("schema/diplomata.xsd")
        try:
            self._schema = xmlschema.XMLSchema10(str(self.path), allow="local", defuse="always")
        except (xmlschema.XMLSchemaException, OSError, ValueError, TypeError) as error:
            raise SchemaUnusable(f"{self.path}: the XML Schema cannot be compiled: {error}") from error
        self._known = self._names()
        self._models: dict[Any, ContentModel] = {}

    def check(self, root: etree._Element) -> bool:
        """Whether a tree follows the schema, by xmlschema alone: to compare it with the gate."""
        return next(iter(self._schema.iter_errors(root)), None) is None

    def explain(self, document: Document) -> list[Diagnostic]:
        """Every fault of a document, in the order of the file; empty when xmlschema finds none."""
        found: dict[tuple[Any, ...], Diagnostic] = {}
        for error in self._schema.iter_errors(document.root):
            for told in self._tell(error, document):
                found.setdefault((told.line, told.column, told.message), told)
            if len(found) >= _MOST:
                break
        faults = sorted(found.values())
        if len(faults) < _MOST:
            return faults
        more = f"more than {_MOST} faults were found; those after them are not told"
        return [
            *faults,
            diagnose("schema-invalid", more, path=document.path, hint="Mend the first, and validate again."),
        ]

    def _names(self) -> set[str]:
        return {str(part.name) for part in self._schema.iter_components(xmlschema.XsdElement)}

    def _tell(self, error: Any, document: Document) -> list[Diagnostic]:
        node = error.elem
        if node is None:
            return [diagnose("schema-invalid", str(error.reason), path=document.path)]
        if isinstance(error, XMLSchemaChildrenValidationError):
            return self._children(error, node, document)
        if isinstance(error.validator, xmlschema.XMLSchema10):
            message, hint = self._root(node)
        elif "character data" in (error.reason or ""):
            return [self._text(node, document)]
        else:
            message, hint = values.tell(error, node)
        line, column = document.place(node)
        return [self._diagnostic(document, line, column, message, node, hint)]

    def _diagnostic(
        self, document: Document, line: int, column: int, message: str, node: etree._Element, hint: str
    ) -> Diagnostic:
        fallback = "" if "expected" in message else None
        message = f"{message} (at {wording.path(node)})"
        return diagnose(
            "schema-invalid", message, path=document.path, line=line, column=column, hint=hint or fallback
        )

    def _root(self, node: etree._Element) -> tuple[str, str]:
        name = str(node.tag)
        roots = [str(part.name) for part in self._schema.elements.values()]
        if not name.startswith("{") and f"{{{TEI}}}{name}" in roots:
            return (
                f"<{name}> is in no namespace, so nothing in the file is TEI",
                f'Write <{name} xmlns="{TEI}"> at the top of the file.',
            )
        hint = f'A file of an edition holds one <TEI xmlns="{TEI}">.' if f"{{{TEI}}}TEI" in roots else ""
        return f"the file starts with {wording.tag(name)}; expected {wording.one_of(roots)}", hint

    def _text(self, node: etree._Element, document: Document) -> Diagnostic:
        found = [node.text or "", *(child.tail or "" for child in node)]
        words = next((piece for piece in found if piece.strip()), "")
        line, column = document.place_of_text(node)
        message = f'text stands directly in {wording.element(node)}: "{wording.shorten(words, 40)}"'
        name = wording.local(str(node.tag))
        hint = (
            f"<{name}> is empty by its nature: put the words after it."
            if name == "pb"
            else f"Put the words into an element that may stand in <{name}>, such as <p>, or remove them."
            if name in {"div", "body", "sp", "quote", "postscript"}
            else f"<{name}> holds elements only. Put the words into one of them, or remove them."
        )
        return self._diagnostic(document, line, column, message, node, hint)

    def _children(self, error: Any, node: etree._Element, document: Document) -> list[Diagnostic]:
        children = [child for child in node if isinstance(child.tag, str)]
        group = error.validator
        model = self._models.get(group)
        if model is None:
            model = self._models[group] = ContentModel(group)
        told = [
            self._problem(problem, node, children, document)
            for problem in model.problems([str(child.tag) for child in children])
        ]
        if told:
            return told
        line, column = document.place(node)
        return [self._diagnostic(document, line, column, str(error.reason), node, "")]

    def _problem(
        self, problem: Problem, node: etree._Element, children: list[etree._Element], document: Document
    ) -> Diagnostic:
        parent = wording.local(str(node.tag))
        inside = wording.element(node)
        end = f"</{parent}>"
        expected = wording.one_of(problem.expected, end if problem.may_end else "")
        if problem.fault is Fault.INCOMPLETE:
            what = f"{inside} is empty" if not children else f"{inside} ends too early"
            line, column = document.place(node)
            hint = "Fill it, or remove it." if not children else f"Add {expected} before {end}."
            return self._diagnostic(document, line, column, f"{what}; expected {expected}", node, hint)
        child = children[problem.index]
        line, column = document.place(child)
        name = wording.tag(str(child.tag))
        if problem.fault is Fault.MISSING:
            if problem.either:
                lacking = wording.one_of(problem.lacking)
            else:
                lacking = wording.words([wording.tag(lack) for lack in problem.lacking])
            message = f"{lacking} is missing before {name} in {inside}"
            return self._diagnostic(document, line, column, message, child, f"Add {lacking} before {name}.")
        if problem.fault is Fault.ORDER:
            late = wording.words([wording.tag(lack) for lack in problem.lacking])
            message = f"{name} stands before {late} in {inside}; the order is fixed"
            return self._diagnostic(document, line, column, message, child, f"Move {late} before {name}.")
        return self._misplaced(problem, node, children, document, expected)

    def _misplaced(
        self,
        problem: Problem,
        node: etree._Element,
        children: list[etree._Element],
        document: Document,
        expected: str,
    ) -> Diagnostic:
        child = children[problem.index]
        line, column = document.place(child)
        before = wording.local(str(children[problem.index - 1].tag)) if problem.index else ""
        where = f"after <{before}> in {wording.element(node)}" if before else f"first in {wording.element(node)}"
        known = str(child.tag) in self._known
        name = wording.tag(str(child.tag))
        if f"{{{TEI}}}{child.tag}" in self._known:
            message = f"{name} is in no namespace, {where}; expected {expected}"
            hint = f'Write xmlns="{TEI}" on <TEI> and nowhere else.'
        else:
            fault = "may not stand here" if known else "is not an element of this schema"
            message = f"{name} {fault}, {where}; expected {expected}"
            hint = ""
            if f"{{{TEI}}}TEI" in self._known:
                plain = wording.local(str(child.tag))
                hint = wording.child_hint(wording.local(str(node.tag)), plain, before)
                if not hint and not known:
                    like = wording.near(plain, [wording.local(name) for name in self._known], "<{}>")
                    hint = like or "See the page of the schema for what is used in place of that element."
        return self._diagnostic(document, line, column, message, child, hint)


@cache
def explainer() -> Explainer:
    """The explainer of our own schema, compiled once a process and only when something has failed."""
    return Explainer()
