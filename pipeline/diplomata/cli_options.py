"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

edition = click.option(
    "--edition",
    "edition_folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The edition whose settings hold; if not given, the one that the sources are part of.",
)
layout = click.option("--layout", metavar="NAME", help="Read every record in this layout instead of telling it.")
