"""The documents of the ways in: chronology, years, archives, kinds, languages, places, subjects."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from diplomata.publish.catalogue import LIST_LIMIT, catalogue, put_record, put_references, put_years
from diplomata.publish.context import c
from diplomata.publish.names import letter, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts
    from diplomata.publish.store import Store, Term

FACETS = ("archives", "kinds", "languages", "places", "subjects")
SHORT = 40
"""Indexes of at most so many terms stand whole on the page of all indexes."""


class Page(NamedTuple):
    """A page to be made: its address in the site, the stylesheet, the document, and the part of the site."""

    name: str
    sheet: str
    document: etree._Element
    here: str


class Indexes:
    """Makes the index pages of an edition from its store."""

    def __init__(self, store: Store, edition: Edition, strings: Mapping[str, str]) -> None:
        self._store = store
        self._edition = edition
        self._strings = strings

    def pages(self) -> Iterator[Page]:
        """All of them, one after the other; each document is made when it is asked for."""
        yield self._chronology()
        yield from self._years()
        for facet in FACETS:
            terms = sorted(self._store.terms(facet), key=lambda term: sort_key(self.name_of(facet, term)))
            yield self._terms(facet, terms)
            for term in terms:
                yield self._term(facet, term)
        yield self._all()

    def name_of(self, facet: str, term: Term) -> str:
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
            for year, group in itertools.groupby(self._store.facts(), key=lambda facts: facts.year):
                section = etree.SubElement(page, c("group"), heading=year or self._strings["undated"])
                section.set("id", f"y{year}" if year else "undated")
                if year:
                    section.set("href", f"years/{year}.html")
                self._months(section, group)
        else:
            undated = list(self._store.facts("WHERE year = ''"))
            if undated:
                section = etree.SubElement(page, c("group"), heading=self._strings["undated"], id="undated")
                for facts in undated:
                    put_record(section, facts)
        return Page("chronology.html", "records", page, "chronology")

    def _months(self, parent: etree._Element, records: Iterable[Facts]) -> None:
        """Records under the months of their year; those without a month come first."""
        for month, group in itertools.groupby(records, key=lambda facts: facts.start[5:7]):
            heading = self._strings.get(f"month-{month}", self._strings["no-month"])
            below = etree.SubElement(parent, c("group"), heading=heading)
            for facts in group:
                put_record(below, facts)

    def _years(self) -> Iterator[Page]:
        years = [f"{year:04}" for year, count in self._store.years() if count]
        for at, year in enumerate(years):
            name = f"years/{year}.html"
            over = {"over": self._strings["nav-chronology"], "up": "chronology.html"}
            records = list(self._store.facts("WHERE year = ?", (year,)))
            page = self.document(name, year, count=str(len(records)), **over)
            self._months(page, records)
            for tag, place in (("previous", at - 1), ("next", at + 1)):
                if 0 <= place < len(years):
                    other = years[place]
                    etree.SubElement(page, c(tag), href=f"years/{other}.html", heading=other)
            yield Page(name, "records", page, "year")

    # By term

    def _entry(self, parent: etree._Element, facet: str, term: Term) -> etree._Element:
        entry = etree.SubElement(
            parent,
            c("entry"),
            href=f"{facet}/{term.slug}.html",
            name=self.name_of(facet, term),
            count=str(term.records),
        )
        put_references(entry, self._store, facet, term.slug, term.records)
        return entry

    def _terms(self, facet: str, terms: list[Term]) -> Page:
        page = self.document(f"{facet}.html", self._heading(facet))
        lettered = facet in ("places", "subjects") and len(terms) > SHORT
        for first, group in itertools.groupby(terms, key=lambda term: letter(term.name) if lettered else ""):
            parent = page
            if lettered:
                parent = etree.SubElement(page, c("letter"), n=first or self._strings["no-letter"])
            for term in group:
                entry = self._entry(parent, facet, term)
                for part, count in self._store.parts(facet, term.slug):
                    href = f"{facet}/{term.slug}.html"
                    etree.SubElement(entry, c("entry"), href=href, name=part, count=str(count))
        return Page(f"{facet}.html", "terms", page, facet)

    def _term(self, facet: str, term: Term) -> Page:
        name = f"{facet}/{term.slug}.html"
        over = {"over": self._heading(facet), "up": f"{facet}.html"}
        page = self.document(name, self.name_of(facet, term), count=str(term.records), **over)
        for facts in self._store.facts_under(facet, term.slug):
            reference = "; ".join(", ".join(p for p in (a.repository, a.reference) if p) for a in facts.archives)
            put_record(page, facts, reference=reference)
        return Page(name, "records", page, "term")

    def _all(self) -> Page:
        page = self.document("indexes.html", self._strings["nav-indexes"])
        for facet in ("kinds", "languages", "places", "subjects"):
            terms = self._store.terms(facet)
            if not terms:
                continue
            part = etree.SubElement(page, c("part"), n=self._heading(facet), href=f"{facet}.html")
            shown = sorted(terms, key=lambda term: -term.records)[:SHORT]
            for term in sorted(shown, key=lambda term: sort_key(self.name_of(facet, term))):
                self._entry(part, facet, term)
            if len(shown) < len(terms):
                part.set("more", f"{self._strings['all']} ({len(terms)})")
        return Page("indexes.html", "terms", page, "indexes")

    def _heading(self, facet: str) -> str:
        return self._strings[f"nav-{facet}" if facet == "archives" else facet]
