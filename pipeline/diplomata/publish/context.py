"""What the page of a record says that its TEI cannot know: neighbours, the shape of the talk, citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from diplomata.publish import citations, references, schema_org
from diplomata.publish.addresses import between
from diplomata.publish.facts import slug
from diplomata.publish.narrowing import facets, voices
from diplomata.tei.namespace import safe_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts, Mention

CONTEXT = "urn:diplomata:context"
LANES = 8
"""How many speakers have a lane of their own in the strip; the others share one."""
_FORMATS = (("bibtex", "BibTeX"), ("ris", "RIS"), ("csl", "CSL-JSON"))


_PARSER = safe_parser(huge=True)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_NO_MARKUP = str.maketrans("", "", '"<>&')
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
    """The ``c:context`` of a record's page. Raises :class:`ValueError` for a character that XML cannot have.

    In its attributes that are in the namespace of the context HTML has nothing to escape: the stylesheets put them
    into a page as they are (see :mod:`~diplomata.publish.literal`).
    """
    # It is written and parsed: made element by element it takes three times as long.
    persons = [person for person in facts.people if person.kind == "person"]
    parts = [_head(facts, edition, persons)]
    for name, neighbour in (("previous", previous), ("next", following)):
        if neighbour is not None:
            href = between(edition, facts.id, neighbour.id)
            values = f'href="{_value(href)}" title="{_value(neighbour.title)}" date="{_value(neighbour.date)}"'
            parts.append(f'<c:{name} id="{_value(neighbour.id)}" {values}/>')
    for index, term, name in _entries(facts, strings):
        parts.append(f'<c:entry index="{index}" term="{_value(term)}" c:page="{index}/{quote(name)}"/>')
    for person in persons:
        names = f'local="{_value(person.local)}" id="{_value(person.id)}" name="{_value(person.name)}"'
        parts.append(f"<c:person {names}/>")
    for name, value in facets(facts):
        parts.append(f'<c:facet name="{name}" value="{_value(value)}"/>')
    parts += _strip(facts, strings)
    parts += _cite(facts, edition, strings)
    parts += (
        "<c:json>",
        _text(schema_org.record(facts, edition)),
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


def _plain(name: str) -> str:
    """``name`` without what HTML would have to escape; the id of a record that is valid has none of it."""
    return name if name.isalnum() else name.translate(_NO_MARKUP)


def _page_of(person: str) -> str:
    """The page of a person from the top of the site, without its suffix."""
    return f"people/{quote(person)}"


def _head(facts: Facts, edition: Edition, persons: list[Mention]) -> str:
    """The start of the context itself."""
    values = {
        "id": facts.id,
        "digest": facts.digest[:12],
        "date": facts.printed_date,
        "voices-heard": f" {' '.join(facts.voices)} ",
        "voices": voices(facts),
        "url": citations.record_url(edition, facts.id),
    }
    said = "".join([f' {name}="{_value(value)}"' for name, value in values.items() if value])
    # A string to look into for every turn is cheaper than a key, for which the whole record is looked through.
    pages = " ".join([f"{_plain(person.local)}={_page_of(person.id)}" for person in persons if person.local])
    return f'<c:context xmlns:c="{CONTEXT}"{said} c:page="{quote(facts.id)}" c:pages=" {pages} ">'


def _entries(facts: Facts, strings: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Index, term and page name of every term of the record that has a page."""
    if facts.kind:
        yield "kinds", strings.get(f"kind-{facts.kind}", facts.kind), facts.kind
    for archive in facts.archives:
        if archive.repository or archive.institution:
            yield "archives", archive.repository, archive.key
    for tag, printed in facts.original_languages:
        if tag or printed:
            yield "languages", printed, slug(tag or printed)
    # One place may be named twice, as the archive writes it and as the record does.
    for name, term in {slug(term): term for term in reversed((*facts.places, *facts.origins))}.items():
        yield "places", term, name
    for term in facts.subjects:
        yield "subjects", term, slug(term)


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
            lane.append(f'<c:turn c:id="{_plain(said.id)}" c:x="{_number(x)}" c:w="{_number(width)}"/>')
    names = {person.id: person for person in facts.people}
    parts: list[str] = []
    for who, turns in lanes.items():
        mine = sizes[who] if who else sum(sizes[other] for other in ranked if other not in lanes)
        person = names.get(who)
        page = f' c:page="{_page_of(who)}"' if person is not None and person.kind == "person" else ""
        name = _value((person.name if person else who) or strings["others"])
        shape = f'c:share="{mine * 100 / total:.0f}" c:turns="{len(turns)}"'
        parts += (f'<c:speaker name="{name}" {shape}{page}>', *turns, "</c:speaker>")
    return parts


def _number(value: float) -> str:
    """``value`` to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def _cite(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> list[str]:
    note = citations.chicago(facts, edition, strings)
    # Nearly all is ASCII and is soon written and parsed, but for the quotation marks of the note.
    before = _text(note.before).replace("“", "&#8220;").replace("”", "&#8221;")
    volume = f"<c:volume>{_text(note.volume)}</c:volume>"
    address = _text(note.address)
    if edition.url:
        address = f"<c:page>{address}</c:page>"
    after = f"{_text(note.after)}<c:passage/>{', ' if address else ''}{address}"
    parts = [f'<c:citation format="chicago">{before}{volume}{after}.</c:citation>']
    texts = {
        "bibtex": references.bibtex(facts, edition, strings),
        "ris": references.ris(facts, edition, strings),
        "csl": references.csl_text(references.csl(facts, edition, strings)),
    }
    for name, label in _FORMATS:
        parts += (f'<c:citation format="{name}" name="{label}">', _text(texts[name]), "</c:citation>")
    return parts
