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
from test_publish_browser import Reader, browser, one_of_each_kind, serve, specimen

__all__ = ["browser", "specimen"]
ROOT = Path(__file__).parent.parent
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def address(specimen: Path) -> Iterator[str]:
    yield from serve(specimen)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "width", "rules"),
    [
        ("light", 1440, ALL),
        ("dark", 1440, {"values": ["color-contrast"]}),
        ("light", 390, {"values": ["target-size"]}),
    ],
)
def test_axe_finds_no_barrier(
    browser: Any, specimen: Path, address: str, scheme: str, width: int, rules: dict[str, list[str]]
) -> None:
    module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")
    axe = module.Axe()
    # The page's own policy forbids the script that axe injects.
    view = {"width": width, "height": 900}
    made = Reader(browser, color_scheme=scheme, viewport=view, bypass_csp=True)
    wrong = []
    for name in one_of_each_kind(specimen):
        made.page.goto(f"{address}/{name}")
        for rule in axe.run(made.page, options={"runOnly": {"type": "rule", **rules}}).response["violations"]:
            wrong += [(name, rule["id"], node["html"][:120], node["failureSummary"]) for node in rule["nodes"]]
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


@pytest.mark.parametrize("kind", ["specimen", "none"])
def test_the_nu_checker_finds_no_error(kind: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(kind)
    jar = Path(os.environ.get("VNU_JAR") or ROOT / ".venv" / "vnu.jar")
    java = shutil.which("java")
    if not jar.is_file() or java is None:
        pytest.skip("the Nu checker needs Java and vnu.jar (set VNU_JAR)")
    command = [java, "-Xss4m", "-jar", str(jar), "--errors-only", "--skip-non-html", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
