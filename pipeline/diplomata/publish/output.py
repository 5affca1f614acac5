"""The files of a site: written whole, only where they changed, and remembered for the next run.

Every file has an *owner*: what it is made of, such as ``record/record-7`` or ``person/oto-kern``. An owner that is
made again loses the files that it has no more; a file that was changed or lost marks its owner.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from diplomata.files import write_atomic
from diplomata.publish.looking import changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diplomata.publish.store import Store

MANIFEST = ".diplomata"
"""The list of the files that the last run wrote: what is in it and not written again is removed."""

_RENAMED = "renamed"


class Output:
    """A folder that a site is written to. Names of files are relative to it, with ``/``."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.written = self.removed = 0
        self._store = store
        self._renamed = store.fresh or store.fact(_RENAMED) != ""

    def look(self, wrong: list[str] | None = None) -> int:
        """Mark the owners of files that were changed or lost since they were written; returns how many files.

        ``wrong`` are their names, where somebody has looked already.
        """
        one = self._store.database.execute
        names = changed(self._store.database, self.folder) if wrong is None else wrong
        for name in names:
            one("UPDATE file SET stamp = '', key = '' WHERE name = ?", (name,))
            for (owner,) in one("SELECT owner FROM file WHERE name = ?", (name,)).fetchall():
                kind, _, key = owner.partition("/")
                self._store.mark(kind, key)
        return len(names)

    def put(self, name: str, data: bytes, owner: str, key: str = "") -> None:
        """Write one file; ``key`` is what :meth:`holds` asks for. Raises :class:`OSError`."""
        changed = write_atomic(self.folder / name, data)
        self.note(name, owner, changed=changed, key=key)

    def holds(self, name: str, owner: str, key: str) -> bool:
        """Whether a file is there as it was written under this key; it then counts as made by this run."""
        query = "UPDATE file SET run = ? WHERE name = ? AND owner = ? AND key = ? AND key != ''"
        return self._store.database.execute(query, (self._store.run, name, owner, key)).rowcount > 0

    def note(self, name: str, owner: str, *, changed: bool, key: str = "", stamp: str = "") -> None:
        """Remember a file that is in its place."""
        self.written += changed
        one = self._store.database.execute
        if not self._renamed and one("SELECT 1 FROM file WHERE name = ?", (name,)).fetchone() is None:
            self._rename()
        stamp = stamp or stamp_of(self.folder / name)
        one("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", (name, owner, stamp, key, self._store.run))

    def leave(self, owner: str) -> None:
        """Remove the files of an owner that this run has not made."""
        one = self._store.database.execute
        which = (owner, self._store.run)
        for (name,) in one("SELECT name FROM file WHERE owner = ? AND run < ?", which).fetchall():
            self._remove(name)
            self._rename()
        one("DELETE FROM file WHERE owner = ? AND run < ?", which)

    def has(self, name: str) -> bool:
        """Whether the site has a file of this name."""
        return self._store.database.execute("SELECT 1 FROM file WHERE name = ?", (name,)).fetchone() is not None

    def count(self) -> int:
        """How many files the site has."""
        (found,) = self._store.database.execute("SELECT count(*) FROM file").fetchone()
        return int(found)

    def names(self, suffix: str = "") -> Iterator[str]:
        """The names of the files of the site that end so, in order."""
        query = "SELECT name FROM file WHERE owner != 'manifest/' ORDER BY name"
        names = (row[0] for row in self._store.database.execute(query))
        return (name for name in names if name.endswith(suffix)) if suffix else names

    @property
    def renamed(self) -> bool:
        """Whether this run, or one that was killed, has added or removed a file."""
        return self._renamed

    def _rename(self) -> None:
        self._renamed = True
        self._store.set_fact(_RENAMED, "yes")

    def finish(self) -> None:
        """Write the list of files; what an earlier list names and the store does not know is removed."""
        if not self._renamed and self.holds(MANIFEST, "manifest/", "names"):
            return
        manifest = self.folder / MANIFEST
        if self._store.fresh and manifest.is_file():
            for name in manifest.read_text("utf-8").splitlines():
                if name and not self.has(name):
                    self._remove(name)
        lines = "\n".join((*self.names(), ""))
        self.put(MANIFEST, lines.encode(), "manifest/", "names")
        self._store.set_fact(_RENAMED, "")

    def _remove(self, name: str) -> None:
        path = self.folder / name
        # The list could have been changed by hand: nothing outside the site is removed.
        if ".." not in Path(name).parts and not Path(name).is_absolute() and path.is_file():
            path.unlink()
            self.removed += 1


def stamp_of(path: Path | str) -> str:
    """Size and time of a file; empty when it is not there."""
    try:
        status = os.stat(path)  # noqa: PTH116 - for every file of the site: a Path costs more than the answer
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


def digest_of(*parts: str | bytes) -> str:
    """One digest of several values."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(str(len(data)).encode() + b"\0" + data)
    return found.hexdigest()
