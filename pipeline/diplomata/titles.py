"""The title of a record that has no field for it: a line at its top that looks like one."""

from __future__ import annotations

import re
from itertools import pairwise

from diplomata.classification import is_classification
from diplomata.dates import find_date
from diplomata.layouts.placed import Placed
from diplomata.lines import Line, runs_on
from diplomata.recognise import letters, openers
from diplomata.recognise.blocks import MARKER, MEASURE_LIMIT
from diplomata.recognise.genre import names_kind
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold

_LABEL = re.compile(r"(?P<label>[^:：]{1,60})[:：](?:\s|$)")
_ABBREVIATED = re.compile(r"(?:[a-z]\.){2}$|\b[A-Z]\.$")
_LONGEST = 300
_WRAPPED = 50
"""Text that was wrapped has lines of at least so many characters."""
_LINES = 3
_SAMPLE = 40
_LETTERHEAD = 6
"""Among so many lines at the top one that names a kind of document is the title."""
_COUNTED = 4
"""The title of a session that is told by its number alone has hardly more words."""
_SITTING = re.compile(
    r"(?i)(?:[\w.ª]+ )?(?:sessions?|sittings?|meetings?|hearings?|sesión|sessão|seduta|séance|sitzung|posiedzenie)"
    r"(?:,? (?:\w+ )?(?:sessions?|sittings?|meetings?|sesión|sessão|legislatura|legislature|seduta|séance|day))?"
)
"""``Third Session, Second Sitting``: which one, and not of what."""
_STAMPS = 3
"""So many lines of stamps and numbers may stand over a title."""


def take_title(placed: Placed) -> None:
    """Move the lines at the top of the body that look like a title to the fields of the header."""
    if not placed.body:
        return
    at = _where(placed.body)
    group = _whole(placed.body, at)
    if at + len(group) >= len(placed.body) or not _is_title(placed.body, at, group):
        return
    del placed.body[at : at + len(group)]
    if at:
        placed.body[at] = placed.body[at]._replace(blank=True, apart=True)
    placed.fields += [("title", line) for line in group]


def _where(lines: list[Line]) -> int:
    """Where the title begins: at the first line, under stamps, or under a letterhead that names no kind of document
    as the line below does."""
    first = 0
    while first < min(_STAMPS, len(lines) - 1) and _is_stamp(lines[first].text):
        first += 1
    if first and names_kind(lines[first].text):
        return first
    head = lines[0].text
    if len(head) <= 60 and not names_kind(head):
        for at, line in enumerate(lines[1:_LETTERHEAD], start=1):
            if len(line.text) > 200 or _LABEL.match(line.text):
                break
            if (len(line.text.split()) < 4 and not _is_counted_kind(line.text)) or line.text.endswith(
                (".", ":", ",")
            ):
                continue
            if names_kind(line.text) and not (_is_sitting(line.text) and len(head.split()) > 2):
                return at
    return 0


def _is_stamp(text: str) -> bool:
    if is_classification(text):
        return True
    part = openers.opener_part(text, [])
    return part is not None and part.kind in ("classification", "copy", "number", "reference")


def _is_sitting(text: str) -> bool:
    """``Ninth hearing, 17 October 1962``: a kind, its number and its date, and not what it was about."""
    if _SITTING.fullmatch(text):
        return True
    date = find_date(text)
    return date is not None and len((text[: date[0]] + text[date[1] :]).split()) <= 4


def _whole(lines: list[Line], at: int) -> list[Line]:
    """The lines of a title: one, or as many as it was wrapped to, with a blank line behind."""
    end = at + 1
    while end < len(lines) and not lines[end].blank:
        end += 1
    group = lines[at:end]
    if not 1 < len(group) <= _LINES or end == len(lines):
        return group[:1]
    # The lines of the title are as wide as those of the text below it.
    width = max(len(line.text) for line in lines[:_SAMPLE])
    full = all(runs_on(line, after, 0, False, width) and _is_open(line, after) for line, after in pairwise(group))
    return group if full and _WRAPPED <= width <= MEASURE_LIMIT else group[:1]


def _is_open(line: Line, following: Line) -> bool:
    """Whether a line can go on in the next: between two words with capitals a title may end, and a byline begin."""
    return not (line.text.split()[-1][0].isupper() and following.text[0].isupper())


def _is_title(lines: list[Line], at: int, group: list[Line]) -> bool:
    text = " ".join(line.text for line in group)
    following = lines[at + len(group)]
    if (
        len(text) > _LONGEST
        or (MARKER.match(text) and not _is_counted(text))
        or text[0] in "(["
        or _is_labelled(text, lines, following)
    ):
        return False
    dated = text.endswith(".") and following.blank and bool(letters.dateline(following.text))
    if text.endswith((".", ",", ";", "!", "?")) and not dated and not _ABBREVIATED.search(text):
        return False
    if (letters.dateline(text) and not names_kind(text)) or is_classification(text):
        return False
    if fold(text.split()[0]) in words("salutations") or len(letters.COLUMNS.split(text)) > 1:
        return False
    if not following.blank and text[-1:].islower() and following.text[0].islower():
        return False
    part = openers.opener_part(text, [])
    return part is None or part.kind not in ("copy", "number", "reference")


def _is_counted(text: str) -> bool:
    """``47. Sitzung``: the number of a kind of document, and not of a paragraph."""
    return len(text.split()) <= _COUNTED and names_kind(text)


def _is_counted_kind(text: str) -> bool:
    """``DECRETO N.º 214``: the kind of a document and its number, in capitals."""
    return text.split()[0].isupper() and any(map(str.isdigit, text)) and names_kind(text)


def _is_labelled(text: str, lines: list[Line], following: Line) -> bool:
    """Whether a line is a label and its value. ``Ration Cards: Questions and Answers`` over a blank line is a title,
    unless the label is a field's, or returns as that of a speaker does."""
    match = _LABEL.match(text)
    if match is None:
        return False
    label = match["label"].strip()
    part = openers.opener_part(text, [])
    if not following.blank or len(text.split()) < 4 or (part is not None and (part.sure or part.label)):
        return True
    if any(word in words("fields") for word in (label.casefold(), label.split()[-1].casefold())):
        return True
    return any(line.text.startswith(f"{label}:") for line in lines[1:])
