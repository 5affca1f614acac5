"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

TEMPORARY_PREFIX = ".diplomata-"
TEMPORARY_SUFFIX = ".tmp"
_serial = itertools.count()
_process = os.urandom(4).hex()
"""With the number of the process: machines that share a folder may give one number to two of them."""


def write_atomic(path: Path, data: bytes, *, durable: bool = False) -> bool:
    """Put ``data`` into ``path``, so that a reader sees the old bytes or the new ones and nothing between.

    Missing parent folders are made. Returns ``False``, and leaves the file and its time of change as they
    are, when it already has these bytes. ``durable`` waits until the disk has them.

    Raises :class:`OSError`; the file is then as it was, and no temporary file is left.
    """
    if same_bytes(path, data):
        return False
    move(stage(path, data, durable=durable), path)
    return True


def move(temporary: str | Path, path: str | Path) -> None:
    """Put a temporary file in its place. Raises :class:`OSError`; the temporary file is then gone."""
    try:
        os.replace(temporary, path)  # noqa: PTH105 - for every record: to make a Path costs more than the move
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def stage(path: Path, data: bytes, *, durable: bool = False) -> Path:
    """Write ``data`` to a temporary file beside ``path``, to be put in its place with :func:`move`.

    Missing parent folders are made. Raises :class:`OSError`; no temporary file is left then.
    """
    try:
        return _written_beside(path, data, durable)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _written_beside(path, data, durable)


def same_bytes(path: Path, data: bytes) -> bool:
    """Whether ``path`` is a file that holds exactly ``data``; sizes are compared first."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _written_beside(path: Path, data: bytes, durable: bool) -> Path:
    # In the same folder, because a rename is atomic only within one file system. The name is short
    # whatever the name of the file, and different in every process.
    name = f"{TEMPORARY_PREFIX}{_process}-{os.getpid()}-{next(_serial)}{TEMPORARY_SUFFIX}"
    temporary = path.parent / name
    # Not tempfile: its files are private to the user, and an edition is there to be read by others.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def is_leftover(name: str) -> bool:
    """Whether a file of this name is one that was not put in its place yet."""
    return name.startswith(TEMPORARY_PREFIX) and name.endswith(TEMPORARY_SUFFIX)


def remove_leftovers(folder: Path) -> int:
    """Remove the temporary files that a killed run left in ``folder`` (not below it); returns how many.

    To be called only while no other run writes there.
    """
    removed = 0
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if is_leftover(entry.name):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()
                    removed += 1
    return removed


def remove_leftovers_below(folder: Path) -> None:
    """Remove the temporary files in ``folder`` and in all folders below it (:func:`remove_leftovers`: in one)."""
    for place, _, names in os.walk(folder):
        for name in names:
            if is_leftover(name):
                Path(place, name).unlink(missing_ok=True)
