"""What the front door makes of what the reader and the encoder do."""

from __future__ import annotations

import collections
import gc
import itertools
import os
import pathlib
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from diplomata.build import recipe, worker
from diplomata.build import target as target_room
from diplomata.build.convert import Hooks, convert
from diplomata.build.report import Summary
from diplomata.build.worker import Job
from diplomata.edition import Edition
from diplomata.errors import ExitCode
from diplomata.sources import SourceItem, iter_sources
from diplomata.state import open_state
from front_fakes import FakeTools

Rows = dict[str, dict[str, Any]]


class Desk:
    """A folder of records, converted again and again."""

    def __init__(self, folder: Path, tools: FakeTools) -> None:
        self.records = folder / "records"
        self.out = folder / "out"
        self.tools = tools
        self.records.mkdir()
        self.summary = Summary()

    def put(self, **texts: str) -> None:
        for name, text in texts.items():
            path = self.records / f"{name}.txt"
            path.write_text(text)
            os.utime(path, (1, 1 + len(text)))

    def run(self, *, force: bool = False, limit: int = 100_000, hooks: Hooks | None = None) -> Rows:
        rows: list[dict[str, Any]] = []
        hooks = hooks or Hooks()
        self.tools.read_names.clear()
        telling = Hooks(lambda row: (rows.append(row), hooks.row(row))[0], hooks.stop)
        with open_state(self.out) as state:
            items = iter_sources([self.records], max_bytes=limit)
            job = Job(Edition(max_bytes=limit), str(self.out))
            self.summary = convert(items, job, state, jobs=1, force=force, hooks=telling)
        return {Path(row["source"]).stem: row for row in rows}

    def outputs(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in sorted(self.out.iterdir()) if path.is_file()}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    tools = FakeTools()
    monkeypatch.setattr(worker, "tools", lambda edition: tools)
    return Desk(tmp_path, tools)


def codes(row: dict[str, Any]) -> list[str]:
    return [found["code"] for found in row["diagnostics"]]


def test_a_row_a_record_in_order(desk: Desk) -> None:
    desk.put(b="two", a="one")
    rows = desk.run()
    assert list(rows) == ["a", "b"]
    assert rows["a"] == {
        "source": str(desk.records / "a.txt"),
        "id": "record-a",
        "output": str(desk.out / "record-a.xml"),
        "layout": "p",
        "status": "written",
        "counts": {"sp": 1},
        "words": {"body": 0, "header": 0, "furniture": 0, "unplaced": 1},
        "diagnostics": [],
    }
    assert list(desk.outputs()) == ["record-a.xml", "record-b.xml"]
    assert desk.summary.exit_code() is ExitCode.DONE


def test_what_goes_wrong_with_one_costs_the_others_nothing(desk: Desk) -> None:
    desk.put(a="one", b="refuse", c="crash", d="invalid", e="x" * 200, f="six")
    (desk.records / "g.txt").symlink_to("nowhere")
    rows = desk.run(limit=100)
    assert {name: row["status"] for name, row in rows.items()} == {
        "a": "written",
        "b": "refused",
        "c": "failed",
        "d": "failed",
        "e": "failed",
        "f": "written",
        "g": "failed",
    }
    assert codes(rows["b"]) == ["record-refused"]
    assert codes(rows["c"]) == ["encoder-failed"]
    assert "ZeroDivisionError" in rows["c"]["traceback"]
    assert codes(rows["d"]) == ["schema-invalid"]
    assert codes(rows["e"]) == ["source-too-large"]
    assert codes(rows["g"]) == ["source-unreadable"]
    assert list(desk.outputs()) == ["record-a.xml", "record-f.xml"]
    assert desk.summary.exit_code() is ExitCode.FAILED


def test_two_records_with_one_id_name_both_and_the_first_is_written(desk: Desk) -> None:
    desk.put(a="id record-1", b="id record-1\n", c="id RECORD-1")
    for _ in range(2):
        rows = desk.run()
        for name in "bc":
            assert codes(rows[name]) == ["record-id-duplicate"]
            assert str(desk.records / "a.txt") in rows[name]["diagnostics"][0]["message"]
            assert rows[name]["diagnostics"][0]["path"] == str(desk.records / f"{name}.txt")
        assert "id record-1</TEI>" in desk.outputs()["record-1.xml"]


@pytest.mark.parametrize("bad", ["../../etc/passwd", "a/b", "", ".hidden", "a\\b", "x" * 300, "nul\0"])
def test_an_id_cannot_leave_the_folder(desk: Desk, bad: str) -> None:
    desk.put(a=f"id {bad}" if bad else "id  ")
    assert desk.run()["a"]["status"] == "failed"
    assert desk.outputs() == {}


def test_nothing_changed_means_nothing_is_read_or_written(desk: Desk) -> None:
    desk.put(a="one", b="refuse", c="review")
    first = desk.run()
    times = {path.name: path.stat().st_mtime_ns for path in desk.out.glob("*.xml")}
    second = desk.run()
    assert desk.tools.read_names == []
    assert {path.name: path.stat().st_mtime_ns for path in desk.out.glob("*.xml")} == times
    assert [row["status"] for row in second.values()] == ["unchanged", "refused", "unchanged"]
    for row in (*first.values(), *second.values()):
        row.pop("status")
    assert first == second


def test_only_what_changed_is_worked_on(desk: Desk) -> None:
    desk.put(a="one", b="two")
    desk.run()
    desk.put(b="two and more")
    rows = desk.run()
    assert [Path(name).stem for name in desk.tools.read_names] == ["b"]
    assert (rows["a"]["status"], rows["b"]["status"]) == ("unchanged", "written")
    assert "two and more" in desk.outputs()["record-b.xml"]


def test_a_new_version_of_the_program_works_on_everything(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put(a="one")
    desk.run()
    monkeypatch.setattr(recipe, "of_tei", lambda edition, layout: "another")
    assert desk.run()["a"]["status"] == "unchanged"
    assert len(desk.tools.read_names) == 1


def test_a_missing_output_is_written_again(desk: Desk) -> None:
    desk.put(a="one")
    desk.run()
    (desk.out / "record-a.xml").unlink()
    assert desk.run()["a"]["status"] == "written"
    assert list(desk.outputs()) == ["record-a.xml"]


def test_an_edit_by_hand_is_not_overwritten(desk: Desk) -> None:
    desk.put(a="one", b="two")
    desk.run()
    output = desk.out / "record-a.xml"
    output.write_text("<TEI>corrected</TEI>")
    for text in ("one", "one, and the source changed too"):
        desk.put(a=text)
        rows = desk.run()
        assert codes(rows["a"]) == ["output-edited"]
        assert rows["b"]["status"] == "unchanged"
        assert output.read_text() == "<TEI>corrected</TEI>"
        assert desk.summary.exit_code() is ExitCode.FAILED
    assert desk.run(force=True)["a"]["status"] == "written"
    assert "source changed" in output.read_text()
    assert desk.run()["a"]["status"] == "unchanged"


def test_a_file_that_was_never_ours_is_not_overwritten(desk: Desk) -> None:
    desk.put(a="one")
    desk.out.mkdir()
    (desk.out / "record-a.xml").write_text("<TEI>older than we</TEI>")
    assert codes(desk.run()["a"]) == ["output-edited"]


def test_a_lost_state_finds_its_own_output_again(desk: Desk) -> None:
    desk.put(a="one")
    desk.run()
    for path in (desk.out / ".diplomata").iterdir():
        path.unlink()
    assert desk.run()["a"]["status"] == "unchanged"


def test_killed_before_the_file_was_put_in_its_place(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put(a="one")
    desk.run()
    desk.put(a="one, changed")

    def killed(*paths: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(target_room, "move", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.run()
    assert desk.outputs().keys() > {"record-a.xml"}
    desk.put(a="one, changed again")
    assert desk.run()["a"]["status"] == "written"
    assert list(desk.outputs()) == ["record-a.xml"]
    assert "changed again" in desk.outputs()["record-a.xml"]


def test_an_output_that_cannot_be_written_is_one_failed_record(desk: Desk) -> None:
    desk.put(a="one", b="two")
    (desk.out / "record-a.xml/inside").mkdir(parents=True)
    rows = desk.run()
    assert codes(rows["a"]) == ["output-unwritable"]
    assert rows["b"]["status"] == "written"
    assert [path.name for path in desk.out.glob(".*.tmp")] == []


def test_a_full_disk_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(worker, "stage", full)
    desk.put(a="one")
    (found,) = desk.run()["a"]["diagnostics"]
    assert found["code"] == "output-unwritable"
    assert "No space left" in found["message"]


def test_what_must_be_reviewed_is_done_unless_strict(desk: Desk) -> None:
    desk.put(a="review")
    desk.run()
    assert desk.summary.to_review == 1
    assert desk.summary.exit_code() is ExitCode.DONE
    assert desk.summary.exit_code(strict=True) is ExitCode.FAILED


def test_a_stop_keeps_what_is_done_and_the_next_run_completes_it(desk: Desk) -> None:
    desk.put(**{f"r{number:03}": "text" for number in range(60)})
    told: list[Any] = []
    hooks = Hooks(told.append, lambda: len(told) >= 10)
    desk.run(hooks=hooks)
    assert desk.summary.interrupted
    assert desk.summary.exit_code() is ExitCode.INTERRUPTED
    kept = len(desk.outputs())
    assert kept == len(told) < 60
    rows = desk.run()
    assert len(desk.outputs()) == 60
    assert [row["status"] for row in rows.values()].count("unchanged") == kept


def test_rows_name_the_files_as_the_user_does_now(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put(a="review")
    desk.run()
    monkeypatch.chdir(desk.records.parent)
    desk.records = Path("records")
    row = desk.run()["a"]
    assert row["source"] == "records/a.txt"
    assert row["diagnostics"][0]["path"] == "records/a.txt"
    assert desk.tools.read_names == []


def test_memory_does_not_grow_with_the_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = FakeTools()
    tools.read_names = collections.deque(maxlen=1)
    monkeypatch.setattr(worker, "tools", lambda edition: tools)

    text = b"a record of some length " * 50
    items = (SourceItem(f"box/{number:06}.txt", data=text) for number in range(2500))
    held: dict[int, int] = {}
    told = itertools.count(1)

    def row(row: dict[str, Any]) -> None:
        number = next(told)
        if number in (400, 2400):
            gc.collect()
            # pathlib keeps the names that it has seen in a table of the interpreter, which forgets them by itself.
            taken = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(False, pathlib.__file__)])
            held[number] = sum(trace.size for trace in taken.traces)

    with open_state(tmp_path / "out") as state:
        tracemalloc.start()
        convert(items, Job(Edition(), str(tmp_path / "out")), state, jobs=1, hooks=Hooks(row))
        tracemalloc.stop()
    # To keep a row of the report for each record would take two megabytes.
    assert held[2400] - held[400] < 300_000
