"""Archive references, parsed out of a citation or a source line.

The line itself is always kept whole (``bibl``); what is parsed here is said a second time, where it is
sure: where the original lies, and the parts of its reference.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from diplomata.dates import find_date
from diplomata.recognise.lexicon import entries
from diplomata.recognise.shelf_marks import (
    BY_ITS_FILE,
    CODED,
    FOND,
    FOND_MARK,
    NAMED,
    PIECE,
    SAID_OF_IT,
    UKRAINIAN_MARK,
    coded_mark,
    house_last,
    mark_alone,
)
from diplomata.record import ArchiveReference

# The parts that archives of many countries print, by their abbreviations.
_PARTS = (
    ("fond", r"F(?:ond|onds)?\.?\s?(?=[\dA-Z])|[Фф]\.\s?"),
    ("opis", r"[Oo]p(?:is)?\.?\s?(?=\d)|[Оо]п\.\s?"),
    ("folder", r"P(?:apka|or)?\.\s?(?=\d)|Folder\s|[Пп]\.\s?"),
    ("file", r"[Dd](?:elo|os(?:ja|sier)?)?\.?\s?(?=\d)|[Дд]\.\s?|File(?: No\.?)?\s|Dosar\s"),
    ("folios", r"(?:L(?:isty?|l)?|ll?|Fl?|Fol|ff?|pp?|S|Bl|Blatt|[Лл]{1,2})\.?\s(?=\d)|[Лл]\.\s?"),
    ("box", r"Box\s|Karton\s|Krabice\s"),
    ("volume", r"V(?:ol(?:ume)?)?\.\s?(?=[\dIVXLC])|vol\.\s?|Bd\.\s?"),
    ("microfilm", r"(?:Micro)?film\s|Reel\s"),
)
_UNDER_A_FOND = re.compile(r"(?i)(?:op(?:is)?|per(?:echen)?|оп|пер|inv|d|д)\.?\s?\d")
"""What is a part of a fond: before it ``f.`` is no folio."""
_PART = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PARTS))
_ARCHIVE = re.compile(
    r"(?i:archiv|librar|museum|record office|bibliothe|fondation|foundation|ministry)|\b[A-ZА-Я]{3,}\b"
)
_ABBREVIATED = re.compile(r"\.\s?[^\W\d_]\.\s*$")
"""``118. ő. e.``: the last full stop is the abbreviation's."""
_SHELF = re.compile(r"\d")


_PRINTED = re.compile(
    r"(?i)(?:^|(?<=[\s(]))(?:(?:also|first|originally|as) )?(?:published|reprinted|printed|reproduced|quoted|cited)\s(?:as|in)\b"
)
"""Where a line goes on with the book in which the record was printed: no part of the shelf mark."""


_TOLD = re.compile(
    r"\.\s+(?=(?:Top |Most )?(?:Secret|Confidential|Restricted|Unclassified|Limited Official|Official Use|Sensitive|No classification|"
    r"Drafted|Sent|Repeated|Cleared|Approved|Initialed|Typewritten|Handwritten|Copy|Brackets|The|A|It|This)\b)"
)
"""Where a source line goes on in sentences about the document: its classification, who drafted it, where it was."""


_HANDED = re.compile(
    r"(?i)\s*(?:(?:an? |the )?(?:photo)?cop(?:y|ies) )?(?:obtained|provided|supplied|donated|courtesy|on file|available|translation|contributed|published|courtesy of)\b"
)
"""How a piece begins that tells from whom a copy came, and no archive."""


_ORIGINAL = re.compile(r"(?i), (?:the )?original (?:in|is in) \w+\.?$")


def read_archives(line: str) -> tuple[ArchiveReference, ...]:
    """The archive references in a source line from which title, date, publisher and credits are gone.

    Several archives are separated by semicolons. The repository is what comes before the first comma, or
    before the first word with a digit: ``RMA Lorn 109-01809-02`` has no comma.
    """
    if coded := CODED.fullmatch(coded_mark(line)):
        return (ArchiveReference(coded["head"], coded["rest"], parts_of(coded["rest"])),)
    if alone := mark_alone(line):
        return (alone,)
    if BY_ITS_FILE.fullmatch(line):
        house, _, file = line.partition(" ")
        return (ArchiveReference(house, file, parts_of(file)),)
    if housed := house_last(line):
        return (ArchiveReference(*housed, parts_of(housed[1])),)
    if mark := FOND_MARK.fullmatch(line) or UKRAINIAN_MARK.fullmatch(line):
        return (ArchiveReference(mark["head"].partition(", ")[0], mark["mark"], parts_of(mark["mark"])),)
    found = []
    line = SAID_OF_IT.sub("", line)
    if told := _TOLD.search(line):
        line = line[: told.start()]
    line = _ORIGINAL.sub("", line)
    house = ""
    pieces = line.split(";")
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
        if _HANDED.match(piece):
            continue
        if house:
            signature = piece.strip(" .,")
            found.append(ArchiveReference(house, signature, parts_of(signature)))
            house = ""
            continue
        if PIECE.match(following.strip()) and not any(map(str.isdigit, piece)):
            # "AMSZ, Warsaw; zespół 6/77, w. 102": the mark goes on behind the semicolon.
            house = piece.strip(" .,")
            continue
        piece = piece.removeprefix(" and")
        piece = piece.strip(" ,") if _ABBREVIATED.search(piece) else piece.strip(" .,")
        if not piece:
            continue
        printed = _PRINTED.search(piece)
        reference = _reference(piece[: printed.start()].rstrip(" ,.(") if printed else piece)
        if reference:
            found.append(reference)
    return tuple(found)


_SCHOOL = re.compile(r"(?:University|College|Institute|Academy|Universität|Université|Универ\w+)\b")


def _at_comma(piece: str) -> tuple[str, str, str]:
    """A piece up to the first comma and behind it; one in brackets parts nothing: ``MOL [National Archives, Sarn], 12``."""
    for match in re.finditer(r", |，|(?<=[\u3040-\u9fff]),", piece):
        head = piece[: match.start()]
        if head.count("[") == head.count("]") and head.count("(") == head.count(")"):
            return head, ", ", piece[match.end() :]
    return piece, "", ""


_OF_A_FOND = re.compile(r"(?:F|Ф|Fond|Фонд|Fund)\. ?(?:№ ?)?\d")
"""``F. 117, op. 3``: the fond of an archive that is not named."""


def _reference(piece: str) -> ArchiveReference | None:
    if _OF_A_FOND.match(piece):
        return ArchiveReference("", piece, parts_of(piece))
    if fond := FOND.match(piece):
        rest = piece[fond.end() :]
        return ArchiveReference(fond["head"], rest, parts_of(rest))
    head, _comma, rest = _at_comma(piece)
    if _SHELF.search(head):
        words = head.split(" ")
        cut = next(i for i, word in enumerate(words) if _SHELF.search(word))
        before = words[cut - 1]
        if (
            cut > 1
            and words[cut][0].isdigit()
            and len(before) <= 2
            and before.rstrip(".").isalpha()
            and before != "of"
        ):
            # "BArch B 136", "RGANI F. 5": the letter is the shelf mark's.
            cut -= 1
        head = " ".join(words[:cut])
        rest = piece[len(head) :].lstrip(" ,") if head else ""
    if not head or not head[0].isalpha():
        return None
    if _comma and (town := _town(head, rest)):
        head, rest = f"{head}, {town}", rest[len(town) :].lstrip(" ,")
        country, comma, behind = rest.partition(", ")
        if comma and country.casefold() in entries("countries"):
            head, rest = f"{head}, {country}", behind
    school, comma, behind = rest.partition(", ")
    if comma and _SCHOOL.search(school) and not _SHELF.search(school):
        # "Records Center, National Defense University": the house in a larger one.
        head, rest = f"{head}, {school}", behind
    if not rest and not re.search(
        r"(?i)archiv|library|museum|ministry|institut|[A-ZА-Я]{3}|collection|university", head
    ):
        return None
    # "外務省外交史料館所蔵": held there.
    return ArchiveReference(head.rstrip(".").removesuffix("所蔵"), rest, parts_of(rest))


_TOWN = re.compile(r"(?P<name>[^\W\d_]++(?: [^\W\d_]++)?)(?: \([A-ZÀ-Ž]{2,8}\))?(?=,|$)")


def _town(head: str, rest: str) -> str:
    """The town of an archive, as it stands behind its name: ``National Archives, Prague``."""
    town = _TOWN.match(rest)
    return (
        town[0]
        if town and (" " in head or NAMED.search(head)) and town["name"].casefold() in entries("archive_towns")
        else ""
    )


def parts_of(reference: str) -> tuple[tuple[str, str], ...]:
    """The parts that are sure: each printed piece between commas that begins with a known abbreviation."""
    parts = []
    pieces = re.split(r",\s|\.\s(?=[А-Я])", reference)
    for at, piece in enumerate(pieces):
        match = _PART.match(piece)
        if match and match.lastgroup and match.end() < len(piece):
            fond = match[0][0] in "Ff" and at + 1 < len(pieces) and _UNDER_A_FOND.match(pieces[at + 1])
            parts.append(("fond" if fond else match.lastgroup, piece.strip()))
    kinds = [kind for kind, _ in parts]
    # "F." is a fond for one archive and a folio for the next; said twice it is unsure, and unsure is left whole.
    return tuple(p for p in parts if kinds.count(p[0]) == 1)


_ADDRESS = re.compile(r"\s<?https?://[^\s<>]+>?\.?$")
"""An address at the end of a citation is no part of the shelf mark."""


def reference_of_citation(citation: str, title: str) -> tuple[str, str]:
    """The archive part of a full citation (``"Title," date, publisher, reference.``), and the publisher.

    The quoted title goes first, then the date, then the publisher, which is the piece that names a digital
    archive, a project or a programme.
    """
    rest = _ADDRESS.sub("", citation.strip()).strip()
    bare = title.strip()
    at = rest.find(bare) if bare else -1
    if 0 <= at <= 1:
        rest = rest[at + len(bare) :]
    else:
        quoted = re.match(r"[\"“].*?(?:,[\"”]|[\"”],)(?=\s)", rest)
        rest = rest[quoted.end() :] if quoted else rest
    rest = rest.lstrip("\"”'’., ")
    if rest.startswith("["):
        rest = rest[1:].replace("]", "", 1)
    date = find_date(rest)
    if date and date[0] <= 12:
        rest = rest[date[1] :].lstrip(",. ")
    elif rest.lower().startswith("undated"):
        rest = rest[7:].lstrip(",. ")
    publisher = ""
    head, comma, tail = rest.partition(", ")
    if comma and re.search(r"(?i)\b(?:digital archive|project|program(?:me)?|edition|publish|press)\b", head):
        publisher, rest = head, tail
        again, comma, tail = rest.partition(", ")
        if comma and re.search(r"(?i)\b(?:digital archive|project|program(?:me)?)\b", again):
            publisher, rest = f"{publisher}, {again}", tail
    elif comma and not _ARCHIVE.search(head) and not _SHELF.search(head) and _ARCHIVE.search(tail.partition(", ")[0]):
        publisher, rest = head, tail
    return rest, publisher
