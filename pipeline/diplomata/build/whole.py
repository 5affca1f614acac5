"""The whole way: records to TEI, TEI checked, TEI to the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from diplomata.build.check import Checked, as_row, check
from diplomata.build.convert import Hooks, convert
from diplomata.build.report import Summary
from diplomata.build.worker import Job
from diplomata.edition import Edition
from diplomata.errors import ExitCode, NothingToDo
from diplomata.sources import SourceItem, iter_sources
from diplomata.state import State, open_state


@dataclass
class Built:
    """What a build has done: the sums of the conversion, the invalid files, where the site is."""

    summary: Summary
    site: Path
    invalid: list[Checked] = field(default_factory=list)
    published: Any = None

    def exit_code(self, *, strict: bool = False) -> ExitCode:
        """The exit code of the build."""
        code = self.summary.exit_code(strict=strict)
        if code is ExitCode.NOTHING and self.published is not None:
            code = ExitCode.DONE
        return ExitCode.FAILED if code is ExitCode.DONE and self.invalid else code


def build(
    edition: Edition,
    *,
    jobs: int = 0,
    force: bool = False,
    executor: Executor | None = None,
    hooks: Hooks | None = None,
    phase: Callable[[str], None] = lambda name: None,
) -> Built:
    """Convert what changed, check what others wrote, publish.

    Nothing that is the user's is deleted. Raises :class:`~diplomata.errors.NothingToDo` when the edition has
    neither records nor TEI, and :class:`~diplomata.errors.DiplomataError` when its folder cannot be written.
    """
    hooks = hooks or Hooks()
    xml, site = edition.path("xml"), edition.path("site")
    records = edition.path("records")
    if not records.exists() and not xml.is_dir():
        raise NothingToDo(f"{records}: there is no such folder", hint="Put the records there, one .txt file each.")
    edited: set[str] = set()

    def row(told: dict[str, Any]) -> None:
        edited.update(found["path"] for found in told["diagnostics"] if found["code"] == "output-edited")
        hooks.row(told)

    with open_state(edition.folder) as state:
        phase("convert")
        own = [xml, site, edition.path("xslt"), edition.path("layouts")]
        items = iter_sources([records] if records.exists() else [], max_bytes=edition.max_bytes, leave_out=own)
        telling = replace(hooks, row=row)
        summary = convert(
            items, Job(edition, str(xml)), state, jobs=jobs, force=force, executor=executor, hooks=telling
        )
        built = Built(summary, site)
        if hooks.stop():
            return built
        phase("validate")
        for checked in check(_by_others(xml, state, edited), jobs=jobs, executor=executor, hooks=hooks):
            if as_row(checked)["status"] == "invalid":
                built.invalid.append(checked)
        if not any(xml.glob("*.xml")):
            if not summary.total:
                raise NothingToDo(f"{records}: the folder holds no .txt files", hint="Put the records there.")
            return built
        if hooks.stop():
            return built
        phase("publish")
        built.published = _publish(edition, xml, site)
    return built


def _by_others(xml: Path, state: State, edited: set[str]) -> Iterator[SourceItem]:
    """The TEI that we did not write as it stands: what we wrote was checked when it was written."""
    for path in sorted(xml.glob("*.xml")):
        if str(path) in edited or state.output(path.stem) is None:
            yield SourceItem(str(path), str(path))


def _publish(edition: Edition, xml: Path, site: Path) -> Any:
    from diplomata.publish.site import publish

    return publish(xml, site, edition)
