"""Whether a record is surely valid: one parse, the gate, one walk over the tree, for the many that are.

Nothing is decided here against a record. Where this is not sure, because a rule is broken or something rare
stands there, the whole of the validation is asked, and it alone says what is wrong. The rules of
schema/diplomata.sch are asked by XPath there, which makes a set of nodes for every step and takes four times
as long as the walk. Tests hold this against them: what passes here passes there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from diplomata.tei.namespace import NS, XML_ID, safe_parser, tei
from diplomata.validation.gate import gate
from diplomata.validation.rules import stem_of

if TYPE_CHECKING:
    from collections.abc import Callable

_CATEGORY, _CAT_REF, _CREATION, _DATE = tei("category"), tei("catRef"), tei("creation"), tei("date")
_DATELINE, _GAP, _NOTE, _OPENER = tei("dateline"), tei("gap"), tei("note"), tei("opener")
_P, _PB, _REF, _TEXT_LANG = tei("p"), tei("pb"), tei("ref"), tei("textLang")

_DIGEST = frozenset("0123456789abcdef")
_PLAIN = frozenset({"utf-8", "us-ascii", "ascii"})
"""Encodings in which every < of a file is a byte of its own."""


def _steps(path: str) -> Callable[[etree._Element], list[Any]]:
    """XPath of steps down without conditions: of that kind it is quick."""
    return cast("Callable[[etree._Element], list[Any]]", etree.XPath(path, namespaces=NS, smart_strings=False))


_WHO, _ANA, _RESP = _steps("descendant::*/@who"), _steps("descendant::*/@ana"), _steps("descendant::*/@resp")
_PERSONS = _steps("t:profileDesc/t:particDesc/t:listPerson/*/@xml:id")
_EDITORS, _SOURCES = _steps("t:fileDesc/t:titleStmt/t:editor"), _steps("t:fileDesc/t:sourceDesc/t:bibl")
_CLASSES, _TAXONOMIES = _steps("t:profileDesc/t:textClass/*"), _steps("t:encodingDesc/t:classDecl/t:taxonomy")


def surely_valid(data: bytes, path: str) -> bool:
    """Whether the file in ``data`` is surely valid; ``False`` says: validate it. Safe for whatever arrives.

    ``path`` is the file as the user named it.
    """
    # Comments, instructions, a DOCTYPE and CDATA are rare, and can stand where words are expected.
    if b"<!" in data or data.find(b"<?", 1) >= 0:
        return False
    try:
        # Without the blanks between tags a tree is smaller; no rule and no type of the schema is about them.
        root = etree.fromstring(data, safe_parser(blanks=False))
    except etree.XMLSyntaxError:
        return False
    if (root.getroottree().docinfo.encoding or "utf-8").lower() not in _PLAIN or not gate().check(root):
        return False
    return surely_keeps(root, stem_of(path))


def surely_keeps(root: etree._Element, stem: str) -> bool:
    """Whether a record that follows schema/diplomata.xsd surely keeps every rule; ``False`` says: ask the rules.

    ``stem`` is that of the file's name, empty where it is not known. A tree that does not follow the XML Schema, or
    that holds comments or instructions, must not be given: ids are taken to be unique, attributes to have their form,
    elements to stand in their places.
    """
    if stem and root.get(XML_ID) != stem:
        return False
    header, text = root
    known = _Header()
    return known.read(header) and _words(text) and _known(text, known) and _notes(text) and _divisions(text, known)


@dataclass(slots=True)
class _Header:
    """What the header declares for the text to point to: pointers, and the bounds of the date as eight digits."""

    persons: set[str] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)
    translator: bool = False
    earliest: str = "00000000"
    latest: str = "99999999"

    def read(self, header: etree._Element) -> bool:
        """Take the header in, and say whether it surely keeps the rules that are about it alone."""
        self.persons = {f"#{name}" for name in _PERSONS(header)}
        self.translator = any(one.get(XML_ID) == "translator" == one.get("role") for one in _EDITORS(header))
        lists: dict[str, set[str]] = {
            _pointer(taxonomy): {_pointer(category) for category in taxonomy.iterchildren(_CATEGORY)}
            for taxonomy in _TAXONOMIES(header)
        }
        self.categories = set().union(*lists.values())
        return (
            all(
                part.get("scheme") in lists
                and (part.tag != _CAT_REF or part.get("target") in lists.get("#genre", ()))
                for part in _CLASSES(header)
            )
            and all(map(self._date, header.iter(_DATE)))
            and _sources(_SOURCES(header))
        )

    def _date(self, date: etree._Element) -> bool:
        parent = date.getparent()
        if parent is not None and parent.tag == _CREATION:
            when = date.get("when", "")
            self.earliest = _digits(when or date.get("notBefore", ""), "0")
            self.latest = _digits(when or date.get("notAfter", ""), "9")
        return _bounds(date)


def _pointer(element: etree._Element) -> str:
    return f"#{element.get(XML_ID)}"


def _digits(date: str, rest: str) -> str:
    """A date as eight digits, what it does not say filled up: 1958-03 is 19580300, or 19580399."""
    return date.replace("-", "").ljust(8, rest)


def _bounds(date: etree._Element) -> bool:
    """Whether a date has no bounds, or these alone and in their order; and no spaces round it, which XSD allows."""
    when, first, last = date.get("when"), date.get("notBefore"), date.get("notAfter")
    if first is None and last is None:
        return when is None or when.replace("-", "").isdigit()
    if when is not None or not f"{first or 0}{last or 0}".replace("-", "").isdigit():
        return False
    return not first or not last or _digits(first, "0") <= _digits(last, "9")


def _blank(words: str | None) -> bool:
    """Whether there are no words. Spaces that XPath takes for words count as none: then it is asked."""
    return not words or words.isspace()


def _sources(sources: list[etree._Element]) -> bool:
    """Whether the file that was read is named by its name and digest, and each entry holds what its type says."""
    files = 0
    for source in sources:
        kind = source.get("type")
        if kind not in ("file", "original"):
            if len(source) or _blank(source.text):
                return False
            continue
        if not _blank(source.text) or not all(_blank(part.tail) for part in source):
            return False
        parts = {part.get("type") or part.tag: part.text or "" for part in source}
        if kind == "original":
            if list(parts) != [_TEXT_LANG] or len(source) != 1:
                return False
            continue
        files += 1
        digest = parts.get("sha256", "")
        if len(source) != 2 or "filename" not in parts or len(digest) != 64 or not _DIGEST.issuperset(digest):
            return False
    return files == 1


def _words(text: etree._Element) -> bool:
    """Whether everything in the text has words, but for gaps and page breaks."""
    for element in text.iter("*"):
        if not len(element):
            words = element.text
            if (not words or words.isspace()) and not _may_be_empty(element):
                return False
    return True


def _may_be_empty(element: etree._Element) -> bool:
    """Whether this is a gap or a page break, and paragraphs round it have words, or a gap as a child."""
    return element.tag in (_GAP, _PB) and all(
        paragraph.find(_GAP) is not None or not _blank("".join(map(str, paragraph.itertext())))
        for paragraph in element.iterancestors(_P)
    )


def _known(text: etree._Element, header: _Header) -> bool:
    """Whether the header has who speaks, what inserted words do, and the translator whose they are."""
    speakers = header.persons
    return (
        all(who in speakers or _several(who, speakers) for who in set(_WHO(text)))
        and header.categories.issuperset(_ANA(text))
        and (header.translator or not _RESP(text))
    )


def _several(who: str, speakers: set[str]) -> bool:
    """Whether each of the persons that one turn points to is known, and named once."""
    names = who.split(" ")
    return speakers.issuperset(names) and len(set(names)) == len(names)


def _notes(text: etree._Element) -> bool:
    """Whether each anchor has its footnote, of the same number, and each footnote one anchor."""
    notes = {_pointer(note): note.get("n") for note in text[1][0].iterchildren(_NOTE)} if len(text) > 1 else {}
    anchors = [(anchor.get("target"), anchor.get("n")) for anchor in text.iter(_REF)]
    return len(anchors) == len(notes) and dict(anchors) == notes


def _divisions(text: etree._Element, header: _Header) -> bool:
    """Whether the record comes first and alone, and its dates make sense and agree with that of the header."""
    body = text[0]
    kinds = [division.get("type") for division in body]
    if kinds[0] != "record" or "record" in kinds[1:]:
        return False
    agreeing: dict[etree._Element, bool] = {}
    for date in text.iter(_DATE):
        if not _bounds(date):
            return False
        when, line = date.get("when"), date.getparent()
        opener = line.getparent() if when and line is not None and line.tag == _DATELINE else None
        if when and opener is not None and opener.tag == _OPENER and opener.getparent() is body[0]:
            agrees = _digits(when, "0") <= header.latest and _digits(when, "9") >= header.earliest
            agreeing[opener] = agrees or agreeing.get(opener, False)
    return all(agreeing.values())
