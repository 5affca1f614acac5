"""Dates as archives and record-keepers print them, in ISO 8601 with the precision that they have.

The forms follow the W3C profile that TEI's ``att.datable.w3c`` takes: a day, a month, a year, or a
range of days. What cannot be read is kept as printed, without a value.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from diplomata.han_dates import han_dates
from diplomata.months import month_of
from diplomata.record import DateValue

# A word in the place of a month; month_of says whether it is one, which costs less than to try all names.
_M = r"(?:[^\W\d_]{3,12}|(?:[789]|10)bre)\.?"
_D = r"(?:[0-3]?\d)(?:st|nd|rd|th|er|-го|º)?\.?"
_Y = r"(?:1[0-9]|20)\d\d"
_AND = r"\s?(?:/|-|–|—|to|and|or|bis|und|oder|et|ou|au|по|и|или)\s?"
_TIME = r"(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?"
_OF = r"(?:(?:day\s)?of\s|de[ln]?\s)?"
_YEAR_END = r"(?:\.?\s?(?:г\.|года|р\.|року|година|године|r\.|roku|godine|god\.|leta))?"

# Each form is anchored by its groups alone; no quantifier nests in another, so matching is linear.
_FORMS = (
    ("iso", re.compile(rf"(?P<y>{_Y})-(?P<m>[01]\d)-(?P<d>[0-3]\d){_TIME}(?!\d)")),
    ("day-month-day-month", re.compile(
        rf"(?P<d>{_D})\s{_OF}(?P<m>{_M})(?:,?\s(?P<y1>{_Y}))?{_AND}(?P<d2>{_D})\s{_OF}(?P<m2>{_M}),?\s{_OF}(?P<y>{_Y})", re.I)),
    ("month-day-month-day", re.compile(
        rf"(?<!\w)(?P<m>{_M})\s(?P<d>{_D})(?:,\s(?P<y1>{_Y}))?{_AND}(?P<m2>{_M})\s(?P<d2>{_D}),?\s(?P<y>{_Y})", re.I)),
    ("days-month", re.compile(rf"(?P<d>{_D}){_AND}(?P<d2>{_D})\s{_OF}(?P<m>{_M}),?\s{_OF}(?P<y>{_Y}){_YEAR_END}", re.I)),
    ("month-days", re.compile(rf"(?<!\w)(?P<m>{_M})\s(?P<d>{_D}){_AND}(?P<d2>{_D}),?\s(?P<y>{_Y})", re.I)),
    ("day-month", re.compile(rf"(?P<d>{_D})\s{_OF}(?P<m>{_M}),?\s?{_OF}(?P<y>{_Y}){_YEAR_END}", re.I)),
    ("year-month-day", re.compile(rf"(?P<y>{_Y})\.?\s(?:m\.\s)?(?P<m>{_M})\s(?P<d>[0-3]?\d)(?!\d)\.?(?:\sd\.)?", re.I)),
    ("year-comma-month", re.compile(rf"(?P<y>{_Y}),\s(?P<m>{_M}),\s(?P<d>[0-3]?\d)(?!\d)", re.I)),
    ("year-gada", re.compile(rf"(?P<y>{_Y})\.\s?gada\s(?P<d>[0-3]?\d)\.\s?(?P<m>{_M})", re.I)),
    ("month-day", re.compile(rf"(?<!\w)(?P<m>{_M})\s(?P<d>{_D}),?\s(?:de\s)?(?P<y>{_Y})", re.I)),
    ("months", re.compile(rf"(?<!\w)(?P<m>{_M})(?:,?\s(?P<y1>{_Y}))?{_AND}(?P<m2>{_M}),?\s(?P<y>{_Y})", re.I)),
    ("month", re.compile(rf"(?<!\w)(?P<m>{_M}),?\s{_OF}(?P<y>{_Y}){_YEAR_END}", re.I)),
    ("numbers", re.compile(rf"(?P<d>[0-3]?\d)\.\s?(?P<m>[01]?\d)\.\s?(?P<y>{_Y})(?!\d)")),
    ("slashes", re.compile(rf"(?P<one>[0-3]?\d)(?P<by>[/-])(?P<two>[0-3]?\d)(?P=by)(?P<y>{_Y})(?!\d)")),
    ("roman", re.compile(rf"(?P<d>[0-3]?\d)\s?(?:\.\s?|/|-|\s)(?P<m>[IVX]{{1,4}})\s?(?:\.\s?|/|-|\s)(?P<y>{_Y})(?!\d)")),
    ("korean", re.compile(rf"(?P<y>{_Y})년\s?(?P<m>[01]?\d)월(?:\s?(?P<d>[0-3]?\d)일)?")),
    ("vietnamese", re.compile(
        rf"(?:ngày\s)?(?P<d>[0-3]?\d)\stháng\s(?P<m>[01]?\d)\s(?:năm\s)?(?P<y>{_Y})(?!\d)", re.I)),
    ("iso-month", re.compile(rf"(?P<y>{_Y})-(?P<m>0[1-9]|1[0-2])(?![\d-])")),
    ("decade", re.compile(rf"(?P<y>{_Y[:-4]}\d0)s\b")),
    ("years", re.compile(rf"(?P<y1>{_Y})(?:\s?[-–/]\s?|\s(?:to|and|or|bis|und|oder|et|ou)\s)(?P<y>{_Y})(?!\d)")),
    ("years-short", re.compile(rf"(?P<y>{_Y})[-–/](?P<last>\d\d)(?![\d/-])")),
    ("year", re.compile(rf"(?P<y>{_Y})(?![\d-])")),
)  # fmt: skip
# Without one of these a text cannot hold a date; the test keeps the forms from running over every line.
_MAYBE = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_BEFORE_YEAR = 48
"""A date begins at most so many characters before the first year in a text."""
_PRECISE = frozenset(
    "iso day-month-day-month month-day-month-day days-month month-days day-month month-day year-month-day year-comma-month year-gada "
    "numbers slashes roman korean vietnamese".split()
)
_AROUND = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|the|der|den|dem|le|am|on|early|late|mid|ca|circa|c|"
    r"approximately|about|probably|spring|summer|autumn|fall|winter|in|vom|du|от|around|end|beginning|of|dated)\b[,.]?",
    re.IGNORECASE,
)


_NOT_AFTER = re.compile(
    r"\b(?:(?<!not )before|prior to|not? (?:after|later than)|until|till|by|vor|bis|spätestens|avant|jusqu['’]au?|до|не позднее)\s*"
    r"(?=$|the\b|dem\b|le\b)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:(?<!not )(?<!later )after|since|from|not? (?:before|earlier than)|nach|seit|ab|frühestens|après|depuis|после|не ранее)\s*"
    r"(?=$|the\b|dem\b|le\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from|zwischen|von|entre|с|между)\s*$", re.IGNORECASE)
_SEASON = re.compile(
    r"\b(?:(?P<spring>spring|frühjahr|frühling|printemps|primavera|весн[аыо]й?)|(?P<summer>summer|sommer|été|estate|verano|лет[оа]м?)|"
    r"(?P<autumn>autumn|fall|herbst|automne|autunno|otoño|осен[ьи]ю?))\s*(?:of|de|von|,)?\s*$",
    re.IGNORECASE,
)
_SEASONS = {"spring": ("03", "06"), "summer": ("06", "09"), "autumn": ("09", "12")}
"""The months that a season touches in the northern half of the earth."""
_STYLE = re.compile(
    r"\s*\((?P<inside>[^()]{6,60}?),?\s(?:(?P<old>old style|o\.\s?s\.|ст\.\s?ст\.)|new style|n\.\s?s\.|н\.\s?ст\.)\)",
    re.IGNORECASE,
)
"""A second date in parentheses, in the other calendar."""
_CLOCK = re.compile(r"(?<!\d)[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?(?!\d)")
_AMBIGUOUS = re.compile(rf"[01]?\d([/-])[01]?\d\1{_Y}")


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else 0


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    """ISO form, or nothing when there is no such day."""
    if month > 12 or (day and (not month or day > calendar.monthrange(year, month)[1])):
        return ""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _value(form: str, match: re.Match[str], printed: str) -> DateValue | None:
    got = match.groupdict()
    year = int(got["y"])
    if form == "decade":
        return DateValue(printed, not_before=f"{year:04d}", not_after=f"{year + 9:04d}")
    if form == "slashes":
        return _slashes(int(got["one"]), int(got["two"]), year, printed)
    if form == "years-short":
        last = year - year % 100 + int(got["last"])
        # "1961/04" may be a month.
        return (
            DateValue(printed, not_before=f"{year:04d}", not_after=f"{last:04d}")
            if last > max(year, 12) and int(got["last"]) > 12
            else None
        )
    if form == "years":
        first = int(got["y1"])
        return DateValue(printed, not_before=f"{first:04d}", not_after=f"{year:04d}") if first < year else None
    month = month_of(got["m"], got.get("d") or "") if got.get("m") else 0
    last_month = month_of(got["m2"], got.get("d2") or "") if got.get("m2") else month
    if (got.get("m") and not month) or (got.get("m2") and not last_month):
        return None
    day = _number(got["d"]) if got.get("d") else 0
    start = _iso(int(got.get("y1") or year), month, day)
    if not start:
        return None
    if not (got.get("d2") or got.get("m2")):
        return DateValue(printed, when=start)
    end = _iso(year, last_month, _number(got["d2"]) if got.get("d2") else 0)
    return DateValue(printed, not_before=start, not_after=end) if end and start < end else None


def _slashes(one: int, two: int, year: int, printed: str) -> DateValue | None:
    """``13/4/1961`` and ``4/13/1961`` are one day; ``4/5/1961`` is April or May, and not guessed."""
    if one <= 12 and two <= 12 and one != two:
        return None
    when = _iso(year, two, one) if one > 12 or one == two else _iso(year, one, two)
    return DateValue(printed, when=when) if when else None


@lru_cache(maxsize=4096)
def find_date(text: str, *, precise: bool = False) -> tuple[int, int, DateValue] | None:
    """The first date in ``text``: where it starts and ends (characters), and what it says.

    With ``precise`` only dates of a day or a range of days are found.
    """
    if "年" in text:
        for han in han_dates(text):
            when = _iso(han.year, han.month, han.day)
            if when and (han.day or not precise):
                return han.start, han.end, DateValue(text[han.start : han.end], when=when)
    year = _MAYBE.search(text)
    if not year:
        return None
    best: tuple[int, int, DateValue] | None = None
    start = max(0, year.start() - _BEFORE_YEAR)
    for form, pattern in _FORMS:
        if precise and form not in _PRECISE:
            continue
        for match in pattern.finditer(text, start):
            if best is not None and match.start() >= best[0]:
                break
            value = _value(form, match, match[0]) if _apart(text, match) else None
            if value:
                best = match.start(), match.end(), value
                break
    return best


def _apart(text: str, match: re.Match[str]) -> bool:
    """A date does not begin or end inside a word or a number."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return not before.isalnum() and not (after.isalnum() and after < "\u4e00")


@lru_cache(maxsize=4096)
def read_date(printed: str) -> DateValue:
    """What a date field says.

    ``printed`` is the field as printed, without marks of layout. ``before``, ``after`` and their like give one bound,
    which holds the day itself; a season gives the months that it touches; ``ca.`` leaves the date as exact as it is
    printed. ``undated`` and what cannot be read have no value: compare :func:`is_undated`.
    """
    printed = " ".join(printed.split())
    if "(" in printed and (style := _STYLE.search(printed)):
        # ISO 8601 counts by the Gregorian calendar, the new style.
        one = read_date(printed[: style.start()] + printed[style.end() :] if style["old"] else style["inside"])
        return DateValue(printed, one.when, one.not_before, one.not_after)
    found = find_date(printed)
    if found is None:
        return DateValue(printed)
    start, end, value = found
    before, after = printed[:start], printed[end:]
    ranged = bool(value.not_before)
    first, last = value.when or value.not_before, value.when or value.not_after
    season = _SEASON.search(before) if len(value.when) == 4 else None
    if season:
        months = _SEASONS[str(season.lastgroup)]
        before, value = before[: season.start()], _range(printed, *(f"{value.when}-{month}" for month in months))
    elif ranged and (match := _BETWEEN.search(before)):
        before = before[: match.start()]
    elif match := _NOT_AFTER.search(before):
        before, value = before[: match.start()] + before[match.end() :], DateValue(printed, not_after=last)
    elif match := _NOT_BEFORE.search(before):
        before, value = before[: match.start()] + before[match.end() :], DateValue(printed, not_before=first)
    rest = _CLOCK.sub("", _AROUND.sub("", f"{before} {after}"))
    if re.search(r"\d|\w{3}", rest):
        return DateValue(printed)
    return DateValue(printed, value.when, value.not_before, value.not_after)


def _range(printed: str, first: str, last: str) -> DateValue:
    return DateValue(printed, not_before=first, not_after=last)


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
    return bool(value.attributes) or is_undated(line) or bool(_AMBIGUOUS.fullmatch(line))
