"""What can go wrong as a whole, and the exit code that says so.

A fault of one record is a :class:`~diplomata.diagnostics.Diagnostic`, a value. What stops the
whole run is one of the exceptions here.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diplomata.diagnostics import Diagnostic


class ExitCode(IntEnum):
    """The exit codes of every command. Never a count."""

    DONE = 0
    """Everything was done."""
    FAILED = 1
    """Some records were refused, failed, or were invalid; the others are done."""
    USAGE = 2
    """The command or the settings are wrong; nothing was done."""
    NOTHING = 3
    """There was nothing to do with what was given."""
    INTERRUPTED = 130
    """Interrupted with Ctrl-C (128 + SIGINT); what was done is kept."""


class DiplomataError(Exception):
    """Base of all errors that end a run.

    The message says what is wrong and where; ``hint`` says what to do.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.FAILED

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DiplomataError):
    """A command line or an argument that cannot be carried out."""

    exit_code = ExitCode.USAGE


class SettingsError(DiplomataError):
    """``edition.toml`` or a layout file is wrong. ``diagnostics`` holds every mistake, not only the first."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic] = (), *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.diagnostics = tuple(diagnostics)


class NothingToDo(DiplomataError):
    """The sources hold nothing that could be worked on."""

    exit_code = ExitCode.NOTHING


class RecordError(DiplomataError):
    """One record cannot be encoded. ``diagnostics`` say why; at least one has severity ``error``."""

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


class RecordRefused(RecordError):
    """The input is no record: empty, binary, a list of search results, a contributor's page."""


class NotConserved(RecordError):
    """Words of the record did not arrive in the TEI, or words arrived that the record does not have."""
