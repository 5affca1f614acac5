"""Words for faults of values: attributes that are missing, unknown or wrong, and text that is no value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xmlschema.validators import XsdAttributeGroup

from diplomata.validation import wording

if TYPE_CHECKING:
    from lxml import etree

_ATTRIBUTE = re.compile(r"attribute ([^=\s]+)='")
_QUOTED = re.compile(r"'([^']*)'")
_NAME = re.compile(r"[^\W\d][\w.\-]*", re.UNICODE)

_DATES = frozenset({"when", "notBefore", "notAfter"})
_POINTERS = frozenset({"who", "resp", "target", "ana", "scheme"})

_SERIES = {"p": "p", "sp": "t", "note": "n"}
"""The letters that the numbers of paragraphs, turns and notes begin with."""

_MISSING_HINTS = {
    ("p", "xml:id"): 'Give it the next free p number: xml:id="p1".',
    ("sp", "xml:id"): 'Give it the next free t number: xml:id="t1".',
    ("note", "xml:id"): 'Give it the next free n number: xml:id="n1".',
    ("person", "xml:id"): 'Give it the name without honorifics: xml:id="ada-voss".',
    ("TEI", "xml:id"): "Give it the stem of the file's name.",
    ("sp", "who"): 'Point to the speaker: who="#" and the xml:id of a <person> of the header.',
    ("ref", "target"): 'Point to the note: target="#" and its xml:id.',
}

_VALUE_HINTS = {
    ("stage", "type"): "Laughter and tone are delivery; what people do is business; who comes or goes is entrance or "
    "exit; what is reported or explained is narration.",
    (
        "note",
        "type",
    ): "A footnote stands in <back> and has an anchor in the text; the others stand where they belong.",
    ("div", "type"): 'The text is record, what was sent with it enclosure; their parts are <div type="section">.',
    ("gap", "reason"): "What was blacked out is redacted; what an editor left out is editorial.",
    ("catRef", "target"): "Use #other where no kind fits.",
    ("sp", "cert"): "Leave cert out where it is sure who speaks.",
    ("list", "type"): "Only a roster of participants has a type; leave it out elsewhere.",
}

_ATTRIBUTE_HINTS = {
    "rend": "How words look is not encoded. Remove it.",
    "style": "How words look is not encoded. Remove it.",
    "key": "Point to a person with sameAs, or leave it out.",
    "ref": "Point to a person with sameAs, or leave it out.",
}

_TYPES = {
    "boolean": "true or false",
    "date": "a day, such as 1962-05-03",
    "decimal": "a number",
    "double": "a number",
    "float": "a number",
    "int": "a whole number",
    "integer": "a whole number",
    "nonNegativeInteger": "a whole number from 0",
    "positiveInteger": "a whole number from 1",
}


def tell(error: Any, node: etree._Element) -> tuple[str, str]:
    """Message and hint for an error of xmlschema that is about an attribute or about the text of an element."""
    reason = str(error.reason or "")
    if isinstance(error.validator, XsdAttributeGroup):
        return _attribute_itself(reason, error.validator, node)
    if "duplicated value" in reason:
        return _not_unique(reason, node)
    found = _ATTRIBUTE.search(reason)
    name = found[1] if found else ""
    if not name and reason.startswith("attribute '"):
        name = _QUOTED.search(reason)[1]  # type: ignore[index]
    if name:
        return _attribute_value(name, node.get(name, ""), reason, error.validator, node)
    return _content(reason, error.validator, node)


def _attribute_itself(reason: str, group: Any, node: etree._Element) -> tuple[str, str]:
    """An attribute that is missing, or one that may not be there."""
    inside = wording.element(node)
    quoted = _QUOTED.search(reason)
    name = wording.local(quoted[1]) if quoted else ""
    if reason.startswith("missing"):
        hint = _MISSING_HINTS.get((wording.local(str(node.tag)), name), "")
        if not hint and name == "xml:id":
            hint = "Give it a name that no other element of the file has."
        elif not hint and quoted:
            hint = f"{name}: {documentation(group.get(quoted[1]))}" if documentation(group.get(quoted[1])) else ""
        return f"{inside} has no {name}, which it needs", hint
    value = wording.shorten(node.get(quoted[1], "") if quoted else "", 40)
    allowed = [wording.local(str(key)) for key in group if key]
    may = f"expected {wording.words(allowed, 'or')}" if allowed else "it has no attributes"
    hint = f"Write xml:{name}." if f"xml:{name}" in allowed else wording.near(name, allowed)
    return f'{inside} may not have {name}="{value}"; {may}', hint or _ATTRIBUTE_HINTS.get(name, "")


def _attribute_value(name: str, value: str, reason: str, facet: Any, node: etree._Element) -> tuple[str, str]:
    """An attribute whose value is not allowed."""
    shown = f'{wording.local(name)}="{wording.shorten(value, 40)}"'
    inside = wording.tag(str(node.tag))
    plain = wording.local(name)
    if "duplicated xs:ID" in reason:
        first = next((twin for twin in node.getroottree().getroot().iter("*") if twin.get(name) == value), node)
        where = f"first on <{wording.local(str(first.tag))}> in line {first.sourceline}" if first is not node else ""
        return f"{shown} is used twice, {where}".rstrip(
            ", "
        ), "Each xml:id stands once in a file: give this one a new one."
    allowed = _enumeration(facet)
    if allowed:
        hint = wording.near(value, allowed) or _VALUE_HINTS.get((wording.local(str(node.tag)), plain), "")
        return f"{shown} of {inside} is not known; expected {wording.words(allowed, 'or')}", hint
    if "fixed value" in reason:
        fixed = _QUOTED.findall(reason)[-1]
        return f"{shown} of {inside} is not known here; expected {fixed}", f'Write {plain}="{fixed}".'
    if not value.strip():
        hint = _MISSING_HINTS.get((wording.local(str(node.tag)), plain), "Give it a value, or remove the attribute.")
        return f"{plain} of {inside} is empty", hint
    if plain in _DATES:
        return (
            f"{shown} of {inside} is no date; expected a day (1962-05-03), a month (1962-05) or a year (1962)",
            "Write as much of the date as is known, and see whether the day exists.",
        )
    letter = _SERIES.get(wording.local(str(node.tag)))
    if plain == "xml:id" and letter:
        return (
            f"{shown} of {inside} is not in its series; expected {letter} and a number",
            "Paragraphs are numbered p1, p2 and so on, turns t1, notes n1, each once in the file.",
        )
    if plain == "xml:id":
        return (
            f"{shown} of {inside} cannot be a name; expected a letter, then letters, digits, hyphens or full stops",
            "An xml:id cannot start with a digit or hold spaces.",
        )
    if plain in _POINTERS:
        bare = value.lstrip("#")
        hint = (
            f'Write {plain}="#{bare}".' if _NAME.fullmatch(bare) else "Several pointers have one space between them."
        )
        return f"{shown} of {inside} is no pointer; expected # and the xml:id of an element of this file", hint
    if plain in {"mainLang", "otherLangs", "ident", "xml:lang"}:
        return f"{shown} of {inside} is no language tag; expected a BCP 47 tag, such as en or ru-Latn", ""
    said = documentation(getattr(facet, "parent", None)).rstrip(".")
    expected = said[:1].lower() + said[1:] if said else _type(facet) or _tidy(reason)
    return f"{shown} of {inside} is not allowed; expected {expected}", ""


def _not_unique(reason: str, node: etree._Element) -> tuple[str, str]:
    """A value that stands twice where it may stand once (``xs:unique``, ``xs:key``)."""
    quoted = _QUOTED.search(reason)
    value = quoted[1] if quoted else ""
    message = f'{wording.tag(str(node.tag))} repeats the value "{wording.shorten(value, 40)}" of one before it'
    return message, "Each value stands once: change or remove one of the two."


def _content(reason: str, facet: Any, node: etree._Element) -> tuple[str, str]:
    """Text of an element that is no value of its type."""
    inside = wording.element(node)
    text = "".join(str(piece) for piece in node.itertext())
    if not text.strip():
        return f"{inside} is empty", "Give it its words, or remove it: what the record does not say is left out."
    if "fixed value" in reason or _enumeration(facet):
        allowed = _enumeration(facet) or _QUOTED.findall(reason)[-1:]
        return f'{inside} holds "{wording.shorten(text)}"; expected {wording.words(allowed, "or")}', ""
    if len(node) and "a simple content element can't have child elements" in reason:
        child = wording.tag(str(node[0].tag))
        return f"{child} may not stand in {inside}; expected text only", "Keep the words, remove the tags."
    expected = _type(facet)
    if expected:
        return f'{inside} holds "{wording.shorten(text)}"; expected {expected}', ""
    return f'{inside} holds "{wording.shorten(text)}": {_tidy(reason)}', ""


def _enumeration(facet: Any) -> list[str]:
    values = getattr(facet, "enumeration", None)
    return [str(value) for value in values] if values else []


def _type(facet: Any) -> str:
    """What a built-in type of XML Schema holds, in words; empty for another."""
    name = str(getattr(facet, "name", "") or "")
    if not name.startswith("{http://www.w3.org/2001/XMLSchema}"):
        return ""
    plain = wording.local(name)
    return _TYPES.get(plain, f"a value of the type {plain}")


def _tidy(reason: str) -> str:
    """A reason of xmlschema without namespaces and internals."""
    return re.sub(r"\{[^{}]*\}", "", reason).strip()


def documentation(component: Any) -> str:
    """The ``xs:documentation`` of a component of a schema on one line; empty where there is none."""
    annotation = getattr(component, "annotation", None)
    if annotation is None:
        return ""
    return " ".join(" ".join(part.itertext()) for part in annotation.documentation).strip()
