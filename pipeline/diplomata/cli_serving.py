"""The command that shows the site on this machine: ``serve``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplomata.errors import ExitCode

if TYPE_CHECKING:
    from diplomata.build.whole import Built
    from diplomata.errors import DiplomataError


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any free one.")
@click.pass_context
def serve(ctx: click.Context, folder: Path, port: int) -> None:
    """Show the site on this machine.

    It is built again whenever a record, TEI, a setting, a layout, a stylesheet or another file of the edition in DIR
    changes, and the pages that are open are loaded again; where a build fails, they say why. Only this machine can
    see it. Ctrl-C ends it.
    """
    from diplomata.build.serve import Serving
    from diplomata.console import tell
    from diplomata.edition import load_edition

    serving = Serving(load_edition(folder), port, _told)
    click.echo(serving.address)
    try:
        serving.run()
    except KeyboardInterrupt:
        tell("Ended.")
    ctx.exit(ExitCode.DONE)


def _told(result: Built | DiplomataError) -> None:
    from diplomata.build.serve import complaint
    from diplomata.build.whole import Built
    from diplomata.console import sums, tell

    if isinstance(result, Built):
        tell("; ".join(sums(result.summary)))
        for found in result.diagnostics:
            tell(str(found))
    else:
        tell(complaint(result))
