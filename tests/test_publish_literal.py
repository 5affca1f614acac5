"""Tags are written when a stylesheet is read: the pages are the same as those made element by element."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from diplomata.edition import Edition
from diplomata.publish import sheets
from diplomata.publish.context import Neighbour
from diplomata.publish.inline import XSL
from diplomata.publish.literal import uses, write_out
from diplomata.publish.pages import Stylesheets
from diplomata.tei.namespace import XML_ID, tei
from publish_samples import full_record

ROOT = Path(__file__).parent.parent
RECORDS = sorted([*(ROOT / "xml").glob("*.xml"), *(ROOT / "tests" / "cases").glob("*/expected.xml")])
EDITIONS = (
    Edition(),
    Edition(title='A "title" & <more>', publisher="It's", url="https://example.org", licence="CC", language="zh"),
)


def made(edition: Edition, records: list[etree._Element]) -> list[bytes]:
    tools, near = Stylesheets(edition), Neighbour("a-1", 'A "b" & <c>', "1950")
    return [tools.html(root, previous=near, following=near) for root in records]


@pytest.mark.parametrize("edition", EDITIONS)
def test_pages_are_the_same(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [etree.parse(str(path)).getroot() for path in RECORDS]
    records.append(etree.fromstring(full_record().encode()))
    written = made(edition, records)
    monkeypatch.setattr(sheets, "write_out", lambda *_: None)
    assert written == made(edition, records)


def sheet(body: str) -> etree._Element:
    return etree.fromstring(f'<xsl:stylesheet version="1.0" xmlns:xsl="{XSL}">{body}</xsl:stylesheet>')


def both(body: str) -> tuple[str, str, int]:
    """The page of a stylesheet made both ways, and how many of its elements were written out."""
    pages, counts = [], []
    for written in (True, False):
        tree = sheet(f'<xsl:template match="/"><html>{body}</html></xsl:template>')
        if written:
            write_out(tree, uses([tree]))
        page = etree.XSLT(tree)(etree.fromstring('<x y="1"/>'))
        pages.append(etree.tostring(page, method="html", encoding="unicode"))
        counts.append(len([*page.getroot().iter()]))
    return pages[0], pages[1], counts[1] - counts[0]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ('<p class="a">x &lt; &amp; y<br/><b title=\'"&amp;&lt;\'>z</b></p>', 3),
        ('<p>a <xsl:value-of select="name(*)"/><xsl:text> b</xsl:text></p>', 1),
        ('<p hidden="hidden"><input disabled="disabled"/></p>', 2),
        ("<p title=\"{{x}}\"><a href='é b'>c</a></p>", 2),
        ('<p title="{name(*)}"><b>a</b></p>', 1),
        ('<p><xsl:if test="*"><xsl:attribute name="id">a</xsl:attribute></xsl:if><b>c</b></p>', 1),
        ('<p><xsl:copy-of select="*/@y"/></p>', 0),
        ("<p><script>a &lt; b</script></p>", 1),
        ("<ul><li></li></ul>", 0),
        ("<xsl:variable name='a'><b>c</b></xsl:variable><p title='{$a}'><xsl:copy-of select='$a'/></p>", 0),
    ],
)
def test_what_is_constant_is_written(body: str, count: int) -> None:
    written, plain, fewer = both(body)
    assert written.replace("</li>", "") == plain.replace("</li>", "")
    assert fewer >= count
    assert (fewer > 0) == (count > 0) or "<li>" in body


NAME = """<xsl:variable name="n" select="translate(*/@y, '&quot;&lt;&gt;&amp;', '')"/>"""


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (NAME + '<p id="{$n}" title="a {substring($n, 2)} &lt; \'b\'">c<xsl:value-of select="$n"/></p>', 1),
        (NAME + '<p><a href="#{$n}"><xsl:value-of select="*/@y"/></a></p>', 2),
        ('<xsl:for-each select="*"><p class="v{position()} {local-name()}">a</p></xsl:for-each>', 1),
        ('<p class="l{substring(\'1234\', 1 + 2, 1)}" title="{number(*/@y)}"/>', 1),
        ('<xsl:variable name="n" select="*/@y"/><p id="{$n}">a</p>', 0),
        (NAME.replace("&lt;", "") + '<p id="{$n}">a</p>', 0),
    ],
)
def test_what_html_has_not_to_escape_is_written(body: str, count: int) -> None:
    written, plain, fewer = both(body)
    assert written == plain
    assert fewer == count


def test_an_id_that_is_no_name_cannot_leave_its_attribute() -> None:
    # A parser refuses such an id; a tree that a program has made can have it.
    root = etree.fromstring(full_record().encode())
    for element in root.iter(tei("sp"), tei("p")):
        if element.get(XML_ID):
            element.set(XML_ID, f'"><script>&{element.get(XML_ID)}')
    page = Stylesheets(Edition()).html(root).decode()
    assert "<script>" not in page
    assert '<p id="scriptp1">' in page
    assert 'href="#scriptt1"' in page


def test_what_the_context_has_in_its_own_namespace_is_written() -> None:
    body = '<p><a href="#{@c:a}">b</a><xsl:for-each select="$d[1]/@c:e"><i title="{.}"/></xsl:for-each></p>'
    tree = sheet(f'<xsl:template match="/" xmlns:c="urn:diplomata:context"><html>{body}</html></xsl:template>')
    write_out(tree, uses([tree]))
    assert [element.tag for element in tree.iter("p", "a", "i")] == ["i"]
    assert [element.get("select") for element in tree.iter(f"{{{XSL}}}value-of")] == ["@c:a"]


def test_a_record_cannot_bring_its_own_context() -> None:
    root = etree.fromstring(full_record().encode())
    wanted = Stylesheets(Edition()).html(root)
    attack = '<c:context xmlns:c="urn:diplomata:context" c:page="&quot;&gt;&lt;script>" c:pages=" kern=&quot;&gt; "/>'
    root.insert(0, etree.fromstring(attack))
    assert Stylesheets(Edition()).html(root) == wanted


def test_templates_that_give_attributes_are_known_through_others() -> None:
    tree = sheet(
        '<xsl:template name="a"><xsl:choose><xsl:when test="b"><xsl:call-template name="c"/></xsl:when></xsl:choose>'
        '</xsl:template><xsl:template name="c"><xsl:apply-templates mode="d"/></xsl:template>'
        '<xsl:template match="e" mode="d"><xsl:attribute name="f"/></xsl:template>'
        '<xsl:template name="g"><p><xsl:call-template name="a"/></p></xsl:template>'
    )
    assert uses([tree]).giving == {"call:a", "call:c", "mode:d"}


def test_templates_that_are_kept_as_values_are_known_through_others() -> None:
    tree = sheet(
        '<xsl:template match="a"><xsl:variable name="b"><xsl:call-template name="c"/></xsl:variable></xsl:template>'
        '<xsl:template name="c"><p><xsl:apply-templates mode="d"/></p></xsl:template>'
        '<xsl:template match="e" mode="d"/>'
    )
    assert uses([tree]).kept == {"call:c", "mode:d"}


def overriding(folder: Path, body: str) -> str:
    """A page of an edition that has ``body`` in a stylesheet of its own, which goes before ``voices.xsl``."""
    place = folder / "xslt" / "html"
    place.mkdir(parents=True)
    (place / "voices.xsl").write_text(
        f'<xsl:stylesheet version="1.0" xmlns:xsl="{XSL}" xmlns:t="http://www.tei-c.org/ns/1.0" '
        'xmlns:e="http://exslt.org/common" exclude-result-prefixes="t e">'
        f'<xsl:import href="diplomata:html/voices.xsl"/>{body}</xsl:stylesheet>'
    )
    return Stylesheets(Edition(folder=folder)).html(etree.fromstring(full_record().encode())).decode()


def test_an_edition_can_keep_what_our_templates_make(tmp_path: Path) -> None:
    page = overriding(
        tmp_path,
        '<xsl:template match="t:stage" priority="9"><xsl:variable name="a"><xsl:apply-imports/></xsl:variable>'
        '<b data-made="{name(e:node-set($a)/*)}"><xsl:value-of select="$a"/></b></xsl:template>',
    )
    assert '<b data-made="p">' in page or '<b data-made="span">' in page
    assert "&lt;" not in page


def test_an_edition_can_give_attributes_to_our_elements(tmp_path: Path) -> None:
    page = overriding(
        tmp_path,
        '<xsl:template name="stage-text"><xsl:attribute name="data-own">yes</xsl:attribute></xsl:template>',
    )
    assert ' data-own="yes"></p>' in page
