"""How to cite a record: Chicago in words, BibTeX, RIS, CSL-JSON, and schema.org.

Chicago is written here and not by citeproc-py: that takes some 40 ms a record, where these lines take 0.1, and brings
no Chicago style of its own, which would have to be kept here beside it. What is written here is read back in the
tests by bibtexparser, rispy and citeproc-py.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diplomata.publish.addresses import RECORDS, address_of
from diplomata.publish.sheets import edition_stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts


_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NO_KEY = re.compile(r"[^A-Za-z0-9_.:-]")
_JSON = json.JSONEncoder(ensure_ascii=False)
_TIGHT_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class _Imprint:
    """What the citations of all records of an edition have in common, worked out once."""

    edition: Edition
    strings: Mapping[str, str]
    stamp: str
    book: str
    """The edition as Chicago names it."""
    collection: str
    """The edition as schema.org names it, in JSON."""
    records: str
    """The address of the folder of all records, empty where they are in several or the edition has none."""


_known: _Imprint | None = None
"""That of the edition of which a record was last cited: in one process it is nearly always the same."""


def _imprint(edition: Edition, strings: Mapping[str, str]) -> _Imprint:
    global _known
    if _known is not None and _known.edition is edition and _known.strings is strings:
        return _known
    stamp = edition_stamp(edition, strings)
    book = edition.title or strings["untitled-edition"]
    if edition.editors:
        book += f", {strings['ed']} {', '.join(edition.editors)}"
    details = ": ".join(p for p in (edition.publisher, stamp[:1].lower() + stamp[1:]) if p)
    book = f"{strings['in']} {book} ({details})"
    records = f"{edition.url}/{RECORDS}/" if edition.url and not edition.folders else ""
    collection = _TIGHT_JSON.encode(_collection(edition))
    _known = _Imprint(edition, strings, stamp, book, collection, records)
    return _known


def _url(facts: Facts, imprint: _Imprint) -> str:
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


def chicago(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> str:
    """A note in the manner of the Chicago Manual for an archival document in an edition."""
    parts = [f"“{facts.title},”" if not facts.title.endswith(("?", "!")) else f"“{facts.title}”"]
    head = f"{', '.join(facts.authors)}, " if facts.authors else ""
    middle = [p for p in (facts.printed_date, archive_line(facts)) if p]
    if facts.translators:
        middle.append(f"{strings['trans']} {' & '.join(facts.translators)}")
    imprint = _imprint(edition, strings)
    middle.append(imprint.book)
    if facts.number:
        middle.append(f"{strings['record'].lower()} {facts.number}")
    url = _url(facts, imprint)
    if url:
        middle.append(url)
    # A name in Arabic or Hebrew would draw the numbers and points after it to its own direction.
    return f"{_bounded(head + parts[0])} {', '.join(map(_bounded, middle))}."


def chicago_of_page(heading: str, name: str, edition: Edition, strings: Mapping[str, str]) -> str:
    """The same for another page of the edition: its heading, and ``name`` from the top of the site."""
    url = (f"{edition.url}/{name}",) if edition.url else ()
    return f"{_bounded(f'“{heading},”')} {', '.join((_bounded(_imprint(edition, strings).book), *url))}."


def _bounded(text: str) -> str:
    """``text``, closed by a left-to-right mark where it has letters that run from right to left."""
    return f"{text}\u200e" if not text.isascii() and _RIGHT_TO_LEFT.search(text) else text


def _date_parts(facts: Facts) -> list[list[int]]:
    values = [facts.when] if facts.when else [facts.not_before, facts.not_after]
    return [[int(p) for p in v.split("-")] for v in values if _DATE.fullmatch(v)]


def csl(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> dict[str, Any]:
    """One item of CSL-JSON, of the type ``manuscript``."""
    item: dict[str, Any] = {"id": facts.id, "type": "manuscript", "title": facts.title}
    if facts.authors:
        item["author"] = [{"literal": name} for name in facts.authors]
    if facts.translators:
        item["translator"] = [{"literal": name} for name in facts.translators]
    dates = _date_parts(facts)
    if dates:
        item["issued"] = {"date-parts": dates}
    elif facts.date:
        item["issued"] = {"literal": facts.date}
    if facts.archives:
        item["archive"] = "; ".join(dict.fromkeys(a.name for a in facts.archives if a.name))
        item["archive_location"] = "; ".join(a.reference for a in facts.archives if a.reference)
    imprint = _imprint(edition, strings)
    values = {
        "genre": facts.kind and strings.get(f"kind-{facts.kind}", facts.kind),
        "container-title": edition.title,
        "publisher": facts.publisher or edition.publisher,
        "version": imprint.stamp,
        "number": facts.number,
        "language": facts.language,
        "URL": _url(facts, imprint),
    }
    item.update({key: value for key, value in values.items() if value})
    return item


def csl_text(item: Mapping[str, Any]) -> str:
    """One item as a file of CSL-JSON, a field a line (which the indentation of ``json`` does ten times slower)."""
    rows = [f'  "{key}": {_json(value)}' for key, value in item.items()]
    return "[{\n" + ",\n".join(rows) + "\n}]"


def _json(value: Any) -> str:
    """A value as JSON: the encoder of ``json`` is made anew for every list, which costs more than the list."""
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join([f'"{key}": {_json(each)}' for key, each in value.items()]) + "}"
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    """A string of JSON; most have nothing to escape, which is sooner seen than escaped."""
    return f'"{text}"' if text.isprintable() and '"' not in text and "\\" not in text else _JSON.encode(text)


_TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)
_NEEDS_TEX = re.compile(r"[&%$#_{}~^\\]")


def _tex(text: str) -> str:
    return text.translate(_TEX) if _NEEDS_TEX.search(text) else text


def bibtex(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> str:
    """One entry of BibLaTeX; BibTeX reads it too."""
    imprint = _imprint(edition, strings)
    dates = [facts.when] if facts.when else [d for d in (facts.not_before, facts.not_after) if d]
    values = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in facts.authors),
        "title": f"{{{_tex(facts.title)}}}",
        "date": "/".join(dates),
        "year": facts.year,
        "translator": " and ".join(f"{{{_tex(name)}}}" for name in facts.translators),
        "library": _tex(archive_line(facts)),
        "howpublished": _tex(edition.title),
        "publisher": _tex(facts.publisher or edition.publisher),
        "version": _tex(imprint.stamp),
        "number": _tex(facts.number),
        "langid": facts.language,
        "url": _url(facts, imprint).replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in values.items() if value and value != "{}"]
    key = _NO_KEY.sub("-", facts.id)
    return "\n".join((f"@misc{{{key},", *lines, "}"))


def ris(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> str:
    """One reference of RIS, of the type ``MANSCPT``."""
    imprint = _imprint(edition, strings)
    rows = [("TY", "MANSCPT"), ("TI", facts.title)]
    rows += [("AU", name) for name in facts.authors]
    rows += [("A4", name) for name in facts.translators]
    start = [*facts.start.split("-"), "", ""][:3]
    rows += [
        ("PY", facts.year),
        ("DA", "/".join((*start, "")) if facts.start else ""),
        ("AV", archive_line(facts)),
        ("T2", edition.title),
        ("PB", facts.publisher or edition.publisher),
        ("ET", imprint.stamp),
        ("M1", facts.number),
        ("LA", facts.language),
        ("AB", facts.summary),
        ("UR", _url(facts, imprint)),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\n".join((*lines, "ER  - "))


def json_in_html(value: Any) -> str:
    """``value`` as JSON that can stand in a script element: it has no ``<``, ``>`` or ``&``."""
    return _in_html(_TIGHT_JSON.encode(value))


def _in_html(text: str) -> str:
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def schema_org(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> str:
    """The record as schema.org sees it, in JSON: an archive component, published as part of a collection.

    It can stand in a script element, as that of :func:`json_in_html` can.
    """
    imprint, said = _imprint(edition, strings), _quoted
    url = record_url(edition, facts.id)
    date = facts.when or "/".join([d for d in (facts.not_before, facts.not_after) if d])
    licence = facts.licence_url if facts.licence_url.startswith(("http://", "https://")) else ""
    words = (
        ("@id", url),
        ("url", url),
        ("identifier", facts.number),
        ("dateCreated", date),
        ("abstract", facts.summary),
        ("inLanguage", facts.language),
    )
    things = (
        ("author", "Person", facts.authors),
        ("translator", "Person", facts.translators),
        ("mentions", "Person", [m.name for m in facts.people if m.kind == "person"]),
        ("keywords", "", facts.subjects),
        ("contentLocation", "Place", facts.places),
        ("holdingArchive", "ArchiveOrganization", _names(facts)),
    )
    rows = [f'"name":{said(facts.title)}', *[f'"{key}":{said(value)}' for key, value in words if value]]
    for key, kind, names in things:
        if names:
            each = [f'{{"@type":"{kind}","name":{said(name)}}}' if kind else said(name) for name in names]
            rows.append(f'"{key}":[{",".join(each)}]')
    if facts.publisher:
        rows.append(f'"publisher":{{"@type":"Organization","name":{said(facts.publisher)}}}')
    if licence:
        rows.append(f'"license":{said(licence)}')
    files = ((".xml", "application/tei+xml"), (".txt", "text/plain"))
    each = [
        f'{{"@type":"MediaObject","contentUrl":{said(facts.id + suffix)},"encodingFormat":"{kind}"}}'
        for suffix, kind in files
    ]
    rows += (f'"isPartOf":{imprint.collection}', f'"encoding":[{",".join(each)}]')
    head = '{"@context":"https://schema.org","@type":["ArchiveComponent","CreativeWork"],'
    return _in_html(f"{head}{','.join(rows)}}}")


def _names(facts: Facts) -> list[str]:
    return list(dict.fromkeys(a.name for a in facts.archives if a.name))


def _collection(edition: Edition) -> dict[str, Any]:
    values = {"name": edition.title, "url": edition.url, "version": edition.version}
    return {"@type": "Collection", **{key: value for key, value in values.items() if value}}


def collection(edition: Edition) -> dict[str, Any]:
    """The edition as schema.org sees it."""
    values = {
        "description": edition.description,
        "editor": [{"@type": "Person", "name": name} for name in edition.editors],
        "publisher": {"@type": "Organization", "name": edition.publisher} if edition.publisher else None,
        "license": edition.licence_url,
        "inLanguage": edition.language,
        "datePublished": edition.date,
    }
    found = {key: value for key, value in values.items() if value}
    return {"@context": "https://schema.org", **_collection(edition), **found}
