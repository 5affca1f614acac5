"""What follows a label: speech, a value, a list, another label."""

from __future__ import annotations

import re
from collections import defaultdict

from diplomata.recognise.blocks import MARKER, Block
from diplomata.recognise.names import parse_name
from diplomata.recognise.weighing import Candidate, Label

_SAMPLE = 12
"""So many occurrences of a label tell what follows it."""
_RUNNING, _SAME, _LEAST = 3, 40, 8
"""So often do the same words follow a running head; so many characters of them are compared, and no fewer than those."""
_FIRST_PERSON = re.compile(
    r"\b(?=[IWwYymouUiSJjNnVvЯяМмВв])(?:I|[Ww]e|[Yy]ou|my|our|your|us|me|[Ii]ch|[Ww]ir|Sie|[Jj]e|[Nn]ous|[Vv]ous|[Yy]o|"
    r"[Nn]osotros|[Uu]sted(?:es)?|[Яя]|[Мм]ы|[Вв]ы)\b|[我你您们?¿]"
)
"""The look at a word's first letter spares most words the look at all the others."""
_SENTENCE_END = re.compile(r"(?:[.!?…。！？][\"'”’»)\]]*\[?\d{0,3}\]?|[—–-])$")
_ASIDE_AT_END = re.compile(r"\s[(\[][^()\[\]]{1,60}[)\]]$")
"""An aside may stand behind what is said."""
_RECEIVED = re.compile(r"\((?:Received|Rec(?:eive)?'?d\b|Reçue?|Eingegangen|Extract)")
"""``Mr. Holt to Sir E. Dorn.—(Received May 20.)``: how volumes of despatches head each."""
_A_LABEL = re.compile(r"[^\W\d_][^:：.?!\n]{0,40}[:：]\s")


def weigh_what_follows(found: list[Label], blocks: list[Block]) -> None:
    """Speech has sentences, often in the first or second person; a field has a value, a list has items."""
    groups: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in found:
        groups[label.form, label.text.casefold()].append(label)
    first = min((c.block for label in found if len(label.occurrences) > 1 for c in label.occurrences), default=0)
    for group in groups.values():
        sample = [c for label in group for c in label.occurrences][:_SAMPLE]
        n = len(sample)
        spoken = sum(1 for c in sample if _FIRST_PERSON.search(c.follows, 0, 240)) / n
        sentences = sum(1 for c in sample if _ends(c, blocks)) / n
        lower = sum(1 for c in sample if c.follows[:1].islower()) / n
        items = sum(1 for c in sample if MARKER.match(c.follows)) / n
        nothing = sum(1 for c in sample if not c.follows) / n
        names = sum(1 for c in sample if "....." in c.follows or (c.alone and _are_names(c))) / n
        received = sum(1 for c in sample if _RECEIVED.match(c.follows)) / n
        labels = sum(1 for c in sample if _is_labelled(c.follows)) / n
        running = {c.follows[:_SAME] for c in sample}
        for label in group:
            if spoken:
                label.add(round(1.5 * spoken, 2), "spoken words follow")
            if sentences < 0.5:
                label.add(-2, "no sentence follows")
            if lower > 0.5 and n < 3 and not label.name.honorifics:
                label.add(-1.5, "the sentence goes on")
            if items > 0.5 and label.form in ("colon", "bare line"):
                label.add(-3, "a list follows")
            if labels > 0.5:
                label.add(-2.5, "another label follows")
                label.barred = label.barred or (n == 1 and len(sample[0].follows) < 80)
            if names > 0.5:
                label.add(-5, "names follow, and nothing else")
                label.barred = label.barred or n == 1
            if n >= _RUNNING and len(running) == 1 and len(min(running)) >= _LEAST and not sentences:
                label.add(-6, "the same words follow each time, as in a running head")
                label.barred = True
            if received > 0.5 and label.form != "colon":
                label.add(-6, "when it was received follows: who wrote to whom")
                label.barred = True
            if nothing > 0.5:
                label.add(-3, "nothing follows")
            if n == 1 and (_is_named(sample[0], label, first) or (not sentences and _is_value(sample[0].follows))):
                label.add(-2, "a name or a number follows, as after the label of a field")
                label.barred = True


def _are_names(candidate: Candidate) -> bool:
    """``Acúrsio Jorge Baltasar. Alberto Manuel Seruca.``, as lists of who is present have them; ``Agreed.`` is said, and
    ``Emil Dorn, Guild of Lock-Keepers.`` by Emil Dorn."""
    text = candidate.follows
    own = candidate.of.name.words
    if own and not candidate.of.name.lower and text.startswith(" ".join(own[-_OWN:])):
        return False
    if len(text) > _LIST or text[-1:] in "?!" or _FIRST_PERSON.search(text):
        return False
    names = [parse_name(part) for part in re.split(r"[.;]\s+", text.rstrip(". ;")) if part]
    return all(1 < len(name.words) <= _NAME and not name.lower and not name.roles for name in names)


_LIST, _NAME, _OWN = 400, 6, 2


def _is_labelled(text: str) -> bool:
    """Whether words begin with a label of their own; ``I repeat: no`` has a verb before the colon."""
    match = _A_LABEL.match(text)
    return match is not None and not parse_name(match[0].rstrip(" :：")).lower


def _is_value(text: str) -> bool:
    """A name, a number, a place: hardly a word in lower case, and short."""
    if _SENTENCES.search(text) or _I.match(text):
        return False
    tokens = re.split(r"[,(;]", text)[0].split()
    return len(text) < 80 and sum(1 for token in tokens if token[0].islower()) <= 1


_I = re.compile(r"(?:I|We|Ich|Wir|Je|Nous|Я|Мы) \w")
_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?] [^\W\d_a-z][^\W\d_]+ [^\W\d_A-Z]")


def _is_named(candidate: Candidate, label: Label, first: int) -> bool:
    """Whether a name and nothing else stands behind an office, before the dialogue begins in block ``first``:
    ``Voorzitter: De heer Terhorst.`` says who presides."""
    if candidate.block > first or not label.name.roles or label.name.words:
        return False
    name = parse_name(candidate.follows.rstrip(". "))
    return bool(name.words) and not name.lower and len(candidate.follows) < 60


def _ends(candidate: Candidate, blocks: list[Block]) -> bool:
    """Whether what is said ends as a sentence; under a label alone on its line it may begin ``Good afternoon, friends,``"""
    end = _end_of(candidate, blocks)[-_TAIL:]
    if end[-1:] in (")", "]") and (aside := _ASIDE_AT_END.search(end)):
        end = end[: aside.start()]
    end = end[-_CLOSE:]
    return _SENTENCE_END.search(end) is not None or (candidate.alone and end[-1:] == ",")


_TAIL, _CLOSE = 80, 12


def _end_of(candidate: Candidate, blocks: list[Block]) -> str:
    block = blocks[candidate.block]
    return block.lines[-1].text if candidate.end < block.end else candidate.follows
