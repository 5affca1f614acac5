"""The specimen edition: its TEI is what the converter writes, and it shows what the product reads."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from diplomata.edition import load_edition
from diplomata.reading import Reader
from diplomata.record import Record
from diplomata.tei.document import encode
from diplomata.tei.namespace import NS

TOP = Path(__file__).resolve().parent.parent
EDITION = load_edition(TOP / "edition.toml")
SOURCES = sorted((TOP / "records").glob("*.txt"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(EDITION)


@pytest.fixture(scope="module")
def records(reader: Reader) -> list[Record]:
    return [reader.read(path.read_bytes(), path.name) for path in SOURCES]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_xml_is_what_the_converter_writes(source: Path, reader: Reader) -> None:
    document = encode(reader.read(source.read_bytes(), source.name), EDITION)
    assert (TOP / "xml" / f"{document.id}.xml").read_bytes() == document.xml


def test_xml_holds_nothing_else(records: list[Record]) -> None:
    assert {path.stem for path in (TOP / "xml").glob("*.xml")} == {record.id for record in records}


def test_it_is_an_edition_worth_looking_at(records: list[Record]) -> None:
    dates = [record.header.date.when or record.header.date.not_before for record in records if record.header.date]
    assert len(records) >= 24
    assert len({date[:4] for date in dates if date}) >= 5
    assert len({record.header.genre for record in records}) >= 4
    assert len({archive.repository for record in records for archive in record.header.archives}) >= 3
    assert {record.layout for record in records} >= {"a", "b1", "p"}


def test_speakers_come_back(records: list[Record]) -> None:
    surnames = Counter(
        surname
        for record in records
        for surname in {person.name.split()[-1] for person in record.people if person.kind == "person"}
    )
    assert sum(1 for count in surnames.values() if count >= 2) >= 6


@pytest.mark.parametrize(
    "path",
    [
        "//t:sp/t:p[2]",
        "//t:sp[contains(@who, ' ')]",
        "//t:stage[@type='entrance']",
        "//t:p/t:stage",
        "//t:stage[@rend='brackets']",
        "//t:supplied[@ana='#antecedent']",
        "//t:sic",
        "//t:unclear",
        "//t:gap[@reason='illegible']",
        "//t:gap[@reason='redacted']",
        "//t:gap[@reason='editorial']",
        "//t:note[@type='translator']",
        "//t:note[@type='gloss']/t:foreign",
        "//t:note[@type='handwritten']",
        "//t:note[@type='stamp']",
        "//t:ref[@type='noteAnchor']",
        "//t:back//t:note[@type='footnote']",
        "//t:pb",
        "//t:opener/t:seg[@type='classification']",
        "//t:opener/t:salute",
        "//t:dateline/t:date[@when]",
        "//t:closer/t:signed",
        "//t:postscript/t:list",
        "//t:list[@type='participants']",
        "//t:item/t:list",
        "//t:p[@n]",
        "//t:div[@type='section']/t:head",
        "//t:div[@type='enclosure']",
        "//t:creation/t:date[@notBefore]",
        "//t:text[@xml:lang='de']",
    ],
)
def test_it_shows(path: str) -> None:
    files = (TOP / "xml").glob("*.xml")
    assert any(etree.parse(str(file)).xpath(path, namespaces=NS) for file in files), f"no record shows {path}"


def test_hardly_anything_awaits_review(records: list[Record]) -> None:
    """Diagnostics are few enough to be read: on a clean record none."""
    findings = [found for record in records for found in record.diagnostics]
    assert len(findings) <= len(records) / 10, "\n".join(map(str, findings))
