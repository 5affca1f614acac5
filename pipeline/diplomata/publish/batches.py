"""Work on many items in batches, in this process or in others, in the order of the items."""

from __future__ import annotations

import itertools
from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor

BATCH = 64
AHEAD = 8
"""Batches that wait at a time: enough that no process waits, few enough that memory stays flat."""
_In = TypeVar("_In")
_Out = TypeVar("_Out")


class Batches:
    """Gives work to what ``executor`` starts; it is asked once there is work enough for it."""

    def __init__(self, executor: Callable[[], Executor | None]) -> None:
        self._executor = executor
        self._started: list[Executor | None] = []

    @property
    def shared(self) -> bool:
        """Whether other processes did a part of the work."""
        return any(executor is not None for executor in self._started)

    def run(
        self, work: Callable[[list[_In]], list[_Out]], items: Iterable[_In], total: int, size: int = BATCH
    ) -> Iterator[tuple[_In, _Out]]:
        """Every item with its result, in their order; only a few batches of ``size`` items wait at a time.

        ``total`` is how many there are: few are done in this process before another one would have started.
        """
        if total > BATCH and not self._started:
            self._started.append(self._executor())
        executor = self._started[0] if total > BATCH else None
        rest = iter(items)
        waiting: deque[tuple[list[_In], Future[list[_Out]]]] = deque()
        while batch := list(itertools.islice(rest, size)):
            if executor is None:
                yield from zip(batch, work(batch), strict=True)
                continue
            waiting.append((batch, executor.submit(work, batch)))
            if len(waiting) >= AHEAD:
                first, future = waiting.popleft()
                yield from zip(first, future.result(), strict=True)
        for first, future in waiting:
            yield from zip(first, future.result(), strict=True)
