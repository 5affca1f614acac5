"""``people.xml``: the persons of the whole edition, as its editors know them. One person, one id in every record.

The file is TEI with a ``listPerson``; ``docs/persons.md`` says what may stand in it. It is read once a process.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.errors import SettingsError
from diplomata.recognise.idents import RESERVED
from diplomata.recognise.names import fold, is_initial, parse_name
from diplomata.recognise.namesakes import agrees

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lxml import etree

    from diplomata.validation.parsing import Document

_ID = re.compile(r"[^\W\d_][\w.-]{0,119}")
_TAKEN = re.compile(r"[ptni]\d+|record-.*")
_POINTER = re.compile(r"[\w.-]+\.xml")
_DATE = re.compile(r"-?\d{4}(?:-\d\d){0,2}")
_NUMBERS = {
    "viaf": (re.compile(r"\d+"), "digits alone, such as 24604287"),
    "gnd": (re.compile(r"\d{1,10}-?[\dX]?"), "a GND number, such as 118540238"),
    "wikidata": (re.compile(r"Q\d+"), "Q and digits, such as Q5879"),
}
_CLOSING = " \t:：.。—–-"


@dataclass(frozen=True, slots=True)
class Known:
    """A person of ``people.xml``: the id, the name to be shown, all names as words, labels as records print them.

    ``born`` and ``died`` are years, ``None`` when the file gives none.
    """

    id: str
    name: str
    names: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...] = ()
    born: int | None = None
    died: int | None = None

    def lived_in(self, year: int) -> bool:
        """Whether the person can have spoken in a year, as far as the file says."""
        return (self.born is None or self.born <= year) and (self.died is None or year <= self.died)


class Authority:
    """Finds the persons of ``people.xml`` by a printed label or a name. ``pointer`` is the file's name."""

    def __init__(self, persons: Iterable[Known] = (), pointer: str = "people.xml") -> None:
        self.pointer = pointer
        self.persons = {person.id: person for person in persons}
        self._labels: dict[str, list[Known]] = defaultdict(list)
        self._names: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        self._words: dict[str, list[Known]] = defaultdict(list)
        for person in self.persons.values():
            for label in dict.fromkeys(map(_plain, person.labels)):
                self._labels[label].append(person)
            for key in dict.fromkeys(map(_key, person.names)):
                self._names[key].append(person)
            for word in dict.fromkeys(fold(w) for name in person.names for w in name):
                self._words[word].append(person)

    def __len__(self) -> int:
        return len(self.persons)

    def labelled(self, label: str, year: int = 0) -> list[Known]:
        """The persons of whom the file says that records print ``label`` for them; punctuation behind it is nothing.

        Where there are several, ``year`` (0: unknown) leaves out those who did not live then.
        """
        return _living(self._labels.get(_plain(label), []), year)

    def named(self, words: tuple[str, ...], year: int = 0) -> list[Known]:
        """The persons who can be meant by the words of a name: those who bear it, else those whom it fits.

        A shorter form fits the fuller name (``E. von Tann``, ``Kern``), and a fuller form the name of two words
        or more that it holds. ``year`` as for :meth:`labelled`.
        """
        exact = self._names.get(_key(words))
        if exact:
            return _living(exact, year)
        plain = [fold(word) for word in words if not is_initial(word)]
        near = dict.fromkeys(person.id for word in plain for person in self._words.get(word, ()))
        fits = [person for ident in near if _fits(words, person := self.persons[ident])]
        return _living(fits, year)


def _fits(words: tuple[str, ...], person: Known) -> bool:
    return any(agrees(words, name) or (len(name) > 1 and agrees(name, words)) for name in person.names)


def _living(persons: list[Known], year: int) -> list[Known]:
    alive = [person for person in persons if person.lived_in(year)] if year and len(persons) > 1 else []
    return alive or persons


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name as it is compared: ``KERN Oto`` is ``Oto Kern``, ``En-lai`` is ``Enlai``."""
    return tuple(sorted(fold(word).replace("-", "") for word in words))


def _plain(label: str) -> str:
    return " ".join(label.split()).rstrip(_CLOSING)


def load_authority(path: Path) -> Authority | None:
    """The persons of the TEI file at ``path``; ``None`` when there is no such file, or nothing in it.

    Raises :class:`~diplomata.errors.SettingsError` with every mistake in it, each with its line.
    """
    if not path.is_file():
        return None
    from diplomata.validation.parsing import Document, parse

    try:
        data = path.read_bytes()
    except OSError as error:
        problem = diagnose("source-unreadable", f"the file cannot be read: {error.strerror}", path=str(path))
        raise _wrong(path, [problem]) from error
    if not data.strip():
        # The shell has made the file, and the program that is to fill it is this one.
        return None
    document = parse(data, str(path))
    if not isinstance(document, Document):
        raise _wrong(path, document)
    reader = _Reader(document)
    persons = reader.persons()
    if not _POINTER.fullmatch(path.name):
        message = f'the name of the file must be letters, digits, . _ - and end in .xml, not "{path.name}"'
        reader.problems.append(diagnose("settings-value", message, path=str(path), hint="Call it people.xml."))
    if reader.problems:
        raise _wrong(path, reader.problems)
    return Authority(persons, path.name)


def _wrong(path: Path, problems: list[Diagnostic]) -> SettingsError:
    count = "one mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
    return SettingsError(
        f"{path}: the list of persons has {count}", sorted(problems), hint="Correct it and run again."
    )


class _Reader:
    """Turns the ``person`` elements of a file into values and collects every mistake on the way."""

    def __init__(self, document: Document) -> None:
        from diplomata.tei.namespace import XML_ID, tei

        self._document, self._tei, self._xml_id = document, tei, XML_ID
        self.problems: list[Diagnostic] = []

    def _problem(self, element: etree._Element, message: str, hint: str) -> None:
        line, column = self._document.place(element)
        path = self._document.path
        self.problems.append(diagnose("settings-value", message, path=path, line=line, column=column, hint=hint))

    def persons(self) -> list[Known]:
        root = self._document.root
        if next(root.iter(self._tei("listPerson")), None) is None:
            message = "the file has no listPerson of the TEI namespace"
            self._problem(
                root, message, 'Start it with <TEI xmlns="http://www.tei-c.org/ns/1.0">; see docs/persons.md.'
            )
        found: dict[str, Known] = {}
        for element in root.iter(self._tei("person")):
            person = self._person(element)
            if person is None:
                continue
            if person.id in found:
                self._problem(
                    element, f"two persons have the xml:id {person.id}", "Give each person an id of its own."
                )
            found[person.id] = person
        return list(found.values())

    def _person(self, element: etree._Element) -> Known | None:
        ident = str(element.get(self._xml_id) or "")
        if not ident:
            self._problem(element, "a person has no xml:id", 'Give it one, such as xml:id="oto-kern".')
        elif not _ID.fullmatch(ident):
            message = f'"{ident}" cannot be the xml:id of a person'
            self._problem(element, message, "Begin with a letter; then letters, digits, . _ and -.")
        elif ident in RESERVED or _TAKEN.fullmatch(ident):
            message = f'the xml:id "{ident}" has a meaning of its own in every record'
            self._problem(element, message, f"Choose another, such as {ident}-person.")
        names: list[str] = []
        labels: list[str] = []
        for name in element.iterchildren(self._tei("persName")):
            text = " ".join("".join(map(str, name.itertext())).split())
            if text:
                (labels if name.get("type") == "label" else names).append(text)
        if not names:
            self._problem(element, f"the person {ident} has no name", "Add a persName that is no label.")
        born, died = (self._year(element, event) for event in ("birth", "death"))
        if born is not None and died is not None and died < born:
            self._problem(element, f"the person {ident} dies before being born", "Correct birth or death.")
        self._check_numbers(element)
        if not (ident and names):
            return None
        words = tuple(dict.fromkeys(parsed for name in names if (parsed := parse_name(name).words)))
        return Known(ident, names[0], words, tuple(labels), born, died)

    def _year(self, person: etree._Element, event: str) -> int | None:
        element = person.find(self._tei(event))
        when = element.get("when") if element is not None else None
        if element is None or when is None:
            return None
        if not _DATE.fullmatch(when):
            message = f'"{when}" is no date in when'
            self._problem(element, message, "Write a year, a month or a day: 1898, 1898-03, 1898-03-05.")
            return None
        return int(when[:5] if when.startswith("-") else when[:4])

    def _check_numbers(self, person: etree._Element) -> None:
        for element in person.iterchildren(self._tei("idno")):
            known = _NUMBERS.get(str(element.get("type") or "").lower())
            number = " ".join("".join(map(str, element.itertext())).split())
            if known is not None and not known[0].fullmatch(number):
                message = f'"{number}" is no number of {element.get("type")}'
                self._problem(element, message, f"Give {known[1]}, without an address.")
