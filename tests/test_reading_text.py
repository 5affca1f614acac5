"""What is read in the text of a record: notes, labels, rosters, asides, the two ends of a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diplomata.lines import split_lines
from diplomata.recognise.blocks import split_blocks
from diplomata.tei.document import encode
from diplomata.tei.namespace import NS
from reading_support import reader

if TYPE_CHECKING:
    from diplomata.record import Record


def read(text: str, name: str = "lamp.txt") -> Record:
    return reader().read(text.encode(), name)


def test_a_paragraph_that_a_page_broke_behind_a_comma_has_all_its_words() -> None:
    text = "The pier in the north harbour was built of oak,\n\nand nobody has mended it since."
    (block,) = split_blocks(split_lines(text))
    assert block.text == "The pier in the north harbour was built of oak, and nobody has mended it since."


@pytest.mark.parametrize(
    "mark", ["00:14", "00:14:30", "Time stamp 00:14", "timestamp: 1:04:15", "Timecode 00:14-00:16"]
)
def test_the_time_of_a_tape_is_a_note_and_no_event(mark: str) -> None:
    text = f"Title: Tape\n\nKARSK: We begin now.\n\n[{mark}]\n\nLUND: Yes, we do. [{mark}] And so.\n\nKARSK: Good.\n"
    root = encode(read(text)).root
    assert [stamp.text for stamp in root.findall(".//t:note[@type='timestamp']", NS)] == [mark, mark]
    assert not root.findall(".//t:stage", NS)


@pytest.mark.parametrize(
    ("line", "funder"),
    [
        ("This document was made possible with support from the Harbour Trust.", "Harbour Trust"),
        ("Translation made possible with support from Harbour Trust", "Harbour Trust"),
        ("This document wasmade possible with support from Harbour Trust.", None),
        ("Harbour Trust, with support from Quay Fund", None),
    ],
)
def test_who_paid_is_named_without_the_formula_and_no_word_is_lost(line: str, funder: str | None) -> None:
    page = (
        "Digital Archive International History Declassified\nMay 6, 1950\nLetter on Pears\nCitation:\n"
        f'"Letter on Pears," May 6, 1950, Quay Archive.\nCredits:\n{line}\nOriginal Language:\nGerman\n'
        "Contents:\n• English Translation\nDear Sir,\nThe pears came.\n"
    )
    record = read(page, "pears.txt")
    assert record.header.funders == ((funder or line.rstrip(".")),)
    encode(record)


def test_the_comments_of_departments_are_no_turns() -> None:
    said = "\n\n".join(
        f"{office}: We see no objection in principle, and we should prefer to wait until the session has ended."
        for office in ("Legal Department", "Treasury", "Western Department", "Planning Section")
    )
    record = read(f"Title: Memorandum on the Harbour Dues\n\nThe views of the departments are these.\n\n{said}\n")
    assert record.turns == ()


def test_a_roster_ends_where_somebody_speaks() -> None:
    text = (
        "徐副部长会见代表团谈话记录\n\n参加人：\n我方：徐明远副部长、翻译罗平\n对方：代表团团长丹迪\n\n"
        "徐副部长：欢迎你们。昨天去看了水库。\n\n丹迪：非常好。我们那里没有水库。\n\n徐副部长：明年再来。\n\n丹迪：谢谢。\n"
    )
    record = read(text)
    assert [turn.label for turn in record.turns] == ["徐副部长", "丹迪", "徐副部长", "丹迪"]


def test_a_few_labels_that_never_return_make_no_dialogue_of_a_letter() -> None:
    said = "\n\n".join(
        f"The ambassador of {land}: He believes that tractors are standing, therefore soldiers are marching."
        for land in ("Vessen", "Kestria", "Norland", "Tarim")
    )
    prose = "\n\n".join(
        ["The shops were open, and there was little in them, as the embassy has reported before."] * 8
    )
    assert read(f"Telegram from the Embassy\n\n{prose}\n\n{said}\n").turns == ()


@pytest.mark.parametrize("stamp", ["[10.04]", "[10:04]", "10:04"])
def test_a_time_before_a_label_is_no_part_of_it(stamp: str) -> None:
    said = "\n\n".join(
        f"{stamp} {label}: We resume, and we shall not stop." for label in ("MR. OTT", "THE WITNESS") * 3
    )
    assert {turn.label for turn in read(f"Transcript of the Hearing\n\n{said}\n").turns} == {"MR. OTT", "THE WITNESS"}


def test_the_number_of_a_copy_is_no_part_of_the_classification() -> None:
    record = read(
        "Journal of A. Kulish\n\nSECRET. Copy No. 2\n\n15 February 1960\n\nThe ballots lie under a tarpaulin.\n"
    )
    assert record.header.classifications == ("SECRET",)


def test_behind_a_salutation_a_letter_may_go_on_in_lower_case() -> None:
    text = (
        "Title: Brief\n\nBonn, den 4. Mai 1993\n\nSehr geehrter Herr Bundeskanzler, lieber Freund Helmut,\n\n"
        "ich danke Ihnen für Ihren Brief vom April. Er ist hier mit Freude gelesen worden.\n\nOtto Kessler\n"
    )
    body = encode(read(text)).root
    assert body.findtext(".//t:salute", namespaces=NS) == "Sehr geehrter Herr Bundeskanzler, lieber Freund Helmut,"
    assert not body.findall(".//t:pb", NS)


def test_who_deciphered_a_telegram_stands_under_its_signature() -> None:
    text = "Title: Telegram\n\nPlease tell us by Monday what to say.\n\nHladil\n\nDeciphered: 24. 8. 63, Kubes\n"
    body = encode(read(text)).root
    assert [e.text for e in body.iterfind(".//t:signed", NS)] == ["Hladil"]
    assert [e.text for e in body.iterfind(".//t:trailer", NS)] == ["Deciphered: 24. 8. 63, Kubes"]


def test_a_sentence_ends_a_roster_and_heads_no_section() -> None:
    text = (
        "Conversation between Oto Kern and Lia Venn\n\nParticipants:\nCde. Oto Kern\nMr. Lia Venn\n"
        "The conversation began at 10:00.\n\nCde. O. Kern\nI welcome you.\n\nMr. L. Venn\nWe came with a list.\n\n"
        "Cde. O. Kern\nThe Belgians want to sell the railway. (Laughter.)\n\nMr. L. Venn\nThat is possible.\n"
    )
    record = read(text)
    assert [turn.label for turn in record.turns] == ["Cde. O. Kern", "Mr. L. Venn"] * 2
    assert not encode(record).root.findall(".//t:div/t:head", NS)


DIALOGUES = {
    "questions numbered and answered in one paragraph": (
        "EXAMINED BY MR. LUND\n\n"
        + "\n\n".join(f"{n}. Q. Was the lamp lit? A. It was lit at {n - 200}." for n in range(211, 217)),
        [("Q.", "A.")] * 6,
    ),
    "names in Han characters before a blank": (
        "座談会　渡し舟のころ\n\n"
        + "\n\n".join("目崎　舟はいつ出ましたか。\n\n丸山　朝の五時だ。風があった。" for _ in range(4)),
        [("目崎", "丸山")] * 4,
    ),
    "a figure behind a label in capitals": (
        "Talks on Herring\n\n" + "MIRO. I said 85, and not a crown less.\n\nMARLO. 78, and I send the ice.\n\n" * 4,
        [("MIRO.", "MARLO.")] * 4,
    ),
    "a voice with a title and no name": (
        "DIARIO DE SESIONES\n\n"
        + "Sr. Zubia. — Faltan escuelas.\n\nSr. Carbo. — Faltan maestros.\n\n" * 4
        + "Una señora en la barra. — ¡Y una maestra!\n\nSr. Zubia. — También.\n",
        [("Sr. Zubia. —", "Sr. Carbo. —")] * 4 + [("Una señora en la barra. —", "Sr. Zubia. —")],
    ),
}


@pytest.mark.parametrize("name", DIALOGUES)
def test_each_turn_of_a_dialogue_is_found(name: str) -> None:
    text, pairs = DIALOGUES[name]
    speakers = encode(read(f"{text}\n")).root.findall(".//t:speaker", NS)
    found = ["".join(speaker.itertext()) for speaker in speakers]
    assert [label.split(". ", 1)[1] if label[0].isdigit() else label for label in found] == [
        label for pair in pairs for label in pair
    ]


@pytest.mark.parametrize(
    "line",
    [
        "But I'll add this for President Lund: the lamps are out, and nobody lights them.",
        "Mr. Minister:",
        "Honoured Minister and dear friend:",
        "II. Meeting of 3 October",
        "Ordre du jour: the lamps of the harbour.",
    ],
)
def test_what_ends_in_a_colon_or_a_stop_and_names_nobody_is_no_label(line: str) -> None:
    prose = "The keeper of the lamps has the honour to inform you that the lamps of the harbour are out."
    assert read(f"Letter on Lamps\n\n{line}\n\n{prose}\n\n{prose}\n").turns == ()


@pytest.mark.parametrize(
    "line", ["SOUND: HAMMERING, DISTANT. HOLD THREE SECONDS AND OUT.", "—Se vota y resulta afirmativa."]
)
def test_what_a_studio_or_a_diary_of_sessions_sets_between_turns_is_an_aside(line: str) -> None:
    turns = "Sr. Zubia. — Faltan escuelas.\n\nSr. Carbo. — Faltan maestros.\n\n" * 3
    root = encode(read(f"Sesión\n\n{turns}{line}\n\n{turns}")).root
    assert [stage.text for stage in root.findall(".//t:stage", NS)] == [line]


def test_the_bracket_round_the_word_enclosure_is_no_insertion() -> None:
    letter = "Letter on Lamps\n\nDear Sir,\n\nI send you the list.\n\nYours,\n\nA. Lund"
    root = encode(read(f"{letter}\n\n[Enclosure]\n\nThe first lamp is out.\n")).root
    assert [head.text for head in root.findall(".//t:div[@type='enclosure']/t:head", NS)] == ["[Enclosure]"]


@pytest.mark.parametrize(
    "mark", ["Minute, in red ink: file this", "Sul verso, di altra mano: ricevuta", "in blue pencil: no"]
)
def test_what_another_hand_has_added_is_a_note(mark: str) -> None:
    root = encode(read(f"Petition on Lamps\n\nThe lamps of the harbour are out. [{mark}]\n\nWe ask for oil.\n")).root
    assert len(root.findall(".//t:note[@type='handwritten']", NS)) == 1


@pytest.mark.parametrize(
    ("bracket", "path"),
    [
        ("Here the volume ends. The other leaves are blank.", "t:note[@type='editor']"),
        ("Palabra ilegible", "t:gap[@reason='illegible']"),
        ("字迹不清", "t:gap[@reason='illegible']"),
        ("niesłyszalne", "t:gap[@reason='inaudible']"),
    ],
)
def test_what_an_editor_says_of_the_text_is_no_insertion(bracket: str, path: str) -> None:
    root = encode(read(f"Diary\n\nThe lamps of the harbour are out.\n\n[{bracket}]\n\nWe lit them again.\n")).root
    assert len(root.findall(f".//{path}", NS)) == 1
    assert not root.findall(".//t:supplied", NS)


def test_the_mark_of_a_leaf_is_a_page_break() -> None:
    root = encode(read("Diary\n\nThe lamps of the harbour were out all night. [f. 22r] We lit them again.\n")).root
    assert [pb.get("n") for pb in root.findall(".//t:pb", NS)] == ["[f. 22r]"]


def test_a_rank_in_brackets_is_an_insertion_and_no_event() -> None:
    root = encode(
        read("Talks\n\nHOLM: We met [General] Brask.\n\nLUND: Did you? [General merriment]\n\nHOLM: Yes.\n")
    ).root
    assert [supplied.text for supplied in root.findall(".//t:supplied", NS)] == ["General"]
    assert [stage.text for stage in root.findall(".//t:stage", NS)] == ["General merriment"]
