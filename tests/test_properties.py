"""Properties of reading and encoding that hold for every input: no crash, valid TEI, the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from diplomata.diagnostics import RULES, Severity
from diplomata.errors import RecordRefused
from diplomata.lines import split_lines
from diplomata.reading import Reader
from diplomata.recognise.blocks import split_blocks
from diplomata.recognise.idents import slug
from diplomata.recognise.names import parse_name
from diplomata.recognise.namesakes import split_label
from diplomata.tei.document import encode
from diplomata.validation import gate
from reading_strategies import damaged, damages, records
from reading_support import ROOT, SPECIMENS, convert, reader

if TYPE_CHECKING:
    from pathlib import Path

HELD_OUT = sorted((ROOT / "tests" / "accuracy").glob("*.txt"))
QUICK = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


MARKS = (
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff\xfe\x00\x00",
    b"\x00\x00\xfe\xff",
    b"%PDF-",
    b"PK\x03\x04",
    b"",
)
ENCODINGS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "cp1251",
    "koi8-r",
    "gb18030",
)


def refusal(data: bytes) -> RecordRefused | None:
    """Why these bytes are no record, or ``None``. Whatever else is raised is a crash."""
    try:
        reader().read(data, "record.txt")
    except RecordRefused as refused:
        return refused
    return None


def holds(data: bytes) -> None:
    """Either a record is refused, saying why, or its TEI follows the schema and its diagnostics have a place."""
    refused = refusal(data)
    if refused is not None:
        assert any(d.severity is Severity.ERROR for d in refused.diagnostics), refused.message
        return
    record, document = convert(data)
    assert gate().messages(document.root) == []
    lines = record.text.count("\n") + 1
    for d in record.diagnostics:
        assert d.code in RULES
        assert d.severity is not Severity.ERROR
        assert 0 <= d.line <= lines


@QUICK
@given(st.binary(max_size=400))
@example(b"")
@example(b"\x00")
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"[ ].")
@example(b"R")
@example(b"Sir,\n(Sd)")
@example(b"Participant:\no")
@example("[（笑）]-".encode())
@example("𨀂AN:I .\nI:.\nHEAD:?\nI:my".encode())
@example(b"\xc3")
def test_any_bytes(data: bytes) -> None:
    holds(data)


@QUICK
@given(st.sampled_from(MARKS), st.text(max_size=300), st.sampled_from(ENCODINGS))
def test_any_text_in_any_encoding(mark: bytes, text: str, encoding: str) -> None:
    holds(mark + text.encode(encoding, errors="replace"))


@QUICK
@given(records())
def test_any_made_record(text: str) -> None:
    holds(text.encode())


@QUICK
@given(st.sampled_from([*SPECIMENS, *HELD_OUT[:10]]), damages())
def test_any_damaged_record(path: Path, done: list[tuple[str, float, float]]) -> None:
    holds(damaged(path.read_bytes(), done))


@QUICK
@given(records())
def test_the_same_bytes_twice(text: str) -> None:
    """Two readers, two readings: one document, to the last byte, and the same diagnostics."""
    data = text.encode()
    refused = refusal(data)
    if refused is not None:
        again = refusal(data)
        assert again is not None
        assert (again.message, again.diagnostics) == (refused.message, refused.diagnostics)
        return
    record, document = convert(data)
    other = other_reader().read(data, "record.txt")
    assert other.diagnostics == record.diagnostics
    assert encode(other).xml == document.xml


@cache
def other_reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_line_ends_and_encodings_do_not_matter(path: Path) -> None:
    """A record is its text, not its bytes: what Windows or UTF-16 make of it reads the same, but for its digest."""
    text = path.read_text(encoding="utf-8")
    _, plain = convert(text.encode(), path.name)
    for data in (text.replace("\n", "\r\n").encode(), text.encode("utf-16"), b"\xef\xbb\xbf" + text.encode()):
        _, other = convert(data, path.name)
        assert without_digest(other.xml) == without_digest(plain.xml)


def without_digest(xml: bytes) -> bytes:
    before, mark, after = xml.partition(b'<idno type="sha256">')
    return before + mark + after[64:]


def test_the_name_of_a_file_is_no_part_of_its_text() -> None:
    data = SPECIMENS[0].read_bytes()
    _, one = convert(data, "one.txt")
    _, other = convert(data, "folder/other.txt")
    assert one.xml.partition(b"<text")[2] == other.xml.partition(b"<text")[2]


def test_another_process_gives_the_same_bytes() -> None:
    """Sets are walked in another order in each process; no byte of a document, and no diagnostic, may show it."""
    program = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]);"
        "from reading_support import SPECIMENS, convert;"
        "made = [convert(path.read_bytes(), path.name) for path in SPECIMENS];"
        "print(hashlib.sha256(b''.join(d.xml + repr(r.diagnostics).encode() for r, d in made)).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program, str(ROOT / "tests")],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert len(said.pop().strip()) == 64


@settings(QUICK, max_examples=400)
@given(
    st.lists(
        st.sampled_from([*'(),[]. /-（）:"*', "Mr.", "minister", "de", "von", "A", "Ott", "SPD", "1"]), max_size=9
    )
)
@example([",", " ", "minister"])
def test_any_label_names_somebody_or_nobody(pieces: list[str]) -> None:
    """No order of titles, offices, particles and brackets trips the reading of a name."""
    label = "".join(pieces)
    for part in split_label(label):
        name = parse_name(part)
        assert all(word.strip() for word in name.words)
        assert slug(name.text)


@QUICK
@given(
    st.lists(st.sampled_from(["Lund:", "a", "word-\nless", "two  blanks", "tab\tbed", "ja.\u00a0Nein"]), min_size=1)
)
def test_many_places_of_a_paragraph_are_found_as_one_is(pieces: list[str]) -> None:
    for block in split_blocks(split_lines(" ".join(pieces))):
        places = list(range(1, len(block.text)))
        assert block.each(places) == [block.at(place) for place in places]
