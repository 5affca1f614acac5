"""Writes the small files for machines; those with a piece a record are made in :mod:`~diplomata.publish.pieces`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplomata.diagnostics import diagnose
from diplomata.edition import FILE_NAME
from diplomata.publish import exports
from diplomata.publish.addresses import RECORDS, folder_of
from diplomata.publish.crate import DESCRIBED, crate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplomata.diagnostics import Diagnostic
    from diplomata.edition import Edition
    from diplomata.publish.output import Output
    from diplomata.publish.people_file import KnownPerson
    from diplomata.publish.store import Store

OWNER = "machine/"


class Machine:
    """Makes the exports of an edition."""

    def __init__(self, store: Store, edition: Edition, known: Mapping[str, KnownPerson], output: Output) -> None:
        self._store = store
        self._edition = edition
        self._known = known
        self._output = output

    def write(self) -> None:
        """Write all of them but the list of addresses. Raises :class:`OSError`."""
        people = (self._known[person] for person in sorted(self._known) if self._store.entry("people", person))
        for name, text in (
            ("feed.atom", exports.feed(self._store.published(), self._edition)),
            ("beacon-gnd.txt", exports.beacon(people, self._edition)),
        ):
            if text:
                self._output.put(name, text.encode(), OWNER)
        self._output.put("robots.txt", exports.robots(self._edition).encode(), OWNER)
        records = next(self._store.listed(), None) is not None
        described = crate(self._edition, filter(self._output.has, DESCRIBED), records=records)
        self._output.put("ro-crate-metadata.json", described.encode(), OWNER)
        self._output.leave(OWNER)

    def write_last(self) -> None:
        """Write the list of addresses: all other pages are there."""
        output, edition = self._output, self._edition
        if edition.url and (output.renamed or not output.holds("sitemap.xml", "sitemap/", edition.url)):
            pages = (name for name in output.names(".html") if name != "404.html" and not self._is_old(name))
            for name, text in exports.sitemap(pages, edition):
                output.put(name, text.encode(), "sitemap/", edition.url)
        if not edition.url or output.renamed:
            output.leave("sitemap/")

    def left_out(self) -> list[Diagnostic]:
        """A note where the settings lack what files for machines need, once for as long as the same is lacking."""
        edition, found = self._edition, []
        settings = edition.folder / FILE_NAME
        if settings.is_file() and not edition.url:
            names = "sitemap.xml, feed.atom or beacon-gnd.txt" if self._has_gnd() else "sitemap.xml or feed.atom"
            found.append(f"url is not set: the site has no {names}, and its pages name no address of their own")
        elif settings.is_file() and not has_feed(self._store, edition):
            found.append("date is not set, and no record says when it was published: the site has no feed.atom")
        if self._store.fact("left out") == repr(found):
            return []
        self._store.set_fact("left out", repr(found))
        return [diagnose("export-left-out", message, path=str(settings)) for message in found]

    def _has_gnd(self) -> bool:
        return any(person.gnd and self._store.entry("people", person.id) for person in self._known.values())

    def _is_old(self, name: str) -> bool:
        """Whether a page stands where a record stood before the edition had other folders."""
        place, _, page = name.rpartition("/")
        if place.partition("/")[0] != RECORDS:
            return False
        return place != folder_of(self._edition, page.removesuffix(".html"))


def has_feed(store: Store, edition: Edition) -> bool:
    """Whether the edition has a feed: it needs an address and a date."""
    return bool(edition.url and (edition.date or store.last_published()))
