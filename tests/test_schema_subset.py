"""The schema is a true subset of TEI: what it accepts, tei_all accepts; what tei_all refuses, ours refuses."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from diplomata.diagnostics import Severity
from diplomata.validation import gate, validate_bytes
from diplomata.validation.explain import explainer
from diplomata.validation.parsing import Document, parse
from validation_files import ROOT, TEI_ALL, VALID, jing, need_jing
from validation_generate import Maker, mutate

if TYPE_CHECKING:
    from pathlib import Path

MUTATIONS = 300


@pytest.fixture(scope="module")
def made() -> list[bytes]:
    """Documents that hypothesis makes from the schema; the gate accepts each, xmlschema those that it is asked."""
    documents: list[bytes] = []

    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**32))
    def make(seed: int) -> None:
        data = Maker(Random(seed)).document()  # noqa: S311 - no secret
        document = parse(data, "made.xml")
        assert isinstance(document, Document), document
        assert gate().messages(document.root) == []
        documents.append(data)

    make()
    for data in documents[::20]:
        document = parse(data, "made.xml")
        assert isinstance(document, Document)
        assert explainer().check(document.root)
    return documents


@pytest.mark.jing
def test_documents_made_from_the_schema_are_tei(tmp_path: Path, made: list[bytes]) -> None:
    need_jing()
    files = []
    for number, data in enumerate(made):
        files.append(tmp_path / f"made-{number}.xml")
        files[-1].write_bytes(data)
    assert len(files) > 50
    assert jing(TEI_ALL, files) == {}


def test_the_made_documents_use_every_element_of_the_schema(made: list[bytes]) -> None:
    """Otherwise the proof above would be one for a part of the schema only."""
    used = {str(node.tag) for data in made for node in etree.fromstring(data).iter("*")}
    declared = {
        f"{{http://www.tei-c.org/ns/1.0}}{part.get('name')}"
        for part in etree.parse(str(ROOT / "schema/diplomata.xsd")).iter("{http://www.w3.org/2001/XMLSchema}element")
    }
    assert declared - used == set()


@pytest.fixture(scope="module")
def mutants(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, str]]:
    """Valid files with one random change each, and what was changed; the same in every run."""
    folder = tmp_path_factory.mktemp("mutants")
    random = Random(4711)  # noqa: S311 - no secret
    written: list[tuple[Path, str]] = []
    while len(written) < MUTATIONS:
        source = random.choice(VALID)
        root = etree.fromstring(source.read_bytes())
        done = mutate(root, random)
        path = folder / f"mutant-{len(written)}.xml"
        path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
        written.append((path, f"{source.name}: {done}"))
    return written


def test_both_validators_agree_on_mutations(mutants: list[tuple[Path, str]]) -> None:
    refused = 0
    for path, done in mutants:
        document = parse(path.read_bytes(), path.name)
        assert isinstance(document, Document), done
        verdict = gate().check(document.root)
        refused += not verdict
        assert (explainer().explain(document) == []) == verdict, done
    assert MUTATIONS / 3 < refused < MUTATIONS


@pytest.mark.jing
def test_what_tei_refuses_ours_refuses(mutants: list[tuple[Path, str]]) -> None:
    need_jing()
    refused = jing(TEI_ALL, [path for path, _ in mutants])
    missed = [
        (done, refused[path.name])
        for path, done in mutants
        if path.name in refused
        and not any(d.severity is Severity.ERROR for d in validate_bytes(path.read_bytes(), ""))
    ]
    assert len(refused) > MUTATIONS / 10
    assert missed == []
