"""What the site needs to know of one record, taken from its TEI: header facts, and the shape of its talk.

Everything here is a plain value that can be pickled to a worker or kept as JSON. Nothing here knows HTML.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SAFE_ID = re.compile(r"[^\W][\w.\-]{0,119}")
"""What may be the name of a page: a letter or digit, then letters, digits, ``_``, ``.`` and ``-``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, or a group, as one record names them; ``id`` is the same in the whole edition."""

    id: str
    name: str
    kind: str = "person"
    labels: tuple[str, ...] = ()
    local: str = ""
    """The id inside the record, to which its turns point."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one original lies: the archive, short and in full, and the reference in it."""

    repository: str
    institution: str = ""
    reference: str = ""
    collection: str = ""

    @property
    def name(self) -> str:
        """The archive's full name where the record gives it."""
        return self.institution or self.repository

    @property
    def key(self) -> str:
        """The name of the archive's page: records that give its letters alone, or its name too, have the same."""
        return slug(self.repository or self.institution)


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Who sent or received: a name, the id of a person of the edition where it is one, and a place."""

    name: str
    id: str = ""
    place: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: its id, who speaks (ids of persons and groups), and its length in characters."""

    id: str
    who: tuple[str, ...]
    size: int
    start: int
    """Characters of the text that come before it, those of turns alone."""
    paragraphs: tuple[int, int] = (0, 0)
    """Numbers of its first and last paragraph, 0 where it has none."""
    items: tuple[int, int] = (0, 0)
    """The same of the items of its lists, as they are counted in the text."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one record. What its header does not give is empty."""

    id: str
    title: str
    number: str = ""
    address: str = ""
    date: str = ""
    when: str = ""
    not_before: str = ""
    not_after: str = ""
    kind: str = ""
    language: str = ""
    original_languages: tuple[tuple[str, str], ...] = ()
    archives: tuple[Place, ...] = ()
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    rights: str = ""
    licence_url: str = ""
    summary: str = ""
    classifications: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Places that the record is about, as the archive gives them."""
    origins: tuple[str, ...] = ()
    """Where it was written, or sent from: the places of its datelines and of its sender."""
    people: tuple[Mention, ...] = ()
    senders: tuple[Correspondent, ...] = ()
    receivers: tuple[Correspondent, ...] = ()
    said: tuple[Said, ...] = ()
    paragraphs: int = 0
    notes: int = 0
    words: int = 0
    unsure: int = 0
    """Turns of which it is not sure who speaks."""
    gaps: int = 0
    voices: tuple[str, ...] = ()
    """Which kinds of voices and marks the text has, for the legend."""
    digest: str = ""
    """SHA-256 of the TEI file, in hexadecimal."""

    @property
    def start(self) -> str:
        """The earliest day, month or year that the date can mean, in ISO 8601; empty when undated."""
        return self.when or self.not_before or self.not_after

    @property
    def year(self) -> str:
        """The year under which the record stands, empty when undated."""
        year = self.start[:4]
        return year if len(year) == 4 and year.isdecimal() else ""

    @property
    def order(self) -> tuple[str, str]:
        """Sorts records by date, those of a month before those of its days, undated ones last."""
        return (self.start or "~", natural(self.id))

    @property
    def printed_date(self) -> str:
        """The date as printed, else as it is encoded."""
        return self.date or self.start


def natural(text: str) -> str:
    """A key that sorts ``record-9`` before ``record-10``."""
    return re.sub(r"\d+", lambda m: m[0].lstrip("0").rjust(12, "0"), text)


@lru_cache(maxsize=4096)
def slug(term: str) -> str:
    """A name for the page of a term: ASCII, lower case, the same for ``Zürich`` and ``Zurich``.

    Terms that ASCII cannot say, in whole or in part, are told apart by a few digits of their digest.
    """
    folded = "".join(c for c in unicodedata.normalize("NFKD", term) if not unicodedata.combining(c)).lower()
    name = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:80].strip("-")
    if any(c.isalnum() and not c.isascii() for c in folded) or not name:
        digest = hashlib.sha256(term.casefold().encode()).hexdigest()[:8]
        name = f"{name}-{digest}" if name else f"x-{digest}"
    return name
