"""Batches over an executor."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

from diplomata.build.pool import Pool


def doubled(numbers: list[int]) -> list[int]:
    return [number * 2 for number in numbers]


def doubled_but_thirteen_kills(numbers: list[int]) -> list[int]:
    if 13 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled(numbers)


def pool(function: Any = doubled, **options: Any) -> Pool[int, int]:
    return Pool(function, lost=lambda number: -number, **options)


def flat(batches: Any) -> list[int]:
    return [result for batch in batches for result in batch]


@pytest.mark.parametrize("options", [{"jobs": 1}, {"jobs": 2, "few": 0}, {"jobs": 2, "few": 20}])
def test_results_come_in_order_and_all_of_them(options: dict[str, int]) -> None:
    assert flat(pool(**options).run(range(500))) == [number * 2 for number in range(500)]


def test_nothing_to_do_is_nothing_done() -> None:
    assert flat(pool().run([])) == []


def test_what_is_ready_is_not_worked_on_and_keeps_its_place() -> None:
    worked: list[int] = []

    def work(numbers: list[int]) -> list[int]:
        worked.extend(numbers)
        return doubled(numbers)

    results = flat(
        pool(work, jobs=1, ready=lambda some: [0 if number % 3 else None for number in some]).run(range(10))
    )
    assert results == [0, 0, 0, 6, 0, 0, 12, 0, 0, 18]
    assert worked == [0, 3, 6, 9]


def test_only_the_item_that_kills_its_worker_is_lost() -> None:
    results = flat(pool(doubled_but_thirteen_kills, jobs=2, few=0).run(range(40)))
    assert results == [-13 if number == 13 else number * 2 for number in range(40)]


def test_an_exception_of_the_function_is_not_swallowed() -> None:
    def wrong(numbers: list[int]) -> list[int]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        flat(pool(wrong, jobs=1).run(range(3)))


def test_a_stop_keeps_a_beginning_without_holes() -> None:
    seen: list[int] = []
    for batch in pool(jobs=1, stop=lambda: len(seen) > 20).run(range(500)):
        seen.extend(batch)
    assert seen == [number * 2 for number in range(len(seen))]
    assert 20 < len(seen) < 100


class Slow(Executor):
    """Counts how much is under way at once."""

    def __init__(self) -> None:
        self.most = 0
        self.under_way = 0
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(2)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        with self._lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        return self._threads.submit(fn, *args, **kwargs)


def test_an_executor_is_given_no_more_than_a_bounded_number_of_batches() -> None:
    executor = Slow()
    results = []
    for batch in pool(jobs=4, executor=executor).run(range(50_000)):
        results.extend(batch)
        executor.under_way -= 1
    assert len(results) == 50_000
    assert executor.most <= 48
    executor._threads.shutdown()
