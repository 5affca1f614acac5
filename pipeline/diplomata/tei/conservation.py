"""Nothing lost, nothing invented: proved for each record before it is written.

Two proofs that share no code with the fold. First, letter by letter: the text of the encoded body is the
source's body less what elements say (brackets, markers). Second, word by word: every word of the source,
header included, stands somewhere in the TEI, unless the layout declares its line furniture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.errors import NotConserved

if TYPE_CHECKING:
    from diplomata.record import Record

_WORD = re.compile(r"\w+")
_TEXTS = etree.XPath(".//text()", smart_strings=False)
_SHOWN = 12


def prove(record: Record, root: etree._Element) -> None:
    """Raises :class:`~diplomata.errors.NotConserved` when a word was lost or invented, naming the words."""
    problems = _letters(record, root) or _words(record, root)
    if problems:
        raise NotConserved(f"{record.source.name}: {problems[0].message}", problems)


def said_by_elements(record: Record) -> list[tuple[int, int]]:
    """The stretches of the source that elements say, so that they are no text: in order, not overlapping."""
    cuts = []
    for span in record.spans:
        if span.kind == "ref":
            continue
        if span.lead:
            cuts.append((span.start, min(span.start + span.lead, span.end)))
        if span.tail:
            cuts.append((max(span.end - span.tail, span.start), span.end))
    cuts.sort()
    merged: list[tuple[int, int]] = []
    for start, end in cuts:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def body_text(record: Record) -> str:
    """The text of the source's body that must be in the TEI; blanks do not count."""
    text = record.text
    kept = []
    cuts = iter([*said_by_elements(record), (len(text), len(text))])
    cut = next(cuts)
    for start, end in record.lines.body:
        while cut[1] <= start and cut[0] < len(text):
            cut = next(cuts)
        while cut[0] < end:
            if start < cut[0]:
                kept.append(text[start : cut[0]])
            start = max(start, cut[1])
            if cut[1] >= end:
                break
            cut = next(cuts)
        if start < end:
            kept.append(text[start:end])
    return "".join(kept)


def _letters_of(text: bytes) -> bytes:
    """A text without blanks, both in UTF-8: bytes are stripped many times faster than characters."""
    return text.translate(None, b" \n\t\r\x0b\x0c").replace(b"\xc2\xa0", b"")


def _letters(record: Record, root: etree._Element) -> list[Diagnostic]:
    encoded = root.find("{http://www.tei-c.org/ns/1.0}text")
    source = body_text(record)
    result = b"" if encoded is None else etree.tostring(encoded, method="text", encoding="UTF-8", with_tail=False)
    if _letters_of(source.encode("utf-8")) == _letters_of(result):
        return []
    expected, actual = "".join(source.split()), "".join(result.decode("utf-8").split())
    at = next(
        (i for i, (a, b) in enumerate(zip(actual, expected, strict=False)) if a != b), min(len(actual), len(expected))
    )
    wanted, got = expected[at : at + 40], actual[at : at + 40]
    code = "words-lost" if len(actual) <= len(expected) else "words-invented"
    message = f"the encoded text departs from the record: {wanted!r} is expected, {got!r} was encoded"
    return [diagnose(code, message, path=record.source.name, line=_line_of(record, wanted))]


def _line_of(record: Record, wanted: str) -> int:
    """The line of the source where a run of letters (without blanks) begins, 0 when it cannot be told."""
    pattern = r"\s*".join(map(re.escape, wanted[:16]))
    match = re.search(pattern, record.text) if wanted else None
    return record.source.position(match.start())[0] if match else 0


def _words(record: Record, root: etree._Element) -> list[Diagnostic]:
    header = root.find("{http://www.tei-c.org/ns/1.0}teiHeader")
    values = " ".join(cast("list[str]", _TEXTS(header))) if header is not None else ""
    text = record.text
    # Most fields stand in the header as they are; only the words of the others are looked for one by one.
    apart = [
        field for _, start, end in record.lines.fields if (field := " ".join(text[start:end].split())) not in values
    ]
    if not apart:
        return []
    have = set(_WORD.findall(values.casefold()))
    wanted = dict.fromkeys(_WORD.findall(" ".join(apart).casefold()))
    lost = [word for word in wanted if word not in have and word not in _OPTIONAL]
    if not lost:
        return []
    shown = ", ".join(lost[:_SHOWN]) + (", ..." if len(lost) > _SHOWN else "")
    line = _line_of(record, lost[0])
    return [diagnose("words-lost", f"words of the header are lost: {shown}", path=record.source.name, line=line)]


# "Made possible with support from X": the sentence round the name of a sponsor is said by ``funder``.
_OPTIONAL = frozenset(
    "this document record translation was is made possible with support from of by through the generous and "
    "supported funded".split()
)
