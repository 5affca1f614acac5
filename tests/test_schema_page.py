"""The page of the schema: every element of the customisation, every link inside the page."""

from __future__ import annotations

import re

import pytest
from lxml import etree, html

from diplomata.edition import Edition
from diplomata.publish.pages import Stylesheets
from odd import ODD, attributes, specs


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    """The page as a browser reads it."""
    made = Stylesheets(Edition()).page("schema", etree.parse(str(ODD)).getroot(), here="schema")
    return html.document_fromstring(made)


def test_each_element_has_its_section_with_all_that_is_known_of_it(page: html.HtmlElement) -> None:
    for name, spec in specs().items():
        (section,) = page.xpath(f"//section[@id='element-{name}']")
        assert section.findtext(".//h3/code") == f"<{name}>"
        shown = section.text_content()
        for attribute, _, values, _ in attributes(spec):
            assert attribute in shown, name
            assert [value for value in values if value not in shown] == []
        for rule in spec.iter("{http://www.tei-c.org/ns/1.0}constraintSpec"):
            assert rule.get("ident") in shown
        assert section.find(".//pre/code") is not None, name


def test_every_link_of_the_page_leads_somewhere(page: html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    assert [link for link in page.xpath("//main//a/@href") if link.removeprefix("#") not in ids] == []


def test_examples_are_shown_as_they_are_written(page: html.HtmlElement) -> None:
    shown = "\n".join(code.text_content() for code in page.xpath("//section[@id='element-back']//pre/code"))
    assert re.search(r'^<back>\n  <div type="notes">\n    <note .*>OSA, F\. 12\.</note>\n  </div>\n</back>$', shown)
    for code in page.xpath("//pre/code"):
        etree.fromstring(f"<x>{code.text_content()}</x>")
