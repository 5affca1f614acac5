"""The search as its readers use it, in a real Chromium."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from diplomata.edition import Edition
from diplomata.publish import search
from diplomata.publish.site import publish
from publish_samples import record
from test_publish_browser import Reader, browser, people, reader, serve, small_site, sync_api, turns

__all__ = ["browser", "reader"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(search.executable() is None, reason="Pagefind is not installed"),
]
MARKUP = '&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; a &lt; b &amp; "quoted"'
SHOWN = '<script>alert(1)</script> &amp; a < b & "quoted"'


@pytest.fixture(scope="module", params=["whole", "in parts"])
def searched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with an index that is whole, and with one in parts as a large edition has it."""
    folder = tmp_path_factory.mktemp("searched")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "in parts":
            patch.setattr(search, "PAGES_A_SHARD", 1)
        site = small_site(folder)
    assert (site / "pagefind" / "1").is_dir() is (request.param == "in parts")
    yield from serve(site)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of odd records, with an index in parts."""
    folder = tmp_path_factory.mktemp("odd")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "PAGES_A_SHARD", 1)
        odd_site(folder / "site")
    assert (folder / "site" / "pagefind" / "1").is_dir()
    yield from serve(folder / "site")


def odd_site(site: Path, language: str = "en") -> None:
    """A site of records whose text means harm, runs both ways, or has no spaces, and whose headers differ."""
    xml = site.parent / "xml"
    xml.mkdir()
    who = people("Kern", "Venn") + '<personGrp xml:id="side"><persName>The Lake Side</persName></personGrp>'
    said = turns(("Kern", MARKUP), ("Venn", "سناء إدريس, and no more barges"), ("side", "Together, twice."))
    said = said.replace('who="#side"', 'who="#side #venn"')
    han = '<p xml:id="p1">我们今天来到北京，谈判边界问题。Of 上海 trade.</p>'
    han += '<p xml:id="p2">今<supplied>日</supplied>北京</p>'
    han += '<sp who="#林少文" xml:id="t1"><speaker>林少文：</speaker><p xml:id="p3">我们同意。</p></sp>'
    made = {
        "1": record(title=MARKUP, printed="3 May &lt;b&gt; 1962", body=said, people=who),
        "2": record(
            "2", title="会谈", date='when="1950"', printed="1950", body=han, language="zh", people=people("林少文")
        ),
        "3": record("3", title="Undated", date="", printed="undated", body="<p>Barges; more barges, no fewer.</p>"),
        "4": record("4", title="In full", date='when="1961"', printed="1961", body="<p>No more barges.</p>"),
    }
    full = "<institution>State Archive of the Lake (SAV)</institution><repository>SAV</repository>"
    made["4"] = made["4"].replace("<repository>SAV</repository>", full)
    for number, stamp in (("1", "TOP SECRET"), ("2", "Top Secret"), ("4", "TOP SECRET")):
        term = f'<keywords scheme="#classification"><term>{stamp}</term></keywords></textClass>'
        made[number] = made[number].replace("</textClass>", term)
    made["1"] = made["1"].replace("</title></titleStmt>", f"</title>{TRANSLATED}</titleStmt>")
    for number, text in made.items():
        (xml / f"record-{number}.xml").write_text(text)
    publish(xml, site, Edition(title="Odd records", language=language))


TRANSLATED = '<editor role="translator"><persName>Peter Hawes</persName></editor>'


def find(page: Any, small: str, query: str) -> list[str]:
    page.goto(f"{small}/search.html?{query}")
    page.wait_for_selector("#search-form[data-ready]")
    return [str(h) for h in page.eval_on_selector_all(".hits a", "all => all.map(a => a.getAttribute('href'))")]


def test_search_lands_on_the_passage(reader: Reader, searched: str) -> None:
    hits = find(reader.page, searched, "q=barges")
    assert {"records/record-1.html#p1", "records/record-1.html#p2", "records/record-2.html#p2"} <= set(hits)
    assert reader.page.inner_text("#search-count") == "2 records"
    reader.page.click(".hits a[href='records/record-2.html#p2']")
    assert reader.page.url.endswith("records/record-2.html#p2")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=barges&kind=minutes", {"records/record-2.html", "records/record-2.html#p2"}),
        ("q=barges&scope=voice&speaker=venn", {"records/record-1.html", "records/record-1.html#p2"}),
        ("q=barley&scope=notes", {"records/record-1.html", "records/record-1.html#n1"}),
        ("q=zurich", {"records/record-1.html", "records/record-1.html#p2"}),
        ("q=%22no+barges%22", {"records/record-2.html", "records/record-2.html#p2"}),
        ("q=unfindable", set()),
        ("year=1963", {"records/record-2.html"}),
    ],
)
def test_search_with_facets_and_scopes(reader: Reader, searched: str, query: str, found: set[str]) -> None:
    assert set(find(reader.page, searched, query)) == found


def test_search_is_steered_by_its_form(reader: Reader, searched: str) -> None:
    page = reader.page
    find(page, searched, "")
    chosen = page.locator("#f-year option[value='1963']")
    sync_api.expect(chosen).to_have_text("1963 (1)")  # Of the whole edition, before anything is asked.
    page.fill("#q", "barley")
    sync_api.expect(chosen).to_have_text("1963 (0)")
    page.fill("#q", "barges")
    sync_api.expect(chosen).to_have_text("1963 (1)")
    page.wait_for_selector(".hits li")
    page.select_option("#f-year", "1963")
    sync_api.expect(page.locator(".hits > li")).to_have_count(1)
    assert "q=barges" in page.url
    assert "year=1963" in page.url


def test_a_search_in_parts_is_ready_before_their_filters_are_there(reader: Reader, searched: str) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    find(reader.page, searched, "")
    assert not [url for url in asked if url.endswith(".pf_filter")]
    assert len([url for url in asked if url.endswith("choices.json")]) == 1


def hits(page: Any) -> list[str]:
    """The words of each hit, a line each."""
    return [str(text) for text in page.eval_on_selector_all(".hits > li", "all => all.map(li => li.innerText)")]


def find_odd(reader: Reader, odd: str, **query: str) -> list[str]:
    find(reader.page, odd, urlencode(query))
    return hits(reader.page)


def test_words_of_a_record_are_shown_as_they_are_and_are_no_html(reader: Reader, odd: str) -> None:
    (hit,) = find_odd(reader, odd, q="quoted")
    assert hit.count(SHOWN) == 3  # The title, the passage of the header, and the passage of the turn.
    assert "3 May <b> 1962" in hit
    assert reader.page.locator(".hits script, .hits b").count() == 0
    assert reader.page.eval_on_selector_all(".hits mark", "all => all.map(m => m.textContent)") == ['"quoted".'] * 2


def test_words_that_run_the_other_way_stand_apart(reader: Reader, odd: str) -> None:
    (hit,) = find_odd(reader, odd, q="إدريس")
    assert "Venn: سناء إدريس" in hit
    assert reader.page.eval_on_selector_all(".hits ul a > *", "all => all.map(e => e.localName)") == ["bdi", "bdi"]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("北京", ["北", "京，", "北", "京"]),
        ("边界", ["边", "界"]),
        ("今日", ["今", "[日]"]),
        ("“来到北京”", ["来", "到", "北", "京，"]),
        ("谈判 trade", ["谈", "判", "trade."]),
        ("京北", []),
        ("京北 trade", []),
    ],
)
def test_a_phrase_of_chinese_is_found_where_it_stands(
    reader: Reader, odd: str, query: str, marked: list[str]
) -> None:
    found = find_odd(reader, odd, q=query)
    assert reader.page.eval_on_selector_all(".hits mark", "all => all.map(m => m.textContent)") == marked
    assert len(found) == bool(marked)
    if found and "我" in found[0]:
        assert "我们今天来到北京，谈判边界问题。 Of 上海 trade." in found[0]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ('"no more barges"', [SHOWN, "In full"]),
        ("“more barges”", [SHOWN, "Undated", "In full"]),
        ('barges "no more"', [SHOWN, "In full"]),
        ('"more no"', []),
        ("unfindable", []),
        ("!?", []),
        ("x" * 3000, []),
        (" ".join(f"word{n}" for n in range(800)), []),
    ],
)
def test_phrases_and_queries_that_find_nothing(reader: Reader, odd: str, query: str, titles: list[str]) -> None:
    find_odd(reader, odd, q=query)
    found = reader.page.eval_on_selector_all(".hits .what", "all => all.map(a => a.textContent)")
    assert sorted(found) == sorted(titles)
    if not titles:
        assert reader.page.inner_text("#search-count") == "No record was found."


def test_what_is_no_text_of_a_record_is_not_found(reader: Reader, odd: str) -> None:
    (hit,) = find_odd(reader, odd, q="Hawes")
    assert "Translated by Peter Hawes." in hit
    for words in ("Hawes Facts", "HawesFacts", "kern lia-venn", "1-1.0"):
        assert find_odd(reader, odd, q=f'"{words}"') == []


def test_the_heading_of_notes_is_no_text_of_a_record(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    texts = [gzip.decompress(path.read_bytes()).decode() for path in site.glob("pagefind/fragment/*")]
    (text,) = [text for text in texts if "A footnote on barley" in text]
    assert "pays. 1 A footnote" in json.loads(text.removeprefix("pagefind_dcd"))["content"]


def test_what_two_say_together_is_found_as_either_s(reader: Reader, odd: str) -> None:
    for speaker in ("venn", "~the-lake-side"):
        (hit,) = find_odd(reader, odd, q="twice", scope="voice", speaker=speaker)
        assert "The Lake Side, Venn: Together, twice." in hit
    assert find_odd(reader, odd, q="twice", scope="voice", speaker="kern") == []


def test_the_words_of_one_person_in_any_script(reader: Reader, odd: str) -> None:
    find_odd(reader, odd, q="我们", scope="voice", speaker="林少文")
    assert reader.page.locator(".hits ul a").all_inner_texts() == ["林少文: 我们同意。"]
    assert reader.page.get_attribute(".hits ul a", "href") == "records/record-2.html#p3"


@pytest.mark.parametrize("language", ["zh", "de"])
def test_a_phrase_of_chinese_is_found_in_an_edition_of_any_language(
    reader: Reader, tmp_path: Path, language: str
) -> None:
    odd_site(tmp_path / "site", language)
    for address in serve(tmp_path / "site"):
        for query, count in (("边界问题", 1), ("“more barges”", 3), ("京北", 0), ("谈判 trade", 1)):
            assert len(find_odd(reader, address, q=query)) == count, query


def test_one_thing_is_one_choice(reader: Reader, odd: str) -> None:
    find_odd(reader, odd, q="")

    def choices(facet: str) -> list[str]:
        return [str(o) for o in reader.page.eval_on_selector_all(f"#f-{facet} option", "all => all.map(o => o.text)")]

    assert choices("archive") == ["any", "State Archive of the Lake (SAV) (4)"]
    assert choices("classification") == ["any", "Top Secret (3)"]
    assert choices("speaker") == ["any", "Kern (1)", "The Lake Side (1)", "Venn (1)", "林少文 (1)"]
    assert choices("language") == ["any", "Albanian (4)"]
    assert choices("kind") == ["any", "Conversation (4)"]
    reader.page.select_option("#f-classification", label="Top Secret (3)")
    sync_api.expect(reader.page.locator(".hits > li")).to_have_count(3)


def test_without_words_records_stand_in_order_of_date(reader: Reader, odd: str) -> None:
    found = find_odd(reader, odd, archive="sav")
    assert [hit.split("\n")[0].strip() for hit in found] == [
        "会谈 1950", "In full 1961", f"{SHOWN} 3 May <b> 1962", "Undated undated"
    ]  # fmt: skip
    assert not reader.page.is_visible("#order")


def test_with_words_the_best_stands_first_or_the_oldest(reader: Reader, odd: str) -> None:
    page = reader.page
    assert "Undated" in find_odd(reader, odd, q="barges")[0]  # It has the word twice.
    page.select_option("#order", "date")
    sync_api.expect(page.locator(".hits > li").first).to_contain_text("In full")
    assert "order=date" in page.url
    sync_api.expect(page.locator(".hits > li").last).to_contain_text("Undated")


def test_on_a_phone_results_come_before_the_filters_and_these_say_what_they_do(browser: Any, searched: str) -> None:
    made = Reader(browser, viewport={"width": 390, "height": 844})
    page = made.page
    find(page, searched, "q=barges&year=1962&scope=voice")
    assert not page.is_visible("#f-year")
    assert page.inner_text("#search-filters summary") == "Filters · set: 2"
    assert page.eval_on_selector(".hits > li", "li => li.getBoundingClientRect().bottom < innerHeight")
    page.focus("#search-filters summary")
    page.keyboard.press("Enter")
    assert page.is_visible("#f-year")
    page.select_option("#f-year", "")
    sync_api.expect(page.locator("#search-filters summary")).to_have_text("Filters · set: 1")
    made.context.close()
    assert not made.wrong


def test_how_many_were_found_is_announced(reader: Reader, searched: str) -> None:
    find(reader.page, searched, "q=barges")
    assert reader.page.is_visible("#search-filters .facets")
    count = reader.page.locator("#search-count[role=status]")
    sync_api.expect(count).to_have_text("2 records")
    reader.page.fill("#q", "barley")
    sync_api.expect(count).to_have_text("1 record")


def test_more_hits_are_reached_by_the_keyboard(reader: Reader, tmp_path: Path) -> None:
    xml = tmp_path / "xml"
    xml.mkdir()
    for number in range(12):
        (xml / f"record-{number}.xml").write_text(record(str(number), title=f"Paper {number}"))
    publish(xml, tmp_path / "site", Edition())
    for address in serve(tmp_path / "site"):
        find(reader.page, address, "q=line&scope=head")
        sync_api.expect(reader.page.locator("#search-count")).to_have_text("No record was found.")
        find(reader.page, address, "q=paper&scope=head")
        sync_api.expect(reader.page.locator("#search-count")).to_have_text("at least 10 records")
        reader.page.focus("#search-more button")
        reader.page.keyboard.press("Enter")
        sync_api.expect(reader.page.locator("#search-count")).to_have_text("12 records")
        last = reader.page.locator(".hits > li").nth(10).locator(".what")
        sync_api.expect(last).to_be_focused()


def test_a_hit_in_a_list_is_its_item_and_whose_that_is(reader: Reader, tmp_path: Path) -> None:
    lists = "<list><label>1.</label><item>The {0} oars.</item><label>2.</label><item>The {0} sails.</item></list>"
    body = (
        f'<p xml:id="p1">Sent along:</p>{lists.format("spare")}'
        f'<sp who="#venn" xml:id="t1"><speaker>Venn:</speaker><p xml:id="p2">I ask for two.</p>'
        f"{lists.format('good')}</sp>"
        '<sp who="#kern" xml:id="t2"><speaker>Kern:</speaker><p xml:id="p3">No sails.</p></sp>'
    )
    xml = tmp_path / "xml"
    xml.mkdir()
    (xml / "record-1.xml").write_text(record("1", body=body, people=people("Kern", "Venn")))
    publish(xml, tmp_path / "site", Edition(title="One record"))
    served = serve(tmp_path / "site")
    address = next(served)
    record_1 = "records/record-1.html"
    assert find(reader.page, address, "q=sails")[1:] == [f"{record_1}#{place}" for place in ("i2", "i4", "p3")]
    assert reader.page.locator(".hits ul a").all_inner_texts() == [
        "2. The spare sails.", "Venn: 2. The good sails.", "Kern: No sails."
    ]  # fmt: skip
    assert find(reader.page, address, "q=sails&scope=voice&speaker=venn")[1:] == [f"{record_1}#i4"]
    assert find(reader.page, address, "q=spare&scope=voice") == []
    reader.page.goto(f"{address}/records/record-1.html#i4")
    assert reader.page.eval_on_selector(":target", "item => item.matches('li')")
    served.close()
