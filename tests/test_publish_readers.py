"""References and the description for deposit, read back by libraries that others wrote."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from diplomata.publish import citations, references, schema_org
from diplomata.publish.facts import Facts
from diplomata.publish.pages import Stylesheets
from diplomata.publish.reading import read_facts
from diplomata.publish.site import publish
from publish_samples import EDITION, full_record, record

STRINGS = Stylesheets(EDITION).strings
HARD = Facts(
    id="record-1",
    title='50% of <grain> & "rye" {sic} #1_a ~ ^ $5 — 北京, محمد',
    when="1961-03",
    number="9",
    authors=("A. & B. Müller", "林绍文"),
    summary="One line.\nAnother.",
)


def facts() -> Facts:
    return read_facts(etree.fromstring(full_record().encode()), "record-4711")


def test_bibtexparser_reads_our_bibtex() -> None:
    reader = pytest.importorskip("bibtexparser")
    text = "\n\n".join(references.bibtex(each, EDITION, STRINGS) for each in (facts(), HARD))
    found = reader.parse_string(text)
    assert found.failed_blocks == []
    first, second = ({field.key: field.value for field in entry.fields} for entry in found.entries)
    assert [entry.key for entry in found.entries] == ["record-4711", "record-1"]
    assert first["title"] == "{Conversation with Comrade Oto Kern [and Lia Venn], 3 May 1962}"
    assert first["date"] == "1962-05-03/1962-05-04"
    assert first["editor"] == "{Ada Berg}"
    assert first["langid"] == "english"
    assert "langid" not in second
    assert second["author"] == r"{A. \& B. Müller} and {林绍文}"
    assert second["title"].startswith(r'{50\% of <grain> \& "rye" \{sic\} \#1\_a')


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "english"),
        ("en-US", "english"),
        ("de", "german"),
        ("fr", "french"),
        ("ru-Latn", "russian"),
        ("zh-Hant", "chinese"),
        ("tlh", None),
        ("", None),
    ],
)
def test_bibtex_names_a_language_as_babel_does(tag: str, name: str | None) -> None:
    entry = references.bibtex(replace(HARD, language=tag), EDITION, STRINGS)
    assert (f"  langid = {{{name}}},\n" in entry) is (name is not None)
    assert ("langid" in entry) is (name is not None)


def test_rispy_reads_our_ris() -> None:
    reader = pytest.importorskip("rispy")
    text = "\n".join(references.ris(each, EDITION, STRINGS) + "\n" for each in (facts(), HARD))
    first, second = reader.loads(text)
    assert first["type_of_reference"] == "MANSCPT"
    assert first["date"] == "1962/05/03/"
    assert first["secondary_authors"] == ["Ada Berg"]
    assert first["subsidiary_authors"] == ["Ines Adler"]
    assert first["urls"] == ["https://example.org/lake/records/record-4711.html"]
    assert second["title"] == HARD.title
    assert second["authors"] == list(HARD.authors)
    assert second["abstract"] == "One line. Another."


def test_schema_org_is_json_that_can_stand_in_a_script() -> None:
    first, second = (schema_org.record(each, EDITION) for each in (facts(), HARD))
    assert not set("<>&").intersection(first + second)
    assert json.loads(second)["name"] == HARD.title
    assert json.loads(second)["abstract"] == HARD.summary
    said = json.loads(first)
    assert said["@type"] == ["ArchiveComponent", "CreativeWork"]
    assert said["@id"] == said["url"] == "https://example.org/lake/records/record-4711.html"
    assert said["translator"] == [{"@type": "Person", "name": "Ines Adler"}]
    assert said["isPartOf"]["name"] == "Papers of the Lake"
    assert [file["contentUrl"] for file in said["encoding"]] == ["record-4711.xml", "record-4711.txt"]


def test_each_edition_is_cited_as_itself() -> None:
    other = replace(EDITION, title="Papers of the Dam", url="https://example.com", folders=16)
    for edition in (EDITION, other, EDITION):
        made = str(citations.chicago(facts(), edition, STRINGS))
        assert edition.title in made
        assert citations.record_url(edition, "record-4711") in made


def test_citeproc_cites_from_our_csl() -> None:
    citeproc = pytest.importorskip("citeproc")
    source = pytest.importorskip("citeproc.source.json")
    items = [references.csl(each, EDITION, STRINGS) for each in (facts(), HARD)]
    assert [json.loads(references.csl_text(item)) for item in items] == [[item] for item in items]
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # It warns of a field that CSL does not know.
        known = source.CiteProcJSON(items)
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = citeproc.CitationStylesBibliography(style, known, citeproc.formatter.plain)
    for item in items:
        made.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    said = "\n".join(str(each) for each in made.bibliography())
    assert "Conversation with Comrade Oto Kern [and Lia Venn], 3 May 1962" in said
    assert "Papers of the Lake" in said
    assert "林绍文" in said
    assert items[0]["editor"] == [{"literal": "Ada Berg"}]


def test_rocrate_reads_our_crate_and_finds_every_file(tmp_path: Path) -> None:
    reader = pytest.importorskip("rocrate.rocrate")
    xml = tmp_path / "xml"
    xml.mkdir()
    (xml / "record-1.xml").write_text(record())
    publish(xml, tmp_path / "site", EDITION)
    crate = reader.ROCrate(tmp_path / "site")
    assert crate.version == "1.1"
    assert crate.name == EDITION.title
    parts = crate.root_dataset["hasPart"]
    assert {part.id for part in parts} >= {"tei.zip", "corpus.jsonl", "records/"}
    for part in parts:
        assert (tmp_path / "site" / part.id).exists(), part.id
        assert part.type in ("File", "Dataset")
    # RO-Crate 1.1, section "Root Data Entity": these the root has, and every reference is to something described.
    graph = json.loads((tmp_path / "site" / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    described = {entity["@id"] for entity in graph}
    assert len(described) == len(graph)
    root = next(entity for entity in graph if entity["@id"] == "./")
    assert {"@type", "name", "description", "hasPart"} <= root.keys()
    for entity in graph:
        for value in entity.values():
            for each in value if isinstance(value, list) else [value]:
                assert not isinstance(each, dict) or each["@id"] in described or entity["@id"].startswith("ro-crate")
