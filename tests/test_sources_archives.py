"""Records in archives and JSON Lines: streams, and what an archive may not do."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from diplomata.archives import leads_out
from diplomata.sources import SourceProblem, count_sources, iter_sources

LIMIT = 100_000
TEXTS = {
    "b/second.txt": b"two",
    "first.txt": b"one",
    "notes.md": b"no",
    ".hidden.txt": b"no",
    "__MACOSX/x.txt": b"no",
}


def zipped(path: Path, texts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return path


def tarred(path: Path, texts: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, text in texts.items():
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    return path


def read(path: Path) -> dict[str, bytes | str]:
    """The content, or the diagnostic code, of each record in an archive."""
    found: dict[str, bytes | str] = {}
    for item in iter_sources([path], max_bytes=LIMIT):
        name = item.name.removeprefix(str(path)).lstrip("/")
        try:
            found[name] = item.read(LIMIT)
        except SourceProblem as problem:
            found[name] = problem.diagnostics[0].code
    return found


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz"])
def test_the_records_of_an_archive(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(".zip"):
        zipped(path, TEXTS)
    else:
        tarred(path, TEXTS, "w:gz" if name.endswith("gz") else "w")
    assert read(path) == {"b/second.txt": b"two", "first.txt": b"one"}
    assert count_sources([path]) is None


def test_zstandard_is_read_or_says_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.zst"
    plain = tarred(tmp_path / "a.tar", TEXTS).read_bytes()
    try:
        from compression import zstd
    except ImportError:
        zstd = pytest.importorskip("zstandard", reason="needs Python 3.14 or zstandard")
    path.write_bytes(zstd.compress(plain))
    assert read(path) == {"b/second.txt": b"two", "first.txt": b"one"}


UNSAFE = {"../out.txt": b"x", "/etc/out.txt": b"x", "a/../../out.txt": b"x", "good.txt": b"good"}


def test_a_name_that_leads_out_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    expected = {
        "../out.txt": "source-unsafe",
        "etc/out.txt": "source-unsafe",
        "a/../../out.txt": "source-unsafe",
        "good.txt": b"good",
    }
    assert read(zipped(tmp_path / "a.zip", UNSAFE)) == expected
    assert read(tarred(tmp_path / "a.tar", UNSAFE)) == expected


@pytest.mark.parametrize("name", ["..\\out.txt", "C:out.txt", "a\0.txt"])
def test_names_of_other_systems_lead_out_too(name: str) -> None:
    assert leads_out(name)


def test_links_in_a_tar_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type = tarfile.SYMTYPE
        link.linkname = "/etc/passwd"
        archive.addfile(link)
    assert read(path) == {"link.txt": "source-unsafe"}


def test_a_member_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    texts = {"large.txt": b"x" * (LIMIT + 1), "good.txt": b"good"}
    expected = {"large.txt": "source-too-large", "good.txt": b"good"}
    assert read(zipped(tmp_path / "a.zip", texts)) == expected
    assert read(tarred(tmp_path / "a.tar.gz", texts, "w:gz")) == expected


def test_a_bomb_of_zeros_is_left(tmp_path: Path) -> None:
    zeros = bytes(90_000)
    texts = {f"{number:04}.txt": zeros for number in range(400)}
    for path in (zipped(tmp_path / "a.zip", texts), tarred(tmp_path / "a.tar.gz", texts, "w:gz")):
        found = read(path)
        assert list(found.values())[-1] == "source-unsafe"
        assert len(found) < 300


def test_a_huge_member_of_zeros_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    header = tarfile.TarInfo("huge.txt")
    header.size = 10**12
    with gzip.open(path, "wb") as file:
        file.write(header.tobuf())
        for _ in range(64):
            file.write(bytes(1 << 20))
    found = read(path)
    assert found["huge.txt"] == "source-too-large"
    assert found[""] == "source-unsafe"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
def test_a_broken_archive_is_one_problem(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"this is no archive, whatever its name says " * 50)
    assert read(path) == {"": "source-unreadable"}


def test_a_broken_member_costs_the_others_nothing(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bad.txt": b"the words of the first " * 20, "good.txt": b"good"})
    data = bytearray(path.read_bytes())
    data[45] ^= 0xFF
    path.write_bytes(data)
    assert read(path) == {"bad.txt": "source-unreadable", "good.txt": b"good"}


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps(
            {"id": "K 17/a", "title": "On\nTolls", "subjects": ["Tolls", "Eels"], "text": "Dear Holt,\n\nYes."}
        ),
        '{"id": 2, "text": ',
        "",
        json.dumps(["no object"]),
        json.dumps({"title": "no text"}),
        json.dumps({"text": "Only this."}),
        json.dumps({"text": "x" * (3 * LIMIT)}),
        json.dumps({"text": "The last."}),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read(path) == {
        "K-17-a": b"Title: On Tolls\nSubjects: Tolls; Eels\n\nDear Holt,\n\nYes.",
        "2": "source-json",
        "4": "source-json",
        "5": "source-json",
        "6": b"Only this.",
        "7": "source-too-large",
        "8": b"The last.",
    }
    broken = next(item for item in iter_sources([path], max_bytes=LIMIT) if item.name.endswith("/2"))
    assert broken.problem is not None
    assert (broken.problem.path, broken.problem.line) == (str(path), 2)
