"""A build that is killed, stopped or met by another one: the next run completes it, byte for byte."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from diplomata.state import Unwritable, open_state
from generate import generate

COUNT = 90


def edition(folder: Path) -> Path:
    """An edition of records without a site or TEI."""
    folder.mkdir()
    (folder / "edition.toml").write_text('title = "Papers of a canal"\n')
    generate(COUNT, folder / "records", seed=7, mean=2000)
    return folder


def start(folder: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "diplomata.cli", "build", str(folder), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def build(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    process = start(folder, *more)
    stdout, stderr = process.communicate(timeout=300)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def outputs(folder: Path) -> dict[str, bytes]:
    """Every file that a build leaves behind, but its memory."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for part in ("xml", "site")
        for path in (folder / part).rglob("*")
        if path.is_file()
    }


def until_there_are(folder: Path, count: int, process: subprocess.Popen[str]) -> None:
    while len(list(folder.glob("xml/*.xml"))) < count and process.poll() is None:
        time.sleep(0.01)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one build, left alone, makes of the records."""
    folder = edition(tmp_path_factory.mktemp("undisturbed") / "edition")
    assert build(folder).returncode == 0
    found = outputs(folder)
    assert len(list(folder.glob("xml/*.xml"))) == COUNT
    return found


def test_killed_again_and_again(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    folder = edition(tmp_path / "edition")
    moments = random.Random(3)  # noqa: S311 - moments to be killed at
    for kill in range(5):
        process = start(folder, "--jobs", "2")
        until_there_are(folder, (kill + 1) * COUNT // 6, process)
        time.sleep(moments.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)  # Its workers hold its pipes: they must have ended too.
        for path in folder.glob("xml/*.xml"):
            assert path.read_bytes() == undisturbed[f"xml/{path.name}"]
    assert build(folder).returncode == 0
    assert outputs(folder) == undisturbed


def test_ctrl_c_keeps_what_is_done(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    folder = edition(tmp_path / "edition")
    process = start(folder, "--report", str(tmp_path / "report.jsonl"))
    until_there_are(folder, 10, process)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    kept = len(list(folder.glob("xml/*.xml")))
    assert 10 <= kept < COUNT
    assert len((tmp_path / "report.jsonl").read_text().splitlines()) == kept
    assert not list(folder.rglob("*.tmp"))
    assert build(folder).returncode == 0
    assert outputs(folder) == undisturbed


def test_two_builds_at_once(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    folder = edition(tmp_path / "edition")
    first = start(folder)
    until_there_are(folder, 1, first)
    second = build(folder)
    first.communicate(timeout=300)
    assert first.returncode == 0
    assert second.returncode == 1
    assert "another run" in second.stderr
    assert outputs(folder) == undisturbed


def test_workers_and_batches_do_not_show(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    for jobs in ("1", "3"):
        folder = edition(tmp_path / jobs)
        assert build(folder, "--jobs", jobs).returncode == 0
        assert outputs(folder) == undisturbed


def test_one_change_gives_the_bytes_of_a_full_build(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    folder = edition(tmp_path / "edition")
    assert build(folder).returncode == 0
    changed = sorted(folder.glob("records/*/*.txt"))[40]
    original = changed.read_text()
    changed.write_text(original.rstrip() + "\n\nThis was added afterwards.\n")
    assert build(folder).returncode == 0
    after = outputs(folder)
    assert after != undisturbed
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    for name in ("edition.toml", "records"):
        source = folder / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, fresh / name)
    assert build(fresh).returncode == 0
    assert outputs(fresh) == after
    changed.write_text(original)
    assert build(folder).returncode == 0
    assert outputs(folder) == undisturbed


def test_a_site_that_cannot_be_written_is_told(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    folder = edition(tmp_path / "edition")
    (folder / "site/records").mkdir(parents=True)
    (folder / "site/people").write_text("a file where a folder should be")
    stopped = build(folder)
    assert stopped.returncode == 1
    assert "[output-unwritable]" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    (folder / "site/people").unlink()
    assert build(folder).returncode == 0
    assert outputs(folder) == undisturbed


def test_a_full_disk_under_the_state_is_told(tmp_path: Path) -> None:
    def fill() -> None:
        with open_state(tmp_path) as state:
            state._db.execute("PRAGMA max_page_count = 1")
            for number in range(10_000):
                state.put_output(f"record-{number}", "", "", "")

    with pytest.raises(Unwritable, match=r"full .output-unwritable"):
        fill()
