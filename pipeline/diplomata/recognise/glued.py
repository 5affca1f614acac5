"""Dialogues whose paragraphs were run together: by a re-publisher who flattened the record to one line, or by a court
reporter who sets the answer behind its question.

What a label is here is told by recurrence alone, so that no sentence is cut; whether it opens a turn is weighed
afterwards, as for all labels.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from diplomata.recognise.blocks import Block
from diplomata.recognise.lexicon import words

_QUESTION = re.compile(r"(?:\d{1,5}[.)]\s)?Q[.:]?\s")
_BEFORE_QUESTION = frozenset("Q0123456789")
_ANSWER = re.compile(r"(?<=[.?!…”\"’)\]])\s+(?=[QA][.:]\s+[^\s\d_a-z])")
_LABEL = re.compile(
    r"(?<=[.?!…”\"’)\]])(?:\s\d{1,3})?\s+(?P<label>[^\W\d_a-z][\w.’'-]{0,30}(?:\s[^\W\d_a-z][\w.’'-]{0,30}){0,4}):\s(?=\S)"
)
_FLAT = 4
"""A flattened record has hardly more paragraphs than these."""
_LONG, _LONGEST = 600, 1_000_000
"""Characters of a paragraph in which several turns may stand: no conversation that was flattened is longer."""
_VOICES = 40
"""A conversation has hardly more voices that return."""


def take_apart(blocks: list[Block]) -> list[Block]:
    """``blocks`` with the turns of a dialogue that stand in one paragraph as so many paragraphs."""
    asked = [block for block in blocks if block.text[:1] in _BEFORE_QUESTION and _QUESTION.match(block.text)]
    if sum(1 for block in asked if _ANSWER.search(block.text)) > 2:
        blocks = [piece for block in blocks for piece in _answers(block)]
    if len(blocks) <= _FLAT:
        blocks = [piece for block in blocks for piece in _turns(block)]
    return blocks


def _answers(block: Block) -> list[Block]:
    if not _QUESTION.match(block.text):
        return [block]
    return _cut(block, [match.end() for match in _ANSWER.finditer(block.text)])


def _turns(block: Block) -> list[Block]:
    """A flattened dialogue cut before each of its labels: two voices at least, each heard twice."""
    text = block.text
    if not _LONG <= len(text) <= _LONGEST:
        return [block]
    met = Counter(match["label"] for match in _LABEL.finditer(text))
    voices = [label for label, count in met.most_common(_VOICES) if count > 1]
    voices = [label for label in voices if label.casefold() not in words("fields")]
    if len(voices) < 2:
        return [block]
    honoured = {
        first for voice in voices if (first := voice.split()[0]).rstrip(".").casefold() in words("honorifics")
    }
    shapes = {_shape(voice) for voice in voices if " " in voice}
    once = [
        label for label in met if label not in voices and (label.split()[0] in honoured or _shape(label) in shapes)
    ]
    once = once[:_VOICES]
    labels = "|".join(map(re.escape, sorted((*voices, *once), key=len, reverse=True)))
    return _cut(block, [match.end() for match in re.finditer(rf"\s(?=(?:{labels}):\s)", text)])


def _shape(label: str) -> str:
    """``F. Hamar`` is an initial and a name: ``.n``."""
    return "".join("." if token[-1] == "." else "n" for token in label.split())


def _cut(block: Block, places: list[int]) -> list[Block]:
    """A block as several that begin at its start and at ``places``, characters of its text."""
    edges = [block.start, *block.each([place for place in places if 0 < place < len(block.text)]), block.end]
    pieces: list[Block] = []
    for start, end in pairwise(edges):
        lines = []
        for line in block.lines:
            first, last = max(line.start, start), min(line.end, end)
            if first < last:
                said = line.text[first - line.start : last - line.start]
                kept = said.rstrip()
                lines.append(line._replace(start=first, end=first + len(kept), text=kept))
        breaks = [(a, b) for a, b in block.breaks if start <= a and b <= end]
        if lines:
            pieces.append(
                Block(lines[0].start, lines[-1].end, lines, breaks, block.blank if not pieces else True).fold()
            )
    return pieces
