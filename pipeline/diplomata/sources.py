"""Where records come from: files, folders, archives, standard input. Nothing is read before it is worked on."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from diplomata import remote
from diplomata.archives import is_archive, members
from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.errors import DiplomataError, RecordError

STANDARD = "-"
"""The name of standard input and output."""
SUFFIX = ".txt"


class SourceProblem(RecordError):
    """The bytes of one source cannot be had; ``diagnostics`` holds why."""


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One record to be read.

    ``name`` is what the user calls it. ``path`` is the file or the address that holds it, or else ``data``
    are its bytes, where they can be read only once. ``stamp`` changes when what an address holds does.
    ``problem`` says why there is neither.
    """

    name: str
    path: str = ""
    stamp: str = ""
    data: bytes | None = None
    problem: Diagnostic | None = None

    def read(self, max_bytes: int) -> bytes:
        """All bytes of the record.

        Raises :class:`SourceProblem` when they cannot be read, change while they are read, or are more than
        ``max_bytes``; a file that is too large is not read first.
        """
        if self.problem is not None:
            raise SourceProblem(self.problem.message, [self.problem])
        if self.data is not None:
            if len(self.data) > max_bytes:
                raise _too_large(self.name, len(self.data), max_bytes)
            return self.data
        if remote.is_address(self.path):
            return _read_address(self.name, self.path, max_bytes)
        return _read_file(self.name, self.path, max_bytes)


def iter_sources(
    sources: Iterable[str | os.PathLike[str]],
    *,
    max_bytes: int,
    leave_out: Iterable[Path] = (),
    suffix: str = SUFFIX,
    standard_input: BinaryIO | None = None,
) -> Iterator[SourceItem]:
    """The records of files, folders (every ``.txt`` below them, sorted by path), archives and standard input (``-``).

    In folders, names that begin with a dot are left out, and so is what lies under ``leave_out``: the
    edition's own outputs. A file that is named itself is taken whatever its suffix. What is missing or
    cannot be read comes as an item with a ``problem``, so that it costs no other record anything.
    """
    own = {os.path.realpath(path) for path in leave_out}
    for source in sources:
        if source == STANDARD:
            yield _from_standard_input(standard_input or sys.stdin.buffer, max_bytes)
            continue
        path = os.fspath(source)
        if remote.is_address(path):
            yield from _at_address(path, max_bytes, suffix)
        elif Path(path).is_dir():
            yield from _in_folder(path, own, suffix)
        elif is_archive(path) and Path(path).is_file():
            yield from _in_archive(path, max_bytes, suffix)
        elif os.path.lexists(path):
            yield SourceItem(printable(path), path)
        else:
            yield _unreadable(path, "there is no such file or folder")


def printable(path: str) -> str:
    """A path as it can be shown and stored: names that are no UTF-8 get replacement characters."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "replace")


def _at_address(address: str, max_bytes: int, suffix: str) -> Iterator[SourceItem]:
    try:
        if is_archive(address):
            with remote.open_file(address) as file:
                yield from _members(address, file, max_bytes, suffix)
        else:
            for found in remote.files(address, suffix):
                yield SourceItem(found.address, found.address, found.stamp)
    except DiplomataError:
        raise
    except Exception as error:  # Every storage has its own names for what goes wrong.
        yield _unreadable(address, f"the address cannot be read: {_short(error)}")


def _read_address(name: str, address: str, max_bytes: int) -> bytes:
    try:
        data = remote.read(address, max_bytes + 1)
    except DiplomataError:
        raise
    except Exception as error:
        message = f"the address cannot be read: {_short(error)}"
        raise SourceProblem(message, [diagnose("source-unreadable", message, path=name)]) from error
    if len(data) > max_bytes:
        raise _too_large(name, len(data), max_bytes)
    return data


def _members(name: str, file: IO[bytes], max_bytes: int, suffix: str) -> Iterator[SourceItem]:
    for member, content in members(name, file, max_bytes, suffix):
        if isinstance(content, Diagnostic):
            yield SourceItem(member, problem=content)
        else:
            yield SourceItem(member, data=content)


def _short(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:300]


def _in_archive(path: str, max_bytes: int, suffix: str) -> Iterator[SourceItem]:
    try:
        with Path(path).open("rb") as file:
            yield from _members(printable(path), file, max_bytes, suffix)
    except OSError as error:
        yield _unreadable(path, _reason(error))


def count_sources(
    sources: Iterable[str | os.PathLike[str]], *, leave_out: Iterable[Path] = (), suffix: str = SUFFIX
) -> int | None:
    """How many items :func:`iter_sources` will give; nothing is read. ``None`` where only reading would tell."""
    own = {os.path.realpath(path) for path in leave_out}
    folders = [os.fspath(source) for source in sources]
    if any(is_archive(path) or remote.is_address(path) for path in folders):
        return None
    return sum(
        sum(1 for _ in _in_folder(path, own, suffix)) if path != STANDARD and Path(path).is_dir() else 1
        for path in folders
    )


def _in_folder(folder: str, own: set[str], suffix: str, above: frozenset[str] = frozenset()) -> Iterator[SourceItem]:
    real = os.path.realpath(folder)
    if real in own or real in above:  # An output of the edition, or a link that leads back up.
        return
    try:
        names = _listing(folder, suffix)
    except OSError as error:
        yield _unreadable(folder, _reason(error))
        return
    for name in names:
        path = f"{folder.rstrip(os.sep)}{os.sep}{name}" if folder != "." else name
        if name.endswith("/"):
            yield from _in_folder(path[:-1], own, suffix, above | {real})
        else:
            yield SourceItem(printable(path), path)


def _listing(folder: str, suffix: str) -> list[str]:
    """The names in one folder that matter, sorted; those of folders end with a slash.

    Names and no more: a folder may hold a million of them.
    """
    names = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                names.append(entry.name + "/")
            elif entry.name.lower().endswith(suffix) and (entry.is_file() or entry.is_symlink()):
                names.append(entry.name)
    names.sort()
    return names


def _from_standard_input(stream: BinaryIO, max_bytes: int) -> SourceItem:
    try:
        # One byte more than may be, so that too much is seen without reading it all.
        return SourceItem(STANDARD, data=stream.read(max_bytes + 1))
    except OSError as error:
        return _unreadable(STANDARD, _reason(error))


def _read_file(name: str, path: str, max_bytes: int) -> bytes:
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):  # Before it is opened: a pipe would wait for ever.
            raise OSError(0, "it is no plain file")
        with Path(path).open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > max_bytes:
                raise _too_large(name, before.st_size, max_bytes)
            data = file.read(max_bytes + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        problem = _unreadable(path, _reason(error)).problem
        assert problem is not None
        raise SourceProblem(problem.message, [problem]) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        message = "the file changed while it was read"
        raise SourceProblem(message, [diagnose("source-unreadable", message, path=name, hint="Run again.")])
    return data


def _too_large(name: str, size: int, max_bytes: int) -> SourceProblem:
    message = f"the file has {_mebibytes(size)} MiB; a record may have {_mebibytes(max_bytes)} MiB"
    return SourceProblem(message, [diagnose("source-too-large", message, path=name)])


def _mebibytes(size: int) -> str:
    return f"{size / 1024 / 1024:.4g}"


def _unreadable(path: str, reason: str) -> SourceItem:
    name = printable(path)
    return SourceItem(name, problem=diagnose("source-unreadable", reason, path=name))


def _reason(error: OSError) -> str:
    return f"the file cannot be read: {(error.strerror or str(error)).lower()}"
