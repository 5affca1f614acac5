"""The corpus as JSON Lines: a paragraph or a note a line, with who speaks and when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from diplomata.publish.reading import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from diplomata.publish.facts import Facts


def corpus_lines(blocks: Iterable[etree._Element], facts: Facts) -> str:
    """The lines of one record, from the blocks of its text edition; those that have an id in the TEI.

    Each is an object: ``record``, ``id``, ``date`` (the earliest day that the record's date can mean),
    ``kind``, ``turn``, ``speaker`` (ids), ``label`` (as printed) and ``text`` (with the brackets of the
    text edition, without the label). What does not apply is absent.
    """
    speakers = {said.id: said.who for said in facts.said}
    lines = []
    for block in blocks:
        identifier = block.get("id")
        if not identifier:
            continue
        label = block.find("label")
        printed = words_of(label) or str(block.get("label") or "")
        text = words_of(block)
        turn = str(block.get("turn") or "")
        row = {
            "record": facts.id,
            "id": str(identifier),
            "date": facts.start,
            "kind": "note" if str(identifier).startswith("n") else "paragraph",
            "turn": turn,
            "speaker": list(speakers.get(turn, ())),
            "label": printed,
            "text": text.partition(printed)[2].lstrip() if label is not None else text,
        }
        kept = {key: value for key, value in row.items() if value}
        lines.append(json.dumps(kept, ensure_ascii=False) + "\n")
    return "".join(lines)
