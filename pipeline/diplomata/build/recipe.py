"""What an output depends on besides its source, as one digest each."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from diplomata import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diplomata.edition import Edition

_PACKAGE = Path(__file__).resolve().parent.parent
_READING = (
    "*.py",
    "layouts/**/*",
    "recognise/**/*",
    "tei/**/*",
    "validation/**/*",
    "reading/**/*",
    "build/worker.py",
)
_PUBLISHING = ("*.py", "publish/**/*", "tei/**/*")


def of_tei(edition: Edition, layout: str | None) -> str:
    """What the TEI of a record depends on: our code and schema, the settings that it shows, layouts, people."""
    shown = replace(
        edition,
        accent="",
        accent_dark="",
        logo="",
        text_width=72,
        folders=0,
        site="site",
        xslt="xslt",
        xml="xml",
        records="records",
    )
    files = (edition.path("layouts"), edition.path("people"))
    return _digest([_code(_READING, "schema"), shown.fingerprint(), layout or "", *map(_content, files)])


@cache
def of_publishing() -> str:
    """What every page depends on besides stylesheets and settings: our code, and libraries that make its bytes."""
    code = _digest(_file(path) for path in _files(_PUBLISHING))
    return _digest([code, etree.__version__, _first_file("markdown_it"), zlib.ZLIB_RUNTIME_VERSION])


def program() -> str:
    """What this installation is: every file of its code, schema and stylesheets."""
    return _digest([_code(_READING, "schema"), _code(_PUBLISHING, "xslt")])


@cache
def _code(patterns: tuple[str, ...], shipped: str) -> str:
    shipped_files = (path for path in sorted(resources.folder(shipped).rglob("*")) if path.is_file())
    return _digest(_file(path) for path in (*_files(patterns), *shipped_files))


def _files(patterns: tuple[str, ...]) -> list[Path]:
    files = {path for pattern in patterns for path in _PACKAGE.glob(pattern)}
    return sorted(path for path in files if path.is_file() and path.suffix != ".pyc")


def _content(path: Path) -> str:
    if path.is_dir():
        return _digest(_file(child) for child in sorted(path.rglob("*")) if child.is_file())
    return _file(path) if path.is_file() else ""


def _first_file(package: str) -> str:
    """The first file of a package, which has its version; to ask for the metadata takes longer than all the rest."""
    spec = find_spec(package)
    return _file(Path(spec.origin)) if spec is not None and spec.origin else ""


def _file(path: Path) -> str:
    return f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
