"""No page grows with the edition: lists, letters and the parts of an archive go on over several pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urldefrag

import pytest
from lxml import html

from diplomata.publish import indexes, letters, paging, people
from diplomata.publish.site import publish
from publish_samples import EDITION, record

COUNT = 7


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of one day's records, each from a part of the archive and a place of its own, on short pages."""
    monkeypatch.setattr(paging, "ROWS_A_PAGE", 2)
    monkeypatch.setattr(letters, "ENTRIES_A_PAGE", 3)
    monkeypatch.setattr(letters, "SHOWN", 1)
    monkeypatch.setattr(indexes, "FONDS", 2)
    monkeypatch.setattr(people, "RECORDS_LISTED", 3)
    monkeypatch.setattr(people, "MET_LISTED", 1)
    monkeypatch.setattr(people, "LABELS_SHOWN", 2)
    for number in range(COUNT):
        others = ("oto", f"guest-{number}")
        present = "".join(
            f'<person xml:id="{who}"><persName>{who.title()}</persName>'
            f'<persName type="label">{who.title()} {number}</persName></person>'
            for who in others
        )
        turns = "".join(
            f'<sp xml:id="t{n}" who="#{who}"><speaker>{who}</speaker><p xml:id="p{n}">Yes.</p></sp>'
            for n, who in enumerate(others, 1)
        )
        text = record(str(number), place=f"Morna {number}", people=present, body=turns)
        text = text.replace('<idno type="arch', f'<collection>Fond {number}</collection><idno type="arch')
        (tmp_path / "xml").mkdir(exist_ok=True)
        (tmp_path / "xml" / f"record-{number}.xml").write_text(text, "utf-8")
    assert publish(tmp_path / "xml", tmp_path / "site", EDITION).records == COUNT
    return tmp_path / "site"


def links(page: Path, path: str = "//main//a/@href") -> list[str]:
    return [str(href) for href in html.fromstring(page.read_bytes()).xpath(path)]


def following(page: Path) -> list[Path]:
    """A page, and those that its link to the next leads through."""
    found = [page]
    while after := links(found[-1], "//a[@rel='next']/@href"):
        found.append((found[-1].parent / after[0]).resolve())
    return found


@pytest.mark.parametrize(
    ("first", "count", "entries", "path"),
    [
        ("indexes/places-m.html", 3, COUNT, "//ul[@class='entries']/li/a/@href"),
        ("archives/sav.html", 4, COUNT, "//table//a/@href"),
        ("indexes/archives/sav/fonds-f.html", 3, COUNT, "//ul[@class='entries']/li/a/@href"),
        ("people/oto/records.html", 4, COUNT, "//ol[@class='toc']//a/@href"),
        ("people/oto/met.html", 4, COUNT, "//ul[@class='entries']/li/a/@href"),
        ("years/1962.html", 4, COUNT, "//ol[@class='toc']//a/@href"),
    ],
)
def test_a_long_list_goes_on_over_several_pages(site: Path, first: str, count: int, entries: int, path: str) -> None:
    pages = following(site / first)
    found = [links(page, path) for page in pages]
    assert len(pages) == count
    assert sum(map(len, found)) == entries
    assert max(map(len, found)) <= max(paging.ROWS_A_PAGE, letters.ENTRIES_A_PAGE)
    for page, hrefs in zip(pages, found, strict=True):
        assert all((page.parent / urldefrag(href)[0]).resolve().is_file() for href in hrefs)


def test_the_first_page_of_a_person_leads_to_their_lists(site: Path) -> None:
    page = site / "people/oto.html"
    assert links(page, "//section[@id='records']//a/@href") == ["../people/oto/records.html"]
    assert links(page, "//dd[@class='more']/a/@href") == ["../people/oto/met.html"]
    assert "All (7)" in page.read_text("utf-8")
    labels = html.fromstring(page.read_bytes()).xpath("//dt[.='In the records']/following-sibling::dd/bdi/text()")
    assert "…" in labels


def test_an_archive_of_many_parts_names_those_with_most_records(site: Path) -> None:
    shown = html.fromstring((site / "archives.html").read_bytes()).xpath("//ul/li/ul/li/a")
    assert [link.text_content() for link in shown] == ["Fond 0", "Fond 1", "All (7)"]
    assert shown[-1].get("href") == "archives/sav/fonds.html"
    assert "../../indexes/archives/sav/fonds-f.html" in links(site / "archives/sav/fonds.html")
