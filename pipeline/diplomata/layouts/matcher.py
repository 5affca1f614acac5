"""Which layout a record has: clues are weighed, the heaviest sum over its threshold wins."""

from __future__ import annotations

from typing import NamedTuple

from diplomata.layouts.lines import Line
from diplomata.layouts.model import Layout

_SHORT = 80
"""Clues are lines of their own; a longer line (characters) is prose, whatever it says."""
_EDGE = 40
"""How many lines at either end patterns are tried on: layouts show at the edges of a record."""


class Match(NamedTuple):
    """A layout, the weight of the clues found for it, and those clues."""

    layout: Layout
    weight: float
    clues: tuple[str, ...]


def rank(lines: list[Line], layouts: tuple[Layout, ...]) -> list[Match]:
    """The layouts whose clues reach their threshold, the heaviest first; among equals the order given."""
    short = {line.text for line in lines if line.end - line.start <= _SHORT}
    edges = lines if len(lines) <= 2 * _EDGE else lines[:_EDGE] + lines[-_EDGE:]
    found = []
    for layout in layouts:
        weight, clues = 0.0, []
        for clue in layout.clues:
            if clue.line:
                hit = clue.line if clue.line in short else ""
            else:
                assert clue.pattern is not None
                tried = edges[:1] if clue.first else edges
                match = next((m for line in tried if (m := clue.pattern.match(line.text))), None)
                hit = match[0] if match else ""
            if hit:
                weight += clue.weight
                clues.append(hit[:60])
        if weight >= layout.threshold:
            found.append(Match(layout, weight, tuple(clues)))
    return sorted(found, key=lambda match: -match.weight)
