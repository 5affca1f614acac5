"""How to cite a record: Chicago in words, BibTeX, RIS, CSL-JSON, and schema.org.

Chicago is written here and not by citeproc-py: that takes some 40 ms a record, where these lines take 0.1, and brings
no Chicago style of its own, which would have to be kept here beside it. What is written here is read back in the
tests by bibtexparser, rispy and citeproc-py.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from diplomata.publish.addresses import address_of
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


def record_url(edition: Edition, identifier: str) -> str:
    """The address of a record's page, empty when the edition has no address."""
    return f"{edition.url}/{address_of(edition, identifier)}" if edition.url else ""


def archive_line(facts: Facts) -> str:
    """Archive and reference of the original, or of each of several."""
    return "; ".join(", ".join(p for p in (a.repository or a.institution, a.reference) if p) for a in facts.archives)


def chicago(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> str:
    """A note in the manner of the Chicago Manual for an archival document in an edition."""
    parts = [f"“{facts.title},”" if not facts.title.endswith(("?", "!")) else f"“{facts.title}”"]
    head = f"{', '.join(facts.authors)}, " if facts.authors else ""
    middle = [p for p in (facts.printed_date, archive_line(facts)) if p]
    if facts.translators:
        middle.append(f"{strings['trans']} {' & '.join(facts.translators)}")
    book = edition.title or strings["untitled-edition"]
    if edition.editors:
        book += f", {strings['ed']} {', '.join(edition.editors)}"
    stamp = edition_stamp(edition, strings)
    details = ": ".join(p for p in (edition.publisher, stamp[:1].lower() + stamp[1:]) if p)
    middle.append(f"{strings['in']} {book} ({details})")
    if facts.number:
        middle.append(f"{strings['record'].lower()} {facts.number}")
    url = record_url(edition, facts.id) or facts.address
    if url:
        middle.append(url)
    # A name in Arabic or Hebrew would draw the numbers and points after it to its own direction.
    return f"{_bounded(head + parts[0])} {', '.join(map(_bounded, middle))}."


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
    values = {
        "genre": facts.kind and strings.get(f"kind-{facts.kind}", facts.kind),
        "container-title": edition.title,
        "publisher": facts.publisher or edition.publisher,
        "version": edition_stamp(edition, strings),
        "number": facts.number,
        "language": facts.language,
        "URL": record_url(edition, facts.id) or facts.address,
    }
    item.update({key: value for key, value in values.items() if value})
    return item


def csl_text(item: Mapping[str, Any]) -> str:
    """One item as a file of CSL-JSON, a field a line (which the indentation of ``json`` does ten times slower)."""
    rows = [f'  "{key}": {_JSON.encode(value)}' for key, value in item.items()]
    return "[{\n" + ",\n".join(rows) + "\n}]"


_TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)
_NEEDS_TEX = re.compile(r"[&%$#_{}~^\\]")


def _tex(text: str) -> str:
    return text.translate(_TEX) if _NEEDS_TEX.search(text) else text


def bibtex(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> str:
    """One entry of BibLaTeX; BibTeX reads it too."""
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
        "version": _tex(edition_stamp(edition, strings)),
        "number": _tex(facts.number),
        "langid": facts.language,
        "url": (record_url(edition, facts.id) or facts.address).replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in values.items() if value and value != "{}"]
    key = _NO_KEY.sub("-", facts.id)
    return "\n".join((f"@misc{{{key},", *lines, "}"))


def ris(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> str:
    """One reference of RIS, of the type ``MANSCPT``."""
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
        ("ET", edition_stamp(edition, strings)),
        ("M1", facts.number),
        ("LA", facts.language),
        ("AB", facts.summary),
        ("UR", record_url(edition, facts.id) or facts.address),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\n".join((*lines, "ER  - "))


def json_in_html(value: Any) -> str:
    """``value`` as JSON that can stand in a script element: it has no ``<``, ``>`` or ``&``."""
    text = _TIGHT_JSON.encode(value)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def schema_org(facts: Facts, edition: Edition) -> dict[str, Any]:
    """The record as schema.org sees it: an archive component, published as part of a collection."""
    url = record_url(edition, facts.id)
    item: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["ArchiveComponent", "CreativeWork"],
        "name": facts.title,
    }
    values: dict[str, Any] = {
        "@id": url,
        "url": url,
        "identifier": facts.number,
        "dateCreated": facts.when or "/".join(d for d in (facts.not_before, facts.not_after) if d),
        "abstract": facts.summary,
        "inLanguage": facts.language,
        "author": [{"@type": "Person", "name": n} for n in facts.authors],
        "translator": [{"@type": "Person", "name": n} for n in facts.translators],
        "mentions": [{"@type": "Person", "name": m.name} for m in facts.people if m.kind == "person"],
        "keywords": list(facts.subjects),
        "contentLocation": [{"@type": "Place", "name": n} for n in facts.places],
        "holdingArchive": [{"@type": "ArchiveOrganization", "name": n} for n in _names(facts)],
        "publisher": {"@type": "Organization", "name": facts.publisher} if facts.publisher else None,
        "license": facts.licence_url if facts.licence_url.startswith(("http://", "https://")) else "",
        "isPartOf": _collection(edition),
        "encoding": [
            {"@type": "MediaObject", "contentUrl": f"{facts.id}.xml", "encodingFormat": "application/tei+xml"},
            {"@type": "MediaObject", "contentUrl": f"{facts.id}.txt", "encodingFormat": "text/plain"},
        ],
    }
    item.update({key: value for key, value in values.items() if value})
    return item


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
