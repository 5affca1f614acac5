"""Footnotes: the texts at the end, and the marks in the text that point to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from diplomata.recognise.blocks import Block
from diplomata.record import Span

_BRACKETED = re.compile(r"\[(?P<mark>\d{1,3}|[ivxlc]{1,6}|[a-z]|\*{1,3})\]\s*(?=\S)")
_SIGNED = re.compile(r"(?P<mark>\*{1,3}(?![^*]*\*)|[†‡]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})\s*(?=\S)")
_PLAIN = re.compile(r"(?P<mark>\d{1,3})(?:[.)]|(?=\s))\s*(?=\S)")
_HEADING = re.compile(r"(?i)(?:foot-?|end-?)?notes?\s?:?|anmerkungen\s?:?|fußnoten\s?:?|примечания\s?:?")
_SUPERSCRIPT = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_RAISED = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}")
_GLUED = re.compile(r"(?<=[^\W\d_][.,;:!?”\"’')])\d{1,2}(?=\s|$)|(?<=[a-zа-я]{3})\d{1,2}(?=[\s.,;:]|$)")

_IN_BRACKETS = re.compile(r"\[([^\[\]\s]{1,6})\]")
_SIGN = re.compile(r"(?<=\S)[*†‡]{1,3}(?=[\s.,;:]|$)")


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
    def marks(self) -> frozenset[str]:
        """All marks, as an anchor in brackets would print them."""
        return frozenset(note.mark for note in self.notes)


def find_footnotes(blocks: list[Block], text: str) -> Footnotes:
    """The notes at the end of a record. A note without any anchor in the text is none: it may be a list."""
    if not blocks:
        return Footnotes()
    found: list[Footnote] = []
    at = len(blocks) - 1
    while at > 0:
        block = blocks[at]
        line = block.text
        if _HEADING.fullmatch(line) and found:
            return _anchored(found, at, blocks, text)
        match = _BRACKETED.match(line) or _SIGNED.match(line) or _PLAIN.match(line)
        if not match:
            break
        found.append(Footnote(at, match["mark"].translate(_SUPERSCRIPT), block.at(match.end())))
        at -= 1
    return _anchored(found, -1, blocks, text)


def _anchored(found: list[Footnote], heading: int, blocks: list[Block], text: str) -> Footnotes:
    """The longest run of notes at the end that has an anchor for its first: numbered paragraphs before it only look
    like notes. Under a heading all are notes, if one has an anchor."""
    found = found[::-1]
    if not found:
        return Footnotes()
    anchors = _first_anchors(text, blocks[0].start, blocks[found[-1].block].start, {note.mark for note in found})
    # From the last note to the first, a mark that comes twice ends the run.
    run: set[str] = set()
    start = len(found)
    while start and found[start - 1].mark not in run:
        start -= 1
        run.add(found[start].mark)
    for at in range(start, len(found)):
        first = blocks[heading if heading >= 0 else found[at].block].start
        tried = found[at:] if heading >= 0 else found[at : at + 1]
        if any(anchors.get(note.mark, first) < first for note in tried):
            notes = tuple(found[at:])
            loose = any(text[anchors[note.mark]] != "[" for note in notes if note.mark in anchors)
            return Footnotes(notes, heading, heading if heading >= 0 else found[at].block, loose)
        if heading >= 0:
            break
    return Footnotes()


def _first_anchors(text: str, start: int, end: int, marks: set[str]) -> dict[str, int]:
    """Where each mark that may be an anchor stands first in ``text[start:end]``: one pass for all notes.

    Where all ``marks`` stand in brackets, as they mostly do, nothing else is looked for.
    """
    first: dict[str, int] = {}
    for pattern in (_IN_BRACKETS, _RAISED, _GLUED, _SIGN):
        if marks.issubset(first):
            break
        for match in pattern.finditer(text, start, end):
            mark = (match[1] if pattern is _IN_BRACKETS else match[0]).translate(_SUPERSCRIPT)
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
    return spans
