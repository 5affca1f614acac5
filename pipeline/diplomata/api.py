"""The library: what ``import diplomata`` offers to notebooks and other programs.

Each function is what a command does, for one record: read, encode, validate, show. ``diplomata/__init__.py``
names what is public.
"""

from __future__ import annotations

import itertools
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from diplomata.edition import Edition, edition_around, load_edition
from diplomata.errors import NothingToDo, UsageError
from diplomata.sources import STANDARD, iter_sources

if TYPE_CHECKING:
    from lxml import etree

    from diplomata.diagnostics import Diagnostic
    from diplomata.inspecting import Inspection
    from diplomata.publish.pages import Stylesheets
    from diplomata.reading import Reader
    from diplomata.record import Record

EditionLike = Edition | str | os.PathLike[str] | None
"""An edition, its folder or ``edition.toml``; ``None`` for the one that the record is part of, else the defaults."""


def read(
    path: str | os.PathLike[str] | None = None,
    *,
    text: str | None = None,
    name: str = "text.txt",
    layout: str | None = None,
    edition: EditionLike = None,
) -> Record:
    """Read one record: from ``path`` (a file, an address, ``-`` for standard input), or from ``text``.

    ``name`` is what the record is called when it comes as text: its id is made of it where the record has no
    number. ``layout`` names a layout instead of telling it. ``edition`` gives layouts, persons, language and
    limits; without it, those of the edition that ``path`` is part of hold, as on the command line.

    Raises :class:`~diplomata.errors.RecordRefused` for what is no record, and
    :class:`~diplomata.errors.RecordError` for what cannot be read;
    :class:`~diplomata.errors.UsageError` when there is not exactly one record, or no such layout;
    :class:`~diplomata.errors.SettingsError` when the settings of the edition are wrong.
    """
    if (path is None) == (text is None):
        raise UsageError("read takes a path or a text, one of the two")
    if text is not None:
        return _reader(edition_of(edition, "")).read(text.encode("utf-8", "replace"), name, layout=layout)
    source = os.fspath(path) if path is not None else STANDARD
    chosen = edition_of(edition, source)
    limit = (chosen or Edition()).max_bytes
    items = list(itertools.islice(iter_sources([source], max_bytes=limit), 2))
    if not items:
        raise NothingToDo(f"{source}: no .txt file was found")
    if len(items) > 1:
        raise UsageError(f"{source}: this is more than one record", hint="Name one of its files.")
    return _reader(chosen).read(items[0].read(limit), items[0].name, layout=layout)


def encode(record: Record, *, edition: EditionLike = None) -> etree._Element:
    """The TEI of a record: its root element. That no word was lost or invented is already proved.

    ``edition`` gives what the record does not say (a publisher); without it, the edition that the record's file
    is part of. Raises :class:`~diplomata.errors.NotConserved` when the proof fails.
    """
    from diplomata.tei.document import encode as run

    return run(record, edition_of(edition, record.source.name)).root


def validate(tei: etree._Element | etree._ElementTree | bytes | str | os.PathLike[str]) -> list[Diagnostic]:
    """What is wrong with a TEI document by our schema and its rules; empty when it is valid.

    ``tei`` is an element, a tree, the bytes of a file, or its path. Never raises for what a document holds;
    raises :class:`OSError` when the file cannot be read.
    """
    from diplomata.validation import validate_bytes, validate_tree

    if isinstance(tei, bytes):
        return validate_bytes(tei, "")
    if isinstance(tei, str | os.PathLike):
        return validate_bytes(Path(tei).read_bytes(), os.fspath(tei))
    return validate_tree(_root(tei))


def to_html(tei: etree._Element | etree._ElementTree, *, edition: EditionLike = None) -> str:
    """The page of a record, as ``publish`` makes it.

    ``edition`` gives title, colours and stylesheets. Raises :class:`~diplomata.publish.pages.PageError` when a
    stylesheet fails, and :class:`~diplomata.errors.SettingsError` when one of the edition's own is wrong.
    """
    return _stylesheets(edition_of(edition, "") or Edition()).html(_root(tei)).decode("utf-8")


def to_text(tei: etree._Element | etree._ElementTree, *, width: int = 72, edition: EditionLike = None) -> str:
    """The text edition of a record, in lines of at most ``width`` characters (0: one line a paragraph).

    Raises as :func:`to_html`.
    """
    return _stylesheets(edition_of(edition, "") or Edition()).text(_root(tei), width)


def inspect(record: Record) -> Inspection:
    """How a record was read: its lines with their readings, its layout and labels with the evidence."""
    from diplomata.inspecting import Inspection

    return Inspection(record)


def _root(tei: etree._Element | etree._ElementTree) -> etree._Element:
    from lxml import etree

    return tei.getroot() if isinstance(tei, etree._ElementTree) else tei


def edition_of(edition: EditionLike, source: str) -> Edition | None:
    """The edition that is given, else the one that the file ``source`` is part of, if there is one."""
    if isinstance(edition, Edition):
        return edition
    if edition is not None:
        return load_edition(Path(edition))
    if source and source != STANDARD and Path(source).exists():
        return edition_around(Path(source), "records")
    return None


def _reader(edition: Edition | None) -> Reader:
    from diplomata.reading import files_of

    return _reader_of(edition, files_of(edition) if edition is not None else ())


@lru_cache(maxsize=4)
def _reader_of(edition: Edition | None, files: tuple[tuple[str, int, int], ...]) -> Reader:
    """A reader is kept until a layout or the list of persons changes: people correct them as they work."""
    from diplomata.reading import Reader

    return Reader(edition)


@lru_cache(maxsize=4)
def _stylesheets(edition: Edition) -> Stylesheets:
    from diplomata.publish.pages import Stylesheets

    return Stylesheets(edition)
