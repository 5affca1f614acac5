"""A site as its readers use it, in a real Chromium."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from diplomata.edition import Edition, load_edition
from diplomata.publish.site import publish
from publish_samples import record

pytestmark = pytest.mark.browser
sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
ROOT = Path(__file__).parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and does not talk."""

    def log_message(self, *args: Any) -> None:
        pass


def serve(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as play:
        try:
            running = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        except sync_api.Error as error:
            pytest.skip(f"no Chromium: {error}")
        yield running
        running.close()


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("specimen") / "site"
    publish(ROOT / "xml", site, load_edition(ROOT))
    return site


@pytest.fixture(scope="module")
def address(specimen: Path) -> Iterator[str]:
    yield from serve(specimen)


def one_of_each_kind(site: Path) -> list[str]:
    """All pages at the top, the largest of each folder, and the smallest of the records."""
    found = [path.name for path in sorted(site.glob("*.html"))]
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        pages = sorted(folder.glob("*.html"), key=lambda path: (path.stat().st_size, path.name))
        chosen = [pages[0], pages[-1]] if folder.name == "records" else pages[-1:]
        found += [path.relative_to(site).as_posix() for path in chosen]
    return found


def people(*names: str) -> str:
    return "".join(f'<person xml:id="{n.lower()}"><persName>{n}</persName></person>' for n in names)


def turns(*said: tuple[str, str]) -> str:
    return "".join(
        f'<sp who="#{who.lower()}" xml:id="t{n}"><speaker>{who}:</speaker><p xml:id="p{n}">{words}</p></sp>'
        for n, (who, words) in enumerate(said, 1)
    )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of three records with known words, and its address."""
    yield from serve(small_site(tmp_path_factory.mktemp("small")))


def small_site(folder: Path) -> Path:
    xml = folder / "xml"
    xml.mkdir()
    note = '<back><div type="notes"><note type="footnote" xml:id="n1" n="1">A footnote on barley.</note></div></back>'
    first = turns(("Kern", "The barges wait below."), ("Venn", "Let the barges wait; Zürich pays."))
    anchor = '<ref type="noteAnchor" target="#n1" n="1">[1]</ref>'
    body = first.replace("wait below.", f"wait below.{anchor}")
    made = record("1", title="On barges", body=body, people=people("Kern", "Venn"))
    (xml / "record-1.xml").write_text(made.replace("</body></text>", f"</body>{note}</text>"))
    second = turns(("Venn", "No grain."), ("Kern", "Then no barges either."))
    later = {"date": 'when="1963-01-02"', "printed": "2 January 1963", "kind": "minutes"}
    (xml / "record-2.xml").write_text(
        record("2", title="Another talk", body=second, people=people("Kern", "Venn"), **later)
    )
    (xml / "record-4.xml").write_text(record("4", title="Undated", date="", printed="undated", kind="letter"))
    publish(xml, folder / "site", Edition(title="Three records", url="https://example.org/three"))
    return folder / "site"


class Reader:
    """A page, what it complained about, and whom it asked."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))


@pytest.fixture
def reader(browser: Any) -> Iterator[Reader]:
    made = Reader(browser, viewport={"width": 1440, "height": 900})
    yield made
    made.context.close()
    assert not made.wrong
    assert len(made.hosts) <= 1


def test_pages_of_each_kind_open_without_complaint(reader: Reader, specimen: Path, address: str) -> None:
    for name in one_of_each_kind(specimen):
        reader.page.goto(f"{address}/{name}")
        wide = reader.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, name


def test_a_phone_has_all_of_it_in_one_column(browser: Any, specimen: Path, address: str) -> None:
    made = Reader(browser, viewport={"width": 390, "height": 844}, color_scheme="dark")
    for name in one_of_each_kind(specimen):
        made.page.goto(f"{address}/{name}")
        assert made.page.evaluate("document.documentElement.scrollWidth") <= 390, name
    made.context.close()
    assert not made.wrong


def test_a_note_and_back(reader: Reader, small: str) -> None:
    page = reader.page
    page.goto(f"{small}/records/record-1.html")
    assert page.is_visible(".side")
    page.click("#to-n1")
    assert page.url.endswith("#n1")
    assert page.evaluate("document.querySelector('#n1').getBoundingClientRect().top < innerHeight")
    page.click("#n1 a")
    assert page.url.endswith("#to-n1")


def test_the_note_stands_beside_its_line(reader: Reader, small: str) -> None:
    reader.page.goto(f"{small}/records/record-1.html")
    rows = reader.page.evaluate("""() => {
        const box = (s) => document.querySelector(s).getBoundingClientRect();
        return {side: box('.side').left, text: box('#p1').right, turn: box('#t1').height};
    }""")
    assert rows["side"] > rows["text"]
    assert rows["turn"] < 80


def test_the_label_stays_in_view_in_a_long_turn(reader: Reader, tmp_path: Path) -> None:
    xml = tmp_path / "xml"
    xml.mkdir()
    long = " ".join(["Words of a long turn."] * 1500)
    (xml / "record-1.xml").write_text(record("1", body=turns(("Kern", long)), people=people("Kern")))
    publish(xml, tmp_path / "site", Edition())
    for address in serve(tmp_path / "site"):
        reader.page.goto(f"{address}/records/record-1.html")
        reader.page.evaluate("scrollTo(0, 2500)")
        top = reader.page.evaluate("document.querySelector('.speaker span').getBoundingClientRect().top")
        assert 0 <= top < 100


def test_a_table_is_sorted_by_its_headings(reader: Reader, small: str) -> None:
    page = reader.page
    page.goto(f"{small}/subjects/grain.html")

    def titles() -> list[str]:
        return page.eval_on_selector_all("tbody tr td:nth-child(2)", "cells => cells.map(c => c.textContent)")

    assert titles() == ["On barges", "Another talk", "Undated"]
    page.click("th:nth-child(2) button")
    assert titles() == ["Another talk", "On barges", "Undated"]
    assert page.get_attribute("th:nth-child(2)", "aria-sort") == "ascending"
    page.click("th:nth-child(2) button")
    assert titles() == ["Undated", "On barges", "Another talk"]


def test_the_start_page_sorts_its_records_and_its_chart_leads_to_them(reader: Reader, small: str) -> None:
    page = reader.page
    page.goto(f"{small}/index.html")
    page.click("ul.years a[href='#y1963']")
    assert "Another talk" in page.inner_text(":target")
    titles = "cells => cells.map(cell => cell.textContent)"
    assert page.eval_on_selector_all("#records td:nth-child(2)", titles) == ["On barges", "Another talk", "Undated"]
    page.click("#records th:nth-child(2) button")
    assert page.eval_on_selector_all("#records td:nth-child(2)", titles) == ["Another talk", "On barges", "Undated"]


def test_the_persons_are_sorted_by_how_often_they_speak(reader: Reader, tmp_path: Path) -> None:
    said = turns(*[("Kern", "Yes.")] * 10, ("Adler", "No."), ("Venn", "So."), ("Venn", "So."))
    xml = tmp_path / "xml"
    xml.mkdir()
    (xml / "record-1.xml").write_text(record("1", body=said, people=people("Kern", "Adler", "Venn")))
    publish(xml, tmp_path / "site", Edition(title="One record"))
    page = reader.page
    page.goto((tmp_path / "site/people.html").as_uri())
    names = "cells => cells.map(cell => cell.textContent)"
    assert page.eval_on_selector_all("#figures td:first-child", names) == ["Adler", "Kern", "Venn"]
    page.click("#figures th:last-child button")
    assert page.eval_on_selector_all("#figures td:first-child", names) == ["Adler", "Venn", "Kern"]


def test_a_person_said(reader: Reader, small: str) -> None:
    page = reader.page
    page.goto(f"{small}/people/kern.html")
    assert page.eval_on_selector_all(".sp p:last-child", "all => all.length") == 2
    assert "Venn" in page.inner_text(".facts")
    page.click(".talk:nth-of-type(1) .pn")
    assert page.url.endswith("records/record-1.html#p1")


def test_search_says_that_it_cannot_run_from_the_disk(browser: Any, specimen: Path) -> None:
    made = Reader(browser)
    made.page.goto((specimen / "search.html").as_uri())
    assert made.page.is_visible("#search-off")
    assert not made.page.is_visible("#search-form")
    made.context.close()
    assert not made.wrong


def test_all_but_the_search_works_without_javascript(browser: Any, specimen: Path, address: str) -> None:
    made = Reader(browser, java_script_enabled=False)
    page = made.page
    page.goto(f"{address}/index.html")
    page.click(".sortable a >> nth=0")
    assert "/records/" in page.url
    page.click(".facts a[href*='people/'] >> nth=0")
    assert "/people/" in page.url
    page.goto(f"{address}/search.html")
    assert page.is_visible("#search-off")
    assert not page.is_visible("#search-form")
    made.context.close()


def test_print_is_an_article(reader: Reader, small: str) -> None:
    page = reader.page
    page.goto(f"{small}/records/record-1.html")
    page.emulate_media(media="print")
    for hidden in (".running nav", ".turning", ".legend", ".side"):
        assert not page.is_visible(hidden), hidden
    for shown in ("h1", "#p1", ".footnote", ".chicago"):
        assert page.is_visible(shown), shown


def test_print_leaves_out_what_paper_cannot_follow(reader: Reader, small: str) -> None:
    page = reader.page
    left = "document.querySelector('#p1').getBoundingClientRect().left"
    page.emulate_media(media="print")
    page.goto(f"{small}/records/record-1.html")
    assert not page.is_visible(".downloads >> nth=0")
    spoken = page.evaluate(left)
    page.goto(f"{small}/records/record-4.html")  # Nobody speaks: no room is left for labels.
    assert page.evaluate(left) < spoken / 2
    page.goto(f"{small}/people/kern.html")
    assert not page.is_visible(".to-said")
    assert "“Kern,” in Three records" in page.inner_text(".chicago")


def test_a_phone_leads_from_the_name_of_a_person_to_their_facts(browser: Any, small: str) -> None:
    made = Reader(browser, viewport={"width": 390, "height": 844})
    page = made.page
    page.goto(f"{small}/people/kern.html")
    page.click(".under a[href='#facts']")
    sync_api.expect(page.locator("#facts")).to_be_in_viewport()
    page.click(".under a[href='#said']")
    plain = "getComputedStyle(document.querySelector('#said')).backgroundImage"
    assert page.evaluate(plain) == "none"
    made.context.close()
    assert not made.wrong


def test_a_wide_table_scrolls_in_a_box_that_shows_it(browser: Any, specimen: Path, address: str) -> None:
    made = Reader(browser, viewport={"width": 390, "height": 844})
    page = made.page
    page.goto(f"{address}/people.html")
    box = page.locator("#who-met-whom .wide")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert "gradient" in box.evaluate("box => getComputedStyle(box).backgroundImage")
    last = box.locator("thead th").last
    sync_api.expect(last).not_to_be_in_viewport()
    box.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    sync_api.expect(last).to_be_in_viewport()
    head = box.locator("tbody th").first
    sync_api.expect(head).to_be_in_viewport()  # Whose row it is stays in view.
    assert head.evaluate("th => th.getBoundingClientRect().left") >= 0
    made.context.close()


def test_the_ways_in_stand_in_lines_of_one_length_on_a_phone(browser: Any, specimen: Path, address: str) -> None:
    made = Reader(browser, viewport={"width": 390, "height": 844})
    made.page.goto(f"{address}/index.html")
    tops = made.page.eval_on_selector_all(
        ".running li a", "all => all.map(a => Math.round(a.getBoundingClientRect().top))"
    )
    lines = [tops.count(top) for top in sorted(set(tops))]
    assert max(lines) - min(lines) <= 1
    made.context.close()


def test_first_paint_does_not_wait_for_javascript(small: str, browser: Any) -> None:
    made = Reader(browser)
    made.page.goto(f"{small}/records/record-1.html")
    scripts = made.page.eval_on_selector_all("head script[src]", "all => all.every(s => s.defer)")
    assert scripts
    made.context.close()
