"""Which layout a record has: clues are weighed, the heaviest sum over its threshold wins."""

from __future__ import annotations

import re
from typing import NamedTuple

from diplomata.layouts.model import Layout
from diplomata.lines import Line

_SHORT = 80
"""Clues are lines of their own; a longer line (characters) is prose, whatever it says."""
_KEY = re.compile(r"[^\W\d_][\w ]{1,20}:(?: |$)")
_EDGE = 20
"""How many lines at either end patterns are tried on: layouts show at the edges of a record."""


class Match(NamedTuple):
    """A layout, the weight of the clues found for it, those clues, and what each weighs."""

    layout: Layout
    weight: float
    clues: tuple[str, ...]
    weights: tuple[float, ...] = ()


def rank(lines: list[Line], layouts: tuple[Layout, ...]) -> list[Match]:
    """The layouts whose clues reach their threshold, the heaviest first; among equals the order given.

    Only when no archive's layout is found is the text asked whether it is a record at all.
    """
    short = {line.text for line in lines if line.end - line.start <= _SHORT}
    top = _top(lines)
    edges = lines if len(lines) <= top + _EDGE else lines[:top] + lines[-_EDGE:]
    texts = [line.text for line in edges]
    joined = "\n".join(texts)
    found = [m for layout in layouts if not layout.refuse and (m := _match(layout, short, texts, joined))]
    if not any(match.layout.threshold for match in found):
        found += [m for layout in layouts if layout.refuse and (m := _match(layout, short, texts, joined))]
    return sorted(found, key=lambda match: -match.weight)


def _top(lines: list[Line]) -> int:
    """How many lines at the top are its edge: a small header of keys and values however long, and the line behind."""
    end = 1
    while end < len(lines) and not lines[end].blank and (lines[end].indent or _KEY.match(lines[end].text)):
        end += 1
    return max(_EDGE, end + 1)


def _match(layout: Layout, short: set[str], edges: list[str], joined: str) -> Match | None:
    weights: list[float] = []
    clues: list[str] = []
    for clue in layout.clues:
        if clue.line:
            hit = clue.line if clue.line in short else ""
        elif clue.pattern is None:
            within = all(text in joined for text in clue.contains) and any(
                all(text in line for text in clue.contains) for line in edges
            )
            hit = clue.contains[0] if within else ""
        else:
            hit = _first_hit(clue.pattern, edges[:1] if clue.first else edges)
        if hit:
            weights.append(clue.weight)
            clues.append(hit[:60])
    weight = sum(weights)
    return Match(layout, weight, tuple(clues), tuple(weights)) if weight >= layout.threshold else None


def _first_hit(pattern: re.Pattern[str], lines: list[str]) -> str:
    """What a pattern finds at the beginning of the first line where it finds anything."""
    for line in lines:
        match = pattern.match(line)
        if match is not None:
            return match[0]
    return ""
