"""The indexes as a reader uses them: fonds with lists of their own, full names, one form of reference, places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from diplomata.publish import paging, people
from diplomata.publish.reading import read_facts
from diplomata.publish.site import publish
from publish_samples import EDITION, record
from test_publish_pages import parse

IN_FOND = '<collection>{}</collection><idno type="archival">{}, 7</idno>'


def lying(made: str, fond: str = "", institution: str = "") -> str:
    """A record whose original lies in a fond, or whose archive has a full name."""
    if fond:
        made = made.replace('<idno type="archival">F. 3</idno>', IN_FOND.format(fond, fond))
    full = f"<institution>{institution}</institution>" if institution else ""
    return made.replace("<repository>", f"{full}<repository>")


def site_of(folder: Path, *records: str) -> Path:
    xml = folder / "xml"
    xml.mkdir()
    for number, made in enumerate(records, 1):
        (xml / f"record-{number}.xml").write_text(made, "utf-8")
    publish(xml, folder / "site", replace(EDITION, folder=folder))
    return folder / "site"


def tree(page: Path) -> html.HtmlElement:
    return html.fromstring(page.read_text("utf-8"))


def test_a_fond_leads_to_a_list_of_its_own(tmp_path: Path) -> None:
    fonds = ("", "F. 17", "F. 3", "F 3", "F. 3")
    made = [lying(record(str(n), title=f"Paper {n}"), fond) for n, fond in enumerate(fonds, 1)]
    site = site_of(tmp_path, *made)
    entries = tree(site / "archives.html").xpath("//ul/li/ul/li/a")
    assert [entry.text_content() for entry in entries] == ["F 3", "F. 3", "F. 17"]
    page = tree(site / "archives/sav.html")
    titles = {}
    for entry in entries:
        name, _, anchor = entry.get("href").partition("#")
        assert name == "archives/sav.html"
        (section,) = page.xpath(f"//*[@id='{anchor}']")
        assert section.findtext("h2") == entry.text_content()
        titles[entry.text_content()] = section.xpath(".//td[2]/a/bdi/text()")
    assert titles == {"F 3": ["Paper 4"], "F. 3": ["Paper 3", "Paper 5"], "F. 17": ["Paper 2"]}
    assert page.xpath("//main//table[1]//td[2]/a/bdi/text()")[0] == "Paper 1"
    assert page.xpath("//p[@class='under']")[0].text_content() == "5\xa0records"


def test_a_fond_on_a_later_page_is_found_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "ROWS_A_PAGE", 2)
    fonds = ("", "A", "A", "B", "C")
    site = site_of(tmp_path, *(lying(record(str(n)), fond) for n, fond in enumerate(fonds, 1)))
    links = tree(site / "archives.html").xpath("//ul/li/ul/li/a/@href")
    assert links == ["archives/sav.html#fond-a", "archives/sav/2.html#fond-b", "archives/sav/3.html#fond-c"]
    for link in links:
        name, _, anchor = link.partition("#")
        assert tree(site / name).xpath(f"//*[@id='{anchor}']//tbody/tr")


def test_an_archive_has_its_full_name_where_any_record_gives_it(tmp_path: Path) -> None:
    full = "State Archive of Velia (SAV)"
    site = site_of(tmp_path, record("1"), record("2"), lying(record("3"), institution=full))
    assert [a.text_content() for a in tree(site / "archives.html").xpath("//main//li/a")] == [full]
    assert tree(site / "archives/sav.html").findtext(".//h1") == full


def test_a_table_does_not_say_in_every_row_what_its_heading_says(tmp_path: Path) -> None:
    site = site_of(tmp_path, lying(record("1"), "F. 17"))
    heads = {
        name: tree(site / name).xpath("//main//th/text()")
        for name in ("kinds/conversation.html", "archives/sav.html", "places/morna.html")
    }
    assert heads == {
        "kinds/conversation.html": ["Date", "Title", "Archive"],
        "archives/sav.html": ["Date", "Title", "Kind", "Reference"],
        "places/morna.html": ["Date", "Title", "Kind", "Archive"],
    }
    (reference,) = tree(site / "archives/sav.html").xpath("//td[@class='reference']")
    assert reference.xpath("bdi/span[@class='whole']/text()") == ["F. 17,", "7"]
    (reference,) = tree(site / "places/morna.html").xpath("//td[@class='reference']")
    assert reference.xpath("bdi/span/text()") == ["SAV,", "F. 17,", "7"]


def test_every_reference_is_the_day_of_its_record(tmp_path: Path) -> None:
    spring = 'notBefore="1963-03" notAfter="1963-05"'
    named = record("3", title="Spring", date=spring, printed="spring").replace('<idno type="record">3</idno>', "")
    site = site_of(tmp_path, record("1", title="Talk"), record("2", title="Loose", date="", printed="n.d."), named)
    refs = tree(site / "subjects.html").xpath("//span[@class='refs']/a")
    found = [(ref.text_content(), ref.get("title")) for ref in refs]
    assert found == [("1962-05-03", "Talk"), ("1963-03", "Spring"), ("Undated", "Loose")]


def test_what_is_undated_is_said_once(tmp_path: Path) -> None:
    loose = (record(str(n), date="", printed=printed) for n, printed in ((1, ""), (2, "Undated"), (3, "in Lent")))
    site = site_of(tmp_path, *loose)
    (section,) = tree(site / "chronology.html").xpath("//section[@id='undated']")
    assert not section.xpath(".//h3")
    assert section.text_content().lower().count("undated") == 1
    assert section.xpath(".//span[@class='date']/text()") == ["in Lent"]


def test_the_start_page_has_every_record_in_one_table(tmp_path: Path) -> None:
    later = record("2", title="Later", date='when="1963-02-01"', printed="1 February 1963")
    site = site_of(tmp_path, record("1"), later, record("3", title="Loose", date="", printed="n.d."))
    (table,) = tree(site / "index.html").xpath("//table[contains(@class, 'sortable')]")
    assert [row.get("id") for row in table.xpath("tbody/tr")] == ["y1962", "y1963", None]
    assert [cell.text_content() for cell in table.xpath("tbody/tr[2]/td")][:2] == ["1 February 1963", "Later"]
    assert [cell.text_content() for cell in table.xpath("thead//th")] == ["Date", "Title", "Kind", "Archive"]


SENT = '<correspDesc><correspAction type="sent"><name>Legation</name><placeName>Stolny</placeName></correspAction>'
RECEIVED = '<correspAction type="received"><name>Ministry</name><placeName>Aldmere</placeName></correspAction>'
LINES = (
    "<opener><dateline><placeName>SKAR<note type='editor' xml:id='n1'>a rock</note></placeName>, 3 May</dateline>"
    "</opener><p>Text.</p><quote><floatingText><body><opener><dateline><placeName>Quoted</placeName></dateline></opener>"
    "<p>Words.</p></body></floatingText></quote><closer><dateline><placeName>Sarn</placeName></dateline></closer>"
)


def test_places_are_those_of_datelines_and_senders_too(tmp_path: Path) -> None:
    made = record("1", body=LINES, place="Skar").replace(
        "</profileDesc>", f"{SENT}{RECEIVED}</correspDesc></profileDesc>"
    )
    assert read_facts(parse(made), "record-1").origins == ("SKAR", "Sarn", "Stolny")
    site = site_of(tmp_path, made, record("2", place="Skar"))
    entries = tree(site / "places.html").xpath("//ul[@class='entries']/li/a")
    assert [entry.text_content() for entry in entries] == ["Sarn", "Skar", "Stolny"]
    facts = tree(site / "records/record-1.html").xpath("//aside[@id='facts']//dt[.='Places']/following-sibling::dd/a")
    places = [(fact.text_content(), fact.get("href")) for fact in facts if "places/" in fact.get("href")]
    assert sorted(places) == [
        ("Sarn", "../places/sarn.html"),
        ("Skar", "../places/skar.html"),
        ("Stolny", "../places/stolny.html"),
    ]


def persons(*names: str) -> str:
    said = (
        f'<sp who="#{name.lower()}" xml:id="t{n}"><speaker>{name}:</speaker><p xml:id="p{n}">Yes.</p></sp>'
        for n, name in enumerate(names, 1)
    )
    return "".join(said)


def people_site(folder: Path) -> Path:
    """A site in which three persons speak, one in both records and twice in the second."""
    who = "".join(
        f'<person xml:id="{n.lower()}"><persName>{n}</persName></person>' for n in ("Kern", "Adler", "Venn")
    )
    first = record("1", people=who, body=persons("Kern", "Adler"))
    return site_of(folder, first, record("2", people=who, body=persons("Venn", "Kern", "Kern")))


def rows_of(site: Path) -> list[list[str]]:
    rows = tree(site / "people.html").xpath("//section[@id='figures']//tbody/tr")
    return [[cell.text_content() for cell in row] for row in rows]


def test_the_index_of_persons_has_a_table_of_their_figures(tmp_path: Path) -> None:
    (tmp_path / "people.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="kern">'
        '<persName>Kern</persName><birth when="1899"/></person></listPerson></standOff></TEI>'
    )
    site = people_site(tmp_path)
    assert [h.text_content() for h in tree(site / "people.html").xpath("//section[@id='figures']//th")] == [
        "Name", "Life", "Records", "Turns"
    ]  # fmt: skip
    assert rows_of(site) == [["Adler", "", "2", "1"], ["Kern", "1899–", "2", "3"], ["Venn", "", "2", "1"]]


def test_of_many_persons_the_table_has_those_in_most_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "COUNTED", 1)
    site = people_site(tmp_path)
    assert rows_of(site) == [["Kern", "2", "3"]]
    assert "Those in most records" in tree(site / "people.html").text_content()
    assert len(tree(site / "people.html").xpath("//ul[@class='entries']/li")) == 3
