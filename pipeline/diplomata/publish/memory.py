"""What earlier runs read and made: so that a run works only on the records that changed.

A page depends on its TEI, on its neighbours by date, and on what all pages share: the program, the
stylesheets and the settings, which ``recipe`` stands for. While these are as they were, and the files of the
page too, there is nothing to do.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import TracebackType

    from diplomata.publish.records import Gathered, Made, Task

_VERSION = 1
_TABLES = f"""
CREATE TABLE gathered (path TEXT PRIMARY KEY, stamp TEXT, value BLOB, run INTEGER) WITHOUT ROWID;
CREATE TABLE made (id TEXT PRIMARY KEY, key TEXT, stamps TEXT, value BLOB, run INTEGER) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
PRAGMA user_version = {_VERSION};
"""


class Memory:
    """A SQLite file at ``path``. It may be thrown away at any time; another ``recipe`` empties it.

    Raises :class:`OSError` or :class:`sqlite3.Error` when it cannot be written.
    """

    def __init__(self, path: Path, recipe: str) -> None:
        try:
            self._open(path)
        except sqlite3.DatabaseError:  # Of another version, or broken by a crash of the machine.
            for stale in path.parent.glob(path.name + "*"):
                stale.unlink()
            self._open(path)
        if self._fact("recipe") != recipe:
            self._db.executescript("DELETE FROM gathered; DELETE FROM made;")
            self._db.execute("INSERT OR REPLACE INTO fact VALUES ('recipe', ?)", (recipe,))
        self._run = int(self._fact("run") or 0) + 1
        self._db.execute("INSERT OR REPLACE INTO fact VALUES ('run', ?)", (str(self._run),))

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.commit()
        self._db.close()

    def gathered(self, path: str) -> Gathered | None:
        """What was read in the file at ``path``, if it is as it was."""
        row = self._db.execute("SELECT stamp, value FROM gathered WHERE path = ?", (path,)).fetchone()
        if row is None or row[0] != _stamp(path):
            return None
        self._db.execute("UPDATE gathered SET run = ? WHERE path = ?", (self._run, path))
        found: Gathered = _unpacked(row[1])
        return found

    def keep_gathered(self, path: str, gathered: Gathered) -> None:
        """Remember what was read in a file."""
        values = (path, _stamp(path), _packed(gathered), self._run)
        self._db.execute("INSERT OR REPLACE INTO gathered VALUES (?, ?, ?, ?)", values)

    def made(self, task: Task, site: Path) -> Made | None:
        """What was made of a record, if nothing that it depends on has changed and the files are there, untouched."""
        query = "SELECT key, stamps, value FROM made WHERE id = ?"
        row = self._db.execute(query, (task.facts.id,)).fetchone()
        if row is None or row[0] != _key(task):
            return None
        found: Made = _unpacked(row[2])
        if row[1] != _stamps(found, site):
            return None
        self._db.execute("UPDATE made SET run = ? WHERE id = ?", (self._run, task.facts.id))
        return found._replace(files=tuple((name, False) for name, _ in found.files))

    def keep_made(self, task: Task, made: Made, site: Path) -> None:
        """Remember what was made of a record."""
        if made.diagnostic is None:
            values = (task.facts.id, _key(task), _stamps(made, site), _packed(made), self._run)
            self._db.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?)", values)

    def finish(self) -> None:
        """Forget what this run has not seen."""
        for table in ("gathered", "made"):
            self._db.execute(f"DELETE FROM {table} WHERE run < ?", (self._run,))  # noqa: S608 - our own names
        self._db.commit()

    def _open(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            self._db.executescript(_TABLES)
        elif version != _VERSION:
            self._db.close()
            raise sqlite3.DatabaseError(f"the memory has version {version}")

    def _fact(self, name: str) -> str:
        row = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""


def _key(task: Task) -> str:
    return repr((task.facts.digest, task.before, task.after))


def _stamps(made: Made, site: Path) -> str:
    return " ".join(_stamp(f"{site}/{name}") for name, _ in made.files)


def _stamp(path: str) -> str:
    try:
        status = os.stat(path)  # noqa: PTH116 - for every file of the site: a Path costs more than the answer
    except OSError:
        return "missing"
    return f"{status.st_size}:{status.st_mtime_ns}"


def _packed(value: Any) -> bytes:
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(blob: bytes) -> Any:
    return pickle.loads(zlib.decompress(blob))  # noqa: S301 - our own file
