"""One run of publishing: what has changed, and what is made for it, in which order."""

from __future__ import annotations

import itertools
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from diplomata.files import remove_leftovers_below
from diplomata.publish import about, addresses, assets, catalogue, pieces, records, search, tei_files
from diplomata.publish.batches import AHEAD, BATCH, Batches
from diplomata.publish.catalogue import Page
from diplomata.publish.facts import SAFE_ID
from diplomata.publish.indexes import Indexes
from diplomata.publish.machine import Machine, has_feed
from diplomata.publish.output import digest_of
from diplomata.publish.own_words import own_words
from diplomata.publish.pages import Stylesheets
from diplomata.publish.people import People
from diplomata.publish.records import Draft, press
from diplomata.publish.settle import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Executor

    from diplomata.diagnostics import Diagnostic
    from diplomata.edition import Edition
    from diplomata.publish.looking import Scout
    from diplomata.publish.output import Output
    from diplomata.publish.people_file import KnownPerson
    from diplomata.publish.recipes import Recipes
    from diplomata.publish.store import Store

_PAGES_AT_ONCE = 4
"""Pages of lists in a batch: each has some hundred rows or turns."""


class Run:
    """One run of :func:`~diplomata.publish.site.publish`."""

    def __init__(
        self,
        edition: Edition,
        store: Store,
        output: Output,
        recipes: Recipes,
        known: dict[str, KnownPerson],
        tell: Callable[[str, int, int], None],
        executor: Callable[[], Executor | None],
        jobs: int,
        former: tuple[int, ...] = (),
    ) -> None:
        self._edition = edition
        self._store = store
        self._output = output
        self._recipes = recipes
        self._known = known
        self._tell = tell
        self._batches = Batches(executor)
        self._jobs = jobs
        self._former = former
        self._gone: Mapping[str, str] = {}
        self._found: Mapping[str, int] = {}
        self._failed: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.skipped = 0

    @property
    def records(self) -> int:
        """How many records have pages."""
        count: int = self._store.database.execute("SELECT count(*) FROM piece").fetchone()[0]
        return count

    def look(self, folder: Path, gone: Mapping[str, str], found: Mapping[str, int], scout: Scout | None) -> list[str]:
        """Mark everything that has to be made again, and say why."""
        self._folder, self._gone, self._found = folder, gone, found
        store, reasons = self._store, []
        if self._recipes.mark(store):
            reasons.append("the program, the settings or a stylesheet changed")
        if store.fact("former") != repr(self._former):
            store.set_fact("former", repr(self._former))
            for kind in ("record", "top"):
                store.mark_all(kind)
            reasons.append("the addresses of the records changed")
        if self._gather():
            reasons.append("TEI changed: what shows it is made again")
        if self._output.look(scout.found() if scout is not None else None) and not store.fresh:
            reasons.append("a file of the site was changed or is missing")
        told = repr((sorted(gone.items()), sorted(found.items()), [str(found) for found in self.diagnostics]))
        if store.fact("told") != told:
            store.set_fact("told", told)
            store.mark("top", "")
            reasons.append("what the conversion found changed")
        return reasons[:1] if store.fresh else reasons

    def make(self) -> None:
        """Make everything that is marked. Raises :class:`OSError`."""
        store, output = self._store, self._output
        self._sheets = sheets = Stylesheets(self._edition)
        sheets.check()
        self._words = own_words(self._edition.folder)
        store.begin()
        settle(store, self._known)
        store.commit()
        self._records()
        with search.Search(store, output, self._edition, self._jobs) as searching:
            self._note(searching.start())
            self._indexes()
            for name, data in assets.files(self._edition):
                output.put(name, data, "asset/")
            output.leave("asset/")
            self._tell("exports", 0, 0)
            pieces.splice(store, output, self._edition)
            machine = Machine(store, self._edition, self._known, output)
            machine.write()
            self._tell("search", 0, 0)
            self._note(searching.finish(sheets.strings))
            document = search.search_page(
                self._edition, sheets.strings, records=self.records, shards=searching.shards
            )
        self._put(Page("search.html", "search", document, "search"))
        self._tombstones()
        self._about()
        for identifier in self._failed:  # Not before: a stylesheet that fails on all pages leaves the site as it was.
            output.leave(f"record/{identifier}")
        if self._batches.shared:
            # A cluster does the work of a worker that is lost again: what that one left half-written is nobody's.
            remove_leftovers_below(output.folder)
        output.leave("top/")
        machine.write_last()
        self.diagnostics += machine.left_out()
        output.finish()
        for kind in ("top", "export", "asset", "machine", "sitemap", "manifest", "gone"):
            store.unmark(kind)
        store.end()

    def _gather(self) -> int:
        """Read the files that changed into the store; returns how many came, changed or went."""
        store, db = self._store, self._store.database
        vanished = tei_files.look(db, self._folder)
        for name in vanished:
            store.remove(name.removesuffix(".xml"))
            db.execute("DELETE FROM source WHERE name = ?", (name,))
        total: int = db.execute("SELECT count(*) FROM there").fetchone()[0]
        query = "SELECT name FROM there WHERE name > ? ORDER BY name LIMIT ?"
        paths = (str(self._folder / row[0]) for row in _rows(store, query))
        for done, (path, gathered) in enumerate(self._batches.run(records.gather, paths, total), 1):
            name = Path(path).name
            if gathered.facts is None:
                self.skipped += 1
                self._note(gathered.diagnostic)
                if db.execute("DELETE FROM source WHERE name = ?", (name,)).rowcount:
                    store.remove(Path(path).stem)
            else:
                store.put(gathered.facts, gathered.said)
                db.execute("INSERT OR REPLACE INTO source SELECT name, stamp FROM there WHERE name = ?", (name,))
            if done % BATCH == 0 or done == total:
                store.commit()
                self._tell("facts", done, total)
        db.execute("DROP TABLE there")
        return total - self.skipped + len(vanished)

    def _records(self) -> None:
        """Make the pages and pieces of the records."""
        store, output = self._store, self._output
        (total,) = store.database.execute("SELECT count(*) FROM mark WHERE kind = 'record'").fetchone()
        folder = self._folder
        tasks = (records.Task(str(folder / f"{facts.id}.xml"), facts, *there) for facts, *there in store.to_make())
        work = partial(records.make, self._edition, self._recipes.of_records, str(output.folder), self._former)
        for done, (task, result) in enumerate(self._batches.run(work, tasks, total), 1):
            identifier = task.facts.id
            one = store.database.execute
            if result.tei is None:
                self._note(result.diagnostic)
                for table in ("piece", "packed"):
                    one(f"DELETE FROM {table} WHERE record = ?", (identifier,))  # noqa: S608 - names above
                self._failed.append(identifier)
            else:
                for name, changed, stamp in result.files:
                    output.note(name, f"record/{identifier}", changed=changed, stamp=stamp)
                made = (identifier, result.page, result.digest, addresses.hash_of(identifier), result.pieces)
                one("INSERT OR REPLACE INTO piece VALUES (?,?,?,?,?)", made)
                crc, size, value = result.tei
                tei = (identifier, task.facts.digest, crc, size, len(value), value)
                one("INSERT OR REPLACE INTO packed VALUES (?,?,?,?,?,?)", tei)
                store.unmark("record", identifier)
                output.leave(f"record/{identifier}")
            if done % BATCH == 0 or done == total:
                store.commit()
                self._tell("pages", done, total)

    def _indexes(self) -> None:
        """Make the pages of years, terms and persons, and the ways in."""
        store, strings = self._store, self._sheets.strings
        indexes = Indexes(store, self._edition, strings)
        people = People(store, self._edition, strings, self._known)

        def term(key: str) -> Iterator[Page]:
            return indexes.term(*key.split("/", 1))

        kinds: list[tuple[str, Callable[[str], Iterator[Page]], Callable[[Page], None] | None]] = [
            ("year", indexes.year, None),
            ("term", term, None),
            ("person", people.pages, people.fill),
        ]
        work = partial(press, self._edition, self._recipes.of_indexes, str(self._output.folder))
        done, total = 0, sum(store.count_marked(kind) for kind, _, _ in kinds)
        for kind, pages, fill in kinds:
            drafts = self._drafts(kind, pages, fill)
            for draft, made in self._batches.run(work, drafts, total, _PAGES_AT_ONCE):
                if made is not None:
                    changed, stamp = made
                    self._output.note(draft.name, draft.owner, changed=changed, key=draft.key, stamp=stamp)
                    continue
                self._output.leave(draft.owner)
                store.unmark(kind, draft.key)
                done += 1
                if done % BATCH == 0:
                    store.commit()
                    self._tell("indexes", done, total)
        document = catalogue.start_page(store, self._edition, feed=has_feed(store, self._edition))
        start = Page("index.html", "index", document, "start")
        for page in itertools.chain((start,), indexes.top(), indexes.undated(), people.index()):
            self._put(page)

    def _drafts(
        self, kind: str, pages: Callable[[str], Iterator[Page]], fill: Callable[[Page], None] | None
    ) -> Iterator[Draft]:
        """The pages of everything that is marked of a kind, but for those that are there, made of the same.

        An empty draft follows on the last page of each: ``key`` is what was marked.
        """
        for marked in self._store.marked(kind):
            owner = f"{kind}/{marked}"
            for page in pages(marked):
                root, key = self._place_of(page)
                if self._output.holds(page.name, owner, key):
                    continue
                if fill is not None:
                    fill(page)
                document = etree.tostring(page.document)
                yield Draft(owner, key, page.name, page.sheet, document, root, page.here)
            yield Draft(owner, marked)

    def _place_of(self, page: Page, root: str | None = None) -> tuple[str, str]:
        """The way from a page to the top of the site, and a digest of all that it is made of."""
        root = "../" * page.name.count("/") if root is None else root
        recipe = self._recipes.of(f"html/{page.sheet}.xsl")
        return root, digest_of(etree.tostring(page.document), recipe, root, page.here)

    def _about(self) -> None:
        """Make the page about the edition, and the one for an address that is not there."""
        strings = self._sheets.strings
        self._put(Page("schema.html", "schema", about.schema_page(), "schema"))
        figures, words = self._store.figures(), self._words
        page = about.about_page(self._edition, figures, self.diagnostics, self._output, strings, self._found, words)
        self._put(Page("about.html", "about", page, "about"))
        # A server shows this page at any depth: only from the top are its links right.
        top = urlsplit(self._edition.url).path + "/"
        self._put(Page("404.html", "about", about.missing_page(strings), "missing"), root=top)

    def _tombstones(self) -> None:
        """Keep the addresses of records that are no more."""
        store = self._store
        for identifier, moved in self._gone.items():
            if SAFE_ID.fullmatch(identifier) and not store.has(identifier):
                former = addresses.former_addresses(self._edition, identifier, self._former)
                for name in (addresses.address_of(self._edition, identifier), *former):
                    there = addresses.way(self._edition, name, moved) if store.has(moved) else ""
                    page = about.gone_page(self._sheets.strings, moved, there)
                    self._put(Page(name, "about", page, "missing"), f"gone/{identifier}")
        for identifier in store.marked("gone"):
            self._output.leave(f"record/{identifier}")
        query = "SELECT DISTINCT owner FROM file WHERE owner > 'gone/' AND owner < 'gone0' AND run < ?"
        for (owner,) in store.database.execute(query, (store.run,)).fetchall():
            self._output.leave(owner)

    def _put(self, page: Page, owner: str = "top/", root: str | None = None) -> None:
        """Make a page, unless it is there, made of the same."""
        root, key = self._place_of(page, root)
        if not self._output.holds(page.name, owner, key):
            made = self._sheets.page(page.sheet, page.document, root=root, here=page.here)
            self._output.put(page.name, made, owner, key)

    def _note(self, diagnostic: Diagnostic | None) -> None:
        if diagnostic is not None:
            self.diagnostics.append(diagnostic)


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    """The rows of a query that goes on behind the first column of the last row, while its tables are written."""
    last = ""
    while rows := store.database.execute(query, (last, BATCH * AHEAD)).fetchall():
        yield from rows
        last = rows[-1][0]
