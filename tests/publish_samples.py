"""TEI for the tests of publishing: the smallest record, and one with every element that is published."""

from __future__ import annotations

from pathlib import Path

from diplomata.edition import Edition

EDITION = Edition(title="Papers of the Lake", version="1.0", url="https://example.org/lake", editors=("Ada Berg",))


def full_record() -> str:
    """A record with every element and attribute that the encoder writes."""
    return (Path(__file__).parent / "data" / "publish-full.xml").read_text("utf-8")


def record(
    number: str = "1",
    *,
    title: str = "A talk",
    date: str = 'when="1962-05-03"',
    printed: str = "3 May 1962",
    kind: str = "conversation",
    body: str = '<p xml:id="p1">One line.</p>',
    people: str = "",
    publication: str = "",
    language: str = "en",
    place: str = "Morna",
    subject: str = "Grain",
) -> str:
    """A small record; the arguments are XML."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="record-{number}" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>
<publicationStmt><publisher>Lake Archive</publisher><idno type="record">{number}</idno>{publication}</publicationStmt>
<sourceDesc><msDesc><msIdentifier><repository>SAV</repository><idno type="archival">F. 3</idno></msIdentifier>
<msContents><textLang mainLang="sq">Albanian</textLang></msContents></msDesc></sourceDesc></fileDesc>
<profileDesc><creation><date {date}>{printed}</date></creation>
<textClass><catRef scheme="#genre" target="#{kind}"/><keywords scheme="#subject"><term>{subject}</term></keywords>
<keywords scheme="#place"><term>{place}</term></keywords></textClass>
<particDesc><listPerson>{people}</listPerson></particDesc></profileDesc></teiHeader>
<text xml:lang="{language}"><body><div type="record">{body}</div></body></text>
</TEI>
"""


ABOUT = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>Not shown</title></titleStmt></fileDesc></teiHeader>
<text><front><div><head>Why this edition</head>
<p xml:id="main">The <hi rend="italic">Osprey</hi>, as <title>The Ferry Book</title> has it<note place="foot"><p>Kept
at <hi>Varn</hi>.</p><list><item>Copied.</item></list></note>; see <ref target="#cite">below</ref>,
<ref target="https://example.org/ferry">the harbour</ref>, <ref target="javascript:alert(1)">nowhere</ref>,
<ref target="#nothing">no division</ref>, <ref target="data:text/html,x">no page</ref>, <ref target="//example.org">no
host</ref>, <ptr target="people.html"/>.</p></div></front>
<body><div xml:id="cite"><head>How it was made</head>
<p>In steps: <list rend="numbered"><item>read</item><item><p>written</p></item></list> and no more.</p>
<div><head>Terms <ref target="https://example.org">used</ref></head><head>A list</head>
<list type="gloss"><head>Of the deck</head><label>turn</label><item>what one says</item></list>
<list><item>plain<list><item>inner</item></list></item></list>
<quote><p>The bell &lt;rings&gt;.</p></quote><p>He said <quote>no</quote> and <supplied>went</supplied>.</p>
<table><head>Counts</head><row role="label"><cell>Kind</cell><cell>Number</cell></row>
<row><cell role="label">Letters</cell><cell>12</cell></row></table>
<figure><graphic url="https://example.org/a.png"/><graphic url="file:///a.png"/><figDesc>The deck.</figDesc></figure>
<lg><l>A line</l><l>and another</l></lg><eg>&lt;p/&gt;</eg>
<sp who="#kern" xml:id="t1"><speaker>Kern:</speaker><p xml:id="p1">Good day.</p></sp>
</div></div></body></text></TEI>
"""
"""The words about an edition, in TEI, with what a page cannot have as it stands."""
