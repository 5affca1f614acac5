"""The documents of the ways in: chronology, years, archives, kinds, languages, places, subjects."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.publish import letters
from diplomata.publish.catalogue import LIST_LIMIT, Page, catalogue, put_record, put_references, put_years
from diplomata.publish.context import c
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
ROWS_A_PAGE = 1000
"""A list of records stands on pages of so many."""
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
            entries = sorted(self._store.entries(facet), key=lambda entry: sort_key(self.name_of(facet, entry)))
            yield from self._terms(facet, entries)
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
        elif undated := list(itertools.islice(self._store.listed(""), ROWS_A_PAGE + 1)):
            section = etree.SubElement(page, c("group"), heading=self._strings["undated"], id="undated")
            if len(undated) > ROWS_A_PAGE:  # They have pages of their own.
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
        parts = list(_parts(self._store.listed(year)))
        count = str(sum(map(len, parts)))
        for number, part in enumerate(parts, 1):
            page = self.document(_numbered(f"years/{year}", number), year, count=count, **over)
            self._months(page, part)
            self._turn(page, f"years/{year}", number, len(parts))
            for tag, other, there in (("previous", before, number == 1), ("next", after, number == len(parts))):
                if there and other:
                    etree.SubElement(page, c(tag), href=f"years/{other}.html", heading=other)
            yield Page(_numbered(f"years/{year}", number), "records", page, "year")

    def undated(self) -> Iterator[Page]:
        """The pages of the records without a date, where they are too many for the chronology."""
        parts = list(_parts(self._store.listed("")))
        if len(parts) < 2:
            return
        over = {"over": self._strings["nav-chronology"], "up": "chronology.html", "count": str(sum(map(len, parts)))}
        for number, part in enumerate(parts, 1):
            page = self.document(_numbered(f"years/{UNDATED}", number), self._strings["undated"], **over)
            for listed in part:
                put_record(page, listed, reference=listed.reference)
            self._turn(page, f"years/{UNDATED}", number, len(parts))
            yield Page(_numbered(f"years/{UNDATED}", number), "records", page, "year")

    def _turn(self, page: etree._Element, base: str, number: int, most: int) -> None:
        """Link a page of a list to the one before and the one after it."""
        for tag, other in (("previous", number - 1), ("next", number + 1)):
            if 1 <= other <= most:
                heading = f"{self._strings['page']} {other}"
                etree.SubElement(page, c(tag), href=_numbered(base, other), heading=heading)

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

    def _terms(self, facet: str, entries: list[Entry]) -> Iterator[Page]:
        page = Page(f"{facet}.html", "terms", self.document(f"{facet}.html", self._heading(facet)), facet)

        def put(parent: etree._Element, entry: Entry) -> None:
            element = self._entry(parent, facet, entry)
            for part, count in entry.parts:
                href = f"{facet}/{entry.slug}.html"
                etree.SubElement(element, c("entry"), href=href, name=part, count=str(count))

        rows = (letters.Row(letter(entry.name), partial(put, entry=entry)) for entry in entries)
        lettered = facet in ("places", "subjects") and len(entries) > SHORT
        return letters.pages(page, rows, self._edition, self._strings, lettered=lettered)

    def term(self, facet: str, slug: str) -> Iterator[Page]:
        """The page of a term and, where it has many records, those that follow it; none when it is no more."""
        entry = self._store.entry(facet, slug)
        if entry is None:
            return
        over = {"over": self._heading(facet), "up": f"{facet}.html"}
        last = max(-(-entry.records // ROWS_A_PAGE), 1)
        for number, part in enumerate(_parts(self._store.listed_under(facet, slug)), 1):
            name = _numbered(f"{facet}/{slug}", number)
            page = self.document(name, self.name_of(facet, entry), count=str(entry.records), **over)
            for listed in part:
                put_record(page, listed, reference=listed.reference)
            self._turn(page, f"{facet}/{slug}", number, last)
            yield Page(name, "records", page, "term")

    def _all(self) -> Page:
        page = self.document("indexes.html", self._strings["nav-indexes"])
        for facet in ("kinds", "languages", "places", "subjects"):
            entries = list(self._store.entries(facet))
            if not entries:
                continue
            part = etree.SubElement(page, c("part"), n=self._heading(facet), href=f"{facet}.html")
            shown = sorted(entries, key=lambda entry: -entry.records)[:SHORT]
            for entry in sorted(shown, key=lambda entry: sort_key(self.name_of(facet, entry))):
                self._entry(part, facet, entry)
            if len(shown) < len(entries):
                part.set("more", f"{self._strings['all']} ({len(entries)})")
        return Page("indexes.html", "terms", page, "indexes")

    def _heading(self, facet: str) -> str:
        return self._strings[f"nav-{facet}" if facet == "archives" else facet]


def _parts(records: Iterator[Listed]) -> Iterator[list[Listed]]:
    """Records by the page."""
    while part := list(itertools.islice(records, ROWS_A_PAGE)):
        yield part


def _numbered(base: str, number: int) -> str:
    """The name of the first or a later page of a list: ``kinds/letter.html``, ``kinds/letter/2.html``."""
    return f"{base}.html" if number == 1 else f"{base}/{number}.html"
