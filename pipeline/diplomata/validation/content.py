"""Which children an element may have, where a list of children breaks the rule, and what was expected there.

A content model is a regular expression over element names. Here it becomes an automaton (Glushkov's), so
that every fault of a list of children is found, not only the first, each with what could have stood there.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COPIES = 20
"""A particle that may occur up to so many times is copied; more is as good as unbounded."""


class Fault(Enum):
    """What is wrong at one place among the children."""

    MISPLACED = "misplaced"
    """The child may not stand here."""
    MISSING = "missing"
    """Something is missing before the child."""
    ORDER = "order"
    """The child stands before something that belongs before it."""
    INCOMPLETE = "incomplete"
    """The element ends too early."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the number of the child (their count, at the end), the names expected there, whether the end was.

    ``lacking`` are the names that are missing before the child, or that stand after it and belong before it;
    with ``either``, one of them is enough.
    """

    fault: Fault
    index: int
    expected: tuple[str, ...]
    may_end: bool
    lacking: tuple[str, ...] = ()
    either: bool = False


@dataclass(slots=True)
class _Part:
    """A part of the expression: can it be empty, with which positions can it begin and end."""

    empty: bool
    first: tuple[int, ...]
    last: tuple[int, ...]


class ContentModel:
    """The automaton of one content model. ``group`` is an ``XsdGroup`` of xmlschema."""

    def __init__(self, group: Any) -> None:
        self._particles: list[Any] = []
        self._follow: list[list[int]] = []
        whole = self._build(group)
        self._first, self._last, self._empty = whole.first, set(whole.last), whole.empty

    def problems(self, children: Sequence[str]) -> list[Problem]:
        """Every fault of a list of child names (in Clark notation), in their order."""
        found: list[Problem] = []
        at: int | None = None
        moved: set[str] = set()
        stranger = False
        for index, name in enumerate(children):
            target = self._step(self._after(at), name)
            if target is not None:
                at, stranger = target, False
                continue
            if name in moved:
                moved.discard(name)
                continue
            expected, may_end = self._expected(at), self._may_end(at)
            skipped = self._path(at, name)
            if skipped is None:
                found.append(Problem(Fault.MISPLACED, index, expected, may_end))
                stranger = True
                continue
            late = tuple(dict.fromkeys(lack for lack in skipped[0] if lack in children[index + 1 :]))
            lacking = tuple(dict.fromkeys(lack for lack in skipped[0] if lack not in late))
            if late:
                found.append(Problem(Fault.ORDER, index, expected, may_end, late))
                moved.update(late)
            if lacking:
                others = self._alternatives(at, name) if len(skipped[0]) == 1 else ()
                either = len(others) > 1
                found.append(Problem(Fault.MISSING, index, expected, may_end, others if either else lacking, either))
            at, stranger = skipped[1], False
        if not self._may_end(at) and not stranger:
            still = tuple(name for name in self._expected(at) if name not in moved)
            if still:
                found.append(Problem(Fault.INCOMPLETE, len(children), still, False))
        return found

    def names(self) -> set[str]:
        """Every name that the model knows at any place."""
        return {particle.name or "*" for particle in self._particles}

    # -- the automaton --

    def _after(self, at: int | None) -> Iterable[int]:
        return self._first if at is None else self._follow[at]

    def _may_end(self, at: int | None) -> bool:
        return self._empty if at is None else at in self._last

    def _expected(self, at: int | None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._particles[position].name or "*" for position in self._after(at)))

    def _step(self, positions: Iterable[int], name: str) -> int | None:
        return next((position for position in positions if self._particles[position].is_matching(name)), None)

    def _path(self, at: int | None, name: str) -> tuple[tuple[str, ...], int] | None:
        """The shortest way forward to a place where ``name`` fits: the names passed over, and that place."""
        queue: deque[tuple[int, tuple[str, ...]]] = deque((position, ()) for position in self._after(at))
        seen: set[int] = set()
        while queue:
            position, passed = queue.popleft()
            particle = self._particles[position]
            if particle.is_matching(name):
                return passed, position
            if position in seen:
                continue
            seen.add(position)
            queue.extend((onward, (*passed, particle.name or "*")) for onward in self._follow[position])
        return None

    def _alternatives(self, at: int | None, name: str) -> tuple[str, ...]:
        """Every name of which one alone, before ``name``, would be enough."""
        enough = (position for position in self._after(at) if self._step(self._follow[position], name) is not None)
        return tuple(dict.fromkeys(self._particles[position].name or "*" for position in enough))

    # -- building it --

    def _build(self, particle: Any) -> _Part:
        low, high = particle.min_occurs, particle.max_occurs
        if high == 0:
            return _Part(True, (), ())
        if high is None or high > _COPIES:
            part = self._once(particle)
            self._join(part.last, part.first)
            return _Part(part.empty or low == 0, part.first, part.last)
        whole = _Part(True, (), ())
        for copy in range(high):
            part = self._once(particle)
            part.empty = part.empty or copy >= low
            whole = self._sequence(whole, part)
        return whole

    def _once(self, particle: Any) -> _Part:
        if not hasattr(particle, "model"):
            self._particles.append(particle)
            self._follow.append([])
            position = len(self._particles) - 1
            return _Part(False, (position,), (position,))
        parts = [self._build(child) for child in particle]
        if particle.model == "sequence":
            whole = _Part(True, (), ())
            for part in parts:
                whole = self._sequence(whole, part)
            return whole
        first = tuple(position for part in parts for position in part.first)
        last = tuple(position for part in parts for position in part.last)
        empty = any(part.empty for part in parts) or not parts
        if particle.model == "all":
            self._join(last, first)
            empty = all(part.empty for part in parts)
        return _Part(empty, first, last)

    def _sequence(self, left: _Part, right: _Part) -> _Part:
        self._join(left.last, right.first)
        return _Part(
            left.empty and right.empty,
            left.first + right.first if left.empty else left.first,
            left.last + right.last if right.empty else right.last,
        )

    def _join(self, last: Iterable[int], first: Iterable[int]) -> None:
        for position in last:
            follow = self._follow[position]
            follow.extend(onward for onward in first if onward not in follow)
