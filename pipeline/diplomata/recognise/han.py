"""Names in Chinese characters, which no blanks part: the family name first, titles behind it, offices before it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from diplomata.recognise.lexicon import words

_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々·・]+")
_DEPUTY = "副代总總前"
_NAMES_ITS_BEARER = {"君": 4, "氏": 3}
"""Japanese titles of one character that may also end a name; before them stands a name of so many, with them."""
_GIVEN = 2
"""A given name has no more characters."""
_LONGEST = 6
"""A name has no more characters, unless a dot parts those of a foreign one."""
_OF_A_BODY = tuple("部委司局处處科厂廠省市县縣院会會社方党黨府组組室团團")
"""How the name of a body ends: a title behind it is of nobody by name."""


@cache
def _title() -> re.Pattern[str]:
    """A title; ``代表团`` is a delegation, and no delegate."""
    titles = sorted(words("chinese_titles"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, titles))})(?![团團们們])")


def is_han(text: str) -> bool:
    """Whether a text is nothing but Chinese characters."""
    return _HAN.fullmatch(text) is not None


def is_body(text: str) -> bool:
    """Whether a text in Chinese characters ends as the name of a body does."""
    return len(text) > 1 and text.endswith(_OF_A_BODY)


def may_be_name(text: str) -> bool:
    """Whether Chinese characters are as few as a name has, or parted by the dot of a foreign one."""
    return not (is_somebody(text) or is_body(text)) and (
        len(text) <= _LONGEST or ("·" in text and len(text) < 3 * _LONGEST)
    )


def is_somebody(text: str) -> bool:
    """Whether a label in Chinese is of somebody whom it does not name: ``一位同志``, ``外宾``."""
    return text.startswith(tuple(words("chinese_somebody")))


@lru_cache(maxsize=4096)
def name_and_office(text: str) -> tuple[str, str]:
    """The name in a label or entry of Chinese characters, and the title or office with it; each may be empty.

    >>> name_and_office("周恩来总理"), name_and_office("外交部长陈毅"), name_and_office("主席")
    (('周恩来', '总理'), ('陈毅', '外交部长'), ('', '主席'))
    """
    if not is_han(text):
        return text, ""
    titles = list(_title().finditer(text))
    if titles and titles[-1].end() == len(text):
        start = titles[-1].start()
        for match in reversed(titles[:-1]):
            # "总理先生": a title behind an office.
            if match.end() == start:
                start = match.start()
        while start > 1 and text[start - 1] in _DEPUTY:
            start -= 1
        return ("", text) if is_body(text[:start]) else (text[:start], text[start:])
    for title, least in _NAMES_ITS_BEARER.items():
        if text.endswith(title) and least <= len(text) <= _LONGEST:
            return text[:-1], title
    if titles:
        rest, family = text[titles[-1].end() :], text[: titles[-1].start()]
        if len(family) == 1 and family not in _DEPUTY and len(rest) <= _GIVEN:
            # "樊部長啟元": the title stands between the family name and the given one.
            return family + rest, text[titles[-1].start() : titles[-1].end()]
        if 2 <= len(rest) <= _LONGEST or "·" in rest:
            return rest, text[: titles[-1].end()]
    return text, ""


def in_title(text: str) -> list[tuple[str, str]]:
    """The persons with their titles whom a title in Chinese says to meet: ``毛泽东主席会见外宾`` names 毛泽东, 主席."""
    return [(match["name"], match["title"]) for match in _meeting().finditer(text)]


@cache
def _meeting() -> re.Pattern[str]:
    titles = "|".join(sorted(words("chinese_titles"), key=len, reverse=True))
    return re.compile(
        rf"(?:^|[同与與和及见見])(?P<name>[^\W\d副同与與和及见見]{{2,3}})(?P<title>副?(?:{titles}))(?=[同与與和及会會接谈談])"
    )


def same_person(short: str, full: str) -> bool:
    """Whether a family name alone, or the first syllables of a foreign name, can be of the person ``full``."""
    return is_han(short) and is_han(full) and len(short) <= 2 < len(full) + 1 and full.startswith(short)
