"""The accent of an edition can be read on its pages, in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diplomata.edition import Edition
from diplomata.errors import SettingsError
from diplomata.publish.assets import edition_css
from diplomata.publish.colours import LEAST, SCHEMES, accents, complaints, contrast, printed, read
from diplomata.publish.site import publish
from publish_samples import record

STYLE = Path(__file__).parent.parent / "xslt" / "html" / "assets" / "diplomata.css"
COLOURS = ("#9b2d1f", "#ffcc00", "#fff", "#000", "#777", "#00f", "hsl(60 100% 50%)", "rgb(255 200 0 / 50%)")


# The values were worked out by hand, those of lab and oklch with the library coloraide 8.13.
@pytest.mark.parametrize(
    ("text", "hexadecimal"),
    [
        ("#fa0", "#ffaa00"),
        ("rgb(255, 200, 0)", "#ffc800"),
        ("rgb(100% 0% 60% / 20%)", "#ff0099"),
        ("hsl(11deg, 68%, 33%)", "#8d301b"),
        ("hsl(0.5turn 50% 50%)", "#40bfbf"),
        ("hwb(0 20% 40%)", "#993333"),
        ("lab(50% none 20)", "#807655"),
        ("oklch(70% 0.1 30)", "#d58679"),
    ],
)
def test_colours_are_read_as_css_writes_them(text: str, hexadecimal: str) -> None:
    assert printed(read(text)) == hexadecimal


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(read("#fff"), read("#000")) == pytest.approx(21)
    assert contrast(read("#9b2d1f"), read("#fbf8f2")) == pytest.approx(7.103, abs=0.001)
    assert contrast(read("#777"), read("#fff")) == pytest.approx(4.478, abs=0.001)


def test_the_pages_measured_are_those_of_the_style_sheet() -> None:
    css = STYLE.read_text("utf-8")
    for name, values in zip(("paper", "wash", "ink"), zip(*SCHEMES.values(), strict=True), strict=True):
        assert tuple(re.findall(rf"--{name}: (#\w+);", css)[:2]) == values


@pytest.mark.parametrize("colour", COLOURS)
def test_what_is_shown_can_be_read(colour: str) -> None:
    for edition in (Edition(accent=colour), Edition(accent=colour, accent_dark=colour)):
        for found in accents(edition):
            behind = SCHEMES[found.scheme][:2]
            assert min(contrast(read(found.shown), read(each)) for each in behind) >= LEAST


def test_a_colour_that_can_be_read_stays_as_it_is_written() -> None:
    edition = Edition(accent="hsl(11 68% 33%)", accent_dark="#e0826f")
    assert complaints(edition) == []
    css = edition_css(edition)
    assert "{ --accent: hsl(11 68% 33%); }" in css
    assert "(prefers-color-scheme: dark) { :root { --accent: #e0826f; } }" in css


def test_a_colour_that_cannot_be_read_is_named_with_its_ratio_and_a_cure() -> None:
    (found,) = complaints(Edition(accent="#ffcc00"))
    assert found.code == "accent-contrast"
    assert 'accent = "#ffcc00" has a contrast of 1.2' in found.message
    shade = re.search(r"have (#\w{6}) instead", found.message)
    assert shade is not None
    assert complaints(Edition(accent=shade[1])) == []
    assert f"--accent: {shade[1]};" in edition_css(Edition(accent="#ffcc00"))


def test_a_dark_accent_on_a_dark_page_is_named() -> None:
    (found,) = complaints(Edition(accent="#8c2f1b", accent_dark="#8c2f1b"))
    assert "accent-dark" in found.message
    assert "dark page" in found.message


def test_without_an_accent_there_is_nothing_to_say() -> None:
    assert accents(Edition()) == []


def test_publishing_says_so(tmp_path: Path) -> None:
    xml = tmp_path / "xml"
    xml.mkdir()
    (xml / "record-1.xml").write_text(record())
    report = publish(xml, tmp_path / "site", Edition(accent="#ff0"))
    assert [found.code for found in report.diagnostics] == ["accent-contrast"]
    assert "#ff0;" not in (tmp_path / "site" / "assets" / "edition.css").read_text("utf-8")


@pytest.mark.parametrize("text", ["rgb(a b c)", "rgb(1, 2)", "lab(1..2 3 4)"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="accent"):
        accents(Edition(accent=text))
