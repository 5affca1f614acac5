"""The documents of the persons: their index, and a page for each with everything that they said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.publish import citations, letters
from diplomata.publish.catalogue import Page, catalogue, put_record, put_references
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

    def index(self) -> Iterator[Page]:
        """The index of persons, and the pages of its letters where it is long."""
        document = catalogue(heading=self._strings["nav-people"])
        if self._edition.url:
            document.set("url", f"{self._edition.url}/people.html")
        rows = []
        for person in self._store.entries("people"):
            name = self._store.shown(person.slug)
            known = self._known.get(person.slug, KnownPerson(person.slug))
            family = known.surname or surname(name, person.labels)
            rows.append((sort_key(f"{family} {name}"), person.slug, inverted(name, family), known.dates, person))
        rows.sort()
        found = (
            letters.Row(letter(key), partial(_put, name=name, dates=dates, person=person))
            for key, _, name, dates, person in rows
        )
        page = Page("people.html", "terms", document, "people")
        for made in letters.pages(page, found, self._edition, self._strings):
            if made is page:
                self._matrix(document)
            yield made

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
        for record, roles, turns in self._store.roles(person.slug):
            words = [self._strings[f"role-{role}"] for role in roles]
            if turns:
                words.append(f"{turns} {self._strings['turn-one' if turns == 1 else 'turn-many']}")
                words.remove(self._strings["role-speaker"])
            put_record(first, record, role=", ".join(words))
        for other, count in self._store.met(person.slug):
            name = self._store.shown(other)
            if name:
                etree.SubElement(first, c("met"), id=other, name=name, count=str(count))
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

    def fill(self, page: Page) -> None:
        """Put what was said into a page of :meth:`pages`, which names it by its digests."""
        person = page.name.split("/")[1].removesuffix(".html")
        for talk in page.document.iterchildren(c("talk")):
            del talk.attrib["digest"]
            record = str(talk.get("id"))
            for turn in list(etree.fromstring(self._store.talk(person, record), safe_parser())):
                said = etree.SubElement(talk, c("said"), href=f"{page_root(page.document)}records/{record}.html")
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
        for label in person.labels:
            if label != self._store.shown(person.slug):
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
        etree.SubElement(page, c("json")).text = citations.json_in_html(described)
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
        after = f"people/{person.slug}/{number + 1}.html"
        etree.SubElement(page, c("next"), href=after, heading=f"{word} {number + 1}")
        before = f"people/{person.slug}.html" if number == 1 else f"people/{person.slug}/{number}.html"
        etree.SubElement(following, c("previous"), href=before, heading=f"{word} {number}")
        following.set("depth", "2")

    def _page(self, person: Entry, page: etree._Element, number: int) -> Page:
        name = f"people/{person.slug}.html" if number == 1 else f"people/{person.slug}/{number}.html"
        return Page(name, "person", page, "person")


def page_root(page: etree._Element) -> str:
    """The way from the page of a person to the top of the site."""
    return "../" * int(page.get("depth") or 1)


def _put(section: etree._Element, *, name: str, dates: str, person: Entry) -> None:
    """Add the entry of a person to a section of the index."""
    href = f"people/{person.slug}.html"
    entry = etree.SubElement(section, c("entry"), href=href, name=name, count=str(person.records))
    put_references(entry, person)
    if dates:
        entry.set("note", dates)
