"""Short labels that a record explains itself: ``MZ = Muzahim Sadik`` in a legend, ``Aino Lund (AL)`` in a roster."""

from __future__ import annotations

import re

from diplomata.recognise.blocks import Block
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import Name, fold, parse_name

_HEAD = 40
"""A legend stands among so many paragraphs at the top."""
_EQUALS = re.compile(
    r"(?:^|[;:,\s])\s*(?P<short>[^\W\d_a-z][\w.’'-]{0,14})\s?=\s?(?P<full>[^=;\n]{2,80}?)(?=;|,?\s+\S{1,15}\s?=|$)"
)
_SIGNED = re.compile(
    r"(?P<full>(?:[^\W\d_a-z][\w’'-]+\.?\s){1,4}[^\W\d_a-z][\w’'-]+)\s\((?P<short>[^\W\d_a-z]{1,4}|(?:[^\W\d_a-z]\.){1,4})\)"
)
_OF = re.compile(r"\s(?:of|for|de|des|du|della|van|für)\s")
_UNSURE = re.compile(r"(?i)^(?:probably|possibly|perhaps|presumably|likely)\s")


def defined_labels(blocks: list[Block]) -> dict[str, Name]:
    """Whom a short label means, by the label folded (:func:`~diplomata.recognise.names.fold`), where ``blocks`` say so."""
    found: dict[str, Name] = {}
    for block in blocks[:_HEAD]:
        if "=" in block.text:
            for match in _EQUALS.finditer(block.text):
                _take(found, match)
        if "(" in block.text:
            for match in _SIGNED.finditer(block.text):
                if _are_initials(match["short"], match["full"]):
                    _take(found, match)
    return found


def _take(found: dict[str, Name], match: re.Match[str]) -> None:
    full = _UNSURE.sub("", match["full"].split(",")[0].strip())
    name = parse_name(full)
    bare = [word for word in name.words if fold(word) not in words("groups")]
    if not bare or name.lower or (name.roles and _OF.search(full)):
        # "Minister of Irrigation" names nobody.
        return
    found.setdefault(fold(match["short"]), name)


def _are_initials(short: str, full: str) -> bool:
    """Whether letters are the first of a name's words, so that ``(SPD)`` behind a name defines nothing."""
    firsts = "".join(word[0] for word in re.split(r"[\s-]", full) if word).casefold()
    letters = short.replace(".", "").casefold()
    return bool(letters) and (
        letters == firsts or letters == firsts[: len(letters)] or letters == firsts[-len(letters) :]
    )
