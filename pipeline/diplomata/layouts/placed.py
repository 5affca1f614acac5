"""Where each line of a record went: what the zones of a layout fill."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from diplomata.layouts.model import Layout
from diplomata.lines import Line

LONGEST_LABEL = 60
"""A label is no longer than this, in characters."""


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

    def take(self, at: int, count: int, name: str) -> None:
        """Move ``count`` lines of the body, from the one at place ``at`` on, to a field; what follows begins anew."""
        self.fields += [(name, line) for line in self.body[at : at + count]]
        del self.body[at : at + count]
        if at and at < len(self.body):
            self.body[at] = self.body[at]._replace(blank=True, apart=True)

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


@cache
def _folded(furniture: frozenset[str]) -> frozenset[str]:
    return frozenset(line.casefold() for line in furniture)


@cache
def _first_words(furniture: frozenset[str]) -> frozenset[str]:
    return frozenset(line.split(" ", 1)[0] for line in furniture)


def _is_several(text: str, furniture: frozenset[str]) -> bool:
    """Whether a line is several of the archive's run together: ``ADD SEARCH FILTER CANCEL SEARCH FILTER``."""
    said = text.split()
    if len(said) < _SEVERAL or said[0] not in _first_words(furniture):
        return False
    at = 0
    while at < len(said):
        size = next((size for size in range(len(said) - at, 0, -1) if " ".join(said[at : at + size]) in furniture), 0)
        if not size:
            return False
        at += size
    return True


_SEVERAL = 3
"""Two words that are each on a button may be a heading."""


def is_furniture(line: Line, layout: Layout, *, any_case: bool = False) -> bool:
    """Whether a line is the archive's and not the record's; with ``any_case`` in whatever letters it is set."""
    if line.text in layout.furniture:
        return True
    if line.text[0].isdecimal() and line.text.lstrip("0123456789").lstrip() in layout.furniture:
        # The number of the page, glued to the words over it.
        return True
    if any_case and len(line.text) <= LONGEST_LABEL and line.text.casefold() in _folded(layout.furniture):
        return True
    if len(line.text) <= LONGEST_LABEL and _is_several(line.text, layout.furniture):
        return True
    return bool(layout.furniture_pattern and layout.furniture_pattern.fullmatch(line.text))
