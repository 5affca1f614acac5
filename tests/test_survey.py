"""survey: tables over many records or TEI files, and a list of persons to be corrected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from lxml import etree

from diplomata.authority import load_authority
from diplomata.cli import cli
from diplomata.cli_reading import _KINDS
from diplomata.edition import Edition
from diplomata.surveying import KINDS, propose_people, survey
from diplomata.tei.document import encode
from diplomata.tei.namespace import NS, XML_ID
from diplomata.validation import load_schema, validate_bytes
from reading_support import ROOT, SPECIMENS, reader
from validation_files import TEI_ALL, need_jing

if TYPE_CHECKING:
    from click.testing import Result

FIRST = """Conversation between Oto Kern and Lia Venn

Comrade Oto Kern: Sit down. Is the [grain] here?

Comrade Lia Venn: It is [sic] on the way. (Laughter.)

Comrade Oto Kern: Good. (Laughter.) When will [the ship] come?
"""
SECOND = """Conversation between Otto Kern and Ida Moll

Comrade Otto Kern: We have met before. (Laughter.) Do you remember?

Comrade Ida Moll: I do. You were thinner.

Comrade Otto Kern: So was the treaty.
"""
CORPUS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><notesStmt><note>left out</note></notesStmt>
</fileDesc></teiHeader><text><body><div>
<note type="speaker">The President:</note>
<u><seg>Order.</seg><note>Mr Brun: I object!</note><vocal><desc>Laughter</desc></vocal></u>
<note>Mr Brun: I object!</note><kinesic/>
<p><gap reason="inaudible"/> and <unclear>cod</unclear></p>
</div></body></text></TEI>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(FIRST)
    (tmp_path / "b.txt").write_text(SECOND)
    return tmp_path


def run(*arguments: str, data: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["survey", *arguments], input=data)


def table(result: Result) -> list[tuple[str, int, str, str]]:
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return [(row["kind"], row["count"], row["text"], row["example"].rpartition("/")[2]) for row in rows]


def test_tables_count_and_show_the_first_place(folder: Path) -> None:
    result = run(str(folder), "--json")
    assert result.exit_code == 0, result.output
    assert table(result) == [
        ("speakers", 2, "Comrade Oto Kern:", "a.txt:3"),
        ("speakers", 2, "Comrade Otto Kern:", "b.txt:3"),
        ("speakers", 1, "Comrade Ida Moll:", "b.txt:5"),
        ("speakers", 1, "Comrade Lia Venn:", "a.txt:5"),
        ("asides", 3, "(Laughter.)", "a.txt:5"),
        ("brackets", 1, "[grain]", "a.txt:3"),
        ("brackets", 1, "[the ship]", "a.txt:7"),
        ("brackets", 1, "is [sic]", "a.txt:5"),
    ]


def test_kind_and_top_leave_out(folder: Path) -> None:
    assert table(run(str(folder), "--json", "--kind", "asides", "--kind", "speakers", "--top", "1")) == [
        ("asides", 3, "(Laughter.)", "a.txt:5"),
        ("speakers", 2, "Comrade Oto Kern:", "a.txt:3"),
    ]
    assert len(table(run(str(folder), "--json", "--kind", "speakers", "--top", "0"))) == 4


def test_plain_tables_say_how_much_they_leave_out(folder: Path) -> None:
    lines = run(str(folder), "--kind", "speakers", "--top", "2").stdout.splitlines()
    assert lines[0] == "Speaker labels: 6, 4 different, the most frequent 2 of them"
    assert lines[1].split("\t")[:3] == ["2", "Comrade Oto Kern:", "speaker"]
    assert len(lines) == 3
    assert run(str(folder), "--kind", "notes").stdout == "Notes: none\n"


def test_lines_that_fit_nowhere_are_a_table(tmp_path: Path) -> None:
    source = ROOT / "tests" / "cases" / "field-unplaced" / "record.txt"
    rows = table(run(str(source), "--json", "--kind", "unplaced"))
    lines = source.read_text(encoding="utf-8").splitlines()
    assert rows
    for kind, count, text, example in rows:
        assert (kind, count) == ("unplaced", 1)
        assert lines[int(example.rpartition(":")[2]) - 1].strip() == text


def test_the_tei_of_the_records_gives_the_same_counts(tmp_path: Path) -> None:
    for path in SPECIMENS:
        document = encode(reader().read(path.read_bytes(), str(path)))
        (tmp_path / f"{document.id}.xml").write_bytes(document.xml)
    records, files = survey([ROOT / "records"]), survey([tmp_path])
    assert records.files == files.files == len(SPECIMENS)
    for kind in ("speakers", "asides", "brackets"):
        assert records.total(kind) == files.total(kind) > 10, kind
    assert [(r.count, r.text) for r in records.table("speakers")] == [
        (r.count, r.text) for r in files.table("speakers")
    ]


def test_tei_of_others_is_counted_too(tmp_path: Path) -> None:
    path = tmp_path / "corpus.xml"
    path.write_text(CORPUS)
    rows = {(row.kind, row.text): (row.count, row.read_as, row.example) for row in survey([path]).tables()}
    assert rows == {
        ("speakers", "The President:"): (1, "note speaker", f"{path}:3"),
        ("asides", "Laughter"): (1, "vocal", f"{path}:4"),
        ("asides", "<kinesic/>"): (1, "kinesic", f"{path}:5"),
        ("brackets", "<gap/>"): (1, "gap inaudible", f"{path}:6"),
        ("brackets", "cod"): (1, "unclear", f"{path}:6"),
        ("notes", "Mr Brun: I object!"): (2, "note", f"{path}:4"),
    }
    assert table(run("-", "--json", "--kind", "speakers", data=CORPUS)) == [("speakers", 1, "The President:", "-:3")]


def test_what_cannot_be_read_is_told_and_costs_the_others_nothing(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    result = run(str(folder), "--json", "--kind", "asides")
    assert result.exit_code == 1
    assert table(result) == [("asides", 3, "(Laughter.)", "a.txt:5")]
    assert "empty.txt" in result.stderr
    assert "2 files counted, 1 not" in result.stderr
    assert run(str(folder / "none")).exit_code == 1
    (folder / "bare").mkdir()
    assert run(str(folder / "bare")).exit_code == 3


def test_long_notes_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.xml"
    path.write_text(CORPUS.replace("I object!", "I object! " * 1000))
    (row,) = survey([path], kinds=["notes"]).table("notes")
    assert len(row.text) == 300
    assert row.count == 2


def test_the_command_knows_every_table() -> None:
    assert _KINDS == KINDS


def test_a_list_of_persons_is_valid_tei_with_near_names_side_by_side(folder: Path) -> None:
    result = run(str(folder), "--people")
    assert result.exit_code == 0, result.output
    root = etree.fromstring(result.stdout.encode())
    persons = root.findall(".//t:person", NS)
    assert [person.get(XML_ID) for person in persons] == ["oto-kern", "otto-kern", "ida-moll", "lia-venn"]
    assert [name.text for name in persons[0]] == ["Oto Kern", "Comrade Oto Kern"]
    comments = [str(comment.text).strip() for comment in root.iter(etree.Comment)]
    near = [comment for comment in comments if "or several" in comment]
    assert near == ["One person or several? Oto Kern (oto-kern); Otto Kern (otto-kern). Join those who are one."]
    assert f"1 record, first in {folder / 'b.txt'}:5" in comments


def test_the_proposal_can_be_used_as_it_is(tmp_path: Path) -> None:
    proposal = propose_people([ROOT / "records"])
    assert proposal.files == len(SPECIMENS)
    (tmp_path / "people.xml").write_bytes(proposal.xml)
    authority = load_authority(tmp_path / "people.xml")
    assert authority is not None
    assert len(authority) == proposal.persons > 10
    again = propose_people([ROOT / "records"], Edition(folder=tmp_path))
    assert (again.known, again.persons) == (proposal.persons, 0)


def test_who_is_in_the_file_already_is_left_out(folder: Path) -> None:
    people = folder / "people.xml"
    people.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="venn">'
        "<persName>Lia Venn</persName></person></listPerson></standOff></TEI>"
    )
    root = etree.fromstring(propose_people([folder], Edition(folder=folder)).xml)
    assert [person.get(XML_ID) for person in root.iterfind(".//t:person", NS)] == [
        "oto-kern",
        "otto-kern",
        "ida-moll",
    ]
    assert "1 person who is in people.xml already is left out" in [
        str(c.text).strip() for c in root.iter(etree.Comment)
    ]


@pytest.mark.jing
def test_the_proposal_is_valid_under_tei_all(tmp_path: Path) -> None:
    need_jing()
    hostile = FIRST.replace("Lia Venn", "Lia--Venn <&> Moll--")
    (tmp_path / "a.txt").write_text(hostile)
    for xml in (propose_people([ROOT / "records"]).xml, propose_people([tmp_path]).xml):
        assert validate_bytes(xml, "people.xml", [load_schema(TEI_ALL)]) == []


def test_where_nobody_speaks_there_is_nothing_to_propose(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A note\n\nThe lock is shut. Nobody said a word about it to us.\n")
    assert propose_people([tmp_path]).xml == b""
    result = run(str(tmp_path), "--people")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert run(str(tmp_path), "--people", "--json").exit_code == 2
