"""Zones of labels and their values, as pages and exports have them."""

from __future__ import annotations

import itertools
import re

from diplomata.layouts.flat import cut, known_piece, next_word
from diplomata.layouts.model import Zone, fold_label
from diplomata.layouts.placed import LONGEST_LABEL, Placed, bare, is_furniture
from diplomata.layouts.shapes import ADDRESS, PROSE, fits
from diplomata.layouts.values import told_by_shape
from diplomata.lines import Line

_EDGE = 60
"""So many lines tell whether the header's lines were wrapped."""
_NARROWEST, _WIDEST = 50, 132
"""Lines are wrapped at no fewer and no more characters than these."""
_FULL = 3
"""Of so many lines at least one is full where lines were wrapped: labels and last lines are short."""
_OF_ONE_PARAGRAPH = ("citation", "source")
"""Fields that have one value, in one paragraph."""
_COLON = re.compile(r"[:：]")
_BEFORE_VALUE = " *\u00a0\t"
"""Marks and blanks between a label and its value."""
_PIECE = re.compile(r"[^\s•●▪][^•●▪]*(?<!\s)")


def label_of(line: Line, zone: Zone) -> tuple[str, int]:
    """The field that a line labels, and where a value on the same line starts (0 when there is none)."""
    if len(line.text) <= LONGEST_LABEL:
        name = zone.labels.get(fold_label(line.text))
        if name:
            return name, 0
    if zone.inline:
        colon = _COLON.search(line.text, 0, LONGEST_LABEL)
        if colon and line.text[colon.end() :].strip(_BEFORE_VALUE):
            name = zone.labels.get(fold_label(line.text[: colon.start()]), "")
            if name:
                offset = colon.end()
                while line.text[offset] in _BEFORE_VALUE:
                    offset += 1
                return name, offset
    return "", 0


def labels(lines: list[Line], at: int, zone: Zone, placed: Placed, *, last: bool) -> int:
    """Labels and their values in turn, in any order, any value missing. A value may run over several lines."""
    name = ""
    measure = _measure(lines[at : at + _EDGE])
    while at < len(lines):
        line = lines[at]
        label, offset = label_of(line, zone)
        if label:
            name = label
            if name == "genre" and offset and not _is_kind(line.text[offset:].strip(), placed):
                placed.leave(line)
            elif offset and name == "furniture":
                placed.furniture.append(line)
            elif offset and name == "contents":
                _contents(line, offset, zone, placed)
            elif offset:
                placed.furniture.append(cut(line, 0, offset))
                at = _value(lines, at, cut(line, offset, len(line.text)), name, zone, placed, measure)
                continue
            else:
                placed.furniture.append(line)
        elif is_furniture(line, placed.layout):
            placed.furniture.append(line)
        elif name == "furniture":
            placed.furniture.append(line)
            name = ""
        elif name == "contents" or not name:
            if zone.until_pattern and zone.until_pattern.match(line.text):
                placed.furniture.append(line)
            elif zone.order and (shape := told_by_shape(line, zone.order, placed)):
                placed.fields.append((shape, line))
            elif last:
                placed.leave(line)
            else:
                return at
        elif ADDRESS.fullmatch(line.text) and name == "citation":
            placed.fields.append(("address", line))
        else:
            at = _value(lines, at, line, name, zone, placed, measure)
            continue
        at += 1
    return at


def _is_kind(value: str, placed: Placed) -> bool:
    """Whether a value is the kind of the document, and the first that is told."""
    return fits("genre", value, placed.layout) and not placed.values("genre")


def _value(lines: list[Line], at: int, line: Line, name: str, zone: Zone, placed: Placed, measure: int) -> int:
    """One value, which begins with ``line`` in ``lines[at]`` and goes on where its lines were wrapped. The place of
    the line behind it."""
    value = [line]
    for following in lines[at + 1 :]:
        if not _goes_on(value[-1], following, name, measure) or label_of(following, zone)[0]:
            break
        if ADDRESS.fullmatch(following.text) or is_furniture(following, placed.layout):
            break
        value.append(following)
    labelled = line.start > lines[at].start
    if name != "funder" and not fits(name, bare(" ".join(part.text for part in value)), placed.layout):
        del value[1:]
        if not labelled and not fits(name, bare(line.text), placed.layout):
            placed.leave(line)
            return at + 1
    placed.fields += [(name, part) for part in value]
    placed.continued.update(part.start for part in value[1:])
    return at + len(value)


def _measure(lines: list[Line]) -> int:
    """The measure at which lines were wrapped, in characters, 0 where too few were: a line was wrapped when the first
    word of the next one would not have fitted on it."""
    longest = max((line.indent + len(line.text) for line in lines), default=0)
    if not _NARROWEST <= longest <= _WIDEST:
        return 0
    near = [(line, following) for line, following in itertools.pairwise(lines) if not following.blank]
    full = sum(1 for line, following in near if _is_full(line, following, longest))
    return longest if full * _FULL >= len(near) else 0


def _is_full(line: Line, following: Line, measure: int) -> bool:
    """Whether the first word of ``following`` would not have fitted on ``line``; never without a measure."""
    if not measure:
        return False
    return line.indent + len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > measure


def _goes_on(line: Line, following: Line, name: str, measure: int) -> bool:
    """Whether a value goes on in the line behind: it was full, or it ends open in the middle of a sentence."""
    if following.blank:
        return False
    if name in _OF_ONE_PARAGRAPH:
        return True
    if name == "summary" and len(line.text) >= _NARROWEST and not PROSE.search(line.text):
        # The header may be set narrower than the text below it.
        return True
    if not measure:
        return False
    return _is_full(line, following, measure) or (following.text[0].islower() and not PROSE.search(line.text))


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
