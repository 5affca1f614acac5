"""The lines of a text that are not blank: what layouts and recognisers work on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

HYPHEN = re.compile(r"(?<=\w-) (?=[^\W\d_A-Z])")
"""A blank that would be lost at the end of a line: the hyphen before it would be read as that of a parted word."""
_PARTED = re.compile(r"-(?<=\w-)\s*\n\s*(?=[^\W\d_A-Z])")
"""The line's end behind a hyphen at which a word was parted, or a compound was broken: it goes on in lower case. The
pattern begins with the hyphen itself, which is quickly found."""
WORD = re.compile(r"\S+")
_UNIT = re.compile(r"(?:[^ ]*\w- (?=[^\W\d_A-Z]))*[^ ]*")


NOT_WRAPPED = 3
"""The length of the rule above a text whose lines were not wrapped, in characters."""


class Line(NamedTuple):
    """One line: ``text[start:end]`` without the blank at its ends; ``blank`` tells of a blank line before it."""

    start: int
    end: int
    text: str
    blank: bool
    indent: int
    apart: bool = False
    """A line of the header stands before it: it goes on from nothing."""


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, in order."""
    lines: list[Line] = []
    at = 0
    # Blank lines above the first line count from the second on.
    blank = -1
    for printed in text.split("\n"):
        # The no-break space is a blank here too, so a line that holds only that is blank.
        content = printed.strip()
        if content:
            indent = len(printed) - len(printed.lstrip())
            first = at + indent
            lines.append(Line(first, first + len(content), content, blank > 0, indent))
            blank = 0
        else:
            blank += 1
        at += len(printed) + 1
    return lines


def joined(text: str) -> str:
    """``text`` with the words whole that the end of a line has parted."""
    return _PARTED.sub("-", text) if "-" in text and "\n" in text else text


def fold_blanks(text: str) -> str:
    """``text`` on one line, with single blanks between its words, and words that a line's end has parted whole."""
    if "\n" in text or "  " in text or "\u00a0" in text or "\t" in text:
        return " ".join(joined(text).split())
    return text


def along(text: str, start: int, end: int, count: int) -> int:
    """Where the first ``count`` characters of ``text[start:end]``, blanks folded, end; it begins with a word."""
    words = ((word.start(), word.end() - word.start()) for word in WORD.finditer(text, start, end))
    return walk(words, fold_blanks(text[start:end]), count, end)


def walk(words: Iterable[tuple[int, int]], folded: str, count: int, end: int) -> int:
    """Where the first ``count`` characters of a ``folded`` text end in the source, whose ``words`` (start, length) it
    holds; the end of a word stays with it."""
    seen = 0
    for start, length in words:
        if count <= seen + length:
            return start + count - seen
        seen += length
        seen += folded[seen : seen + 1] == " "
    return end


def first_unit(text: str) -> str:
    """What ``text`` begins with and no line break may part: a word, with the next one where a hyphen ends it.

    At a line's end such a hyphen would be read as that of a word that was parted there.
    """
    match = _UNIT.match(text)
    return match[0] if match else ""


def runs_on(before: Line, line: Line, first: int, hung: bool, width: int) -> bool:
    """Whether ``line`` goes on with the paragraph that ``before`` ends, in lines of ``width`` characters.

    Lines are filled as far as they go, so a line goes on only if its first word would not have fitted on the one
    before it. ``first`` is by how much the paragraph's first line is set in; ``hung`` tells whether the later ones
    are set in more.
    """
    if line.blank or not width:
        return False
    if before.indent + len(before.text) + 1 + len(first_unit(line.text)) <= width:
        return False
    return line.indent > first or (line.indent == first and not hung)
