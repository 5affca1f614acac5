"""Reading as its callers see it: what a record says of itself, who speaks in it, what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diplomata.edition import Edition
from diplomata.errors import RecordRefused, UsageError
from diplomata.reading import Reader
from diplomata.record import Span
from diplomata.tei.body import body_markup
from diplomata.tei.document import encode
from diplomata.tei.namespace import NS
from reading_support import SPECIMENS, reader

if TYPE_CHECKING:
    from pathlib import Path

    from diplomata.record import Record

PROSE = "The lamp was lit in the evening, and it stood there burning until the morning came.\n"
SPOKEN = (
    "Have you counted the boats in the harbour?",
    "We have counted them twice, and came to two results.",
    "Which of the two results is the better one?",
    "The second, because it was made by daylight.",
    "Then let us write the second one down.",
    "I have written down the first one already.",
)


def read(text: str, name: str = "lamp.txt") -> Record:
    return reader().read(text.encode(), name)


def note(**keys: str) -> Record:
    """A small record with a header of keys, such as ``Date``."""
    lines = "".join(f"{key.replace('_', ' ')}: {value}\n" for key, value in keys.items())
    return read(f"Title: Note on the Lamp\n{lines}\n{PROSE}")


@pytest.mark.parametrize(
    ("printed", "when"),
    [
        ("4 May 1961", "1961-05-04"),
        ("May 4, 1961", "1961-05-04"),
        ("May 04, 1961", "1961-05-04"),
        ("4th May, 1961", "1961-05-04"),
        ("Thursday, 4 May 1961", "1961-05-04"),
        ("4 Sept 1961", "1961-09-04"),
        ("4. Mai 1964", "1964-05-04"),
        ("4.5.1961", "1961-05-04"),
        ("13/5/1961", "1961-05-13"),
        ("5/13/1961", "1961-05-13"),
        ("5/5/1961", "1961-05-05"),
        ("1961-05", "1961-05"),
        ("1961-05-04T10:30:00Z", "1961-05-04"),
        ("Thursday, 4 May 1961, 10:30", "1961-05-04"),
        ("ca. May 1961", "1961-05"),
        ("early 1961", "1961"),
        ("1er mars 1959", "1959-03-01"),
        ("4 de mayo de 1961", "1961-05-04"),
        ("4 мая 1961 года", "1961-05-04"),
        ("1961年5月4日", "1961-05-04"),
        ("1961-05-04", "1961-05-04"),
        ("[4 May 1961]", "1961-05-04"),
        ("29 February 1960", "1960-02-29"),
        ("November 1967", "1967-11"),
        ("1967", "1967"),
    ],
)
def test_a_date_says_as_much_as_is_printed(printed: str, when: str) -> None:
    record = note(Date=printed)
    assert record.header.date is not None
    assert (record.header.date.printed, record.header.date.attributes) == (printed, {"when": when})
    assert record.diagnostics == ()


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("16/17 August 1957", "1957-08-16", "1957-08-17"),
        ("August 16-17, 1957", "1957-08-16", "1957-08-17"),
        ("30 April - 2 May 1961", "1961-04-30", "1961-05-02"),
        ("31 December 1961 - 1 January 1962", "1961-12-31", "1962-01-01"),
        ("May-June 1961", "1961-05", "1961-06"),
        ("1957-1959", "1957", "1959"),
        ("1957/58", "1957", "1958"),
        ("between 1957 and 1959", "1957", "1959"),
        ("between 30 April 1961 and 2 May 1961", "1961-04-30", "1961-05-02"),
        ("from 3 to 5 May 1961", "1961-05-03", "1961-05-05"),
        ("3 or 4 May 1961", "1961-05-03", "1961-05-04"),
        ("Spring 1961", "1961-03", "1961-06"),
        ("Herbst 1961", "1961-09", "1961-12"),
        ("the 1960s", "1960", "1969"),
    ],
)
def test_a_date_of_several_days_has_bounds(printed: str, first: str, last: str) -> None:
    date = note(Date=printed).header.date
    assert date is not None
    assert date.attributes == {"notBefore": first, "notAfter": last}


@pytest.mark.parametrize(
    ("printed", "bound"),
    [
        ("before 5 May 1961", {"notAfter": "1961-05-05"}),
        ("not later than May 1961", {"notAfter": "1961-05"}),
        ("vor dem 5. Mai 1961", {"notAfter": "1961-05-05"}),
        ("after 5 May 1961", {"notBefore": "1961-05-05"}),
        ("not before 1961", {"notBefore": "1961"}),
        ("après mai 1961", {"notBefore": "1961-05"}),
    ],
)
def test_a_date_with_one_bound(printed: str, bound: dict[str, str]) -> None:
    record = note(Date=printed)
    assert record.header.date is not None
    assert (record.header.date.printed, record.header.date.attributes) == (printed, bound)
    assert record.diagnostics == ()


@pytest.mark.parametrize(
    ("printed", "when"),
    [
        ("3 February 2019", "2019-02-03"),
        ("February 3, 2019", "2019-02-03"),
        ("2/3/2019", None),
        ("13/2/2019", "2019-02-13"),
    ],
)
def test_the_date_of_publication_is_read_in_every_form_that_has_one_meaning(printed: str, when: str | None) -> None:
    (date,) = encode(note(Published=printed)).root.iterfind(".//t:publicationStmt/t:date", NS)
    assert (date.text, date.get("when")) == (printed, when)


@pytest.mark.parametrize(
    ("rights", "target"),
    [
        ("CC BY 4.0, https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
        ("Licensed under the Open Licence (https://lorn.example/open).", "https://lorn.example/open"),
        ("All rights reserved. Ask at https://lorn.example/desk before printing.", None),
    ],
)
def test_the_address_of_a_licence_is_its_target(rights: str, target: str | None) -> None:
    (notice,) = encode(note(Rights=rights)).root.iterfind(".//t:availability/*", NS)
    assert (notice.tag.rpartition("}")[2], notice.text, notice.get("target")) == (
        "licence" if target else "p",
        rights,
        target,
    )


@pytest.mark.parametrize(
    "printed", [". Published in Acta Sundica, vol. 2, 14-20", " (Published in Acta 5)", "; first published in Acta 5"]
)
def test_a_book_in_which_a_record_was_printed_is_no_part_of_its_shelf_mark(printed: str) -> None:
    record = note(Source=f"OSA, F. 7, Dos. 8, Fl. 1-6{printed}. Translated by Ines Quarrel.")
    assert [archive.reference for archive in record.header.archives] == ["F. 7, Dos. 8, Fl. 1-6"]
    assert record.header.translators == ("Ines Quarrel",)


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("undated", []),
        ("n.d.", []),
        ("o. D.", []),
        ("31 February 1961", ["date-unreadable"]),
        ("4/5/1961", ["date-unreadable"]),
    ],
)
def test_a_date_that_says_nothing_is_kept_and_not_guessed(printed: str, codes: list[str]) -> None:
    """A day that no calendar has, and a day that two calendars read in two ways, are left to a scholar."""
    record = note(Date=printed)
    assert record.header.date is not None
    assert (record.header.date.printed, record.header.date.attributes) == (printed, {})
    assert [d.code for d in record.diagnostics] == codes


@pytest.mark.parametrize(
    ("printed", "tags"),
    [
        ("Albanian", ["sq"]),
        ("Chinese", ["zh"]),
        ("Serbo-Croatian", ["sh"]),
        ("Farsi", ["fa"]),
        ("русский", ["ru"]),
        ("German, Russian", ["de", "ru"]),
        ("French and English", ["fr", "en"]),
    ],
)
def test_languages_have_their_codes(printed: str, tags: list[str]) -> None:
    languages = note(Original_language=printed).header.languages
    assert [language.tag for language in languages] == tags


@pytest.mark.parametrize(
    ("label", "other"),
    [
        (label, "Comrade Vera Costin:")
        for label in (
            "Comrade Mirko Aldan:", "Cde. Mirko Aldan:", "Mirko Aldan:", "ALDAN:", "Aldan:", "Mr. Richard H. Aldan:",
            "MR. E.R. ALDAN:", "THE CHAIRMAN:", "Premier Aldan:", "UM:", "The Prime Minister:", "Interpreter:",
            "Minister ALDAN:", "Dr. Aldan:", "Lt. Col. Aldan:", "Lord Aldan:", "Genosse Aldan:", "Herr Aldan:",
            "Aldan (smiling):", "Aldan (Velia):", "Mr. ALDAN (Velia):", "North (ALDAN):", "O'Dell:", "Al-Aldan:",
            "Voice from the floor:", "Several voices:", "Speaker 1:", "Interviewer:", "Vice-Chairman Aldan:", "M.A.:",
        )
    ]
    + [
        ("Q:", "A:"),
        ("M. ALDAN.", "V. COSTIN."),
        ("M. Aldan :", "M. Costin :"),
        ("Товарищ Алдан:", "Товарищ Костин:"),
        ("Тов. Алдан.", "Тов. Костин."),
        ("陈主任：", "林同志："),
    ],
)  # fmt: skip
def test_forms_of_labels(label: str, other: str) -> None:
    """Each form, three times and in turn with another's, is a speaker, and nothing about it is unsure."""
    text = "\n\n".join(f"{(label, other)[at % 2]} {said}" for at, said in enumerate(SPOKEN))
    record = read(f"Talk on the Boats\n\n{text}\n")
    assert [turn.text for turn in record.turns] == list(SPOKEN)
    one, another = (turn.speaker.id for turn in record.turns[:2])
    assert one != another
    assert [turn.speaker.id for turn in record.turns] == [one, another] * 3
    assert {person.id for person in record.people} == {one, another}
    assert record.diagnostics == ()


@pytest.mark.parametrize(
    "label",
    [
        "Time:", "Place:", "Subject:", "Date and Time:", "Recipients:", "Source:", "Note:", "Att:", "No:", "From:",
        "To:", "Signed:", "Conclusion:", "For example:", "First:", "Result:", "In short:",
    ],
)  # fmt: skip
def test_what_is_no_speaker(label: str) -> None:
    record = read("Report on the Boats\n\n" + "\n\n".join(f"{label} {said}" for said in SPOKEN) + "\n")
    assert record.turns == ()
    assert record.people == ()


def test_a_turn_is_a_value() -> None:
    record = read(
        "Talk on the Boats\n\nMirko Aldan: Have you counted them?\n\nAll of them,\u00a0 I mean.\n\n"
        "Comrade Vera Costin: Twice.\n\nMirko Aldan: Why twice?\n\nComrade Vera Costin: To be sure.\n"
    )
    first = record.turns[0]
    assert (first.speaker.id, first.label) == ("mirko-aldan", "Mirko Aldan")
    assert first.text == "Have you counted them? All of them, I mean."
    assert record.text[first.start : first.end].startswith("Mirko Aldan: Have")
    assert record.counts()["sp"] == 4
    assert 0.5 <= first.certainty <= 1


@pytest.mark.parametrize(
    ("name", "number", "ident"),
    [
        ("lamp.txt", "70412", "record-70412"),
        ("lamp.txt", "", "record-lamp"),
        ("papers/1961/Lamp & Oil.txt", "", "record-lamp-oil"),
        ("-", "", "record-stdin"),
        ("../../etc/passwd", "", "record-passwd"),
    ],
)
def test_the_id_is_the_number_or_the_name_of_the_file(name: str, number: str, ident: str) -> None:
    key = f"Record: {number}\n" if number else ""
    record = read(f"Title: Note on the Lamp\n{key}Source: Orlat City Archive, folder 12\n\n{PROSE}", name)
    assert record.id == ident
    assert record.diagnostics == ()


@pytest.mark.parametrize("number", ["../../etc/passwd", "a b", "x" * 200, "..", "<script>"])
def test_a_number_that_is_no_id_is_told_and_kept(number: str) -> None:
    record = note(Record=number)
    assert record.id == "record-lamp"
    assert record.header.record_number == number
    assert [d.code for d in record.diagnostics] == ["record-id-unsafe"]


def test_a_layout_can_be_named() -> None:
    data = SPECIMENS[0].read_bytes()
    told = reader().read(data, "x.txt")
    forced = reader().read(data, "x.txt", layout="p")
    assert told.layout == "a"
    assert forced.layout == "p"
    assert forced.header.citation == ""
    with pytest.raises(UsageError, match="no layout is called 'z'") as wrong:
        reader().read(data, "x.txt", layout="z")
    assert "a, b1" in wrong.value.hint


def test_a_record_larger_than_the_limit_is_refused() -> None:
    small = Reader(replace(Edition(), max_bytes=100))
    assert small.read(b"Note\n\nThe lamp was lit.\n", "x.txt").header.title == "Note"
    with pytest.raises(RecordRefused, match="more than the limit of 100") as refused:
        small.read(b"x" * 101, "x.txt")
    assert [d.code for d in refused.value.diagnostics] == ["source-too-large"]


def test_a_layout_of_the_edition_works_like_ours(tmp_path: Path) -> None:
    """A parliament prints its debates in a way of its own; a file of nine lines reads them."""
    folder = tmp_path / "layouts"
    folder.mkdir()
    (folder / "diet.toml").write_text(
        'name = "diet"\ndescribes = "Debates of the Diet"\nthreshold = 2\n'
        'clues = [{ line = "DEBATES OF THE DIET", weight = 3 }]\nfurniture = ["DEBATES OF THE DIET"]\n\n'
        '[[zones]]\nkind = "labels"\ninline = true\n[zones.labels]\n"Sitting of" = "date"\n"Matter" = "title"\n'
        '"Volume" = "source"\n"Debate" = "contents"\n\n[[zones]]\nkind = "body"\n',
        encoding="utf-8",
    )
    text = (
        "DEBATES OF THE DIET\n\nSitting of: 4 May 1961\nMatter: The Ferry\nVolume: OSA, F. 7, Dos. 8\nDebate\n\n"
        + "\n\n".join(f"{('MR. ALDAN:', 'MRS. COSTIN:')[at % 2]} {said}" for at, said in enumerate(SPOKEN))
    )
    record = Reader(replace(Edition(), folder=tmp_path)).read(text.encode(), "x.txt")
    assert record.layout == "diet"
    assert (record.header.title, record.header.archives[0].reference) == ("The Ferry", "F. 7, Dos. 8")
    assert record.header.date is not None
    assert record.header.date.when == "1961-05-04"
    assert len(record.turns) == len(SPOKEN)
    assert reader().read(text.encode(), "x.txt").layout != "diet"


@pytest.mark.parametrize(
    ("second", "when"), [("May 3, 1951", "1951-05-03"), ("in the evening", "1951-05-03"), ("4 May 1951", "")]
)
def test_of_two_dates_none_is_lost_and_none_is_chosen(second: str, when: str) -> None:
    text = (
        f"Title: On tar\nDate: 3 May 1951\nDate: {second}\n\nThe tar has come, and it is too little for the boats.\n"
    )
    record = Reader().read(text.encode(), "tar.txt")
    assert record.header.date is not None
    assert (record.header.date.printed, record.header.date.when) == (f"3 May 1951; {second}", when)
    assert ("date-unreadable" in [found.code for found in record.diagnostics]) is (not when)


def test_what_is_told_of_a_gap_is_plain_text() -> None:
    text = "On a cable\n\nThe price is 61. [Two gro[sic]ups of the cipher illegible.] I repeat 61, and wait.\n"
    xml = encode(Reader().read(text.encode(), "cable.txt")).xml.decode()
    assert "<desc>Two gro[sic]ups of the cipher illegible.</desc>" in xml


def test_an_element_that_goes_on_behind_a_line_of_the_header_does_not_take_that_line() -> None:
    record = read("On depths\n\nThe depth is five metres.\n\nDutch\n\nIt was six metres once.\n")
    before, taken, behind = record.lines.body
    whole = Span(before[0], behind[1], "p")
    lines = replace(record.lines, fields=(*record.lines.fields, ("language", *taken)), body=(before, behind))
    inside, _ = body_markup(replace(record, spans=(whole,), lines=lines))
    assert "five metres. It was six" in " ".join(inside.split())
    assert "Dutch" not in inside
