"""What the editors say of their edition themselves: ``about.xml`` in TEI, or ``about.md`` in Markdown.

Both lie beside ``edition.toml``, and their words open the page about the edition. Where both are there, the TEI is
taken: it is the fuller form, and the Markdown what it was often made from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from diplomata.diagnostics import diagnose
from diplomata.errors import SettingsError
from diplomata.tei.namespace import XML_ID, tei

if TYPE_CHECKING:
    from pathlib import Path

    from diplomata.diagnostics import Diagnostic

TEI, MARKDOWN = "about.xml", "about.md"
FILES = (TEI, MARKDOWN)
"""The files that can hold them; the first that is there does."""
_TEXTS = frozenset(tei(name) for name in ("text", "front", "body", "back", "div"))
"""The elements of which one can be the whole file, as an editor cuts it from a longer one."""
_DOCUMENTS = (tei("TEI"), tei("teiCorpus"))
_ADDRESSED = tei("div")
"""Divisions keep their ids, so that words can refer to them. Everything else has none on the page: a paragraph of the
edition's own words is not cited by a number, as one of a record is."""


def own_words(folder: Path) -> list[etree._Element]:
    """The edition's own words: elements of TEI, one ``div`` of HTML, or none where no file is there.

    Raises :class:`~diplomata.errors.SettingsError` when the file cannot be read, with the line where it has one.
    """
    if (folder / TEI).is_file():
        return _from_tei(folder / TEI)
    if (folder / MARKDOWN).is_file():
        return [_from_markdown(folder / MARKDOWN)]
    return []


def _from_tei(path: Path) -> list[etree._Element]:
    from diplomata.validation.parsing import Document, parse

    document = parse(_bytes(path), str(path))
    if not isinstance(document, Document):
        raise _wrong(path, document)
    root = document.root
    found = [root] if root.tag in _TEXTS else []
    if root.tag in _DOCUMENTS:
        # A text in a text is its part: it comes with the one around it.
        found = [
            text for text in root.iter(tei("text")) if not any(up.tag == text.tag for up in text.iterancestors())
        ]
    if not found:
        name = etree.QName(root).localname
        message = f"{name} has no text" if root.tag in _DOCUMENTS else f"the root element is {name}, not TEI"
        line, column = document.place(root)
        hint = "Give a TEI document with a text, in the namespace http://www.tei-c.org/ns/1.0."
        raise _wrong(path, [diagnose("page-not-tei", message, path=str(path), line=line, column=column, hint=hint)])
    for text in found:
        for element in text.iter():
            if element.tag != _ADDRESSED and XML_ID in element.attrib:
                del element.attrib[XML_ID]
    return found


def _from_markdown(path: Path) -> etree._Element:
    """A Markdown file as elements of HTML under a ``div``. HTML inside the Markdown is shown as text."""
    from markdown_it import MarkdownIt

    try:
        text = _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: the file cannot be read: {error}") from error
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    # The page has its own first heading: those of the text are one step lower.
    element: etree._Element = lxml_html.fragment_fromstring(made, create_parent="div")
    for number in (5, 4, 3, 2, 1):
        for heading in element.iter(f"h{number}"):
            heading.tag = f"h{number + 1}"
    return element


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: the file cannot be read: {error}") from error


def _wrong(path: Path, problems: list[Diagnostic]) -> SettingsError:
    count = "one mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
    return SettingsError(
        f"{path}: the words about the edition have {count}", sorted(problems), hint="Correct it and run again."
    )
