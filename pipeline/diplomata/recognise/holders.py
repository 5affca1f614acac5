"""Offices of several words with the name of who holds them at their end.

``Ministr zemědělství Luděk Vondráček``, ``Bundesministerin für Verkehr, Innovation und Technologie Dkfm. Elfriede Rauch``:
what the office is of is no name, and its commas and conjunctions part no persons.
"""

from __future__ import annotations

from functools import lru_cache

from diplomata.recognise.lexicon import words
from diplomata.recognise.names import NOBILIARY, fold, is_initial, is_role, parse_name

_NAME = 2
"""A name has so many words, besides initials and particles."""
_LONG = 4
"""So many words between office and name are what the office is of, however they are written."""
_LONGEST = 14
_CONJUNCTIONS = frozenset("and und et y e i a og och en és ja и та".split())


@lru_cache(maxsize=8192)
def holder_of(label: str) -> str:
    """The name, with its titles and what stands in parentheses, of who holds the office; empty for other labels."""
    main, opened, rest = label.partition("(")
    tokens = main.split()
    if not _NAME + 1 < len(tokens) <= _LONGEST or not is_role(tokens[0].casefold()):
        return ""
    start = _start(tokens)
    of = tokens[1:start]
    if (
        len(tokens) - start < _NAME
        or not of
        or not all(word[0].isupper() or word in NOBILIARY for word in tokens[start:])
    ):
        return ""
    plain = [word for word in of if word[0].islower() and word not in words("particles") and not is_role(word)]
    said = len(of) >= _LONG or plain or any(word[-1] == "," or word in _CONJUNCTIONS for word in of)
    if not said or not words("speech").isdisjoint(map(str.casefold, of)) or not words("verbs").isdisjoint(of):
        return ""
    return " ".join(tokens[start:]) + (f" ({rest}" if opened else "")


def _start(tokens: list[str]) -> int:
    """Where the name begins: with its last title, else with its last two words."""
    titles = [at for at, word in enumerate(tokens) if at and fold(word) in words("honorifics")]
    if titles:
        return titles[-1]
    at, found = len(tokens), 0
    while at > 1 and (found < _NAME or is_initial(tokens[at - 1]) or tokens[at - 1] in NOBILIARY):
        at -= 1
        found += not (is_initial(tokens[at]) or tokens[at] in NOBILIARY)
    while at < len(tokens) and is_role(tokens[at].casefold()):
        at += 1
    return at


_OFFICE_WORDS = 4
"""An office behind a comma that is told by capitals before it alone has so many words at least."""
_WORDS = 4


@lru_cache(maxsize=8192)
def before_office(label: str) -> str:
    """The name before an office in small words: ``Ulf Behrends, Parl. Staatssekretär beim Bundesminister``, ``CSÁNYI ILDIKÓ, a
    bizottság alelnöke``; empty where that is not plain."""
    before, _, office = label.partition(", ")
    tokens = office.split()
    if not any(word[0].islower() for word in tokens):
        return ""
    name = parse_name(before)
    if not _NAME <= len(name.words) <= _WORDS or name.lower or name.roles:
        return ""
    held = any(is_role(word.strip(".,").casefold()) for word in tokens)
    return before if held or (before.isupper() and len(tokens) >= _OFFICE_WORDS) else ""
