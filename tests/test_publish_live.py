"""A page that is open in a real Chromium while its edition is worked on."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from diplomata.build.serve import Serving
from diplomata.build.start import new_edition
from diplomata.edition import load_edition
from test_publish_browser import browser

__all__ = ["browser"]
pytestmark = pytest.mark.browser
VOICES = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0">
  <xsl:import href="diplomata:html/voices.xsl"/>
  <xsl:template match="t:stage"><em class="mine">{}</em></xsl:template>
</xsl:stylesheet>
"""


class Desk:
    """An edition that is served, and a page of it that is open."""

    def __init__(self, folder: Path, page: Any) -> None:
        self.folder = folder
        self.page = page
        self.complaints: list[str] = []
        self.loads = 0
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("load", lambda _: self._loaded())

    def _loaded(self) -> None:
        self.loads += 1

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def shows(self, selector: str, words: str) -> float:
        """Wait until the page says so; returns how many seconds that took."""
        began = time.monotonic()
        self.page.wait_for_function(
            "([s, w]) => document.querySelector(s)?.textContent.includes(w)", arg=[selector, words], timeout=20_000
        )
        return time.monotonic() - began


@pytest.fixture
def desk(browser: Any, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "demo"
    new_edition(folder)
    serving = Serving(load_edition(folder), 0, lambda result: None)
    thread = threading.Thread(target=serving.run)
    serving.look()  # The site is there before it is opened.
    thread.start()
    context = browser.new_context()
    made = Desk(folder, context.new_page())
    made.page.goto(f"{serving.address}records/record-ferry.html")
    yield made
    context.close()
    serving.stop()
    thread.join(20)
    assert not thread.is_alive()


def test_a_record_a_setting_or_a_template_that_changes_reloads_the_page(desk: Desk) -> None:
    desk.change("records/ferry.txt", "The captain told me first.", "The captain told everybody.")
    seconds = [desk.shows("main", "The captain told everybody.")]
    title = load_edition(desk.folder).title
    desk.change("edition.toml", f'"{title}"', '"Papers of a Ferry"')
    seconds.append(desk.shows(".running", "Papers of a Ferry"))
    own = desk.folder / "xslt/html/voices.xsl"
    own.parent.mkdir(parents=True)
    own.write_text(VOICES.format("An aside, set otherwise"), "utf-8")
    seconds.append(desk.shows(".mine", "An aside, set otherwise"))
    assert not desk.complaints
    if os.getloadavg()[0] < (os.cpu_count() or 1):  # Else it would be measured what others do here.
        assert max(seconds) < 1


def test_a_build_that_fails_says_why_on_the_page_and_takes_nothing_away(desk: Desk) -> None:
    desk.page.wait_for_load_state("load")
    loads = desk.loads
    own = desk.folder / "xslt/html/voices.xsl"
    own.parent.mkdir(parents=True)
    own.write_text(VOICES.format("<xsl:value-of/>"), "utf-8")
    desk.shows("[role=alert]", "voices.xsl:4: error: xsl:value-of : select is missing")
    assert "Mara Lund" in desk.page.inner_text("main")
    assert desk.loads == loads
    own.write_text(VOICES.format('<xsl:value-of select="$missing"/>'), "utf-8")
    desk.shows("[role=alert]", "voices.xsl:4: error: Variable 'missing' has not been declared")
    assert "Mara Lund" in desk.page.inner_text("main")
    assert desk.loads == loads
    desk.page.reload()
    desk.shows("[role=alert]", "voices.xsl:4: error: Variable 'missing' has not been declared")
    assert "Mara Lund" in desk.page.inner_text("main")
    own.write_text(VOICES.format("Mended"), "utf-8")
    desk.shows(".mine", "Mended")
    assert desk.page.locator("[role=alert]").count() == 0
    assert not desk.complaints


def test_a_page_that_nobody_sees_listens_to_nothing(desk: Desk) -> None:
    hide = "Object.defineProperty(document, 'hidden', { get: () => %s, configurable: true });"
    turn = "document.dispatchEvent(new Event('visibilitychange'))"
    desk.page.evaluate(hide % "true" + turn)
    desk.page.wait_for_timeout(300)
    desk.change("records/ferry.txt", "The captain told me first.", "The captain told everybody.")
    desk.page.wait_for_timeout(2000)
    assert "The captain told everybody." not in desk.page.inner_text("main")
    desk.page.evaluate(hide % "false" + turn)
    desk.shows("main", "The captain told everybody.")
    assert not desk.complaints
