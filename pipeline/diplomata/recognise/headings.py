"""Headings between paragraphs: they open a section and end a turn."""

from __future__ import annotations

import re

from diplomata.recognise.blocks import MARKER, Block
from diplomata.recognise.lexicon import leading, words

_NUMBERED = re.compile(
    r"(?i)(?:item|part|section|chapter|agenda item|teil|punkt|partie|часть|раздел)\s(?:no\.? ?)?[\divxlc]{1,6}\b"
)
_END = (".", "?", "!", ":", ",", ";", "…", "...", "”", '"', "。", "？", "！", "：", "—", "–", "--", " -")
_ASIDE_BEHIND = re.compile(r"[.?!…][\"”’»]?\s?[(\[（][^()\[\]]{2,60}[)\]）]$")
"""``We shall sell it. (Laughter.)``: a sentence, whatever stands behind it."""
LONGEST = 120
"""A heading is shorter than this, in characters."""


def find_headings(blocks: list[Block], start: int, end: int, taken: set[int], turns: set[int]) -> set[int]:
    """The blocks of ``blocks[start:end]`` that are headings.

    ``taken`` are blocks that are something else already, ``turns`` those where a turn begins. Capitals or a
    number after a word like "Item" always head. A short line without an end does so when prose follows, or a
    turn; numbered ones come in series.
    """
    first_turn = min(turns, default=end)
    found: set[int] = set()
    series: dict[str, list[int]] = {}
    for at in range(start, end):
        block = blocks[at]
        if at in taken or not 3 < len(block) <= LONGEST or at + 1 >= end:
            continue
        text = block.text
        if text[0] in '([-•*"“（' or text.partition(":")[0].casefold() in words("chairs"):
            # "President: Mr. Dorn" says who presides.
            continue
        if _is_loud(text):
            found.add(at)
            continue
        if (
            text.endswith(_END)
            or _ASIDE_BEHIND.search(text)
            or len(text) > 90
            or _is_sentence(text)
            or sum(map(str.isalpha, text)) < 3
        ):
            continue
        marker = MARKER.match(text)
        if marker and marker.lastgroup and at < first_turn and _length(blocks, at + 1, taken, turns) > 100:
            series.setdefault(_series(marker), []).append(at)
        elif at > first_turn:
            if at + 1 in turns and text[0].isupper() and len(text) <= 80:
                found.add(at)
        elif at > start and text[0].isupper() and _heads(blocks, at, found, taken, turns):
            found.add(at)
    _count_in_roman(series, blocks)
    for members in series.values():
        if len(members) > 1:
            found.update(members)
    return found


def _count_in_roman(series: dict[str, list[int]], blocks: list[Block]) -> None:
    """``I.`` over ``II.`` is a number, as are ``V.`` and ``X.``: letters of their own where no such number stands beside."""
    for stop in ".)":
        numbers, letters = series.get(f"roman{stop}"), series.get(f"letter{stop}", [])
        if numbers:
            counted = [at for at in letters if blocks[at].text.lstrip("(")[0] in "IVX"]
            series[f"letter{stop}"] = [at for at in letters if at not in counted]
            numbers += counted


def _is_loud(text: str) -> bool:
    """Capitals from end to end, or "Item 3" and what it is."""
    if text.isupper() and not text.endswith(("?", "!", ":", ",", ";", "…", "...")) and not _is_copied(text):
        letters = sum(map(str.isalpha, text))
        if letters >= 8:
            return True
    # The pattern begins with one of these letters; a look at it costs less than a try.
    if text[0] not in "IiPpSsCcAaTtЧчРр":
        return False
    return bool(_NUMBERED.match(text)) and not text.endswith(("?", "!", ",")) and len(text.split()) <= 14


def _is_copied(text: str) -> bool:
    """``COPIES TO: S/S, EUR``: who has a copy, in capitals because the offices are abbreviated."""
    return ":" in text and leading(text.lower(), "distribution") > 0


def _series(marker: re.Match[str]) -> str:
    kind = str(marker.lastgroup)
    return f"{kind}{marker[0].strip()[-1:]}"


def _length(blocks: list[Block], at: int, taken: set[int], turns: set[int], step: int = 1) -> int:
    """The length of a paragraph, in characters: that of a roster with its entries, on one line or many, that of a
    label on a line of its own with what is said under it. With a ``step`` of -1 the roster ends at ``at``."""
    if at in taken and at not in turns:
        end = at
        while end in taken and end not in turns:
            end += step
        return sum(len(blocks[i]) + 1 for i in range(at, end, step)) - 1
    alone = step > 0 and at in turns and at + 1 < len(blocks) and blocks[at].text.endswith((":", "："))
    return len(blocks[at]) + (len(blocks[at + 1]) + 1 if alone else 0)


def _heads(blocks: list[Block], at: int, found: set[int], taken: set[int], turns: set[int]) -> bool:
    """Whether a short line stands between prose and prose."""
    following, before = blocks[at + 1], blocks[at - 1]
    length = _length(blocks, at + 1, taken, turns)
    if MARKER.match(following.text) and not MARKER.match(blocks[at].text):
        return length > 100 and before.text[-1:] in ".!?:"
    long = _length(blocks, at - 1, taken, turns, -1) > 120
    return length > 120 and (long or before.text[-1:] in ".!?;" or at - 1 in found)


def _is_sentence(text: str) -> bool:
    """A line of many small words is a sentence that lost its full stop, not a heading."""
    tokens = MARKER.sub("", text, count=1).split()
    small = sum(1 for token in tokens if token[0].islower())
    return len(tokens) > 8 and small * 2 > len(tokens)
