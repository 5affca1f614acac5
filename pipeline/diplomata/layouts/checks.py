"""What can be wrong with a layout file: where the mistake stands, and what was probably meant."""

from __future__ import annotations

import re
from difflib import get_close_matches

CONSTANTS = ("genre", "publisher", "language", "repository")
"""What a layout file may say of all records of an archive."""
_OF_KIND = {
    "slots": "order until until_pattern",
    "labels": "labels order inline required until_pattern",
    "values": "order",
    "front": "order until until_pattern labels inline",
    "rule": "until_pattern",
    "body": "until labels last",
}
_OF_ANY = "kind"


def line_of(text: str, key: str, value: object = None) -> int:
    """The line (from 1) in a TOML file where ``key`` has ``value``, else where it first stands; 0 when nowhere."""
    lines = text.splitlines()
    set_here = re.compile(rf"(?:^|[\s{{,\[]){re.escape(key)}[\"']?\s*(?:=|\])")
    places = [n for n, line in enumerate(lines, 1) if set_here.search(line)]
    if value is not None:
        exact = [n for n in places if str(value) and str(value) in lines[n - 1]]
        places = exact or places
    return next(iter(places or [n for n, line in enumerate(lines, 1) if key in line]), 0)


def nearest(word: str, known: tuple[str, ...] | frozenset[str]) -> str:
    """A hint that names the word that was probably meant, else all of them."""
    near = get_close_matches(word, sorted(known), n=1)
    return f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(sorted(known))}."


def without_effect(kind: str, keys: tuple[str, ...]) -> list[str]:
    """The keys that mean nothing in a zone of ``kind``."""
    known = _OF_KIND.get(kind)
    return [] if known is None else [key for key in keys if key not in known.split() and key != _OF_ANY]
