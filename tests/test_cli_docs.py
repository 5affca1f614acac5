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


def test_the_layout_of_the_guide_reads_the_record_of_the_guide(tmp_path: Path) -> None:
    text = (ROOT / "docs/layouts-of-your-own.md").read_text(encoding="utf-8")
    record = re.search(r"looks so:\n\n```\n(.*?)```", text, re.S)
    layout = re.search(r"```toml\n(.*?)```", text, re.S)
    assert record
    assert layout
    for name, content in (("records/a.txt", record[1]), ("layouts/ferry.toml", layout[1]), ("edition.toml", "")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(cli, ["convert", str(tmp_path / "records"), "--to", str(tmp_path / "tei")])
    assert result.exit_code == 0, result.output
    assert "review" not in result.output
    tei = (tmp_path / "tei/record-a.xml").read_text(encoding="utf-8")
    for said in (
        "<title>Conversation on the Ferry</title>",
        '<date when="1962-05-03">',
        "<repository>Archive of the Ferry Company</repository>",
        '<editor role="contributor"><persName>Ada Berg</persName></editor>',
        "<term>rain</term>",
        ">The conversation took place on the upper deck, in the rain.</p>",
    ):
        assert said in tei, said
