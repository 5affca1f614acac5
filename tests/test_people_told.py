"""Speakers whom the header of a text edition lists."""

from __future__ import annotations

from diplomata.reading import Reader
from diplomata.tei.document import encode
from diplomata.tei.namespace import NS

LISTED = f"""Title: Talk on the ferry
Speaker: Ada Voss = Cde. Voss | V.
Speaker: THE CHAIRMAN (?)
Speaker: Nils Orth = Orth

{"─" * 72}

Cde. Voss: We have no ferry.

THE CHAIRMAN: Note it.

Dorn: This is no label.

V.: I have noted it.
"""


def test_the_header_of_a_text_edition_says_who_speaks() -> None:
    record = Reader().read(LISTED.encode(), "ferry.txt")
    people = {person.id: (person.name, person.kind, person.labels) for person in record.people}
    assert people == {
        "ada-voss": ("Ada Voss", "person", ("Cde. Voss", "V.")),
        "the-chairman": ("THE CHAIRMAN", "group", ("THE CHAIRMAN",)),
        "nils-orth": ("Nils Orth", "person", ("Orth",)),
    }
    said = [(turn.label, [person.id for person in turn.speakers]) for turn in record.turns]
    assert said == [("Cde. Voss", ["ada-voss"]), ("THE CHAIRMAN", ["the-chairman"]), ("V.", ["ada-voss"])]
    assert encode(record).root.xpath("//t:sp[@cert]/@who", namespaces=NS) == ["#the-chairman"]


def test_a_speaker_whom_the_header_lists_may_say_nothing() -> None:
    header = "Title: Talk\nSpeaker: Nils Orthen = Cde. Orthen\nSpeaker: Nils Orther = Cde. Orther\n\n"
    record = Reader().read(f"{header}{'─' * 72}\n\nThe ferry did not come.\n".encode(), "ferry.txt")
    assert [person.id for person in record.people] == ["nils-orthen", "nils-orther"]
    assert record.turns == ()
