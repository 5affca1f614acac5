"""What the page of a record says that its TEI cannot know: neighbours, the shape of the talk, citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.publish import citations
from diplomata.publish.facts import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts

CONTEXT = "urn:diplomata:context"
LANES = 8
"""How many speakers have a lane of their own in the strip; the others share one."""
_FORMATS = (("bibtex", "BibTeX"), ("ris", "RIS"), ("csl", "CSL-JSON"))


def c(name: str) -> str:
    """The name of an element of the context in Clark notation."""
    return f"{{{CONTEXT}}}{name}"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The record before or after by date."""

    id: str
    title: str
    date: str


def context_of(
    facts: Facts,
    edition: Edition,
    strings: Mapping[str, str],
    previous: Neighbour | None = None,
    following: Neighbour | None = None,
) -> etree._Element:
    """The ``c:context`` of a record's page."""
    context = etree.Element(c("context"), id=facts.id, nsmap={"c": CONTEXT})
    if facts.digest:
        context.set("digest", facts.digest[:12])
    if facts.printed_date:
        context.set("date", facts.printed_date)
    context.set("voices-heard", f" {' '.join(facts.voices)} ")
    voices = _voices(facts)
    if voices:
        context.set("voices", voices)
    url = citations.record_url(edition, facts.id)
    if url:
        context.set("url", url)
    for name, neighbour in (("previous", previous), ("next", following)):
        if neighbour is not None:
            etree.SubElement(context, c(name), id=neighbour.id, title=neighbour.title, date=neighbour.date)
    for index, term, name in _entries(facts):
        etree.SubElement(context, c("entry"), index=index, term=term, slug=name)
    for person in facts.people:
        if person.kind == "person":
            etree.SubElement(context, c("person"), local=person.local, id=person.id, name=person.name)
    for name, value in _facets(facts, strings):
        etree.SubElement(context, c("facet"), name=name, value=value)
    _strip(context, facts, strings)
    _cite(context, facts, edition, strings)
    etree.SubElement(context, c("json")).text = citations.json_in_html(citations.schema_org(facts, edition))
    return context


def _entries(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Index, term and page name of every term of the record that has a page."""
    if facts.kind:
        yield "kinds", facts.kind, facts.kind
    for archive in facts.archives:
        if archive.repository or archive.institution:
            yield "archives", archive.repository, slug(archive.repository or archive.institution)
    for tag, printed in facts.original_languages:
        if tag or printed:
            yield "languages", printed, slug(tag or printed)
    for term in facts.places:
        yield "places", term, slug(term)
    for term in facts.subjects:
        yield "subjects", term, slug(term)


def _facets(facts: Facts, strings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Name and value of every facet under which the search finds the record."""
    if facts.year:
        yield "year", facts.year
    if facts.kind:
        yield "kind", strings.get(f"kind-{facts.kind}", facts.kind)
    for _, printed in facts.original_languages:
        if printed:
            yield "language", printed
    for archive in facts.archives:
        if archive.name:
            yield "archive", archive.name
    for term in facts.classifications:
        yield "classification", term
    spoke = {who for said in facts.said for who in said.who}
    for person in facts.people:
        if person.id in spoke:
            yield "speaker", person.name


def _voices(facts: Facts) -> str:
    """Which paragraphs are whose, for the search: names, then first and last paragraph and who of each turn."""
    names = {person.id: person.name for person in facts.people}
    numbers: dict[str, int] = {}
    turns = []
    for said in facts.said:
        if said.who and said.paragraphs[0]:
            number = numbers.setdefault(said.who[0], len(numbers))
            turns.append(f"{said.paragraphs[0]}-{said.paragraphs[1]}.{number}")
    spoken = "|".join(names.get(who, who).replace("|", " ").replace(";", " ") for who in numbers)
    return f"{spoken};{' '.join(turns)}" if turns else ""


def _strip(context: etree._Element, facts: Facts, strings: Mapping[str, str]) -> None:
    total = sum(said.size for said in facts.said)
    names = {person.id: person for person in facts.people}
    sizes: dict[str, int] = {}
    for said in facts.said:
        for who in said.who[:1]:
            sizes[who] = sizes.get(who, 0) + said.size
    if not total or len(sizes) < 2:
        return
    ranked = sorted(sizes, key=lambda who: -sizes[who])
    shown = ranked if len(ranked) <= LANES + 1 else ranked[:LANES]
    lanes: dict[str, etree._Element] = {}
    for who in shown:
        person = names.get(who)
        lane = etree.SubElement(context, c("speaker"), name=person.name if person else who)
        if person is not None and person.kind == "person":
            lane.set("person", who)
        lanes[who] = lane
    if len(shown) < len(ranked):
        lanes[""] = etree.SubElement(context, c("speaker"), name=strings["others"])
    for said in facts.said:
        lane = lanes.get(said.who[0] if said.who else "", lanes.get(""))  # type: ignore[assignment]
        if lane is not None and said.id:
            x, width = said.start * 1000 / total, max(said.size * 1000 / total, 1.5)
            etree.SubElement(lane, c("turn"), id=said.id, x=f"{x:.1f}", w=f"{width:.1f}")
    for who, lane in lanes.items():
        mine = sizes[who] if who else sum(sizes[other] for other in ranked if other not in lanes)
        lane.set("share", f"{mine * 100 / total:.0f}")
        lane.set("turns", str(len(lane)))


def _cite(context: etree._Element, facts: Facts, edition: Edition, strings: Mapping[str, str]) -> None:
    etree.SubElement(context, c("citation"), format="chicago").text = citations.chicago(facts, edition, strings)
    texts = {
        "bibtex": citations.bibtex(facts, edition, strings),
        "ris": citations.ris(facts, edition, strings),
        "csl": citations.csl_text(citations.csl(facts, edition, strings)),
    }
    for name, label in _FORMATS:
        element = etree.SubElement(context, c("citation"), format=name, name=label)
        element.text = texts[name]
