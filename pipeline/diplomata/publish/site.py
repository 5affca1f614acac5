"""A folder of TEI files to a folder of pages.

What changed is read into a store, which marks what has to be made again for it; then that is made: the pages of
records, of years and terms and persons, the indexes, the search, and the files for machines. Nothing holds the
corpus, and nothing is made whose ingredients are as they were.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from diplomata.errors import UsageError
from diplomata.publish import colours
from diplomata.publish.output import Output
from diplomata.publish.people_file import read_people
from diplomata.publish.recipes import Recipes
from diplomata.publish.run import Run
from diplomata.publish.store import Store
from diplomata.state import unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Executor

    from diplomata.diagnostics import Diagnostic
    from diplomata.edition import Edition
    from diplomata.publish.looking import Scout


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a run of :func:`publish` did.

    ``records`` have pages; ``skipped`` files have none, and ``diagnostics`` say why. ``written`` and
    ``unchanged`` count files of the site, ``removed`` those of records and terms that are no more. ``renewed``
    says whether there was anything to do.
    """

    records: int
    skipped: int
    written: int
    unchanged: int
    removed: int
    diagnostics: tuple[Diagnostic, ...]
    renewed: bool = True


def publish(
    xml_folder: Path,
    site: Path,
    edition: Edition,
    progress: Callable[[str, int, int], None] | None = None,
    *,
    jobs: int = 1,
    executor: Callable[[], Executor | None] | None = None,
    memory: Path | None = None,
    recipe: str = "",
    gone: Mapping[str, str] | None = None,
    found: Mapping[str, int] | None = None,
    why: Callable[[str], None] | None = None,
    scout: Scout | None = None,
    former: tuple[int, ...] = (),
) -> PublishReport:
    """Publish every TEI file of ``xml_folder`` to the folder ``site``.

    A file that is malformed, is no TEI, or whose page fails is reported and skipped; the others are done.
    ``progress`` is called with the name of a part, how much of it is done, and how much there is (0: not
    known). ``jobs`` processes share the work on records where there is much of it, or what ``executor`` gives.

    ``memory`` is the file of what earlier runs made, by the program that ``recipe`` stands for: with it, only
    what depends on a change is made, and ``why`` is told what changed; the site is the same.

    ``gone`` are the ids of records that are no more; the address of each keeps a page that says so, and leads
    to the id that it has now, if any.

    ``found`` is what the conversion found, for the report on the page about the edition: how many records were
    ``refused``, ``failed``, or await ``review``. What is not given is not shown.

    ``scout`` looks at the site already. ``former`` are the numbers of folders that the edition had before: a page
    at each old address of a record leads to the new one.

    Raises :class:`~diplomata.errors.UsageError` when ``site`` cannot be a site,
    :class:`~diplomata.errors.SettingsError` when a stylesheet of the edition is wrong, and
    :class:`~diplomata.state.Unwritable` when the site, or the file of what earlier runs made, cannot be written.
    """
    _check_place(xml_folder, site)
    with _written(site, memory or site), ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="diplomata-")))
        store = stack.enter_context(Store(memory or scratch / "site.sqlite", recipe, lasting=memory is not None))
        if executor is None:

            def executor() -> Executor | None:
                from concurrent.futures import ProcessPoolExecutor

                return stack.enter_context(ProcessPoolExecutor(jobs)) if jobs > 1 else None

        output = Output(site, store)
        recipes = Recipes(edition, moved=bool(former))
        known = read_people(edition.path("people"))
        tell = progress or (lambda part, done, total: None)
        run = Run(edition, store, output, recipes, known, tell, executor, jobs, former)
        reasons = run.look(xml_folder, gone or {}, found or {}, scout)
        renewed = bool(store.marked())
        if renewed:
            for reason in reasons:
                (why or (lambda reason: None))(reason)
            run.make()
        unchanged = output.count() - output.written
        told = [*colours.complaints(edition), *run.diagnostics]
        return PublishReport(
            run.records, run.skipped, output.written, unchanged, output.removed, tuple(told), renewed
        )


@contextmanager
def _written(site: Path, memory: Path) -> Iterator[None]:
    """Say what cannot be written: a closed folder, a full disk."""
    try:
        yield
    except OSError as error:
        raise unwritable(site, error) from error
    except sqlite3.OperationalError as error:
        raise unwritable(memory.parent, error) from error


def _check_place(xml_folder: Path, site: Path) -> None:
    if not xml_folder.is_dir():
        raise UsageError(f"{xml_folder} is no folder", hint="Give the folder that holds the TEI files.")
    if site.exists() and not site.is_dir():
        raise UsageError(f"{site} is a file", hint="Give a folder for the site.")
    if (site / "edition.toml").exists() or site.resolve() == xml_folder.resolve():
        raise UsageError(
            f"{site} holds the edition itself; the site needs a folder of its own",
            hint="Give a folder such as site/.",
        )
