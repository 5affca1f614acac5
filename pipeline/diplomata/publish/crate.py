"""``ro-crate-metadata.json``: the edition described for deposit in a repository (RO-Crate 1.1).

It is one fixed list of a few entities, written as JSON: the library rocrate would bring five more packages (an HTTP
client and Jinja among them) and a second of start, and stamps the time of the run. It reads the file back in tests.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diplomata.publish.sheets import GENERATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diplomata.edition import Edition

DESCRIBED = {
    "index.html": ("text/html", "The start page of the edition"),
    "tei.zip": ("application/zip", "The TEI of every record"),
    "edition.txt": ("text/plain", "The text edition of every record"),
    "corpus.jsonl": ("application/jsonl", "Every paragraph and note, with speaker and date"),
    "catalog.csv": ("text/csv", "The facts of every record"),
    "catalog.json": ("application/json", "The facts of every record"),
    "references.bib": ("application/x-bibtex", "A reference to every record"),
    "references.ris": ("application/x-research-info-systems", "A reference to every record"),
    "references.json": ("application/vnd.citationstyles.csl+json", "A reference to every record"),
    "cmif.xml": ("application/tei+xml", "Who wrote to whom, when and where"),
}
"""The files of the whole edition, with their form and what they are."""


def crate(edition: Edition, names: Iterable[str], *, records: bool = True) -> str:
    """The metadata of the crate. ``names`` are the files of the site; those of the whole are described.

    ``records`` says whether there is any.
    """
    present = set(names)
    folder = {"@id": "records/", "@type": "Dataset", "name": "The records: HTML, TEI and text of each"}
    parts = [folder] if records else []
    files = [name for name in DESCRIBED if name in present]
    people: list[dict[str, Any]] = [
        {"@id": f"#editor-{number}", "@type": "Person", "name": name}
        for number, name in enumerate(edition.editors, 1)
    ]
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": edition.title or "Untitled edition",
        "description": edition.description
        or edition.subtitle
        or edition.title
        or "A TEI edition of archival records",
        "datePublished": edition.date or None,
        "version": edition.version,
        "inLanguage": edition.language,
        "url": edition.url,
        "license": {"@id": edition.licence_url} if edition.licence_url else edition.licence,
        "publisher": {"@id": "#publisher"} if edition.publisher else None,
        "author": [{"@id": person["@id"]} for person in people],
        "hasPart": [{"@id": name} for name in (*files, *(part["@id"] for part in parts))],
    }
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        },
        {key: value for key, value in root.items() if value},
        *parts,
        *people,
    ]
    if edition.publisher:
        graph.append({"@id": "#publisher", "@type": "Organization", "name": edition.publisher})
    if edition.licence_url:
        graph.append({"@id": edition.licence_url, "@type": "CreativeWork", "name": edition.licence or "Licence"})
    for name in files:
        form, what = DESCRIBED[name]
        graph.append({"@id": name, "@type": "File", "name": what, "encodingFormat": form})
    graph.append({"@id": "#diplomata", "@type": "SoftwareApplication", "name": GENERATOR})
    value = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
