"""From a record to its TEI document: markup, parsed once, proved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.tei.body import body_markup
from diplomata.tei.conservation import prove
from diplomata.tei.header import header_markup
from diplomata.tei.markup import attribute
from diplomata.tei.namespace import TEI

if TYPE_CHECKING:
    from diplomata.edition import Edition
    from diplomata.record import Record


@cache
def _parser() -> etree.XMLParser:
    """One for the life of the process: to make one takes a tenth of the time of parsing a record with it."""
    # Not the parser for strangers' files: this is our own text, and a long record needs no limit. The schema sees
    # to it that ids are unique, so no table of them is made here.
    return etree.XMLParser(huge_tree=True, resolve_entities=False, collect_ids=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One TEI document: its id, the bytes to be written, and the tree parsed from these bytes."""

    id: str
    xml: bytes
    root: etree._Element


def encode(record: Record, edition: Edition | None = None) -> Document:
    """The TEI of a record, proved to hold every word of it.

    ``edition`` gives what the record does not say (a publisher). Raises
    :class:`~diplomata.errors.NotConserved` when words were lost or invented.
    """
    inside, behind = body_markup(record)
    used = frozenset(
        span.attributes["ana"][1:] for span in record.spans if span.attributes and "ana" in span.attributes
    )
    language = attribute(record.language)
    ident = attribute(record.id)
    back = f"<back>\n{behind}</back>\n" if behind else ""
    markup = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{TEI}" xml:id="{ident}" xml:lang="{language}">\n'
        f"{header_markup(record, edition, used)}"
        f'<text xml:lang="{language}">\n<body>\n{inside}</body>\n{back}</text>\n</TEI>\n'
    )
    data = markup.encode("utf-8")
    root = etree.fromstring(data, _parser())
    prove(record, root)
    return Document(record.id, data, root)
