"""The schema itself: documented, local, understood alike by both validators, a subset of TEI."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from diplomata.diagnostics import Severity
from diplomata.validation import gate, validate_bytes
from diplomata.validation.explain import explainer
from diplomata.validation.jing import JAVA
from diplomata.validation.parsing import Document, parse
from validation_files import CASES, NEGATIVE, ROOT, TEI_ALL, VALID, jing, need_jing

if TYPE_CHECKING:
    from pathlib import Path

XS = "{http://www.w3.org/2001/XMLSchema}"
XSD = ROOT / "schema" / "diplomata.xsd"


def test_every_component_of_the_schema_is_documented() -> None:
    bare = [
        f"line {part.sourceline}: {part.tag.removeprefix(XS)} {part.get('name')}"
        for schema in (XSD, XSD.with_name("xml.xsd"))
        for part in etree.parse(str(schema)).iter()
        if isinstance(part.tag, str)
        and part.tag.removeprefix(XS)
        in {"element", "attribute", "complexType", "simpleType", "group", "attributeGroup"}
        and part.get("name")
        and not (part.findtext(f"{XS}annotation/{XS}documentation") or "").strip()
    ]
    assert bare == []


def test_nothing_of_the_schema_is_fetched() -> None:
    places = [part.get("schemaLocation") for part in etree.parse(str(XSD)).iter(f"{XS}import", f"{XS}include")]
    assert places == ["xml.xsd"]
    assert XSD.with_name("xml.xsd").is_file()


def test_only_tei_can_be_the_root() -> None:
    assert [part.get("name") for part in etree.parse(str(XSD)).getroot().iterfind(f"{XS}element")] == ["TEI"]


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_files_are_valid_for_both(path: Path) -> None:
    document = parse(path.read_bytes(), path.name)
    assert isinstance(document, Document)
    assert gate().messages(document.root) == []
    assert explainer().explain(document) == []


@pytest.mark.parametrize("path", NEGATIVE, ids=lambda path: path.stem)
def test_both_validators_agree(path: Path) -> None:
    """A file that libxml2 refuses is one that xmlschema can explain, and the other way round."""
    document = parse(path.read_bytes(), path.name)
    if isinstance(document, list):
        assert document, "neither a document nor a reason"
        return
    assert gate().check(document.root) == explainer().check(document.root)
    assert gate().check(document.root) == (explainer().explain(document) == [])


def test_every_case_is_valid_for_both_and_keeps_the_rules() -> None:
    """The expected TEI of the cases: golden files that nobody validates freeze faults."""
    for path in CASES:
        document = parse(path.read_bytes(), path.name)
        assert isinstance(document, Document), path
        assert gate().messages(document.root) == [], path
        assert explainer().check(document.root), path
        told = validate_bytes(path.read_bytes(), "-")
        assert [d for d in told if d.severity is Severity.ERROR] == [], path


@pytest.mark.jing
def test_valid_files_are_tei() -> None:
    need_jing()
    assert jing(TEI_ALL, [*VALID, *CASES]) == {}


@pytest.mark.jing
def test_xerces_agrees_with_libxml2() -> None:
    """The third validator, the one inside XML editors: the same verdict on every file."""
    need_jing(XSD)
    documents = {str(path): parse(path.read_bytes(), path.name) for path in [*VALID, *NEGATIVE]}
    files = {path: document for path, document in documents.items() if isinstance(document, Document)}
    program = ROOT / "tests" / "java" / "Xerces.java"
    run = subprocess.run(
        [*JAVA, str(program), str(XSD), *files], capture_output=True, text=True, check=False, timeout=300
    )
    if "jdk.compiler" in run.stderr:
        pytest.skip("this Java cannot compile, so Xerces was not asked")
    assert run.returncode == 0, run.stderr
    said = dict(reversed(line.split(" ", 1)) for line in run.stdout.splitlines())
    verdicts = {True: "valid", False: "invalid"}
    assert said == {path: verdicts[gate().check(document.root)] for path, document in files.items()}


@pytest.mark.jing
def test_jing_would_find_a_fault(tmp_path: Path) -> None:
    """The proof above proves something: Jing, called the same way, finds what is no TEI."""
    need_jing()
    wrong = tmp_path / "wrong.xml"
    wrong.write_bytes(VALID[0].read_bytes().replace(b"<div type", b"<p>x</p><head>y</head><div type", 1))
    assert set(jing(TEI_ALL, [wrong])) == {"wrong.xml"}


def test_duplicate_ids_are_found_by_both_in_a_tree_that_was_never_parsed() -> None:
    document = parse((ROOT / "tests/valid/minimal.xml").read_bytes(), "minimal.xml")
    assert isinstance(document, Document)
    body = document.root.find(".//{*}body/{*}div")
    assert body is not None
    twin = etree.SubElement(body, body[0].tag, {name: str(value) for name, value in body[0].attrib.items()})
    twin.text = "The ferry came."
    assert not gate().check(document.root)
    assert not explainer().check(document.root)


def test_the_typed_dates_are_those_of_w3c() -> None:
    text = (ROOT / "tests/valid/minimal.xml").read_text(encoding="utf-8")
    head = "<profileDesc><creation><date when={!r}>then</date></creation>"
    for value, good in {
        "1958-03-07": True,
        "1958-03": True,
        "1958": True,
        "2000-02-29": True,
        "1900-02-29": False,
        "1958-13": False,
        "1958-3-7": False,
        "58": False,
        "-0044": False,
        "1958-03-07Z": False,
        "19580307": False,
    }.items():
        data = re.sub("<profileDesc>", head.format(value), text, count=1).encode()
        document = parse(data, "x.xml")
        assert isinstance(document, Document)
        assert (gate().check(document.root), explainer().check(document.root)) == (good, good), value
        assert (validate_bytes(data, "minimal.xml") == []) == good
