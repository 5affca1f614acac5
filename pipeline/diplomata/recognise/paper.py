"""What brackets tell of the paper: a stamp, a seal, a signature, another hand."""

from __future__ import annotations

import re

PAPER = re.compile(
    r"(?i)(?P<hand>hand-?written|by hand|in (?:the )?(?:margin|handwriting)|in (?:another|a different|an unknown) hand|in (?:pencil|ink)|margin(?:al(?:ia)?)?(?: note)?|note in (?:the )?margin|resolution|underlined)\b"
    r"|(?P<stamp>stamp(?:ed)?|rubber stamp|received stamp)\b|(?P<seal>seal(?:ed)?|emblem|letterhead|logo|L\.\s?S\.?)(?!\w)"
    r"|(?P<signature>signature|signatures|signed|initial(?:l?ed|s)?)\b"
)
"""What the paper bears, by the words with which a bracket about it begins."""

_HEAD = re.compile(r"\[([^\[\]]{2,40})\]\s+\S")
NOTE_TYPES = {"hand": "handwritten", "stamp": "stamp", "seal": "seal", "signature": "signature"}
"""The ``note/@type`` of each."""


def says_paper(content: str) -> bool:
    """Whether the content of a bracket tells of the paper: a stamp, a seal, a signature, another hand."""
    return PAPER.match(content) is not None


def heads_a_note(text: str) -> bool:
    """Whether a line begins with a bracket that says how the rest of it was written."""
    match = _HEAD.match(text) if text[0] == "[" else None
    paper = PAPER.match(match[1].strip()) if match else None
    return paper is not None and paper.lastgroup == "hand" and ":" not in text[: paper.end() + 2]
