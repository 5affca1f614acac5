"""One record in seven layouts: header and body come out equal, but for what a layout does not carry."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree

from diplomata.record import DateValue
from reading_support import NS, SPECIMENS, account, convert

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOURCE = "SAV, F. 3/AP, M-PKV, V. 1957, Dos. 11, Fl. 1-6. Translated by Marta Quill."
SUMMARY = "The keeper of this edition sums the record up in one sentence that stands nowhere else in it."
RIGHTS = (
    "The Sund Digital Archive welcomes the reuse of these translations in teaching and research, with the name of "
    "the translator and of the archive."
)
SHORT_RIGHTS = ["The Sund Digital Archive permits reuse in teaching.", "Whoever wants more writes to the keeper."]
FUND = "Lindqvist Bequest"
ADDRESS = "https://sund-archive.example/document/51031"
OTHER = "In this record, which is not the one that follows, a ferryman complains of the price of tar."


class Facts(NamedTuple):
    """What a record says, whatever the layout: title, date as the archive prints it, body."""

    title: str
    date: str
    body: str

    @property
    def cited(self) -> str:
        return f'"{self.title}," {self.date}, Sund Digital Archive, {SOURCE}'


def a(facts: Facts) -> str:
    return (
        f"**{facts.date}**\n\n**{facts.title}**\n\n**Citation:**\n\n{facts.cited}\n\n<{ADDRESS}>\n\n**Summary:**\n\n"
        f"{SUMMARY}\n\n**Credits:**\n\n{_credit()}\n\n**Original Language:**\n\nSlovenian\n\n**Contents:**\n\n"
        f"Translation - English\n\n{facts.body}\n"
    )


def b1(facts: Facts) -> str:
    return f"Skip to content\n\n{_page(facts)}Document Information\n\n{_information()}"


def b2(facts: Facts) -> str:
    return f"{_page(facts)}Document Information\n\n{_information()}"


def b3(facts: Facts) -> str:
    return f"{OTHER}\n\n{b2(facts)}"


def b4(facts: Facts) -> str:
    return f"Skip to content\n\n{_page(facts)}Document Information\n\n" + "\n\n".join(_VALUES.values()) + "\n"


def b2_without_blank_lines(facts: Facts) -> str:
    return re.sub(r"\n\s*\n", "\n", b2(facts))


def b4_of_short_rights(facts: Facts) -> str:
    """The notice of rights is two short paragraphs, told by their words alone."""
    return b4(facts).replace(RIGHTS, "\n\n".join(SHORT_RIGHTS))


def c(facts: Facts) -> str:
    head = f"ADD SEARCH FILTER\n\nCANCEL SEARCH FILTER\n\n{_c_head(facts)}"
    return f"{head}VIEW DOCUMENT IN\n\nEnglish HTML\n\n{facts.body}\n"


def c_with_buttons(facts: Facts) -> str:
    """The furniture stands after the title, as scrapers find it."""
    title = facts.title.upper()
    buttons = f"{title}\n\nCITATION\n\nSHARE\n\nDOWNLOAD\n\nget citation\n\nshare document"
    return c(facts).replace(title, buttons, 1)


def c_with_other_letters(facts: Facts) -> str:
    """The same furniture in other letters."""
    head = f"ADD SEARCH FILTER\n\nCancel search filter\n\nSearch in\n\nKeywords\n\n{_c_head(facts)}"
    return f"{head}VIEW DOCUMENT IN\n\nEnglish HTML\n\n{facts.body}\n"


def c_without_furniture(facts: Facts) -> str:
    return f"{_c_head(facts)}{facts.body}\n"


def c_without_title(facts: Facts) -> str:
    return c(facts).replace(f"{facts.title.upper()}\n\n", "", 1)


def _c_head(facts: Facts) -> str:
    title = f"{_padded(facts.date)}\n\n{facts.title.upper()}"
    return f"{title}\n\n{_credit()}\n\n{SUMMARY}\n\n{facts.cited}\n\n{ADDRESS}\n\n"


def d(facts: Facts) -> str:
    return (
        f"Digital Archive International History Declassified\n\n{facts.date}\n\n{facts.title}\n\nCitation:\n\n"
        f"{facts.cited}\n\n{ADDRESS}\n\nSummary:\n\n{SUMMARY}\n\nCredits:\n\n{_credit()}\n\nOriginal Language:\n\n"
        f"Slovenian\n\nContents:\n\n• English Translation\n\n• Scan of Original Document\n\n{facts.body}\n"
    )


def d_on_one_line(facts: Facts) -> str:
    """A re-publisher has run the labels and their values together."""
    head, contents, rest = d(facts).partition("Citation:")
    labels, end, body = (contents + rest).partition("• English Translation\n\n• Scan of Original Document\n\n")
    return f"{head}{' '.join(labels.split())} {' '.join(end.split())}\n\n{body}"


_VALUES = {
    "Source": SOURCE,
    "Rights": RIGHTS,
    "Original Uploaded Date": "2019-02-03",
    "Language": "Slovenian",
    "Record ID": "51031",
}


def _page(facts: Facts) -> str:
    return f"{facts.date}\n\n{facts.title}\n\n{_credit()}\n\n{facts.body}\n\n\u00a0\n\n{SUMMARY}\n\n"


def _information() -> str:
    return "".join(f"{label}\n\n{value}\n\n" for label, value in _VALUES.items()) + f"Donors\n\n{FUND}\n"


def _credit() -> str:
    return f"This document was made possible with support from {FUND}"


def _padded(date: str) -> str:
    return re.sub(r" (\d),", r" 0\1,", date)


LAYOUTS: dict[str, tuple[Callable[[Facts], str], ...]] = {
    "a": (a,),
    "b1": (b1,),
    "b2": (b2, b2_without_blank_lines),
    "b3": (b3,),
    "b4": (b4, b4_of_short_rights),
    "c": (c, c_with_buttons, c_with_other_letters, c_without_furniture, c_without_title),
    "d": (d, d_on_one_line),
}
WRITTEN = [(layout, write) for layout, forms in LAYOUTS.items() for write in forms]
# What each layout carries besides title, date and body.
CARRIED = {
    "translator": ("//t:editor[@role='translator']", "a b1 b2 b3 b4 c d"),
    "funder": ("//t:funder", "a b1 b2 b3 b4 c d"),
    "publisher": ("//t:publisher", "a b1 b2 b3 b4 c d"),
    "record": ("//t:publicationStmt/t:idno[@type='record']", "a b1 b2 b3 b4 c d"),
    "summary": ("//t:abstract", "a b1 b2 b3 b4 c d"),
    "archive": ("//t:msIdentifier", "a b1 b2 b3 b4 c d"),
    "genre": ("//t:catRef/@target", "a b1 b2 b3 b4 c d"),
    "classification": ("//t:keywords[@scheme='#classification']", "a b1 b2 b3 b4 c d"),
    "correspondence": ("//t:correspAction/*[not(self::t:date)]", "a b1 b2 b3 b4 c d"),
    "people": ("//t:particDesc", "a b1 b2 b3 b4 c d"),
    "day": ("//t:creation/t:date/@when | //t:creation/t:date/@notBefore", "a b1 b2 b3 b4 c d"),
    "language": ("//t:sourceDesc//t:textLang", "a b1 b2 b3 b4 d"),
    "address": ("//t:idno[@type='URI']", "a c d"),
    "citation": ("//t:bibl[@type='citation']", "a c d"),
    "source": ("//t:bibl[@type='source']", "b1 b2 b3 b4"),
    "rights": ("//t:availability", "b1 b2 b3 b4"),
    "uploaded": ("//t:publicationStmt/t:date/@when", "b1 b2 b3 b4"),
}
EXPECTED = {
    "translator": "Marta Quill",
    "funder": FUND,
    "record": "51031",
    "summary": SUMMARY,
    "language": "Slovenian",
}


def facts_of(path: Path) -> Facts:
    record, _ = convert(path.read_bytes(), path.name)
    lines = record.lines.body
    return Facts(record.header.title, "August 7, 1957", record.text[lines[0][0] : lines[-1][1]])


@cache
def read(path: Path, layout: str, write: Callable[[Facts], str]) -> etree._Element:
    text = write(facts_of(path))
    record, document = convert(text.encode(), "51031.txt")
    assert record.layout == layout
    assert account(record, document) == []
    return document.root


def values(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path, namespaces=NS)
    return [node if isinstance(node, str) else etree.tostring(node, method="c14n").decode() for node in found]


@pytest.mark.parametrize(("layout", "write"), WRITTEN[1:], ids=[write.__name__ for _, write in WRITTEN[1:]])
@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_the_same_record_in_another_layout(path: Path, layout: str, write: Callable[[Facts], str]) -> None:
    if write is b2_without_blank_lines and len(re.split(r"\n\s*\n", facts_of(path).body)) < 3:
        pytest.skip("two lines may be one paragraph: nothing but a blank line tells")
    one, other = read(path, "a", a), read(path, layout, write)
    assert values(other, "//t:text") == values(one, "//t:text")
    assert values(other, "//t:titleStmt/t:title") == values(one, "//t:titleStmt/t:title")
    for name, (xpath, layouts) in CARRIED.items():
        if layout not in layouts.split() or (name == "rights" and write is b4_of_short_rights):
            continue
        base = one if "a" in layouts.split() else read(path, "b1", b1)
        assert values(other, xpath) == values(base, xpath), name
    for name, value in EXPECTED.items():
        if layout in CARRIED[name][1].split():
            assert value in "".join(map(str, other.xpath(f"{CARRIED[name][0]}//text()", namespaces=NS))), name


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_rights_in_two_short_paragraphs_without_a_label(path: Path) -> None:
    texts = read(path, "b4", b4_of_short_rights).xpath("//t:availability/t:p/text()", namespaces=NS)
    assert texts == SHORT_RIGHTS


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_the_title_of_a_page_is_the_line_that_its_citation_quotes(path: Path) -> None:
    facts = facts_of(path)
    record, document = convert(f"My Folder\n\n{c(facts)}".encode(), "51031.txt")
    assert (record.layout, account(record, document)) == ("c", [])
    assert record.header.title == read(path, "c", c).findtext(".//t:titleStmt/t:title", namespaces=NS)
    assert [d.code for d in record.diagnostics].count("field-unplaced") == 1


def test_a_page_of_which_only_the_head_was_set_on_one_line() -> None:
    title = "Letter on Pears and on the Boats that Carried Them to the Island in the Winter of the Long Ice"
    page = (
        f"Digital Archive International History Declassified sund.example.org May 6, 1950 {title} Citation: "
        f'"{title}," May 6, 1950, Sund Digital Archive, SA, F. 7. Translated from German by Ada Holm.\n\n'
        "Summary: The pears came late.\n\nContents: English Translation\n\nDear Sir,\n\nThe pears came.\n"
    )
    record, document = convert(page.encode())
    assert account(record, document) == []
    header = record.header
    assert (record.layout, header.title, header.summary) == ("d", title, ("The pears came late.",))
    assert (header.translators, [language.printed for language in header.languages]) == (("Ada Holm",), ["German"])


@pytest.mark.parametrize("nothing", ["*", "* \u00a0*", "\u00a0"])
def test_a_label_with_nothing_but_marks_behind_it_has_no_value(nothing: str) -> None:
    page = f"May 6, 1950\nLetter\nCitation:{nothing}\nCredits: *{nothing}x\nOriginal Language:\nGerman\nContents:\n"
    made = convert(f"Digital Archive International History Declassified\n{page}Dear Sir,\nThe pears came.\n".encode())
    assert account(*made) == []


def test_a_summary_in_the_place_of_a_lost_title_is_no_title() -> None:
    cited = '"Talk on Pears (2)," May 6, 1950, Sund Digital Archive, SA, F. 7.'
    page = (
        f"May 6, 1950\n\nget citation\n\n{SUMMARY}\n\n{cited}\n\nshare document\n\nEnglish HTML\n\nDear Sir,\n\nNo.\n"
    )
    header = convert(page.encode())[0].header
    assert (header.title, header.summary) == ("Talk on Pears (2)", (SUMMARY,))


def test_a_summary_may_say_that_the_record_is_an_excerpt() -> None:
    page = d(Facts("Letter on pears", "May 6, 1950", "Dear Sir,\n\nNo pears.")).replace(
        SUMMARY, f"{SUMMARY} (EXCERPT)"
    )
    assert convert(page.encode())[0].header.summary == (f"{SUMMARY} (EXCERPT)",)


def test_the_page_of_a_tape_is_a_page() -> None:
    """Its legend of voices is that of a tape, and the labels over it tell title, summary and language."""
    body = "Key: UM = Unidentified Male\n\nUM: The pears are here.\n\nUM 2: All of them?\n\nUM: All but three.\n"
    page = d(Facts("Meeting on pears", "1989", body)).partition("\n\n")[2]
    head = "Digital Archive\ndigitalarchive.wilsoncenter.org\nInternational History Declassified"
    record = convert(f"{head}\n\n{page}".encode())[0]
    assert (record.layout, record.header.title, record.header.summary) == ("d", "Meeting on pears", (SUMMARY,))


def test_a_source_without_a_shelf_mark_tells_by_whom_the_copy_came() -> None:
    source = "Sund Ministry archives, copy provided by the Harbour Museum, Sarn; translation by Marta Quill."
    page = b4(Facts("Letter on pears", "May 6, 1950", "Dear Sir,\n\nNo pears.")).replace(SOURCE, source)
    header = convert(page.encode())[0].header
    assert (header.source, header.translators, header.rights) == (source, ("Marta Quill",), (RIGHTS,))


@pytest.mark.parametrize(
    ("source", "repository", "reference"),
    [
        (
            "Sund Levéltár (SL) [Sund Archives, Sarn], M-KS 288",
            "Sund Levéltár (SL) [Sund Archives, Sarn]",
            "M-KS 288",
        ),
        ("Harbour Archive (HA), Belgrade, Serbia, PA 1961", "Harbour Archive (HA), Belgrade, Serbia", "PA 1961"),
    ],
)
def test_brackets_and_countries_are_of_the_archive(source: str, repository: str, reference: str) -> None:
    page = b1(Facts("Letter on pears", "May 6, 1950", "Dear Sir,\n\nNo pears.")).replace(SOURCE, source)
    found = convert(page.encode())[0].header.archives
    assert [(one.repository, one.reference) for one in found] == [(repository, reference)]


def test_an_export_that_a_re_publisher_has_set_page_by_page() -> None:
    title = "Talk between Harbour Master Voss and Ferryman Dorn on the Toll"
    said = [
        f"{who}: The toll is {number} coppers, {'and it stays so' if number % 2 else 'as it was in my time'}. I have "
        "said so in the council, and I say it here again, so that nobody can say that he has not heard it from me."
        for number, who in enumerate(["Mr. Ada Voss", "Comrade Emil Dorn"] * 6, 2)
    ]
    page = (
        "International History Declassified\n\nSize: px\nStart display at page:\n\n"
        'Download "International History Declassified"\n\nTranscription\n\n'
        f"1 Digital Archive International History Declassified digitalarchive.wilsoncenter.org May 6, 1950 {title} "
        f"Citation: {title}, May 6, 1950, Sund Digital Archive, SA, F. 7. Summary: They speak of the toll. "
        f"Original Language: German Contents: English Translation\n\n2 May 6, 1950 {' '.join(said[:6])}\n\n"
        f"3 {' '.join(said[6:])}\n"
    )
    record, document = convert(page.encode())
    assert account(record, document) == []
    assert (record.layout, record.header.title) == ("d", title)
    assert record.header.date == DateValue("May 6, 1950", when="1950-05-06")
    assert len(record.turns) == len(said)


def test_an_export_that_has_lost_its_labels() -> None:
    title = "Letter on Pears"
    page = (
        "Digital Archive digitalarchive.wilsoncenter.org International History Declassified\n\n"
        f'May 6, 1950 {title}\n\n"{title}," May 6, 1950, Sund Digital Archive, SA, F. 7.\n\n'
        f"{SUMMARY}\n\n{_credit()}\n\n"
        "Original Language:\n\nEnglish Translation\n\nDear Sir,\n\nNo pears.\n"
    )
    header = convert(page.encode())[0].header
    assert (header.title, header.summary, header.funders) == (title, (SUMMARY,), (FUND,))
    assert header.date == DateValue("May 6, 1950", when="1950-05-06")


def test_who_obtained_a_copy_and_who_translated_it() -> None:
    source = (
        "Obtained by Jon Lind from the Harbour Office (Ports), Sund, according to the Act, UD2016/04417/RS. "
        "Translated by Anna Bro."
    )
    header = convert(b1(Facts("Letter", "May 6, 1950", "Dear Sir,\n\nNo.")).replace(SOURCE, source).encode())[
        0
    ].header
    assert (header.translators, header.contributors) == (("Anna Bro",), ("Jon Lind",))
