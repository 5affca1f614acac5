"""Speeches behind a section mark, as the digitised Hansard of Westminster sets them.

``§ Mr. Cobbold`` opens a speech, ``§ 14. Miss Aldred`` a question. Where the page was saved as text the label is
glued to what is said, ``§ Mr. CobboldWould the hon. Gentleman``: it ends where a capital follows a small letter, or
where a label ends that another speech shows.
"""

from __future__ import annotations

import re

from diplomata.recognise.blocks import Block
from diplomata.recognise.names import parse_name

MARK = "§"
_MARK = re.compile(r"§\s?(?:\d{1,3}\.\s)?")
_LONGEST = 140
"""A label has fewer characters."""
_EDGE = re.compile(r"(?<=[a-z)])(?=[A-Z“‘\"(\[])(?!\()")
_BEGINS_A_NAME = ("Mc", "Mac", "De", "Le", "La", "Fitz", "Van", "Du", "O’", "O'")
"""Behind these a capital goes on with a family name."""
_ASKED = re.compile(r"(?=(?:asked|rose|said|moved|begged|presented)\b)")


def section_labels(blocks: list[Block]) -> dict[int, tuple[int, int]]:
    """The labels behind section marks, by the number of the block: where the label begins and ends, in characters of
    the block's text."""
    found: dict[int, tuple[int, int]] = {}
    unsaid: list[tuple[int, int]] = []
    known: set[str] = set()
    for at, block in enumerate(blocks):
        mark = _MARK.match(block.text)
        if mark is None or mark.end() == len(block.text):
            continue
        end = _own_line(block, mark.end()) or _edge(block.text, mark.end())
        if end:
            found[at] = mark.end(), end
            known.add(block.text[mark.end() : end])
        else:
            unsaid.append((at, mark.end()))
    names = sorted(known, key=len, reverse=True)
    for at, start in unsaid:
        text = blocks[at].text
        name = next((name for name in names if text.startswith(name, start)), "")
        asked = _ASKED.search(text, start, start + _LONGEST) if not name else None
        end = start + len(name) if name else asked.start() if asked is not None else 0
        if end and _is_label(text[start:end]):
            found[at] = start, end
    return found


def _own_line(block: Block, start: int) -> int:
    """Where a label ends that has a line of its own over what is said; 0 where it has none, or its line had no room for
    the next word."""
    line, *others = (line.text for line in block.lines)
    if not others or not start < len(line) < _LONGEST or not block.text.startswith(line) or line[-1] in ".,;:?!":
        return 0
    room = max(map(len, others)) >= len(line) + 1 + len(others[0].split(" ", 1)[0])
    return len(line) if room and _is_label(line[start:]) else 0


def _edge(text: str, start: int) -> int:
    """Where a label ends that is alone in its paragraph, or glued to what is said; 0 where neither is plain."""
    if len(text) - start < _LONGEST and text[-1] not in ".?!:;" and _is_label(text[start:]):
        return len(text)
    for edge in _EDGE.finditer(text, start, start + _LONGEST):
        word = text[start : edge.start()].rpartition(" ")[2]
        if word not in _BEGINS_A_NAME and _is_label(text[start : edge.start()]):
            return edge.start()
    return 0


def _is_label(text: str) -> bool:
    name = parse_name(text.strip())
    return bool(name.honorifics or name.roles) and not name.lower
