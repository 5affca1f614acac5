"""Diagnostics as people and programs read them. Pure: the same diagnostics give the same text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import diplomata
from diplomata.diagnostics import RULES, Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMATS = ("text", "json", "github", "sarif")
"""What :func:`render` can write: for people, for programs, for GitHub Actions, for code scanning."""

_LEVELS = {Severity.ERROR: "error", Severity.REVIEW: "warning", Severity.NOTE: "note"}


def render(diagnostics: Iterable[Diagnostic], format: str = "text") -> str:  # noqa: A002 - the option's name
    """The diagnostics in one of :data:`FORMATS`; ends with a line end unless it is empty.

    ``text`` is ``path:line:column: severity: message [code]`` with the hint on the next line; ``json`` one
    object a line; ``github`` one workflow command a line; ``sarif`` one SARIF 2.1.0 log, also for no diagnostics.
    Raises :class:`ValueError` for another format.
    """
    listed = list(diagnostics)
    if format == "text":
        return "".join(f"{diagnostic}\n" for diagnostic in listed)
    if format == "json":
        return "".join(f"{diagnostic.as_json()}\n" for diagnostic in listed)
    if format == "github":
        return "".join(f"{diagnostic.as_github()}\n" for diagnostic in listed)
    if format == "sarif":
        return json.dumps(_sarif(listed), ensure_ascii=False, indent=1) + "\n"
    raise ValueError(f"unknown format {format!r}; expected one of {', '.join(FORMATS)}")


def _sarif(diagnostics: list[Diagnostic]) -> dict[str, Any]:
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "diplomata",
                        "version": diplomata.__version__,
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in diagnostics],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    rule = RULES[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.meaning},
        "help": {"text": rule.hint},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(diagnostic.path.replace("\\", "/") or "-")}}
    if diagnostic.line:
        place["region"] = {"startLine": diagnostic.line}
        if diagnostic.column:
            place["region"]["startColumn"] = diagnostic.column
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": ". ".join(part for part in (diagnostic.message, diagnostic.hint) if part)},
        "locations": [{"physicalLocation": place}],
    }
