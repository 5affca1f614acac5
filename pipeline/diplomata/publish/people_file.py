"""``people.xml`` of an edition: what its editors know of persons beyond the records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.errors import SettingsError
from diplomata.publish.reading import words_of
from diplomata.tei.namespace import XML_ID, safe_parser, tei

if TYPE_CHECKING:
    from pathlib import Path

_AUTHORITIES = {
    "gnd": ("GND", "https://d-nb.info/gnd/{}", r"[0-9]{1,10}-?[0-9X]?"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}", r"[0-9]+"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}", r"Q[0-9]+"),
    "lccn": ("LCCN", "https://id.loc.gov/authorities/names/{}", r"[a-z]+[0-9]+"),
    "isni": ("ISNI", "https://isni.org/isni/{}", r"[0-9]{15}[0-9X]"),
}
_URIS = {
    "GND": "https://d-nb.info/gnd/{}",
    "VIAF": "https://viaf.org/viaf/{}",
    "LCCN": "https://id.loc.gov/authorities/names/{}",
    "Wikidata": "http://www.wikidata.org/entity/{}",
    "ISNI": "https://isni.org/isni/{}",
}
"""The files in the order in which correspSearch asks for them. An entity of Wikidata is not the page about it."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of ``people.xml``; what the file does not give is empty.

    ``authorities`` are name, number and address of each entry in an authority file.
    """

    id: str
    name: str = ""
    surname: str = ""
    born: str = ""
    died: str = ""
    note: str = ""
    authorities: tuple[tuple[str, str, str], ...] = ()

    @property
    def dates(self) -> str:
        """Years of birth and death: ``1898–1976``, ``born 1898`` as ``1898–``."""
        return f"{self.born[:4]}–{self.died[:4]}" if self.born or self.died else ""

    @property
    def uri(self) -> str:
        """What names the person everywhere: an address in the authority file that most ask for; or nothing."""
        found = {name: number for name, number, _ in self.authorities}
        return next((address.format(found[name]) for name, address in _URIS.items() if name in found), "")

    @property
    def gnd(self) -> str:
        """The number in the GND, or nothing."""
        return next((number for name, number, _ in self.authorities if name == "GND"), "")


def read_people(path: Path) -> dict[str, KnownPerson]:
    """The persons of the file by id, none when there is no file.

    Raises :class:`~diplomata.errors.SettingsError` when it is no XML.
    """
    if not path.is_file():
        return {}
    try:
        root = etree.parse(str(path), safe_parser()).getroot()
    except etree.XMLSyntaxError as error:
        raise SettingsError(f"{path}: the file of persons is no well-formed XML: {error}") from error
    found = (_person(element) for element in root.iter(tei("person")))
    return {person.id: person for person in found if person.id}


def _person(element: etree._Element) -> KnownPerson:
    names = element.findall(tei("persName"))
    main = next((n for n in names if n.get("type") in ("main", "reg")), names[0] if names else None)
    birth, death = element.find(tei("birth")), element.find(tei("death"))
    return KnownPerson(
        id=str(element.get(XML_ID) or ""),
        name=words_of(main),
        surname=words_of(main.find(tei("surname"))) if main is not None else "",
        born=_when(birth),
        died=_when(death),
        note=words_of(element.find(tei("note"))),
        authorities=tuple(a for e in element.findall(tei("idno")) if (a := _authority(e)) is not None),
    )


def _when(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get("when") or words_of(element))


def _authority(element: etree._Element) -> tuple[str, str, str] | None:
    known = _AUTHORITIES.get(str(element.get("type") or "").lower())
    number = words_of(element)
    if known is None or not re.fullmatch(known[2], number):
        return None
    return known[0], number, known[1].format(number)
