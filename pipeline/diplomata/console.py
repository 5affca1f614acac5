"""What a person sees while a run works and when it has ended. All of it goes to standard error but the results."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from diplomata.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from types import FrameType

    from diplomata.build.report import Summary

_EVERY = 10.0
"""Seconds between two plain lines of progress."""
_REVIEWS_SHOWN = 20


def tell(text: str) -> None:
    """A line for the person, not for the next program."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def progress(what: str, total: Callable[[], int | None]) -> Iterator[Callable[[int], None]]:
    """A function that is told how much was done since it was called last.

    On a terminal a bar with rate and time left; elsewhere a plain line now and then. ``total`` is asked once,
    ``None`` when nobody knows.
    """
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        rate = TextColumn("{task.fields[rate]}")
        bar = Progress(*columns, rate, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
        with bar:
            task = bar.add_task(what, total=total(), rate="")
            started, done = time.monotonic(), 0

            def advance(count: int) -> None:
                nonlocal done
                done += count
                seconds = time.monotonic() - started
                bar.update(task, advance=count, rate=f"{done / seconds:.0f}/s" if seconds > 1 else "")

            yield advance
        return
    yield _plain_lines(what)


def _plain_lines(what: str) -> Callable[[int], None]:
    started = said = time.monotonic()
    done = 0

    def advance(count: int) -> None:
        nonlocal said, done
        done += count
        now = time.monotonic()
        if now - said >= _EVERY:
            said = now
            tell(f"{what}: {done}, {done / (now - started):.0f} a second")

    return advance


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl-C asks the run to stop at the next good place; pressed again, it stops at once.

    Yields a function that says whether it was asked.
    """
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        tell("Stopping when the records at hand are done. Press Ctrl-C again to stop at once.")

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


class Findings:
    """Shows the diagnostics of the rows as they come: every error, and the first of what must be reviewed."""

    def __init__(self) -> None:
        self._reviews = 0

    def show(self, row: dict[str, Any]) -> None:
        """Show what the row tells."""
        for found in row["diagnostics"]:
            if found["severity"] == Severity.ERROR:
                tell(str(as_diagnostic(found)))
            elif found["severity"] == Severity.REVIEW:
                self._reviews += 1
                if self._reviews <= _REVIEWS_SHOWN:
                    tell(str(as_diagnostic(found)))
                elif self._reviews == _REVIEWS_SHOWN + 1:
                    tell("There is more to review; --report FILE.jsonl lists all of it.")


def as_diagnostic(found: dict[str, Any]) -> Diagnostic:
    """The diagnostic of a row of a report."""
    return Diagnostic(**{**found, "severity": Severity(found["severity"])})


def sums(summary: Summary) -> list[str]:
    """The sums of a run in words, a line each."""
    statuses = summary.statuses
    lines = [f"{_many(summary.total, 'record')}: " + ", ".join(_parts(summary))]
    turns = summary.counts.get("sp", 0) or summary.counts.get("turn", 0)
    if summary.done:
        lines.append(f"{_many(turns, 'turn')} of speech in {_many(summary.done, 'TEI document')}")
    if summary.to_review:
        lines.append(f"{_many(summary.to_review, 'record')} to review")
    if statuses["refused"] or statuses["failed"]:
        errors = [f"{code} {count}" for code, count in sorted(summary.codes.items()) if _is_error(code)]
        lines.append("not done, because of: " + ", ".join(errors))
    if summary.interrupted:
        lines.append("interrupted; run the same command again to go on")
    return lines


def _parts(summary: Summary) -> list[str]:
    names = ("written", "unchanged", "refused", "failed")
    return [f"{summary.statuses[name]} {name}" for name in names if summary.statuses[name]] or ["nothing to do"]


def _is_error(code: str) -> bool:
    from diplomata.diagnostics import RULES

    return RULES[code].severity is Severity.ERROR


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
