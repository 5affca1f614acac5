"""Diplomata: plain-text archival records in, a validated TEI edition out.

    import diplomata

    record = diplomata.read("letter.txt")
    tei = diplomata.encode(record)
    diplomata.validate(tei)

What is public is what ``__all__`` names; the rest may move. Nothing is loaded before it is used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diplomata.api import encode, inspect, read, to_html, to_text, validate
    from diplomata.diagnostics import Diagnostic, Severity
    from diplomata.edition import Edition, load_edition
    from diplomata.errors import DiplomataError, NotConserved, RecordError, RecordRefused, SettingsError, UsageError
    from diplomata.inspecting import Inspection
    from diplomata.record import ArchiveReference, DateValue, Header, Language, Person, Record, Source, Span, Turn
    from diplomata.surveying import propose_people, survey

__version__ = "0.1.0"

__all__ = [
    "ArchiveReference",
    "DateValue",
    "Diagnostic",
    "DiplomataError",
    "Edition",
    "Header",
    "Inspection",
    "Language",
    "NotConserved",
    "Person",
    "Record",
    "RecordError",
    "RecordRefused",
    "SettingsError",
    "Severity",
    "Source",
    "Span",
    "Turn",
    "UsageError",
    "__version__",
    "encode",
    "inspect",
    "load_edition",
    "propose_people",
    "read",
    "survey",
    "to_html",
    "to_text",
    "validate",
]

_ROOMS = {
    "api": ("encode", "inspect", "read", "to_html", "to_text", "validate"),
    "diagnostics": ("Diagnostic", "Severity"),
    "edition": ("Edition", "load_edition"),
    "errors": ("DiplomataError", "NotConserved", "RecordError", "RecordRefused", "SettingsError", "UsageError"),
    "inspecting": ("Inspection",),
    "record": (
        "ArchiveReference", "DateValue", "Header", "Language", "Person", "Record", "Source", "Span", "Turn"
    ),
    "surveying": ("propose_people", "survey"),
}  # fmt: skip
_PLACES = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    room = _PLACES.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{room}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
