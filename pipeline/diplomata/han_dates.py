"""Dates in Han characters: Chinese and Japanese years, months and days, in figures or in words, with eras."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_NUMERALS = "〇零○一二三四五六七八九十百元0-9０-９"
_DATE = re.compile(
    rf"(?P<era>明治|大正|昭和|平成|令和|民国|民國)?(?P<year>[{_NUMERALS}]{{1,5}})\s?年"
    rf"(?:\s?(?P<month>[{_NUMERALS}]{{1,3}})\s?月(?:\s?(?P<day>[{_NUMERALS}]{{1,3}})\s?[日号號])?)?"
)
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民国": 1911, "民國": 1911}
"""The year before the first of each era."""
_DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}


class HanDate(NamedTuple):
    """Where a date stands (characters), and what it says; month and day are 0 where it does not."""

    start: int
    end: int
    year: int
    month: int
    day: int


def han_dates(text: str) -> Iterator[HanDate]:
    """``1957年8月12日``, ``一九五七年八月十二日``, ``昭和二十七年九月十九日``: four digits, or an era."""
    for match in _DATE.finditer(text):
        year = number(match["year"]) + _ERAS.get(match["era"], 0)
        if 1000 <= year < 2100:
            yield HanDate(match.start(), match.end(), year, number(match["month"] or ""), number(match["day"] or ""))


def number(text: str) -> int:
    """``二十七`` by tens, ``一九五七`` digit by digit, ``元`` for a first year; 0 for what is no number."""
    if text == "元":
        return 1
    digits = "".join(_DIGITS.get(c, c) for c in unicodedata.normalize("NFKC", text))
    if digits.isdigit():
        return int(digits)
    total = 0
    for unit, worth in (("百", 100), ("十", 10)):
        before, found, digits = digits.rpartition(unit) if unit in digits else ("", "", digits)
        if found:
            total += worth * (int(before) if before.isdigit() else 1)
    return total + (int(digits) if digits.isdigit() else 0)
