"""Which files of a site are not as they were written.

Of a large site a process of its own tells it, while the records are looked at: ``python -m
diplomata.publish.looking SITE STORE`` prints the names as JSON. It imports next to nothing, so that it starts soon.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from diplomata.files import remove_leftovers_below

if TYPE_CHECKING:
    from typing import Self

_LARGE = 16 << 20
"""Bytes of a store that knows so many files that to start a process pays: some five thousand."""


class Scout:
    """Looks at the site in ``folder``, of which the store at ``path`` knows, beside the other work of this process.

    To be entered when no other run writes there, and asked before this one does.
    """

    def __init__(self, folder: Path, path: Path) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            if sys.executable and path.stat().st_size >= _LARGE:
                # -P: what lies in the folder in which somebody builds is no code of ours.
                command = [sys.executable, "-P", "-m", __name__, str(folder), str(path)]
                nothing = subprocess.DEVNULL
                self._process = subprocess.Popen(command, stdin=nothing, stdout=subprocess.PIPE, stderr=nothing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def found(self) -> list[str] | None:
        """What :func:`changed` gives, once it is known; ``None`` where somebody else has to look."""
        if self._process is None:
            return None
        told, _ = self._process.communicate()
        ended, self._process = self._process.returncode, None
        return [str(name) for name in json.loads(told)] if ended == 0 else None


def changed(database: sqlite3.Connection, folder: Path) -> list[str]:
    """The names of the files that the store knows and that are not in ``folder`` as they were written.

    What a killed run left half-written is removed.
    """
    if not _ended(database):
        remove_leftovers_below(folder)
    # A file by its whole name, for each file of the site: to list the folders first takes twice as long.
    place, look, wrong = f"{folder}{os.sep}", os.stat, []
    for name, stamp in database.execute("SELECT name, stamp FROM file"):
        try:
            status = look(place + name)
        except OSError:
            wrong.append(str(name))
            continue
        if f"{status.st_size}:{status.st_mtime_ns}" != stamp:
            wrong.append(str(name))
    return wrong


def _ended(database: sqlite3.Connection) -> bool:
    """Whether the last run came to its end: what it had to make is marked in the store until it is there."""
    query = "SELECT EXISTS (SELECT 1 FROM fact WHERE name = 'whole') AND NOT EXISTS (SELECT 1 FROM mark)"
    return bool(database.execute(query).fetchone()[0])


def main() -> None:
    """Look, and print what is not as it was."""
    folder, path = sys.argv[1:]
    database = sqlite3.connect(path)
    print(json.dumps(changed(database, Path(folder))))


if __name__ == "__main__":
    main()
