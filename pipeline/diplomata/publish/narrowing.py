"""By what a search is narrowed: the facets of a record, and how the form of the search calls their values.

What an index brings together under one entry is one value here: an archive that one record names in full and
another one by its letters, a classification in capitals and in small letters, a person under several labels. A value
is the key of that entry, which no other record changes; its name is asked of the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplomata.publish.facts import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diplomata.publish.facts import Facts, Mention
    from diplomata.publish.store import Store

FACETS = ("year", "kind", "language", "archive", "classification", "speaker")
CLASSIFICATIONS, GROUPS = "classifications", "groups"
"""Terms of the store that have no pages: the search alone asks for their names."""
_TERMS = {"language": "languages", "archive": "archives", "classification": CLASSIFICATIONS, "speaker": GROUPS}
_GROUP = "~"
"""Stands before the key of a group: no id of a person begins with it."""


def facets(facts: Facts) -> list[tuple[str, str]]:
    """Facet and value of everything under which the search finds a record, each once."""
    return list(dict.fromkeys(_facets(facts)))


def _facets(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.year:
        yield "year", facts.year
    if facts.kind:
        yield "kind", facts.kind
    for tag, printed in facts.original_languages:
        if tag or printed:
            yield "language", slug(tag or printed)
    for archive in facts.archives:
        if archive.name:
            yield "archive", archive.key
    for term in facts.classifications:
        yield "classification", slug(term)
    for person in speakers(facts):
        yield "speaker", _key(person)


def speakers(facts: Facts) -> Iterator[Mention]:
    """The persons and groups of a record who say something."""
    spoke = {who for said in facts.said for who in said.who}
    return (person for person in facts.people if person.id in spoke)


def voices(facts: Facts) -> str:
    """Which paragraphs and items are whose, for the search: speakers, then first, last and who of each turn.

    ``oto-kern|lia-venn;2-4.0 5-5.0,1;1-3.1`` says that p2 to p4 are Oto Kern's, p5 both of theirs, and the items
    i1 to i3 Lia Venn's.
    """
    keys = {person.id: _key(person) for person in facts.people}
    numbers: dict[str, int] = {}
    paragraphs: list[str] = []
    items: list[str] = []
    for said in facts.said:
        for found, (first, last) in ((paragraphs, said.paragraphs), (items, said.items)):
            if said.who and first:
                who = ",".join([str(numbers.setdefault(one, len(numbers))) for one in said.who])
                found.append(f"{first}-{last}.{who}")
    spoken = "|".join([keys.get(who) or _GROUP + slug(who) for who in numbers])
    parts = [spoken, " ".join(paragraphs), *([" ".join(items)] if items else [])]
    return ";".join(parts) if spoken else ""


def name_of(store: Store, strings: Mapping[str, str], facet: str, value: str) -> str:
    """What the form of the search calls a value of a facet."""
    if facet == "kind":
        return strings.get(f"kind-{value}", value)
    if facet == "speaker" and not value.startswith(_GROUP):
        return store.shown(value) or value
    entry = store.entry(_TERMS[facet], value.removeprefix(_GROUP)) if facet in _TERMS else None
    return entry.name if entry is not None else value


def _key(person: Mention) -> str:
    return person.id if person.kind == "person" else _GROUP + slug(person.name)
