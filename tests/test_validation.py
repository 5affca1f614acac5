"""Validation: one negative file for each constraint, with what a user is told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from diplomata.diagnostics import Severity
from diplomata.validation import SchemaUnusable, explain, gate, render, schemas, validate_bytes, validate_tree
from diplomata.validation.gate import Gate
from diplomata.validation.parsing import parse
from validation_files import NEGATIVE, ROOT, VALID

if TYPE_CHECKING:
    from pathlib import Path

MINIMAL = (ROOT / "tests/valid/minimal.xml").read_bytes()


@pytest.mark.parametrize("path", NEGATIVE, ids=lambda path: path.stem)
def test_negative_file_gets_its_message(path: Path, update_golden: bool) -> None:
    told = "".join(f"{diagnostic}\n" for diagnostic in validate_bytes(path.read_bytes(), path.name))
    expected = path.with_suffix(".txt")
    if update_golden:
        expected.write_text(told, encoding="utf-8")
    assert told
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_file_has_no_error(path: Path) -> None:
    told = validate_bytes(path.read_bytes(), path.name)
    assert [d for d in told if d.severity is Severity.ERROR] == []


def test_each_negative_file_has_its_message_and_each_message_its_file() -> None:
    folder = ROOT / "tests" / "negative"
    assert {path.stem for path in folder.glob("*.txt")} == {path.stem for path in NEGATIVE}
    assert len(NEGATIVE) > 80


def test_every_fault_of_a_file_is_told() -> None:
    lines = [d.line for d in validate_bytes((ROOT / "tests/negative/two-faults.xml").read_bytes(), "two-faults.xml")]
    assert lines == [5, 26, 30]


def test_a_tree_is_validated_as_its_file_is() -> None:
    assert validate_tree(etree.fromstring(MINIMAL), "minimal.xml") == []
    broken = etree.fromstring(MINIMAL.replace(b'<p xml:id="p1">', b"<p>"))
    (told,) = validate_tree(broken, "minimal.xml")
    assert (told.code, told.line, told.column) == ("schema-invalid", 18, 0)


def test_where_xmlschema_finds_nothing_libxml2_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explain.Explainer, "explain", lambda self, document: [])
    (told,) = validate_bytes(MINIMAL.replace(b'<p xml:id="p1">', b"<p>"), "minimal.xml")
    assert told.code == "schema-invalid"
    assert told.line == 18
    assert "required" in told.message


def test_a_very_large_file_gets_the_quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "_EXPLAINED", 100)
    (told,) = validate_bytes(MINIMAL.replace(b'<p xml:id="p1">', b"<p>"), "minimal.xml")
    assert (told.code, told.line) == ("schema-invalid", 18)
    assert told.message.startswith("Element 'p'")


def test_an_explanation_that_recurses_too_deep_does_not_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(self: object, document: object) -> None:
        raise RecursionError

    monkeypatch.setattr(explain.Explainer, "explain", deep)
    assert [d.code for d in validate_bytes(MINIMAL.replace(b"<p xml", b"<q xml"), "x.xml")] == ["xml-malformed"]
    assert validate_bytes(MINIMAL.replace(b'<p xml:id="p1">', b"<p>"), "minimal.xml")[0].code == "schema-invalid"


def test_nesting_as_deep_as_libxml2_allows_is_explained() -> None:
    deep = b"<sic>" * 200 + b"<hi>x</hi>" + b"</sic>" * 200
    (told,) = validate_bytes(MINIMAL.replace(b"The ferry", deep), "minimal.xml")
    assert told.message.startswith("<hi> is not an element of this schema")


def test_ten_thousand_levels_are_refused() -> None:
    deep = b"<sic>" * 10_000 + b"x" + b"</sic>" * 10_000
    (told,) = validate_bytes(MINIMAL.replace(b"The ferry", deep), "deep.xml")
    assert told.code == "xml-unsafe"
    assert "256 levels" in told.message


def test_a_file_over_the_limit_is_refused_unread() -> None:
    (told,) = validate_bytes(b"<TEI>" + b" " * (100 * 2**20), "large.xml")
    assert told.code == "xml-unsafe"
    assert "100 MB" in told.message
    assert "64 MB" in told.message


def test_external_entities_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the-secret-words", encoding="utf-8")
    doctype = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n<TEI '.encode()
    data = MINIMAL.replace(b"<TEI ", doctype, 1).replace(b"The ferry", b"&x;")
    told = validate_bytes(data, "x.xml")
    assert [d.code for d in told] == ["xml-unsafe"]
    assert "the-secret-words" not in "".join(map(str, told))


def test_entities_that_grow_in_an_attribute_are_stopped() -> None:
    laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
    doctype = f'<!DOCTYPE TEI [<!ENTITY a "ha">{laughs}]>\n<TEI '.encode()
    data = MINIMAL.replace(b"<TEI ", doctype, 1).replace(b'<p xml:id="p1">', b'<p xml:id="p1" n="&j;">')
    assert [d.code for d in validate_bytes(data, "x.xml")] == ["xml-unsafe"]


def test_a_file_of_nothing_but_faults_is_told_to_a_limit() -> None:
    data = MINIMAL.replace(b'<p xml:id="p1">', b"".join(b'<p rend="%d">x</p>' % n for n in range(900)) + b"<p>")
    told = validate_bytes(data, "minimal.xml")
    assert 200 <= len(told) <= 203
    assert any(d.message.startswith("more than 200 faults") for d in told)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(MINIMAL)), st.integers(0, 60))
def test_any_bytes_get_an_answer(noise: bytes, at: int, gone: int) -> None:
    """Noise alone, and noise in a valid file: never an exception, and never a pass for what is no XML."""
    for data in (noise, MINIMAL[:at] + noise + MINIMAL[at + gone :]):
        told = validate_bytes(data, "minimal.xml")
        if not told:
            etree.fromstring(data)
        assert all(d.path == "minimal.xml" and d.message for d in told)
        assert render(told, "text").count("[") >= len(told)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_doctype_is_found_in_every_encoding(encoding: str) -> None:
    text = MINIMAL.decode().replace("UTF-8", encoding).replace("<TEI ", '<!DOCTYPE TEI [<!ENTITY a "b">]><TEI ', 1)
    assert [d.code for d in validate_bytes(text.encode(encoding), "x.xml")] == ["xml-unsafe"]


def test_other_encodings_are_read_and_have_their_lines() -> None:
    text = MINIMAL.decode().replace("UTF-8", "UTF-16")
    assert validate_bytes(text.encode("utf-16"), "minimal.xml") == []
    (told,) = validate_bytes(text.replace('<p xml:id="p1">', "<p>").encode("utf-16"), "minimal.xml")
    assert told.line == 18


def test_a_missing_schema_is_no_pass(tmp_path: Path) -> None:
    with pytest.raises(SchemaUnusable, match=r"gone\.xsd"):
        Gate(tmp_path / "gone.xsd")
    broken = tmp_path / "broken.xsd"
    broken.write_text("<schema/>", encoding="utf-8")
    with pytest.raises(SchemaUnusable):
        Gate(broken)


def test_our_schema_is_compiled_once() -> None:
    assert gate() is gate()


def test_a_wrong_id_is_left_to_the_schema() -> None:
    """libxml2 ends the parsing at a wrong xml:id; a user wants the other faults too."""
    data = MINIMAL.replace(b'xml:id="p1"', b'xml:id="1p" rend="x"')
    assert not isinstance(parse(data, "x.xml"), list)
    assert len(validate_bytes(data, "minimal.xml")) == 2
