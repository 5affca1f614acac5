"""Whether a record is surely valid: one parse, the gate, one walk over the tree, for the many that are.

Nothing is decided here against a record. Where this is not sure, because a rule is broken or something rare
stands there, the whole of the validation is asked, and it alone says what is wrong. The rules of
schema/diplomata.sch are asked by XPath there, which makes a set of nodes for every step and takes four times
as long as the walk. Tests hold this against them: what passes here passes there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from diplomata.tei.namespace import NS, XML_ID, safe_parser, tei
from diplomata.validation.gate import gate
from diplomata.validation.rules import stem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CATEGORY, _CAT_REF, _CREATION, _DATE = tei("category"), tei("catRef"), tei("creation"), tei("date")
_CLASS_DECL, _TEXT_CLASS, _PARTIC_DESC = tei("classDecl"), tei("textClass"), tei("particDesc")
_DATELINE, _GAP, _NOTE, _OPENER = tei("dateline"), tei("gap"), tei("note"), tei("opener")
_BIBL, _P, _PB, _REF, _TEXT_LANG = tei("bibl"), tei("p"), tei("pb"), tei("ref"), tei("textLang")

_DIGEST = re.compile("[0-9a-f]{64}")
_START = re.compile(
    rb"""(?:<\?xml\s+version=["']1\.0["'](?:\s+encoding=["'](?:utf-8|us-ascii|ascii)["'])?\s*\?>\s*)?<\w""",
    re.IGNORECASE,
)
"""A file in whose encoding every < is a byte of its own, and whose root follows at once: no DOCTYPE, no comment."""


def _steps(path: str) -> Callable[[etree._Element], list[Any]]:
    """XPath of steps down without conditions: of that kind it is quick."""
    return cast("Callable[[etree._Element], list[Any]]", etree.XPath(path, namespaces=NS, smart_strings=False))


_ANA, _RESP = _steps(".//t:supplied/@ana"), _steps(".//@resp")


@cache
def _parser() -> etree.XMLParser:
    """One for the life of the process: to make one takes a quarter of the time of parsing a record with it."""
    return safe_parser(blanks=False, ids=False)


def surely_valid(data: bytes, path: str) -> bool:
    """Whether the file in ``data`` is surely valid; ``False`` says: validate it. Safe for whatever arrives.

    ``path`` is the file as the user named it.
    """
    return which_surely_valid([(path, data)])[0]


def which_surely_valid(files: Sequence[tuple[str, bytes]]) -> list[bool]:
    """:func:`surely_valid` for each of a few pairs of path and bytes, whose trees are held at once.

    Each step is taken for all of them before the next: what a step needs stays in the caches of the processor.
    """
    trees = [plain_tree(data) for _, data in files]
    follows = [tree is not None and gate().check(tree) for tree in trees]
    return [
        follow and tree is not None and surely_keeps(tree, stem_of(path))
        for (path, _), tree, follow in zip(files, trees, follows, strict=True)
    ]


def plain_tree(data: bytes) -> etree._Element | None:
    """The tree of a file without its blanks; ``None`` where it is no XML or holds what is rare, which may hide more.

    Rare are comments, instructions, a DOCTYPE and CDATA, which can stand where words are expected, and encodings in
    which a < is no byte of its own. That ids are unique is left to the gate.
    """
    # One byte is found much sooner than two.
    if not _START.match(data) or (b"!" in data and b"<!" in data):
        return None
    try:
        # Without the blanks between tags a tree is smaller; no rule and no type of the schema is about them.
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError:
        return None
    return None if next(root.iter(etree.PI), None) is not None else root


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
    return known.read(header) and _words(text, known) and _dates_and_notes(root, text, known)


class _Header:
    """What the header declares for the text to point to: pointers, and the bounds of the date as eight digits."""

    __slots__ = ("categories", "earliest", "latest", "persons", "translator")

    def __init__(self) -> None:
        self.persons: set[str] = set()
        self.categories: set[str] = set()
        self.translator = False
        self.earliest = "00000000"
        self.latest = "99999999"

    def read(self, header: etree._Element) -> bool:
        """Take the header in, and say whether it surely keeps the rules that are about it alone.

        Its few elements are walked through: a filter for the children of one name takes as long as six of them.
        """
        file, encoding, profile = header
        titles, _, sources = file
        for one in titles:
            if one.get("role") == "translator" == one.get(XML_ID):
                self.translator = True
        lists: dict[str, set[str]] = {}
        for part in encoding:
            if part.tag == _CLASS_DECL:
                for taxonomy in part:
                    lists[_pointer(taxonomy)] = {_pointer(one) for one in taxonomy if one.tag == _CATEGORY}
        self.categories = set().union(*lists.values())
        for part in profile:
            tag = part.tag
            if tag == _PARTIC_DESC:
                self.persons = {_pointer(person) for person in part[0]}
            elif tag == _CREATION:
                self._created(part[0])
            elif tag == _TEXT_CLASS and not all(_classed(kind, lists) for kind in part):
                return False
        return _sources(sources)

    def _created(self, date: etree._Element) -> None:
        when = date.get("when", "")
        self.earliest = _digits(when or date.get("notBefore", ""), "0")
        self.latest = _digits(when or date.get("notAfter", ""), "9")


def _pointer(element: etree._Element) -> str:
    return f"#{element.get(XML_ID)}"


def _classed(kind: etree._Element, lists: dict[str, set[str]]) -> bool:
    """Whether the list that a kind or terms are of is declared; and the kind in the list of kinds."""
    return kind.get("scheme") in lists and (kind.tag != _CAT_REF or kind.get("target") in lists.get("#genre", ()))


def _digits(date: str, rest: str) -> str:
    """A date as eight digits, what it does not say filled up: 1958-03 is 19580300, or 19580399."""
    return date.replace("-", "").ljust(8, rest)


def _bounds(when: str | None, first: str | None, last: str | None) -> bool:
    """Whether a date has no bounds, or these alone and in their order; and no spaces round it, which XSD allows."""
    if first is None and last is None:
        return when is None or when.replace("-", "").isdigit()
    if when is not None or not f"{first or 0}{last or 0}".replace("-", "").isdigit():
        return False
    return not first or not last or _digits(first, "0") <= _digits(last, "9")


def _blank(words: str | None) -> bool:
    """Whether there are no words. Spaces that XPath takes for words count as none: then it is asked."""
    return not words or words.isspace()


def _sources(sources: etree._Element) -> bool:
    """Whether the file that was read is named by its name and digest, and each entry holds what its type says."""
    files = 0
    for source in sources:
        kind = source.get("type")
        if kind not in ("file", "original"):
            if source.tag == _BIBL and (len(source) or _blank(source.text)):
                return False
            continue
        parts = list(source)
        if not _blank(source.text) or not all(_blank(part.tail) for part in parts):
            return False
        if kind == "original":
            if len(parts) != 1 or parts[0].tag != _TEXT_LANG:
                return False
            continue
        files += 1
        named = {part.get("type"): part.text or "" for part in parts}
        if len(parts) != 2 or "filename" not in named or not _DIGEST.fullmatch(named.get("sha256", "")):
            return False
    return files == 1


def _words(text: etree._Element, header: _Header) -> bool:
    """Whether everything in the text has words, but for gaps and page breaks; and the header has whose they are.

    That is who speaks, what inserted words do, and the translator.
    """
    speakers: set[str] = set()
    for element in text.iter("*"):
        words = element.text
        # What sorts after "!" starts with a character that is no space to XPath; nearly all words do.
        if words is None or (words <= "!" and _blank(words)):
            who = element.get("who")
            if who is not None:  # A turn: its words are those of its paragraphs.
                speakers.add(who)
            elif not len(element) and not _may_be_empty(element):
                return False
    return (
        (speakers <= header.persons or all(_known(who, header.persons) for who in speakers))
        and header.categories.issuperset(_ANA(text))
        and (header.translator or not _RESP(text))
    )


def _may_be_empty(element: etree._Element) -> bool:
    """Whether this is a gap or a page break, and paragraphs round it have words, or a gap as a child."""
    return element.tag in (_GAP, _PB) and all(
        paragraph.find(_GAP) is not None or not _blank("".join(map(str, paragraph.itertext())))
        for paragraph in element.iterancestors(_P)
    )


def _known(who: str, speakers: set[str]) -> bool:
    """Whether each of the persons that a turn points to is known, and named once."""
    names = who.split(" ")
    return speakers.issuperset(names) and len(set(names)) == len(names)


def _dates_and_notes(root: etree._Element, text: etree._Element, header: _Header) -> bool:
    """Whether the record comes first and alone, its dates make sense, and each anchor has its footnote.

    The dates of its opener agree with that of the header; a footnote has the number of its anchor, and one anchor.
    """
    body = text[0]
    kinds = [division.get("type") for division in body]
    if kinds[0] != "record" or "record" in kinds[1:]:
        return False
    anchors: list[tuple[str | None, str | None]] = []
    agreeing: dict[etree._Element, bool] = {}
    for element in root.iter(_DATE, _REF):
        if element.tag == _REF:
            anchors.append((element.get("target"), element.get("n")))
            continue
        when = element.get("when")
        if not _bounds(when, element.get("notBefore"), element.get("notAfter")):
            return False
        line = element.getparent() if when else None
        opener = line.getparent() if line is not None and line.tag == _DATELINE else None
        if when and opener is not None and opener.tag == _OPENER and opener.getparent() is body[0]:
            agrees = _digits(when, "0") <= header.latest and _digits(when, "9") >= header.earliest
            agreeing[opener] = agrees or agreeing.get(opener, False)
    notes = {_pointer(note): note.get("n") for note in text[1][0].iterchildren(_NOTE)} if len(text) > 1 else {}
    return all(agreeing.values()) and len(anchors) == len(notes) and dict(anchors) == notes
