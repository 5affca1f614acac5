"""The catalogue of a site while it is made: a SQLite file, so that memory does not grow with the corpus."""

from __future__ import annotations

import pickle
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from diplomata.publish.context import Neighbour
from diplomata.publish.facts import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from diplomata.publish.facts import Facts

_TABLES = """
CREATE TABLE record (
    id TEXT PRIMARY KEY, number TEXT, path TEXT, start TEXT, tie TEXT, year TEXT, date TEXT, title TEXT, facts BLOB,
    published TEXT, turns INTEGER, words INTEGER, unsure INTEGER, gaps INTEGER
);
CREATE TABLE term (facet TEXT, slug TEXT, name TEXT, record TEXT, part TEXT);
CREATE TABLE person (id TEXT, name TEXT, record TEXT, role TEXT, turns INTEGER, labels TEXT);
CREATE TABLE said (person TEXT, record TEXT, place INTEGER, turn TEXT, xml BLOB);
CREATE TABLE met (one TEXT, other TEXT, record TEXT);
"""
_INDEXES = """
CREATE INDEX record_order ON record (start, tie);
CREATE INDEX record_year ON record (year, start, tie);
CREATE INDEX term_facet ON term (facet, slug);
CREATE INDEX person_id ON person (id, record);
CREATE INDEX said_person ON said (person, record, place);
CREATE INDEX met_one ON met (one, other);
"""


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


class Term(NamedTuple):
    """An entry of an index, and how many records stand under it."""

    slug: str
    name: str
    records: int


class Somebody(NamedTuple):
    """A person of the edition: id, name, in how many records, with how many turns, under which labels."""

    id: str
    name: str
    records: int
    turns: int
    labels: tuple[str, ...]


class Store:
    """Facts of all records, kept in a file of its own at ``path``; nothing of it outlives :meth:`close`."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path)
        # The file is thrown away afterwards: nothing has to be safe on the disk.
        self.database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def add(self, facts: Facts, path: str, said: Iterable[tuple[str, str, bytes]] = ()) -> None:
        """Keep one record. ``said`` gives person, turn and the TEI of each turn, in order."""
        start, tie = facts.order
        values = (facts.id, facts.number, path, start, tie, facts.year, facts.printed_date, facts.title)
        blob = pickle.dumps(facts, pickle.HIGHEST_PROTOCOL)
        counts = (blob, facts.published, len(facts.said), facts.words, facts.unsure, facts.gaps)
        self.database.execute("INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", values + counts)
        self.database.executemany("INSERT INTO term VALUES (?,?,?,?,?)", _terms(facts))
        people = list(_people(facts))
        self.database.executemany("INSERT INTO person VALUES (?,?,?,?,?,?)", people)
        spoke = sorted({row[0] for row in people if row[3] == "speaker"})
        met = [(one, other, facts.id) for one in spoke for other in spoke if one != other]
        self.database.executemany("INSERT INTO met VALUES (?,?,?)", met)
        rows = [(person, facts.id, place, turn, xml) for place, (person, turn, xml) in enumerate(said)]
        self.database.executemany("INSERT INTO said VALUES (?,?,?,?,?)", rows)

    def index(self) -> None:
        """To be called once, after the last :meth:`add`."""
        self.database.executescript(_INDEXES)

    def has(self, identifier: str) -> str | None:
        """The file that a record of this id came from, or ``None``."""
        row = self.database.execute("SELECT path FROM record WHERE id = ?", (identifier,)).fetchone()
        return row[0] if row else None

    def figures(self) -> Figures:
        """How large the edition is."""
        one = self.database.execute
        query = "SELECT count(*), total(turns), total(words), total(unsure), total(gaps) FROM record"
        records, turns, words, unsure, gaps = one(query).fetchone()
        (years,) = one("SELECT count(DISTINCT year) FROM record WHERE year != ''").fetchone()
        (people,) = one("SELECT count(DISTINCT id) FROM person").fetchone()
        (archives,) = one("SELECT count(DISTINCT slug) FROM term WHERE facet = 'archives'").fetchone()
        return Figures(records, years, people, archives, int(turns), int(words), int(unsure), int(gaps))

    def ordered(self) -> Iterator[tuple[str, str, Facts, Neighbour | None, Neighbour | None]]:
        """Every record in order of date: id, path, facts, and its neighbours."""
        query = "SELECT id, path, facts, title, date FROM record ORDER BY start, tie"
        before: Neighbour | None = None
        rows = iter(self.database.execute(query))
        row = next(rows, None)
        while row is not None:
            following = next(rows, None)
            after = Neighbour(following[0], following[3], following[4]) if following is not None else None
            yield row[0], row[1], pickle.loads(row[2]), before, after  # noqa: S301 - our own file
            before = Neighbour(row[0], row[3], row[4])
            row = following

    def facts(self, where: str = "", values: tuple[str, ...] = ()) -> Iterator[Facts]:
        """The facts of the records that an SQL condition names, in order of date."""
        query = f"SELECT facts FROM record {where} ORDER BY start, tie"  # noqa: S608 - conditions are ours
        for (blob,) in self.database.execute(query, values):
            yield pickle.loads(blob)  # noqa: S301 - our own file

    def published(self, most: int = 50) -> list[Facts]:
        """The facts of the records that were published last, the latest first."""
        query = "SELECT facts FROM record WHERE published != '' ORDER BY published DESC, start, tie LIMIT ?"
        return [pickle.loads(blob) for (blob,) in self.database.execute(query, (most,))]  # noqa: S301 - our own file

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

    def terms(self, facet: str) -> list[Term]:
        """The terms of an index, each under the name that most records give it."""
        query = """
            SELECT slug, name, count(DISTINCT record) AS records FROM term WHERE facet = ?
            GROUP BY slug, name ORDER BY slug, records DESC, name
        """
        found: dict[str, Term] = {}
        for page, name, _ in self.database.execute(query, (facet,)):
            found.setdefault(page, Term(page, name, 0))
        counts = self.database.execute(
            "SELECT slug, count(DISTINCT record) FROM term WHERE facet = ? GROUP BY slug", (facet,)
        )
        return [found[page]._replace(records=count) for page, count in counts]

    def parts(self, facet: str, page: str) -> list[tuple[str, int]]:
        """The parts of one term (the fonds of an archive), and how many records each has."""
        query = """
            SELECT part, count(DISTINCT record) FROM term WHERE facet = ? AND slug = ? AND part != ''
            GROUP BY part ORDER BY part
        """
        return self.database.execute(query, (facet, page)).fetchall()

    def facts_under(self, facet: str, page: str) -> Iterator[Facts]:
        """The facts of the records under a term, in order of date."""
        return self.facts("WHERE id IN (SELECT record FROM term WHERE facet = ? AND slug = ?)", (facet, page))

    def references(self, facet: str, page: str, most: int) -> list[tuple[str, str, str]]:
        """The first ``most`` records under a term, or of a person (facet ``people``).

        Of each the id, the number or else the day, and the date as printed.
        """
        found = "SELECT record FROM term WHERE facet = ? AND slug = ?"
        if facet == "people":
            found = "SELECT record FROM person WHERE ? = 'people' AND id = ?"
        names = "id, coalesce(nullif(number, ''), start), date"
        query = f"SELECT {names} FROM record WHERE id IN ({found}) ORDER BY start, tie LIMIT ?"  # noqa: S608
        return self.database.execute(query, (facet, page, most)).fetchall()

    def people(self) -> Iterator[Somebody]:
        """Every person who speaks, takes part, sends or receives, in order of id."""
        query = """
            SELECT id, name, count(DISTINCT record), total(turns), group_concat(labels, char(10)) FROM person
            GROUP BY id, name ORDER BY id, count(DISTINCT record) DESC, name
        """
        current: Somebody | None = None
        for identifier, name, records, turns, labels in self.database.execute(query):
            printed = tuple(dict.fromkeys(label for label in (labels or "").split("\n") if label))
            if current is not None and current.id == identifier:
                more = tuple(label for label in printed if label not in current.labels)
                current = current._replace(
                    records=current.records + records, turns=current.turns + int(turns), labels=current.labels + more
                )
                continue
            if current is not None:
                yield current
            current = Somebody(identifier, name, records, int(turns), printed)
        if current is not None:
            yield current

    def roles(self, person: str) -> Iterator[tuple[Facts, list[str], int]]:
        """The records of a person in order of date: facts, roles in it, and how many turns."""
        query = """
            SELECT record.facts, group_concat(person.role), total(person.turns)
            FROM person JOIN record ON record.id = person.record
            WHERE person.id = ? GROUP BY record.id ORDER BY record.start, record.tie
        """
        for blob, roles, turns in self.database.execute(query, (person,)):
            yield pickle.loads(blob), sorted(set(roles.split(","))), int(turns)  # noqa: S301 - our own file

    def said(self, person: str) -> Iterator[tuple[str, str, bytes]]:
        """Everything that a person said, in order of date: record, turn, and the TEI of the turn."""
        query = """
            SELECT said.record, said.turn, said.xml FROM said JOIN record ON record.id = said.record
            WHERE said.person = ? ORDER BY record.start, record.tie, said.place
        """
        return iter(self.database.execute(query, (person,)))

    def talkers(self, most: int) -> list[str]:
        """Who has the most turns, of those who spoke with anybody."""
        query = """
            SELECT id FROM person WHERE id IN (SELECT one FROM met)
            GROUP BY id ORDER BY total(turns) DESC, id LIMIT ?
        """
        return [row[0] for row in self.database.execute(query, (most,))]

    def met(self, person: str) -> list[tuple[str, int]]:
        """With whom a person spoke, and in how many records, most first."""
        query = "SELECT other, count(*) FROM met WHERE one = ? GROUP BY other ORDER BY count(*) DESC, other"
        return self.database.execute(query, (person,)).fetchall()


def _terms(facts: Facts) -> set[tuple[str, str, str, str, str]]:
    """Facet, page name, name, record and part of every term of a record; the part is an archive's fond."""
    found = [("kinds", facts.kind, facts.kind, "")] if facts.kind else []
    found += [
        ("archives", slug(a.repository or a.institution), a.name, a.collection) for a in facts.archives if a.name
    ]
    found += [
        ("languages", slug(tag or name), name or tag, "") for tag, name in facts.original_languages if tag or name
    ]
    found += [("places", slug(term), term, "") for term in facts.places]
    found += [("subjects", slug(term), term, "") for term in facts.subjects]
    return {(facet, page, name, facts.id, part) for facet, page, name, part in found}


def _people(facts: Facts) -> Iterator[tuple[str, str, str, str, int, str]]:
    turns: dict[str, int] = {}
    for said in facts.said:
        for who in said.who:
            turns[who] = turns.get(who, 0) + 1
    for person in facts.people:
        if person.kind == "person":
            role = "speaker" if person.id in turns else "participant"
            yield person.id, person.name, facts.id, role, turns.get(person.id, 0), "\n".join(person.labels)
    for role, others in (("sender", facts.senders), ("receiver", facts.receivers)):
        for other in others:
            if other.id:
                yield other.id, other.name, facts.id, role, 0, ""
