"""Sources and targets that are addresses: a real S3 server on this machine, and fsspec's own memory."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diplomata import remote
from diplomata.cli import cli
from diplomata.errors import UsageError

fsspec = pytest.importorskip("fsspec", reason="needs the extra [remote]")

SERIAL = itertools.count(1)
TEXT = "Title: On the Depth of the Canal\n\nOto Kern: It is {} metres.\n\nLia Venn: It is four.\n"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """An empty bucket of an S3 server on localhost."""
    server = pytest.importorskip("moto.server", reason="needs moto[server]")
    pytest.importorskip("s3fs", reason="needs the extra [s3]")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.chdir(tmp_path)
    remote._of.cache_clear()
    fsspec.filesystem("s3").clear_instance_cache()
    name = f"archive-{next(SERIAL)}"  # The server forgets nothing while this process lives.
    fsspec.filesystem("s3").mkdir(name)
    yield f"s3://{name}"
    remote._of.cache_clear()
    running.stop()


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    monkeypatch.chdir(tmp_path)
    yield "memory://archive"
    fsspec.filesystem("memory").store.clear()


@pytest.fixture(params=["bucket", "memory"])
def place(request: pytest.FixtureRequest) -> str:
    """A place for each kind of storage."""
    return str(request.getfixturevalue(request.param))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def rows(path: str) -> dict[str, str]:
    return {row["source"]: row["status"] for row in map(json.loads, Path(path).read_text().splitlines())}


def convert(place: str, *more: str) -> tuple[int, dict[str, str]]:
    arguments = ["convert", f"{place}/records", "--to", f"{place}/tei", "--report", "report.jsonl", *more]
    result = run(*arguments)
    return result.exit_code, rows("report.jsonl")


def test_from_a_storage_to_a_storage(place: str) -> None:
    for name in ("a.txt", "b/c.txt", ".hidden.txt", "notes.md"):
        remote.write(f"{place}/records/{name}", TEXT.format(name).encode())
    code, told = convert(place)
    assert code == 0
    assert told == {f"{place}/records/a.txt": "written", f"{place}/records/b/c.txt": "written"}
    tei = remote.read(f"{place}/tei/record-a.xml")
    assert b"It is a.txt metres." in tei
    assert run("validate", f"{place}/tei").exit_code == 0
    assert convert(place) == (0, dict.fromkeys(told, "unchanged"))
    remote.write(f"{place}/records/a.txt", TEXT.format("five").encode())
    assert convert(place)[1][f"{place}/records/a.txt"] == "written"
    assert b"five" in remote.read(f"{place}/tei/record-a.xml")
    remote.write(f"{place}/tei/record-a.xml", tei + b"<!-- corrected -->")
    code, told = convert(place)
    assert (code, told[f"{place}/records/a.txt"]) == (1, "failed")
    assert remote.read(f"{place}/tei/record-a.xml").endswith(b"<!-- corrected -->")
    assert convert(place, "--force")[0] == 0


def test_an_archive_in_a_storage(place: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
    remote.write(f"{place}/all.zip", packed.getvalue())
    assert run("convert", f"{place}/all.zip", "--to", "out").exit_code == 0
    assert Path("out/record-a.xml").is_file()


def test_what_is_not_there_is_told(place: str) -> None:
    result = run("convert", f"{place}/nothing", "--to", "out")
    assert result.exit_code == 1
    assert f"{place}/nothing: error:" in result.stderr
    assert "[source-unreadable]" in result.stderr


def test_a_file_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    assert run("convert", f"file://{tmp_path}", "--to", f"file://{tmp_path}/tei").exit_code == 0
    assert Path("tei/record-a.xml").is_file()


def test_an_unknown_kind_of_address_is_a_wrong_command() -> None:
    result = run("convert", "gopher://example.org/records", "--to", "out")
    assert result.exit_code == 2
    assert "gopher://" in result.stderr


def test_a_missing_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(protocol: str, **options: object) -> None:
        raise ImportError(protocol)

    remote._of.cache_clear()
    monkeypatch.setattr(fsspec, "filesystem", missing)
    with pytest.raises(UsageError) as caught:
        remote.read("s3://bucket/key")
    assert caught.value.hint == "pip install 'diplomata[s3]'"
    remote._of.cache_clear()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("s3://b/k", True),
        ("https://x.org/a.zip", True),
        ("C:/a", False),
        ("a/b", False),
        ("c://x", False),
        ("-", False),
    ],
)
def test_paths_are_told_from_addresses(name: str, expected: bool) -> None:
    assert remote.is_address(name) is expected


def test_a_site_from_a_storage_to_a_storage(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        remote.write(f"{place}/records/{name}.txt", TEXT.format(name).encode())
    assert convert(place)[0] == 0
    remote.write(f"{place}/site/of-others.html", b"stays")
    result = run("publish", f"{place}/tei", "--to", f"{place}/site")
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{place}/site/index.html\n"
    assert b"It is a metres." in remote.read(f"{place}/site/records/record-a.html")
    assert remote.read(f"{place}/site/records/record-a.xml") == remote.read(f"{place}/tei/record-a.xml")
    written: list[str] = []
    original = remote.write
    monkeypatch.setattr(remote, "write", lambda address, data: (written.append(address), original(address, data))[1])
    assert run("publish", f"{place}/tei", "--to", f"{place}/site").exit_code == 0
    assert written == []
    remote.remove(f"{place}/tei/record-b.xml")
    assert run("publish", f"{place}/tei", "--to", f"{place}/site").exit_code == 0
    with pytest.raises(FileNotFoundError):
        remote.read(f"{place}/site/records/record-b.html")
    assert remote.read(f"{place}/site/of-others.html") == b"stays"
    assert f"{place}/site/index.html" in written
