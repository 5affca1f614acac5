"""Applies a layout to the lines of a record: every line becomes header, furniture or body."""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass, field

from diplomata.layouts.flat import cut, known_piece, next_word, unflattened
from diplomata.layouts.model import Layout, Zone, fold_label
from diplomata.layouts.shapes import ADDRESS, PROSE, fits, is_clearly
from diplomata.lines import NOT_WRAPPED, Line

_LONGEST_LABEL = 60
_PIECE = re.compile(r"[^\s•●▪][^•●▪]*(?<!\s)")


@dataclass
class Placed:
    """Where each line of a record went. ``fields`` keep the order of the lines; ranges are indexes of lines."""

    layout: Layout
    fields: list[tuple[str, Line]] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    continued: set[int] = field(default_factory=set)
    """Where lines start that go on with the value of the line before them."""
    width: int | None = None
    """The width at which a rule says that the text was set, 0 for lines that were not wrapped."""

    def leave(self, line: Line) -> None:
        """A line that fits no field stays in the text: never dropped, never guessed."""
        self.unplaced.append(line)
        self.body.append(line)

    def values(self, name: str) -> list[str]:
        """The lines of one header field, without marks of layout."""
        return [bare(line.text) for kind, line in self.fields if kind == name]


def bare(text: str) -> str:
    """A line without the marks of bold round it."""
    return text.strip("* ") if text.startswith("**") or text.endswith("**") else text


def place(lines: list[Line], layout: Layout) -> Placed:
    """Every line of a record in its place, by ``layout``. No line is in two places, and none in no place."""
    placed = Placed(layout)
    lines = unflattened(lines, layout)
    at = 0
    for number, zone in enumerate(layout.zones):
        following = layout.zones[number + 1 :]
        if zone.kind == "slots":
            at = _slots(lines, at, zone, placed)
        elif zone.kind == "labels" and zone.required:
            at = _key_header(lines, at, zone, placed)
        elif zone.kind == "labels":
            at = _labels(lines, at, zone, placed, last=not following)
        elif zone.kind == "rule":
            at = _rule(lines, at, zone, placed)
        elif zone.kind == "values":
            at = _values(lines, at, zone, placed)
        else:
            at = _body(lines, at, zone, placed, last=not following)
    for line in lines[at:]:
        placed.leave(line)
    # A line that fits nowhere is text where it stands.
    placed.body.sort(key=lambda line: line.start)
    header = sorted(line.start for _, line in placed.fields)
    elsewhere = sorted([*header, *(line.start for line in placed.furniture)])
    for at, (before, line) in enumerate(itertools.pairwise(placed.body), 1):
        if not elsewhere or before.start > elsewhere[-1]:
            break
        if _between(elsewhere, before.start, line.start):
            # Where a line of header or furniture stood between them, two lines are not one paragraph.
            apart = _between(header, before.start, line.start)
            placed.body[at] = line._replace(blank=True, apart=apart)
    return placed


def _between(starts: list[int], first: int, last: int) -> bool:
    """Whether one of ``starts`` (sorted) lies between two offsets."""
    at = bisect.bisect_right(starts, first)
    return at < len(starts) and starts[at] < last


def _is_furniture(line: Line, layout: Layout) -> bool:
    if line.text in layout.furniture:
        return True
    return bool(layout.furniture_pattern and layout.furniture_pattern.fullmatch(line.text))


def _slots(lines: list[Line], at: int, zone: Zone, placed: Placed) -> int:
    """Fields by their order; each may be missing. ``title`` takes whatever line stands in its place."""
    open_slots = list(zone.order)
    while at < len(lines):
        line = lines[at]
        if _is_furniture(line, placed.layout):
            placed.furniture.append(line)
            at += 1
            continue
        if line.text in zone.until or (zone.until_pattern and zone.until_pattern.match(line.text)):
            break
        text = bare(line.text)
        name = next((s for s in open_slots if fits(s, text, placed.layout)), "")
        if (
            name == "title"
            and "summary" in open_slots
            and len(text) > 60
            and PROSE.search(text)
            and not text.isupper()
        ):
            name = "summary"
        if not name:
            break
        placed.fields.append((name, line))
        at += 1
        if name == "title" and line.text.startswith("**") and not line.text.endswith("**"):
            at = _until_marks_close(lines, at, name, placed)
        del open_slots[: open_slots.index(name) + (name != "summary")]
    return at


def _until_marks_close(lines: list[Line], at: int, name: str, placed: Placed) -> int:
    """A title in bold may run over several lines; it ends where the marks close."""
    for end in range(at, min(at + 6, len(lines))):
        if lines[end].text.endswith("**"):
            placed.fields += [(name, line) for line in lines[at : end + 1]]
            return end + 1
    return at


def _label(line: Line, zone: Zone) -> tuple[str, int]:
    """The field that a line labels, and where a value on the same line starts (0 when there is none)."""
    if len(line.text) <= _LONGEST_LABEL:
        name = zone.labels.get(fold_label(line.text))
        if name:
            return name, 0
    if zone.inline:
        head, colon, rest = line.text.partition(":")
        if colon and rest.strip("* "):
            name = zone.labels.get(fold_label(head), "")
            if name:
                offset = len(head) + 1
                while line.text[offset] in " *\u00a0\t":
                    offset += 1
                return name, offset
    return "", 0


def _labels(lines: list[Line], at: int, zone: Zone, placed: Placed, *, last: bool) -> int:
    """Labels and their values in turn, in any order, any value missing."""
    name = ""
    while at < len(lines):
        line = lines[at]
        label, offset = _label(line, zone)
        if label:
            name = label
            if name == "genre" and offset and not fits(name, line.text[offset:].strip(), placed.layout):
                placed.leave(line)
            elif offset and name == "contents":
                _contents(line, offset, zone, placed)
            elif offset:
                value = Line(line.start + offset, line.end, line.text[offset:], line.blank, line.indent)
                placed.furniture.append(Line(line.start, line.start + offset, line.text[:offset], line.blank, 0))
                placed.fields.append((name, value))
            else:
                placed.furniture.append(line)
        elif _is_furniture(line, placed.layout):
            placed.furniture.append(line)
        elif name == "contents" or not name:
            if zone.until_pattern and zone.until_pattern.match(line.text):
                placed.furniture.append(line)
            elif last:
                placed.leave(line)
            else:
                return at
        elif ADDRESS.fullmatch(line.text) and name == "citation":
            placed.fields.append(("address", line))
        elif name == "funder" or fits(name, bare(line.text), placed.layout):
            placed.fields.append((name, line))
        else:
            placed.leave(line)
        at += 1
    return at


def _contents(line: Line, offset: int, zone: Zone, placed: Placed) -> None:
    """A label of ``contents`` with its value behind it, which only says what follows. Where it says anything else
    that is text: all of it, or, if it begins like a text, what stands behind the known pieces."""
    placed.furniture.append(cut(line, 0, offset))
    pieces: list[Line] = []
    end = offset
    for match in _PIECE.finditer(line.text, offset):
        at = match.start()
        while at < match.end() and (stop := known_piece(line.text, at, match.end(), zone)):
            pieces.append(cut(line, at, stop))
            end = at = next_word(line.text, stop)
        if at < match.end():
            break
    rest = line.text[end:]
    if rest[:1].islower():
        pieces, end = [], offset
    placed.furniture += pieces
    if end < len(line.text):
        placed.leave(cut(line, end, len(line.text)))


def _key_header(lines: list[Line], at: int, zone: Zone, placed: Placed) -> int:
    """A small header of keys and values up to the first blank line: every line a known key or, set in, the value
    going on. It counts only with one of the ``required`` fields, so that a memorandum's own To and Date stay text."""
    end = at
    names: list[tuple[str, int]] = []
    while end < len(lines) and (end == at or not lines[end].blank):
        label, offset = ("", 0) if lines[end].indent > lines[at].indent else _label(lines[end], zone)
        if not label and (not names or not lines[end].indent):
            return at
        names.append((label or names[-1][0], offset))
        end += 1
    if not any(name in zone.required.split() for name, _ in names):
        return at
    begun = False
    for line, (name, offset) in zip(lines[at:end], names, strict=True):
        value = line._replace(start=line.start + offset, text=line.text[offset:])
        if name == "genre" and not fits(name, value.text, placed.layout):
            # A kind that no category says is text, label and all: it must not be lost.
            placed.leave(line)
            continue
        if offset:
            placed.furniture.append(line._replace(end=line.start + offset, text=line.text[:offset]))
        if line.indent <= lines[at].indent and not offset and _label(line, zone) == (name, 0):
            placed.furniture.append(line)
            begun = False
            continue
        placed.fields.append((name, value))
        if begun and not offset:
            placed.continued.add(value.start)
        begun = True
    return end


def _rule(lines: list[Line], at: int, zone: Zone, placed: Placed) -> int:
    """One line that a pattern knows as a rule between header and text: its length is the width of the lines."""
    if at < len(lines) and zone.until_pattern and zone.until_pattern.fullmatch(lines[at].text):
        placed.furniture.append(lines[at])
        length = len(lines[at].text)
        placed.width = length if length > NOT_WRAPPED else 0
        return at + 1
    return at


def _values(lines: list[Line], at: int, zone: Zone, placed: Placed) -> int:
    """Values without labels, told by their shape; ``order`` names the shapes that may occur."""
    while at < len(lines):
        line = lines[at]
        name = "furniture" if _is_furniture(line, placed.layout) else ""
        if not name:
            taken = {kind for kind, _ in placed.fields} - {"rights", "funder"}
            shapes = sorted((s for s in zone.order if s not in taken), key=lambda s: s != "rights")
            name = next((s for s in shapes if is_clearly(s, line.text, placed.layout)), "")
        if not name:
            goes_on = bool(placed.fields) and placed.fields[-1][0] == "rights" and bool(PROSE.search(line.text))
            name = "rights" if "rights" in zone.order and (len(line.text) > 100 or goes_on) else ""
        if name == "furniture":
            placed.furniture.append(line)
        elif name:
            placed.fields.append((name, line))
        else:
            placed.leave(line)
        at += 1
    return at


def _body(lines: list[Line], at: int, zone: Zone, placed: Placed, *, last: bool) -> int:
    """The text itself, up to the line that ends it; its last paragraph may be the summary."""
    end = at
    if zone.until:
        stops = set(zone.until)
        # The last such line ends the body: an earlier one is the record's own text.
        end = next((i for i in range(len(lines) - 1, at - 1, -1) if lines[i].text in stops), len(lines))
    elif last:
        end = len(lines)
    body = [line for line in lines[at:end] if not _is_furniture(line, placed.layout)]
    placed.furniture += [line for line in lines[at:end] if _is_furniture(line, placed.layout)]
    end_labels = {fold_label(label): name for label, name in zone.labels.items()}
    for index in range(len(body) - 1, max(len(body) - 12, 0), -1) if end_labels else ():
        name = end_labels.get(fold_label(body[index].text), "") if len(body[index].text) <= _LONGEST_LABEL else ""
        if name:
            placed.furniture.append(body[index])
            placed.fields += [(name, line) for line in body[index + 1 :]]
            body = body[:index]
    if zone.last == "summary" and len(body) > 1 and end < len(lines):
        cut = _summary_start(body)
        placed.fields += [("summary", line) for line in body[cut:]]
        body = body[:cut]
    placed.body += body
    return end


_NO_SUMMARY = re.compile(r"[\[(]|\W|.{0,40}:\s|\d+[.)]\s")


def _summary_start(body: list[Line]) -> int:
    """A summary is the last line when that is prose: a sentence, not a signature, a note or a turn."""
    line = body[-1]
    if len(line.text) >= 40 and PROSE.search(line.text) and not _NO_SUMMARY.match(line.text):
        return len(body) - 1
    return len(body)
