"""Which TEI files of a folder are not as they were when they were read."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

_AT_ONCE = 500
"""So many values stand in one question: SQLite took no more than 999 for long."""


def look(database: sqlite3.Connection, folder: Path) -> list[str]:
    """Put name and stamp of every file that is new or changed into a table ``there``, for as long as the database
    is open; returns the names of those that are known and no more."""
    one = database.execute
    one("CREATE TEMP TABLE there (name TEXT PRIMARY KEY, stamp TEXT) WITHOUT ROWID")
    known, rest = 0, _stamps(folder)
    while some := dict(itertools.islice(rest, _AT_ONCE)):
        blanks = ", ".join("?" * len(some))
        held = dict(one(f"SELECT name, stamp FROM source WHERE name IN ({blanks})", list(some)))  # noqa: S608
        known += len(held)
        new = [(name, stamp) for name, stamp in some.items() if held.get(name) != stamp]
        database.executemany("INSERT INTO there VALUES (?, ?)", new)
    if one("SELECT count(*) FROM source").fetchone()[0] == known:
        return []
    names = (row[0] for row in one("SELECT name FROM source"))
    return [name for name in names if not (folder / name).exists()]


def _stamps(folder: Path) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.endswith(".xml") and not entry.name.startswith("."):
                status = entry.stat()
                yield entry.name, f"{status.st_size}:{status.st_mtime_ns}"
