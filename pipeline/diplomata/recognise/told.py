"""Labels of a record whose header says who speaks under which: the text edition of this program does.

The evidence is weighed as in any record, so that a name in a roster stays one; then the header corrects it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from diplomata.recognise.blocks import Block
from diplomata.recognise.names import parse_name
from diplomata.recognise.weighing import ACCEPT, REVIEW, Candidate, Label
from diplomata.record import Speaker

_WORD = re.compile(r"\W*\w+")
_BEHIND = re.compile(r"\s?[.:：。—–\-*_>\]]{1,3}(?=\s|$)|[ \u00a0]{2,}|\u00a0|(?<=[^\w\s])(?=\s)|$")
"""What ends a label: its punctuation, a bracket, a gap, or the end of its line."""


def speaker_of(line: str) -> Speaker:
    """What a line of the header says: ``Zhou Enlai = Premier Zhou | Zhou``; without a name, ``The Chairman (?)``."""
    name, equals, printed = line.rpartition(" = ")
    labels: list[str] = []
    unsure: list[str] = []
    for part in (printed if equals else line).split(" | "):
        label = part.strip().removesuffix(" (?)")
        labels.append(label)
        if label != part.strip():
            unsure.append(label)
    return Speaker(name.strip(), tuple(labels), tuple(unsure))


def weigh_told(
    weighed: list[Label], blocks: list[Block], speakers: Collection[Speaker], listed: Collection[int]
) -> None:
    """Let the header say which labels are the speakers': one that it does not list is none; of one that it lists, the
    likeliest form is, or a new one where no form has been seen; and it is as sure as the header says."""
    sure = {label: label not in speaker.unsure for speaker in speakers for label in speaker.labels}
    forms: defaultdict[str, list[Label]] = defaultdict(list)
    for label in weighed:
        if label.text in sure:
            forms[label.text].append(label)
        else:
            label.barred = True
            label.add(min(0.0, ACCEPT - 1 - label.points), "not listed in the header")
    begins: defaultdict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        if at not in listed:
            begins[_first(block.text)].append(at)
    for text, is_sure in sure.items():
        likely = [label for label in forms[text] if label.points >= ACCEPT and not label.barred]
        if not likely:
            printed = _printed(text, blocks, begins[_first(text)])
            weighed += printed
            likely = sorted([*printed, *forms[text]], key=_likelihood)[-1:]
        for label in likely:
            label.barred = False
            least, most = (REVIEW, label.points) if is_sure else (ACCEPT, (ACCEPT + REVIEW) / 2)
            label.add(max(least, min(label.points, most)) - label.points, "listed in the header")


def _likelihood(label: Label) -> tuple[bool, int, float]:
    return label.form != "bare line", len(label.occurrences), label.points


def _first(text: str) -> str:
    """The first word of a text, with what stands before it."""
    word = _WORD.match(text)
    return word[0] if word is not None else ""


def _printed(text: str, blocks: list[Block], places: list[int]) -> list[Label]:
    """The label at those paragraphs of ``places`` that begin with it, where it has no form that is known."""
    label = Label("told", text, parse_name(text))
    for at in places:
        block = blocks[at]
        if not block.text.startswith(text):
            continue
        behind = _BEHIND.match(block.text, len(text))
        own_line = block.lines[0].text.strip() == text
        if behind is None and not own_line:
            continue
        end = behind.end() if behind is not None else len(text)
        follows = block.text[end:].strip() or (blocks[at + 1].text if at + 1 < len(blocks) else "")
        label.occurrences.append(Candidate(at, block.at(end), follows, label, block.start))
    return [label] if label.occurrences else []
