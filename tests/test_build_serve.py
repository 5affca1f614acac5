"""The site on this machine, built again when something changes."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from diplomata.build import serve, watch
from diplomata.build.serve import Serving
from diplomata.build.start import new_edition
from diplomata.build.whole import Built
from diplomata.cli import cli
from diplomata.edition import Edition, load_edition
from diplomata.state import open_state


class Desk:
    """An edition that is served, and what was told of its builds."""

    def __init__(self, folder: Path) -> None:
        new_edition(folder)
        self.folder = folder
        self.told: list[Any] = []
        self.serving = Serving(load_edition(folder), 0, self.told.append)

    def get(self, path: str) -> Any:
        return urllib.request.urlopen(self.serving.address + path, timeout=20)  # noqa: S310 - our own address


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path / "demo")
    thread = threading.Thread(target=found.serving._server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.serving._bell.end()
    found.serving._server.shutdown()
    found.serving._server.server_close()


def test_it_is_built_when_something_changed_and_then_only(desk: Desk) -> None:
    assert desk.serving.look()
    assert isinstance(desk.told[-1], Built)
    with desk.get("records/record-ferry.html") as page:
        assert b"Mara Lund" in page.read()
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert not desk.serving.look()
    record = desk.folder / "records/ferry.txt"
    record.write_text(record.read_text().replace("The captain told me first.", "The captain told everybody."))
    assert desk.serving.look()
    with desk.get("records/record-ferry.html") as page:
        assert b"The captain told everybody." in page.read()
    assert not desk.serving.look()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("about.md", "A ferry, and who used it."),
        ("about.xml", '<div xmlns="http://www.tei-c.org/ns/1.0"><p>A ferry, and who used it.</p></div>'),
        ("art/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"><title>New</title></svg>'),
        ("xslt/strings/en.xml", '<strings><string key="cite">Quote it</string></strings>'),
        ("xslt/html/assets/extra.css", "p { color: red }"),
        ("people.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson/></standOff></TEI>'),
    ],
)
def test_every_file_of_the_edition_counts(desk: Desk, name: str, text: str) -> None:
    logo = desk.folder / "art/logo.svg"
    logo.parent.mkdir()
    logo.write_text("<svg/>")
    settings = desk.folder / "edition.toml"
    settings.write_text(settings.read_text() + 'logo = "art/logo.svg"\n')
    desk.serving.look()
    while desk.serving.look():
        pass
    path = desk.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    assert desk.serving.look()


def test_what_changes_while_it_is_built_is_built_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.serving.look()
    record = desk.folder / "records/ferry.txt"
    real = serve.build

    def slow(edition: Edition) -> Built:
        built = real(edition)
        record.write_text(record.read_text() + "\nWritten meanwhile.\n")
        monkeypatch.setattr(serve, "build", real)
        return built

    monkeypatch.setattr(serve, "build", slow)
    record.write_text(record.read_text() + "\nWritten before.\n")
    desk.serving.look()
    desk.serving.look()
    assert "Written meanwhile." in (desk.folder / "site/records/record-ferry.txt").read_text()


def test_a_large_edition_is_looked_at_less_often(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    looking = watch.Watch()
    looking.look(desk.serving._edition)
    assert looking.pause == watch.OFTEN
    clock = iter((0.0, 1.5))
    monkeypatch.setattr(watch.time, "monotonic", lambda: next(clock))
    looking.look(desk.serving._edition)
    assert looking.pause == 15


def test_a_page_reloads_itself_and_the_file_does_not_say_so(desk: Desk) -> None:
    desk.serving.look()
    on_disk = (desk.folder / "site/index.html").read_bytes()
    assert b".live" not in on_disk
    with desk.get("") as page:
        served = page.read()
    script = re.search(rb'<script src="/.live/reload.js" data-build="[^"]+" defer></script>', served)
    assert script
    assert served.replace(script[0], b"") == on_disk
    with desk.get("records/record-ferry.xml") as tei:
        assert tei.read() == (desk.folder / "site/records/record-ferry.xml").read_bytes()
    with desk.get(".live/reload.js") as code:
        assert code.headers["Content-Type"].startswith("text/javascript")


def test_an_address_that_is_not_there_shows_the_page_of_the_site(desk: Desk) -> None:
    settings = desk.folder / "edition.toml"
    settings.write_text(settings.read_text() + 'url = "https://example.org/ferry"\n')
    desk.serving.look()
    for path in ("nothing.html", "records/", "records", "records/nothing/at/all"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            desk.get(path)
        page = caught.value.read()
        assert caught.value.code == 404
        assert b'href="/chronology.html"' in page  # Here the site is at the top, whatever stands before it later.
        assert b"/.live/reload.js" in page
    assert b'href="/ferry/chronology.html"' in (desk.folder / "site/404.html").read_bytes()


@pytest.mark.parametrize("path", ["", "corpus.jsonl", ".live/events"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8000"},
        {"Host": "[broken"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
)
def test_no_other_site_can_read_it(desk: Desk, path: str, headers: dict[str, str]) -> None:
    desk.serving.look()
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(urllib.request.Request(desk.serving.address + path, headers=headers), timeout=20)  # noqa: S310
    assert caught.value.code == 421
    assert b"alone" in caught.value.read()


def test_nothing_is_lent_to_other_sites(desk: Desk) -> None:
    desk.serving.look()
    headers = {"Host": "localhost:9000", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    request = urllib.request.Request(desk.serving.address, headers=headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=20) as page:  # noqa: S310
        assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "Access-Control-Allow-Origin" not in page.headers


def test_the_pages_that_are_open_are_told(desk: Desk) -> None:
    desk.serving.look()
    with desk.get(".live/events") as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"

        def news() -> dict[str, str]:
            while not (line := stream.readline()).startswith(b"data: "):
                pass
            return dict(json.loads(line.removeprefix(b"data: ")))

        first = news()
        assert first["error"] == ""
        settings = desk.folder / "edition.toml"
        good = settings.read_text()
        settings.write_text("titel = 3")
        desk.serving.look()
        failed = news()
        assert failed["build"] == first["build"]
        assert f"{settings}:1" in failed["error"]
        settings.write_text(good)
        desk.serving.look()
        mended = news()
        assert mended["build"] != first["build"]
        assert mended["error"] == ""


def test_a_fault_of_ours_ends_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(edition: Edition) -> Built:
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as patched:
        patched.setattr(serve, "build", fails)
        assert desk.serving.look()
    assert "a fault of ours" in desk.told[-1].message
    (desk.folder / "about.md").write_text("Changed.")
    assert desk.serving.look()
    assert isinstance(desk.told[-1], Built)


def test_while_another_run_is_at_work_it_waits(desk: Desk) -> None:
    with open_state(desk.folder):
        assert desk.serving.look()
        assert "another run" in desk.told[-1].message
        assert not desk.serving.look()
    assert desk.serving.look()
    assert isinstance(desk.told[-1], Built)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_ends_it_with_streams_open(tmp_path: Path) -> None:
    new_edition(tmp_path / "demo")
    command = [sys.executable, "-m", "diplomata.cli", "serve", str(tmp_path / "demo"), "--port", "0"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        with urllib.request.urlopen(f"{address}.live/events", timeout=20) as stream:  # noqa: S310
            while not stream.readline().startswith(b"data: "):
                pass
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=20)
        assert running.returncode == 0
        assert said.splitlines()[-1] == "Ended."
        assert "Traceback" not in said
    finally:
        running.kill()


def test_a_mistake_is_told_and_the_site_stays(desk: Desk) -> None:
    desk.serving.look()
    settings = desk.folder / "edition.toml"
    good = settings.read_text()
    settings.write_text("titel = 3")
    assert desk.serving.look()
    assert "mistake" in desk.told[-1].message
    with desk.get("index.html") as page:
        assert page.status == 200
    settings.write_text(good)
    assert desk.serving.look()
    assert isinstance(desk.told[-1], Built)


def test_nothing_but_the_site_is_served(desk: Desk) -> None:
    desk.serving.look()
    shutil.copy(desk.folder / "edition.toml", desk.folder / "secret.html")
    for path in ("../edition.toml", "../secret.html", "%2e%2e/secret.html", "//secret.html"):
        with pytest.raises(urllib.error.HTTPError):
            desk.get(path)


def test_only_this_machine_can_see_it(desk: Desk) -> None:
    assert desk.serving._server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_a_wrong_command(tmp_path: Path) -> None:
    new_edition(tmp_path / "demo")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(cli, ["serve", str(tmp_path / "demo"), "--port", port])
    assert result.exit_code == 2
    assert port in result.stderr
