"""The data of an edition: what machines take from it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from diplomata.edition import Edition
from diplomata.publish import citations, references
from diplomata.publish.corpus import corpus_lines
from diplomata.publish.exports import COLUMNS, sitemap
from diplomata.publish.facts import Facts
from diplomata.publish.names import inverted, surname
from diplomata.publish.pages import Stylesheets
from diplomata.publish.people_file import read_people
from diplomata.publish.reading import read_facts
from diplomata.publish.site import publish
from diplomata.tei.namespace import NS
from publish_samples import EDITION, full_record, record

PEOPLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
<person xml:id="oto-kern"><persName><forename>Oto</forename> <surname>Kern</surname></persName>
<birth when="1899-01-02"/><death when="1971"/><idno type="GND">118540238</idno><idno type="wikidata">Q42</idno>
<idno type="VIAF">not a number</idno><note>A minister.</note></person>
</listPerson></standOff></TEI>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition")
    (folder / "people.xml").write_text(PEOPLE)
    (folder / "about.md").write_text("# Our aim\n\nTo *print* records. <script>alert(1)</script> [x](javascript:a)\n")
    xml = folder / "xml"
    xml.mkdir()
    (xml / "record-4711.xml").write_text(full_record())
    (xml / "record-2.xml").write_text(record("2", title='=HYPERLINK(1), "two"', date="", printed="undated"))
    settings = {name: getattr(EDITION, name) for name in ("title", "version", "url", "editors")}
    publish(
        xml, folder / "site", Edition(folder=folder, date="2026-01", licence_url="https://example.org/l", **settings)
    )
    return folder / "site"


def read(site: Path, name: str) -> str:
    return (site / name).read_text("utf-8")


def test_the_catalogue_as_a_table_and_as_json(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(read(site, "catalog.csv"))))
    values = json.loads(read(site, "catalog.json"))
    assert tuple(rows[0]) == COLUMNS == tuple(values[0])
    assert [row["id"] for row in rows] == [value["id"] for value in values] == ["record-4711", "record-2"]
    assert values[0]["not_before"] == "1962-05-03"
    assert values[0]["people"] == ["oto-kern"]
    assert values[0]["url"] == "https://example.org/lake/records/record-4711.html"
    assert rows[1]["title"].startswith("'=")
    assert values[1]["title"].startswith("=")


def test_the_corpus_has_every_paragraph_once(site: Path) -> None:
    rows = [json.loads(line) for line in read(site, "corpus.jsonl").splitlines()]
    first = {row["id"]: row for row in rows if row["record"] == "record-4711"}
    assert [f"p{n}" for n in range(1, 9)] == sorted(i for i in first if i.startswith("p"))
    assert first["p2"]["speaker"] == ["oto-kern"]
    assert first["p2"]["label"] == "Comrade Oto Kern:"
    assert first["p2"]["text"].startswith("We have [the] grain; he [Venn] agreed.")
    assert first["p5"]["speaker"] == ["oto-kern", "the-chairman"]
    assert "speaker" not in first["p1"]
    assert first["n2"] == {
        "record": "record-4711",
        "id": "n2",
        "date": "1962-05-03",
        "kind": "note",
        "text": "[1] BArch, 5.",
    }


def test_the_corpus_has_the_label_that_stands_on_its_own_line() -> None:
    turn = '<sp who="#kern" xml:id="t1"><speaker>Mr. Kern</speaker><p xml:id="p1">Yes.</p></sp>'
    root = etree.fromstring(record(body=turn).encode())
    line = corpus_lines(Stylesheets(EDITION).blocks(root), read_facts(root, "record-1"))
    row = json.loads(line)
    assert (row["label"], row["text"], row["speaker"]) == ("Mr. Kern", "Yes.", ["kern"])


def test_the_archive_of_the_tei_is_the_same_every_time(site: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(site / "tei.zip") as archive:
        assert archive.namelist() == ["record-2.xml", "record-4711.xml"]
        assert archive.read("record-4711.xml").decode() == full_record()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_one_file_of_all_texts(site: Path) -> None:
    text = read(site, "edition.txt")
    assert text.startswith(read(site, "records/record-4711.txt"))
    assert text.endswith(read(site, "records/record-2.txt"))


def test_references(site: Path) -> None:
    assert read(site, "references.bib").count("@misc{") == 2
    assert read(site, "references.ris").count("ER  -") == 2
    items = json.loads(read(site, "references.json"))
    assert items[0]["issued"] == {"date-parts": [[1962, 5, 3], [1962, 5, 4]]}
    assert items[0]["archive_location"] == "F. 3, Dos. 5, Fl. 1-5"
    assert items[1]["issued"] == {"literal": "undated"}


def test_bibtex_escapes_what_tex_reads() -> None:
    root = etree.fromstring(record(title="50% &amp; {more} \\x #1_a").encode())
    entry = references.bibtex(read_facts(root, "record-1"), EDITION, Stylesheets(EDITION).strings)
    assert r"{{50\% \& \{more\} \textbackslash{}x \#1\_a}}" in entry


def test_letters_are_in_cmif(site: Path) -> None:
    root = etree.fromstring((site / "cmif.xml").read_bytes())
    letters = root.findall(".//t:correspDesc", NS)
    assert len(letters) == 1
    assert letters[0].get("ref") == "https://example.org/lake/records/record-4711.html"
    sent = letters[0].find("t:correspAction[@type='sent']", NS)
    assert sent.findtext("t:orgName", namespaces=NS) == "Embassy of Velia"
    assert sent.findtext("t:placeName", namespaces=NS) == "Morna"
    assert dict(sent.find("t:date", NS).attrib) == {"notBefore": "1962-05-03", "notAfter": "1962-05-04"}
    assert letters[0].find("t:correspAction[@type='received']/t:persName", NS).get("ref").endswith("118540238")


def test_beacon_robots_sitemap_feed(site: Path) -> None:
    assert read(site, "beacon-gnd.txt").endswith("118540238||https://example.org/lake/people/oto-kern.html\n")
    assert "Sitemap: https://example.org/lake/sitemap.xml" in read(site, "robots.txt")
    urls = etree.fromstring((site / "sitemap.xml").read_bytes()).xpath("//*[local-name()='loc']/text()")
    pages = {p.relative_to(site).as_posix() for p in site.rglob("*.html")} - {"404.html"}
    assert {url.removeprefix("https://example.org/lake/") or "index.html" for url in urls} == pages
    feed = etree.fromstring((site / "feed.atom").read_bytes())
    moments = feed.xpath("//*[local-name()='updated']/text()")
    assert moments == ["2026-01-01T00:00:00Z", "2013-12-09T00:00:00Z"]


def test_many_addresses_are_divided() -> None:
    files = dict(sitemap((f"{n}.html" for n in range(50_001)), EDITION))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert files["sitemap-1.xml"].count("<loc>") == 50_000


def test_the_crate_describes_files_that_are_there(site: Path) -> None:
    graph = json.loads(read(site, "ro-crate-metadata.json"))["@graph"]
    whole = next(item for item in graph if item["@id"] == "./")
    assert whole["license"] == {"@id": "https://example.org/l"}
    ids = {item["@id"] for item in graph}
    for part in whole["hasPart"]:
        assert (site / part["@id"]).exists(), part
        assert part["@id"] in ids


def test_json_in_every_page_can_be_read(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        for part in text.split('<script type="application/ld+json">')[1:]:
            value = json.loads(part.split("</script>")[0])
            assert value["@context"] == "https://schema.org", path


def test_the_page_of_a_person_says_what_people_xml_knows(site: Path) -> None:
    page = read(site, "people/oto-kern.html")
    for words in ("1899–1971", "A minister.", "https://d-nb.info/gnd/118540238", "https://www.wikidata.org/wiki/Q42"):
        assert words in page
    assert "viaf" not in page
    assert "We have" in page
    assert 'href="../records/record-4711.html#p2"' in page
    assert "Kern, Oto" in read(site, "people.html")


def test_the_words_of_the_edition_are_shown_and_nothing_else(site: Path) -> None:
    page = read(site, "about.html")
    assert "<h2>Our aim</h2>" in page
    assert "To <em>print</em> records." in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_person_who_says_much_has_more_pages(tmp_path: Path) -> None:
    xml = tmp_path / "xml"
    xml.mkdir()
    people = '<person xml:id="kern"><persName>Oto Kern</persName></person>'
    turns = "".join(
        f'<sp who="#kern" xml:id="t{n}"><speaker>Kern:</speaker><p xml:id="p{n}">Word {n}.</p></sp>'
        for n in range(1, 301)
    )
    for number in ("1", "2", "3"):
        (xml / f"record-{number}.xml").write_text(record(number, people=people, body=turns))
    publish(xml, tmp_path / "site", EDITION)
    first, second = (read(tmp_path / "site" / "people", name) for name in ("kern.html", "kern/2.html"))
    assert first.count('class="pn"') + second.count('class="pn"') == 900
    assert 'rel="next" href="../people/kern/2.html"' in first
    assert 'rel="prev" href="../../people/kern.html"' in second
    assert 'href="../../records/record-3.html#p1"' in second


@pytest.mark.parametrize(
    ("name", "labels", "found"),
    [
        ("Oto Kern", ["Comrade Oto Kern", "Kern"], "Kern, Oto"),
        ("Mao Zedong", ["Cde. Mao Zedong", "Mao"], "Mao Zedong"),
        ("Zhou Enlai", ["Premier Zhou"], "Zhou Enlai"),
        ("Lia Venn", [], "Venn, Lia"),
        ("Gorjan", [], "Gorjan"),
    ],
)
def test_the_surname_is_what_the_records_say(name: str, labels: list[str], found: str) -> None:
    assert inverted(name, surname(name, labels)) == found


def test_no_file_of_persons_is_no_person(tmp_path: Path) -> None:
    assert read_people(tmp_path / "people.xml") == {}


def test_a_title_in_arabic_leaves_the_numbers_after_it_in_their_order() -> None:
    facts = Facts(id="record-1", title="رسالة من محمد", when="1961-03-12")
    said = str(citations.chicago(facts, EDITION, Stylesheets(EDITION).strings))
    assert said.startswith("“رسالة من محمد,”\u200e 1961-03-12, in ")
