"""A folder of TEI files to a folder of pages.

Two passes over the corpus: the first reads the facts of every record into a catalogue on the disk, the
second makes the pages of one record after the other. Nothing holds the corpus.
"""

from __future__ import annotations

import itertools
import tempfile
from collections import deque
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TextIO, TypeVar
from urllib.parse import urlsplit

from diplomata.errors import UsageError
from diplomata.publish import about, assets, catalogue, records, search
from diplomata.publish.facts import SAFE_ID
from diplomata.publish.indexes import Indexes, Page
from diplomata.publish.machine import Machine, has_feed
from diplomata.publish.output import Output
from diplomata.publish.pages import Stylesheets
from diplomata.publish.people import People
from diplomata.publish.people_file import read_people
from diplomata.publish.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from diplomata.diagnostics import Diagnostic
    from diplomata.edition import Edition
    from diplomata.publish.memory import Memory
    from diplomata.publish.people_file import KnownPerson

BATCH = 64
_In = TypeVar("_In")
_Out = TypeVar("_Out")


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a run of :func:`publish` did.

    ``records`` have pages; ``skipped`` files have none, and ``diagnostics`` say why. ``written`` and
    ``unchanged`` count files of the site, ``removed`` those of records and terms that are no more.
    """

    records: int
    skipped: int
    written: int
    unchanged: int
    removed: int
    diagnostics: tuple[Diagnostic, ...]


def publish(
    xml_folder: Path,
    site: Path,
    edition: Edition,
    progress: Callable[[str, int, int], None] | None = None,
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    memory: Memory | None = None,
    gone: Mapping[str, str] | None = None,
    found: Mapping[str, int] | None = None,
) -> PublishReport:
    """Publish every TEI file of ``xml_folder`` to the folder ``site``.

    A file that is malformed, is no TEI, or whose page fails is reported and skipped; the others are done.
    ``progress`` is called with the name of a part, how much of it is done, and how much there is (0: not
    known). ``jobs`` processes share the work on records, or the ``executor`` that is given. With the
    ``memory`` of earlier runs, only the pages of records that changed are made; the site is the same.

    ``gone`` are the ids of records that are no more; the address of each keeps a page that says so, and leads
    to the id that it has now, if any.

    ``found`` is what the conversion found, for the report on the page about the edition: how many records were
    ``refused``, ``failed``, or await ``review``. What is not given is not shown.

    Raises :class:`~diplomata.errors.UsageError` when ``site`` cannot be a site,
    :class:`~diplomata.errors.SettingsError` when a stylesheet of the edition is wrong, and
    :class:`OSError` when the site cannot be written.
    """
    _check_place(xml_folder, site)
    sheets = Stylesheets(edition)
    sheets.check()
    known = read_people(edition.path("people"))
    run = _Run(edition, Output(site), progress or (lambda part, done, total: None), memory)
    with ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="diplomata-"))
        store = stack.enter_context(Store(Path(scratch) / "catalogue.db"))
        if executor is None and jobs > 1:
            executor = stack.enter_context(ProcessPoolExecutor(jobs))
        run.gather(sorted(str(path) for path in xml_folder.glob("*.xml")), store, executor)
        with (Path(scratch) / "corpus.jsonl").open("w", encoding="utf-8", newline="") as corpus:
            run.make(store, executor, corpus)
        run.output.put_file("corpus.jsonl", Path(corpus.name))
        run.indexes(store, sheets, known)
        for name, data in assets.files(edition):
            run.output.put(name, data)
        run.search(sheets)
        run.tell("exports", 0, 0)
        machine = Machine(store, edition, sheets.strings, known, run.output, Path(scratch))
        machine.write()
        run.about(store, sheets, found or {})
        run.tombstones(store, sheets, gone or {})
        machine.write_last()
    removed = run.output.finish()
    if memory is not None:
        memory.finish()
    return PublishReport(
        run.made, run.skipped, run.output.written, run.output.unchanged, removed, tuple(run.diagnostics)
    )


def _check_place(xml_folder: Path, site: Path) -> None:
    if not xml_folder.is_dir():
        raise UsageError(f"{xml_folder} is no folder", hint="Give the folder that holds the TEI files.")
    if site.exists() and not site.is_dir():
        raise UsageError(f"{site} is a file", hint="Give a folder for the site.")
    if (site / "edition.toml").exists() or site.resolve() == xml_folder.resolve():
        raise UsageError(
            f"{site} holds the edition itself; the site needs a folder of its own",
            hint="Give a folder such as site/.",
        )


class _Run:
    """One run of :func:`publish`."""

    def __init__(
        self, edition: Edition, output: Output, tell: Callable[[str, int, int], None], memory: Memory | None
    ) -> None:
        self.edition = edition
        self.memory = memory
        self.output = output
        self.tell = tell
        self.diagnostics: list[Diagnostic] = []
        self.made = self.skipped = 0

    def gather(self, paths: list[str], store: Store, executor: Executor | None) -> None:
        """Read the facts of every file into the store."""
        done, memory = 0, self.memory
        ready = memory.gathered if memory is not None else _unknown
        for batch in _batches(executor, records.gather, paths, ready):
            for path, gathered, fresh in batch:
                if memory is not None and fresh:
                    memory.keep_gathered(path, gathered)
                if gathered.facts is None:
                    self.skipped += 1
                    self._note(gathered.diagnostic)
                else:
                    store.add(gathered.facts, gathered.path, gathered.said)
            done += len(batch)
            self.tell("facts", done, len(paths))
        store.index()

    def make(self, store: Store, executor: Executor | None, corpus: TextIO) -> None:
        """Make the pages of every record, and the lines of the corpus."""
        total, done = store.figures().records, 0
        tasks = (records.Task(path, facts, before, after) for _, path, facts, before, after in store.ordered())
        work = partial(records.make, self.edition, str(self.output.folder))
        memory, site = self.memory, self.output.folder
        ready = partial(memory.made, site=site) if memory is not None else _unknown
        for batch in _batches(executor, work, tasks, ready):
            for task, made, fresh in batch:
                if memory is not None and fresh:
                    memory.keep_made(task, made, site)
                for name, changed in made.files:
                    self.output.count(name, changed=changed)
                corpus.write(made.corpus)
                self.made += bool(made.files)
                self._note(made.diagnostic)
            done += len(batch)
            self.tell("pages", done, total)

    def indexes(self, store: Store, sheets: Stylesheets, known: dict[str, KnownPerson]) -> None:
        """Make the start page, the indexes and the pages of persons."""
        edition, strings = sheets.edition, sheets.strings
        start = Page(
            "index.html", "index", catalogue.start_page(store, edition, feed=has_feed(store, edition)), "start"
        )
        indexes = Indexes(store, edition, strings).pages()
        people = People(store, edition, strings, known).pages()
        for done, page in enumerate(itertools.chain((start,), indexes, people), 1):
            root = "../" * page.name.count("/")
            self.output.put(page.name, sheets.page(page.sheet, page.document, root=root, here=page.here))
            if done % BATCH == 0:
                self.tell("indexes", done, 0)

    def search(self, sheets: Stylesheets) -> None:
        """Make the search index and the page that uses it."""
        self.tell("search", 0, 0)
        index = False
        if self.made:
            diagnostic = search.make_index(self.output)
            index = diagnostic is None
            self._note(diagnostic)
        document = search.search_page(self.edition, sheets.strings, index=index)
        self.output.put("search.html", sheets.page("search", document, here="search"))

    def about(self, store: Store, sheets: Stylesheets, found: Mapping[str, int]) -> None:
        """Make the page about the edition, and the one for an address that is not there."""
        strings = sheets.strings
        self.output.put("schema.html", sheets.page("schema", about.schema_page(), here="schema"))
        page = about.about_page(self.edition, store.figures(), self.diagnostics, self.output, strings, found)
        self.output.put("about.html", sheets.page("about", page, here="about"))
        # A server shows this page at any depth: only from the top are its links right.
        top = urlsplit(self.edition.url).path + "/"
        missing = sheets.page("about", about.missing_page(strings), root=top, here="missing")
        self.output.put("404.html", missing)

    def tombstones(self, store: Store, sheets: Stylesheets, gone: Mapping[str, str]) -> None:
        """Keep the addresses of records that are no more."""
        for identifier, moved in gone.items():
            if not SAFE_ID.fullmatch(identifier) or store.has(identifier) is not None:
                continue
            page = about.gone_page(sheets.strings, moved if store.has(moved) is not None else "")
            name = f"records/{identifier}.html"
            self.output.put(name, sheets.page("about", page, root="../", here="missing"))

    def _note(self, diagnostic: Diagnostic | None) -> None:
        if diagnostic is not None:
            self.diagnostics.append(diagnostic)


def _unknown(item: object) -> None:
    """What is known of an item without a memory."""


class _Batch(Generic[_In, _Out]):
    """Items, the results that were known, and the work on the others, under way."""

    def __init__(
        self,
        executor: Executor | None,
        work: Callable[[list[_In]], list[_Out]],
        items: list[_In],
        ready: Callable[[_In], _Out | None],
    ) -> None:
        self._items = items
        self._known = [ready(item) for item in items]
        to_do = [item for item, known in zip(items, self._known, strict=True) if known is None]
        self._future: Future[list[_Out]] = Future()
        if executor is not None and to_do:
            self._future = executor.submit(work, to_do)
        else:
            self._future.set_result(work(to_do) if to_do else [])

    def results(self) -> list[tuple[_In, _Out, bool]]:
        """Every item with its result, and whether that was worked out now."""
        made = iter(self._future.result())
        return [
            (item, next(made), True) if known is None else (item, known, False)
            for item, known in zip(self._items, self._known, strict=True)
        ]


def _batches(
    executor: Executor | None,
    work: Callable[[list[_In]], list[_Out]],
    items: Iterable[_In],
    ready: Callable[[_In], _Out | None],
) -> Iterator[list[tuple[_In, _Out, bool]]]:
    """The results of ``work`` on batches of ``items``, in their order; only a few batches wait at a time.

    ``ready`` gives the result of an item that needs no work.
    """
    rest = iter(items)
    waiting: deque[_Batch[_In, _Out]] = deque()
    while batch := list(itertools.islice(rest, BATCH)):
        waiting.append(_Batch(executor, work, batch, ready))
        if executor is None or len(waiting) >= 8:
            yield waiting.popleft().results()
    while waiting:
        yield waiting.popleft().results()
