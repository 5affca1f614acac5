"""Pictures of a site, in four sizes and both schemes: ``screenshots.py SITE FOLDER``. Needs Chromium.

The site is served on this machine, so that the search is shown at work. Pages are taken whole.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

SIZES = {"phone": (390, 844), "tablet": (820, 1180), "laptop": (1280, 800), "screen": (1920, 1080)}
WORD = "grain"
"""What is searched for."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and does not talk."""

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site on this machine."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def pages(site: Path) -> dict[str, str]:
    """The pages at the top, the longest of each index, and the records that are shortest, longest, and noted most."""
    found = {path.stem: path for path in sorted(site.glob("*.html"))}
    for folder in sorted(path for path in site.iterdir() if path.is_dir() and path.name != "records"):
        inside = sorted(folder.glob("*.html"))
        if inside:
            # Of persons, that is who says most.
            found[f"{folder.name}-longest"] = max(inside, key=lambda path: path.stat().st_size)
    records = sorted((site / "records").rglob("*.html"), key=lambda path: path.stat().st_size)
    if records:
        found["record-shortest"], found["record-longest"] = records[0], records[-1]
        found["record-noted"] = max(records, key=lambda path: path.read_bytes().count(b'class="footnote"'))
    addresses = {name: path.relative_to(site).as_posix() for name, path in found.items()}
    return {**addresses, "search": f"{addresses['search']}?q={WORD}"} if "search" in addresses else addresses


def take(page: Page, address: str, target: Path) -> None:
    """One picture, of the whole page."""
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=target, full_page=True)
    print(target)


def main(site: Path, folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with served(site) as root, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium)
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                page = context.new_page()
                for name, address in pages(site).items():
                    take(page, f"{root}/{address}", folder / f"{name}-{size}-{scheme}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
