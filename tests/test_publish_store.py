"""The parts under a site: large files spliced, the archive, the order of marks, and the parts of the search."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from diplomata.publish import cbor, packing, search
from diplomata.publish.splice import Splicer

HEAD, JOINT, TAIL = b"<<", b", ", b">>"


def whole(pieces: list[bytes]) -> bytes:
    return HEAD + JOINT.join(pieces) + TAIL


def spliced(path: Path, old: list[tuple[str, bytes]], new: list[tuple[str, bytes]]) -> bool:
    """Bring the file of ``old`` pieces to ``new`` ones, both in order of their keys."""
    with Splicer(path, HEAD, JOINT, old=bool(old)) as file:
        was, now = dict(old), dict(new)
        for key in sorted(was.keys() | now.keys()):
            if key not in now:
                file.skip(len(was[key]))
            elif was.get(key) == now[key]:
                file.keep(len(was[key]))
            else:
                file.add(now[key], instead=len(was[key]) if key in was else None)
        return file.finish(TAIL, b"nothing")


@pytest.mark.parametrize("seed", range(30))
def test_a_spliced_file_is_that_of_its_pieces(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - cases, not secrets
    path = tmp_path / "file"
    versions: list[list[tuple[str, bytes]]] = [[]]
    for _ in range(8):
        pieces = dict(versions[-1])
        for key in chance.sample("abcdefgh", chance.randrange(1, 6)):
            pieces.pop(key, None)
            if chance.random() < 0.6:
                pieces[key] = bytes(chance.randrange(97, 123) for _ in range(chance.choice([0, 1, 5])))
        versions.append(sorted(pieces.items()))
    for old, new in pairwise(versions):
        changed = spliced(path, old, new)
        assert path.read_bytes() == (whole([piece for _, piece in new]) if new else b"nothing")
        if old and old == new:
            assert not changed


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    pieces = [("a", b"one"), ("b", b"two"), ("c", b"three")]
    assert spliced(path, [], pieces)
    before = path.stat().st_mtime_ns
    assert not spliced(path, pieces, pieces)
    assert not spliced(path, [], pieces)  # Nothing is known of it, but it is the same.
    with Splicer(path, HEAD, JOINT, old=True) as file:
        file.add(b"one", instead=3)
        file.keep(8, count=2)
        assert not file.finish(TAIL)
    assert path.stat().st_mtime_ns == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_shorter_than_it_was_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    spliced(path, [], [("a", b"one"), ("b", b"two")])
    path.write_bytes(b"<<one")
    with Splicer(path, HEAD, JOINT, old=True) as file:
        file.keep(8, count=2)
        with pytest.raises(OSError, match="shorter"):
            file.add(b"more")
    assert list(tmp_path.iterdir()) == [path]


def archive(files: dict[str, bytes]) -> bytes:
    packed = {name: packing.pack(name, data) for name, data in files.items()}
    members = (packing.Member(name, one.crc, one.size, len(one.value)) for name, one in packed.items())
    return b"".join(one.value for one in packed.values()) + packing.directory(members)


def test_the_archive_is_one_that_others_read() -> None:
    files = {"record-1.xml": b"<a/>" * 1000, "zürich.xml": "é".encode(), "empty.xml": b""}
    with zipfile.ZipFile(io.BytesIO(archive(files))) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == files
        assert {entry.date_time for entry in read.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert read.getinfo("record-1.xml").compress_size < 100


def test_an_archive_of_more_files_than_the_old_format_counts() -> None:
    count = 70_000
    with zipfile.ZipFile(io.BytesIO(archive({f"{n}": b"" for n in range(count)}))) as read:
        assert len(read.namelist()) == count
        assert read.read("69999") == b""


def test_a_file_behind_four_gigabytes_has_its_place() -> None:
    far = packing.directory(packing.Member(f"{number}", 0, 0, 1 << 30) for number in range(6))
    assert (5 << 30).to_bytes(8, "little") in far
    assert b"PK\6\6" in far


@pytest.mark.parametrize("value", [0, 23, 24, 255, 256, 70_000, 1 << 40, "", "é" * 40, [], [1, ["a", []], "b" * 300]])
def test_cbor_there_and_back(value: cbor.Value) -> None:
    assert cbor.loads(cbor.dumps(value)) == value


def test_cbor_is_that_of_the_standard() -> None:
    assert cbor.dumps([1, 500, "IETF"]) == bytes.fromhex("83 01 19 01f4 64 49455446")


@pytest.mark.parametrize("data", ["", "83 01", "a0", "f6", "01 01", "1c", "62 61"])
def test_cbor_that_is_none_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        cbor.loads(bytes.fromhex(data))


@pytest.mark.parametrize(
    ("records", "shards"),
    [
        (1, 1),
        (250, 1),
        (251, 2),
        (1000, 4),
        (10_000, 64),
        (16_000, 64),
        (64_000, 64),
        (100_000, 128),
        (1_000_000, 1024),
    ],
)
def test_how_many_parts_the_search_has(records: int, shards: int) -> None:
    assert search.shards_of(records) == shards


def test_a_record_belongs_to_its_part_by_its_id_alone() -> None:
    found = [search.shard_of(f"record-{number}", 16) for number in range(1600)]
    assert all(60 <= found.count(shard) <= 140 for shard in range(16))
    halves = [search.shard_of(f"record-{number}", 8) for number in range(1600)]
    assert halves == [shard % 8 for shard in found]


def test_an_index_of_another_form_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "filter").mkdir()
    entry = b'{"languages": {"en": {"hash": "en_1"}}}'
    (tmp_path / "pagefind-entry.json").write_bytes(entry)
    listing = tmp_path / "pagefind.en_1.pf_meta"
    listing.write_bytes(gzip.compress(b"pagefind_dcd" + cbor.dumps(["2.0", "something else"])))
    assert search.settle(tmp_path) is None
    assert (tmp_path / "pagefind-entry.json").read_bytes() == entry
    assert listing.is_file()
