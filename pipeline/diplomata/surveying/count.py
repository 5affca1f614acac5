"""Frequency tables: how often each label, aside, bracket, note and unplaced line occurs, and where first."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from diplomata.edition import Edition
from diplomata.errors import RecordError, UsageError
from diplomata.reading import Reader
from diplomata.surveying.material import in_record, in_tei, is_tei, items_of, read_item

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from diplomata.diagnostics import Diagnostic
    from diplomata.surveying.material import Found

KINDS = ("speakers", "asides", "brackets", "notes", "unplaced")
"""The tables, in the order in which they are shown."""
LONGEST = 300
"""Rows are told apart by so many first characters; what is longer is cut, so that notes do not fill the memory."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: how often ``text`` occurs, what it was read as, and ``file:line`` of the first."""

    kind: str
    count: int
    text: str
    read_as: str
    example: str

    def as_dict(self) -> dict[str, Any]:
        """The row as plain values for JSON."""
        return asdict(self)


@dataclass(slots=True)
class Survey:
    """The counts of a survey. ``files`` were counted; ``problems`` say of the others why they were not."""

    files: int = 0
    refused: int = 0
    problems: list[Diagnostic] = field(default_factory=list)
    _counts: dict[tuple[str, str, str], list[Any]] = field(default_factory=dict)

    def add(self, name: str, found: Found) -> None:
        """Count one finding in the file ``name``."""
        text = found.text if len(found.text) <= LONGEST else found.text[: LONGEST - 1] + "…"
        entry = self._counts.get((found.kind, text, found.read_as))
        if entry is None:
            self._counts[found.kind, text, found.read_as] = [1, f"{name}:{found.line}"]
        else:
            entry[0] += 1

    def total(self, kind: str) -> int:
        """How often the things of one table occur, together."""
        return sum(entry[0] for (of, _, _), entry in self._counts.items() if of == kind)

    def different(self, kind: str) -> int:
        """How many rows one table has."""
        return sum(1 for of, _, _ in self._counts if of == kind)

    def table(self, kind: str, top: int = 0) -> list[Row]:
        """The rows of one table, the most frequent first; ``top`` (0: all) is how many."""
        rows = (
            Row(kind, count, text, read_as, example)
            for (of, text, read_as), (count, example) in self._counts.items()
            if of == kind
        )

        def order(row: Row) -> tuple[int, str, str]:
            return -row.count, row.text, row.read_as

        return nsmallest(top, rows, key=order) if top else sorted(rows, key=order)

    def tables(self, kinds: Iterable[str] = KINDS, top: int = 0) -> Iterator[Row]:
        """The rows of several tables, one table after the other."""
        for kind in kinds:
            yield from self.table(kind, top)


def survey(
    paths: Iterable[str | os.PathLike[str]],
    edition: Edition | None = None,
    *,
    kinds: Iterable[str] = KINDS,
    layout: str | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> Survey:
    """Count what the records or TEI files of ``paths`` have; files, folders, archives, and ``-``.

    ``kinds`` are the tables to be counted, of :data:`KINDS`; ``layout`` as for reading; ``told`` is told how many
    files are done. A file that cannot be read is a problem of the survey and costs the others nothing. Raises
    :class:`~diplomata.errors.UsageError` for a kind that there is not.
    """
    wanted = frozenset(kinds)
    if unknown := wanted - set(KINDS):
        raise UsageError(f"there is no table {sorted(unknown)[0]!r}", hint=f"There are: {', '.join(KINDS)}.")
    chosen = edition or Edition()
    reader = Reader(edition)
    result = Survey()
    for done, item in enumerate(items_of(paths, chosen.max_bytes), 1):
        try:
            data = read_item(item, chosen.max_bytes)
            if is_tei(item.name, data):
                found = in_tei(data, item.name)
            else:
                found = in_record(reader.read(data, item.name, layout=layout))
            for one in found:
                if one.kind in wanted:
                    result.add(item.name, one)
            result.files += 1
        except RecordError as error:
            result.refused += 1
            result.problems += error.diagnostics
        told(done)
    return result
