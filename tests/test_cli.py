"""The command line, as users run it: what it prints, where, and its exit code."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diplomata.build import worker
from diplomata.cli import cli
from front_fakes import FakeTools


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a reader that does next to nothing."""
    tools = FakeTools()
    monkeypatch.setattr(worker, "tools", lambda edition: tools)
    monkeypatch.chdir(tmp_path)
    Path("records").mkdir()
    return tmp_path


def put(**texts: str) -> None:
    for name, text in texts.items():
        Path(f"records/{name}.txt").write_text(text)


def run(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=data)


def rows(path: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def test_help_names_every_command_and_the_exit_codes() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for word in ("new", "convert", "validate", "publish", "build", "Exit codes"):
        assert word in result.stdout


def test_every_command_and_option_is_explained() -> None:
    for command in cli.commands.values():
        assert command.help, command.name
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), parameter.name


@pytest.mark.parametrize(
    ("arguments", "suggested"),
    [
        (["convrt", "records", "--to", "out"], "convert"),
        (["convert", "records", "--two", "out"], "--to"),
        (["validate", "--fromat", "json", "x"], "--format"),
    ],
)
def test_a_mistyped_word_is_told_its_nearest(arguments: list[str], suggested: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert suggested in result.stderr
    assert result.stdout == ""


def test_convert_works_without_settings(desk: Path) -> None:
    put(a="one", b="two")
    result = run("convert", "records", "--to", "out", "--report", "out/report.jsonl")
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("out").glob("*.xml")) == ["record-a.xml", "record-b.xml"]
    assert [(row["source"], row["status"]) for row in rows("out/report.jsonl")] == [
        ("records/a.txt", "written"),
        ("records/b.txt", "written"),
    ]
    assert "2 records: 2 written" in result.stdout
    assert not Path(".diplomata").exists()


def test_the_report_on_standard_output_is_alone_there(desk: Path) -> None:
    put(a="one", b="refuse")
    result = run("convert", "records", "--to", "out", "--report", "-")
    assert result.exit_code == 1
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()] == ["written", "refused"]
    assert "[record-refused]" in result.stderr


def test_standard_input_to_standard_output(desk: Path) -> None:
    result = run("convert", "-", "--to", "-", data=b"Dear Sir")
    assert result.exit_code == 0
    assert result.stdout.startswith("<?xml")
    assert "Dear Sir" in result.stdout
    assert not Path("out").exists()


def test_standard_output_takes_one_record(desk: Path) -> None:
    put(a="one", b="two")
    result = run("convert", "records", "--to", "-")
    assert result.exit_code == 2
    assert result.stdout == ""


def test_nothing_found_is_told_apart_from_nothing_done(desk: Path) -> None:
    result = run("convert", "records", "--to", "out")
    assert result.exit_code == 3
    assert "no .txt file" in result.stderr
    assert run("convert", "records", "--to", "-").exit_code == 3
    Path("tei").mkdir()
    assert run("validate", "tei").exit_code == 3
    assert run("publish", "tei", "--to", "site").exit_code == 3


def test_a_missing_source_costs_the_others_nothing(desk: Path) -> None:
    put(a="one")
    result = run("convert", "missing.txt", "records", "--to", "out")
    assert result.exit_code == 1
    assert "missing.txt: error: there is no such file or folder [source-unreadable]" in result.stderr
    assert Path("out/record-a.xml").is_file()


@pytest.mark.parametrize("target", ["taken", "taken/below"])
def test_a_target_that_cannot_be_a_folder(desk: Path, target: str) -> None:
    put(a="one")
    Path("taken").write_text("a file")
    result = run("convert", "records", "--to", target)
    assert result.exit_code == 1
    assert target in result.stderr
    assert "[output-unwritable]" in result.stderr
    assert Path("taken").read_text() == "a file"


def test_a_report_that_cannot_be_written_stops_before_the_work(desk: Path) -> None:
    put(a="one")
    result = run("convert", "records", "--to", "out", "--report", "records")
    assert result.exit_code == 2
    assert "the report cannot be written" in result.stderr
    assert not Path("out/record-a.xml").exists()


def test_strict_and_force(desk: Path) -> None:
    put(a="review")
    assert run("convert", "records", "--to", "out").exit_code == 0
    result = run("convert", "records", "--to", "out", "--strict")
    assert result.exit_code == 1
    assert "records/a.txt:1: review:" in result.stderr
    Path("out/record-a.xml").write_text("<TEI/>")
    result = run("convert", "records", "--to", "out")
    assert (result.exit_code, Path("out/record-a.xml").read_text()) == (1, "<TEI/>")
    assert "--force" in result.stderr
    assert run("convert", "records", "--to", "out", "--force").exit_code == 0
    assert Path("out/record-a.xml").read_text() != "<TEI/>"


def test_settings_with_three_mistakes(desk: Path) -> None:
    put(a="one")
    Path("edition.toml").write_text('titel = "x"\nstatus = "done"\nurl = 3\n')
    for arguments in (["build"], ["convert", "records", "--to", "out"]):
        result = run(*arguments)
        assert result.exit_code == 2
        for place in ("edition.toml:1: error", "edition.toml:2: error", "edition.toml:3: error", "3 mistakes"):
            assert place in result.stderr
    assert not Path("out").exists()


def test_the_settings_of_the_sources_hold(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(a="one")
    Path("edition.toml").write_text("max-bytes = 2\n")
    elsewhere = desk / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert "[source-too-large]" in run("convert", str(desk / "records"), "--to", "out").stderr
    Path("b.txt").write_text("many letters")
    assert run("convert", "b.txt", "--to", "out").exit_code == 0
    assert run("convert", "b.txt", "--to", "out2", "--edition", str(desk)).exit_code == 1


def test_new_lays_out_an_edition_and_touches_nothing_that_is_there(desk: Path) -> None:
    result = run("new", "papers-of-a-canal")
    assert result.exit_code == 0
    assert result.stdout.split() == [
        "papers-of-a-canal/edition.toml",
        "papers-of-a-canal/records/ferry.txt",
        "papers-of-a-canal/README.md",
        "papers-of-a-canal/.github/workflows/edition.yml",
        "papers-of-a-canal/.gitlab-ci.yml",
        "papers-of-a-canal/.gitignore",
    ]
    assert 'title = "Papers of a canal"' in Path("papers-of-a-canal/edition.toml").read_text()
    result = run("new", "papers-of-a-canal")
    assert result.exit_code == 2
    assert "not empty" in result.stderr
    Path("file").write_text("x")
    assert run("new", "file").exit_code == 2
    Path("empty").mkdir()
    assert run("new", "empty").exit_code == 0


def test_build_says_what_is_missing(desk: Path) -> None:
    result = run("build", "nowhere")
    assert result.exit_code == 2
    assert "diplomata new nowhere" in result.stderr
    Path("edition.toml").write_text("")
    Path("records").rmdir()
    for _ in range(2):
        result = run("build")
        assert result.exit_code == 3
        assert "records: there is no such folder" in result.stderr
        Path("xml").mkdir(exist_ok=True)


def test_an_edition_of_none_has_a_site(desk: Path) -> None:
    Path("edition.toml").write_text('title = "To come"')
    result = run("build")
    assert result.exit_code == 0
    assert "records: no record to publish; the site says that there is none yet" in result.stderr
    built = {path.name: path.read_bytes() for path in Path("site").iterdir() if path.is_file()}
    assert b"no records yet" in built["index.html"]
    assert b"no records yet" in built["chronology.html"]
    assert built["references.json"].strip() == built["catalog.json"].strip() == b"[]"
    assert zipfile.ZipFile("site/tei.zip").namelist() == []
    assert b'"records/"' not in built["ro-crate-metadata.json"]
    result = run("publish", "xml", "--to", "elsewhere")
    assert result.exit_code == 0
    assert "xml: no record to publish; the site says that there is none yet" in result.stderr
    assert Path("elsewhere/index.html").read_bytes() == built["index.html"]


def test_records_that_are_all_refused_leave_an_edition_of_none(desk: Path) -> None:
    Path("edition.toml").write_text("")
    put(a="refuse")
    result = run("build")
    assert result.exit_code == 1
    assert "no record to publish" in result.stderr
    about = Path("site/about.html").read_text("utf-8")
    assert "Records that were refused: they are no records</th><td>1</td>" in about


def test_one_run_at_a_time(desk: Path) -> None:
    from diplomata.state import open_state

    put(a="one")
    with open_state(Path("out")):
        result = run("convert", "records", "--to", "out")
    assert result.exit_code == 1
    assert "another run" in result.stderr


def test_a_schema_that_is_not_there(desk: Path) -> None:
    result = run("validate", "records", "--schema", "none.rng")
    assert result.exit_code == 2
    assert "none.rng" in result.stderr


def test_the_formats_are_those_of_the_validation() -> None:
    from diplomata import validation
    from diplomata.cli import _FORMATS

    assert _FORMATS == validation.FORMATS
