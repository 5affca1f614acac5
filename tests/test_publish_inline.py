"""What is constant is worked out when a stylesheet is read: the pages are the same as without that."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from diplomata.edition import Edition
from diplomata.publish import sheets
from diplomata.publish.inline import XSL, inline, literal
from diplomata.publish.pages import Stylesheets
from publish_samples import full_record

HARD = ("plain", "it's", 'a "word"', 'it\'s a "word"', "a {brace} {{and}}", "<&>", "", " ")


def template(body: str, constants: dict[str, str]) -> etree._Element:
    """A template of a stylesheet, after what is constant was put into it."""
    sheet = etree.fromstring(
        f'<xsl:stylesheet version="1.0" xmlns:xsl="{XSL}"><xsl:template match="/"><p>{body}</p></xsl:template>'
        "</xsl:stylesheet>"
    )
    inline(sheet, constants)
    return sheet


def made(sheet: etree._Element) -> str:
    return etree.tostring(etree.XSLT(sheet)(etree.fromstring("<x/>")).getroot(), method="html", encoding="unicode")


@pytest.mark.parametrize("value", HARD)
@pytest.mark.parametrize(
    "body",
    [
        '<xsl:value-of select="$word"/>',
        '<b title="{$word}">x</b>',
        '<b title="a {$word} b {concat($word, 1)}">x</b>',
        "<xsl:value-of select=\"concat($word, '$word')\"/>",
        "1<xsl:if test=\"$word = 'plain'\">2<b/>3</xsl:if>4",
        "1<xsl:if test=\"$word != ''\"> 2</xsl:if><b/>",
    ],
)
def test_the_page_is_the_same(body: str, value: str) -> None:
    plain = etree.fromstring(
        f'<xsl:stylesheet version="1.0" xmlns:xsl="{XSL}"><xsl:variable name="word"/>'
        f'<xsl:template match="/"><p>{body}</p></xsl:template></xsl:stylesheet>'
    )
    plain[0].set("select", literal(value))
    assert made(template(body, {"word": value})) == made(plain)


def test_a_string_becomes_text() -> None:
    sheet = template('<xsl:value-of select="$word"/><a href="{$root}x.html"/>', {"word": "Notes", "root": "../"})
    assert b"$" not in etree.tostring(sheet)


def test_a_name_that_is_not_constant_stays() -> None:
    assert b'select="$words"' in etree.tostring(template('<xsl:value-of select="$words"/>', {"word": "x"}))


def test_a_variable_of_the_edition_goes_before_the_setting_of_that_name(tmp_path: Path) -> None:
    folder = tmp_path / "xslt" / "html"
    folder.mkdir(parents=True)
    (folder / "record.xsl").write_text(
        f'<xsl:stylesheet version="1.0" xmlns:xsl="{XSL}"><xsl:import href="diplomata:html/record.xsl"/>'
        '<xsl:variable name="edition-title" select="\'Another name\'"/>'
        '<xsl:variable name="s-cite" select="\'Another word\'"/></xsl:stylesheet>'
    )
    page = (
        Stylesheets(Edition(title="A name", folder=tmp_path)).html(etree.fromstring(full_record().encode())).decode()
    )
    assert '<a href="../index.html">Another name</a>' in page
    assert "<h2>Another word</h2>" in page


def test_a_stylesheet_of_the_edition_uses_strings_and_settings(tmp_path: Path) -> None:
    folder = tmp_path / "xslt" / "html"
    folder.mkdir(parents=True)
    (folder / "strip.xsl").write_text(
        f'<xsl:stylesheet version="1.0" xmlns:xsl="{XSL}"><xsl:template name="strip">'
        '<p class="{$here}"><xsl:value-of select="concat($edition-title, $root, $s-nav-search)"/></p>'
        "</xsl:template></xsl:stylesheet>"
    )
    page = Stylesheets(Edition(title="Mine", folder=tmp_path)).html(etree.fromstring(full_record().encode())).decode()
    assert '<p class="record">Mine../Search</p>' in page


@pytest.mark.parametrize("name", ["html/record.xsl", "html/index.xsl", "html/person.xsl", "text/record.xsl"])
def test_no_page_waits_for_what_is_constant(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, list[str]] = {}
    build = sheets._variables

    def noted(values: dict[str, str], templates: object = ()) -> bytes:
        seen.setdefault(name, []).extend(values)
        return build(values, templates)  # type: ignore[arg-type]

    monkeypatch.setattr(sheets, "_variables", noted)
    sheets.compile_sheet(Edition(title="A name"), name)
    assert seen[name] == []
