"""What schema.org calls things, as JSON-LD: a record, the edition, a page of it."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from diplomata.publish.citations import record_url
from diplomata.publish.references import quoted

if TYPE_CHECKING:
    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts

_TIGHT_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def json_in_html(value: Any) -> str:
    """``value`` as JSON that can stand in a script element: it has no ``<``, ``>`` or ``&``."""
    return _in_html(_TIGHT_JSON.encode(value))


def _in_html(text: str) -> str:
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def record(facts: Facts, edition: Edition) -> str:
    """The record as schema.org sees it, in JSON: an archive component, published as part of a collection.

    It can stand in a script element, as that of :func:`json_in_html` can.
    """
    said = quoted
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
    rows += (f'"isPartOf":{_collection_of(edition)}', f'"encoding":[{",".join(each)}]')
    head = '{"@context":"https://schema.org","@type":["ArchiveComponent","CreativeWork"],'
    return _in_html(f"{head}{','.join(rows)}}}")


def _names(facts: Facts) -> list[str]:
    return list(dict.fromkeys(a.name for a in facts.archives if a.name))


@lru_cache(maxsize=2)
def _collection_of(edition: Edition) -> str:
    """The edition as its records and pages name it, in JSON."""
    return _TIGHT_JSON.encode(_collection(edition))


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


def page(kind: str, name: str, address: str, edition: Edition) -> str:
    """A page of the edition that is of a ``kind`` of schema.org, in JSON as :func:`json_in_html` gives it."""
    values = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": name,
        "url": address,
        "inLanguage": edition.language,
        "isPartOf": _collection(edition),
    }
    return json_in_html({key: value for key, value in values.items() if value})
