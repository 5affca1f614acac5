"""What a site has with an address, a date and numbers of authorities, and what it has without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from diplomata.edition import load_edition
from diplomata.publish.site import publish
from publish_samples import full_record, record

PEOPLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="oto-kern">
<persName>Oto Kern</persName><idno type="GND">118540238</idno></person></listPerson></standOff></TEI>"""
URL = "https://name.example.org/papers"
NEED_URL = {"sitemap.xml", "feed.atom", "beacon-gnd.txt"}


def undated(tei: str) -> str:
    """A record that does not say when it was published."""
    return re.sub(r"(<publicationStmt>.*?)<date [^>]*>[^<]*</date>", r"\1", tei, flags=re.DOTALL)


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "xml").mkdir(parents=True)
    (folder / "people.xml").write_text(PEOPLE)
    (folder / "xml" / "record-4711.xml").write_text(undated(full_record()))
    (folder / "xml" / "record-2.xml").write_text(record("2", subject="Rye"))
    return folder


def build(edition: Path, settings: str) -> str:
    """What a build says that is left out."""
    (edition / "edition.toml").write_text(f'title = "Papers"\n{settings}')
    memory = edition / "site.sqlite"
    report = publish(edition / "xml", edition / "site", load_edition(edition), memory=memory, recipe="of this test")
    assert {found.code for found in report.diagnostics} <= {"export-left-out"}
    return "\n".join(map(str, report.diagnostics))


def there(edition: Path) -> set[str]:
    return {path.name for path in (edition / "site").iterdir()}


def pages(edition: Path) -> dict[str, etree._Element]:
    site = edition / "site"
    return {path.relative_to(site).as_posix(): etree.HTML(path.read_bytes()) for path in site.rglob("*.html")}


def test_with_address_and_date_everything_is_there_and_nothing_is_said(edition: Path) -> None:
    assert build(edition, f'url = "{URL}"\ndate = "2026-03"\n') == ""
    assert there(edition) >= NEED_URL
    site = edition / "site"
    assert f"118540238||{URL}/people/oto-kern.html" in (site / "beacon-gnd.txt").read_text()
    assert "<updated>2026-03-01T00:00:00Z</updated>" in (site / "feed.atom").read_text()
    assert f"Sitemap: {URL}/sitemap.xml" in (site / "robots.txt").read_text()
    found = pages(edition)
    listed = set(re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text()))
    assert listed == {f"{URL}/{'' if name == 'index.html' else name}" for name in found if name != "404.html"}
    for name, page in found.items():
        canonical = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == ([] if name == "404.html" else [f"{URL}/{'' if name == 'index.html' else name}"]), name


def test_the_page_for_a_missing_address_leads_home_from_any_depth(edition: Path) -> None:
    for settings, top in ((f'url = "{URL}"\n', "/papers/"), ('url = "https://example.org"\n', "/"), ("", "/")):
        build(edition, settings)
        page = pages(edition)["404.html"]
        links = page.xpath("//a/@href[not(starts-with(., '#'))] | //link[@rel='stylesheet']/@href | //script/@src")
        assert len(links) > 8
        for link in links:
            assert link.startswith(top), (settings, link)
            assert (edition / "site" / link.removeprefix(top)).is_file(), link


def test_without_a_date_there_is_no_feed_and_the_build_says_so_once(edition: Path) -> None:
    said = build(edition, f'url = "{URL}"\n')
    assert (
        "edition.toml: note: date is not set, and no record says when it was published: the site has no feed.atom"
        in said
    )
    assert NEED_URL - there(edition) == {"feed.atom"}
    (edition / "xml" / "record-3.xml").write_text(record("3"))
    assert build(edition, f'url = "{URL}"\n') == ""
    (edition / "xml" / "record-4711.xml").write_text(full_record())
    assert build(edition, f'url = "{URL}"\n') == ""
    assert "feed.atom" in there(edition)


def test_without_an_address_the_build_says_once_what_is_left_out(edition: Path) -> None:
    said = build(edition, "")
    assert "url is not set: the site has no sitemap.xml, feed.atom or beacon-gnd.txt" in said
    assert not NEED_URL & there(edition)
    assert not any(page.xpath("//link[@rel='canonical']") for page in pages(edition).values())
    assert build(edition, 'subtitle = "Of a lake"\n') == ""
    (edition / "people.xml").unlink()
    assert "the site has no sitemap.xml or feed.atom, and" in build(edition, 'subtitle = "Of a lake"\n')
    assert build(edition, f'url = "{URL}"\ndate = "2026"\n') == ""
    assert "url is not set" in build(edition, "")
