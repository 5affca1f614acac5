"""The files of a site: written whole, only where they changed, and remembered for the next run."""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path

from diplomata.files import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, write_atomic

MANIFEST = ".diplomata"
"""The list of the files that the last run wrote: what is in it and not written again is removed."""


class Output:
    """A folder that a site is written to. Names of files are relative to it, with ``/``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written = self.unchanged = 0
        self.names: set[str] = set()

    def put(self, name: str, data: bytes) -> None:
        """Write one file. Raises :class:`OSError`."""
        self.count(name, changed=write_atomic(self.folder / name, data))

    def put_file(self, name: str, source: Path) -> None:
        """Put a file that was made elsewhere in its place, without holding it in memory. Raises :class:`OSError`."""
        target = self.folder / name
        if target.is_file() and filecmp.cmp(source, target, shallow=False):
            self.count(name, changed=False)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f"{TEMPORARY_PREFIX}{os.getpid()}{TEMPORARY_SUFFIX}")
        try:
            shutil.copyfile(source, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        self.count(name, changed=True)

    def count(self, name: str, *, changed: bool) -> None:
        """Remember a file that was written elsewhere."""
        if changed:
            self.written += 1
        else:
            self.unchanged += 1
        self.names.add(name)

    def finish(self) -> int:
        """Remove what an earlier run wrote and this one did not; returns how many files that were."""
        manifest = self.folder / MANIFEST
        old = manifest.read_text("utf-8").splitlines() if manifest.is_file() else []
        removed = 0
        for name in sorted(set(old) - self.names):
            path = self.folder / name
            # The list could have been changed by hand: nothing outside the site is removed.
            if name and ".." not in Path(name).parts and not Path(name).is_absolute() and path.is_file():
                path.unlink()
                removed += 1
        write_atomic(manifest, "".join(f"{name}\n" for name in sorted(self.names)).encode())
        return removed
