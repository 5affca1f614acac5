"""Plain text to TEI: the order of the work, what is put where, and what earlier runs have left."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from diplomata import remote
from diplomata.build import recipe, worker
from diplomata.build.pool import Pool
from diplomata.build.report import Summary, report_to
from diplomata.build.target import Target, file_stamp, target_of
from diplomata.build.worker import Done, Job
from diplomata.console import Findings
from diplomata.diagnostics import diagnose
from diplomata.edition import Edition
from diplomata.errors import ExitCode, NothingToDo, UsageError
from diplomata.sources import SourceItem, iter_sources
from diplomata.state import Known, State, Unwritable

_RACY = 2_000_000_000
"""Nanoseconds: a file that changed so shortly ago could change again without its time showing it."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Hooks:
    """What a run tells while it runs, and asks.

    ``row`` is told each row of the report in order, ``part`` how far a part of the work is, ``why`` what is
    done again and why; ``stop`` is asked whether to stop.
    """

    row: Callable[[Row], None] = lambda row: None
    stop: Callable[[], bool] = lambda: False
    part: Callable[[str, int, int | None], None] = lambda part, done, total: None
    why: Callable[[str, str], None] = lambda name, reason: None


def convert(
    items: Iterable[SourceItem],
    job: Job,
    state: State,
    *,
    jobs: int = 0,
    force: bool = False,
    executor: Executor | None = None,
    hooks: Hooks | None = None,
) -> Summary:
    """Read and encode ``items`` into ``job.target``; what did not change since the last run is left as it is.

    ``force`` overwrites TEI that was edited by hand. Nothing about one record raises: it is told in its row.
    """
    hooks = hooks or Hooks()
    if executor is not None:  # Other machines have other working folders.
        job = replace(job, target=_key(job.target), edition=absolute(job.edition))
        items = (replace(item, path=_key(item.path) if item.path else "") for item in items)
    target = target_of(job.target)
    try:
        target.clean()
    except OSError as error:
        message = f"{job.target}: the folder cannot be written: {error.strerror or error} [output-unwritable]"
        raise Unwritable(message, hint="Check that it is a folder and that you may write in it.") from error
    keeper = Keeper(job, state, target, force=force, why=hooks.why)
    pool: Pool[SourceItem, Done] = Pool(
        # An address is written by this process alone; a worker hands the TEI back.
        partial(worker.work, replace(job, target="") if remote.is_address(job.target) else job),
        lost=_lost,
        ready=keeper.ready,
        stop=hooks.stop,
        weight=lambda item: len(item.data or b""),
        jobs=jobs,
        executor=executor,
    )
    summary = Summary()
    for batch in pool.run(items):
        for row in keeper.keep(batch):
            summary.add(row)
            hooks.row(row)
    if executor is not None:  # A worker that was lost may have left something.
        target.clean()
    state.commit()
    summary.interrupted = hooks.stop()
    return summary


def convert_to_standard_output(
    sources: Sequence[str], edition: Edition, report: str | None, layout: str | None, *, strict: bool
) -> ExitCode:
    """Convert the one record of ``sources`` and print its TEI; returns the exit code.

    Raises :class:`~diplomata.errors.NothingToDo` for no record, :class:`~diplomata.errors.UsageError` for more.
    """
    items = list(itertools.islice(iter_sources(sources, max_bytes=edition.max_bytes), 2))
    if not items:
        raise NothingToDo(f"{' '.join(sources)}: no .txt file was found")
    if len(items) > 1:
        raise UsageError("standard output takes one record, and more were given", hint="Name a folder: --to DIR.")
    done = worker.work_on_one(Job(edition, "", layout), items[0])
    done.row["output"] = None
    with report_to(report) as write:
        write(done.row)
    summary = Summary()
    summary.add(done.row)
    Findings().show(done.row)
    if done.row["status"] == "written":
        sys.stdout.buffer.write(done.xml)
        sys.stdout.buffer.flush()
    return summary.exit_code(strict=strict)


def absolute(edition: Edition) -> Edition:
    """The same edition, found from any working folder."""
    return replace(edition, folder=edition.folder.absolute())


class Keeper:
    """Puts the outputs in their places, in the order of the sources; the only one who does."""

    def __init__(
        self, job: Job, state: State, target: Target, *, force: bool, why: Callable[[str, str], None]
    ) -> None:
        self._state = state
        self._force = force
        self._why = why
        self._recipe = recipe.of_tei(job.edition, job.layout)
        self._target = target
        self._stamps: dict[str, str] = {}

    def ready(self, item: SourceItem) -> Done | None:
        """The result of a source that is as it was, made by the same recipe, with its output as we left it."""
        stamp = self._stamps[item.name] = _stamp_of(item)
        known = self._state.source(_key(item.name))
        reason = self._reason(known, stamp)
        if known is None or reason:
            self._why(item.name, reason)
            return None
        row: Row = json.loads(known.row)
        if known.id:
            row["output"] = self._target.name(known.id)
            row["status"] = "unchanged"
        del self._stamps[item.name]
        if row["source"] != item.name:  # Named otherwise this time: from another folder.
            for found in row["diagnostics"]:
                if found["path"] == row["source"]:
                    found["path"] = item.name
            row["source"] = item.name
        held = self._state.output(known.id) if known.id else None
        if held is not None and held.previous != held.digest:  # That older one is not ours any more.
            self._state.settle_output(held.id)
        return Done(row, digest=held.digest if held else "", kept=True)

    def _reason(self, known: Known | None, stamp: str) -> str:
        """Why a source has to be worked on; empty when it has not."""
        if known is None:
            return "it is new"
        if not stamp or known.stamp != stamp:
            return "the record changed, or may have"
        if known.recipe != self._recipe:
            return "the program, the settings, a layout or the register of people changed"
        if known.id and known.output_stamp != self._target.stamp(self._target.name(known.id)):
            return "its TEI was changed or is missing"
        return ""

    def keep(self, batch: list[Done]) -> list[Row]:
        """Settle a batch: what may be written is remembered first and then put in its place."""
        new = [done for done in batch if done.digest and (done.staged or done.xml)]
        for done in new:
            done.row["output"] = done.row["output"] or self._target.name(done.row["id"])
        there = dict(zip(map(id, new), self._target.digests([done.row["output"] for done in new]), strict=True))
        for done in batch:
            if done.kept and done.digest:
                if not self._state.see(done.row["id"]):
                    self._taken(done)
            elif done.digest:
                self._claim(done, there.get(id(done)))
            else:
                self._still_there(done)
        if all(done.kept for done in batch):
            return [done.row for done in batch]
        # Before any file moves: a run that is killed between must not take its own output for a scholar's.
        self._state.commit()
        placed = [done for done in new if done.row["status"] == "written"]
        for done, problem in zip(placed, self._target.place(placed), strict=True):
            if problem is not None:
                _fail(done, worker.unwritable(done.row["output"], problem).as_dict())
        self._remember([done for done in batch if not done.kept])
        return [done.row for done in batch]

    def _claim(self, done: Done, current: str | Exception | None) -> None:
        """Take the id of a record for it, unless another has it, or its output is not ours: ``current`` digest."""
        row = done.row
        held = self._state.output(row["id"])
        if held is not None and self._state.seen(row["id"]):
            self._taken(done)
            return
        before = held.digest if held else ""
        if isinstance(current, Exception):
            _discard(done, worker.unwritable(row["output"], current).as_dict())
            return
        if current is not None:
            ours = not current or (held is not None and current in (held.digest, held.previous))
            if not ours and not self._force:
                _discard(done, diagnose("output-edited", path=row["output"]).as_dict())
                # Seen, with what we last wrote: the file stays the scholar's.
                self._state.put_output(row["id"], before, held.previous if held else "", _key(row["source"]))
                return
            before = current
            if current == done.digest:
                row["status"] = "unchanged"
                _drop(done)
        self._state.put_output(row["id"], done.digest, before, _key(row["source"]))

    def _taken(self, done: Done) -> None:
        """Refuse a record whose id another one has."""
        row, held = done.row, self._state.output(done.row["id"])
        first = held.source if held is not None else ""
        if first and not os.path.isabs(row["source"]):  # noqa: PTH117 - a name, not a file that has to be there
            first = os.path.relpath(first)
        message = f"the id {row['id']} is that of {first} already; this record is not written"
        _discard(done, diagnose("record-id-duplicate", message, path=row["source"]).as_dict())

    def _still_there(self, done: Done) -> None:
        """A source that fails today keeps the output of a better day: its output has not vanished."""
        known = self._state.source(_key(done.row["source"]))
        held = self._state.output(known.id) if known and known.id else None
        if held is not None:
            self._state.see(held.id)

    def _remember(self, batch: list[Done]) -> None:
        good = [done for done in batch if done.row["status"] in ("written", "unchanged")]
        stamps = dict(zip(map(id, good), self._target.stamps([done.row["output"] for done in good]), strict=True))
        for done in batch:
            row = done.row
            stamp = self._stamps.pop(row["source"], "")
            if id(done) in stamps or row["status"] == "refused":
                record = row["id"] if id(done) in stamps else ""
                told = json.dumps(row, ensure_ascii=False)
                known = Known(
                    _key(row["source"]), stamp, self._recipe, record, stamps.get(id(done), ""), told, self._state.run
                )
                self._state.put_source(known)


def _lost(item: SourceItem) -> Done:
    message = "the worker process died on this record: killed, or out of memory"
    found = diagnose("encoder-failed", message, path=item.name)
    return Done(worker.failed_row(item.name, [found]))


def _drop(done: Done) -> None:
    if done.staged:
        Path(done.staged).unlink(missing_ok=True)


def _discard(done: Done, found: Row) -> None:
    _drop(done)
    _fail(done, found)


def _fail(done: Done, found: Row) -> None:
    done.row["status"] = "failed"
    done.row["output"] = None
    done.row["diagnostics"].append(found)


def _key(path: str) -> str:
    return path if remote.is_address(path) else os.path.abspath(path)  # noqa: PTH100 - a link is a name of its own


def _stamp_of(item: SourceItem) -> str:
    """What changes when a source does; empty when that cannot be told, or it changed too shortly ago."""
    if item.problem is not None:
        return ""
    if item.data is not None:  # From a stream: only its bytes tell whether it is as it was.
        return hashlib.sha256(item.data).hexdigest()
    if remote.is_address(item.path):
        return item.stamp
    stamp = file_stamp(item.path)
    return stamp if stamp and time.time_ns() - int(stamp.partition(":")[2]) >= _RACY else ""
