"""What the labels of a record say for each other: recurrence, series, turns that alternate, a common style."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict

from diplomata.recognise.blocks import Block
from diplomata.recognise.lexicon import entries, tokens_of, words
from diplomata.recognise.names import fold, is_initial, parse_name
from diplomata.recognise.weighing import ACCEPT, REVIEW, Label
from diplomata.recognise.wording import is_somebody, is_unnamed, is_voice

_COUNT = re.compile(r"\(?(?:\d{1,3}|[IVXLivxl]{1,5}|[A-Za-z])[.)]?(?:[ºª°]|er)?\.?")
"""What ends the labels of a series: a number, a letter."""


_SEVERAL = 3
_SAID = 6
"""So many paragraphs at least begin with who said it, where that is the form of the dialogue."""


def weigh_recurrence(found: list[Label]) -> None:
    """What returns is a label; a name counts in all the forms that carry it."""
    own: Counter[tuple[str, str]] = Counter()
    places: dict[str, set[int]] = defaultdict(set)
    for label in found:
        own[label.form, label.text.casefold()] += len(label.occurrences)
        blocks = [c.block for c in label.occurrences]
        if label.name.lower or label.barred:
            continue
        for word in _names_in(label):
            places[fold(word)].update(blocks)
    titled = Counter(
        _style(label) for label in found if label.name.honorifics and not (label.barred or label.name.lower)
    )
    for label in found:
        count = own[label.form, label.text.casefold()]
        if label.form != "bare line" and not label.name.lower:
            count = max(count, *(len(places[fold(w)]) for w in _names_in(label)), 0)
        if count >= 5:
            label.add(3.5, f"returns {count} times")
        elif count >= 3:
            label.add(2.5, f"returns {count} times")
        elif count == 2:
            label.add(1.5, "returns")
        elif len(label.text) == 1 and label.form in ("stop", "mixed stop"):
            label.add(-4, "a letter that stands once")
        elif label.form in ("dash", "bare line") and titled[_style(label)] >= _SEVERAL and label.name.honorifics:
            label.add(1 if label.form == "dash" else -0.5, "one of several titles and names in this form")
        elif label.form in ("bare line", "dash", "mixed stop", "letter", "marked", "bracketed", "tab", "gap"):
            label.add(-1.5, "stands once")
        if label.form in ("bare line", "timed", "colon") and any(c.timed for c in label.occurrences):
            label.add(1.5 if label.form == "bare line" else 2, "a time or a mark stands beside it")
    _weigh_headings(found)
    _weigh_titles(found)
    _weigh_affiliations(found)


def _weigh_headings(found: list[Label]) -> None:
    """``PRAYERS 10:50 a.m.``: where names in small letters have the time behind them, headings in capitals may as well."""
    timed = [label for label in found if label.form == "timed"]
    if not any(label.name.honorifics and not label.text.isupper() for label in timed):
        return
    for label in timed:
        if label.text.isupper() and not label.name.honorifics:
            label.add(-6, "a heading among names in small letters")
            label.barred = True


def _weigh_affiliations(found: list[Label]) -> None:
    """``Ildikó Szántó (PPE)``, ``Tomás Ó Riain (Galway West, Labour)``: behind three names of one form parentheses say
    where their bearers belong."""
    held = [
        label for label in found if label.name.aside and label.name.words and not (label.barred or label.name.lower)
    ]
    forms = Counter(_family(label) for label in held)
    for label in held:
        if forms[_family(label)] >= _SEVERAL and (len(label.name.words) > 1 or label.name.aside.isupper()):
            label.add(2.5 if label.form == "bare line" else 1.5, "one of several names with parentheses")


def _names_in(label: Label) -> tuple[str, ...]:
    """The words of a label's name; of an office those of the holder in parentheses: ``Minister for Lands (Mr. Derrig)``."""
    name = label.name
    if not name.words and name.aside:
        inside = parse_name(name.aside)
        name = inside if inside.honorifics and not inside.lower else name
    return tuple(word for word in name.words if not is_initial(word))


def weigh_series(found: list[Label]) -> None:
    """``Option A``, ``Option B``; ``Article 1``, ``Article 2``: what is counted is no voice, unless it is of persons."""
    answered = any(_is_answer(label) for label in found)
    series: dict[str, list[Label]] = defaultdict(list)
    for label in found:
        stem, _, count = label.text.rpartition(" ")
        if stem and (_COUNT.fullmatch(count) or count.casefold() in words("numerals")):
            series[stem.casefold()].append(label)
    for stem, labels in series.items():
        tokens = tokens_of(stem)
        voices = any(t in words("roles") or t in words("groups") for t in tokens)
        if len(labels) < 2 or (voices and (tokens[0] not in words("abstract") or answered)):
            continue
        for label in labels:
            if not (label.name.honorifics or len(tokens[-1]) < 3):
                label.add(-6, "one of a series that is counted")
                label.barred = True


def weigh_said(found: list[Label], paragraphs: int) -> None:
    """``The pilot said:`` is narrative, but where most paragraphs begin so, in several voices, it is how the record
    sets its dialogue."""
    said = [
        label
        for label in found
        if label.form == "colon" and tokens_of(label.text)[-1:] and tokens_of(label.text)[-1] in words("speech")
    ]
    turns = sum(len(label.occurrences) for label in said)
    if turns < _SAID or turns * 2 < paragraphs or sum(1 for label in said if len(label.occurrences) > 1) < 2:
        return
    for label in said:
        label.barred = False
        label.add(9, "most paragraphs begin with who said it")


def _is_answer(label: Label) -> bool:
    tokens = tokens_of(label.text)
    return bool(tokens) and tokens[0] in words("answers") and all(t.isdigit() for t in tokens[1:])


def _weigh_titles(found: list[Label]) -> None:
    """``Tow.`` before Kowal, before Rudnik and before Pająk is a title, in whatever language."""
    able = [
        (label, label.text.split())
        for label in found
        if not (label.name.lower or label.name.honorifics or label.barred) and 2 <= len(label.text.split()) <= 4
    ]
    titles = Counter((label.form, tokens[0]) for label, tokens in able)
    for label, tokens in able:
        if titles[label.form, tokens[0]] >= 3 and len(tokens[0]) <= 8:
            label.add(2, "one title before several names")


def weigh_alternation(found: list[Label]) -> None:
    """Voices take turns: in a dialogue the next label of a form is nearly always another one."""
    forms: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for label in found:
        if not label.barred and not label.name.lower:
            forms[label.form] += [(c.block, label.text) for c in label.occurrences]
    for form, places in forms.items():
        places.sort()
        recurring = {text for text, count in Counter(text for _, text in places).items() if count > 1}
        if len(recurring) < 2 or len(places) < 4:
            continue
        changes = sum(1 for a, b in itertools.pairwise(places) if a[1] != b[1])
        if changes > 0.6 * (len(places) - 1):
            for label in found:
                if label.form == form and label.text in recurring and not label.barred:
                    label.add(1.5, "takes turns with others")


def weigh_coverage(found: list[Label], blocks: list[Block], listed: frozenset[int]) -> None:
    """Where half of all paragraphs begin with a name and a colon, the record is a dialogue."""
    named = [label for label in found if label.form == "colon" and not label.barred and not label.name.lower]
    turns = sum(len(label.occurrences) for label in named)
    # A label on a line of its own is one paragraph with what is said under it.
    alone = sum(1 for label in named for c in label.occurrences if c.end == blocks[c.block].end)
    paragraphs = len(blocks) - len(listed) - alone
    if turns < 4 or turns * 2 < paragraphs or len(named) < 2:
        return
    for label in named:
        label.add(1, "most paragraphs begin so")


def weigh_capitals(found: list[Label]) -> None:
    """``GORBIN.``, ``GRAMOV.``, ``GORBIN.``: where one name in capitals before a full stop returns, and most paragraphs from
    the first to the last begin with such a name, those that stand once are names too."""
    capitals = [
        label
        for label in found
        if label.form == "stop" and not label.barred and not label.name.lower and len(label.name.words) in (1, 2, 3)
    ]
    if len(capitals) < _SEVERAL or all(len(label.occurrences) < 2 for label in capitals):
        return
    places = {c.block for label in capitals for c in label.occurrences}
    if len(places) * 2 < max(places) - min(places) + 1:
        return
    for label in capitals:
        if ACCEPT - _MISSING <= label.points < ACCEPT and label.text.casefold() not in entries("countries"):
            label.add(_MISSING, "one of several in capitals, of whom one returns")


_MISSING = 2.5


def weigh_company(found: list[Label]) -> None:
    """In a record that is a dialogue by its sure labels, a label in their style is one too."""
    sure = [label for label in found if label.points >= ACCEPT]
    turns = sum(len(label.occurrences) for label in sure)
    if turns < 3:
        return
    styles: Counter[tuple[str, bool, bool]] = Counter()
    forms: Counter[str] = Counter()
    for label in sure:
        styles[_style(label)] += len(label.occurrences)
        forms[_family(label)] += len(label.occurrences)
    for label in found:
        if label.points >= ACCEPT or label.barred:
            continue
        alike = styles[_style(label)]
        if label.name.roles and label.name.words and not label.name.lower:
            # "Colonel Prideaux" is a title and a name as "Mr. Prideaux" is.
            alike = max(alike, styles[(*_style(label)[:2], True)])
        if label.name.lower and not is_unnamed(label):
            # "A member of the public": no name, but it opens like the others, and theirs are many.
            if forms[_family(label)] >= 6 and label.points > -3.5 and is_voice(label) and is_somebody(label):
                label.add(max(2.0, ACCEPT - label.points), "an unnamed voice among named ones")
        elif (
            is_voice(label)
            and label.name.roles
            and not label.name.words
            and forms[_family(label)] >= (3 if len(label.occurrences) > _SEVERAL else 8)
        ):
            label.add(max(2.0, ACCEPT - label.points), "an office with an article among others")
        elif label.occurrences and is_unnamed(label) and (forms[_family(label)] >= 4 or _is_odd(label, turns)):
            label.add(max(1.5, REVIEW - label.points), "an unnamed voice among others")
        elif alike >= 3 or forms[_family(label)] >= (3 if label.name.honorifics else 6):
            floor = -3 if label.form not in ("colon", "bare line") and alike >= 5 else -1 if turns >= 4 else 0
            if label.points > floor:
                titled_too = label.name.honorifics and forms[_family(label)] >= 6
                label.add(3 if alike >= 3 or titled_too else 1.5, "in the style of the record's labels")
                if label.points < ACCEPT and alike >= 3 and label.form == "colon" and label.points >= 1.5:
                    label.add(round(ACCEPT - label.points, 2), "a name before a colon, in a dialogue")
                many = 3 if label.name.roles or label.name.honorifics else 5
                if label.points < ACCEPT and alike >= many and label.points > ACCEPT - 2.5:
                    label.add(round(ACCEPT - label.points, 2), "in the style of many labels")


def _is_odd(label: Label, turns: int) -> bool:
    """Whether the mark behind a voice without a name may be another one than behind the names: in a long dialogue."""
    return turns >= _MANY and label.form == "colon"


_MANY = 8


def _family(label: Label) -> str:
    return "stop" if label.form.endswith("stop") else label.form


def _style(label: Label) -> tuple[str, bool, bool]:
    # "The President." has a title, and "Eleanor Hale." under it none: the printer is one.
    form = "mixed stop" if label.form == "titled stop" else label.form
    return form, label.text.partition("(")[0].strip().isupper(), bool(label.name.honorifics)
