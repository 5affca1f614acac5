"""people.xml beside edition.toml: one person keeps one id through the edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from diplomata.authority import load_authority
from diplomata.cli import cli
from diplomata.edition import Edition, load_edition
from diplomata.errors import SettingsError
from diplomata.reading import Reader
from diplomata.record import Record
from diplomata.tei.document import encode
from diplomata.tei.namespace import NS, XML_ID
from diplomata.validation import gate, validate_bytes

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader/>\n<standOff>\n<listPerson>\n'
TAIL = "</listPerson>\n</standOff>\n</TEI>\n"
KERN = """<person xml:id="kern-oto">
<persName>Oto <surname>Kern</surname></persName>
<persName>Otto Kern</persName>
<persName type="label">The First Secretary:</persName>
<birth when="1901"/><death when="1965-04-30"/>
<idno type="Wikidata">Q90001</idno>
</person>
"""
VENN = '<person xml:id="venn-lia"><persName>Lia Venn</persName></person>\n'
TALK = """Conversation between Oto Kern and Lia Venn

Comrade Oto Kern: Sit down. Have you read the note?

Lia Venn: I have read it twice, and I did not like it.

Comrade Oto Kern: What shall we answer?

Lia Venn: That we have read it.
"""


def edition(folder: Path, *persons: str) -> Edition:
    (folder / "people.xml").write_text(HEAD + "".join(persons) + TAIL, encoding="utf-8")
    return Edition(folder=folder)


def read(own: Edition, text: str) -> Record:
    return Reader(own).read(text.encode(), "talk.txt")


def codes(record: Record) -> list[str]:
    return [found.code for found in record.diagnostics]


def test_labels_and_pointers_take_the_id_of_the_file(tmp_path: Path) -> None:
    record = read(edition(tmp_path, KERN, VENN), TALK)
    document = encode(record)
    persons = document.root.iterfind(".//t:listPerson/t:person", NS)
    assert [(p.get(XML_ID), p.get("sameAs")) for p in persons] == [
        ("kern-oto", "people.xml#kern-oto"),
        ("venn-lia", "people.xml#venn-lia"),
    ]
    assert [sp.get("who") for sp in document.root.iterfind(".//t:sp", NS)] == 2 * ["#kern-oto", "#venn-lia"]
    assert codes(record) == []
    assert gate().messages(document.root) == []
    assert validate_bytes(document.xml, "record-talk.xml") == []


@pytest.mark.parametrize("name", ["Comrade Otto Kern", "O. KERN", "Kern Oto", "First Secretary Oto Kern", "KERN"])
def test_every_form_of_a_name_finds_the_person(tmp_path: Path, name: str) -> None:
    text = TALK.replace("Comrade Oto Kern", name).replace("between Oto Kern and Lia Venn", "in the evening")
    record = read(edition(tmp_path, KERN, VENN), text)
    assert [turn.speaker.id for turn in record.turns] == 2 * ["kern-oto", "venn-lia"]


LETTER = """Letter from Lia Venn to Minister Kern on the Post

Morna, 3 May 1961

Dear Comrade Minister,

The post has come. It had been opened, and closed again with more care than I ever take.

Venn
"""


def correspondents(record: Record) -> list[tuple[str, str]]:
    named = encode(record).root.iterfind(".//t:correspAction/t:persName", NS)
    return [(name.text or "", name.get("ref") or "") for name in named]


def test_sender_and_addressee_have_the_ids_of_the_file(tmp_path: Path) -> None:
    record = read(edition(tmp_path, KERN, VENN), LETTER)
    assert correspondents(record) == [("Lia Venn", "#venn-lia"), ("Minister Kern", "#kern-oto")]
    assert [(person.id, person.same_as) for person in record.people] == [
        ("venn-lia", "people.xml#venn-lia"),
        ("kern-oto", "people.xml#kern-oto"),
    ]
    assert validate_bytes(encode(record).xml, "record-talk.xml") == []


def test_without_the_file_a_title_or_the_signature_tells_a_person() -> None:
    record = Reader().read(LETTER.encode(), "talk.txt")
    assert correspondents(record) == [("Lia Venn", "#lia-venn"), ("Minister Kern", "#kern")]
    unsigned = Reader().read(LETTER.replace("\nVenn\n", "\nEnd\n").encode(), "talk.txt")
    assert correspondents(unsigned) == [("Minister Kern", "#kern")]


@pytest.mark.parametrize("body", ["the Keeper of the Light", "Foreign Ministry", "Lornish Legation", "North Korea"])
def test_an_office_is_no_person(body: str) -> None:
    record = Reader().read(LETTER.replace("Lia Venn", body).encode(), "talk.txt")
    assert [(sender.name, sender.person) for sender in record.senders] == [(body.removeprefix("the "), "")]


def test_who_takes_part_without_a_turn_is_a_person(tmp_path: Path) -> None:
    present = "Present: Comrade O. Kern, Envoy Lia Venn, and Dana Kolb (interpreter)\n\n"
    record = read(
        edition(tmp_path, KERN, VENN), TALK.replace("Comrade Oto Kern: Sit", present + "Comrade Oto Kern: Sit")
    )
    assert [(person.id, bool(person.labels)) for person in record.people] == [
        ("kern-oto", True),
        ("venn-lia", True),
        ("dana-kolb", False),
    ]


def test_who_is_known_by_a_family_name_alone_is_so_under_a_fuller_one(tmp_path: Path) -> None:
    venn = '<person xml:id="venn"><persName>Venn</persName></person>\n'
    record = read(edition(tmp_path, venn), TALK.replace("Lia Venn:", "Mrs. Venn:"))
    assert record.turns[1].speaker.id == "venn"


def test_a_printed_label_alone_is_enough_and_joins_two_names_of_one_person(tmp_path: Path) -> None:
    answers = "\nThe First Secretary: Good. Will you sleep?\n\nLia Venn: I shall try.\n"
    text = TALK + 2 * answers
    record = read(edition(tmp_path, KERN, VENN), text)
    assert [turn.speaker.id for turn in record.turns] == 4 * ["kern-oto", "venn-lia"]
    (kern,) = [person for person in record.people if person.id == "kern-oto"]
    assert kern.labels == ("Comrade Oto Kern", "The First Secretary")
    assert kern.name == "Oto Kern"
    assert len(record.people) == 2


def test_a_label_that_fits_two_persons_is_left_to_a_scholar(tmp_path: Path) -> None:
    father = KERN.replace("kern-oto", "kern-oto-1")
    record = read(edition(tmp_path, father, KERN, VENN), TALK)
    assert codes(record) == ["speaker-ambiguous"]
    assert "kern-oto-1" in record.diagnostics[0].message
    kern = record.turns[0].speaker
    assert (kern.same_as, kern.id) == ("", "oto-kern")
    assert 'cert="low"' in encode(record).xml.decode()


def test_who_was_not_alive_did_not_speak(tmp_path: Path) -> None:
    son = '<person xml:id="kern-oto-2"><persName>Oto Kern</persName><birth when="1966"/></person>\n'
    text = "Date: 3 May 1957\nTitle: Conversation between Oto Kern and Lia Venn\n\n" + TALK.partition("\n\n")[2]
    record = read(edition(tmp_path, KERN, son, VENN), text)
    assert record.header.date is not None
    assert record.turns[0].speaker.id == "kern-oto"
    assert codes(record) == []


def test_the_record_s_own_names_come_before_a_short_label_of_the_file(tmp_path: Path) -> None:
    oto = KERN.replace("The First Secretary:", "Kern")
    text = TALK.replace("Oto Kern", "Jan Kern") + "\nKern: And when?\n\nLia Venn: Tomorrow.\n"
    record = read(edition(tmp_path, oto, VENN), text)
    assert {turn.speaker.id for turn in record.turns if turn.label.endswith("Kern")} == {"jan-kern"}
    assert "speaker-ambiguous" in codes(record)


def test_nobody_else_gets_an_id_of_the_file(tmp_path: Path) -> None:
    other = '<person xml:id="oto-kern"><persName>Ottokar Kernmann</persName></person>\n'
    record = read(edition(tmp_path, other, VENN), TALK)
    assert record.turns[0].speaker.id == "oto-kern-2"


def test_without_the_file_everything_is_as_before(tmp_path: Path) -> None:
    assert load_authority(tmp_path / "people.xml") is None
    record = read(Edition(folder=tmp_path), TALK)
    assert [person.id for person in record.people] == ["oto-kern", "lia-venn"]
    assert b"sameAs" not in encode(record).xml


@pytest.mark.parametrize(
    ("persons", "line", "words"),
    [
        ("<person><persName>Oto Kern</persName></person>\n", 5, "no xml:id"),
        ('<person xml:id="a:b"><persName>Oto Kern</persName></person>\n', 5, "cannot be the xml:id"),
        ('<person xml:id="translator"><persName>Oto Kern</persName></person>\n', 5, "a meaning of its own"),
        ('<person xml:id="p1"><persName>Oto Kern</persName></person>\n', 5, "a meaning of its own"),
        (VENN + VENN, 6, "two persons have the xml:id venn-lia"),
        ('<person xml:id="kern"><persName type="label">Kern</persName></person>\n', 5, "has no name"),
        (KERN.replace("1901", "about 1901"), 9, "is no date"),
        (KERN.replace("1901", "1999"), 5, "dies before being born"),
        (KERN.replace("Q90001", "https://www.wikidata.org/wiki/Q90001"), 10, "is no number of Wikidata"),
        ("<person", 5, ""),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, persons: str, line: int, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Reader(edition(tmp_path, persons))
    (found,) = caught.value.diagnostics
    assert found.path == str(tmp_path / "people.xml")
    assert (found.line, words in found.message) == (line, True), found


def test_all_mistakes_are_told_at_once_and_end_the_command(tmp_path: Path) -> None:
    edition(tmp_path, VENN + VENN, "<person/>\n")
    (tmp_path / "edition.toml").write_text('title = "T"\n')
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "talk.txt").write_text(TALK)
    result = CliRunner().invoke(cli, ["convert", str(tmp_path / "records"), "--to", str(tmp_path / "xml")])
    assert result.exit_code == 2
    assert f"{tmp_path}/people.xml:6" in result.stderr
    assert f"{tmp_path}/people.xml:7" in result.stderr


def test_a_file_without_a_list_and_a_doctype_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.xml"
    path.write_text("<listPerson><person xml:id='a'><persName>A</persName></person></listPerson>")
    with pytest.raises(SettingsError, match="one mistake"):
        load_authority(path)
    path.write_text('<!DOCTYPE TEI [<!ENTITY x "y">]>\n' + HEAD + VENN + TAIL)
    with pytest.raises(SettingsError) as caught:
        load_authority(path)
    assert caught.value.diagnostics[0].code == "xml-unsafe"


def test_a_change_of_the_file_changes_what_was_built(tmp_path: Path) -> None:
    edition(tmp_path, VENN)
    (tmp_path / "edition.toml").write_text('title = "T"\n')
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "talk.txt").write_text(TALK)
    command = ["convert", str(tmp_path / "records"), "--to", str(tmp_path / "xml"), "--jobs", "1"]

    def run() -> str:
        result = CliRunner().invoke(cli, command)
        assert result.exit_code == 0, result.output
        return result.stdout

    run()
    written = tmp_path / "xml" / "record-talk.xml"
    assert b"kern-oto" not in written.read_bytes()
    assert "1 unchanged" in run()
    edition(tmp_path, VENN, KERN)
    assert "1 written" in run()
    assert b'sameAs="people.xml#kern-oto"' in written.read_bytes()


def test_a_stray_file_without_an_edition_is_nobody_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    edition(tmp_path, KERN)
    assert Reader(Edition()).read(TALK.encode(), "talk.txt").people[0].id == "oto-kern"
    (tmp_path / "edition.toml").write_text("")
    assert Reader(Edition()).read(TALK.encode(), "talk.txt").people[0].id == "oto-kern"
    assert Reader(load_edition(Path())).read(TALK.encode(), "talk.txt").people[0].id == "kern-oto"


def test_a_proposal_may_be_written_to_the_place_where_the_list_will_be(tmp_path: Path) -> None:
    """The shell makes the file before the program runs; empty, it says nothing."""
    (tmp_path / "edition.toml").write_text("")
    (tmp_path / "people.xml").write_text("")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "talk.txt").write_text(TALK)
    result = CliRunner().invoke(cli, ["survey", str(tmp_path / "records"), "--people"])
    assert result.exit_code == 0, result.output
    assert '<person xml:id="oto-kern">' in result.stdout


def test_an_office_alone_is_proposed_for_nobody(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text("")
    (tmp_path / "records").mkdir()
    text = TALK.replace("Comrade Oto Kern:", "The President:").replace(
        "between Oto Kern", "between President Oto Kern"
    )
    (tmp_path / "records" / "talk.txt").write_text(text)
    result = CliRunner().invoke(cli, ["survey", str(tmp_path / "records"), "--people"])
    assert '<person xml:id="oto-kern">' in result.stdout
    assert "The President" not in result.stdout


def test_a_label_of_the_file_is_evidence(tmp_path: Path) -> None:
    """An editor can teach the reading: what is printed so for a person begins a turn."""
    text = "A note on the canal\n\nWe met at noon.\n\nSalt: We have none.\n\nBarley: Nor have we.\n"
    assert read(Edition(folder=tmp_path), text).turns == ()
    persons = [
        f'<person xml:id="{name.lower()}"><persName>Ivo {name}</persName>'
        f'<persName type="label">{name}:</persName></person>'
        for name in ("Salt", "Barley")
    ]
    record = read(edition(tmp_path, *persons), text)
    assert [turn.speaker.id for turn in record.turns] == ["salt", "barley"]
    assert "printed so in the edition's list of persons +4" in record.workings.accepted[0].why


def test_a_declined_name_in_a_german_title_makes_no_second_person() -> None:
    text = (
        "Niederschrift über das Gespräch des Genossen Mirko Aldans mit Herrn Teo Brask\n\n"
        "Genosse Aldan: Wir haben die Frage der Fähre noch nicht besprochen.\n\n"
        "Herr Brask: Die Fähre gehört nicht auf die Tagesordnung.\n\n"
        "Genosse Aldan: Dann setzen wir sie heute darauf und sprechen morgen darüber.\n\n"
        "Herr Brask: Damit bin ich einverstanden.\n"
    )
    record = Reader().read(text.encode(), "talk.txt")
    assert [person.id for person in record.people] == ["mirko-aldan", "teo-brask"]


def test_a_contributor_is_known_when_labels_are_weighed() -> None:
    text = (
        "Title: The Lamp\nContributor: Elin Dahl\n\nDahl: Who lit the lamp?\n\nIt was lit by the keeper, as always.\n"
    )
    weighed = {label.text: label.why for label in Reader().read(text.encode(), "lamp.txt").workings.labels}
    assert any("known from roster or title" in why for why in weighed["Dahl"])


@pytest.mark.parametrize(
    ("labels", "ids"),
    [
        (["Kröger (SPD)", "Frau Petersen (Husum) (SPD)", "Wiebe (CDU/CSU)"], ["kroger", "petersen", "wiebe"]),
        (["Dr. Lohmeyer, Bundesminister für Wasser", "Präsident Dr. Hall"], ["lohmeyer", "hall"]),
        (["Minister Komunikacji ob. Rabczyński", "Poseł Kotarba"], ["rabczynski", "kotarba"]),
        (["De heer Van den Boogaard (K.V.P.)", "De Voorzitter"], ["van-den-boogaard", "de-voorzitter"]),
        (["Le Duan", "DALLA FIOR"], ["le-duan", "dalla-fior"]),
        (["Comrade Le Duc Tho", "Le duc de Brach"], ["le-duc-tho", "de-brach"]),
        (["Minister of Foreign Affairs Molo", "Finance Minister Novak"], ["molo", "novak"]),
        (["Ambassador to Syria", "Premier of the GDR"], ["ambassador-to-syria", "premier-of-the-gdr"]),
        (["Marshal of the Soviet Union Shuk", "General de Brach"], ["shuk", "de-brach"]),
        (["O Sr. Presidente", "Uma voz do PDA", "O Sr. Braga (PDA)"], ["o-sr-presidente", "uma-voz-do-pda", "braga"]),
        (["AN HON. MEMBER", "CAPT. ROWE"], ["an-hon-member", "rowe"]),
        (["The CHAIRMAN (Brazil)", "Mr. HOLM (Norway)"], ["the-chairman-brazil", "holm"]),
        (["Polish side", "Soviet side", "Holm"], ["polish-side", "soviet-side", "holm"]),
        (["The PRESIDENT (interpretation from Spanish)", "The PRESIDENT"], ["the-president"]),
    ],
)
def test_who_speaks_is_named_without_office_party_or_article(labels: list[str], ids: list[str]) -> None:
    turns = "\n\n".join(f"{label}: We have heard it twice, and we shall not forget it." for label in labels * 3)
    record = Reader().read(f"Minutes of the Sitting\n\n{turns}\n".encode(), "sitting.txt")
    assert sorted(person.id for person in record.people) == sorted(ids)


def test_a_short_label_is_who_the_record_says_it_is() -> None:
    legend = "Key: UM = Unidentified Male; S = Sabir; MZ = Munir Zadran; H = probably Engineer Holm"
    said = "\n\n".join(f"{label}: We have seen it ourselves." for label in ("S", "MZ", "H", "UM") * 3)
    record = Reader().read(f"Sabir Discussing Silver Sites\n\n{legend}\n\n{said}\n".encode(), "tape.txt")
    assert {person.labels: person.name for person in record.people if person.labels} == {
        ("S",): "Sabir",
        ("MZ",): "Munir Zadran",
        ("H",): "Holm",
        ("UM",): "UM",
    }


def test_two_definitions_that_point_to_each_other_end() -> None:
    said = "\n\n".join(f"{label}: We have seen it ourselves." for label in ("BELL", "HOLM") * 3)
    record = Reader().read(f"Tape 5\n\nKey: BELL = Holm; HOLM = Bell\n\n{said}\n".encode(), "tape.txt")
    assert {person.name for person in record.people} == {"Bell", "Holm"}


def test_an_office_is_held_by_whom_the_record_names_beside_it() -> None:
    turns = (
        "El Sr. PRESIDENTE (Olmedo): Se abre la sesión.\n\nEl Sr. MARINA: Pido la palabra.\n\n"
        "El Sr. PRESIDENTE: Tiene la palabra.\n\nEl Sr. MARINA: No hay agua.\n\nEl Sr. PRESIDENTE: Gracias.\n"
    )
    one = Reader().read(f"Sesión de la Comisión\n\n{turns}".encode(), "one.txt")
    assert [turn.speakers[0].name for turn in one.turns] == ["Olmedo", "Marina", "Olmedo", "Marina", "Olmedo"]
    two = Reader().read(f"Sesión de la Comisión\n\n{turns}\nEl Sr. PRESIDENTE (Lago): Basta.\n".encode(), "two.txt")
    assert [turn.speakers[0].name for turn in two.turns][2] == "El Sr. PRESIDENTE"
