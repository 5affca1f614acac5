"""The site on this machine alone, built again when something changes, and loaded again where it is open."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from diplomata.build.live import HOST, Bell, LiveServer
from diplomata.build.watch import Watch
from diplomata.build.whole import Built, build
from diplomata.diagnostics import Severity
from diplomata.edition import Edition, load_edition
from diplomata.errors import DiplomataError, SettingsError
from diplomata.state import Busy

_SETTLES = 0.05
"""Seconds in which a file that is being written may change again."""
_UNKNOWN = "unknown"
"""Seen while another run was at work on the edition: it is tried again at the next look."""
_LOOKS = 100
"""After so many changes in a row the edition is built all the same."""


class Serving:
    """A web server of an edition's site, and the watch over what the site is made from.

    ``told`` is told what became of each build, an error that stopped it included. Raises
    :class:`~diplomata.errors.UsageError` when the port is taken.
    """

    def __init__(self, edition: Edition, port: int, told: Callable[[Built | DiplomataError], None]) -> None:
        self._folder = edition.folder
        self._edition = edition
        self._told = told
        self._watch = Watch()
        self._seen = ""
        self._bell = Bell()
        self._stop = threading.Event()
        self._server = LiveServer(port, self._bell, *_place_of(edition))

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://{HOST}:{self._server.server_port}/"

    def run(self) -> None:
        """Serve and watch until :meth:`stop`, or Ctrl-C."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            while not self._stop.wait(self._watch.pause if self._seen else 0):
                self.look()
        finally:
            self._bell.end()
            self._server.shutdown()
            self._server.server_close()

    def stop(self) -> None:
        """End :meth:`run`."""
        self._stop.set()

    def look(self) -> bool:
        """Build if anything changed since the last look; returns whether that made anything new."""
        now = self._watch.look(self._edition)
        if now == self._seen:
            return False
        first = not self._seen
        # What changes while the build runs is seen by the next look; so is the TEI that the build has written,
        # for which there is nothing more to do.
        self._seen = now if first else self._settled(now)
        return self._build(first)

    def _settled(self, now: str) -> str:
        """The look when nothing changes any more: a file may be written in parts, or many files one by one."""
        for _ in range(_LOOKS):
            if self._stop.wait(_SETTLES) or now == (later := self._watch.look(self._edition)):
                break
            now = later
        return now

    def _build(self, first: bool) -> bool:
        """Build, and tell what became of it unless it is what everybody knows; returns whether it was told."""
        before = self._bell.news.error
        result = self._built()
        wrong = complaint(result)
        renewed = isinstance(result, Built) and not _lost_pages(result) and (result.renewed or (before and not wrong))
        if not (first or renewed or wrong != before):
            return False
        self._bell.ring(wrong, renewed=bool(renewed))
        self._told(result)
        return True

    def _built(self) -> Built | DiplomataError:
        try:
            self._edition = load_edition(self._folder)
            self._server.site, self._server.top = _place_of(self._edition)
            return build(self._edition)
        except Busy as error:
            self._seen = _UNKNOWN
            return error
        except DiplomataError as error:
            return error
        except Exception:  # A fault of ours: the next change may well be built.
            return DiplomataError(traceback.format_exc())


def _place_of(edition: Edition) -> tuple[Path, str]:
    """The folder of the site, and the path under which it will stand."""
    return edition.path("site").absolute(), urlsplit(edition.url).path + "/"


def complaint(result: Built | DiplomataError) -> str:
    """What is wrong with the edition as a build has found it, for a person; empty where nothing is."""
    if isinstance(result, Built):
        return "\n".join(str(found) for found in result.diagnostics if found.severity is Severity.ERROR)
    found = result.diagnostics if isinstance(result, SettingsError) else ()
    hint = f"\n    {result.hint}" if result.hint else ""
    return "\n".join([*map(str, found), f"Error: {result.message}{hint}"])


def _lost_pages(built: Built) -> bool:
    """Whether a stylesheet has failed on records: who reads one of their pages keeps it on the screen."""
    return any(found.code == "page-failed" for found in built.diagnostics)
