"""After any change, a build gives the bytes of a full one, the search index included, and touches little."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner
from lxml import html

from build_support import age, build, bytes_of, times_of
from diplomata.cli import cli
from diplomata.publish import indexes, letters, paging, people, search
from publish_samples import ABOUT

SETTINGS = 'title = "Papers of a ferry"\nurl = "https://example.org/ferry"\ndate = "2026-01"\n'
PEOPLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
<person xml:id="oto-kern"><persName>Oto Kern</persName><birth when="{born}"/>
<idno type="GND">118540238</idno></person></listPerson></standOff></TEI>"""
SPEAKERS = ("Mara Lund", "Oto Kern", "Ines Adler", "Jon Holt")


def record(number: int) -> str:
    """A record of a talk, or of a letter, on a day of its own."""
    head = (
        f"Title: Paper {number} on the ferry\nDate: {number} May 196{number % 3}\n"
        f"Source: Archive of the Ferry Company, Box {number % 2}, Folder 4.\nOriginal language: Danish\n"
        f"Subjects: Ferries; Ice\nRecord: {number}\n\n"
    )
    if number % 4 == 0:
        return head + f"To: Oto Kern\n\nFrom: Mara Lund\n\nThe ferry is late for the {number}. time.\n"
    one, other = SPEAKERS[number % 4], SPEAKERS[(number + 1) % 4]
    lines = [f"{one}: The bridge is not open on day {number}.", f"{other}: We shall keep the ferry."]
    return head + "\n\n".join([*lines, f"{one}: The captain knows.", f"{other}: He told me first."]) + "\n"


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition that has been built once, in parts and on pages as a large one is."""
    monkeypatch.setattr(search, "PAGES_A_SHARD", 4)
    monkeypatch.setattr(paging, "ROWS_A_PAGE", 3)
    monkeypatch.setattr(indexes, "FONDS", 1)
    monkeypatch.setattr(people, "TURNS_A_PAGE", 3)
    monkeypatch.setattr(people, "RECORDS_LISTED", 3)
    monkeypatch.setattr(people, "MET_LISTED", 1)
    monkeypatch.setattr(letters, "ENTRIES_A_PAGE", 3)
    monkeypatch.setattr(letters, "SHOWN", 1)
    folder = tmp_path / "edition"
    (folder / "records").mkdir(parents=True)
    (folder / "edition.toml").write_text(SETTINGS)
    (folder / "people.xml").write_text(PEOPLE.format(born=1899))
    for number in range(1, 13):
        (folder / f"records/{number:02}.txt").write_text(record(number))
    age(folder)
    monkeypatch.chdir(folder)
    build()
    return folder


def touched(edition: Path, before: dict[str, int]) -> set[str]:
    """The files that were written since; those that went are told with a minus."""
    now = times_of(edition)
    return {name for name in now if now[name] != before.get(name)} | {
        f"-{name}" for name in before.keys() - now.keys()
    }


def of_a_full_build(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What building the same edition from nothing gives; only what vanished before is known there."""
    other = tmp_path / "other"
    shutil.copytree(edition, other, ignore=shutil.ignore_patterns("xml", "site", "site.sqlite*", "removed", "lock"))
    monkeypatch.chdir(other)
    build()
    monkeypatch.chdir(edition)
    return bytes_of(other)


def edit(name: str, *pairs: tuple[str, str]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        (folder / name).write_text(text)

    return change


def template(folder: Path) -> None:
    (folder / "xslt/html").mkdir(parents=True)
    (folder / "xslt/html/person.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        'xmlns:c="urn:diplomata:context"><xsl:import href="diplomata:html/person.xsl"/>'
        '<xsl:template match="c:catalogue" mode="class">person ours</xsl:template></xsl:stylesheet>'
    )


def together(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        for one in changes:
            one(folder)

    return change


CHANGES: dict[str, Callable[[Path], None]] = {
    "the text of a record": edit("records/05.txt", ("The captain knows", "The captain knew")),
    "a date, so that it stands elsewhere": edit("records/05.txt", ("5 May 1962", "9 August 1960")),
    "a date in a year of its own": edit("records/05.txt", ("5 May 1962", "9 August 1971")),
    "no date any more": edit("records/05.txt", ("Date: 5 May 1962\n", "")),
    "a title": edit("records/07.txt", ("Paper 7 on the ferry", "Paper seven")),
    "an archive and a subject": edit("records/07.txt", ("the Ferry Company", "the Harbour"), ("Ice", "Fog")),
    "a new person": edit("records/06.txt", ("Ines Adler:", "Tessa Brun:")),
    "a known person joins a talk": edit("records/05.txt", ("me first.", "me first.\n\nMara Lund: And I know.")),
    "a known person leaves a talk": edit("records/05.txt", ("Oto Kern:", "Ines Adler:")),
    "another spelling of a name": edit("records/06.txt", ("Ines Adler:", "Ines  Adler :")),
    "a removed record": lambda folder: (folder / "records/06.txt").unlink(),
    "the last of an archive": together(
        *((lambda folder, n=n: (folder / f"records/{n:02}.txt").unlink()) for n in range(2, 13, 2))
    ),
    "a new record": lambda folder: (folder / "records/13.txt").write_text(record(13)) and None,
    "another number": edit("records/06.txt", ("Record: 6", "Record: 66")),
    "an entry in people.xml": edit("people.xml", ("1899", "1901"), ("118540238", "118540239")),
    "a name in people.xml": edit("people.xml", ("Oto Kern", "Otto von Kern")),
    "a stylesheet": template,
    "a setting": edit("edition.toml", ("a ferry", "the ferry")),
    "a colour": edit("edition.toml", ("date =", 'accent = "#123456"\ndate =')),
    "the words about the edition": lambda folder: (folder / "about.md").write_text("# Why\n\nBecause.\n") and None,
    "the words about the edition in TEI": lambda folder: (folder / "about.xml").write_text(ABOUT) and None,
    "two records and a stylesheet": together(
        template, edit("records/01.txt", ("1 May", "2 June")), edit("records/02.txt", ("2 May", "1 June"))
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_the_bytes_are_those_of_a_full_build(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = bytes_of(edition)
    CHANGES[name](edition)
    build()
    after = bytes_of(edition)
    assert after != before
    assert after == of_a_full_build(edition, tmp_path, monkeypatch)
    times = times_of(edition)
    build()
    assert touched(edition, times) == set()


def test_changed_and_changed_back(edition: Path) -> None:
    before = bytes_of(edition)
    for name in ("a date, so that it stands elsewhere", "a new person", "a title"):
        CHANGES[name](edition)
        build()
    for number in (5, 6, 7):
        (edition / f"records/{number:02}.txt").write_text(record(number))
    build()
    assert bytes_of(edition) == before


def test_a_changed_text_touches_what_shows_it(edition: Path) -> None:
    before = times_of(edition)
    edit("records/05.txt", ("The bridge", "That bridge"))(edition)
    build()
    found = touched(edition, before)
    said = {name for name in found if name.startswith("site/people/oto-kern")}
    assert len(said) == 1
    others = {"site/records/record-5.html", "site/about.html", "site/index.html"}
    assert {name for name in found if name.endswith(".html")} <= others | said
    parts = {name.split("/")[2] if name.count("/") > 2 else "" for name in found if name.startswith("site/pagefind/")}
    mine = search.shard_of("record-5", 4)
    assert {part for part in parts if part.isdigit()} <= {str(mine)}
    assert not [name for name in found if "years" in name or "archives" in name or "references" in name]


def test_changed_words_about_the_edition_touch_its_page_alone(edition: Path) -> None:
    before = times_of(edition)
    (edition / "about.xml").write_text(ABOUT)
    build()
    assert {name for name in touched(edition, before) if name.endswith(".html")} == {"site/about.html"}


def test_a_changed_stylesheet_touches_its_pages_alone(edition: Path) -> None:
    before = times_of(edition)
    template(edition)
    build()
    assert {name.split("/")[1] for name in touched(edition, before)} == {"people"}


@pytest.mark.parametrize(
    "lost",
    ["edition.txt", "tei.zip", "catalog.json", "people/oto-kern.html", "pagefind/pagefind-entry.json",
     "pagefind/choices.json", "sitemap.xml",
     "records/record-4.xml", "assets/diplomata.css", ".diplomata", "years/1961.html", "404.html"],
)  # fmt: skip
def test_what_was_lost_or_spoilt_is_made_again(edition: Path, lost: str) -> None:
    before = bytes_of(edition)
    (edition / "site" / lost).unlink()
    build()
    assert bytes_of(edition) == before
    with (edition / "site" / lost).open("ab") as file:
        file.write(b"spoilt")
    build()
    assert bytes_of(edition) == before


def test_a_run_that_was_stopped_in_the_middle_is_completed(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CHANGES["two records and a stylesheet"](edition)

    class Killed(BaseException):
        pass

    def killed(*given: object) -> None:
        raise Killed

    for place in ("diplomata.publish.pieces._remember", "diplomata.publish.machine.Machine.write_last"):
        with monkeypatch.context() as patch:
            patch.setattr(place, killed)
            with pytest.raises(Killed):
                CliRunner().invoke(cli, ["build"], catch_exceptions=False)
    build()
    assert bytes_of(edition) == of_a_full_build(edition, tmp_path, monkeypatch)


def test_every_page_of_a_large_edition_is_reached_and_leads_somewhere(edition: Path) -> None:
    site = edition / "site"
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {
        *("indexes/people-l.html", "kinds/conversation/2.html", "people/oto-kern/2.html"),
        *("people/jon-holt/records.html", "people/jon-holt/records/2.html", "people/jon-holt/met.html"),
    } <= pages
    reached, waiting = set[str](), ["index.html", "404.html"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        for href in html.fromstring((site / name).read_bytes()).xpath("//a/@href"):
            there = urljoin(f"https://example.org/ferry/{name}", href).partition("#")[0]
            found = there.removeprefix("https://example.org/ferry/")
            if found == there:
                continue
            found = found or "index.html"
            assert (site / found).is_file(), (name, href)
            if found.endswith(".html") and found not in reached:
                waiting.append(found)
    assert pages - reached == {"places.html"}  # An index without an entry is there, and linked from nowhere.


def test_the_archive_is_read_by_others_after_a_change(edition: Path) -> None:
    edit("records/05.txt", ("The captain knows", "Nobody knows, and that is long"))(edition)
    build()
    with zipfile.ZipFile(edition / "site/tei.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(path.name for path in (edition / "xml").glob("*.xml"))
        for name in archive.namelist():
            assert archive.read(name) == (edition / "xml" / name).read_bytes()
