"""From bytes to a record: decode, tell the layout, place the lines, read header and body."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from itertools import takewhile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from diplomata.authority import load_authority
from diplomata.dates import find_date
from diplomata.decoding import MAX_BYTES, decode
from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.edition import FILE_NAME
from diplomata.errors import RecordRefused, UsageError
from diplomata.header import read_header, with_source
from diplomata.layouts.matcher import Match, rank
from diplomata.layouts.model import Layout, with_own
from diplomata.layouts.placed import Placed
from diplomata.layouts.zones import place
from diplomata.lines import Line, fold_blanks, split_lines
from diplomata.recognise import letters
from diplomata.recognise.body import read_body
from diplomata.recognise.crediting import named_translators, read_credits
from diplomata.recognise.genre import genre_of
from diplomata.recognise.idents import slug
from diplomata.recognise.language import SAMPLE, detect
from diplomata.recognise.sheet import Body
from diplomata.recognise.shelf_marks import told_source
from diplomata.record import DateValue, Header, Lines, Record, Source, Workings
from diplomata.titles import take_title, without_anchor_on_year

if TYPE_CHECKING:
    from diplomata.edition import Edition

_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")


def files_of(edition: Edition) -> tuple[tuple[str, int, int], ...]:
    """What a reader of ``edition`` has taken from its folder: path, time of change and size of each file.

    Processes live long, in a notebook and on a cluster: when this changes, a reader is to be made anew.
    """
    if not _lies_somewhere(edition):
        return ()
    folder = edition.path("layouts")
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    stamps = []
    for path in (edition.path("people"), *paths):
        with suppress(OSError):
            found = path.stat()
            stamps.append((str(path), found.st_mtime_ns, found.st_size))
    return tuple(stamps)


def _lies_somewhere(edition: Edition) -> bool:
    """Whether the edition has a folder: without an ``edition.toml``, what stands in the current folder is not its."""
    return edition.folder != Path() or (edition.folder / FILE_NAME).is_file()


class Reader:
    """Reads records. Built once a process: layouts are loaded and their patterns compiled here.

    Raises :class:`~diplomata.errors.SettingsError` when a layout of the edition, or its list of persons, is wrong.
    """

    def __init__(self, edition: Edition | None = None) -> None:
        own = edition if edition is not None and _lies_somewhere(edition) else None
        self._layouts = with_own(own.path("layouts") if own is not None else None)
        self._language = edition.language if edition is not None else "en"
        self._authority = load_authority(own.path("people")) if own is not None else None
        self._max_bytes = edition.max_bytes if edition is not None else MAX_BYTES

    @property
    def layouts(self) -> dict[str, Layout]:
        """The layouts that are known, by name."""
        return {layout.name: layout for layout in self._layouts}

    def read(self, data: bytes, name: str, *, layout: str | None = None) -> Record:
        """The record in ``data``. ``name`` is what the user calls it; ``layout`` forces one by name.

        Raises :class:`~diplomata.errors.RecordRefused` for what is no record, and
        :class:`~diplomata.errors.UsageError` for an unknown layout.
        """
        source = decode(data, name, max_bytes=self._max_bytes)
        lines = split_lines(source.text)
        ranked = self._ranked(lines, layout)
        match = ranked[0]
        if match.layout.refuse:
            message = f"this is no record: {match.layout.refuse}"
            raise RecordRefused(message, [diagnose("record-refused", message, path=name)])
        placed = place(lines, match.layout)
        headed = "" if placed.values("title") or placed.values("citation") else take_title(placed)
        header, found = read_header(placed, source)
        if headed:
            header = replace(header, title=headed)
        if not header.translators:
            header = replace(header, translators=_translators([line.text for line in placed.body]))
        if not placed.body:
            message = "the record has a header but no text"
            raise RecordRefused(message, [diagnose("record-no-body", path=name)])
        language = detect(_beginning(placed.body), self._language)
        body = read_body(source, placed.body, header, language, self._authority, placed.width)
        first_turn = body.turns[0].start if body.turns else 0
        header = _completed(
            with_source(header, body.source),
            body,
            name,
            [line for line in placed.body if line.start < first_turn],
            placed.body[:_TOP] if placed.width is None else [],
        )
        ident, problems = _identifier(header.record_number, name)
        unplaced = [_unplaced(source, line) for line in placed.unplaced]
        diagnostics = (*source.diagnostics, *found, *problems, *unplaced, *body.diagnostics)
        return Record(
            id=ident,
            source=source,
            layout=match.layout.name,
            header=header,
            spans=tuple(body.spans),
            people=body.people,
            turns=tuple(body.turns),
            language=language,
            diagnostics=tuple(sorted(diagnostics)),
            lines=_lines(placed),
            place=body.place,
            senders=body.sent,
            addressees=body.received,
            workings=Workings(tuple(ranked), layout is not None, body.weighed, body.candidates),
        )

    def _ranked(self, lines: list[Line], layout: str | None) -> list[Match]:
        """The layouts that the record may have, the likeliest first."""
        if layout is not None:
            known = self.layouts.get(layout)
            if known is None:
                raise UsageError(
                    f"no layout is called {layout!r}", hint=f"Known are: {', '.join(sorted(self.layouts))}."
                )
            return [Match(known, 0, ())]
        return rank(lines, self._layouts)


def _translators(lines: list[str]) -> tuple[str, ...]:
    """Who translated, as a line says that says nothing else, or the one that says where the original lies."""
    if named := named_translators(lines):
        return named
    told = (told_source(line) for line in lines[-_FOOT:] if "ranslat" in line)
    return next((credit.translators for text in told if text and (credit := read_credits(text)[0]).translators), ())


_FOOT = 16
"""Where the original lies is told in one of so many lines at the end."""


def _beginning(lines: list[Line]) -> str:
    """So much of a body, blanks folded, as tells its language."""
    text = ""
    for line in lines:
        text += line.text + "\n"
        if len(text) > 2 * SAMPLE:
            break
    return fold_blanks(text)


def _lines(placed: Placed) -> Lines:
    return Lines(
        tuple((name, line.start, line.end) for name, line in placed.fields),
        tuple((line.start, line.end) for line in placed.furniture),
        tuple((line.start, line.end) for line in placed.body),
    )


def _unplaced(source: Source, line: Line) -> Diagnostic:
    return source.diagnose("field-unplaced", line.start, f"this line fits no field of the layout: {line.text[:60]!r}")


def _completed(header: Header, body: Body, name: str, above: list[Line], top: list[Line]) -> Header:
    """The header with what only the body says: its date, classification, kind; and a title in any case.

    ``above`` are the lines of the body before its first turn, ``top`` its first lines.
    """
    title = header.title or body.subject or ("Untitled record" if name == "-" else PurePath(name).stem) or "record"
    known = {c.casefold() for c in header.classifications}
    stamps = (c.strip("[]() ").rstrip(" .!") for c in body.classifications)
    added = tuple(c for c in dict.fromkeys(stamps) if c.casefold().strip(" .") not in known)
    return replace(
        header,
        title=title,
        date=header.date
        or _day(body.date)
        or _date_in(title)
        or _sitting(above)
        or _at_the_top(top)
        or _dateline(top)
        or body.date,
        classifications=header.classifications + added,
        genre=genre_of(header, body.kind, turns=len(body.turns)),
    )


def _date_in(title: str) -> DateValue | None:
    """A title that names a day says when; a year or a month may be what the record is about."""
    found = find_date(without_anchor_on_year(title), precise=True)
    return found[2] if found else None


def _day(date: DateValue | None) -> DateValue | None:
    """A date that says a day; a year over a text may be that of a volume."""
    return date if date is not None and len(date.when or date.not_before) == len("1950-05-06") else None


_NEAR_TOP = 14
_TOP = 20
"""Over a dateline stand no more lines of the page that was saved."""
_SHORT = 300
_HEADING = 90
_HEADS = re.compile(
    r"^(?!.*(?i:\b(?:constitution|treaty|act|law|loi|gesetz|vertrag|ley|legge)\b)).*(?:[^.;,?!]|[ap]\. ?m\.)$"
)
"""A line that is no sentence, and does not name a law by its day."""


def _at_the_top(top: list[Line]) -> DateValue | None:
    """The day that the lines of a heading give, down to the first sentence; none when they name two."""
    near = top[:_NEAR_TOP]
    return _sitting(list(takewhile(lambda line: len(line.text) <= _HEADING and _HEADS.search(line.text), near)))


def _dateline(top: list[Line]) -> DateValue | None:
    """The day of the dateline in ``top``, whatever of the page stands over it; none when two lines give two."""
    return _only([line for line in _folded(top) if letters.dateline(line)])


def _sitting(above: list[Line]) -> DateValue | None:
    """The day of a sitting, as the lines above its first turn give it; none when they name two."""
    return _only(_folded([line for line in above[:_NEAR_TOP] if len(line.text) <= _SHORT]))


def _folded(lines: list[Line]) -> list[str]:
    return [fold_blanks(line.text).strip() for line in lines]


def _only(texts: list[str]) -> DateValue | None:
    """The one day that texts give, blanks folded; none when they give two."""
    days: dict[tuple[str, str], DateValue] = {}
    for text in texts:
        if found := find_date(text, precise=True):
            days.setdefault((found[2].when, found[2].not_before), found[2])
    return next(iter(days.values())) if len(days) == 1 else None


def _identifier(number: str, name: str) -> tuple[str, list[Diagnostic]]:
    """The record's id: its number where that is fit to be one, else the stem of its file's name."""
    if number:
        if _NUMBER.fullmatch(number) and ".." not in number:
            return f"record-{number}", []
        problem = diagnose("record-id-unsafe", f"the record number {number!r} cannot be part of an id", path=name)
        return f"record-{slug(PurePath(name).stem).removeprefix('n-')}", [problem]
    stem = slug(PurePath(name).stem).removeprefix("n-") if name != "-" else "stdin"
    return f"record-{stem}", []
