"""The lines of the text edition: blocks, as ``xslt/text/record.xsl`` gives them, wrapped to a width.

A wrapped line is filled greedily, so that the converter, which learns the width from the rule under the
header, can tell it from a line that ends of itself: it breaks only where the next word does not fit
(:func:`diplomata.lines.runs_on`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from diplomata.lines import HYPHEN, NOT_WRAPPED, Line, runs_on
from diplomata.publish.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

WIDTH = 72
_BREAKS = str.maketrans("\t\n\r", "   ")
"""Where a line may break besides a space: not at a no-break space."""
_MANY = re.compile(" {2,}")
_HELD = "\0"
"""Stands for a blank where no line may break: a character that no XML has."""
RULE = "─"
"""What the rule between header and text is made of: it tells that a text is ours, and its width by its length."""


def wrap(text: str, width: int = WIDTH, hang: int = 0, first: int = 0) -> list[str]:
    """``text`` in lines of at most ``width`` characters, a longer word alone on its line.

    ``first`` and ``hang`` indent the first line and the others. A ``width`` of 0 leaves one line.
    """
    line = text.translate(_BREAKS)
    if "  " in line:
        line = _MANY.sub(" ", line)
    line = line.strip(" ")
    if not line:
        return []
    if not width:
        return [" " * first + line]
    if "- " in line:
        line = HYPHEN.sub(_HELD, line)
    begin = _filled(width - first).match(line)
    assert begin is not None  # A line that is not empty begins with a word.
    rest = _filled(width - hang).finditer(line, begin.end())
    lines = [" " * first + begin[0], *(" " * hang + part[0] for part in rest)]
    return [line.replace(_HELD, " ") for line in lines] if _HELD in line else lines


@lru_cache(maxsize=64)
def _filled(width: int) -> re.Pattern[str]:
    """Matches as many whole words as fit into ``width`` characters, or one word that is longer."""
    return re.compile(rf"[^ ](?:.{{0,{max(width - 2, 0)}}}[^ ])?(?= |$)|[^ ]+", re.DOTALL)


def lay_out(blocks: Iterable[etree._Element], width: int = WIDTH) -> str:
    """The text edition of one record from its blocks.

    A block's ``kind`` is ``fact`` (a line of the header), ``rule`` (the line behind it), ``line`` (stands with the
    lines before it) or ``para`` (a blank line before it); ``hang`` indents its lines after the first, ``indent`` all
    of them. A line that could be taken for the rest of the one before it has a blank line before it as well.
    """
    lines: list[str] = []
    previous, before = "", Line(0, 0, "", blank=True, indent=0)
    first, hung = 0, False
    for block in blocks:
        kind = str(block.get("kind"))
        indent = int(block.get("indent") or 0)
        hang = indent + int(block.get("hang") or 0)
        made = [RULE * (width or NOT_WRAPPED)] if kind == "rule" else wrap(text_of(block), width, hang, indent)
        if not made:
            continue
        joined = kind == previous == "fact" or (kind == "line" and previous in ("line", "lead"))
        if lines and (not joined or (kind == "line" and runs_on(before, _line(made[0]), first, hung, width))):
            lines.append("")
        lines += made
        previous = "lead" if block.get("lead") else kind
        before, first, hung = _line(made[-1]), indent, len(made) > 1 and hang > indent
    return "\n".join(lines) + "\n" if lines else ""


def _line(text: str) -> Line:
    content = text.lstrip(" ")
    return Line(0, 0, content, blank=False, indent=len(text) - len(content))
