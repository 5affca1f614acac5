"""What is weighed of a label: each form of it with its points, and the places where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from diplomata.recognise.names import Name

ACCEPT = 4.0
"""Points at which a label is a speaker's."""
REVIEW = 5.0
"""Points under which an accepted label is said to be unsure, unless it returns among others that are sure."""


_BY = re.compile(
    r"(?:(?:further|direct|redirect|recross|cross|re)?[- ]?(?:examined|examination|questioned|questions?|continued) )?by (?=\S)",
    re.IGNORECASE,
)


def asked_by(label: str) -> int:
    """Where the name begins in a label that heads somebody's questions, as courts set it: ``BY MR. EGAN``, ``Cross-examined
    by Ms. Oyel``; 0 for other labels. Under it nothing is said."""
    match = _BY.match(label)
    return match.end() if match is not None else 0


@dataclass(slots=True)
class Label:
    """A label in one form, with the evidence for it: the same for each of its occurrences."""

    form: str
    text: str
    name: Name
    occurrences: list[Candidate] = field(default_factory=list)
    points: float = 0.0
    why: list[str] = field(default_factory=list)
    barred: bool = False
    """Something says that it cannot be a label, whatever its company."""

    def add(self, points: float, why: str) -> None:
        """Weigh one piece of evidence."""
        self.points += points
        self.why.append(f"{why} {points:+g}")


@dataclass(slots=True)
class Candidate:
    """A place where a label may open a turn: its block, where label and punctuation end, and what follows."""

    block: int
    end: int
    follows: str
    of: Label
    start: int = 0
    """Where the label begins: behind a time stamp or the number of the speech, if there is one."""
    alone: bool = False
    """Whether nothing stands behind it on its line."""
    timed: bool = False
    """Whether the time, or the mark of a new voice, stands before a label, or the time behind it."""
    dashed: bool = False
    """Whether a dash stands behind the colon, and belongs to the label."""
    time: tuple[int, int] | None = None
    """Where the time begins and ends that stands behind the name, in characters of the source."""

    @property
    def label(self) -> str:
        """The label as printed, without its punctuation, blanks folded."""
        return self.of.text

    @property
    def points(self) -> float:
        """The sum of the evidence."""
        return self.of.points

    @property
    def why(self) -> list[str]:
        """The evidence, piece by piece."""
        return self.of.why
