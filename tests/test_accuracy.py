"""Accuracy on records with gold facts: held-out ones of our own, and real ones where they are present.

The floors stand a little under what was measured when they were set. A change that falls under one reads records
worse; a change that rises well above one may raise it. ``pytest -s`` prints the figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

import accuracy_score
from accuracy_score import Score, Tally
from diplomata.validation import gate
from reading_support import ROOT, convert

if TYPE_CHECKING:
    from pathlib import Path

HELD_OUT = sorted((ROOT / "tests" / "accuracy").glob("*.txt"))
FLOORS = {
    "header, exact": 0.98,
    "header, lenient": 0.99,
    "turns": 0.99,
    "stages": 0.96,
    "supplied": 0.96,
    "counts": 0.96,
}
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "eval" / "score.py"


@cache
def held_out() -> Score:
    score = Score()
    for path in HELD_OUT:
        _, document = convert(path.read_bytes(), path.name)
        accuracy_score.add(score, path.stem, accuracy_score.facts(path), document.root)
    return score


@pytest.mark.parametrize("kind", FLOORS)
def test_held_out_records(kind: str) -> None:
    score = held_out()
    tallies = {"header, exact": score.exact, "header, lenient": score.lenient, **score.kinds}
    if kind == "header, exact":
        print(f"\n{score.table()}", *score.misses, sep="\n")
    assert tallies[kind].wanted > 20, "the measure is of nothing"
    assert tallies[kind].f1 >= FLOORS[kind]


def test_no_turn_where_the_facts_say_that_there_is_none() -> None:
    silent = {name: tally.found for name, tally in held_out().turns_of.items() if not tally.wanted}
    assert len(silent) > 4
    assert {name: found for name, found in silent.items() if found} == {}


def test_the_score_can_fall() -> None:
    """A field, a turn, an aside and an insertion that are wrong each lower their own figure and no other."""
    path = next(path for path in HELD_OUT if "all-brackets" in path.name)
    gold = accuracy_score.facts(path)
    _, document = convert(path.read_bytes(), path.name)
    for change, kind in (("supplied", "supplied"), ("title", "header, exact")):
        root = etree.fromstring(document.xml)
        before, after = Score(), Score()
        accuracy_score.add(before, "before", gold, root)
        for node in root.iter("{*}" + change):
            node.text = "something else altogether"
        accuracy_score.add(after, "after", gold, root)
        for name, tally in _all(before).items():
            assert (_all(after)[name].hit < tally.hit) == (name in {kind, kind.replace("exact", "lenient")}), name


def _all(score: Score) -> dict[str, Tally]:
    return {"header, exact": score.exact, "header, lenient": score.lenient, **score.kinds}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The real records converted as a user would, and what the scorer says of them."""
    if not SCORER.is_file() or not any((SHARED / "records").glob("*.json")):
        pytest.skip("the measured records with their gold facts are missing: their accuracy was not measured")
    out = tmp_path_factory.mktemp("measured")
    report = out / "report.jsonl"
    command = [
        sys.executable,
        "-m",
        "diplomata.cli",
        "convert",
        str(SHARED / "records"),
        "--to",
        str(out),
        "--report",
    ]
    run = subprocess.run([*command, str(report)], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    told = subprocess.run(
        [sys.executable, str(SCORER), str(SHARED / "records"), str(report), "--json"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return out, json.loads(told.stdout)


@pytest.mark.measured
def test_measured_headers(measured: tuple[Path, dict[str, Any]]) -> None:
    _, result = measured
    print(json.dumps(result["fields"], indent=1))
    assert result["missing"] == []
    assert result["fields"]["ALL"]["exact"] >= 0.97
    assert result["fields"]["ALL"]["soft"] >= 0.99


@pytest.mark.measured
@pytest.mark.parametrize(("kind", "floor"), [("turns", 0.985), ("stages", 0.95), ("supplied", 0.95)])
def test_measured_bodies(measured: tuple[Path, dict[str, Any]], kind: str, floor: float) -> None:
    _, result = measured
    print(kind, result["f1"][kind])
    assert result["f1"][kind]["f1"] >= floor


@pytest.mark.measured
def test_measured_records_are_valid(measured: tuple[Path, dict[str, Any]]) -> None:
    out, result = measured
    files = sorted(out.glob("*.xml"))
    assert len(files) == result["records"]
    assert {file.name: gate().messages(etree.parse(str(file))) for file in files} == {file.name: [] for file in files}


@pytest.mark.measured
def test_measured_records_lose_furniture_only(measured: tuple[Path, dict[str, Any]]) -> None:
    _, result = measured
    print(result["lost_words"])
    assert result["lost_words"]["share"] < 0.001
