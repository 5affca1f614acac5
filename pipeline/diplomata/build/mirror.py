"""A folder of this machine that stands for one at an address: fetched before the work, sent after it."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from diplomata import remote
from diplomata.archives import leads_out
from diplomata.build.target import file_stamp
from diplomata.errors import DiplomataError
from diplomata.files import write_atomic
from diplomata.state import FOLDER

_T = TypeVar("_T")
_AT_ONCE = 16
_BATCH = 500


class StorageUnusable(DiplomataError):
    """A storage does not answer, or does not let us read or write."""


def place_of(address: str) -> Path:
    """The folder below this one that stands for ``address``."""
    digest = hashlib.sha256(address.rstrip("/").encode()).hexdigest()[:16]
    return Path(FOLDER, "mirrors", digest, "files")


def fetch(address: str, suffix: str) -> Path:
    """The folder that stands for ``address``, with every file there whose name ends in ``suffix``.

    What is here already and has not changed there is not fetched again. Raises :class:`StorageUnusable`.
    """
    folder, top = place_of(address), address.rstrip("/")
    before, now = _known(folder), dict[str, str]()

    def one(found: remote.Found) -> None:
        name = found.address.removeprefix(top).lstrip("/")
        if leads_out(name) or (before.get(name) == found.stamp != "" and (folder / name).is_file()):
            return
        write_atomic(folder / name, remote.read(found.address))

    def noted() -> Iterator[remote.Found]:
        for found in remote.files(address, suffix):
            now[found.address.removeprefix(top).lstrip("/")] = found.stamp
            yield found

    _each(one, noted(), address)
    for name in before.keys() - now.keys():
        (folder / name).unlink(missing_ok=True)
    _remember(folder, now)
    return folder


def send(address: str) -> int:
    """Bring ``address`` to what the folder that stands for it holds; returns how many files were sent.

    What was sent before and is no more is removed there; what others have put there stays. Raises
    :class:`StorageUnusable`.
    """
    folder, top = place_of(address), address.rstrip("/")
    before = _known(folder)
    paths = (f"{place}/{name}" for place, _, names in os.walk(folder) for name in names)
    now = {path.removeprefix(f"{folder}/"): file_stamp(path) for path in paths}
    new = [name for name in sorted(now) if before.get(name) != now[name]]
    # Pages first and what leads to them last, so that a reader never follows a link to nothing.
    new.sort(key=lambda name: name.count("/"), reverse=True)
    _each(lambda name: remote.write(f"{top}/{name}", (folder / name).read_bytes()), new, address)
    _each(lambda name: remote.remove(f"{top}/{name}"), sorted(before.keys() - now.keys()), address)
    _remember(folder, now)
    return len(new)


def _each(work: Callable[[_T], None], items: Iterable[_T], address: str) -> None:
    rest = iter(items)
    try:
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            while batch := list(itertools.islice(rest, _BATCH)):
                list(threads.map(work, batch))
    except DiplomataError:
        raise
    except Exception as error:  # Every storage has its own names for what goes wrong.
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise StorageUnusable(f"{address}: {reason}", hint="What was done is kept; run the command again.") from error


def _known(folder: Path) -> dict[str, str]:
    try:
        known: dict[str, str] = json.loads((folder.parent / "known.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known


def _remember(folder: Path, now: dict[str, str]) -> None:
    write_atomic(folder.parent / "known.json", json.dumps(now, sort_keys=True).encode())
