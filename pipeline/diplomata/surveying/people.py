"""A ``people.xml`` proposed from the records: who speaks in them, near-identical names side by side.

An editor corrects it: joins what is one person, adds dates and numbers of authority files.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from diplomata.edition import Edition
from diplomata.errors import RecordError
from diplomata.reading import Reader
from diplomata.recognise.called import person_of
from diplomata.recognise.idents import RESERVED, slug
from diplomata.recognise.names import fold, is_initial, parse_name
from diplomata.recognise.namesakes import agrees, split_label
from diplomata.surveying.material import is_tei, items_of, read_item, tei_root
from diplomata.tei.namespace import TEI, XML_ID, tei

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from lxml import etree

    from diplomata.diagnostics import Diagnostic
    from diplomata.record import Record

_ALIKE = 0.8
"""Two names are near-identical from this share of common letters on (difflib's ratio)."""


class _Seen(NamedTuple):
    """A person in one file: name, printed labels, the line of the first label, whether the edition knows them."""

    name: str
    labels: tuple[str, ...]
    line: int
    known: bool = False


@dataclass(slots=True)
class _Person:
    name: str
    words: tuple[str, ...]
    labels: dict[str, None] = field(default_factory=dict)
    records: int = 0
    example: str = ""
    id: str = ""


@dataclass(slots=True)
class Proposal:
    """A proposed ``people.xml`` and what was counted for it; ``xml`` is in UTF-8, and empty when nobody speaks.

    ``known`` are persons who are in the edition's file already, and left out; ``near`` are the groups of
    near-identical names.
    """

    xml: bytes = b""
    files: int = 0
    refused: int = 0
    persons: int = 0
    known: int = 0
    near: int = 0
    problems: list[Diagnostic] = field(default_factory=list)


def propose_people(
    paths: Iterable[str | os.PathLike[str]],
    edition: Edition | None = None,
    *,
    layout: str | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> Proposal:
    """Who speaks in the records or TEI files of ``paths``, as a TEI ``listPerson`` for an editor to correct.

    ``layout`` and ``told`` as for :func:`~diplomata.surveying.count.survey`.
    """
    chosen = edition or Edition()
    reader = Reader(edition)
    result = Proposal()
    found: dict[tuple[str, ...], _Person] = {}
    known: set[str] = set()
    for done, item in enumerate(items_of(paths, chosen.max_bytes), 1):
        try:
            data = read_item(item, chosen.max_bytes)
            if is_tei(item.name, data):
                seen = list(_in_tei(tei_root(data, item.name)))
            else:
                seen = list(_in_record(reader.read(data, item.name, layout=layout)))
        except RecordError as error:
            result.refused += 1
            result.problems += error.diagnostics
            continue
        finally:
            told(done)
        result.files += 1
        for person in seen:
            if person.known:
                known.add(person.name)
            else:
                _add(found, person, item.name)
    groups = _groups(list(found.values()))
    result.persons, result.known = len(found), len(known)
    result.near = sum(1 for group in groups if len(group) > 1)
    if groups:
        result.xml = _markup(groups, result, chosen)
    return result


def _in_record(record: Record) -> Iterator[_Seen]:
    first: dict[str, int] = {}
    for turn in record.turns:
        for person in turn.speakers:
            first.setdefault(person.id, turn.start)
    for person in record.people:
        if person.kind == "person":
            line = record.source.position(first.get(person.id, 0))[0]
            yield _Seen(person.name, person.labels, line, bool(person.same_as))


def _in_tei(root: etree._Element) -> Iterator[_Seen]:
    for element in root.iter(tei("person")):
        names: list[str] = []
        labels: list[str] = []
        for printed in element.iterchildren(tei("persName")):
            text = " ".join(" ".join(map(str, printed.itertext())).split())
            if text:
                (labels if printed.get("type") == "label" else names).append(text)
        line: Any = element.sourceline
        name = next(iter(names), "") or next(iter(labels), "") or str(element.get(XML_ID) or "")
        if name:
            yield _Seen(name, tuple(labels), line or 0, element.get("sameAs") is not None)


def _add(found: dict[tuple[str, ...], _Person], seen: _Seen, file: str) -> None:
    words = parse_name(seen.name).words or tuple(seen.name.split())
    person = found.setdefault(tuple(map(fold, words)), _Person(seen.name, words))
    if not person.records:
        person.example = f"{file}:{seen.line}"
    person.records += 1
    # What names two persons together is the label of neither; an office is held by others in other records.
    own = (label for label in seen.labels if len(split_label(label)) == 1 and person_of(label)[0])
    person.labels.update(dict.fromkeys(own))


def _groups(persons: list[_Person]) -> list[list[_Person]]:
    """The persons by family name; those whose names are near-identical stand in one group."""
    persons.sort(key=lambda person: (_family(person), tuple(map(fold, person.words)), person.name))
    above = list(range(len(persons)))

    def root(at: int) -> int:
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    # Only names that have words with the same beginning, or with the same first and last letter, are compared:
    # a slip of the pen is seldom in the first letter, and one slip does not spoil both.
    shelves: dict[str, list[int]] = defaultdict(list)
    for at, person in enumerate(persons):
        words = [word for word in map(fold, _full(person)) if word]
        for letters in dict.fromkeys(key for word in words for key in (word[:2], f"{word[0]}…{word[-1]}")):
            shelves[letters].append(at)
    for shelf in shelves.values():
        for place, one in enumerate(shelf):
            for other in shelf[place + 1 :]:
                if root(one) != root(other) and _near(persons[one].words, persons[other].words):
                    first, second = sorted((root(one), root(other)))
                    above[second] = first
    groups: dict[int, list[_Person]] = defaultdict(list)
    for at, person in enumerate(persons):
        groups[root(at)].append(person)
    return [groups[at] for at in sorted(groups)]


def _full(person: _Person) -> list[str]:
    return [word for word in person.words if not is_initial(word)] or list(person.words)


def _family(person: _Person) -> str:
    return fold(_full(person)[-1])


def _near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one: a short form of the other, other hyphens or order, a letter or two apart."""
    if agrees(one, other) or agrees(other, one):
        return True
    a, b = (" ".join(sorted(fold(word).replace("-", "") for word in name)) for name in (one, other))
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 2:
        return False
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    # Two brothers differ by a first name: each word must be near, not only the whole.
    words = [(fold(x), fold(y)) for x, y in zip(one, other, strict=False)]
    return (
        len(one) == len(other)
        and matcher.quick_ratio() > _ALIKE
        and matcher.ratio() > _ALIKE
        and all(x == y or SequenceMatcher(None, x, y, autojunk=False).ratio() > _ALIKE for x, y in words)
    )


def _markup(groups: list[list[_Person]], counted: Proposal, edition: Edition) -> bytes:
    from diplomata.tei.markup import element

    taken = set(RESERVED)
    for group in groups:
        for person in group:
            person.id = _id(person, taken)
    title = f"Persons of {edition.title}" if edition.title else "Persons"
    out = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{TEI}">\n<teiHeader>\n<fileDesc>\n<titleStmt>\n',
        element("title", title),
        "\n</titleStmt>\n<publicationStmt>\n<p>Part of the edition.</p>\n</publicationStmt>\n<sourceDesc>\n",
        f"<p>Proposed from {counted.files} records by Diplomata; to be corrected by an editor.</p>\n",
        "</sourceDesc>\n</fileDesc>\n</teiHeader>\n<standOff>\n<listPerson>\n",
    ]
    if counted.known:
        who = "1 person who is" if counted.known == 1 else f"{counted.known} persons who are"
        is_are = "is" if counted.known == 1 else "are"
        out.append(_comment(f"{who} in {edition.people} already {is_are} left out"))
    for group in groups:
        if len(group) > 1:
            names = "; ".join(f"{person.name} ({person.id})" for person in group)
            out.append(_comment(f"One person or several? {names}. Join those who are one."))
        out += [_person(person) for person in group]
    out.append("</listPerson>\n</standOff>\n</TEI>\n")
    return "".join(out).encode()


def _person(person: _Person) -> str:
    from diplomata.tei.markup import attribute, element

    records = "1 record" if person.records == 1 else f"{person.records} records"
    labels = "".join(f"\n{element('persName', label, type='label')}" for label in person.labels)
    return (
        _comment(f"{records}, first in {person.example}")
        + f'<person xml:id="{attribute(person.id)}">\n{element("persName", person.name)}{labels}\n</person>\n'
    )


def _id(person: _Person, taken: set[str]) -> str:
    base = slug(person.name)
    if re.fullmatch(r"[ptni]\d+|record-.*", base) or base in RESERVED:
        base = f"{base}-person"
    ident, number = base, 2
    while ident in taken:
        ident, number = f"{base}-{number}", number + 1
    taken.add(ident)
    return ident


def _comment(text: str) -> str:
    return f"<!-- {re.sub('-(?=-)', '- ', text)} -->\n"
