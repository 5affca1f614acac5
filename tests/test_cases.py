"""Golden cases: one folder a phenomenon, a record and what an editor expects of it.

``tests/cases/<name>/`` holds ``record.txt`` (bytes as they arrive), ``expected.xml`` (the TEI), ``expected.txt``
(the text edition) and ``diagnostics.txt`` (one ``line:column code`` a line). A record that is refused has only its
diagnostics. ``pytest --update-golden`` rewrites what is expected; a person reads the difference.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from diplomata.diagnostics import RULES
from diplomata.edition import Edition
from diplomata.errors import RecordRefused
from diplomata.publish.pages import Stylesheets
from diplomata.reading import Reader
from diplomata.tei.document import encode
from diplomata.tei.namespace import XML_ID
from diplomata.validation import gate, validate_bytes
from diplomata.validation.explain import explainer
from diplomata.validation.parsing import Document, parse
from validation_files import TEI_ALL, jing, need_jing

if TYPE_CHECKING:
    from diplomata.diagnostics import Diagnostic

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in (HERE / "cases").glob("*/record.txt"))
READ = [case for case in CASES if (case / "expected.xml").is_file()]
TOLD_BY_READING = {"anchor-missing": "note-unmatched"}
"""Faults of a record that the encoding keeps: the rules tell of them again, after the reading."""
PACKAGE = HERE.parent / "pipeline" / "diplomata"
_VERSION = re.compile(r'(<application ident="diplomata" version=")[^"]*"')


class Made(NamedTuple):
    """What the converter makes of a case: the TEI and the text edition (``None`` when refused), diagnostics."""

    xml: str | None
    text: str | None
    diagnostics: str


@cache
def reader() -> Reader:
    return Reader()


@cache
def stylesheets() -> Stylesheets:
    return Stylesheets(Edition())


def make(case: Path) -> Made:
    data = (case / "record.txt").read_bytes()
    try:
        record = reader().read(data, f"{case.name}.txt")
    except RecordRefused as refused:
        return Made(None, None, listed(refused.diagnostics))
    document = encode(record)
    return Made(document.xml.decode(), stylesheets().text(document.root), listed(record.diagnostics))


def listed(diagnostics: tuple[Diagnostic, ...]) -> str:
    return "".join(f"{d.line}:{d.column} {d.code}\n" for d in diagnostics)


def without_version(xml: str) -> str:
    return _VERSION.sub(r'\1"', xml)


def expected(case: Path, name: str) -> str | None:
    path = case / name
    return path.read_bytes().decode() if path.is_file() else None


def update(case: Path, name: str, made: str | None) -> None:
    if made is None:
        (case / name).unlink(missing_ok=True)
    elif (old := expected(case, name)) is None or without_version(old) != without_version(made):
        (case / name).write_bytes(made.encode())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, update_golden: bool) -> None:
    made = make(case)
    if update_golden:
        update(case, "expected.xml", made.xml)
        update(case, "expected.txt", made.text)
        update(case, "diagnostics.txt", made.diagnostics)
    assert made.diagnostics == expected(case, "diagnostics.txt")
    wanted = expected(case, "expected.xml")
    assert (made.xml is None) == (wanted is None)
    if made.xml is not None and wanted is not None:
        assert without_version(made.xml) == without_version(wanted)
    assert made.text == expected(case, "expected.txt")


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_what_is_expected_is_valid(case: Path) -> None:
    """Golden files that nobody validates freeze bugs: structure by both validators, then the rules."""
    data = (case / "expected.xml").read_bytes()
    document = parse(data, "")
    assert isinstance(document, Document)
    assert gate().messages(document.root) == []
    assert explainer().explain(document) == []
    told = {d.code for d in validate_bytes(data, f"{document.root.get(XML_ID)}.xml")}
    read = (expected(case, "diagnostics.txt") or "").split()
    assert {code for code in told if TOLD_BY_READING.get(code) not in read} == set()


@pytest.mark.jing
def test_what_is_expected_is_tei(tmp_path: Path) -> None:
    need_jing()
    files = []
    for case in READ:
        files.append(tmp_path / f"{case.name}.xml")
        files[-1].write_bytes((case / "expected.xml").read_bytes())
    assert files
    assert jing(TEI_ALL, files) == {}


def raised_by_reading() -> set[str]:
    """The codes that the source of the reading names."""
    files = [PACKAGE / "decoding.py", PACKAGE / "reading.py", *(PACKAGE / "recognise").glob("*.py")]
    files += (PACKAGE / "layouts").glob("*.py")
    named = re.compile(r"diagnose\(\s*\"([a-z-]+)\"")
    return {code for file in files for code in named.findall(file.read_text(encoding="utf-8"))}


def test_each_diagnostic_of_reading_has_a_case_of_its_name() -> None:
    # Beyond the limit of size, and of layout files, there are tests of their own.
    codes = raised_by_reading() - {"source-too-large", "source-unreadable", "settings-syntax", "settings-value"}
    codes -= {"settings-unknown"}
    assert codes <= RULES.keys()
    assert {"source-empty", "record-refused", "bracket-unbalanced"} <= codes
    missing = {
        code for code in codes if f" {code}\n" not in (expected(HERE / "cases" / code, "diagnostics.txt") or "")
    }
    assert missing == set()


def test_a_folder_of_cases_holds_cases_only() -> None:
    known = {"record.txt", "expected.xml", "expected.txt", "diagnostics.txt"}
    folders = [path for path in (HERE / "cases").iterdir() if path.is_dir()]
    assert sorted(folders) == CASES
    assert {path.name for folder in folders for path in folder.iterdir()} <= known


def test_another_version_of_the_program_is_no_difference_and_another_word_is() -> None:
    xml = '<application ident="diplomata" version="0.1.0"><label>Diplomata</label></application><p>ferry</p>'
    assert without_version(xml) == without_version(xml.replace("0.1.0", "2.0"))
    assert without_version(xml) != without_version(xml.replace("ferry", "fairy"))
