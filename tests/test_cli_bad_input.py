"""What people and the world throw at it, on the command line as users run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree, html

from diplomata.cli import cli

GOOD = """\
Title: On the Depth of the Canal
Date: 3 May 1962

Oto Kern: We are told that it is three metres.

Lia Venn: It is four.
"""
HOSTILE = """\
Title: <script>alert(1)</script> & "Sons" ]]> <!-- %x; &amp;
Date: <b>3 May 1962</b> & later
Record: ../../etc/passwd
Address: javascript:alert('&')
Publisher: A & B <i>
Source: R & D, "F. 1" <'>. Translated by <img src=x onerror=alert(1)> & Ada Berg.
Original language: Dan&ish
Rights: <a href="javascript:alert(1)">free</a> & easy
Summary: </p><script>alert(2)</script> &
Subjects: Eels & <script>; Tolls
Places: <svg/onload=alert(3)> & Skar

<script>alert(4)</script> & the words of the record.

<b>Oto</b> & Kern: We are told </p></div> that it is & remains <script>alert(5)</script> shallow.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good record."""
    monkeypatch.chdir(tmp_path)
    Path("records").mkdir()
    Path("records/good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def convert(*more: str) -> tuple[int, dict[str, dict[str, Any]], str]:
    """Exit code, the rows of the report by file name, standard error; the good record must have come through."""
    arguments = ["convert", "records", "--to", "out", "--report", "out/report.jsonl", *more]
    result = CliRunner().invoke(cli, arguments)
    lines = Path("out/report.jsonl").read_text(encoding="utf-8").splitlines()
    rows = {Path(row["source"]).name: row for row in map(json.loads, lines)}
    assert rows["good.txt"]["status"] in ("written", "unchanged")
    assert Path(rows["good.txt"]["output"]).is_file()
    return result.exit_code, rows, result.stderr


def codes(row: dict[str, Any]) -> set[str]:
    return {found["code"] for found in row["diagnostics"]}


def words(row: dict[str, Any]) -> str:
    return " ".join("".join(etree.parse(row["output"]).getroot().itertext()).split())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "source-empty"),
        (b" \n\t\r\n", "source-empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "source-binary"),
        (
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + bytes(range(256)),
            "source-binary",
        ),
        (b"PK\x03\x04" + bytes(range(256)) * 8, "source-binary"),
    ],
)
def test_what_is_no_text_is_refused(desk: Path, data: bytes, code: str) -> None:
    Path("records/bad.txt").write_bytes(data)
    exit_code, rows, stderr = convert()
    assert exit_code == 1
    assert rows["bad.txt"]["status"] == "refused"
    assert rows["bad.txt"]["output"] is None
    assert code in codes(rows["bad.txt"])
    assert "records/bad.txt" in stderr
    assert f"[{code}]" in stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_another_encoding_is_read(desk: Path, encoding: str) -> None:
    text = GOOD.replace("Oto Kern", "Otto Kärn").replace("metres", "metres – in spring, “they say”, at the café")
    Path("records/other.txt").write_bytes(text.encode(encoding))
    exit_code, rows, _ = convert()
    assert exit_code == 0
    assert "Otto Kärn: We are told that it is three metres – in spring, “they say”, at the café." in words(
        rows["other.txt"]
    )


def test_control_characters_are_left_out_and_told(desk: Path) -> None:
    Path("records/control.txt").write_text(GOOD.replace("three metres", "three\x0c me\x01tr\x1bes\x85"))
    exit_code, rows, _ = convert()
    assert exit_code == 0
    assert "source-control-characters" in codes(rows["control.txt"])
    assert "three metres" in words(rows["control.txt"])


def test_a_text_of_50_megabytes_is_told_from_its_size(desk: Path) -> None:
    with Path("records/huge.txt").open("wb") as file:
        for _ in range(50):
            file.write(b"The delegation spoke of the canal.\n\n" * 29127)
    exit_code, rows, stderr = convert()
    assert exit_code == 1
    assert codes(rows["huge.txt"]) == {"source-too-large"}
    assert "max-bytes" in stderr


def test_a_record_without_any_header_is_a_record(desk: Path) -> None:
    Path("records/bare.txt").write_text("we were told nothing, and so we wrote nothing down but this.\n")
    exit_code, rows, _ = convert()
    assert exit_code == 0
    assert rows["bare.txt"]["id"] == "record-bare"
    assert "we wrote nothing down but this" in words(rows["bare.txt"])


def test_two_records_with_one_number(desk: Path) -> None:
    for name in ("first", "second"):
        Path(f"records/{name}.txt").write_text(GOOD.replace("Date:", "Record: 77\nDate:").replace("four", name))
    exit_code, rows, stderr = convert()
    assert exit_code == 1
    assert rows["first.txt"]["status"] == "written"
    assert rows["second.txt"]["status"] == "failed"
    assert codes(rows["second.txt"]) >= {"record-id-duplicate"}
    assert "records/first.txt" in stderr
    assert "records/second.txt" in stderr
    assert "It is first." in words(rows["first.txt"])


def test_hostile_words_stay_words_and_the_number_stays_inside(desk: Path) -> None:
    Path("records/hostile.txt").write_text(HOSTILE, encoding="utf-8")
    exit_code, rows, _ = convert()
    assert exit_code == 0
    row = rows["hostile.txt"]
    assert row["id"] == "record-hostile"
    assert "record-id-unsafe" in codes(row)
    assert sorted(path.name for path in desk.iterdir()) == ["out", "records"]
    assert sorted(path.name for path in Path("out").glob("*.xml")) == ["record-good.xml", "record-hostile.xml"]
    tree = etree.parse(row["output"])
    assert not tree.xpath("//*[local-name() = 'script' or local-name() = 'img' or local-name() = 'b']")
    assert '<script>alert(1)</script> & "Sons" ]]>' in words(row)
    assert "<script>alert(4)</script> & the words of the record." in words(row)


def test_hostile_words_do_nothing_on_the_site(desk: Path) -> None:
    Path("records/hostile.txt").write_text(HOSTILE, encoding="utf-8")
    Path("edition.toml").write_text('title = "<script>alert(9)</script> & Sons"\n')
    result = CliRunner().invoke(cli, ["build", "."])
    assert result.exit_code == 0, result.output
    # What is data (JSON-LD, the content of a meta) may say anything; what runs or leads somewhere may not.
    harmful = (
        "//script[not(@type = 'application/ld+json')][contains(., 'alert')] | //img[@src = 'x']"
        " | //@*[starts-with(name(), 'on')]"
        " | (//@href | //@src | //@action)[starts-with(normalize-space(), 'javascript:')]"
    )
    for page in Path("site").rglob("*.html"):
        assert html.document_fromstring(page.read_bytes()).xpath(harmful) == [], page
    assert b"&lt;script&gt;alert(1)" in Path("site/records/record-hostile.html").read_bytes()
    assert {path.name for path in Path("site/records").iterdir()} == {
        f"record-{name}.{suffix}" for name in ("good", "hostile") for suffix in ("html", "xml", "txt")
    }


def test_an_unknown_layout_is_a_wrong_command(desk: Path) -> None:
    result = CliRunner().invoke(cli, ["convert", "records", "--to", "out", "--layout", "zz"])
    assert result.exit_code == 2
    assert "zz" in result.stderr
    assert not list(Path("out").glob("*.xml"))


def test_one_byte_more_or_less_never_crashes(desk: Path) -> None:
    data = GOOD.encode()
    for number, cut in enumerate(range(0, len(data), 9)):
        Path(f"records/cut{number:02}.txt").write_bytes(
            data[:cut] + b"\xff\xfe\x00<&"[: number % 6] + data[cut + 3 :]
        )
    _, rows, _ = convert()
    assert not [row for row in rows.values() if "traceback" in row]


def test_the_program_itself(desk: Path) -> None:
    Path("records/empty.txt").write_bytes(b"")
    command = [sys.executable, "-m", "diplomata.cli", "convert", "records", "--to", "out", "--report", "-"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert [json.loads(line)["status"] for line in run.stdout.splitlines()] == ["refused", "written"]
    assert "records/empty.txt" in run.stderr
    assert "Traceback" not in run.stderr
    piped = subprocess.run(
        [sys.executable, "-m", "diplomata.cli", "convert", "-", "--to", "-"],
        input=GOOD,
        capture_output=True,
        text=True,
        check=False,
    )
    assert piped.returncode == 0
    assert "It is four.</p>" in piped.stdout
