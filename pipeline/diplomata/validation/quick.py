"""Whether a record is surely valid: one parse, the gate, one walk over the tree, for the many that are.

Nothing is decided here against a record. Where this is not sure, because a rule is broken or something rare
stands there, the whole of the validation is asked, and it alone says what is wrong. The rules of
schema/diplomata.sch are asked by XPath there, which makes a set of nodes for every step and takes four times
as long as the walk. Tests hold this against them: what passes here passes there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from diplomata.tei.namespace import XML_ID, safe_parser, tei
from diplomata.validation.gate import gate
from diplomata.validation.rules import stem_of

_BIBL, _CATEGORY, _CAT_REF, _CREATION = tei("bibl"), tei("category"), tei("catRef"), tei("creation")
_DATE, _DATELINE, _EDITOR, _GAP = tei("date"), tei("dateline"), tei("editor"), tei("gap")
_KEYWORDS, _NOTE, _OPENER, _P = tei("keywords"), tei("note"), tei("opener"), tei("p")
_PB, _PERSON, _PERSON_GROUP, _REF = tei("pb"), tei("person"), tei("personGrp"), tei("ref")
_SP, _SUPPLIED, _TAXONOMY, _TEXT_LANG = tei("sp"), tei("supplied"), tei("taxonomy"), tei("textLang")

_HEADER = (_BIBL, _CAT_REF, _DATE, _EDITOR, _KEYWORDS, _PERSON, _PERSON_GROUP, _TAXONOMY)
_NO_ELEMENTS = (etree.Comment, etree.ProcessingInstruction, etree.Entity)
_DIGEST = frozenset("0123456789abcdef")


def surely_valid(data: bytes, path: str) -> bool:
    """Whether the file in ``data`` is surely valid; ``False`` says: validate it. Safe for whatever arrives.

    ``path`` is the file as the user named it.
    """
    try:
        # Without the blanks between tags a tree is smaller; no rule and no type of the schema is about them.
        root = etree.fromstring(data, safe_parser(blanks=False))
    except etree.XMLSyntaxError:
        return False
    if root.getroottree().docinfo.internalDTD is not None or not gate().check(root):
        return False
    return surely_keeps(root, stem_of(path))


def surely_keeps(root: etree._Element, stem: str) -> bool:
    """Whether a record that follows schema/diplomata.xsd surely keeps every rule; ``False`` says: ask the rules.

    ``stem`` is that of the file's name, empty where it is not known. A tree that does not follow the XML Schema
    must not be given: ids are taken to be unique, attributes to have their form, elements to stand in their places.
    """
    if stem and root.get(XML_ID) != stem:
        return False
    if next(root.iter(*_NO_ELEMENTS), None) is not None:
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
        sources: list[etree._Element] = []
        classes: list[etree._Element] = []
        lists: set[str | None] = set()
        genres: set[str | None] = set()
        for element in header.iter(*_HEADER):
            name = element.tag
            if name in (_PERSON, _PERSON_GROUP):
                self.persons.add(_pointer(element))
            elif name == _TAXONOMY:
                lists.add(_pointer(element))
                categories = {_pointer(category) for category in element.iter(_CATEGORY)}
                self.categories |= categories
                if element.get(XML_ID) == "genre":
                    genres |= categories
            elif name == _BIBL:
                sources.append(element)
            elif name == _EDITOR:
                self.translator |= element.get(XML_ID) == "translator" == element.get("role")
            elif name != _DATE:
                classes.append(element)
            elif not self._date(element):
                return False
        return _sources(sources) and all(
            part.get("scheme") in lists and (part.tag == _KEYWORDS or part.get("target") in genres)
            for part in classes
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
    if any(given is not None and not given.replace("-", "").isdigit() for given in (when, first, last)):
        return False
    if first is None and last is None:
        return True
    return when is None and (not first or not last or _digits(first, "0") <= _digits(last, "9"))


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
    for turn in text.iter(_SP):
        who = turn.get("who", "")
        if who not in speakers and not _several(who, speakers):
            return False
    if header.translator and header.categories >= {"#antecedent", "#romanisation"}:
        return True
    return all(
        (added.get("ana") in header.categories or added.get("ana") is None)
        and (header.translator or added.get("resp") is None)
        for added in text.iter(_SUPPLIED, _NOTE)
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
