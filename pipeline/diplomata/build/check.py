"""Validation of many files, over the same batches as the conversion."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from diplomata.build.convert import Hooks
from diplomata.build.pool import Pool
from diplomata.build.report import Summary
from diplomata.diagnostics import Diagnostic, Severity, diagnose
from diplomata.errors import DiplomataError
from diplomata.sources import SourceItem, SourceProblem

if TYPE_CHECKING:
    from diplomata.validation import Schema


class Checked(NamedTuple):
    """One file and what is wrong with it."""

    name: str
    found: list[Diagnostic]


def check(
    items: Iterable[SourceItem],
    schemas: tuple[Path, ...] = (),
    *,
    jobs: int = 0,
    executor: Executor | None = None,
    hooks: Hooks | None = None,
) -> Iterator[Checked]:
    """Validate each file, against ``schemas`` or else our own, in the order of ``items``.

    Raises :class:`~diplomata.errors.DiplomataError` when a schema cannot be used.
    """
    hooks = hooks or Hooks()
    if executor is not None:  # Other machines have other working folders.
        items = (replace(item, path=os.path.abspath(item.path) if item.path else "") for item in items)  # noqa: PTH100
    pool: Pool[SourceItem, Checked] = Pool(
        partial(_check_batch, schemas), lost=_lost, stop=hooks.stop, jobs=jobs, executor=executor
    )
    for batch in pool.run(items):
        yield from batch


def as_row(checked: Checked) -> dict[str, Any]:
    """The row of the report of one validated file."""
    valid = not any(found.severity is Severity.ERROR for found in checked.found)
    return {
        "source": checked.name,
        "status": "valid" if valid else "invalid",
        "counts": {},
        "diagnostics": [found.as_dict() for found in checked.found],
    }


def valid(summary: Summary) -> bool:
    """Whether every file was valid."""
    return summary.statuses["valid"] == summary.total


def _check_batch(schemas: tuple[Path, ...], items: list[SourceItem]) -> list[Checked]:
    """Validate a batch. It goes to the validation as one: a validator that is a program of its own starts once."""
    from diplomata.validation import MAX_BYTES, load_schemas, validate_many

    chosen = load_schemas(schemas)
    found: dict[int, list[Diagnostic]] = {}
    files: list[tuple[str, bytes]] = []
    numbers: list[int] = []
    for number, item in enumerate(items):
        try:
            files.append((item.name, item.read(MAX_BYTES)))
            numbers.append(number)
        except SourceProblem as problem:
            found[number] = list(problem.diagnostics)
    try:
        told = [told for _, told in validate_many(files, chosen)]
    except DiplomataError:  # A schema that cannot be used ends the run: with it, nothing is valid.
        raise
    except Exception:
        told = [_check_one(file, chosen) for file in files]
    found.update(zip(numbers, told, strict=True))
    return [Checked(item.name, found[number]) for number, item in enumerate(items)]


def _check_one(file: tuple[str, bytes], schemas: tuple[Schema, ...]) -> list[Diagnostic]:
    """Validate one file of a batch that failed as a whole: a fault of ours with one file is that file's alone."""
    from diplomata.validation import validate_bytes

    path, data = file
    try:
        return validate_bytes(data, path, schemas)
    except DiplomataError:
        raise
    except Exception:
        message = f"the validation failed: {traceback.format_exc(limit=-3).strip()}"
        return [diagnose("schema-unusable", message, path=path)]


def _lost(item: SourceItem) -> Checked:
    message = "the worker process died on this file: killed, or out of memory"
    return Checked(item.name, [diagnose("xml-unsafe", message, path=item.name)])
