"""Enclosures: the line that heads one, and the title of what is enclosed."""

from __future__ import annotations

import re

from diplomata.recognise.blocks import Block
from diplomata.recognise.openers import opener_part

_ENCLOSURE = re.compile(
    r"(?i)\[?(?:enclosure|inclosure|enclosed|annex|appendix|attachment|attached|anlage|beilage|annexe|allegato|anexo|приложение|附件)\b[^:;?!]{0,48}:?\]?"
)


def find_enclosures(blocks: list[Block], stop: int, taken: frozenset[int]) -> list[int]:
    """The blocks that head an enclosure: a line of its own, with text behind it and the record before it."""
    return [
        at
        for at in range(2, stop - 1)
        if at not in taken and len(blocks[at]) <= 60 and _ENCLOSURE.fullmatch(blocks[at].text)
    ]


def is_headline(text: str, titles: tuple[str, ...]) -> bool:
    """Whether the line under the word ``Enclosure`` is the title of what is enclosed."""
    if len(text) > 100 or text[-1] in ".,;:?!" or text[0].islower() or len(text.split()) < 2:
        return False
    part = opener_part(text, titles)
    return part is not None and part.kind == "line" and not part.sure
