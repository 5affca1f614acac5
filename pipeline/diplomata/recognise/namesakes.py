"""Names compared and taken apart: the short form of a longer one, several persons in one label, a name before its
initials."""

from __future__ import annotations

import re
from functools import lru_cache

from diplomata.recognise.han import same_person
from diplomata.recognise.holders import before_office, holder_of
from diplomata.recognise.names import Name, fold, is_initial, parse_name, spread

_JOINED = re.compile(r"\s+(?:and|und|et|и|y|e)\s+|\s*[/&]\s*|、|和")

_SHORT_JOINED = re.compile(r"[^\W\d_a-z]{1,4} ?\d?(?:, [^\W\d_a-z]{1,4} ?\d?){1,3}")
"""``UM1, UM2``: initials or unknown voices that speak together."""
_NAMES_JOINED = re.compile(r"[^\W\d_a-zа-я]{2,20}(?:, [^\W\d_a-zа-я]{2,20}){2,3}")
"""``GRAMOV, BRASK, TANN``"""


@lru_cache(maxsize=8192)
def agrees(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether every word of ``short`` stands in ``full``, initials for words that begin with them.

    The family name may come first. Else two words keep their order: Hasan Ali is not Ali Hasan al-Majid.
    """
    plain = [fold(word) for word in short if not is_initial(word)]
    if len(plain) > 1 and len(full) > len(short) and fold(full[-1]) != plain[0]:
        order = [fold(word) for word in full]
        places = [order.index(word) for word in plain if word in order]
        if places != sorted(places):
            return False
    rest = [fold(word) for word in spread(full)]
    for word in short:
        bare = fold(word)
        if is_initial(word):
            for letter in re.sub(r"[^\w]", "", bare):
                at = next((i for i, other in enumerate(rest) if other.startswith(letter)), -1)
                if at < 0:
                    return False
                rest.pop(at)
        elif bare in rest:
            rest.remove(bare)
        else:
            return len(short) == len(full) == 1 and same_person(word, full[0])
    return True


TURNED = re.compile(
    r"(?P<name>[^\W\d_a-zа-я][\w’'-]+),? (?P<initials>(?:[^\W\d_a-zа-я][a-zа-я]?\.\s?){1,3})(?![^\W\d_])"
)
"""``Gromyko, A.A.``, ``Pel'she, A. Ia.``, ``Громыко А.А.``"""


def turned_names(text: str) -> list[Name]:
    """The names in a text that stand before their initials."""
    return [parse_name(f"{turned['initials']} {turned['name']}") for turned in TURNED.finditer(text)]


def split_label(label: str) -> list[str]:
    """The labels of the persons that one label names together, usually one."""
    if holder_of(label) or before_office(label):
        return [label]
    listed = _SHORT_JOINED.fullmatch(label) or _NAMES_JOINED.fullmatch(label)
    parts = label.split(", ") if listed else _JOINED.split(label)
    parts = [part.strip() for part in parts if part.strip()]
    if any(part[0].islower() for part in parts[1:]) and "/" in label:
        # "Kaarina Lehtovirta /kesk" is of a party.
        return [label]
    if any(part.count("(") != part.count(")") for part in parts):
        # "Wiebe (CDU/CSU)" is one man.
        return [label]
    if len(parts) < 2 or len(parts) > 4:
        return [label]
    parsed = [parse_name(part) for part in parts]
    if (
        len(parts) == 2
        and parsed[0].roles
        and not (parsed[1].roles or parsed[1].honorifics or len(parsed[1].words) > 1)
    ):
        # "Ministro de Relaciones Exteriores y Culto": the office is of both.
        return [label]
    if all(p.words and not p.lower for p in parsed) or all((p.words or p.roles) and not p.lower for p in parsed):
        return parts
    return [label]
