"""What the page of a record says that its TEI cannot know: neighbours, the shape of the talk, citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from diplomata.publish import citations
from diplomata.publish.addresses import between
from diplomata.publish.facts import slug
from diplomata.tei.namespace import safe_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts

CONTEXT = "urn:diplomata:context"
LANES = 8
"""How many speakers have a lane of their own in the strip; the others share one."""
_FORMATS = (("bibtex", "BibTeX"), ("ris", "RIS"), ("csl", "CSL-JSON"))


_PARSER = safe_parser(huge=True)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ESCAPES_OF_VALUES = _ESCAPES | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


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
    """The ``c:context`` of a record's page. Raises :class:`ValueError` for a character that XML cannot have."""
    # It is written and parsed: made element by element it takes three times as long.
    parts = [_head(facts, edition)]
    for name, neighbour in (("previous", previous), ("next", following)):
        if neighbour is not None:
            href = between(edition, facts.id, neighbour.id)
            values = {"id": neighbour.id, "href": href, "title": neighbour.title, "date": neighbour.date}
            parts += (_start(name, **values), "/>")
    for index, term, name in _entries(facts, strings):
        parts.append(f'<c:entry index="{index}" term="{_value(term)}" slug="{_value(name)}"/>')
    for person in facts.people:
        if person.kind == "person":
            # The name of the page as an address has it, so that HTML has nothing to escape in it.
            names = f'local="{_value(person.local)}" id="{_value(person.id)}" page="{quote(person.id)}"'
            parts.append(f'<c:person {names} name="{_value(person.name)}"/>')
    for name, value in _facets(facts, strings):
        parts.append(f'<c:facet name="{name}" value="{_value(value)}"/>')
    parts += _strip(facts, strings)
    parts += _cite(facts, edition, strings)
    parts += (
        "<c:json>",
        _text(citations.json_in_html(citations.schema_org(facts, edition))),
        "</c:json></c:context>",
    )
    try:
        return etree.fromstring("".join(parts).encode(), _PARSER)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def _text(text: str) -> str:
    """``text`` as it stands in an element."""
    # One sign after the other is looked for twenty times as fast as all of them by a pattern.
    return text.translate(_ESCAPES) if "&" in text or "<" in text or ">" in text or "\r" in text else text


def _value(text: str) -> str:
    """``text`` as it stands in an attribute."""
    unsafe = "&" in text or "<" in text or '"' in text or "\r" in text or "\n" in text or "\t" in text
    return text.translate(_ESCAPES_OF_VALUES) if unsafe else text


def _start(tag: str, **attributes: str) -> str:
    """The start of an element of the context, up to where its tag closes."""
    said = "".join([f' {name}="{_value(value)}"' for name, value in attributes.items()])
    return f"<c:{tag}{said}"


def _head(facts: Facts, edition: Edition) -> str:
    """The start of the context itself."""
    values = {
        "id": facts.id,
        "digest": facts.digest[:12],
        "date": facts.printed_date,
        "voices-heard": f" {' '.join(facts.voices)} ",
        "voices": _voices(facts),
        "url": citations.record_url(edition, facts.id),
    }
    said = "".join([f' {name}="{_value(value)}"' for name, value in values.items() if value])
    return f'<c:context xmlns:c="{CONTEXT}"{said}>'


def _entries(facts: Facts, strings: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Index, term and page name of every term of the record that has a page."""
    if facts.kind:
        yield "kinds", strings.get(f"kind-{facts.kind}", facts.kind), facts.kind
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


def _strip(facts: Facts, strings: Mapping[str, str]) -> list[str]:
    total = sum(said.size for said in facts.said)
    sizes: dict[str, int] = {}
    for said in facts.said:
        for who in said.who[:1]:
            sizes[who] = sizes.get(who, 0) + said.size
    if not total or len(sizes) < 2:
        return []
    ranked = sorted(sizes, key=lambda who: -sizes[who])
    shown = ranked if len(ranked) <= LANES + 1 else ranked[:LANES]
    lanes: dict[str, list[str]] = {who: [] for who in shown}
    if len(shown) < len(ranked):
        lanes[""] = []
    others = lanes.get("", [])
    for said in facts.said:
        if said.id:
            x, width = said.start * 1000 / total, max(said.size * 1000 / total, 1.5)
            lane = lanes.get(said.who[0] if said.who else "", others)
            lane.append(f'<c:turn id="{_value(said.id)}" x="{x:.1f}" w="{width:.1f}"/>')
    names = {person.id: person for person in facts.people}
    parts: list[str] = []
    for who, turns in lanes.items():
        mine = sizes[who] if who else sum(sizes[other] for other in ranked if other not in lanes)
        shape = {"share": f"{mine * 100 / total:.0f}", "turns": str(len(turns))}
        person = names.get(who)
        if person is not None and person.kind == "person":
            shape["person"] = who
        name = (person.name if person else who) or strings["others"]
        parts += (_start("speaker", name=name, **shape), ">", *turns, "</c:speaker>")
    return parts


def _cite(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> list[str]:
    parts = ['<c:citation format="chicago">', _text(citations.chicago(facts, edition, strings)), "</c:citation>"]
    texts = {
        "bibtex": citations.bibtex(facts, edition, strings),
        "ris": citations.ris(facts, edition, strings),
        "csl": citations.csl_text(citations.csl(facts, edition, strings)),
    }
    for name, label in _FORMATS:
        parts += (f'<c:citation format="{name}" name="{label}">', _text(texts[name]), "</c:citation>")
    return parts
