"""What pages are made by besides their records: stylesheets, strings and settings, as one digest each.

A stylesheet of the edition changes only the pages that it, or what imports it, makes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diplomata.publish import own_words, sheets
from diplomata.publish.output import digest_of
from diplomata.resources import folder

if TYPE_CHECKING:
    from pathlib import Path

    from diplomata.edition import Edition
    from diplomata.publish.store import Store

RECORD = ("html/record.xsl", "text/record.xsl")
"""The stylesheets of the files of a record."""
REDIRECT = "html/about.xsl"
"""That of the pages at the old addresses of a record, where its folder has changed."""
PAGES = {
    "html/person.xsl": ("person",),
    "html/records.xsl": ("year", "term", "top"),
    "html/terms.xsl": ("top",),
    "html/index.xsl": ("top",),
    "html/search.xsl": ("top",),
    "html/schema.xsl": ("top",),
    "html/about.xsl": ("top",),
}
"""The other stylesheets, and what is marked when one changes."""
EVERYTHING = ("record", "year", "term", "person", "top")
_IMPORTED = re.compile(r"""href\s*=\s*["'](edition|diplomata):([^"']+)""")


class Recipes:
    """The digests of an edition's stylesheets and settings, as they are now.

    ``moved`` says whether its records stood at other addresses before.
    """

    def __init__(self, edition: Edition, *, moved: bool = False) -> None:
        self._edition = edition
        self._of_record = (*RECORD, REDIRECT) if moved else RECORD
        shown = replace(edition, accent="", accent_dark="", records="records", xml="xml", site="site")
        strings = sorted(sheets.strings(edition).items())
        self.settings = digest_of(shown.fingerprint(), repr(strings), sheets.logo_name(edition))
        self._closures = {name: self._closure(name) for name in (*RECORD, *PAGES)}
        self.people = _digest(edition.path("people"))
        assets = (edition.path("xslt") / "html" / "assets", folder("xslt") / "html" / "assets", folder("schema"))
        files = (path for place in assets for path in sorted(place.glob("*")) if path.is_file())
        words = (edition.folder / name for name in own_words.FILES)
        whole = (*words, *([edition.path("logo")] if edition.logo else []), *files)
        look = f"{edition.accent} {edition.accent_dark}"
        self.others = digest_of(look, *map(_digest, whole))

    def of(self, name: str) -> str:
        """What a page depends on that the stylesheet ``name`` makes."""
        return self.settings + self._closures[name]

    @property
    def of_records(self) -> str:
        """What the files of every record depend on."""
        return digest_of(self.settings, self.people, *(self._closures[name] for name in self._of_record))

    @property
    def of_indexes(self) -> str:
        """What the pages of years, terms and persons depend on besides their documents."""
        return digest_of(self.settings, *(self._closures[name] for name in PAGES))

    def mark(self, store: Store) -> bool:
        """Mark everything that is made by another recipe than it was, and remember these; whether there was any."""
        now = {"settings": self.settings, "others": self.others, "people": self.people, **self._closures}
        changed = {name for name, digest in now.items() if store.fact(f"recipe {name}") != digest}
        for name in changed:
            kinds = EVERYTHING if name == "settings" else PAGES.get(name, ("top",))
            for kind in {*kinds, "record"} if name in self._of_record else kinds:
                store.mark_all(kind)
            store.set_fact(f"recipe {name}", now[name])
        return bool(changed)

    def _closure(self, name: str) -> str:
        """A digest of a stylesheet and of all that it imports."""
        seen: dict[tuple[str, str], str] = {}
        waiting = [("edition", name)]
        while waiting:
            scheme, name = address = waiting.pop()
            own = self._edition.path("xslt") / name
            path = own if scheme == "edition" and own.is_file() else folder("xslt") / name
            if address in seen or not path.is_file():
                continue
            text = path.read_text("utf-8", errors="replace")
            seen[address] = text
            waiting += _IMPORTED.findall(text)
        return digest_of(*(f"{scheme}:{name}\0{text}" for (scheme, name), text in sorted(seen.items())))


def _digest(path: Path) -> str:
    return digest_of(path.name, path.read_bytes()) if path.is_file() else ""
