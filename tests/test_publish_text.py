"""The text edition: every element in letters, in lines of a width or of none."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomata.publish.pages import Stylesheets
from diplomata.publish.text import wrap
from publish_samples import full_record, record
from test_publish_pages import parse, sheets

__all__ = ["sheets"]


def test_text_edition_of_every_element(sheets: Stylesheets) -> None:
    expected = (Path(__file__).parent / "data" / "publish-full.txt").read_text("utf-8")
    assert sheets.text(parse(full_record())) == expected


def test_lines_are_filled_greedily_and_never_too_long(sheets: Stylesheets) -> None:
    body = "".join(f'<p xml:id="p{n}">{"grain and barges " * n}</p>' for n in range(1, 30))
    for line in sheets.text(parse(record(body=body))).splitlines():
        assert len(line) <= 72
    blocks = sheets.text(parse(record(body=body))).split("\n\n")
    for block in blocks[1:]:
        lines = block.splitlines()
        for line, following in itertools.pairwise(lines):
            assert len(line) + 1 + len(following.split(" ")[0]) > 72


def test_width_zero_leaves_a_paragraph_on_one_line(sheets: Stylesheets) -> None:
    long = "grain and barges " * 40
    assert long.strip() in sheets.text(parse(record(body=f'<p xml:id="p1">{long}</p>')), 0).splitlines()


def test_wrap_keeps_no_break_spaces_and_hangs() -> None:
    assert wrap("a\u00a0b cc dd", 5, hang=2) == ["a\u00a0b", "  cc", "  dd"]
    assert wrap("toolongforaline x", 5) == ["toolongforaline", "x"]
    assert wrap("", 5) == []


def filled_by_hand(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@given(st.text(alphabet="ab \n", max_size=200), st.integers(1, 40))
def test_wrap_fills_as_one_would_by_hand(text: str, width: int) -> None:
    assert wrap(text, width) == filled_by_hand(text, width)


def test_a_line_that_ends_of_itself_is_not_taken_for_a_wrapped_one(sheets: Stylesheets) -> None:
    first = "x" * 30 + " " + "y" * 38
    segs = "".join(f'<seg type="line">{line}</seg>' for line in (first, "Second line", "Third"))
    opener = f"<opener>{segs}</opener>"
    text = sheets.text(parse(record(body=f'{opener}<p xml:id="p1">Text.</p>')))
    assert f"{first}\n\nSecond line\nThird\n" in text


@pytest.mark.parametrize(
    ("label", "text"),
    [("Kern:", "Kern: Yes.\n"), ("O. KERN.", "O. KERN. Yes.\n"), ("Mr. Kern", "Mr. Kern\nYes.\n")],
)
def test_a_label_that_does_not_tell_its_end_has_a_line_of_its_own(sheets: Stylesheets, label: str, text: str) -> None:
    turn = f'<sp who="#kern" xml:id="t1"><speaker>{label}</speaker><p xml:id="p1">Yes.</p></sp>'
    assert sheets.text(parse(record(body=turn))).endswith(f"\n\n{text}")
