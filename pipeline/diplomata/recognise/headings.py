"""Headings between paragraphs: they open a section and end a turn."""

from __future__ import annotations

import re

from diplomata.recognise.blocks import MARKER, Block

_NUMBERED = re.compile(r"(?i)(?:item|part|section|chapter|agenda item|teil|punkt|partie|часть|раздел)\s(?:no\.? ?)?[\divxlc]{1,6}\b")
LONGEST = 120
"""A heading is shorter than this, in characters."""


def is_heading(blocks: list[Block], at: int, *, in_turn: bool) -> bool:
    """Whether a paragraph is a heading over what follows.

    Inside a turn only capitals or a numbered item end the speech; elsewhere a short line without an end will do,
    when prose stands on both sides.
    """
    block = blocks[at]
    if not 3 < len(block) <= LONGEST or len(block.lines) > 2 or at + 1 >= len(blocks):
        return False
    text = block.text
    if text[0] in "([-•*\"“" or text.endswith((",", ";", "…", "...")):
        return False
    letters = sum(map(str.isalpha, text))
    if letters < 4:
        return False
    if text.isupper() and letters >= 8 and not text.endswith(("?", "!", ":")):
        return True
    if _NUMBERED.match(text) and not text.endswith(("?", "!", ",")) and len(text.split()) <= 14:
        return True
    if in_turn or at == 0:
        return False
    if text.endswith((".", "?", "!", ":", "”", '"')) or not (text[0].isupper() or MARKER.match(text)):
        return False
    if len(text) > 90 or _is_sentence(text):
        return False
    following, before = blocks[at + 1], blocks[at - 1]
    if MARKER.match(following.text) and not MARKER.match(text):
        return len(following) > 100 and before.text[-1:] in ".!?:"
    return len(following) > 120 and (len(before) > 120 or before.text[-1:] in ".!?;")


def _is_sentence(text: str) -> bool:
    """A line of many small words is a sentence that lost its full stop, not a heading."""
    tokens = MARKER.sub("", text, count=1).split()
    small = sum(1 for token in tokens if token[0].islower())
    return len(tokens) > 8 and small * 2 > len(tokens)
