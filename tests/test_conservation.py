"""Nothing is lost, nothing invented: every letter of a record is in one place, and only where it belongs.

The account in ``reading_support`` is drawn from the source and the written TEI alone; it shares no code with the
proofs that the encoder makes before it hands a document out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplomata.errors import NotConserved, RecordRefused
from diplomata.tei.conservation import prove
from reading_strategies import damaged, damages, records
from reading_support import ROOT, SPECIMENS, account, convert, letters, printed

if TYPE_CHECKING:
    from pathlib import Path

HELD_OUT = sorted((ROOT / "tests" / "accuracy").glob("*.txt"))
READ = sorted(path.with_name("record.txt") for path in (ROOT / "tests" / "cases").glob("*/expected.xml"))
QUICK = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("path", [*SPECIMENS, *HELD_OUT], ids=lambda path: path.stem)
def test_each_letter_of_a_record_is_accounted_for(path: Path) -> None:
    assert account(*convert(path.read_bytes(), path.name)) == []


@pytest.mark.parametrize("path", READ, ids=lambda path: path.parent.name)
def test_each_letter_of_a_case_is_accounted_for(path: Path) -> None:
    assert account(*convert(path.read_bytes(), path.name)) == []


@QUICK
@given(records())
def test_no_letter_of_a_made_record_is_lost(text: str) -> None:
    try:
        record, document = convert(text.encode())
    except RecordRefused:
        return
    assert account(record, document) == []


@QUICK
@given(st.sampled_from([*SPECIMENS, *HELD_OUT[:10]]), damages())
def test_no_letter_of_a_damaged_record_is_lost(path: Path, done: list[tuple[str, float, float]]) -> None:
    try:
        record, document = convert(damaged(path.read_bytes(), done))
    except RecordRefused:
        return
    assert account(record, document) == []


def conversation() -> Path:
    return next(path for path in SPECIMENS if "kern-venn-conversation" in path.name)


@pytest.mark.parametrize(
    ("selected", "change"),
    [
        ("//t:body//t:p", "lost"),
        ("//t:speaker", "lost"),
        ("//t:stage", "lost"),
        ("//t:supplied", "lost"),
        ("//t:body//t:p", "invented"),
        ("//t:body//t:p", "moved"),
    ],
)
def test_both_accounts_find_what_is_lost_invented_or_moved(selected: str, change: str) -> None:
    """The proof and the account can fail: each finds a single word out of place."""
    path = conversation()
    record, document = convert(path.read_bytes(), path.name)
    found = document.root.xpath(selected, namespaces={"t": "http://www.tei-c.org/ns/1.0"})
    one, other = found[0], found[-1]
    if change == "lost":
        one.text = (one.text or "").rpartition(" ")[0]
    elif change == "invented":
        one.text = f"{one.text} indeed"
    else:
        one.text, other.text = other.text, one.text
    with pytest.raises(NotConserved):
        prove(record, document.root)
    assert account(record, document) != []


def test_a_header_value_that_is_lost_is_found() -> None:
    path = conversation()
    record, document = convert(path.read_bytes(), path.name)
    for title in document.root.iterfind(".//{*}titleStmt/{*}title"):
        title.text = "Conversation"
    for cited in document.root.iterfind(".//{*}bibl[@type='citation']"):
        cited.text = "cited"
    with pytest.raises(NotConserved):
        prove(record, document.root)
    assert any("title" in line for line in account(record, document))


@pytest.mark.parametrize("blank", ["\x85", "\x1c", "\u2003", "\u2028", "\u3000", "\ufeff"])
def test_no_blank_of_unicode_is_taken_for_a_letter(blank: str) -> None:
    said = f"The ferry{blank}left\tthe pier. Nobody{blank}{blank}saw it.{blank}\n\nIt came back{blank}\nat noon.\n"
    _, tei = convert(said.encode(), "ferry.txt")
    text = tei.xml.decode()
    assert "The ferry" in text
    assert blank not in text


def test_a_line_end_of_an_eight_bit_encoding_is_no_letter() -> None:
    damaged = "行长室、渡口公司".encode().replace(b"\xe5\x8f\xa3", b"\xe5\x8fl") + b"\t8\xb8\x80\xe4"
    assert b"\x85" in damaged
    _, tei = convert(damaged, "ferry.txt")
    assert "\x85" not in tei.xml.decode()


def test_the_numbers_of_paragraphs_and_notes_are_printed() -> None:
    text = "Memorandum on the Canal\n\nIt holds.[1]\n\n" + "".join(
        f"{n}. {'The canal may be used by ships of both states, and by others if they pay. ' * 5}\n\n" for n in (1, 2)
    )
    record, document = convert(f"{text}[1] So they say.\n".encode())
    assert letters(record.text.partition("\n")[2]) == printed(document.root)
    assert [p.get("n") for p in document.root.iterfind(".//{*}body//{*}p")] == [None, "1.", "2."]
