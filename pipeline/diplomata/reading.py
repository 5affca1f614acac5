"""From bytes to a record: decode, tell the layout, place the lines, read header and body."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from diplomata.authority import load_authority
from diplomata.dating import TOP, told_day
from diplomata.decoding import MAX_BYTES, decode
from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.edition import FILE_NAME
from diplomata.errors import RecordRefused, UsageError
from diplomata.header import cited_title, read_header, told_language, with_source
from diplomata.layouts.flat import cut
from diplomata.layouts.matcher import Match, rank
from diplomata.layouts.model import Layout, with_own
from diplomata.layouts.placed import Placed
from diplomata.layouts.zones import place
from diplomata.lines import Line, fold_blanks, split_lines
from diplomata.recognise.blocks import split_blocks
from diplomata.recognise.body import read_body
from diplomata.recognise.crediting import named_translators, read_credits
from diplomata.recognise.genre import genre_of
from diplomata.recognise.idents import slug
from diplomata.recognise.language import SAMPLE, detect
from diplomata.recognise.sheet import Body
from diplomata.recognise.shelf_marks import FOOT, told_source
from diplomata.record import Header, Lines, Record, Source, Workings
from diplomata.titles import take_title
from diplomata.volume_marks import told_symbol

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
        said = placed.values("title") or cited_title(" ".join(placed.values("citation")))
        headed = "" if said else take_title(placed)
        header, found = read_header(placed, source)
        if headed:
            header = replace(header, title=headed)
        if not (header.record_number or header.document_number):
            header = replace(header, document_number=told_symbol(placed.body))
        if not header.translators:
            header = replace(header, translators=_translators(placed.body))
        if not header.languages:
            header = replace(header, languages=told_language(placed.body))
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
            _before(placed.body, first_turn),
            placed.body[:TOP] if placed.width is None else [],
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


def _before(lines: list[Line], place: int) -> list[Line]:
    """The lines before a place in the text, the last of them down to it: run together, one line holds many turns."""
    return [cut(line, 0, min(len(line.text), place - line.start)) for line in lines if line.start < place]


def _translators(lines: list[Line]) -> tuple[str, ...]:
    """Who translated, as a line says that says nothing else, or the one that says where the original lies."""
    if named := named_translators([line.text for line in lines]):
        return named
    foot = lines[-FOOT:]
    if not any("ranslat" in line.text for line in foot):
        return ()
    told = (told_source(block.text) for block in split_blocks(foot))
    return next((credit.translators for text in told if text and (credit := read_credits(text)[0]).translators), ())


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
    stamps = (c.partition(") (")[0].strip("[]() ").rstrip(" .!") for c in body.classifications)
    added = tuple(c for c in dict.fromkeys(stamps) if c.casefold().strip(" .") not in known)
    return replace(
        header,
        title=title,
        date=header.date or told_day(title, body.date, above, top),
        classifications=header.classifications + added,
        genre=genre_of(header, body.kind, turns=len(body.turns)),
    )


def _identifier(number: str, name: str) -> tuple[str, list[Diagnostic]]:
    """The record's id: its number where that is fit to be one, else the stem of its file's name."""
    if number:
        if _NUMBER.fullmatch(number) and ".." not in number:
            return f"record-{number}", []
        problem = diagnose("record-id-unsafe", f"the record number {number!r} cannot be part of an id", path=name)
        return f"record-{slug(PurePath(name).stem).removeprefix('n-')}", [problem]
    stem = slug(PurePath(name).stem).removeprefix("n-") if name != "-" else "stdin"
    return f"record-{stem}", []
