"""Plain text to TEI: the order of the work, what is put where, and what earlier runs have left."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from diplomata import remote
from diplomata.build import worker
from diplomata.build.keeper import Keeper, Kept, key_of
from diplomata.build.pool import Pool
from diplomata.build.report import Summary, report_to
from diplomata.build.target import target_of
from diplomata.build.worker import Done, Job
from diplomata.console import Findings
from diplomata.diagnostics import diagnose
from diplomata.edition import Edition
from diplomata.errors import ExitCode, NothingToDo, UsageError
from diplomata.sources import SourceItem, iter_sources
from diplomata.state import State, Unwritable

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
        job = replace(job, target=key_of(job.target), edition=absolute(job.edition))
        items = (replace(item, path=key_of(item.path) if item.path else "") for item in items)
    target = target_of(job.target)
    try:
        target.clean()
    except OSError as error:
        message = f"{job.target}: the folder cannot be written: {error.strerror or error} [output-unwritable]"
        raise Unwritable(message, hint="Check that it is a folder and that you may write in it.") from error
    keeper = Keeper(job, state, target, force=force, why=hooks.why)
    pool: Pool[SourceItem, Done | Kept] = Pool(
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


def _lost(item: SourceItem) -> Done:
    message = "the worker process died on this record: killed, or out of memory"
    found = diagnose("encoder-failed", message, path=item.name)
    return Done(worker.failed_row(item.name, [found]))
