"""Applies a layout to the lines of a record: every line becomes header, furniture or body."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator

from diplomata.layouts.cues import without_cue_numbers
from diplomata.layouts.flat import cut, unflattened
from diplomata.layouts.keys import front, key_header, running_heads
from diplomata.layouts.labelled import labels
from diplomata.layouts.line_numbers import without_numbers
from diplomata.layouts.model import Layout, Zone, fold_label
from diplomata.layouts.placed import LONGEST_LABEL, Placed, bare, is_furniture
from diplomata.layouts.shapes import PROSE, fits
from diplomata.layouts.tables import take_tables
from diplomata.layouts.values import values
from diplomata.lines import NOT_WRAPPED, Line

_NEAR = 24
"""A zone of slots ends in so many lines."""


def place(lines: list[Line], layout: Layout) -> Placed:
    """Every line of a record in its place, by ``layout``. No line is in two places, and none in no place."""
    placed = Placed(layout)
    numbers: list[Line] = []
    if layout.numbered_lines:
        lines, numbers = without_cue_numbers(lines)
        lines, counted = without_numbers(lines)
        numbers += counted
    lines = unflattened(lines, layout)
    at = 0
    for number, zone in enumerate(layout.zones):
        following = layout.zones[number + 1 :]
        if zone.kind == "slots":
            at = _slots(lines, at, zone, placed)
        elif zone.kind == "labels" and zone.required:
            at = key_header(lines, at, zone, placed)
        elif zone.kind == "labels":
            at = labels(lines, at, zone, placed, last=not following)
        elif zone.kind == "front":
            at = front(lines, at, zone, placed)
        elif zone.kind == "rule":
            at = _rule(lines, at, zone, placed)
        elif zone.kind == "values":
            at = values(lines, at, zone, placed)
        else:
            at = _body(lines, at, zone, placed, last=not following)
    for line in lines[at:]:
        placed.leave(line)
    if layout.tables:
        take_tables(placed)
    if layout.running_number:
        running_heads(placed)
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
    # The number of a line parts nothing.
    placed.furniture += numbers
    return placed


def _between(starts: list[int], first: int, last: int) -> bool:
    """Whether one of ``starts`` (sorted) lies between two offsets."""
    at = bisect.bisect_right(starts, first)
    return at < len(starts) and starts[at] < last


def _slots(lines: list[Line], at: int, zone: Zone, placed: Placed) -> int:
    """Fields by their order; each may be missing. ``title`` takes whatever line stands in its place."""
    open_slots = list(zone.order)
    stop = _stop_of(lines, at, zone)
    quoted = _quoted_title(lines, at, zone, placed.layout)
    while at < len(lines):
        line = lines[at]
        if is_furniture(line, placed.layout, any_case=True):
            placed.furniture.append(line)
            at += 1
            continue
        if _is_stop(line, zone):
            break
        text = bare(line.text)
        name = next((s for n, s in enumerate(open_slots) if _takes(s, text, open_slots[n:], placed.layout)), "")
        if name == "title" and at < quoted:
            # The citation quotes another line for the title: this one is of the page.
            name = ""
        if name == "furniture":
            placed.furniture.append(line)
            at += 1
            del open_slots[: open_slots.index(name) + 1]
            continue
        if (
            name == "title"
            and "summary" in open_slots
            and len(text) > 60
            and PROSE.search(text)
            and not text.isupper()
        ):
            name = "summary"
        if not name and at < max(stop, quoted):
            # Before the line that ends the zone nothing is the text.
            placed.leave(line)
            at += 1
            continue
        if not name:
            break
        thanks = next((s for s in placed.layout.credit_lines if name == "funder" and line.text.startswith(s)), "")
        if thanks and line.text[len(thanks) :].strip():
            # The words that thank are the layout's; who is thanked is the field.
            placed.furniture.append(cut(line, 0, len(thanks)))
            value = len(line.text) - len(line.text[len(thanks) :].lstrip(" :"))
            placed.fields.append((name, cut(line, value, len(line.text))))
        else:
            placed.fields.append((name, line))
        at += 1
        if name == "title" and line.text.startswith("**") and not line.text.endswith("**"):
            at = _until_marks_close(lines, at, name, placed)
        elif open_slots.index(name) == len(open_slots) - 1 and zone.until_pattern:
            at = _until_stop(lines, at, name, zone, placed)
        del open_slots[: open_slots.index(name) + (name != "summary")]
    return at


def _quoted_title(lines: list[Line], at: int, zone: Zone, layout: Layout) -> int:
    """Where the line stands that the citation quotes as the title; 0 where there is none."""
    if "title" not in zone.order:
        return 0
    near = lines[at : at + _NEAR]
    cited = next((text.casefold()[1:] for text in _after_label(near) if fits("citation", text, layout)), "")
    for number, line in enumerate(near if cited else (), start=at):
        title = bare(line.text).casefold().rstrip(".,")
        if cited.startswith(title) and cited[len(title) : len(title) + 1] in tuple(',."”'):
            return number
    return 0


def _after_label(lines: list[Line]) -> Iterator[str]:
    """The lines without marks of bold, and without the label of a citation before its text."""
    for line in lines:
        text = bare(line.text)
        yield text.removeprefix("Citation:").lstrip()


_SHAPED = frozenset("date upload_date address citation funder genre".split())


def _takes(slot: str, text: str, left: list[str], layout: Layout) -> bool:
    """Whether a line belongs into a slot. ``furniture`` takes any line that no slot behind it knows by its shape."""
    if slot == "furniture":
        return not any(name in _SHAPED and fits(name, text, layout) for name in left)
    return fits(slot, text, layout)


def _stop_of(lines: list[Line], at: int, zone: Zone) -> int:
    """Where the line stands that ends the zone, if it is near; else where the zone begins."""
    if not (zone.until or zone.until_pattern) or "title" not in zone.order:
        return at
    near = range(at, min(at + _NEAR, len(lines)))
    return next((i for i in near if _is_stop(lines[i], zone)), at)


def _is_stop(line: Line, zone: Zone) -> bool:
    return line.text in zone.until or bool(zone.until_pattern and zone.until_pattern.match(line.text))


def _until_marks_close(lines: list[Line], at: int, name: str, placed: Placed) -> int:
    """A title in bold may run over several lines; it ends where the marks close."""
    for end in range(at, min(at + 6, len(lines))):
        if lines[end].text.endswith("**"):
            placed.fields += [(name, line) for line in lines[at : end + 1]]
            return end + 1
    return at


def _until_stop(lines: list[Line], at: int, name: str, zone: Zone, placed: Placed) -> int:
    """The last slot's value goes on, over lines that were wrapped, to the line that ends the zone."""
    for end in range(at, min(at + 4, len(lines))):
        if _is_stop(lines[end], zone):
            placed.fields += [(name, line) for line in lines[at:end]]
            return end
        if lines[end].blank or is_furniture(lines[end], placed.layout):
            break
    return at


def _rule(lines: list[Line], at: int, zone: Zone, placed: Placed) -> int:
    """One line that a pattern knows as a rule between header and text: its length is the width of the lines."""
    if at < len(lines) and zone.until_pattern and zone.until_pattern.fullmatch(lines[at].text):
        placed.furniture.append(lines[at])
        length = len(lines[at].text)
        placed.width = length if length > NOT_WRAPPED else 0
        return at + 1
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
    body = [line for line in lines[at:end] if not is_furniture(line, placed.layout)]
    placed.furniture += [line for line in lines[at:end] if is_furniture(line, placed.layout)]
    end_labels = {fold_label(label): name for label, name in zone.labels.items()}
    for index in range(len(body) - 1, max(len(body) - _AT_THE_END, 0), -1) if end_labels else ():
        name = end_labels.get(fold_label(body[index].text), "") if len(body[index].text) <= LONGEST_LABEL else ""
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


_AT_THE_END = 40
"""Labels with their values may stand among so many of the last lines of a body."""
_NO_SUMMARY = re.compile(r"[\[(]|\W|.{0,40}:\s|\d+[.)]\s")
_OF_A_WRITER = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b")
"""The words of who wrote the record: no summary says them."""
_NOTE = re.compile(r"\[(?:\d{1,3}|[ivx]{1,5}|\*{1,3})\]\s*\S")
_SUMMARIES = 4
"""A summary has no more paragraphs than these."""


def _summary_start(body: list[Line]) -> int:
    """A summary is the last line when that is prose: a sentence, not a signature, a note or a turn.

    More paragraphs are its when they stand behind the footnotes, or nearer to each other than those of the text do.
    """
    last = len(body) - 1
    tail = range(max(1, len(body) - _SUMMARIES), len(body))
    gaps = sorted(line.start - before.end for before, line in itertools.pairwise(body[-200 : tail.start + 1]))
    usual = gaps[len(gaps) // 2] if gaps else 0
    start = last
    while start in tail and body[start].start - body[start - 1].end < usual:
        start -= 1
    if (
        start in tail
        and start < last
        and _is_summary(body[start])
        and all(_is_prose(line) and not _OF_A_WRITER.search(line.text) for line in body[start:])
    ):
        return start
    if not _is_summary(body[-1]):
        return len(body)
    behind = next((i for i in reversed(tail) if _NOTE.match(body[i - 1].text)), last)
    return behind if all(map(_is_summary, body[behind:])) else last


def _is_summary(line: Line) -> bool:
    return len(line.text) >= 40 and _is_prose(line)


def _is_prose(line: Line) -> bool:
    return bool(PROSE.search(line.text)) and not _NO_SUMMARY.match(line.text)
