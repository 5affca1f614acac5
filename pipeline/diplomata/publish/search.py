"""The search: static indexes of the records' pages, made by Pagefind where it is installed.

A large edition has several, called shards, which the browser searches together: a record belongs to one of them by
its id alone, so that a change makes one of them anew, in bounded time and memory.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.publish import narrowing
from diplomata.publish.addresses import RECORDS, address_of, hash_of
from diplomata.publish.catalogue import catalogue
from diplomata.publish.context import c
from diplomata.publish.indexable import indexable
from diplomata.publish.search_index import names_of, settle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from diplomata.edition import Edition
    from diplomata.publish.output import Output
    from diplomata.publish.search_index import Choices
    from diplomata.publish.store import Store

PAGES_A_SHARD = 250
"""So many pages a shard, in the mean, are indexed while the rest of a changed site is made."""
FEW_SHARDS = 64
"""A browser opens so many at once without a wait; an edition that would need more has larger ones."""
MOST_PAGES_A_SHARD = 1000
"""The largest mean: Pagefind holds about half a megabyte for a page of 10 kB of text."""
_NOT_WORDS = ".pn,.turn,.anchor,.side,.unsure,.vh,.facts,.to-facts,.strip,.legend,.cite"
"""What stands on the page of a record and is not of its text."""
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Parts of the bundle that the search page does not use."""
_SHARED = ("pagefind.js", "pagefind-worker.js", "wasm.")
"""Parts of the bundle that the first shard has for all."""
CHOICES = "pagefind/choices.json"
"""The values of all facets, the name of each, and how many records it has.

To ask the shards for them takes six requests for each, and they know no names.
"""
ORDER = "pagefind/order.json"
"""What the shards call the pages of the records, in order of date: Pagefind can sort each shard, not all together."""


class Shard(NamedTuple):
    """A shard that was made: its folder, and what :mod:`~diplomata.publish.search_index` knows of it."""

    folder: Path
    choices: Choices | None
    names: dict[str, str]


class SearchError(Exception):
    """An index could not be made; the message is the program's."""


def executable() -> Path | None:
    """The program that makes the index, or ``None`` where it is not installed."""
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError:
        return None
    try:
        return Path(get_executable())
    except FileNotFoundError:
        return None


def shards_of(records: int) -> int:
    """How many shards an edition of so many records has: a power of two, so that it seldom changes."""
    count = 1
    while records > count * (PAGES_A_SHARD if count < FEW_SHARDS else MOST_PAGES_A_SHARD):
        count *= 2
    return count


def shard_of(identifier: str, shards: int) -> int:
    """The shard of a record."""
    return hash_of(identifier) % shards


def place_of(shard: int) -> str:
    """The folder of a shard in the site; the first has what all need."""
    return f"pagefind/{shard}" if shard else "pagefind"


class Search:
    """Makes the shards whose records changed, beside the other work on a site."""

    def __init__(self, store: Store, output: Output, edition: Edition, jobs: int = 1) -> None:
        self._store = store
        self._output = output
        self._edition = edition
        self._stack = ExitStack()
        self._threads = self._stack.enter_context(ThreadPoolExecutor(max(jobs, 1)))
        self._scratch = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="diplomata-")))
        self._waiting: dict[int, tuple[str, Future[Shard]]] = {}
        self.shards = 0
        """How many there are; 0 where nothing can be searched."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._stack.close()

    def start(self) -> Diagnostic | None:
        """Begin with every shard that is not as it should be; says why where that cannot be done.

        To be called when the pages of the records are in their places.
        """
        one = self._store.database.execute
        (records,) = one("SELECT count(*) FROM piece").fetchone()
        if not records:
            return None
        program = executable()
        if program is None:
            return diagnose("search-unavailable")
        self.shards = shards_of(records)
        while one("SELECT count(DISTINCT hash % ?) FROM piece", (self.shards,)).fetchone()[0] < self.shards:
            self.shards //= 2  # One without a page would have no index.
        known = dict(one("SELECT number, key FROM shard").fetchall())
        marked = set(self._store.marked("shard"))
        for shard, key in enumerate(self._keys(program)):
            if known.get(shard) != key or str(shard) in marked:
                query = "SELECT record FROM piece WHERE hash % ? = ? ORDER BY record"
                pages = [row[0] for row in one(query, (self.shards, shard))]
                self._waiting[shard] = (key, self._threads.submit(self._make, program, shard, pages))
        for shard in known:
            if shard >= self.shards:
                self._output.leave(f"shard/{shard}")
                for table in ("shard", "found"):
                    one(f"DELETE FROM {table} WHERE number = ?", (shard,))  # noqa: S608 - names above
        return None

    def finish(self, strings: Mapping[str, str]) -> Diagnostic | None:
        """Wait for the shards and put them into the site; says why where one could not be made."""
        one = self._store.database.execute
        for shard, (key, future) in self._waiting.items():
            for table in ("shard", "found"):
                one(f"DELETE FROM {table} WHERE number = ?", (shard,))  # noqa: S608 - names above
            try:
                made = future.result()
            except SearchError as error:
                self.shards = 0
                return diagnose("search-unavailable", f"the index could not be made: {error}")
            self._put(shard, made.folder)
            shutil.rmtree(made.folder)
            one("INSERT INTO shard VALUES (?, ?, ?)", (shard, key, json.dumps(made.choices)))
            rows = ((record, shard, name) for record, name in made.names.items())
            self._store.database.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", rows)
        self._store.unmark("shard")
        self._put_choices(strings)
        self._put_order()
        self._output.leave("choices/")
        self._store.unmark("choices")
        return None

    def _put_order(self) -> None:
        """Write the order of dates."""
        query = "SELECT found.name FROM record JOIN found ON found.record = record.id ORDER BY start, tie, id"
        names = [name for (name,) in self._store.database.execute(query)]
        self._output.put(ORDER, json.dumps(names, separators=(",", ":")).encode(), "choices/")

    def _put_choices(self, strings: Mapping[str, str]) -> None:
        """Write what can be chosen in the form, all shards together; nothing where one of them does not say it."""
        found: dict[str, Counter[str]] = {}
        known = True
        for (text,) in self._store.database.execute("SELECT choices FROM shard"):
            choices: Choices | None = json.loads(text)
            known = known and choices is not None
            for facet, values in (choices or {}).items():
                found.setdefault(facet, Counter()).update(values)
        if known:
            named = {
                facet: {
                    value: (narrowing.name_of(self._store, strings, facet, value), n) for value, n in values.items()
                }
                for facet, values in found.items()
            }
            data = json.dumps(named, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            self._output.put(CHOICES, data.encode(), "choices/")

    def _keys(self, program: Path) -> list[str]:
        """What each shard is made from."""
        found = [hashlib.sha256(f"{program.stat().st_size} {_NOT_WORDS}".encode()) for _ in range(self.shards)]
        query = "SELECT hash % ?, record || ' ' || page || char(10) FROM piece ORDER BY record"
        for shard, line in self._store.database.execute(query, (self.shards,)):
            found[shard].update(line.encode())
        return [digest.hexdigest() for digest in found]

    def _make(self, program: Path, shard: int, records: list[str]) -> Shard:
        """Index some pages. Raises :class:`SearchError`."""
        site, made = self._scratch / f"{shard}-site", self._scratch / f"{shard}-index"
        folder = self._output.folder.absolute()
        names = [address_of(self._edition, record) for record in records]
        for place in {name.rpartition("/")[0] for name in names}:
            (site / place).mkdir(parents=True, exist_ok=True)
        for name in names:
            page = (folder / name).read_text("utf-8")
            (site / name).write_text(indexable(page), "utf-8")
        pages = f"{RECORDS}/*/*.html" if self._edition.folders else f"{RECORDS}/*.html"
        command = [str(program), "--site", str(site), "--glob", pages, "--output-path", str(made)]
        command += ["--exclude-selectors", _NOT_WORDS]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SearchError(done.stderr.strip()[-500:])
        shutil.rmtree(site)
        return Shard(made, settle(made), names_of(made))

    def _put(self, shard: int, made: Path) -> None:
        """Put a shard in its place."""
        names = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
        # The file that names all others comes last, so that a reader never finds one that is not there.
        for name in sorted(names, key=lambda name: (name == "pagefind-entry.json", name)):
            if not name.startswith(_UNUSED) and not (shard and name.startswith(_SHARED)):
                self._output.put(f"{place_of(shard)}/{name}", (made / name).read_bytes(), f"shard/{shard}")
        self._output.leave(f"shard/{shard}")


def search_page(edition: Edition, strings: Mapping[str, str], *, records: int, shards: int) -> etree._Element:
    """The document of the search page; without ``shards`` it only says that the search cannot run, and without
    ``records`` that there are none.
    """
    page = catalogue(**({"index": str(shards)} if shards else {}), **({} if records else {"none": "yes"}))
    if edition.url:
        page.set("url", f"{edition.url}/search.html")
    for name in narrowing.FACETS:
        etree.SubElement(page, c("facet"), name=name, label=strings[name])
    return page
