"""Files are written whole or not at all; the state outlives what breaks it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diplomata.files import move, remove_leftovers, stage, write_atomic
from diplomata.state import Busy, Unwritable, open_state


def test_missing_folders_are_made(tmp_path: Path) -> None:
    assert write_atomic(tmp_path / "a/b/c.xml", b"x")
    assert (tmp_path / "a/b/c.xml").read_bytes() == b"x"


def test_the_same_bytes_leave_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    write_atomic(path, b"x")
    os.utime(path, (1, 1))
    assert not write_atomic(path, b"x")
    assert path.stat().st_mtime == 1
    assert write_atomic(path, b"y")


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match=r"irectory|too long"):
        write_atomic(target, b"x")
    with pytest.raises(OSError, match=r"irectory|too long"):
        write_atomic(target / "inside" / ("n" * 300), b"x")
    assert [path.name for path in tmp_path.rglob("*")] == ["folder", "inside"]


def test_the_leftovers_of_a_killed_run_are_removed(tmp_path: Path) -> None:
    stage(tmp_path / "a.xml", b"half")
    assert remove_leftovers(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_staged_file_is_seen_only_after_it_is_moved(tmp_path: Path) -> None:
    staged = stage(tmp_path / "a.xml", b"x")
    assert list(tmp_path.glob("*.xml")) == []
    move(staged, tmp_path / "a.xml")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]


def test_others_may_read_what_is_written(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.xml", b"x")
    reference = tmp_path / "b.xml"
    reference.write_bytes(b"x")
    assert (tmp_path / "a.xml").stat().st_mode == reference.stat().st_mode


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with open_state(tmp_path), pytest.raises(Busy):
        open_state(tmp_path).__enter__()
    with open_state(tmp_path) as state:
        assert state.run == 2


def test_a_broken_state_is_forgotten(tmp_path: Path) -> None:
    with open_state(tmp_path) as state:
        state.put_output("record-1", "d", "", "a.txt")
    (tmp_path / ".diplomata/state.sqlite").write_bytes(b"not a database, " * 400)
    with open_state(tmp_path) as state:
        assert state.output("record-1") is None


def test_ids_that_differ_in_case_are_one_output(tmp_path: Path) -> None:
    with open_state(tmp_path) as state:
        state.put_output("Record-A", "d", "", "a.txt")
        held = state.output("record-a")
    assert held is not None
    assert held.id == "Record-A"


def test_a_state_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unwritable):
        open_state(tmp_path / "file").__enter__()
