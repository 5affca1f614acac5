"""What a conversion has found is told by every site that is made of its TEI, wherever it is made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import diplomata
from build_support import bytes_of
from diplomata.build.findings import Findings, found_in, keep, kept
from diplomata.build.report import Summary
from diplomata.build.start import new_edition
from diplomata.cli import cli
from diplomata.record import Header, Lines, Record, Source

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition with a record of each kind: encoded, corrected by hand, refused, taken out."""
    folder = tmp_path / "papers"
    new_edition(folder)
    monkeypatch.chdir(folder)
    ferry = Path("records/ferry.txt").read_text("utf-8")
    Path("records/second.txt").write_text(ferry.replace("Ferry between", "Second Ferry between"), "utf-8")
    Path("records/third.txt").write_text(ferry.replace("Ferry between", "Third Ferry between"), "utf-8")
    Path("records/empty.txt").write_text("", "utf-8")
    build(1)
    second = Path("xml/record-second.xml")
    second.write_text(second.read_text("utf-8").replace("careful man", "most careful man"), "utf-8")
    Path("records/third.txt").unlink()
    build(1)
    return folder


def build(code: int) -> None:
    done = CliRunner().invoke(cli, ["build"])
    assert done.exit_code == code, done.output


def about(site: str = "site") -> str:
    return Path(site, "about.html").read_text("utf-8")


def test_the_report_tells_each_kind_of_record(edition: Path) -> None:
    page = about()
    assert "Records that were refused: they are no records</th><td>1</td>" in page
    assert "Records that could not be encoded</th><td>0</td>" in page
    assert "Records whose TEI was corrected by hand</th><td>1</td>" in page
    words = diplomata.read("records/ferry.txt").words()
    total = sum(words.values())
    assert f"Words of the sources</th><td>{total}</td><td>100.0%</td>" in page
    assert f"in the text</th><td>{words['body']}</td><td>{words['body'] * 1000 // total / 10}%</td>" in page
    assert f"accounted for</th><td>{total}</td><td>100.0%</td>" in page


def test_the_site_is_the_same_where_there_is_nothing_but_what_was_committed(edition: Path, tmp_path: Path) -> None:
    built = {name: data for name, data in bytes_of(edition).items() if name.startswith("site/")}
    assert b"No longer here" in built["site/records/record-third.html"]
    clone = tmp_path / "clone"
    shutil.copytree(edition, clone, ignore=shutil.ignore_patterns("site", ".diplomata"))
    done = CliRunner().invoke(cli, ["publish", str(clone / "xml"), "--to", str(clone / "site")])
    assert done.exit_code == 0, done.output
    assert {name: data for name, data in bytes_of(clone).items() if name.startswith("site/")} == built


def test_who_builds_a_clone_keeps_what_is_told(edition: Path) -> None:
    before = bytes_of(edition)
    shutil.rmtree(".diplomata")
    shutil.rmtree("site")
    build(1)
    assert bytes_of(edition) == before
    shutil.rmtree("records")
    build(0)
    assert bytes_of(edition) == before


def test_a_conversion_of_some_records_says_nothing_of_all(edition: Path) -> None:
    before = kept(Path("xml"))
    shutil.rmtree("xml")
    assert CliRunner().invoke(cli, ["convert", "records", "--to", "xml"]).exit_code == 1
    assert kept(Path("xml")).found["refused"] == before.found["refused"] == 1
    Path("records/fourth.txt").write_text("A note.\n", "utf-8")
    assert CliRunner().invoke(cli, ["convert", "records/fourth.txt", "--to", "xml"]).exit_code == 0
    assert kept(Path("xml")) == Findings()
    assert CliRunner().invoke(cli, ["publish", "xml", "--to", "elsewhere"]).exit_code == 0
    assert "conversion of the records" not in about("elsewhere")


def test_a_conversion_to_a_folder_of_no_edition_leaves_nothing_beside_the_tei(edition: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["convert", "records/ferry.txt", "--to", str(tmp_path / "out")]).exit_code == 0
    assert not (tmp_path / "out/report.json").exists()


@pytest.mark.parametrize(
    "text", ["<<<<<<< HEAD", "[]", '{"found": [1]}', '{"found": {"refused": "2"}, "gone": {"record-1": 3}}', "\xff"]
)
def test_what_is_no_report_tells_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "report.json").write_bytes(text.encode("latin-1"))
    assert kept(tmp_path) == Findings()


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    told = Findings({"refused": 2, "words-all": 100}, {"record-1": "", "record-ä": "record-3"})
    keep(tmp_path, told)
    assert kept(tmp_path) == told


def test_words_of_what_failed_are_not_accounted_for() -> None:
    summary = Summary()
    done = {"body": 90, "header": 8, "furniture": 2, "unplaced": 0}
    lost = {"code": "words-lost", "severity": "error"}
    edited = {"code": "output-edited", "severity": "error"}
    for status, words, found in (("written", done, []), ("failed", done, [lost]), ("failed", done, [edited])):
        summary.add({"status": status, "words": words, "counts": {}, "diagnostics": found})
    summary.add({"status": "refused", "words": {}, "counts": {}, "diagnostics": []})
    found = found_in(summary)
    assert (found["refused"], found["failed"], found["edited"]) == (1, 1, 1)
    assert (found["words-all"], found["words-accounted"]) == (200, 100)


def test_words_that_are_nowhere_are_counted() -> None:
    text = "Title: A talk\nWho speaks?\n| * |\nLost words here.\nMenu\n"
    lines = Lines((("title", 0, 13),), ((text.index("Menu"), len(text)),), ((14, 25),))
    record = Record("record-1", Source("a.txt", text, "0" * 64), "p", Header(), (), lines=lines)
    assert record.words() == {"body": 2, "header": 3, "furniture": 1, "unplaced": 3}


@pytest.mark.parametrize("path", sorted((ROOT / "records").glob("*.txt")), ids=lambda path: path.stem)
def test_every_word_of_the_specimen_has_its_place(path: Path) -> None:
    assert diplomata.read(path).words()["unplaced"] == 0


def test_the_specimen_says_what_its_conversion_found(tmp_path: Path) -> None:
    for name in ("records", "people.xml", "edition.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / "xml").mkdir()
    command = ["convert", str(tmp_path / "records"), "--to", str(tmp_path / "xml")]
    assert CliRunner().invoke(cli, command).exit_code == 0
    told = json.loads((tmp_path / "xml/report.json").read_text("utf-8"))
    assert json.loads((ROOT / "xml/report.json").read_text("utf-8")) == told
