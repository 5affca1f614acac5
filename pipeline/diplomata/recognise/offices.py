"""Who holds an office in a record: what its heading, its rosters and its other labels say of president, rapporteur, minister."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from diplomata.recognise import han
from diplomata.recognise.called import THROUGH, bare, person_of
from diplomata.recognise.introductions import is_country_of, is_title_verb
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import ADDRESSED, NOBILIARY, RANKS, Name, fold, is_initial, is_role, parse_name
from diplomata.recognise.rosters import is_body

_HEADING = 200
"""A line of a heading that says who holds an office has fewer characters, and so has a line of the minutes about the chair."""
_FIELD = 40
"""What stands before the colon of such a line has fewer characters."""
_WORD = re.compile(r"[^\s,;:/()\[\]（）：；，、]+")
_OPEN = re.compile(r"[\s(\[:：,.–—-]*")
_ELIDED = re.compile(r"^[ld]['’](?=\w)", re.IGNORECASE)
_PIECE_END = re.compile(r"[,;()]")
_BETWEEN_NAMES = re.compile(r"[/;；、，]|(?<=[：:])|\s(?:and|und|et|y|e|i|и)\s")
_ARTICLES = frozenset("o os as l m mm el il lo i gli los las die das den het een".split())
_ASIDE = re.compile(r"[(（]([^()（）]{1,60})[)）]")
_JOINING = frozenset("BY WITH AND BETWEEN FROM CONCERNING REGARDING MIT UND ZWISCHEN AVEC ENTRE".split())
"""What joins two names in a heading in capitals."""
_ABBREVIATION = 5
"""Behind so few letters a full stop ends no sentence."""

_PRESIDING_BEHIND = re.compile(
    r"(?i)(?:\bpr[eé]siden(?:cia|za|ce|ța)\s+(?:d(?:e|el|ella|o|a|i|u)\b|d['’])|председательству\w+|\bvorsitz(?:end\w{1,2})?\s?:"
    r"|\b(?:den vorsitz (?:führt|hat|führte|hatte)|unter (?:dem )?vorsitz (?:von|des|der))\b|\bprzewodnicz(?:y|ył|yła)\b"
    r"|\bpředsed(?:á|al|ala)\b|\b(?:under the (?:chairmanship|presidency) of|presided over by|chaired by)\b|\belnököl\b|\bprezidează\b"
    r"|\bpredsedava\b|\bvoorzitterschap van\b|主持)[:：]?"
)
"""``PRÉSIDENCE DE M. JEAN LE DANTEC``, ``Председательствует тов. Ворошилов``: the name follows."""
_INITIALS_AND_NAME = re.compile(r"(?:[^\W\d_a-zа-я]\. ?){1,2}[^\W\d_a-zа-я][\w’'-]{2,}")
_PRESIDING_BEFORE = re.compile(
    r"(?i)(?<![\s,(])[\s,(]++(?:\(?chair(?:man|woman|person)?\)?,? presiding|presiding|(?:was |took |assumed |resumed )?(?:in )?the chair)\b"
)
"""``[Mr. X in the Chair]``, ``Senator Hugh Butler (chairman) presiding``: the name stands before."""
_CLUES = (
    "sidenc", "sidenz", "sidenț", "председательств", "vorsitz", "przewodnicz", "předsed", "preside", "presiding", "the chair", "chaired",
    "elnököl", "prezid", "predsed", "主持",
)  # fmt: skip
"""One of these, in lower case, stands in whatever says who presides: the look costs less than the patterns do."""
_MAKERS = frozenset("translator editor author reporter correspondent narrator".split())
"""Who has made the record of what others said."""
_ABOUT = re.compile(
    r"(?i)\s(?:on|about|concerning|regarding|re|über|betreffend|sur|concernant|sobre|acerca|su|circa|про|о|об|dotyczące)\s"
)
"""Whom a title names behind such a word is spoken of."""
_NO_LONGER = frozenset(
    "former late ex then ancien ancienne feu ehemaliger ehem früherer antiguo ex-presidente già бывший były".split()
)
_IN_OFFICE = re.compile(r"(?:^|[\[(,.])\s*(?P<office>[^,.()\[\]]{3,40})\s\((?P<who>[^()]{3,60})\)")
"""``[The Deputy Speaker (Dr. Moss) in the Chair]``"""
CHAIR = ("in the chair",)
"""The key of whoever presides."""


class Holding(NamedTuple):
    """One statement: the office (:func:`office_of`), who holds it (``None``: somebody who is not named), from which block
    on; whether a shorter form of the office may mean it."""

    office: tuple[str, ...]
    name: Name | None
    block: int = -1
    short: bool = True


@lru_cache(maxsize=8192)
def office_of(text: str) -> tuple[str, ...]:
    """The words of an office without articles, titles and what stands in parentheses; empty when it is none.

    >>> office_of("M. le ministre de l'intérieur"), office_of("El Sr. PRESIDENTE"), office_of("M. Dufour")
    (('ministre', 'interieur'), ('presidente',), ())
    """
    key: list[str] = []
    office = False
    for printed in re.split(r"[\s-]+", _ASIDE.sub(" ", ADDRESSED.split(text, maxsplit=1)[0])):
        word = bare(_ELIDED.sub("", printed))
        if not word or word in _ARTICLES or word in words("particles") or word in words("honorifics"):
            continue
        office = office or is_office(word) or word in words("groups")
        key.append(fold(word))
    return tuple(key) if office else ()


def is_office(word: str) -> bool:
    """Whether a word, as the lists of words have it, is an office or a post."""
    return is_role(word) or word in words("chairs") or word in words("posts")


def presides(office: tuple[str, ...]) -> bool:
    """Whether an office, as a label has it, is that of whoever is in the chair."""
    return len(office) == 1 and office[0] in folded("chairs")


@cache
def folded(name: str) -> frozenset[str]:
    """One list of words as they are compared (:func:`~diplomata.recognise.names.fold`)."""
    return frozenset(map(fold, words(name)))


def name_at(text: str, start: int = 0) -> tuple[Name | None, int]:
    """The person who is named in ``text`` from ``start`` on, and where the name ends; nobody where none is sure.

    A name has two words, or a title or an office before it.
    """
    at = end = _OPEN.match(text, start).end()  # type: ignore[union-attr]
    met = 0
    sure = False
    while (match := _WORD.match(text, at)) is not None:
        word = match[0]
        letters = word.rstrip(".")
        low = letters.casefold()
        known = low in words("honorifics") or is_role(low)
        if not (word[0].isupper() or known or (low in NOBILIARY and text[end : end + 1]) or han.is_han(word)):
            break
        if word in _JOINING:
            break
        end = match.end()
        met += 1
        sure = sure or known or not word.isascii()
        stop = word.endswith(".") and len(letters) > 1 and not (known or is_initial(word) or "." in letters)
        if stop and not (len(letters) < _ABBREVIATION and text[end : end + 2].strip()[:1].isupper()):
            end -= 1
            break
        at = end + (text[end : end + 1] == " ")
        if at == end:
            break
    # One word alone names nobody, unless it has a title or is of Han characters.
    return person_in(text[start:end]) if met > 1 or sure else None, end


@lru_cache(maxsize=8192)
def person_in(text: str) -> Name | None:
    """Whom a text names, if it is a person's name and nothing else."""
    text = re.sub(r"['’]s$", "", text.strip(" ,.;:(["))
    name = parse_name(text)
    found, _ = person_of(text)
    if len(found) > 1 and name.roles and is_country_of(found[0], text.partition(found[0])[0]):
        found = found[1:]
    titled = bool(name.honorifics or name.roles)
    if titled and not _begins_with_title(text):
        return None
    if not found or name.lower or is_body(name) or len(found) > 5 or any(w.isdigit() for w in found):
        return None
    if any(c.isdigit() for c in text) and not titled:
        return None
    titled = titled or (len(found) == 1 and han.is_han(found[0]) and len(found[0]) > 1)
    if (len(found) < 2 and not titled) or all(is_initial(word) for word in found):
        return None
    return name._replace(words=found)


def _begins_with_title(text: str) -> bool:
    """Whether a title stands before the name, or as in Hungarian behind it; of ``Consejo de Ministros`` it is a part."""
    every = [token.rstrip(".").casefold() for token in text.split()]
    low = [word for word in every if word not in words("particles")]
    if low[:1] == ["right"]:
        del low[0]
    last = low[-1:] if every[-2:-1] == low[-2:-1] else []
    return any(word in words("honorifics") or is_role(word) for word in (*low[:1], *last))


def _in_entry(text: str, short: bool) -> Iterator[Holding]:
    """What a line of the heading, an entry of a roster or a label says of one person's office."""
    head, colon, value = text.replace("：", ": ").replace(" — ", ": ", 1).replace(" – ", ": ", 1).partition(":")
    if colon and 0 < len(head) <= _FIELD:
        office = office_of(head)
        name, end = name_at(value) if office and not _MAKERS.intersection(office) else (None, 0)
        if name is not None and not _goes_on(value[end:]):
            yield Holding(office, name, -1, short)
    name, end = name_at(text)
    if name is None:
        return
    titles = tuple(fold(part) for role in parse_name(text[:end]).roles for part in role.split("-"))
    if titles:
        yield Holding(titles, name, -1, short)
    for aside in _ASIDE.finditer(text):
        if THROUGH.fullmatch(aside[0]):
            continue
        office = office_of(aside[1])
        if office and not person_of(aside[1])[0]:
            yield Holding(office, name, -1, short)
    yield Holding(_behind(text, end), name, -1, short)


def _behind(text: str, end: int) -> tuple[str, ...]:
    """The office that stands behind a comma at ``text[end]``, empty when there is none."""
    behind = _PIECE_END.split(text[end + 1 : end + _HEADING], maxsplit=1)[0] if text[end : end + 1] == "," else ""
    office = any(is_office(bare(_ELIDED.sub("", word))) for word in behind.split()[:2])
    return office_of(behind) if office else ()


def _goes_on(rest: str) -> bool:
    """Whether what stands behind a name makes a sentence of the line, so that the colon was a speaker's."""
    return len([word for word in rest.split() if word[:1].islower()]) > 4


def holdings(entries: Iterable[str], labels: Iterable[str], lines: Iterable[str]) -> list[Holding]:
    """What the entries of rosters, the labels, and the lines of the heading say of offices."""
    found = [holding for text in entries for holding in _in_entry(text, True)]
    for label in labels:
        name = parse_name(label)
        if not name.roles and "," not in label and "(" not in label:
            continue
        found += _in_entry(label, True)
        inside = person_in(name.aside) if name.aside and not name.words else None
        if inside is not None:
            found.append(Holding(office_of(label), inside))
    for line in lines:
        if len(line) < _HEADING:
            found += _in_entry(line, False)
    return [holding for holding in dict.fromkeys(found) if holding.office]


def in_heading(text: str, *, short: bool) -> list[Holding]:
    """Whom a title or heading names with an office before the name: ``President Marlo and Minister Oravec``, ``le général
    de Brach``. Before a name with a particle stands a rank: the others say of what they are."""
    found = [Holding((office,), Name((name,)), -1, short) for name, office in han.in_title(text)]
    at = 0
    text = _ABOUT.split(text, maxsplit=1)[0]
    while (match := _WORD.search(text, at)) is not None:
        at = match.end()
        word = bare(match[0])
        if not is_role(word):
            continue
        if text[: match.start()].rpartition(" ")[0].rpartition(" ")[2].casefold() in _NO_LONGER:
            continue
        behind = text[at:].split(maxsplit=1)
        if not behind or not (behind[0][0].isupper() or word.startswith(RANKS)):
            continue
        end = next((m.start() for m in _WORD.finditer(text, at) if is_title_verb(m[0])), len(text))
        name, at = name_at(text[:end], match.start())
        at = max(at, match.end())
        if name is not None and name.roles:
            found.append(
                Holding(tuple(fold(part) for role in name.roles for part in role.split("-")), name, -1, short)
            )
    return found


def titled_in(text: str) -> Iterator[Holding]:
    """The persons whom a text names with a title before the name, wherever they stand in it, with the office behind the
    name: ``Audition de M. Paul Teller, préfet``."""
    at = 0
    while (match := _WORD.search(text, at)) is not None:
        at = match.end()
        if match[0][0].isupper() and match[0].rstrip(".").casefold() in words("honorifics"):
            name, end = name_at(text, match.start())
            if name is not None:
                at = max(at, end)
                yield Holding(_behind(text, end), name, -1, False)


def named_in(text: str) -> Iterator[Name]:
    """The persons with a title who begin a line of a heading, or the parts of it: ``Senator Lund/ Secretary Brask``,
    ``对外贸易部部长叶季壮、司长何英``."""
    for part in _BETWEEN_NAMES.split(text):
        name, end = name_at(part)
        if name is None or len(part) - end > _HEADING // 2:
            continue
        if name.honorifics or name.roles or (han.is_han(name.text) and han.may_be_name(name.text)):
            yield name


def presidings(texts: Iterable[tuple[int, str, bool]]) -> list[Holding]:
    """Who presides from which block on: ``texts`` are block, text, and whether it stands in the heading."""
    found = []
    for block, text, heading in texts:
        if len(text) > (3 * _HEADING if heading else _HEADING):
            continue
        lowered = text.lower()
        if not any(clue in lowered for clue in _CLUES):
            continue
        match = _PRESIDING_BEHIND.search(text)
        if match is not None:
            name, _ = name_at(text, match.end())
            if name is None and (behind := _INITIALS_AND_NAME.search(text, match.end(), match.end() + _HEADING)):
                # "Председательствует первый заместитель Председателя Думы Г. П. Слиздин"
                name = person_in(behind[0])
                name = name._replace(roles=("",)) if name is not None else None
            # "Presidencia del Consejo de Ministros" names nobody.
            if name is not None and (name.honorifics or name.roles or han.is_han(name.text)):
                found.append(Holding(CHAIR, name, block))
            continue
        match = _PRESIDING_BEFORE.search(text)
        if match is not None:
            found.append(Holding(CHAIR, _name_before(text[: match.start()]), block))
            held = ((office_of(named["office"]), person_in(named["who"])) for named in _IN_OFFICE.finditer(text))
            found += [Holding(office, name) for office, name in held if office and name is not None]
    return found


def _name_before(text: str) -> Name | None:
    """The person whose name ends a text, offices and countries behind it left out: ``Mr. Lund (Norland), Vice-President``."""
    for piece in reversed(text[-_HEADING:].rstrip(" ,(").split(",")):
        inside = _ASIDE.search(piece)
        aside = person_in(inside[1]) if inside is not None else None
        if aside is not None:
            return aside
        tokens = _ASIDE.sub(" ", piece).split()
        start = len(tokens)
        while start and (tokens[start - 1][0] in "[(" or tokens[start - 1][0].isupper() or _joins(tokens, start - 1)):
            start -= 1
        name = person_in(" ".join(tokens[start:]))
        if name is not None or not office_of(piece):
            return name
    return None


def _joins(tokens: list[str], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at] in ("de", "von", "van", "al", "da", "dos", "del")
