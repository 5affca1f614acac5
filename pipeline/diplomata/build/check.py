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
    pass


LARGEST = 64 << 20
"""Bytes: a file that is larger is refused unread; the TEI of one record has a few hundred thousand."""


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
    from diplomata.validation import load_schemas

    at_once = max((schema.batch for schema in load_schemas(schemas)), default=1)
    pool: Pool[SourceItem, Checked] = Pool(
        partial(_check_batch, schemas),
        lost=_lost,
        stop=hooks.stop,
        jobs=jobs,
        executor=executor,
        smallest=min(at_once, 64),
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
    from diplomata.validation import load_schemas, validate_many

    loaded = load_schemas(schemas)
    found: dict[int, list[Diagnostic]] = {}
    readable: list[tuple[str, bytes]] = []
    places: list[int] = []
    for place, item in enumerate(items):
        try:
            readable.append((item.name, item.read(LARGEST)))
            places.append(place)
        except SourceProblem as problem:
            found[place] = list(problem.diagnostics)
    try:
        for place, (_, told) in zip(places, validate_many(readable, loaded, max_bytes=LARGEST), strict=True):
            found[place] = told
    except DiplomataError:  # A schema that cannot be used ends the run: with it, nothing is valid.
        raise
    except Exception:
        if len(items) > 1:  # One of them makes the validation fall over: each alone, so that it is only that one.
            return [checked for item in items for checked in _check_batch(schemas, [item])]
        message = f"the validation failed: {traceback.format_exc(limit=-3).strip()}"
        found[0] = [diagnose("schema-unusable", message, path=items[0].name)]
    return [Checked(item.name, found[place]) for place, item in enumerate(items)]


def _lost(item: SourceItem) -> Checked:
    message = "the worker process died on this file: killed, or out of memory"
    return Checked(item.name, [diagnose("xml-unsafe", message, path=item.name)])
