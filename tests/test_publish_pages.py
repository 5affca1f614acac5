"""One record to its page and to its text edition."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from lxml import etree

from diplomata.edition import Edition
from diplomata.errors import SettingsError
from diplomata.publish.facts import slug
from diplomata.publish.pages import Stylesheets
from diplomata.publish.reading import read_facts
from diplomata.tei.namespace import NS, safe_parser
from publish_samples import EDITION, full_record, record


@pytest.fixture(scope="module")
def sheets() -> Stylesheets:
    return Stylesheets(EDITION)


def parse(xml: str) -> etree._Element:
    return etree.fromstring(xml.encode(), safe_parser())


def page(sheets: Stylesheets, xml: str) -> etree._Element:
    """The page, parsed as a browser would; any parse error fails."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False, strict=True)
    return parser.parse(sheets.html(parse(xml)).decode()).getroot()


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_page_is_strict_html_with_one_of_each_id(sheets: Stylesheets) -> None:
    tree = page(sheets, full_record())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"p1", "t1", "n1", "to-n2", "facts", "cite"} <= set(ids)
    assert tree.get("lang") == "en"


def test_every_local_link_has_its_target(sheets: Stylesheets) -> None:
    tree = page(sheets, full_record())
    ids = set(tree.xpath("//@id"))
    for href in tree.xpath("//a/@href[starts-with(., '#')]"):
        assert href[1:] in ids, href


def test_every_paragraph_turn_and_note_has_a_permalink(sheets: Stylesheets) -> None:
    xml = full_record()
    links = set(page(sheets, xml).xpath("//a/@href"))
    for identifier in re.findall(r'<(?:p|sp|note)\b[^>]*xml:id="([ptn]\d+)"', xml):
        back = f"#to-{identifier}" if identifier == "n2" else f"#{identifier}"
        assert back in links, identifier


def test_every_item_has_a_permalink_that_is_called_as_it_is_printed(sheets: Stylesheets) -> None:
    inner = "<list><label>-</label><item>of granite</item><label>(i)</label><item>of barley</item></list>"
    award = f"<list><label>6.</label><item>Six</item><label>7.</label><item>Seven: {inner}</item></list>"
    tree = page(sheets, record(body=f'{award}<p xml:id="p1">Between.</p><list><item>Bare</item></list>'))
    found = [(li.get("id"), li[0].get("href"), li[0].get("aria-label")) for li in tree.xpath("//div[@id='text']//li")]
    assert found == [
        ("i1", "#i1", "Item 6."),
        ("i2", "#i2", "Item 7."),
        ("i3", "#i3", "Item 3"),
        ("i4", "#i4", "Item 7. (i)"),
        ("i5", "#i5", "Item 5"),
    ]


def test_no_link_stands_in_a_link(sheets: Stylesheets) -> None:
    people = '<person xml:id="a"><persName>Anna</persName></person>'
    assert not page(sheets, record(body=ODD_PLACES, people=people)).xpath("//a//a")


def test_brackets_are_printed_again(sheets: Stylesheets) -> None:
    tree = page(sheets, full_record())
    for link in tree.xpath("//a[@class='pn']"):
        link.clear(keep_tail=True)
    text = words(tree.find(".//div[@id='text']"))
    for printed in (
        "grain; he [Venn] agreed. (laughs)",
        "recieved [sic], [three words illegible] and [...] [Morna?] [zerno] F[oreign].",
        "[The meeting began at ten.]",
        "Yes. [translator's note: a pun]",
        "[handwritten] Copy sent.",
        "[stamp: received]",
        "(He explained.)",
        "1. Numbered paragraph.",
    ):
        assert printed in text, printed


def test_voices_can_be_told_apart_by_a_screen_reader(sheets: Stylesheets) -> None:
    tree = page(sheets, full_record())
    assert tree.findall(".//div[@id='text']//ins")
    labels = set(tree.xpath("//div[@id='text']//*[@role='note']/@aria-label"))
    assert {"Aside by the record-keeper", "Illegible", "So in the original"} <= labels


@pytest.mark.parametrize(
    ("reason", "language", "why"),
    [
        ("redacted", "en", "Redacted"),
        ("illegible", "de", "Unleserlich"),
        ("inaudible", "fr", "Inaudible"),
        ("redacted", "zh", "已涂黑"),
        ("damage", "en", "Something is missing"),
    ],
)
def test_a_gap_says_why_something_is_missing(reason: str, language: str, why: str) -> None:
    body = f'<p xml:id="p1">He <gap reason="{reason}"/> came.</p>'
    tree = page(Stylesheets(Edition(language=language)), record(body=body))
    gap = tree.find(".//span[@class='gap'][@role]")
    assert (words(gap), gap.get("aria-label"), gap.get("title")) == (f"[{why}]", why, why)
    if reason != "damage":
        assert why in words(tree.find(".//details[@class='legend']/dl"))


def test_a_gap_keeps_the_words_and_the_dots_of_the_record(sheets: Stylesheets) -> None:
    gaps = '<gap reason="redacted"><desc>NAME DELETED</desc></gap> and <gap reason="editorial"/>'
    tree = page(sheets, record(body=f'<p xml:id="p1">Then {gaps}.</p>'))
    found = [(words(gap), gap.get("aria-label")) for gap in tree.xpath("//span[@class='gap'][@role]")]
    assert found == [("[NAME DELETED]", "Redacted"), ("[...]", "Omitted or missing")]
    legend = words(tree.find(".//details[@class='legend']/dl"))
    assert "Something is missing, and why · Redacted · Omitted or missing" in legend
    assert "Illegible" not in legend


def test_the_note_stands_beside_its_line_and_at_the_foot(sheets: Stylesheets) -> None:
    tree = page(sheets, full_record())
    beside = tree.find(".//span[@class='side']")
    assert "BArch, 5." in words(beside)
    assert beside.get("aria-hidden") == "true"
    assert not beside.findall(".//a")
    foot = tree.find(".//div[@id='n2']")
    assert "BArch, 5." in words(foot)
    assert foot.find(".//a").get("href") == "#to-n2"


def test_nothing_inline_runs_and_nothing_comes_from_elsewhere(sheets: Stylesheets) -> None:
    tree = page(sheets, full_record())
    policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not tree.xpath("//@style | //style")
    assert all(s.get("type") == "application/ld+json" or s.get("src") for s in tree.iter("script"))
    for address in tree.xpath("//link[not(@rel='canonical')]/@href | //script/@src | //img/@src"):
        assert not re.match(r"[a-z]+:|/", address), address


HOSTILE = "<script>alert(1)</script> & \"q\" 'a' ]]> </script>"


def test_hostile_words_are_words(sheets: Stylesheets) -> None:
    title = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    made = sheets.html(parse(record(title=title, body=f'<p xml:id="p1">{title}</p>'))).decode()
    tree = page(sheets, record(title=title, body=f'<p xml:id="p1">{title}</p>'))
    assert words(tree.find(".//h1")) == HOSTILE
    assert "<script>alert" not in made
    assert len(tree.findall(".//script")) == 2


def test_a_javascript_address_is_no_link(sheets: Stylesheets) -> None:
    address = "<idno type='URI'>javascript:alert(1)</idno>"
    made = sheets.html(parse(record(publication=address))).decode()
    assert 'href="javascript' not in made


def test_a_person_id_cannot_leave_its_folder(sheets: Stylesheets) -> None:
    people = '<person xml:id="x" sameAs="people.xml#../../evil"><persName>X</persName></person>'
    facts = read_facts(parse(record(people=people)), "record-1")
    assert facts.people[0].kind == "group"


def test_the_label_of_two_who_speak_together_is_the_name_of_neither() -> None:
    people = "".join(
        f'<person xml:id="{name.lower()}"><persName>{name}</persName><persName type="label">{name}</persName>'
        '<persName type="label">Venn and Abel</persName></person>'
        for name in ("Venn", "Abel")
    )
    turns = "".join(
        f'<sp xml:id="t{n}" who="{who}"><speaker>{label}:</speaker><p xml:id="p{n}">Agreed.</p></sp>'
        for n, (who, label) in enumerate((("#venn", "Venn"), ("#venn #abel", "Venn and Abel")), 1)
    )
    facts = read_facts(parse(record(people=people, body=turns)), "record-1")
    assert [person.labels for person in facts.people] == [("Venn",), ("Abel",)]
    assert facts.said[1].who == ("venn", "abel")


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("en", None)])
def test_the_text_runs_in_the_direction_of_its_language(sheets: Stylesheets, language: str, way: str | None) -> None:
    tree = page(sheets, record(language=language))
    text = tree.find(".//div[@id='text']")
    assert (text.get("lang"), text.get("dir")) == (language, way)


def test_the_page_of_a_record_without_a_header_is_whole(sheets: Stylesheets) -> None:
    bare = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>One line.</p></body></text></TEI>'
    assert "One line." in words(page(sheets, bare))


def test_the_tree_is_as_it_was(sheets: Stylesheets) -> None:
    root = parse(full_record())
    before = etree.tostring(root)
    sheets.html(root)
    sheets.text(root)
    assert etree.tostring(root) == before


def test_strip_has_a_segment_for_every_turn(sheets: Stylesheets) -> None:
    turns = "".join(
        f'<sp who="#{who}" xml:id="t{n}"><speaker>{who}:</speaker><p xml:id="p{n}">Words.</p></sp>'
        for n, who in enumerate(["a", "b"] * 150, 1)
    )
    people = '<person xml:id="a"><persName>A</persName></person><person xml:id="b"><persName>B</persName></person>'
    tree = page(sheets, record(body=turns, people=people))
    links = tree.xpath("//table[@class='strip']//*[local-name()='svg']/*[local-name()='a']/@href")
    assert sorted(links) == sorted(f"#t{n}" for n in range(1, 301))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in tree.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)


# Everything that the schema lets a body hold, in places where a page could lose it or break.
ODD_PLACES = """
<opener><note type="stamp" xml:id="n1">ink stamp</note><pb/><seg type="to"><label>To:</label> all
<note type="handwritten" xml:id="n2">by hand</note></seg>
<salute>Dear <stage type="delivery">pause</stage></salute></opener>
<sp who="#a" xml:id="t1"><speaker>Anna<note type="gloss" xml:id="n3"><foreign xml:lang="de">Anne</foreign></note>:
</speaker>
<pb/><note type="timestamp" xml:id="n4">00:10</note><p xml:id="p1">first <supplied reason="subaudible">added
<note type="editor" xml:id="n5">edited</note></supplied></p>
<list><head>heading <stage type="delivery">aloud</stage></head><label>a)</label><item>item one
<list><item>inner</item><pb/><note type="stamp" xml:id="n6">between inner</note></list></item>
<note type="handwritten" xml:id="n7">between items</note><label>b)</label><item>item two</item></list>
<stage type="business">he rose <note type="editor" xml:id="n8">in stage</note></stage></sp>
<quote><list><item>quoted item</item></list><note type="seal" xml:id="n9">sealed</note></quote>
<floatingText><body><head>floating head</head><p xml:id="p2">floating</p><closer><signed>signed
<note type="seal" xml:id="n10">round seal</note></signed></closer></body></floatingText>
<closer><dateline><placeName>Morna <note type="editor" xml:id="n11">a town</note></placeName></dateline></closer>
<postscript><label>copies</label><list><item>archive</item></list>
<note type="stamp" xml:id="n12">filed</note></postscript>
<trailer>end <note type="editor" xml:id="n13">last</note></trailer>
"""


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", text))


def lost(body: etree._Element, text: str) -> list[str]:
    """The pieces of text of ``body`` that ``text`` does not have, in their order."""
    hay, at, missing = letters(text), 0, []
    for piece in filter(None, map(letters, body.itertext())):
        found = hay.find(piece, at)
        if found < 0:
            missing.append(piece)
        else:
            at = found + len(piece)
    return missing


@pytest.mark.parametrize("xml", [full_record(), record(body=ODD_PLACES)], ids=["full", "odd"])
def test_no_word_of_the_text_is_lost(sheets: Stylesheets, xml: str) -> None:
    body = parse(xml).find("t:text/t:body", NS)
    tree = page(sheets, xml)
    for beside in tree.xpath("//*[@class='side' or @class='pn' or @class='turn']"):
        beside.clear(keep_tail=True)
    assert not lost(body, "".join(tree.find(".//div[@id='text']").itertext()))
    assert not lost(body, sheets.text(parse(xml)).split("\n\n", 1)[1])


def test_a_heading_of_the_notes_is_kept(sheets: Stylesheets) -> None:
    note = '<note type="footnote" xml:id="n1" n="1">Words.</note>'
    back = f'</body><back><div type="notes"><head>Remarks</head>{note}</div></back></text>'
    xml = record().replace("</body></text>", back)
    assert words(page(sheets, xml).find(".//section[@class='notes']/h2")) == "Remarks"
    assert sheets.text(parse(xml)).endswith("\n\nRemarks\n\n[1] Words.\n")


# The text edition


@pytest.mark.parametrize(("number", "shown"), [("§ 14.", True), ("Q31", True), ("•", False)])
def test_the_number_of_a_speech_stands_before_its_label(sheets: Stylesheets, number: str, shown: bool) -> None:
    turn = f'<sp who="#kern" xml:id="t1" n="{number}"><speaker>Kern:</speaker><p xml:id="p1">Yes.</p></sp>'
    page = sheets.html(parse(record(body=turn))).decode()
    assert (f'<span class="speech">{number}</span> ' in page) is shown


@pytest.mark.parametrize("time", ["10:00:24", "2:35 p.m.", "10.50"])
def test_the_time_of_a_speech_stands_behind_its_label(sheets: Stylesheets, time: str) -> None:
    turn = f'<sp who="#kern" xml:id="t1" n="{time}"><speaker>Kern</speaker><p xml:id="p1">Yes.</p></sp>'
    page = sheets.html(parse(record(body=turn))).decode()
    assert 'class="speech"' not in page
    assert f'Kern</span> <span class="time">{time}</span>' in page
    assert sheets.text(parse(record(body=turn))).endswith(f"\n\nKern [{time}]: Yes.\n")


def test_a_reference_whose_archive_is_not_named_stands_alone(sheets: Stylesheets) -> None:
    named = "<repository>SAV</repository>"
    tree = record(body='<p xml:id="p1">Text.</p>')
    assert named in tree
    page = sheets.html(parse(tree.replace(named, "<collection>F. 3</collection>"))).decode()
    assert "<dt>Archive</dt>" in sheets.html(parse(tree)).decode()
    assert "<dt>Archive</dt>" not in page
    assert "<dt>Reference</dt><dd>F. 3</dd>" in page


# What an edition can change


def test_an_edition_overrides_one_template_and_one_string(tmp_path: Path) -> None:
    folder = tmp_path / "xslt" / "html"
    folder.mkdir(parents=True)
    (folder / "voices.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        ' xmlns:t="http://www.tei-c.org/ns/1.0"><xsl:import href="diplomata:html/voices.xsl"/>'
        '<xsl:template match="t:supplied"><b>{<xsl:apply-templates/>}</b></xsl:template></xsl:stylesheet>'
    )
    (tmp_path / "xslt" / "strings").mkdir()
    (tmp_path / "xslt" / "strings" / "en.xml").write_text(
        '<strings xml:lang="en"><string key="cite">Cite “this” \'here\' "now"</string></strings>'
    )
    made = Stylesheets(Edition(folder=tmp_path)).html(parse(full_record())).decode()
    assert "<b>{Venn}</b>" in made
    assert "Cite “this” 'here' \"now\"" in made


def test_a_stylesheet_of_an_edition_that_is_wrong_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "xslt" / "html"
    folder.mkdir(parents=True)
    (folder / "record.xsl").write_text("<xsl:stylesheet")
    with pytest.raises(SettingsError, match=r"record\.xsl"):
        Stylesheets(Edition(folder=tmp_path)).html(parse(record()))


def test_a_stylesheet_cannot_read_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret>a word of no path</secret>")
    folder = tmp_path / "xslt" / "html"
    folder.mkdir(parents=True)
    (folder / "record.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f"<xsl:template match='/'><p><xsl:value-of select=\"document('{secret.as_uri()}')\"/></p></xsl:template>"
        "</xsl:stylesheet>"
    )
    try:
        made = Stylesheets(Edition(folder=tmp_path)).html(parse(record()))
    except Exception as error:
        made = str(error).encode()
    assert b"a word of no path" not in made


@pytest.mark.parametrize(
    ("term", "name"),
    [("Grain", "grain"), ("Zürich", "zurich"), ("../../etc", "etc"), ("A  &  B", "a-b")],
)
def test_slugs_are_plain(term: str, name: str) -> None:
    assert slug(term) == name


def test_slugs_tell_other_scripts_apart() -> None:
    assert slug("北京") != slug("上海")
    assert re.fullmatch(r"[a-z0-9-]+", slug("北京"))
