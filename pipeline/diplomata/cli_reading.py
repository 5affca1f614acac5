"""The commands that show how records are read: ``inspect`` and ``survey``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from diplomata import cli_options as options
from diplomata.errors import ExitCode, NothingToDo, RecordError, UsageError

_KINDS = ("speakers", "asides", "brackets", "notes", "unplaced")


@click.command()
@click.argument("record", metavar="RECORD")
@options.layout
@options.edition
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead, for programs.")
@click.pass_context
def inspect(ctx: click.Context, record: str, layout: str | None, edition_folder: Path | None, as_json: bool) -> None:
    """Show how a record was read.

    Each line of the source with its reading beside it; then the header, the layout and the speakers with the
    evidence for them, and what is unsure. RECORD is a file, or - for standard input.
    """
    from diplomata.api import read
    from diplomata.console import tell
    from diplomata.inspecting import Inspection
    from diplomata.inspecting.terminal import plain, show

    try:
        inspection = Inspection(read(record, layout=layout, edition=edition_folder))
    except RecordError as error:
        for found in error.diagnostics:
            tell(str(found))
        ctx.exit(ExitCode.FAILED)
    if as_json:
        click.echo(json.dumps(inspection.as_dict(), ensure_ascii=False))
    elif sys.stdout.isatty():
        from rich.console import Console

        show(inspection, Console())
    else:
        for line in plain(inspection):
            click.echo(line)


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(_KINDS),
    multiple=True,
    help="Only this table; may be repeated.",
    metavar="KIND",
)
@click.option(
    "--top",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    metavar="N",
    help="So many rows of each table, the most frequent; 0 for all.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead: one object a row.")
@click.option("--people", is_flag=True, help="Propose a people.xml instead, from who speaks in the records.")
@options.layout
@options.edition
@click.pass_context
def survey(
    ctx: click.Context,
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    top: int,
    as_json: bool,
    people: bool,
    layout: str | None,
    edition_folder: Path | None,
) -> None:
    """Count what many records have: speaker labels, asides, brackets, notes, lines that fit no field.

    Each row has a count, the text, what it was read as, and an example's file and line. KIND is speakers, asides,
    brackets, notes or unplaced. PATH is a file, a folder or an archive of plain-text records, or of TEI where it
    holds none, or - for standard input.
    """
    from diplomata.api import edition_of
    from diplomata.console import progress, tell
    from diplomata.surveying import propose_people
    from diplomata.surveying import survey as run

    if people and (kinds or as_json):
        raise UsageError("--people writes TEI, not tables", hint="Leave out --kind and --json.")
    edition = edition_of(edition_folder, paths[0])
    with progress() as told:

        def done(number: int) -> None:
            told("survey", number, None)

        if people:
            proposal = propose_people(paths, edition, layout=layout, told=done)
            files, problems, refused = proposal.files, proposal.problems, proposal.refused
        else:
            counted = run(paths, edition, kinds=kinds or _KINDS, layout=layout, told=done)
            files, problems, refused = counted.files, counted.problems, counted.refused
    for found in problems:
        tell(str(found))
    if not files and not refused:
        raise NothingToDo(f"{' '.join(paths)}: no .txt and no .xml file was found")
    if people and not proposal.xml and files:
        raise NothingToDo("nobody speaks in these records who is not in people.xml already")
    if people:
        sys.stdout.buffer.write(proposal.xml)
        sys.stdout.buffer.flush()
        tell(f"{proposal.persons} persons, {proposal.near} groups of near-identical names")
    elif as_json:
        for row in counted.tables(kinds or _KINDS, top):
            click.echo(json.dumps(row.as_dict(), ensure_ascii=False))
    elif sys.stdout.isatty():
        from rich.console import Console

        from diplomata.surveying.tables import show

        show(counted, kinds or _KINDS, top, Console())
    else:
        from diplomata.surveying.tables import plain

        for line in plain(counted, kinds or _KINDS, top):
            click.echo(line)
    tell(f"{files:,} files counted, {refused:,} not")
    ctx.exit(ExitCode.FAILED if refused else ExitCode.DONE)
