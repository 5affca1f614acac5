"""What the tests of reading share: the specimen records, one reader, and an account of every letter of a record."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from diplomata.edition import load_edition
from diplomata.layouts.model import fold_label
from diplomata.reading import Reader
from diplomata.tei.document import Document, encode
from diplomata.tei.namespace import TEI
from diplomata.validation import gate

if TYPE_CHECKING:
    from lxml import etree

    from diplomata.edition import Edition
    from diplomata.record import Record

ROOT = Path(__file__).parent.parent
SPECIMENS = sorted((ROOT / "records").glob("*.txt"))
NS = {"t": TEI}
_TIME = re.compile(r"\d{1,2}[:.]\d\d")
_LETTERS = re.compile(r"\w+")
_SIC = re.compile(r"\[\s*sic[.!]*\s*\]", re.IGNORECASE)


@cache
def reader() -> Reader:
    return Reader()


@cache
def edition() -> Edition:
    return load_edition(ROOT / "edition.toml")


def convert(data: bytes, name: str = "record.txt", *, layout: str | None = None) -> tuple[Record, Document]:
    """A record and its TEI. Raises what reading and encoding raise."""
    record = reader().read(data, name, layout=layout)
    return record, encode(record)


def letters(text: str) -> str:
    """Letters and figures alone: what no encoding may lose or invent."""
    return "".join(_LETTERS.findall(text))


def printed(root: etree._Element) -> str:
    """The letters of ``text`` in their order, with those that attributes say: of paragraphs, notes and pages."""
    parts: list[str] = []
    (text,) = root.iterfind(f"{{{TEI}}}text")
    for event, element in _walk(text):
        name = element.tag.removeprefix(f"{{{TEI}}}")
        if event == "start":
            mark = element.get("n") or ""
            if name in ("p", "sp", "pb") or element.get("type") == "footnote":
                # The time at which a turn begins is printed behind its label.
                parts.append("" if name == "sp" and _TIME.match(mark) else mark)
            parts.append(element.text or "")
        else:
            if name == "speaker":
                mark = element.getparent().get("n") or ""
                parts.append(mark if _TIME.match(mark) else "")
            if name == "sic":
                parts.append("sic")
            if element is not text:
                parts.append(element.tail or "")
    return letters("".join(parts))


def _walk(element: etree._Element) -> list[tuple[str, etree._Element]]:
    found = [("start", element)]
    for child in element:
        found += _walk(child)
    return [*found, ("end", element)]


def account(record: Record, document: Document) -> list[str]:
    """What is wrong with the account of a record's letters; empty when each is in exactly one place.

    Proved from the source and the written TEI, with none of the program's own proofs: every letter stands in a
    header field, in declared furniture or in the body; the body's letters are those of ``text``, in their order;
    the words of every field are in the header; furniture is what the layout declares.
    """
    wrong = []
    text, lines = record.text, record.lines
    ranges = [(start, end) for _, start, end in lines.fields] + [*lines.furniture, *lines.body]
    ranges.sort()
    if any(a[1] > b[0] for a, b in pairwise(ranges)):
        wrong.append("a letter is in two places")
    outside = letters(
        "".join(
            text[a:b] for a, b in zip([0, *(e for _, e in ranges)], [*(s for s, _ in ranges), len(text)], strict=True)
        )
    )
    if outside:
        wrong.append(f"in no place: {outside[:60]!r}")
    # What the element ``sic`` says is printed in small letters, however the record had it.
    body = letters(_SIC.sub("[sic]", "".join(text[start:end] for start, end in lines.body)))
    result = printed(document.root)
    if body != result:
        at = next(
            (i for i, (a, b) in enumerate(zip(body, result, strict=False)) if a != b), min(len(body), len(result))
        )
        wrong.append(f"body has {body[max(0, at - 20) : at + 40]!r}, TEI has {result[max(0, at - 20) : at + 40]!r}")
    header = set(_LETTERS.findall(_header(document.root).casefold()))
    for name, start, end in lines.fields:
        lost = [word for word in _LETTERS.findall(text[start:end].casefold()) if word not in header]
        if lost and name != "contents" and not (name == "funder" and set(lost) <= _CREDIT):
            wrong.append(f"field {name} lost {lost}")
    labelled = ""
    for a, b in lines.furniture:
        line = text[a:b].strip()
        if not (_declared(line, record) or labelled == "furniture"):
            wrong.append(f"no furniture: {line!r}")
        # The value below a label of furniture is furniture as well, one line of it.
        labelled = next(
            (kind for zone in reader().layouts[record.layout].zones if (kind := zone.labels.get(fold_label(line)))),
            "",
        )
    return wrong


_CREDIT = set(
    "this document record translation was is made possible with by through the generous support supported funded "
    "from of and".split()
)


def _header(root: etree._Element) -> str:
    (header,) = root.iterfind(f"{{{TEI}}}teiHeader")
    return " ".join(str(text) for text in header.itertext())


_BEFORE_A_NUMBER = {"", "No", "Nr", "Doc", "Document", "Dokument", "Документ", "Документ №", "№"}
"""What a volume prints before the number of a document."""


def _declared(text: str, record: Record) -> bool:
    layout = reader().layouts[record.layout]
    line = text.strip()
    if layout.running_number and (line.isdigit() or line.startswith(record.header.record_number)):
        return True
    if layout.numbered_lines and line.isdigit() and len(line) <= len("25"):
        return True
    if line in ("|", "•", "·"):
        # It stands between the facts of a document in a volume.
        return True
    # The number of the page is glued to its running head where pages were set on one line.
    line = re.sub(r"^\d{1,3} (?=\D)", "", line)
    bare = line.strip("* []")
    furniture = {known.casefold() for known in layout.furniture}
    if line.casefold() in furniture or (layout.furniture_pattern and layout.furniture_pattern.fullmatch(line)):
        return True
    if line in layout.credit_lines:
        return True
    if record.header.document_number and line.strip(" .:)]") in _BEFORE_A_NUMBER:
        return True
    for zone in layout.zones:
        if fold_label(line) in zone.labels or fold_label(bare.rstrip(":")) in zone.labels or line in zone.until:
            return True
        if zone.until_pattern and (zone.until_pattern.match(line) or zone.until_pattern.match(bare)):
            return True
    return False


def proved(record: Record, document: Document) -> None:
    """Asserts that nothing was lost or invented and that the TEI follows the schema."""
    assert account(record, document) == []
    assert gate().messages(document.root) == []
