"""The tags of a page that stand in a stylesheet are written once, when it is read, and not for every page.

An element of the page whose attributes are constant becomes two pieces of text, its start tag and its end tag, and
what stands together becomes one piece: ``<dt>Files</dt><dd>…</dd>`` is three nodes of the page's tree and not seven.
The pieces have ``disable-output-escaping``; the page is the same to the byte, and made sooner.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from diplomata.publish.inline import BRACES, XSL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PREFIX = f"{{{XSL}}}"
_TEXT = f"{_PREFIX}text"
_VALUE_OF = f"{_PREFIX}value-of"
_VARIABLE = f"{_PREFIX}variable"
_PARAM = f"{_PREFIX}param"
_TEMPLATE = f"{_PREFIX}template"
_CALL = f"{_PREFIX}call-template"
_APPLY = f"{_PREFIX}apply-templates"
_APPLY_IMPORTS = f"{_PREFIX}apply-imports"
_STEPS = {f"{_PREFIX}{name}" for name in ("if", "choose", "when", "otherwise", "for-each")}
"""What can stand between an element and what is made in it."""
_GIVING = {f"{_PREFIX}{name}" for name in ("attribute", "copy", "copy-of")}
"""What can give an attribute to the element around it."""
_KEEPING = {
    f"{_PREFIX}{name}"
    for name in ("variable", "param", "with-param", "attribute", "comment", "processing-instruction", "message")
}
"""What is made in these is no part of the page yet: it can be needed as a tree or as its words."""
_UNESCAPED = {"script", "style"}
"""Elements whose text HTML does not escape."""
_ROOT = "html"


class Uses(NamedTuple):
    """How templates are used; each is named by its name (``call:id``) and by its mode (``mode:title``)."""

    giving: set[str]
    """Those that can give an attribute to the element around them."""
    kept: set[str]
    """Those of which something is kept as a value."""


def uses(sheets: Iterable[etree._Element]) -> Uses:
    """How templates are used in all the stylesheets of a page."""
    found = Uses(set(), set())
    elements = [element for sheet in sheets for element in sheet.iter(etree.Element)]
    templates = [element for element in elements if element.tag == _TEMPLATE]
    for element in elements:
        # An element of an extension, such as the function of EXSLT, does what only it knows.
        if element.tag in _KEEPING or (element.prefix and not str(element.tag).startswith(_PREFIX)):
            found.kept.update(_used(element))
    before = -1
    while before < (before := len(found.giving) + len(found.kept)):
        for template in templates:
            names = _names(template)
            if _gives(template, found):
                found.giving.update(names)
            if not names.isdisjoint(found.kept):
                found.kept.update(_used(template))
    return found


def _names(template: etree._Element) -> set[str]:
    names = {f"call:{template.get('name')}"} if "name" in template.attrib else set()
    return names | {f"mode:{template.get('mode', '')}"} if "match" in template.attrib else names


def _used(element: etree._Element) -> Iterator[str]:
    """The templates that are used somewhere in an element."""
    for use in element.iter(_CALL, _APPLY, _APPLY_IMPORTS):
        if use.tag == _CALL:
            yield f"call:{use.get('name')}"
        elif use.tag == _APPLY:
            yield f"mode:{use.get('mode', '')}"
        else:
            yield from (name for template in use.iterancestors(_TEMPLATE) for name in _names(template))


def _gives(body: etree._Element, found: Uses) -> bool:
    """Whether what stands in ``body`` can give an attribute to the element around it."""
    for child in body.iterchildren(etree.Element):
        if child.tag in _GIVING or (child.tag in (_CALL, _APPLY) and not found.giving.isdisjoint(_used(child))):
            return True
        if child.tag in _STEPS and _gives(child, found):
            return True
    return False


class Plain(NamedTuple):
    """An expression of whose value HTML has nothing to escape."""

    expression: str


_Part = etree._Element | Plain | str


def write_out(sheet: etree._Element, found: Uses) -> None:
    """Put text in the place of the elements of a stylesheet whose tags are known. ``found`` is of all sheets."""
    for template in sheet.iter(_TEMPLATE):
        if found.kept.isdisjoint(_names(template)):
            _rewrite(template, _Writer(found, _plain_variables(template)))


class _Writer(NamedTuple):
    """What is known where a template is written out."""

    uses: Uses
    plain: set[str]
    """The names of its variables whose values HTML has not to escape."""

    def is_plain(self, expression: str) -> bool:
        """Whether HTML has nothing to escape in the value of an expression."""
        name = _PLAIN.fullmatch(expression)
        return name is not None and (name[1] is None or name[1] in self.plain)


_OF_CONTEXT = r"""(?:\$[\w.-]+(?:\[1\])?/)?@c:[\w-]+"""
"""An attribute of the context in its own namespace: :func:`~diplomata.publish.context.context_of` makes it plain."""
_PLAIN_VALUE = re.compile(
    rf"""translate\(.*, '"<>&', ''\)|{_OF_CONTEXT}|"""
    r"""substring-before\(substring-after\(\$(?:pages|items), .*\), ' '\)""",
    re.DOTALL,
)
_PLAIN = re.compile(
    r"""(?:substring\()?\$([\w.-]+)(?:, \d+\))?|substring\('[^'"<>&]*', [^'"<>&]*\)|"""
    rf"""number\([^'"<>&]*\)|position\(\)|local-name\(\)|{_OF_CONTEXT}"""
)
"""A variable, from some character on; what is cut out of a string; a number; a name; what the context has."""


def _plain_variables(template: etree._Element) -> set[str]:
    plain: set[str] = set()
    others: set[str] = set()
    for variable in template.iter(_VARIABLE, _PARAM):
        is_plain = variable.tag == _VARIABLE and _PLAIN_VALUE.fullmatch(variable.get("select", ""))
        (plain if is_plain else others).add(str(variable.get("name")))
    return plain - others


def _rewrite(parent: etree._Element, writer: _Writer) -> None:
    parts = [*_parts(parent, writer)]
    parent.text = None
    parent[:] = []
    run: list[str | Plain] = []
    for part in parts:
        if isinstance(part, str | Plain):
            run.append(part)
            continue
        _append(parent, run)
        run = []
        part.tail = None
        parent.append(part)
    _append(parent, run)


def _append(parent: etree._Element, run: list[str | Plain]) -> None:
    """Append what makes so much HTML: text, or an instruction where a part is of the record."""
    unescaped = {"disable-output-escaping": "yes"}
    groups = [(plain, [*group]) for plain, group in groupby(run, lambda part: isinstance(part, Plain))]
    parts = [part for plain, group in groups for part in (group if plain else ["".join(map(str, group))]) if part]
    mixed = any(isinstance(part, Plain) for part in parts)
    for part in parts:
        if isinstance(part, Plain):
            # An instruction each: a single one with concat() copies what it has once for every part.
            etree.SubElement(parent, _VALUE_OF, unescaped, select=part.expression)
        else:
            # Words alone are left as they are: they become one with those before and after them.
            etree.SubElement(parent, _TEXT, unescaped if mixed or "<" in part or "&" in part else {}).text = part


def _parts(parent: etree._Element, writer: _Writer) -> Iterator[_Part]:
    """What stands in ``parent``: HTML, and the instructions and elements that stay."""
    if (parent.text or "").strip():
        yield _escaped(parent.text or "")
    for child in list(parent):
        # What stands behind a child moves with it.
        tail = child.tail or ""
        if child.tag == _TEXT and "disable-output-escaping" not in child.attrib:
            yield _escaped(child.text or "")
        elif child.tag == _VALUE_OF and writer.is_plain(child.get("select", "")):
            yield Plain(child.get("select", ""))
        elif isinstance(child.tag, str):
            start = _start(child, writer)
            if start:
                yield from start
                yield from _parts(child, writer)
                yield _tags(child.tag, ())[1]
            else:
                if child.tag in _STEPS or (not child.tag.startswith("{") and child.tag not in _UNESCAPED):
                    _rewrite(child, writer)
                yield child
        if tail.strip():
            yield _escaped(tail)


def _start(element: etree._Element, writer: _Writer) -> list[str | Plain]:
    """The start tag of an element of the page; empty for one that stays."""
    name = str(element.tag)
    if name.startswith("{") or name == _ROOT or name in _UNESCAPED or _gives(element, writer.uses):
        return []
    values = {str(key): str(value) for key, value in element.attrib.items()}
    expressions: list[str] = []

    def marked(found: re.Match[str]) -> str:
        expressions.append(found[1])
        return _MARK

    for key, value in values.items():
        if key.startswith("{"):
            return []
        if "{{" in value or "}}" in value:
            if "{" in value.replace("{{", ""):
                return []
            values[key] = value.replace("{{", "{").replace("}}", "}")
        else:
            values[key] = BRACES.sub(marked, value)
    if not all(map(writer.is_plain, expressions)):
        return []
    first, *pieces = _tags(name, tuple(values.items()))[0].split(_MARK)
    parts: list[str | Plain] = [first]
    for expression, piece in zip(expressions, pieces, strict=True):
        parts += (Plain(expression), piece)
    return parts


_MARK = "-plain-value-"
"""Stands for the value of an expression while a tag is written."""


@lru_cache(maxsize=1024)
def _tags(name: str, attributes: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The start tag and the end tag of an element of HTML, no end tag for one that has none."""
    element = etree.Element(name, dict(attributes))
    element.text = "-"  # Of some elements the end tag is left out where they are empty.
    written = etree.tostring(element, method="html", encoding="utf-8").decode()
    end = f"</{name}>"
    return (written.removesuffix(f"-{end}"), end) if written.endswith(end) else (written, "")


@lru_cache(maxsize=1024)
def _escaped(text: str) -> str:
    element = etree.Element("p")
    element.text = text
    return etree.tostring(element, method="html", encoding="utf-8").decode()[3:-4]
