"""A reader and an encoder that do next to nothing, to see what the front door makes of what they do."""

from __future__ import annotations

import re
from collections.abc import MutableSequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.errors import RecordRefused
from diplomata.record import Header, Record, Source, Span


@dataclass
class Encoded:
    """A document as the encoder gives it."""

    id: str
    xml: bytes
    root: Any


class FakeTools:
    """Reads a text that may be an order: ``id NAME``, ``refuse``, ``crash``, ``invalid`` or ``review``."""

    def __init__(self) -> None:
        self.read_names: MutableSequence[str] = []

    def read(self, data: bytes, name: str, layout: str | None) -> Record:
        self.read_names.append(name)
        text = data.decode()
        if text.startswith("refuse"):
            raise RecordRefused("no record", [diagnose("record-refused", path=name)])
        if text.startswith("crash"):
            raise ZeroDivisionError("the reader fell over")
        ordered = re.match(r"id (.+)", text)
        stem = name.rsplit("/", 1)[-1].removesuffix(".txt")
        found = (diagnose("date-unreadable", path=name, line=1),) if text.startswith("review") else ()
        source = Source(name, text, "0" * 64)
        spans = (Span(0, len(text), "sp"),)
        return Record(
            ordered[1] if ordered else f"record-{stem}", source, layout or "p", Header(), spans, diagnostics=found
        )

    def encode(self, record: Record) -> Encoded:
        root = etree.Element("TEI")
        root.text = record.text
        return Encoded(record.id, etree.tostring(root, xml_declaration=True, encoding="UTF-8"), root)

    def faults(self, document: Encoded, path: str) -> list[Diagnostic]:
        return [diagnose("schema-invalid", path=path, line=2)] if b"invalid" in document.xml else []
