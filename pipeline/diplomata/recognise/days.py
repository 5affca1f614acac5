"""Days of a diary or a chronicle: a date alone on its line heads what happened then."""

from __future__ import annotations

import itertools
import re

from diplomata.dates import read_date
from diplomata.recognise.blocks import Block
from diplomata.recognise.openers import opener_part

_LONGEST = 40
"""``Wednesday, the 14th of September 1956`` is shorter, in characters."""
_YEAR = re.compile(r"(?<!\d)1[0-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
_DIARY = re.compile(
    r"(?i)\b(?:diar(?:y|ies|io)|journal|chronology|log ?book|tagebuch|chronik|carnets?|дневник|хроник|dziennik|deník|napló|"
    r"jurnal|dnevnik|дневника)\w*|日记|日誌|日志"
)
_WEEKDAY = re.compile(r"\s?\([^\W\d_]{3,14}\)(?:\. [^.]{3,24})?$|(?<=\w)\. [^\W\d_][^.\d]{3,24}$")
"""``2 December (Saturday)``, ``1 December 1972. Sunny, hot``: the day of the week, and the weather."""
_FEW = 2
_MANY = 3


def find_days(blocks: list[Block], stop: int, title: str) -> frozenset[int]:
    """The blocks of ``blocks[:stop]`` that are the day of an entry.

    Three such days in their order make a diary, two where ``title`` or the first lines call it one. A date with an
    address, a salutation or another date behind it is that of a letter.
    """
    found = [(at, day) for at in range(stop - 1) if len(blocks[at]) <= _LONGEST and (day := _day(blocks[at].text))]
    if len(found) < _FEW:
        return frozenset()
    dates = {at for at, _ in found}
    found = [(at, day) for at, day in found if at + 1 not in dates and not _is_of_opener(blocks[at + 1].text)]
    is_diary = bool(_DIARY.search(title)) or any(
        _DIARY.search(block.text) for block in blocks[:3] if len(block) < 120
    )
    back = sum(1 for (_, one), (_, other) in itertools.pairwise(found) if other <= one)
    if len(found) < (_FEW if is_diary else _MANY) or back * 3 > len(found) - 1:
        return frozenset()
    return frozenset(at for at, _ in found)


def _is_of_opener(text: str) -> bool:
    part = opener_part(text, ())
    return part is not None and part.sure


def _day(text: str) -> str:
    """The month and day that a line holds, and nothing else, as ``03-14``; empty for other lines."""
    if not (text[-1] in "日.:)" or text[-1].isalnum()) or not any(map(str.isdigit, text[:24])):
        return ""
    printed = _WEEKDAY.sub("", text).rstrip(" .:")
    if not _YEAR.search(printed):
        # Any year with a 29th of February.
        printed = f"1956年{printed}" if printed.endswith("日") else f"{printed} 1956"
    day = read_date(printed).attributes.get("when", "")
    return day[5:] if len(day) == 10 else ""
