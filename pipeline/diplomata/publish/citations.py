"""How to cite a record in words: a note in the manner of the Chicago Manual of Style, in its 17th edition.

It is written here and not by citeproc-py: that takes some 40 ms a record, where these lines take 0.1, and brings no
Chicago style of its own, which would have to be kept here beside it. For programs see
:mod:`~diplomata.publish.references` and :mod:`~diplomata.publish.schema_org`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from diplomata.publish.addresses import RECORDS, address_of
from diplomata.publish.names import in_a_note
from diplomata.publish.sheets import edition_stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DOUBLE = re.compile('["“”„‟]')
_BEFORE_OPENING = "([{-–—/‘“"
"""What a straight quotation mark that opens can follow on, besides a blank."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the citations of all records of an edition have in common, worked out once."""

    edition: Edition
    strings: Mapping[str, str]
    stamp: str
    volume: str
    """The title of the edition."""
    details: str
    """What Chicago says of it behind the title: editors, publisher, version."""
    records: str
    """The address of the folder of all records, empty where they are in several or the edition has none."""


class Note(NamedTuple):
    """A note: what stands before the title of the edition, that title, what follows on it, and an address."""

    before: str
    volume: str
    after: str
    address: str

    def __str__(self) -> str:
        address = f", {self.address}" if self.address else ""
        return f"{self.before}{self.volume}{self.after}{address}."


_known: Imprint | None = None
"""That of the edition of which a record was last cited: in one process it is nearly always the same."""


def imprint_of(edition: Edition, strings: Mapping[str, str]) -> Imprint:
    """The imprint of an edition."""
    global _known
    if _known is not None and _known.edition is edition and _known.strings is strings:
        return _known
    editors = f", {strings['ed']} {_bounded(in_a_note(edition.editors, strings))}" if edition.editors else ""
    version = strings["version-cited"].replace("#", edition.version) if edition.version else ""
    status = strings.get(f"status-{edition.status}", edition.status)
    published = ", ".join(part for part in (edition.publisher, version, status, edition.date) if part)
    volume = _bounded(edition.title or strings["untitled-edition"])
    records = f"{edition.url}/{RECORDS}/" if edition.url and not edition.folders else ""
    stamp = edition_stamp(edition, strings)
    _known = Imprint(edition, strings, stamp, volume, f"{editors} ({_bounded(published)})", records)
    return _known


def address(facts: Facts, imprint: Imprint) -> str:
    """The address of a record's page, else the one that the record itself gives."""
    if imprint.records:
        return f"{imprint.records}{facts.id}.html"
    return record_url(imprint.edition, facts.id) or facts.address


def record_url(edition: Edition, identifier: str) -> str:
    """The address of a record's page, empty when the edition has no address."""
    return f"{edition.url}/{address_of(edition, identifier)}" if edition.url else ""


def archive_line(facts: Facts) -> str:
    """Archive and reference of the original, or of each of several."""
    return "; ".join(
        [", ".join([p for p in (a.repository or a.institution, a.reference) if p]) for a in facts.archives]
    )


def chicago(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> Note:
    """A note in the manner of the Chicago Manual for an archival document in an edition."""
    imprint = imprint_of(edition, strings)
    authors = f"{in_a_note(facts.authors, strings)}, " if facts.authors else ""
    parts = [part for part in (facts.printed_date, archive_line(facts)) if part]
    if facts.translators:
        parts.append(f"{strings['trans']} {in_a_note(facts.translators, strings)}")
    # A name in Arabic or Hebrew would draw the numbers and points after it to its own direction.
    before = f"{_bounded(authors + _in_quotation_marks(facts.title))} "
    before += "".join([f"{_bounded(part)}, " for part in parts])
    number = f", {strings['record-cited'].replace('#', facts.number)}" if facts.number else ""
    return Note(f"{before}{strings['in']} ", imprint.volume, imprint.details + number, address(facts, imprint))


def _in_quotation_marks(title: str) -> str:
    """A title in quotation marks, with the comma that follows on it inside them."""
    if _DOUBLE.search(title):
        title = _with_single_marks(title)
        if title.endswith("’") and title[-2:-1] not in ("?", "!"):
            return f"“{title[:-1]},’”"
    return f"“{title}”" if title.endswith(("?", "!", "?’", "!’")) else f"“{title},”"


def _with_single_marks(title: str) -> str:
    """A title whose double quotation marks, English, German or straight, are single ones."""
    made = []
    german = False
    for before, sign in zip(f" {title}", title, strict=False):
        if sign in "„‟":
            sign, german = "‘", True
        elif sign in "“”" or sign == '"':
            straight_opens = sign == '"' and (before.isspace() or before in _BEFORE_OPENING)
            opens = not german and (sign == "“" or straight_opens)
            sign, german = "‘" if opens else "’", False
        made.append(sign)
    return "".join(made)


def chicago_of_page(heading: str, name: str, edition: Edition, strings: Mapping[str, str]) -> Note:
    """The same for another page of the edition: its heading, and ``name`` from the top of the site."""
    imprint = imprint_of(edition, strings)
    url = f"{edition.url}/{name}" if edition.url else ""
    return Note(f"{_bounded(_in_quotation_marks(heading))} {strings['in']} ", imprint.volume, imprint.details, url)


def _bounded(text: str) -> str:
    """``text``, closed by a left-to-right mark where it has letters that run from right to left."""
    return f"{text}\u200e" if not text.isascii() and _RIGHT_TO_LEFT.search(text) else text
