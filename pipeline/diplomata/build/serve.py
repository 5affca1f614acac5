"""The site on this machine alone, built again when a record, a setting or a stylesheet changes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from diplomata.build.target import file_stamp
from diplomata.build.whole import Built, build
from diplomata.edition import FILE_NAME, Edition, load_edition
from diplomata.errors import DiplomataError, UsageError

HOST = "127.0.0.1"
_EVERY = 1.0
"""Seconds between two looks at the folder."""


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, as a web server gives them, with the page that says that nothing is there."""

    extensions_map = {  # noqa: RUF012 - as the base class has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".xml": "application/xml; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        """Nothing is kept by the browser: the next look shows the next build."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *told: object) -> None:
        """Say nothing of every request."""


class Serving:
    """A web server of an edition's site, and the watch over what the site is made from.

    ``told`` is told what became of each build, an error that stopped it included. Raises
    :class:`~diplomata.errors.UsageError` when the port is taken.
    """

    def __init__(self, edition: Edition, port: int, told: Callable[[Built | DiplomataError], None]) -> None:
        self._folder = edition.folder
        self._edition = edition
        self._told = told
        self._seen = ""
        self._stop = threading.Event()
        site = edition.path("site").absolute()
        try:
            self._server = ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(site)))
        except OSError as error:
            raise UsageError(
                f"the port {port} cannot be used: {error.strerror}", hint="Name another: --port N."
            ) from error
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://{HOST}:{self._server.server_port}/"

    def run(self) -> None:
        """Serve and watch until :meth:`stop`, or Ctrl-C."""
        self._thread.start()
        try:
            while not self._stop.wait(_EVERY if self._seen else 0):
                self.look()
        finally:
            self._server.shutdown()
            self._server.server_close()

    def stop(self) -> None:
        """End :meth:`run`."""
        self._stop.set()

    def look(self) -> bool:
        """Build if anything changed since the last look; returns whether it did."""
        now = self._stamp()
        if now == self._seen:
            return False
        self._seen = now
        try:
            self._edition = load_edition(self._folder)
            self._told(build(self._edition))
        except DiplomataError as error:
            self._told(error)
        self._seen = self._stamp()  # What the build itself has written is no change.
        return True

    def _stamp(self) -> str:
        edition = self._edition
        parts = [str(self._folder / FILE_NAME), str(edition.path("people")), str(edition.folder / "about.md")]
        for name in ("records", "xml", "layouts", "xslt"):
            folders = os.walk(edition.path(name))
            parts += [f"{place}/{file}" for place, _, files in folders for file in files if file[0] != "."]
        return " ".join(f"{path}:{file_stamp(path)}" for path in sorted(parts))
