"""A small header of keys and values at the top of a record, and the front of a transcript."""

from __future__ import annotations

import re

from diplomata.layouts.flat import cut
from diplomata.layouts.labelled import label_of
from diplomata.layouts.model import Zone, fold_label
from diplomata.layouts.placed import Placed, is_furniture
from diplomata.layouts.shapes import PROSE, fits
from diplomata.lines import Line

_KEY = re.compile(r"[^\W\d_][\w .'’()/-]{0,38}?\s?[:：]\s*\S")
"""A line that has the form of a key and its value."""
_RULE = re.compile(r"[-–—=_*~]{3,}")
_ABOVE = 3
"""So many lines may stand above the first key: a letterhead, a title."""
_LONG = 45
"""Behind a line of so many characters a value may go on in the next one."""
_SURE = frozenset("title record_number citation translator address".split())
"""Fields that a memorandum or a letter does not print of itself."""
_OF_ONE_KIND = ("genre", "page_sign")
"""Fields that have one value, of few that there may be."""
_FRONT = 20
"""In so many lines the front of a transcript ends."""
_RECORD_NUMBER = re.compile(r"(?=\S*\d)[^\W\d_]\w*(?:[-/._]\w+){1,8}")


class _Keys:
    """What was found of a small header: its lines, each with its field (empty: unknown) and its value's place."""

    def __init__(self, lines: list[Line], start: int, zone: Zone) -> None:
        self.start = self.end = start
        self.fields: list[tuple[str, int, bool]] = []
        self.whole = self._read(lines, zone)

    def _read(self, lines: list[Line], zone: Zone) -> bool:
        """Read on to the first blank line, or, where a blank line stands between all, to the first line that is no
        known key. False when a line is neither a key nor goes on with a value."""
        spaced = False
        while self.end < len(lines):
            line = lines[self.end]
            set_in = line.indent > lines[self.start].indent
            name, offset = ("", 0) if set_in else label_of(line, zone)
            if self.end > self.start and line.blank:
                spaced = spaced or self.end == self.start + 1
                if not spaced or not name or not offset or name in self.names:
                    return True
            elif spaced:
                return True
            if self.fields and _RULE.fullmatch(line.text):
                # A rule ends it.
                return True
            if name:
                self.fields.append((name, offset, False))
            elif self.fields and self._goes_on(lines, set_in=set_in):
                self.fields.append((self.fields[-1][0], 0, True))
            elif _KEY.match(line.text):
                self.fields.append(("", 0, False))
            else:
                return False
            self.end += 1
        return True

    def _goes_on(self, lines: list[Line], *, set_in: bool) -> bool:
        """Whether the line that is read goes on with the value before it: set in, or behind a line that was full."""
        return set_in or (not _KEY.match(lines[self.end].text) and len(lines[self.end - 1].text) >= _LONG)

    @property
    def names(self) -> set[str]:
        return {name for name, _, _ in self.fields if name}

    def counts(self, zone: Zone, *, above: bool) -> bool:
        """Whether this is a header: it has one of the required fields. Where other lines or keys stand among them,
        two, or one that no memorandum has of itself."""
        required = self.names & set(zone.required.split())
        unknown = sum(1 for name, _, goes_on in self.fields if not name and not goes_on)
        if not above and not unknown:
            return bool(required)
        known = sum(1 for name, _, goes_on in self.fields if name and not goes_on)
        return known > max(1, unknown) and (len(required) > 1 or bool(required & _SURE))


def key_header(lines: list[Line], at: int, zone: Zone, placed: Placed) -> int:
    """A small header of keys and values up to the first blank line: every line a key or, set in or wrapped, the value
    going on. It counts only with one of the ``required`` fields, so that a memorandum's own To and Date stay text.
    What stands above it, and a key that nobody knows, stays in the text."""
    if bracketed := _bracketed(lines, at, zone, placed):
        return bracketed
    keys = _find(lines, at, zone)
    if keys is None:
        return at
    placed.body += lines[at : keys.start]
    begun = False
    for line, (name, offset, goes_on) in zip(lines[keys.start : keys.end], keys.fields, strict=True):
        if not name:
            placed.leave(line)
            continue
        value = line._replace(start=line.start + offset, text=line.text[offset:])
        if name in _OF_ONE_KIND and (placed.values(name) or not fits(name, value.text, placed.layout)):
            # A kind that no category says, or a second one, is text, label and all: it must not be lost.
            placed.leave(line)
            continue
        if offset:
            placed.furniture.append(line._replace(end=line.start + offset, text=line.text[:offset]))
        elif not goes_on:
            placed.furniture.append(line)
            begun = False
            continue
        placed.fields.append((name, value))
        if begun and goes_on:
            placed.continued.add(value.start)
        begun = True
    return keys.end


_IN_BRACKETS = re.compile(r"[\[【［](?P<key>[^\[\]【】［］\n]{1,20})[\]】］]\s*")
_BRACKETED = 3
"""So many keys in brackets are a header, blank lines between them or not."""


def _bracketed(lines: list[Line], at: int, zone: Zone, placed: Placed) -> int:
    """Take a header of keys in brackets, ``[文書名] ...``, as pages of some databases have it; where it ends, or 0
    where there is none."""
    found: dict[int, tuple[str, int]] = {}
    for place in range(at, min(at + _FRONT, len(lines))):
        match = _IN_BRACKETS.match(lines[place].text)
        name = zone.labels.get(fold_label(match["key"])) if match else None
        if match and name:
            found[place] = name, match.end()
    if len(found) < _BRACKETED:
        return 0
    end = max(found) + 1
    for place in range(at, end):
        line = lines[place]
        if place not in found:
            placed.body.append(line)
            continue
        name, offset = found[place]
        placed.furniture.append(line._replace(end=line.start + offset, text=line.text[:offset]))
        if line.text[offset:]:
            placed.fields.append((name, line._replace(start=line.start + offset, text=line.text[offset:])))
    return end


def _find(lines: list[Line], at: int, zone: Zone) -> _Keys | None:
    """The small header at the top, if there is one: it begins with the first known key."""
    for start in range(at, min(at + _ABOVE + 1, len(lines))):
        if label_of(lines[start], zone)[0]:
            keys = _Keys(lines, start, zone)
            return keys if keys.whole and keys.counts(zone, above=start > at) else None
        if PROSE.search(lines[start].text) or len(lines[start].text) > 200:
            return None
    return None


def front(lines: list[Line], at: int, zone: Zone, placed: Placed) -> int:
    """What stands before the line that ends the zone, in any order: keys and values, a date, the record's number, a
    title. Nothing when no such line is near."""
    stop = next(
        (i for i in range(at, min(at + _FRONT, len(lines))) if zone.until_pattern and _ends(lines[i], zone)), at
    )
    others: list[Line] = []
    for line in lines[at:stop]:
        name, offset = label_of(line, zone)
        if not name:
            name, offset = _numbered(line, zone)
        taken = {field for field, _ in placed.fields}
        if is_furniture(line, placed.layout):
            placed.furniture.append(line)
        elif name and offset:
            placed.furniture.append(cut(line, 0, offset))
            placed.fields.append((name, cut(line, offset, len(line.text))))
        elif "date" in zone.order and "date" not in taken and fits("date", line.text, placed.layout):
            placed.fields.append(("date", line))
        elif "record_number" in zone.order and "record_number" not in taken and _RECORD_NUMBER.fullmatch(line.text):
            placed.fields.append(("record_number", line))
        else:
            others.append(line)
    titles = [line for line in others if not PROSE.search(line.text)]
    if titles and "title" in zone.order and not placed.values("title"):
        title = max(titles, key=lambda line: len(line.text.split()))
        others.remove(title)
        placed.fields.append(("title", title))
    placed.body += others
    return stop


def _numbered(line: Line, zone: Zone) -> tuple[str, int]:
    """``Record Number AB-12-345``: the label of the record's number and the number, without a colon between them."""
    label, _, number = line.text.rpartition(" ")
    is_number = zone.labels.get(fold_label(label)) == "record_number" and _RECORD_NUMBER.fullmatch(number)
    return ("record_number", len(label) + 1) if is_number else ("", 0)


def _ends(line: Line, zone: Zone) -> bool:
    return bool(zone.until_pattern and zone.until_pattern.match(line.text))


def running_heads(placed: Placed) -> None:
    """The record's number at the head of each page, and the page's number with it, are furniture."""
    number = next(iter(placed.values("record_number")), "")
    if not number:
        return
    body: list[Line] = []
    headed = False
    for line in placed.body:
        rest = line.text[len(number) :] if line.text.startswith(number) else None
        if (rest is not None and _PAGE.fullmatch(rest)) or (headed and line.text.isdigit()):
            placed.furniture.append(line)
        else:
            body.append(line)
        headed = rest == ""
    placed.body = body


_PAGE = re.compile(r"(?:[\s,|–—-]*(?:[^\W\d_]{1,6}\.? ?)?\d{1,4}(?: ?(?:of|/|von|de) ?\d{1,4})?)?")
