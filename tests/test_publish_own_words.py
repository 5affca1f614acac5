"""The edition's own words about itself: TEI in ``about.xml``, Markdown in ``about.md``."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner
from lxml import etree

from diplomata.build.start import new_edition
from diplomata.cli import cli
from diplomata.errors import SettingsError
from diplomata.publish.own_words import own_words
from publish_samples import ABOUT

TEI = "http://www.tei-c.org/ns/1.0"
OWN_SHEET = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    f'xmlns:t="{TEI}"><xsl:import href="diplomata:html/prose.xsl"/>'
    '<xsl:template match="t:supplied"><ins>{<xsl:apply-templates/>}</ins></xsl:template></xsl:stylesheet>'
)


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    new_edition(tmp_path / "papers")
    return tmp_path / "papers"


def build(edition: Path) -> str:
    """What building says; it ends well."""
    done = CliRunner().invoke(cli, ["build", str(edition)])
    assert done.exit_code == 0, done.output
    return done.output


def page(edition: Path) -> etree._Element:
    """The page about the edition, parsed as strictly as HTML5 has it."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    tree = parser.parse((edition / "site/about.html").read_text("utf-8")).getroot()
    assert not parser.errors, parser.errors
    return tree


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_tei_becomes_a_page(edition: Path) -> None:
    (edition / "about.xml").write_text(ABOUT)
    build(edition)
    tree = page(edition)
    headings = [(h.tag, words(h)) for h in tree.iter("h1", "h2", "h3", "h4")]
    assert headings[:4] == [
        ("h1", "About"),
        ("h2", "Why this edition"),
        ("h2", "How it was made"),
        ("h3", "Terms used"),
    ]
    told = words(tree.find(".//main"))
    shown = (
        "Osprey",
        " [Kept at Varn. Copied.]",
        "turnwhat one says",
        "The bell <rings>.",
        "[went]",
        "Good day.",
        "<p/>",
    )
    for part in shown:
        assert part in told, part
    assert "Not shown" not in told
    assert [words(item) for item in tree.iter("ol")] == ["readwritten"]
    assert [words(cell) for cell in tree.xpath("//table[caption]/thead//th")] == ["Kind", "Number"]
    assert words(tree.find(".//table/caption")) == "Counts"
    assert not tree.xpath("//p[.//p or .//ol or .//ul or .//table] | //main//img")


def test_ids_are_those_of_divisions_and_none_is_there_twice(edition: Path) -> None:
    again = '<div xml:id="cite"><p>The same id.</p></div><div xml:id="no name"><p>None.</p></div>'
    (edition / "about.xml").write_text(ABOUT.replace("</body>", f"<!-- Twice. -->{again}</body>"))
    build(edition)
    tree = page(edition)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if " " in name]
    assert {"cite", "about-cite"} <= set(ids)
    assert not {"t1", "p1", "about-main"} & set(ids)


def test_links_lead_to_the_web_to_the_site_and_to_divisions(edition: Path) -> None:
    (edition / "about.xml").write_text(ABOUT)
    build(edition)
    links = {words(a): a.get("href") for a in page(edition).xpath("//section[@id='cite']/preceding-sibling::*//a")}
    assert links == {
        "below": "#about-cite",
        "the harbour": "https://example.org/ferry",
        "used": "https://example.org",
        "people.html": "people.html",
        "https://example.org/a.png": "https://example.org/a.png",
    }


def test_the_tei_is_taken_where_both_are_there_and_markdown_where_it_is_alone(edition: Path) -> None:
    (edition / "about.md").write_text("# In Markdown\n\n1. first\n")
    build(edition)
    assert "In Markdown" in words(page(edition))
    (edition / "about.xml").write_text(ABOUT)
    build(edition)
    assert "In Markdown" not in words(page(edition))
    assert "Why this edition" in words(page(edition))
    (edition / "about.xml").unlink()
    build(edition)
    assert "In Markdown" in words(page(edition))


@pytest.mark.parametrize("name", ["text", "body", "div"])
def test_a_part_of_a_text_is_enough(tmp_path: Path, name: str) -> None:
    (tmp_path / "about.xml").write_text(f'<{name} xmlns="{TEI}"><p>Alone.</p></{name}>')
    assert [words(element) for element in own_words(tmp_path)] == ["Alone."]


def test_a_corpus_gives_the_texts_of_its_documents_each_once(tmp_path: Path) -> None:
    one = "<TEI><text><group><text><body><p>{}</p></body></text></group></text></TEI>"
    (tmp_path / "about.xml").write_text(
        f'<teiCorpus xmlns="{TEI}">{one.format("One.")}{one.format("Two.")}</teiCorpus>'
    )
    assert [words(element) for element in own_words(tmp_path)] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (f'<TEI xmlns="{TEI}">\n<text>\n<p></text></TEI>', 3, "xml-malformed"),
        (f'\n<!DOCTYPE TEI [<!ENTITY e "x">]>\n<TEI xmlns="{TEI}"><text><p>&e;</p></text></TEI>', 2, "xml-unsafe"),
        ("<html>\n<p/></html>", 1, "page-not-tei"),
        ("<TEI><text><body/></text></TEI>", 1, "page-not-tei"),
        (f'\n<TEI xmlns="{TEI}"><teiHeader/></TEI>', 2, "page-not-tei"),
        ("", 0, "xml-malformed"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, text: str, line: int, code: str) -> None:
    path = tmp_path / "about.xml"
    path.write_text(text)
    with pytest.raises(SettingsError, match="the words about the edition have") as caught:
        own_words(tmp_path)
    (found, *_) = caught.value.diagnostics
    assert (found.path, found.line, found.code) == (str(path), line, code)


def test_a_broken_file_ends_the_run_and_the_site_stays(edition: Path) -> None:
    build(edition)
    before = (edition / "site/about.html").read_bytes()
    path = edition / "about.xml"
    path.write_text(ABOUT.replace("</lg>", ""))
    for _ in range(2):
        done = CliRunner().invoke(cli, ["build", str(edition)])
        assert done.exit_code == 2
        assert f"{path}:" in done.stderr
        assert (edition / "site/about.html").read_bytes() == before
    path.write_text(ABOUT)
    build(edition)
    assert (edition / "site/about.html").read_bytes() != before


def test_a_template_of_the_edition_is_used_for_its_words(edition: Path) -> None:
    (edition / "about.xml").write_text(ABOUT)
    sheet = edition / "xslt/html/prose.xsl"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(OWN_SHEET)
    build(edition)
    assert "{went}" in words(page(edition))
    sheet.write_text(OWN_SHEET.replace("{", "~").replace("}", "~"))
    build(edition)
    assert "~went~" in words(page(edition))
