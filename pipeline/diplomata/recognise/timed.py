"""Labels behind which the time stands: ``Mr Speaker 10:50 a.m.`` on a line of its own, ``Presidenten [10:00:24]:``,
``Speaker 1 (00:00):``, ``Ruth Abel: (00:04)``, ``Ruth Abel  00:04``."""

from __future__ import annotations

import re
from typing import NamedTuple

_TIMED = re.compile(
    r"(?P<label>[^\W\d_][^\[\]:：\n]{1,78}?)"
    r"(?:\s+(?P<time>[\[(]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?)?[\])]|\d{1,2}[:.]\d{2}\s?[ap]\.?m\b\.?)"
    r"\s*(?P<end>[:：](?=\s|$)|$)"
    r"|[:：]\s+(?P<behind>[\[(]\d{1,2}:\d{2}(?::\d{2})?[\])])(?=\s|$)"
    r"|\s+(?P<bare>\d{1,2}:\d{2}(?::\d{2})?)$)"
)
_SHORT = 110
"""A line that holds a label and the time alone has no more characters."""
_MOMENT = r"(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}"
CUE_TIME = re.compile(rf"{_MOMENT} --> {_MOMENT}")
"""From when to when a caption of a recording is shown."""


class Timed(NamedTuple):
    """Such a label, in characters of the paragraph: where its name ends, where the time begins and ends, where words
    begin."""

    name: int
    time: int
    after: int
    end: int


def timed_label(text: str, start: int, head: str) -> Timed | None:
    """The label that stands in ``text`` from ``start`` on with the time behind it; ``head`` is what a label has room
    in, of the same text."""
    alone = (text[-1] in "].)m" or text[-1].isdigit()) and len(text) <= _SHORT
    if not alone and "]:" not in head and "):" not in head and ": (" not in head and ": [" not in head:
        return None
    match = _TIMED.match(text, start)
    if match is None:
        return None
    kind = next(kind for kind in ("time", "behind", "bare") if match[kind])
    if kind == "bare" and not alone:
        return None
    return Timed(match.end("label"), match.start(kind), match.end(kind), match.end())
