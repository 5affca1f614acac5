"""Who speaks under a label that names nobody: the office's holder, the witness, who asks, who has the floor."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from diplomata.recognise import han
from diplomata.recognise.blocks import Block
from diplomata.recognise.called import are_french, person_of
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import Name, fold, has_monsieur
from diplomata.recognise.namesakes import agrees, split_label
from diplomata.recognise.offices import (
    CHAIR,
    Holding,
    folded,
    holdings,
    in_heading,
    name_at,
    named_in,
    office_of,
    person_in,
    presides,
    presidings,
    titled_in,
)
from diplomata.recognise.stand import COUNSEL, WITNESS, calls
from diplomata.recognise.weighing import Candidate, Label, asked_by

_HEAD = 60
"""The heading of a record has no more paragraphs."""
_LONG = 400
"""A paragraph of more characters is text, and no heading."""
_PROSE = 1500
"""A paragraph of the heading that tells in prose who met has fewer characters."""
_OF_A_NOTE = 24
_NOTE = re.compile(r"(?i)\W*(?:editor(?:'s|’s|ial)? )?note\b")
_COURT = re.compile(r"(?i)\bbefore:?\s+(?:the\s+)?")
_JUDGE = re.compile(r"(?i)\b(?:judge|justice|u\.\s?s\.\s?d\.\s?j|magistrate)\b")
_INTERVIEWER = (
    "interviewed by",
    "interview by",
    "interview conducted by",
    "interviewer",
    "interviewed and transcribed by",
)
_INTERVIEWEE = ("person interviewed", "interviewee", "name of interviewee", "interview with", "interview of")
_WITH = re.compile(
    r"(?i)\b(?:interview (?:with|of|mit|avec|cu|s)|entretien avec|entrevista (?:con|a|com)|intervista (?:con|a)|интервью с|rozmowa z|wywiad z)\s+"
)
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{5,}[.!?] [^\W\d_]+ [^\W\d_A-Z]")
"""``Voorzitter. Vier jaar geleden zei``: a sentence, and nobody who presides."""
_CONDUCTED = re.compile(r"(?i)\b(?:conducted|interviewed|recorded) by\s+(?=[^\W\d_])")
"""``an audio taped interview with Lea Brask, conducted by Esther Fine on June 11``"""
_I_AM = re.compile(
    r"\b(?=[IMmJjiSsМм])(?:I am|I'm|I’m|[Mm]y name is|[Jj]e suis|[Ii]ch bin|[Ss]oy|[Мм]еня зовут)\s+(?=[^\W\d_a-z])"
)
_IN_TITLE = re.compile(r"\(([^\W\d_a-z][a-zà-ÿ’'-]{2,20})\)")
_TOP = 12
"""A heading that names who meets stands in the first so many lines."""
_MONSIEUR = re.compile(r"\bM\. (?=[^\W\d_a-z])")
_OPENING = re.compile(r"(?P<who>[^,:;.()]{1,6}\.? [^,:;.()]{3,40}), (?P<office>[^.:;()]{4,90})[.:]")
"""``M. André Tardif, ministre des travaux publics et des transports. Je serai bref.``"""
_TITLE = 40
"""No title has so many characters."""
_CALLED = re.compile(r"(?:being |having been |recalled|called|produced|a witness)\b")
_GIVES_FLOOR = re.compile(r"(?i)\b(?:palavra|palabra|parole|parola|wort|floor|cuvântul|слов[оа]|głos)\b")

_INDEFINITE = frozenset(
    "a an another one un une autre ein eine uno una um uma otro otra en ett egy jeden один одна".split()
)
"""Before an office these words are of somebody who holds it, whoever that is."""
_OF_MANY = frozenset(
    "member delegate deputy representative senator counsel councillor depute deputado diputado deputato".split()
)
"""Of what many hold a short form means nobody; folded."""
_DEPUTIES = frozenset(
    "vice deputy assistant under acting former ex sub vize unter stellvertretender adjoint prime pro".split()
)

ASKS = ("asks",)
ANSWERS = ("answers",)


class Floor:
    """What a record says of who is in the chair, in the stand, at the desk, paragraph by paragraph.

    ``entries`` are those of the rosters, ``found`` the places where turns begin, ``weighed`` all labels that were looked at.
    """

    def __init__(
        self,
        blocks: list[Block],
        title: str,
        entries: Iterable[str],
        found: list[Candidate],
        weighed: Iterable[Label],
    ) -> None:
        first = found[0].block if found else 0
        head = [block for block in blocks[: min(first, _HEAD)] if len(block) < _LONG]
        printed = [candidate.label for candidate in found]
        self._french = has_monsieur(printed) or are_french(printed)
        self._han = [held for label in printed if han.is_han(label) and all(held := han.name_and_office(label))]
        lines = [self._full(line.text.strip()) for block in head for line in block.lines]
        lines += [
            block.text[note.end() :].lstrip(":. ")
            for block in blocks
            if (note := _NOTE.match(block.text[:_OF_A_NOTE]))
        ]
        rosters = [self._full(entry) for entry in entries]
        labels = [
            label.text
            for label in weighed
            if label.name.roles and not label.barred and not _SENTENCE_ENDS.search(label.text)
        ]
        labels += printed
        labels += [opening for block in blocks if (opening := _titled_opening(block.text))]
        self._blocks = blocks
        self._unnamed = {office for entry in rosters if (office := office_of(entry)) and not person_of(entry)[0]}
        self._held: dict[tuple[str, ...], Name | None] = {}
        self._offices = {office for label in printed if (office := office_of(label))}
        self._holdings = holdings(rosters, map(self._full, dict.fromkeys(labels)), lines)
        self._holdings += in_heading(title[:_LONG], short=True)
        for line in lines[:_TOP]:
            if not line.endswith("."):
                self._holdings += in_heading(line[:_LONG], short=False)
        self._named = [name for line in (*lines, *rosters) for name in named_in(line)]
        for text in (title, *(block.text for block in blocks[: min(first, _HEAD)] if len(block) < _PROSE)):
            titled = list(titled_in(self._full(text)))
            self._named += [holding.name for holding in titled if holding.name is not None]
            self._holdings += [holding for holding in titled if holding.office]
        # "Conversation Between the Assistant (Holm) and the Ambassador (Brekke)": letters mean them.
        self._named += [Name((aside,)) for aside in _IN_TITLE.findall(title)]
        self._changes: dict[tuple[str, ...], tuple[list[int], list[Name | None]]] = defaultdict(lambda: ([], []))
        turns = {candidate.block: candidate for candidate in found}
        texts = [
            (at, self._full(block.text), at < first)
            for at, block in enumerate(blocks)
            if at not in turns and len(block) < _PROSE
        ]
        texts.insert(0, (-1, self._full(title), True))
        for holding in presidings(texts):
            if holding.office == CHAIR:
                self._change(CHAIR, holding.block, holding.name)
            else:
                self._holdings.append(holding)
        self._hear(-1, self._full(title), None)
        for at, block in enumerate(blocks):
            called = at > 0 and _CALLED.match(block.text) and blocks[at - 1].text
            # "GEORGE T. OKADA, / called as a witness, being first duly sworn": the name has a line of its own.
            whole = f"{called} {block.text}" if called and called[-1] == "," and len(called) < _TITLE else block.text
            self._hear(at, whole, turns.get(at))
        self._heading(title, lines, head)
        self._introduce(found, blocks)
        self._list(found)

    def _full(self, text: str) -> str:
        """A text with ``M.`` written out where the labels show that it is a title."""
        return _MONSIEUR.sub("Monsieur ", text) if self._french and "M. " in text else text

    def lettered(self, letter: str) -> Name | None:
        """The one person in the heading of whom a letter can be the initial."""
        return _one(name for name in self._named if agrees((letter,), name.words))

    def names(self) -> list[Name]:
        """Everybody who is said to hold something, as the fullest forms of names that a record has."""
        held = [holding.name for holding in self._holdings]
        changed = [name for _, names in self._changes.values() for name in names]
        return [name for name in (*held, *changed, *self._named) if name is not None]

    def who(self, label: str, block: int) -> Name | None:
        """Who speaks under a label without a name in the turn that begins at ``block``; nobody where that is not said."""
        if label.partition(" ")[2] and label.split()[0].casefold() in _INDEFINITE:
            return None
        if han.is_han(label):
            # "大臣" is "沢村大臣" where no other minister speaks.
            bearers = {name for name, title in self._han if title.endswith(label)}
            if len(bearers) == 1:
                return Name((bearers.pop(),))
        office = office_of(label)
        word = fold(label.strip(" .:")) if len(office) < 2 else ""
        if (office[-1:] and office[-1] in folded("witnesses")) or (
            word in folded("interviewees") and WITNESS in self._changes
        ):
            if WITNESS not in self._changes:
                return self._now(ANSWERS, block)
            return self._now(WITNESS, block) or _one(self._changes[WITNESS][1])
        if word in folded("interviewees"):
            return self._now(ANSWERS, block)
        if word in folded("interviewers"):
            return self._now(COUNSEL if COUNSEL in self._changes else ASKS, block)
        if presides(office) and CHAIR in self._changes and label.casefold() != "speaker":
            return self._now(CHAIR, block)
        return self._holder(office)

    def orators(self, turns: list[tuple[Candidate, int]], names: list[tuple[str, ...]]) -> dict[int, int]:
        """Who has the floor where only ``O Orador`` is printed, by block: whom the chair has given it last, else the
        only one who has spoken. ``turns`` have the number of who speaks, -1 for nobody by name; ``names`` are theirs."""
        found: dict[int, int] = {}
        floor = -1
        met: set[int] = set()
        chair: Candidate | None = None
        for candidate, speaker in turns:
            if is_orator(candidate.label):
                holder = floor if floor >= 0 else next(iter(met)) if len(met) == 1 else -1
                if holder >= 0:
                    found[candidate.block] = holder
            elif presides(office_of(candidate.label)):
                chair = candidate
                continue
            elif speaker >= 0:
                met.add(speaker)
                if chair is not None and self._gives_floor(chair, candidate, names[speaker]):
                    floor = speaker
            chair = None
        return found

    def _gives_floor(self, chair: Candidate, to: Candidate, name: tuple[str, ...]) -> bool:
        said = " ".join(block.text for block in self._blocks[chair.block : to.block][-3:])
        return bool(_GIVES_FLOOR.search(said)) and bool({fold(w) for w in name} & {fold(w) for w in said.split()})

    def _holder(self, office: tuple[str, ...]) -> Name | None:
        if not office:
            return None
        if office not in self._held:
            self._held[office] = self._told(office)
        return self._held[office]

    def _told(self, office: tuple[str, ...]) -> Name | None:
        if office in self._unnamed:
            # "The President" in the roster is one whom all know: the other side's president is somebody else.
            return None
        exact = [h.name for h in self._holdings if h.office == office]
        if not exact and office[0] not in _OF_MANY and self._is_told(office):
            exact = [h.name for h in self._holdings if h.short and h.office[: len(office)] == office]
            exact = exact or [h.name for h in self._holdings if h.short and _ends(h.office, office)]
        if not exact and presides(office):
            exact = [h.name for h in self._holdings if presides(h.office)]
        return _one(exact)

    def _is_told(self, short: tuple[str, ...]) -> bool:
        """Whether the holder is told of each longer office among the labels that a short one may mean."""
        longer = (o for o in self._offices if len(o) > len(short) and (o[: len(short)] == short or _ends(o, short)))
        return all(any(holding.office == office for holding in self._holdings) for office in longer)

    def _now(self, office: tuple[str, ...], block: int) -> Name | None:
        blocks, names = self._changes.get(office, ([], []))
        at = bisect_right(blocks, block)
        return names[at - 1] if at else None

    def _change(self, office: tuple[str, ...], block: int, name: Name | None) -> None:
        blocks, names = self._changes[office]
        blocks.append(block)
        names.append(name)

    def _hear(self, at: int, text: str, turn: Candidate | None) -> None:
        """Notes who is called as a witness in a paragraph, and who begins to examine."""
        if turn is not None and not turn.follows.startswith(("(", "[")):
            if begins := asked_by(turn.label):
                self._change(COUNSEL, at, person_in(turn.label[begins:]))
            return
        for office, name in calls(text):
            if name is not None or office in self._changes:
                self._change(office, at, name)

    def _heading(self, title: str, lines: list[str], head: list[Block]) -> None:
        """Who asks and who answers in an interview, and the judge who is the court, as the heading says."""
        asks: list[Name | None] = []
        answers: list[Name | None] = []
        for line in lines:
            field, colon, value = line.replace("：", ":").partition(":")
            key = field.strip().casefold()
            if not colon or not value.strip():
                continue
            if key in _INTERVIEWER or key in words("interviewers"):
                asks += _persons(value)
            elif key in _INTERVIEWEE or key in words("interviewees"):
                answers += _persons(value)
        for before, text in pairwise((title, *lines)):
            conducted = _CONDUCTED.search(text) if "nterview" in before or "nterview" in text else None
            if conducted is not None and not asks:
                asks.append(name_at(text, conducted.end())[0])
        for text in (title, *lines):
            match = _WITH.search(text)
            name = name_at(text, match.end())[0] if match is not None and not answers else None
            if name is not None and (asks or name.honorifics or name.roles):
                # "Interview with Le Monde": a name alone may be a newspaper's.
                answers.append(name)
        for office, names in ((ASKS, asks), (ANSWERS, answers)):
            self._named += [name for name in names if name is not None]
            name = _one(names)
            if name is not None:
                self._change(office, -1, name)
        for block in head:
            court = _COURT.match(block.text)
            if court is not None and _JUDGE.search(block.text):
                name, end = name_at(block.text, court.end())
                if name is not None and "(" not in block.text[end : end + 3]:
                    self._holdings.append(Holding(("court",), name))

    def _list(self, found: list[Candidate]) -> None:
        """``Elnök: Kovács Béla`` above the first turn of ``ELNÖK``, or two such lines: no turns, but lines of the heading."""
        listed: list[Holding] = []
        for candidate in found:
            name, end = name_at(candidate.follows)
            if name is None or candidate.follows[end:].strip(" ."):
                again = office_of(candidate.label)
                break
            listed.append(Holding(office_of(candidate.label), name))
        else:
            return
        if len(listed) > 1 or (listed and listed[0].office == again):
            self._holdings += [holding for holding in listed if holding.office]

    def _introduce(self, found: list[Candidate], blocks: list[Block]) -> None:
        """``CHAIRPERSON: Good morning. I am Rev Maro``: who holds an office says so."""
        for candidate in found:
            office = office_of(candidate.label)
            if not office or person_of(candidate.label)[0] or len(office) > 1:
                continue
            for said in _I_AM.finditer(blocks[candidate.block].text):
                name, _ = name_at(blocks[candidate.block].text, said.end())
                if name is not None and (name.honorifics or name.roles):
                    self._holdings.append(Holding(office, name))


def _titled_opening(text: str) -> str:
    """The beginning of a paragraph that is a person with a title, and an office: a label, even if nothing else shows it."""
    first = text[:_TITLE].partition(" ")[0].rstrip(".").casefold()
    if first != "m" and first not in words("honorifics"):
        return ""
    match = _OPENING.match(text[:160])
    return match[0][:-1] if match is not None else ""


def is_orator(label: str) -> bool:
    """Whether a label is of whoever has the floor: ``O Orador``."""
    office = office_of(label)
    return len(office) == 1 and office[0] in folded("orators")


def _ends(office: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether an office is the short one with what it is of before it: ``Foreign Minister``, and not ``Vice-President``."""
    before = office[-len(short) - 1 : -len(short)]
    return office[-len(short) :] == short and before != () and before[0] not in _DEPUTIES


def _persons(value: str) -> list[Name | None]:
    parts = re.split(r"[,;、]\s*", value.strip())
    together = [name_at(part)[0] for part in parts]
    # "Abel Lund, consul" is one person.
    if len(parts) > 1 and all(name is not None for name in together):
        return together
    return [name_at(part)[0] for part in split_label(value.strip())]


def _one(names: Iterable[Name | None]) -> Name | None:
    """The one person whom all these names can mean, by the fullest of them; nobody where there are two."""
    some = sorted((name for name in dict.fromkeys(names) if name is not None), key=lambda n: -len(n.words))
    return some[0] if some and all(agrees(name.words, some[0].words) for name in some[1:]) else None
