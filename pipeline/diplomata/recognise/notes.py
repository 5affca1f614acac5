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
        line = block.lines[0].text
        if _HEADING.fullmatch(line) and found:
            return _anchored(found, at, blocks, text)
        match = _BRACKETED.match(line) or _SIGNED.match(line) or _PLAIN.match(line)
        if not match:
            break
        found.append(Footnote(at, match["mark"].translate(_SUPERSCRIPT), block.start + match.end()))
        at -= 1
    return _anchored(found, -1, blocks, text)


def _anchored(found: list[Footnote], heading: int, blocks: list[Block], text: str) -> Footnotes:
    found = found[::-1]
    while found:
        first = blocks[heading if heading >= 0 else found[0].block].start
        body = text[blocks[0].start : first]
        if any(_anchor_in(note.mark, body) for note in found):
            marks = [note.mark for note in found]
            first_is_anchored = heading >= 0 or _anchor_in(found[0].mark, body)
            if len(set(marks)) == len(marks) and first_is_anchored:
                at = heading if heading >= 0 else found[0].block
                loose = not all(f"[{mark}]" in body for mark in marks)
                return Footnotes(tuple(found), heading, at, loose)
        # Numbered paragraphs before the notes look like notes: drop from the front until the marks agree.
        if heading >= 0:
            break
        found = found[1:]
    return Footnotes()


def _anchor_in(mark: str, body: str) -> bool:
    if f"[{mark}]" in body:
        return True
    if not mark.isdigit():
        return any(m[0] == mark for m in _SIGN.finditer(body))
    return any(m[0].translate(_SUPERSCRIPT) == mark for m in _RAISED.finditer(body)) or any(
        m[0] == mark for m in _GLUED.finditer(body)
    )


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
