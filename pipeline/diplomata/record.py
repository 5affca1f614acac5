"""The model: an immutable text, typed spans over it, and the record that they make.

Offsets are characters of :attr:`Source.text`, half-open. Everything here is a value; nothing here
reads, recognises or writes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from diplomata.diagnostics import Diagnostic, diagnose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diplomata.layouts.matcher import Match
    from diplomata.recognise.weighing import Candidate, Label


GENRES = ("conversation", "minutes", "cable", "letter", "memorandum", "report", "speech", "statement", "other")
"""The kinds of document: the categories of the taxonomy ``#genre``."""
_LINE_END = re.compile("\n")


@dataclass(frozen=True)
class Source:
    """The text of one record as it was decoded, with line ends as ``\\n``.

    ``name`` is what the user called it (a path, an archive member, ``-``); ``sha256`` is the digest
    of the bytes that arrived, in hexadecimal.
    """

    name: str
    text: str
    sha256: str
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *[end.end() for end in _LINE_END.finditer(self.text)]]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character offset, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def diagnose(self, code: str, offset: int, message: str = "") -> Diagnostic:
        """A diagnostic of ``code`` at a character offset of this text."""
        line, column = self.position(offset)
        return diagnose(code, message, path=self.name, line=line, column=column)


class Span(NamedTuple):
    """One reading of one stretch of the text: ``text[start:end]`` is a ``kind``.

    ``lead`` and ``tail`` are how many characters at either end the element itself says (a bracket,
    a list marker), so that they are not repeated as its text. ``attributes`` are TEI attributes.
    ``certainty`` runs from 0 to 1; ``why`` names the evidence for a scholar.
    """

    start: int
    end: int
    kind: str
    attributes: Mapping[str, str] | None = None
    lead: int = 0
    tail: int = 0
    certainty: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as printed, and what it says in ISO 8601 (W3C profile): of a day, a month or a year, or a range."""

    printed: str
    when: str = ""
    not_before: str = ""
    not_after: str = ""

    @property
    def year(self) -> int:
        """The year, the first of a range; 0 when it is not known."""
        start = (self.when or self.not_before or self.not_after)[:4]
        return int(start) if start.isdigit() else 0

    @property
    def attributes(self) -> dict[str, str]:
        """The dating attributes of TEI (att.datable.w3c)."""
        if self.when:
            return {"when": self.when}
        pairs = (("notBefore", self.not_before), ("notAfter", self.not_after))
        return {name: value for name, value in pairs if value}


@dataclass(frozen=True, slots=True)
class ArchiveReference:
    """Where the original lies: ``repository`` as printed, the rest of the reference verbatim, and its sure parts.

    Where the record names no archive, ``repository`` is empty, and a part is the ``fond``.

    ``parts`` are pairs of kind (``fond``, ``opis``, ``delo``, ``listy``, ``volume``, ``file``, ``folios``, ...)
    and the printed part; ``institution`` is the archive's full name where the record gives one.
    """

    repository: str
    reference: str
    parts: tuple[tuple[str, str], ...] = ()
    institution: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """The name of a language as printed, and its BCP 47 tag, empty when unknown."""

    printed: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks under which labels, as the header of a text edition says it.

    ``name`` is empty for a role, a chorus or an unknown voice; ``unsure`` are those ``labels`` that may be none.
    """

    name: str
    labels: tuple[str, ...]
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What a record says of itself. What it does not give is empty: no placeholder, no guess."""

    title: str = ""
    date: DateValue | None = None
    record_number: str = ""
    document_number: str = ""
    """The number that a volume, a page or the body that met gives it; it may return elsewhere, so no file has it."""
    address: str = ""
    publisher: str = ""
    upload_date: str = ""
    rights: tuple[str, ...] = ()
    licence: str = ""
    citation: str = ""
    source: str = ""
    archives: tuple[ArchiveReference, ...] = ()
    languages: tuple[Language, ...] = ()
    translators: tuple[str, ...] = ()
    transcribers: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    genre: str = ""
    classifications: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    """Only a text edition says who speaks; of other records it is read from their text."""
    page_sign: str = ""
    """The sign that stands in the text where a page of the original ends; only a text edition says it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks in, takes part in, sends or receives a record.

    ``kind`` is ``person``, or ``group`` for a role, a chorus or an unknown voice.
    ``labels`` are the printed labels, without closing punctuation, in order of first use.
    """

    id: str
    name: str
    labels: tuple[str, ...] = ()
    kind: str = "person"
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Who sent or received a cable or letter: the name as printed, and the id of a person of the record, if it is
    one."""

    name: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next label: the printed label, and the text after it."""

    speakers: tuple[Person, ...]
    label: str
    start: int
    end: int
    certainty: float
    source: str = field(repr=False)
    spoken: int = field(repr=False)

    @property
    def text(self) -> str:
        """What is said, as printed, blanks folded."""
        return " ".join(self.source[self.spoken : self.end].split())

    @property
    def speaker(self) -> Person:
        """The first, usually the only, speaker."""
        return self.speakers[0]


@dataclass(frozen=True, slots=True)
class Lines:
    """Where each line of the source went: pairs of start and end, in characters. Blank lines are nowhere."""

    fields: tuple[tuple[str, int, int], ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    body: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Workings:
    """What a reading was decided on, kept as it was; :mod:`diplomata.inspecting` puts it into words when asked.

    ``layouts`` are those whose clues were found, the one that was taken first; ``named`` tells that the user
    named it. ``labels`` are all labels that were weighed, ``accepted`` the places where a turn begins.
    """

    layouts: tuple[Match, ...] = ()
    named: bool = False
    labels: Sequence[Label] = ()
    accepted: Sequence[Candidate] = ()


@dataclass(frozen=True)
class Record:
    """One record as it was read: its source, its header, the spans of its body, the people in it."""

    id: str
    source: Source
    layout: str
    header: Header
    spans: tuple[Span, ...]
    people: tuple[Person, ...] = ()
    turns: tuple[Turn, ...] = ()
    language: str = "en"
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: Lines = field(default_factory=lambda: Lines())
    place: str = ""
    """Where the record was written, by its dateline."""
    senders: tuple[Correspondent, ...] = ()
    addressees: tuple[Correspondent, ...] = ()
    """Of cables and letters: of other kinds of document nobody sends one."""
    workings: Workings = field(default=Workings(), repr=False, compare=False)

    @property
    def text(self) -> str:
        """The whole text of the source."""
        return self.source.text

    def _repr_html_(self) -> str:
        """The record in a notebook: as ``diplomata inspect`` shows it."""
        from diplomata.inspecting.notebook import to_html

        return to_html(self)

    def words(self) -> dict[str, int]:
        """How many words of the source went into the ``body``, into the ``header``, or are declared ``furniture``.

        What is in none of these is ``unplaced``; signs alone, such as the rules of a table, are no words there.
        """
        text, lines = self.text, self.lines
        places = {"body": lines.body, "header": [span[1:] for span in lines.fields], "furniture": lines.furniture}
        counts = {name: sum(len(text[start:end].split()) for start, end in spans) for name, spans in places.items()}
        rest, last = [], 0
        for start, end in sorted(span for spans in places.values() for span in spans):
            rest.append(text[last:start])
            last = max(last, end)
        rest.append(text[last:])
        counts["unplaced"] = sum(any(map(str.isalnum, word)) for word in " ".join(rest).split())
        return counts

    def counts(self) -> dict[str, int]:
        """How many of each kind of span the record has: turns, paragraphs, notes, ..."""
        counts: dict[str, int] = {}
        for span in self.spans:
            counts[span.kind] = counts.get(span.kind, 0) + 1
        return counts
