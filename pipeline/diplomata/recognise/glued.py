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
_LOUD = re.compile(
    r"(?<=[.?!…”\"’)\]])(?:\s\d{1,3})?\s+(?P<label>(?:[A-ZÀ-ÞА-Я]\.\s?){0,3}[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я’'-]{2,30})\.\s(?=[A-ZÀ-ÞА-Я(“\"\[«])"
)
"""``R. VALLE. We have studied it.``: a name in capitals, which a full stop ends."""
_LONG, _LONGEST = 600, 1_000_000
"""Characters of a paragraph in which several turns may stand: no conversation that was flattened is longer."""
_VOICES = 40
"""A conversation has hardly more voices that return."""


def take_apart(blocks: list[Block]) -> list[Block]:
    """``blocks`` with the turns of a dialogue that stand in one paragraph as so many paragraphs."""
    asked = [block for block in blocks if block.text[:1] in _BEFORE_QUESTION and _QUESTION.match(block.text)]
    if sum(1 for block in asked if _ANSWER.search(block.text)) > 2:
        blocks = [piece for block in blocks for piece in _answers(block)]
    for pattern, mark in ((_LABEL, ": "), (_LOUD, ". ")):
        blocks = _unglued(blocks, pattern, mark)
    return blocks


def _unglued(blocks: list[Block], pattern: re.Pattern[str], mark: str) -> list[Block]:
    """``blocks``, those of a flattened dialogue cut before its labels, which ``pattern`` finds and ``mark`` ends."""
    flat = [block for block in blocks if _LONG <= len(block.text) <= _LONGEST and block.text.count(mark) > 1]
    if not flat or sum(len(block.text) for block in flat) * _SHARE[1] < sum(map(len, blocks)) * _SHARE[0]:
        return blocks
    labels = _labels(flat, pattern, mark)
    if not labels or sum(1 for block in blocks if labels.match(f" {block.text}")) > len(flat):
        # Where the turns have paragraphs of their own, what stands within one is quoted.
        return blocks
    return [piece for block in blocks for piece in (_turns(block, labels) if block in flat else (block,))]


_SHARE = 3, 5
"""So much of a flattened record stands in long paragraphs with labels."""


def _answers(block: Block) -> list[Block]:
    if not _QUESTION.match(block.text):
        return [block]
    return _cut(block, [match.end() for match in _ANSWER.finditer(block.text)])


def _labels(blocks: list[Block], pattern: re.Pattern[str], mark: str) -> re.Pattern[str] | None:
    """What finds the labels in a flattened dialogue: two voices at least, each heard twice, none of whom is a field."""
    met = Counter(match["label"] for block in blocks for match in pattern.finditer(block.text))
    voices = [label for label, count in met.most_common(_VOICES) if count > 1]
    voices = [label for label in voices if label.casefold() not in words("fields")]
    # "by E. HONECKER:" is met without its initial where no sentence ends before it.
    voices = [label for label in voices if not any(voice.endswith(f". {label}") for voice in voices)]
    if len(voices) < 2:
        return None
    honoured = {
        first for voice in voices if (first := voice.split()[0]).rstrip(".").casefold() in words("honorifics")
    }
    shapes = {_shape(voice) for voice in voices if " " in voice}
    once = [
        label for label in met if label not in voices and (label.split()[0] in honoured or _shape(label) in shapes)
    ]
    once = once[:_VOICES]
    labels = "|".join(map(re.escape, sorted((*voices, *once), key=len, reverse=True)))
    return re.compile(rf"\s(?=(?:{labels})(?: \([^()]{{2,60}}\))?{re.escape(mark.strip())}\s)")


def _turns(block: Block, labels: re.Pattern[str]) -> list[Block]:
    """A paragraph of a flattened dialogue cut before each of its labels."""
    return _cut(block, [match.end() for match in labels.finditer(block.text)])


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
