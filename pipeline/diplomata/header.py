"""From the fields that a layout has marked to the header of the record."""

from __future__ import annotations

import re
from dataclasses import replace

from diplomata.classification import in_source
from diplomata.dates import find_date, is_undated, read_date
from diplomata.diagnostics import Diagnostic
from diplomata.languages import tag_of
from diplomata.layouts.placed import Placed, bare
from diplomata.lines import Line
from diplomata.recognise.citations import parts_of, read_archives, reference_of_citation
from diplomata.recognise.crediting import Credits, read_credits
from diplomata.recognise.told import speaker_of
from diplomata.record import ArchiveReference, DateValue, Header, Language, Source

_SUPPORT = re.compile(
    r"(?i)(?:this (?:document|record|translation) (?:was|is) )?(?:made possible |supported |funded )?"
    r"(?:with |by |through )?(?:the )?(?:generous )?support (?:from|of|by) "
)
_THE_DOCUMENT = re.compile(r"(?i)(?:(?:this|the|document|record|translation|was|is|of)\s+)*")
_AND = re.compile(r",? and (?=(?:the )?[^\W\d_a-z])(?!(?:Co|Sons|Company|Daughters|Brothers|Partners)\b)|;\s*")
_ADDRESS_AT_END = re.compile(r"\s*<?(https?://[^\s<>]+?)>?\.?(?:\s[-–|•]\s(?:Share|Print|Download|Cite))?$")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"”’]+")
_OF_LICENCE = re.compile(
    r"(?i)licen[sc]e|creativecommons\.org|rightsstatements\.org|opendatacommons\.org|public-?domain"
)
_LICENSED = re.compile(r"(?i)\b(?:licen[sc]e[ds]?|creative commons|cc[ -](?:by|0))\b")
_NUMBER_IN_ADDRESS = re.compile(r"/(?:documents?|records?|items?)?/?(\d{2,})(?:[/?#.]|$)")
_WELCOMES = re.compile(
    r"(?:The )?((?:[A-Z][\w'’-]*,? |and |of |for |the ){2,12}?)(?:welcomes|permits|encourages|allows)\b"
)


def read_header(placed: Placed, source: Source) -> tuple[Header, list[Diagnostic]]:
    """The header that the fields in ``placed`` give, and what in them could not be read."""
    fields = _Fields(placed)
    found: list[Diagnostic] = []
    citation, source_line = fields.text("citation"), fields.text("source")
    title = _in_its_letters(_unquoted(fields.text("title")), citation)
    summary = fields.texts("summary")
    if not summary and _is_summary(title, cited_title(citation)):
        # The page has lost its title, and what stands in its place says what the record is about.
        summary, title = (title,), ""
    title = title or cited_title(citation)
    title, day = _without_day(title, citation)
    named_by, reference, publisher = _cited(citation, source_line, title)
    constants = placed.layout.constants
    archives = _archives(read_archives(reference), fields.items("archive"), constants.get("repository", ""))
    if shelf_mark := ", ".join(fields.texts("reference")):
        archives = _with_shelf_mark(archives, fields.items("archive"), shelf_mark)
        if not archives:
            # Of which archive it is the mark, nothing says: it stays a source.
            source_line = f"{source_line}; {shelf_mark}" if source_line else shelf_mark
    rights = fields.texts("rights")
    named = _WELCOMES.match(rights[0]) if rights else None
    address = fields.text("address").strip("<>")
    at_end = _ADDRESS_AT_END.search(citation)
    if at_end and not address:
        address = at_end[1]
    number = fields.text("record_number")
    if not number and address:
        in_address = _NUMBER_IN_ADDRESS.search(address)
        number = in_address[1] if in_address else ""
    header = Header(
        title=title,
        date=_date(fields, placed, source, found) or day or _cited_date(citation, title),
        record_number=number,
        document_number=next(iter(fields.texts("document_number")), ""),
        address=address,
        publisher=fields.text("publisher")
        or publisher
        or (named[1].strip() if named else "")
        or constants.get("publisher", ""),
        upload_date=fields.text("upload_date"),
        rights=rights,
        licence=_licence(rights),
        citation=citation,
        source=source_line,
        archives=archives,
        languages=_languages(fields, placed, source, found)
        or _language(constants.get("language", "") or _original(placed.furniture, citation, source_line)),
        translators=_names(fields.items("translator"), named_by.translators),
        transcribers=_names(fields.items("transcriber"), named_by.transcribers),
        contributors=_names(fields.items("contributor"), named_by.contributors),
        funders=_funders(fields.texts("funder")),
        authors=fields.items("author"),
        summary=summary,
        genre=fields.text("genre") or constants.get("genre", ""),
        classifications=fields.items("classification"),
        subjects=fields.items("subject"),
        places=fields.items("place"),
        related=fields.texts("related"),
        speakers=tuple(map(speaker_of, fields.texts("speaker"))),
        page_sign=fields.text("page_sign"),
    )
    return header, found


def with_source(header: Header, line: str) -> Header:
    """``header`` with the source that a note gives, where the record has no field for it."""
    if header.source or header.citation or not line:
        return header
    named, reference = read_credits(line)
    mark = in_source(line)
    marks = header.classifications or tuple(part.strip() for part in mark.split(";") if mark)
    return replace(
        header,
        source=line,
        archives=header.archives or read_archives(reference),
        classifications=marks,
        languages=header.languages or _language(_original([], line)),
        translators=header.translators or named.translators,
        transcribers=header.transcribers or named.transcribers,
        contributors=header.contributors or named.contributors,
    )


class _Fields:
    """The values of the fields, blanks folded and marks of layout gone."""

    def __init__(self, placed: Placed) -> None:
        self._lines: dict[str, list[str]] = {}
        for name, line in placed.fields:
            values = self._lines.setdefault(name, [])
            text = " ".join(bare(line.text).split())
            if values and line.start in placed.continued:
                values[-1] += f" {text}"
            else:
                values.append(text)

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self._lines.get(name, ()))

    def text(self, name: str) -> str:
        return " ".join(self._lines.get(name, ()))

    def items(self, name: str) -> tuple[str, ...]:
        """A field of several values, one a line or separated by semicolons."""
        parts = [part.strip() for text in self.texts(name) for part in text.split(";")]
        return tuple(dict.fromkeys(part for part in parts if part))


def cited_title(citation: str) -> str:
    """The title that a citation quotes, for pages that have lost their own."""
    quoted = re.match(r"[\"“](.{3,400}?)(?:,[\"”]|[\"”],?)(?=\s)", citation)
    return quoted[1].rstrip(",") if quoted else ""


def _without_day(title: str, citation: str) -> tuple[str, DateValue | None]:
    """A title without the day before it, and the day, where a page was set on fewer lines, and the citation has the
    title alone: ``May 6, 1950 Letter on Pears``."""
    found = find_date(title, precise=True) if citation else None
    if found is None or found[0]:
        return title, None
    alone, cited = title[found[1] :].strip(), cited_title(citation)
    if not alone or (alone != cited if cited else not citation.startswith(alone)):
        return title, None
    return alone, found[2]


def _is_summary(title: str, cited: str) -> bool:
    """Whether a line in the place of the title is none: the citation has another, of which it has few words."""
    if not cited or len(title.split()) < _SUMMARY:
        return False
    here, there = set(title.casefold().split()), set(cited.casefold().split())
    return len(here & there) * 2 < len(there)


_SUMMARY = 12
"""A summary has so many words."""
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»]")


def _unquoted(title: str) -> str:
    """A title without the quotation marks in which the whole of it stands, as in a citation."""
    quoted = _QUOTED.fullmatch(title)
    return quoted[1].strip() if quoted else title


def _in_its_letters(title: str, citation: str) -> str:
    """A title that a page prints in capitals, in the small letters of the citation where that quotes it."""
    if not title.isupper():
        return title
    at = citation.casefold().find(title.casefold(), 0, len(title.casefold()) + 2)
    quoted = citation[at : at + len(title)]
    return quoted if at >= 0 and quoted.casefold() == title.casefold() else title


def _cited(citation: str, source_line: str, title: str) -> tuple[Credits, str, str]:
    """Credits, archive reference and publisher, from the source line where there is one, else from the citation."""
    named_by, publisher, reference = Credits(), "", ""
    if citation:
        named_by, rest = read_credits(citation)
        reference, publisher = reference_of_citation(rest, title)
    if source_line:
        named_by, reference = read_credits(source_line)
    return named_by, reference, publisher


def _cited_date(citation: str, title: str) -> DateValue | None:
    rest = citation.replace(title, "", 1) if title else citation
    date = find_date(rest)
    return date[2] if date and date[0] < 12 else None


def _date(fields: _Fields, placed: Placed, source: Source, found: list[Diagnostic]) -> DateValue | None:
    texts = tuple(dict.fromkeys(fields.texts("date")))
    if not texts:
        return None
    printed = "; ".join(texts)
    read = {replace(value, printed=printed) for text in texts if (value := read_date(text)).attributes}
    # Two dates that differ are not chosen between.
    value = read.pop() if len(read) == 1 else DateValue(printed)
    if not value.attributes and not is_undated(printed):
        line = next(line for name, line in placed.fields if name == "date")
        found.append(source.diagnose("date-unreadable", line.start, f"the date {printed!r} could not be read"))
    return value


def _languages(fields: _Fields, placed: Placed, source: Source, found: list[Diagnostic]) -> tuple[Language, ...]:
    languages = []
    for text in fields.texts("language"):
        for name in re.split(r"\s*[,;/]\s*|\s+and\s+", text):
            if not name:
                continue
            tag = tag_of(name)
            if not tag:
                line = next(line for kind, line in placed.fields if kind == "language")
                found.append(source.diagnose("language-unknown", line.start, f"no code is known for {name!r}"))
            languages.append(Language(name, tag))
    return tuple(languages)


def _licence(rights: tuple[str, ...]) -> str:
    """The address of the licence under which the text may be used; other addresses in a notice are none."""
    for text in rights:
        for address in _ADDRESS.finditer(text):
            if _OF_LICENCE.search(address[0]) or _LICENSED.search(text):
                return address[0].rstrip(".,;:!?")
    return ""


_FROM = re.compile(r"[Tt]ranslated from (?:the )?(?:original )?(?P<name>[^\W\d_a-z][^\W\d_]+)")
_SCANNED = re.compile(r"(?P<name>[A-Z][a-z]+) (?:Original|Scan)")


def _original(furniture: list[Line], *credit_lines: str) -> str:
    """The language of the original where no field names it: ``Translated from Polish by ...``, ``Polish Scan``."""
    found = [match["name"] for line in credit_lines if (match := _FROM.search(line))]
    found += [match["name"] for line in furniture if (match := _SCANNED.fullmatch(line.text))]
    return next((name for name in found if tag_of(name)), "")


_NAMED = re.compile(
    r"(?i)(?:original(?: language)?|orig\.|language(?: of original)?|langue(?: originale)?|originalsprache|sprache)"
    r"\s?:\s?(?P<name>[^\W\d_]{4,20})\.?"
)
"""``ORIGINAL: FRENCH``, as papers of international bodies have it over their titles."""
_COLUMNS = re.compile(r"\s{3,}|\t")
_SAID_FROM = re.compile(
    r"(?i)\bthis (?:document|text|letter|source|record) (?:has been|was|is) translated from (?:the )?"
    r"(?P<name>[^\W\d_]{4,20})\b"
)
"""``This document has been translated from Czech``, in the first note of an edition."""
_NOTES = 40
"""The notes of an edition begin in one of so many lines at the foot."""
_OF_A_CREDIT = 120
_TOP, _FOOT = 16, 8


def told_language(lines: list[Line]) -> tuple[Language, ...]:
    """The language of the original where a line of the text says it: ``ORIGINAL: FRENCH`` at its top, ``Translated
    from the Polish by Jan Rudnik`` at either end."""
    found = [match["name"] for line in lines[:_TOP] if (match := _NAMED.fullmatch(line.text))]
    ends = [line.text for line in (*lines[:_FOOT], *lines[-_FOOT:]) if len(line.text) < _OF_A_CREDIT]
    columns = [column for text in ends for column in _COLUMNS.split(text)]
    found += [match["name"] for text in columns if (match := _FROM.match(text.lstrip("([")))]
    found += [match["name"] for line in lines[-_NOTES:] if (match := _SAID_FROM.search(line.text))]
    return _language(next((name for name in found if tag_of(name)), ""))


def _language(name: str) -> tuple[Language, ...]:
    return (Language(name, tag_of(name)),) if name else ()


def _archives(
    archives: tuple[ArchiveReference, ...], names: tuple[str, ...], repository: str
) -> tuple[ArchiveReference, ...]:
    """The archives of a record. Where the layout says in which ``repository`` all records lie, and the record names
    none, the field for the archive is the reference there."""
    if archives or not repository:
        return _with_institutions(archives, names)
    return tuple(ArchiveReference(repository, name, parts_of(name)) for name in names or ("",))


def _with_shelf_mark(
    archives: tuple[ArchiveReference, ...], names: tuple[str, ...], mark: str
) -> tuple[ArchiveReference, ...]:
    """The archives, the first of them with a shelf mark that has a field of its own.

    Where the archive has one too, what else the record says of its source is no second reference.
    """
    if names:
        return (ArchiveReference(names[0], mark, parts_of(mark), "; ".join(names[1:])),)
    if not archives:
        read = read_archives(mark)
        # "C 14" is a shelf, and no archive called C.
        return read if read and len(read[0].repository or read[0].reference) > 2 else ()
    first = archives[0]
    if mark in first.reference:
        return archives
    whole = f"{first.reference}, {mark}" if first.reference else mark
    return (ArchiveReference(first.repository, whole, parts_of(whole), first.institution), *archives[1:])


def _names(given: tuple[str, ...], parsed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*given, *parsed)))


def _funders(lines: tuple[str, ...]) -> tuple[str, ...]:
    names = []
    for line in lines:
        text = _supporters(line).strip().rstrip(".")
        listed = ", and " in text
        for name in _AND.split(text):
            pieces = name.split(", ") if listed else [name]
            names += [piece.strip().removeprefix("the ") for piece in pieces]
    return tuple(dict.fromkeys(name for name in names if name))


def _supporters(line: str) -> str:
    """What stands behind the formula of a credit line; all of a line that says more than the formula before it."""
    match = _SUPPORT.search(line)
    if match is None or not _THE_DOCUMENT.fullmatch(line, 0, match.start()):
        return line
    return line[match.end() :]


def _with_institutions(
    archives: tuple[ArchiveReference, ...], names: tuple[str, ...]
) -> tuple[ArchiveReference, ...]:
    """The archive's full name, where a field gives it beside the short one of the reference."""
    if not names:
        return archives
    if not archives:
        return tuple(ArchiveReference(name, "") for name in names)
    full = [name if name.casefold() != archives[at].repository.casefold() else "" for at, name in
            enumerate(names[: len(archives)])]  # fmt: skip
    rest = "; ".join(names[len(archives) :])
    if rest:
        full[-1] = f"{full[-1]}; {rest}".strip("; ")
    return tuple(
        ArchiveReference(a.repository, a.reference, a.parts, full[at] if at < len(full) else "")
        for at, a in enumerate(archives)
    )
