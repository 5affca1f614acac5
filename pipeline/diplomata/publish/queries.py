"""What the pages ask the store: figures, neighbours, years, terms, persons. Every answer is a stream or is small."""

from __future__ import annotations

import json
import pickle
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from diplomata.publish.context import Neighbour
from diplomata.publish.listing import Listed, listed_of, unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from diplomata.publish.facts import Facts

_CHUNK = 256
"""So many rows are fetched at a time where the tables that are read are written meanwhile."""
REFERENCES = 8
"""An entry of an index names its records where they are at most so many; of more it gives their number."""


class Figures(NamedTuple):
    """How large the edition is."""

    records: int
    years: int
    people: int
    archives: int
    turns: int
    words: int
    unsure: int
    gaps: int


class Entry(NamedTuple):
    """An entry of an index: a term, or a person (``facet`` is ``people``, ``slug`` the id).

    ``records`` counts the records under it, ``turns`` and ``labels`` are a person's. ``refs`` are id, earliest day,
    and title of each record where they are few; ``parts`` the fonds of an archive and how many each has.
    """

    facet: str
    slug: str
    name: str
    records: int
    turns: int
    labels: tuple[str, ...]
    refs: tuple[tuple[str, str, str], ...]
    parts: tuple[tuple[str, int], ...]


class Queries:
    """Reads the store; :class:`~diplomata.publish.store.Store` writes it."""

    database: sqlite3.Connection

    def has(self, identifier: str) -> bool:
        """Whether there is a record of this id."""
        return self.database.execute("SELECT 1 FROM record WHERE id = ?", (identifier,)).fetchone() is not None

    def figures(self) -> Figures:
        """How large the edition is."""
        one = self.database.execute
        query = "SELECT count(*), total(turns), total(words), total(unsure), total(gaps) FROM record"
        records, turns, words, unsure, gaps = one(query).fetchone()
        (years,) = one("SELECT count(DISTINCT year) FROM record WHERE year != ''").fetchone()
        people, archives = self.entries_in("people"), self.entries_in("archives")
        return Figures(records, years, people, archives, int(turns), int(words), int(unsure), int(gaps))

    def facts(self) -> Iterator[Facts]:
        """The facts of every record, in order of date."""
        query = "SELECT value FROM record JOIN facts USING (id) ORDER BY start, tie, id"
        for (blob,) in self.database.execute(query):
            yield unpickled(blob)

    def facts_of(self, identifier: str) -> Facts:
        """The facts of one record. Raises :class:`KeyError` when there is none."""
        row = self.database.execute("SELECT value FROM facts WHERE id = ?", (identifier,)).fetchone()
        if row is None:
            raise KeyError(identifier)
        facts: Facts = unpickled(row[0])
        return facts

    def published(self, most: int = 50) -> list[Facts]:
        """The facts of the records that were published last, the latest first."""
        query = """
            SELECT id FROM record WHERE published != '' ORDER BY published DESC, start, tie, id LIMIT ?
        """
        return [self.facts_of(identifier) for (identifier,) in self.database.execute(query, (most,)).fetchall()]

    def last_published(self) -> str:
        """When a record was published last, empty where none says it."""
        (date,) = self.database.execute("SELECT coalesce(max(published), '') FROM record").fetchone()
        return str(date)

    def count(self, year: str) -> int:
        """How many records a year has, or, where it is empty, how many have no date."""
        (count,) = self.database.execute("SELECT count(*) FROM record WHERE year = ?", (year,)).fetchone()
        return int(count)

    def listed(self, year: str | None = None) -> Iterator[Listed]:
        """What lists show of every record, or of those of a ``year``, in order of date."""
        if year is None:
            rows = self.database.execute("SELECT listed FROM record ORDER BY start, tie, id")
        else:
            rows = self.database.execute("SELECT listed FROM record WHERE year = ? ORDER BY start, tie, id", (year,))
        for (text,) in rows:
            yield listed_of(text)

    def listed_under(self, facet: str, slug: str, part: str | None = None) -> Iterator[Listed]:
        """What lists show of the records under a term, or under a part of it, in order of date."""
        which, values = _under(facet, slug, part)
        query = f"SELECT listed FROM record WHERE id IN (SELECT record {which}) ORDER BY start, tie, id"  # noqa: S608
        for (text,) in self.database.execute(query, values):
            yield listed_of(text)

    def count_under(self, facet: str, slug: str, part: str) -> int:
        """How many records there are under a part of a term."""
        which, values = _under(facet, slug, part)
        (count,) = self.database.execute(f"SELECT count(DISTINCT record) {which}", values).fetchone()
        return int(count)

    def around(self, start: str, tie: str, identifier: str) -> tuple[Neighbour | None, Neighbour | None]:
        """The records before and after a place in the order of dates."""
        place = (start, tie, identifier)
        before = "(start, tie, id) < (?, ?, ?) ORDER BY start DESC, tie DESC, id DESC"
        after = "(start, tie, id) > (?, ?, ?) ORDER BY start, tie, id"
        found = []
        for where in (before, after):
            query = f"SELECT listed FROM record WHERE {where} LIMIT 1"  # noqa: S608 - the two above
            row = self.database.execute(query, place).fetchone()
            there = listed_of(row[0]) if row else None
            found.append(Neighbour(there.id, there.title, there.date) if there else None)
        return found[0], found[1]

    def to_make(self) -> Iterator[tuple[Facts, Neighbour | None, Neighbour | None]]:
        """Every marked record in order of date: facts and neighbours. Marks may be taken away meanwhile."""
        last = ("", "", "")
        query = """
            SELECT start, tie, id, value FROM record JOIN facts USING (id)
            WHERE (start, tie, id) > (?, ?, ?) AND id IN (SELECT key FROM mark WHERE kind = 'record')
            ORDER BY start, tie, id LIMIT ?
        """
        while rows := self.database.execute(query, (*last, _CHUNK)).fetchall():
            for start, tie, identifier, blob in rows:
                yield unpickled(blob), *self.around(start, tie, identifier)
            last = rows[-1][:3]

    def years(self) -> list[tuple[int, int]]:
        """Year and number of records, for every year from the first to the last."""
        query = "SELECT year, count(*) FROM record WHERE year != '' GROUP BY year"
        found = {int(year): count for year, count in self.database.execute(query)}
        if not found:
            return []
        first, last = min(found), max(found)
        if last - first > 400:
            return sorted(found.items())
        return [(year, found.get(year, 0)) for year in range(first, last + 1)]

    def years_around(self, year: str) -> tuple[str, str]:
        """The years before and after one that have records, empty where there is none."""
        query = "SELECT coalesce((SELECT max(year) FROM record WHERE year != '' AND year < ?), ''), \
                 coalesce((SELECT min(year) FROM record WHERE year > ?), '')"
        before, after = self.database.execute(query, (year, year)).fetchone()
        return before, after

    def entry(self, facet: str, slug: str) -> Entry | None:
        """One entry of an index."""
        row = self.database.execute("SELECT * FROM entry WHERE facet = ? AND slug = ?", (facet, slug)).fetchone()
        return _entry(row) if row else None

    def entries_in(self, facet: str) -> int:
        """How many entries an index has."""
        (count,) = self.database.execute("SELECT count(*) FROM entry WHERE facet = ?", (facet,)).fetchone()
        return int(count)

    def entries(self, facet: str) -> Iterator[Entry]:
        """The entries of an index, in order of their pages' names; ``people`` is that of persons."""
        rows = self.database.execute("SELECT * FROM entry WHERE facet = ? ORDER BY slug", (facet,))
        return map(_entry, rows)

    def roles(self, person: str) -> Iterator[tuple[Listed, list[str], int]]:
        """The records of a person in order of date: what lists show, roles in it, and how many turns."""
        query = """
            SELECT record.listed, group_concat(person.role), total(person.turns)
            FROM person JOIN record ON record.id = person.record
            WHERE person.id = ? GROUP BY record.id ORDER BY record.start, record.tie, record.id
        """
        for text, roles, turns in self.database.execute(query, (person,)):
            yield listed_of(text), sorted(set(roles.split(","))), int(turns)

    def said(self, person: str) -> Iterator[tuple[Listed, int, str]]:
        """The records in which a person said something, in order of date: how many turns, and their digest."""
        query = """
            SELECT record.listed, talk.turns, talk.digest FROM talk JOIN record ON record.id = talk.record
            WHERE talk.person = ? ORDER BY record.start, record.tie, record.id
        """
        for text, turns, digest in self.database.execute(query, (person,)):
            yield listed_of(text), turns, digest

    def talk(self, person: str, record: str) -> bytes:
        """What a person said in a record: every ``sp`` under one element."""
        query = "SELECT value FROM talk WHERE person = ? AND record = ?"
        return unpacked(self.database.execute(query, (person, record)).fetchone()[0])

    def talkers(self, most: int) -> list[str]:
        """Who has the most turns, of those who spoke with anybody."""
        query = """
            SELECT slug FROM entry WHERE facet = 'people' AND slug IN (SELECT one FROM met)
            ORDER BY turns DESC, slug LIMIT ?
        """
        return [row[0] for row in self.database.execute(query, (most,))]

    def met(self, person: str) -> list[tuple[str, int]]:
        """With whom a person spoke, and in how many records, most first."""
        query = "SELECT other, count(*) FROM met WHERE one = ? GROUP BY other ORDER BY count(*) DESC, other"
        return self.database.execute(query, (person,)).fetchall()

    def shown(self, person: str) -> str:
        """The name of a person as the pages print it."""
        row = self.database.execute("SELECT name FROM shown WHERE person = ?", (person,)).fetchone()
        return row[0] if row else ""


def _under(facet: str, slug: str, part: str | None) -> tuple[str, tuple[str, ...]]:
    """The rows of a term, or of a part of it, and their values."""
    which = "FROM term WHERE facet = ? AND slug = ?"
    return (which, (facet, slug)) if part is None else (f"{which} AND part = ?", (facet, slug, part))


def _entry(row: tuple[Any, ...]) -> Entry:
    facet, slug, name, records, turns, labels, refs, parts = row
    found = tuple(label for label in labels.split("\n") if label)
    pairs = tuple((part, count) for part, count in json.loads(parts))
    return Entry(facet, slug, name, records, turns, found, tuple(tuple(ref) for ref in json.loads(refs)), pairs)


def unpickled(blob: bytes) -> Any:
    """A value that was kept in the store."""
    return pickle.loads(zlib.decompress(blob))  # noqa: S301 - our own file
