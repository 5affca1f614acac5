"""Lines at the top of a record that are set in columns, as a letterhead and a date beside it are."""

from __future__ import annotations

from collections import Counter

from diplomata.recognise.blocks import Block
from diplomata.recognise.letters import COLUMNS, WHEN
from diplomata.recognise.openers import TOP, opener_part


def split_columns(blocks: list[Block], titles: tuple[str, ...]) -> list[Block]:
    """``blocks`` with the lines at the top that are set in columns as so many lines, down to the first of text."""
    found: list[Block] = []
    columns = [_columns(block) for block in blocks[:TOP]]
    first = Counter(pieces[0].text for pieces in columns if len(pieces) == _LABEL_AND_SPEECH)
    for at, (block, pieces) in enumerate(zip(blocks, columns, strict=False)):
        # What stands in the first column again and again is who speaks, and the second is what he says.
        speaks = bool(pieces) and first[pieces[0].text] > 1
        if speaks or (opener_part(block.text, titles) is None and not pieces):
            return found + blocks[at:]
        # "President:   Mr. DORN   (Lorn)": a key and its value are one line; "Declassified   05 JUL 2006" is of the page.
        whole = not pieces or _is_key(pieces[0].text) or "eclassified" in block.text or WHEN.match(block.text)
        found += [block] if whole else pieces
    return found + blocks[TOP:]


def _is_key(text: str) -> bool:
    return text[-1] in ":：" and len(text) <= _KEY


_KEY = 24
"""A key in a column has no more characters."""
_LABEL_AND_SPEECH = 2


def _columns(block: Block) -> list[Block]:
    """The columns of a line as blocks of their own; none where it is not set in columns."""
    if len(block.lines) > 1 or len(block.text) > 200:
        return []
    line = block.lines[0]
    edges = [0, *(edge for gap in COLUMNS.finditer(line.text) for edge in gap.span()), len(line.text)]
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    if len(pieces) < 2 or any(b - a > 70 for a, b in pieces):
        return []
    cut = [line._replace(start=line.start + a, end=line.start + b, text=line.text[a:b]) for a, b in pieces]
    blocks = [Block(piece.start, piece.end, [piece], [], block.blank).fold() for piece in cut]
    # A page may end with the line.
    blocks[-1].end, blocks[-1].breaks = block.end, block.breaks
    return blocks
