"""What a label calls who speaks: by name, or by an office, a voice, a letter."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from diplomata.recognise import han
from diplomata.recognise.holders import before_office, holder_of
from diplomata.recognise.lexicon import entries, words
from diplomata.recognise.names import Name, fold, is_initial, is_role, parse_name, spread
from diplomata.recognise.namesakes import agrees
from diplomata.recognise.weighing import asked_by

ASIDES = re.compile(r"\(([^()]+)\)")
_JAPANESE = ("君", "氏", "さん")
"""What Japanese sets behind a person's name."""
_SHORT_TITLE = re.compile(r"(?P<title>[^\W\d_]{1,4}\.)\s(?P<name>[^\W\d_][\w’'-]+)(?:\s\(.*)?")
"""``S. Dubček``: a letter, or a few, and a full stop before one name."""
_MONSIEUR = re.compile(r"M\. (?P<name>[^\W\d_][\w’'-]+)")
_ALIKE = 3
"""A letter before so many names is their title, and no initial."""
_ASKED = re.compile(r"(?i)(?:q|a|question|answer|frage|pregunta|вопрос)\s?[./,–—-]\s?(?=\S{2})")
"""``Q. Mr. Clark``, ``Q/KURIEN``: that a question is asked, and by whom."""


THROUGH = re.compile(
    r"(?i)\s*\((?:speaking )?(?:through|via|with the help of|через|par|durch|tramite|a través de) [^()]*\)"
)
"""``Aldan (through interpreter)``: by whom he is heard."""
_PERSONAL = frozenset("mr mrs ms miss dr prof sir herr frau mme".split())
"""Titles of one person of flesh and blood."""
SIDES = frozenset(
    "side sides delegation delegations seite delegierte côté délégation parte lado delegación delegazione delegação сторона "
    "делегация strona delegacja strana delegace oldal küldöttség partea delegația страна".split()
)


_OUT_OF = frozenset("from из з із z aus".split())
_QUARTERS = frozenset("south north east west sud nord süd ost юг север восток запад".split())
"""How the sides of a divided country are called at a table."""


@lru_cache(maxsize=8192)
def person_of(label: str, sides: bool = False) -> tuple[tuple[str, ...], bool]:
    """The name in a label, empty for an office or a voice without a name, and whether it is such a one; with ``sides``
    capitals in parentheses are a party, and no name."""
    label = _plain(label)
    if not any(map(str.isalpha, label)):
        # ">>": a voice that nothing names.
        return (), True
    name = parse_name(label)
    inside = inside_of(name)
    if inside and inside.words and not inside.lower:
        shouted = (
            name.aside.isupper()
            and not label.partition("(")[0].isupper()
            and not sides
            and "/" not in name.aside
            and not name.honorifics
            and len(name.words) < 2
            and not all(is_initial(word) for word in inside.words)
        )
        if not name.words or inside.honorifics or shouted or name.aside.endswith(_JAPANESE):
            return _in_han(inside.words)[0], False
    said = [t for t in (bare(word) for word in label.split()) if t not in words("particles")]
    if said and said[-1] in SIDES and len(said) > 1 and not name.honorifics:
        # "Polish side", "Japanese delegation": who sits there, and nobody by name.
        return (), True
    if len(said) == 1 and said[0] in _QUARTERS and label.strip().isalpha():
        # "South", "North": the sides of a table, and nobody by name.
        return (), True
    if len(said) > 1 and said[0] in _OUT_OF and label.split(" ", 1)[0].isalpha() and not name.honorifics:
        # "FROM THE FLOOR", "Из зала": where a voice came from.
        return (), True
    if any(t in words("voices") for t in (*said[:2], *said[-1:])) and not name.honorifics:
        # "A voice from the gallery", "Uma voz do PDA", "Soldan bir ses".
        return (), True
    if not name.words and len(label) < 4 and label.isalpha() and label.isupper() and name.honorifics:
        # "DC", "PC": letters alone are somebody's initials.
        return (label,), False
    own = tuple(
        w for w in name.words if not (w.isalpha() and w.islower()) or w in words("particles") or label.islower()
    )
    if name.honorifics and own and own[0].casefold() in ("right", "very", "most", "rt"):
        own = own[1:]
    # "Un député au centre", "Several Hon. Members rose": small words may be as short as initials.
    name = name._replace(words=own)
    tokens = [bare(w).rstrip("0123456789") or "0" for w in name.words]
    if tokens and name.honorifics and all(t in words("places") for t in tokens):
        # Mr. Hall is no voice from the hall.
        return name.words, False
    if len(tokens) == 1 and any(title.rstrip(".").casefold() in _PERSONAL for title in name.honorifics):
        # Mr. Guest and Mr. Noble are no guests and no nobles.
        return name.words, False
    if tokens[:1] == ["an"] and len(tokens) > 1:
        # "An Ceann Comhairle": the article of Irish.
        del tokens[0]
    if not tokens or all(t in words("groups") or t in words("particles") or t.isdigit() for t in tokens):
        return (), True
    if not name.honorifics and _is_post(label, name, tokens):
        return (), True
    return _in_han(name.words)


def _plain(label: str) -> str:
    """A label without what stands round the speaker's own: that he asks, a remark behind a dash, what his office is of."""
    if holder := holder_of(label) or before_office(label):
        return holder
    if "(" in label:
        label = THROUGH.sub("", label)
    asked = _ASKED.match(label)
    if asked:
        rest = label[asked.end() :]
        if asked[0].rstrip()[-1] in "/–—-" or parse_name(rest).honorifics:
            label = rest
    label = label[asked_by(label) :]
    if " - " in label and label.isupper():
        # "O SR. PRESIDENTE - NELSON TAVORA - PSB"
        return next((part for part in label.split(" - ") if len(parse_name(part).words) > 1), label)
    for dash in (" – ", " — "):
        before, found, _ = label.partition(dash)
        if found and parse_name(before).words:
            return before
    return label


def _is_post(label: str, name: Name, tokens: list[str]) -> bool:
    """``THE COURT``, ``White House Operator``, ``ANNOUNCER``: a post that somebody holds, and no name."""
    if name.roles and not (tokens[-1] in words("posts") or label[:4].casefold() == "the "):
        return False
    if any(is_initial(word) for word in name.words):
        return False
    if label[:4].casefold() == "the " and not name.aside:
        return True
    return tokens[-1] in words("posts") or (len(tokens) > 1 and bare(label.split()[-1]) in words("posts"))


def _in_han(name: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """A name in Chinese characters without its titles; of somebody who is not named, none."""
    if not name or not all(han.is_han(word) for word in name):
        return name, False
    if len(name) > 1:
        # "文史组 季敏": the section, and its member.
        name = tuple(word for word in name if han.name_and_office(word)[0] and not han.is_body(word)) or name
    if len(name) > 1:
        return name, False
    if han.is_somebody(name[0]):
        return (), True
    own, _ = han.name_and_office(name[0])
    return ((own,), False) if own else ((), True)


def inside_of(name: Name) -> Name | None:
    """What stands in parentheses behind a name or an office, read as a name: a country is none, nor is a description."""
    if not name.aside or name.aside.casefold().removeprefix("the ") in entries("countries"):
        return None
    if name.aside.split(" ", 1)[0] in ("a", "an", "ein", "eine", "un", "une", "una", "uma"):
        return None
    # "(Anselmo Quadros. Bloco Renovação/UDN - PR)": behind the stop it says of which party.
    named = _BEFORE_STOP.match(name.aside)
    return parse_name(named[0] if named is not None else name.aside)


_BEFORE_STOP = re.compile(r"(?:[^\W\d_a-z][\w’'-]{2,} ){1,3}[^\W\d_a-z][\w’'-]{2,}(?=\.\s)")


def offices_of_labels(labels: list[str]) -> dict[str, Name]:
    """Who holds an office that stands alone elsewhere: ``El Sr. PRESIDENTE (Olmedo)``, then ``El Sr. PRESIDENTE``.

    An office that two persons hold in one record is nobody's.
    """
    holders: dict[str, dict[tuple[str, ...], Name]] = {}
    for label in labels:
        main, opened, _ = label.partition(" (")
        name = parse_name(label)
        inside = inside_of(name)
        # "The SPEAKER pro tempore": small words are of the office.
        plain = opened and name.roles and not any(word[0].isupper() for word in name.words)
        if plain and inside is not None and inside.words and not inside.lower:
            holders.setdefault(fold(main), {})[inside.words] = inside
    return {office: next(iter(names.values())) for office, names in holders.items() if len(names) == 1}


def have_sides(labels: list[str]) -> bool:
    """Whether what stands in parentheses behind several names is their party or country: ``Kröger (SPD)``."""
    mains: dict[str, set[str]] = {}
    for label in labels:
        main = label.partition("(")[0]
        for aside in ASIDES.findall(label):
            mains.setdefault(aside, set()).add(main)
    return any(len(names) > 1 for names in mains.values())


def without_verb(label: str) -> str:
    """``The pilot said`` is the pilot."""
    before, blank, last = label.rpartition(" ")
    # "Mr. Tell" is no telling.
    told = blank and last.casefold() in words("speech") and not _is_title_alone(before)
    return before if told else label


def _is_title_alone(text: str) -> bool:
    return text.rstrip(".").casefold() in words("honorifics")


def short_titles(labels: list[str]) -> frozenset[str]:
    """Letters with a full stop that stand before most of the names, and so are a title: ``S.`` for soudruh."""
    names: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        match = _SHORT_TITLE.fullmatch(label)
        if match and match["title"].rstrip(".").casefold() not in words("honorifics"):
            names[match["title"]].add(fold(match["name"]))
    every = sum(len(found) for found in names.values())
    return frozenset(t for t, found in names.items() if len(found) >= _ALIKE and len(found) * 4 >= every * 3)


def fullness(label: str, sides: bool) -> float:
    """How much of a name a label gives, so that the fullest can be met first; an office comes last."""
    name, group = person_of(label, sides)
    return sum(0.5 if is_initial(w) else 1 for w in name) - (100 if group else 0)


def bare(word: str) -> str:
    """A word as the lists of words have it: in lower case, its marks kept."""
    return word.casefold().replace("i\u0307", "i").strip(".,;:?'’\"“”()[]*«»")


_DON = ("D.", "Dª", "Dª.", "Dña.", "Da.")


def _untitled(name: tuple[str, ...]) -> tuple[str, ...]:
    """``D. Rodolfo Uriarte`` is Don Rodolfo."""
    return name[1:] if len(name) > _INITIAL_AND_NAME and name[0] in _DON else name


_INITIAL_AND_NAME = 2
"""``D. Uriarte`` may have an initial: a don has a first name."""


def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are the same, word by word."""
    if len(one) != len(other):
        one, other = _untitled(spread(one)), _untitled(spread(other))
    return len(one) == len(other) and all(fold(a) == fold(b) for a, b in zip(one, other, strict=True))


def fullest(names: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Names without those that are the shorter form of one other: ``Fidel Castro`` beside ``Fidel Castro Ruz``."""
    kept: list[tuple[str, ...]] = []
    for name in sorted(dict.fromkeys(names), key=lambda n: (-sum(not is_initial(w) for w in n), -len(n))):
        if sum(agrees(name, other) for other in kept) != 1 and not any(same(name, other) for other in kept):
            kept.append(name)
    return kept


def in_full_form(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name that a record introduces, if it says more than a family name; else nothing."""
    if len(name) == 1:
        own = han.name_and_office(name[0])[0] if han.is_han(name[0]) else ""
        return (own,) if len(own) > 1 and han.may_be_name(own) else ()
    return name


def are_french(labels: list[str]) -> bool:
    """Whether other labels show that ``M.`` is a title: ``Mme Rey``, ``Le Général``."""
    return (
        any(
            label.startswith(("Mme ", "Mlle ", "MM. "))
            or (label.startswith(("Le ", "La ")) and is_role(bare(label.partition(" ")[2])))
            for label in labels
        )
        or len({match["name"] for label in labels if (match := _MONSIEUR.fullmatch(label))}) > 1
    )
