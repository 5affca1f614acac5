"""The evidence for and against a speaker's label, weighed over the whole record.

Recurrence, what the roster and the title know, honorifics, offices, capitals, the label's form, what follows
it, and the company of other labels. Points are rough log-odds, set on records of our own writing. Each piece
is kept with its points, for the scholar who wants to know why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from diplomata.recognise.acceptance import accepted, likeliest
from diplomata.recognise.blocks import Block
from diplomata.recognise.company import (
    weigh_alternation,
    weigh_capitals,
    weigh_company,
    weigh_coverage,
    weigh_recurrence,
    weigh_said,
    weigh_series,
)
from diplomata.recognise.customs import (
    weigh_custom,
    weigh_dashes,
    weigh_longer,
    weigh_mentions,
    weigh_places,
    weigh_posts,
    weigh_questions,
    weigh_voices,
)
from diplomata.recognise.follows import weigh_what_follows
from diplomata.recognise.labels import candidates
from diplomata.recognise.names import Name, fold, is_initial, parse_name
from diplomata.recognise.told import weigh_told
from diplomata.recognise.weighing import ACCEPT, REVIEW, Candidate, Label
from diplomata.recognise.wording import is_voice, weigh_against, weigh_form, weigh_name

if TYPE_CHECKING:
    from diplomata.authority import Authority
    from diplomata.record import Speaker

_LOWER = 4
"""A label has hardly more words than these in lower case that are neither offices nor particles."""
_CATCHES_UP = 7.5
"""So many points what follows, the taking of turns, and company can add."""


def find_labels(
    blocks: list[Block],
    known: list[Name],
    authority: Authority | None = None,
    listed: frozenset[int] = frozenset(),
    defined: Collection[str] = (),
    speakers: Collection[Speaker] = (),
) -> tuple[list[Candidate], list[Label]]:
    """The labels of a record's turns, in order; and everything that was weighed, with the evidence for and against.

    ``known`` are the names that title, roster and text introduce, ``authority`` the edition's list of persons,
    ``listed`` the blocks of rosters, in which nobody speaks, ``defined`` the short labels that the record explains,
    ``speakers`` those whom its header lists with their labels.
    """
    told = {label for speaker in speakers for label in speaker.labels}
    weighed = found = [
        label
        for label in candidates(blocks, listed, defined)
        if len(label.name.lower) <= _LOWER or label.text in told
    ]
    if not found and not speakers:
        return [], []
    known_words = frozenset(fold(w) for name in known for w in name.words if not is_initial(w) and len(w) > 1)
    for label in found:
        weigh_form(label)
        weigh_name(label, known_words)
        weigh_against(label)
        if authority is not None and label.form == "colon" and authority.labelled(label.text):
            label.add(4, "printed so in the edition's list of persons")
    weigh_recurrence(found)
    weigh_series(found)
    weigh_said(found, len(blocks) - len(listed))
    # What is too far behind to catch up costs no more time.
    found = [
        label for label in found if not label.barred and (label.points > ACCEPT - _CATCHES_UP or is_voice(label))
    ]
    weigh_what_follows(found, blocks)
    weigh_alternation(found)
    weigh_coverage(found, blocks, listed)
    weigh_capitals(found)
    weigh_custom(found)
    weigh_dashes(found)
    weigh_voices(found)
    weigh_questions(found)
    weigh_company(found)
    weigh_posts(found)
    weigh_mentions(found, blocks)
    weigh_longer(found)
    weigh_places(found)
    if speakers:
        weigh_told(weighed, blocks, speakers, listed)
        return _below_the_list(likeliest(weighed)), weighed
    result = _below_the_list(accepted(found, len(blocks) - len(listed)))
    _settle(found, result)
    return result, weighed


def _below_the_list(result: list[Candidate]) -> list[Candidate]:
    """The turns without the lines above them that say who holds an office: ``Elnök: Kovács Béla``."""
    first = 0
    while first < len(result) - _DIALOGUE and _is_held(result[first]):
        first += 1
    return result[first:]


_DIALOGUE = 2


def _is_held(candidate: Candidate) -> bool:
    office = candidate.of.name
    name = (
        parse_name(candidate.follows)
        if len(candidate.follows) <= _NAME and not office.words and office.roles
        else None
    )
    if name is None or _SENTENCE_ENDS.search(candidate.follows):
        return False
    return 1 < len(name.words) <= _LOWER and not name.lower and candidate.follows[-1].isalpha()


_SENTENCE_ENDS = re.compile(r"[^\W\d_]{4,}[.!?] ")
_NAME = 40
"""A name, with its title, is shorter than this, in characters."""


def _settle(found: list[Label], result: list[Candidate]) -> None:
    """A label that returns in a dialogue of several voices needs no scholar's look, nor does a title or an office in the
    form of the others."""
    voices = {candidate.of.text for candidate in result}
    if len(voices) < 2:
        return
    forms = Counter(candidate.of.form for candidate in result)
    for label in found:
        if not ACCEPT <= label.points < REVIEW:
            continue
        if len(label.occurrences) > 1 and len(result) > _DIALOGUE * 2:
            label.add(round(REVIEW - label.points, 2), "returns in a dialogue")
        elif forms[label.form] >= _CUSTOM and (label.name.honorifics or label.name.roles):
            label.add(round(REVIEW - label.points, 2), "a title or an office, as the others are called")


_CUSTOM = 6
"""So many turns have labels in one form, where that is the custom."""
