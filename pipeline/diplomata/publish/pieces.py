"""The files that have a piece a record: catalogues, references, letters, corpus, texts, and the archive of the TEI.

The pieces of a record are made with its page and kept in the store; the files are spliced of them. The order is
that of dates, in the archive that of names.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from diplomata.publish import cmif, exports, references
from diplomata.publish.addresses import address_of
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
_FILES_AT_ONCE = 2
_ROWS = ("[\n", ",\n", "\n]\n")


class Frame(NamedTuple):
    """What stands around the pieces of a file; ``empty`` is the whole of a file that has none."""

    head: str = ""
    joint: str = ""
    tail: str = ""
    empty: str | None = None


def frames(edition: Edition, updated: str) -> dict[str, Frame]:
    """The files in order of date, and their frames. ``updated`` is the latest date that the edition gives."""
    head, tail = cmif.frame(edition, updated)
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
        "references.bib": references.bibtex(facts, edition, strings) + "\n\n",
        "references.ris": references.ris(facts, edition, strings) + "\n\n",
        "references.json": json.dumps(references.csl(facts, edition, strings), ensure_ascii=False),
        "cmif.xml": cmif.letter(facts, edition, known),
    }


def splice(store: Store, output: Output, edition: Edition) -> None:
    """Bring the files up to date with the pieces in the store. Raises :class:`OSError`."""
    framed = frames(edition, max(edition.date, store.last_published()))
    key = digest_of(*(repr(item) for item in framed.items()))
    (count,) = store.database.execute("SELECT count(*) FROM spliced").fetchone()
    known = store.fact("exports") == key and count > 0
    there = [output.holds(name, OWNER, key) for name in (*framed, ARCHIVE)]
    old = known and all(there)
    with ExitStack() as stack:
        files: dict[str, Splicer] = {}
        for name, frame in framed.items():
            spliced = Splicer(output.folder / name, frame.head.encode(), frame.joint.encode(), old=old)
            files[name] = stack.enter_context(spliced)
        archive = stack.enter_context(Splicer(output.folder / ARCHIVE, old=old))
        _by_date(store, output, edition, files, old=old)
        _by_name(store, archive, old=old)
        store.set_fact("exports", "")
        store.commit()  # From here to the end the files are of no known state.
        # The system copies, and removes what was there, in threads of its own: large files take their time.
        threads = stack.enter_context(ThreadPoolExecutor(_FILES_AT_ONCE))
        finished = {
            name: threads.submit(
                files[name].finish, frame.tail.encode(), None if frame.empty is None else frame.empty.encode()
            )
            for name, frame in framed.items()
        }
        finished[ARCHIVE] = threads.submit(archive.finish, directory(_members(store)))
        _remember(store)
        for name, changed in finished.items():
            output.note(name, OWNER, changed=changed.result(), key=key)
    store.set_fact("exports", key)


Place = tuple[str, str, str]
_SIZES = ", ".join(f"size{number}" for number in range(8))
_SUMS = ", ".join(f"total(size{number})" for number in range(8))
_CHANGES = """
    CREATE TEMP TABLE change (start TEXT, tie TEXT, record TEXT, old INTEGER, new INTEGER);
    CREATE INDEX temp.change_order ON change (start, tie, record);
"""
_GONE = """
    INSERT INTO change SELECT s.start, s.tie, s.record, 1, 0 FROM spliced s
    LEFT JOIN piece p INDEXED BY piece_page ON p.record = s.record LEFT JOIN record r ON r.id = s.record
    WHERE p.digest IS NOT s.digest OR r.start IS NOT s.start OR r.tie IS NOT s.tie
"""
_CAME = """
    INSERT INTO change SELECT r.start, r.tie, p.record, 0, 1 FROM piece p
    JOIN record r ON r.id = p.record LEFT JOIN spliced s ON s.record = p.record
    WHERE p.digest IS NOT s.digest OR r.start IS NOT s.start OR r.tie IS NOT s.tie
"""
_ALL = """
    INSERT INTO change SELECT r.start, r.tie, p.record, 0, 1 FROM piece p JOIN record r ON r.id = p.record
"""
_BETWEEN = f"""
    SELECT count(*), {_SUMS} FROM spliced WHERE (start, tie, record) > (?, ?, ?) AND (start, tie, record) < (?, ?, ?)
"""  # noqa: S608 - names above
_LAST = "\U0010ffff"
"""Sorts behind every date and every id."""


def _by_date(store: Store, output: Output, edition: Edition, files: dict[str, Splicer], *, old: bool) -> None:
    """Go from change to change, in order of date: what lies between is kept whole."""
    db = store.database
    db.executescript(_CHANGES)
    for query in (_GONE, _CAME) if old else (_ALL,):
        db.execute(query)
    db.execute(f"CREATE TEMP TABLE made (record TEXT PRIMARY KEY, {_SIZES}) WITHOUT ROWID")
    blanks = ", ".join("?" * (1 + len(files)))
    last: Place = ("", "", "")
    query = "SELECT start, tie, record, max(old), max(new) FROM change GROUP BY start, tie, record ORDER BY 1, 2, 3"
    for start, tie, record, was, now in db.execute(query):
        place = (start, tie, record)
        if old:
            _keep_between(store, files, last, place)
        sizes: tuple[int | None, ...] = (None,) * len(files)
        if was:
            sizes = db.execute(f"SELECT {_SIZES} FROM spliced WHERE record = ?", (record,)).fetchone()  # noqa: S608
        if now:
            content = _content(store, output, edition, record)
            for (name, file), size in zip(files.items(), sizes, strict=True):
                file.add(content[name], instead=size)
            made = (record, *(len(content[name]) for name in files))
            db.execute(f"INSERT INTO made VALUES ({blanks})", made)  # noqa: S608 - question marks
        else:
            for file, size in zip(files.values(), sizes, strict=True):
                file.skip(size or 0)
        last = place
    if old:
        _keep_between(store, files, last, (_LAST, "", ""))
    db.execute("DROP TABLE change")


def _keep_between(store: Store, files: dict[str, Splicer], last: Place, place: Place) -> None:
    count, *sizes = store.database.execute(_BETWEEN, (*last, *place)).fetchone()
    if count:
        for file, size in zip(files.values(), sizes, strict=True):
            file.keep(int(size), count)


def _content(store: Store, output: Output, edition: Edition, record: str) -> dict[str, bytes]:
    """The pieces of a record."""
    (value,) = store.database.execute("SELECT value FROM piece WHERE record = ?", (record,)).fetchone()
    found = {name: piece.encode() for name, piece in unpickled(value).items()}
    found[TEXTS] = (output.folder / address_of(edition, record, ".txt")).read_bytes()
    return found


def _by_name(store: Store, archive: Splicer, *, old: bool) -> None:
    """As :func:`_by_date`, for the archive, whose order is that of names."""
    one = store.database.execute
    query = """
        SELECT record, zipped.length, packed.digest IS NOT NULL FROM packed LEFT JOIN zipped USING (record)
        WHERE ? OR packed.digest IS NOT zipped.digest
        UNION ALL SELECT record, length, 0 FROM zipped WHERE ? AND record NOT IN (SELECT record FROM packed)
        ORDER BY record
    """
    last = ""
    for record, size, now in one(query, (not old, old)):
        if old:
            _keep_names(store, archive, last, record)
        if now:
            (value,) = one("SELECT value FROM packed WHERE record = ?", (record,)).fetchone()
            archive.add(value, instead=size if old else None)
        else:
            archive.skip(size)
        last = record
    if old:
        _keep_names(store, archive, last, _LAST)


def _keep_names(store: Store, archive: Splicer, last: str, record: str) -> None:
    query = "SELECT count(*), total(length) FROM zipped WHERE record > ? AND record < ?"
    count, size = store.database.execute(query, (last, record)).fetchone()
    if count:
        archive.keep(int(size), count)


def _members(store: Store) -> Iterator[Member]:
    query = "SELECT record, crc, size, length FROM packed ORDER BY record"
    for record, crc, size, length in store.database.execute(query):
        yield Member(f"{record}.xml", crc, size, length)


def _remember(store: Store) -> None:
    """Keep what the files have now: only rows that changed are written."""
    store.database.executescript(f"""
        DELETE FROM spliced WHERE record NOT IN (SELECT record FROM piece);
        INSERT OR REPLACE INTO spliced SELECT id, start, tie, piece.digest, {_SIZES}
        FROM made JOIN piece USING (record) JOIN record ON record.id = made.record;
        DROP TABLE made;
        DELETE FROM zipped WHERE record NOT IN (SELECT record FROM packed);
        INSERT OR REPLACE INTO zipped
        SELECT record, packed.digest, packed.length FROM packed LEFT JOIN zipped USING (record)
        WHERE zipped.digest IS NOT packed.digest;
    """)  # noqa: S608 - names above
