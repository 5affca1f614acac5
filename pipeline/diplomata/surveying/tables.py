"""A survey as people read it: a table for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplomata.inspecting.terminal import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from diplomata.surveying.count import Row, Survey

_TITLES = {
    "speakers": "Speaker labels",
    "asides": "Asides",
    "brackets": "Brackets",
    "notes": "Notes",
    "unplaced": "Lines that fit no field",
}


def plain(survey: Survey, kinds: Iterable[str], top: int) -> Iterator[str]:
    """Lines of count, text, what it was read as, and example, with tabs between them: for other programs too."""
    for number, kind in enumerate(kinds):
        rows = survey.table(kind, top)
        if number:
            yield ""
        yield _title(survey, kind, rows)
        for row in rows:
            yield f"{row.count}\t{shown(row.text)}\t{row.read_as}\t{row.example}"


def show(survey: Survey, kinds: Iterable[str], top: int, console: Console) -> None:
    """The tables on a terminal."""
    from rich.table import Table
    from rich.text import Text

    for kind in kinds:
        rows = survey.table(kind, top)
        table = Table(title=_title(survey, kind, rows), title_justify="left", box=None, pad_edge=False)
        table.add_column("count", justify="right", style="bold")
        for name, style in (("text", ""), ("read as", "blue"), ("example", "cyan")):
            table.add_column(name, style=style, overflow="fold")
        for row in rows:
            table.add_row(f"{row.count:,}", Text(shown(row.text)), row.read_as, Text(row.example))
        console.print(table)
        console.print()


def _title(survey: Survey, kind: str, rows: list[Row]) -> str:
    total = survey.total(kind)
    if not total:
        return f"{_TITLES[kind]}: none"
    different = survey.different(kind)
    told = f", the most frequent {len(rows)} of them" if len(rows) < different else ""
    return f"{_TITLES[kind]}: {total:,}, {different:,} different{told}"
