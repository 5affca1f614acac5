"""Citations in words: the note on a record's page, and the edition's own entry, as the Chicago Manual has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from diplomata.edition import Edition
from diplomata.publish.citations import chicago
from diplomata.publish.facts import Facts, Place
from diplomata.publish.names import in_a_bibliography, in_a_note
from diplomata.publish.pages import Stylesheets
from diplomata.publish.sheets import strings
from diplomata.publish.site import publish
from publish_samples import record

EDITORS = ("Ines Adler", "Jon Ferris", "Marta Quill")
EDITION = Edition(title="Papers of the Lake", editors=EDITORS, publisher="Lake Press", version="2")
LETTER = Facts(
    id="record-9",
    title="On barges",
    number="9",
    when="1962-05-03",
    archives=(Place("SAV", reference="F. 3"),),
    authors=("Oto Kern", "Lia Venn"),
    translators=("Ada Berg", "Jonas Bek"),
    address="https://archive.example/9",
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Oto Kern and Lia Venn, “On barges,” 1962-05-03, SAV, F. 3, trans. Ada Berg and Jonas Bek, in Papers of "
            "the Lake, ed. Ines Adler, Jon Ferris, and Marta Quill (Lake Press, version 2, draft), record 9, "
            "https://archive.example/9.",
        ),
        (
            "de",
            "Oto Kern und Lia Venn, “On barges,” 1962-05-03, SAV, F. 3, übers. von Ada Berg und Jonas Bek, in Papers "
            "of the Lake, hg. von Ines Adler, Jon Ferris und Marta Quill (Lake Press, Version 2, Entwurf), "
            "Dokument 9, https://archive.example/9.",
        ),
    ],
)
def test_a_note_names_everybody_as_its_language_joins_them(language: str, said: str) -> None:
    edition = replace(EDITION, language=language)
    assert str(chicago(LETTER, edition, strings(edition))) == said


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("A talk", "“A talk,”"),
        ("Who pays?", "“Who pays?”"),
        ('On the "Halm Line" once more', "“On the ‘Halm Line’ once more,”"),
        ("On the “Halm Line”", "“On the ‘Halm Line,’”"),
        ('("Line")', "“(‘Line’),”"),
        ("Über die „Linie“ und die “Line”", "“Über die ‘Linie’ und die ‘Line,’”"),
        ("Who said “Why?”", "“Who said ‘Why?’”"),
        ("On Kern’s ‘line’", "“On Kern’s ‘line’,”"),
    ],
)
def test_quotation_marks_in_a_title_are_single(title: str, printed: str) -> None:
    edition = Edition(title="Papers")
    assert str(chicago(Facts("r", title), edition, strings(edition))) == f"{printed} in Papers (draft)."


@pytest.mark.parametrize(
    ("names", "note", "entry"),
    [
        (EDITORS[:1], "Ines Adler", "Adler, Ines, ed."),
        (EDITORS[:2], "Ines Adler and Jon Ferris", "Adler, Ines, and Jon Ferris, eds."),
        (EDITORS, "Ines Adler, Jon Ferris, and Marta Quill", "Adler, Ines, Jon Ferris, and Marta Quill, eds."),
        ((*EDITORS, "Lin"), "Ines Adler et al.", "Adler, Ines, Jon Ferris, Marta Quill, and Lin, eds."),
        (("林绍文", "E. von Tann"), "林绍文 and E. von Tann", "林绍文 and E. von Tann, eds."),
        (("E. von Tann",), "E. von Tann", "Tann, E. von, ed."),
        (("The Lake Project",), "The Lake Project", "The Lake Project, ed."),
        (("Institut für Seen", "Jon Ferris"), "Institut für Seen and Jon Ferris", None),
        (("Adler, Ines",), "Adler, Ines", "Adler, Ines, ed."),
        (("", "Jon Ferris"), " and Jon Ferris", None),
    ],
)
def test_names_in_a_note_and_in_a_bibliography(names: tuple[str, ...], note: str, entry: str | None) -> None:
    words = strings(Edition())
    assert in_a_note(names, words) == note
    assert in_a_bibliography(names, words) == (f"{note}, eds." if entry is None else entry)


@pytest.mark.parametrize(
    ("language", "entry"),
    [
        ("en", "Adler, Ines, Jon Ferris, and Marta Quill, eds. "),
        ("de", "Adler, Ines, Jon Ferris und Marta Quill (Hg.). "),
        ("fr", "Adler, Ines, Jon Ferris et Marta Quill (éds). "),
        ("zh", "Adler, Ines、Jon Ferris和Marta Quill编. "),
    ],
)
def test_the_title_of_the_edition_is_set_as_a_title_everywhere(language: str, entry: str, tmp_path: Path) -> None:
    edition = replace(EDITION, language=language)
    (tmp_path / "xml").mkdir()
    (tmp_path / "xml" / "record-1.xml").write_text(record())
    publish(tmp_path / "xml", tmp_path / "site", edition)
    about = (tmp_path / "site" / "about.html").read_text("utf-8")
    assert f"{entry}<cite>Papers of the Lake</cite>. " in " ".join(about.split())
    page = (tmp_path / "site" / "records" / "record-1.html").read_text("utf-8")
    assert " <cite>Papers of the Lake</cite>, " in page
    note = etree.HTML(page).find(".//p[@class='chicago']")
    words = strings(edition)
    assert words["ed"] in "".join(note.itertext())


def test_a_page_of_a_record_without_an_edition_has_a_note() -> None:
    page = Stylesheets(Edition()).html(etree.fromstring(record().encode())).decode()
    assert "“A talk,” 3 May 1962, SAV, F. 3, in <cite>Untitled edition</cite> (draft), record 1" in page
