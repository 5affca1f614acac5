"""Every diagnostic code has its paragraph, with what causes it and the cure."""

from __future__ import annotations

import re

import pytest

from diplomata.diagnostics import RULES
from diplomata.validation import FORMATS, validate_bytes
from validation_files import ROOT

PAGE = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
ENTRIES = {entry.partition("\n")[0].strip(): entry for entry in re.split(r"^### ", PAGE, flags=re.M)[1:]}


@pytest.mark.parametrize("code", RULES)
def test_every_code_has_its_paragraph(code: str) -> None:
    assert code in ENTRIES, f"docs/diagnostics.md has no entry '### {code}'"
    entry = ENTRIES[code]
    assert f"*{RULES[code].severity}* ·" in entry
    cause, example, cure = re.fullmatch(
        r".*? · (.*?)\n\n```\w+\n(.*?)\n```\n\n\*\*Cure:\*\* (.*)", _own(entry), re.S
    ).groups()  # type: ignore[union-attr]
    assert len(cause.split()) >= 8
    assert example.strip()
    assert len(cure.split()) >= 5


def _own(entry: str) -> str:
    """An entry without the heading of the next group."""
    return re.split(r"^## ", entry, flags=re.M)[0].partition("\n")[2].strip()


def test_no_paragraph_is_about_a_code_that_does_not_exist() -> None:
    assert set(ENTRIES) - set(RULES) == set()


def test_the_example_of_the_guide_is_what_a_user_sees() -> None:
    path = ROOT / "tests" / "negative" / "p-after-closer.xml"
    (told,) = validate_bytes(path.read_bytes(), "xml/record-9001.xml", max_bytes=10**6)[1:]
    assert str(told) in (ROOT / "docs" / "validating.md").read_text(encoding="utf-8")


def test_the_guide_names_every_format() -> None:
    guide = (ROOT / "docs" / "validating.md").read_text(encoding="utf-8")
    assert [form for form in FORMATS if f"`{form}`" not in guide] == []
