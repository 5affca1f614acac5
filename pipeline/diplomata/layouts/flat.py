"""Records that somebody has set on one line: parts and labels, each on a line of its own again."""

from __future__ import annotations

import itertools
import re

from diplomata.dates import find_date
from diplomata.layouts.model import Layout, Zone
from diplomata.layouts.shapes import ADDRESS
from diplomata.lines import Line

_SEVERAL = 3
_FLAT = 200
"""A line with this many characters may hold several labels."""
_DATE_LENGTH = 48
"""A date is printed in so many characters at most."""
_PAGE = re.compile(r"\d{1,3}\s+")
"""The number of the page, glued to its first line."""
_WORD = re.compile(r"\S+")
_WORDS_OF_CONTENTS = 6
"""What a record contains is named in so many words at most: ``Scan of Original Document``."""


def unflattened(lines: list[Line], layout: Layout) -> list[Line]:
    """Labels that somebody has set on one line, each on a line of its own again; and a citation that stands behind
    the summary on its line."""
    zone = next((z for z in layout.zones if z.kind == "labels" and z.inline and not z.required), None)
    if zone is None and any(z.kind == "slots" and "citation" in z.order for z in layout.zones):
        return _parted(lines)
    if zone is None or not any(len(line.text) > _FLAT for line in lines):
        return lines
    names = "|".join(re.escape(name) for name in sorted(zone.labels, key=len, reverse=True))
    pattern = re.compile(rf"(?:(?<=\s)|^)(?:{names}):(?=\s)", re.IGNORECASE)
    pages_own = tuple(f"{name} " for name in layout.furniture)
    found: list[Line] = []
    for line in lines:
        starts = [m.start() for m in pattern.finditer(line.text)] if len(line.text) > _FLAT else []
        # Behind the page's own words one label is enough: what follows may have kept its lines.
        enough = 1 if line.text.lstrip("0123456789 ").startswith(pages_own) else _SEVERAL
        if len(starts) < enough:
            found.append(line)
            continue
        head = _head_edges(line.text[: starts[0]], layout)
        starts.append(len(line.text))
        # The address behind a citation is no part of it.
        starts += [m.start() for m in ADDRESS.finditer(line.text) if next_word(line.text, m.end()) in starts]
        starts += head
        edges = sorted({0, *starts})
        for first, last in itertools.pairwise(edges):
            text = line.text[first:last].rstrip()
            found.append(Line(line.start + first, line.start + first + len(text), text, line.blank, line.indent))
    return found


_TOP = 24
"""A citation stands in one of so many lines."""
_CITATION = re.compile(r"(?<=[.!?…])\s?(?=[\"“].{8,300}?[,.][\"”],? .{0,24}\b\d{4}, )")
"""Where a citation begins that is glued to the summary: ``the herring harvest."Letter on Herrings," May 5, 1962``"""
_BUTTON = re.compile(r"\s(?=- (?:Share|Download|Print)$)")


def _parted(lines: list[Line]) -> list[Line]:
    """A summary, the citation glued to it and a button of the page, each on a line of its own."""
    found: list[Line] = []
    for at, line in enumerate(lines):
        edges = [0]
        if at < _TOP and (cited := _CITATION.search(line.text)):
            edges.append(cited.end())
            button = _BUTTON.search(line.text)
            edges += [button.end()] if button else []
        for first, last in itertools.pairwise([*edges, len(line.text)]):
            text = line.text[first:last].rstrip()
            found.append(Line(line.start + first, line.start + first + len(text), text, line.blank, line.indent))
    return found


def _head_edges(text: str, layout: Layout) -> list[int]:
    """Where the parts begin that stand before the first label on one line: furniture, date, title."""
    edges: list[int] = []
    page = _PAGE.match(text)
    at = page.end() if page is not None and text.startswith(tuple(layout.furniture), page.end()) else 0
    while at < len(text):
        rest = text[at:]
        known = max((name for name in layout.furniture if rest.startswith(f"{name} ")), key=len, default="")
        pattern = layout.furniture_pattern.match(rest) if layout.furniture_pattern and not known else None
        length = len(known) or (pattern.end() if pattern and rest[pattern.end() : pattern.end() + 1] == " " else 0)
        if not length:
            break
        at = next_word(text, at + length)
        edges.append(at)
    date = find_date(text[at : at + _DATE_LENGTH])
    if date and not date[0]:
        edges.append(next_word(text, at + date[1]))
    return edges


def next_word(text: str, at: int) -> int:
    """Where the next word begins behind a place in a text; its length where there is none."""
    return len(text) - len(text[at:].lstrip())


def known_piece(text: str, at: int, end: int, zone: Zone) -> int:
    """Where the longest piece of contents that begins at ``at`` ends, 0 where none does."""
    if zone.until_pattern is None:
        return end
    stops = [m.end() for m in itertools.islice(_WORD.finditer(text, at, end), _WORDS_OF_CONTENTS)]
    return next((stop for stop in reversed(stops) if zone.until_pattern.match(text[at:stop])), 0)


def cut(line: Line, start: int, end: int) -> Line:
    """A piece of a line, from one of its characters to another."""
    return Line(line.start + start, line.start + end, line.text[start:end], line.blank, line.indent)
