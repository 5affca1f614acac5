"""What the tests of building again share: a build as users run it, and what it left."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from click.testing import CliRunner

from diplomata.cli import cli

if TYPE_CHECKING:
    from pathlib import Path


def age(folder: Path) -> None:
    """Make sources older than the grain of file times."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (1_000_000, 1_000_000))


def build(*more: str) -> str:
    """Build the edition in the current folder; returns what was said."""
    result = CliRunner().invoke(cli, ["build", *more])
    assert result.exit_code == 0, result.output
    return result.output


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The TEI and the site of an edition, by path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for part in ("xml", "site")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }


def times_of(folder: Path) -> dict[str, int]:
    """When each file of TEI and site was written, in nanoseconds."""
    return {name: (folder / name).stat().st_mtime_ns for name in bytes_of(folder)}
