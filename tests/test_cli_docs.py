"""The pages about the commands say what the commands say."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from diplomata.cli import cli
from diplomata.edition import Edition
from diplomata.errors import ExitCode

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/commands.md"
INTRODUCTION = """\
# Every command

What follows is what the commands say of themselves with `--help`; a test compares the two.
"""


def help_of(*command: str) -> str:
    return CliRunner().invoke(cli, [*command, "--help"], prog_name="diplomata", terminal_width=80).output.rstrip()


def page() -> str:
    parts = [INTRODUCTION, f"```\n{help_of()}\n```\n"]
    parts += [f"## {name}\n\n```\n{help_of(name)}\n```\n" for name in cli.commands]
    return "\n".join(parts)


def test_the_page_of_commands_is_what_they_say(update_golden: bool) -> None:
    if update_golden:
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_guide_names_only_commands_and_options_that_exist() -> None:
    options = {
        option for command in cli.commands.values() for parameter in command.params for option in parameter.opts
    }
    options |= {"--help", "--version", "--update-golden"}
    for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"(?:^|`)diplomata ([a-z]+)\b(?! \d)", text, re.M):
            assert name in cli.commands, (path.name, name)
        for line in re.findall(r"^ *diplomata .*|`diplomata [^`]*`|`--[^`]*`", text, re.M):
            for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", line):
                assert option in options, (path.name, option)


def test_the_readme_names_every_command_and_exit_code() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in cli.commands:
        assert f"| `diplomata {name} " in text, name
    for code in ExitCode:
        assert f"| {code.value} |" in text, code


def test_the_guide_names_every_setting() -> None:
    text = (ROOT / "docs/first-edition.md").read_text(encoding="utf-8")
    for name in Edition.__dataclass_fields__:
        assert name == "folder" or f"`{name.replace('_', '-')}`" in text, name
