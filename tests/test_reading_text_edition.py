"""The text edition, read again: a record in layout P that gives the same words, and the same body.

Two things bound the second proof. Page breaks belong to the paper, and the text edition does not print them. Rosters
and what stands under a signature are set an entry a line, whatever the record did; records with either are compared
by their words only, as are lines that were wrapped.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from diplomata.edition import Edition
from diplomata.errors import RecordRefused
from diplomata.publish.pages import Stylesheets
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
_PAGE_BREAK = re.compile(r" ?<pb[^>]*></pb>")
_SET_BY_LINE = "//t:text//t:list[@type='participants'] | //t:text//t:postscript"


@cache
def stylesheets() -> Stylesheets:
    return Stylesheets(Edition())


def name_of(path: Path) -> str:
    return path.parent.name if path.name == "record.txt" else path.stem


def fed_back(path: Path, width: int) -> tuple[Document, Document]:
    """The TEI of a record, and that of its text edition."""
    _, document = convert(path.read_bytes(), f"{name_of(path)}.txt")
    text = stylesheets().text(document.root, width)
    _, again = convert(text.encode(), f"{name_of(path)}.txt", layout="p")
    return document, again


def body(document: Document) -> str:
    (text,) = document.root.iterfind("{*}text")
    return _PAGE_BREAK.sub(" ", etree.tostring(text, method="c14n").decode())


@pytest.mark.parametrize("width", [0, 72])
@pytest.mark.parametrize("path", RECORDS, ids=name_of)
def test_the_text_edition_holds_every_word_of_the_text(path: Path, width: int) -> None:
    document, again = fed_back(path, width)
    assert printed(again.root) == printed(document.root)


@pytest.mark.parametrize("path", RECORDS, ids=name_of)
def test_the_text_edition_is_read_as_the_record_was(path: Path) -> None:
    document, again = fed_back(path, 0)
    if document.root.xpath(_SET_BY_LINE, namespaces=NS):
        pytest.skip("has a roster or a postscript: compared by its words only")
    assert body(again) == body(document)


def test_most_records_are_compared_whole() -> None:
    whole = [p for p in RECORDS if not fed_back(p, 0)[0].root.xpath(_SET_BY_LINE, namespaces=NS)]
    assert len(whole) > 0.8 * len(RECORDS)


@settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(records(), st.sampled_from((0, 72)))
def test_the_text_edition_of_a_made_record_holds_every_word(text: str, width: int) -> None:
    try:
        _, document = convert(text.encode())
    except RecordRefused:
        return
    _, again = convert(stylesheets().text(document.root, width).encode(), layout="p")
    assert printed(again.root) == printed(document.root)
