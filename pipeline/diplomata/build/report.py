"""What a run tells: a row a record, and the sums."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplomata.diagnostics import Severity
from diplomata.errors import ExitCode, UsageError
from diplomata.sources import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable

    Row = dict[str, Any]


@dataclass
class Summary:
    """The sums of a run. ``statuses``, ``severities`` and ``counts`` count by name; memory does not grow.

    ``words`` are those of the sources that were read: where they went, or ``lost`` with a record that has failed.
    Those of a record whose TEI was corrected by hand are left out: nobody has proved where they are.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    to_review: int = 0
    """Records with something that a scholar must look at."""
    interrupted: bool = False

    def add(self, row: Row) -> None:
        """Add one row of the report."""
        self.statuses[row["status"]] += 1
        severities = {found["severity"] for found in row["diagnostics"]}
        for found in row["diagnostics"]:
            self.severities[found["severity"]] += 1
            self.codes[found["code"]] += 1
        if row["status"] in ("written", "unchanged"):
            for name, count in row["counts"].items():
                self.counts[name] += count
            self.words.update(row["words"])
            self.to_review += Severity.REVIEW in severities
        elif row["status"] == "failed" and "output-edited" not in {found["code"] for found in row["diagnostics"]}:
            self.words["lost"] += sum(row["words"].values())

    @property
    def total(self) -> int:
        """All records that were tried."""
        return self.statuses.total()

    @property
    def done(self) -> int:
        """The records whose TEI is there, as it should be."""
        return self.statuses["written"] + self.statuses["unchanged"]

    def exit_code(self, *, strict: bool = False) -> ExitCode:
        """The exit code of the run; ``strict`` counts what must be reviewed as a failure."""
        if self.interrupted:
            return ExitCode.INTERRUPTED
        if not self.total:
            return ExitCode.NOTHING
        failed = self.done < self.total or (strict and self.to_review)
        return ExitCode.FAILED if failed else ExitCode.DONE


@contextmanager
def report_to(target: str | None) -> Iterator[Callable[[Row], None]]:
    """A function that writes one row to the report ``target``: a file, ``-`` for standard output, or none.

    A report file is put in its place at the end, also when the run is interrupted. Raises
    :class:`~diplomata.errors.UsageError` when it cannot be written.
    """
    if target is None:
        yield lambda row: None
        return
    if target == STANDARD:
        yield lambda row: print(_line(row))
        return
    path = Path(target)
    temporary = path.parent / f".{path.name}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        file = temporary.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{target}: the report cannot be written: {error.strerror or error}") from error
    try:
        with file:
            yield lambda row: print(_line(row), file=file)
    finally:
        temporary.replace(path)


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=False)
