"""The paragraphs of a body, and the spans laid over them: what the rooms that read a body share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from diplomata.diagnostics import Diagnostic
from diplomata.lines import WORD
from diplomata.recognise import asides, brackets, notes, paper
from diplomata.recognise.blocks import Block
from diplomata.recognise.people import Cast
from diplomata.recognise.rosters import Roster
from diplomata.recognise.timed import CUE_TIME
from diplomata.recognise.weighing import Candidate, Label
from diplomata.record import Correspondent, DateValue, Header, Person, Source, Span, Turn


@dataclass
class Body:
    """What was read in a body: spans in no order, people, turns, and the facts that the header lacks."""

    spans: list[Span] = field(default_factory=list)
    people: tuple[Person, ...] = ()
    turns: list[Turn] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    classifications: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    """As the opener names them."""
    sent: tuple[Correspondent, ...] = ()
    received: tuple[Correspondent, ...] = ()
    kind: str = ""
    date: DateValue | None = None
    place: str = ""
    subject: str = ""
    """What the opener says that the record is about."""
    source: str = ""
    """The footnote that says where the original lies."""
    candidates: list[Candidate] = field(default_factory=list)
    weighed: list[Label] = field(default_factory=list)


class Voice(NamedTuple):
    """What the turns under one label have in common: who speaks, as a person and in TEI, how sure, and why."""

    people: tuple[Person, ...]
    attributes: dict[str, str]
    certainty: float
    why: str


@dataclass
class Sheet:
    """One body on the desk: its paragraphs, what was found out about it as a whole, and :attr:`body`, the result.

    ``candidates`` are the accepted labels by block, ``entries`` those of the rosters, ``listed`` their blocks,
    ``participants`` the folded names of who speaks.
    """

    source: Source
    blocks: list[Block]
    header: Header
    body: Body
    footnotes: notes.Footnotes
    rosters: list[Roster]
    entries: list[str]
    listed: frozenset[int]
    candidates: dict[int, Candidate]
    cast: Cast
    participants: frozenset[str]
    brackets: brackets.Bracketing
    voices: dict[tuple[str, tuple[int, ...]], Voice] = field(default_factory=dict)
    loose: dict[str, int] = field(default_factory=dict)
    """Marks in brackets that look like anchors and have no note, and where each stands first."""
    held: DateValue | None = None
    """The day on which a meeting was held, as the heading says it."""
    days: frozenset[int] = frozenset()
    """The blocks that are the day of a diary's entry."""
    text: str = field(init=False)
    """The whole text of the record."""
    labels: frozenset[str] = field(init=False)
    """The labels as printed under which somebody speaks."""
    cues: bool = field(init=False)
    """Whether the record may have captions of a recording."""
    square: bool = field(init=False)
    """Whether a square bracket stands anywhere in it."""
    round: list[str] = field(init=False)
    """The marks that open an aside, of those that stand in it."""

    def __post_init__(self) -> None:
        self.text = self.source.text
        self.labels = frozenset(candidate.label for candidate in self.candidates.values())
        self.cues = " --> " in self.text
        self.square = "[" in self.text or "]" in self.text
        self.round = [mark for mark in "(（〔/" if mark in self.text]

    def add(self, start: int, end: int, kind: str, lead: int = 0, tail: int = 0, **attributes: str) -> None:
        """Lay one span."""
        self.body.spans.append(Span(start, end, kind, attributes or None, lead, tail))

    def line(self, block: Block, kind: str) -> None:
        """A whole block as one element of phrases: a heading, a signature, an item."""
        self.add(block.start, block.end, kind)
        self.inline(block.start, block.end, block, stages=False)

    def paragraph(self, start: int, end: int, block: Block, number: int = 0) -> None:
        """A paragraph, its printed ``number`` of so many characters at its start."""
        if number:
            self.add(start, end, "p", number, 0, n=self.text[start : start + number].strip())
        else:
            self.body.spans.append(Span(start, end, "p"))
        self.inline(start + number, end, block)

    def after(self, start: int, end: int) -> int:
        """Where the text begins again behind ``start``."""
        word = WORD.search(self.text, start, end)
        return end if word is None else word.start()

    def inline(self, start: int, end: int, block: Block, *, stages: bool = True) -> None:
        """What stands inside ``text[start:end]``: page breaks, brackets, asides (unless not ``stages``), anchors."""
        text, spans = self.text, self.body.spans
        laid = len(spans)
        for first, last in block.breaks:
            if start <= first and last <= end:
                # Furniture may lie between as well: only what is no more than a mark is the page's.
                mark = " ".join(text[first:last].split())
                said = {"n": mark} if mark and paper.is_page_mark(mark) else None
                spans.append(Span(first, last, "pb", said, lead=last - first))
        found: list[Span] = []
        if self.square and (text.find("[", start, end) >= 0 or text.find("]", start, end) >= 0):
            closed, alone = brackets.pairs(text, start, end)
            outer = start
            for a, b in closed:
                read = brackets.read_bracket(text, a, b, start, end, self.brackets)
                self._look(a, b, start, read)
                # Inside a bracket an aside is an insertion's text, not a scene.
                found += [span for span in read if span.kind != "stage"] if a < outer else read
                outer = max(outer, b)
            for at in alone:
                self.body.diagnostics.append(self.source.diagnose("bracket-unbalanced", at))
        if stages and any(text.find(mark, start, end) >= 0 for mark in self.round):
            told = asides.find_asides(text, start, end, self.participants, dialogue=bool(self.candidates))
            found += [span for span in told if not any(b.start < span.start < b.end for b in found)]
        if self.cues and (cue := CUE_TIME.match(text, start, end)):
            found.append(Span(start, cue.end(), "note", {"type": "timestamp"}))
        if self.header.page_sign:
            found += paper.printed_breaks(text, start, end, self.header.page_sign)
        if self.footnotes.loose:
            found += notes.find_anchors(text, start, end, self.footnotes.marks)
        if not found:
            return
        if not stages:
            found = [span for span in found if span.kind != "stage"]
        plain = [span for span in found if span.kind == "desc"]
        if plain:
            # What is told of a gap is plain text, whatever stands in it.
            found = [s for s in found if not any(d is not s and d.start <= s.start and s.end <= d.end for d in plain)]
            # So it is where a page ends in the middle of it.
            spans[laid:] = [s for s in spans[laid:] if not any(d.start <= s.start < d.end for d in plain)]
        spans += found

    def _look(self, start: int, end: int, first: int, read: list[Span]) -> None:
        """Notes what a scholar must look at in a bracket ``text[start:end]`` of a paragraph from ``first`` on."""
        if not read:
            if brackets.is_loose_marker(self.text, start, end, first):
                self.loose.setdefault(self.text[start + 1 : end - 1].strip(), start)
        elif read[0].kind == "supplied" and brackets.is_unsure(said := self.text[start + 1 : end - 1]):
            message = f"this may be a note and no insertion: {' '.join(said.split())[:60]!r}"
            self.body.diagnostics.append(self.source.diagnose("bracket-unsure", start, message))
