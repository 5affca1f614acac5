"""What a survey counts in one file: a record of plain text, read as ``convert`` reads it, or a TEI file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from diplomata.errors import RecordError
from diplomata.sources import STANDARD, iter_sources
from diplomata.tei.namespace import tei

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from diplomata.record import Record
    from diplomata.sources import SourceItem

_BRACKETS = frozenset(("supplied", "gap", "sic", "unclear"))
_ASIDES = ("stage", "incident", "kinesic", "vocal")
_TYPED = {"supplied": "ana", "gap": "reason"}
_COUNTED = tuple(map(tei, ("speaker", "note", *_ASIDES, *sorted(_BRACKETS))))
LARGEST_TEI = 1 << 30
"""The largest TEI file that is counted, in bytes."""
_BEGINNINGS = (b"<", b"\xef\xbb\xbf<")


class Found(NamedTuple):
    """One thing that is counted: its kind, what it was read as, its words, and the line where it stands."""

    kind: str
    read_as: str
    text: str
    line: int


def items_of(paths: Iterable[str | os.PathLike[str]], max_bytes: int) -> Iterator[SourceItem]:
    """The files of ``paths``: of a folder or an archive its plain-text records, or its TEI where it has none."""
    for path in paths:
        texts = iter_sources([path], max_bytes=max_bytes)
        first = next(texts, None)
        if first is not None:
            yield first
            yield from texts
        else:
            yield from iter_sources([path], max_bytes=max_bytes, suffix=".xml")


def read_item(item: SourceItem, max_bytes: int) -> bytes:
    """The bytes of a file; ``max_bytes`` is for records, TEI may be larger. Raises as :meth:`SourceItem.read`."""
    return item.read(max(max_bytes, LARGEST_TEI) if item.name.lower().endswith(".xml") else max_bytes)


def is_tei(name: str, data: bytes) -> bool:
    """Whether bytes are XML, to be parsed and not to be read as a record."""
    return name.lower().endswith(".xml") or (name == STANDARD and data.lstrip().startswith(_BEGINNINGS))


def in_record(record: Record) -> Iterator[Found]:
    """The labels, asides, brackets, notes of a record, and the lines that fit nowhere."""
    text, position = record.text, record.source.position
    for span in record.spans:
        given = span.attributes or {}
        kind = _kind(span.kind, given.get("type"))
        if kind:
            read_as = _read_as(span.kind, given.get(_TYPED.get(span.kind, "type")))
            yield Found(kind, read_as, " ".join(text[span.start : span.end].split()), position(span.start)[0])
    lines = text.split("\n")
    for found in record.diagnostics:
        if found.code == "field-unplaced" and 0 < found.line <= len(lines):
            yield Found("unplaced", found.code, " ".join(lines[found.line - 1].split()), found.line)


def in_tei(data: bytes, name: str) -> Iterator[Found]:
    """The same in a TEI file, whoever made it; ``note type="speaker"``, ``incident``, ``kinesic``, ``vocal`` too.

    Raises :class:`~diplomata.errors.RecordError` when it is no XML that is safe to read.
    """
    root = tei_root(data, name)
    for part in root.iter(tei("text"), tei("standOff")):
        for element in part.iter(*_COUNTED):
            local, given = etree.QName(element).localname, element.get("type")
            kind = _kind(local, given)
            words = " ".join("".join(map(str, element.itertext())).split())
            line: Any = element.sourceline
            read_as = _read_as(local, element.get(_TYPED.get(local, "type")))
            yield Found(kind, read_as, words or f"<{local}/>", line or 0)


def tei_root(data: bytes, name: str) -> etree._Element:
    """The root of a TEI file.

    Raises :class:`~diplomata.errors.RecordError` when it is no XML that is safe to read.
    """
    from diplomata.validation.parsing import Document, parse

    document = parse(data, name, max_bytes=LARGEST_TEI)
    if not isinstance(document, Document):
        raise RecordError(document[0].message, document)
    return document.root


def _kind(element: str, kind: str | None) -> str:
    """The table in which an element or span is counted, empty for none."""
    if element == "speaker" or (element == "note" and kind == "speaker"):
        return "speakers"
    if element in _ASIDES:
        return "asides"
    if element in _BRACKETS or (element == "note" and kind == "gloss"):
        return "brackets"
    return "notes" if element in ("note", "footnote") else ""


def _read_as(element: str, kind: str | None) -> str:
    element = "note" if element == "footnote" else element
    return f"{element} {kind.lstrip('#')}" if kind else element
