"""TOML with line numbers: every mistake of a file at once, each where it stands.

``tomllib`` stops at its first error and forgets where a key stood; a person who edits settings wants
all mistakes in one run, with their lines.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from diplomata.diagnostics import Diagnostic, diagnose

if TYPE_CHECKING:
    from pathlib import Path

_MOST_ERRORS = 10
_WHERE = re.compile(r"\s*\(at line (\d+), column (\d+)\)$")
_TABLE = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")
_OPENS = re.compile(r'"""|' + "'''")


@dataclass(frozen=True)
class TomlFile:
    """The values of a TOML file, the line of each key, and what was wrong with its syntax.

    ``lines`` maps a path such as ``("title",)`` or ``("folders", "xml")`` to its line, from 1.
    """

    name: str
    values: dict[str, Any]
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def line(self, *key: str) -> int:
        """The line where ``key`` stands, 0 when it is not in the file."""
        return self.lines.get(key, 0)

    def diagnose(self, code: str, message: str, *key: str, hint: str | None = None) -> Diagnostic:
        """A diagnostic of ``code`` at the line of ``key``."""
        return diagnose(code, message, path=self.name, line=self.line(*key), hint=hint)


def parse_toml(data: bytes, name: str) -> TomlFile:
    """Read TOML; syntax errors become diagnostics, and what stands on sound lines is read all the same."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = diagnose("settings-syntax", "the file is not UTF-8", path=name, line=line, hint="Save it as UTF-8.")
        return TomlFile(name, {}, {}, (wrong,))
    rows = text.replace("\r\n", "\n").split("\n")
    found: list[Diagnostic] = []
    values: dict[str, Any] = {}
    while True:
        try:
            values = tomllib.loads("\n".join(rows))
            break
        except tomllib.TOMLDecodeError as error:
            message, line, column = _located(str(error), len(rows))
            found.append(diagnose("settings-syntax", message, path=name, line=line, column=column))
            # A line that is a setting of its own is left out and the rest is read on; after anything else
            # (an open string, an open list) what follows would be misread.
            if len(found) >= _MOST_ERRORS or not _stands_alone(rows[line - 1]):
                break
            rows[line - 1] = ""
    return TomlFile(name, values, _key_lines(rows), tuple(found))


def read_toml(path: Path) -> TomlFile:
    """Read a TOML file. Raises :class:`OSError` when it cannot be read."""
    return parse_toml(path.read_bytes(), str(path))


def _located(message: str, last: int) -> tuple[str, int, int]:
    place = _WHERE.search(message)
    if place is None:
        return re.sub(r"\s*\(at end of document\)$", "", message) + ", at the end of the file", last, 0
    return message[: place.start()], min(int(place[1]), last), int(place[2])


def _stands_alone(row: str) -> bool:
    row = row.strip()
    if _OPENS.search(row):
        return False
    return bool(row) and row[0] not in "]}),\"'" and row[-1] not in "[{,"


def _key_lines(rows: list[str]) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    closing = ""
    for number, row in enumerate(rows, 1):
        if closing:
            if closing in row:
                closing = ""
            continue
        if heading := _TABLE.match(row):
            table = tuple(part.strip().strip("\"'") for part in heading[1].split("."))
            lines.setdefault(table, number)
        elif key := _KEY.match(row):
            lines.setdefault((*table, key[1].strip("\"'")), number)
            opening = _OPENS.search(row, key.end())
            if opening and row.count(opening[0]) % 2:
                closing = opening[0]
    return lines
