"""The site before its judges: axe-core for accessibility, the Nu checker for HTML.

Each is skipped, saying so, where its tool is missing: ``axe-playwright-python`` with Chromium, and
Java with ``vnu.jar`` (its place in ``VNU_JAR``, or ``.venv/vnu.jar``).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from diplomata.build.start import new_edition
from diplomata.cli import cli
from diplomata.publish.search import executable
from publish_samples import ABOUT
from test_publish_browser import Reader, browser, serve, specimen

__all__ = ["browser", "specimen"]
ROOT = Path(__file__).parent.parent
LOOKS = (
    (
        "light",
        1440,
        {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    ),
    ("dark", 1440, {"type": "rule", "values": ["color-contrast"]}),
    ("light", 390, {"type": "rule", "values": ["target-size"]}),
)
"""Scheme, width and rules: all of them once, and what another scheme or width can break once more."""


@pytest.fixture(scope="module")
def address(specimen: Path) -> Iterator[str]:
    yield from serve(specimen)


def pages_of(site: Path) -> list[str]:
    """Every page, and the search with something found."""
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))] + ["search.html?q=barges"]


@pytest.mark.browser
def test_axe_finds_no_barrier_on_any_page(browser: Any, specimen: Path, address: str) -> None:
    module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")
    # The page's own policy forbids the script of axe.
    made = Reader(browser, bypass_csp=True)
    made.context.add_init_script(module.Axe().axe_script)
    page, wrong = made.page, []
    for name in pages_of(specimen):
        page.goto(f"{address}/{name}")
        if "?" in name and executable() is not None:
            page.wait_for_selector(".hits li")
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        for scheme, width, rules in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            options = {"runOnly": rules, "resultTypes": ["violations"]}
            for rule in page.evaluate("(options) => axe.run(options)", options)["violations"]:
                nodes = [(node["html"][:120], node["failureSummary"]) for node in rule["nodes"]]
                wrong.append((name, scheme, width, rule["id"], nodes))
    made.context.close()
    assert not wrong


@pytest.fixture(scope="module")
def none(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an edition whose only record was taken out."""
    folder = tmp_path_factory.mktemp("none") / "papers"
    new_edition(folder)
    assert CliRunner().invoke(cli, ["build", str(folder)]).exit_code == 0
    (folder / "records/ferry.txt").unlink()
    assert CliRunner().invoke(cli, ["build", str(folder)]).exit_code == 0
    assert [path.name for path in (folder / "site/records").iterdir()] == ["record-ferry.html"]
    return folder / "site"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an edition that tells about itself in TEI."""
    folder = tmp_path_factory.mktemp("told") / "papers"
    new_edition(folder)
    (folder / "about.xml").write_text(ABOUT)
    assert CliRunner().invoke(cli, ["build", str(folder)]).exit_code == 0
    return folder / "site"


@pytest.mark.parametrize("kind", ["specimen", "none", "told"])
def test_the_nu_checker_finds_no_error(kind: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(kind)
    jar = Path(os.environ.get("VNU_JAR") or ROOT / ".venv" / "vnu.jar")
    java = shutil.which("java")
    if not jar.is_file() or java is None:
        pytest.skip("the Nu checker needs Java and vnu.jar (set VNU_JAR)")
    command = [java, "-Xss4m", "-jar", str(jar), "--errors-only", "--skip-non-html", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
