"""Records in zip and tar archives and in JSON Lines, read as streams: nothing is unpacked onto the disk.

What an archive says of itself is not believed: names that lead out of it are refused, a member is read no
further than a record may be long, and an archive that unpacks to far more than it holds is left.
"""

from __future__ import annotations

import gzip
import io
import json
import posixpath
import re
import tarfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any, cast

from diplomata.diagnostics import Diagnostic, diagnose

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst", ".jsonl", ".ndjson")

Member = tuple[str, bytes | Diagnostic]
"""The name of one record and its bytes, or why they cannot be had."""

_HIGHEST_RATIO = 200
"""Text packs to a third or a tenth; what packs to less than a two-hundredth is there to fill a memory."""
_FREE = 16 * 1024 * 1024
"""Bytes that may come out before the ratio is looked at."""
_TEXT_KEYS = ("text", "body", "content")
_NAME_KEYS = ("file", "filename", "name", "id")
_HEADER_KEYS = {
    "title": "Title",
    "date": "Date",
    "record": "Record",
    "record_number": "Record number",
    "address": "Address",
    "url": "Address",
    "publisher": "Publisher",
    "published": "Published",
    "citation": "Citation",
    "source": "Source",
    "archive": "Archive",
    "language": "Original language",
    "original_language": "Original language",
    "translator": "Translator",
    "transcriber": "Transcriber",
    "contributor": "Contributor",
    "author": "Author",
    "rights": "Rights",
    "summary": "Summary",
    "classification": "Classification",
    "subjects": "Subjects",
    "places": "Places",
    "kind": "Kind",
}


class _Bomb(Exception):
    """More comes out of the archive than text can."""


def is_archive(name: str) -> bool:
    """Whether ``name`` is that of an archive or of JSON Lines."""
    return name.lower().endswith(SUFFIXES)


def members(name: str, file: IO[bytes], max_bytes: int, suffix: str = ".txt") -> Iterator[Member]:
    """The records in the archive ``file``, in its order; ``name`` is what the user calls it.

    In zip and tar those whose names end in ``suffix`` and do not begin with a dot; in JSON Lines every line.
    A fault of one member is its own; after a fault of the archive itself, no more comes.
    """
    low = name.lower()
    try:
        if low.endswith(".zip"):
            yield from _in_zip(name, file, max_bytes, suffix)
        elif low.endswith((".jsonl", ".ndjson")):
            yield from _in_json_lines(name, file, max_bytes)
        else:
            yield from _in_tar(name, file, max_bytes, suffix)
    except _Bomb:
        yield (
            name,
            _fault(name, "the archive unpacks to far more than text can; the rest of it is left", "source-unsafe"),
        )
    except ImportError:
        hint = "Use Python 3.14 or later, or: pip install 'diplomata[zstd]'"
        yield name, _fault(name, "Zstandard archives cannot be read here", hint=hint)
    except Exception as error:  # Every library has its own names for a broken archive.
        yield name, _fault(name, f"the archive is broken: {error}")


def _in_zip(name: str, file: IO[bytes], max_bytes: int, suffix: str) -> Iterator[Member]:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    out = 0
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.is_dir() or not _wanted(info.filename, suffix):
                continue
            full = f"{name}/{info.filename}"
            if leads_out(info.filename):
                yield full, _fault(full, "the name leads out of the archive", "source-unsafe")
            elif info.file_size > max_bytes:
                yield full, _too_large(full, max_bytes)
            else:
                try:
                    with archive.open(info) as member:
                        data = member.read(max_bytes + 1)
                except Exception as error:
                    yield full, _fault(full, f"the member cannot be read: {error}")
                    continue
                out += len(data)
                _watch(out, size)
                yield full, data if len(data) <= max_bytes else _too_large(full, max_bytes)


def _in_tar(name: str, file: IO[bytes], max_bytes: int, suffix: str) -> Iterator[Member]:
    counted = _Counted(file)
    stream = _Watched(_unpacked(name, counted), counted)
    with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|") as archive:
        for info in archive:
            vars(archive)["members"] = []  # tarfile remembers every member; an archive may have millions.
            if not _wanted(info.name, suffix) or info.isdir():
                continue
            full = f"{name}/{info.name}"
            if leads_out(info.name):
                yield full, _fault(full, "the name leads out of the archive", "source-unsafe")
            elif not info.isreg():
                yield full, _fault(full, "the member is a link or a device, no file", "source-unsafe")
            elif info.size > max_bytes:
                yield full, _too_large(full, max_bytes)
            else:
                member = archive.extractfile(info)
                yield full, member.read() if member else b""


def _unpacked(name: str, file: _Counted) -> IO[bytes]:
    low = name.lower()
    plain = cast("IO[bytes]", file)
    if low.endswith((".tar.gz", ".tgz")):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=plain))
    if low.endswith(".tar.zst"):
        try:
            from compression import zstd

            return cast("IO[bytes]", zstd.ZstdFile(plain))
        except ImportError:
            import zstandard

            return cast("IO[bytes]", zstandard.ZstdDecompressor().stream_reader(plain))
    return plain


def _in_json_lines(name: str, file: IO[bytes], max_bytes: int) -> Iterator[Member]:
    longest = 2 * max_bytes + 1024  # Escapes and the other fields take room too.
    number = 0
    while line := file.readline(longest):
        number += 1
        full = f"{name}/{number}"
        if len(line) == longest and not line.endswith(b"\n"):
            while (rest := file.readline(longest)) and not rest.endswith(b"\n"):
                pass
            yield full, _too_large(full, max_bytes)
        elif line.strip():
            yield _json_record(name, full, number, line)


def _json_record(name: str, full: str, number: int, line: bytes) -> Member:
    def fault(message: str, column: int = 0) -> Member:
        return full, diagnose("source-json", message, path=name, line=number, column=column)

    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        return fault(f"the line is no JSON: {error.msg}", error.colno)
    except (UnicodeDecodeError, RecursionError):
        return fault("the line is no JSON in UTF-8")
    if not isinstance(fields, dict):
        return fault("the line is no JSON object")
    text = next((fields[key] for key in _TEXT_KEYS if isinstance(fields.get(key), str)), None)
    if text is None:
        return fault(f"the object has no text; its key is one of {', '.join(_TEXT_KEYS)}")
    called = next(
        (fields[key] for key in _NAME_KEYS if isinstance(fields.get(key), str | int) and fields[key]), number
    )
    stem = re.sub(r"[^\w.-]+", "-", str(called)).strip("-.") or str(number)
    header = "".join(f"{label}: {value}\n" for label, value in _header(fields))
    whole = f"{header}\n{text}" if header else text
    return f"{name}/{stem}", whole.encode("utf-8", "replace")


def _header(fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in fields.items():
        label = _HEADER_KEYS.get(str(key).lower().replace("-", "_").replace(" ", "_"))
        values = value if isinstance(value, list) else [value]
        said = "; ".join(" ".join(str(part).split()) for part in values if isinstance(part, str | int | float))
        if label and said:
            yield label, said


def leads_out(name: str) -> bool:
    """Whether a name inside an archive or a bucket would lead out of the folder it is put into."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or bool(re.match(r"[A-Za-z]:", plain)) or "\0" in plain


def _wanted(name: str, suffix: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part != ".." and part != "." for part in parts)
    return name.lower().endswith(suffix) and not hidden and parts[0] != "__MACOSX" and bool(posixpath.basename(name))


def _watch(out: int, packed: int) -> None:
    if out > _FREE and out > _HIGHEST_RATIO * packed:
        raise _Bomb


def _fault(name: str, message: str, code: str = "source-unreadable", hint: str | None = None) -> Diagnostic:
    return diagnose(code, message, path=name, hint=hint)


def _too_large(name: str, max_bytes: int) -> Diagnostic:
    message = f"the member is larger than {max_bytes / 1024 / 1024:.4g} MiB, the limit for one record"
    return diagnose("source-too-large", message, path=name)


class _Counted:
    """Counts what is read from a file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        return data


class _Watched:
    """Stops a stream that gives far more than is put into it."""

    def __init__(self, file: IO[bytes], packed: _Counted) -> None:
        self._file = file
        self._packed = packed
        self._out = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._out += len(data)
        _watch(self._out, self._packed.count)
        return data
