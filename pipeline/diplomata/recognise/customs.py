"""What a record's own custom says for its labels and against them: the mark behind them, the place where they stand."""

from __future__ import annotations

from collections import Counter

from diplomata.recognise.blocks import Block
from diplomata.recognise.lexicon import words
from diplomata.recognise.weighing import ACCEPT, REVIEW, Label


def weigh_custom(found: list[Label]) -> None:
    """Where many turns have a colon behind their labels, or a line for each label, one or two that a full stop ends are
    sentences: ``Mr. Farquhar. Go on, please.``"""
    turns: Counter[str] = Counter()
    for label in found:
        if label.points >= ACCEPT:
            turns[label.form] += len(label.occurrences)
    if max(turns["colon"], turns["bare line"]) < _MANY:
        return
    for label in found:
        if label.form in ("titled stop", "mixed stop") and turns[label.form] <= _ODD:
            label.add(-6, "the record sets other marks behind its labels")
            label.barred = True


def weigh_places(found: list[Label]) -> None:
    """``President Brask`` / ``Harlan?`` / ``Harlan B. Whitcomb`` / ``Yes, sir.``: where each second line is a label, a name
    in the place of one is a label too."""
    places = {
        c.block for label in found if label.form == "bare line" and label.points >= ACCEPT for c in label.occurrences
    }
    if len(places) < _MANY or sum(1 for at in places if at + 2 in places) * 2 < len(places):
        return
    waiting = {
        c.block: label
        for label in found
        if label.form == "bare line" and not label.barred and label.points < ACCEPT and _is_plain(label)
        for c in label.occurrences
    }
    # One that is a label has its neighbours for company.
    ahead = sorted(places, reverse=True)
    while ahead:
        at = ahead.pop()
        for beside in (at - 2, at + 2):
            if beside in waiting and {beside - 1, beside + 1}.isdisjoint(places):
                label = waiting.pop(beside)
                if label.points < ACCEPT:
                    label.add(round(REVIEW - label.points, 2), "stands where the record's labels stand")
                places.add(beside)
                ahead.append(beside)


def _is_plain(label: Label) -> bool:
    """Whether a line is a name or an office and nothing else."""
    name, said = label.name, label.text.casefold().split()
    titled = bool(name.roles or name.honorifics)
    return (
        not name.lower
        and len(said) <= _WORDS
        and label.text[0].isupper()
        and (titled or words("particles").isdisjoint(said))
    )


_WORDS = 5
"""A name or an office has hardly more words."""


def weigh_dashes(found: list[Label]) -> None:
    """``O Sr. Pinho: — Digo mais: não basta.``: where a dash stands behind the labels, a colon without one is the
    speaker's own."""
    sure = [c for label in found if label.form == "colon" and label.points >= ACCEPT for c in label.occurrences]
    dashed = sum(1 for c in sure if c.dashed)
    if dashed < _MANY or (len(sure) - dashed) * _DASHES > dashed:
        return
    for label in found:
        if label.form == "colon" and not label.name.honorifics and not any(c.dashed for c in label.occurrences):
            label.add(-4, "no dash behind it, as the record's labels have")


_DASHES = 3
"""So many labels with a dash against one without are the custom of the record."""


def weigh_voices(found: list[Label]) -> None:
    """Captions name some of those who begin to speak; who answers letters sets the same mark before each line quoted."""
    if any(label.form == "colon" and label.points >= ACCEPT and label.occurrences[0].timed for label in found):
        return
    for label in found:
        if label.form == "voice":
            label.add(-10, "the mark of a quotation")
            label.barred = True


_MANY = 8
_ODD = 2


def weigh_questions(found: list[Label]) -> None:
    """``Q. Was there any body else? / Cole. None but an old woman.``: who answers below the letter of those who ask has a
    label with a full stop, as that has."""
    asked = [label for label in found if label.form == "stop" and label.text == "Q" and label.points >= ACCEPT]
    below = {candidate.block + 1 for label in asked for candidate in label.occurrences}
    for label in found if below else ():
        if label.form == "mixed stop" and any(candidate.block in below for candidate in label.occurrences):
            label.add(3, "answers a question")


def weigh_posts(found: list[Label]) -> None:
    """``Court. You mention the tankard.``, ``Cryer. O yes!``: where full stops end the labels of several turns, a post
    alone is a label too."""
    turns = sum(len(x.occurrences) for x in found if x.form.endswith("stop") and x.points >= ACCEPT)
    for label in found if turns >= _TURNS else ():
        if label.form == "mixed stop" and not label.barred and label.text.casefold() in words("posts"):
            label.add(max(3.0, round(REVIEW - label.points, 2)), "a post, among labels that a full stop ends")


_TURNS = 5
"""So many turns have a full stop behind their labels, where that is the custom."""


def weigh_longer(found: list[Label]) -> None:
    """``DR. FENYVES TAMÁS közlekedési államtitkár:``, where ``DR. FENYVES TAMÁS:`` is a label: the first time with the
    office behind it, in small letters."""
    sure = {label.text for label in found if label.points >= ACCEPT and len(label.text.split()) > 1}
    for label in found if sure else ():
        if label.points >= ACCEPT or label.barred:
            continue
        said = label.text.split()
        for size in range(2, len(said)):
            rest = said[size:]
            if " ".join(said[:size]).rstrip(",") in sure and all(word[0].islower() for word in rest):
                label.add(round(REVIEW - label.points, 2), "a label of the record, and an office behind it")
                break


def weigh_mentions(found: list[Label], blocks: list[Block]) -> None:
    """``Struve (CDU/CSU):`` once, in a text that speaks of ``Herr Kollege Struve``: who is called by title and name in the
    record is somebody."""
    nearly = [label for label in found if not label.barred and _is_nearly(label)]
    called = _called(blocks) if nearly else set()
    for label in nearly:
        if label.name.words[-1] in called:
            label.add(_NEARLY, "called by title and name in the text")


_NEARLY = 1.5
_NAMED = 2
"""A name, or the first of two, stands behind its title."""


def _is_nearly(label: Label) -> bool:
    named = label.name.words and not label.name.lower and label.form not in ("bare line", "tab", "bracketed")
    return bool(named) and ACCEPT - _NEARLY <= label.points < ACCEPT


def _called(blocks: list[Block]) -> set[str]:
    """The words that stand behind a title in some paragraph."""
    found: set[str] = set()
    for block in blocks:
        said = block.text.split()
        for at, word in enumerate(said):
            if word.strip("(,.").casefold() in words("honorifics"):
                found.update(name.strip('.,;:!?()»”"') for name in said[at + 1 : at + 1 + _NAMED])
    return found
