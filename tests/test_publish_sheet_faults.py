"""What is wrong with a stylesheet of an edition is told by the edition's own file and line, never by one of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from diplomata.build.start import new_edition
from diplomata.cli import cli
from diplomata.edition import Edition
from diplomata.errors import SettingsError
from diplomata.publish.pages import PageError, Stylesheets
from publish_samples import full_record

SHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0">
  <xsl:import href="diplomata:html/voices.xsl"/>
  <xsl:template match="t:p">
    {}
  </xsl:template>
</xsl:stylesheet>
"""
LINE = 5
"""The line of the sheet in which the mistake stands."""


def own(folder: Path, name: str, text: str) -> Path:
    path = folder / "xslt" / "html" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ("<b>x</i>", "mismatch"),
        ('<xsl:value-of select="concat(1"/>', "Invalid expression"),
        ("<xsl:value-of/>", "select is missing"),
        ('<xsl:valueof select="."/>', "xsl:valueof is no element of XSLT 1.0"),
    ],
)
def test_what_cannot_be_compiled_is_named_by_file_and_line(tmp_path: Path, mistake: str, said: str) -> None:
    path = own(tmp_path, "voices.xsl", SHEET.format(mistake))
    with pytest.raises(SettingsError) as caught:
        Stylesheets(Edition(folder=tmp_path)).check()
    (found,) = caught.value.diagnostics
    assert (found.code, found.path, found.line) == ("stylesheet-invalid", str(path), LINE)
    assert said in found.message


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ('<xsl:value-of select="$missing"/>', "Variable 'missing' has not been declared"),
        ('<xsl:value-of select="missing(.)"/>', "Unregistered function"),
        ('<xsl:call-template name="missing"/>', "The called template 'missing' was not found"),
        ("<xsl:value-of select=\"document('x.xml')\"/>", "Local file read for"),
    ],
)
def test_what_fails_on_a_record_is_named_by_file_and_line(tmp_path: Path, mistake: str, said: str) -> None:
    folder = tmp_path / "an édition"
    path = own(folder, "voices.xsl", SHEET.format(mistake))
    with pytest.raises(PageError) as caught:
        Stylesheets(Edition(folder=folder)).html(etree.fromstring(full_record().encode()))
    assert str(caught.value).startswith(f"{path}:{LINE}: {said}")


def test_an_import_has_to_lead_somewhere(tmp_path: Path) -> None:
    for address, said in (("edition:html/nope.xsl", "there is no stylesheet"), ("mine.xsl", "begin with edition:")):
        own(tmp_path, "mine.xsl", SHEET.format(""))
        path = own(tmp_path, "voices.xsl", SHEET.format("").replace("diplomata:html/voices.xsl", address))
        with pytest.raises(SettingsError) as caught:
            Stylesheets(Edition(folder=tmp_path)).check()
        (found,) = caught.value.diagnostics
        assert (found.path, found.line) == (str(path), 3)
        assert said in found.message


def test_a_file_that_is_added_is_named_too(tmp_path: Path) -> None:
    own(tmp_path, "voices.xsl", SHEET.format("").replace("diplomata:html/voices.xsl", "edition:html/mine.xsl"))
    mine = own(tmp_path, "mine.xsl", SHEET.format('<xsl:if test="("/>'))
    with pytest.raises(SettingsError) as caught:
        Stylesheets(Edition(folder=tmp_path)).check()
    assert [(found.path, found.line) for found in caught.value.diagnostics] == [(str(mine), LINE)]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    own(tmp_path, "voices.xsl", SHEET.format("<xsl:one/><xsl:two/>"))
    own(tmp_path, "letter.xsl", "<letter/>")
    with pytest.raises(SettingsError, match="3 mistakes") as caught:
        Stylesheets(Edition(folder=tmp_path)).check()
    assert [Path(found.path).name for found in caught.value.diagnostics] == ["letter.xsl", "voices.xsl", "voices.xsl"]


def test_where_ours_misses_something_theirs_is_named(tmp_path: Path) -> None:
    path = own(tmp_path, "strip.xsl", SHEET.format("").replace("diplomata:html/voices.xsl", "diplomata:strings"))
    with pytest.raises((PageError, SettingsError)) as caught:
        Stylesheets(Edition(folder=tmp_path)).html(etree.fromstring(full_record().encode()))
    told = [str(caught.value), *map(str, getattr(caught.value, "diagnostics", ()))]
    assert str(path) in "\n".join(told)


@pytest.mark.parametrize("name", ["index.xsl", "person.xsl", "about.xsl"])
def test_a_page_of_an_index_that_fails_ends_the_run_with_the_place(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "papers"
    new_edition(folder)
    assert CliRunner().invoke(cli, ["build", str(folder)]).exit_code == 0
    before = (folder / "site/index.html").read_bytes()
    text = SHEET.format('<xsl:value-of select="$missing"/>').replace("voices.xsl", name)
    path = own(folder, name, text.replace('match="t:p"', 'match="*" mode="main"'))
    done = CliRunner().invoke(cli, ["build", str(folder)])
    assert done.exit_code == 2
    assert f"{path}:{LINE}: error: Variable 'missing' has not been declared" in done.stderr
    assert (folder / "site/index.html").read_bytes() == before
