"""Where the title of a record without a header stands, and what else is said at its top."""

from __future__ import annotations

import pytest

from diplomata.tei.document import encode
from diplomata.tei.namespace import NS
from reading_support import reader

TEXT = "The Minister received the keepers of the lamps at noon and heard them for an hour, and then they left again."


def header_of(top: str) -> tuple[str, str, str]:
    """Title, repository and shelf mark of a record with these lines at its top."""
    header = reader().read(f"{top}\n\n{TEXT}\n\n{TEXT}\n".encode(), "lamps.txt").header
    archive = header.archives[0] if header.archives else None
    return header.title, archive.repository if archive else "", archive.reference if archive else ""


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("NOTE\n\nof a talk with the Keeper of the Lamps", "NOTE of a talk with the Keeper of the Lamps"),
        ("NOTATKA\n\nz rozmowy w dniu 2 maja 1951 r.", "NOTATKA z rozmowy w dniu 2 maja 1951 r."),
        ("MEMORANDUM\n\nHARBOUR OFFICE\n\nMEMORANDUM OF CONVERSATION", "MEMORANDUM OF CONVERSATION"),
        ("214. Minutes of the Harbour Board", "Minutes of the Harbour Board"),
        ("PROVINCE OF SARN\n\nOFFICE\n\nSecret\n\nReport on the lamps of Sarn", "Report on the lamps of Sarn"),
        ("CHRONICLE OF THE\nHARBOUR OF SARN", "CHRONICLE OF THE HARBOUR OF SARN"),
        ("“Talk between the Keeper and the Minister”", "Talk between the Keeper and the Minister"),
        ("Стенограмма заседания\n\nг. Заозёрск, 11 марта 1951 года", "Стенограмма заседания"),
    ],
)
def test_the_title_is_the_line_that_says_what_the_record_is(top: str, title: str) -> None:
    assert header_of(top)[0] == title


@pytest.mark.parametrize(
    ("line", "repository", "reference"),
    [
        ("AAL, KC LP, XI A/82, k. 214–217", "AAL", "KC LP, XI A/82, k. 214–217"),
        ("MNL OL, M-KS 276. f. 53. cs. 293. ő. e.", "MNL OL", "M-KS 276. f. 53. cs. 293. ő. e."),
        ("Harbour Archives, Record Group 59/2", "Harbour Archives", "Record Group 59/2"),
        ("ГАСО. Ф. 1812. Оп. 1. Д. 77", "ГАСО", "Ф. 1812. Оп. 1. Д. 77"),
        (
            "Academia Maris, Taipei, 020-4417. Translated from the Chinese by A. Holm.",
            "Academia Maris, Taipei",
            "020-4417",
        ),
    ],
)
def test_a_shelf_mark_over_the_title_says_where_the_original_lies(line: str, repository: str, reference: str) -> None:
    assert header_of(f"{line}\n\nReport on the lamps of the harbour") == (
        "Report on the lamps of the harbour",
        repository,
        reference,
    )


@pytest.mark.parametrize("line", ["MOSCOW, No. 12", "USA, 12", "Sarn, 4 May 1951", "GDR Embassy, No. 214"])
def test_a_letterhead_is_no_shelf_mark(line: str) -> None:
    assert header_of(f"{line}\n\nReport on the lamps of the harbour")[1:] == ("", "")


@pytest.mark.parametrize(
    ("line", "translator"),
    [
        ("Translated from Bulgarian by Rumen Vasilev", "Rumen Vasilev"),
        ("[Translated by Anna Holm.]", "Anna Holm"),
        ("Translated the letter by lamplight, he said", ""),
    ],
)
def test_a_line_at_the_end_names_the_translator(line: str, translator: str) -> None:
    header = reader().read(f"Report on the lamps\n\n{TEXT}\n\n{line}\n".encode(), "lamps.txt").header
    assert header.translators == ((translator,) if translator else ())


@pytest.mark.parametrize(
    ("source", "repository", "reference"),
    [
        ("National Archives, Prague, KL, AN II, inv. 163", "National Archives, Prague", "KL, AN II, inv. 163"),
        ("Central Military Archive, Prague (VA), box 7", "Central Military Archive, Prague (VA)", "box 7"),
        ("National Archives, Chancellery, File 88/1971", "National Archives", "Chancellery, File 88/1971"),
        ("MNL OL XIX-J-1-j Sarn, 61. doboz", "MNL OL", "XIX-J-1-j Sarn, 61. doboz"),
        ("LArch B 136/59748", "LArch", "B 136/59748"),
    ],
)
def test_a_source_line_parts_into_archive_and_shelf_mark(source: str, repository: str, reference: str) -> None:
    header = reader().read(f"Title: Lamps\nSource: {source}.\n\n{TEXT}\n".encode(), "lamps.txt").header
    assert [(archive.repository, archive.reference) for archive in header.archives] == [(repository, reference)]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("(Pol./52) (Confidential)", "Confidential"),
        ("T. nos 2318 à 2324. Réservé¹.", "Réservé"),
        ("IMPORTANT SECRET", "SECRET"),
        ("CONFIDENTIAL [Sarn], February 26, 1959", "CONFIDENTIAL"),
        ("CONFIDENTIAL 3107", "CONFIDENTIAL"),
        ("top secret", "top secret"),
        ("The keeper said that this was a secret.", ""),
    ],
)
def test_a_line_of_the_head_may_hold_a_mark_of_classification(line: str, mark: str) -> None:
    text = f"The Keeper at Sarn to the Harbour Office\n\n{line}\n\n{TEXT}\n\n{TEXT}\n"
    assert reader().read(text.encode(), "lamps.txt").header.classifications == ((mark,) if mark else ())


@pytest.mark.parametrize(
    ("top", "when"),
    [
        ("Skip to content\n\nYou are in: The Office of the Harbour Master > Bureau of Lamps and Quays and of all "
         "other matters of the port\n\n"
         "TELEGRAM\n\nSarn, September 9, 1965, 7 p.m.", "1965-09-09"),
        ("HEARING ON THE LAMPS\n\nTUESDAY,  SEPTEMBER  14,   1954", "1954-09-14"),
        ("Letter on the lamps\n\nL’Ermitage 27 9bre. 1784", "1784-11-27"),
        ("Lettera sui fanali\n\nSarn li 8 decembre 1896", "1896-12-08"),
        ("Lampu sēde\n\n1994.gada 11.augustā", "1994-08-11"),
        ("Nota\n\nWashington, D.C., 12 de Noviembre de 1998", "1998-11-12"),
        ("Télégramme\n\nSarn, 27 juin 1957, 21 h. 10.", "1957-06-27"),
        ("TELEGRAM\n\nNo. 47 of 19 February 1968\n\nTo: The Harbour Office\n\nFrom: Sarn", "1968-02-19"),
        ("Report on the lamps\n\nBorn in Sarn, 1916", ""),
        ("Report of the 1219th meeting on the lamps", ""),
        ("Report on the lamps\n\nGiven on the 23rd day of October, 1919.\n\nKEEPER: Yes.\n\nCLERK: No.\n\n"
         "KEEPER: Why?\n\nCLERK: It rains.", "1919-10-23"),
    ],
)  # fmt: skip
def test_the_date_is_one_that_the_top_gives(top: str, when: str) -> None:
    date = reader().read(f"{top}\n\n{TEXT}\n".encode(), "lamps.txt").header.date
    assert (date.when if date else "") == when


def test_a_record_without_a_title_is_called_by_what_it_is_about() -> None:
    text = f"Case: AB-12 The Harbour against Lund\n\nTuesday, 16 October 2001\n\n{TEXT}\n\n{TEXT}\n"
    assert reader().read(text.encode(), "lamps.txt").header.title == "AB-12 The Harbour against Lund"


def test_the_days_of_a_diary_may_tell_the_day_of_the_week_and_the_weather() -> None:
    days = ["1 December 1972 (Friday). Sunny, hot", "2 December (Saturday)", "5 December. Rain, cold"]
    entries = "\n\n".join(f"{day}\n\n{TEXT}" for day in days)
    root = encode(reader().read(f"From the diary of a keeper\n\n{entries}\n".encode(), "lamps.txt")).root
    assert [head.text for head in root.findall(".//t:div[@type='section']/t:head", NS)] == days


@pytest.mark.parametrize(
    ("top", "title"),
    [
        # The name of the page, and the way to it.
        ("Skip to content\n\nHistorical documents\n\n417 Department of Ports to Stanner\n\nCablegram 288 SARN, "
         "4 May 1949",
         "Department of Ports to Stanner"),
        ("Breadcrumb\n\n1. Home\n2. Collections\n3. Oral Histories\n\nAda Voss Oral History Interview\n\nSarn, "
         "4 May 1949",
         "Ada Voss Oral History Interview"),
        ("Logo\nThe Blue Book\nViscount Holm to Mr. Gath (Sarn).\n\nNo. 31.\n\nViscount Holm to Mr. Gath (Sarn).\n\n"
         "Foreign Office, July 4, 1939.", "Viscount Holm to Mr. Gath (Sarn)."),
        ('Full text of "Lamps in the area. Hearings"\n\nLAMPS IN THE SARN AREA\n\nTUESDAY, MAY 4, 1954',
         "LAMPS IN THE SARN AREA"),
        # A letterhead, the place, what the series is called.
        ("ROYAL COMMISSION\n\nHEARING ON THE LAMPS OF THE QUAY\n\n4 May 1949", "HEARING ON THE LAMPS OF THE QUAY"),
        ("Sarn\n\n4 May 2003\n\nPress encounter of the Harbour Master on the lamps",
         "Press encounter of the Harbour Master on the lamps"),
        ("HARBOUR COUNCIL OF SARN\n\nOFFICIAL REPORT\n\nThursday, 4th May, 1961", "HARBOUR COUNCIL OF SARN"),
        ("MEMORANDUM\n\nTHE HARBOUR OFFICE\n\nMEMORANDUM OF CONVERSATION", "MEMORANDUM OF CONVERSATION"),
        # Who wrote to whom; an office is no addressee.
        ("800.796/11: Circular telegram\n\nThe Secretary of State to Diplomatic Representatives in the East",
         "The Secretary of State to Diplomatic Representatives in the East"),
        ("M. DORN, AMBASSADEUR À SARN,\n    À M. PINOT, MINISTRE DES PORTS.\n\nSarn, 27 juin 1957",
         "M. DORN, AMBASSADEUR À SARN, À M. PINOT, MINISTRE DES PORTS."),
        ("NOTE ON THE LAMPS\n\nGen. Amos Holm, Assistant to the President", "NOTE ON THE LAMPS"),
        ("HANSARD 1803–2005 → 1940s → 17 November 1948 → Commons Sitting\n\nLamps (Repair)\n\n"
         "HC Deb 17 November 1948 vol 458 cc312-4", "Lamps (Repair)"),
        # What is opened, and not what about.
        ("Debate on the lamps\n\nThe sitting is open at three.", "Debate on the lamps"),
        ("LAMPS (HARBOUR)\n\nHC Deb 18 November 1952 vol 507 cc1582-6", "LAMPS (HARBOUR)"),
    ],
)  # fmt: skip
def test_the_likeliest_line_of_the_top_is_the_title(top: str, title: str) -> None:
    record = reader().read(f"{top}\n\n{TEXT}\n\n{TEXT}\n".encode(), "lamps.txt")
    assert record.header.title == title


def test_the_anchor_of_a_note_behind_a_parenthesis_is_no_part_of_the_title() -> None:
    title = "63. Transcript of a Telephone Conversation Between the Keeper and the Clerk (Holm)1"
    text = f"{title}\n\n{TEXT}\n\n1. Not printed.\n"
    assert reader().read(text.encode(), "lamps.txt").header.title.endswith("the Clerk (Holm)")


@pytest.mark.parametrize(
    ("top", "foot", "archive", "mark"),
    [
        ("No. 317 HNA DFA Secretary's Files P12/9\n\nLetter from Ada Voss to Emil Dorn (Sarn)", "", "HNA",
         "DFA Secretary's Files P12/9"),
        ("417 Department of Ports to Stanner", "[AA:A1838/278, 708/9/2/1, ii]\n\nBack to top", "AA",
         "A1838/278, 708/9/2/1, ii"),
        ("HH-BAR#E1003#1994/26#22*\n\nLetter on the lamps", "", "HH-BAR", "E1003#1994/26#22*"),
        ("NATO SECRET C-M(58)12/3\n\nLetter on the lamps", "", "", ""),
        ("TO THE SECRETARY 12/3\n\nLetter on the lamps", "", "", ""),
    ],
)  # fmt: skip
def test_a_mark_with_strokes_tells_where_the_original_lies(top: str, foot: str, archive: str, mark: str) -> None:
    header = reader().read(f"{top}\n\n{TEXT}\n\n{TEXT}\n\n{foot}\n".encode(), "lamps.txt").header
    assert [(one.repository, one.reference) for one in header.archives] == ([(archive, mark)] if archive else [])
