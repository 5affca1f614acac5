"""Who the labels of a record name: one person, one id, through all the forms of the label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from diplomata.recognise.idents import RESERVED, present, slug
from diplomata.recognise.labels import Candidate
from diplomata.recognise.lexicon import entries, words
from diplomata.recognise.names import Name, agrees, fold, has_monsieur, in_full, is_initial, parse_name, split_label
from diplomata.record import Person

if TYPE_CHECKING:
    from diplomata.authority import Authority, Known

_ASIDES = re.compile(r"\(([^()]+)\)")
_SPOKEN_IN = re.compile(r"\s*\((?:interpretation|translation|speaking|spoke|in)\b[^()]*\)", re.IGNORECASE)
"""``The PRESIDENT (interpretation from Spanish)`` is the President."""
_NUMBERED = re.compile(r"[ptn]\d+")


_JAPANESE = ("君", "氏", "さん")
"""What Japanese sets behind a person's name."""


@dataclass(slots=True)
class _Entry:
    name: tuple[str, ...]
    labels: list[str] = field(default_factory=list)
    group: bool = False
    honorific: bool = False
    known: Known | None = None


class Cast:
    """The persons of one record. Labels come in with :meth:`resolve`; :meth:`people` gives the result.

    ``known`` are the names that the record introduces; ``authority`` are the persons of the edition, of whom
    those who did not live in ``year`` are passed over where a name fits several. ``defined`` are the short labels
    that the record explains.
    """

    def __init__(
        self,
        known: list[Name],
        authority: Authority | None = None,
        year: int = 0,
        defined: Mapping[str, Name] | None = None,
    ) -> None:
        self._known = [k for k in known if len(k.words) > 1]
        self._defined = defined or {}
        self._authority = authority
        self._year = year
        self._entries: list[_Entry] = []
        self._by_label: dict[str, tuple[int, ...]] = {}
        self._sides = False
        self.ambiguous: dict[str, list[str]] = {}

    def add(self, candidates: list[Candidate]) -> None:
        """Take all labels of the record, the fullest names first, so that short forms find them."""
        labels = list(dict.fromkeys(c.label for c in candidates))
        self._sides = _sides(labels)
        self._defined = {**_offices(labels), **self._defined}
        monsieur = has_monsieur(labels)
        parts = [(label, part) for label in labels for part in split_label(_without_verb(label))]
        full = [in_full(part, monsieur=monsieur) for _, part in parts]
        order = sorted(range(len(parts)), key=lambda i: (-_fullness(full[i], self._sides), i))
        found: dict[int, int] = {i: self._entry(full[i], parts[i][1]) for i in order}
        for label in labels:
            entries = dict.fromkeys(found[i] for i, part in enumerate(parts) if part[0] == label)
            self._by_label[label] = tuple(entries)
            for number in entries:
                self._entries[number].labels.append(label)

    def _entry(self, label: str, printed: str) -> int:
        """Whom a label names; ``printed`` is how it stands in the record, ``M.`` not written out."""
        name, _group = _person_of(label, self._sides)
        listed = self._labelled(label, name)
        if listed is not None:
            return self._identified(listed)
        explained = self._defined.get(fold(label))
        if explained is not None and explained.words:
            label, name = explained.text, explained.words
            listed = self._labelled(label, name)
            if listed is not None:
                return self._identified(listed)
        if not name:
            return self._group(printed)
        exact = [i for i, e in enumerate(self._entries) if not e.group and _same(e.name, name)]
        if exact:
            return exact[0]
        fuller = [i for i, e in enumerate(self._entries) if not e.group and agrees(name, e.name)]
        if len(fuller) == 1:
            return fuller[0]
        if len(fuller) > 1:
            self.ambiguous[label] = [" ".join(self._entries[i].name) for i in fuller]
        else:
            introduced = list(dict.fromkeys(k.words for k in self._known if agrees(name, k.words)))
            if len(introduced) == 1:
                return self._introduced(introduced[0], label)
            if len(introduced) > 1:
                self.ambiguous[label] = [" ".join(i) for i in introduced]
        return self._new(name, label)

    def _introduced(self, name: tuple[str, ...], label: str) -> int:
        for number, entry in enumerate(self._entries):
            if not entry.group and _same(entry.name, name):
                return number
        return self._new(name, label)

    def _new(self, name: tuple[str, ...], label: str) -> int:
        """A person who is new to the record; whom the edition knows by the name is who they are."""
        fits = self._authority.named(name, self._year) if self._authority is not None else []
        if len(fits) == 1:
            return self._identified(fits[0])
        if len(fits) > 1:
            self.ambiguous.setdefault(label, [f"{person.name} ({person.id})" for person in fits])
        self._entries.append(_Entry(name))
        return len(self._entries) - 1

    def _identified(self, person: Known) -> int:
        for number, entry in enumerate(self._entries):
            if entry.known is person:
                return number
        self._entries.append(_Entry(person.names[0] if person.names else (person.name,), known=person))
        return len(self._entries) - 1

    def _labelled(self, label: str, name: tuple[str, ...]) -> Known | None:
        """Who the edition says is meant by the label; nobody where it says several, or the record another."""
        fits = self._authority.labelled(label, self._year) if self._authority is not None else []
        fuller = [e for e in self._entries if name and not e.group and agrees(name, e.name)]
        if len(fits) > 1:
            met = [person for person in fits if any(e.known is person for e in fuller)]
            fits = met if len(met) == 1 else fits
        if len(fits) > 1:
            self.ambiguous[label] = [f"{person.name} ({person.id})" for person in fits]
        if len(fits) != 1:
            return None
        if fuller and all(e.known is not fits[0] for e in fuller):
            self.ambiguous[label] = [*(" ".join(e.name) for e in fuller), f"{fits[0].name} ({fits[0].id})"]
            return None
        return fits[0]

    def _group(self, label: str) -> int:
        words_ = tuple(_SPOKEN_IN.sub("", label).split())
        for number, entry in enumerate(self._entries):
            if entry.group and tuple(map(fold, entry.name)) == tuple(map(fold, words_)):
                return number
        self._entries.append(_Entry(words_, group=True))
        return len(self._entries) - 1

    def mention(self, printed: str, *, new: bool = True) -> int | None:
        """Somebody who takes part, sends or receives without a label of their own, as an index into :meth:`people`.

        ``printed`` is the name with its honorifics. With ``new`` whoever is nobody yet is added; else only the
        edition's persons are.
        """
        name, _ = _person_of(printed)
        if not name:
            return None
        named = [(i, e) for i, e in enumerate(self._entries) if not e.group]
        met = [i for i, e in named if _same(e.name, name)] or [i for i, e in named if agrees(name, e.name)]
        clear = [(i, e) for i, e in named if not self.ambiguous.keys() & set(e.labels)]
        met = met or [i for i, e in clear if agrees(e.name, name)]
        if met:
            return met[0] if len(met) == 1 else None
        listed = self._labelled(printed, name)
        if listed is not None:
            return self._identified(listed)
        fits = self._authority.named(name, self._year) if self._authority is not None else []
        if len(fits) == 1:
            return self._identified(fits[0])
        if not new:
            return None
        self._entries.append(_Entry(name))
        return len(self._entries) - 1

    def resolve(self, label: str) -> tuple[int, ...]:
        """The persons that a label names, as indexes into :meth:`people`."""
        return self._by_label[label]

    def near(self) -> list[tuple[str, str]]:
        """Pairs of labels of two persons that differ by a letter or two: perhaps a slip of the pen."""
        named = [(i, e) for i, e in enumerate(self._entries) if not e.group and e.labels]
        pairs = []
        for at, (_, one) in enumerate(named):
            for _, other in named[at + 1 :]:
                if one.known is not None and other.known is not None:
                    continue
                a, b = fold(one.name[-1]), fold(other.name[-1])
                if (
                    a != b
                    and a[:1] == b[:1]
                    and len(a) > 4
                    and abs(len(a) - len(b)) < 2
                    and SequenceMatcher(None, a, b).ratio() > 0.8
                ):
                    pairs.append((one.labels[0], other.labels[0]))
        return pairs

    def people(self) -> tuple[Person, ...]:
        """The persons, each with an id of its own, in the order in which :meth:`resolve` counts them."""
        taken: set[str] = set(self._authority.persons) if self._authority is not None else set()
        people = []
        for entry in self._entries:
            if entry.known is not None and self._authority is not None:
                ident, labels = entry.known.id, tuple(dict.fromkeys(entry.labels))
                people.append(Person(ident, entry.known.name, labels, same_as=f"{self._authority.pointer}#{ident}"))
                continue
            name = present(" ".join(entry.name)) if not entry.group else " ".join(entry.name)
            base = slug(name)
            if base in RESERVED or _NUMBERED.fullmatch(base) or base.startswith("record-"):
                base = f"{base}-speaker"
            ident, number = base, 2
            while ident in taken:
                ident, number = f"{base}-{number}", number + 1
            taken.add(ident)
            people.append(
                Person(ident, name, tuple(dict.fromkeys(entry.labels)), "group" if entry.group else "person")
            )
        return tuple(people)


def _offices(labels: list[str]) -> dict[str, Name]:
    """Who holds an office that stands alone elsewhere: ``El Sr. PRESIDENTE (Olmedo)``, then ``El Sr. PRESIDENTE``.

    An office that two persons hold in one record is nobody's.
    """
    holders: dict[str, dict[tuple[str, ...], Name]] = {}
    for label in labels:
        main, opened, _ = label.partition(" (")
        name = parse_name(label)
        inside = _inside(name)
        if opened and not name.words and name.roles and inside is not None and inside.words and not inside.lower:
            holders.setdefault(fold(main), {})[inside.words] = inside
    return {office: next(iter(names.values())) for office, names in holders.items() if len(names) == 1}


def _sides(labels: list[str]) -> bool:
    """Whether what stands in parentheses behind several names is their party or country: ``Kröger (SPD)``."""
    mains: dict[str, set[str]] = {}
    for label in labels:
        main = label.partition("(")[0]
        for aside in _ASIDES.findall(label):
            mains.setdefault(aside, set()).add(main)
    return any(len(names) > 1 for names in mains.values())


def _without_verb(label: str) -> str:
    """``The pilot said`` is the pilot."""
    before, blank, last = label.rpartition(" ")
    return before if blank and last.casefold() in words("speech") else label


def _fullness(label: str, sides: bool) -> float:
    name, group = _person_of(label, sides)
    return sum(0.5 if is_initial(w) else 1 for w in name) - (100 if group else 0)


def _inside(name: Name) -> Name | None:
    """What stands in parentheses behind a name or an office, read as a name: a country is none."""
    if not name.aside or name.aside.casefold().removeprefix("the ") in entries("countries"):
        return None
    return parse_name(name.aside)


def _bare(word: str) -> str:
    """A word as the lists of words have it: in lower case, its marks kept."""
    return word.casefold().replace("i\u0307", "i").strip(".,;:'’\"“”()[]*«»")


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return tuple(map(fold, one)) == tuple(map(fold, other))


def _person_of(label: str, sides: bool = False) -> tuple[tuple[str, ...], bool]:
    """The name in a label, empty for an office or a voice without a name; with ``sides`` capitals in parentheses are
    a party, and no name."""
    name = parse_name(label)
    inside = _inside(name)
    if inside and inside.words and not inside.lower:
        shouted = (
            name.aside.isupper()
            and not label.partition("(")[0].isupper()
            and not sides
            and "/" not in name.aside
            and not name.honorifics
            and not all(is_initial(word) for word in inside.words)
        )
        if not name.words or inside.honorifics or shouted or name.aside.endswith(_JAPANESE):
            return inside.words, False
    said = [t for t in (_bare(word) for word in label.split()) if t not in words("particles")]
    if any(t in words("voices") for t in (*said[:2], *said[-1:])) and not name.honorifics:
        # "A voice from the gallery", "Uma voz do PDA", "Soldan bir ses".
        return (), True
    tokens = [_bare(w).rstrip("0123456789") or "0" for w in name.words]
    if tokens and name.honorifics and all(t in words("places") for t in tokens):
        # Mr. Hall is no voice from the hall.
        return name.words, False
    if not tokens or all(t in words("groups") or t in words("particles") or t.isdigit() for t in tokens):
        return (), True
    return name.words, False
