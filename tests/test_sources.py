"""Where records come from."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from diplomata.sources import SourceProblem, count_sources, iter_sources

LIMIT = 1000


def names(*sources: str | Path, **options: object) -> list[str]:
    return [item.name for item in iter_sources(sources, max_bytes=LIMIT, **options)]  # type: ignore[arg-type]


def code(source: str | Path) -> str:
    (item,) = iter_sources([source], max_bytes=LIMIT)
    with pytest.raises(SourceProblem) as caught:
        item.read(LIMIT)
    assert caught.value.diagnostics[0].path == str(source)
    return caught.value.diagnostics[0].code


def test_a_folder_is_searched_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.TXT", "c.md", ".hidden.txt", ".git/d.txt", "site/e.txt", "a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = names(tmp_path, leave_out=[tmp_path / "site"])
    assert [name.removeprefix(f"{tmp_path}/") for name in found] == ["a.txt", "a/b/c.TXT", "a/z.txt", "b.txt"]
    assert count_sources([tmp_path], leave_out=[tmp_path / "site"]) == 4


def test_a_link_that_leads_back_up_is_not_followed_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "again").symlink_to(tmp_path)
    assert names(tmp_path) == [str(tmp_path / "a.txt")]


def test_a_file_that_is_named_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_bytes(b"Dear Sir")
    (item,) = iter_sources([path], max_bytes=LIMIT)
    assert item.read(LIMIT) == b"Dear Sir"


def test_standard_input(tmp_path: Path) -> None:
    (item,) = iter_sources(["-"], max_bytes=LIMIT, standard_input=io.BytesIO(b"Dear Sir"))
    assert (item.name, item.read(LIMIT)) == ("-", b"Dear Sir")


def test_too_much_on_standard_input_is_not_read_to_its_end() -> None:
    stream = io.BytesIO(b"x" * (LIMIT * 5))
    (item,) = iter_sources(["-"], max_bytes=LIMIT, standard_input=stream)
    assert stream.tell() == LIMIT + 1
    with pytest.raises(SourceProblem):
        item.read(LIMIT)


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "large.txt").write_bytes(b"x" * (LIMIT + 1))
    assert code(tmp_path / "missing.txt") == "source-unreadable"
    assert code(tmp_path / "broken.txt") == "source-unreadable"
    assert code(tmp_path / "pipe.txt") == "source-unreadable"
    assert code(tmp_path / "large.txt") == "source-too-large"


def test_nothing_is_read_before_it_is_worked_on(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    items = list(iter_sources([tmp_path], max_bytes=LIMIT))
    path.write_text("after")
    assert items[0].read(LIMIT) == b"after"


def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(b"x")
    (item,) = iter_sources([tmp_path], max_bytes=LIMIT)
    item.name.encode("utf-8")
    assert item.read(LIMIT) == b"x"
