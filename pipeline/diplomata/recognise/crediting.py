"""Who translated, transcribed or contributed a text, as a citation, a source line or a line of its own names them."""

from __future__ import annotations

import re
from typing import NamedTuple


class Credits(NamedTuple):
    """Who made the text available, by role, in the order named."""

    translators: tuple[str, ...] = ()
    transcribers: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()


_ROLES = {"translat": "translators", "transcri": "transcribers"}
_ROLE = r"(?:translat(?:ed|ion)|transcri(?:bed|ption|pt)|contribut(?:ed|ion)|obtained|provided|edited|compiled|selected|annotated|donated|published)"
_CREDIT = re.compile(
    rf"(?:^|(?<=[.;,)”\"'’\d] )|(?<=\band )|(?<=\bdocument )|(?<=\bwas )"
    r"|(?<=\w )(?=(?-i:Translated|Contributed|Obtained|Transcribed)))"
    rf"(?P<roles>{_ROLE}(?:(?:, and |, | and | & ){_ROLE})*)(?: (?:from|into) (?:the )?(?:original )?\w+(?:(?:,|,? and|/|,? (?:in)?to) \w+){{0,3}}?)?(?: for [^.;]{{1,60}}?)? by ",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    rf"(?:,? and (?=(?i:{_ROLE})\b)|[;,] (?=(?i:{_ROLE})\b)|;| with (?:the )?(?:assistance|help|support)\b"
    rf"|\.\s(?=(?i:{_ROLE})\s(?:by|from)\b)"
    r"|(?<![A-Z])(?<!\b(?:Dr|Mr|Ms|St|Jr|Sr))(?<!\bMrs)(?<!\bProf)\.(?:\s|$)|(?=\s<?https?:)|$)"
)
_ON_BEHALF = re.compile(r" (?:for|from) (?:the )?(?=[A-Z])|, on behalf of ")
"""Behind a name it says for whom the work was done."""
_AT = re.compile(r"\s*\([^()]*\)$")
"""The house at which somebody works, in parentheses behind the name."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){2,4}")
_NAMES = re.compile(r",? and | & |, (?!Jr|Sr|II)")
_LABELLED_CREDIT = re.compile(
    r"(?:^|(?<=[.;] ))(?P<roles>Transl(?:ation|ator)|Transcri(?:ption|ber|pt)|Contributor): ", re.IGNORECASE
)


def read_credits(line: str) -> tuple[Credits, str]:
    """The credits in ``line``, and the line up to the first of them.

    >>> read_credits("AB 1, 5. Contributed by Jon Ferris and translated by Ines Adler.")[0].translators
    ('Ines Adler',)
    """
    found: dict[str, list[str]] = {"translators": [], "transcribers": [], "contributors": []}
    first = len(line)
    at = 0
    while match := (_CREDIT.search(line, at) or _LABELLED_CREDIT.search(line, at)):
        first = min(first, _sentence_start(line, match.start()))
        end = _NAME_END.search(line, match.end())
        stop = end.start() if end else len(line)
        said = _ON_BEHALF.split(line[match.end() : stop], maxsplit=1)[0]
        names = [
            _AT.sub("", n.strip() if _INITIALS.fullmatch(n.strip()) else n.strip(" .")) for n in _NAMES.split(said)
        ]
        for role in re.findall(r"[a-z]{8}", match["roles"].lower()):
            kind = next((k for start, k in _ROLES.items() if role.startswith(start)), "")
            if not kind and role.startswith(("contribu", "obtained", "provided", "donated")):
                kind = "contributors"
            if kind:
                found[kind] += [n for n in names if n and n not in found[kind]]
        at = max(stop, match.end())
    found_credits = Credits(*(tuple(found[k]) for k in Credits._fields))
    return found_credits, line[:first].rstrip()


_TRANSLATED = re.compile(
    r"\(?\[?(?:Translated|Translation)\b(?: (?:from|into|of) [^.;:]{2,40}?| \([^()]{2,30}\))?(?: by|:) "
    r"(?P<names>[^\W\d_a-z][^.;:\[\]()\n]{2,60}?)\.?\)?\]?"
)
_CREDITED = re.compile(r"(?:Obtained|Contributed|Provided|Donated|Transcribed)\b.{0,200}\. Translated\b")
"""``Obtained by Henrik Lind from the ministry. Translated by Anna Bro.``"""
_ENDS = 4
"""Who translated stands in one of so many lines at either end of a text."""


def named_translators(lines: list[str]) -> tuple[str, ...]:
    """Whom a line at the beginning or end of a text names as its translator, the line saying nothing else."""
    for line in lines[-_ENDS:]:
        if _CREDITED.match(line) and (named := read_credits(line)[0].translators):
            return named
    for line in (*lines[:_ENDS], *lines[-_ENDS:]):
        if line.lstrip("([")[:8] == "Translat" and (match := _TRANSLATED.fullmatch(line)):
            return tuple(name for part in _NAMES.split(match["names"]) if (name := part.strip()))
    return ()


def _sentence_start(line: str, at: int) -> int:
    """A credit may begin with words of its own ("Document obtained by"); they are no part of the reference."""
    dot = max(line.rfind(". ", 0, at), line.rfind("; ", 0, at))
    lead = line[dot + 2 : at] if dot >= 0 else line[:at]
    if re.fullmatch(r"(?:The |This )?(?:original )?(?:document|text|record)? ?(?:was |is )?", lead, re.IGNORECASE):
        return dot + 1 if dot >= 0 else 0
    return at
