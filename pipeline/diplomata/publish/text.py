"""The lines of the text edition: blocks, as ``xslt/text/record.xsl`` gives them, wrapped to a width.

A wrapped line is filled greedily, so that a reader (or the converter) can tell it from a line that ends
of itself: it breaks only where the next word does not fit. Where two lines that end of themselves would
look like one that is wrapped, a blank line is put between them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplomata.publish.facts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

WIDTH = 72
_BREAKS = re.compile(r"[ \t\n\r]+")
"""Where a line may break: not at a no-break space."""


def wrap(text: str, width: int = WIDTH, hang: int = 0, first: int = 0) -> list[str]:
    """``text`` in lines of at most ``width`` characters, a longer word alone on its line.

    ``first`` and ``hang`` indent the first line and the others. A ``width`` of 0 leaves one line.
    """
    words = [word for word in _BREAKS.split(text) if word]
    if not words:
        return []
    lines: list[str] = []
    line = " " * first + words[0]
    for word in words[1:]:
        if width and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = " " * hang + word
        else:
            line = f"{line} {word}"
    lines.append(line)
    return lines


def lay_out(blocks: Iterable[etree._Element], width: int = WIDTH) -> str:
    """The text edition of one record from its blocks.

    A block's ``kind`` is ``fact`` (a line of the header), ``line`` (stands with the lines before it) or
    ``para`` (a blank line before it); ``hang`` indents its lines after the first, ``indent`` all of them.
    """
    lines: list[str] = []
    previous, hung = "", 0
    for block in blocks:
        kind = str(block.get("kind"))
        indent = int(block.get("indent") or 0)
        hang = indent + int(block.get("hang") or 0)
        made = wrap(text_of(block), width, hang, indent)
        if not made:
            continue
        joined = kind == previous == "fact" or (kind == "line" and previous in ("line", "lead"))
        if lines and (not joined or (not hung and _looks_wrapped(lines[-1], made[0], width))):
            lines.append("")
        lines += made
        previous, hung = "lead" if block.get("lead") else kind, hang - indent
    return "\n".join(lines) + "\n" if lines else ""


def _looks_wrapped(before: str, line: str, width: int) -> bool:
    """Whether ``line``, which begins anew, would look like the rest of ``before``, whose lines hang at its margin."""
    return bool(width) and len(before) + 1 + len(line.split(" ", 1)[0]) > width
