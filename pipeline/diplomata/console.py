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

    from rich.progress import TaskID

    from diplomata.build.report import Summary

_EVERY = 10.0
"""Seconds between two plain lines of progress."""
_REVIEWS_SHOWN = 20


def tell(text: str) -> None:
    """A line for the person, not for the next program."""
    print(text, file=sys.stderr, flush=True)


Total = int | None | Callable[[], int | None]
"""How much there is, if that is known; or who can tell it, which may take a while: not asked before it is shown."""
Told = Callable[[str, int, Total], None]
"""Told the name of a part of the work, how much of it is done, and how much there is."""


@contextmanager
def progress() -> Iterator[Told]:
    """A function that is told how far the work is; it may be told as often as one likes.

    On a terminal it shows a bar for each part, with rate and time left; elsewhere a plain line now and then.
    """
    if not sys.stderr.isatty():
        yield _plain_lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    bars: dict[str, tuple[TaskID, float]] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:

        def told(part: str, done: int, of: Total) -> None:
            total = of() if callable(of) else of
            if part not in bars:
                bars[part] = shown.add_task(part, total=total, rate=""), time.monotonic()
            task, started = bars[part]
            seconds = time.monotonic() - started
            shown.update(task, completed=done, total=total, rate=f"{done / seconds:.0f}/s" if seconds > 1 else "")

        yield told


def _plain_lines() -> Told:
    began: dict[str, float] = {}
    said = time.monotonic()

    def told(part: str, done: int, of: Total) -> None:
        nonlocal said
        now = time.monotonic()
        started = began.setdefault(part, now)
        if now - said >= _EVERY:
            said = now
            total = of() if callable(of) else of
            whole = f" of {total:,}" if total is not None else ""
            speed = f", {done / (now - started):.0f} a second" if now > started else ""
            tell(f"{part}: {done:,}{whole}{speed}")

    return told


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


def shown(write: Callable[[dict[str, Any]], None], told: Told, total: Total) -> Callable[[dict[str, Any]], None]:
    """What becomes of each row of a conversion: into the report, its findings and the progress to the person."""
    findings = Findings()
    done = 0

    def row(row: dict[str, Any]) -> None:
        nonlocal done
        done += 1
        write(row)
        findings.show(row)
        told("convert", done, total)

    return row


def explained(name: str, reason: str) -> None:
    """Tell why something is done again."""
    tell(f"{name}: {reason}")


def untold(name: str, reason: str) -> None:
    """Nobody asked why."""


def tell_sums(summary: Summary, report: str | None) -> None:
    """Print the sums of a run: to standard output, unless the report has taken it."""
    for line in sums(summary):
        print(line, file=sys.stderr if report == "-" else sys.stdout, flush=True)


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
