"""Where TEI is put: a folder of this machine, or an address."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar

from diplomata import remote
from diplomata.build.worker import Done
from diplomata.files import move, remove_leftovers

_T = TypeVar("_T")
_R = TypeVar("_R")
_AT_ONCE = 16
"""Requests under way to a storage: each one waits, none works."""


class Target(Protocol):
    """Puts what the workers made in its place; works on batches, because a storage answers slowly."""

    def clean(self) -> None:
        """Make the place, and remove what a killed run left in it. Raises :class:`OSError`."""

    def name(self, record: str) -> str:
        """The name of the output of a record."""

    def stamp(self, output: str) -> str:
        """What changes when the output does; empty when it is not there."""

    def stamps(self, outputs: Sequence[str]) -> list[str]:
        """:meth:`stamp` of each."""

    def digests(self, outputs: Sequence[str]) -> list[str | Exception]:
        """The SHA-256 of each output, empty for one that is not there, or why it cannot be read."""

    def place(self, batch: Sequence[Done]) -> list[Exception | None]:
        """Put the output of each where its row says, or tell why that could not be done."""


class Folder:
    """A folder of this machine, or one that all machines of a cluster see."""

    def __init__(self, path: str) -> None:
        self._path = str(Path(path))

    def clean(self) -> None:
        """See :class:`Target`."""
        Path(self._path).mkdir(parents=True, exist_ok=True)
        remove_leftovers(Path(self._path))

    def name(self, record: str) -> str:
        """See :class:`Target`."""
        return f"{self._path}{os.sep}{record}.xml"

    def stamp(self, output: str) -> str:
        """See :class:`Target`."""
        return file_stamp(output)

    def stamps(self, outputs: Sequence[str]) -> list[str]:
        """See :class:`Target`."""
        return [file_stamp(output) for output in outputs]

    def digests(self, outputs: Sequence[str]) -> list[str | Exception]:
        """See :class:`Target`."""
        return [_caught(_digest, output) for output in outputs]

    def place(self, batch: Sequence[Done]) -> list[Exception | None]:
        """See :class:`Target`."""
        return [_caught(lambda done: move(done.staged, done.row["output"]), done) for done in batch]


class Address:
    """A storage that fsspec knows."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._threads = ThreadPoolExecutor(_AT_ONCE)

    def clean(self) -> None:
        """See :class:`Target`. A storage takes an object whole or not at all: nothing is ever left."""

    def name(self, record: str) -> str:
        """See :class:`Target`."""
        return f"{self._address}/{record}.xml"

    def stamp(self, output: str) -> str:
        """See :class:`Target`."""
        return remote.stamp(output)

    def stamps(self, outputs: Sequence[str]) -> list[str]:
        """See :class:`Target`."""
        return list(self._threads.map(remote.stamp, outputs))

    def digests(self, outputs: Sequence[str]) -> list[str | Exception]:
        """See :class:`Target`."""
        return list(self._threads.map(lambda output: _caught(remote.digest, output), outputs))

    def place(self, batch: Sequence[Done]) -> list[Exception | None]:
        """See :class:`Target`."""

        def put(done: Done) -> None:
            remote.write(done.row["output"], done.xml)

        return list(self._threads.map(lambda done: _caught(put, done), batch))


def target_of(name: str) -> Target:
    """The target that ``name`` says."""
    return Address(name) if remote.is_address(name) else Folder(name)


def file_stamp(path: str) -> str:
    """Size and time of a file; empty when it is not there."""
    try:
        status = os.stat(path)  # noqa: PTH116 - for every record: a Path costs more than the answer
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


def _caught(function: Callable[[_T], _R], argument: _T) -> _R | Exception:
    try:
        return function(argument)
    except Exception as error:  # Every storage has its own names for what goes wrong.
        return error


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            return hashlib.sha256(file.read()).hexdigest()
    except FileNotFoundError:
        return ""
