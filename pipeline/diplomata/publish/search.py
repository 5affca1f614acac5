"""The search: static indexes of the records' pages, made by Pagefind where it is installed.

A large edition has several, called shards, which the browser searches together: a record belongs to one of them by
its id alone, so that a change makes one of them anew, in bounded time and memory.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.publish import cbor
from diplomata.publish.addresses import RECORDS, address_of, hash_of
from diplomata.publish.catalogue import catalogue
from diplomata.publish.context import c
from diplomata.publish.output import digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from diplomata.edition import Edition
    from diplomata.publish.output import Output
    from diplomata.publish.store import Store

FACETS = ("year", "kind", "language", "archive", "classification", "speaker")
PAGES_A_SHARD = 250
"""So many pages a shard, in the mean, are indexed while the rest of a changed site is made."""
FEW_SHARDS = 64
"""A browser opens so many at once without a wait; an edition that would need more has larger ones."""
MOST_PAGES_A_SHARD = 1000
"""The largest mean: Pagefind holds about half a megabyte for a page of 10 kB of text."""
_NOT_WORDS = ".pn,.turn,.anchor,.side,.unsure,.facts,.strip,.legend,.cite"
"""What stands on the page of a record and is not of its text."""
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Parts of the bundle that the search page does not use."""
_SHARED = ("pagefind.js", "pagefind-worker.js", "wasm.")
"""Parts of the bundle that the first shard has for all."""
_MAGIC = b"pagefind_dcd"
CHOICES = "pagefind/choices.json"
"""The values of all facets, and how many records each has: to ask the parts for them takes six requests for each."""
Choices = dict[str, dict[str, int]]


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
        self._waiting: dict[int, tuple[str, Future[tuple[Path, Choices | None]]]] = {}
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
                one("DELETE FROM shard WHERE number = ?", (shard,))
        return None

    def finish(self) -> Diagnostic | None:
        """Wait for the shards and put them into the site; says why where one could not be made."""
        one = self._store.database.execute
        for shard, (key, future) in self._waiting.items():
            one("DELETE FROM shard WHERE number = ?", (shard,))
            try:
                made, choices = future.result()
            except SearchError as error:
                self.shards = 0
                return diagnose("search-unavailable", f"the index could not be made: {error}")
            self._put(shard, made)
            shutil.rmtree(made)
            one("INSERT INTO shard VALUES (?, ?, ?)", (shard, key, json.dumps(choices)))
        self._store.unmark("shard")
        self._put_choices()
        return None

    def _put_choices(self) -> None:
        """Write what can be chosen in the form, all shards together; nothing where one of them does not say it."""
        found: dict[str, Counter[str]] = {}
        known = True
        for (text,) in self._store.database.execute("SELECT choices FROM shard"):
            choices: Choices | None = json.loads(text)
            known = known and choices is not None
            for facet, values in (choices or {}).items():
                found.setdefault(facet, Counter()).update(values)
        if known:
            data = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            self._output.put(CHOICES, data.encode(), "choices/")
        self._output.leave("choices/")
        self._store.unmark("choices")

    def _keys(self, program: Path) -> list[str]:
        """What each shard is made from."""
        found = [hashlib.sha256(f"{program.stat().st_size} {_NOT_WORDS}".encode()) for _ in range(self.shards)]
        query = "SELECT hash % ?, record || ' ' || page || char(10) FROM piece ORDER BY record"
        for shard, line in self._store.database.execute(query, (self.shards,)):
            found[shard].update(line.encode())
        return [digest.hexdigest() for digest in found]

    def _make(self, program: Path, shard: int, records: list[str]) -> tuple[Path, Choices | None]:
        """Index some pages; the folder, and what :func:`settle` gives. Raises :class:`SearchError`."""
        site, made = self._scratch / f"{shard}-site", self._scratch / f"{shard}-index"
        folder = self._output.folder.absolute()
        names = [address_of(self._edition, record) for record in records]
        for place in {name.rpartition("/")[0] for name in names}:
            (site / place).mkdir(parents=True, exist_ok=True)
        for name in names:
            _link(f"{folder}/{name}", f"{site}/{name}")
        pages = f"{RECORDS}/*/*.html" if self._edition.folders else f"{RECORDS}/*.html"
        command = [str(program), "--site", str(site), "--glob", pages, "--output-path", str(made)]
        command += ["--exclude-selectors", _NOT_WORDS]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SearchError(done.stderr.strip()[-500:])
        shutil.rmtree(site)
        return made, settle(made)

    def _put(self, shard: int, made: Path) -> None:
        """Put a shard in its place."""
        names = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
        # The file that names all others comes last, so that a reader never finds one that is not there.
        for name in sorted(names, key=lambda name: (name == "pagefind-entry.json", name)):
            if not name.startswith(_UNUSED) and not (shard and name.startswith(_SHARED)):
                self._output.put(f"{place_of(shard)}/{name}", (made / name).read_bytes(), f"shard/{shard}")
        self._output.leave(f"shard/{shard}")


def _link(source: str, target: str) -> None:
    try:
        os.symlink(source, target)  # noqa: PTH211 - for every page of a part
    except OSError:  # Not every system lets everybody make links.
        shutil.copyfile(source, target)


def settle(made: Path) -> Choices | None:
    """Give an index the bytes that it has whenever its pages are the same; returns the values of its facets.

    Pagefind writes the values of a filter, and the list of the filters, in an order that changes from run to run,
    and names the files by their digests. Both are sorted here, and named anew. An index in a form that is not
    known is left as it is: it works, but its facets are not known here.
    """
    entry = made / "pagefind-entry.json"
    known = json.loads(entry.read_bytes())
    choices: Choices = {}
    try:
        for language in known["languages"].values():
            language["hash"] = _settled(made, str(language["hash"]), choices)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError):
        return None
    entry.write_text(json.dumps(known, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    return choices


def _settled(made: Path, name: str, choices: Choices) -> str:
    """Sort the filters of one language, and name them and its list of files anew; returns the list's name.

    What each filter has is added to ``choices``.

    Nothing is written before everything has been read.
    """
    listing = made / f"pagefind.{name}.pf_meta"
    meta = _read(listing)
    language = name.rpartition("_")[0]
    filters: list[list[str]] = []
    files: list[tuple[Path, Path, bytes]] = []
    for facet, old in meta[3]:
        value = _read(made / "filter" / f"{old}.pf_filter")
        value[1].sort()
        values = choices.setdefault(str(facet), {})
        for choice, pages in value[1]:
            values[str(choice)] = values.get(str(choice), 0) + len(pages)
        data = _MAGIC + cbor.dumps(value)
        new = f"{language}_{digest_of(data)[:10]}"
        filters.append([str(facet), new])
        files.append((made / "filter" / f"{old}.pf_filter", made / "filter" / f"{new}.pf_filter", data))
    meta[3] = sorted(filters)
    data = _MAGIC + cbor.dumps(meta)
    new = f"{language}_{digest_of(data)[:10]}"
    files.append((listing, made / f"pagefind.{new}.pf_meta", data))
    for before, after, data in files:
        before.unlink()
        after.write_bytes(gzip.compress(data, 9, mtime=0))
    return new


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MAGIC):
        raise ValueError(f"{path.name} does not begin as it should")
    return cbor.loads(data[len(_MAGIC) :])


def search_page(edition: Edition, strings: Mapping[str, str], *, shards: int) -> etree._Element:
    """The document of the search page; without ``shards`` it only says that the search cannot run."""
    page = catalogue(**({"index": str(shards)} if shards else {}))
    if edition.url:
        page.set("url", f"{edition.url}/search.html")
    for name in FACETS:
        etree.SubElement(page, c("facet"), name=name, label=strings[name])
    return page
