"""Writes the files for machines and for keeping; each is made as a stream, in a folder for scratch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplomata.publish import citations, exports
from diplomata.publish.crate import crate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import TextIO

    from diplomata.edition import Edition
    from diplomata.publish.output import Output
    from diplomata.publish.people_file import KnownPerson
    from diplomata.publish.store import Store


class Machine:
    """Makes the exports of an edition."""

    def __init__(
        self,
        store: Store,
        edition: Edition,
        strings: Mapping[str, str],
        known: Mapping[str, KnownPerson],
        output: Output,
        scratch: Path,
    ) -> None:
        self._store = store
        self._edition = edition
        self._strings = strings
        self._known = known
        self._output = output
        self._scratch = scratch

    def write(self) -> None:
        """Write all of them but those that name the files of the site. Raises :class:`OSError`."""
        edition, strings, facts = self._edition, self._strings, self._store.facts
        self._stream("catalog.csv", lambda file: exports.write_csv(file, facts(), edition))
        rows = (exports.catalogue_row(f, edition) for f in facts())
        self._stream("catalog.json", lambda file: exports.write_json(file, rows))
        bib = (citations.bibtex(f, edition, strings) for f in facts())
        self._stream("references.bib", lambda file: exports.write_references(file, bib))
        ris = (citations.ris(f, edition, strings) for f in facts())
        self._stream("references.ris", lambda file: exports.write_references(file, ris))
        csl = (citations.csl(f, edition, strings) for f in facts())
        self._stream("references.json", lambda file: exports.write_json(file, csl))
        self._stream("cmif.xml", lambda file: exports.write_cmif(file, facts(), edition, self._known))
        self._stream("edition.txt", self._all_text)
        exports.write_zip(self._scratch / "tei.zip", self._tei())
        self._output.put_file("tei.zip", self._scratch / "tei.zip")
        people = {person.id for person in self._store.people()}
        for name, text in (
            ("feed.atom", exports.feed(self._store.published(), edition)),
            ("beacon-gnd.txt", exports.beacon((self._known[i] for i in sorted(people & set(self._known))), edition)),
        ):
            if text:
                self._output.put(name, text.encode())

    def write_last(self) -> None:
        """Write those that name the files of the site."""
        pages = [name for name in self._output.names if name.endswith(".html") and name != "404.html"]
        if self._edition.url:
            for name, text in exports.sitemap(pages, self._edition):
                self._output.put(name, text.encode())
        self._output.put("robots.txt", exports.robots(self._edition).encode())
        self._output.put("ro-crate-metadata.json", crate(self._edition, self._output.names).encode())

    def _stream(self, name: str, write: Callable[[TextIO], None]) -> None:
        path = self._scratch / name
        with path.open("w", encoding="utf-8", newline="") as file:
            write(file)
        self._output.put_file(name, path)

    def _ids(self) -> Iterator[str]:
        for facts in self._store.facts():
            if f"records/{facts.id}.xml" in self._output.names:
                yield facts.id

    def _all_text(self, file: TextIO) -> None:
        before = ""
        for identifier in self._ids():
            text = (self._output.folder / "records" / f"{identifier}.txt").read_text("utf-8")
            file.write(f"{before}{text}")
            before = f"\n{'-' * 72}\n\n"

    def _tei(self) -> Iterator[tuple[str, Path]]:
        for identifier in sorted(self._ids()):
            yield f"{identifier}.xml", self._output.folder / "records" / f"{identifier}.xml"


def has_feed(store: Store, edition: Edition) -> bool:
    """Whether the edition has a feed: it needs an address and a date."""
    return bool(edition.url and (edition.date or any(f.published for f in store.published())))
