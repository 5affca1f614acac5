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
