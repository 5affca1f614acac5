"""Pictures of a site, in four sizes and both schemes: ``screenshots.py SITE FOLDER``. Needs Chromium."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZES = {"phone": (390, 844), "tablet": (820, 1180), "laptop": (1280, 800), "screen": (1920, 1080)}


def pages(site: Path) -> dict[str, Path]:
    """The first page, each kind of index, and the shortest and the longest record."""
    found = {path.stem: path for path in sorted(site.glob("*.html"))}
    for folder in sorted(path for path in site.iterdir() if path.is_dir() and path.name != "records"):
        inside = sorted(folder.glob("*.html"))
        if inside:
            found[folder.name] = inside[0]
    records = sorted((site / "records").glob("*.html"), key=lambda path: path.stat().st_size)
    if records:
        found["record-shortest"], found["record-longest"] = records[0], records[-1]
    return found


def main(site: Path, folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium)
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                for name, path in pages(site).items():
                    page = context.new_page()
                    page.goto(path.resolve().as_uri())
                    target = folder / f"{name}-{size}-{scheme}.png"
                    page.screenshot(path=target)
                    print(target)
                    page.close()
                context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
