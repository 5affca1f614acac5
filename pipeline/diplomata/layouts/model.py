"""A layout as a value, and the TOML file that says it.

A layout file has a ``name``, ``clues`` that tell it from others, and ``zones``: what stands where, from
the top of the record to its end. ``docs/layouts-of-your-own.md`` explains every key.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.errors import SettingsError
from diplomata.layouts.checks import CONSTANTS, line_of, nearest, without_effect
from diplomata.record import GENRES

FIELDS = frozenset(
    "title date record_number document_number address publisher upload_date rights citation source archive reference "
    "language translator transcriber contributor funder author summary classification subject place related genre "
    "speaker page_sign contents".split()
)
"""The header fields that a layout may fill. ``contents`` is read and left out: it only says what follows."""

SHAPES = FIELDS | {"furniture"}
_KINDS = ("slots", "labels", "values", "front", "rule", "body")


@dataclass(frozen=True, slots=True)
class Clue:
    """Evidence for a layout: a whole line, or a pattern at the start of a line, and its weight."""

    weight: float
    line: str = ""
    pattern: re.Pattern[str] | None = None
    first: bool = False
    """The pattern is for the first line alone."""
    contains: tuple[str, ...] = ()
    """Texts that must all stand in one line."""


@dataclass(frozen=True, slots=True)
class Zone:
    """One stretch of a record and how it is read: ``slots`` in an order, ``labels`` with values, ``values`` told by
    their shape, a ``front`` in any order, a ``rule`` as long as the lines of the text, or the ``body``."""

    kind: str
    order: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    inline: bool = False
    until: tuple[str, ...] = ()
    until_pattern: re.Pattern[str] | None = None
    last: str = ""
    required: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one archive lays its records out."""

    name: str
    describes: str
    clues: tuple[Clue, ...]
    threshold: float
    zones: tuple[Zone, ...]
    furniture: frozenset[str] = frozenset()
    furniture_pattern: re.Pattern[str] | None = None
    numbered_lines: bool = False
    tables: bool = False
    """The lines of a page may be numbered."""
    running_number: bool = False
    """The record's number stands at the head of each page."""
    credit_lines: tuple[str, ...] = ()
    constants: dict[str, str] = field(default_factory=dict)
    """What holds for all records of the archive, where a record does not say it: kind, publisher, language,
    repository."""
    refuse: str = ""
    path: str = ""


def load_layout(path: Path, known: dict[str, Layout] | None = None) -> Layout:
    """The layout that the TOML file at ``path`` describes; ``known`` are layouts that it may extend.

    Raises :class:`~diplomata.errors.SettingsError` with every mistake in the file.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}", [diagnose("source-unreadable", path=str(path))]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (0, 0)
        problem = diagnose("settings-syntax", str(error), path=str(path), line=line, column=column)
        raise SettingsError(f"{path} is no TOML", [problem]) from error
    return _Reader(path, text, known or {}).layout(data)


class _Reader:
    """Turns the plain values of a TOML file into a layout and collects every mistake on the way."""

    def __init__(self, path: Path, text: str, known: dict[str, Layout]) -> None:
        self.path, self.text, self.known = str(path), text, known
        self.problems: list[Diagnostic] = []

    def problem(self, code: str, key: str, message: str, value: object = None, hint: str | None = None) -> None:
        at = line_of(self.text, key, value)
        self.problems.append(diagnose(code, message, path=self.path, line=at, hint=hint))

    def unknown(self, data: dict[str, Any], of: str, known: str) -> None:
        """A problem for each key that is left over."""
        for key in data:
            hint = nearest(key, tuple(known.split()))
            self.problem("settings-unknown", key, f"{of} has no key {key!r}", hint=hint)

    def tables(self, data: dict[str, Any], key: str) -> list[dict[str, Any]]:
        """The tables of a list, such as ``[[zones]]``."""
        given = data.pop(key, [])
        if isinstance(given, list) and all(isinstance(table, dict) for table in given):
            return [dict(table) for table in given]
        hint = f"Begin each with [[{key}]], or write {key} = [{{ ... }}, {{ ... }}]."
        self.problem("settings-value", key, f"{key} must be a list of tables", hint=hint)
        return []

    def words(self, data: dict[str, Any], key: str) -> dict[str, str]:
        """A table of texts; what is no text is told of and left out."""
        given = data.pop(key, {})
        if not isinstance(given, dict):
            self.problem("settings-value", key, f"{key} must be a table of texts, not {given!r}")
            return {}
        for name, value in given.items():
            if not isinstance(value, str):
                self.problem("settings-value", name, f"{name} must be a text in quotes, not {value!r}", value)
        return {name: value for name, value in given.items() if isinstance(value, str)}

    def constants(self, data: dict[str, Any]) -> dict[str, str]:
        constants = self.words(data, "constants")
        self.unknown(
            {key: constants[key] for key in constants if key not in CONSTANTS}, "constants", " ".join(CONSTANTS)
        )
        genre = constants.get("genre", GENRES[0]).casefold()
        if genre not in GENRES:
            message = f"no kind of document is called {constants['genre']!r}"
            self.problem("settings-value", "genre", message, constants["genre"], nearest(genre, GENRES))
        return constants

    def value(self, data: dict[str, Any], key: str, kind: type, default: Any) -> Any:
        value = data.pop(key, default)
        if not isinstance(value, kind) or (isinstance(value, list) and not all(isinstance(v, str) for v in value)):
            self.problem("settings-value", key, f"{key} must be {_KIND_NAMES[kind]}, not {value!r}", value)
            return default
        return value

    def pattern(self, data: dict[str, Any], key: str) -> re.Pattern[str] | None:
        text = self.value(data, key, str, "")
        try:
            return re.compile(text) if text else None
        except re.error as error:
            self.problem(
                "settings-value", key, f"{key} is no regular expression: {error}", text.replace("\\", "\\\\")
            )
            return None

    def layout(self, data: dict[str, Any]) -> Layout:
        base = self.known.get(str(data.get("extends", "")))
        if "extends" in data and base is None:
            message = f"extends names no layout that is known: {data['extends']!r}"
            hint = nearest(str(data["extends"]), tuple(self.known))
            self.problem("settings-value", "extends", message, hint=hint)
        data.pop("extends", None)
        name = self.value(data, "name", str, Path(self.path).stem)
        clues = tuple(map(self.clue, self.tables(data, "clues")))
        zones = tuple(map(self.zone, self.tables(data, "zones")))
        changes: dict[str, Any] = {
            "name": name,
            "describes": self.value(data, "describes", str, base.describes if base else ""),
            "threshold": float(self.value(data, "threshold", (int, float), base.threshold if base else 1.0)),  # type: ignore[arg-type]
            "refuse": self.value(data, "refuse", str, ""),
            "path": self.path,
        }
        if clues or base is None:
            changes["clues"] = clues
        if zones or base is None:
            changes["zones"] = zones
        if "furniture" in data:
            changes["furniture"] = frozenset(self.value(data, "furniture", list, []))
        if "furniture_pattern" in data:
            changes["furniture_pattern"] = self.pattern(data, "furniture_pattern")
        if "tables" in data:
            changes["tables"] = self.value(data, "tables", bool, False)
        if "numbered_lines" in data:
            changes["numbered_lines"] = self.value(data, "numbered_lines", bool, False)
        if "running_number" in data:
            changes["running_number"] = self.value(data, "running_number", bool, False)
        if "credit_lines" in data:
            changes["credit_lines"] = tuple(self.value(data, "credit_lines", list, []))
        if "constants" in data:
            changes["constants"] = self.constants(data)
        self.unknown(data, "a layout", _LAYOUT_KEYS)
        if not changes.get("refuse") and not zones and base is None:
            self.problem("settings-value", "zones", "a layout needs zones, at least one of kind body")
        if self.problems:
            raise SettingsError(f"{self.path}: the layout cannot be used", self.problems)
        return replace(base, **changes) if base else Layout(**changes)

    def clue(self, data: dict[str, Any]) -> Clue:
        weight = self.value(data, "weight", (int, float), 1)  # type: ignore[arg-type]
        clue = Clue(
            float(weight),
            self.value(data, "line", str, ""),
            self.pattern(data, "pattern"),
            self.value(data, "first", bool, False),
            tuple(self.value(data, "contains", list, [])),
        )
        self.unknown(data, "a clue", "weight line pattern first contains")
        if not (clue.line or clue.pattern or clue.contains):
            self.problem("settings-value", "clues", "a clue needs a line, a pattern or contains")
        return clue

    def zone(self, data: dict[str, Any]) -> Zone:
        keys = tuple(data)
        kind = self.value(data, "kind", str, "")
        if kind not in _KINDS:
            message = f"a zone's kind is one of {', '.join(_KINDS)}, not {kind!r}"
            self.problem("settings-value", "kind" if kind else "zones", message, kind or None, nearest(kind, _KINDS))
        for key in without_effect(kind, keys):
            if key in _ZONE_KEYS.split():
                self.problem("settings-value", key, f"{key} means nothing in a zone of the kind {kind}")
        labels = self.words(data, "labels")
        order = tuple(self.value(data, "order", list, []))
        required = self.value(data, "required", str, "")
        known = SHAPES if kind in ("slots", "labels") else FIELDS
        for key, shape in (*labels.items(), *(("order", shape) for shape in order)):
            if shape not in known:
                self.field(key, shape)
        for shape in required.split():
            if shape not in FIELDS:
                self.field("required", shape)
        last = self.value(data, "last", str, "")
        if last not in ("", "summary"):
            self.problem("settings-value", "last", f'last is "summary" or left out, not {last!r}', last)
        zone = Zone(
            kind,
            order,
            {fold_label(k): v for k, v in labels.items()},
            self.value(data, "inline", bool, False),
            tuple(self.value(data, "until", list, [])),
            self.pattern(data, "until_pattern"),
            last,
            required,
        )
        self.unknown(data, "a zone", _ZONE_KEYS)
        return zone

    def field(self, key: str, shape: str) -> None:
        message = f"no header field is called {shape!r}"
        self.problem("settings-value", key, message, shape, nearest(shape, FIELDS))


_ZONE_KEYS = "kind order labels inline until until_pattern last required"
_LAYOUT_KEYS = (
    "name describes extends clues threshold zones furniture furniture_pattern numbered_lines tables running_number "
    "credit_lines constants refuse"
)
_KIND_NAMES: dict[Any, str] = {
    str: "a text in quotes", bool: "true or false", list: "a list of texts", (int, float): "a number"
}  # fmt: skip


def fold_label(label: str) -> str:
    """A label as it is compared: without marks of bold, closing colon, case and double spaces."""
    return " ".join(label.strip("* \t").rstrip(": \u00a0：").split()).casefold()


@cache
def built_in() -> tuple[Layout, ...]:
    """The layouts that are shipped, in the order of their file names."""
    known: dict[str, Layout] = {}
    for path in sorted(Path(__file__).resolve().parent.glob("*.toml")):
        layout = load_layout(path, known)
        known[layout.name] = layout
    return tuple(known.values())


def with_own(folder: Path | None) -> tuple[Layout, ...]:
    """The shipped layouts and those in a user's ``folder``; one of the same name takes the place of ours.

    Raises :class:`~diplomata.errors.SettingsError` with the mistakes of every file in it.
    """
    known = {layout.name: layout for layout in built_in()}
    problems: list[Diagnostic] = []
    if folder is not None and folder.is_dir():
        for path in sorted(folder.glob("*.toml")):
            try:
                layout = load_layout(path, known)
            except SettingsError as error:
                problems += error.diagnostics
            else:
                known[layout.name] = layout
    if problems:
        raise SettingsError("a layout of this edition cannot be used", problems)
    return tuple(known.values())
