"""The page about layouts names every key, and what it shows is what happens."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import pytest

from diplomata.edition import Edition
from diplomata.errors import RecordRefused
from diplomata.inspecting import Inspection
from diplomata.inspecting.terminal import plain
from diplomata.layouts.model import FIELDS, Clue, Layout, Zone, load_layout, with_own
from diplomata.reading import Reader
from diplomata.tei.document import encode
from reading_support import ROOT

PAGE = (ROOT / "docs" / "layouts-of-your-own.md").read_text(encoding="utf-8")


class Example(NamedTuple):
    name: str
    toml: str
    record: str
    said: list[str]


def _examples() -> list[Example]:
    found = []
    for section in re.split(r"^### ", PAGE, flags=re.M)[1:]:
        toml, record, said = re.findall(r"```\w*\n(.*?)```", section, re.S)
        found.append(Example(section.partition("\n")[0], toml, record, said.splitlines()))
    return found


EXAMPLES = _examples()


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition with all layouts of the page."""
    folder = tmp_path_factory.mktemp("edition")
    (folder / "layouts").mkdir()
    for number, example in enumerate(EXAMPLES):
        (folder / "layouts" / f"{number}.toml").write_text(example.toml, encoding="utf-8")
    return Edition(folder=folder)


def words(line: str) -> str:
    return " ".join(line.split())


@pytest.mark.parametrize("example", EXAMPLES[:-1], ids=lambda example: example.name)
def test_an_example_is_read_as_the_page_says(example: Example, edition: Edition) -> None:
    record = Reader(edition).read(example.record.encode(), "example.txt")
    assert f'name = "{record.layout}"' in example.toml
    lines = {words(line) for line in plain(Inspection(record))}
    for said in example.said:
        assert words(said) in lines, (said, sorted(lines))
    assert record.diagnostics == ()
    document = encode(record)
    assert len(document.xml) > len(example.record)


def test_the_page_that_is_no_record_is_refused(edition: Edition) -> None:
    example = EXAMPLES[-1]
    with pytest.raises(RecordRefused) as caught:
        Reader(edition).read(example.record.encode(), "example.txt")
    assert str(caught.value) == example.said[0]
    without = Reader().read(example.record.encode(), "example.txt")
    assert without.layout == "p"


def test_the_examples_are_told_apart_without_being_named(edition: Edition) -> None:
    layouts = Reader(edition).layouts
    assert len(layouts) == len(Reader().layouts) + len(EXAMPLES)


@pytest.mark.parametrize("of", [Layout, Clue, Zone])
def test_every_key_is_named(of: type) -> None:
    tables = PAGE.partition("## Every key")[2].partition("## Three archives")[0]
    named = set(re.findall(r"^\| `(\w+)`", tables, re.M)) | {"kind"}
    assert "extends" in named
    for field in fields(of):
        assert field.name in named or field.name == "path", field.name


def test_every_key_that_is_named_exists_and_has_an_example(tmp_path: Path) -> None:
    tables = PAGE.partition("## Every key")[2].partition("## Three archives")[0]
    known = {field.name for of in (Layout, Clue, Zone) for field in fields(of)} | {"extends"}
    kinds = {"slots", "labels", "values", "body"}
    examples = "\n".join(example.toml for example in EXAMPLES)
    for key in re.findall(r"^\| `(\w+)`", tables, re.M):
        assert key in known | kinds, key
        assert (
            re.search(rf"\b{key} = ", examples)
            or f'kind = "{key}"' in examples
            or f"zones.{key}]" in examples
            or f"[[{key}]]" in examples
        ), key


def test_every_header_field_is_named() -> None:
    for name in FIELDS:
        assert f"`{name}`" in PAGE, name


def test_a_key_that_does_not_exist_is_told(tmp_path: Path) -> None:
    """The page is complete: what is not on it is refused, so nothing is silently without effect."""
    path = tmp_path / "wrong.toml"
    path.write_text(EXAMPLES[0].toml + "\nuntill = []\n", encoding="utf-8")
    with pytest.raises(Exception, match="cannot be used"):
        load_layout(path)
    assert with_own(None)
