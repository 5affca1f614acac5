"""Indexes under letters: on one page, or where they are long on a page a letter, and on several where that is."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from diplomata.publish import paging
from diplomata.publish.catalogue import Page, catalogue
from diplomata.publish.context import c
from diplomata.publish.facts import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from diplomata.edition import Edition

ENTRIES_A_PAGE = 2000
"""An index of more entries has a page for each letter, and a letter of more has several."""
SHOWN = 12
"""So many entries of each letter stand on the first page then."""


class Row(NamedTuple):
    """An entry of an index: the letter under which it stands, and what adds it to a section."""

    letter: str
    put: Callable[[etree._Element], object]


def pages(
    page: Page, rows: Iterable[Row], edition: Edition, strings: Mapping[str, str], *, lettered: bool = True
) -> Iterator[Page]:
    """The page of an index, filled with ``rows`` in their order, and those of its letters where it is long.

    An index that is not ``lettered`` has letters only where it is long.
    """
    found = list(rows)
    if len(found) <= ENTRIES_A_PAGE:
        for letter, group in itertools.groupby(found, key=lambda row: row.letter if lettered else ""):
            section = page.document
            if lettered:
                section = etree.SubElement(page.document, c("letter"), n=letter or strings["no-letter"])
            for row in group:
                row.put(section)
        yield page
        return
    found.sort(key=lambda row: row.letter)  # The order under each letter stays.
    for letter, group in itertools.groupby(found, key=lambda row: row.letter):
        under = list(group)
        heading = letter or strings["no-letter"]
        base = f"indexes/{page.name.removesuffix('.html')}-{slug(letter) if letter else 'other'}"
        part = etree.SubElement(page.document, c("part"), n=heading, href=f"{base}.html")
        for row in under[:SHOWN]:
            row.put(part)
        if len(under) > SHOWN:
            part.set("more", f"{strings['all']} ({len(under)})")
        last = -(-len(under) // ENTRIES_A_PAGE)
        for number, rows in enumerate(paging.parts(iter(under), ENTRIES_A_PAGE), 1):
            name = paging.numbered(base, number)
            url = {"url": f"{edition.url}/{name}"} if edition.url else {}
            document = catalogue(heading=f"{page.document.get('heading')}: {heading}", **url)
            for row in rows:
                row.put(document)
            paging.turn(document, base, number, last, strings)
            yield Page(name, page.sheet, document, page.here)
    yield page
