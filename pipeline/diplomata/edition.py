"""The settings of an edition: ``edition.toml`` as a frozen value, all its mistakes reported at once."""

from __future__ import annotations

import datetime
import difflib
import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from diplomata.diagnostics import Diagnostic
from diplomata.errors import SettingsError, UsageError
from diplomata.toml_file import TomlFile, read_toml

FILE_NAME = "edition.toml"
MEBIBYTE = 1024 * 1024
NOWHERE = Path(os.devnull)
"""Where the defaults lie: there is never a file below it, so that no stray file becomes part of an edition."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What the editors decide for the whole edition. Each field is a key of ``edition.toml``, ``_`` written ``-``.

    ``folder`` is where ``edition.toml`` stands; ``records``, ``xml``, ``site``, ``layouts``, ``people``,
    ``xslt`` and ``logo`` are relative to it, with ``/``. ``url`` has no slash at its end. ``max_bytes`` is
    the size of the largest record that is read.
    """

    title: str = ""
    subtitle: str = ""
    description: str = ""
    language: str = "en"
    publisher: str = ""
    editors: tuple[str, ...] = ()
    licence: str = ""
    licence_url: str = ""
    version: str = ""
    status: str = "draft"
    url: str = ""
    date: str = ""
    folder: Path = NOWHERE
    records: str = "records"
    xml: str = "xml"
    site: str = "site"
    layouts: str = "layouts"
    people: str = "people.xml"
    xslt: str = "xslt"
    accent: str = ""
    accent_dark: str = ""
    logo: str = ""
    text_width: int = 72
    """Characters a line of the text edition; 0 leaves a line a paragraph."""
    max_bytes: int = 8 * MEBIBYTE
    folders: int = 0
    """Into how many folders below ``records/`` the site puts the files of the records; 0 puts all into one."""

    def path(self, name: str) -> Path:
        """Where a folder or file of the edition is: ``edition.path("xml")``."""
        return self.folder / str(getattr(self, name))

    def fingerprint(self) -> str:
        """A digest of every setting but where the edition lies: it changes when a setting does."""
        values = asdict(self)
        del values["folder"]
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


class _Wrong(ValueError):
    """What a value should have been; the message completes the sentence "<key> must be ..."."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong(f"text in quotes, not {_said(value)}")
    return value.strip()


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Wrong(f'a list of texts, such as ["Ada Berg", "Jon Ferris"], not {_said(value)}')
    return tuple(item.strip() for item in value)


def _version(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _text(value)


def _tag(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", text):
        raise _Wrong(f'a BCP 47 language tag, such as "en" or "ru-Latn", not {_said(value)}')
    return text


def _status(value: Any) -> str:
    if value not in ("draft", "published"):
        raise _Wrong(f'"draft" or "published", not {_said(value)}')
    return str(value)


def _address(value: Any) -> str:
    text = _text(value)
    if not text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s<>\"'\\]", text):
        raise _Wrong(f'a web address, such as "https://edition.example.org", not {_said(value)}')
    return text


def _base(value: Any) -> str:
    return _address(value).rstrip("/")


def _date(value: Any) -> str:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    text = _text(value) if isinstance(value, str) else ""
    try:
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
            datetime.date.fromisoformat(text + "0000-01-01"[len(text) :])
            return text
    except ValueError:
        pass
    raise _Wrong(f'a date such as "2026-03-01", "2026-03" or "2026", not {_said(value)}')


def _inside(value: Any) -> str:
    text = _text(value)
    path = PurePosixPath(text)
    if not text or "\\" in text or re.match(r"[A-Za-z]:|/", text) or ".." in path.parts or "\0" in text:
        raise _Wrong(f"a path inside the edition's folder, with /, not {_said(value)}")
    return str(path)


def _colour(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(
        r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})|(?:rgb|hsl|hwb|lab|lch|oklab|oklch)\([0-9.%,/ a-z-]+\)", text
    ):
        raise _Wrong(f'a CSS colour, such as "#8c2f1b" or "hsl(11 68% 33%)", not {_said(value)}')
    return text


def _bytes(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _Wrong(f"a number of bytes from 1 upwards, not {_said(value)}")
    return value


def _width(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not (value == 0 or 20 <= value <= 1000):
        raise _Wrong(f"a number of characters from 20 to 1000, or 0 for a line a paragraph, not {_said(value)}")
    return value


def _folders(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not (value == 0 or 2 <= value <= 10_000):
        raise _Wrong(f"a number of folders from 2 to 10000, or 0 for one, not {_said(value)}")
    return value


def _said(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."


_READERS: dict[str, Callable[[Any], Any]] = {
    "title": _text,
    "subtitle": _text,
    "description": _text,
    "language": _tag,
    "publisher": _text,
    "editors": _texts,
    "licence": _text,
    "licence_url": _address,
    "version": _version,
    "status": _status,
    "url": _base,
    "date": _date,
    "records": _inside,
    "xml": _inside,
    "site": _inside,
    "layouts": _inside,
    "people": _inside,
    "xslt": _inside,
    "accent": _colour,
    "accent_dark": _colour,
    "logo": _inside,
    "text_width": _width,
    "max_bytes": _bytes,
    "folders": _folders,
}


def find_edition(folder: Path) -> Edition | None:
    """The edition of ``folder``, or ``None`` when it has no ``edition.toml``. Raises as :func:`load_edition`."""
    path = folder / FILE_NAME
    return load_edition(path) if path.is_file() else None


def edition_around(path: Path, part: str) -> Edition | None:
    """The edition whose folder ``part`` (``records``, ``xml``) is ``path`` or holds it; ``None`` when there is none.

    The folder of an edition counts as its own part. Raises as :func:`load_edition`.
    """
    place = path.resolve()
    for folder in (place, *place.parents):
        edition = find_edition(folder)
        if edition is not None:
            inside = place.is_relative_to(edition.path(part).resolve())
            return edition if inside or place == folder else None
    return None


def edition_for(folder: Path | None, source: str, part: str) -> Edition:
    """The edition in ``folder``, or else that whose ``part`` holds ``source``, or else the defaults.

    Raises as :func:`load_edition`.
    """
    if folder is not None:
        return load_edition(folder)
    local = source != "-" and "://" not in source
    return (edition_around(Path(source), part) if local else None) or Edition()


def load_edition(path: Path) -> Edition:
    """The edition of an ``edition.toml``, or of the folder that holds one.

    Raises :class:`~diplomata.errors.SettingsError` with a diagnostic, file and line, for every mistake, and
    :class:`~diplomata.errors.UsageError` when the file is not there or cannot be read.
    """
    if path.suffix != ".toml" or path.is_dir():
        path = path / FILE_NAME
    try:
        file = read_toml(path)
    except FileNotFoundError:
        raise UsageError(
            f"{path}: there is no such file", hint=f"Start an edition with: diplomata new {path.parent}"
        ) from None
    except OSError as error:
        raise UsageError(f"{path}: the settings cannot be read: {error.strerror}") from error
    found = list(file.diagnostics)
    values = _values(file, found)
    edition = replace(Edition(folder=path.parent), **values)
    if not found:
        found += _between(edition, file)
    if found:
        count = "one mistake" if len(found) == 1 else f"{len(found)} mistakes"
        raise SettingsError(f"{path}: the settings have {count}", sorted(found), hint="Correct it and run again.")
    return edition


def _values(file: TomlFile, found: list[Diagnostic]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in file.values.items():
        name = key.replace("-", "_")
        reader = _READERS.get(name)
        if reader is None:
            found.append(_unknown(file, key, value))
            continue
        if name in values:
            found.append(file.diagnose("settings-value", f"{key} is set twice", key, hint="Keep one of the two."))
            continue
        try:
            values[name] = reader(value)
        except _Wrong as wrong:
            found.append(file.diagnose("settings-value", f"{key} must be {wrong}", key))
    return values


def _unknown(file: TomlFile, key: str, value: Any) -> Diagnostic:
    what = "table" if isinstance(value, Mapping) else "key"
    known = [field.name.replace("_", "-") for field in fields(Edition) if field.name != "folder"]
    near = difflib.get_close_matches(key.lower().replace("_", "-"), known, n=1)
    hint = f"Did you mean {near[0]}?" if near else "Known keys: " + ", ".join(known) + "."
    return file.diagnose("settings-unknown", f"the {what} {key} is not known", key, hint=hint)


def _between(edition: Edition, file: TomlFile) -> list[Diagnostic]:
    """Mistakes that only the settings together show."""
    found = []
    taken: dict[str, str] = {}
    for name in ("records", "xml", "site"):
        place = str(getattr(edition, name))
        other = next((n for p, n in taken.items() if place == p or _within(place, p) or _within(p, place)), None)
        if other:
            key = name if file.line(name) else other
            message = f'{other} and {name} must be folders apart, but are "{getattr(edition, other)}" and "{place}"'
            found.append(file.diagnose("settings-value", message, key))
        taken[place] = name
    if edition.logo and not edition.path("logo").is_file():
        found.append(file.diagnose("settings-value", f"logo: there is no file {edition.logo}", "logo"))
    return found


def _within(place: str, other: str) -> bool:
    return other == "." or place.startswith(other + "/")
