"""``cmif.xml`` by the rules of the Correspondence Metadata Interchange Format, in its version 1."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from diplomata.edition import Edition
from diplomata.publish import cmif
from diplomata.publish.facts import Correspondent, Facts
from diplomata.publish.people_file import KnownPerson
from diplomata.tei.namespace import NS
from diplomata.validation import load_schema, validate_bytes
from validation_files import TEI_ALL, need_jing

# What the documentation and the schema of the format say, of what an edition gives.
RULES = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="TEI">
<element name="teiHeader">
<element name="fileDesc">
<element name="titleStmt"><ref name="title"/><oneOrMore><element name="editor"><ref name="words"/></element></oneOrMore></element>
<element name="publicationStmt">
<oneOrMore><element name="publisher"><ref name="words"/></element></oneOrMore>
<element name="idno"><attribute name="type"><value>url</value></attribute><data type="anyURI"/></element>
<element name="date"><attribute name="when"><data type="dateTime"/></attribute><empty/></element>
<element name="availability"><element name="licence">
<attribute name="target"><value>https://creativecommons.org/licenses/by/4.0/</value></attribute><ref name="words"/></element></element>
</element>
<element name="sourceDesc"><oneOrMore><element name="bibl">
<attribute name="type"><choice><value>online</value><value>print</value><value>hybrid</value></choice></attribute>
<attribute name="xml:id"><data type="ID"><param name="pattern">[a-z]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}</param></data></attribute>
<mixed><optional><element name="ref"><attribute name="target"><data type="anyURI"/></attribute><text/></element></optional></mixed>
</element></oneOrMore></element>
</element>
<element name="profileDesc"><zeroOrMore><element name="correspDesc">
<attribute name="source"/><optional><attribute name="key"/></optional>
<optional><attribute name="ref"><data type="anyURI"><param name="pattern">https?://.+</param></data></attribute></optional>
<element name="correspAction"><attribute name="type"><value>sent</value></attribute><ref name="action"/></element>
<element name="correspAction"><attribute name="type"><value>received</value></attribute><ref name="action"/></element>
</element></zeroOrMore></element>
</element>
<element name="text"><element name="body"><element name="p"><empty/></element></element></element>
</element></start>
<define name="title"><element name="title"><ref name="words"/></element></define>
<define name="words"><data type="string"><param name="pattern">(.|\\s)*\\S(.|\\s)*</param></data></define>
<define name="action">
<oneOrMore><element><choice><name>persName</name><name>orgName</name></choice>
<optional><attribute name="ref"><data type="anyURI"/></attribute></optional><ref name="words"/></element></oneOrMore>
<optional><element name="placeName"><ref name="words"/></element></optional>
<optional><element name="date"><choice><attribute name="when"><ref name="day"/></attribute>
<group><attribute name="notBefore"><ref name="day"/></attribute><optional><attribute name="notAfter"><ref name="day"/></attribute></optional></group>
<attribute name="notAfter"><ref name="day"/></attribute></choice><empty/></element></optional>
</define>
<define name="day"><choice><data type="date"/><data type="gYearMonth"/><data type="gYear"/></choice></define>
</grammar>
"""  # noqa: E501
EDITION = Edition(title="Papers & talks", url="https://example.org/lake", editors=("Ada Berg", "Jon Ferris"))
KERN = Correspondent("Oto Kern", "oto-kern", "Morna")
LETTER = Facts(
    "record-9", "A letter", number="9", when="1962-05", senders=(KERN,), receivers=(Correspondent("Embassy"),)
)
KNOWN = KnownPerson(
    "oto-kern",
    authorities=(("Wikidata", "Q42", "https://www.wikidata.org/wiki/Q42"), ("VIAF", "7", "https://viaf.org/viaf/7")),
)


def whole(letters: list[Facts], edition: Edition = EDITION, updated: str = "2026-01") -> etree._Element:
    head, tail = cmif.frame(edition, updated)
    known = {KNOWN.id: KNOWN}
    return etree.fromstring((head + "".join(cmif.letter(each, edition, known) for each in letters) + tail).encode())


def complaints(root: etree._Element) -> list[str]:
    schema = etree.RelaxNG(etree.fromstring(RULES))
    schema.validate(root)
    found = [error.message for error in schema.error_log]
    sources = {f"#{bibl.get('{http://www.w3.org/XML/1998/namespace}id')}" for bibl in root.iterfind(".//t:bibl", NS)}
    found += [
        f"source: {each.get('source')}"
        for each in root.iterfind(".//t:correspDesc", NS)
        if each.get("source") not in sources
    ]
    return found


@pytest.mark.parametrize(
    "letter",
    [
        LETTER,
        replace(LETTER, when="", not_before="1962-05-03", not_after="1963"),
        replace(LETTER, when="", not_after="1963"),
        replace(LETTER, when=""),
        replace(LETTER, when="--05-03"),
        replace(LETTER, senders=(), address="https://archive.example/9"),
        replace(LETTER, receivers=(KERN, Correspondent("A & B"))),
        replace(LETTER, receivers=()),
    ],
)
def test_letters_follow_the_format(letter: Facts) -> None:
    assert complaints(whole([letter, LETTER])) == []


def test_the_rules_of_this_test_are_broken_by_what_the_format_forbids() -> None:
    root = whole([LETTER])
    for path in (
        ".//t:correspAction[@type='received']",
        ".//t:persName",
        ".//t:date/@when",
        ".//t:idno",
        ".//t:editor",
    ):
        broken = etree.fromstring(etree.tostring(root))
        for found in broken.xpath(path, namespaces=NS):
            if isinstance(found, etree._Element):
                found.getparent().remove(found)
            else:
                del found.getparent().attrib["when"]
        assert complaints(broken), path


@pytest.mark.jing
def test_the_file_is_tei() -> None:
    need_jing()
    for root in (whole([LETTER, replace(LETTER, receivers=())]), whole([], Edition(), "")):
        assert validate_bytes(etree.tostring(root), "cmif.xml", [load_schema(TEI_ALL)]) == []


def test_an_edition_without_letters_follows_the_format() -> None:
    assert complaints(whole([])) == []
    assert cmif.letter(Facts("record-1", "A talk"), EDITION, {}) == ""


def test_without_an_address_or_a_date_the_file_lacks_those_two_alone() -> None:
    root = whole([LETTER], Edition(title="Papers"), "")
    assert root.findall(".//t:publicationStmt/t:date", NS) == root.findall(".//t:publicationStmt/t:idno", NS) == []
    assert root.find(".//t:correspDesc", NS).get("ref") is None
    publication = root.find(".//t:publicationStmt", NS)
    for name, made in reversed([("idno", {"type": "url"}), ("date", {"when": "2026-01-01T00:00:00Z"})]):
        publication.insert(1, etree.Element(f"{{{NS['t']}}}{name}", made))
    publication.find("t:idno", NS).text = "https://example.org/cmif.xml"
    assert complaints(root) == []


def test_a_letter_is_found_at_the_edition_else_at_the_archive() -> None:
    address = "https://archive.example/9"
    letter = replace(LETTER, address=address)
    for edition, there in ((EDITION, "https://example.org/lake/records/record-9.html"), (Edition(), address)):
        (found,) = whole([letter], edition).iterfind(".//t:correspDesc", NS)
        assert (found.get("ref"), found.get("key")) == (there, "9")


def test_persons_are_named_by_the_authority_that_is_asked_for_first() -> None:
    root = whole([LETTER])
    assert [each.get("ref") for each in root.iterfind(".//t:persName", NS)] == ["https://viaf.org/viaf/7"]
    assert root.findtext(".//t:orgName", namespaces=NS) == "Embassy"
    only = KnownPerson("x", authorities=KNOWN.authorities[:1])
    assert only.uri == "http://www.wikidata.org/entity/Q42"
    assert KnownPerson("x").uri == ""


def test_the_edition_has_the_same_id_whenever_the_file_is_made() -> None:
    ids = {root.xpath("string(//*[@xml:id]/@xml:id)") for root in (whole([]), whole([LETTER], updated="2027"))}
    assert len(ids) == 1
    assert whole([], replace(EDITION, url="https://example.org/dam")).xpath("string(//*[@xml:id]/@xml:id)") not in ids
