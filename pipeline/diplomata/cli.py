"""The command line: options to arguments, results to output. Everything it does is a function elsewhere.

Nothing heavy is imported before a command needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diplomata import __version__, cli_reading, cli_serving
from diplomata import cli_options as options
from diplomata.errors import DiplomataError, ExitCode, NothingToDo, SettingsError, UsageError

if TYPE_CHECKING:
    from diplomata.diagnostics import Diagnostic

_FORMATS = ("text", "json", "github", "sarif")
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Front(click.Group):
    """Turns the errors that end a run into sentences and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        from diplomata.console import tell

        try:
            return super().invoke(ctx)
        except DiplomataError as error:
            if isinstance(error, SettingsError):
                for found in error.diagnostics:
                    tell(str(found))
            tell(f"Error: {error.message}")
            if error.hint:
                tell(f"    {error.hint}")
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            tell("Interrupted.")
            ctx.exit(ExitCode.INTERRUPTED)


@click.group(cls=_Front, context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="diplomata", message="%(prog)s %(version)s")
def cli() -> None:
    """From plain-text archival records to a validated TEI edition: XML, website and plain text.

    Exit codes: 0 done; 1 some records failed or were invalid; 2 wrong usage or settings;
    3 nothing to do with what was given; 130 interrupted, what was done is kept.
    """


_jobs = click.option(
    "--jobs", "-j", type=click.IntRange(1, 512), metavar="N", help="Worker processes; one a processor if not given."
)
_cluster = click.option(
    "--cluster", "address", metavar="ADDRESS", help="Work on the Dask cluster of this scheduler: tcp://HOST:8786."
)
_strict = click.option("--strict", is_flag=True, help="Exit with 1 also when something is left to review.")
_force = click.option("--force", is_flag=True, help="Overwrite TEI that was changed by hand.")
_report = click.option(
    "--report", metavar="FILE", help="Write one JSON object a record to FILE; - is standard output."
)


@cli.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Lay out a new edition.

    DIR gets edition.toml, records/ with one invented record, README.md, and what GitHub and GitLab need to publish
    it.
    """
    from diplomata.build.start import new_edition

    for path in new_edition(folder):
        click.echo(path)
    from diplomata.console import tell

    tell(f"Put your records into {folder / 'records'}, then: diplomata build {folder}")


@cli.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--to", "target", metavar="DIR", required=True, help="The folder or address for the TEI; - is standard output."
)
@_report
@options.layout
@options.edition
@_jobs
@_cluster
@_strict
@_force
@click.pass_context
def convert(
    ctx: click.Context,
    sources: tuple[str, ...],
    target: str,
    report: str | None,
    layout: str | None,
    edition_folder: Path | None,
    jobs: int | None,
    address: str | None,
    strict: bool,
    force: bool,
) -> None:
    """Convert plain text to TEI.

    SOURCE is a file, a folder (every .txt file below it), an archive (.zip, .tar, .tar.gz, .tar.zst), JSON Lines
    (.jsonl), an address (s3://, gs://, https://) or - for standard input. An edition.toml is not needed.
    """
    from diplomata.build.cluster import cluster
    from diplomata.build.convert import Hooks, convert_to_standard_output
    from diplomata.build.convert import convert as run
    from diplomata.build.findings import keep_after
    from diplomata.build.report import report_to
    from diplomata.build.worker import Job
    from diplomata.console import progress, shown, stoppable, tell_sums
    from diplomata.edition import edition_for
    from diplomata.remote import is_address
    from diplomata.sources import count_sources, iter_sources
    from diplomata.state import home_of, open_state

    edition = edition_for(edition_folder, sources[0], "records")
    if target == "-":
        if report == "-":
            raise UsageError("--to and --report cannot both be standard output")
        ctx.exit(convert_to_standard_output(sources, edition, report, layout, strict=strict))
    own = [edition.path("xml"), edition.path("site")] + ([] if is_address(target) else [Path(target)])
    items = iter_sources(sources, max_bytes=edition.max_bytes, leave_out=own)
    with (
        cluster(address) as executor,
        open_state(home_of(target, edition)) as state,
        report_to(report) as write,
        stoppable() as stop,
        progress() as tell,
    ):
        total = count_sources(sources, leave_out=own)
        hooks = Hooks(shown(write, tell, total), stop)
        job = Job(edition, target, layout)
        summary = run(items, job, state, jobs=jobs or 0, force=force, executor=executor, hooks=hooks)
        if state.folder.parent == edition.folder:
            keep_after(summary, edition.path("xml"))
    if not summary.total and not summary.interrupted:
        raise NothingToDo("no .txt file was found", hint="Name files, or folders that hold .txt files.")
    tell_sums(summary, report)
    ctx.exit(summary.exit_code(strict=strict))


@cli.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--schema",
    "schemas",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Validate against this schema (.xsd, .rng, .sch) instead of our own; may be repeated.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    help="How findings are printed.",
)
@_jobs
@_cluster
@_strict
@click.pass_context
def validate(
    ctx: click.Context,
    paths: tuple[str, ...],
    schemas: tuple[Path, ...],
    form: str,
    jobs: int | None,
    address: str | None,
    strict: bool,
) -> None:
    """Validate TEI files.

    PATH is a file, a folder (every .xml file below it) or - for standard input. Findings go to standard output.
    """
    from diplomata.build.check import LARGEST, as_row, check, valid
    from diplomata.build.cluster import cluster
    from diplomata.build.convert import Hooks
    from diplomata.build.report import Summary
    from diplomata.console import progress, stoppable, tell
    from diplomata.sources import count_sources, iter_sources
    from diplomata.validation.output import render

    items = iter_sources(paths, max_bytes=LARGEST, suffix=".xml")
    summary = Summary()
    log: list[Diagnostic] = []
    with cluster(address) as executor, stoppable() as stop, progress() as told:
        total = count_sources(paths, suffix=".xml")
        for checked in check(items, schemas, jobs=jobs or 0, executor=executor, hooks=Hooks(stop=stop)):
            summary.add(as_row(checked))
            if form == "sarif":  # One log for all; the others are written as they come.
                log += checked.found
            else:
                click.echo(render(checked.found, form), nl=False)
            told("validate", summary.total, total)
        summary.interrupted = stop()
    if not summary.total and not summary.interrupted:
        raise NothingToDo(f"{' '.join(paths)}: no .xml file was found", hint="Name the folder that convert wrote to.")
    if form == "sarif":
        click.echo(render(log, form), nl=False)
    tell(f"{summary.statuses['valid']} valid, {summary.statuses['invalid']} invalid")
    if summary.interrupted:
        ctx.exit(ExitCode.INTERRUPTED)
    fine = valid(summary) and not (strict and summary.severities["review"])
    ctx.exit(ExitCode.DONE if fine else ExitCode.FAILED)


@cli.command()
@click.argument("xml", metavar="XML")
@click.option("--to", "site", metavar="DIR", required=True, help="The folder or address for the site.")
@options.edition
@_jobs
@click.option(
    "--width",
    type=click.IntRange(0, 1000),
    metavar="N",
    help="Characters a line of the text edition, 0 for a line a paragraph; 72 if the settings do not say.",
)
@click.pass_context
def publish(
    ctx: click.Context, xml: str, site: str, edition_folder: Path | None, jobs: int | None, width: int | None
) -> None:
    """Publish a folder of TEI as a website.

    XML is the folder, or an address (s3://, gs://); of what is at an address, only what changed is fetched or sent.
    """
    from diplomata.build.findings import kept
    from diplomata.build.mirror import fetch, place_of, send
    from diplomata.console import progress, tell
    from diplomata.edition import NOWHERE, edition_for
    from diplomata.remote import is_address

    if not is_address(xml) and not Path(xml).is_dir():
        raise UsageError(f"{xml}: there is no such folder")
    tei = fetch(xml, ".xml") if is_address(xml) else Path(xml)
    from diplomata.build.pool import default_jobs
    from diplomata.publish.site import publish as run

    edition = edition_for(edition_folder, xml, "xml")
    # That of an edition may be empty yet; of any other it is more likely that another was meant.
    if edition.folder == NOWHERE and not any(tei.glob("*.xml")):
        raise NothingToDo(f"{xml}: the folder holds no .xml file", hint="Name the folder that convert wrote to.")
    if width is not None:
        edition = replace(edition, text_width=width)
    known = kept(tei)
    with progress() as told:
        place = place_of(site) if is_address(site) else Path(site)
        report = run(tei, place, edition, told, jobs=jobs or default_jobs(), found=known.found, gone=known.gone)
    for found in report.diagnostics:
        tell(str(found))
    if not report.records:
        tell(f"{xml}: no record to publish; the site says that there is none yet")
    if is_address(site):
        tell(f"{send(site)} files sent to {site}")
    click.echo(f"{site.rstrip('/')}/index.html")
    ctx.exit(ExitCode.FAILED if report.skipped else ExitCode.DONE)


@cli.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@_report
@_jobs
@_cluster
@_strict
@_force
@click.option("--explain", is_flag=True, help="Say of everything that is done again why it is.")
@click.pass_context
def build(
    ctx: click.Context,
    folder: Path,
    report: str | None,
    jobs: int | None,
    address: str | None,
    strict: bool,
    force: bool,
    explain: bool,
) -> None:
    """Convert, validate and publish all that changed.

    DIR is the folder of the edition, the one with edition.toml; if not given, this one.
    """
    from diplomata.build.cluster import cluster
    from diplomata.build.convert import Hooks
    from diplomata.build.report import report_to
    from diplomata.build.whole import build as run
    from diplomata.console import explained, progress, shown, stoppable, tell, tell_sums, untold
    from diplomata.edition import load_edition
    from diplomata.sources import count_sources

    edition = load_edition(folder)
    with cluster(address) as executor, report_to(report) as write, stoppable() as stop, progress() as told:
        total = cache(partial(count_sources, [edition.path("records")]))
        hooks = Hooks(shown(write, told, total), stop, told, explained if explain else untold)
        built = run(edition, jobs=jobs or 0, force=force, executor=executor, hooks=hooks)
    for found in built.diagnostics:
        tell(str(found))
    tell_sums(built.summary, report)
    if built.published and not built.records:
        tell(f"{edition.path('records')}: no record to publish; the site says that there is none yet")
    if built.published:
        click.echo(built.site / "index.html", err=report == "-")
    ctx.exit(built.exit_code(strict=strict))


cli.add_command(cli_reading.inspect)
cli.add_command(cli_reading.survey)
cli.add_command(cli_serving.serve)


def main() -> None:
    """The program ``diplomata``."""
    cli(prog_name="diplomata")


if __name__ == "__main__":
    main()
