"""A folder of TEI files to a folder of pages.

Two passes over the corpus: the first reads the header facts of every record into a catalogue on the disk,
the second makes the pages of one record after the other. Nothing holds the corpus.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.errors import UsageError
from diplomata.files import write_atomic
from diplomata.publish import assets, catalogue
from diplomata.publish.facts import SAFE_ID, read_facts
from diplomata.publish.pages import PageError, Stylesheets
from diplomata.publish.store import Store
from diplomata.tei.namespace import XML_ID, safe_parser, tei

if TYPE_CHECKING:
    from collections.abc import Callable

    from diplomata.edition import Edition

    Progress = Callable[[str, int, int], None]

MANIFEST = ".diplomata"
"""The list of the files that the last run wrote: what is in it and not written again is removed."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a run of :func:`publish` did.

    ``records`` have pages; ``skipped`` files have none, and ``diagnostics`` say why. ``written`` and
    ``unchanged`` count files of the site.
    """

    records: int
    skipped: int
    written: int
    unchanged: int
    removed: int
    diagnostics: tuple[Diagnostic, ...]


class Output:
    """The files of a site: written whole, only where they changed, and remembered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written = self.unchanged = 0
        self.names: set[str] = set()

    def put(self, name: str, data: bytes) -> None:
        """Write one file; ``name`` is relative to the site, with ``/``. Raises :class:`OSError`."""
        if write_atomic(self.folder / name, data):
            self.written += 1
        else:
            self.unchanged += 1
        self.names.add(name)

    def finish(self) -> int:
        """Remove what an earlier run wrote and this one did not; returns how many files that were."""
        manifest = self.folder / MANIFEST
        old = manifest.read_text("utf-8").splitlines() if manifest.is_file() else []
        removed = 0
        for name in set(old) - self.names:
            parts = Path(name).parts
            if not name or ".." in parts or Path(name).is_absolute():
                continue
            path = self.folder / name
            if path.is_file():
                path.unlink()
                removed += 1
        write_atomic(manifest, "".join(f"{name}\n" for name in sorted(self.names)).encode())
        return removed


def publish(xml_folder: Path, site: Path, edition: Edition, progress: Progress | None = None) -> PublishReport:
    """Publish every TEI file of ``xml_folder`` to the folder ``site``.

    A file that is malformed, is no TEI, or whose page fails is reported and skipped; the others are done.
    ``progress`` is called with the name of the part, how much of it is done, and how much there is.

    Raises :class:`~diplomata.errors.UsageError` when ``site`` cannot be a site,
    :class:`~diplomata.errors.SettingsError` when a stylesheet of the edition is wrong, and
    :class:`OSError` when the site cannot be written.
    """
    _check_place(xml_folder, site)
    sheets = Stylesheets(edition)
    output = Output(site)
    diagnostics: list[Diagnostic] = []
    tell = progress or (lambda part, done, total: None)
    with tempfile.TemporaryDirectory(prefix="diplomata-") as scratch, Store(Path(scratch) / "catalogue.db") as store:
        paths = sorted(xml_folder.glob("*.xml"))
        skipped = _gather(paths, store, diagnostics, tell)
        records = _records(store, sheets, output, diagnostics, tell)
        output.put("index.html", sheets.page("index", catalogue.start_page(store, edition), here="start"))
    for name, data in assets.files(edition):
        output.put(name, data)
    removed = output.finish()
    return PublishReport(records, skipped, output.written, output.unchanged, removed, tuple(diagnostics))


def _check_place(xml_folder: Path, site: Path) -> None:
    if not xml_folder.is_dir():
        raise UsageError(f"{xml_folder} is no folder", hint="Give the folder that holds the TEI files.")
    if site.exists() and not site.is_dir():
        raise UsageError(f"{site} is a file", hint="Give a folder for the site.")
    if (site / "edition.toml").exists() or site.resolve() == xml_folder.resolve():
        raise UsageError(
            f"{site} holds the edition itself; the site needs a folder of its own",
            hint="Give a folder such as site/.",
        )


def _gather(paths: list[Path], store: Store, diagnostics: list[Diagnostic], tell: Progress) -> int:
    """Read the facts of every file into the store; returns how many files were skipped."""
    skipped = 0
    for done, path in enumerate(paths, 1):
        try:
            root, data = read_tei(path)
        except UnusableFile as error:
            diagnostics.append(error.diagnostic)
            skipped += 1
            continue
        facts = read_facts(root, path.stem, hashlib.sha256(data).hexdigest())
        store.add(facts, str(path))
        if done % 50 == 0 or done == len(paths):
            tell("facts", done, len(paths))
    store.index()
    return skipped


def _records(store: Store, sheets: Stylesheets, output: Output, diagnostics: list[Diagnostic], tell: Progress) -> int:
    """Make the pages of every record; returns how many have them."""
    total = store.figures().records
    made = 0
    for done, (identifier, path, facts, before, after) in enumerate(store.ordered(), 1):
        try:
            root, data = read_tei(Path(path))
            page = sheets.html(root, facts, previous=before, following=after)
            text = sheets.text(root).encode()
        except UnusableFile as error:
            diagnostics.append(error.diagnostic)
            continue
        except PageError as error:
            diagnostics.append(diagnose("page-failed", f"the page cannot be made: {error}", path=path))
            continue
        output.put(f"records/{identifier}.html", page)
        output.put(f"records/{identifier}.xml", data)
        output.put(f"records/{identifier}.txt", text)
        made += 1
        if done % 50 == 0 or done == total:
            tell("pages", done, total)
    return made


class UnusableFile(Exception):
    """A file that cannot be published; ``diagnostic`` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def read_tei(path: Path) -> tuple[etree._Element, bytes]:
    """The root element and the bytes of a TEI file. Raises :class:`UnusableFile`."""
    name = str(path)
    if not SAFE_ID.fullmatch(path.stem):
        raise UnusableFile(diagnose("record-id-unsafe", "the file's name cannot be the name of a page", path=name))
    try:
        data = path.read_bytes()
        root = etree.fromstring(data, safe_parser())
    except OSError as error:
        raise UnusableFile(diagnose("source-unreadable", f"the file cannot be read: {error}", path=name)) from error
    except etree.XMLSyntaxError as error:
        line, column = error.position
        found = diagnose("xml-malformed", error.msg or "", path=name, line=line, column=column)
        raise UnusableFile(found) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnusableFile(diagnose("xml-unsafe", path=name))
    if root.tag != tei("TEI"):
        raise UnusableFile(diagnose("page-not-tei", path=name, line=_line(root)))
    identifier = root.get(XML_ID)
    if identifier is not None and identifier != path.stem:
        message = f"the file's name is {path.stem}, but its xml:id is {identifier}"
        raise UnusableFile(diagnose("page-id", message, path=name, line=_line(root)))
    return root, data


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0
