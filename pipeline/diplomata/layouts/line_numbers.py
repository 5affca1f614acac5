"""Pages whose lines are numbered, as transcripts of courts have them: ``12     you ready to continue?``, and those
whose paragraphs are, the number glued to the first word when the page was copied: ``12Dorn: I thought so.``

The numbers are the page's, as a running head is. Behind them stands a text whose paragraphs are set in; blank lines
between numbered lines say nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

from diplomata.layouts.flat import cut
from diplomata.lines import Line

_NUMBER = re.compile(r"(?P<number>\d{1,2})(?:\s+(?=\S)|$)")
_FEWEST = 20
"""So many lines at least count on from the line before."""
_MOST = 40
"""A page has no more lines."""


def without_numbers(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without their numbers, set in as far as the text behind them is, and the numbers; all lines and
    nothing where they are not numbered."""
    if glued := _glued(lines):
        return glued
    found = _numbered(lines)
    # The page of the title has no numbers.
    if len(found) < _FEWEST or len(found) * 2 < len(lines) - found[0][0]:
        return lines, []
    counted = [int(match["number"]) for _, match in found]
    on = sum(1 for one, other in pairwise(counted) if other == one + 1)
    if on < _FEWEST or on * 5 < len(counted) * 4 or max(counted) > _MOST:
        return lines, []
    margin = min(
        (lines[at].indent + match.end() for at, match in found if match.end() < len(match.string)), default=0
    )
    numbers = dict(found)
    kept: list[Line] = []
    taken: list[Line] = []
    for at, line in enumerate(lines):
        match = numbers.get(at)
        if match is None:
            kept.append(line)
            continue
        taken.append(cut(line, 0, match.end("number")))
        if match.end() < len(line.text):
            rest = cut(line, match.end(), len(line.text))
            follows = at > 0 and at - 1 in numbers
            kept.append(rest._replace(blank=line.blank and not follows, indent=line.indent + match.end() - margin))
    return kept, taken


def _numbered(lines: list[Line]) -> list[tuple[int, re.Match[str]]]:
    """The lines that begin with a number, from where numbers count on from 1."""
    found = [(at, match) for at, line in enumerate(lines) if (match := _NUMBER.match(line.text))]
    # A higher number alone is that of the page.
    found = [(at, match) for at, match in found if match.end() < len(match.string) or int(match["number"]) <= _MOST]
    start = next(
        (
            at
            for at, three in enumerate(zip(found, found[1:], found[2:], strict=False))
            if [int(match["number"]) for _, match in three] == [1, 2, 3]
        ),
        0,
    )
    return found[start:]


_GLUED = re.compile(r"(?P<number>\d{1,3})(?=[^\W\d_]{2}|[\[«“\"(])")
_PARAGRAPHS = 5
"""So many paragraphs at least count on from 1."""


def _glued(lines: list[Line]) -> tuple[list[Line], list[Line]] | None:
    """The lines and the numbers, where paragraphs that count on from 1 have theirs glued to their first words."""
    expected = 1
    found: dict[int, int] = {}
    for at, line in enumerate(lines):
        match = _GLUED.match(line.text)
        if match is not None and int(match["number"]) == expected:
            found[at] = match.end()
            expected += 1
    if len(found) < _PARAGRAPHS:
        return None
    first, last = min(found), max(found)
    if first * 3 > len(lines) or len(found) * 2 < last + 1 - first:
        # Footnotes stand together at the end, and count on as well.
        return None
    kept, taken = [], []
    for at, line in enumerate(lines):
        if at in found:
            taken.append(cut(line, 0, found[at]))
            line = cut(line, found[at], len(line.text))._replace(blank=line.blank)
        kept.append(line)
    return kept, taken
