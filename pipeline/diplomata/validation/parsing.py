"""XML from strangers, parsed within bounds, and its faults said in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.tei.namespace import safe_parser

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is parsed, in bytes."""

_ID_FAULTS = {"DTD_ID_REDEFINED", "DTD_XMLID_VALUE"}
"""What libxml2 says of an xml:id while parsing: a fault of the content, which the schema words better."""

_LIMITS = {"ERR_RESOURCE_LIMIT", "ERR_ENTITY_LOOP", "ERR_NAME_TOO_LONG"}

_CASCADE = {
    "ERR_TAG_NAME_MISMATCH",
    "ERR_TAG_NOT_FINISHED",
    "ERR_ATTRIBUTE_NOT_STARTED",
    "ERR_ATTRIBUTE_WITHOUT_VALUE",
}
"""After these every further end tag is wrong too: only the first says something."""

_MISMATCH = re.compile(r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)")
_PREMATURE = re.compile(r"Premature end of data in tag (\S+) line (\d+)")
_ENTITY = re.compile(r"Entity '([^']+)' not defined")
_PREFIX = re.compile(r"Namespace prefix (\S+)( for \S+)? on (\S+) is not defined")
_TWICE = re.compile(r"Attribute (\S+) redefined")
_NO_VALUE = re.compile(r"Specification mandates value for attribute (\S+)")
_CHARACTER = re.compile(r"invalid (?:xml)?Char value (\d+)")
_SAYS_UTF_16 = re.compile(rb"""<\?xml[^>]*encoding=["']utf-16""", re.IGNORECASE)
_HTML = re.compile(rb"<!DOCTYPE\s+html", re.IGNORECASE)


_SAID = (
    ("StartTag: invalid element name", "a < stands alone", "Write &lt; for the character <."),
    (
        "Unescaped '<' not allowed in attributes",
        "a < stands in the value of an attribute",
        "Write &lt; for it, or close the value with its quotation mark.",
    ),
    (
        "AttValue:",
        "the value of an attribute has no quotation marks round it",
        'Write it as in type="record"; typographic quotation marks do not count.',
    ),
    ("Double hyphen within comment", 'a comment holds "--"', "Write one hyphen: two may only end a comment."),
    (
        "XML declaration allowed only at the start",
        "the XML declaration does not stand at the very start of the file",
        "Remove what stands before <?xml, also empty lines.",
    ),
    (
        "Start tag expected",
        "this is no XML: it does not start with a tag",
        "Give the TEI file, not the plain-text record.",
    ),
    (
        "Extra content at the end",
        "something follows after the end of the root element",
        "A file holds one root element: remove the rest.",
    ),
    ("attributes construct error", "no space stands between two attributes", "Write a space before each attribute."),
)
"""What libxml2 says, what is meant by it, and what to do."""


@dataclass(frozen=True)
class Document:
    """A file that was parsed: ``path`` as the user named it, its bytes where they are known, its root.

    ``data`` is empty for a tree that never was a file; then no columns are known.
    """

    path: str
    root: etree._Element
    data: bytes = b""

    @cached_property
    def _places(self) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
        return _scan(self.data)

    @cached_property
    def _order(self) -> dict[etree._Element, int]:
        return {element: at for at, element in enumerate(self.root.iter("*"))}

    def place(self, element: etree._Element) -> tuple[int, int]:
        """Line and column of an element's start tag, from 1; column 0 when unknown."""
        starts, _ = self._places
        found = starts.get(self._order.get(element, -1))
        line: Any = element.sourceline
        return found or (line or 0, 0)

    def place_of_text(self, element: etree._Element) -> tuple[int, int]:
        """Line and column of the first words that stand directly in an element."""
        _, texts = self._places
        return texts.get(self._order.get(element, -1)) or self.place(element)


def parse(data: bytes, path: str, *, max_bytes: int = MAX_BYTES) -> Document | list[Diagnostic]:
    """The document in ``data``, or what keeps it from being one.

    Bounded in time and memory whatever arrives: a size limit, libxml2's own limits of depth (256) and
    text, no entity expanded, nothing fetched. A DOCTYPE is refused: a record needs none, and entities
    hide text. ``path`` is only used in diagnostics.
    """
    if len(data) > max_bytes:
        size, limit = len(data) / 2**20, max_bytes / 2**20
        return [
            diagnose(
                "xml-unsafe",
                f"the file has {size:,.0f} MB; at most {limit:,.0f} MB are read",
                path=path,
                hint="One file holds one record. Split it, or leave it out.",
            )
        ]
    if not data or data.isspace():
        return [diagnose("xml-malformed", "the file is empty", path=path, hint="Write the record again.")]
    parser = safe_parser()
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        log = list(parser.error_log)
        if not log or any(entry.type_name not in _ID_FAULTS for entry in log):
            return _faults(log, data, path)
        root = etree.fromstring(data, _lenient_parser())
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None:
        return [_doctype(data, path)]
    return Document(path, root, data)


def parse_tree(data: bytes, path: str) -> Document | list[Diagnostic]:
    """As :func:`parse`, for a tree that was just written: no columns, because nobody sees that writing."""
    parsed = parse(data, path)
    return Document(path, parsed.root) if isinstance(parsed, Document) else parsed


def _lenient_parser() -> etree.XMLParser:
    """As :func:`~diplomata.tei.namespace.safe_parser`, but a wrong xml:id does not end the parsing."""
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=True)


def _doctype(data: bytes, path: str) -> Diagnostic:
    at = data.find(b"<!DOCTYPE")
    line = data.count(b"\n", 0, at) + 1 if at >= 0 else 0
    column = at - data.rfind(b"\n", 0, at) if at >= 0 else 0
    if _HTML.match(data, max(at, 0)):
        message, hint = "this is an HTML page, not TEI", "Give the TEI file that the page was made from."
        return diagnose("xml-unsafe", message, path=path, line=line, column=column, hint=hint)
    return diagnose(
        "xml-unsafe",
        "the file has a DOCTYPE; a record has none, because entities can hide or fetch text",
        path=path,
        line=line,
        column=column,
        hint="Remove the DOCTYPE and write the characters that its entities stood for.",
    )


def _faults(log: Iterable[etree._LogEntry], data: bytes, path: str) -> list[Diagnostic]:
    """Each fault of a file that is no well-formed XML; one for a line, and none that follows from another."""
    found: list[Diagnostic] = []
    seen: set[int] = set()
    if _SAYS_UTF_16.match(data):
        message, hint = (
            "the file says that it is UTF-16, but it is not",
            'Write encoding="UTF-8", and save it as UTF-8.',
        )
        return [diagnose("xml-malformed", message, path=path, line=1, column=1, hint=hint)]
    for entry in log:
        if entry.type_name in _ID_FAULTS or entry.line in seen:
            continue
        seen.add(entry.line)
        if entry.type_name in _LIMITS or b"<!ENTITY" in data:
            found.append(_over_limit(entry, data, path))
            break
        message, hint = _in_words(entry.message or "", entry.type_name)
        found.append(diagnose("xml-malformed", message, path=path, line=entry.line, column=entry.column, hint=hint))
        if entry.type_name in _CASCADE:
            break
    return found or [diagnose("xml-malformed", path=path)]


def _over_limit(entry: etree._LogEntry, data: bytes, path: str) -> Diagnostic:
    if b"<!DOCTYPE" in data:
        return _doctype(data, path)
    message = (entry.message or "").split(", use XML_PARSE_HUGE")[0].strip()
    if message.startswith("Excessive depth"):
        message = "elements are nested more than 256 levels deep"
    return diagnose(
        "xml-unsafe",
        message,
        path=path,
        line=entry.line,
        column=entry.column,
        hint="No record needs this. The file is damaged, or was made to do harm.",
    )


def _in_words(message: str, kind: str) -> tuple[str, str]:
    """What libxml2 says of a syntax error, for a reader who does not know libxml2; and what to do."""
    if found := _MISMATCH.search(message):
        opened, line, closed = found.groups()
        return (
            f"<{opened}>, opened in line {line}, is closed by </{closed}>",
            f"Close it with </{opened}>, or see which tag between the two is missing or too many.",
        )
    if found := _PREMATURE.search(message):
        return f"the file ends before <{found[1]}>, opened in line {found[2]}, is closed", "The file is cut short."
    if found := _ENTITY.search(message):
        return (
            f"&{found[1]}; is not known in XML",
            "Write the character itself; only &amp; &lt; &gt; &quot; and &apos; are known.",
        )
    if found := _PREFIX.search(message):
        return (
            f"the prefix {found[1]}: on <{found[3]}> is not declared",
            "Declare its namespace on the root, or remove the prefix.",
        )
    if found := _TWICE.search(message):
        return f"the attribute {found[1]} is given twice", "Keep one of the two."
    if found := _NO_VALUE.search(message):
        return f"the attribute {found[1]} has no value", f'Write {found[1]}="..." with its value, or remove it.'
    if found := _CHARACTER.search(message):
        return f"the control character U+{int(found[1]):04X} cannot stand in XML", "Remove it."
    for said, words, hint in _SAID:
        if said in message:
            return words, hint
    if "EntityRef" in message or kind == "ERR_ENTITYREF_SEMICOL_MISSING":
        return "an & stands alone", "Write &amp; for the character &."
    if kind in {"ERR_INVALID_ENCODING", "ERR_INVALID_CHAR"} or "not proper UTF-8" in message:
        return "bytes that are no characters in the encoding that the file declares", "Save the file as UTF-8."
    return message.strip() or "the file is not well-formed XML", "Mend the place that is named."


def _scan(data: bytes) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Where each element starts, and where the first words directly in it: by its number in document order.

    libxml2 keeps lines but no columns, so a file that failed is read once more. Empty when ``data`` is
    empty or in an encoding that expat does not know: columns are a comfort, never a condition.
    """
    starts: dict[int, tuple[int, int]] = {}
    texts: dict[int, tuple[int, int]] = {}
    open_elements: list[int] = []
    parser = expat.ParserCreate()

    def start(_name: str, _attributes: dict[str, str]) -> None:
        number = len(starts)
        starts[number] = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        open_elements.append(number)

    def end(_name: str) -> None:
        open_elements.pop()

    def text(words: str) -> None:
        if open_elements and open_elements[-1] not in texts and words.strip():
            column = parser.CurrentColumnNumber + 1 + len(words) - len(words.lstrip())
            texts[open_elements[-1]] = (parser.CurrentLineNumber, column)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return {}, {}
    return starts, texts
