"""The search: a static index of the records' pages, made by Pagefind where it is installed."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.files import write_atomic
from diplomata.publish.catalogue import catalogue
from diplomata.publish.context import c

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diplomata.edition import Edition
    from diplomata.publish.output import Output

FACETS = ("year", "kind", "language", "archive", "classification", "speaker")
_SOURCE = "pagefind/source.sha256"
_NOT_WORDS = ".pn,.turn,.anchor,.side,.unsure,.facts,.strip,.legend,.cite"
"""What stands on the page of a record and is not of its text."""
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Parts of the bundle that the search page does not use."""


def executable() -> Path | None:
    """The program that makes the index, or ``None`` where it is not installed."""
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError:
        return None
    try:
        return Path(get_executable())
    except FileNotFoundError:
        return None


def make_index(output: Output) -> Diagnostic | None:
    """Index the pages of the records that ``output`` holds; says why where that cannot be done.

    The index is made anew only when one of those pages has changed: the program does not give the same
    bytes twice.
    """
    program = executable()
    if program is None:
        return diagnose("search-unavailable")
    digest = _digest(output)
    before = output.folder / _SOURCE
    whole = all((before.parent / name).is_file() for name in ("pagefind.js", "pagefind-entry.json"))
    if whole and before.is_file() and before.read_bytes() == digest:
        return None
    with tempfile.TemporaryDirectory(prefix="diplomata-") as made:
        command = [str(program), "--site", str(output.folder), "--glob", "records/*.html", "--output-path", made]
        command += ["--exclude-selectors", _NOT_WORDS]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return diagnose("search-unavailable", f"the index could not be made: {done.stderr.strip()[-500:]}")
        _replace(Path(made), output.folder / "pagefind", known=before.is_file())
    # Last: a run that is killed before this makes the index anew.
    write_atomic(before, digest)
    return None


def _replace(made: Path, place: Path, *, known: bool) -> None:
    """Put the new index in the place of the old one, which is removed when it is ``known`` to be ours."""
    new = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    new = {path for path in new if not path.name.startswith(_UNUSED)}
    # The file that names all others comes last, so that a reader never finds one that is not there.
    for path in sorted(new, key=lambda path: (path.name == "pagefind-entry.json", path)):
        write_atomic(place / path, (made / path).read_bytes())
    if known:
        for path in sorted(place.rglob("*")):
            if path.is_file() and path.relative_to(place) not in new:
                path.unlink()


def _digest(output: Output) -> bytes:
    found = hashlib.sha256()
    for name in sorted(output.names):
        if name.startswith("records/") and name.endswith(".html"):
            found.update(name.encode() + b"\0" + hashlib.sha256((output.folder / name).read_bytes()).digest())
    return found.hexdigest().encode() + b"\n"


def search_page(edition: Edition, strings: Mapping[str, str], *, index: bool) -> etree._Element:
    """The document of the search page; without an ``index`` it only says that the search cannot run."""
    page = catalogue(**({"index": "yes"} if index else {}))
    if edition.url:
        page.set("url", f"{edition.url}/search.html")
    for name in FACETS:
        etree.SubElement(page, c("facet"), name=name, label=strings[name])
    return page
