"""Whether anything changed that a site is made from: looked at again and again, which works on every system."""

from __future__ import annotations

import hashlib
import os
import time
from typing import TYPE_CHECKING

from diplomata.edition import FILE_NAME
from diplomata.publish import own_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from diplomata.edition import Edition

OFTEN = 0.2
"""Seconds between two looks at a small edition."""
_SHARE = 10
"""Between two looks at a large one there is so many times what a look takes: it costs a tenth of a processor."""
_FILES = (FILE_NAME, *own_words.FILES)
_NAMED = ("people", "logo")
_FOLDERS = ("records", "xml", "layouts", "xslt")


class Watch:
    """Looks at the files of an edition. ``pause`` is how long to wait before the next look, in seconds."""

    def __init__(self) -> None:
        self.pause = OFTEN

    def look(self, edition: Edition) -> str:
        """What changes when a file does that the site is made from: its name, size or time."""
        began = time.monotonic()
        found = hashlib.sha256()
        for line in _seen(edition):
            found.update(line.encode("utf-8", "surrogateescape") + b"\0")
        self.pause = max(OFTEN, (time.monotonic() - began) * _SHARE)
        return found.hexdigest()


def _seen(edition: Edition) -> Iterator[str]:
    single = [edition.folder / name for name in _FILES]
    for path in [*single, *(edition.path(name) for name in _NAMED if getattr(edition, name))]:
        yield f"{path} {_stamp(path)}"
    for name in _FOLDERS:
        place = edition.path(name)
        yield from _below(str(place)) if place.is_dir() else [f"{place} {_stamp(place)}"]


def _below(folder: str) -> Iterator[str]:
    """A line for every file in a folder and below it, in an order that stays; hidden ones are left out."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry for entry in entries if entry.name[0] != "."), key=lambda entry: entry.name)
    except OSError:  # It went while it was looked at: the next look sees that.
        return
    for entry in found:
        if entry.is_dir():
            yield from _below(entry.path)
        else:
            yield f"{entry.path} {_stamp(entry)}"


def _stamp(file: os.DirEntry[str] | Path) -> str:
    try:
        status = file.stat()
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}"
