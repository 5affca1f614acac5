"""Who writes to whom, where a title says nothing else: ``The Secretary of State to the Ambassador in Norland``."""

from __future__ import annotations

import re

from diplomata.recognise.lexicon import tokens_of, words
from diplomata.recognise.names import is_role

_TO = re.compile(
    r"(?<=\S),? (?:to|an|aan|à|au|aux|al|alla|allo|ao|do|к|til|till) (?:the |den |das |die )?(?=[A-ZÀ-ÞА-Я])|, (?:an|à|au|al) (?=\S)",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"[.,]?\s?[—–-]?\s?\((?:Received|Rec(?:eive)?'?d)\b[^()]*\)\.?$")
"""``Mr. Holt to Sir E. Dorn.—(Received May 20.)``"""
_OF_SOMEBODY = frozenset(
    "assistant adviser advisor ambassador envoy secretary delegate representative aide deputy".split()
)
"""``Assistant to the President``: an office, and no addressee."""
_FROM_TO = re.compile(
    r"(?:(?:Letter|Extract|Telegram|Cablegram|Despatch|Dispatch|Memorandum|Minute|Note) from )?"
    r"(?P<sender>[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,3}) (?:to|TO) "
    r"(?P<addressee>[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,3}(?: \([^()]{2,30}\))?)"
)
"""``Harbottle to Newcastle``, ``Letter from Cornelius Tierney to Thomas Lavery (Berne)``"""
_TO_FROM = re.compile(
    r"To (?P<addressee>[A-ZÀ-Þ][\w.’'-]+(?: (?:[A-ZÀ-Þ][\w.’'-]+|de|of|von|van|the)){0,5})"
    r"(?:,? from (?P<sender>[A-ZÀ-Þ][^,\d]{2,60}))?(?:,? (?:[A-Z][a-z]+ )?\[?\d{1,2} [A-Z]\w+ ?\[?\d{4}\]?|,? \[?[A-Z]\w+ \d{1,2}, \d{4}\]?)"
)
"""``To George Washington from Ezra Whitcomb, 3 February 1779``, ``To Edward Pallister 28 November [1864]``"""
_LONGEST = 250
"""A title of sender and addressee is shorter than this, in characters."""
_THE = ("The ", "Der ", "Die ", "Le ", "La ", "L’", "L'", "El ", "Il ", "O ")
NUMBERED = re.compile(r"(\d{1,4})\.? (?=[^\W\d_])")
"""The number of a document in its volume, before its title."""
_SMALL = frozenset(
    "of the in and for at from on des der die das den du de la le del della di do da à au près en в на по при".split()
)
_WHO = re.compile(
    r"(?i)\b(?:embassy|legation|department|ministry|mission|consulate|government|foreign office|botschaft|"
    r"gesandtschaft|auswärtige[sn]? amt|ministère|ambassade|представител\w+|посольств\w+|министерств\w+)\b"
)


def directed(title: str, *, numbered: bool = False) -> tuple[str, str] | None:
    """Sender and addressee of a title that is nothing else, as editions of documents head letters and telegrams; a kind
    and a number may come first, or be known to (``numbered``). ``None`` where it is no such title.

    >>> directed("417 Department of External Affairs to the Minister in Lorn")
    ('Department of External Affairs', 'Minister in Lorn')
    """
    title = _RECEIVED.sub("", title)
    if len(title) > _LONGEST or not title or title[0].islower():
        return None
    if match := _FROM_TO.fullmatch(NUMBERED.sub("", title, count=1)):
        return match["sender"], match["addressee"].rstrip()
    if match := _TO_FROM.fullmatch(title):
        return match["sender"] or "", match["addressee"]
    for match in _TO.finditer(title):
        one, other = title[: match.start()], title[match.end() :]
        if tokens_of(one)[-1:] and tokens_of(one)[-1] in _OF_SOMEBODY:
            continue
        if any(
            word[0].islower() and word not in _SMALL and word[1:2] not in ("’", "'") and not is_role(word.strip(".,"))
            for word in one.split()
        ):
            # "The Embassy presents its compliments to the Ministry"
            continue
        number = NUMBERED.match(one)
        named = numbered or number is not None or one.startswith(_THE)
        if (_is_somebody(other) and (named or _is_somebody(one))) or (named and _is_somebody(one)):
            sender = one[number.end() :] if number else one
            article = next((the for the in _THE if sender.startswith(the)), "")
            return sender[len(article) :], other
    return None


def _is_somebody(text: str) -> bool:
    if _WHO.search(text):
        return True
    tokens = tokens_of(text)
    return any(is_role(word) for word in tokens) or not words("honorifics").isdisjoint(tokens)
