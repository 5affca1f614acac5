"""The documents of the persons: their index, and a page for each with everything that they said."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.publish import citations
from diplomata.publish.catalogue import catalogue, put_record, put_references
from diplomata.publish.context import c
from diplomata.publish.indexes import Page
from diplomata.publish.names import inverted, letter, sort_key, surname
from diplomata.publish.people_file import KnownPerson
from diplomata.tei.namespace import safe_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts
    from diplomata.publish.store import Somebody, Store

MATRIX = 14
"""Of how many persons the matrix shows who spoke with whom."""
TURNS_A_PAGE = 400
"""A person's turns stand on pages of at most about so many; a record is not divided."""
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "yi", "ps", "dv", "ug"}


class People:
    """Makes the pages of the persons of an edition."""

    def __init__(
        self, store: Store, edition: Edition, strings: Mapping[str, str], known: Mapping[str, KnownPerson]
    ) -> None:
        self._store = store
        self._edition = edition
        self._strings = strings
        self._known = known
        self._names: dict[str, str] = {}

    def pages(self) -> Iterator[Page]:
        """The index, and the pages of everybody in it."""
        everybody = list(self._store.people())
        self._names = {person.id: self._name(person) for person in everybody}
        yield self._index(everybody)
        for person in everybody:
            yield from self._person(person)

    def _name(self, person: Somebody) -> str:
        known = self._known.get(person.id)
        return known.name if known is not None and known.name else person.name

    def _index(self, everybody: list[Somebody]) -> Page:
        page = catalogue(heading=self._strings["nav-people"])
        if self._edition.url:
            page.set("url", f"{self._edition.url}/people.html")
        rows = []
        for person in everybody:
            name = self._names[person.id]
            known = self._known.get(person.id, KnownPerson(person.id))
            family = known.surname or surname(name, person.labels)
            rows.append((sort_key(f"{family} {name}"), inverted(name, family), known.dates, person))
        rows.sort(key=lambda row: (row[0], row[3].id))
        for first, group in itertools.groupby(rows, key=lambda row: letter(row[0])):
            section = etree.SubElement(page, c("letter"), n=first or self._strings["no-letter"])
            for _, name, dates, person in group:
                entry = etree.SubElement(
                    section, c("entry"), href=f"people/{person.id}.html", name=name, count=str(person.records)
                )
                put_references(entry, self._store, "people", person.id, person.records)
                if dates:
                    entry.set("note", dates)
        self._matrix(page)
        return Page("people.html", "terms", page, "people")

    def _matrix(self, page: etree._Element) -> None:
        """Who spoke with whom, of those who speak most: in how many records, and how large to draw it."""
        people = self._store.talkers(MATRIX)
        if len(people) < 3:
            return
        met = {one: dict(self._store.met(one)) for one in people}
        most = max(count for counts in met.values() for count in counts.values())
        matrix = etree.SubElement(page, c("matrix"))
        for number, one in enumerate(people, 1):
            row = etree.SubElement(matrix, c("row"), id=one, name=self._names[one], n=str(number))
            for other in people:
                count = met[one].get(other, 0)
                cell = etree.SubElement(row, c("cell"))
                if one == other:
                    cell.set("self", "yes")
                elif count:
                    cell.set("count", str(count))
                    # The area of a disc says how many.
                    cell.set("r", f"{2 + 7 * (count / most) ** 0.5:.1f}")

    def _person(self, person: Somebody) -> Iterator[Page]:
        """The page of a person and, where they said much, the pages that follow it."""
        facts: dict[str, Facts] = {}
        first = self._document(person)
        for record, roles, turns in self._store.roles(person.id):
            facts[record.id] = record
            words = [self._strings[f"role-{role}"] for role in roles]
            if turns:
                words.append(f"{turns} {self._strings['turn-one' if turns == 1 else 'turn-many']}")
                words.remove(self._strings["role-speaker"])
            put_record(first, record, role=", ".join(words))
        for other, count in self._store.met(person.id):
            if other in self._names:
                etree.SubElement(first, c("met"), id=other, name=self._names[other], count=str(count))
        number, page, turns = 1, first, 0
        for record_id, group in itertools.groupby(self._store.said(person.id), key=lambda row: row[0]):
            if turns >= TURNS_A_PAGE:
                following = self._document(person, short=True)
                self._turn_over(person, page, number, following)
                yield self._page(person, page, number)
                number, page, turns = number + 1, following, 0
            turns += self._talk(page, facts[record_id], group)
        yield self._page(person, page, number)

    def _document(self, person: Somebody, *, short: bool = False) -> etree._Element:
        known = self._known.get(person.id, KnownPerson(person.id))
        page = catalogue(heading=self._names[person.id], turns=str(person.turns))
        if short:
            return page
        url = f"{self._edition.url}/people/{person.id}.html" if self._edition.url else ""
        if url:
            page.set("url", url)
        if known.dates:
            page.set("dates", known.dates)
        if known.note:
            etree.SubElement(page, c("note")).text = known.note
        for label in person.labels:
            if label != self._names[person.id]:
                etree.SubElement(page, c("label")).text = label
        for name, number, href in known.authorities:
            etree.SubElement(page, c("authority"), name=f"{name} {number}", href=href)
        described = {
            "@context": "https://schema.org",
            "@type": "Person",
            "name": self._names[person.id],
            **({"@id": url, "url": url} if url else {}),
            **({"birthDate": known.born} if known.born else {}),
            **({"deathDate": known.died} if known.died else {}),
            **({"sameAs": [href for _, _, href in known.authorities]} if known.authorities else {}),
        }
        etree.SubElement(page, c("json")).text = citations.json_in_html(described)
        return page

    def _talk(self, page: etree._Element, facts: Facts, rows: Iterator[tuple[str, str, bytes]]) -> int:
        """Add what was said in one record; returns how many turns."""
        talk = etree.SubElement(page, c("talk"), id=facts.id, title=facts.title)
        if facts.printed_date:
            talk.set("date", facts.printed_date)
        if facts.language:
            talk.set("lang", facts.language)
            if facts.language.partition("-")[0].lower() in _RIGHT_TO_LEFT:
                talk.set("dir", "rtl")
        count = 0
        for record, _, xml in rows:
            said = etree.SubElement(talk, c("said"), href=f"{page_root(page)}records/{record}.html")
            said.append(etree.fromstring(xml, safe_parser()))
            count += 1
        return count

    def _turn_over(self, person: Somebody, page: etree._Element, number: int, following: etree._Element) -> None:
        """Link a page of a person and the one after it."""
        word = self._strings["page"]
        after = f"people/{person.id}/{number + 1}.html"
        etree.SubElement(page, c("next"), href=after, heading=f"{word} {number + 1}")
        before = f"people/{person.id}.html" if number == 1 else f"people/{person.id}/{number}.html"
        etree.SubElement(following, c("previous"), href=before, heading=f"{word} {number}")
        following.set("depth", "2")

    def _page(self, person: Somebody, page: etree._Element, number: int) -> Page:
        name = f"people/{person.id}.html" if number == 1 else f"people/{person.id}/{number}.html"
        return Page(name, "person", page, "person")


def page_root(page: etree._Element) -> str:
    """The way from the page of a person to the top of the site."""
    return "../" * int(page.get("depth") or 1)
