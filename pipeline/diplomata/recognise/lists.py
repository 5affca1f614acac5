"""Lists and numbered paragraphs: runs of paragraphs that begin with a marker.

Two or more short ones are a list; long ones are numbered paragraphs. A marker of another kind opens a list
inside the last item.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from diplomata.recognise.blocks import MARKER, Block

SHORT = 220
"""Mean length, in characters, under which a run of marked paragraphs is a list."""


_COUNTED = re.compile(r"\(?\d{1,3}[.)．、]?\)?")
_FIGURES = re.compile(r"\d+")
_STOP = re.compile(r"[.)．、]")


class Item(NamedTuple):
    """A marked paragraph: its block, the kind of its marker, and the marker's length with the blank after it."""

    block: int
    kind: str
    length: int
    value: int


class Listing(NamedTuple):
    """A list: its items, each with the lists inside it."""

    items: tuple[tuple[Item, tuple[Listing, ...]], ...]

    @property
    def first(self) -> int:
        """Its first block."""
        return self.items[0][0].block

    @property
    def last(self) -> int:
        """Its last block, of the innermost list."""
        item, inner = self.items[-1]
        return inner[-1].last if inner else item.block


def marker_of(at: int, block: Block) -> Item | None:
    """The marker at the start of a block, if it has one with text behind it."""
    text = block.text
    match = MARKER.match(text)
    if not match or match.end() >= len(text):
        return None
    mark = match[0].strip()
    length = block.at(match.end()) - block.start
    if match.lastgroup == "number" or _COUNTED.fullmatch(mark):
        digits = _FIGURES.findall(mark)
        if mark[0] == "§" or mark[-1] == ",":
            return Item(at, "§1" if mark[0] == "§" else "1st", length, int(digits[0]))
        if not _STOP.search(mark) or (len(digits) == 1 and int(digits[0]) > 400):
            return None
        style = "(1)" if mark.startswith("(") else "1)" if mark.endswith(")") else "1." + "1." * (len(digits) - 1)
        return Item(at, style, length, int(digits[-1]))
    if match.lastgroup == "bullet":
        return Item(at, mark, length, 0)
    inside = mark.strip("().")
    roman = re.fullmatch(r"(?i)[ivxl]+", inside)
    style = re.sub(r"\w+", "A" if inside.isupper() else "a", mark, count=1)
    if roman and not (match.lastgroup == "letter" and len(inside) == 1 and inside.lower() not in "ivx"):
        style = re.sub(r"\w+", "I" if inside.isupper() else "i", mark, count=1)
        return Item(at, style, length, _roman(inside.lower()))
    return Item(at, style, length, ord(inside.lower()) - (ord("a") if inside.isascii() else ord("а")) + 1)


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def _roman(numeral: str) -> int:
    """The value of a Roman numeral in lower case."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def find_lists(blocks: list[Block], free: list[int]) -> tuple[list[Listing], list[Item]]:
    """Lists, and numbered paragraphs, among the ``free`` blocks (indexes in order)."""
    items = {at: item for at in free if (item := marker_of(at, blocks[at]))}
    kinds: dict[str, int] = {}
    for item in items.values():
        kinds[item.kind] = kinds.get(item.kind, 0) + 1
    # A letter or a roman numeral that stands alone may be an initial; a number may be a year or a day.
    series = {kind for kind, count in kinds.items() if count > 1 and _is_series(kind, items)}
    items = {at: item for at, item in items.items() if item.kind in series}
    listings: list[Listing] = []
    numbered: list[Item] = []
    long = _long_series(items, blocks)
    run: list[Item] = []
    for at in [*free, -1]:
        item = items.get(at)
        if item and run and at == run[-1].block + 1 and not _begins_late(item, run):
            run.append(item)
            continue
        _split_run(run, blocks, long, listings, numbered)
        run = [item] if item else []
    return listings, numbered


def _begins_late(item: Item, run: list[Item]) -> bool:
    """Whether a marker of a kind that the run has not had counts on from before it: it is no list inside the last item."""
    return item.value > 1 and item.kind[-1] == "." and all(item.kind != other.kind for other in run)


def _is_series(kind: str, items: dict[int, Item]) -> bool:
    """Letters count from the first; ``N.`` before every paragraph is an initial."""
    if not any(c.isalpha() for c in kind):
        return True
    values = [item.value for item in items.values() if item.kind == kind]
    return 1 in values and len(set(values)) > 1


def _long_series(items: dict[int, Item], blocks: list[Block]) -> set[int]:
    """The blocks of numbered paragraphs: a series that counts on through the record is one, long or short as a whole."""
    long: set[int] = set()
    open_series: dict[str, list[Item]] = {}
    closed: list[list[Item]] = []
    for item in items.values():
        series = open_series.get(item.kind)
        if series and item.value > series[-1].value > 0:
            series.append(item)
        elif item.value:
            if series:
                closed.append(series)
            open_series[item.kind] = [item]
    for series in (*closed, *open_series.values()):
        if sum(len(blocks[i.block]) for i in series) >= SHORT * len(series):
            long.update(i.block for i in series)
    return long


def _split_run(
    run: list[Item], blocks: list[Block], long: set[int], listings: list[Listing], numbered: list[Item]
) -> None:
    """One run of marked paragraphs without a break: a list, or numbered paragraphs with lists between them."""
    if not run:
        return
    outer = [item for item in run if item.kind == run[0].kind]
    bullets = not run[0].kind[0].isalnum() and run[0].kind[0] != "("
    short = not any(i.block in long for i in outer) and all(len(blocks[i.block]) < 3 * SHORT for i in outer)
    if len(outer) >= 2 and (short or bullets):
        listings.append(_nest(run))
        return
    # Not a list of its own: take the marker as a number and look at what follows by itself.
    groups: list[list[Item]] = []
    for item in run:
        if item.kind == run[0].kind:
            if not bullets:
                numbered.append(item)
            groups.append([])
        else:
            groups[-1].append(item)
    for group in groups:
        _split_run(group, blocks, long, listings, numbered)


def _nest(run: list[Item]) -> Listing:
    entries: list[tuple[Item, list[Item]]] = []
    for item in run:
        if item.kind == run[0].kind:
            entries.append((item, []))
        else:
            entries[-1][1].append(item)
    return Listing(tuple((item, (_nest(inner),) if inner else ()) for item, inner in entries))
