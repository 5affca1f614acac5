"""The documents of the persons: their index, and a page for each with everything that they said."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from diplomata.publish import letters, paging, schema_org
from diplomata.publish.addresses import address_of
from diplomata.publish.catalogue import Page, catalogue, put_record, put_references
from diplomata.publish.citations import chicago_of_page
from diplomata.publish.context import c
from diplomata.publish.names import inverted, letter, sort_key, surname
from diplomata.publish.people_file import KnownPerson
from diplomata.tei.namespace import safe_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diplomata.edition import Edition
    from diplomata.publish.listing import Listed
    from diplomata.publish.queries import Entry
    from diplomata.publish.store import Store

COUNTED = 500
"""Of how many persons the table of figures tells, those in most records; the index above it has everybody."""
MATRIX = 14
"""Of how many persons the matrix shows who spoke with whom."""
TURNS_A_PAGE = 400
"""A person's turns stand on pages of at most about so many; a record is not divided."""
RECORDS_LISTED = 500
"""A person's page lists their records where they are at most so many; of more there are pages of their own."""
MET_LISTED = 100
"""With whom a person spoke stands on their page for at most so many, the most frequent; all have an index then."""
ALL_RECORDS, ALL_MET = "records", "met"
"""The names of those pages, below the person's own."""
LABELS_SHOWN = 100
"""So many of the names that records give a person stand on the page."""
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "yi", "ps", "dv", "ug"}


class _Indexed(NamedTuple):
    """A person as the index orders them: ``name`` is the family name first where there is one."""

    key: str
    id: str
    name: str
    records: int
    turns: int


class People:
    """Makes the pages of the persons of an edition."""

    def __init__(
        self, store: Store, edition: Edition, strings: Mapping[str, str], known: Mapping[str, KnownPerson]
    ) -> None:
        self._store = store
        self._edition = edition
        self._strings = strings
        self._known = known

    def index(self) -> Iterator[Page]:
        """The index of persons, and the pages of its letters where it is long."""
        document = catalogue(heading=self._strings["nav-people"])
        if self._edition.url:
            document.set("url", f"{self._edition.url}/people.html")
        persons = self._persons()
        rows = (letters.Row(letter(one.key), partial(self._put, person=one)) for one in persons)
        page = Page("people.html", "terms", document, "people")
        for made in letters.pages(page, rows, self._edition, self._strings):
            if made is page:
                self._matrix(document)
                self._figures(document, persons)
            yield made

    def _persons(self) -> list[_Indexed]:
        """The persons of the index, in their order.

        Of each only what orders and counts them is held: an index may be as long as the edition.
        """
        found = []
        for person in self._store.entries("people"):
            name = self._store.shown(person.slug)
            known = self._known.get(person.slug, KnownPerson(person.slug))
            family = known.surname or surname(name, person.labels)
            key = sort_key(f"{family} {name}")
            found.append(_Indexed(key, person.slug, inverted(name, family), person.records, person.turns))
        return sorted(found)

    def _put(self, section: etree._Element, *, person: _Indexed) -> None:
        """Add the entry of a person to a section of the index."""
        entry = self._store.entry("people", person.id)
        assert entry is not None  # The index was asked for them just now.
        put_references(self._entry(section, person), entry)

    def _entry(self, parent: etree._Element, person: _Indexed) -> etree._Element:
        values = {"href": f"people/{person.id}.html", "name": person.name, "count": str(person.records)}
        if person.id in self._known and self._known[person.id].dates:
            values["note"] = self._known[person.id].dates
        return etree.SubElement(parent, c("entry"), values)

    def _figures(self, page: etree._Element, persons: list[_Indexed]) -> None:
        """In how many records each person is, and how often they speak: in the order of the index."""
        if len(persons) < 3:
            return
        most = sorted(persons, key=lambda one: (-one.records, -one.turns, one.key, one.id))[:COUNTED]
        whole = len(most) == len(persons)
        figures = etree.SubElement(page, c("figures"), heading=self._strings["figures" if whole else "figures-most"])
        for person in sorted(most):
            self._entry(figures, person).set("turns", str(person.turns))

    def _matrix(self, page: etree._Element) -> None:
        """Who spoke with whom, of those who speak most: in how many records, and how large to draw it."""
        people = self._store.talkers(MATRIX)
        if len(people) < 3:
            return
        met = {one: dict(self._store.met(one)) for one in people}
        most = max(count for counts in met.values() for count in counts.values())
        matrix = etree.SubElement(page, c("matrix"))
        for number, one in enumerate(people, 1):
            row = etree.SubElement(matrix, c("row"), id=one, name=self._store.shown(one), n=str(number))
            for other in people:
                count = met[one].get(other, 0)
                cell = etree.SubElement(row, c("cell"))
                if one == other:
                    cell.set("self", "yes")
                elif count:
                    cell.set("count", str(count))
                    # The area of a disc says how many.
                    cell.set("r", f"{2 + 7 * (count / most) ** 0.5:.1f}")

    def pages(self, identifier: str) -> Iterator[Page]:
        """The page of a person and, where they said much, the pages that follow it; none when they are no more."""
        person = self._store.entry("people", identifier)
        if person is None:
            return
        first = self._document(person)
        if person.records <= RECORDS_LISTED:
            for record, roles, turns in self._store.roles(person.slug):
                put_record(first, record, role=self._role(roles, turns))
        else:
            first.set("records", str(person.records))
            first.set("records-href", f"people/{person.slug}/{ALL_RECORDS}.html")
        met = self._store.met(person.slug)
        for other, count in met[:MET_LISTED]:
            name = self._store.shown(other)
            if name:
                etree.SubElement(first, c("met"), id=other, name=name, count=str(count))
        if len(met) > MET_LISTED:
            first.set("met", str(len(met)))
            first.set("met-href", f"people/{person.slug}/{ALL_MET}.html")
        number, page, turns = 1, first, 0
        for listed, count, digest in self._store.said(person.slug):
            if turns >= TURNS_A_PAGE:
                following = self._document(person, short=True)
                self._turn_over(person, page, number, following)
                yield self._page(person, page, number)
                number, page, turns = number + 1, following, 0
            self._talk(page, listed, digest)
            turns += count
        yield self._page(person, page, number)
        if person.records > RECORDS_LISTED:
            yield from self._records(person)
        if len(met) > MET_LISTED:
            yield from self._met(person, met)

    def _role(self, roles: list[str], turns: int) -> str:
        """What a person is in a record, in words."""
        words = [self._strings[f"role-{role}"] for role in roles]
        if turns:
            words.append(f"{turns} {self._strings['turn-one' if turns == 1 else 'turn-many']}")
            words.remove(self._strings["role-speaker"])
        return ", ".join(words)

    def _records(self, person: Entry) -> Iterator[Page]:
        """The pages that list the records of a person, under their years."""
        base, name = f"people/{person.slug}/{ALL_RECORDS}", self._store.shown(person.slug)
        heading, last = f"{name}: {self._strings['records']}", paging.pages_of(person.records)
        for number, part in enumerate(paging.parts(self._store.roles(person.slug)), 1):
            page = self._list(paging.numbered(base, number), person, heading, count=str(person.records))
            for year, records in itertools.groupby(part, key=lambda row: row[0].year):
                group = etree.SubElement(page, c("group"), heading=year or self._strings["undated"])
                for record, roles, turns in records:
                    put_record(group, record, role=self._role(roles, turns))
            paging.turn(page, base, number, last, self._strings)
            yield Page(paging.numbered(base, number), "records", page, "person")

    def _met(self, person: Entry, met: list[tuple[str, int]]) -> Iterator[Page]:
        """The pages that list those with whom a person spoke, the most frequent first."""
        base = f"people/{person.slug}/{ALL_MET}"
        heading = f"{self._store.shown(person.slug)}: {self._strings['met']}"
        for number, part in enumerate(paging.parts(iter(met)), 1):
            page = self._list(paging.numbered(base, number), person, heading)
            for other, count in part:
                name = self._store.shown(other)
                if name:
                    etree.SubElement(page, c("entry"), href=f"people/{other}.html", name=name, count=str(count))
            paging.turn(page, base, number, paging.pages_of(len(met)), self._strings)
            yield Page(paging.numbered(base, number), "terms", page, "person")

    def _list(self, name: str, person: Entry, heading: str, **more: str) -> etree._Element:
        """An empty document of a list that belongs to a person."""
        if self._edition.url:
            more["url"] = f"{self._edition.url}/{name}"
        up = f"people/{person.slug}.html"
        return catalogue(heading=heading, over=self._store.shown(person.slug), up=up, **more)

    def fill(self, page: Page) -> None:
        """Put what was said into a page of :meth:`pages`, which names it by its digests."""
        person = page.name.split("/")[1].removesuffix(".html")
        for talk in page.document.iterchildren(c("talk")):
            del talk.attrib["digest"]
            record = str(talk.get("id"))
            for turn in list(etree.fromstring(self._store.talk(person, record), safe_parser())):
                said = etree.SubElement(
                    talk, c("said"), href=f"{page_root(page.document)}{address_of(self._edition, record)}"
                )
                said.append(turn)

    def _document(self, person: Entry, *, short: bool = False) -> etree._Element:
        known = self._known.get(person.slug, KnownPerson(person.slug))
        page = catalogue(heading=self._store.shown(person.slug), turns=str(person.turns))
        if short:
            return page
        url = f"{self._edition.url}/people/{person.slug}.html" if self._edition.url else ""
        if url:
            page.set("url", url)
        if known.dates:
            page.set("dates", known.dates)
        if known.note:
            etree.SubElement(page, c("note")).text = known.note
        labels = [label for label in person.labels if label != self._store.shown(person.slug)]
        for label in labels[:LABELS_SHOWN] + ["…"] * (len(labels) > LABELS_SHOWN):
            etree.SubElement(page, c("label")).text = label
        for name, number, href in known.authorities:
            etree.SubElement(page, c("authority"), name=f"{name} {number}", href=href)
        described = {
            "@context": "https://schema.org",
            "@type": "Person",
            "name": self._store.shown(person.slug),
            **({"@id": url, "url": url} if url else {}),
            **({"birthDate": known.born} if known.born else {}),
            **({"deathDate": known.died} if known.died else {}),
            **({"sameAs": [href for _, _, href in known.authorities]} if known.authorities else {}),
        }
        etree.SubElement(page, c("json")).text = schema_org.json_in_html(described)
        return page

    def _talk(self, page: etree._Element, listed: Listed, digest: str) -> None:
        """Name what was said in one record."""
        talk = etree.SubElement(page, c("talk"), id=listed.id, title=listed.title, digest=digest)
        if listed.date:
            talk.set("date", listed.date)
        if listed.language:
            talk.set("lang", listed.language)
            if listed.language.partition("-")[0].lower() in _RIGHT_TO_LEFT:
                talk.set("dir", "rtl")

    def _turn_over(self, person: Entry, page: etree._Element, number: int, following: etree._Element) -> None:
        """Link a page of a person and the one after it."""
        word = self._strings["page"]
        after = paging.numbered(f"people/{person.slug}", number + 1)
        etree.SubElement(page, c("next"), href=after, heading=f"{word} {number + 1}")
        before = paging.numbered(f"people/{person.slug}", number)
        etree.SubElement(following, c("previous"), href=before, heading=f"{word} {number}")
        following.set("depth", "2")

    def _page(self, person: Entry, page: etree._Element, number: int) -> Page:
        name = paging.numbered(f"people/{person.slug}", number)
        note = chicago_of_page(self._store.shown(person.slug), name, self._edition, self._strings)
        cited = etree.SubElement(page, c("citation"))
        cited.text = note.before
        volume = etree.SubElement(cited, c("volume"))
        volume.text = note.volume
        volume.tail = str(note).removeprefix(note.before + note.volume)
        return Page(name, "person", page, "person")


def page_root(page: etree._Element) -> str:
    """The way from the page of a person to the top of the site."""
    return "../" * int(page.get("depth") or 1)
