"""What machines and repositories take from an edition: catalogue, list of addresses, feed, BEACON."""

from __future__ import annotations

import csv
import io
import itertools
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from diplomata.publish import citations
from diplomata.publish.addresses import address_of
from diplomata.publish.xml_text import escaped, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts
    from diplomata.publish.people_file import KnownPerson

MOST_ADDRESSES = 50_000
"""How many addresses one sitemap may have, by its protocol."""
COLUMNS = (
    "id", "number", "title", "date", "when", "not_before", "not_after", "kind", "language", "original_languages",
    "archives", "references", "authors", "translators", "people", "senders", "receivers", "places", "subjects",
    "classifications", "publisher", "address", "url", "turns", "paragraphs", "notes", "words", "sha256",
)  # fmt: skip


def catalogue_row(facts: Facts, edition: Edition) -> dict[str, Any]:
    """One record of ``catalog.csv`` and ``catalog.json``; lists are lists."""
    return {
        "id": facts.id,
        "number": facts.number,
        "title": facts.title,
        "date": facts.date,
        "when": facts.when,
        "not_before": facts.not_before,
        "not_after": facts.not_after,
        "kind": facts.kind,
        "language": facts.language,
        "original_languages": [tag or name for tag, name in facts.original_languages],
        "archives": [a.name for a in facts.archives],
        "references": [a.reference for a in facts.archives],
        "authors": list(facts.authors),
        "translators": list(facts.translators),
        "people": [person.id for person in facts.people if person.kind == "person"],
        "senders": [c.name for c in facts.senders],
        "receivers": [c.name for c in facts.receivers],
        "places": list(facts.places),
        "subjects": list(facts.subjects),
        "classifications": list(facts.classifications),
        "publisher": facts.publisher,
        "address": facts.address,
        "url": citations.record_url(edition, facts.id) or address_of(edition, facts.id),
        "turns": len(facts.said),
        "paragraphs": facts.paragraphs,
        "notes": facts.notes,
        "words": facts.words,
        "sha256": facts.digest,
    }


def cells(row: Mapping[str, Any]) -> list[str]:
    """The cells of one record of ``catalog.csv``: several values of one field with ``; `` between them."""
    values = ("; ".join(v) if isinstance(v, list) else str(v) for v in (row[name] for name in COLUMNS))
    # A spreadsheet would run a cell that begins like a formula.
    return [f"'{value}" if value[:1] in "=+-@\t" and value[:1] else value for value in values]


def csv_line(values: Iterable[str]) -> str:
    """One line of a table."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()


def beacon(people: Iterable[KnownPerson], edition: Edition) -> str:
    """A BEACON file: which persons of the GND have a page here. Empty when none has."""
    lines = [f"{person.gnd}||{edition.url}/people/{person.id}.html" for person in people if person.gnd]
    if not lines or not edition.url:
        return ""
    name = " ".join(edition.title.split())
    head = ("#FORMAT: BEACON", "#PREFIX: https://d-nb.info/gnd/", f"#NAME: {name}")
    return "\n".join((*head, *sorted(lines))) + "\n"


def sitemap(names: Iterable[str], edition: Edition) -> Iterator[tuple[str, str]]:
    """``sitemap.xml``, or several and their index where there are more addresses than one may have.

    ``names`` are the pages in order. No more addresses than stand in one file are held in memory.
    """
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    rest = iter(names)
    part, number = list(itertools.islice(rest, MOST_ADDRESSES)), 0
    while part or not number:
        following = list(itertools.islice(rest, MOST_ADDRESSES))
        urls = (f"{edition.url}/{'' if name == 'index.html' else name}" for name in part)
        rows = "".join(f"<url><loc>{escaped(url)}</loc></url>\n" for url in urls)
        single = not number and not following
        number += 1
        name = "sitemap.xml" if single else f"sitemap-{number}.xml"
        yield name, f'{head}<urlset xmlns="{space}">\n{rows}</urlset>\n'
        part = following
    if number > 1:
        found = (f"{escaped(edition.url)}/sitemap-{n}.xml" for n in range(1, number + 1))
        rows = "".join(f"<sitemap><loc>{address}</loc></sitemap>\n" for address in found)
        yield "sitemap.xml", f'{head}<sitemapindex xmlns="{space}">\n{rows}</sitemapindex>\n'


def robots(edition: Edition) -> str:
    """``robots.txt``: everybody may read everything."""
    found = f"\nSitemap: {edition.url}/sitemap.xml\n" if edition.url else ""
    return f"User-agent: *\nDisallow:\n{found}"


def feed(records: Iterable[Facts], edition: Edition) -> str:
    """``feed.atom`` of the records that were published last; empty without an address or any date."""
    latest = list(records)
    updated = max([edition.date, *(f.published for f in latest)])
    if not edition.url or not updated:
        return ""
    atom = "http://www.w3.org/2005/Atom"
    root = etree.Element(f"{{{atom}}}feed", nsmap=cast("dict[str, str]", {None: atom}))

    def put(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
        element = etree.SubElement(parent, f"{{{atom}}}{name}", attributes)
        element.text = text or None
        return element

    put(root, "id", f"{edition.url}/")
    put(root, "title", edition.title)
    put(root, "updated", moment(updated))
    put(root, "link", rel="self", href=f"{edition.url}/feed.atom")
    put(root, "link", href=f"{edition.url}/")
    put(put(root, "author"), "name", ", ".join(edition.editors) or edition.publisher or edition.title)
    for facts in latest:
        entry = put(root, "entry")
        url = citations.record_url(edition, facts.id)
        put(entry, "id", url)
        put(entry, "title", facts.title)
        put(entry, "updated", moment(facts.published))
        put(entry, "link", href=url)
        if facts.summary:
            put(entry, "summary", facts.summary)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True).decode()
