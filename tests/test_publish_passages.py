"""Passages in a real browser: pointed at, and cited in words and for reference managers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from diplomata.edition import Edition
from diplomata.publish.site import publish
from publish_samples import full_record, record
from test_publish_browser import Reader, browser, reader, serve, small, sync_api

__all__ = ["browser", "reader", "small"]
pytestmark = pytest.mark.browser


def test_a_permalink_marks_its_passage_and_is_cited(reader: Reader, small: str) -> None:
    page = reader.page
    page.goto(f"{small}/records/record-1.html")
    plain = page.inner_text(".chicago")
    assert "paragraph 2" not in plain
    page.click("#p2 .pn")
    assert page.url.endswith("#p2")
    assert "paragraph 2" in page.inner_text(".chicago")
    assert "record-1.html#p2" in page.inner_text(".chicago")
    others = page.eval_on_selector_all(".cite pre", "all => all.map(pre => pre.textContent)")
    assert len(others) == 3
    assert all("record-1.html#p2" in text for text in others)
    page.goto(f"{small}/records/record-1.html#t1")
    assert "turn 1" in page.inner_text(".chicago")


def test_references_to_a_passage_name_it_in_an_edition_without_an_address(reader: Reader, tmp_path: Path) -> None:
    bibtex, ris = pytest.importorskip("bibtexparser"), pytest.importorskip("rispy")
    xml = tmp_path / "xml"
    xml.mkdir()
    archive = "https://archive.example/4711.html"
    tei = full_record().replace("https://example.org/document/4711", archive)
    (xml / "record-4711.xml").write_text(tei)
    publish(xml, tmp_path / "site", Edition(title="Papers of the Lake"))
    for address in serve(tmp_path / "site"):
        for fragment, name, key in (
            ("", "", ""),
            ("p3", "paragraph 3", "-p3"),
            ("t2", "turn 2", "-t2"),
            ("n4", "note n4", "-n4"),
            ("n2", "note 1", "-n2"),
            ("to-n2", "paragraph 1", "-p1"),
            ("facts", "", ""),
            ("%", "", ""),
        ):
            page = reader.page
            page.goto("about:blank")
            page.goto(f"{address}/records/record-4711.html#{fragment}")
            said = page.text_content(".chicago")
            assert f", record 4711{', ' if name else ''}{name}, {archive}" in said, fragment
            entry, reference, item = page.eval_on_selector_all(".cite pre", "all => all.map(pre => pre.textContent)")
            (found,) = bibtex.parse_string(entry).entries
            assert (found.key, found.get("note") and found["note"]) == (f"record-4711{key}", name or None)
            assert found["url"] == archive
            (found,) = ris.loads(reference)
            assert found.get("notes", [""]) == [name]
            assert found["urls"] == [archive]
            (found,) = json.loads(item)
            assert (found["id"], found.get("note", "")) == (f"record-4711{key}", name)
            assert found["URL"] == archive


def test_an_item_and_a_note_in_the_text_are_pointed_at_and_cited(reader: Reader, tmp_path: Path) -> None:
    xml = tmp_path / "xml"
    xml.mkdir()
    points = "<list><label>7.</label><item>I award: <list><label>B)</label><item>barley</item></list></item></list>"
    note = '<note type="translator" xml:id="n1">a pun</note>'
    (xml / "record-1.xml").write_text(record(body=f'<p xml:id="p1">Well {note} said.</p>{points}'))
    publish(xml, tmp_path / "site", Edition(url="https://example.org/one"))
    page = reader.page
    opacity = "(name) => getComputedStyle(document.querySelector(`[href='#${name}']`)).opacity"
    for address in serve(tmp_path / "site"):
        page.goto(f"{address}/records/record-1.html")
        for name, said in (("i2", "item 7. B)"), ("n1", "note n1")):
            assert page.evaluate(opacity, name) == "0"
            page.hover(f"#{name}")
            assert page.evaluate(opacity, name) == "1"
            page.click(f"[href='#{name}']")
            assert page.url.endswith(f"#{name}")
            cited = f"{said}, https://example.org/one/records/record-1.html#{name}."
            sync_api.expect(page.locator(".chicago")).to_contain_text(cited)


def test_a_citation_is_copied(browser: Any, small: str) -> None:
    made = Reader(browser, permissions=["clipboard-read", "clipboard-write"])
    made.page.goto(f"{small}/records/record-1.html")
    made.page.click(".chicago button")
    copied = made.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“On barges,” 3 May 1962")
    assert copied.endswith("record-1.html.")
    assert made.page.inner_text(".chicago button") == "Copied"
    made.context.close()
    assert not made.wrong
