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
from diplomata.publish.inline import XSL, declared, inline, literal
from diplomata.publish.literal import Uses, uses, write_out
from diplomata.publish.names import enumerated, in_a_bibliography
from diplomata.publish.reading import text_of
from diplomata.publish.sheet_faults import fault_in, faults_of, read_sheet, wrong
from diplomata.resources import folder
from diplomata.tei.namespace import XML_LANG, safe_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diplomata.edition import Edition

GENERATOR = f"Diplomata {__version__}"
FALLBACK_LANGUAGE = "en"

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
"""Nothing inline, nothing from another host."""
SEARCH_POLICY = CONTENT_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""The search page alone runs WebAssembly."""

_MADE_HERE = ("diplomata:strings", "diplomata:edition")
_IMPORTED = re.compile(r"""href\s*=\s*["']((?:edition|diplomata):[^"']+)""")
_USED = re.compile(r"\$([\w.-]+)")
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


def _creators(edition: Edition) -> etree._Element:
    """The template ``edition-creators``: an element of Dublin Core for each editor."""
    template = etree.Element(f"{{{XSL}}}template", name="edition-creators")
    for name in edition.editors:
        # What stands in braces would be an expression.
        content = name.replace("{", "{{").replace("}", "}}")
        etree.SubElement(template, "meta", name="DC.creator", content=content)
    return template


def edition_stamp(edition: Edition, found: Mapping[str, str]) -> str:
    """Version, status and date of the edition as every page shows them: ``Version 1.2, draft, 2026-03-01``."""
    version = f"{found['version']} {edition.version}" if edition.version else ""
    status = found.get(f"status-{edition.status}", edition.status)
    stamp = ", ".join([part for part in (version, status, edition.date) if part])
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
        "edition-editors": enumerated(edition.editors, found),
        "edition-editors-cited": in_a_bibliography(edition.editors, found),
        "edition-stamp": edition_stamp(edition, found),
        "edition-url": edition.url,
        "edition-date": edition.date,
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


def own_sheets(edition: Edition, name: str) -> list[Path]:
    """The edition's own files among those that the stylesheet ``name`` is made of."""
    return [path for path in _paths(edition, f"edition:{name}", {}).values() if not _is_ours(path)]


def _paths(edition: Edition, address: str, found: dict[str, Path]) -> dict[str, Path]:
    """The files of a stylesheet and of all that it imports, by the address that names each."""
    path = _place_of(edition, address)
    if address not in found and path is not None:
        found[address] = path
        for imported in _IMPORTED.findall(path.read_text("utf-8", errors="replace")):
            _paths(edition, imported, found)
    return found


def _place_of(edition: Edition, address: str) -> Path | None:
    """The file of a stylesheet that is named by ``edition:`` or ``diplomata:``, or ``None``."""
    scheme, _, name = address.partition(":")
    if scheme not in ("edition", "diplomata") or ".." in PurePosixPath(name).parts or name.startswith("/"):
        return None
    places = (edition.path("xslt"), folder("xslt")) if scheme == "edition" else (folder("xslt"),)
    return next((place / name for place in places if (place / name).is_file()), None)


class _Resolver(etree.Resolver):
    """Gives libxslt the stylesheets that are named by ``edition:`` and ``diplomata:``."""

    def __init__(
        self, edition: Edition, made: Mapping[str, bytes], constants: Mapping[str, str], found: Uses | None
    ) -> None:
        self._edition = edition
        self._made = made
        self._constants = constants
        self._uses = found

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # type: ignore[override]
        address = system_url or ""
        made = self._made.get(address.removeprefix("diplomata:")) if address.startswith("diplomata:") else None
        if made is not None:
            return self.resolve_string(made, context, base_url=address)
        path = _place_of(self._edition, address)
        if path is None:
            return None
        return self.resolve_string(_sheet(path, self._constants, self._uses), context, base_url=str(path))


def _sheet(path: Path, constants: Mapping[str, str], found: Uses | None) -> bytes:
    """The bytes of a stylesheet, what is constant put into ours. An edition's stays: errors name its lines."""
    data = path.read_bytes()
    if not _is_ours(path):
        return data
    sheet = etree.fromstring(data, safe_parser())
    inline(sheet, constants)
    if found is not None:
        write_out(sheet, found)
    return etree.tostring(sheet)


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(folder("xslt"))


def _constant(
    sheets: Mapping[Path, etree._Element], values: Mapping[str, str], params: Iterable[str]
) -> dict[str, str]:
    """Those of ``values`` that no stylesheet gives another value to. ``params`` are declared by ours."""
    found = dict(values)
    for path, sheet in sheets.items():
        names = declared(sheet)
        for name in names.difference(params) if _is_ours(path) else names:
            found.pop(name, None)
    return found


def compile_sheet(
    edition: Edition, name: str, *, policy: str = CONTENT_POLICY, params: Mapping[str, str] | None = None
) -> etree.XSLT:
    """The stylesheet ``name`` (such as ``html/record.xsl``), the edition's own where it has one.

    It can neither read nor write files, nor use the network. ``params`` are those that have the same value
    whenever it is used. Raises :class:`~diplomata.errors.SettingsError` when a stylesheet of the edition is wrong.
    """
    found = strings(edition)
    paths = _paths(edition, f"edition:{name}", {}).values()
    path = _place_of(edition, f"edition:{name}") or folder("xslt") / name
    words = {f"s-{key}": value for key, value in found.items()}
    settings = edition_values(edition, found, policy)
    trees = _trees(edition, paths)
    constants = _constant(trees, {**words, **settings, **(params or {})}, params or ())
    # Every variable is evaluated for every page: those that are constant everywhere are left out.
    needed: set[str] = set()
    for each in paths:
        names = set(_USED.findall(each.read_text("utf-8", errors="replace")))
        needed |= names.difference(constants) if _is_ours(each) else names
    made = {
        "strings": _variables({k: v for k, v in words.items() if k in needed}, [_kind_names(found)]),
        "edition": _variables({k: v for k, v in settings.items() if k in needed}, [_creators(edition)]),
    }
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    # The blocks of the text edition are read as a tree; pages are written at once.
    used = uses(trees.values()) if name.startswith("html/") else None
    parser.resolvers.add(_Resolver(edition, made, constants, used))
    try:
        document = etree.fromstring(_sheet(path, constants, used), parser, base_url=str(path))
        return etree.XSLT(document, access_control=_DENY_ALL)
    except (etree.XSLTParseError, etree.XMLSyntaxError) as error:
        raise wrong([fault_in(error, own_sheets(edition, name))]) from error


def _trees(edition: Edition, paths: Iterable[Path]) -> dict[Path, etree._Element]:
    """The stylesheets at ``paths``. Raises :class:`~diplomata.errors.SettingsError` for mistakes in the edition's."""
    trees = {path: read_sheet(path) for path in paths}
    own = {path: tree for path, tree in trees.items() if not _is_ours(path)}

    def there(address: str) -> bool:
        return address in _MADE_HERE or _place_of(edition, address) is not None

    faults = [fault for path, tree in own.items() for fault in faults_of(path, tree, there)]
    if faults:
        raise wrong(faults)
    return trees
