"""The pages about inspecting and about persons, and the README's lines of Python, show what happens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from lxml import etree

import diplomata
from diplomata.authority import load_authority
from diplomata.cli import cli
from diplomata.edition import Edition
from diplomata.inspecting import Inspection
from diplomata.inspecting.terminal import plain
from diplomata.reading import Reader
from diplomata.recognise.names import parse_name
from diplomata.tei.document import encode
from diplomata.validation import load_schema, validate_bytes
from reading_support import ROOT
from validation_files import TEI_ALL, need_jing

if TYPE_CHECKING:
    from pathlib import Path

INSPECTING = (ROOT / "docs" / "inspecting.md").read_text(encoding="utf-8")
PERSONS = (ROOT / "docs" / "persons.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(page: str, language: str = "") -> list[str]:
    """The fenced blocks of a page that are marked as being in a language."""
    return [block for of, block in re.findall(r"^```(\w*)\n(.*?)^```$", page, re.S | re.M) if of == language]


RECORD = blocks(INSPECTING, "text")[0]
PEOPLE = next(block for block in blocks(PERSONS, "xml") if block.startswith("<?xml"))


def words(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_inspection_of_the_page_is_what_the_command_prints() -> None:
    shown = [words(block) for block in blocks(INSPECTING)]
    lines = words("\n".join(plain(Inspection(Reader().read(RECORD.encode(), "talk.txt")))))
    source = next(block for block in shown if block[0].startswith("1 header title"))
    assert lines[: len(source)] == source
    evidence = next(block for block in shown if "→" in block[0])
    assert set(evidence) <= set(lines)


def test_every_key_of_the_json_is_explained() -> None:
    told = Inspection(Reader().read(RECORD.encode(), "talk.txt")).as_dict()
    table = INSPECTING.partition("| key | what it holds |")[2].partition("\n\n")[0]
    rows = dict(re.findall(r"^\| (.+?) \| (.+) \|$", table, re.M))
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == set(told)
    for key in ("lines", "spans"):
        assert set(re.findall(r"`(\w+)`", rows[f"`{key}`"])) == set(told[key][0]), key


def test_every_form_of_a_label_is_shown() -> None:
    table = INSPECTING.partition("| form | as printed |")[2].partition("\n\n")[0]
    shown = {form for row in re.findall(r"^\| (`.+?) \|", table, re.M) for form in re.findall(r"`([^`]+)`", row)}
    read = Reader().read
    cases = [*ROOT.glob("tests/cases/*/record.txt"), *ROOT.glob("tests/accuracy/*.txt")]
    met = {
        label.form
        for path in cases
        if path.parent.name == "accuracy" or (path.parent / "expected.xml").is_file()
        for label in read(path.read_bytes(), path.name).workings.labels
    }
    assert met == shown


def test_the_rows_of_the_survey_are_those_of_the_specimen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    rows = re.findall(r"^\d+\t.*$", INSPECTING, re.M)
    printed = CliRunner().invoke(cli, ["survey", "records", "--kind", "speakers"]).stdout.splitlines()
    assert rows == printed[1 : 1 + len(rows)]


def run_python(block: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.chdir(folder)
    exec(compile(block, "the page", "exec"), {})  # noqa: S102
    return capsys.readouterr().out


def test_the_notebook_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "talk.txt").write_text(RECORD, encoding="utf-8")
    (block,) = blocks(INSPECTING, "python")
    printed = run_python(block, tmp_path, monkeypatch, capsys)
    assert "Comrade Oto Kern 9" in printed
    assert "2 Comrade Oto Kern: records/talk.txt:3" in printed


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text(RECORD, encoding="utf-8")
    (block,) = blocks(README, "python")
    printed = run_python(block, tmp_path, monkeypatch, capsys)
    assert "oto-kern Comrade Oto Kern Sit down." in printed
    for name in re.findall(r"diplomata\.(\w+)\(", block):
        assert name in diplomata.__all__, name


def test_the_list_of_persons_of_the_page_is_used_as_it_says(tmp_path: Path) -> None:
    (tmp_path / "people.xml").write_text(PEOPLE, encoding="utf-8")
    record = Reader(Edition(folder=tmp_path)).read(RECORD.encode(), "talk.txt")
    xml = encode(record).xml.decode()
    authority = load_authority(tmp_path / "people.xml")
    assert authority is not None
    (shown,) = re.findall(r"```xml\n(<person .*?)\n```", PERSONS, re.S)
    assert shown in xml
    for name in ("O. KERN", "Kern Oto", "Ambassador Otto Kern"):
        assert f"`{name}`" in PERSONS
        assert [person.id for person in authority.named(parse_name(name).words)] == ["oto-kern"], name


@pytest.mark.jing
def test_the_list_of_persons_of_the_page_is_valid_tei() -> None:
    need_jing()
    assert etree.fromstring(PEOPLE.encode()) is not None
    assert validate_bytes(PEOPLE.encode(), "people.xml", [load_schema(TEI_ALL)]) == []
