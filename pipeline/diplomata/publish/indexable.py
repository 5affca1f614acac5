"""The page of a record as Pagefind reads it: who speaks in each passage, and scripts without spaces sign by sign.

Pagefind keeps the ids of a page with its words, and finds what else it is told of the page as if that were words of
it; so the id of a paragraph, or of an item, says here whose it is: ``p2.oto-kern``.

It takes what stands between two spaces for a word, and finds words by how they begin: of a Chinese sentence it would
find no more than its start. Where every sign is a word, a phrase of signs finds every part of it. The search page
parts a query in the same way, and joins what it shows.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_SIGNS = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters and kana, as a class of a pattern has them; ``search-text.js`` has the same."""
_SIGN = re.compile(f"[{_SIGNS}]")
_TAG_OR_SIGN = re.compile(
    rf"""(<(?:[^"'>]|"[^"]*"|'[^']*')*>)|[“‘「『（《〈【〔\[(]*[{_SIGNS}][。，、；：？！」』》〉】〕）…—”’\])]*"""
)
# In a page a "<" begins a tag, whatever a record says.
_VOICES = re.compile(r'<span[^<>]* data-voices="([^";]*);([^";]*);?([^"]*)"')
_PLACE = re.compile(r' id="([pi])([0-9]{1,9})(?=")')


def indexable(page: str) -> str:
    """A page of a record, to be indexed."""
    voices = _VOICES.search(page)
    if voices is not None:
        people = voices[1].split("|")
        turns = {kind: _turns(people, said.split()) for kind, said in (("p", voices[2]), ("i", voices[3]))}
        page = _PLACE.sub(
            lambda found: found[0] + (_whose(turns[found[1]], int(found[2])) if _in_tag(found) else ""), page
        )
    return _TAG_OR_SIGN.sub(_part, page) if _SIGN.search(page) else page


def _in_tag(found: re.Match[str]) -> bool:
    return found.string.rfind("<", 0, found.start()) > found.string.rfind(">", 0, found.start())


def _turns(people: list[str], turns: list[str]) -> list[tuple[int, int, str]]:
    """First, last and who of each turn, from ``2-4.0 5-5.0,1``; in the order of the text."""
    found = []
    for turn in turns:
        span, _, who = turn.partition(".")
        first, _, last = span.partition("-")
        found.append((int(first), int(last), ",".join(people[int(number)] for number in who.split(","))))
    return found


def _whose(turns: list[tuple[int, int, str]], number: int) -> str:
    """What stands behind the id of a paragraph or of an item."""
    at = bisect_right(turns, number, key=lambda turn: turn[0]) - 1
    return f".{turns[at][2]}" if at >= 0 and number <= turns[at][1] else ""


def _part(found: re.Match[str]) -> str:
    return found[1] or f" {found[0]} "
