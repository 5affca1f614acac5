"""Building again: what changed is made anew, what did not is left alone, and the bytes are those of a full build."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_support import age, build, bytes_of, times_of
from diplomata.cli import cli
from diplomata.publish import looking
from diplomata.publish import records as publish_records
from generate import generate

COUNT = 12


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition that has been built once, a while ago."""
    folder = tmp_path / "edition"
    folder.mkdir()
    (folder / "edition.toml").write_text('title = "Papers of a canal"\n')
    generate(COUNT, folder / "records", seed=14, mean=1500)
    age(folder)
    monkeypatch.chdir(folder)
    build()
    return folder


def touched(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name in after if after[name] != before.get(name)}


def fresh(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The bytes of a full build of the same edition elsewhere."""
    other = tmp_path / "other"
    shutil.copytree(edition, other, ignore=shutil.ignore_patterns("xml", "site", ".diplomata"))
    monkeypatch.chdir(other)
    build()
    found = bytes_of(other)
    monkeypatch.chdir(edition)
    return found


def test_nothing_changed_means_nothing_is_touched(edition: Path) -> None:
    before = times_of(edition)
    assert f"{COUNT} records: {COUNT} unchanged" in build()
    assert touched(before, times_of(edition)) == set()


def test_one_record_changed(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    original = publish_records._make
    monkeypatch.setattr(
        publish_records, "_make", lambda *given: (made.append(given[3].facts.id), original(*given))[1]
    )
    before = times_of(edition)
    record = edition / "records/0000/0000003.txt"
    record.write_text(record.read_text() + "\nThis was added afterwards.\n")
    assert f"1 written, {COUNT - 1} unchanged" in build()
    changed = touched(before, times_of(edition))
    assert {name for name in changed if name.startswith("xml/")} == {"xml/record-100003.xml", "xml/report.json"}
    assert {name.rpartition(".")[0] for name in changed if name.startswith("site/records/")} == {
        "site/records/record-100003"
    }
    assert made == ["record-100003"]
    after = bytes_of(edition)
    assert after == fresh(edition, tmp_path, monkeypatch)


def test_a_setting_of_the_site_leaves_the_tei(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = times_of(edition)
    (edition / "edition.toml").write_text('title = "Papers of a canal"\naccent = "#123456"\n')
    build()
    assert not [name for name in touched(before, times_of(edition)) if name.startswith("xml/")]
    assert bytes_of(edition) == fresh(edition, tmp_path, monkeypatch)


def test_a_page_that_was_changed_or_lost_is_made_again(edition: Path) -> None:
    before = bytes_of(edition)
    (edition / "site/records/record-100002.html").write_text("defaced")
    (edition / "site/records/record-100004.txt").unlink()
    build()
    assert bytes_of(edition) == before


def test_a_lost_memory_changes_nothing(edition: Path) -> None:
    before = times_of(edition)
    shutil.rmtree(edition / ".diplomata")
    build()
    assert touched(before, times_of(edition)) == set()


def test_tei_that_others_put_there_is_checked_and_published(edition: Path) -> None:
    good = (edition / "xml/record-100001.xml").read_text()
    (edition / "xml/record-guest.xml").write_text(good.replace("record-100001", "record-guest"))
    build()
    assert (edition / "site/records/record-guest.html").is_file()
    (edition / "xml/record-broken.xml").write_text(good.replace("<body>", "<body><marquee/>"))
    result = CliRunner().invoke(cli, ["build"])
    assert result.exit_code == 1
    assert "xml/record-broken.xml:" in result.stderr
    assert "[schema-" in result.stderr


def test_a_record_that_vanished_leaves_its_address(edition: Path) -> None:
    (edition / "records/0000/0000004.txt").unlink()
    build()
    assert not (edition / "xml/record-100004.xml").exists()
    assert (edition / ".diplomata/removed/record-100004.xml").is_file()
    page = (edition / "site/records/record-100004.html").read_text()
    assert "No longer here" in page
    assert "record-100004" not in (edition / "site/chronology.html").read_text()
    before = times_of(edition)
    build()
    assert touched(before, times_of(edition)) == set()


def test_a_record_that_comes_back_has_its_page_again(edition: Path) -> None:
    before = bytes_of(edition)
    path = edition / "records/0000/0000004.txt"
    text = path.read_text()
    path.unlink()
    build()
    path.write_text(text)
    build()
    assert bytes_of(edition) == before


def test_a_changed_number_leads_to_the_new_page(edition: Path) -> None:
    path = edition / "records/0000/0000004.txt"
    path.write_text(path.read_text().replace("100004", "200004"))
    build()
    assert (edition / "xml/record-200004.xml").is_file()
    assert not (edition / "xml/record-100004.xml").exists()
    page = (edition / "site/records/record-100004.html").read_text()
    assert 'href="record-200004.html"' in page
    assert "url=record-200004.html" in page


def test_what_was_edited_by_hand_does_not_vanish(edition: Path) -> None:
    path = edition / "xml/record-100004.xml"
    path.write_text(path.read_text().replace("</TEI>", "<!-- seen --></TEI>"))
    (edition / "records/0000/0000004.txt").unlink()
    build()
    assert path.is_file()
    assert "No longer here" not in (edition / "site/records/record-100004.html").read_text()


def test_the_last_record_that_goes_leaves_a_site_without_records(edition: Path) -> None:
    before = bytes_of(edition)
    texts = {path: path.read_text() for path in (edition / "records").rglob("*.txt")}
    for path in texts:
        path.unlink()
    said = build()
    assert "0 records: nothing to do" in said
    assert "records: no record to publish; the site says that there is none yet" in said
    assert "no records yet" in (edition / "site/index.html").read_text()
    assert not list((edition / "xml").glob("*.xml"))
    assert len(list((edition / ".diplomata/removed").iterdir())) == COUNT
    pages = [path.read_text() for path in (edition / "site/records").iterdir()]
    assert len(pages) == COUNT
    assert all("No longer here" in page for page in pages)
    settled = times_of(edition)
    build()
    assert touched(settled, times_of(edition)) == set()
    for path, text in texts.items():
        path.write_text(text)
    build()
    assert bytes_of(edition) == before


def test_a_folder_of_records_that_is_gone_takes_nothing_with_them(edition: Path) -> None:
    (edition / "records").rename(edition / "elsewhere")
    before = bytes_of(edition)
    build()
    assert bytes_of(edition) == before


def test_why_something_is_done_again(edition: Path) -> None:
    record = edition / "records/0000/0000003.txt"
    record.write_text(record.read_text() + "\nMore.\n")
    os.utime(record, (2_000_000, 2_000_000))
    (edition / "xml/record-100005.xml").unlink()
    told = build("--explain").splitlines()
    assert "records/0000/0000003.txt: the record changed, or may have" in told
    assert "records/0000/0000005.txt: its TEI was changed or is missing" in told
    assert len([line for line in told if line.startswith("records/") and "review" not in line]) == 2
    assert [line for line in told if line.startswith("site: TEI changed")]
    (edition / "edition.toml").write_text('title = "Others"\n')
    told = build("--explain").splitlines()
    assert len([line for line in told if "the settings" in line]) == COUNT + 1
    (edition / "site/index.html").unlink()
    assert "site: a file of the site was changed or is missing" in build("--explain")


def test_what_a_killed_run_left_half_written_is_removed(edition: Path) -> None:
    left = edition / "site/records/.diplomata-0-1-2.tmp"
    left.write_text("half a pa")
    with closing(sqlite3.connect(edition / ".diplomata/site.sqlite")) as memory:
        # A run that was killed leaves marks on what it had not made yet.
        memory.execute("INSERT INTO mark VALUES ('top', '')")
        memory.commit()
    build()
    assert not left.exists()


def test_a_large_site_is_looked_at_meanwhile(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, page = edition / ".diplomata/site.sqlite", edition / "site/records/record-100002.html"
    with looking.Scout(edition / "site", memory) as scout:
        assert scout.found() is None  # A small one is looked at when it is its turn.
    monkeypatch.setattr(looking, "_LARGE", 0)
    before = bytes_of(edition)
    page.write_text("defaced")
    (edition / "site/about.html").unlink()
    with looking.Scout(edition / "site", memory) as scout:
        assert scout.found() == ["about.html", "records/record-100002.html"]
    build("--jobs", "2")
    assert bytes_of(edition) == before
    page.write_text("defaced")
    with looking.Scout(edition / "site", edition / "edition.toml") as scout:
        assert scout.found() is None  # It could not look: somebody else has to.
    monkeypatch.setattr(sys, "executable", str(edition / "nothing"))
    build("--jobs", "2")
    assert bytes_of(edition) == before
