"""Schemas of the user's own, many files at once, and the forms in which the result is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from diplomata.build.check import check
from diplomata.diagnostics import diagnose
from diplomata.sources import SourceItem, iter_sources
from diplomata.validation import (
    FORMATS,
    SchemaUnusable,
    load_schema,
    parsing,
    render,
    run,
    validate_bytes,
    validate_many,
)
from diplomata.validation import jing as jing_module
from validation_files import ROOT, TEI_ALL, need_jing

if TYPE_CHECKING:
    from pathlib import Path

LETTER = b"<letter><to>Mira</to><body>Come.</body></letter>"
WRONG = b"<letter>\n<body>Come.</body>\n<to>Mira</to><to/></letter>"

XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="letter"><xs:complexType><xs:sequence>
<xs:element name="to" type="xs:string"/><xs:element name="body" type="xs:string"/>
</xs:sequence></xs:complexType></xs:element></xs:schema>"""
RNG = """<element name="letter" xmlns="http://relaxng.org/ns/structure/1.0">
<element name="to"><text/></element><element name="body"><text/></element></element>"""
SCH = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"{}><pattern><rule context="letter">
<assert id="to-first" test="*[1][self::to]">a letter begins with its receiver, not with <value-of
select="name(*[1])"/></assert><report test="count(to) > 1">more than one receiver</report>
</rule></pattern></schema>"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_schema_of_ones_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    schema = load_schema(written(tmp_path, "letter.xsd", XSD))
    assert validate_bytes(LETTER, "letter.xml", [schema]) == []
    told = validate_bytes(WRONG, "letter.xml", [schema])
    assert [(d.code, d.line) for d in told] == [("schema-invalid", 2), ("schema-invalid", 3)]
    assert told[0].message == "<body> stands before <to> in <letter>; the order is fixed (at /letter/body)"


def test_schematron_of_ones_own(tmp_path: Path) -> None:
    schema = load_schema(written(tmp_path, "letter.sch", SCH.format("")))
    assert validate_bytes(LETTER, "letter.xml", [schema]) == []
    told = validate_bytes(WRONG, "letter.xml", [schema])
    assert {d.code for d in told} == {"rule-broken"}
    assert {d.message for d in told} == {
        "a letter begins with its receiver, not with body (at /letter) [to-first]",
        "more than one receiver (at /letter)",
    }
    assert {(d.line, d.column) for d in told} == {(1, 1)}


@pytest.mark.jing
def test_relax_ng_by_jing(tmp_path: Path) -> None:
    need_jing(written(tmp_path, "letter.rng", RNG))
    schema = load_schema(tmp_path / "letter.rng")
    assert validate_bytes(LETTER, "letter.xml", [schema]) == []
    told = validate_bytes(WRONG, "letter.xml", [schema])
    assert (told[0].code, told[0].path, told[0].line) == ("schema-invalid", "letter.xml", 2)
    assert 'missing required element "to"' in told[0].message


def test_relax_ng_without_jing_warns_that_it_is_terse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jing_module, "available", lambda: False)
    schema = load_schema(written(tmp_path, "letter.rng", RNG))
    assert validate_bytes(LETTER, "letter.xml", [schema]) == []
    codes = {d.code for d in validate_bytes(WRONG, "letter.xml", [schema])}
    assert codes == {"schema-invalid", "schema-terse"}


@pytest.mark.jing
def test_tei_all_says_what_it_expects_in_a_line_that_can_be_read() -> None:
    need_jing()
    data = (ROOT / "tests/negative/head-in-sp.xml").read_bytes()
    told = validate_bytes(data, "head-in-sp.xml", [load_schema(TEI_ALL)])
    assert told
    assert all(len(d.message) < 400 for d in told)
    assert "others" in told[0].message


def test_several_schemas_are_all_asked(tmp_path: Path) -> None:
    schemas = [
        load_schema(written(tmp_path, "letter.xsd", XSD)),
        load_schema(written(tmp_path, "letter.sch", SCH.format(""))),
    ]
    codes = [d.code for d in validate_bytes(WRONG, "letter.xml", schemas)]
    assert sorted(set(codes)) == ["rule-broken", "schema-invalid"]


RNG_NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'
INCLUDES = {
    "xsd": XSD.replace("<xs:element", '<xs:include schemaLocation="{}"/><xs:element', 1),
    "rng": f'<grammar {RNG_NS}>\n<include href="{{}}"/></grammar>',
    "sch": '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="{}"/></schema>',
}
ENTITY = f'<!DOCTYPE grammar [<!ENTITY x SYSTEM "file:///etc/hostname">]><grammar {RNG_NS}>&x;</grammar>'


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.xsd", INCLUDES["xsd"].format("http://e.org/x.xsd"), "network"),
        ("a.rng", INCLUDES["rng"].format("https://e.org/x.rng"), "network"),
        ("a.sch", INCLUDES["sch"].format("//e.org/x.sch"), "network"),
        ("a.xsd", INCLUDES["xsd"].format("gone.xsd"), "does not exist"),
        ("a.rng", ENTITY, "DOCTYPE"),
        ("a.rng", "no schema at all", "cannot be read"),
        ("a.xsd", "<schema/>", "cannot be compiled"),
        ("a.rng", f'<element name="x" {RNG_NS}/>', "cannot be"),
        ("a.sch", "<schema/>", "no ISO Schematron"),
        ("a.sch", SCH.format(' queryBinding="xslt2"'), "xslt2"),
        ("a.sch", SCH.format("").replace("count(to) > 1", "count(to"), "cannot be"),
        ("a.rnc", "element x { text }", "expected .xsd, .rng or .sch"),
    ],
)
def test_a_schema_that_cannot_be_used_is_an_error(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(SchemaUnusable) as raised:
        load_schema(written(tmp_path, name, text))
    assert says in str(raised.value)
    assert name in str(raised.value)


def test_includes_are_followed_to_the_network(tmp_path: Path) -> None:
    rng = '<grammar xmlns="http://relaxng.org/ns/structure/1.0">\n<include href="{}"/></grammar>'
    written(tmp_path, "b.rng", rng.format("c.rng"))
    written(tmp_path, "c.rng", rng.format("http://e.org/d.rng"))
    with pytest.raises(SchemaUnusable, match=r"c\.rng:2: the schema includes http://e\.org/d\.rng"):
        load_schema(written(tmp_path, "a.rng", rng.format("b.rng")))


def test_a_missing_schema_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SchemaUnusable, match="no such file"):
        load_schema(tmp_path / "gone.xsd")


def test_rules_that_would_read_other_files_may_not(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.xml", "<secret>the-secret-words</secret>")
    text = SCH.format("").replace("name(*[1])", f"document('{secret.as_uri()}')")
    schema = load_schema(written(tmp_path, "nosy.sch", text))
    try:
        told = "".join(str(d) for d in validate_bytes(WRONG, "letter.xml", [schema]))
    except SchemaUnusable as error:
        told = str(error)
    assert "the-secret-words" not in told


@pytest.mark.jing
def test_jing_that_does_not_finish_is_no_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need_jing(written(tmp_path, "letter.rng", RNG))
    schema = load_schema(tmp_path / "letter.rng")
    monkeypatch.setattr(jing_module, "_SECONDS", 0.001)
    with pytest.raises(SchemaUnusable, match="did not finish"):
        validate_bytes(LETTER, "letter.xml", [schema])


def test_many_files_keep_their_order_and_a_broken_one_costs_no_other_anything() -> None:
    minimal = (ROOT / "tests/valid/minimal.xml").read_bytes()
    files = [("minimal.xml", minimal), ("x.xml", b"<TEI"), ("minimal.xml", minimal), ("y.xml", b"")]
    told = list(validate_many(files))
    assert [path for path, _ in told] == ["minimal.xml", "x.xml", "minimal.xml", "y.xml"]
    assert [[d.code for d in found] for _, found in told] == [[], ["xml-malformed"], [], ["xml-malformed"]]


def test_many_files_are_not_held_at_once() -> None:
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield "x.xml", b"<TEI"

    next(validate_many(endless()))  # type: ignore[arg-type]
    assert taken <= 200


FOUND = [
    diagnose("xml-malformed", "an & stands alone", path="a, b.xml", line=3, column=7, hint="Write &amp;."),
    diagnose("date-differs", "50% sure", path="c.xml", line=2),
    diagnose("schema-terse"),
]


def test_text() -> None:
    assert render(FOUND, "text").splitlines()[:2] == [
        "a, b.xml:3:7: error: an & stands alone [xml-malformed]",
        "    Write &amp;.",
    ]


def test_json_lines() -> None:
    lines = [json.loads(line) for line in render(FOUND, "json").splitlines()]
    assert [line["code"] for line in lines] == [d.code for d in FOUND]
    assert lines[0]["line"] == 3
    assert lines[0]["hint"] == "Write &amp;."


def test_github_escapes_what_would_end_a_command() -> None:
    first, second, third = render(FOUND, "github").splitlines()
    assert first.startswith("::error title=xml-malformed,file=a%2C b.xml,line=3,col=7::an & stands alone")
    assert second.startswith("::warning title=date-differs,file=c.xml,line=2::50%25 sure")
    assert third.startswith("::notice title=schema-terse::")


def test_sarif() -> None:
    log = json.loads(render(FOUND, "sarif"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    names = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [names[result["ruleIndex"]] for result in run["results"]] == [d.code for d in FOUND]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%2C%20b.xml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in run["results"][2]["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_written_as_nothing(form: str) -> None:
    text = render([], form)
    assert (json.loads(text)["runs"][0]["results"] == []) if form == "sarif" else text == ""


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="text, json, github, sarif"):
        render([], "xml")


def test_the_command_checks_with_the_schemas_that_it_is_given(tmp_path: Path) -> None:
    schema = written(tmp_path, "letter.xsd", XSD)
    for name, data in (("a.xml", LETTER), ("b.xml", WRONG), ("c.xml", b"<TEI")):
        (tmp_path / name).write_bytes(data)
    checked = list(check(iter_sources([str(tmp_path)], suffix=".xml", max_bytes=10**6), (schema,), jobs=1))
    codes = [[d.code for d in one.found] for one in checked]
    assert codes == [[], ["schema-invalid", "schema-invalid"], ["xml-malformed"]]


def test_one_file_that_breaks_the_validator_costs_no_other_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    minimal = (ROOT / "tests/valid/minimal.xml").read_bytes()
    whole = parsing.parse

    def fragile(data: bytes, path: str, **options: int) -> object:
        if path == "bad.xml":
            raise ZeroDivisionError("a fault of ours")
        return whole(data, path, **options)

    monkeypatch.setattr(run, "parse", fragile)
    items = [
        SourceItem("minimal.xml", data=minimal),
        SourceItem("bad.xml", data=minimal),
        SourceItem("minimal.xml", data=minimal),
    ]
    checked = list(check(items, jobs=1))
    assert [[d.code for d in one.found] for one in checked] == [[], ["schema-unusable"], []]
    assert "a fault of ours" in checked[1].found[0].message
