"""A layout file: what it may say of all records, and how its mistakes are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diplomata.edition import Edition
from diplomata.errors import SettingsError
from diplomata.layouts.model import with_own
from diplomata.reading import Reader
from diplomata.tei.document import encode
from diplomata.tei.namespace import NS
from diplomata.validation import gate

if TYPE_CHECKING:
    from pathlib import Path

    from diplomata.record import Record

HEAD = 'name = "desk"\nthreshold = 1\nclues = [{ line = "FROM THE DESK" }]\n'
ZONE = HEAD + "[[zones]]\nkind = "
SLOTS = '[[zones]]\nkind = "slots"\norder = ["furniture", "date", "title", "funder", "archive"]\n'
ZONES = SLOTS + '[[zones]]\nkind = "body"\n'
RECORD = """FROM THE DESK

4 May 1961

Talk on the Lamp

Paid for by the Lantern Fund

Box 3, Folder 12

The lamp was lit in the evening, and it stood there burning until the morning came.
"""
CONSTANTS = """credit_lines = ["Paid for by"]
[constants]
genre = "minutes"
publisher = "The Desk"
language = "German"
repository = "House of Lamps"
"""


def read(folder: Path, layout: str, text: str = RECORD) -> Record:
    (folder / "layouts").mkdir(exist_ok=True)
    (folder / "layouts" / "desk.toml").write_text(layout, encoding="utf-8")
    return Reader(Edition(folder=folder)).read(text.encode(), "desk.txt")


def told(folder: Path, layout: str) -> list[tuple[int, str, str]]:
    """Line, message and hint of each mistake in a layout file."""
    (folder / "desk.toml").write_text(layout, encoding="utf-8")
    with pytest.raises(SettingsError) as wrong:
        with_own(folder)
    return [(problem.line, problem.message, problem.hint) for problem in wrong.value.diagnostics]


def test_constants_hold_where_the_record_says_nothing(tmp_path: Path) -> None:
    header = read(tmp_path, HEAD + CONSTANTS + ZONES).header
    assert (header.genre, header.publisher, header.languages[0].tag) == ("minutes", "The Desk", "de")
    assert [(a.repository, a.reference) for a in header.archives] == [("House of Lamps", "Box 3, Folder 12")]


def test_what_the_record_says_goes_before_a_constant(tmp_path: Path) -> None:
    labels = '[[zones]]\nkind = "labels"\ninline = true\n[zones.labels]\n"Kind" = "genre"\n"In" = "language"\n'
    labels += '"By" = "publisher"\n"Source" = "source"\n"Text" = "contents"\n[[zones]]\nkind = "body"\n'
    text = "FROM THE DESK\n\nKind: letter\nIn: French\nBy: The Shelf\nSource: OSA, F. 7, Dos. 8\nText\n\nIt burns.\n"
    header = read(tmp_path, HEAD + 'furniture = ["FROM THE DESK"]\n' + CONSTANTS + labels, text).header
    assert (header.genre, header.publisher, header.languages[0].tag) == ("letter", "The Shelf", "fr")
    assert [a.repository for a in header.archives] == ["OSA"]


def test_the_words_that_thank_are_furniture_and_no_word_is_lost(tmp_path: Path) -> None:
    record = read(tmp_path, HEAD + CONSTANTS + ZONES)
    document = encode(record)
    assert record.header.funders == ("Lantern Fund",)
    assert [record.text[a:b] for a, b in record.lines.furniture] == ["FROM THE DESK", "Paid for by"]
    assert gate().messages(document.root) == []


def test_furniture_in_a_slot_is_left_out_unless_the_next_slot_knows_the_line(tmp_path: Path) -> None:
    layout = HEAD + CONSTANTS + ZONES
    other = read(
        tmp_path, layout, RECORD.replace("FROM THE DESK\n\n4", "Sheet 17 of the desk\n\n4") + "\nFROM THE DESK\n"
    )
    assert (other.header.title, other.header.date is not None) == ("Talk on the Lamp", True)
    assert next(other.text[a:b] for a, b in other.lines.furniture) == "Sheet 17 of the desk"
    bare = read(tmp_path, layout, RECORD.replace("FROM THE DESK\n\n", "") + "\nFROM THE DESK\n")
    assert (bare.header.title, bare.header.date is not None) == ("Talk on the Lamp", True)


def test_a_record_from_standard_input_has_a_title() -> None:
    text = "The lamp was lit in the evening.\n\nIt stood there burning until the morning came.\n"
    document = encode(Reader().read(text.encode(), "-"))
    assert document.root.findtext(".//t:titleStmt/t:title", "", NS) == "Untitled record"


@pytest.mark.parametrize(
    ("layout", "line", "message", "hint"),
    [
        ('titel = "x"\n' + HEAD + ZONES, 1, "a layout has no key 'titel'", ""),
        (HEAD + ZONES + 'untill = ["x"]\n', 9, "a zone has no key 'untill'", "Did you mean 'until'?"),
        (HEAD.replace("line =", "lines ="), 3, "a clue has no key 'lines'", "Did you mean 'line'?"),
        (ZONE + '"slot"\n', 5, "a zone's kind is one of", "Did you mean 'slots'?"),
        (ZONE + '"slots"\norder = ["titel"]\n', 6, "no header field is called", "Did you mean 'title'?"),
        (ZONE + '"labels"\nlabels = ["a"]\n', 6, "labels must be a table of texts", ""),
        (ZONE + '"labels"\n[zones.labels]\n"Of" = 7\n', 7, "Of must be a text in quotes, not 7", ""),
        (ZONE + '"labels"\nrequired = "datum"\n', 6, "no header field is called", "Did you mean 'date'?"),
        (ZONE + '"body"\nlast = "title"\n', 6, 'last is "summary" or left out', ""),
        (ZONE + '"values"\nuntil = ["x"]\n', 6, "until means nothing in a zone of the kind values", ""),
        (HEAD + ZONES + 'until_pattern = "("\n', 9, "until_pattern is no regular expression", ""),
        ('extends = "b11"\n' + HEAD, 1, "extends names no layout that is known", "Did you mean 'b1'?"),
        (HEAD + ZONES + "[constants]\ngenre = 'minute'\n", 10, "no kind of document", "Did you mean 'minutes'?"),
        (HEAD + ZONES + "[constants]\narchive = 'OSA'\n", 10, "constants has no key 'archive'", "Known are:"),
        ('name = "desk"\nclues = "x"\n' + ZONES, 2, "clues must be a list of tables", "Begin each with [[clues]]"),
        (HEAD.replace("threshold = 1", 'threshold = "1"') + ZONES, 2, "threshold must be a number", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_a_hint(
    tmp_path: Path, layout: str, line: int, message: str, hint: str
) -> None:
    found = told(tmp_path, layout)
    assert [at for at, said, helps in found if said.startswith(message) and helps.startswith(hint) and helps] == [
        line
    ], found


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('nam = "x"\n', encoding="utf-8")
    found = told(tmp_path, 'titel = "x"\nthreshold = "1"\n[[zones]]\nkind = "boddy"\nlast = 3\n')
    assert [message.split(" ")[0] for _, message, _ in found] != []
    messages = " / ".join(message for _, message, _ in found)
    for part in ("'titel'", "threshold", "'boddy'", "last must be", "'nam'"):
        assert part in messages, messages
