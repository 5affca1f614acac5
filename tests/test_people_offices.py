"""Labels that name nobody: whose they are where the record says so, and a group where it does not."""

from __future__ import annotations

import pytest

from diplomata.reading import Reader
from diplomata.recognise.han import name_and_office
from diplomata.recognise.offices import office_of
from diplomata.tei.document import encode
from diplomata.tei.namespace import NS
from diplomata.validation import validate_bytes

SAID = "We have heard it twice, and we shall not forget it."


def turns(*labels: str, mark: str = ":", said: str = SAID) -> str:
    return "\n\n".join(f"{label}{mark} {said}" for label in labels)


def who(text: str) -> list[str]:
    """The name of who speaks, turn by turn; that of a group in angle brackets."""
    record = Reader().read(text.encode(), "sitting.txt")
    speakers = [turn.speakers[0] for turn in record.turns]
    return [person.name if person.kind == "person" else f"<{person.name}>" for person in speakers]


def head_and(head: str, *labels: str, mark: str = ":") -> list[str]:
    return who(f"{head}\n\n{turns(*labels, mark=mark)}\n")


@pytest.mark.parametrize(
    ("head", "label", "other", "name"),
    [
        ("Verbatim Record\n\nPresident: Mr. R. A. ODUYA (Karran).", "The PRESIDENT", "Mr. HOLM", "R. A. Oduya"),
        (
            "Minutes of Evidence\n\nPRESENT\n\nSir LESLIE MARLO, K.C.B. (Chairman)",
            "Chairman",
            "Mr. Holm",
            "Leslie Marlo",
        ),
        (
            "Hearing\n\nPresent: Senator Hugh Marlo, chairman; Senator Guy Brask",
            "The CHAIRMAN",
            "Mr. HOLM",
            "Hugh Marlo",
        ),
        (
            "Hearing\n\nThe committee met at ten, Senator Hugh Marlo (chairman) presiding.",
            "The CHAIRMAN",
            "Mr. HOLM",
            "Hugh Marlo",
        ),
        (
            "Talks\n\nPARTICIPANTS: President Gerald R. Marlo; Minister Stefan Holm",
            "President",
            "Holm",
            "Gerald R. Marlo",
        ),
        (
            "Board\n\nPRESENT:\nChairperson: Rev Mthim\nSecretary: Mrs Ada Brask\n\nThey met at noon.",
            "Chairperson",
            "Mr Holm",
            "Mthim",
        ),
        ("[Mr. A. B. Marlo in the Chair]", "Mr. Chairman", "Mr. Holm", "A. B. Marlo"),
        ("Conversation between President Marlo and Minister Holm", "The President", "Minister Holm", "Marlo"),
        ("DIARIO\n\nPRESIDENCIA DEL EXCMO. SR. D. TEO MARLO", "El Sr. PRESIDENTE", "El Sr. HOLM", "Teo Marlo"),
        ("PRÉSIDENCE DE M. JEAN LE MARLEC,\nvice-président", "M. le président", "Mme Rey", "Jean Le Marlec"),
        ("SEDUTA DI LUNEDÌ\n\nPRESIDENZA DEL VICEPRESIDENTE MARLO", "PRESIDENTE", "HOLM", "Marlo"),
        (
            "DIÁRIO DAS SESSÕES\n\nPresidente: Ex.mo Sr. Teo Marlo da Costa",
            "O Sr. Presidente",
            "O Sr. Holm",
            "Teo Marlo da Costa",
        ),
        ("Стенограмма\n\nПредседательствует тов. Марлов", "Председатель", "Тов. Хольм", "Марлов"),
        ("Entretien entre le général de Brach et M. Holm", "Le Général", "M. Holm", "de Brach"),
        ("Jegyzőkönyv\n\nElnök: Kovács Béla", "ELNÖK", "NAGY IMRE", "Kovács Béla"),
        ("Protokoll\n\nOrdförande: herr Erik Marlo", "Ordföranden", "Herr Berg", "Erik Marlo"),
        ("Sitzung\n\nDen Vorsitz führt Staatssekretär Marlo.", "Der Vorsitzende", "Abg. Kern", "Marlo"),
        (
            "Verbatim\n\nIn the absence of the President, Mr. Marlo (Norland), Vice-President, took the Chair.",
            "The PRESIDENT",
            "Mr. HOLM",
            "Marlo",
        ),
        ("Audition de M. Paul Marlo, préfet, sur la crue", "M. le préfet", "Mme Rey", "Paul Marlo"),
        ("Testimony of Mrs. Ada Marlo before the Committee", "THE WITNESS", "MR. HOLM", "Ada Marlo"),
        ("毛洛东主席会见外宾谈话记录", "主席", "外宾", "毛洛东"),
        ("座谈会记录\n\n主持：马洛文同志", "主席", "霍尔姆", "马洛文"),
        (
            "Trial\n\nBefore the Honorable WALTER C. MARLO, Judge of said court",
            "THE COURT",
            "MR. HOLM",
            "Walter C. Marlo",
        ),
    ],
)
def test_the_heading_says_who_holds_the_office(head: str, label: str, other: str, name: str) -> None:
    found = head_and(head, label, other, label, other, label, other)[-6:]
    assert [found[0].casefold(), found[2].casefold()] == [name.casefold()] * 2
    assert found[1] != found[0]


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("Report on the Canal", "The CHAIRMAN"),
        ("PRESENT: Ambassador Teo Marlo; Ambassador Ivo Brask", "The Ambassador"),
        ("PRESENT: President A. Marlo; President C. Brask", "The PRESIDENT"),
        ("Vice-President: Mr. A. MARLO", "The PRESIDENT"),
        ("[Mr. Speaker in the Chair]", "Mr. Speaker"),
        ("Letter from the President of the Council", "The President"),
        ("PRESIDENCIA DEL CONSEJO DE MINISTROS", "El PRESIDENTE"),
        ("Talks on the Death of President Marlo", "The President"),
        ("Talks\n\nTranslator: Ivo Marlo", "The Translator"),
        ("PRESENT: Ivo Marlo, member of the Board; Secretary Ada Brask", "A Member"),
        ("Interview with Le Matin", "A"),
        ("PRESENT: former President Ivo Marlo; Secretary Ada Brask", "The President"),
        ("Statement of Felix Marlo, president of the Marlo Company", "The President"),
    ],
)
def test_where_the_record_does_not_say_who_it_is_it_stays_a_group(head: str, label: str) -> None:
    found = head_and(head, label, "Mr. HOLM", label, "Mr. HOLM", label, "Mr. HOLM")
    assert found[::2] == [f"<{label}>"] * 3


def test_another_label_says_who_holds_the_office() -> None:
    labels = [
        "M. le président",
        "M. Gaston Perrot, rapporteur",
        "M. Louis Castel",
        "M. le rapporteur",
        "M. Louis Castel",
        "M. le ministre des travaux publics",
        "Mme Rey",
    ]
    long = "M. André Tardif, ministre des travaux publics et des transports de la République. Je serai bref."
    found = who(f"Compte rendu\n\n{turns(*labels, mark='.')}\n\n{long}\n")
    assert found[:7] == [
        "<M. le président>",
        "Gaston Perrot",
        "Louis Castel",
        "Gaston Perrot",
        "Louis Castel",
        "André Tardif",
        "Rey",
    ]


def test_an_office_and_a_person_in_one_label() -> None:
    text = (
        f"Minutes\n\nPresent: Ivo Marlo, Chairman; Captain Rask\n\n{turns(*('THE CHAIRMAN', 'Captain RASK') * 3)}\n"
    )
    both = f"{text}\n{turns('THE CHAIRMAN and Captain RASK')}\n\n{turns('Captain RASK')}\n"
    record = Reader().read(both.encode(), "minutes.txt")
    assert [[person.id for person in turn.speakers] for turn in record.turns[-2:]] == [
        ["ivo-marlo", "rask"],
        ["rask"],
    ]


def test_a_short_office_is_nobody_s_where_another_holder_is_not_told() -> None:
    interior, war = "M. Jean Roy, ministre de l'intérieur", "M. le ministre de la guerre"
    labels = [interior, "Mme Rey", "M. le ministre", "M. Castel", "M. le ministre de l'intérieur"]
    assert who(f"Débats\n\n{turns(*labels, mark='.')}\n")[2:] == ["Jean Roy", "Castel", "Jean Roy"]
    assert who(f"Débats\n\n{turns(*labels, war, mark='.')}\n")[2] == "<M. le ministre>"


def test_who_sits_in_the_chair_by_office_keeps_the_name() -> None:
    text = (
        f"[The Speaker (Mr. Slane) in the Chair]\n\n{turns('Mr. Speaker', 'Mr. Holm', 'Mr. Speaker')}\n\n"
        f"[The Deputy Speaker (Dr. Moss) took the Chair]\n\n{turns('Mr. Deputy Speaker', 'Mr. Holm')}\n"
    )
    assert who(text) == ["Slane", "Holm", "Slane", "Moss", "Holm"]


def test_two_rapporteurs_are_not_one() -> None:
    labels = ["M. Perrot, rapporteur", "M. le rapporteur", "M. Castel, rapporteur", "M. le rapporteur", "Mme Rey"]
    assert "<M. le rapporteur>" in who(f"Compte rendu\n\n{turns(*labels, mark='.')}\n")


def test_a_change_of_the_chair_changes_who_it_is_from_there_on() -> None:
    first = turns("The Chairman", "Mr. Holm", "The Chairman")
    second = turns("The Chairman", "Mr. Holm", "The Chairman")
    third = turns("The Chairman", "Mr. Holm")
    text = (
        f"[Sir Ivo Marlo in the Chair]\n\n{first}\n\n[Mrs. Ada Brask in the Chair]\n\n{second}\n\n"
        f"[The Deputy Speaker in the Chair]\n\n{third}\n"
    )
    found = [name for name in who(text) if name != "Holm"]
    assert found == ["Ivo Marlo", "Ivo Marlo", "Ada Brask", "Ada Brask", "<The Chairman>"]


COURT = """Trial of the Ferryman

THE COURT: You may call your next witness.

OTTO BRAND, called as a witness, having been duly sworn, testified as follows:

BY MR. EGAN:

Q. What did you see?

A. I saw the boat.

Q. And then?

THE WITNESS: I saw it no more.

CROSS-EXAMINATION

BY MR. ROSEN:

Q. Was it dark?

A. It was.

DR HELMUT PRANK (affirmed)

Direct examination by MR EGAN

Q. You know the river?

A. All my life.

THE COURT: Mr. Rosen?

MR. ROSEN: I object.

MR. EGAN: I withdraw it.
"""


def test_the_witness_is_who_took_the_stand_and_a_part_of_a_hearing_is_nobody() -> None:
    text = (
        f"{turns('THE MARSHAL', 'DR. HOLM', 'THE MARSHAL', 'DR. HOLM')}\n\n"
        "(ABEL LUND, a witness, took the stand and testified as follows:)\n\nDIRECT EXAMINATION BY DR. HOLM:\n\n"
        f"{turns('Q', 'A', 'Q', 'A', mark='.')}\n"
    )
    assert who(text)[-4:] == ["Holm", "Abel Lund", "Holm", "Abel Lund"]


def test_the_witness_is_who_was_sworn_last_and_counsel_who_examines() -> None:
    record = Reader().read(COURT.encode(), "court.txt")
    document = encode(record)
    printed = [
        ("".join(sp.find("t:speaker", NS).itertext()), sp.get("who"))  # type: ignore[union-attr]
        for sp in document.root.iterfind(".//t:sp", NS)
    ]
    assert printed == [
        ("THE COURT:", "#the-court"),
        ("Q.", "#egan"),
        ("A.", "#otto-brand"),
        ("Q.", "#egan"),
        ("THE WITNESS:", "#otto-brand"),
        ("Q.", "#rosen"),
        ("A.", "#otto-brand"),
        ("Q.", "#egan"),
        ("A.", "#helmut-prank"),
        ("THE COURT:", "#the-court"),
        ("MR. ROSEN:", "#rosen"),
        ("MR. EGAN:", "#egan"),
    ]
    assert validate_bytes(document.xml, "record-court.xml") == []


@pytest.mark.parametrize(
    ("head", "asks", "answers"),
    [
        ("Oral History\n\nInterviewed by: Ivo Marlo\nInterviewee: Mrs Ada Brask", "Q", "A"),
        ("Interview with Ada Brask\n\nInterviewer: Ivo Marlo", "Question", "Answer"),
        ("Entrevista con Ada Brask\n\nEntrevistador: Ivo Marlo", "Pregunta", "Respuesta"),
    ],
)
def test_the_heading_of_an_interview_names_who_asks_and_who_answers(head: str, asks: str, answers: str) -> None:
    assert head_and(head, *(asks, answers) * 3) == ["Ivo Marlo", "Ada Brask"] * 3


def test_the_heading_of_a_chinese_interview_does_so_too() -> None:
    said = turns(*("问", "答") * 3, mark="：", said="这条河从前没有桥。")
    head = "访谈记录\n\n受访者：沈慕河女士\n\n采访人：文史组 陈树河先生"
    assert who(f"{head}\n\n{said}\n") == ["陈树河", "沈慕河"] * 3


def test_two_interviewers_are_nobody_s_question() -> None:
    assert "<Q>" in head_and("Interviewers: Ivo Marlo and Una Holm\n\nInterviewee: Ada Brask", *("Q", "A") * 3)


def test_the_orator_is_whom_the_chair_gave_the_floor() -> None:
    text = (
        "DIÁRIO DAS SESSÕES\n\nO Sr. Presidente: — Tem a palavra o Sr. Deputado Melo Marlo.\n\n"
        "O Sr. Melo Marlo: — Falo da ponte.\n\nVozes: — Muito bem!\n\nO Orador: — Falo dela há vinte anos.\n\n"
        "O Sr. Brask: — V. Ex.ª dá-me licença?\n\nO Orador: — Faça favor.\n\n"
        "O Sr. Presidente: — Tem a palavra o Sr. Brask.\n\nO Sr. Brask: — Obrigado.\n\nVozes: — Muito bem!\n\n"
        "O Orador: — A ponte é velha.\n"
    )
    found = who(text)
    assert [found[3], found[5], found[9]] == ["Melo Marlo", "Melo Marlo", "Brask"]


def test_letters_are_who_the_heading_names() -> None:
    assert head_and("TELECON\nSenator Ivo Marlo/\nSecretary Brask", *("M", "B") * 3) == ["Ivo Marlo", "Brask"] * 3


def test_a_letter_that_begins_answers_elsewhere_is_a_name_among_letters() -> None:
    assert head_and("TELECON\nMr. Kell/\nSenator Prow", *("K", "P") * 3) == ["Kell", "Prow"] * 3


def test_two_names_that_a_letter_fits_are_neither() -> None:
    assert "Brask" not in head_and("TELECON\nSenator Marlo/\nSecretary Brask/\nMr. Bell", *("M", "B") * 3)


@pytest.mark.parametrize(
    "label",
    [
        "White House Operator",
        "THE REGISTRAR",
        "ANNOUNCER",
        "A JUROR",
        "Un député au centre",
        "Several Hon. Members rose",
    ],
)
def test_a_post_or_a_voice_is_no_person(label: str) -> None:
    found = head_and("Minutes of the Sitting", label, "Mr. HOLM", label, "Mrs. BELL", label, "Mr. HOLM")
    assert f"<{label}>" in found
    assert set(found) <= {f"<{label}>", "HOLM", "Holm", "BELL", "Bell"}


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (("M. Henri Lavigne", "M. Lavigne", "Mme Rey"), ["Henri Lavigne", "Henri Lavigne", "Rey"]),
        (("S. Dubek", "S. Kouril", "S. Smrk"), ["Dubek", "Kouril", "Smrk"]),
        (
            ("El Sr. Ministro de FOMENTO (Robles)", "El Sr. HOLM", "El Sr. Ministro de FOMENTO"),
            ["Robles", "HOLM", "Robles"],
        ),
        (("Q. Mr. Clark", "Mr. Holm", "Mr. Clark"), ["Clark", "Holm", "Clark"]),
        (("‘Ali Hasan al-Marid", "Hasan ‘Ali", "Holm"), ["‘Ali Hasan al-Marid", "Hasan ‘Ali", "Holm"]),
    ],
)
def test_labels_of_one_person_are_one_and_of_two_are_two(labels: tuple[str, ...], names: list[str]) -> None:
    found = head_and("Minutes of the Sitting", *labels * 2)
    assert [name.casefold() for name in found[:3]] == [name.casefold() for name in names]


@pytest.mark.parametrize(
    ("head", "label", "name"),
    [
        ("Talks\n\nAmbassador Luvsanrav (hereafter Luvsan): Good day.", "Luvsan", "Luvsanrav"),
        ("Zapisnik\n\nPrisutni: drug Josip Bros, drug Aleksandar Rank (Marko)", "Drug Marko", "Aleksandar Rank"),
        ("Talks of Comrade Fidel Marlo with Fidel Marlo Ruz", "Comrade Fidel Marlo", "Fidel Marlo Ruz"),
        ("Tape 5\n\nKey: Dr. Rian = Rian al-Kais, Ministry of Trade", "Dr. Rian", "Rian al-Kais"),
    ],
)
def test_a_person_has_the_fullest_name_that_the_record_gives(head: str, label: str, name: str) -> None:
    assert name in head_and(head, label, "Mr. HOLM", label, "Mr. HOLM", label, "Mr. HOLM")


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("周恩河总理", ("周恩河", "总理")),
        ("陆副部长", ("陆", "副部长")),
        ("对外贸易部部长叶季河", ("叶季河", "对外贸易部部长")),
        ("外交部部长", ("", "外交部部长")),
        ("大西花子君", ("大西花子", "君")),
        ("谢文君", ("谢文君", "")),
        ("老康", ("老康", "")),
    ],
)
def test_titles_in_chinese_characters(printed: str, parts: tuple[str, str]) -> None:
    assert name_and_office(printed) == parts


@pytest.mark.parametrize(
    ("label", "office"),
    [
        ("M. le ministre de l'intérieur", ("ministre", "interieur")),
        ("The DEPUTY-SPEAKER", ("deputy", "speaker")),
        ("Mr. Speaker", ("speaker",)),
        ("M. Dufour", ()),
    ],
)
def test_an_office_is_compared_by_its_words(label: str, office: tuple[str, ...]) -> None:
    assert office_of(label) == office


@pytest.mark.parametrize("line", ["Elnök: Kovács Béla", "ELNÖK — Kovács Béla"])
def test_a_line_above_the_turns_says_who_presides_and_is_no_turn(line: str) -> None:
    said = "ELNÖK: Megnyitom az ülést. Ki kér szót?\n\nVARGA: Én kérek szót. A híd rossz.\n\n" * 3
    record = Reader().read(f"A bizottság jegyzőkönyve\n\n{line}\n\nTitkár: Nagy Anna\n\n{said}".encode(), "ules.txt")
    assert len(record.turns) == 6
    assert {person.name for person in record.people if person.labels} == {"Kovács Béla", "Varga"}
