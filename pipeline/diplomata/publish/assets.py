"""What all pages share: the style sheet, the script, the icon, and the edition's own colours and logo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplomata.publish.colours import accents
from diplomata.publish.sheets import logo_name
from diplomata.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diplomata.edition import Edition


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every asset. A file of the edition's own ``xslt/html/assets/`` goes before ours."""
    found = {}
    for place in (folder("xslt"), edition.path("xslt")):
        for path in sorted((place / "html" / "assets").glob("*")):
            if path.is_file() and not path.name.startswith("."):
                found[path.name] = path
    for name, path in sorted(found.items()):
        yield f"assets/{name}", path.read_bytes()
    for name in ("diplomata.xsd", "xml.xsd", "diplomata.sch", "diplomata.odd"):
        path = folder("schema") / name
        if path.is_file():
            yield f"schema/{name}", path.read_bytes()
    yield "assets/edition.css", edition_css(edition).encode()
    if logo_name(edition):
        yield logo_name(edition), edition.path("logo").read_bytes()


def edition_css(edition: Edition) -> str:
    """The edition's accent colours as CSS, each a shade that can be read on its page."""
    rules = ["/* The colours of this edition, from its settings. */"]
    for accent in accents(edition):
        colour = accent.wanted if accent.fits and "/" not in accent.wanted else accent.shown
        rule = f":root {{ --accent: {colour}; }}"
        rules.append(rule if accent.scheme == "light" else f"@media (prefers-color-scheme: dark) {{ {rule} }}")
    return "\n".join(rules) + "\n"
