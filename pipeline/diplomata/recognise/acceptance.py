"""Which of the labels that were weighed are accepted."""

from __future__ import annotations

from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold
from diplomata.recognise.weighing import ACCEPT, Candidate, Label, asked_by

_DIALOGUE = 3
"""So many labels of which each stands once are a dialogue if half of them are beyond doubt."""
_FEW = 5
"""So many labels of which none returns may be names that a letter or a report sets before a colon."""


def likeliest(labels: list[Label]) -> list[Candidate]:
    """Of each block the label with the most points, if it has enough, in order."""
    best: dict[int, Candidate] = {}
    for label in labels:
        if label.points < ACCEPT:
            continue
        for candidate in label.occurrences:
            rival = best.get(candidate.block)
            if rival is None or _weight(label) > _weight(rival.of):
                best[candidate.block] = candidate
    return [best[at] for at in sorted(best)]


def accepted(labels: list[Label], paragraphs: int) -> list[Candidate]:
    """The places where a turn begins, in order; none where the labels make no dialogue of so many ``paragraphs``."""
    found = likeliest(labels)
    if len(found) == 1 and _greets(found[0]):
        return []
    # One label alone makes no dialogue unless it is beyond doubt, nor do a few that never return in a long text.
    alone = len({candidate.label for candidate in found}) == len(found) <= _FEW and len(found) * 2 < paragraphs
    sure = sum(1 for candidate in found if candidate.points >= ACCEPT + 2 and not asked_by(candidate.label))
    if (len(found) == 1 or alone) and (sure < len(found) if len(found) < _DIALOGUE else sure * 2 < len(found)):
        return []
    return found


def _weight(label: Label) -> tuple[bool, float, int]:
    # The name behind the mark of a new voice says more than the mark; a sentence may be as likely as the name before it.
    return label.form != "voice", label.points, -len(label.text)


def _greets(candidate: Candidate) -> bool:
    """``Honoured Minister and dear friend:``, ``Mr. Minister:`` on a line of its own: the salutation of a letter."""
    if not candidate.alone or candidate.of.form != "colon":
        return False
    name = candidate.of.name
    # "Señor Ministro y fino amigo" has small words beside the office, and no name.
    to_an_office = bool(name.honorifics and name.roles) and not any(word[0].isupper() for word in name.words)
    return to_an_office or fold(candidate.label.split()[0]) in words("salutations")
