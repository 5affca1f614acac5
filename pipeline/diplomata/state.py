"""What earlier runs did: which bytes we wrote where, from what. SQLite, one file an edition.

The state is what tells our own output from a scholar's correction of it, and what has changed from what
has not. It can be thrown away at any time: the next run then works everything out again, and takes a TEI
file that differs from what it would write for one that was edited by hand.
"""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from diplomata.errors import DiplomataError
from diplomata.remote import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diplomata.edition import Edition

FOLDER = ".diplomata"
_VERSION = 3
_TABLES = """
CREATE TABLE output (
    folded TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    previous TEXT NOT NULL,
    source TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE source (
    name TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    recipe TEXT NOT NULL,
    id TEXT NOT NULL,
    output_stamp TEXT NOT NULL,
    row TEXT NOT NULL,
    run INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE gone (id TEXT PRIMARY KEY, moved TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


_AT_ONCE = 500
"""So many values stand in one question: SQLite took no more than 999 for long."""
_OUTPUT = "SELECT id, digest, previous, source FROM output"


class Busy(DiplomataError):
    """Another run works on the same edition."""


class Unwritable(DiplomataError):
    """The folder of the edition cannot be written."""


class Output(NamedTuple):
    """What we know of one file that we write.

    ``source`` is its whole path. ``digest`` is of the bytes that were written last, or were about to be when
    the run was killed; ``previous`` of those before them.
    """

    id: str
    digest: str
    previous: str
    source: str


class Known(NamedTuple):
    """What became of one source: its stamp, the recipe it was made by, the output and its stamp, the report's row."""

    name: str
    stamp: str
    recipe: str
    id: str
    output_stamp: str
    row: str
    run: int


class State:
    """The state of one edition, locked for one run at a time.

    Raises :class:`Busy` when another run holds it, and :class:`Unwritable` when the folder cannot be
    written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        path = self.folder / "state.sqlite"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(self.folder / "lock")
            try:
                self._db = _opened(path)
            except sqlite3.DatabaseError:
                # A state of another version, or broken by a crash of the machine: it is only a memory.
                for stale in self.folder.glob("state.sqlite*"):
                    stale.unlink()
                self._db = _opened(path)
        except (OSError, sqlite3.Error) as error:
            raise unwritable(folder, error) from error
        self.run = int(self.fact("run") or 0) + 1
        self.set_fact("run", str(self.run))
        self._db.commit()

    def output(self, output_id: str) -> Output | None:
        """What is known of the output ``output_id``; ids that differ only in case are one file on some systems."""
        row = self._db.execute(f"{_OUTPUT} WHERE folded = ?", (output_id.casefold(),)).fetchone()
        return Output(*row) if row else None

    def outputs(self, output_ids: Sequence[str]) -> dict[str, Output]:
        """:meth:`output` of each that is known, by the ids that were asked for."""
        folded = [output_id.casefold() for output_id in output_ids]
        found = {row[0]: Output(*row[1:]) for row in self._among(f"SELECT folded, {_OUTPUT[7:]}", "folded", folded)}
        return {asked: found[name] for asked, name in zip(output_ids, folded, strict=True) if name in found}

    def put_output(self, output_id: str, digest: str, previous: str, source: str) -> None:
        """Remember the digest of an output before it is written, and that this run has seen it."""
        self._db.execute(
            "INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?)",
            (output_id.casefold(), output_id, digest, previous, source),
        )
        self.see(output_id)

    def settle_output(self, output_id: str) -> None:
        """Forget the bytes that an output had before: whoever has them there now has put them there."""
        self._db.execute("UPDATE output SET previous = digest WHERE folded = ?", (output_id.casefold(),))

    def see(self, output_id: str) -> bool:
        """Note that this run has seen an output; returns whether it is the first time.

        Nothing is written for it: a run that changes nothing leaves the state as it was.
        """
        seen = self._db.execute("INSERT OR IGNORE INTO temp.seen VALUES (?)", (output_id.casefold(),))
        return seen.rowcount > 0

    def see_all(self, output_ids: Sequence[str]) -> list[bool]:
        """:meth:`see` of each, one after the other."""
        folded = [output_id.casefold() for output_id in output_ids]
        before = {row[0] for row in self._among("SELECT folded FROM temp.seen", "folded", folded)}
        self._db.executemany("INSERT OR IGNORE INTO temp.seen VALUES (?)", ((name,) for name in folded))
        first = []
        for name in folded:
            first.append(name not in before)
            before.add(name)
        return first

    def seen(self, output_id: str) -> bool:
        """Whether this run has seen an output."""
        row = self._db.execute("SELECT 1 FROM temp.seen WHERE folded = ?", (output_id.casefold(),)).fetchone()
        return row is not None

    def not_ours(self, names: Iterable[str]) -> list[str]:
        """Those of ``names`` of which no output is known, in their order."""
        rest, found = iter(names), []
        while some := {name: name.casefold() for name in itertools.islice(rest, _AT_ONCE)}:
            ours = {row[0] for row in self._among("SELECT folded FROM output", "folded", list(some.values()))}
            found += [name for name, folded in some.items() if folded not in ours]
        return found

    def source(self, name: str) -> Known | None:
        """What became of the source ``name``."""
        row = self._db.execute("SELECT * FROM source WHERE name = ?", (name,)).fetchone()
        return Known(*row) if row else None

    def sources(self, names: Sequence[str]) -> dict[str, Known]:
        """:meth:`source` of each that is known, by name."""
        return {row[0]: Known(*row) for row in self._among("SELECT * FROM source", "name", names)}

    def put_source(self, known: Known) -> None:
        """Remember what became of a source."""
        self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?)", known._replace(run=self.run))

    def vanished(self) -> list[Output]:
        """The outputs of earlier runs that this run has not seen."""
        query = f"{_OUTPUT} WHERE folded NOT IN (SELECT folded FROM temp.seen) ORDER BY id"  # noqa: S608 - above
        rows = self._db.execute(query)
        return [Output(*row) for row in rows]

    def put_gone(self, output_id: str, moved: str) -> None:
        """Remember for ever that an output is no more, and the id that its record has now, if any."""
        self._db.execute("INSERT OR REPLACE INTO gone VALUES (?, ?)", (output_id, moved))

    def put_gone_before(self, gone: Mapping[str, str]) -> None:
        """Remember outputs that were no more when this memory began: it may have been thrown away since."""
        self._db.executemany("INSERT OR IGNORE INTO gone VALUES (?, ?)", gone.items())

    def gone(self) -> dict[str, str]:
        """The outputs that are no more, each with the id that its record has now, empty where it has none."""
        return dict(self._db.execute("SELECT id, moved FROM gone ORDER BY id"))

    def moved(self, output: Output) -> str:
        """The id that the record of an output of an earlier run has got in this run, empty when it has got none."""
        known = self.source(output.source)
        return known.id if known is not None and known.run == self.run and known.id != output.id else ""

    def forget(self, output_id: str) -> None:
        """Forget an output, and the sources that it came from."""
        self._db.execute("DELETE FROM output WHERE id = ?", (output_id,))
        self._db.execute("DELETE FROM source WHERE id = ? AND run < ?", (output_id, self.run))

    def fact(self, name: str) -> str:
        """A remembered value, empty when there is none."""
        row = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_fact(self, name: str, value: str) -> None:
        """Remember a value under a name."""
        self._db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def _among(self, query: str, column: str, values: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query whose ``column`` is one of the values: a question for each takes ten times as long."""
        for start in range(0, len(values), _AT_ONCE):
            some = values[start : start + _AT_ONCE]
            blanks = ", ".join("?" * len(some))
            yield from self._db.execute(f"{query} WHERE {column} IN ({blanks})", some)

    def commit(self) -> None:
        """Make what was remembered outlive a kill of this process."""
        self._db.commit()

    def close(self) -> None:
        """Keep everything and let another run in."""
        with suppress(sqlite3.Error):
            self._db.commit()
        self._db.close()
        self._lock.close()


def home_of(target: str, edition: Edition) -> Path:
    """The folder whose state remembers the TEI in ``target``: that of the edition for its own folder of TEI.

    Else the target itself; for an address, a folder below this one, named for it.
    """
    if is_address(target):
        return Path(FOLDER, "targets", hashlib.sha256(target.rstrip("/").encode()).hexdigest()[:16])
    own = Path(target).resolve() == edition.path("xml").resolve()
    return edition.folder if own else Path(target)


@contextmanager
def open_state(folder: Path) -> Iterator[State]:
    """The state of the edition in ``folder``, closed at the end. Raises as :class:`State`, also on a full disk."""
    state = State(folder)
    try:
        yield state
    except sqlite3.OperationalError as error:
        raise unwritable(folder, error) from error
    finally:
        state.close()


def unwritable(folder: Path, error: OSError | sqlite3.Error) -> Unwritable:
    """What is told of a folder that cannot be written, for whatever reason."""
    reason = getattr(error, "strerror", None) or str(error)
    return Unwritable(
        f"{folder}: the folder cannot be written: {reason} [output-unwritable]",
        hint="Check that it is a folder, that you may write in it, and that the disk has room.",
    )


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")
        elif version != _VERSION:
            raise sqlite3.DatabaseError(f"the state has version {version}")
        db.execute("CREATE TEMP TABLE seen (folded TEXT PRIMARY KEY) WITHOUT ROWID")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _locked(path: Path) -> sqlite3.Connection:
    """A lock that the system takes away from a process that dies: an open SQLite transaction, on every platform."""
    lock = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        if "locked" in str(error):
            raise Busy(
                f"{path.parent.parent}: another run is at work on this edition", hint="Wait until it has ended."
            ) from None
        raise
    return lock
