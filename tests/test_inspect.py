"""inspect: what a record became, line by line, and why."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from rich.console import Console

from diplomata.cli import cli
from diplomata.inspecting import Inspection, notebook, terminal
from diplomata.reading import Reader
from diplomata.record import Record
from reading_support import SPECIMENS

if TYPE_CHECKING:
    from click.testing import Result

TEXT = """Skip to content

May 3, 1962

Conversation between Oto Kern and Lia Venn

Comrade Oto Kern: Sit down. [Ambassador] Salin has called <twice>.

Comrade Lia Venn: What did he say? (Laughter.)

Comrade Oto Kern: That [word illegible] a [lock is open.

Mora: a town on the canal

(Comrade Venn left the room.)

Document Information

Record ID

51044
"""


@pytest.fixture(scope="module")
def inspection() -> Inspection:
    return Inspection(Reader().read(TEXT.encode(), "talk.txt"))


def run(*arguments: str, data: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["inspect", *arguments], input=data)


def test_every_line_stands_there_with_its_reading(inspection: Inspection) -> None:
    lines = list(inspection.lines())
    assert [line.text for line in lines] == TEXT.split("\n")
    readings = {line.text[:16]: line for line in lines if line.text}
    assert readings["Skip to content"].place == "furniture"
    assert readings["May 3, 1962"].reading == "header date"
    assert readings["Comrade Oto Kern"].place == "body"
    assert readings["Comrade Lia Venn"].kinds == ("sp", "speaker", "p", "stage delivery")
    assert readings["Comrade Lia Venn"].speakers == ("lia-venn",)
    assert readings["(Comrade Venn le"].kinds == ("stage exit",)
    assert readings["51044"].fields == ("record_number",)
    assert all(line.place == "" for line in lines if not line.text)


def test_each_character_is_painted_as_the_innermost_of_what_it_is(inspection: Inspection) -> None:
    line = next(line for line in inspection.lines() if "Ambassador" in line.text)
    painted = {stretch.kind: line.text[stretch.start : stretch.end] for stretch in line.stretches}
    assert painted == {"speaker": "Comrade Oto Kern:", "supplied": "[Ambassador]"}
    gap = next(line for line in inspection.lines() if "illegible" in line.text)
    assert [gap.text[s.start : s.end] for s in gap.stretches if s.kind in ("gap", "desc")] == [
        "[", "word illegible", "]"
    ]  # fmt: skip


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_stretches_lie_side_by_side_and_every_reading_of_the_specimen_is_told(path: Path) -> None:
    record = Reader().read(path.read_bytes(), str(path))
    lines = list(Inspection(record).lines())
    assert "\n".join(line.text for line in lines) == record.text
    for line in lines:
        edges = [edge for stretch in line.stretches for edge in stretch[:2]]
        assert edges == sorted(edges)
        assert not edges or (edges[0] >= 0 and edges[-1] <= len(line.text))
        assert bool(line.reading) == bool(line.text.strip()), line
    told = {kind.split(" ")[0] for line in lines for kind in line.kinds}
    assert told == {span.kind for span in record.spans} - {"desc"}


def test_the_layout_is_told_with_the_clues_and_their_weights(inspection: Inspection) -> None:
    layout = inspection.layout
    assert layout is not None
    assert layout.name == "b1"
    assert dict(layout.clues) == {"Skip to content": 2.0, "Document Information": 2.0, "Record ID": 0.5}
    assert layout.weight == sum(weight for _, weight in layout.clues) >= layout.threshold
    assert "p" in [other.name for other in inspection.other_layouts]
    forced = Inspection(Reader().read(TEXT.encode(), "talk.txt", layout="p"))
    assert forced.record.workings.named
    assert "It was named, not told." in "\n".join(terminal.plain(forced))


def test_labels_are_told_with_the_evidence_accepted_and_rejected(inspection: Inspection) -> None:
    labels = {label.label: label for label in inspection.labels()}
    kern = labels["Comrade Oto Kern"]
    assert (kern.accepted, kern.persons, kern.count, kern.line) == (True, ("oto-kern",), 2, 7)
    assert any(why.startswith("honorific +") for why in kern.why)
    # The pieces are rounded to a hundredth each.
    assert sum(float(why.rpartition(" ")[2]) for why in kern.why) == pytest.approx(kern.points, abs=0.02)
    mora = labels["Mora"]
    assert not mora.accepted
    assert mora.why
    assert not inspection.labels(rejected=0)[-1:] or inspection.labels(rejected=0)[-1].accepted


def test_shares_make_a_whole(inspection: Inspection) -> None:
    assert sum(inspection.shares.values()) == pytest.approx(1, abs=0.001)
    assert inspection.shares["furniture"] > 0


def test_the_command_prints_lines_readings_and_what_is_unsure(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(TEXT)
    result = run(str(path))
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.stdout
    row = next(line for line in result.stdout.splitlines() if "Laughter" in line)
    assert row.split("│")[0].split() == ["9", "sp", "speaker", "p", "stage", "delivery", "·", "lia-venn"]
    assert "11!" in result.stdout
    assert "[bracket-unbalanced]" in result.stdout.partition("What is unsure")[2]
    assert "Comrade Oto Kern → oto-kern" in result.stdout


def test_standard_input_and_json() -> None:
    result = run("-", "--json", data=TEXT)
    told = json.loads(result.stdout)
    assert told["source"] == "-"
    assert told["header"]["record_number"] == "51044"
    assert [line["line"] for line in told["lines"]] == list(range(1, TEXT.count("\n") + 2))
    speaker = next(span for span in told["spans"] if span["kind"] == "speaker")
    assert TEXT[speaker["start"] : speaker["end"]] == "Comrade Oto Kern:"
    assert (speaker["line"], speaker["column"]) == (7, 1)
    assert {label["label"] for label in told["labels"] if label["accepted"]} == {
        "Comrade Oto Kern",
        "Comrade Lia Venn",
    }
    assert told["layout"]["name"] == "b1"
    assert told["diagnostics"][0]["code"] == "bracket-unbalanced"


def test_what_is_no_record_ends_with_a_sentence(tmp_path: Path) -> None:
    result = run("-", data="")
    assert result.exit_code == 1
    assert "[source-empty]" in result.stderr
    assert run(str(tmp_path / "no.txt")).exit_code == 1
    assert run("-", "--layout", "zz", data=TEXT).exit_code == 2


def test_a_terminal_gets_colour_and_folded_lines(inspection: Inspection) -> None:
    console = Console(force_terminal=True, color_system="standard", width=80, legacy_windows=False, no_color=False)
    with console.capture() as captured:
        terminal.show(inspection, console)
    text = captured.get()
    assert "\x1b[1;32mComrade Oto Kern:\x1b[0m" in text
    assert "twice" in text


def test_a_record_cannot_command_the_terminal() -> None:
    record = Reader().read(b"A letter\n\nI write \xe2\x80\xae\xc2\x9b31m to you, dear friend, about the lock.\n", "-")
    text = "\n".join(terminal.plain(Inspection(record)))
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def html(record: Record) -> tuple[str, Page]:
    made = record._repr_html_()
    page = Page()
    page.feed(made)
    return made, page


def test_a_notebook_shows_the_same_escaped_and_without_script() -> None:
    hostile = TEXT.replace("<twice>", "<script>alert('x')</script>").replace(
        "Oto Kern and", 'Oto "onload=x" <img src=x onerror=y> Kern and'
    )
    made, page = html(Reader().read(hostile.encode(), "talk.txt"))
    assert set(page.tags) == {"div", "style", "table", "tr", "td", "span"}
    assert set(page.attributes) <= {"class", "colspan", "role", "aria-label", "tabindex"}
    assert "<script>alert('x')</script>" in page.text
    assert "http" not in made
    assert "sp speaker p stage delivery · lia-venn" in page.text
    assert "What is unsure" in page.text


def test_a_long_record_stays_light_in_a_notebook() -> None:
    long = "A report\n\n" + "\n\n".join(f"This is paragraph {n} of a long report on the lock." for n in range(2000))
    made, page = html(Reader().read(long.encode(), "long.txt"))
    assert made.count("<tr>") <= notebook.MOST_ROWS + 1
    assert "more lines; diplomata inspect shows them all" in page.text
    assert "What is unsure" in page.text
