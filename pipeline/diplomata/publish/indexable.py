"""The page of a record as Pagefind reads it: who speaks in each paragraph, and scripts without spaces sign by sign.

Pagefind keeps the ids of a page with its words, and finds what else it is told of the page as if that were words of
it; so the id of a paragraph says here whose it is: ``p2.oto-kern``.

It takes what stands between two spaces for a word, and finds words by how they begin: of a Chinese sentence it would
find no more than its start. Where every sign is a word, a phrase of signs finds every part of it. The search page
parts a query in the same way, and joins what it shows.
"""

from __future__ import annotations

import re

_SIGNS = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters and kana, as a class of a pattern has them; ``search-text.js`` has the same."""
_SIGN = re.compile(f"[{_SIGNS}]")
_TAG_OR_SIGN = re.compile(
    rf"""(<(?:[^"'>]|"[^"]*"|'[^']*')*>)|[“‘「『（《〈【〔\[(]*[{_SIGNS}][。，、；：？！」』》〉】〕）…—”’\])]*"""
)
# In a page a "<" begins a tag, whatever a record says.
_VOICES = re.compile(r'<span[^<>]* data-voices="([^";]*);([^"]*)"')
_PARAGRAPH = re.compile(r'(<[a-z]+[^<>]* id="p)([0-9]+)(?=")')


def indexable(page: str) -> str:
    """A page of a record, to be indexed."""
    voices = _VOICES.search(page)
    if voices is not None:
        whose = _whose(voices[1].split("|"), voices[2].split())
        page = _PARAGRAPH.sub(lambda found: found[0] + whose.get(int(found[2]), ""), page)
    return _TAG_OR_SIGN.sub(_part, page) if _SIGN.search(page) else page


def _whose(people: list[str], turns: list[str]) -> dict[int, str]:
    """What stands behind the id of each paragraph, from ``2-4.0 5-5.0,1``."""
    found = {}
    for turn in turns:
        span, _, who = turn.partition(".")
        first, _, last = span.partition("-")
        keys = ",".join(people[int(number)] for number in who.split(","))
        found.update(dict.fromkeys(range(int(first), int(last) + 1), f".{keys}"))
    return found


def _part(found: re.Match[str]) -> str:
    return found[1] or f" {found[0]} "
