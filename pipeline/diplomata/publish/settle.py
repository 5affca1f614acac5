"""From marks on records to marks on what depends on them: neighbours, entries of indexes, names of persons."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from diplomata.publish.facts import natural
from diplomata.publish.facts import slug as slug_of
from diplomata.publish.listing import listed_of
from diplomata.publish.narrowing import CLASSIFICATIONS
from diplomata.publish.queries import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplomata.publish.people_file import KnownPerson
    from diplomata.publish.store import Store


def settle(store: Store, known: Mapping[str, KnownPerson]) -> None:
    """Bring the entries of the indexes up to date, and mark every page that shows what changed.

    To be called when all records that changed have been put. ``known`` are the persons of ``people.xml``.
    """
    _neighbours(store)
    for key in store.marked("term"):
        facet, _, slug = key.partition("/")
        _renew(store, facet, slug)
    for person in store.marked("person"):
        _renew(store, "people", person)
    _names(store, known)


def _neighbours(store: Store) -> None:
    """The records beside a place that changed, and the years beside a year."""
    for key in store.marked("place"):
        start, tie, identifier = json.loads(key)
        store.mark("record", *(there.id for there in store.around(start, tie, identifier) if there is not None))
    store.unmark("place")
    for year in store.marked("year"):
        store.mark("year", *(other for other in store.years_around(year) if other))


def _renew(store: Store, facet: str, slug: str) -> None:
    """Work out one entry of an index anew."""
    one = store.database.execute
    one("DELETE FROM entry WHERE facet = ? AND slug = ?", (facet, slug))
    people = facet == "people"
    table = "person WHERE id = ?" if people else "term WHERE facet = ? AND slug = ?"
    which = (slug,) if people else (facet, slug)
    (records,) = one(f"SELECT count(DISTINCT record) FROM {table}", which).fetchone()  # noqa: S608 - names above
    if not records:
        return
    # Papers are stamped in capitals; as the name of a choice any other writing of the stamp reads better.
    order = "name = upper(name), " if facet == CLASSIFICATIONS else ""
    query = f"SELECT name FROM {table} GROUP BY name ORDER BY {order}count(DISTINCT record) DESC, name"  # noqa: S608
    names = [name for (name,) in one(query, which).fetchall()]
    # The full name of an archive is worth more than its abbreviation, however few records give it.
    name = next((name for name in names if facet == "archives" and slug_of(name) != slug), names[0])
    refs = []
    if records <= REFERENCES:
        query = f"SELECT id, listed FROM record WHERE id IN (SELECT record FROM {table}) ORDER BY start, tie, id"  # noqa: S608
        for identifier, text in one(query, which).fetchall():
            listed = listed_of(text)
            refs.append((identifier, listed.start, listed.title))
    turns, labels, parts = 0, "", []
    if people:
        (total,) = one("SELECT total(turns) FROM person WHERE id = ?", which).fetchone()
        turns, labels = int(total), _labels(store, slug)
    else:
        query = "SELECT part, count(DISTINCT record) FROM term WHERE facet = ? AND slug = ? AND part != ''"
        parts = sorted(one(f"{query} GROUP BY part", which).fetchall(), key=lambda part: (natural(part[0]), part))
    values = (facet, slug, name, records, turns, labels, json.dumps(refs), json.dumps(parts))
    one("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?)", values)


def _labels(store: Store, person: str) -> str:
    """How the records call a person, a line each, in the order of their first dates."""
    query = """
        SELECT labels FROM person JOIN record ON record.id = person.record WHERE person.id = ? AND labels != ''
        GROUP BY labels ORDER BY min(start || char(1) || tie || char(1) || record.id)
    """
    rows = store.database.execute(query, (person,))
    return "\n".join(dict.fromkeys(label for (labels,) in rows for label in labels.split("\n") if label))


def _names(store: Store, known: Mapping[str, KnownPerson]) -> None:
    """The names that pages print: whoever has another one now stands on the pages of those whom they met."""
    one = store.database.execute
    before = dict(one("SELECT person, value FROM known").fetchall())
    now = {person.id: repr(person) for person in known.values()}
    for person in sorted(person for person in before.keys() | now.keys() if before.get(person) != now.get(person)):
        if store.entry("people", person) is not None:
            store.mark("person", person)
        letters = one("SELECT record FROM person WHERE id = ? AND role IN ('sender', 'receiver')", (person,))
        store.mark("record", *(row[0] for row in letters.fetchall()))
        store.mark("top", "")
    if before != now:
        one("DELETE FROM known")
        store.database.executemany("INSERT INTO known VALUES (?, ?)", sorted(now.items()))
    for person in store.marked("person"):
        entry = store.entry("people", person)
        listed = known.get(person)
        name = (listed.name if listed is not None and listed.name else entry.name) if entry is not None else ""
        if name == store.shown(person):
            continue
        one("INSERT OR REPLACE INTO shown VALUES (?, ?)", (person, name))
        if not name:
            one("DELETE FROM shown WHERE person = ?", (person,))
        store.mark("person", *(other for other, _ in store.met(person)))
