"""What of earlier runs still stands, and what is put where: the only one who writes TEI into its place."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from diplomata import remote
from diplomata.build import recipe, worker
from diplomata.build.target import Target, file_stamp
from diplomata.build.worker import Done, Job
from diplomata.diagnostics import diagnose
from diplomata.sources import SourceItem
from diplomata.state import Known, Output, State

_RACY = 2_000_000_000
"""Nanoseconds: a file that changed so shortly ago could change again without its time showing it."""

Row = dict[str, Any]


class Kept(NamedTuple):
    """A source for which nothing has to be done: its name, id and digest, and its row as it was remembered."""

    name: str
    id: str
    digest: str
    told: str


class Keeper:
    """Puts the outputs in their places, in the order of the sources; the only one who does."""

    def __init__(
        self, job: Job, state: State, target: Target, *, force: bool, why: Callable[[str, str], None]
    ) -> None:
        self._state = state
        self._force = force
        self._why = why
        self._recipe = recipe.of_tei(job.edition, job.layout)
        self._target = target
        self._stamps: dict[str, str] = {}

    def ready(self, items: Sequence[SourceItem]) -> list[Done | Kept | None]:
        """The result of each source that is as it was, made by the same recipe, with its output as we left it."""
        keys = [key_of(item.name) for item in items]
        known = self._state.sources(keys)
        held = self._state.outputs([one.id for one in known.values() if one.id])
        return [self._ready(item, known.get(key), held) for item, key in zip(items, keys, strict=True)]

    def _ready(self, item: SourceItem, known: Known | None, outputs: dict[str, Output]) -> Kept | None:
        stamp = _stamp_of(item)
        reason = self._reason(known, stamp)
        if known is None or reason:
            self._stamps[item.name] = stamp
            self._why(item.name, reason)
            return None
        held = outputs.get(known.id)
        if held is not None and held.previous != held.digest:  # That older one is not ours any more.
            self._state.settle_output(held.id)
        return Kept(item.name, known.id, held.digest if held else "", known.row)

    def _reason(self, known: Known | None, stamp: str) -> str:
        """Why a source has to be worked on; empty when it has not."""
        if known is None:
            return "it is new"
        if not stamp or known.stamp != stamp:
            return "the record changed, or may have"
        if known.recipe != self._recipe:
            return "the program, the settings, a layout or the register of people changed"
        if known.id and known.output_stamp != self._target.stamp(self._target.name(known.id)):
            return "its TEI was changed or is missing"
        return ""

    def keep(self, batch: Sequence[Done | Kept]) -> list[Row]:
        """Settle a batch: what may be written is remembered first and then put in its place."""
        settled = self._opened(batch)
        worked = [done for done in batch if isinstance(done, Done)]
        if not worked:
            ours = [done for done in settled if done.digest]
            for done, first in zip(ours, self._state.see_all([done.row["id"] for done in ours]), strict=True):
                if not first:
                    self._taken(done)
            return [done.row for done in settled]
        new = [done for done in worked if done.digest and (done.staged or done.xml)]
        for done in new:
            done.row["output"] = done.row["output"] or self._target.name(done.row["id"])
        there = dict(zip(map(id, new), self._target.digests([done.row["output"] for done in new]), strict=True))
        for done, given in zip(settled, batch, strict=True):
            if isinstance(given, Kept) and done.digest:
                if not self._state.see(done.row["id"]):
                    self._taken(done)
            elif done.digest:
                self._claim(done, there.get(id(done)))
            else:
                self._still_there(done)
        # Before any file moves: a run that is killed between must not take its own output for a scholar's.
        self._state.commit()
        placed = [done for done in new if done.row["status"] == "written"]
        for done, problem in zip(placed, self._target.place(placed), strict=True):
            if problem is not None:
                _fail(done, worker.unwritable(done.row["output"], problem).as_dict())
        self._remember(worked)
        return [done.row for done in settled]

    def _opened(self, batch: Sequence[Done | Kept]) -> list[Done]:
        """The batch with the rows of what was kept, read all at once: each for itself takes twice as long."""
        rows = iter(json.loads(f"[{','.join(one.told for one in batch if isinstance(one, Kept))}]"))
        return [self._unchanged(one, next(rows)) if isinstance(one, Kept) else one for one in batch]

    def _unchanged(self, kept: Kept, row: Row) -> Done:
        if kept.id:
            row["output"] = self._target.name(kept.id)
            row["status"] = "unchanged"
        if row["source"] != kept.name:  # Named otherwise this time: from another folder.
            for found in row["diagnostics"]:
                if found["path"] == row["source"]:
                    found["path"] = kept.name
            row["source"] = kept.name
        return Done(row, digest=kept.digest)

    def _claim(self, done: Done, current: str | Exception | None) -> None:
        """Take the id of a record for it, unless another has it, or its output is not ours: ``current`` digest."""
        row = done.row
        held = self._state.output(row["id"])
        if held is not None and self._state.seen(row["id"]):
            self._taken(done)
            return
        before = held.digest if held else ""
        if isinstance(current, Exception):
            _discard(done, worker.unwritable(row["output"], current).as_dict())
            return
        if current is not None:
            ours = not current or (held is not None and current in (held.digest, held.previous))
            if not ours and not self._force:
                _discard(done, diagnose("output-edited", path=row["output"]).as_dict())
                # Seen, with what we last wrote: the file stays the scholar's.
                self._state.put_output(row["id"], before, held.previous if held else "", key_of(row["source"]))
                return
            before = current
            if current == done.digest:
                row["status"] = "unchanged"
                _drop(done)
        self._state.put_output(row["id"], done.digest, before, key_of(row["source"]))

    def _taken(self, done: Done) -> None:
        """Refuse a record whose id another one has."""
        row, held = done.row, self._state.output(done.row["id"])
        first = held.source if held is not None else ""
        if first and not os.path.isabs(row["source"]):  # noqa: PTH117 - a name, not a file that has to be there
            first = os.path.relpath(first)
        message = f"the id {row['id']} is that of {first} already; this record is not written"
        _discard(done, diagnose("record-id-duplicate", message, path=row["source"]).as_dict())

    def _still_there(self, done: Done) -> None:
        """A source that fails today keeps the output of a better day: its output has not vanished."""
        known = self._state.source(key_of(done.row["source"]))
        held = self._state.output(known.id) if known and known.id else None
        if held is not None:
            self._state.see(held.id)

    def _remember(self, batch: list[Done]) -> None:
        good = [done for done in batch if done.row["status"] in ("written", "unchanged")]
        stamps = dict(zip(map(id, good), self._target.stamps([done.row["output"] for done in good]), strict=True))
        for done in batch:
            row = done.row
            stamp = self._stamps.pop(row["source"], "")
            if id(done) in stamps or row["status"] == "refused":
                record = row["id"] if id(done) in stamps else ""
                told = json.dumps(row, ensure_ascii=False)
                known = Known(
                    key_of(row["source"]),
                    stamp,
                    self._recipe,
                    record,
                    stamps.get(id(done), ""),
                    told,
                    self._state.run,
                )
                self._state.put_source(known)


def _drop(done: Done) -> None:
    if done.staged:
        Path(done.staged).unlink(missing_ok=True)


def _discard(done: Done, found: Row) -> None:
    _drop(done)
    _fail(done, found)


def _fail(done: Done, found: Row) -> None:
    done.row["status"] = "failed"
    done.row["output"] = None
    done.row["diagnostics"].append(found)


def key_of(path: str) -> str:
    """The whole path of a source or an output, by which it is remembered; a link is a name of its own."""
    if remote.is_address(path):
        return path
    folder, _, name = path.rpartition(os.sep)
    if name in ("", os.curdir, os.pardir) or (os.altsep and os.altsep in path) or not folder:
        return os.path.abspath(path)  # noqa: PTH100 - a link is a name of its own
    return f"{_whole(folder, os.getcwd())}{os.sep}{name}"  # noqa: PTH109 - for every record


@lru_cache(maxsize=8)
def _whole(folder: str, working: str) -> str:
    """The whole path of a folder; many records lie in one."""
    return os.path.abspath(os.path.join(working, folder))  # noqa: PTH100, PTH118 - as above


def _stamp_of(item: SourceItem) -> str:
    """What changes when a source does; empty when that cannot be told, or it changed too shortly ago."""
    if item.problem is not None:
        return ""
    if item.data is not None:  # From a stream: only its bytes tell whether it is as it was.
        return hashlib.sha256(item.data).hexdigest()
    if remote.is_address(item.path):
        return item.stamp
    stamp = file_stamp(item.path)
    return stamp if stamp and time.time_ns() - int(stamp.partition(":")[2]) >= _RACY else ""
