"""The lines of the text edition: blocks, as ``xslt/text/record.xsl`` gives them, wrapped to a width.

A wrapped line is filled greedily, so that a reader (or the converter) can tell it from a line that ends
of itself: it breaks only where the next word does not fit. Where two lines that end of themselves would
look like one that is wrapped, a blank line is put between them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from diplomata.publish.facts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

WIDTH = 72
_BREAKS = str.maketrans("\t\n\r", "   ")
"""Where a line may break besides a space: not at a no-break space."""
_MANY = re.compile(" {2,}")


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
    begin = _filled(width - first).match(line)
    assert begin is not None  # A line that is not empty begins with a word.
    rest = _filled(width - hang).finditer(line, begin.end())
    return [" " * first + begin[0], *(" " * hang + part[0] for part in rest)]


@lru_cache(maxsize=64)
def _filled(width: int) -> re.Pattern[str]:
    """Matches as many whole words as fit into ``width`` characters, or one word that is longer."""
    return re.compile(rf"[^ ](?:.{{0,{max(width - 2, 0)}}}[^ ])?(?= |$)|[^ ]+", re.DOTALL)


def lay_out(blocks: Iterable[etree._Element], width: int = WIDTH) -> str:
    """The text edition of one record from its blocks.

    A block's ``kind`` is ``fact`` (a line of the header), ``line`` (stands with the lines before it) or
    ``para`` (a blank line before it); ``hang`` indents its lines after the first, ``indent`` all of them. A line
    behind one that is ``flush`` has no marker to tell that it begins anew.
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
        previous = "lead" if block.get("lead") else kind
        hung = 0 if block.get("flush") else hang - indent
    return "\n".join(lines) + "\n" if lines else ""


def _looks_wrapped(before: str, line: str, width: int) -> bool:
    """Whether ``line``, which begins anew, would look like the rest of ``before``, whose lines hang at its margin."""
    return bool(width) and len(before) + 1 + len(line.split(" ", 1)[0]) > width
