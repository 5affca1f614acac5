"""The page about the edition, and the page that is shown for an address that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from diplomata.publish.catalogue import catalogue
from diplomata.publish.context import c
from diplomata.resources import resource
from diplomata.tei.namespace import safe_parser

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diplomata.diagnostics import Diagnostic
    from diplomata.edition import Edition
    from diplomata.publish.output import Output
    from diplomata.publish.queries import Figures

DATA = (
    "tei.zip", "edition.txt", "corpus.jsonl", "catalog.csv", "catalog.json", "references.bib", "references.ris",
    "references.json", "cmif.xml", "beacon-gnd.txt", "ro-crate-metadata.json", "feed.atom",
)  # fmt: skip
FOUND = ("refused", "failed", "edited", "review")
"""How many records of which kind the conversion can have found, in the order of the report."""
WORDS = ("words-all", "words-body", "words-header", "words-furniture", "words-accounted")
"""Where the words of the sources went, in the order of the report."""
SHOWN = 200
"""How many diagnostics the page lists."""


def about_page(
    edition: Edition,
    figures: Figures,
    diagnostics: Sequence[Diagnostic],
    output: Output,
    strings: Mapping[str, str],
    found: Mapping[str, int],
    words: Sequence[etree._Element] = (),
) -> etree._Element:
    """The document of the page about the edition: its own ``words``, its data, and what the build found."""
    page = catalogue(heading=strings["nav-about"], **{k: str(v) for k, v in figures._asdict().items()})
    if edition.url:
        page.set("url", f"{edition.url}/about.html")
    if words:
        etree.SubElement(page, c("words")).extend(words)
    for name in DATA:
        if output.has(name):
            size = (output.folder / name).stat().st_size
            etree.SubElement(page, c("file"), href=name, size=_size(size), what=strings[f"data-{name}"])
    for name in ("schema.html", "schema/diplomata.xsd", "schema/diplomata.sch", "schema/diplomata.odd"):
        if output.has(name):
            etree.SubElement(page, c("schema"), href=name, name=name.rpartition("/")[2])
    for name in FOUND:
        if name in found:
            etree.SubElement(page, c("found"), name=strings[f"report-{name}"], count=str(found[name]))
    total = found.get("words-all", 0)
    for name in WORDS if total else ():
        # Rounded down: that all of them are there is said only where they are.
        count = found.get(name, 0)
        share = str(count * 1000 // total)
        etree.SubElement(page, c("share"), name=strings[f"report-{name}"], count=str(count), thousandths=share)
    page.set("skipped", str(len({d.path for d in diagnostics})))
    for diagnostic in diagnostics[:SHOWN]:
        name = diagnostic.path.replace("\\", "/").rpartition("/")[2]
        etree.SubElement(page, c("diagnostic"), code=diagnostic.code, path=name, message=diagnostic.message)
    return page


def schema_page() -> etree._Element:
    """The document of the page about the schema: the customisation in TEI's own language (ODD)."""
    return etree.parse(str(resource("schema/diplomata.odd")), safe_parser()).getroot()


def missing_page(strings: Mapping[str, str]) -> etree._Element:
    """The document of the page for an address that is not there."""
    return catalogue(heading=strings["missing"], missing="yes")


def gone_page(strings: Mapping[str, str], moved: str = "", there: str = "") -> etree._Element:
    """The document of the page of a record that is no more, or that has ``moved`` to another id, ``there``."""
    if there:
        return catalogue(heading=strings["moved"], missing="yes", moved=moved, there=there)
    return catalogue(heading=strings["gone"], missing="yes", gone="yes")


def redirect_page(strings: Mapping[str, str], identifier: str, there: str) -> etree._Element:
    """The document of the page at an address at which a record stood that now stands ``there``."""
    return catalogue(heading=strings["moved"], missing="yes", moved=identifier, there=there, elsewhere="yes")


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"
