"""The TEI header, in the order of the schema, from one function.

TEI P5, chapter 2 (The TEI Header). A value that the record does not give is absent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplomata import __version__
from diplomata.dates import read_date
from diplomata.languages import english_name
from diplomata.tei.markup import attribute, attributes, element, escape

if TYPE_CHECKING:
    from diplomata.edition import Edition
    from diplomata.record import ArchiveReference, Correspondent, Header, Person, Record

_GENRE_NAMES = {
    "conversation": "Conversation", "minutes": "Minutes", "cable": "Cable", "letter": "Letter",
    "memorandum": "Memorandum", "report": "Report", "speech": "Speech", "statement": "Statement",
    "other": "Other document",
}  # fmt: skip
_KEYWORDS = {
    "classification": "Marks of classification, as printed",
    "subject": "Subjects, as the archive gives them",
    "place": "Places, as the archive gives them",
}
_INSERTIONS = {
    "antecedent": "An insertion that names whom or what the word before it means",
    "romanisation": "An insertion that spells the name before it in another way",
}
EDITORIAL = (
    "Encoded from a plain-text record. Words and punctuation are kept as they stand; blanks and line ends are "
    "normalised. Brackets and parentheses that an element says, and the markers of numbered paragraphs, are not "
    "repeated as text. Speakers, asides, insertions and notes were recognised by program."
)
"""What the encoder does to a text (``editorialDecl``)."""


def header_markup(record: Record, edition: Edition | None, used: frozenset[str]) -> str:
    """The markup of ``teiHeader``. ``used`` are the insertion categories that the body points to."""
    h = record.header
    out = ["<teiHeader>\n<fileDesc>\n<titleStmt>\n", element("title", h.title)]
    out += [f"\n{element('author', name)}" for name in h.authors]
    out += _editors(h)
    out += [f"\n{element('funder', name)}" for name in h.funders]
    out.append("\n</titleStmt>\n<publicationStmt>\n")
    out.append(element("publisher", h.publisher or (edition.publisher if edition else "")))
    if h.upload_date:
        when = read_date(h.upload_date).when
        out.append(f"\n<date{attributes({'when': when} if when else {})}>{escape(h.upload_date)}</date>")
    number = h.record_number or h.document_number or record.id.removeprefix("record-")
    out.append("\n" + element("idno", number, type="record"))
    if h.address:
        out.append("\n" + element("idno", h.address, type="URI"))
    if h.rights:
        rights = "\n".join(_rights(h))
        out.append(f"\n<availability>\n{rights}\n</availability>")
    out.append("\n</publicationStmt>\n<sourceDesc>\n")
    out += _source(record, h)
    out.append("</sourceDesc>\n</fileDesc>\n")
    out += _encoding(h, used)
    out += _profile(record, h)
    out.append("</teiHeader>\n")
    return "".join(out)


def _rights(h: Header) -> list[str]:
    """The notice of rights; the paragraph that gives the address of a licence stands first, as the licence."""
    licence = next((text for text in h.rights if h.licence and h.licence in text), "")
    first = [element("licence", licence, target=h.licence)] if licence else []
    return first + [element("p", text) for text in h.rights if text != licence]


def _editors(h: Header) -> list[str]:
    out = []
    for role, names in (
        ("translator", h.translators), ("transcriber", h.transcribers), ("contributor", h.contributors)
    ):  # fmt: skip
        for at, name in enumerate(names):
            ident = ' xml:id="translator"' if role == "translator" and at == 0 else ""
            out.append(f'\n<editor role="{role}"{ident}>{element("persName", name)}</editor>')
    return out


def _source(record: Record, h: Header) -> list[str]:
    out = []
    if h.citation:
        out.append(element("bibl", h.citation, type="citation") + "\n")
    if h.source:
        out.append(element("bibl", h.source, type="source") + "\n")
    out += [element("bibl", text, type="related") + "\n" for text in h.related]
    name = re.split(r"[/\\]", record.source.name)[-1]
    file = element("idno", name, type="filename") + element("idno", record.source.sha256, type="sha256")
    out.append(f'<bibl type="file">{file}</bibl>\n')
    languages = ", ".join(language.printed for language in h.languages)
    language = ""
    if languages:
        tags = [language.tag for language in h.languages if language.tag]
        known = {"mainLang": tags[0]} if tags else {}
        if len(tags) > 1:
            known["otherLangs"] = " ".join(tags[1:])
        language = f"<textLang{attributes(known)}>{escape(languages)}</textLang>"
    for at, archive in enumerate(h.archives):
        out.append(_archive(archive, language if at == 0 else ""))
    if language and not h.archives:
        out.append(f'<bibl type="original">{language}</bibl>\n')
    return out


def _archive(archive: ArchiveReference, language: str) -> str:
    out = ["<msDesc>\n<msIdentifier>\n"]
    if archive.institution:
        out.append(element("institution", archive.institution) + "\n")
    if archive.repository:
        out.append(element("repository", archive.repository) + "\n")
    out += [element("collection", part) + "\n" for kind, part in archive.parts if kind == "fond"]
    if archive.reference:
        out.append(element("idno", archive.reference, type="archival") + "\n")
    out += [
        f'<altIdentifier type="part">{element("idno", part, type=kind)}</altIdentifier>\n'
        for kind, part in archive.parts
        if kind != "fond"
    ]
    out.append("</msIdentifier>\n")
    if language:
        out.append(f"<msContents>{language}</msContents>\n")
    out.append("</msDesc>\n")
    return "".join(out)


def _encoding(h: Header, used: frozenset[str]) -> list[str]:
    out = [f"<encodingDesc>\n<editorialDecl>{element('p', EDITORIAL)}</editorialDecl>\n<classDecl>\n"]
    if h.genre:
        category = f'<category xml:id="{h.genre}">{element("catDesc", _GENRE_NAMES[h.genre])}</category>'
        out.append(f'<taxonomy xml:id="genre">{category}</taxonomy>\n')
    for scheme, values in _keywords(h):
        if values:
            out.append(f'<taxonomy xml:id="{scheme}">{element("desc", _KEYWORDS[scheme])}</taxonomy>\n')
    if used:
        categories = "".join(
            f'<category xml:id="{name}">{element("catDesc", text)}</category>'
            for name, text in _INSERTIONS.items()
            if name in used
        )
        out.append(f'<taxonomy xml:id="insertion">{categories}</taxonomy>\n')
    application = f'<application ident="diplomata" version="{__version__}"><label>Diplomata</label></application>'
    out.append(f"</classDecl>\n<appInfo>{application}</appInfo>\n</encodingDesc>\n")
    return out


def _keywords(h: Header) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("classification", h.classifications), ("subject", h.subjects), ("place", h.places)


def _profile(record: Record, h: Header) -> list[str]:
    out = ["<profileDesc>\n"]
    if h.date is not None:
        out.append(f"<creation><date{attributes(h.date.attributes)}>{escape(h.date.printed)}</date></creation>\n")
    if h.summary:
        paragraphs = "\n".join(element("p", text) for text in h.summary)
        out.append(f"<abstract>{paragraphs}</abstract>\n")
    language = element("language", english_name(record.language), ident=record.language)
    out.append(f"<langUsage>{language}</langUsage>\n<textClass>\n")
    if h.genre:
        out.append(f'<catRef scheme="#genre" target="#{h.genre}"/>\n')
    for scheme, values in _keywords(h):
        if values:
            terms = "".join(element("term", value) for value in values)
            out.append(f'<keywords scheme="#{scheme}">{terms}</keywords>\n')
    out.append("</textClass>\n")
    # A group whose every turn the record gives to somebody has no label, and is nobody.
    named = [person for person in record.people if person.kind == "person" or person.labels]
    if named:
        people = "\n".join(_person(person) for person in named)
        out.append(f"<particDesc>\n<listPerson>\n{people}\n</listPerson>\n</particDesc>\n")
    out += _correspondence(record, h)
    out.append("</profileDesc>\n")
    return out


def _person(person: Person) -> str:
    labels = "".join(element("persName", label, type="label") for label in person.labels)
    if person.kind == "group":
        return f'<personGrp xml:id="{attribute(person.id)}">{labels}</personGrp>'
    same = f' sameAs="{attribute(person.same_as)}"' if person.same_as else ""
    return f'<person xml:id="{attribute(person.id)}"{same}>{element("persName", person.name)}{labels}</person>'


def _correspondence(record: Record, h: Header) -> list[str]:
    """Sender and addressee of a cable or letter, by the rules of CMIF (Correspondence Metadata Interchange)."""
    if not (record.senders or record.addressees):
        return []
    out = ["<correspDesc>\n"]
    if record.senders:
        sent = "".join(map(_correspondent, record.senders))
        if record.place:
            sent += element("placeName", record.place)
        if h.date is not None and h.date.attributes:
            sent += f"<date{attributes(h.date.attributes)}>{escape(h.date.printed)}</date>"
        out.append(f'<correspAction type="sent">{sent}</correspAction>\n')
    if record.addressees:
        received = "".join(map(_correspondent, record.addressees))
        out.append(f'<correspAction type="received">{received}</correspAction>\n')
    out.append("</correspDesc>\n")
    return out


def _correspondent(who: Correspondent) -> str:
    return element("persName", who.name, ref=f"#{who.person}") if who.person else element("name", who.name)
