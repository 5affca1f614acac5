"""The wheel holds everything: installed into an empty environment, away from the checkout, it builds an edition."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built once."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_ships_schema_stylesheets_and_layouts(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("schema", "xslt"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"diplomata/{path.relative_to(ROOT)}" in inside
    package = ROOT / "pipeline"
    for path in (package / "diplomata").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert str(path.relative_to(package)) in inside
    assert not [name for name in inside if name.startswith(("tests", "records", "xml"))]


def test_the_installed_wheel_builds_a_new_edition(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip())
    # The libraries that it needs are those of this environment, after its own; nothing is fetched.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=tmp_path, env=clean)

    where = run(str(python), "-c", "import diplomata; print(diplomata.__file__)")
    assert where.stdout.strip() == str(packages / "diplomata" / "__init__.py")
    program = str(scripts / "diplomata")
    assert run(program, "--version").stdout.startswith("diplomata ")
    assert run(program, "new", "demo").returncode == 0
    built = run(program, "build", "demo")
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "demo/site/index.html").is_file()
    (record,) = (tmp_path / "demo/xml").glob("*.xml")
    for suffix in (".html", ".xml", ".txt"):
        assert (tmp_path / "demo/site/records" / record.name).with_suffix(suffix).is_file()
