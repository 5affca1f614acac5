"""Labels that no punctuation ends: type, brackets, a tab or the record's own legend sets them off."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from diplomata.recognise.blocks import Block
from diplomata.recognise.names import fold
from diplomata.recognise.paper import says_paper
from diplomata.recognise.scene import is_event

LONGEST = 110
"""A label is shorter than this, in characters."""
_MARKED = re.compile(r"(?P<mark>\*\*|__|\*|_)(?P<label>[^*_\n]{1,60}?)(?P=mark)(?P<end>[.:]?)(?=\s+\S)")
"""``**Minister Kallas** The timetable ...``, ``_Board._ You are ...``: bold or italic in a typist's marks."""
_BRACKETED = re.compile(r"\[(?P<label>[^\W\d_a-z][^\[\]\n:?!]{0,40})(?P<end>\])(?=\s+\S)")
"""``[PRESIDENT] You have come ...``"""


_SPEECH = '"“”«„‘¿¡[(…'
"""What words that are spoken may begin with, besides letters."""


def set_off(block: Block, offset: int, defined: Collection[str]) -> Iterator[tuple[str, str, int]]:
    """The label that type, brackets, a tab or the record's own legend sets off, where no punctuation does: form, label,
    and where it ends."""
    text = block.text
    if match := _MARKED.match(text, offset):
        yield "marked", " ".join(match["label"].strip(" .:").split()), match.end("end")
    elif (match := _BRACKETED.match(text, offset)) and not _is_told(match["label"]):
        yield "bracketed", " ".join(match["label"].split()), match.end("end")
    first, tab, rest = block.lines[0].text.partition("\t")
    first = " ".join(first.split())
    if tab and rest.strip() and not offset and 0 < len(first) < LONGEST and first[-1] not in ".:;,—–":
        yield "tab", first, len(first)
    word = text[offset:].split(" ", 1)[0]
    said = text[offset + len(word) :].lstrip()
    if (
        word.isupper()
        and word[-1] not in ":：;,"
        and fold(word) in defined
        and (not said or said[0].isalpha() or said[0] in _SPEECH)
    ):
        yield "initials", word, offset + len(word)


def _is_told(content: str) -> bool:
    """Whether what stands in brackets is an event, or tells of the paper."""
    return is_event(content, brackets=True) or says_paper(content)
