"""The lines of a title: those to which it was wrapped or centred, and what it is about below the kind."""

from __future__ import annotations

import re
from itertools import pairwise

from diplomata.classification import is_classification
from diplomata.dates import find_date, is_date_line
from diplomata.lines import Line, runs_on
from diplomata.recognise import letters, openers
from diplomata.recognise.blocks import MEASURE_LIMIT
from diplomata.recognise.directed import directed
from diplomata.recognise.genre import names_kind
from diplomata.recognise.lexicon import words

LABEL = re.compile(r"(?P<label>[^:：]{1,60})[:：](?:\s|$)")
"""What stands before a colon near the beginning of a line."""
LONGEST = 300
"""A title is no longer than this, in characters."""
_WRAPPED = 50
"""Text that was wrapped has lines of at least so many characters."""
_LINES = 3
_SAMPLE = 40
_ARTICLES = frozenset("las los gli lo i il dem den einer eines".split())
_BY = frozenset(
    "by von par por per di av af przez od от interviewed recorded taken compiled edited translated written".split()
)
_KIND_ALONE = 60
"""A line is shorter than this, in characters, when the line below goes on with it."""
_WIDE = 90


def joined(group: list[Line]) -> str:
    """The text of some lines as one."""
    return " ".join(line.text for line in group)


def is_stamp(text: str) -> bool:
    """Whether a line is a stamp, or the number of a copy or a letter: such lines stand over a title."""
    if is_classification(text) or not any(map(str.isalpha, text)):
        return True
    part = openers.opener_part(text, ())
    return part is not None and part.kind in ("classification", "copy", "number", "reference")


def whole(lines: list[Line], at: int) -> list[Line]:
    """The lines of a title: one, or as many as it was wrapped to, and what it is about where that stands below the
    kind: ``NOTE``, ``of a talk with the Minister of Trade``."""
    group = _wrapped(lines, at)
    below = at + len(group)
    if below >= len(lines) - 1 or not _goes_on(joined(group), lines[below]):
        return group
    group += _wrapped(lines, below)
    below = at + len(group)
    while below < len(lines) - 1 and len(group) < _PARTS and _still_goes_on(group, lines[below]):
        group.append(lines[below])
        below += 1
    while below < len(lines) - 1 and len(group) < _PARTS and _is_when(group, lines[below]):
        group.append(lines[below])
        below += 1
    return group


_PARTS = 5
"""The title of a sitting stands on no more lines."""


def _still_goes_on(group: list[Line], below: Line) -> bool:
    return _is_centred(joined(group), below) or (len(group) < _LINES and _is_set_in(group[-1].text, below))


def _is_when(group: list[Line], below: Line) -> bool:
    """Whether the line below a title that goes on from line to line says when: ``on 9 October 1974``."""
    if below.blank or len(below.text) > _KIND_ALONE or not (below.text[0].islower() or group[-1].text[-1] == ","):
        return False
    return find_date(below.text) is not None and names_kind(group[0].text)


def _goes_on(text: str, below: Line) -> bool:
    if len(text) + len(below.text) > LONGEST or LABEL.match(below.text):
        return False
    last = text.split()[-1].casefold()
    if last in _ADDRESSING and not below.blank and below.text[0].isupper() and len(text.split()) > 1:
        # "Johannes Gast an" / "Bullinger"
        return directed(f"{text} {below.text}") is not None or len(below.text.split()) <= _NAME
    if _is_set_in(text, below):
        return True
    if not below.blank and _is_other_party(text, below.text):
        return True
    if _is_centred(text, below):
        return True
    open_end = last == "the" or (text[-1] == "," and below.text[0].islower() and names_kind(text))
    if open_end and len(text) < _WIDE and not below.blank:
        return True
    if last in words("particles") | _ARTICLES and not below.blank and text.isupper() == below.text.isupper():
        return True
    if len(text) > _KIND_ALONE:
        return False
    if last in ("with", "by", "avec", "mit", "con", "z", "с") and names_kind(text):
        # "Transcript of interview with / MARGUERITE DELORME"
        return not below.blank or below.text.isupper()
    if text.isupper() and text[-1] == ",":
        return below.text.isupper() and not below.blank
    if not below.blank and below.text[0].islower() and text[-1].isalnum():
        return True
    if text.endswith((".", ",", ":", ";")) or letters.dateline(below.text):
        return False
    return below.text[0].islower() and names_kind(text)


_NAME = 3
"""A name alone on the second line of a title has no more words."""
_SET_IN = 3
"""Lines of a heading are set in by so many characters at least, when the text is not."""
_WIDEST = 110


def _is_set_in(text: str, below: Line) -> bool:
    """Whether a line goes on with a heading that is set in: in small letters, behind a word."""
    return (
        not below.blank
        and below.indent >= _SET_IN
        and below.text[0].islower()
        and text[-1].isalnum()
        and len(text) <= _WIDEST
        and names_kind(text)
    )


def _is_other_party(text: str, below: str) -> bool:
    """Whether a line says to whom, or with whom, after one that says who: ``Memorandum from the Minister of Trade`` /
    ``to the Prime Minister``, ``Запись беседы заместителя министра`` / ``П. А. Корнева с послом Нордландии``."""
    if below.split()[0].casefold() in _ADDRESSING:
        return directed(f"{text} {below}") is not None
    if text[-1] in ".:;" or _WITH.search(text) or not names_kind(text) or names_kind(below):
        return False
    return _WITH.search(below) is not None and len(below.split()) > 1 and below[-1] not in ".:;"


_WITH = re.compile(r"(?<!\S)(?:with|mit|avec|con|com|с|со|z|ze|s|se|cu) (?=\S)")
_ADDRESSING = frozenset("à au aux an aan al alla to ao к".split())
_CENTRED = 8
"""Lines that are set in so far, in characters, stand in the middle of the page."""
_BROKEN = 40
"""A title in small letters that is longer than this, in characters, may have been broken to stand in the middle."""


def _is_centred(text: str, below: Line) -> bool:
    """Whether a title in capitals goes on in the middle of the next: ``RECORD OF THE TWO HUNDRED / AND FIRST``."""
    if below.blank or below.indent < _CENTRED or not names_kind(text):
        return False
    if text.isupper() != below.text.isupper() or not (text.isupper() or len(text) > _BROKEN):
        return False
    follows = below.text.split()[0].casefold() in words("particles") | _ADDRESSING
    return not (
        (names_kind(below.text) and not follows) or text[-1] in ".:" or is_stamp(below.text) or find_date(below.text)
    )


def _wrapped(lines: list[Line], at: int) -> list[Line]:
    """A line, or the lines of a paragraph that was wrapped."""
    end = at + 1
    while end < len(lines) and not lines[end].blank:
        end += 1
    group = lines[at:end]
    # The lines of the title are as wide as those of the text below it.
    width = max(len(line.text) for line in lines[at : at + _SAMPLE])
    if len(group) < 2 or end == len(lines) or not _WRAPPED <= width <= MEASURE_LIMIT:
        return group[:1]
    full = [runs_on(line, after, 0, False, width) and _is_open(line, after, width) for line, after in pairwise(group)]
    size = next((size for size, goes_on in enumerate(full, 1) if not goes_on), len(group))
    # Below a title stands nothing, or the day.
    ends = size == len(group) or (is_date_line(group[size].text) and group[size - 1].text[-1] not in ",;")
    return group[:size] if ends and size <= _LINES else group[:1]


def _is_open(line: Line, following: Line, width: int) -> bool:
    """Whether a line can go on in the next: between two words with capitals a title may end, and a byline begin,
    unless the word had no more room."""
    first = following.text.split()[0]
    if not (line.text.split()[-1][0].isupper() and first[0].isupper()):
        return True
    return len(line.text) + 1 + len(first) > width and first.casefold() not in _BY
