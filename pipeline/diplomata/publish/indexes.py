"""The documents of the ways in: chronology, years, archives, kinds, languages, places, subjects."""

from __future__ import annotations

import heapq
import itertools
from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.publish import letters, paging
from diplomata.publish.catalogue import LIST_LIMIT, Page, catalogue, put_record, put_references, put_years
from diplomata.publish.context import c
from diplomata.publish.facts import natural
from diplomata.publish.fonds import Fonds
from diplomata.publish.names import letter, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diplomata.edition import Edition
    from diplomata.publish.listing import Listed
    from diplomata.publish.queries import Entry
    from diplomata.publish.store import Store

FACETS = ("archives", "kinds", "languages", "places", "subjects")
SHORT = 40
"""Indexes of at most so many terms stand whole on the page of all indexes."""
FONDS = 100
"""An archive names at most so many of its fonds in the index, those with most records; it has a page of all then."""
ALL_FONDS = "fonds"
"""The name of that page, below the archive's own."""
UNDATED = "undated"
"""The name of the pages of records without a date, among those of years."""


class Indexes:
    """Makes the index pages of an edition from its store."""

    def __init__(self, store: Store, edition: Edition, strings: Mapping[str, str]) -> None:
        self._store = store
        self._edition = edition
        self._strings = strings

    def top(self) -> Iterator[Page]:
        """The ways in themselves, one after the other; each document is made when it is asked for."""
        yield self._chronology()
        for facet in FACETS:
            yield from self._terms(facet)
        yield self._all()

    def name_of(self, facet: str, term: Entry) -> str:
        """The name of a term as the pages print it."""
        return self._strings.get(f"kind-{term.name}", term.name) if facet == "kinds" else term.name

    def document(self, name: str, heading: str, **more: str) -> etree._Element:
        """An empty document of a page with its heading and, where the edition has one, its address."""
        url = {"url": f"{self._edition.url}/{name}"} if self._edition.url else {}
        return catalogue(heading=heading, **url, **more)

    # By date

    def _chronology(self) -> Page:
        page = self.document("chronology.html", self._strings["nav-chronology"])
        years = self._store.years()
        put_years(page, years)
        if self._store.figures().records <= LIST_LIMIT:
            for year, group in itertools.groupby(self._store.listed(), key=lambda listed: listed.year):
                section = etree.SubElement(page, c("group"), heading=year or self._strings["undated"])
                section.set("id", f"y{year}" if year else "undated")
                if year:
                    section.set("href", f"years/{year}.html")
                    self._months(section, group)
                    continue
                for listed in group:
                    put_record(section, listed)
        elif undated := list(itertools.islice(self._store.listed(""), paging.ROWS_A_PAGE + 1)):
            section = etree.SubElement(page, c("group"), heading=self._strings["undated"], id="undated")
            if len(undated) > paging.ROWS_A_PAGE:  # They have pages of their own.
                section.set("href", f"years/{UNDATED}.html")
                undated = []
            for listed in undated:
                put_record(section, listed)
        return Page("chronology.html", "records", page, "chronology")

    def _months(self, parent: etree._Element, records: Iterable[Listed]) -> None:
        """Records under the months of their year; those without a month come first."""
        for month, group in itertools.groupby(records, key=lambda listed: listed.start[5:7]):
            heading = self._strings.get(f"month-{month}", self._strings["no-month"])
            below = etree.SubElement(parent, c("group"), heading=heading)
            for listed in group:
                put_record(below, listed)

    def year(self, year: str) -> Iterator[Page]:
        """The page of a year and, where it has many records, those that follow it; none when it has no records."""
        over = {"over": self._strings["nav-chronology"], "up": "chronology.html"}
        before, after = self._store.years_around(year)
        count = self._store.count(year)
        last = paging.pages_of(count)
        for number, part in enumerate(paging.parts(self._store.listed(year)), 1):
            page = self.document(paging.numbered(f"years/{year}", number), year, count=str(count), **over)
            self._months(page, part)
            paging.turn(page, f"years/{year}", number, last, self._strings)
            for tag, other, there in (("previous", before, number == 1), ("next", after, number == last)):
                if there and other:
                    etree.SubElement(page, c(tag), href=f"years/{other}.html", heading=other)
            yield Page(paging.numbered(f"years/{year}", number), "records", page, "year")

    def undated(self) -> Iterator[Page]:
        """The pages of the records without a date, where they are too many for the chronology."""
        count = self._store.count("")
        last = paging.pages_of(count)
        if last < 2:
            return
        over = {"over": self._strings["nav-chronology"], "up": "chronology.html", "count": str(count)}
        for number, part in enumerate(paging.parts(self._store.listed("")), 1):
            page = self.document(paging.numbered(f"years/{UNDATED}", number), self._strings["undated"], **over)
            for listed in part:
                put_record(page, listed, reference=listed.reference)
            paging.turn(page, f"years/{UNDATED}", number, last, self._strings)
            yield Page(paging.numbered(f"years/{UNDATED}", number), "records", page, "year")

    # By term

    def _entry(self, parent: etree._Element, facet: str, entry: Entry) -> etree._Element:
        element = etree.SubElement(
            parent,
            c("entry"),
            href=f"{facet}/{entry.slug}.html",
            name=self.name_of(facet, entry),
            count=str(entry.records),
        )
        put_references(element, entry)
        return element

    def _terms(self, facet: str) -> Iterator[Page]:
        page = Page(f"{facet}.html", "terms", self.document(f"{facet}.html", self._heading(facet)), facet)

        def put(parent: etree._Element, slug: str) -> None:
            entry = self._store.entry(facet, slug)
            assert entry is not None  # The index was asked for it just now.
            element = self._entry(parent, facet, entry)
            shown = entry.parts
            if len(shown) > FONDS:
                most = heapq.nsmallest(FONDS, shown, key=lambda part: (-part[1], part[0]))
                shown = tuple(sorted(most, key=lambda part: natural(part[0])))
            self._fonds(element, entry, shown)
            if len(shown) < len(entry.parts):
                words = f"{self._strings['all']} ({len(entry.parts)})"
                etree.SubElement(element, c("entry"), href=f"{facet}/{slug}/{ALL_FONDS}.html", name=words)

        # Of an entry only what orders it is held: an index may be as long as the edition.
        names = ((self.name_of(facet, entry), entry.name, entry.slug) for entry in self._store.entries(facet))
        found = sorted((sort_key(shown), name, slug) for shown, name, slug in names)
        rows = (letters.Row(letter(name), partial(put, slug=slug)) for _, name, slug in found)
        lettered = facet in ("places", "subjects") and len(found) > SHORT
        return letters.pages(page, rows, self._edition, self._strings, lettered=lettered)

    def _fonds(self, parent: etree._Element, entry: Entry, shown: Iterable[tuple[str, int]]) -> None:
        """Add parts of an archive, and how many records each has."""
        addresses = Fonds(self._store, entry).addresses() if entry.parts else {}
        for part, count in shown:
            etree.SubElement(parent, c("entry"), href=addresses[part], name=part, count=str(count))

    def _all_fonds(self, entry: Entry) -> Iterator[Page]:
        """The pages of all parts of an archive, where it has many."""
        if len(entry.parts) <= FONDS:
            return
        name = f"{entry.facet}/{entry.slug}/{ALL_FONDS}.html"
        page = Page(name, "terms", self.document(name, entry.name), entry.facet)
        addresses = Fonds(self._store, entry).addresses()

        def put(parent: etree._Element, part: str, count: int) -> None:
            etree.SubElement(parent, c("entry"), href=addresses[part], name=part, count=str(count))

        rows = (letters.Row(letter(part), partial(put, part=part, count=count)) for part, count in entry.parts)
        yield from letters.pages(page, rows, self._edition, self._strings, lettered=False)

    def term(self, facet: str, slug: str) -> Iterator[Page]:
        """The page of a term and, where it has many records, those that follow it; none when it is no more.

        A term that the search alone knows of has none.
        """
        entry = self._store.entry(facet, slug)
        if entry is None or facet not in FACETS:
            return
        over = {"over": self._heading(facet), "up": f"{facet}.html", "of": facet}
        fonds = Fonds(self._store, entry)
        last = paging.pages_of(fonds.count)
        for number, part in enumerate(paging.parts(fonds.rows()), 1):
            name = paging.numbered(f"{facet}/{slug}", number)
            page = self.document(name, self.name_of(facet, entry), count=str(entry.records), **over)
            for fond, rows in itertools.groupby(part, key=lambda row: row[0]):
                section = page
                if fond:
                    section = etree.SubElement(page, c("group"), heading=fond, id=fonds.anchor(fond))
                for _, listed in rows:
                    archival = listed.reference_in(slug) if facet == "archives" else listed.reference
                    put_record(section, listed, reference=archival)
            paging.turn(page, f"{facet}/{slug}", number, last, self._strings)
            yield Page(name, "records", page, "term")
        yield from self._all_fonds(entry)

    def _all(self) -> Page:
        page = self.document("indexes.html", self._strings["nav-indexes"])
        for facet in ("kinds", "languages", "places", "subjects"):
            count = self._store.entries_in(facet)
            if not count:
                continue
            part = etree.SubElement(page, c("part"), n=self._heading(facet), href=f"{facet}.html")
            shown = heapq.nsmallest(SHORT, self._store.entries(facet), key=lambda entry: -entry.records)
            for entry in sorted(shown, key=lambda entry: sort_key(self.name_of(facet, entry))):
                self._entry(part, facet, entry)
            if len(shown) < count:
                part.set("more", f"{self._strings['all']} ({count})")
        return Page("indexes.html", "terms", page, "indexes")

    def _heading(self, facet: str) -> str:
        return self._strings[f"nav-{facet}" if facet == "archives" else facet]
