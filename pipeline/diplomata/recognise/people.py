"""Who the labels of a record name: one person, one id, through all the forms of the label."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations, islice, pairwise
from typing import TYPE_CHECKING

from diplomata.recognise.called import (
    are_french,
    fullest,
    fullness,
    have_sides,
    in_full_form,
    offices_of_labels,
    person_of,
    same,
    short_titles,
    without_verb,
)
from diplomata.recognise.floor import Floor, is_orator
from diplomata.recognise.idents import RESERVED, present, slug
from diplomata.recognise.names import ADDRESSED, Name, fold, has_monsieur, in_full, is_initial
from diplomata.recognise.namesakes import agrees, split_label
from diplomata.recognise.weighing import Candidate, asked_by
from diplomata.record import Person, Speaker

if TYPE_CHECKING:
    from diplomata.authority import Authority, Known

_SPOKEN_IN = re.compile(r"\s*\((?:interpretation|translation|speaking|spoke|in)\b[^()]*\)", re.IGNORECASE)
"""``The PRESIDENT (interpretation from Spanish)`` is the President."""
_ANSWERED = 2
"""So many times an office is answered under the name of who was thought to hold it, before it is held not to be his."""
_PAIRS = 5_000
"""So many pairs of names are looked at for a slip of the pen: those of a hundred speakers with one first letter."""
_NUMBERED = re.compile(r"[ptni]\d+")


@dataclass(slots=True)
class _Entry:
    name: tuple[str, ...]
    labels: list[str] = field(default_factory=list)
    group: bool = False
    honorific: bool = False
    known: Known | None = None


def _voice(label: str) -> str:
    """A label without what it says of speaking, and to whom: ``M. le Président, au témoin``, ``The pilot said``."""
    return without_verb(ADDRESSED.split(label, maxsplit=1)[0])


def _is_of_a_wife(candidate: Candidate) -> bool:
    return fold(candidate.label.split()[0]) in _OF_WIVES and len(candidate.of.name.words) == 1


_OF_WIVES = frozenset("mrs mme madame frau senora sra signora senhora pani fru mevrouw г-жа".split())


class Cast:
    """The persons of one record. Labels come in with :meth:`resolve`; :meth:`people` gives the result.

    ``known`` are the names that the record introduces; ``authority`` are the persons of the edition, of whom
    those who did not live in ``year`` are passed over where a name fits several. ``defined`` are the short labels
    that the record explains, ``floor`` tells who is meant by an office, paragraph by paragraph.
    """

    def __init__(
        self,
        known: list[Name],
        authority: Authority | None = None,
        year: int = 0,
        defined: Mapping[str, Name] | None = None,
        floor: Floor | None = None,
    ) -> None:
        named = [*known, *(floor.names() if floor is not None else ())]
        self._known = list(dict.fromkeys(full for name in named if (full := in_full_form(name.words))))
        self._brief = list(
            dict.fromkeys(name.words for name in named if len(name.words) == 1 and name.honorifics + name.roles)
        )
        self._titled = [name for name in self._known if len(name) > 1] if floor is not None else []
        self._floor = floor
        self._defined = defined or {}
        self._authority = authority
        self._year = year
        self._entries: list[_Entry] = []
        self._seats: dict[str | tuple[str, ...], int] = {}
        self._by_turn: dict[int, tuple[int, ...]] = {}
        self._sides = False
        self.ambiguous: dict[str, list[str]] = {}

    def add(self, candidates: list[Candidate], speakers: Collection[Speaker] = ()) -> None:
        """Take all labels of the record, the fullest names first, so that short forms find them.

        ``speakers`` are those whom its header lists.
        """
        told = self._told(speakers)
        every = candidates
        self._by_turn.update({c.block: (n,) for c in every if (n := told.get(c.label)) is not None})
        candidates = [c for c in every if c.block not in self._by_turn]
        labels = list(dict.fromkeys(c.label for c in candidates))
        self._sides = have_sides(labels)
        self._defined = {**offices_of_labels(labels), **self._defined}
        monsieur, titles = has_monsieur(labels) or are_french(labels), short_titles(labels)
        if monsieur:
            bare = (name[1:] if name[0] == "M." and len(name) > 1 else name for name in self._known)
            self._known = [name for name in dict.fromkeys(bare) if len(name) > 1 or name[0].isalpha()]
        parts = [(label, part) for label in labels for part in split_label(_voice(label))]
        full = [in_full(part, monsieur=monsieur, titles=titles) for _, part in parts]
        order = sorted(range(len(parts)), key=lambda i: (-fullness(full[i], self._sides), i))
        seats = {i for i, label in enumerate(full) if self._is_seat(label)}
        found = {i: self._entry(full[i], parts[i][1]) for i in order if i not in seats}
        named: dict[str, list[int | str]] = {label: [] for label in labels}
        for i, (label, part) in enumerate(parts):
            named[label].append(found.get(i, part))
        self._seat(candidates, named, every)
        for candidate in candidates:
            if candidate.label in told and not all(self._entries[n].group for n in self.resolve(candidate.block)):
                self._by_turn[candidate.block] = (self._group(_voice(candidate.label)),)
        said = dict.fromkeys((n, c.label) for c in every for n in self.resolve(c.block))
        for number, label in said:
            self._entries[number].labels.append(label)
        # What the header lists is said of its speakers, also where no turn has the label.
        used = {label for _, label in said}
        for label in [label for speaker in speakers for label in speaker.labels if label not in used]:
            holder = told.get(label)
            self._entries[self._group(label) if holder is None else holder].labels.append(label)

    def _told(self, speakers: Collection[Speaker]) -> dict[str, int | None]:
        """The persons whom the header lists, by the labels that it gives to one of them alone; ``None`` for those of
        nobody by name."""
        holders = Counter(label for speaker in speakers for label in speaker.labels)
        told: dict[str, int | None] = {}
        for speaker in speakers:
            number = None
            if speaker.name:
                name = tuple(speaker.name.split())
                listed = self._labelled(speaker.name, name)
                number = self._identified(listed) if listed is not None else len(self._entries)
                if listed is None:
                    self._entries.append(_Entry(name))
            elif holders[speaker.labels[0]] == 1:
                self._group(_voice(speaker.labels[0]))
            told.update((label, number) for label in speaker.labels if holders[label] == 1)
        return told

    def _is_seat(self, label: str) -> bool:
        """Whether a label names nobody, so that the record must say whose it is, perhaps from turn to turn."""
        if self._floor is None or fold(label) in self._defined or self._labelled(label, ()) is not None:
            return False
        return not person_of(label, self._sides)[0]

    def _seat(
        self, candidates: list[Candidate], named: Mapping[str, list[int | str]], every: list[Candidate]
    ) -> None:
        """Say of each turn who speaks. ``named`` has, label by label, the number of whom it names, or the part that names
        nobody: it means whom the record says, and else stays a group. ``every`` has all turns, also those whose speakers
        the header tells."""
        letters = all(len(candidate.label.strip(".")) == 1 for candidate in candidates)
        for candidate in candidates:
            parts = (p if isinstance(p, int) else self._holder(p, candidate, letters) for p in named[candidate.label])
            self._by_turn[candidate.block] = tuple(dict.fromkeys(parts))
        self._part(candidates, named, every)
        self._wed(candidates)
        if self._floor is None or not any(is_orator(label) for label in named):
            return
        numbers = ((c, self._by_turn[c.block]) for c in every)
        turns = [(c, n[0] if len(n) == 1 and not self._entries[n[0]].group else -1) for c, n in numbers]
        for block, speaker in self._floor.orators(turns, [entry.name for entry in self._entries]).items():
            self._by_turn[block] = (speaker,)

    def _part(
        self, candidates: list[Candidate], named: Mapping[str, list[int | str]], every: list[Candidate]
    ) -> None:
        """An office whose turns are answered, again and again, under the name of its holder is somebody else's: nobody
        answers himself."""
        answered: Counter[str] = Counter()
        # "BY MR. EGAN:" heads his questions, and nothing is said under it.
        for one, other in pairwise(c for c in every if not asked_by(c.label)):
            if one.label != other.label and self._by_turn[one.block] == self._by_turn[other.block]:
                answered.update(c.label for c in (one, other) if isinstance(named.get(c.label, (0,))[0], str))
        for candidate in candidates:
            if answered[candidate.label] >= _ANSWERED:
                self._by_turn[candidate.block] = (self._group(candidate.label),)

    def _wed(self, candidates: list[Candidate]) -> None:
        """``Garrity`` and ``Mrs. Garrity``, who answer each other, are two: nobody answers himself."""
        answered = {
            (one if _is_of_a_wife(one) else other).label: None
            for one, other in pairwise(candidates)
            if self._by_turn[one.block] == self._by_turn[other.block] and _is_of_a_wife(one) != _is_of_a_wife(other)
        }
        wives = {}
        for label in answered:
            title, _, name = label.partition(" ")
            wives[label] = self._new((title.capitalize(), *present(name).split()), label)
        for candidate in candidates:
            if candidate.label in wives:
                self._by_turn[candidate.block] = (wives[candidate.label],)

    def _holder(self, label: str, candidate: Candidate, letters: bool) -> int:
        """Who speaks under a label without a name; with ``letters`` all labels are letters, and it may be an initial."""
        assert self._floor is not None
        name = self._floor.who(label, candidate.block)
        if name is None and letters and label.strip(".") not in ("Q", "A"):
            name = self._floor.lettered(label)
        key = label if name is None else name.words
        if key not in self._seats:
            held = self._met(name.words, name.text) if name is not None else None
            self._seats[key] = self._group(label) if held is None else held
        return self._seats[key]

    def _entry(self, label: str, printed: str) -> int:
        """Whom a label names; ``printed`` is how it stands in the record, ``M.`` not written out."""
        name, _group = person_of(label, self._sides)
        listed = self._labelled(label, name)
        if listed is not None:
            return self._identified(listed)
        explained = self._defined.get(fold(label)) or self._defined.get(fold(" ".join(name)))
        if explained is not None and explained.words:
            label, name = explained.text, explained.words
            listed = self._labelled(label, name)
            if listed is not None:
                return self._identified(listed)
        if not name:
            return self._group(printed)
        exact = [i for i, e in enumerate(self._entries) if not e.group and same(e.name, name)]
        if exact:
            return exact[0]
        fuller = [i for i, e in enumerate(self._entries) if not e.group and agrees(name, e.name)]
        if len(fuller) == 1:
            others = fullest(
                [
                    known
                    for known in self._titled
                    if agrees(name, known) and not agrees(self._entries[fuller[0]].name, known)
                ]
            )
            if len(others) == 1 and len(name) == 1 and fold(name[0]) == fold(others[0][-1]):
                # "Tann" beside "Lore Tann", in a talk with "Harlan Tann": he of the title.
                return self._introduced(others[0], label, name)
            return fuller[0]
        if len(fuller) > 1:
            self.ambiguous[label] = [" ".join(self._entries[i].name) for i in fuller]
        else:
            introduced = fullest([known for known in self._known if agrees(name, known)])
            if not introduced and all(is_initial(word) for word in name):
                introduced = [brief for brief in self._brief if agrees(name, brief)]
                asked = label.strip(".") in ("Q", "A")
                lettered = None if asked or introduced or self._floor is None else self._floor.lettered(label)
                introduced += [lettered.words] if lettered is not None else []
            if len(introduced) == 1:
                return self._introduced(introduced[0], label, name)
            if len(introduced) > 1:
                self.ambiguous[label] = [" ".join(i) for i in introduced]
        return self._new(name, label)

    def _introduced(self, name: tuple[str, ...], label: str, own: tuple[str, ...]) -> int:
        """Whom the record introduces more fully than by the label's ``own`` name, by which the edition may know them."""
        for number, entry in enumerate(self._entries):
            if not entry.group and same(entry.name, name):
                return number
        return self._new(name, label, own)

    def _new(self, name: tuple[str, ...], label: str, own: tuple[str, ...] = ()) -> int:
        """A person who is new to the record; whom the edition knows by the name is who they are."""
        fits = self._authority.named(name, self._year) if self._authority is not None else []
        if not fits and own and self._authority is not None:
            fits = self._authority.named(own, self._year)
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
        if self._authority is None:
            return None
        fits = self._authority.labelled(label, self._year)
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
        """A voice, an office or several persons whom the record does not name."""
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
        name, _ = person_of(printed)
        return self._met(name, printed, new=new) if name else None

    def _met(self, name: tuple[str, ...], printed: str, *, new: bool = True) -> int | None:
        named = [(i, e) for i, e in enumerate(self._entries) if not e.group]
        met = [i for i, e in named if same(e.name, name)] or [i for i, e in named if agrees(name, e.name)]
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

    def resolve(self, block: int) -> tuple[int, ...]:
        """The persons whom the label of the turn that begins at ``block`` means, as indexes into :meth:`people`."""
        return self._by_turn[block]

    def near(self) -> list[tuple[str, str]]:
        """Pairs of labels of two persons that differ by a letter or two: perhaps a slip of the pen."""
        named = [(fold(e.name[-1]), e) for e in self._entries if not e.group and e.labels]
        alike: defaultdict[str, list[tuple[str, _Entry]]] = defaultdict(list)
        for name, entry in named:
            alike[name[:1]].append((name, entry))
        two = (pair for entries in alike.values() for pair in combinations(entries, 2))
        return [
            (one.labels[0], other.labels[0])
            for (a, one), (b, other) in islice(two, _PAIRS)
            if (one.known is None or other.known is None)
            and a != b
            and len(a) > 4
            and abs(len(a) - len(b)) < 2
            and SequenceMatcher(None, a, b).ratio() > 0.8
        ]

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
