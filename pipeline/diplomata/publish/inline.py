"""What never changes from page to page is worked out once, when a stylesheet is read, and not for every page.

The interface strings and the settings of an edition are variables in our stylesheets. Here every use of one is
replaced by its value: ``<xsl:value-of select="$s-note"/>`` by text, ``{$root}index.html`` by an address, and a
test of nothing but such values by what stands in it, or by nothing. The pages are the same, and made sooner.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

XSL = "http://www.w3.org/1999/XSL/Transform"
_IF = f"{{{XSL}}}if"
_CHOOSE = f"{{{XSL}}}choose"
_OTHERWISE = f"{{{XSL}}}otherwise"
_TEXT = f"{{{XSL}}}text"
_VALUE_OF = f"{{{XSL}}}value-of"
_VARIABLE = f"{{{XSL}}}variable"
_PARAM = f"{{{XSL}}}param"
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_USE = re.compile(rf"({_QUOTED})|\$([\w.-]+)")
_LITERAL = re.compile(_QUOTED)
_COMPARISON = re.compile(rf"\s*({_QUOTED})\s*(!?=)\s*({_QUOTED})\s*")
BRACES = re.compile(rf"\{{((?:{_QUOTED}|[^{{}}\"'])*)\}}")
"""An expression in the value of an attribute; it is used where no brace is doubled."""


def literal(text: str) -> str:
    """``text`` as an XPath expression, whatever quotation marks it has."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = ', "\'", '.join(f"'{part}'" for part in text.split("'"))
    return f"concat({parts})"


def declared(sheet: etree._Element) -> set[str]:
    """The names of all variables and parameters of a stylesheet, wherever they stand in it."""
    return {str(found.get("name")) for found in sheet.iter(_VARIABLE, _PARAM)}


def inline(sheet: etree._Element, constants: Mapping[str, str]) -> None:
    """Put the values of ``constants``, by name, into a stylesheet. No variable of it may have one of their names."""
    for element in [*sheet.iter(etree.Element)]:
        if not isinstance(element.tag, str):
            continue
        if not element.tag.startswith(f"{{{XSL}}}"):
            for key, value in element.attrib.items():
                words = str(value)
                if "{" in words and "{{" not in words and "}}" not in words:
                    element.set(key, _template(words, constants))
            continue
        for name in ("select", "test"):
            expression = element.get(name, "")
            if "$" in expression:
                element.set(name, _expression(expression, constants))
        if element.tag == _VALUE_OF:
            _text(element)
        elif element.tag == _IF:
            _decide(element)
    for element in [*sheet.iter(_CHOOSE)]:
        _choose(element)


def _expression(value: str, constants: Mapping[str, str]) -> str:
    def replaced(found: re.Match[str]) -> str:
        name = found[2]
        return literal(constants[name]) if name in constants else found[0]

    return _USE.sub(replaced, value)


def _template(value: str, constants: Mapping[str, str]) -> str:
    def replaced(found: re.Match[str]) -> str:
        expression = _expression(found[1], constants)
        if _LITERAL.fullmatch(expression):
            return expression[1:-1].replace("{", "{{").replace("}", "}}")
        return f"{{{expression}}}"

    return BRACES.sub(replaced, value)


def _text(element: etree._Element) -> None:
    """Make the value of a string the string."""
    select = element.get("select", "")
    if _LITERAL.fullmatch(select):
        element.tag = _TEXT
        element.attrib.clear()
        element.text = select[1:-1]


def _answer(test: str) -> bool | None:
    """The answer to a test that compares two strings, ``None`` for any other."""
    found = _COMPARISON.fullmatch(test)
    return None if found is None else (found[1][1:-1] == found[3][1:-1]) == (found[2] == "=")


def _decide(element: etree._Element) -> None:
    """Answer a test that compares two strings."""
    answer = _answer(element.get("test", ""))
    if answer is False:
        element.tag, element.text = _TEXT, None
        element.attrib.clear()
        element[:] = []
    elif answer and element.find(_VARIABLE) is None:
        _unwrap(element)


def _choose(element: etree._Element) -> None:
    """Leave out the cases that never are, and put the first in place of all where it always is."""
    for case in element.findall("*"):
        answer = True if case.tag == _OTHERWISE else _answer(case.get("test", ""))
        if answer is False:
            element.remove(case)
            continue
        if answer and case is element[0] and case.find(_VARIABLE) is None:
            element.text = case.text
            element[:] = list(case)
            _unwrap(element)
        return
    element.tag = _TEXT


def _unwrap(element: etree._Element) -> None:
    """Put what stands in an element in its place."""
    parent = element.getparent()
    assert parent is not None  # A test stands in a template.
    words = etree.Element(_TEXT)
    words.text = element.text if (element.text or "").strip() else None
    parts = [words, *element]
    if (element.tail or "").strip():
        rest = etree.SubElement(element, _TEXT)
        rest.text = element.tail
        parts.append(rest)
    place = parent.index(element)
    parent[place : place + 1] = parts
