"""The whole way: records to TEI, TEI checked, TEI to the site."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from diplomata.build import recipe
from diplomata.build.check import as_row, check
from diplomata.build.convert import Hooks, absolute, convert
from diplomata.build.findings import Findings, found_in, keep, kept
from diplomata.build.pool import default_jobs, processes
from diplomata.build.report import Summary
from diplomata.build.worker import Job
from diplomata.diagnostics import Diagnostic, Severity
from diplomata.edition import Edition
from diplomata.errors import ExitCode, NothingToDo
from diplomata.publish.looking import Scout
from diplomata.sources import SourceItem, iter_sources
from diplomata.state import State, open_state


@dataclass
class Built:
    """What a build has done.

    ``summary`` are the sums of the conversion, ``diagnostics`` what is wrong with TEI that is not ours and
    with pages; ``published`` says whether the site is there, ``renewed`` whether this run has worked on it,
    ``records`` how many it has.
    """

    summary: Summary
    site: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)
    published: bool = False
    renewed: bool = False
    records: int = 0

    def exit_code(self, *, strict: bool = False) -> ExitCode:
        """The exit code of the build."""
        code = self.summary.exit_code(strict=strict)
        if code is ExitCode.NOTHING and self.published:
            code = ExitCode.DONE
        wrong = any(found.severity is Severity.ERROR for found in self.diagnostics)
        return ExitCode.FAILED if code is ExitCode.DONE and wrong else code


def build(
    edition: Edition,
    *,
    jobs: int = 0,
    force: bool = False,
    executor: Executor | None = None,
    hooks: Hooks | None = None,
) -> Built:
    """Convert what changed, check what others wrote, publish when anything changed.

    Nothing that is the user's is deleted. An edition whose folder of records is empty has a site all the same.
    Raises :class:`~diplomata.errors.NothingToDo` when it has neither such a folder nor TEI, and
    :class:`~diplomata.errors.DiplomataError` when its own folder cannot be written.
    """
    hooks = hooks or Hooks()
    if executor is not None:
        edition = absolute(edition)
    xml, records = edition.path("xml"), edition.path("records")
    if not records.exists() and (not xml.is_dir() or next(_tei_files(xml), None) is None):
        raise NothingToDo(f"{records}: there is no such folder", hint="Put the records there, one .txt file each.")
    edited: set[str] = set()

    def row(told: dict[str, Any]) -> None:
        if told["diagnostics"]:
            edited.update(found["path"] for found in told["diagnostics"] if found["code"] == "output-edited")
        hooks.row(told)

    with open_state(edition.folder) as state, _look_ahead(edition, state, jobs) as scout:
        own = [xml, edition.path("site"), edition.path("xslt"), edition.path("layouts")]
        items = iter_sources([records] if records.exists() else [], max_bytes=edition.max_bytes, leave_out=own)
        telling = replace(hooks, row=row)
        summary = convert(
            items, Job(edition, str(xml)), state, jobs=jobs, force=force, executor=executor, hooks=telling
        )
        built = Built(summary, edition.path("site"))
        others = _by_others(xml, state, edited)
        if others and not hooks.stop():
            for checked in check(others, jobs=jobs, executor=executor, hooks=hooks):
                if as_row(checked)["status"] == "invalid":
                    built.diagnostics += checked.found
        if not hooks.stop():
            known = kept(xml)
            state.put_gone_before(known.gone)
            if records.exists():
                _take_out_what_vanished(edition, state)
                known = Findings(found_in(summary), _gone(state, xml))
                keep(xml, known)
            _publish(edition, state, hooks, built, scout, known.found, jobs=jobs, executor=executor)
    summary.interrupted = hooks.stop()
    return built


def _memory(state: State) -> Path:
    """The file of what earlier runs made of the site."""
    return state.folder / "site.sqlite"


def _look_ahead(edition: Edition, state: State, jobs: int) -> AbstractContextManager[Scout | None]:
    """A process that looks at the site meanwhile, where there is a processor for it."""
    return Scout(edition.path("site"), _memory(state)) if (jobs or default_jobs()) > 1 else nullcontext()


def _by_others(xml: Path, state: State, edited: set[str]) -> list[SourceItem]:
    """The TEI that we did not write as it stands: what we wrote was checked when it was written."""
    others = {f"{xml}{os.sep}{name}.xml" for name in state.not_ours(_tei_files(xml))}
    return [SourceItem(path, path) for path in sorted(others | edited)]


def _tei_files(xml: Path) -> Iterator[str]:
    """The names of the TEI files, without their ending."""
    with os.scandir(xml) as entries:
        for entry in entries:
            if entry.name.endswith(".xml") and entry.name[0] != ".":
                yield entry.name.removesuffix(".xml")


def _take_out_what_vanished(edition: Edition, state: State) -> None:
    """Take the TEI out of the edition whose record is not there any more, or has another number now.

    It is kept beside the state: it may be all that is left of the record. What was edited by hand stays.
    """
    records = edition.path("records").absolute()
    for output in state.vanished():
        moved = state.moved(output)
        if not Path(output.source).is_relative_to(records) or (Path(output.source).exists() and not moved):
            continue  # From elsewhere, or there but not readable today.
        path = edition.path("xml") / f"{output.id}.xml"
        if path.is_file():
            if hashlib.sha256(path.read_bytes()).hexdigest() not in (output.digest, output.previous):
                continue
            kept = state.folder / "removed" / path.name
            kept.parent.mkdir(exist_ok=True)
            path.replace(kept)
        state.put_gone(output.id, moved)
        state.forget(output.id)
    state.commit()


def _gone(state: State, xml: Path) -> dict[str, str]:
    """The ids of records that were taken out and did not come back."""
    return {name: moved for name, moved in state.gone().items() if not (xml / f"{name}.xml").is_file()}


def _former(edition: Edition, state: State) -> tuple[int, ...]:
    """The numbers of folders that the site of the edition had before; remembered for ever."""
    now, last, before = str(edition.folders), state.fact("folders"), state.fact("folders before")
    known = dict.fromkeys((*before.split(), *last.split()))
    former = " ".join(number for number in known if number != now)
    if (last, before) != (now, former):
        state.set_fact("folders", now)
        state.set_fact("folders before", former)
        state.commit()
    return tuple(int(number) for number in former.split())


class _Stopped(Exception):
    """The person asked to stop while the site was made."""


def _publish(
    edition: Edition,
    state: State,
    hooks: Hooks,
    built: Built,
    scout: Scout | None,
    found: dict[str, int],
    *,
    jobs: int,
    executor: Executor | None,
) -> None:
    from diplomata.publish.site import publish

    def part(name: str, done: int, total: int) -> None:
        hooks.part(name, done, total or None)
        if hooks.stop():
            raise _Stopped

    wanted = jobs or default_jobs()
    try:
        with ExitStack() as stack:

            def workers() -> Executor | None:
                return executor or (stack.enter_context(processes(wanted)) if wanted > 1 else None)

            report = publish(
                edition.path("xml"),
                built.site,
                edition,
                part,
                jobs=wanted,
                executor=workers,
                memory=_memory(state),
                scout=scout,
                recipe=recipe.of_publishing(),
                gone=state.gone(),
                former=_former(edition, state),
                found=found,
                why=lambda reason: hooks.why(str(built.site), reason),
            )
    except _Stopped:
        return
    built.diagnostics += report.diagnostics
    built.published = True
    built.renewed = report.renewed
    built.records = report.records
