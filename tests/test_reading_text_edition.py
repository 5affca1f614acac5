"""The text edition, read again: it gives the same words, the same text and, as far as it says it, the same header.

The encoder says of itself and of the file what is so each time. All else is compared.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from diplomata.edition import Edition
from diplomata.errors import RecordRefused
from diplomata.publish.pages import Stylesheets
from reading_grammar import made_records
from reading_strategies import records
from reading_support import NS, ROOT, SPECIMENS, convert, printed

if TYPE_CHECKING:
    from pathlib import Path

    from diplomata.tei.document import Document

RECORDS = [
    *SPECIMENS,
    *sorted((ROOT / "tests" / "accuracy").glob("*.txt")),
    *sorted(path.with_name("record.txt") for path in (ROOT / "tests" / "cases").glob("*/expected.xml")),
]
_OF_THE_FILE = "t:fileDesc/t:sourceDesc/t:bibl[@type='file'] | t:encodingDesc"
WIDTHS = (0, 40, 72)


@cache
def stylesheets() -> Stylesheets:
    return Stylesheets(Edition())


def name_of(path: Path) -> str:
    return path.parent.name if path.name == "record.txt" else path.stem


def fed_back(path: Path, width: int) -> tuple[Document, Document]:
    """The TEI of a record, and that of its text edition."""
    _, document = convert(path.read_bytes(), f"{name_of(path)}.txt")
    text = stylesheets().text(document.root, width)
    record, again = convert(text.encode(), f"{name_of(path)}.txt")
    assert record.layout == "t"
    return document, again


def body(document: Document) -> str:
    (text,) = document.root.iterfind("{*}text")
    return etree.tostring(text, method="c14n").decode()


def header(document: Document) -> str:
    """The header, without what is said of the file and of the encoder."""
    (found,) = document.root.iterfind("{*}teiHeader")
    found = deepcopy(found)
    for element in found.xpath(_OF_THE_FILE, namespaces=NS):
        element.getparent().remove(element)
    return etree.tostring(found, method="c14n").decode()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", RECORDS, ids=name_of)
def test_the_text_edition_is_read_as_the_record_was(path: Path, width: int) -> None:
    document, again = fed_back(path, width)
    assert printed(again.root) == printed(document.root)
    assert body(again) == body(document)
    assert header(again) == header(document)


QUICK = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@QUICK
@given(made_records(), st.one_of(st.just(0), st.integers(40, 100)))
def test_the_text_edition_of_a_made_record_is_read_as_the_record_was(text: str, width: int) -> None:
    """Records as an archive has them, at any width."""
    try:
        _, document = convert(text.encode())
    except RecordRefused:
        return
    _, again = convert(stylesheets().text(document.root, width).encode())
    assert body(again) == body(document)
    assert header(again) == header(document)


@QUICK
@given(records(), st.sampled_from((0, 72)))
def test_the_text_edition_of_any_text_holds_every_word(text: str, width: int) -> None:
    try:
        _, document = convert(text.encode())
    except RecordRefused:
        return
    _, again = convert(stylesheets().text(document.root, width).encode())
    assert printed(again.root) == printed(document.root)
