"""Stylesheets compiled once a process, with the strings and the settings of an edition inlined.

Our stylesheets import each other as ``edition:html/voices.xsl``: the edition's own file of that name
where it has one, ours where not. ``diplomata:html/voices.xsl`` is always ours, so that an edition's file
can import the one that it replaces and override a single template. Two more names are made here:
``diplomata:strings`` (a variable ``$s-<key>`` for every interface string) and ``diplomata:edition``.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from lxml import etree

from diplomata import __version__
from diplomata.errors import SettingsError
from diplomata.publish.facts import text_of
from diplomata.resources import folder
from diplomata.tei.namespace import XML_LANG, safe_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diplomata.edition import Edition

XSL = "http://www.w3.org/1999/XSL/Transform"
GENERATOR = f"Diplomata {__version__}"
FALLBACK_LANGUAGE = "en"

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
"""Nothing inline, nothing from another host."""
SEARCH_POLICY = CONTENT_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""The search page alone runs WebAssembly."""

_DENY_ALL = etree.XSLTAccessControl.DENY_ALL  # type: ignore[attr-defined]
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "yi", "ps", "dv", "ug"}


def strings(edition: Edition) -> dict[str, str]:
    """The interface strings in the edition's language: ours, then the edition's own, English where both lack one."""
    wanted = edition.language
    languages = list(dict.fromkeys((FALLBACK_LANGUAGE, wanted.partition("-")[0], wanted)))
    found: dict[str, str] = {}
    for place in (folder("xslt"), edition.path("xslt")):
        for language in languages:
            found.update(_strings_of(place / "strings" / f"{language}.xml"))
    return found


def _strings_of(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        root = etree.parse(str(path), safe_parser()).getroot()
    except etree.XMLSyntaxError as error:
        raise SettingsError(f"{path}: the strings are no well-formed XML: {error}") from error
    return {str(s.get("key")): text_of(s) for s in root.iter("string") if s.get("key")}


def languages_shipped() -> list[str]:
    """The languages whose interface strings come with the program."""
    paths = (folder("xslt") / "strings").glob("*.xml")
    return sorted(str(etree.parse(str(path), safe_parser()).getroot().get(XML_LANG)) for path in paths)


def literal(text: str) -> str:
    """``text`` as an XPath expression, whatever quotation marks it has."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = ', "\'", '.join(f"'{part}'" for part in text.split("'"))
    return f"concat({parts})"


def _variables(values: Mapping[str, str], templates: Iterable[etree._Element] = ()) -> bytes:
    sheet = etree.Element(f"{{{XSL}}}stylesheet", version="1.0", nsmap={"xsl": XSL})
    for name, value in values.items():
        etree.SubElement(sheet, f"{{{XSL}}}variable", name=name, select=literal(value))
    sheet.extend(templates)
    return etree.tostring(sheet)


def _kind_names(found: Mapping[str, str]) -> etree._Element:
    """The template ``kind-name``: the word for a kind of record, by its id."""
    template = etree.Element(f"{{{XSL}}}template", name="kind-name")
    etree.SubElement(template, f"{{{XSL}}}param", name="kind")
    choose = etree.SubElement(template, f"{{{XSL}}}choose")
    for key, value in found.items():
        if key.startswith("kind-"):
            when = etree.SubElement(choose, f"{{{XSL}}}when", test=f"$kind = {literal(key[5:])}")
            etree.SubElement(when, f"{{{XSL}}}value-of", select=literal(value))
    otherwise = etree.SubElement(choose, f"{{{XSL}}}otherwise")
    etree.SubElement(otherwise, f"{{{XSL}}}value-of", select="$kind")
    return template


def edition_stamp(edition: Edition, found: Mapping[str, str]) -> str:
    """Version, status and date of the edition as every page shows them: ``Version 1.2, draft, 2026-03-01``."""
    parts = [f"{found['version']} {edition.version}"] if edition.version else []
    parts.append(found.get(f"status-{edition.status}", edition.status))
    if edition.date:
        parts.append(edition.date)
    stamp = ", ".join(parts)
    return stamp[:1].upper() + stamp[1:]


def edition_values(edition: Edition, found: Mapping[str, str], policy: str) -> dict[str, str]:
    """The variables of ``diplomata:edition``."""
    primary = edition.language.partition("-")[0].lower()
    return {
        "language": edition.language,
        "direction": "rtl" if primary in _RIGHT_TO_LEFT else "ltr",
        "content-policy": policy,
        "generator": GENERATOR,
        "edition-title": edition.title or found["untitled-edition"],
        "edition-subtitle": edition.subtitle,
        "edition-description": edition.description,
        "edition-publisher": edition.publisher,
        "edition-editors": ", ".join(edition.editors),
        "edition-stamp": edition_stamp(edition, found),
        "edition-url": edition.url,
        "licence": (edition.licence or edition.licence_url).rstrip("."),
        "licence-url": edition.licence_url,
        "logo": logo_name(edition),
    }


def logo_name(edition: Edition) -> str:
    """Where the edition's logo stands in the site, or nothing when it has none."""
    if not edition.logo or not edition.path("logo").is_file():
        return ""
    suffix = PurePosixPath(edition.logo).suffix.lower()
    return f"assets/logo{suffix}" if re.fullmatch(r"\.(svg|png|jpe?g|webp|gif|avif)", suffix) else ""


def _strings_used(edition: Edition, address: str, seen: set[str]) -> set[str]:
    """The keys of the strings that a stylesheet and all that it imports use."""
    path = _place_of(edition, address)
    if address in seen or path is None:
        return set()
    seen.add(address)
    text = path.read_text("utf-8", errors="replace")
    used = set(re.findall(r"\$s-([\w.-]+)", text))
    for imported in re.findall(r"""href\s*=\s*["']((?:edition|diplomata):[^"']+)""", text):
        used |= _strings_used(edition, imported, seen)
    return used


def _place_of(edition: Edition, address: str) -> Path | None:
    """The file of a stylesheet that is named by ``edition:`` or ``diplomata:``, or ``None``."""
    scheme, _, name = address.partition(":")
    if scheme not in ("edition", "diplomata") or ".." in PurePosixPath(name).parts or name.startswith("/"):
        return None
    places = (edition.path("xslt"), folder("xslt")) if scheme == "edition" else (folder("xslt"),)
    return next((place / name for place in places if (place / name).is_file()), None)


class _Resolver(etree.Resolver):
    """Gives libxslt the stylesheets that are named by ``edition:`` and ``diplomata:``."""

    def __init__(self, edition: Edition, made: Mapping[str, bytes]) -> None:
        self._edition = edition
        self._made = made

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # type: ignore[override]
        address = system_url or ""
        made = self._made.get(address.removeprefix("diplomata:")) if address.startswith("diplomata:") else None
        if made is not None:
            return self.resolve_string(made, context, base_url=address)
        path = _place_of(self._edition, address)
        return None if path is None else self.resolve_filename(str(path), context)  # type: ignore[attr-defined]


def compile_sheet(edition: Edition, name: str, *, policy: str = CONTENT_POLICY) -> etree.XSLT:
    """The stylesheet ``name`` (such as ``html/record.xsl``), the edition's own where it has one.

    It can neither read nor write files, nor use the network. Raises
    :class:`~diplomata.errors.SettingsError` when a stylesheet of the edition is wrong.
    """
    found = strings(edition)
    # Every variable is evaluated for every page: those that no stylesheet of this one uses are left out.
    used = _strings_used(edition, f"edition:{name}", set())
    made = {
        "strings": _variables({f"s-{k}": v for k, v in found.items() if k in used}, [_kind_names(found)]),
        "edition": _variables(edition_values(edition, found, policy)),
    }
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(_Resolver(edition, made))
    path = _place_of(edition, f"edition:{name}") or folder("xslt") / name
    try:
        document = etree.parse(str(path), parser)
        return etree.XSLT(document, access_control=_DENY_ALL)
    except (etree.XSLTParseError, etree.XMLSyntaxError) as error:
        raise SettingsError(f"{path}: the stylesheet cannot be used: {error}") from error
