"""Large files made of a piece a record: what did not change is copied from the file as it was, in long runs.

The copy is the file system's (where it can share blocks, nothing is copied at all); a piece is made only where the
record changed. So one changed record costs one piece, however large the file.
"""

from __future__ import annotations

import filecmp
import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from diplomata.files import TEMPORARY_PREFIX, TEMPORARY_SUFFIX

_AT_ONCE = 1 << 20


class Splicer:
    """A file at ``path`` that is made anew from its old self and from new pieces.

    ``head``, ``joint`` (between two pieces) and the tail given to :meth:`finish` are the frame around the pieces;
    ``old`` says whether the file is there as the last run left it, with the same head and joint.
    """

    def __init__(self, path: Path, head: bytes = b"", joint: bytes = b"", *, old: bool = False) -> None:
        self._path = path
        self._head = head
        self._joint = joint
        self._old: IO[bytes] | None = path.open("rb") if old else None
        self._new: IO[bytes] | None = None
        self._temporary = path.with_name(f"{TEMPORARY_PREFIX}{path.name}-{os.getpid()}{TEMPORARY_SUFFIX}")
        self._read = len(head)  # Where the next piece of the old file is.
        self._run = (0, len(head)) if old else (0, 0)  # What of the old file is to be copied, not yet written.
        self._first_old = self._first = True
        self._whole = old  # Whether the new file begins like the old one, with nothing between.
        if not old:
            self._write(head)

    def __enter__(self) -> Splicer:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def keep(self, length: int, count: int = 1) -> None:
        """The next ``count`` pieces are the next ones of the old file; ``length`` is that of all together."""
        jointed = not self._first_old
        start = self._step(length + (count - 1) * len(self._joint))
        if jointed and not self._first:
            start -= len(self._joint)  # The joint before it is kept with it.
        elif not self._first:
            self._write(self._joint)
        if self._run[1] == start:
            self._run = (self._run[0], self._read)
        else:
            self._flush()
            self._run = (start, self._read)
        self._first = False

    def skip(self, length: int) -> None:
        """The next piece of the old file is no more."""
        self._step(length)
        self._whole = False

    def add(self, piece: bytes, *, instead: int | None = None) -> None:
        """A new piece; ``instead`` is the length of the next piece of the old file, where it takes its place."""
        if instead is not None and instead == len(piece) and self._next(instead) == piece:
            self.keep(instead)
            return
        if instead is not None:
            self.skip(instead)
        self._whole = False
        self._flush()
        if not self._first:
            self._write(self._joint)
        self._write(piece)
        self._first = False

    def finish(self, tail: bytes = b"", empty: bytes | None = None) -> bool:
        """Put the new file in its place; ``empty`` is the whole of it when it has no pieces.

        Returns whether it differs from the old one.
        """
        if self._first and empty is not None:
            self._run, self._whole = (0, 0), False
            self._drop_new()
            self._write(empty)
            tail = b""
        if self._whole and self._ends_with(tail):
            self.close()
            return False
        self._write(tail)
        self._open().close()
        if self._old is None and self._path.is_file() and filecmp.cmp(self._temporary, self._path, shallow=False):
            self.close()
            return False
        self._temporary.replace(self._path)
        self._new = None
        self.close()
        return True

    def close(self) -> None:
        """Close the files; a new one that was not finished is removed."""
        if self._old is not None:
            self._old.close()
        self._drop_new()

    def _drop_new(self) -> None:
        if self._new is not None:
            self._new.close()
            self._temporary.unlink(missing_ok=True)
            self._new = None

    def _step(self, length: int) -> int:
        """Go over the next piece of the old file; returns where it begins."""
        if not self._first_old:
            self._read += len(self._joint)
        self._first_old = False
        start = self._read
        self._read += length
        return start

    def _next(self, length: int) -> bytes:
        assert self._old is not None  # There is a next piece only of an old file.
        self._old.seek(self._read + (0 if self._first_old else len(self._joint)))
        return self._old.read(length)

    def _ends_with(self, tail: bytes) -> bool:
        assert self._old is not None  # Asked only of an old file.
        self._old.seek(self._read)
        return self._old.read() == tail

    def _flush(self) -> None:
        start, end = self._run
        self._run = (end, end)
        if start < end:
            assert self._old is not None  # Runs are of an old file.
            new = self._open()
            new.flush()
            copy(self._old, new, start, end - start)

    def _write(self, data: bytes) -> None:
        self._flush()
        self._open().write(data)

    def _open(self) -> IO[bytes]:
        if self._new is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._new = self._temporary.open("wb")
        return self._new


def copy(source: IO[bytes], target: IO[bytes], start: int, length: int) -> None:
    """Append ``length`` bytes of ``source`` from ``start`` to ``target``. Raises :class:`OSError`."""
    target.flush()
    if hasattr(os, "copy_file_range"):
        with suppress(OSError):  # Not every file system can: the rest is copied by hand.
            while length:
                done = os.copy_file_range(source.fileno(), target.fileno(), length, start)
                if not done:
                    break
                start, length = start + done, length - done
        target.seek(0, os.SEEK_END)
    source.seek(start)
    while length:
        data = source.read(min(length, _AT_ONCE))
        if not data:
            raise OSError(f"{source.name} is shorter than it was")
        target.write(data)
        length -= len(data)
