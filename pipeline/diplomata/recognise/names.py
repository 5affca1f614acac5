"""Names, honorifics and offices in a label or a roster, and the id that a name gives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from diplomata.recognise.lexicon import words

_TOKEN = re.compile(r"[^\s,;/&]+|[&/,;]")
_ARTICLES = frozenset("al el ul ibn ben bin binti bt di d'".split())
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,4}\.?")
_PARENTHESIS = re.compile(r"^(?P<main>.*?)\s*[(\[（](?P<inside>[^()\[\]（）]{1,80})[)\]）]\s*(?P<after>.*)$")
_PARENTHESES = re.compile(r"[(（][^()（）]*[)）]")
_ADDED = re.compile(r"\s?\[([^\[\]]+)\]")


class Name(NamedTuple):
    """What a label says of a person: the words of the name, and what stood round them."""

    words: tuple[str, ...]
    honorifics: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    aside: str = ""

    @property
    def text(self) -> str:
        """The name as printed, without honorifics and offices."""
        return " ".join(self.words)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as it is compared: no case, no marks, no full stop."""
    if word.isascii():
        return word.strip(".,;:'\"()[]*").lower()
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)).strip(".,;:'’\"“”()[]*«»")


_GLUED_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,4}")


def spread(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name with its initials apart, as other places of a record may have them: ``I.V. Stalin`` is ``I. V. Stalin``."""
    if not any(map(_GLUED_INITIALS.fullmatch, name)):
        return name
    return tuple(
        part
        for word in name
        for part in (word.replace(".", ". ").split() if _GLUED_INITIALS.fullmatch(word) else (word,))
    )


def _is_genitive(token: str) -> bool:
    """Whether a small Cyrillic word may be what an office is of; a verb of the past or present it is not."""
    return "\u0400" <= token[0] <= "\u04ff" and not token.endswith(("л", "ла", "ли", "лся", "лась", "ет", "ит"))


def _before_office(label: str) -> tuple[str, tuple[str, ...]]:
    """A label without the office that follows the name behind a comma, and the words of that office.

    ``Lohmeyer, Bundesminister für Wasserwirtschaft`` is Lohmeyer; ``Minister of Trade, Deputy Premier Novak`` stays.
    """
    before, _, after = label.partition(", ")
    head, tail = before.split(), after.split()
    if tail and _TURNED_ALONE.fullmatch(before):
        # "Чуев А. И., депутатская группа"
        return before, ()
    if head and tail and tail[0].casefold() in _WHERE_FROM:
        # "Delegate Vukovich, Local 19"
        return before, ()
    if not head or not tail or not is_role(tail[0].strip(".,").casefold()):
        return label, ()
    if _is_title(head[0]) and head[0].rstrip(".").casefold() not in words("honorifics"):
        return label, ()
    return before, tuple(tail)


@lru_cache(maxsize=8192)
def parse_name(label: str) -> Name:
    """The parts of a printed label or roster entry, without its closing punctuation."""
    aside = ""
    if label[-1:] == "]" and (held := _AFFILIATED.fullmatch(label)) is not None:
        who = parse_name(held["who"])
        if len(who.words) > 1 and not who.lower:
            return who._replace(aside=held["where"])
    if "[" in label:
        # "Chairman [Deng] Haoran": what a translator has added to a name belongs to it; "Aldan [interrupting]" not.
        label = _ADDED.sub(lambda m: f" {m[1]}" if m[1][0].isupper() else "", label).strip()
    match = _PARENTHESIS.match(label)
    if match:
        aside = match["inside"].strip()
        label = _PARENTHESES.sub("", f"{match['main']} {match['after']}").strip()
    if "C. " in label:
        label = _CITIZEN.sub("ciudadano ", label)
    label, offices = _before_office(_FOR_WHOM.split(label, maxsplit=1)[0])
    name: list[str] = []
    honorifics: list[str] = []
    roles: list[str] = []
    lower: list[str] = []
    tokens = _TOKEN.findall(label)
    office = 0
    subject = due = met = behind = False
    for at, token in enumerate(tokens):
        if at == 0 and token.capitalize() in _ARTICLES_OF_TITLES and len(tokens) > 1 and _is_title(tokens[1]):
            continue
        bare = token.strip('*_"“”«»').rstrip(".").casefold()
        if not bare or not any(c.isalnum() for c in bare):
            continue
        inside = name and not roles and not token.endswith(".") and 0 < at < len(tokens) - 1
        if (
            (bare in words("honorifics") or _is_don(token, honorifics))
            and not inside
            and not _is_vietnamese(tokens, at)
        ):
            if roles and at < len(tokens) - 1:
                # "Minister Komunikacji ob. Rabczyński": before the title stands what the office is of.
                name.clear()
            honorifics.append(token)
        elif is_role(bare) or token in _ABBREVIATED or (bare[:2] in ("l'", "l’") and is_role(bare[2:])):
            if name and bare in _AFTER_ITS_OBJECT and _is_named(tokens[at + 1 :]):
                # "Finance Minister Novak", "Tarım Bakanı Sadık Erengil".
                name.clear()
            behind = behind or bool(name)
            roles.append(token)
            due = False
        elif bare in words("particles") and not (len(bare) == 1 and token.endswith(".")):
            if behind and honorifics and bare in ("of", "for"):
                # "Comrade Seidel Deputy Head of Main Department II": what the office is of.
                break
            office = 1 if roles else 0
            due = due or (bool(roles) and not name and bare in ("of", "to"))
            subject = bool(roles) and (
                (bare in _OF_AN_OFFICE and roles[-1].casefold().startswith(_WITH_A_SUBJECT))
                or (bare in ("de", "del", "du", "da", "do") and roles[-1].casefold().startswith(_MINISTERS))
            )
            if not name and bare in NOBILIARY and _begins_a_name(tokens, at) and not (roles and _is_of(roles[-1])):
                # "Dalla Fior", "Van den Boogaard", "Le Duan": no article, as in "De Voorzitter".
                name.append(token)
                continue
            # "E. VON TANN": inside a name a particle is part of it, before one it is an article.
            last = at == len(tokens) - 1
            if (
                name
                and (not last or (token[0].isupper() and not roles))
                and bare not in ("of", "the", "and", "for", "in", "to", "at", "on")
            ):
                name.append(token)
        elif not roles and _ELIDED.match(token):
            name.append(token)
        elif token[0].islower() and not _INITIALS.fullmatch(token) and bare.partition("-")[0] not in _ARTICLES:
            # "ministre de l'agriculture": small words behind an office and its preposition are the office's; a
            # Slavonic genitive has no preposition: "начальник пристани".
            of = 0 < office <= 3 or bare.startswith(("d'", "d’", "l'", "l’"))
            if roles and (of or (not name and not lower and _is_genitive(token))):
                office += 1
            else:
                lower.append(token)
        elif not name and (subject or (due and (bare in words("institutions") or not met))):
            # "Minister for Works", "Ambassador to Syria", "Minister of Finance Garbuz": of what, and no name. The
            # "Marshal of the Soviet Union Zhukov" is of a body of several words.
            met = bare in words("institutions")
            due = due and met
            continue
        else:
            name.append(token)
    # "Zhu De" ends in no particle.
    while len(name) > 1 and name[-1] in words("particles"):
        name.pop()
    if not (name or honorifics or roles or lower) and tokens:
        # "A." that answers "Q." is no article.
        name.append(tokens[0])
    name = [bare for n in name if (bare := n.strip('*_,;?"“”«»'))]
    if name and name[-1][-1] == "." and len(name[-1]) > _ABBREVIATION and name[-1][:-1].isalpha():
        # "chaired by comrade Emil Dorn."
        name[-1] = name[-1][:-1]
    return Name(tuple(name), tuple(honorifics), (*roles, *offices), tuple(lower), aside)


_ELIDED = re.compile(r"d['’][^\W\d_a-zà-ÿ]")
"""``Professor d'ARGENSON``"""
_ABBREVIATION = 4
"""Abbreviated names, as ``Wm.`` and ``Jr.``, have no more characters."""
_ABBREVIATED = ("For.", "Min.", "Pres.", "Dep.", "Asst.", "Sec'y.", "Chanc.", "Dir.", "Fin.", "Def.")
"""Parts of offices as note-takers write them: ``For. Min. Aldan``."""
_TURNED_ALONE = re.compile(r"[^\W\d_a-zа-я][\w’'-]+ [^\W\d_a-zа-я]\. ?[^\W\d_a-zа-я]\.?")
_AFFILIATED = re.compile(r"(?P<who>[^\[\]]+?) \[(?P<where>[^\W\d_a-z][^\[\]]{3,60})\]")
"""``LARS ENGSTROM [Swedish Radio]``"""
ADDRESSED = re.compile(
    r" à (?=M\. |Mme |Mlle |Me |MM\. )"
    r"|,? (?:au|à la|à l['’]|aux) ?(?=témoin|prévenu|accusé|inculpé|jur[éy]|greffier|huissier|plaignant)"
)
"""``M. le Président, au témoin``: behind this stands who is spoken to."""
_FOR_WHOM = re.compile(
    rf" on behalf of | to the (?=Minister|Prime Minister|Secretary|Chancellor)|{ADDRESSED.pattern}"
)
"""Behind a name this says for whom it is spoken, or who is asked."""
_CITIZEN = re.compile(r"^(?:El|La|Los|Las|EL|LA|LOS|LAS) (?:mism[oa]s? |MISM[OA]S? )?CC?\. (?=[^\W\d_]{2})")
"""``El C. Presidente``, ``El mismo C. Secretario``: ciudadano, as the diaries of Mexican chambers write."""
_WHERE_FROM = ("local", "district", "ward", "lodge", "branch", "chapter", "representing")
_BEFORE_DON = frozenset("sr sra srta señor señora sr.ª sr.a excmo excma exmo exma ex.mo ex.ma ilmo ilma".split())
"""Behind these ``D.`` is don, doña or dom, and no initial."""
_OF_AN_OFFICE = frozenset("for für para pour per dos das des dei degli delle".split())
_ARTICLES_OF_TITLES = ("O", "A", "Os", "As", "An", "Ein", "Eine", "Un", "Une", "By")
"""Words that are initials, or a name, before anything but a title: ``O Sr. Presidente``, ``An hon. Member``."""
NOBILIARY = frozenset(
    "von van de dos do del della dalla dal da di du des le la ter ten zu zum al el bin ibn abu".split()
)


def _is_don(word: str, before: list[str]) -> bool:
    return word == "D." and bool(before) and before[-1].rstrip(".").casefold() in _BEFORE_DON


def _is_title(token: str) -> bool:
    bare = token.rstrip(".").casefold()
    return bare in words("honorifics") or is_role(bare)


_MINISTERS = ("ministr", "sottoseg", "subsecretari", "secretári")
"""In the languages of these ``de`` says of what the office is: ``Ministro de Agricultura``."""
_WITH_A_SUBJECT = (
    "minist",
    "secret",
    "sottoseg",
    "subsecret",
    "comiss",
    "commis",
    "estado",
    "état",
    "stato",
    "state",
    "direct",
    "diret",
    "sekret",
    "staats",
)
RANKS = (
    "general",
    "général",
    "marshal",
    "marschall",
    "maréchal",
    "admiral",
    "amiral",
    "colonel",
    "coronel",
    "oberst",
    "major",
    "captain",
    "capitaine",
    "lieutenant",
    "commander",
    "brigadier",
    "ambassador",
    "botschafter",
    "staatsrat",
    "generalkonsul",
)


def _is_of(role: str) -> bool:
    """Whether a particle behind the office says what it is of: ``President de la République``, and not ``General de
    Gaulle``."""
    return not role.casefold().startswith(RANKS)


_AFTER_ITS_OBJECT = frozenset(
    "member minister secretary ambassador president premier vice-premier chancellor bakanı bakani sözcüsü miniszter miniszterelnök".split()
)


def _is_named(tokens: list[str]) -> bool:
    """Whether a name follows at once: ``Novak`` behind ``Finance Minister``, and not ``General`` behind ``Secretary``."""
    return bool(tokens) and tokens[0][0].isupper() and not all(_is_title(token) for token in tokens)


def _is_vietnamese(tokens: list[str], at: int) -> bool:
    """``Le Duc Tho``: no duke, whom a French label has in small letters or before a particle."""
    following = tokens[at + 1 : at + 2]
    return tokens[at] in ("Duc", "DUC") and bool(following) and following[0].casefold() not in words("particles")


def _begins_a_name(tokens: list[str], at: int) -> bool:
    """Whether a particle at the beginning is part of the name that follows it."""
    rest = [token for token in tokens[at + 1 :] if token.casefold() not in words("particles")]
    titled = bool(rest) and _is_title(rest[0]) and not _is_vietnamese(tokens, at + 1)
    return bool(rest) and rest[0][0].isupper() and not titled


_MONSIEUR = ("M. le ", "M. la ", "M. l'", "M. l’", "M. de ", "M. du ")


def has_monsieur(labels: Iterable[str]) -> bool:
    """Whether ``M.`` is a title in these labels, or beginnings of paragraphs: before an article it cannot be the
    initial of a name, and hardly before three names."""
    found = [label for label in labels if label.startswith("M. ")]
    return any(label.startswith(_MONSIEUR) for label in found) or len({_second(label) for label in found}) > 2


def _second(label: str) -> str:
    return label.split(maxsplit=2)[1].strip(".,:—–")


def in_full(label: str, *, monsieur: bool, titles: Collection[str] = ()) -> str:
    """A label with ``M.`` written out where it is a title, so that nobody is taken for a person called M; without such
    a short title of another language."""
    if monsieur and label.startswith("M. "):
        return f"Monsieur {label[3:]}"
    if not titles:
        return label
    first, _, rest = label.partition(" ")
    return rest if first in titles else label


@lru_cache(maxsize=8192)
def is_role(word: str) -> bool:
    """Whether a word (folded) is an office, also of a woman, and as German declines it: ``des Ministers Aldan``."""
    roles = words("roles")
    if word in roles or any(word.endswith(end) and word[: -len(end)] in roles for end in ("in", "s", "en", "es")):
        return True
    if "-" in word and all(part in roles for part in word.split("-")):
        return True
    if len(word) < _LONG_OFFICE:
        return False
    return word.endswith(_COMPOUNDS) or any(word.startswith(v) and word[len(v) :] in roles for v in _DEPUTIES)


_LONG_OFFICE = 9
_COMPOUNDS = (
    "minister",
    "präsident",
    "sekretär",
    "kanzler",
    "direktor",
    "kommissar",
    "ministerin",
    "präsidentin",
    "sekretärin",
    "kanzlerin",
    "direktorin",
    "miniszter",
    "titkár",
    "ministern",
    "ministeren",
    "præsidenten",
    "presidenten",
    "ministeri",
    "puhemies",
)
"""``Bundesminister``, ``Generalsekretär``, ``pénzügyminiszter``: an office in one word with what it is of."""
_DEPUTIES = ("vice-", "vice", "vize", "wice", "sub", "unter", "ober", "deputy-", "under-", "ex-", "general", "al")


@lru_cache(maxsize=8192)
def is_initial(word: str) -> bool:
    """``E.``, ``E.R.``, ``J``: letters that stand for names."""
    return bool(_INITIALS.fullmatch(word)) and (("." in word) or (len(word) <= 2 and word.isupper()))
