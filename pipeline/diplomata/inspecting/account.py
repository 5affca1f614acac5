"""The account of a reading, worked out from what the record carries, when somebody asks for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, Any, NamedTuple

from diplomata.inspecting.header import header_values
from diplomata.recognise.weighing import ACCEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diplomata.diagnostics import Diagnostic
    from diplomata.layouts.matcher import Match
    from diplomata.recognise.weighing import Label
    from diplomata.record import Record, Span

REJECTED = 10
"""So many of the rejected labels are told, those with the most points."""
_TYPED = {"supplied": "ana", "gap": "reason"}
"""The attribute that says of what type a span is, where it is not ``type``."""
_PLAIN_BLOCKS = frozenset("p sp section enclosure list opener closer postscript quote item footnote".split())
"""Their text is painted as what stands in it."""
_OUTER = ("enclosure", "section", "sp", "opener", "closer", "postscript", "list", "quote")
"""Of two spans over the same characters, which is told first."""


class Stretch(NamedTuple):
    """Characters of one line, from 0, that are of one kind: ``header``, ``furniture``, or the kind of a span."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class LineReading:
    """One line of the source and what it became.

    ``place`` is ``header``, ``furniture``, ``body``, or empty for a blank line; ``fields`` are the header fields
    on it; ``kinds`` what the body has there, the outer before the inner, each with its type (``note
    translator``); ``speakers`` are the ids of those who speak. ``stretches`` tell which characters are what.
    """

    number: int
    text: str
    place: str = ""
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    unsure: bool = False
    stretches: tuple[Stretch, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def reading(self) -> str:
        """The reading in one line of words: ``header title``, ``sp p stage business``."""
        if self.place == "header":
            return f"header {', '.join(self.fields)}"
        return " ".join(self.kinds) if self.kinds else self.place


@dataclass(frozen=True, slots=True)
class LayoutReading:
    """A layout that the record may have: the clues that were found, each with its weight, and their sum."""

    name: str
    describes: str
    weight: float
    threshold: float
    clues: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class LabelReading:
    """What was weighed as a speaker's label, and the evidence: ``why`` holds a sentence and points for each piece.

    ``line`` is where it stands first; ``accepted`` tells that it begins turns; ``reason`` says why it does not
    although its points would be enough.
    """

    label: str
    form: str
    points: float
    accepted: bool
    count: int
    line: int
    why: tuple[str, ...]
    persons: tuple[str, ...] = ()
    reason: str = ""


class Inspection:
    """How ``record`` was read. Nothing is worked out before it is asked for."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @cached_property
    def layout(self) -> LayoutReading | None:
        """The layout that was taken; ``None`` for a record that was not made by reading."""
        layouts = self.record.workings.layouts
        return _layout(layouts[0]) if layouts else None

    @cached_property
    def other_layouts(self) -> tuple[LayoutReading, ...]:
        """The other layouts whose clues were found, the likeliest first."""
        return tuple(map(_layout, self.record.workings.layouts[1:]))

    @cached_property
    def shares(self) -> dict[str, float]:
        """What part of the source's characters, blanks left out, is body, header and furniture: 0 to 1."""
        text, lines = self.record.text, self.record.lines
        places = {
            "body": lines.body,
            "header": [(start, end) for _, start, end in lines.fields],
            "furniture": lines.furniture,
        }
        sizes = {
            name: sum(len("".join(text[start:end].split())) for start, end in ranges)
            for name, ranges in places.items()
        }
        whole = sum(sizes.values()) or 1
        return {name: round(size / whole, 4) for name, size in sizes.items()}

    def labels(self, rejected: int = REJECTED) -> list[LabelReading]:
        """The labels that begin turns, in the order of the record, then the likeliest of the ``rejected``."""
        workings = self.record.workings
        taken = {id(candidate.of) for candidate in workings.accepted}
        begun = {candidate.block for candidate in workings.accepted}
        yes = [label for label in workings.labels if id(label) in taken]
        no = [label for label in workings.labels if id(label) not in taken]
        who: dict[str, dict[str, None]] = defaultdict(dict)
        for turn in self.record.turns:
            who[turn.label].update(dict.fromkeys(person.id for person in turn.speakers))
        yes.sort(key=lambda label: label.occurrences[0].start)
        no = nlargest(rejected, no, key=lambda label: (label.points, -label.occurrences[0].start))
        return [self._label(label, True, who, begun) for label in yes] + [
            self._label(label, False, who, begun) for label in no
        ]

    def _label(self, label: Label, accepted: bool, who: dict[str, dict[str, None]], begun: set[int]) -> LabelReading:
        reason = ""
        if not accepted and label.points >= ACCEPT:
            elsewhere = all(candidate.block in begun for candidate in label.occurrences)
            reason = "another reading of the same place weighs more" if elsewhere else ""
            reason = reason or "barred by its words, alone in the record, or part of a list of participants"
        line = self.record.source.position(label.occurrences[0].start)[0]
        persons = tuple(who.get(label.text, ())) if accepted else ()
        points, why = round(label.points, 2), tuple(label.why)
        return LabelReading(
            label.text, label.form, points, accepted, len(label.occurrences), line, why, persons, reason
        )

    def lines(self) -> Iterator[LineReading]:
        """Every line of the source, blank ones too, in order."""
        record = self.record
        found: dict[int, list[Diagnostic]] = defaultdict(list)
        for diagnostic in record.diagnostics:
            if diagnostic.line:
                found[diagnostic.line].append(diagnostic)
        places = sorted(
            [(start, end, "header", name) for name, start, end in record.lines.fields]
            + [(start, end, "furniture", "") for start, end in record.lines.furniture]
            + [(start, end, "body", "") for start, end in record.lines.body]
        )
        spans = self._spans()
        placed, read = 0, 0
        open_spans: list[Span] = []
        here: list[tuple[int, int, str, str]] = []
        start = 0
        for number, text in enumerate(record.text.split("\n"), 1):
            end = start + len(text)
            # A caption and its time are one line to the reader.
            here = [place for place in here if place[1] > start]
            while placed < len(places) and places[placed][0] <= end:
                here.append(places[placed])
                placed += 1
            open_spans = [span for span in open_spans if span.end >= start]
            while read < len(spans) and spans[read].start <= end:
                if spans[read].end >= start:
                    open_spans.append(spans[read])
                read += 1
            yield _line(number, text, start, here, open_spans, tuple(found.get(number, ())))
            start = end + 1

    def as_dict(self) -> dict[str, Any]:
        """Everything, as plain values for JSON."""
        record = self.record
        source = record.source
        layout = asdict(self.layout) if self.layout is not None else {"name": record.layout}
        return {
            "source": source.name,
            "sha256": source.sha256,
            "id": record.id,
            "language": record.language,
            "header": header_values(record.header),
            "layout": {**layout, "named": record.workings.named, "others": [asdict(o) for o in self.other_layouts]},
            "shares": self.shares,
            "counts": record.counts(),
            "people": [asdict(person) for person in record.people],
            "lines": [
                {
                    "line": line.number,
                    "text": line.text,
                    "place": line.place,
                    "fields": line.fields,
                    "kinds": line.kinds,
                    "speakers": line.speakers,
                    "unsure": line.unsure,
                }
                for line in self.lines()
            ],
            "spans": [self._span(span) for span in self._spans()],
            "labels": [asdict(label) for label in self.labels(5 * REJECTED)],
            "diagnostics": [diagnostic.as_dict() for diagnostic in record.diagnostics],
        }

    def _spans(self) -> list[Span]:
        """The spans, the outer before the inner."""
        rank = {kind: number for number, kind in enumerate(_OUTER)}
        return sorted(self.record.spans, key=lambda s: (s.start, -s.end, rank.get(s.kind, len(rank))))

    def _span(self, span: Span) -> dict[str, Any]:
        line, column = self.record.source.position(span.start)
        return {
            "kind": span.kind,
            "start": span.start,
            "end": span.end,
            "line": line,
            "column": column,
            "attributes": dict(span.attributes or {}),
            "certainty": round(span.certainty, 3),
            "why": span.why,
        }


def _layout(match: Match) -> LayoutReading:
    layout = match.layout
    weights = match.weights or (0.0,) * len(match.clues)
    clues = tuple(zip(match.clues, weights, strict=True))
    return LayoutReading(layout.name, layout.describes, match.weight, layout.threshold, clues)


def _line(
    number: int,
    text: str,
    start: int,
    here: list[tuple[int, int, str, str]],
    spans: list[Span],
    diagnostics: tuple[Diagnostic, ...],
) -> LineReading:
    if not here:
        return LineReading(number, text, diagnostics=diagnostics)
    end = start + len(text)
    last = start + len(text.rstrip())
    # A page break lies between two lines; it is told on the second.
    inside = [s for s in spans if (s.start < last and s.end > start) or (s.kind == "pb" and s.start < start <= s.end)]
    fields = tuple(dict.fromkeys(name for *_, name in here if name))
    place = "body" if any(kind == "body" for _, _, kind, _ in here) else "header" if fields else "furniture"
    counts = Counter(kind_of(span) for span in inside if span.kind != "desc")
    kinds = tuple(kind if count == 1 else f"{kind} ×{count}" for kind, count in counts.items())
    turns = [span.attributes for span in inside if span.kind == "sp" and span.attributes]
    speakers = tuple(dict.fromkeys(who.lstrip("#") for given in turns for who in given.get("who", "").split()))
    unsure = any("cert" in given for given in turns)
    painted = [(a, b, kind) for a, b, kind, _ in here if kind != "body"]
    painted += [(s.start, s.end, s.kind) for s in inside if s.kind not in _PLAIN_BLOCKS]
    clipped = ((max(a, start), min(b, end), kind) for a, b, kind in painted)
    stretches = tuple(_stretches((a - start, b - start, kind) for a, b, kind in clipped if a < b))
    return LineReading(number, text, place, fields, kinds, speakers, unsure, stretches, diagnostics)


def kind_of(span: Span) -> str:
    """The kind of a span with its type, as it is told: ``note translator``, ``gap illegible``."""
    kind = (span.attributes or {}).get(_TYPED.get(span.kind, "type"), "")
    return f"{span.kind} {kind.lstrip('#')}" if kind else span.kind


def _stretches(painted: Iterable[tuple[int, int, str]]) -> Iterator[Stretch]:
    """Nested kinds laid side by side: each character is of the innermost."""
    at = 0
    stack: list[tuple[int, str]] = []
    for start, end, kind in sorted(painted, key=lambda one: (one[0], -one[1])):
        while stack and stack[-1][0] <= start:
            until, outer = stack.pop()
            if at < until:
                yield Stretch(at, until, outer)
                at = until
        if stack and at < start:
            yield Stretch(at, start, stack[-1][1])
        at = max(at, start)
        stack.append((min(end, stack[-1][0]) if stack else end, kind))
    while stack:
        until, outer = stack.pop()
        if at < until:
            yield Stretch(at, until, outer)
            at = until
