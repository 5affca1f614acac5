"""The work on single records, in batches that can be done in other processes."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.files import write_atomic
from diplomata.publish.about import redirect_page
from diplomata.publish.addresses import address_of, former_addresses, way
from diplomata.publish.corpus import corpus_lines
from diplomata.publish.facts import SAFE_ID, Facts
from diplomata.publish.output import digest_of, stamp_of
from diplomata.publish.packing import Packed, pack
from diplomata.publish.pages import PageError, Stylesheets
from diplomata.publish.people_file import KnownPerson, read_people
from diplomata.publish.pieces import pieces
from diplomata.publish.reading import read_facts
from diplomata.publish.store import packed
from diplomata.publish.text import lay_out
from diplomata.tei.namespace import XML_ID, safe_parser, tei

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diplomata.edition import Edition
    from diplomata.publish.context import Neighbour


_PARSER = safe_parser(huge=True, ids=False)
"""For documents of our own: two records have turns of the same id."""


class Gathered(NamedTuple):
    """What was read in one file: its facts and what was said in it, or why it cannot be used."""

    path: str
    facts: Facts | None = None
    said: tuple[tuple[str, str, bytes], ...] = ()
    """Person, id and TEI of every turn of a person who has a page."""
    diagnostic: Diagnostic | None = None


class Task(NamedTuple):
    """One record whose pages are to be made."""

    path: str
    facts: Facts
    before: Neighbour | None
    after: Neighbour | None


class Made(NamedTuple):
    """What was made of one record; or why nothing could be.

    ``files`` are name, whether it had changed, and stamp of each. ``page`` is the digest of the page, ``pieces``
    those of :mod:`~diplomata.publish.pieces`, packed, ``digest`` theirs and the text's, ``tei`` the TEI, packed.
    """

    files: tuple[tuple[str, bool, str], ...] = ()
    page: str = ""
    digest: str = ""
    pieces: bytes = b""
    tei: Packed | None = None
    diagnostic: Diagnostic | None = None


class Draft(NamedTuple):
    """One page of a list or a person that is to be made of a document; one without a name is no page.

    ``owner`` and ``key`` are those of :class:`~diplomata.publish.output.Output`.
    """

    owner: str
    key: str
    name: str = ""
    sheet: str = ""
    document: bytes = b""
    root: str = ""
    here: str = ""


class UnusableFile(Exception):
    """A file that cannot be published; ``diagnostic`` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def gather(paths: list[str]) -> list[Gathered]:
    """Read the facts of some files."""
    return [_gather(path) for path in paths]


def make(edition: Edition, recipe: str, site: str, former: tuple[int, ...], tasks: list[Task]) -> list[Made]:
    """Make the pages of some records and write them. Another ``recipe`` has other stylesheets or persons.

    ``former`` are the numbers of folders that the edition had: where a page stood, one leads to it. Raises
    :class:`OSError`.
    """
    sheets, known = _tools(edition, recipe)
    return [_make(sheets, known, Path(site), task, former) for task in tasks]


def press(edition: Edition, recipe: str, site: str, drafts: list[Draft]) -> list[tuple[bool, str] | None]:
    """Make some pages and write them: whether each has changed, and its stamp. ``recipe`` is as for :func:`make`.

    Raises :class:`OSError`.
    """
    sheets, _ = _tools(edition, recipe)
    made: list[tuple[bool, str] | None] = []
    for draft in drafts:
        if not draft.name:
            made.append(None)
            continue
        document = etree.fromstring(draft.document, _PARSER)
        page = sheets.page(draft.sheet, document, root=draft.root, here=draft.here)
        changed = write_atomic(Path(site) / draft.name, page)
        made.append((changed, stamp_of(Path(site) / draft.name)))
    return made


@lru_cache(maxsize=2)
def _tools(edition: Edition, recipe: str) -> tuple[Stylesheets, dict[str, KnownPerson]]:
    return Stylesheets(edition), read_people(edition.path("people"))


def _gather(path: str) -> Gathered:
    try:
        root, data = read_tei(Path(path))
    except UnusableFile as error:
        return Gathered(path, diagnostic=error.diagnostic)
    facts = read_facts(root, Path(path).stem, hashlib.sha256(data).hexdigest())
    return Gathered(path, facts, tuple(_turns(root, facts)))


def _turns(root: etree._Element, facts: Facts) -> Iterator[tuple[str, str, bytes]]:
    persons = {person.id for person in facts.people if person.kind == "person"}
    for said, turn in zip(facts.said, root.iter(tei("sp")), strict=False):
        for who in said.who:
            if who in persons:
                yield who, said.id, etree.tostring(turn, with_tail=False, encoding="utf-8")


def _make(
    sheets: Stylesheets, known: dict[str, KnownPerson], site: Path, task: Task, former: tuple[int, ...]
) -> Made:
    facts = task.facts
    try:
        root, data = read_tei(Path(task.path))
        page = sheets.html(root, facts, previous=task.before, following=task.after)
        blocks = sheets.blocks(root)
    except UnusableFile as error:
        return Made(diagnostic=error.diagnostic)
    except PageError as error:
        return Made(diagnostic=diagnose("page-failed", f"the page cannot be made: {error}", path=task.path))
    text = lay_out(blocks, sheets.edition.text_width).encode()
    files = []
    written = ((".html", page), (".xml", data), (".txt", text))
    made = [(address_of(sheets.edition, facts.id, suffix), content) for suffix, content in written]
    for name in former_addresses(sheets.edition, facts.id, former):
        document = redirect_page(sheets.strings, facts.id, way(sheets.edition, name, facts.id))
        made.append((name, sheets.page("about", document, root="../" * name.count("/"), here="missing")))
    for name, content in made:
        changed = write_atomic(site / name, content)
        files.append((name, changed, stamp_of(site / name)))
    found = pieces(facts, sheets.edition, sheets.strings, known)
    found["corpus.jsonl"] = corpus_lines(blocks, facts)
    return Made(
        tuple(files),
        digest_of(page),
        digest_of(*found.values(), text),
        packed(found),
        pack(f"{facts.id}.xml", data),
    )


def read_tei(path: Path) -> tuple[etree._Element, bytes]:
    """The root element and the bytes of a TEI file. Raises :class:`UnusableFile`."""
    name = str(path)
    if not SAFE_ID.fullmatch(path.stem):
        raise UnusableFile(diagnose("record-id-unsafe", "the file's name cannot be the name of a page", path=name))
    try:
        data = path.read_bytes()
        root = etree.fromstring(data, safe_parser())
    except OSError as error:
        raise UnusableFile(diagnose("source-unreadable", f"the file cannot be read: {error}", path=name)) from error
    except etree.XMLSyntaxError as error:
        line, column = error.position
        found = diagnose("xml-malformed", error.msg or "", path=name, line=line, column=column)
        raise UnusableFile(found) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnusableFile(diagnose("xml-unsafe", path=name))
    if root.tag != tei("TEI"):
        raise UnusableFile(diagnose("page-not-tei", path=name, line=_line(root)))
    identifier = root.get(XML_ID)
    if identifier is not None and identifier != path.stem:
        message = f"the file's name is {path.stem}, but its xml:id is {identifier}"
        raise UnusableFile(diagnose("page-id", message, path=name, line=_line(root)))
    return root, data


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0
