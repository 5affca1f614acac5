"""Footnotes: the texts at the end, and the marks in the text that point to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from diplomata.recognise.blocks import Block
from diplomata.record import Span

_BRACKETED = re.compile(r"\[(?P<mark>\d{1,3}|[ivxlc]{1,6}|[a-z]|[*†‡]{1,3})\]\s*(?=\S)")
_SIGNED = re.compile(r"(?P<mark>\*{1,3}(?![^*]*\*)|[†‡]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})\s*(?=\S)")
_PLAIN = re.compile(r"(?P<mark>\d{1,3})(?:[.)]|(?=\s))\s*(?=\S)")
_ENCLOSED = re.compile(r"(?:\((?=\d{1,2}\))|/(?=\d{1,2}/))(?P<mark>\d{1,2})[)/]\s*(?=\S)")
"""``(1) Article 6 of the Agreement``, ``/1/Telegram 713``: as French files and early pages of the web print notes."""
_HEADING = re.compile(r"(?i)(?:foot-?|end-?)?notes?\s?:?|anmerkungen\s?:?|fußnoten\s?:?|примечания\s?:?")
_SUPERSCRIPT = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_RAISED = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}")
_GLUED = re.compile(r"(?<=[^\W\d_][.,;:!?”\"’')])\d{1,2}(?=\s|$)|(?<=[a-zа-я]{3})\d{1,2}(?=[\s.,;:]|$)")

_IN_BRACKETS = re.compile(r"\[([^\[\]\s]{1,6})\]")
_SIGN = re.compile(r"(?<=\S)[*†‡]{1,3}(?=[\s.,;:]|$)")
_BEHIND = re.compile(
    r"(?<=[a-zà-ÿа-я]{3})\((?P<glued>\d{1,2})\)|(?<=\w)\s\((?P<last>\d{1,2})\)(?=[.,;:)»”]|\s*(?:\n|$))"
    r"|(?<=[\w.,;:”\"’')])\s?/(?P<struck>\d{1,2})/(?=[\s.,;:)]|$)"
)
"""``the 26th of February(1)``, ``les Accords (1).``, ``August 31/2/ with``. What ``(1) time, (2) money`` counts follows."""
_ENUMERATED = re.compile(
    r"(?i)\b(?:para(?:graph|graphe)?s?|items?|points?|conclusions?|art(?:icle|icles|\.)?|sections?|nos?\.?|sub)\s*$"
)
"""Words behind which a number in parentheses names a part of the text."""
_BELOW = 6
"""At most so many paragraphs stand below the notes: a shelf mark, copies, what a page says at its foot."""
_BELOW_LENGTH = 400
"""Characters of such a paragraph."""


class Footnote(NamedTuple):
    """A note's text: its block, its mark (without brackets), and where its own words start."""

    block: int
    mark: str
    start: int


class Footnotes(NamedTuple):
    """The notes of a record, and the block of a heading over them (-1 when there is none)."""

    notes: tuple[Footnote, ...] = ()
    heading: int = -1
    first: int = -1
    loose: bool = False
    """Whether some anchors are not in brackets: raised figures, asterisks, figures glued to a word."""

    @property
    def end(self) -> int:
        """The block behind the last note: what stands there is no note."""
        return self.notes[-1].block + 1 if self.notes else -1

    @property
    def marks(self) -> frozenset[str]:
        """All marks, as an anchor in brackets would print them."""
        return frozenset(note.mark for note in self.notes)


def find_footnotes(blocks: list[Block], text: str) -> Footnotes:
    """The notes at the end of a record. A note without any anchor in the text is none: it may be a list.

    Below them may stand a shelf mark, copies, or the foot of a page: then all notes have anchors, in their order.
    """
    last = len(blocks) - 1
    for skipped in range(min(_BELOW, last) + 1):
        found, heading = _last_run(blocks, last - skipped)
        if found:
            return _anchored(found, heading, blocks, text, strict=skipped > 0)
        if len(blocks[last - skipped].text) > _BELOW_LENGTH:
            break
    return Footnotes()


def _last_run(blocks: list[Block], last: int) -> tuple[list[Footnote], int]:
    """The paragraphs that look like notes up to ``last``, the last first, and the block of a heading over them."""
    found: list[Footnote] = []
    for at in range(last, 0, -1):
        block = blocks[at]
        line = block.text
        if _HEADING.fullmatch(line) and found:
            return found, at
        match = _BRACKETED.match(line) or _SIGNED.match(line) or _PLAIN.match(line) or _ENCLOSED.match(line)
        if not match:
            break
        found.append(Footnote(at, match["mark"].translate(_SUPERSCRIPT), block.at(match.end())))
    return found, -1


def _anchored(found: list[Footnote], heading: int, blocks: list[Block], text: str, *, strict: bool) -> Footnotes:
    """The longest run of notes at the end that has an anchor for its first: numbered paragraphs before it only look
    like notes. Under a heading all are notes, if one has an anchor; where it is ``strict``, each has its own, in order."""
    found = found[::-1]
    # The text edition sets the marks of all notes in square brackets.
    enclosed = any(text[blocks[note.block].start] in "(/[" for note in found)
    forms = _ANCHORS if enclosed else _ANCHORS[:-1]
    anchors = _first_anchors(text, blocks[0].start, blocks[found[-1].block].start, {n.mark for n in found}, forms)
    # From the last note to the first, a mark that comes twice ends the run.
    run: set[str] = set()
    start = len(found)
    while start and found[start - 1].mark not in run:
        start -= 1
        run.add(found[start].mark)
    if start:
        # What stands between the heading and the run is text.
        heading = -1
    for at in range(start, len(found)):
        first = blocks[heading if heading >= 0 else found[at].block].start
        tried = found[at:] if heading >= 0 or strict else found[at : at + 1]
        places = [anchors.get(note.mark, first) for note in tried]
        if _in_order(places, first) if strict else min(places) < first:
            notes = tuple(found[at:])
            loose = any(text[anchors[note.mark]] != "[" for note in notes if note.mark in anchors)
            return Footnotes(notes, heading, heading if heading >= 0 else found[at].block, loose)
        if heading >= 0:
            break
    return Footnotes()


def _in_order(places: list[int], end: int) -> bool:
    return places == sorted(set(places)) and places[-1] < end


_ANCHORS = (_IN_BRACKETS, _RAISED, _GLUED, _SIGN, _BEHIND)
"""The forms of anchors; the last is of notes that are printed so themselves."""


def _first_anchors(
    text: str, start: int, end: int, marks: set[str], forms: tuple[re.Pattern[str], ...]
) -> dict[str, int]:
    """Where each mark that may be an anchor stands first in ``text[start:end]``: one pass for all notes.

    Where all ``marks`` stand in brackets, as they mostly do, nothing else is looked for.
    """
    first: dict[str, int] = {}
    for pattern in forms:
        if marks.issubset(first):
            break
        for match in pattern.finditer(text, start, end):
            if pattern is not _BEHIND or not _ENUMERATED.search(text, max(start, match.start() - 20), match.start()):
                mark = match[match.lastindex or 0].translate(_SUPERSCRIPT)
                first[mark] = min(match.start(), first.get(mark, end))
    return first


def find_anchors(text: str, start: int, end: int, marks: frozenset[str]) -> list[Span]:
    """The raised or glued marks in ``text[start:end]``; those in brackets are found with the brackets."""
    spans = [
        Span(m.start(), m.end(), "ref", {"n": m[0].translate(_SUPERSCRIPT)})
        for m in _RAISED.finditer(text, start, end)
        if m[0].translate(_SUPERSCRIPT) in marks
    ]
    if not spans:
        spans = [
            Span(m.start(), m.end(), "ref", {"n": m[0]}) for m in _GLUED.finditer(text, start, end) if m[0] in marks
        ]
    spans += [Span(m.start(), m.end(), "ref", {"n": m[0]}) for m in _SIGN.finditer(text, start, end) if m[0] in marks]
    if spans or (text.find("(", start, end) < 0 and text.find("/", start, end) < 0):
        return spans
    return [
        Span(_printed(text, m), m.end(), "ref", {"n": m[m.lastindex or 0]})
        for m in _BEHIND.finditer(text, start, end)
        if m[m.lastindex or 0] in marks and not _ENUMERATED.search(text, max(start, m.start() - 20), m.start())
    ]


def _printed(text: str, anchor: re.Match[str]) -> int:
    """Where the marker of an anchor begins, without the blank before it."""
    return anchor.start() + text[anchor.start()].isspace()
