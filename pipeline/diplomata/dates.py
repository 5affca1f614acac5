"""Dates as archives and record-keepers print them, in ISO 8601 with the precision that they have.

The forms follow the W3C profile that TEI's ``att.datable.w3c`` takes: a day, a month, a year, or a
range of days. What cannot be read is kept as printed, without a value.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from diplomata.record import DateValue

_MONTHS = {
    1: "january jan januar jänner janvier enero gennaio janeiro января январь",
    2: "february feb februar février fevrier febrero febbraio fevereiro февраля февраль",
    3: "march mar märz maerz mars marzo março марта март",
    4: "april apr avril abril aprile апреля апрель",
    5: "may mai mayo maggio maio мая май",
    6: "june jun juni juin junio giugno junho июня июнь",
    7: "july jul juli juillet julio luglio julho июля июль",
    8: "august aug août aout agosto августа август",
    9: "september sept sep septembre septiembre settembre setembro сентября сентябрь",
    10: "october oct oktober okt octobre octubre ottobre outubro октября октябрь",
    11: "november nov novembre noviembre novembro ноября ноябрь",
    12: "december dec dezember dez décembre decembre diciembre dicembre dezembro декабря декабрь",
}
_MONTH = {name: number for number, names in _MONTHS.items() for name in names.split()}

_M = "(?:" + "|".join(sorted(_MONTH, key=len, reverse=True)) + r")\.?"
_D = r"(?:[0-3]?\d)(?:st|nd|rd|th|er|-го|º)?\.?"
_Y = r"(?:1[0-9]|20)\d\d"
_AND = r"\s?(?:/|-|–|—|to|and|bis|und|et|au|по|и)\s?"
_OF = r"(?:of\s|de\s)?"
_YEAR_END = r"(?:\s?(?:г\.|года))?"

# Each form is anchored by its groups alone; no quantifier nests in another, so matching is linear.
_FORMS = (
    ("iso", re.compile(rf"(?P<y>{_Y})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)")),
    ("day-month-day-month", re.compile(
        rf"(?P<d>{_D})\s{_OF}(?P<m>{_M})(?:,?\s(?P<y1>{_Y}))?{_AND}(?P<d2>{_D})\s{_OF}(?P<m2>{_M}),?\s{_OF}(?P<y>{_Y})", re.I)),
    ("month-day-month-day", re.compile(
        rf"(?P<m>{_M})\s(?P<d>{_D})(?:,\s(?P<y1>{_Y}))?{_AND}(?P<m2>{_M})\s(?P<d2>{_D}),?\s(?P<y>{_Y})", re.I)),
    ("days-month", re.compile(rf"(?P<d>{_D}){_AND}(?P<d2>{_D})\s{_OF}(?P<m>{_M}),?\s{_OF}(?P<y>{_Y}){_YEAR_END}", re.I)),
    ("month-days", re.compile(rf"(?P<m>{_M})\s(?P<d>{_D}){_AND}(?P<d2>{_D}),?\s(?P<y>{_Y})", re.I)),
    ("day-month", re.compile(rf"(?P<d>{_D})\s{_OF}(?P<m>{_M}),?\s?{_OF}(?P<y>{_Y}){_YEAR_END}", re.I)),
    ("month-day", re.compile(rf"(?P<m>{_M})\s(?P<d>{_D}),?\s(?P<y>{_Y})", re.I)),
    ("months", re.compile(rf"(?P<m>{_M})(?:,?\s(?P<y1>{_Y}))?{_AND}(?P<m2>{_M}),?\s(?P<y>{_Y})", re.I)),
    ("month", re.compile(rf"(?P<m>{_M}),?\s{_OF}(?P<y>{_Y}){_YEAR_END}", re.I)),
    ("chinese", re.compile(rf"(?P<y>{_Y})\s?年(?:\s?(?P<m>[01]?\d)\s?月(?:\s?(?P<d>[0-3]?\d)\s?[日号])?)?")),
    ("numbers", re.compile(rf"(?P<d>[0-3]?\d)\.\s?(?P<m>[01]?\d)\.\s?(?P<y>{_Y})(?!\d)")),
    ("decade", re.compile(rf"(?P<y>{_Y[:-4]}\d0)s\b")),
    ("years", re.compile(rf"(?P<y1>{_Y})\s?[-–/]\s?(?P<y>{_Y})(?!\d)")),
    ("year", re.compile(rf"(?P<y>{_Y})(?![\d-])")),
)  # fmt: skip
# Without one of these a text cannot hold a date; the test keeps the forms from running over every line.
_MAYBE = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_BEFORE_YEAR = 48
"""A date begins at most so many characters before the first year in a text."""
_PRECISE = frozenset(
    "iso day-month-day-month month-day-month-day days-month month-days day-month month-day chinese numbers".split()
)
_AROUND = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|the|der|den|le|am|on|early|late|mid|ca|circa|c|"
    r"approximately|about|probably|spring|summer|autumn|fall|winter|in|vom|du|от|around|end|beginning|of|dated)\b[,.]?",
    re.IGNORECASE,
)


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else 0


def _month(text: str) -> int:
    text = text.rstrip(".").lower()
    return int(text) if text.isdigit() else _MONTH[text]


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    """ISO form, or nothing when there is no such day."""
    if month > 12 or (day and day > calendar.monthrange(year, month)[1]):
        return ""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _value(form: str, match: re.Match[str], printed: str) -> DateValue | None:
    got = match.groupdict()
    year = int(got["y"])
    if form == "decade":
        return DateValue(printed, not_before=f"{year:04d}", not_after=f"{year + 9:04d}")
    if form == "years":
        first = int(got["y1"])
        return DateValue(printed, not_before=f"{first:04d}", not_after=f"{year:04d}") if first < year else None
    month = _month(got["m"]) if got.get("m") else 0
    day = _number(got["d"]) if got.get("d") else 0
    start = _iso(int(got.get("y1") or year), month, day)
    if not start:
        return None
    if not (got.get("d2") or got.get("m2")):
        return DateValue(printed, when=start)
    last_month = _month(got["m2"]) if got.get("m2") else month
    end = _iso(year, last_month, _number(got["d2"]) if got.get("d2") else 0)
    return DateValue(printed, not_before=start, not_after=end) if end and start < end else None


@lru_cache(maxsize=4096)
def find_date(text: str, *, precise: bool = False) -> tuple[int, int, DateValue] | None:
    """The first date in ``text``: where it starts and ends (characters), and what it says.

    With ``precise`` only dates of a day or a range of days are found.
    """
    year = _MAYBE.search(text)
    if not year:
        return None
    best: tuple[int, int, DateValue] | None = None
    start = max(0, year.start() - _BEFORE_YEAR)
    for form, pattern in _FORMS:
        if precise and form not in _PRECISE:
            continue
        match = pattern.search(text, start)
        if match and (best is None or match.start() < best[0]) and _apart(text, match):
            value = _value(form, match, match[0])
            if value:
                best = match.start(), match.end(), value
    return best


def _apart(text: str, match: re.Match[str]) -> bool:
    """A date does not begin or end inside a word or a number."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return not before.isalnum() and not (after.isalnum() and after < "\u4e00")


@lru_cache(maxsize=4096)
def read_date(printed: str) -> DateValue:
    """What a date field says.

    ``printed`` is the field as printed, without marks of layout. ``undated`` and what cannot be read have no value:
    compare :func:`is_undated`.
    """
    printed = " ".join(printed.split())
    found = find_date(printed)
    if found is None:
        return DateValue(printed)
    start, end, value = found
    rest = _AROUND.sub("", printed[:start] + " " + printed[end:])
    if re.search(r"\d|\w{3}", rest):
        return DateValue(printed)
    return DateValue(printed, value.when, value.not_before, value.not_after)


def is_undated(printed: str) -> bool:
    """Whether the field itself says that there is no date."""
    text = printed.strip(" []().").lower()
    return text in {
        "undated",
        "n.d",
        "nd",
        "no date",
        "not dated",
        "ohne datum",
        "o. d",
        "o.d",
        "sans date",
        "s.d",
        "без даты",
    }


def is_date_line(line: str, *, longest: int = 60) -> bool:
    """Whether a line (stripped) holds a date and nothing else."""
    if len(line) > longest:
        return False
    value = read_date(line)
    return bool(value.when or value.not_before) or is_undated(line)
