"""What openers and closers have in common: a part, marks of classification, datelines.

TEI P5, chapter 4.2 (Elements Common to All Divisions).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from diplomata.dates import find_date
from diplomata.lines import Line
from diplomata.recognise.genre import names_a_kind, names_kind
from diplomata.recognise.lexicon import words
from diplomata.record import DateValue


class Part(NamedTuple):
    """One line of an opener or closer: what it is, and whether that is sure."""

    kind: str
    sure: bool = True
    label: int = 0
    """Length of a printed label (``To:``) at its start, in characters."""


KIND = re.compile(
    r"(?i)(?:(?:secret|confidential|brief|short|draft|working|rough|preliminary|personal|verbatim|stenographic|informal|urgent|coded|encrypted|ciphered) )*"
    r"(?:memorandum|memo|telegram|cable(?:gram)?|dispatch|despatch|report|minutes|note|notes|letter|record|protocol|transcript|"
    r"stenogram|information|aide[- ]m[ée]moire|note verbale|statement|communiqu[ée]|resolution|decision|decree|order|directive|"
    r"aufzeichnung|vermerk|niederschrift|bericht|gesprächsvermerk|télégramme|note|compte rendu|procès-verbal|запись|справка|телеграмма|протокол|постановление|решение|beschluss|beschluß|décision)\b"
)
"""The word for its kind that stands over a text: ``Memorandum``, ``Telegram``."""
_PLACE = re.compile(
    r"[^\W\d_][^\d,;:.!?/]{1,50}(?:, (?:(?:[A-Z]\. ?){1,4}[A-Z]?(?=,|$)|[^\W\d_][^\d,;:.!?]{1,30})){0,2}"
)
_TIME = re.compile(
    r"(?i)(?:at |um |ore |alle ore )?\d{1,2}(?:[:.,]\d{2})? ?(?:[ap]\.? ?m\.?|hours|hrs\.?|uhr|h(?:\. ?\d{1,2})?|o[’']clock)?(?: ?(?:-|–|to|bis) ?\d{1,2}.{0,12})?|г\.?|года"
)
_UNREAD = ("[illegible]", "[unreadable]", "[day illegible]")
_SPACED = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_]")
COLUMNS = re.compile(r"[ \t\u00a0]{3,}")
"""A run of blanks that sets two columns on one line apart."""


def _is_title(text: str) -> bool:
    """``Table of Soundings``: a title that a date follows, and no place as ``Isle of Skar`` is one."""
    first, _, rest = text.casefold().partition(" ")
    if first in words("titles") and rest:
        return True
    return rest.startswith("of ") and first not in words("of_places") and first not in words("institutions")


def unspaced(text: str) -> str:
    """``text`` with the words whole that were set with blanks between their letters: ``S E C R E T``."""
    return _SPACED.sub(lambda m: m[0].replace(" ", ""), text) if text[1:2] == " " or text[2:3] == " " else text


TWO_NAMES = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]*,? ){2,4}(?:and|und|et|y|e|и|i|en|to|an|à|al|к) (?:[^\W\d_a-z][\w.’'-]* ?){2,4}(?=$|[ ,:–—-])"
)
"""``Emil Dorn and Harlan P. Whitcomb``, ``Lydia Hollis to Ada Brask``: two persons with all their names, and no place."""
_PLACE_WORDS = 3
"""What names a kind of document in more words is no place: ``City Council Regular Meeting Transcript``."""
_EXCERPT = re.compile(
    r"(?i)\s\((?:excerpts?|extracts?|fragments?|abridged|continued|auszug|extrait|выписка|fragment)\)$"
)
_TOWN = re.compile(r"(?:г|гор|м|с|р|obec|város|miasto)\.\s+(?=[^\W\d_a-z])")


def _is_of_a_sentence(text: str, date: int) -> bool:
    """``Born in Vermont, 1916``: more small words before a month or a year alone than a place has."""
    before = text[:date].split()
    return len(before) > 3 or any(w == "in" or (w.islower() and w not in words("particles")) for w in before[1:])


_BRIEF = re.compile(
    r"(?<![\w./-])[0-3]?\d(?:\s?\.\s?(?:[01]?\d|[IVX]{1,4})\s?\.\s?|/(?:[01]?\d|[IVX]{1,4})/|[/-][A-Za-z]{3,9}[/-])(?:\d{4}|\d\d)(?![\w./-]\w)"
)
"""``27.10.54``, ``4.XI.62``, ``31/MARCH/67``: of which century is not said, and not guessed."""

_ON = ("on", "am", "den", "le", "il", "el", "em", "dnia", "dne")


def _brief_date(text: str) -> tuple[int, int, None] | None:
    match = _BRIEF.search(text)
    if match is None:
        return None
    before = text[: match.start()].rstrip()
    return (match.start(), match.end(), None) if before[-1:] in ("", ",") or before.casefold() in _ON else None


@lru_cache(maxsize=4096)
def dateline(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where place and date stand in a dateline, in characters of ``text``; a missing place is ``(0, 0)``."""
    if len(text) > 90:
        return None
    found = find_date(text, precise=True) or _brief_date(text)
    if not found and len(text) < 24 and (found := find_date(text)) and _is_of_a_sentence(text, found[0]):
        return None
    if not found:
        return None
    start, end, _ = found
    before, after = text[:start].rstrip(" ,.-–—:"), _EXCERPT.sub("", text[end:]).strip(" ,.;)-–—")
    if before and text[len(before) : len(before) + 1] == ":":
        # "Sent: 4 November": a label is no place.
        return None
    if town := _TOWN.match(before):
        # "м. Полтава": the word for a town is part of the line, and of no name.
        start_of_place = town.end()
        if _PLACE.fullmatch(before[start_of_place:]):
            return (start_of_place, len(before)), (start, end)
    if before in _UNREAD:
        before = ""
    before = re.sub(
        r"(?i)(?:^|[\s,])(?:the|den|le|li|lì|el|il|dne|dnia|on|dated|this|am|vom|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$",
        "",
        before,
    ).strip(" ,")
    rest = before or after
    if after and _TIME.fullmatch(after):
        after = ""
    if before and after:
        return None
    if rest and not (_PLACE.fullmatch(rest) and (rest[0].isupper() or not rest[0].isascii())):
        if not re.fullmatch(r"[\d:. apmh]{1,12}(?:hours|hrs)?", rest):
            return None
        return (0, 0), (start, end)
    if rest and (names_kind(rest) or _is_title(rest) or (len(rest.split()) > _PLACE_WORDS and names_a_kind(rest))):
        return None
    if rest and TWO_NAMES.match(rest):
        return None
    if rest and (max(len(piece.split()) for piece in rest.split(",")) > 6 or KIND.match(rest)):
        return None
    if sum(1 for w in re.findall(r"[^\W\d_]+", rest) if w[0].islower() and w not in words("particles")) > 1:
        return None
    place = (0, 0)
    if rest:
        at = text.index(rest)
        place = at, at + len(rest)
    return place, (start, end)


_HELD = re.compile(
    r"(?i)(?:held|convened|tenue?|abgehalten|celebrad[ao]|realizada|tenuta|odbyt\w+|состоявш\w+|проведен\w+)\b"
    r"(?!.*\b(?:to|from)\b)"
)
"""``Held at Headquarters, New York,`` / ``on Tuesday, 6 November 1984``: when they met, not when it was printed."""
_OF_A_HEADING = 90


WHEN = re.compile(r"DATE(?:,| AND|/)? ?TIME\b")
"""``DATE, TIME       May 14, 1991, 10:05 - 10:50 a.m.``: a key without a colon, where the place has a line of its own."""


def held(top: list[Line]) -> DateValue | None:
    """The day that the last line says, among those at the top of a record, which says when a meeting was held."""
    day = None
    for line, below in zip_longest(top, top[1:]):
        if _HELD.match(line.text) and len(line.text) <= _OF_A_HEADING:
            open_end = below is not None and (not below.blank or line.text[-1] == ",")
            said = f"{line.text} {below.text}" if below is not None and open_end else line.text
            found = find_date(said, precise=True)
            day = found[2] if found is not None and len(found[2].when) == len("1950-05-06") else day
    return day
