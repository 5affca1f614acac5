"""The site on this machine, built again when something changes."""

from __future__ import annotations

import shutil
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from diplomata.build.serve import Serving
from diplomata.build.start import new_edition
from diplomata.build.whole import Built
from diplomata.cli import cli
from diplomata.edition import load_edition


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
