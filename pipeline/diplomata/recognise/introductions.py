"""Names that a record introduces outside its rosters: in its title, or with the short form that it will use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from diplomata.recognise.blocks import Block
from diplomata.recognise.genre import names_kind
from diplomata.recognise.lexicon import entries, words
from diplomata.recognise.names import Name, parse_name
from diplomata.recognise.namesakes import TURNED, turned_names

_INTRODUCED = re.compile(
    r"[\[(](?:(?:to be|here(?:in)?after) abbreviated|here(?:in)?after|henceforth|below|from now on|abbreviated|referred to)[^\])]{0,80}[\])]"
)
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]+\s){1,6}[A-Z][\w.'’-]+$")
_PARTS = re.compile(r"[\[\](),]|['’]s\b|(?<=\s)(?:Between|With|And|From|Of|For|By)(?=\s)")
"""What parts the names in a title."""
_NICKNAME = re.compile(r"[“\"]\w+[”\"]\s")
"""``Harlan “Hal” Tann``"""
INTRODUCING = ("hereafter", "hereinafter", "henceforth", "(below", "from now on", "abbreviated", "referred to")
_GENITIVE = re.compile(r"\b(?:des|der)\s$")
_CAPITALISED = re.compile(r"(?:(?:[^\W\d_a-zа-я]\.)*[^\W\d_a-zа-я][\w’'-]*\.?(?:\s|$)){1,6}")


def introduced_names(text: str, blocks: list[Block]) -> list[Name]:
    """Names with the short form that the record defines: ``Premier Zhou Enlai (hereafter abbreviated Zhou)``.

    ``text`` is the whole of ``blocks``; a name stands in one paragraph with its definition.
    """
    if not any(word in text for word in INTRODUCING):
        return []
    names = []
    for block in blocks:
        said = block.text
        for defined in _INTRODUCED.finditer(said):
            name = _NAME_BEFORE.search(said[max(0, defined.start() - 90) : defined.start()].rstrip())
            if name:
                names.append(parse_name(name[0]))
    return names


_LONG = 1500
"""In characters: a longer paragraph is text."""
_PRESENCE = re.compile(
    r"(?:present|attended|attending|attendance|chaired|chairing|presid(?:ing|ed)|taking part|took part|"
    r"participat(?:ing|ed)|participants|присутств\w+|председательств\w+|участв\w+|anwesend|teilgenommen|vorsitz|teilnehmer|étaient présents|présents|"
    r"présidence|obecni|przewodniczy|přítomni|jelen|presentes|presenti|prezenți)\b",
    re.IGNORECASE,
)
_CLUE = re.compile(
    "present|attend|chaired|presid|part|присутств|председательств|участв|anwesend|teil|vorsitz|prés|obecni|przewodniczy|"
    "přítomni|jelen|prezenți"
)
"""In lower case one of these stands in whatever :data:`_PRESENCE` finds: the look costs less than that pattern does."""
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4}[.!?])\s")
_FIRST = 60
"""The word for it is among so many characters."""


def present_names(blocks: Iterable[Block]) -> list[Name]:
    """The runs of capitalised words in sentences that tell who was there: ``Chaired by Comrade ALDAN, S.I.``"""
    found = []
    for block in blocks:
        text = block.text
        if len(text) >= _LONG or not _CLUE.search(text[:_FIRST].lower()):
            continue
        if (match := _PRESENCE.search(text, 0, _FIRST)) is not None:
            said = text[match.end() :]
            found += turned_names(said)
            for part in _SENTENCE.split(TURNED.sub(";", said)):
                found += title_names(part)
    return found


def is_country_of(word: str, before: str) -> bool:
    """Whether a word tells of what the office ``before`` it is, and is no name, as in ``Chairman of the Republic of China
    Mao Zedong``."""
    return word.casefold() in entries("countries") and before.rstrip().casefold().endswith((" of", " of the"))


def is_title_verb(word: str) -> bool:
    """``Meets``, ``Discussing``: in a title with capitals throughout, what the named person does."""
    bare = word.casefold()
    return bare in words("title_verbs") or (len(bare) > 6 and bare.endswith("ing"))


_MONSIEUR = 2
_FRENCH = re.compile(r"\b(?:de|avec|entre|et|à|par|du|pour|chez)\s$")
"""``Entretien avec M. Emile Dorn``: behind a small word of French an M. is a title."""


def title_names(title: str) -> list[Name]:
    """The runs of capitalised words in a title: some are names, and only as such are they compared.

    In a title in capitals nothing tells where a name begins and ends: each word stands alone.
    """
    if title.isupper():
        return [name for word in title.split() if (name := parse_name(word)).words]
    names = []
    title = _PARTS.sub(" ; ", _NICKNAME.sub("", title))
    for match in _CAPITALISED.finditer(title):
        # "Marshal Aldan Meets with the Council": where a title has capitals throughout, its verb ends the name.
        run = list(takewhile(lambda word: word[0].isupper() and not is_title_verb(word), match[0].split()))
        if not run:
            continue
        if len(run) > 1 and is_country_of(run[0], title[: match.start()]):
            del run[0]
        if run[0] == "M." and len(run) > _MONSIEUR and _FRENCH.search(title, 0, match.start()):
            del run[0]
        name = parse_name(" ".join(run))
        if not name.words or (len(name.words) > 1 and names_kind(name.text)):
            continue
        names.append(name)
        last = name.words[-1]
        if len(name.words) > 1 and last.endswith("s") and _GENITIVE.search(title, 0, match.start()):
            # "des Genossen Mirko Aldans" is Aldan, or Aldans: the labels tell.
            names.append(name._replace(words=(*name.words[:-1], last[:-1])))
    return names
