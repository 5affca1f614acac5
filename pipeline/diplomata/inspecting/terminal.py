"""An inspection as lines of text: coloured on a terminal, plain elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diplomata.inspecting.header import header_words
from diplomata.recognise.weighing import ACCEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from diplomata.inspecting.account import Inspection, LabelReading, LineReading

_WIDEST = 40
"""The column of readings is at most so wide, in characters; a longer reading pushes its line to the right."""
_STYLES = {
    "header": "cyan",
    "furniture": "bright_black",
    "head": "bold",
    "speaker": "bold green",
    "stage": "magenta",
    "supplied": "yellow",
    "unclear": "red",
    "sic": "red",
    "gap": "red",
    "desc": "red",
    "note": "blue",
    "foreign": "blue",
    "ref": "blue",
    "reading": "bright_black",
    "unsure": "bold red",
    "title": "bold underline",
    "yes": "green",
    "no": "bright_black",
}


class Piece(NamedTuple):
    """Some text, and what it is, which decides its colour."""

    text: str
    kind: str = ""


Row = tuple[list[Piece], list[Piece]]
"""What stands in the margin, and the text beside it."""


def plain(inspection: Inspection) -> Iterator[str]:
    """The lines without colour, each line of the source on one line."""
    for margin, text in rows(inspection):
        yield "".join(piece.text for piece in [*margin, *text]).rstrip()


def show(inspection: Inspection, console: Console) -> None:
    """Print to a terminal, in colour, long lines folded beside their margin."""
    from rich.text import Text

    for margin, text in rows(inspection):
        head = Text.assemble(*((piece.text, _STYLES.get(piece.kind, "")) for piece in margin))
        body = Text.assemble(*((piece.text, _STYLES.get(piece.kind, "")) for piece in text))
        room = max(20, console.width - head.cell_len)
        for number, line in enumerate(body.wrap(console, room) or [Text()]):
            console.print(head if number == 0 else " " * head.cell_len, line, sep="", soft_wrap=True, highlight=False)


def rows(inspection: Inspection) -> Iterator[Row]:
    """All rows: the source with its readings, then header, layout, speakers, and what is unsure."""
    lines = list(inspection.lines())
    width = min(_WIDEST, max((len(_reading(line)) for line in lines), default=0))
    digits = len(str(len(lines)))
    for line in lines:
        yield _margin(line, digits, width), _text(line)
    yield from _summary(inspection)
    yield from _layouts(inspection)
    yield from _labels(inspection)
    yield from _unsure(inspection)


def _reading(line: LineReading) -> str:
    return f"{line.reading} · {' '.join(line.speakers)}" if line.speakers else line.reading


def _margin(line: LineReading, digits: int, width: int) -> list[Piece]:
    unsure = line.unsure or bool(line.diagnostics)
    number = Piece(f"{line.number:>{digits}}{'!' if unsure else ' '} ", "unsure" if unsure else "reading")
    return [number, Piece(f"{_reading(line):<{width}}", "reading"), Piece(" │ ", "reading")]


def _text(line: LineReading) -> list[Piece]:
    pieces, at = [], 0
    for start, end, kind in line.stretches:
        if at < start:
            pieces.append(Piece(shown(line.text[at:start])))
        pieces.append(Piece(shown(line.text[start:end]), kind))
        at = end
    if at < len(line.text):
        pieces.append(Piece(shown(line.text[at:])))
    return pieces


def shown(text: str) -> str:
    """A line as a terminal may show it: without the control characters that would command it."""
    return "".join(" " if c == "\t" else c if c.isprintable() or c == "\u00a0" else "\ufffd" for c in text)


def _title(text: str) -> Iterator[Row]:
    yield [], []
    yield [], [Piece(text, "title")]


def _line(text: str, kind: str = "", indent: int = 2) -> Row:
    return [Piece(" " * indent)], [Piece(shown(text), kind)]


def _summary(inspection: Inspection) -> Iterator[Row]:
    record = inspection.record
    yield from _title("Header")
    yield _line(f"id: {record.id}")
    for name, value in header_words(record.header):
        yield _line(f"{name}: {value}", "header")
    yield _line(f"language of the text: {record.language}")
    shares = ", ".join(f"{name} {share:.1%}" for name, share in inspection.shares.items())
    yield _line(f"of the source: {shares}")


def _layouts(inspection: Inspection) -> Iterator[Row]:
    yield from _title("Layout")
    layout = inspection.layout
    if layout is None:
        yield _line(inspection.record.layout)
        return
    yield _line(f"{layout.name}: {layout.describes}")
    if inspection.record.workings.named:
        yield _line("It was named, not told.", indent=4)
    elif not layout.clues:
        yield _line("No clue to an archive's layout was found.", indent=4)
    else:
        yield _line(f"{layout.weight:g} points; {layout.threshold:g} are needed.", indent=4)
    for clue, weight in layout.clues:
        yield _line(f"{weight:+g}  {clue}", indent=4)
    for other in inspection.other_layouts:
        yield _line(f"less likely: {other.name}, {other.weight:g} points", "no")


def _labels(inspection: Inspection) -> Iterator[Row]:
    labels = inspection.labels()
    yield from _title("Speakers")
    if not any(label.accepted for label in labels):
        yield _line("No label begins a turn.")
    for label in labels:
        if label.accepted:
            yield from _label(label)
    rejected = [label for label in labels if not label.accepted]
    if rejected:
        yield from _title(f"Rejected labels, the likeliest first ({ACCEPT:g} points are needed)")
    for label in rejected:
        yield from _label(label)


def _label(label: LabelReading) -> Iterator[Row]:
    times = "once" if label.count == 1 else f"{label.count} times"
    who = f" → {' '.join(label.persons)}" if label.persons else ""
    kind = "yes" if label.accepted else "no"
    yield _line(f"{label.label}{who}  {label.points:g} points, {label.form}, {times}, line {label.line}", kind)
    for why in label.why:
        yield _line(why, indent=6)
    if label.reason:
        yield _line(label.reason, indent=6)


def _unsure(inspection: Inspection) -> Iterator[Row]:
    yield from _title("What is unsure")
    if not inspection.record.diagnostics:
        yield _line("Nothing.")
    for found in inspection.record.diagnostics:
        where = f"line {found.line}: " if found.line else ""
        yield _line(f"{where}{found.severity}: {found.message} [{found.code}]", "unsure")
        if found.hint:
            yield _line(found.hint, indent=6)
