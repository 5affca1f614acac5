"""The facts of one record, read from its TEI in one look at each part."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from diplomata.publish.facts import SAFE_ID, Correspondent, Facts, Mention, Place, Said
from diplomata.tei.namespace import XML_ID, XML_LANG, tei

if TYPE_CHECKING:
    from collections.abc import Iterator


def text_of(element: etree._Element) -> str:
    """All the text of an element, as it stands."""
    # Most elements have no others in them. To walk through those that do takes ten times as long as to write them.
    if not len(element):
        return element.text or ""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def words_of(element: etree._Element | None) -> str:
    """The text of an element with its white space made single, empty for ``None``."""
    return "" if element is None else " ".join(text_of(element).split())


_WORD_SIGN = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)
"""A Han character, or one of kana."""
_OTHER_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


def words_in(text: str) -> int:
    """How many words a text has, as word processors count: what blanks part, and each Han or kana character."""
    if text.isascii() or not _WORD_SIGN.search(text):
        return len(text.split())
    count = 0
    for part in text.split():
        rest, signs = _WORD_SIGN.subn(" ", part)
        # Points and brackets of Chinese and Japanese have no blanks beside them: they are no words.
        count += signs + (len(_OTHER_WORD.findall(rest)) if signs else 1)
    return count


_TEI = tei("")
_SP, _SPEAKER, _P, _NOTE, _GAP = tei("sp"), tei("speaker"), tei("p"), tei("note"), tei("gap")
_ITEM = tei("item")
_OPENING = (tei("opener"), tei("closer"))
_DATELINE, _PLACE = tei("dateline"), tei("placeName")
_PERSON, _PERSON_GROUP, _PERSON_NAME = tei("person"), tei("personGrp"), tei("persName")


def _children(parent: etree._Element | None) -> defaultdict[str, list[etree._Element]]:
    """The elements of TEI in another one, by their names."""
    found: defaultdict[str, list[etree._Element]] = defaultdict(list)
    for child in parent if parent is not None else ():
        tag = child.tag
        if isinstance(tag, str) and tag.startswith(_TEI):
            found[tag[len(_TEI) :]].append(child)
    return found


def read_facts(root: etree._Element, identifier: str, digest: str = "") -> Facts:
    """The facts of a TEI root element; ``identifier`` is the name of its pages."""
    top = _children(root)
    if not top["teiHeader"]:
        return Facts(id=identifier, title=identifier, digest=digest)
    header, text = _children(top["teiHeader"][0]), _only(top["text"])
    file, profile = _children(_only(header["fileDesc"])), _children(_only(header["profileDesc"]))
    titles, publication = _children(_only(file["titleStmt"])), _children(_only(file["publicationStmt"]))
    source, keywords = _only(file["sourceDesc"]), _children(_only(profile["textClass"]))
    date = _only(_children(_only(profile["creation"]))["date"])
    ids = {str(e.get("type")): words_of(e) for e in publication["idno"]}
    elements = [*text.iter(etree.Element)] if text is not None else []
    tags = [element.tag for element in elements]
    turns = [element for element, tag in zip(elements, tags, strict=True) if tag == _SP]
    people = tuple(_people(_only(profile["particDesc"]), _joint_labels(turns)))
    known = dict(people)
    notes = [element for element, tag in zip(elements, tags, strict=True) if tag == _NOTE]
    gaps = [element for element, tag in zip(elements, tags, strict=True) if tag == _GAP]
    items = [element for element, tag in zip(elements, tags, strict=True) if tag == _ITEM]
    counts = _counts(tags, turns, notes, gaps)
    actions = _children(_only(profile["correspDesc"]))["correspAction"]
    availability = _only(publication["availability"])
    licence = _only(_children(availability)["licence"])
    return Facts(
        id=identifier,
        title=words_of(_only(titles["title"])) or identifier,
        number=ids.get("record", ""),
        address=ids.get("URI", ""),
        date=words_of(date),
        when=_get(date, "when"),
        not_before=_get(date, "notBefore"),
        not_after=_get(date, "notAfter"),
        kind=_genre(keywords["catRef"]),
        language=(text.get(XML_LANG) or "") if text is not None else "",
        original_languages=_originals(source),
        archives=tuple(_archives(source)),
        authors=tuple([words_of(e) for e in titles["author"]]),
        translators=tuple([words_of(e) for e in titles["editor"] if e.get("role") == "translator"]),
        publisher=words_of(_only(publication["publisher"])),
        published=_get(_only(publication["date"]), "when"),
        rights=" ".join(words_of(e) for e in availability) if availability is not None else "",
        licence_url=_get(licence, "target"),
        summary=" ".join([words_of(e) for e in _children(_only(profile["abstract"]))["p"]]),
        classifications=_terms(keywords["keywords"], "#classification"),
        subjects=_terms(keywords["keywords"], "#subject"),
        places=_terms(keywords["keywords"], "#place"),
        origins=tuple(dict.fromkeys(_origins(text if _PLACE in tags else None, actions))),
        people=tuple([mention for _, mention in people]),
        senders=tuple(_correspondents(actions, "sent", known)),
        receivers=tuple(_correspondents(actions, "received", known)),
        said=tuple(_talk(turns, items, known)),
        paragraphs=counts["p"],
        notes=counts["note"],
        words=words_in(text_of(text)) if text is not None else 0,
        unsure=counts["unsure"],
        gaps=counts["gap"],
        voices=tuple(sorted(_VOICES & counts.keys())),
        digest=digest,
    )


def _only(elements: list[etree._Element]) -> etree._Element | None:
    """The first, which should be the only one."""
    return elements[0] if elements else None


def _get(element: etree._Element | None, name: str) -> str:
    return "" if element is None else (element.get(name) or "")


def _genre(references: list[etree._Element]) -> str:
    for reference in references:
        if reference.get("scheme") == "#genre":
            kind = str(reference.get("target") or "").lstrip("#")
            return kind if SAFE_ID.fullmatch(kind) else ""
    return ""


def _terms(keywords: list[etree._Element], scheme: str) -> tuple[str, ...]:
    found = [words_of(term) for k in keywords if k.get("scheme") == scheme for term in _children(k)["term"]]
    return tuple(dict.fromkeys([term for term in found if term]))


def _origins(text: etree._Element | None, actions: list[etree._Element]) -> Iterator[str]:
    """The places in the datelines of the record itself, not of what it quotes or encloses, and of who sent it."""
    divisions = _children(_only(_children(text)["body"]))["div"]
    ends = [end for div in divisions if div.get("type") == "record" for end in div.iterchildren(*_OPENING)]
    lines = [line for end in ends for line in end.iterchildren(_DATELINE)]
    for part in (*lines, *(action for action in actions if action.get("type") == "sent")):
        yield from filter(None, map(_without_notes, part.iterchildren(_PLACE)))


def _without_notes(element: etree._Element) -> str:
    """The words of an element but for those of its notes."""
    words = [element.text or ""]
    for child in element:
        words += [_without_notes(child) if child.tag != _NOTE else "", child.tail or ""]
    return " ".join("".join(words).split())


def _originals(source: etree._Element | None) -> tuple[tuple[str, str], ...]:
    if source is None:
        return ()
    found = [(e.get("mainLang") or "", words_of(e)) for e in source.iter(tei("textLang"))]
    return tuple(dict.fromkeys(found))


def _archives(source: etree._Element | None) -> Iterator[Place]:
    for description in _children(source)["msDesc"]:
        place = _only(_children(description)["msIdentifier"])
        if place is not None:
            where = _children(place)
            archival = [words_of(e) for e in where["idno"] if e.get("type") == "archival"]
            yield Place(
                repository=words_of(_only(where["repository"])),
                institution=words_of(_only(where["institution"])),
                reference="; ".join(archival),
                collection=words_of(_only(where["collection"])),
            )


def _joint_labels(turns: list[etree._Element]) -> set[str]:
    """The labels of turns that several speak together: ``Venn and Abel`` is the name of neither."""
    joint = [turn for turn in turns if " " in (turn.get("who") or "").strip()]
    return {_bare(words_of(turn.find(_SPEAKER))) for turn in joint}


def _bare(label: str) -> str:
    return label.rstrip(" :.")


def _people(description: etree._Element | None, joint: set[str]) -> Iterator[tuple[str, Mention]]:
    """The persons and groups by their ids in the record, without the labels that they share in a turn."""
    for group in _children(description)["listPerson"]:
        for person in group.iterchildren(_PERSON, _PERSON_GROUP):
            local = str(person.get(XML_ID) or "")
            _, _, shared = str(person.get("sameAs") or "").partition("#")
            identifier = shared or local
            names = [(e.get("type"), words_of(e)) for e in person.iterchildren(_PERSON_NAME)]
            labels = tuple([name for kind, name in names if kind == "label" and _bare(name) not in joint])
            name = next((name for kind, name in names if kind != "label"), labels[0] if labels else identifier)
            kind = "person" if person.tag == _PERSON and SAFE_ID.fullmatch(identifier) else "group"
            yield local, Mention(identifier, name, kind, labels, local)


def _correspondents(actions: list[etree._Element], kind: str, known: dict[str, Mention]) -> Iterator[Correspondent]:
    for action in actions:
        if action.get("type") != kind:
            continue
        parts = _children(action)
        place = words_of(_only(parts["placeName"]))
        when = _get(_only(parts["date"]), "when")
        for name in action.iterchildren(_PERSON_NAME, tei("orgName"), tei("name")):
            mention = known.get(str(name.get("ref") or "").lstrip("#"))
            if mention is None and name.tag == _PERSON_NAME:
                mention = next((m for m in known.values() if m.name == words_of(name)), None)
            person = mention.id if mention is not None and mention.kind == "person" else ""
            yield Correspondent(words_of(name), person, place, when)


_REASONS = {"illegible", "inaudible", "redacted", "editorial"}
_VOICES = {"sp", "unsure", "stage", "supplied", "gap", "unclear", "sic", "translator", "gloss", "paper", *_REASONS}
_ON_PAPER = ("handwritten", "stamp", "signature", "seal")


def _counts(
    tags: list[str], turns: list[etree._Element], notes: list[etree._Element], gaps: list[etree._Element]
) -> Counter[str]:
    """How often each element stands in a text; turns that are unsure, notes by their kind, gaps by their reason."""
    counts: Counter[str] = Counter()
    for tag, count in Counter(tags).items():
        counts[tag.rpartition("}")[2]] += count
    for turn in turns:
        counts["unsure"] += turn.get("cert") == "low"
    for note in notes:
        kind = str(note.get("type") or "")
        counts["paper" if kind in _ON_PAPER else kind] += 1
    for gap in gaps:
        reason = str(gap.get("reason") or "")
        counts[reason] += reason in _REASONS
    # A Counter keeps what it has counted no times.
    return +counts


def _talk(turns: list[etree._Element], items: list[etree._Element], known: dict[str, Mention]) -> Iterator[Said]:
    """What was said in the turns of a text, whose items are counted as the page counts them."""
    at = 0
    counted = _items_said(items)
    for turn in turns:
        size = len(text_of(turn))
        tokens = [token.lstrip("#") for token in str(turn.get("who") or "").split()]
        who = tuple([known[t].id if t in known else t for t in tokens])
        yield Said(str(turn.get(XML_ID) or ""), who, size, at, _paragraphs(turn), counted.get(turn, (0, 0)))
        at += size


def _items_said(items: list[etree._Element]) -> dict[etree._Element, tuple[int, int]]:
    """Numbers of the first and the last item of each turn that has some."""
    found: dict[etree._Element, tuple[int, int]] = {}
    for number, item in enumerate(items, 1):
        turn = next(item.iterancestors(_SP), None)
        if turn is not None:
            found[turn] = (found.get(turn, (number,))[0], number)
    return found


_DIGITS = 9
"""No text has more paragraphs than a number of so many digits says."""


def _paragraphs(turn: etree._Element) -> tuple[int, int]:
    ids = [str(p.get(XML_ID) or "")[1:] for p in turn.iter(_P)]
    numbers = [int(number) for number in ids if number.isdecimal() and len(number) <= _DIGITS]
    return (numbers[0], numbers[-1]) if numbers else (0, 0)
