"""The pages of a large edition in folders: every address leads where it says, and no record moves another."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from pathlib import Path

import pytest
from lxml import etree, html

from build_support import age, build, bytes_of, times_of
from diplomata.edition import Edition, load_edition
from diplomata.errors import SettingsError
from diplomata.publish import search
from diplomata.publish.addresses import address_of, between, folder_of

ADDRESS = "https://example.org/ferry"
COUNT = 9


def record(number: int) -> str:
    return (
        f"Title: Paper {number} on the ferry\nDate: {number} May 1962\nSource: Archive of the Ferry Company, Box 1.\n"
        f"Record: {number}\n\nMara Lund: The bridge is not open on day {number}.\n\nOto Kern: We keep the ferry.\n"
    )


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition whose pages stand in four folders, built once, its index in parts."""
    monkeypatch.setattr(search, "PAGES_A_SHARD", 5)
    folder = tmp_path / "edition"
    (folder / "records").mkdir(parents=True)
    (folder / "edition.toml").write_text(f'title = "Papers of a ferry"\nurl = "{ADDRESS}"\nfolders = 4\n')
    for number in range(1, COUNT + 1):
        (folder / f"records/{number:02}.txt").write_text(record(number))
    age(folder)
    monkeypatch.chdir(folder)
    build()
    return folder


def broken(site: Path) -> list[tuple[str, str]]:
    """The links of all pages that lead to nothing inside the site."""
    found = []
    for page in sorted(site.rglob("*.html")):
        tree = html.fromstring(page.read_bytes())
        links = [str(link) for link in tree.xpath("//@href | //@src")]
        links += [content.partition("url=")[2] for content in tree.xpath("//meta[@http-equiv='refresh']/@content")]
        for link in links:
            path = link.partition("#")[0]
            if path.startswith(f"{ADDRESS}/"):
                there = site / (path.removeprefix(f"{ADDRESS}/") or "index.html")
            elif "://" in path or path.startswith("/") or not path:
                continue
            else:
                there = page.parent / path
            if not there.is_file():
                found.append((page.relative_to(site).as_posix(), link))
    return found


def names(edition: Path, suffix: str = ".html") -> set[str]:
    return {path.relative_to(edition / "site").as_posix() for path in (edition / "site/records").rglob(f"*{suffix}")}


def test_every_file_of_a_record_stands_in_the_folder_of_its_id(edition: Path) -> None:
    settings = load_edition(edition)
    for suffix in (".html", ".xml", ".txt"):
        assert names(edition, suffix) == {address_of(settings, f"record-{n}", suffix) for n in range(1, COUNT + 1)}
    assert {name.count("/") for name in names(edition)} == {2}
    assert len({name.split("/")[1] for name in names(edition)}) > 1


def test_every_link_leads_somewhere(edition: Path) -> None:
    assert broken(edition / "site") == []
    following = html.fromstring((edition / "site" / address_of(load_edition(edition), "record-1")).read_bytes())
    (after,) = following.xpath("//nav[@class='turning']/a[@rel='next']/@href")
    assert after == between(load_edition(edition), "record-1", "record-2")


def test_the_lists_of_addresses_have_the_folders(edition: Path) -> None:
    site = edition / "site"
    pages = {f"{ADDRESS}/{name}" for name in names(edition)}
    sitemap = etree.fromstring((site / "sitemap.xml").read_bytes())
    assert pages <= set(sitemap.xpath("//*[local-name() = 'loc']/text()"))
    with (site / "catalog.csv").open(encoding="utf-8", newline="") as file:
        assert {row["url"] for row in csv.DictReader(file)} == pages
    assert {row["URL"] for row in json.loads((site / "references.json").read_bytes())} == pages
    assert "Paper 3 on the ferry" in (site / "edition.txt").read_text("utf-8")


def test_the_search_leads_into_the_folders(edition: Path) -> None:
    found = set()
    for path in (edition / "site/pagefind").rglob("*.pf_fragment"):
        data = gzip.decompress(path.read_bytes())
        found.add(json.loads(data[data.index(b"{") :])["url"].lstrip("/"))
    assert found == names(edition)


def test_a_new_record_moves_no_other_and_gives_the_bytes_of_a_full_build(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, times = names(edition), times_of(edition)
    (edition / "records/05.txt").write_text(record(COUNT + 1).replace("10 May", "5 May"))
    (edition / "records/11.txt").write_text(record(COUNT + 2))
    (edition / "records/06.txt").unlink()
    build()
    assert before <= names(edition)  # One has a new number, one is no more: both keep a page.
    assert broken(edition / "site") == []
    settings = load_edition(edition)
    moved = html.fromstring((edition / "site" / address_of(settings, "record-5")).read_bytes())
    assert between(settings, "record-5", "record-10") in moved.xpath("//main//a/@href")
    assert "No longer here" in (edition / "site" / address_of(settings, "record-6")).read_text("utf-8")
    untouched = "site/" + address_of(settings, "record-2")
    assert times_of(edition)[untouched] == times[untouched]
    after = bytes_of(edition)
    other = tmp_path / "other"
    shutil.copytree(edition, other, ignore=shutil.ignore_patterns("xml", "site", "site.sqlite*", "removed", "lock"))
    monkeypatch.chdir(other)
    build()
    assert bytes_of(other) == after


def test_the_old_addresses_lead_to_the_new_ones(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_folders, old = load_edition(edition), names(edition)
    (edition / "records/06.txt").unlink()
    (edition / "records/05.txt").write_text(record(COUNT + 1))
    settings = (edition / "edition.toml").read_text()
    (edition / "edition.toml").write_text(settings.replace("folders = 4", "folders = 0"))
    build()
    site = edition / "site"
    assert old <= names(edition)
    assert broken(site) == []
    for number in (2, 10):
        name = address_of(in_folders, f"record-{number}")
        page = (site / name).read_text("utf-8")
        assert f'content="0; url=../record-{number}.html"' in page
        assert "This record has another address now:" in page
        assert 'href="../../assets/' in page
    assert 'url=../record-10.html"' in (site / address_of(in_folders, "record-5")).read_text("utf-8")
    assert "No longer here" in (site / address_of(in_folders, "record-6")).read_text("utf-8")
    listed = set(etree.fromstring((site / "sitemap.xml").read_bytes()).xpath("//*[local-name() = 'loc']/text()"))
    assert f"{ADDRESS}/records/record-2.html" in listed
    assert not {f"{ADDRESS}/{name}" for name in old} & listed
    assert names(edition, ".xml") == {f"records/record-{n}.xml" for n in range(1, COUNT + 2) if n not in (5, 6)}
    # Every later build has them, whatever it begins with.
    times = times_of(edition)
    (edition / "records/03.txt").write_text(record(3).replace("is not open", "was not open"))
    build()
    after = bytes_of(edition)
    untouched = "site/" + address_of(in_folders, "record-2")
    assert times_of(edition)[untouched] == times[untouched]
    other = tmp_path / "other"
    shutil.copytree(edition, other, ignore=shutil.ignore_patterns("xml", "site", "site.sqlite*", "removed", "lock"))
    monkeypatch.chdir(other)
    build()
    assert bytes_of(other) == after


def test_into_folders_and_back(edition: Path) -> None:
    settings, old = (edition / "edition.toml").read_text(), names(edition)
    (edition / "edition.toml").write_text(settings.replace("folders = 4", "folders = 0"))
    build()
    (edition / "edition.toml").write_text(settings)
    build()
    flat = {f"records/record-{n}.html" for n in range(1, COUNT + 1)}
    assert names(edition) == old | flat
    assert broken(edition / "site") == []
    page = (edition / "site/records/record-2.html").read_text("utf-8")
    there = address_of(load_edition(edition), "record-2").removeprefix("records/")
    assert f'content="0; url={there}"' in page
    assert 'http-equiv="refresh"' not in (edition / "site/records" / there).read_text("utf-8")


def test_a_stylesheet_for_redirects_makes_them_anew(edition: Path) -> None:
    settings = (edition / "edition.toml").read_text()
    (edition / "edition.toml").write_text(settings.replace("folders = 4", "folders = 0"))
    build()
    sheet = edition / "xslt/html/about.xsl"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        'xmlns:c="https://diplomata.org/ns/context"><xsl:template match="/"><p>elsewhere</p></xsl:template>'
        "</xsl:stylesheet>"
    )
    build()
    (old,) = (edition / "site/records").glob("*/record-2.html")
    assert "<p>elsewhere</p>" in old.read_text("utf-8")


def test_thousands_of_records_fill_the_folders_evenly() -> None:
    edition = Edition(folders=16)
    count = dict[str, int]()
    for number in range(10_000):
        folder = folder_of(edition, f"record-{number}")
        count[folder] = count.get(folder, 0) + 1
    assert sorted(count) == [f"records/{number:02}" for number in range(16)]
    assert max(count.values()) < 1000
    assert folder_of(Edition(), "record-7") == "records"


@pytest.mark.parametrize("value", ["true", "1", "-2", "20000", '"16"'])
def test_a_number_of_folders_that_is_none(tmp_path: Path, value: str) -> None:
    (tmp_path / "edition.toml").write_text(f"folders = {value}\n")
    with pytest.raises(SettingsError, match="mistake"):
        load_edition(tmp_path)
