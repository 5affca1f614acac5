"""Batches over an executor: bounded, in order, and no item is ever lost."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from diplomata.errors import DiplomataError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_T = TypeVar("_T")
_R = TypeVar("_R")

_SMALLEST_BATCH = 8
_LARGEST_BATCH = 200
_HEAVIEST_BATCH = 4 * 1024 * 1024
"""Bytes that the items of a batch carry with them; one item may have more."""
_FEW = 48
"""So few records are done in this process before a worker process has started."""
_AHEAD = 3
"""Batches in flight for each worker: enough that none waits, few enough that memory stays flat."""


@dataclass
class _Batch(Generic[_T, _R]):
    """Items, the results that were there without work, and the future of the others."""

    items: list[_T]
    ready: list[_R | None]
    future: Future[Sequence[_R]]

    @property
    def to_do(self) -> list[_T]:
        return [item for item, result in zip(self.items, self.ready, strict=True) if result is None]

    def joined(self, worked: Sequence[_R]) -> list[_R]:
        rest = iter(worked)
        return [next(rest) if result is None else result for result in self.ready]


class Pool(Generic[_T, _R]):
    """Runs ``function`` (a list of items in, a list of results out) over batches, and gives all results in order.

    ``ready`` gives, of each item of a batch, the result where it needs no work, or ``None``. ``lost`` makes the
    result of an item whose worker process died (killed, or out of memory). ``weight`` is how many bytes an item
    carries with it. ``jobs`` is the number of worker processes, 0 for one a processor; they start once there is
    work enough for them. ``executor`` is used instead where it is given, and left open. When ``stop`` says so,
    nothing new is begun, and what runs is waited for. ``smallest`` is the least number of items of a batch.
    """

    def __init__(
        self,
        function: Callable[[list[_T]], Sequence[_R]],
        *,
        lost: Callable[[_T], _R],
        ready: Callable[[list[_T]], list[_R | None]] = lambda items: [None] * len(items),
        stop: Callable[[], bool] = lambda: False,
        weight: Callable[[_T], int] = lambda item: 0,
        jobs: int = 0,
        executor: Executor | None = None,
        few: int = _FEW,
        smallest: int = _SMALLEST_BATCH,
    ) -> None:
        self._function = function
        self._lost = lost
        self._ready = ready
        self._stop = stop
        self._weight = weight
        self._jobs = jobs or default_jobs()
        self._given = executor
        self._few = few
        self._smallest = max(smallest, _SMALLEST_BATCH)
        self._begun = 0
        self._idle = False
        self._own: ProcessPoolExecutor | None = None

    def run(self, items: Iterable[_T]) -> Iterator[list[_R]]:
        """The results of ``items`` in their order, a batch at a time."""
        flying: deque[_Batch[_T, _R]] = deque()
        try:
            for batch in self._batches(items):
                if self._stop():
                    break
                flying.append(self._begin(batch))
                while len(flying) >= self._ahead():
                    yield self._land(flying)
            if self._stop():
                self._drop_what_waits(flying)
            while flying:
                yield self._land(flying)
        finally:
            if self._own is not None:
                self._own.shutdown(wait=True, cancel_futures=True)
                self._own = None

    def _batches(self, items: Iterable[_T]) -> Iterator[list[_T]]:
        # Small batches first, so that all workers start soon and the first results show at once.
        size, weight = self._smallest, 0
        batch: list[_T] = []
        for item in items:
            batch.append(item)
            weight += self._weight(item)
            if len(batch) >= size or weight >= _HEAVIEST_BATCH:
                yield batch
                batch, weight = [], 0
                # Where nothing has to be done, results show at once anyhow.
                grows = self._idle or not self._inline()
                size = min(_LARGEST_BATCH, size + size // 4) if grows else self._smallest
        if batch:
            yield batch

    def _inline(self, more: int = 0) -> bool:
        """Whether the next items, or ``more`` of them, are done in this process."""
        return self._given is None and (self._jobs == 1 or self._begun < self._few >= more)

    def _ahead(self) -> int:
        if self._given is not None:
            return max(self._jobs, 16) * _AHEAD
        return 1 if self._inline() else self._jobs * _AHEAD

    def _begin(self, items: list[_T]) -> _Batch[_T, _R]:
        batch: _Batch[_T, _R] = _Batch(items, self._ready(items), Future())
        to_do = batch.to_do
        self._idle = not to_do
        if not to_do:
            batch.future.set_result([])
        elif self._inline(len(to_do)):
            batch.future.set_result(self._function(to_do))
        else:
            batch.future = self._submit(to_do)
        self._begun += len(to_do)
        return batch

    def _submit(self, items: list[_T]) -> Future[Sequence[_R]]:
        if self._given is not None:
            return self._given.submit(self._function, items)
        try:
            self._own = self._own or processes(self._jobs, _CORE)
            return self._own.submit(self._function, items)
        except BrokenExecutor as error:
            future: Future[Sequence[_R]] = Future()
            future.set_exception(error)
            return future

    def _land(self, flying: deque[_Batch[_T, _R]]) -> list[_R]:
        batch = flying.popleft()
        try:
            return batch.joined(batch.future.result())
        except DiplomataError:
            raise
        except Exception:
            if self._given is not None:
                return batch.joined(self._one_by_one_there(self._given, batch.to_do))
            if not isinstance(batch.future.exception(), BrokenExecutor | CancelledError):
                raise
            if self._own is not None:
                self._own.shutdown(wait=True, cancel_futures=True)
                self._own = None
            results = batch.joined(self._one_by_one(batch.to_do))
            for other in flying:
                if other.to_do and (other.future.cancelled() or other.future.exception() is not None):
                    other.future = self._submit(other.to_do)
            return results

    def _one_by_one(self, items: list[_T]) -> list[_R]:
        """Each item in a process of its own, so that only the one that kills its worker is lost."""
        results: list[_R] = []
        for item in items:
            with processes(1, _CORE) as alone:
                try:
                    results += alone.submit(self._function, [item]).result()
                except BrokenExecutor:
                    results.append(self._lost(item))
        return results

    def _one_by_one_there(self, executor: Executor, items: list[_T]) -> list[_R]:
        """As :meth:`_one_by_one`, on an executor that has given up a batch after its own retries."""
        results: list[_R] = []
        for item in items:
            try:
                results += executor.submit(self._function, [item]).result()
            except DiplomataError:
                raise
            except Exception:
                results.append(self._lost(item))
        return results

    @staticmethod
    def _drop_what_waits(flying: deque[_Batch[_T, _R]]) -> None:
        # From the end, so that what is kept is the beginning, without holes.
        while flying and flying[-1].to_do and flying[-1].future.cancel():
            flying.pop()


def default_jobs() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_CORE = ("diplomata.reading", "diplomata.tei.document", "diplomata.validation.gate")
"""What reads and encodes records: to load it takes as long as to read fifty of them."""


def processes(jobs: int, loaded: Sequence[str] = ()) -> ProcessPoolExecutor:
    """Worker processes that leave Ctrl-C to this process, and end when it ends, however it does.

    ``loaded`` are modules that are loaded once for all workers to come, where the system can do so: the first call of
    a process decides.
    """
    import multiprocessing  # Not before there is work enough for it: most builds change a few records.
    from concurrent.futures import ProcessPoolExecutor

    # Not "fork": this process may have threads (progress, a notebook), and has an open state file.
    kind = "spawn" if sys.platform == "win32" else "forkserver"
    context = multiprocessing.get_context(kind)
    if kind == "forkserver":
        context.set_forkserver_preload(["diplomata.build.worker", *loaded])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start)


def _start() -> None:
    # Ctrl-C goes to every process of the terminal; only the first may answer it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose first process was killed would wait for work for ever."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
