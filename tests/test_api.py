"""The library, as notebooks and other programs use it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

import diplomata
from diplomata.reading import Reader
from diplomata.tei.document import encode
from diplomata.tei.namespace import TEI
from reading_support import ROOT

RECORD = ROOT / "records" / "1957-08-16-kern-venn-conversation.txt"
TALK = (
    "Conversation of Oto Kern and Lia Venn\n\n"
    "Oto Kern: Are you there?\n\nLia Venn: I am.\n\nOto Kern: Good.\n\nLia Venn: What do you want?\n"
)


def test_a_record_is_read_encoded_validated_and_shown() -> None:
    record = diplomata.read(RECORD)
    assert record.header.date is not None
    assert record.header.date.not_before == "1957-08-16"
    assert record.layout == "a"
    assert record.diagnostics == ()
    said = [(turn.speaker.id, turn.label, turn.text) for turn in record.turns]
    assert said[2] == ("oto-kern", "Comrade Oto Kern", "Thirty centimetres.")
    tei = diplomata.encode(record)
    assert tei.tag == f"{{{TEI}}}TEI"
    assert diplomata.validate(tei) == []
    page = diplomata.to_html(tei)
    assert page.startswith("<!DOCTYPE html>")
    assert "Thirty centimetres." in page
    text = diplomata.to_text(tei)
    assert "Comrade Oto Kern: Thirty centimetres." in text
    assert max(map(len, text.splitlines())) <= 72
    assert max(map(len, diplomata.to_text(tei, width=0).splitlines())) > 72
    assert diplomata.inspect(record).layout.name == "a"


def test_it_gives_what_the_command_writes() -> None:
    """The edition round a record holds without being named: its publisher stands in the TEI."""
    record = diplomata.read(ROOT / "records" / "1967-03-union-of-lock-keepers-statement.txt")
    edition = diplomata.load_edition(ROOT)
    expected = encode(Reader(edition).read(Path(record.source.name).read_bytes(), record.source.name), edition)
    assert etree.tostring(diplomata.encode(record)) == etree.tostring(expected.root)
    assert edition.publisher.encode() in etree.tostring(diplomata.encode(record))
    other = diplomata.Edition(publisher="Another House")
    assert b"Another House" in etree.tostring(diplomata.encode(record, edition=other))
    assert diplomata.encode(record, edition=ROOT).find(f".//{{{TEI}}}publisher").text == edition.publisher


def test_text_instead_of_a_file() -> None:
    record = diplomata.read(text=TALK, name="talk.txt")
    assert record.id == "record-talk"
    assert [turn.speaker.id for turn in record.turns] == ["oto-kern", "lia-venn", "oto-kern", "lia-venn"]
    assert diplomata.validate(diplomata.encode(record)) == []
    assert diplomata.read(text=TALK, layout="p").workings.named
    # Half a surrogate pair cannot be written in UTF-8; the rest of the text can.
    assert "Good" in diplomata.read(text=TALK + "\ud800").text


def test_what_cannot_be_read_is_said() -> None:
    with pytest.raises(diplomata.UsageError):
        diplomata.read()
    with pytest.raises(diplomata.UsageError):
        diplomata.read(RECORD, text="x")
    with pytest.raises(diplomata.UsageError, match="more than one"):
        diplomata.read(ROOT / "records")
    with pytest.raises(diplomata.RecordError):
        diplomata.read(ROOT / "no-such-record.txt")
    with pytest.raises(diplomata.RecordRefused):
        diplomata.read(text="")
    with pytest.raises(diplomata.UsageError):
        diplomata.read(text=TALK, layout="no-such-layout")


def test_validate_takes_trees_bytes_and_paths(tmp_path: Path) -> None:
    tei = diplomata.encode(diplomata.read(text=TALK))
    tei.find(f".//{{{TEI}}}sp").set("who", "#nobody")
    path = tmp_path / "record-text.xml"
    path.write_bytes(etree.tostring(tei))
    for form in (tei, tei.getroottree(), etree.tostring(tei), path, str(path)):
        assert [found.code for found in diplomata.validate(form)] == ["who-unresolved"], form
    assert [found.code for found in diplomata.validate(b"<TEI")] == ["xml-malformed"]


def test_layouts_and_persons_are_read_again_when_they_change(tmp_path: Path) -> None:
    edition = diplomata.Edition(folder=tmp_path)
    assert diplomata.read(text=TALK, edition=edition).turns[0].speaker.id == "oto-kern"
    (tmp_path / "people.xml").write_text(
        f'<TEI xmlns="{TEI}"><standOff><listPerson><person xml:id="kern"><persName>Oto Kern</persName></person>'
        "</listPerson></standOff></TEI>"
    )
    assert diplomata.read(text=TALK, edition=edition).turns[0].speaker.id == "kern"


def test_nothing_is_loaded_before_it_is_used() -> None:
    program = "import sys, diplomata; dir(diplomata); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert [name for name in loaded if name.startswith("diplomata")] == ["diplomata"]
    assert not {"lxml", "click", "rich", "xmlschema", "tomllib"} & set(loaded)


@pytest.mark.parametrize("name", diplomata.__all__)
def test_everything_public_is_there_and_documented(name: str) -> None:
    value = getattr(diplomata, name)
    assert name == "__version__" or (value.__doc__ or "").strip()
    assert name in dir(diplomata)


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_thing"):
        _ = diplomata.no_such_thing
