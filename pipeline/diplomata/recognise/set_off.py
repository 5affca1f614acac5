"""Labels that no punctuation ends: type, brackets, a tab, a run of blanks or the record's own legend sets them off."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from diplomata.recognise.blocks import Block
from diplomata.recognise.lexicon import words
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
    """The label that type, brackets, a tab, a run of blanks or the record's own legend sets off, where no punctuation does: form, label,
    and where it ends."""
    text = block.text
    if match := _MARKED.match(text, offset):
        yield "marked", " ".join(match["label"].strip(" .:").split()), match.end("end")
    elif (match := _BRACKETED.match(text, offset)) and not _is_told(match["label"]):
        yield "bracketed", " ".join(match["label"].split()), match.end("end")
    # The stop behind "Q." tells as much as the blanks that follow it.
    if not offset and (first := _before_gap(block.lines[0].text)) and first not in ("Q.", "A."):
        yield "gap" if first[-1] == "." else "tab", first, len(first)
    word = text[offset:].split(" ", 1)[0]
    said = text[offset + len(word) :].lstrip()
    if (
        word.isupper()
        and word[-1] not in ":：;,"
        and fold(word) in defined
        and (not said or said[0].isalnum() or said[0] in _SPEECH)
    ):
        yield "initials", word, offset + len(word)


_IDEOGRAPHS = "\u30a0"
_HAN = 10
_HAN_GAP = re.compile(r"(?P<label>[\u30a0-\u30ff\u3400-\u9fff々]{1,9}) (?=\S)")
"""``目崎　本日は``: text in Han characters has no blanks, so that one behind its first signs is a gap."""
_GAP = re.compile(r"(?P<label>\S+(?:[ \u00a0]\S+){0,4})(?:\t\s*|[ \u00a0]{2,})(?=\S)")


def has_gap(line: str) -> bool:
    """Whether a tab or a run of blanks stands near the beginning of a line: a quick look, before a pattern is tried."""
    near = line[:LONGEST]
    if line[:1] >= _IDEOGRAPHS:
        return " " in line[1:_HAN]
    return "\t" in near or "  " in near or "\u00a0\u00a0" in near


def _before_gap(line: str) -> str:
    """What a tab or a run of blanks parts from the rest of its line; empty where there is none, or where blanks are
    noise all over it."""
    line = line.strip()
    if match := _HAN_GAP.match(line):
        return match["label"]
    match = _GAP.match(line)
    if match is None or len(match["label"]) >= LONGEST:
        return ""
    label = " ".join(match["label"].split())
    if "\t" not in match[0] and re.search(r"[^.?!:\s]\s{2,}\S", line[match.end() :]):
        return ""
    tokens = label.split()
    titled = tokens[0].rstrip(".").casefold() in words("honorifics") or tokens[0] == "M."
    abbreviated = not titled and all(token[-1] == "." and len(token.replace(".", "")) < _SHORT for token in tokens)
    return "" if label[-1] in ".:;,—–" and not abbreviated else label


_SHORT = 5
"""``J. St.``: the letters of an abbreviated name and its full stop."""


def _is_told(content: str) -> bool:
    """Whether what stands in brackets is an event, or tells of the paper."""
    return is_event(content, brackets=True) or says_paper(content)
