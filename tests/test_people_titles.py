"""Titles, letters and words for many in a label: who is a person by them, and who is not."""

from __future__ import annotations

from test_people_offices import head_and, turns, who


def test_who_is_heard_through_an_interpreter_is_no_interpreter() -> None:
    labels = ["ABEL LUND (through interpreter)", "INTERPRETER", "MR. HOLM", "ABEL LUND", "INTERPRETER"]
    assert who(f"Verbatim Record\n\n{turns(*labels)}\n") == [
        "Abel Lund",
        "<INTERPRETER>",
        "Holm",
        "Abel Lund",
        "<INTERPRETER>",
    ]


def test_the_letters_of_a_telephone_conversation_are_the_names_of_its_title() -> None:
    title = "Transcript of a Telephone Conversation Between the Assistant (Holmer) and the Ambassador (Brekke)"
    assert head_and(title, "B", "H", "B", "H") == ["Brekke", "Holmer", "Brekke", "Holmer"]


def test_who_asks_a_minister_is_not_of_the_ministry() -> None:
    labels = ["HELEN CRAW (Karsk) to the Minister for Works", "Hon PETE HODGE (Minister for Works)"]
    assert head_and("Questions for Oral Answer", *labels, *labels) == ["Helen Craw", "Pete Hodge"] * 2


def test_a_title_makes_a_person_of_a_word_for_many() -> None:
    labels = ["THE CHAIRMAN", "MR. GUEST", "MR. NOBLE", "MR. TELL", "GUESTS"]
    expected = ["<THE CHAIRMAN>", "Guest", "Noble", "Tell", "<GUESTS>"]
    assert head_and("Verbatim Record", *labels, *labels) == expected * 2


def test_husband_and_wife_who_answer_each_other_are_two() -> None:
    labels = ["HOLM", "GARRIT", "MRS. GARRIT", "GARRIT", "HOLM", "MRS. GARRIT"]
    expected = ["Holm", "Garrit", "Mrs. Garrit", "Garrit", "Holm", "Mrs. Garrit"]
    assert head_and("Oral History Interview", *labels) == expected


def test_who_asks_is_who_examines() -> None:
    said = "\n\n".join(f"{label} {text}" for label, text in [
        ("THE COURT:", "We shall go on."), ("MS. OYELA:", "Thank you, Your Honour."), ("Examined by Ms. Oyela:", ""),
        ("Q.", "Where were you?"), ("A.", "I was at the ferry."), ("Q.", "And then?"), ("A.", "Then I went home."),
        ("THE COURT:", "Very well."), ("MS. OYELA:", "I have no more questions."),
    ])  # fmt: skip
    found = who(f"Verbatim Record of the Trial\n\n{said}\n")
    assert found[2] == found[4] == "Oyela"


def test_capitals_of_turkish_become_its_small_letters() -> None:
    assert head_and("Tutanak", "FARUK DEMİRKAYA", "BAŞKAN", "FARUK DEMİRKAYA", "BAŞKAN")[0] == "Faruk Demirkaya"
