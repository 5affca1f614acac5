"""The interface strings: one file a language, all with the same keys, all of them used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from diplomata.edition import Edition
from diplomata.publish.pages import Stylesheets
from diplomata.publish.sheets import languages_shipped, strings
from diplomata.publish.site import publish
from publish_samples import full_record, record

ROOT = Path(__file__).parent.parent
STRINGS = ROOT / "xslt" / "strings"


def keys(path: Path) -> list[str]:
    return [str(element.get("key")) for element in etree.parse(str(path)).getroot().iter("string")]


def test_four_languages_are_shipped() -> None:
    assert languages_shipped() == ["de", "en", "fr", "zh"]


@pytest.mark.parametrize("language", ["de", "fr", "zh"])
def test_every_language_says_everything(language: str) -> None:
    assert keys(STRINGS / f"{language}.xml") == keys(STRINGS / "en.xml")


def test_no_key_twice() -> None:
    found = keys(STRINGS / "en.xml")
    assert len(found) == len(set(found))


def test_every_string_is_used() -> None:
    code = "".join(p.read_text("utf-8") for p in (ROOT / "pipeline" / "diplomata" / "publish").glob("*.py"))
    sheets = "".join(p.read_text("utf-8") for p in (ROOT / "xslt").rglob("*.xsl"))
    made = re.compile(r"(kind|month|data|report|role|status|nav|turn|record|person|year|word|archive)-.*")
    for key in keys(STRINGS / "en.xml"):
        assert f"$s-{key}" in sheets or f'"{key}"' in code or f"'{key}'" in code or made.fullmatch(key), key


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Zitierweise"), ("fr", "Pour citer"), ("zh", "引用格式"), ("zh-Hant", "引用格式"), ("sq", "How to cite")],
)
def test_the_pages_speak_the_language_of_the_edition(language: str, words: str) -> None:
    page = Stylesheets(Edition(language=language)).html(etree.fromstring(full_record().encode())).decode()
    assert f'<html lang="{language}"' in page
    assert words in page


def test_an_edition_in_arabic_runs_from_right_to_left(tmp_path: Path) -> None:
    xml = tmp_path / "xml"
    xml.mkdir()
    (xml / "record-1.xml").write_text(record())
    publish(xml, tmp_path / "site", Edition(language="ar"))
    assert '<html lang="ar" dir="rtl">' in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_the_strings_of_an_edition_go_before_ours(tmp_path: Path) -> None:
    folder = tmp_path / "xslt" / "strings"
    folder.mkdir(parents=True)
    (folder / "de.xml").write_text(
        '<strings xml:lang="de"><string key="cite">So zitieren</string></strings>', "utf-8"
    )
    found = strings(Edition(language="de", folder=tmp_path))
    assert found["cite"] == "So zitieren"
    assert found["copy"] == "Kopieren"
