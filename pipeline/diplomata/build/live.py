"""The web server of ``diplomata serve``: the files of a site, and word to the open pages when a build has ended.

The site's files stay as they are: what reloads a page is added to it on its way. Only pages of this server can
listen: a request by another name than this machine's own, as a page from elsewhere can make the browser send, is
refused.
"""

from __future__ import annotations

import io
import json
import secrets
import sys
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import urlsplit

from diplomata.errors import UsageError

HOST = "127.0.0.1"
_NAMES = {HOST, "localhost", "::1"}
"""What the browser can call this machine."""
_EVENTS, _SCRIPT = "/.live/events", "/.live/reload.js"
_STILL_HERE = 10.0
"""Seconds after which a stream without news says so: a page that has gone is noticed by that."""
_NOT_YOURS = b"This site is shown to this machine alone, by its own name.\n"
_NO_SITE = b"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>No site yet</title></head><body>"


class News(NamedTuple):
    """Which build the site is of, and why a later one failed."""

    build: str
    error: str = ""


class Bell:
    """Rings in every open page."""

    def __init__(self) -> None:
        # Another run of the server has other numbers, so that the pages of an earlier one are loaded again.
        self._run = secrets.token_hex(4)
        self._count = 0
        self._news = News(f"{self._run}-0")
        self._changed = threading.Condition()
        self._ended = False

    @property
    def news(self) -> News:
        """The last news."""
        return self._news

    def ring(self, error: str = "", *, renewed: bool = True) -> None:
        """Tell that a build has ended: the site is ``renewed``, or there was an ``error``."""
        with self._changed:
            self._count += renewed
            self._news = News(f"{self._run}-{self._count}", error)
            self._changed.notify_all()

    def wait(self, known: News | None) -> News | None:
        """The news when they are not ``known`` any more, or after a while; ``None`` when the server ends."""
        with self._changed:
            if not self._ended and self._news == known:
                self._changed.wait(_STILL_HERE)
            return None if self._ended else self._news

    def end(self) -> None:
        """Let everybody go who waits."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()


class LiveServer(ThreadingHTTPServer):
    """Serves the folder ``site`` to this machine alone. ``top`` is the path under which the site will stand.

    Raises :class:`~diplomata.errors.UsageError` when the port is taken.
    """

    def __init__(self, port: int, bell: Bell, site: Path, top: str) -> None:
        self.bell, self.site, self.top = bell, site, top
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise UsageError(
                f"the port {port} cannot be used: {error.strerror}", hint="Name another: --port N."
            ) from error

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


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

    server: LiveServer

    def setup(self) -> None:
        """Begin with a request."""
        super().setup()
        self.directory = str(self.server.site)

    def do_GET(self) -> None:
        """Answer a request: with news for a page, or with a file."""
        if self._name() == _EVENTS and self._is_asked_by_us():
            self._tell_news()
        else:
            super().do_GET()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The head of a file, and what follows it."""
        self._build = self.server.bell.news.build  # Before a file is read: the next build may replace it meanwhile.
        if not self._is_asked_by_us():
            return self._head(HTTPStatus.MISDIRECTED_REQUEST, _NOT_YOURS, "refused.txt")
        name = self._name()
        if name == _SCRIPT:
            return self._head(HTTPStatus.OK, Path(__file__).with_name("live.js").read_bytes(), "reload.js")
        path = Path(self.translate_path(self.path))
        if name.endswith("/"):
            path /= "index.html"
        if not path.is_file():
            return self._missing()
        if path.suffix == ".html":
            return self._head(HTTPStatus.OK, path.read_bytes(), path.name)
        return super().send_head()

    def _missing(self) -> io.BytesIO:
        """The site's own page for an address that is not there; its links lead from where the site will stand."""
        try:
            page = (self.server.site / "404.html").read_bytes()
        except OSError:
            page = _NO_SITE
        return self._head(HTTPStatus.NOT_FOUND, page.replace(f'="{self.server.top}'.encode(), b'="/'), "404.html")

    def _head(self, status: HTTPStatus, data: bytes, name: str) -> io.BytesIO:
        if name.endswith(".html"):
            data = self._live(data)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(name))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def _name(self) -> str:
        return self.path.partition("?")[0]

    def _live(self, page: bytes) -> bytes:
        """A page with what reloads it."""
        script = f'<script src="{_SCRIPT}" data-build="{self._build}" defer></script>'.encode()
        head, end, rest = page.partition(b"</head>")
        return head + script + end + rest

    def _is_asked_by_us(self) -> bool:
        """Whether the browser has called this machine by its own name, for no page from elsewhere."""
        try:
            name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        except ValueError:
            return False
        elsewhere = self.headers.get("Sec-Fetch-Site", "") in ("cross-site", "same-site")
        return name in _NAMES and not (elsewhere and self.headers.get("Sec-Fetch-Mode") != "navigate")

    def _tell_news(self) -> None:
        """Tell the news, one after the other, for as long as the page is open."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"retry: 1000\n\n")
        told = None
        while (news := self.server.bell.wait(told)) is not None:
            said = ": still here" if news == told else f"data: {json.dumps(news._asdict())}"
            self.wfile.write(f"{said}\n\n".encode())
            told = news

    def end_headers(self) -> None:
        """Nothing is kept by the browser: the next look shows the next build. Nothing is lent to other sites."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        super().end_headers()

    def log_message(self, *told: object) -> None:
        """Say nothing of every request."""
