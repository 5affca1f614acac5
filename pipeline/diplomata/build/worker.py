"""The work on one record: read, encode, check, write beside its place. Runs in any process."""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from diplomata.diagnostics import Diagnostic, Severity, diagnose
from diplomata.edition import Edition
from diplomata.errors import DiplomataError, RecordError, RecordRefused
from diplomata.files import same_bytes, stage
from diplomata.sources import SourceItem, SourceProblem

if TYPE_CHECKING:
    from diplomata.record import Record

_SAFE_ID = re.compile(r"[^\W\d][\w.-]*")
_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every record of a run. ``target`` is empty where the TEI is handed back instead."""

    edition: Edition
    target: str = ""
    layout: str | None = None
    max_bytes: int = 0
    """The largest record in bytes; 0 for the edition's own limit."""

    @property
    def limit(self) -> int:
        """The largest record that is read, in bytes."""
        return self.max_bytes or self.edition.max_bytes


class Done(NamedTuple):
    """What became of one record: its row of the report, and the file that waits to be put in its place.

    ``staged`` is a temporary file beside the output; empty when the record has none, or when the output
    holds the same bytes already. ``xml`` holds them where there is no folder to write to.
    """

    row: dict[str, Any]
    staged: str = ""
    digest: str = ""
    xml: bytes = b""


class Encoded(Protocol):
    """What the encoder gives: the id, the exact bytes, and the tree parsed from them."""

    @property
    def id(self) -> str: ...
    @property
    def xml(self) -> bytes: ...
    @property
    def root(self) -> Any: ...


class Tools(Protocol):
    """What works on a record; built once a process, because it compiles patterns and the schema."""

    def read(self, data: bytes, name: str, layout: str | None) -> Record: ...
    def encode(self, record: Record) -> Encoded: ...
    def faults(self, document: Encoded, path: str) -> list[Diagnostic]: ...


class OwnTools:
    """The reader, the encoder and the schema of Diplomata."""

    def __init__(self, edition: Edition) -> None:
        from diplomata.reading import Reader
        from diplomata.validation.gate import gate

        self._edition = edition
        self._reader = Reader(edition)
        self._gate = gate()

    def read(self, data: bytes, name: str, layout: str | None) -> Record:
        """Read one record. Raises :class:`~diplomata.errors.RecordRefused`."""
        return self._reader.read(data, name, layout=layout)

    def encode(self, record: Record) -> Encoded:
        """Encode it. Raises :class:`~diplomata.errors.NotConserved`."""
        from diplomata.tei.document import encode

        return encode(record, self._edition)

    def faults(self, document: Encoded, path: str) -> list[Diagnostic]:
        """Where the document does not follow the schema or breaks a rule; empty when it may be written.

        What the rules would have an editor look at keeps no record back: the reader has said it already.
        """
        from diplomata.validation import quick, rules, validate_bytes
        from diplomata.validation.parsing import Document

        if not self._gate.check(document.root):
            return validate_bytes(document.xml, path) or [diagnose("schema-invalid", path=path)]
        if quick.surely_keeps(document.root, rules.stem_of(path)):
            return []
        told = rules.rules().check(Document(path, document.root, document.xml))
        return [breach for breach in told if breach.severity is Severity.ERROR]


def tools(edition: Edition) -> Tools:
    """The tools of this process for ``edition``; made anew when its layouts or its list of persons change."""
    from diplomata.reading import files_of

    return _tools(edition, files_of(edition))


@lru_cache(maxsize=2)
def _tools(edition: Edition, files: tuple[tuple[str, int, int], ...]) -> Tools:
    return OwnTools(edition)


def work(job: Job, items: Sequence[SourceItem]) -> list[Done]:
    """Work on a batch of records, each for itself: whatever goes wrong with one is its own result."""
    return [work_on_one(job, item) for item in items]


def work_on_one(job: Job, item: SourceItem) -> Done:
    """Work on one record. Every exception becomes a failed record, with its traceback in the row.

    Raises :class:`~diplomata.errors.DiplomataError` for what is wrong with the run, not with the record: an
    unknown layout, a layout file with mistakes.
    """
    row = failed_row(item.name)
    try:
        return _worked(job, item, row)
    except RecordError as error:
        # A page that is no record is refused; a record that we or the disk could not do has failed.
        refused = isinstance(error, RecordRefused) and not isinstance(error, SourceProblem)
        row["status"] = "refused" if refused else "failed"
        row["diagnostics"] += [found.as_dict() for found in error.diagnostics]
    except DiplomataError:  # The command or the settings are wrong: that is not the record's fault.
        raise
    except Exception as error:
        message = f"{type(error).__name__}: {error}".strip(": ")
        row["diagnostics"].append(diagnose("encoder-failed", message, path=item.name).as_dict())
        row["traceback"] = traceback.format_exc()
    row["output"] = None
    return Done(row)


def _worked(job: Job, item: SourceItem, row: dict[str, Any]) -> Done:
    data = item.read(job.limit)
    own = tools(job.edition)
    record = own.read(data, item.name, job.layout)
    row["layout"] = record.layout
    row["id"] = record.id
    row["counts"] = record.counts()
    row["diagnostics"] = [found.as_dict() for found in record.diagnostics]
    row["words"] = record.words()
    document = own.encode(record)
    row["id"] = document.id
    faults = own.faults(document, f"{document.id}.xml")
    if faults:
        raise RecordError("the TEI does not follow the schema", faults)
    if not _SAFE_ID.fullmatch(document.id) or len(document.id.encode()) > _LONGEST_ID:
        raise ValueError(f"the id {document.id!r} cannot be a file name")
    digest = hashlib.sha256(document.xml).hexdigest()
    if not job.target:
        row["status"] = "written"
        return Done(row, digest=digest, xml=document.xml)
    output = Path(job.target) / f"{document.id}.xml"
    row["output"] = str(output)
    row["status"] = "written"
    if same_bytes(output, document.xml):
        row["status"] = "unchanged"
        return Done(row, digest=digest)
    try:
        return Done(row, staged=str(stage(output, document.xml)), digest=digest)
    except OSError as error:
        raise RecordError("the output cannot be written", [unwritable(row["output"], error)]) from error


def unwritable(output: str, error: Exception) -> Diagnostic:
    """The diagnostic of an output that cannot be written."""
    reason = getattr(error, "strerror", None) or error
    return diagnose("output-unwritable", f"the output cannot be written: {reason}", path=output)


def failed_row(source: str, found: Sequence[Diagnostic] = ()) -> dict[str, Any]:
    """The row of a record of which nothing is known but what went wrong."""
    return {
        "source": source,
        "id": None,
        "output": None,
        "layout": None,
        "status": "failed",
        "counts": {},
        "words": {},
        "diagnostics": [diagnostic.as_dict() for diagnostic in found],
    }
