"""Every page of whole sites: the specimen edition, and one that means harm."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urldefrag

import html5lib
import pytest
from lxml import etree

from diplomata.edition import Edition, load_edition
from diplomata.publish.catalogue import catalogue
from diplomata.publish.pages import Stylesheets
from diplomata.publish.site import publish
from publish_samples import EDITION, full_record, record

ROOT = Path(__file__).parent.parent
HARM = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"x\" 'y' ../../etc/passwd"


def hostile(folder: Path) -> None:
    """Records whose every field means harm, in scripts that run both ways."""
    people = (
        f'<person xml:id="evil"><persName>{HARM}</persName></person>'
        '<person xml:id="wen"><persName>文亮</persName></person>'
        '<person xml:id="sana" sameAs="people.xml#../../x"><persName>سناء إدريس</persName></person>'
    )
    turns = "".join(
        f'<sp who="#{who}" xml:id="t{n}"><speaker>{HARM}:</speaker><p xml:id="p{n}">{HARM} سناء 文亮</p></sp>'
        for n, who in enumerate(("evil", "wen", "sana", "nobody"), 1)
    )
    for number, kind in (("1", "conversation"), ("2", "../../kind"), ("3", HARM.replace('"', ""))):
        made = record(
            number, title=HARM, printed=HARM, body=turns, people=people, place=HARM, subject="北京", kind=kind
        )
        (folder / f"record-{number}.xml").write_text(made)


@pytest.fixture(scope="module", params=["specimen", "hostile", "one", "none"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    xml = folder / "xml"
    xml.mkdir()
    edition = EDITION
    if request.param == "specimen":
        xml, edition = ROOT / "xml", load_edition(ROOT)
    elif request.param == "hostile":
        hostile(xml)
        edition = Edition(
            title='<b>Title</b> & "more"',
            subtitle="</title><script>",
            description="<img src=x>",
            editors=('{$root} <b>"A"</b>', "</script>"),
        )
    elif request.param == "one":
        (xml / "record-4711.xml").write_text(full_record())
    report = publish(xml, folder / "site", edition)
    assert not [d for d in report.diagnostics if d.severity == "error"]
    return folder / "site"


@pytest.fixture(scope="module")
def trees(site: Path) -> dict[str, etree._Element]:
    """Every page, parsed as strictly as HTML5 has it."""
    builder = html5lib.getTreeBuilder("lxml")
    found = {}
    for path in sorted(site.rglob("*.html")):
        parser = html5lib.HTMLParser(tree=builder, namespaceHTMLElements=False)
        tree = parser.parse(path.read_text("utf-8")).getroot()
        assert not parser.errors, (path, parser.errors)
        found[path.relative_to(site).as_posix()] = tree
    return found


def test_every_page_has_the_same_frame(trees: dict[str, etree._Element]) -> None:
    for name, tree in trees.items():
        assert tree.get("lang"), name
        assert len(tree.findall(".//h1")) == 1, name
        assert tree.findtext(".//title").strip(), name
        assert tree.find(".//meta[@name='viewport']") is not None, name
        assert tree.find(".//main[@id='main']") is not None, name
        assert "default-src 'none'" in tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content"), (
            name
        )


def test_no_id_twice_and_no_heading_left_out(trees: dict[str, etree._Element]) -> None:
    for name, tree in trees.items():
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        levels = [int(h.tag[1]) for h in tree.iter("h1", "h2", "h3", "h4")]
        for before, level in zip([1, *levels], levels, strict=False):
            assert level <= before + 1, (name, levels)


def test_nothing_inline_and_nothing_from_elsewhere(trees: dict[str, etree._Element]) -> None:
    for name, tree in trees.items():
        assert not tree.xpath("//@style | //style | //@*[starts-with(name(), 'on')]"), name
        for script in tree.iter("script"):
            assert script.get("src") or script.get("type") == "application/ld+json", name
        for address in tree.xpath("//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href"):
            assert not re.match(r"[a-z]+:|//", address), (name, address)


def test_every_page_says_what_it_is_and_of_what_it_is_a_part(trees: dict[str, etree._Element]) -> None:
    for name, tree in trees.items():
        said = {str(meta.get("name")): str(meta.get("content")) for meta in tree.iter("meta") if meta.get("name")}
        title = tree.findtext(".//title")
        assert " ".join(said["DC.title"].split()) == " ".join(title.split()) or title.startswith(said["DC.title"]), (
            name
        )
        assert said["DC.type"] == ("Collection" if name == "index.html" else "Text")
        assert said["DC.language"]
        assert ("DCTERMS.isPartOf" in said) is (name != "index.html"), name
        (script,) = tree.xpath("//script[@type='application/ld+json']")
        described = json.loads(script.text)
        kinds = {"index.html": "Collection", "about.html": "AboutPage", "search.html": "SearchResultsPage"}
        folder, _, _ = name.rpartition("/")
        if folder in ("years", "kinds", "archives", "places", "languages", "subjects") or name == "people.html":
            assert described["@type"] == "CollectionPage", name
        elif folder not in ("records", "people"):
            assert described["@type"] == kinds.get(name, described["@type"])
        if described["@type"] not in ("Collection", "Person"):
            assert described["isPartOf"]["@type"] == "Collection", name
            assert described["name"], name


def test_editors_are_named_as_they_are_written() -> None:
    edition = replace(EDITION, editors=('{$root} & "Co"', "A'B"), publisher="Lake {Press}", date="2026-01")
    page = etree.HTML(Stylesheets(edition).page("terms", catalogue(heading="Places")))
    said = [(meta.get("name"), meta.get("content")) for meta in page.iter("meta")]
    assert [value for name, value in said if name == "DC.creator"] == list(edition.editors)
    assert ("DC.publisher", "Lake {Press}") in said
    assert ("DC.date", "2026-01") in said
    assert ("DCTERMS.isPartOf", "https://example.org/lake/") in said


def test_every_link_leads_somewhere(site: Path, trees: dict[str, etree._Element]) -> None:
    ids = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    for name, tree in trees.items():
        if name == "404.html":
            continue
        for address in tree.xpath("//a/@href | //link[not(@rel='canonical')]/@href | //script/@src | //img/@src"):
            if re.match(r"https?:", address):
                continue
            assert not re.match(r"[a-z]+:|/", address), (name, address)
            path, fragment = urldefrag(address)
            target = (site / name).parent / unquote(path) if path else site / name
            assert target.is_file(), (name, address)
            assert site.resolve() in target.resolve().parents, (name, address)
            if fragment:
                page = target.resolve().relative_to(site.resolve()).as_posix()
                assert unquote(fragment) in ids[page], (name, address)


def test_nothing_was_written_outside(site: Path) -> None:
    beside = {path.name for path in site.parent.iterdir()}
    assert beside <= {"site", "xml"}


def test_a_page_of_a_record_is_light(site: Path) -> None:
    for path in (site / "records").glob("*.html"):
        source = path.with_suffix(".txt").stat().st_size
        assert path.stat().st_size <= 60_000 or source > 10_000, path
