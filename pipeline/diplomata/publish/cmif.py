"""``cmif.xml``: who wrote to whom, in the Correspondence Metadata Interchange Format, for correspSearch and its like.

The format is that of the TEI Correspondence SIG, version 1, as its documentation, schema and Schematron rules have it
(https://github.com/TEI-Correspondence-SIG/CMIF). What it asks for and no edition may know is a person of the name
``Unknown``; its licence is always the same.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, cast

from lxml import etree

from diplomata.publish.citations import record_url
from diplomata.publish.xml_text import escaped, moment
from diplomata.tei.namespace import TEI, tei

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Correspondent, Facts
    from diplomata.publish.people_file import KnownPerson

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_LICENCE_WORDS = "This file is licensed under the terms of the Creative-Commons-License CC-BY 4.0"
_UNKNOWN = "Unknown"
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
"""The dates that the format knows."""


def frame(edition: Edition, updated: str) -> tuple[str, str]:
    """What stands before and after the letters; ``updated`` is the latest date that the edition gives, or nothing."""
    title = escaped(edition.title or "Untitled edition")
    people = edition.editors or (edition.publisher or edition.title or "Untitled edition",)
    editors = "".join(f"<editor>{escaped(name)}</editor>" for name in people)
    publisher = escaped(edition.publisher or ", ".join(people))
    url = escaped(edition.url)
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{TEI}">\n<teiHeader>\n<fileDesc>\n'
        f"<titleStmt><title>{title}: letters</title>{editors}</titleStmt>\n"
        f"<publicationStmt><publisher>{publisher}</publisher>"
        + (f'<idno type="url">{url}/cmif.xml</idno>' if url else "")
        + (f'<date when="{moment(updated)}"/>' if updated else "")
        + f'<availability><licence target="{_LICENCE}">{_LICENCE_WORDS}</licence></availability></publicationStmt>\n'
        f'<sourceDesc><bibl type="online" xml:id="{_source(edition)}">{title}'
        + (f' <ref target="{url}">{url}</ref>' if url else "")
        + "</bibl></sourceDesc>\n</fileDesc>\n<profileDesc>\n"
    )
    return head, "</profileDesc>\n</teiHeader>\n<text><body><p/></body></text>\n</TEI>\n"


def letter(facts: Facts, edition: Edition, known: Mapping[str, KnownPerson]) -> str:
    """One letter; empty for a record that nobody sent or received."""
    if not facts.senders and not facts.receivers:
        return ""
    element = etree.Element(
        tei("correspDesc"), source=f"#{_source(edition)}", nsmap=cast("dict[str, str]", {None: TEI})
    )
    values = {"key": facts.number, "ref": record_url(edition, facts.id) or facts.address}
    element.attrib.update({name: value for name, value in values.items() if value})
    sent = _action(element, "sent", facts.senders, known)
    _date(sent, facts)
    _action(element, "received", facts.receivers, known)
    text = etree.tostring(element, encoding="unicode")
    return text.replace(f' xmlns="{TEI}"', "", 1) + "\n"


def _source(edition: Edition) -> str:
    """The id of the edition among all whose letters are gathered: a UUID, the same for ever."""
    return f"edition-{uuid.uuid5(uuid.NAMESPACE_URL, edition.url or edition.title)}"


def _action(
    parent: etree._Element, kind: str, people: tuple[Correspondent, ...], known: Mapping[str, KnownPerson]
) -> etree._Element:
    """Add who sent or received, and where."""
    action = etree.SubElement(parent, tei("correspAction"), type=kind)
    for person in people:
        # Who is no person of the record is an office: a ministry, an embassy, a keeper of a light.
        name = etree.SubElement(action, tei("persName" if person.id else "orgName"))
        name.text = person.name
        if person.id in known and known[person.id].uri:
            name.set("ref", known[person.id].uri)
    if not people:
        etree.SubElement(action, tei("persName")).text = _UNKNOWN
    place = next((person.place for person in people if person.place), "")
    if place:
        etree.SubElement(action, tei("placeName")).text = place
    return action


def _date(action: etree._Element, facts: Facts) -> None:
    pairs = (("when", facts.when), ("notBefore", facts.not_before), ("notAfter", facts.not_after))
    values = {name: value for name, value in pairs if _DATE.fullmatch(value)}
    if values:
        etree.SubElement(action, tei("date"), values)
