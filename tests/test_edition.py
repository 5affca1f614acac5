"""The settings of an edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplomata.edition import Edition, edition_around, load_edition
from diplomata.errors import ExitCode, SettingsError, UsageError


def settings(folder: Path, text: str) -> Path:
    path = folder / "edition.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str) -> list[tuple[str, int]]:
    with pytest.raises(SettingsError) as caught:
        load_edition(settings(folder, text))
    assert caught.value.exit_code is ExitCode.USAGE
    return [(found.code, found.line) for found in caught.value.diagnostics]


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert load_edition(settings(tmp_path, "")) == Edition(folder=tmp_path)


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "mark.svg").write_text("<svg/>")
    edition = load_edition(
        settings(
            tmp_path,
            """
title = "Papers of a Canal"
subtitle = "1951-1972"
description = '''
Two states
url = "not a setting: it stands inside a text"
'''
language = "da"
publisher = "Sund Project"
editors = ["Ines Adler", "Jon Ferris"]
licence = "Free."
licence-url = "https://example.org/licence/"
version = 1.2
status = "published"
url = "https://example.org/sund/"
date = 2026-11-22
records = "text/in"
xml = "tei"
site = "public"
layouts = "forms"
people = "who.xml"
xslt = "style"
accent = "#9b2d1f"
accent-dark = "oklch(70% 0.1 30)"
logo = "mark.svg"
max-bytes = 1000
""",
        )
    )
    assert edition.editors == ("Ines Adler", "Jon Ferris")
    assert edition.description.endswith('inside a text"')
    assert (edition.version, edition.date, edition.max_bytes) == ("1.2", "2026-11-22", 1000)
    assert edition.url == "https://example.org/sund"
    assert edition.licence_url == "https://example.org/licence/"
    assert edition.path("records") == tmp_path / "text/in"
    assert hash(edition) == hash(load_edition(tmp_path))


def test_three_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    text = 'titel = "Papers"\nlanguage = 3\n\ndate = "2026-13-01"\n'
    assert mistakes(tmp_path, text) == [("settings-unknown", 1), ("settings-value", 2), ("settings-value", 4)]


def test_a_mistake_of_syntax_does_not_hide_the_others(tmp_path: Path) -> None:
    text = 'title = Papers\nurl = "ftp://example.org"\neditors = "Ada"\n'
    assert mistakes(tmp_path, text) == [("settings-syntax", 1), ("settings-value", 2), ("settings-value", 3)]


def test_an_open_text_is_one_mistake(tmp_path: Path) -> None:
    assert [code for code, _ in mistakes(tmp_path, 'title = """\nPapers\nurl = 3\n')] == ["settings-syntax"]


def test_a_misspelt_key_is_told_its_nearest(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load_edition(settings(tmp_path, 'licence_ulr = "x"'))
    assert "licence-url" in caught.value.diagnostics[0].hint


@pytest.mark.parametrize(
    "line",
    [
        'records = "../elsewhere"',
        'xml = "/tmp"',
        'site = "C:/site"',
        'people = "a\\\\b"',
        'xml = ""',
        'accent = "red; background: url(//x)"',
        'accent = "#12345"',
        'url = "javascript:alert(1)"',
        'url = "https://"',
        'licence-url = "https://x.org/\\" onclick=\\"x"',
        'status = "done"',
        "max-bytes = 0",
        "max-bytes = true",
        'language = "English!"',
        'date = "1.3.2026"',
        "editors = [1]",
        'logo = "missing.svg"',
        'site = "xml"',
        'xml = "records/tei"',
        '[title]\nmain = "x"',
    ],
)
def test_a_value_that_cannot_be_is_refused(tmp_path: Path, line: str) -> None:
    assert [line for _, line in mistakes(tmp_path, line)] == [1]


def test_settings_that_are_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_bytes(b'version = "1"\ntitle = "Caf\xe9"\n')
    with pytest.raises(SettingsError) as caught:
        load_edition(tmp_path)
    assert [found.line for found in caught.value.diagnostics] == [2]


def test_no_settings_file_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load_edition(tmp_path)
    assert "diplomata new" in caught.value.hint


def test_the_fingerprint_follows_the_settings_and_not_the_place(tmp_path: Path) -> None:
    here = load_edition(settings(tmp_path, 'title = "A"'))
    assert here.fingerprint() == Edition(title="A", folder=Path("elsewhere")).fingerprint()
    assert here.fingerprint() != Edition(title="B").fingerprint()


def test_an_edition_is_found_from_its_parts_only(tmp_path: Path) -> None:
    settings(tmp_path, 'title = "A"')
    (tmp_path / "records/1951").mkdir(parents=True)
    (tmp_path / "notes").mkdir()
    assert edition_around(tmp_path / "records/1951", "records") is not None
    assert edition_around(tmp_path, "records") is not None
    assert edition_around(tmp_path / "notes", "records") is None
