"""What the site knows of every record, and what it was made from: a SQLite file, so that memory does not grow.

It lasts from run to run. A run puts in what changed; what has to be made again for it is *marked*, and the mark
goes when it has been made, so that a run that is killed is completed by the next one. A store may be thrown away
at any time: everything is then worked out again.
"""

from __future__ import annotations

import json
import pickle
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any

from diplomata.publish.listing import Listed, PersonRow, TermRow, listed, listed_of, person_rows, talks, term_rows
from diplomata.publish.queries import Queries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from diplomata.publish.facts import Facts
    from diplomata.publish.listing import Talk

_VERSION = 3
_TABLES = f"""
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, stamp TEXT) WITHOUT ROWID;
CREATE TABLE record (
    id TEXT PRIMARY KEY, start TEXT, tie TEXT, year TEXT, listed TEXT, digest TEXT, published TEXT,
    turns INTEGER, words INTEGER, unsure INTEGER, gaps INTEGER
) WITHOUT ROWID;
CREATE INDEX record_order ON record (start, tie, id);
CREATE INDEX record_year ON record (year, start, tie, id);
CREATE INDEX record_published ON record (published) WHERE published != '';
CREATE TABLE facts (id TEXT PRIMARY KEY, value BLOB);
CREATE TABLE term (
    record TEXT, facet TEXT, slug TEXT, name TEXT, part TEXT, PRIMARY KEY (record, facet, slug, name, part)
) WITHOUT ROWID;
CREATE INDEX term_facet ON term (facet, slug, part, record);
CREATE TABLE person (
    record TEXT, id TEXT, role TEXT, name TEXT, turns INTEGER, labels TEXT, PRIMARY KEY (record, id, role, name)
) WITHOUT ROWID;
CREATE INDEX person_id ON person (id, record);
CREATE TABLE talk (person TEXT, record TEXT, turns INTEGER, digest TEXT, value BLOB, PRIMARY KEY (person, record));
CREATE INDEX talk_record ON talk (record, person, digest);
CREATE TABLE met (record TEXT, one TEXT, other TEXT, PRIMARY KEY (record, one, other)) WITHOUT ROWID;
CREATE INDEX met_one ON met (one, other);
CREATE TABLE entry (
    facet TEXT, slug TEXT, name TEXT, records INTEGER, turns INTEGER, labels TEXT, refs TEXT, parts TEXT,
    PRIMARY KEY (facet, slug)
) WITHOUT ROWID;
CREATE TABLE shown (person TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE known (person TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE mark (kind TEXT, key TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE piece (record TEXT PRIMARY KEY, page TEXT, digest TEXT, hash INTEGER, value BLOB);
CREATE INDEX piece_page ON piece (record, page, digest, hash);
CREATE TABLE packed (
    record TEXT PRIMARY KEY, digest TEXT, crc INTEGER, size INTEGER, length INTEGER, value BLOB
);
CREATE INDEX packed_digest ON packed (record, digest, crc, size, length);
CREATE TABLE spliced (
    record TEXT PRIMARY KEY, start TEXT, tie TEXT, digest TEXT, {", ".join(f"size{n} INTEGER" for n in range(8))}
) WITHOUT ROWID;
CREATE TABLE zipped (record TEXT PRIMARY KEY, digest TEXT, length INTEGER) WITHOUT ROWID;
CREATE INDEX spliced_order ON spliced (start, tie, record);
CREATE TABLE shard (number INTEGER PRIMARY KEY, key TEXT, choices TEXT);
CREATE TABLE found (record TEXT PRIMARY KEY, number INTEGER, name TEXT) WITHOUT ROWID;
CREATE TABLE file (name TEXT PRIMARY KEY, owner TEXT, stamp TEXT, key TEXT, run INTEGER) WITHOUT ROWID;
CREATE INDEX file_owner ON file (owner, run);
PRAGMA user_version = {_VERSION};
"""
_OF_A_RECORD = ("record", "facts", "term", "person", "talk", "met")
_KEYED_BY_ID = ("record", "facts")


class Store(Queries):
    """The store at ``path``. Another ``recipe`` (the program that made it) empties it.

    Raises :class:`OSError` or :class:`sqlite3.Error` when it cannot be written.
    """

    def __init__(self, path: Path, recipe: str = "", *, lasting: bool = True) -> None:
        try:
            self._open(path, lasting=lasting)
            stale = self.fact("recipe") not in ("", f"made by {recipe}")
        except sqlite3.DatabaseError:  # Of another version, or broken by a crash of the machine.
            stale = True
        if stale:
            self.database.close()
            for old in path.parent.glob(path.name + "*"):
                old.unlink()
            self._open(path, lasting=lasting)
        self.set_fact("recipe", f"made by {recipe}")
        self.fresh = self.fact("whole") == ""
        """Whether no run has come to its end yet."""
        self.run = int(self.fact("run") or 0) + 1

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.commit()
        self.database.close()

    def _open(self, path: Path, *, lasting: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(path)
        # What does not last need not be safe on the disk.
        journal = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        self.database.executescript(journal if lasting else "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        self.database.execute("PRAGMA temp_store = FILE")
        self.database.execute("PRAGMA cache_size = -16000")
        version = self.database.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            self.database.executescript(_TABLES)
        elif version != _VERSION:
            raise sqlite3.DatabaseError(f"the store has version {version}")

    def commit(self) -> None:
        """Make what was put outlive a kill of this process."""
        self.database.commit()

    def begin(self) -> None:
        """To be called once by a run that has something to do."""
        self.set_fact("run", str(self.run))

    def end(self) -> None:
        """To be called by a run that has done everything."""
        self.set_fact("whole", "yes")
        self.commit()

    def fact(self, name: str) -> str:
        """A remembered value, empty when there is none."""
        row = self.database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_fact(self, name: str, value: str) -> None:
        """Remember a value under a name."""
        self.database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    # Marks

    def mark(self, kind: str, *keys: str) -> None:
        """Mark what has to be made again."""
        self.database.executemany("INSERT OR IGNORE INTO mark VALUES (?, ?)", ((kind, key) for key in keys))

    def mark_all(self, kind: str) -> None:
        """Mark everything of a kind: ``record``, ``year``, ``term``, ``person`` or ``top``."""
        query = {
            "record": "SELECT 'record', id FROM record",
            "year": "SELECT DISTINCT 'year', year FROM record WHERE year != ''",
            "term": "SELECT 'term', facet || '/' || slug FROM entry WHERE facet != 'people'",
            "person": "SELECT 'person', slug FROM entry WHERE facet = 'people'",
        }.get(kind, "SELECT 'top', ''")
        self.database.execute(f"INSERT OR IGNORE INTO mark {query}")

    def unmark(self, kind: str, *keys: str) -> None:
        """Take marks away; without ``keys`` all of the kind."""
        if keys:
            self.database.executemany("DELETE FROM mark WHERE kind = ? AND key = ?", ((kind, key) for key in keys))
        else:
            self.database.execute("DELETE FROM mark WHERE kind = ?", (kind,))

    def marked(self, kind: str = "") -> list[str]:
        """What is marked of a kind; without a ``kind``, the kinds of which anything is."""
        if kind:
            rows = self.database.execute("SELECT key FROM mark WHERE kind = ? ORDER BY key", (kind,))
        else:
            rows = self.database.execute("SELECT DISTINCT kind FROM mark")
        return [row[0] for row in rows]

    def count_marked(self, kind: str) -> int:
        """How much is marked of a kind."""
        (count,) = self.database.execute("SELECT count(*) FROM mark WHERE kind = ?", (kind,)).fetchone()
        return int(count)

    # Records

    def put(self, facts: Facts, said: Iterable[tuple[str, str, bytes]] = ()) -> None:
        """Keep one record, and mark what depends on what is new in it.

        ``said`` gives person, turn and the TEI of each turn, in order.
        """
        one = self.database.execute
        known = one("SELECT digest FROM record WHERE id = ?", (facts.id,)).fetchone()
        if known and known[0] == facts.digest:
            return
        talked = talks(said)
        people = list(person_rows(facts))
        start, tie = facts.order
        self._mark_changes(facts.id, listed(facts), (start, tie), term_rows(facts), people, talked)
        self._delete(facts.id)
        counts = (len(facts.said), facts.words, facts.unsure, facts.gaps)
        row = (facts.id, start, tie, facts.year, listed(facts).as_json(), facts.digest, facts.published, *counts)
        one("INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
        one("INSERT INTO facts VALUES (?, ?)", (facts.id, packed(facts)))
        many = self.database.executemany
        many("INSERT INTO term VALUES (?,?,?,?,?)", [(facts.id, *row) for row in sorted(term_rows(facts))])
        many("INSERT OR REPLACE INTO person VALUES (?,?,?,?,?,?)", [(facts.id, *row) for row in people])
        many(
            "INSERT INTO talk VALUES (?,?,?,?,?)", [(t.person, facts.id, t.turns, t.digest, t.value) for t in talked]
        )
        spoke = sorted({row.id for row in people if row.role == "speaker"})
        met = [(facts.id, one, other) for one in spoke for other in spoke if one != other]
        many("INSERT INTO met VALUES (?,?,?)", met)

    def remove(self, identifier: str) -> None:
        """Forget a record, and mark what showed it."""
        self._mark_changes(identifier, None, None, set(), [], [])
        self._delete(identifier)
        for table in ("piece", "packed"):
            self.database.execute(f"DELETE FROM {table} WHERE record = ?", (identifier,))  # noqa: S608 - names above
        self.unmark("record", identifier)
        self.mark("gone", identifier)

    def _delete(self, identifier: str) -> None:
        for table in _OF_A_RECORD:
            key = "id" if table in _KEYED_BY_ID else "record"
            self.database.execute(f"DELETE FROM {table} WHERE {key} = ?", (identifier,))  # noqa: S608 - names above

    def _mark_changes(
        self,
        identifier: str,
        now: Listed | None,
        place: tuple[str, str] | None,
        terms: set[TermRow],
        people: list[PersonRow],
        talked: list[Talk],
    ) -> None:
        """Mark what shows a record, as it was and as it is; ``now`` and ``place`` are ``None`` for one that goes."""
        one = self.database.execute
        row = one("SELECT listed, start, tie FROM record WHERE id = ?", (identifier,)).fetchone()
        was = listed_of(row[0]) if row else None
        old_place = (row[1], row[2]) if row else None
        old_terms = {TermRow(*r) for r in one(_TERMS, (identifier,))}
        rows = [PersonRow(*r) for r in one(_PEOPLE, (identifier,))]
        said = dict(one("SELECT person, digest FROM talk WHERE record = ?", (identifier,)).fetchall())
        before, after = _by_person(rows, said), _by_person(people, {t.person: t.digest for t in talked})
        self.mark("record", identifier)
        self.mark("top", "")
        if was == now and old_place == place:
            changed = set(old_terms ^ terms)
            met = {person for person in before.keys() | after.keys() if before.get(person) != after.get(person)}
            spoke, speak = _speakers(rows), _speakers(people)
            if spoke != speak:  # Each of them names the others.
                met |= spoke | speak
        else:
            changed, met = old_terms | terms, before.keys() | after.keys()
            for where in (old_place, place):
                if where is not None:
                    self.mark("place", json.dumps([*where, identifier]))
            self.mark("year", *(listed.year for listed in (was, now) if listed is not None and listed.year))
        self.mark("term", *(f"{row.facet}/{row.slug}" for row in changed))
        self.mark("person", *met)


_TERMS = "SELECT facet, slug, name, part FROM term WHERE record = ?"
_PEOPLE = "SELECT id, role, name, turns, labels FROM person WHERE record = ?"


def _speakers(rows: Iterable[PersonRow]) -> set[str]:
    return {row.id for row in rows if row.role == "speaker"}


def _by_person(rows: Iterable[PersonRow], said: dict[str, str]) -> dict[str, tuple[frozenset[PersonRow], str]]:
    """What a record says of each person: rows, and the digest of what they said."""
    found: dict[str, set[PersonRow]] = {}
    for row in rows:
        found.setdefault(row.id, set()).add(row)
    return {person: (frozenset(mine), said.get(person, "")) for person, mine in found.items()}


def packed(value: Any) -> bytes:
    """A value to be kept; :func:`~diplomata.publish.queries.unpacked` reads it."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)
