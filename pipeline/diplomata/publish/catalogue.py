"""The intermediate documents that the stylesheets of the start page and the indexes turn into pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from diplomata.publish import schema_org
from diplomata.publish.addresses import address_of
from diplomata.publish.context import CONTEXT, c

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diplomata.edition import Edition
    from diplomata.publish.listing import Listed
    from diplomata.publish.queries import Entry
    from diplomata.publish.store import Store

LIST_LIMIT = 500
"""How many records the start page lists; of more it shows the years alone."""


_OF_RECORDS = tuple(c(name) for name in ("record", "ref", "talk"))
"""The elements that stand for a record, by its ``id``."""


class Page(NamedTuple):
    """A page to be made: its address in the site, the stylesheet, the document, and the part of the site."""

    name: str
    sheet: str
    document: etree._Element
    here: str


def catalogue(**attributes: str) -> etree._Element:
    """An empty ``c:catalogue``."""
    return etree.Element(c("catalogue"), attributes, nsmap={"c": CONTEXT})


def put_record(parent: etree._Element, listed: Listed, **more: str) -> etree._Element:
    """Add a ``c:record`` with what a list of records shows. What is empty is absent."""
    return etree.SubElement(parent, c("record"), {**listed.shown, **{k: v for k, v in more.items() if v}})


def link(document: etree._Element, edition: Edition) -> None:
    """Give every record that a document names its ``href``, from the top of the site."""
    for element in document.iter(*_OF_RECORDS):
        element.set("href", address_of(edition, str(element.get("id"))))


def put_references(element: etree._Element, entry: Entry) -> None:
    """Add a ``c:ref`` for every record of an entry of an index, where they are few."""
    for identifier, day, title in entry.refs:
        values = {"id": identifier, "day": day, "title": title}
        etree.SubElement(element, c("ref"), {key: value for key, value in values.items() if value})


def put_years(parent: etree._Element, years: Iterable[tuple[int, int]]) -> None:
    """Add a ``c:year`` for every year, with the height of its bar in percent of the highest."""
    years = list(years)
    most = max((count for _, count in years), default=0)
    for year, count in years:
        height = max(count * 100 / most, 2) if count else 0
        etree.SubElement(parent, c("year"), n=f"{year:04}", count=str(count), height=f"{height:.1f}")


def start_page(store: Store, edition: Edition, *, feed: bool) -> etree._Element:
    """The document of the start page; ``feed`` says whether the edition has one."""
    figures = store.figures()
    page = catalogue(**{name: str(value) for name, value in figures._asdict().items()})
    if feed:
        page.set("feed", "yes")
    put_years(page, store.years())
    if figures.records <= LIST_LIMIT:
        for listed in store.listed():
            put_record(page, listed, reference=listed.reference)
    etree.SubElement(page, c("json")).text = schema_org.json_in_html(schema_org.collection(edition))
    return page
