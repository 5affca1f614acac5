"""The lines of a text that are not blank: what layouts and recognisers work on."""

from __future__ import annotations

import re
from typing import NamedTuple

# ``\s`` of Python's str patterns takes the no-break space in, so a line that holds only that is blank.
_LINE = re.compile(r"\S.*")


class Line(NamedTuple):
    """One line: ``text[start:end]`` without the blank at its ends; ``blank`` tells of a blank line before it."""

    start: int
    end: int
    text: str
    blank: bool
    indent: int
    apart: bool = False
    """A line of the header stands before it: it goes on from nothing."""


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of ``text[start:end]`` that are not blank, in order."""
    lines: list[Line] = []
    before = start
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        at = match.start()
        content = match[0].rstrip()
        gap = text[before:at]
        lines.append(Line(at, at + len(content), content, gap.count("\n") > 1, len(gap) - gap.rfind("\n") - 1))
        before = at + len(content)
    return lines
