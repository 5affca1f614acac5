"""The customisation in TEI's own language says what the XML Schema and the rules say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from lxml import etree, isoschematron

from diplomata.validation import gate
from diplomata.validation.parsing import Document, parse
from diplomata.validation.rules import rules
from odd import EXAMPLES, ODD, TEI, attributes, compiled, specs
from validation_files import CASES, NEGATIVE, ROOT, TEI_ALL, VALID, jing, jing_jar, need_jing
from validation_generate import Maker, mutate

XS = "{http://www.w3.org/2001/XMLSchema}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSD = etree.parse(str(ROOT / "schema" / "diplomata.xsd")).getroot()
XML_XSD = etree.parse(str(ROOT / "schema" / "xml.xsd")).getroot()
NAMED = {part.get("name"): part for part in XSD if part.tag in {f"{XS}complexType", f"{XS}attributeGroup"}}
XML_GROUPS = {f"xml:{part.get('name')}": part for part in XML_XSD.iterfind(f"{XS}attributeGroup")}


def xsd_attributes(part: etree._Element, prefix: str = "") -> dict[str, tuple[bool, set[str]]]:
    """Name of each attribute of a type: whether it is required, and its closed values."""
    found: dict[str, tuple[bool, set[str]]] = {}
    for attribute in part.iter(f"{XS}attribute"):
        name = prefix + (attribute.get("name") or attribute.get("ref") or "")
        values = {str(value.get("value")) for value in attribute.iter(f"{XS}enumeration")}
        if attribute.get("fixed"):
            values = {str(attribute.get("fixed"))}
        if attribute.get("type") == "certainty":
            values = {"low"}
        found[name] = (attribute.get("use") == "required", values)
    for group in part.iter(f"{XS}attributeGroup"):
        reference = group.get("ref")
        if reference in XML_GROUPS:
            found |= xsd_attributes(XML_GROUPS[reference], "xml:")
        elif reference:
            found |= xsd_attributes(NAMED[reference])
    return found


def xsd_elements() -> dict[str, list[dict[str, tuple[bool, set[str]]]]]:
    """Of each element the attributes of each of its types."""
    found: dict[str, dict[str, dict[str, tuple[bool, set[str]]]]] = {}
    for element in XSD.iter(f"{XS}element"):
        kind = str(element.get("type"))
        found.setdefault(str(element.get("name")), {})[kind] = xsd_attributes(NAMED[kind]) if kind in NAMED else {}
    return {name: list(kinds.values()) for name, kinds in found.items()}


def test_the_same_elements() -> None:
    assert set(specs()) == set(xsd_elements())


def test_the_same_attributes_and_closed_values() -> None:
    for name, kinds in xsd_elements().items():
        for_people = {attribute: rest for attribute, *rest in attributes(specs()[name])}
        names = {attribute for kind in kinds for attribute in kind}
        assert set(for_people) == names, name
        for attribute in names:
            uses = [kind[attribute] for kind in kinds if attribute in kind]
            required = all(attribute in kind and kind[attribute][0] for kind in kinds)
            values = set().union(*(listed for _, listed in uses))
            closed = bool(values) and all(listed for _, listed in uses)
            assert for_people[attribute] == [required, values, closed], f"{name}/@{attribute}"


def test_the_same_rules() -> None:
    """Each assertion of the Schematron but one: the stem of a file is not known inside the file."""

    def said(part: etree._Element, prefix: str) -> tuple[str, str]:
        words = " ".join("".join(str(piece) for piece in part.itertext()).split())
        return re.sub(rf"\b{prefix}", "", part.get("test", "")), words

    source = etree.parse(str(ROOT / "schema" / "diplomata.sch"))
    ours = {rule.get("id"): said(rule, "t:") for rule in source.iter(f"{SCH}assert")}
    del ours["id-not-stem"]
    assert {rule.get("id"): said(rule, "tei:") for rule in etree.parse(str(ODD)).iter(f"{SCH}assert")} == ours
    contexts = {
        part.get("id"): re.sub(r"\bt:", "", rule.get("context", ""))
        for rule in source.iter(f"{SCH}rule")
        for part in rule.iterfind(f"{SCH}assert")
        if part.get("id") in ours
    }
    for rule in etree.parse(str(ODD)).iter(f"{SCH}rule"):
        (part,) = rule.iterfind(f"{SCH}assert")
        assert re.sub(r"\btei:", "", rule.get("context", "")) == contexts[part.get("id")]


def test_its_rules_can_be_run_and_find_the_same() -> None:
    """The constraints taken out of the customisation, as the TEI Stylesheets do it."""
    schema = etree.Element(f"{SCH}schema", queryBinding="xslt", nsmap={"sch": SCH[1:-1]})
    etree.SubElement(schema, f"{SCH}ns", prefix="tei", uri=TEI[1:-1])
    patterns: dict[str, etree._Element] = {}
    for rule in etree.parse(str(ROOT / "schema" / "diplomata.sch")).iter(f"{SCH}assert"):
        pattern = rule.getparent().getparent()
        if str(pattern.get("id")) not in patterns:
            patterns[str(pattern.get("id"))] = etree.SubElement(schema, f"{SCH}pattern")
        for theirs in etree.parse(str(ODD)).iter(f"{SCH}rule"):
            if theirs.findall(f"{SCH}assert")[0].get("id") == rule.get("id"):
                patterns[str(pattern.get("id"))].append(theirs)
    # Two assertions of one rule are two constraints; in one pattern only the first rule of a node would fire.
    for pattern in list(schema.iterfind(f"{SCH}pattern")):
        contexts: dict[str, etree._Element] = {}
        for rule in list(pattern):
            first = contexts.setdefault(str(rule.get("context")), rule)
            if first is not rule:
                first.extend(rule.findall(f"{SCH}assert"))
                pattern.remove(rule)
    run = isoschematron.Schematron(schema, store_report=True)
    for path in NEGATIVE:
        document = parse(path.read_bytes(), path.name)
        if not isinstance(document, Document):
            continue
        run.validate(document.root)
        broken = run.validation_report.getroot().iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
        ours = [d.code for d in rules().check(Document("", document.root, document.data))]
        assert sorted(str(breach.get("id")) for breach in broken) == sorted(ours), path.name


def test_every_element_is_explained_and_shown() -> None:
    known = {name: {attribute: rest for attribute, *rest in attributes(spec)} for name, spec in specs().items()}
    for name, spec in specs().items():
        assert (spec.findtext(f"{TEI}desc") or "").strip(), name
        shown = spec.findall(f"{TEI}exemplum/{EXAMPLES}egXML")
        assert shown, name
        assert any(f"{EXAMPLES}{name}" == node.tag for example in shown for node in example.iter()), name
        for attribute in spec.iter(f"{TEI}attDef", f"{TEI}valItem"):
            assert (attribute.findtext(f"{TEI}desc") or "").strip(), f"{name}: {attribute.get('ident')}"
    for example in etree.parse(str(ODD)).iter(f"{EXAMPLES}egXML"):
        for node in example.iter(f"{EXAMPLES}*"):
            if node is example:
                continue
            element = str(node.tag).removeprefix(EXAMPLES)
            assert element in known, f"line {node.sourceline}"
            for attribute, value in node.attrib.items():
                plain = str(attribute).replace("{http://www.w3.org/XML/1998/namespace}", "xml:")
                _, values, closed = known[element][plain]
                assert not closed or value in values, f"line {node.sourceline}: {plain}"


def test_compiled_it_accepts_every_valid_file() -> None:
    schema = etree.RelaxNG(compiled())
    for path in VALID:
        assert schema.validate(etree.parse(str(path))), (path.name, schema.error_log)


def test_compiled_it_refuses_what_the_schema_refuses() -> None:
    """All but what depends on where an element stands: RELAX NG made from ODD has one model for a name."""
    schema = etree.RelaxNG(compiled())
    passed = set()
    for path in NEGATIVE:
        document = parse(path.read_bytes(), path.name)
        if isinstance(document, list) or "schema-invalid" not in path.with_suffix(".txt").read_text("utf-8"):
            continue
        if schema.validate(document.root):
            passed.add(path.stem)
    assert passed <= {
        "date-impossible",
        "div-type-unknown",
        "footnote-in-body",
        "footnote-without-number",
        "id-form-note",
        "id-form-paragraph",
        "id-form-turn",
        "id-missing",
        "number-twice",
        "title-empty",
    }


def test_every_specification_is_whole() -> None:
    """With mode="change" the attributes of TEI's own specification stay, and one that we add too stands twice."""
    for name, spec in specs().items():
        assert spec.get("mode") == "replace", name
        assert [part.get("mode") for part in spec.findall(f"{TEI}classes")] == ["replace"], name
        assert spec.find(f"{TEI}classes/{TEI}memberOf") is None, name
        assert len(spec.findall(f"{TEI}content")) == 1, name
        names = [attribute for attribute, *_ in attributes(spec)]
        assert len(names) == len(set(names)), name
        modes = {part.get("mode") for part in spec.iterfind(f"{TEI}attList//*[@mode]")}
        assert modes <= {"add"}, name


def test_the_schema_takes_up_each_specification_once() -> None:
    """From the module that the specification names, by the group that it stands in; nothing else, nothing twice."""
    root = etree.parse(str(ODD)).getroot()
    included = [
        (str(module.get("key")), name)
        for module in root.iter(f"{TEI}moduleRef")
        for name in (module.get("include") or "").split()
    ]
    written = [(str(spec.get("module")), str(spec.get("ident"))) for spec in root.iter(f"{TEI}elementSpec")]
    assert sorted(included) == sorted(written)
    assert len(written) == len(specs())
    groups = [f"#{group.get('{http://www.w3.org/XML/1998/namespace}id')}" for group in root.iter(f"{TEI}specGrp")]
    assert [part.get("target") for part in root.iter(f"{TEI}specGrpRef")] == groups
    assert all(spec.getparent().tag == f"{TEI}specGrp" for spec in root.iter(f"{TEI}elementSpec"))
    named = {str(part.get("key")) for part in root.iter(f"{TEI}elementRef")}
    assert named == set(specs()) - {"TEI"}


def test_compiled_it_accepts_every_case_and_whatever_the_schema_accepts() -> None:
    schema = etree.RelaxNG(compiled())
    made = [Maker(Random(seed)).document() for seed in range(30)]  # noqa: S311 - no secret
    for data in [path.read_bytes() for path in CASES] + made:
        assert schema.validate(etree.fromstring(data)), (schema.error_log, data.decode())


def test_compiled_it_refuses_most_of_what_the_schema_refuses() -> None:
    """Valid files with one change each. What it passes hangs on where an element stands, or is the form of an id."""
    schema = etree.RelaxNG(compiled())
    random = Random(7)  # noqa: S311 - no secret
    refused, passed = 0, []
    for _ in range(400):
        root = etree.fromstring(random.choice(VALID).read_bytes())
        done = mutate(root, random)
        document = parse(etree.tostring(root), "-")
        assert isinstance(document, Document)
        if gate().check(document.root):
            assert schema.validate(document.root), done
            continue
        refused += 1
        if schema.validate(document.root):
            passed.append(done)
    assert refused > 150
    assert len(passed) < refused * 0.12, passed


def test_every_example_that_is_whole_is_what_it_shows() -> None:
    """Examples that leave nothing out, each asked as if its element were the root."""
    asked = 0
    for example in etree.parse(str(ODD)).iter(f"{EXAMPLES}egXML"):
        for part in example.iterchildren(f"{EXAMPLES}*"):
            if next(part.iter(etree.Comment), None) is not None:
                continue
            data = etree.tostring(part, with_tail=False).replace(EXAMPLES[1:-1].encode(), TEI[1:-1].encode())
            name = str(part.tag).removeprefix(EXAMPLES)
            schema = etree.RelaxNG(compiled(name))
            assert schema.validate(etree.fromstring(data)), (name, schema.error_log)
            asked += 1
    assert asked > 60


@pytest.mark.jing
def test_compiled_it_is_understood_by_jing(tmp_path: Path) -> None:
    need_jing(ODD)
    schema = tmp_path / "diplomata.rng"
    compiled().write(str(schema))
    assert jing(schema, VALID) == {}


@pytest.mark.jing
def test_the_customisation_is_tei() -> None:
    need_jing()
    assert jing(TEI_ALL, [ODD]) == {}


def tei_stylesheets() -> Path | None:
    """The TEI Stylesheets, where they are installed; TEI_STYLESHEETS names their folder."""
    named = os.environ.get("TEI_STYLESHEETS")
    places = [Path(named)] if named else []
    places += [Path("/usr/share/xml/tei/stylesheet"), Path("/usr/share/tei-xsl")]
    return next((place for place in places if (place / "odds" / "odd2relax.xsl").is_file()), None)


@pytest.mark.jing
def test_the_tei_stylesheets_compile_it(tmp_path: Path) -> None:
    place, source = tei_stylesheets(), os.environ.get("TEI_P5SUBSET")
    if place is None or not source:
        pytest.skip("the TEI Stylesheets (TEI_STYLESHEETS) or p5subset.xml (TEI_P5SUBSET) are not installed")
    if not shutil.which("saxon"):
        pytest.skip("the TEI Stylesheets need Saxon, and there is no command saxon")
    assert jing_jar() is not None
    full, schema = tmp_path / "full.odd", tmp_path / "diplomata.rng"
    for stylesheet, given, made, options in (
        ("odd2odd.xsl", ODD, full, [f"defaultSource={Path(source).as_uri()}"]),
        ("odd2relax.xsl", full, schema, []),
    ):
        command = ["saxon", f"-s:{given}", f"-xsl:{place / 'odds' / stylesheet}", f"-o:{made}", *options]
        subprocess.run(command, check=True, timeout=300)
    assert jing(schema, VALID) == {}
