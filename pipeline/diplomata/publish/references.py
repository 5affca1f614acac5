"""References to a record for programs: BibTeX, RIS, CSL-JSON.

What is written here is read back in the tests by bibtexparser, rispy and citeproc-py. The number of a passage is put
in by the script of the page, ``diplomata.js``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from diplomata.publish.citations import address, archive_line, imprint_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diplomata.edition import Edition
    from diplomata.publish.facts import Facts

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_NO_KEY = re.compile(r"[^A-Za-z0-9_.:-]")
_JSON = json.JSONEncoder(ensure_ascii=False)
_BABEL = {
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "fa": "persian", "fi": "finnish",
    "fr": "french", "he": "hebrew", "hr": "croatian", "hu": "hungarian", "hy": "armenian", "is": "icelandic",
    "it": "italian", "ja": "japanese", "ka": "georgian", "ko": "korean", "la": "latin", "lt": "lithuanian",
    "lv": "latvian", "mk": "macedonian", "mn": "mongolian", "nb": "norsk", "nl": "dutch", "nn": "nynorsk",
    "no": "norsk", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak",
    "sl": "slovene", "sq": "albanian", "sr": "serbian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
    "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip
"""How babel, a package of LaTeX, calls a language; biblatex asks for that name."""


def _date_parts(facts: Facts) -> list[list[int]]:
    values = [facts.when] if facts.when else [facts.not_before, facts.not_after]
    return [[int(p) for p in v.split("-")] for v in values if _DATE.fullmatch(v)]


def csl(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> dict[str, Any]:
    """One item of CSL-JSON, of the type ``manuscript``."""
    item: dict[str, Any] = {"id": facts.id, "type": "manuscript", "title": facts.title}
    roles = (("author", facts.authors), ("editor", edition.editors), ("translator", facts.translators))
    for role, names in roles:
        if names:
            item[role] = [{"literal": name} for name in names]
    dates = _date_parts(facts)
    if dates:
        item["issued"] = {"date-parts": dates}
    elif facts.date:
        item["issued"] = {"literal": facts.date}
    if facts.archives:
        item["archive"] = "; ".join(dict.fromkeys(a.name for a in facts.archives if a.name))
        item["archive_location"] = "; ".join(a.reference for a in facts.archives if a.reference)
    imprint = imprint_of(edition, strings)
    values = {
        "genre": facts.kind and strings.get(f"kind-{facts.kind}", facts.kind),
        "container-title": edition.title,
        "publisher": facts.publisher or edition.publisher,
        "version": imprint.stamp,
        "number": facts.number,
        "language": facts.language,
        "URL": address(facts, imprint),
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
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text: str) -> str:
    """A string of JSON; most have nothing to escape, which is sooner seen than escaped."""
    return f'"{text}"' if text.isprintable() and '"' not in text and "\\" not in text else _JSON.encode(text)


_TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)
_NEEDS_TEX = re.compile(r"[&%$#_{}~^\\]")


def _tex(text: str) -> str:
    return text.translate(_TEX) if _NEEDS_TEX.search(text) else text


def _tex_names(names: Iterable[str]) -> str:
    # In braces: a record does not say which part of a name is the surname, nor whether it is a person's.
    return " and ".join([f"{{{_tex(name)}}}" for name in names])


def bibtex(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> str:
    """One entry of BibLaTeX; BibTeX reads it too."""
    imprint = imprint_of(edition, strings)
    dates = [facts.when] if facts.when else [d for d in (facts.not_before, facts.not_after) if d]
    values = {
        "author": _tex_names(facts.authors),
        "title": f"{{{_tex(facts.title)}}}",
        "date": "/".join(dates),
        "year": facts.year,
        "editor": _tex_names(edition.editors),
        "translator": _tex_names(facts.translators),
        "library": _tex(archive_line(facts)),
        "howpublished": _tex(edition.title),
        "publisher": _tex(facts.publisher or edition.publisher),
        "version": _tex(imprint.stamp),
        "number": _tex(facts.number),
        "langid": _BABEL.get(facts.language.partition("-")[0].lower(), ""),
        "url": address(facts, imprint).replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in values.items() if value and value != "{}"]
    key = _NO_KEY.sub("-", facts.id)
    return "\n".join((f"@misc{{{key},", *lines, "}"))


def ris(facts: Facts, edition: Edition, strings: Mapping[str, str]) -> str:
    """One reference of RIS, of the type ``MANSCPT``."""
    imprint = imprint_of(edition, strings)
    rows = [("TY", "MANSCPT"), ("TI", facts.title)]
    rows += [("AU", name) for name in facts.authors]
    rows += [("A2", name) for name in edition.editors]
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
        ("UR", address(facts, imprint)),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\n".join((*lines, "ER  - "))
