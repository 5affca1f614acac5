"""The lines of the text edition: blocks, as ``xslt/text/record.xsl`` gives them, wrapped to a width.

A wrapped line is filled greedily, so that the converter, which learns the width from the rule under the
header, can tell it from a line that ends of itself: it breaks only where the next word does not fit
(:func:`diplomata.lines.runs_on`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplomata.lines import HYPHEN, NOT_WRAPPED, Line, runs_on
from diplomata.publish.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

WIDTH = 72
_BREAKS = ("\n", "\t", "\r")
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
    line = text
    for sign in _BREAKS:
        line = line.replace(sign, " ")
    if "  " in line:
        line = _MANY.sub(" ", line)
    line = line.strip(" ")
    if not line:
        return []
    if not width:
        return [" " * first + line]
    if "- " in line:
        line = HYPHEN.sub(_HELD, line)
    lines: list[str] = []
    start, room, margin = 0, width - first, " " * first
    while len(line) - start > room:
        # Where no word fits, one that is longer has the line alone.
        end = line.rfind(" ", start, start + max(room, 0) + 1)
        end = line.find(" ", start) if end < 0 else end
        if end < 0:
            break
        lines.append(margin + line[start:end])
        start, room, margin = end + 1, width - hang, " " * hang
    lines.append(margin + line[start:])
    return [line.replace(_HELD, " ") for line in lines] if _HELD in line else lines


def lay_out(blocks: Iterable[etree._Element], width: int = WIDTH) -> str:
    """The text edition of one record from its blocks.

    A block's ``kind`` is ``fact`` (a line of the header), ``rule`` (the line behind it), ``line`` (stands with the
    lines before it) or ``para`` (a blank line before it); ``hang`` indents its lines after the first, ``indent`` all
    of them. A line that could be taken for the rest of the one before it has a blank line before it as well.
    """
    lines: list[str] = []
    previous, first, hung = "", 0, False
    for block in blocks:
        kind = str(block.get("kind"))
        indent = int(block.get("indent") or 0)
        hang = indent + int(block.get("hang") or 0)
        made = [RULE * (width or NOT_WRAPPED)] if kind == "rule" else wrap(_words(block), width, hang, indent)
        if not made:
            continue
        joined = kind == previous == "fact" or (kind == "line" and previous in ("line", "lead"))
        if lines and (
            not joined or (kind == "line" and runs_on(_line(lines[-1]), _line(made[0]), first, hung, width))
        ):
            lines.append("")
        lines += made
        previous = "lead" if block.get("lead") else kind
        first, hung = indent, len(made) > 1 and hang > indent
    return "\n".join(lines) + "\n" if lines else ""


def _words(block: etree._Element) -> str:
    """The text of a block. Most have no element in them, or the label of a turn alone."""
    if len(block) == 1 and not len(block[0]):
        return f"{block.text or ''}{block[0].text or ''}{block[0].tail or ''}"
    return text_of(block)


def _line(text: str) -> Line:
    content = text.lstrip(" ")
    return Line(0, 0, content, blank=False, indent=len(text) - len(content))
