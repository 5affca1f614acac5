"""What `diplomata new` writes for GitHub and GitLab is valid, and its steps do what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from diplomata import __version__
from diplomata.build.start import new_edition
from diplomata.cli import cli

GITHUB = ".github/workflows/edition.yml"
GITLAB = ".gitlab-ci.yml"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    new_edition(folder)
    assert CliRunner().invoke(cli, ["build", str(folder)]).exit_code == 0
    return folder


def read(folder: Path, name: str) -> Any:
    return yaml.safe_load((folder / name).read_text("utf-8"))


def steps(folder: Path, name: str) -> list[str]:
    """The commands of a workflow, in their order, but for the installation."""
    found = read(folder, name)
    if name == GITHUB:
        lines = [step["run"] for job in found["jobs"].values() for step in job["steps"] if "run" in step]
    else:
        lines = [*found["default"]["before_script"], *found["edition"]["script"], *found["pages"]["script"]]
    assert lines[0] == f'pip install "diplomata=={__version__}"'
    return lines[1:]


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-e", "-c", command], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )


@pytest.mark.parametrize(("name", "site"), [(GITHUB, "site"), (GITLAB, "public")])
def test_the_steps_validate_and_publish_what_was_committed(edition: Path, name: str, site: str) -> None:
    tei = edition / "xml" / "record-ferry.xml"
    tei.write_text(tei.read_text("utf-8").replace("careful man", "most careful man"), "utf-8")
    # A fresh clone has neither the site nor what the converter remembers.
    for command in ("rm -rf site .diplomata", *steps(edition, name)):
        done = run(edition, command)
        assert done.returncode == 0, done.stderr
    assert "most careful man" in (edition / site / "records" / "record-ferry.html").read_text("utf-8")


@pytest.mark.parametrize("name", [GITHUB, GITLAB])
def test_what_is_not_valid_is_not_published(edition: Path, name: str) -> None:
    tei = edition / "xml" / "record-ferry.xml"
    tei.write_text(tei.read_text("utf-8").replace("<sp ", "<sq ").replace("</sp>", "</sq>"), "utf-8")
    done = run(edition, steps(edition, name)[0])
    assert done.returncode == 1
    assert ("file=xml/record-ferry.xml,line=" if name == GITHUB else "xml/record-ferry.xml:") in done.stdout


def test_github_publishes_what_was_made_from_main_alone(edition: Path) -> None:
    found = read(edition, GITHUB)
    upload = found["jobs"]["edition"]["steps"][-1]
    assert upload["with"] == {"path": "site"}
    pages = found["jobs"]["pages"]
    assert upload["if"] == pages["if"] == "github.ref == 'refs/heads/main'"
    assert pages["needs"] == "edition"
    assert pages["permissions"] == {"pages": "write", "id-token": "write"}
    assert found["permissions"] == {"contents": "read"}
    # "on" is true for a reader of YAML 1.1.
    assert found[True]["push"] == {"branches": ["main"]}
    uses = [step["uses"] for job in found["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in uses)


def test_gitlab_publishes_the_folder_public(edition: Path) -> None:
    pages = read(edition, GITLAB)["pages"]
    assert pages["artifacts"]["paths"] == ["public"]
    assert pages["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_what_is_made_anew_is_not_committed(edition: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=edition, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=edition, check=True, capture_output=True, text=True
    ).stdout.split()
    assert "xml/record-ferry.xml" in listed
    assert not [name for name in listed if name.startswith(("site/", ".diplomata/"))]


@pytest.mark.parametrize(("width", "longest"), [("30", 30), ("0", 1000)])
def test_the_text_edition_is_as_wide_as_it_is_told(edition: Path, width: str, longest: int) -> None:
    target = edition / "out"
    made = CliRunner().invoke(
        cli, ["publish", str(edition / "xml"), "--to", str(target), "--width", width, "-j", "1"]
    )
    assert made.exit_code == 0, made.output
    lines = (target / "records" / "record-ferry.txt").read_text("utf-8").splitlines()
    assert max(map(len, lines)) <= longest
    assert (max(map(len, lines)) > 72) is (width == "0")


def test_the_settings_say_how_wide_it_is(edition: Path) -> None:
    settings = edition / "edition.toml"
    settings.write_text(settings.read_text("utf-8") + "text-width = 40\n", "utf-8")
    assert CliRunner().invoke(cli, ["build", str(edition)]).exit_code == 0
    lines = (edition / "site" / "records" / "record-ferry.txt").read_text("utf-8").splitlines()
    assert 30 < max(map(len, lines)) <= 40


@pytest.mark.parametrize("value", ["true", "5", '"72"', "-1"])
def test_a_width_that_is_none_is_named(edition: Path, value: str) -> None:
    settings = edition / "edition.toml"
    settings.write_text(settings.read_text("utf-8") + f"text-width = {value}\n", "utf-8")
    done = CliRunner().invoke(cli, ["build", str(edition)])
    assert done.exit_code == 2
    assert "text-width" in done.output
