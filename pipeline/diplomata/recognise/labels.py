"""Which lines begin with a speaker's label: evidence weighed over the whole record.

No pattern decides. Each candidate label collects points for and against: how often it returns, whether the
roster or the title knows the name, honorifics, offices, capitals, its form, and what follows it. The points
are rough log-odds, tuned on records of our own; :class:`Candidate` keeps the reasons for the scholar.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from diplomata.recognise.blocks import MARKER, Block
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import Name, fold, is_initial, parse_name

ACCEPT = 4.0
"""Points at which a label is a speaker's."""
REVIEW = 5.0
"""Points under which an accepted label is said to be unsure."""
LONGEST = 110
"""A label is shorter than this, in characters."""

_COLON = re.compile(r"(?P<label>[^\n:：]{1,%d}?)(?P<end>\s?[:：])(?=\s|$|[^\s\d/])" % LONGEST)
_DASH = re.compile(r"(?P<label>[^\n:：—–]{2,60}?)(?P<end>\.?\s?[—–]|\s-(?=\s))\s*(?=\S)")
_STOP = re.compile(r"(?P<label>(?:[^\W\d_][\w’'.-]*\s?){1,5}?)(?P<end>[.])\s+(?=[^\W\d_\Wa-z]|[\"“«(\[])")
_STAMP = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*")
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Yy]ou|my|our|your|us|me|[Ii]ch|[Ww]ir|Sie|[Jj]e|[Nn]ous|[Vv]ous|[Яя]|[Мм]ы|[Вв]ы)\b|[我你您]|\?"
)
_SENTENCE_END = re.compile(r"[.!?…。！？—–-][\"'”’»)\]\d]*$")


@dataclass(slots=True)
class Candidate:
    """A label that may open a turn: its block, where label and punctuation end, what follows, its points."""

    block: int
    start: int
    label: str
    end: int
    form: str
    name: Name
    follows: str
    points: float = 0.0
    why: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The label as labels are compared."""
        return " ".join(self.label.split()).strip("*_").casefold()

    def add(self, points: float, why: str) -> None:
        """Weigh one piece of evidence."""
        self.points += points
        self.why.append(f"{why} {points:+g}")


def find_labels(blocks: list[Block], known: list[Name]) -> list[Candidate]:
    """The labels of a record's turns, in order.

    ``known`` are the names that title, roster and text introduce. What is accepted has at least
    :data:`ACCEPT` points.
    """
    found = [c for at, block in enumerate(blocks) for c in _candidates(at, block, blocks)]
    if not found:
        return []
    _weigh_alone(found, _known_words(known))
    _weigh_recurrence(found)
    _weigh_what_follows(found, blocks)
    _weigh_company(found)
    best: dict[int, Candidate] = {}
    for candidate in found:
        if candidate.points >= ACCEPT:
            rival = best.get(candidate.block)
            if rival is None or candidate.points > rival.points:
                best[candidate.block] = candidate
    accepted = [best[at] for at in sorted(best)]
    # One label alone makes no dialogue unless it is beyond doubt.
    if len(accepted) == 1 and accepted[0].points < ACCEPT + 2:
        return []
    return accepted


def _known_words(known: list[Name]) -> frozenset[str]:
    return frozenset(fold(w) for name in known for w in name.words if not is_initial(w) and len(w) > 1)


def _candidates(at: int, block: Block, blocks: list[Block]) -> list[Candidate]:
    text = block.lines[0].text
    offset = 0
    stamp = _STAMP.match(text)
    if stamp:
        offset = stamp.end()
    first = text[offset : offset + 1]
    if not first or not (first.isalpha() or first in "[(*\"“_") or first.islower() and not _lower_start(text[offset:]):
        return []
    found = []
    for form, pattern in (("colon", _COLON), ("dash", _DASH), ("stop", _STOP)):
        if form == "stop" and not _capitals(text[offset : offset + 3]):
            continue
        match = pattern.match(text, offset)
        if match is None:
            continue
        label = match["label"].strip("*_ ")
        name = parse_name(label)
        if not (name.words or name.roles or name.honorifics) or len(name.words) + len(name.lower) > 10:
            continue
        if form == "stop" and not _capitals(label):
            continue
        end = match.end("end")
        closing = re.match(r"[*_]{1,3}", text[end:])
        if closing:
            end += closing.end()
        follows = text[end:].strip()
        if not follows and len(block.lines) > 1:
            follows = block.lines[1].text
        on_own_line = not text[end:].strip()
        if on_own_line and form == "colon":
            form = "own line"
            if not follows:
                follows = blocks[at + 1].text if at + 1 < len(blocks) else ""
        found.append(Candidate(at, block.start, label, block.lines[0].start + end, form, name, follows))
        if form in ("colon", "own line"):
            break
    if not found and len(block.lines) == 1 and len(text) <= 50 and at + 1 < len(blocks):
        label = text.strip("*_ ")
        name = parse_name(label)
        if (name.words or name.roles) and not name.lower and re.search(r"[^.,;:!?]$", text):
            following = blocks[at + 1].text
            found.append(Candidate(at, block.start, label, block.end, "bare line", name, following))
    return found


def _lower_start(text: str) -> bool:
    word = re.match(r"[^\s.:]+", text)
    return bool(word) and word[0] in words("honorifics")  # type: ignore[index]


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(not c.islower() for c in letters)


def _weigh_alone(found: list[Candidate], known: frozenset[str]) -> None:
    """What the label itself says."""
    for c in found:
        name = c.name
        tokens = [t.strip(".,*'’\"“”()[]").casefold() for t in c.label.split()]
        if c.form == "dash":
            c.add(-1.5, "a dash ends more than labels")
        elif c.form == "stop":
            c.add(-0.5, "a full stop ends more than labels")
        elif c.form == "bare line":
            c.add(-2.5, "no punctuation ends it")
        if name.honorifics:
            c.add(2.5, "honorific")
        if name.roles:
            c.add(2 if not name.lower else 0.5, "office")
        if 2 <= len(name.words) <= 4 and not name.lower:
            c.add(1.5, "form of a name")
        elif len(name.words) == 1:
            c.add(0.75, "one name")
        if known and any(fold(w) in known for w in (*name.words, *parse_name(name.aside).words)):
            c.add(2.5, "known from roster or title")
        if len(c.label) > 3 and _capitals(c.label):
            c.add(1.5, "capitals")
        if all(t in words("groups") for t in tokens if t and t not in words("particles")):
            c.add(1.5, "an unnamed voice")
        if not c.label.isascii() and re.fullmatch(r"[\u3400-\u9fff·]{1,12}", c.label):
            c.add(1.5, "a name in Chinese")
        _weigh_against(c, tokens)


def _weigh_against(c: Candidate, tokens: list[str]) -> None:
    name = c.name
    if not tokens:
        return
    if c.label.casefold().strip(" .*") in words("fields") or tokens[-1] in words("fields"):
        c.add(-6, "the label of a field")
    elif tokens[0] in words("fields") and not name.honorifics:
        c.add(-3, "begins like the label of a field")
    if tokens[-1] in words("speech"):
        c.add(-6, "ends in a verb of speaking: narrative")
    elif any(t in words("speech") for t in tokens[1:]):
        c.add(-4, "has a verb of speaking")
    if name.lower:
        c.add(-2.5 * len(name.lower), "words that are no name")
    main = c.label.partition("(")[0]
    if "," in main:
        c.add(-1.5, "a comma")
    if re.search(r"\d", main):
        c.add(-2, "digits")
    if re.search(r"[.!?]\s+[^\W\d_]{4,}\s", main) and not name.honorifics:
        c.add(-3, "more than one sentence")
    count = len(main.split())
    if count > 6:
        c.add(-0.75 * (count - 6), "long")
    if MARKER.match(c.label) and not (name.words and len(name.words[0]) > 1 and is_initial(tokens[0] + ".")):
        c.add(-2, "numbered")
    if main.count("“") + main.count('"') + main.count("«"):
        c.add(-3, "a quotation")


def _weigh_recurrence(found: list[Candidate]) -> None:
    """What returns is a label; a name counts in all the forms that carry it."""
    labels = Counter((c.form, c.key) for c in found)
    forms: dict[str, set[int]] = defaultdict(set)
    for c in found:
        for word in c.name.words:
            if not is_initial(word):
                forms[fold(word)].add(c.block)
    for c in found:
        own = labels[c.form, c.key]
        shared = max((len(forms[fold(w)]) for w in c.name.words if not is_initial(w)), default=0)
        count = max(own, shared if c.form != "bare line" else own)
        if count >= 5:
            c.add(3.5, f"returns {count} times")
        elif count >= 3:
            c.add(2.5, f"returns {count} times")
        elif count == 2:
            c.add(1.5, "returns")
        elif c.form in ("bare line", "dash"):
            c.add(-1.5, "stands once")


def _weigh_what_follows(found: list[Candidate], blocks: list[Block]) -> None:
    """Speech has sentences, often in the first or second person; a field has a value, a list has items."""
    groups: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for c in found:
        groups[c.form, c.key].append(c)
    for group in groups.values():
        n = len(group)
        spoken = sum(1 for c in group if _FIRST_PERSON.search(c.follows[:400])) / n
        sentences = sum(1 for c in group if _SENTENCE_END.search(_end_of(c, blocks))) / n
        lower = sum(1 for c in group if c.follows[:1].islower()) / n
        items = sum(1 for c in group if MARKER.match(c.follows)) / n
        nothing = sum(1 for c in group if not c.follows) / n
        for c in group:
            if spoken:
                c.add(round(1.5 * spoken, 2), "spoken words follow")
            if sentences < 0.5:
                c.add(-2, "no sentence follows")
            if lower > 0.5 and n < 3 and not c.name.honorifics:
                c.add(-1.5, "the sentence goes on")
            if items > 0.5 and c.form in ("own line", "bare line"):
                c.add(-3, "a list follows")
            if nothing > 0.5:
                c.add(-3, "nothing follows")


def _end_of(c: Candidate, blocks: list[Block]) -> str:
    block = blocks[c.block]
    if c.end < block.end:
        return block.lines[-1].text
    return c.follows


def _weigh_company(found: list[Candidate]) -> None:
    """In a record that is a dialogue by its sure labels, a label in their style is one too."""
    sure = [c for c in found if c.points >= ACCEPT]
    if len(sure) < 3:
        return
    styles = Counter(_style(c) for c in sure)
    for c in found:
        if c.points >= ACCEPT or c.name.lower or any(w.startswith("-6") for w in c.why):
            continue
        if styles[_style(c)] >= 3 and c.points > 0:
            c.add(2.5, "in the style of the record's labels")
        elif styles[_style(c)] >= 3 and c.points > -1 and len(sure) >= 8:
            c.add(1.5, "in the style of the record's labels")


def _style(c: Candidate) -> tuple[str, bool, bool]:
    return c.form, _capitals(c.label), bool(c.name.honorifics)
