"""What lists show of a record, and the rows under which the store keeps it: small values, made once a change."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

from diplomata.publish.facts import slug
from diplomata.publish.narrowing import CLASSIFICATIONS, GROUPS, speakers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diplomata.publish.facts import Facts


class Listed(NamedTuple):
    """What a list of records shows of one; what the record does not give is empty."""

    id: str
    title: str
    date: str
    when: str
    start: str
    year: str
    kind: str
    archive: str
    number: str
    language: str
    originals: tuple[tuple[str, str], ...]
    """The archive and the reference of each original."""

    @property
    def shown(self) -> dict[str, str]:
        """The attributes of its ``c:record``; empty ones are absent."""
        return {name: value for name, value in zip(self._fields[:8], self[:8], strict=True) if value}

    @property
    def reference(self) -> str:
        """Where the originals lie."""
        return "; ".join(", ".join(filter(None, original)) for original in self.originals)

    def reference_in(self, archive: str) -> str:
        """Where they lie in the archive whose page has this name; it need not be named."""
        return "; ".join(reference for name, reference in self.originals if reference and slug(name) == archive)

    def as_json(self) -> str:
        """To be kept; :func:`listed_of` reads it."""
        return json.dumps(self, ensure_ascii=False)


class TermRow(NamedTuple):
    """A term of a record: index, name of its page, name, and the part of it (the fond of an archive)."""

    facet: str
    slug: str
    name: str
    part: str


class PersonRow(NamedTuple):
    """A person in a record: id, role, name, number of turns, and the labels as printed, a line each."""

    id: str
    role: str
    name: str
    turns: int
    labels: str


class Talk(NamedTuple):
    """All that a person said in a record: how many turns, their digest, and their TEI, packed."""

    person: str
    turns: int
    digest: str
    value: bytes


def listed_of(text: str) -> Listed:
    """What :meth:`Listed.as_json` has kept."""
    *values, originals = json.loads(text)
    return Listed._make([*values, tuple((archive, reference) for archive, reference in originals)])


def listed(facts: Facts) -> Listed:
    """What lists show of a record with these facts."""
    return Listed(
        id=facts.id,
        title=facts.title,
        date=facts.printed_date,
        when=facts.when,
        start=facts.start,
        year=facts.year,
        kind=facts.kind,
        archive="; ".join(dict.fromkeys(a.repository or a.institution for a in facts.archives if a.name)),
        number=facts.number,
        language=facts.language,
        originals=tuple((a.repository or a.institution, a.reference) for a in facts.archives),
    )


def term_rows(facts: Facts) -> set[TermRow]:
    """The terms of a record."""
    found = [TermRow("kinds", facts.kind, facts.kind, "")] if facts.kind else []
    found += [
        TermRow("archives", archive.key, archive.name, archive.collection)
        for archive in facts.archives
        if archive.name
    ]
    originals = ((tag, name) for tag, name in facts.original_languages if tag or name)
    found += [TermRow("languages", slug(tag or name), name or tag, "") for tag, name in originals]
    found += [TermRow("places", slug(term), term, "") for term in (*facts.places, *facts.origins)]
    found += [TermRow("subjects", slug(term), term, "") for term in facts.subjects]
    found += [TermRow(CLASSIFICATIONS, slug(term), term, "") for term in facts.classifications]
    groups = (person.name for person in speakers(facts) if person.kind == "group")
    found += [TermRow(GROUPS, slug(name), name, "") for name in groups]
    return set(found)


def person_rows(facts: Facts) -> Iterator[PersonRow]:
    """The persons of a record, once for each of their roles."""
    turns: dict[str, int] = {}
    for said in facts.said:
        for who in said.who:
            turns[who] = turns.get(who, 0) + 1
    for person in facts.people:
        if person.kind == "person":
            role = "speaker" if person.id in turns else "participant"
            yield PersonRow(person.id, role, person.name, turns.get(person.id, 0), "\n".join(person.labels))
    for role, others in (("sender", facts.senders), ("receiver", facts.receivers)):
        for other in others:
            if other.id:
                yield PersonRow(other.id, role, other.name, 0, "")


def talks(said: Iterable[tuple[str, str, bytes]]) -> list[Talk]:
    """What each person said, from person, turn and TEI of each turn in order."""
    found: dict[str, list[bytes]] = {}
    for person, _, xml in said:
        found.setdefault(person, []).append(xml)
    return [_talk(person, turns) for person, turns in found.items()]


def _talk(person: str, turns: list[bytes]) -> Talk:
    whole = b"<talk>" + b"".join(turns) + b"</talk>"
    return Talk(person, len(turns), hashlib.sha256(whole).hexdigest(), zlib.compress(whole, 1))


def unpacked(value: bytes) -> bytes:
    """The TEI of a :class:`Talk`: every ``sp`` under one element."""
    return zlib.decompress(value)
