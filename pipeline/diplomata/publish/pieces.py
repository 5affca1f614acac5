"""The files that have a piece a record: catalogues, references, letters, corpus, texts, and the archive of the TEI.

The pieces of a record are made with its page and kept in the store; the files are spliced of them. The order is
that of dates, in the archive that of names.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from diplomata.publish import citations, exports
from diplomata.publish.output import digest_of
from diplomata.publish.packing import Member, directory
from diplomata.publish.queries import unpickled
from diplomata.publish.splice import Splicer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts
    from diplomata.publish.output import Output
    from diplomata.publish.people_file import KnownPerson
    from diplomata.publish.store import Store

TEXTS = "edition.txt"
ARCHIVE = "tei.zip"
OWNER = "export/"
_ROWS = ("[\n", ",\n", "\n]\n")


class Frame(NamedTuple):
    """What stands around the pieces of a file; ``empty`` is the whole of a file that has none."""

    head: str = ""
    joint: str = ""
    tail: str = ""
    empty: str | None = None


def frames(edition: Edition) -> dict[str, Frame]:
    """The files in order of date, and their frames."""
    head, tail = exports.cmif_frame(edition)
    return {
        "catalog.csv": Frame(exports.csv_line(exports.COLUMNS)),
        "catalog.json": Frame(*_ROWS, "[]\n"),
        "references.bib": Frame(),
        "references.ris": Frame(),
        "references.json": Frame(*_ROWS, "[]\n"),
        "cmif.xml": Frame(head, "", tail),
        "corpus.jsonl": Frame(),
        TEXTS: Frame("", f"\n{'-' * 72}\n\n"),
    }


def pieces(
    facts: Facts, edition: Edition, strings: Mapping[str, str], known: Mapping[str, KnownPerson]
) -> dict[str, str]:
    """The pieces of one record that its facts give."""
    row = exports.catalogue_row(facts, edition)
    return {
        "catalog.csv": exports.csv_line(exports.cells(row)),
        "catalog.json": json.dumps(row, ensure_ascii=False),
        "references.bib": citations.bibtex(facts, edition, strings) + "\n\n",
        "references.ris": citations.ris(facts, edition, strings) + "\n\n",
        "references.json": json.dumps(citations.csl(facts, edition, strings), ensure_ascii=False),
        "cmif.xml": exports.correspondence(facts, edition, known) if facts.senders or facts.receivers else "",
    }


def splice(store: Store, output: Output, edition: Edition) -> None:
    """Bring the files up to date with the pieces in the store. Raises :class:`OSError`."""
    framed = frames(edition)
    key = digest_of(*(repr(item) for item in framed.items()))
    with ExitStack() as stack:
        old = store.fact("exports") == key and store.database.execute("SELECT 1 FROM spliced").fetchone() is not None
        files: dict[str, Splicer] = {}
        for name, frame in framed.items():
            there = old and output.holds(name, OWNER, key)
            spliced = Splicer(output.folder / name, frame.head.encode(), frame.joint.encode(), old=there)
            files[name] = stack.enter_context(spliced)
        archive = Splicer(output.folder / ARCHIVE, old=old and output.holds(ARCHIVE, OWNER, key))
        stack.enter_context(archive)
        _by_date(store, output, files)
        _by_name(store, archive)
        store.set_fact("exports", "")
        store.commit()  # From here to the end the files are of no known state.
        for name, frame in framed.items():
            changed = files[name].finish(frame.tail.encode(), None if frame.empty is None else frame.empty.encode())
            output.note(name, OWNER, changed=changed, key=key)
        changed = archive.finish(directory(_members(store)))
        output.note(ARCHIVE, OWNER, changed=changed, key=key)
    _remember(store)
    store.set_fact("exports", key)


_NOW = (
    "SELECT start, tie, record.id, piece.digest FROM piece JOIN record ON record.id = piece.record ORDER BY 1, 2, 3"
)
_OLD = "SELECT start, tie, record, digest, lengths FROM spliced ORDER BY 1, 2, 3"
Place = tuple[str, str, str]


def _by_date(store: Store, output: Output, files: dict[str, Splicer]) -> None:
    """Merge the pieces that the files have with those that they should have, both in order of date."""
    db = store.database
    db.execute("CREATE TEMP TABLE made (record TEXT PRIMARY KEY, lengths TEXT) WITHOUT ROWID")
    names = list(files)
    old = _pairs(db.execute(_OLD))
    before = next(old, None)
    for start, tie, record, digest in db.execute(_NOW):
        place = (start, tie, record)
        while before is not None and before[0] < place:
            for name, length in zip(names, before[2], strict=True):
                if files[name].can_keep:
                    files[name].skip(length)
            before = next(old, None)
        here = before if before is not None and before[0] == place else None
        same = here is not None and here[1] == digest
        content: dict[str, bytes] = {}
        if not same or not all(file.can_keep for file in files.values()):
            content = _content(store, output, record)
            lengths = [len(content[name]) for name in names]
            db.execute("INSERT INTO made VALUES (?, ?)", (record, json.dumps(lengths)))
        for number, name in enumerate(names):
            file = files[name]
            if here is not None and same and file.can_keep:
                file.keep(here[2][number])
            else:
                file.add(content[name], instead=here[2][number] if here is not None and file.can_keep else None)
        if here is not None:
            before = next(old, None)
    while before is not None:
        for name, length in zip(names, before[2], strict=True):
            if files[name].can_keep:
                files[name].skip(length)
        before = next(old, None)


def _pairs(rows: Iterator[tuple[str, str, str, str, str]]) -> Iterator[tuple[Place, str, list[int]]]:
    for start, tie, record, digest, lengths in rows:
        yield (start, tie, record), digest, json.loads(lengths)


def _content(store: Store, output: Output, record: str) -> dict[str, bytes]:
    """The pieces of a record."""
    (value,) = store.database.execute("SELECT value FROM piece WHERE record = ?", (record,)).fetchone()
    found = {name: piece.encode() for name, piece in unpickled(value).items()}
    found[TEXTS] = (output.folder / "records" / f"{record}.txt").read_bytes()
    return found


def _by_name(store: Store, archive: Splicer) -> None:
    """Merge the files that the archive has with those that it should have, both in order of their names."""
    query = """
        SELECT record, packed.digest, zipped.digest, zipped.length FROM packed
        LEFT JOIN zipped USING (record) UNION ALL
        SELECT record, NULL, zipped.digest, zipped.length FROM zipped WHERE record NOT IN (SELECT record FROM packed)
        ORDER BY record
    """
    for record, digest, before, length in store.database.execute(query):
        if not archive.can_keep:
            length = None
        if digest is None:
            if length is not None:
                archive.skip(length)
        elif digest == before and length is not None:
            archive.keep(length)
        else:
            (value,) = store.database.execute("SELECT value FROM packed WHERE record = ?", (record,)).fetchone()
            archive.add(value, instead=length)


def _members(store: Store) -> Iterator[Member]:
    query = "SELECT record, crc, size, length(value) FROM packed ORDER BY record"
    for record, crc, size, length in store.database.execute(query):
        yield Member(f"{record}.xml", crc, size, length)


def _remember(store: Store) -> None:
    """Keep what the files have now: only rows that changed are written."""
    store.database.executescript("""
        DELETE FROM spliced WHERE record NOT IN (SELECT record FROM piece);
        INSERT OR REPLACE INTO spliced
        SELECT id, start, tie, piece.digest, made.lengths
        FROM made JOIN piece USING (record) JOIN record ON record.id = made.record;
        DROP TABLE made;
        DELETE FROM zipped WHERE record NOT IN (SELECT record FROM packed);
        INSERT OR REPLACE INTO zipped
        SELECT record, packed.digest, length(value) FROM packed LEFT JOIN zipped USING (record)
        WHERE zipped.digest IS NOT packed.digest;
    """)
