"""The day of a record that has no field for it: in its title, over its first turn, in its heading, in a dateline."""

from __future__ import annotations

import re
from itertools import takewhile

from diplomata.classification import is_classification
from diplomata.dates import find_date
from diplomata.lines import Line, fold_blanks
from diplomata.recognise import letters
from diplomata.record import DateValue
from diplomata.titles import without_anchor_on_year

TOP = 20
"""Over a dateline stand no more lines of the page that was saved."""
_NEAR_TOP = 14
_SHORT = 300
_HEADING = 90
_HEADS = re.compile(
    r"^(?!.*(?i:\b(?:constitution|treaty|act|law|loi|gesetz|vertrag|ley|legge)\b)).*(?:[^.;,?!]|[ap]\. ?m\.)$"
)
"""A line that is no sentence, and does not name a law by its day."""
_COLUMNS = re.compile(r"\s{3,}|\t+")
_STAMPED = re.compile(r"(?P<mark>[^\W\d_][^\[\]\d]{3,30}) (?=\[)")
_RECEIVED = re.compile(r"\s*\([^()]{2,40}\)\d?\.?$")


_OF_THE_PAGE = re.compile(r"(?i)\b(?:declassif|released?\b|approved for|accessed|retrieved|updated|uploaded|posted)")
"""When the page was made or the paper was opened, and not when it was written."""


def told_day(title: str, dated: DateValue | None, above: list[Line], top: list[Line]) -> DateValue | None:
    """The date that a record tells without a field, ``None`` where it tells none.

    ``dated`` is what the body has read as its own date, ``above`` are its lines before the first turn, ``top`` its
    first lines.
    """
    top = [line for line in top if not _OF_THE_PAGE.search(line.text)]
    return (
        _day(dated)
        or _keyed(above)
        or _date_in(title)
        or _sitting(above)
        or _at_the_top(top)
        or _dateline(top)
        or dated
    )


_ROUTED = 40


def _keyed(above: list[Line]) -> DateValue | None:
    """The day behind a key without a colon, as memoranda of the White House have it."""
    for line in above[:_ROUTED]:
        if letters.WHEN.match(line.text) and (found := find_date(line.text, precise=True)):
            return found[2]
    return None


def _date_in(title: str) -> DateValue | None:
    """A title that names a day says when; a year or a month may be what the record is about."""
    found = find_date(without_anchor_on_year(title), precise=True)
    return found[2] if found else None


def _day(date: DateValue | None) -> DateValue | None:
    """A date that says a day; a year over a text may be that of a volume."""
    return date if date is not None and len(date.when or date.not_before) == len("1950-05-06") else None


def _at_the_top(top: list[Line]) -> DateValue | None:
    """The day that the lines of a heading give, down to the first sentence; none when they name two."""
    near = top[:_NEAR_TOP]
    return _sitting(list(takewhile(lambda line: len(line.text) <= _HEADING and _HEADS.search(line.text), near)))


def _dateline(top: list[Line]) -> DateValue | None:
    """The day of the dateline in ``top``, whatever of the page stands over it; none when two lines give two."""
    said = [_bare(line.text) for line in top]
    return _only([bare for bare in said if letters.dateline(bare)]) or _only(
        [last for bare in said if (last := _sent(bare)) and letters.dateline(last)]
    )


_SENT = re.compile(r"(?=.*\d).{3,60}?[\w)]\. (?P<rest>[A-ZÀ-Þ].{8,60})")


def _sent(line: str) -> str:
    """What stands behind the number of a message: ``T. 13312/214. Bruxelles, 21 novembre 1949, ore 20,15.``"""
    match = _SENT.fullmatch(line)
    return match["rest"].rstrip(".") if match else ""


def _bare(line: str) -> str:
    """What may be a dateline in a line: the last of its columns, without a mark of classification before a bracket
    and what is said behind it in parentheses: ``SECRET [Sarn], May 4``, ``Sarn, 21 gennaio 1938 (per il 25).``"""
    text = _RECEIVED.sub("", _COLUMNS.split(line.strip())[-1])
    if (stamped := _STAMPED.match(text)) and is_classification(stamped["mark"]):
        text = text[stamped.end() :]
    if text[:1] == "[":
        text = text.replace("[", "", 1).replace("]", "", 1)
    return fold_blanks(text).strip()


def _sitting(above: list[Line]) -> DateValue | None:
    """The day of a sitting, as the lines above its first turn give it; none when they name two."""
    return _only([fold_blanks(line.text).strip() for line in above[:_NEAR_TOP] if len(line.text) <= _SHORT])


def _only(texts: list[str]) -> DateValue | None:
    """The one day that texts give, blanks folded; of two that which alone is said again, else none."""
    days: dict[tuple[str, str], list[DateValue]] = {}
    for text in texts:
        if found := find_date(text, precise=True):
            days.setdefault((found[2].when, found[2].not_before), []).append(found[2])
    again = [said for said in days.values() if len(said) > 1]
    told = list(days.values()) if len(days) == 1 else again
    return told[0][0] if len(told) == 1 else None
