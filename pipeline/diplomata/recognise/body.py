"""The body of a record: runs the recognisers over its paragraphs and lays their spans one inside the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from diplomata.diagnostics import Diagnostic
from diplomata.layouts.lines import Line
from diplomata.recognise import asides, brackets, evidence, labels, letters, lists, notes, rosters
from diplomata.recognise.blocks import Block, split_blocks
from diplomata.recognise.dates import find_date, is_undated
from diplomata.recognise.headings import find_headings
from diplomata.recognise.names import Name, fold, parse_name
from diplomata.recognise.people import Cast
from diplomata.record import DateValue, Header, Person, Source, Span, Turn


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
    kind: str = ""
    date: DateValue | None = None
    place: str = ""
    candidates: list[labels.Candidate] = field(default_factory=list)


def read_body(source: Source, lines: list[Line], header: Header, language: str) -> Body:
    """Read the lines of a body. ``language`` is its BCP 47 tag."""
    return _Reader(source, split_blocks(lines), header, language).read()


class _Reader:
    def __init__(self, source: Source, blocks: list[Block], header: Header, language: str) -> None:
        self.source, self.text, self.blocks = source, source.text, blocks
        self.header, self.language = header, language
        self.body = Body()

    def read(self) -> Body:
        blocks, body = self.blocks, self.body
        if not blocks:
            return body
        self.footnotes = notes.find_footnotes(blocks, self.text)
        stop = self.footnotes.first if self.footnotes.notes else len(blocks)
        titles = letters.plain_titles(self.header.title)
        self.rosters = rosters.find_rosters(blocks, stop)
        known = self._known_names()
        listed = {i for roster in self.rosters for i in (roster.head, *roster.entries)}
        free = [b for i, b in enumerate(blocks[:stop])]
        found = [c for c in evidence.find_labels(free, known) if c.block not in listed]
        self.candidates = {c.block: c for c in found}
        body.candidates = found
        self.cast = Cast(known)
        self.cast.add(found)
        body.people = self.cast.people()
        self.participants = frozenset(
            fold(w) for p in body.people if p.kind == "person" for w in p.name.split() if len(w) > 1
        )
        self.reading = brackets.Bracketing(
            "#translator" if self.header.translators else "",
            self.header.languages[0].tag if self.header.languages else "",
            self.language,
            bool(found),
            self.footnotes.marks,
        )
        words = frozenset(fold(w) for name in known for w in name.words)
        starts = [0, *letters.find_enclosures(blocks, stop, listed | set(self.candidates))]
        for start, end in zip(starts, [*starts[1:], stop], strict=True):
            if start:
                self._add(blocks[start].start, blocks[end - 1].end, "enclosure")
            self._part(start, end, titles, words, listed)
        self._notes(stop)
        self._report()
        return body

    def _part(self, start: int, end: int, titles: list[str], words: frozenset[str], listed: set[int]) -> None:
        """The record, or one enclosure: opener, text, closer."""
        turns = [at for at in self.candidates if start <= at < end]
        if start:
            block = self.blocks[start]
            self._add(block.start, block.end, "head")
            self._inline(block.start, block.end, block, stages=False)
            start += 1
        stop = min([*turns, *(at for at in listed if start <= at < end), end])
        opener = letters.find_opener(self.blocks, start, stop, titles)
        first = opener[-1][0] + 1 if opener else start
        closer = letters.find_closer(
            self.blocks, max(first, max(turns, default=first - 1) + 1), end, words, dialogue=bool(turns)
        )
        self._opener(opener)
        self._middle(first, closer[0][0] if closer else end, listed)
        self._closer(closer)

    def _known_names(self) -> list[Name]:
        names = rosters.roster_names(self.blocks, self.rosters)
        names += rosters.introduced_names(self.text[self.blocks[0].start : self.blocks[-1].end])
        names += rosters.title_names(self.header.title)
        names += [parse_name(name) for name in self.header.authors]
        return names

    def _add(self, start: int, end: int, kind: str, lead: int = 0, tail: int = 0, **attributes: str) -> None:
        self.body.spans.append(Span(start, end, kind, attributes or None, lead, tail))

    # Opener and closer

    def _opener(self, parts: list[tuple[int, letters.Part]]) -> None:
        group: list[int] = []
        for at, part in parts:
            block = self.blocks[at]
            if part.kind == "head":
                self._close_group("opener", group)
                self._add(block.start, block.end, "head")
                self._inline(block.start, block.end, block, stages=False)
                continue
            group.append(at)
            if part.kind == "columns":
                self._columns(block)
            else:
                self._opener_part(block.start, block.end, part, block)
        self._close_group("opener", group)

    def _close_group(self, kind: str, group: list[int]) -> None:
        if group:
            self._add(self.blocks[group[0]].start, self.blocks[group[-1]].end, kind)
            group.clear()

    def _columns(self, block: Block) -> None:
        """One line set in columns: each is a part of its own."""
        at = block.start
        titles = letters.plain_titles(self.header.title)
        while at < block.end:
            gap = letters.COLUMNS.search(self.text, at, block.end)
            end = gap.start() if gap else block.end
            text = self.text[at:end].strip()
            part = letters.opener_part(text, titles) or letters.Part("line")
            if part.kind in ("head", "note", "columns"):
                part = letters.Part("line")
            self._opener_part(at, at + len(text), part, block)
            at = gap.end() if gap else block.end

    def _opener_part(self, start: int, end: int, part: letters.Part, block: Block) -> None:
        text = " ".join(self.text[start:end].split())
        facts = self.body
        if part.kind == "dateline":
            self._dateline(start, end, header=True)
            return
        if part.kind == "salute":
            self._add(start, end, "salute")
        elif part.kind == "note":
            close = self.text.find("]", start, end) + 1
            if 0 < close < end:
                self._add(start, end, "note", type="handwritten" if "and" in text[:8] else "stamp")
                self._add(start, close, "label")
            else:
                self._add(start, end, "seg", type="line")
                self._inline(start, end, block, stages=False)
            return
        else:
            kind = {"place": "line"}.get(part.kind, part.kind)
            self._add(start, end, "seg", type=kind)
            if part.label:
                self._add(start, start + part.label, "label")
        self._inline(start + part.label, end, block, stages=False)
        value = text[part.label :].strip()
        if part.kind == "classification":
            facts.classifications.append(value)
        elif part.kind == "to" and value:
            facts.addressees.append(value)
        elif part.kind == "from" and value:
            facts.senders.append(value)
        elif part.kind == "kind" and not facts.kind:
            facts.kind = text
        elif part.kind == "date-time" and facts.date is None:
            date = find_date(value)
            facts.date = date[2] if date else None

    def _dateline(self, start: int, end: int, *, header: bool) -> None:
        text = self.text[start:end]
        self._add(start, end, "dateline")
        found = letters.dateline(text)
        if not found or is_undated(text):
            return
        place, date = found
        value = find_date(text[date[0] : date[1]])
        attributes = value[2].attributes if value else None
        self.body.spans.append(Span(start + date[0], start + date[1], "date", attributes))
        if place[1]:
            self._add(start + place[0], start + place[1], "placeName")
            if header and not self.body.place:
                self.body.place = " ".join(text[place[0] : place[1]].split())
        if header and value and self.body.date is None:
            self.body.date = DateValue(" ".join(text[date[0] : date[1]].split()), *_iso(value[2]))

    def _closer(self, parts: list[tuple[int, letters.Part]]) -> None:
        group: list[int] = []
        at = 0
        while at < len(parts):
            number, part = parts[at]
            block = self.blocks[number]
            if part.kind in ("distribution", "postscript", "trailer"):
                self._close_group("closer", group)
                if part.kind == "trailer":
                    self._add(block.start, block.end, "trailer")
                    self._inline(block.start, block.end, block, stages=False)
                else:
                    at = self._postscript(parts, at)
                at += 1
                continue
            if part.kind == "note":
                self._close_group("closer", group)
                self._inline(block.start, block.end, block, stages=False)
                at += 1
                continue
            group.append(number)
            if part.kind == "dateline":
                self._dateline(block.start, block.end, header=True)
            else:
                kind = part.kind if part.kind in ("salute", "signed") else "seg"
                if kind == "seg":
                    self._add(block.start, block.end, kind, type="line" if part.kind == "entry" else part.kind)
                else:
                    self._add(block.start, block.end, kind)
                self._inline(block.start, block.end, block, stages=False)
            at += 1
        self._close_group("closer", group)

    def _postscript(self, parts: list[tuple[int, letters.Part]], at: int) -> int:
        number, part = parts[at]
        block = self.blocks[number]
        last = at
        if part.kind == "postscript":
            while last + 1 < len(parts) and parts[last + 1][1].kind == "entry":
                last += 1
            self._add(block.start, self.blocks[parts[last][0]].end, "postscript")
            for index in range(at, last + 1):
                self._paragraph(self.blocks[parts[index][0]])
            return last
        inline = part.label < len(block.text)
        if not inline:
            while last + 1 < len(parts) and parts[last + 1][1].kind in ("entry", "signed", "to"):
                last += 1
        self._add(block.start, self.blocks[parts[last][0]].end, "postscript")
        label_end = block.start + part.label
        self._add(block.start, label_end, "label")
        if inline:
            start = label_end + len(self.text[label_end : block.end]) - len(self.text[label_end : block.end].lstrip())
            self._text(start, block.end, block)
        elif last > at:
            items = [self.blocks[parts[i][0]] for i in range(at + 1, last + 1)]
            self._add(items[0].start, items[-1].end, "list")
            for item in items:
                self._add(item.start, item.end, "item")
                self._inline(item.start, item.end, item)
        else:
            self.body.spans.pop()
            self.body.spans[-1] = Span(block.start, block.end, "trailer")
        return last

    # The text between

    def _middle(self, start: int, end: int, listed: set[int]) -> None:
        blocks = self.blocks
        roster_at = {roster.head: roster for roster in self.rosters if start <= roster.head < end}
        taken = set(listed) | set(self.candidates)
        headings = find_headings(blocks, start, end, taken, set(self.candidates))
        free = [i for i in range(start, end) if i not in taken and i not in headings]
        listings, numbered = lists.find_lists(blocks, free)
        list_at = {listing.first: listing for listing in listings}
        numbers = {item.block: item for item in numbered}
        turn = _OpenTurn()
        section = -1
        at = start
        while at < end:
            block = blocks[at]
            if at in headings or at in roster_at:
                self._end_turn(turn)
            if at in headings:
                if section >= 0:
                    self._add(section, blocks[at - 1].end, "section")
                section = block.start
                self._add(block.start, block.end, "head")
                self._inline(block.start, block.end, block, stages=False)
                if at + 1 < end and at + 1 in headings:
                    # Two headings in a row: the second is part of the first, not a section without text.
                    at += 1
                    self._add(blocks[at].start, blocks[at].end, "head")
                    self._inline(blocks[at].start, blocks[at].end, blocks[at], stages=False)
            elif at in roster_at:
                self._roster(roster_at[at])
                at = max(at, *roster_at[at].entries) if roster_at[at].entries else at
            elif at in self.candidates:
                self._end_turn(turn)
                self._begin_turn(turn, self.candidates[at])
            elif at in list_at:
                listing = list_at[at]
                self._listing(listing)
                at = listing.last
                turn.took(blocks[at].end)
            elif self._aside(block) or self._by_hand(block):
                pass
            else:
                if turn.candidate is not None and asides.is_record_keeping(block.text):
                    self._end_turn(turn)
                item = numbers.get(at)
                self._paragraph(block, number=item.length if item else 0)
                turn.took(block.end)
            at += 1
        self._end_turn(turn)
        if section >= 0:
            self._add(section, blocks[end - 1].end, "section")

    def _begin_turn(self, turn: _OpenTurn, candidate: labels.Candidate) -> None:
        block = self.blocks[candidate.block]
        stamp = self.text[block.start : candidate.start].rstrip()
        if stamp:
            marks = 1 if stamp[0] in "[(" else 0
            self._add(block.start, block.start + len(stamp), "note", marks, marks, type="timestamp")
        turn.begin(candidate, len(self.body.spans))
        self._add(candidate.start, candidate.end, "speaker")
        self._inline(candidate.start, candidate.end, block, stages=False)
        rest = self.text[candidate.end : block.end]
        if rest.strip():
            self._text(candidate.end + len(rest) - len(rest.lstrip()), block.end, block)
            turn.took(block.end)

    def _end_turn(self, turn: _OpenTurn) -> None:
        candidate = turn.candidate
        if candidate is None:
            return
        block = self.blocks[candidate.block]
        if turn.end < 0:
            # A label with nothing behind it is no turn: its words stay, as a paragraph.
            self.body.spans[turn.at] = Span(candidate.start, block.end, "p")
        else:
            people = [self.body.people[i] for i in self.cast.resolve(candidate.label)]
            unsure = candidate.points < labels.REVIEW or candidate.label in self.cast.ambiguous
            attributes = {"who": " ".join(f"#{p.id}" for p in people)}
            if unsure:
                attributes["cert"] = "low"
            certainty = min(1.0, max(0.5, candidate.points / 8))
            span = Span(
                candidate.start, turn.end, "sp", attributes, certainty=certainty, why="; ".join(candidate.why)
            )
            self.body.spans.append(span)
            turn_of = Turn(
                tuple(people), candidate.label, candidate.start, turn.end, certainty, self.text, candidate.end
            )
            self.body.turns.append(turn_of)
        turn.candidate = None

    def _by_hand(self, block: Block) -> bool:
        """``[handwritten] Copy sent``: the rest of the line is what the bracket says of it."""
        close = brackets.heads_a_note(block.text)
        if not close:
            return False
        self._add(block.start, block.end, "note", type="handwritten")
        self._add(block.start, self.text.index("]", block.start) + 1, "label")
        return True

    def _aside(self, block: Block) -> bool:
        if block.lines[0].text[0] not in "([（":
            return False
        text = block.text
        opening = asides.whole_paragraph(text)
        if not opening or block.breaks:
            return False
        if opening == "[" and brackets.read_bracket(
            self.text, block.start, block.start + self.text[block.start : block.end].rindex("]") + 1,
            block.start, block.end, self.reading,
        )[0].kind in ("note", "gap", "unclear", "ref"):  # fmt: skip
            return False
        if not asides.is_aside_paragraph(text, opening, self.participants, dialogue=bool(self.candidates)):
            return False
        attributes = {"type": asides.stage_type(text)}
        if opening == "[":
            attributes["rend"] = "brackets"
        end = block.end - (len(text) - len(text.rstrip(".")))
        if end < block.end:
            # A full stop behind the bracket is text, and text needs a paragraph.
            self._add(block.start, block.end, "p")
        self._add(block.start, end, "stage", 1, 1, **attributes)
        self._inline(block.start + 1, end - 1, block, stages=False)
        return True

    def _paragraph(self, block: Block, number: int = 0) -> None:
        self._text(block.start, block.end, block, number)

    def _text(self, start: int, end: int, block: Block, number: int = 0) -> None:
        attributes = {"n": self.text[start : start + number].strip()} if number else {}
        self._add(start, end, "p", number, 0, **attributes)
        self._inline(start + number, end, block)

    def _listing(self, listing: lists.Listing) -> None:
        self._add(self.blocks[listing.first].start, self.blocks[listing.last].end, "list")
        for item, inner in listing.items:
            block = self.blocks[item.block]
            mark = block.start + item.length
            self._add(block.start, block.start + len(self.text[block.start : mark].rstrip()), "label")
            self._add(mark, self.blocks[inner[-1].last].end if inner else block.end, "item")
            self._inline(mark, block.end, block)
            for nested in inner:
                self._listing(nested)

    def _roster(self, roster: rosters.Roster) -> None:
        head = self.blocks[roster.head]
        last = self.blocks[roster.entries[-1]] if roster.entries else head
        self._add(head.start, last.end, "list", type="participants")
        head_end = head.start + roster.length
        self._add(head.start, head_end, "head")
        if roster.entries:
            for number in roster.entries:
                block = self.blocks[number]
                self._add(block.start, block.end, "item")
                self._inline(block.start, block.end, block, stages=False)
        else:
            rest = self.text[head_end : head.end]
            start = head_end + len(rest) - len(rest.lstrip())
            self._add(start, head.end, "item")
            self._inline(start, head.end, head, stages=False)

    # Inside a paragraph

    def _inline(self, start: int, end: int, block: Block, *, stages: bool = True) -> None:
        text, spans = self.text, self.body.spans
        for first, last in block.breaks:
            if start <= first and last <= end:
                spans.append(Span(first, last, "pb", lead=last - first))
        found: list[Span] = []
        if text.find("[", start, end) >= 0 or text.find("]", start, end) >= 0:
            closed, alone = brackets.pairs(text, start, end)
            for a, b in closed:
                found += brackets.read_bracket(text, a, b, start, end, self.reading)
            for at in alone:
                self.body.diagnostics.append(self.source.diagnose("bracket-unbalanced", at))
        if stages and (text.find("(", start, end) >= 0 or text.find("（", start, end) >= 0):
            found += asides.find_asides(text, start, end, self.participants, dialogue=bool(self.candidates))
        if self.footnotes.loose:
            found += notes.find_anchors(text, start, end, self.footnotes.marks)
        if not stages:
            found = [span for span in found if span.kind != "stage"]
        spans += found

    def _notes(self, stop: int) -> None:
        if not self.footnotes.notes:
            return
        numbers = [note.block for note in self.footnotes.notes]
        if self.footnotes.heading >= 0:
            block = self.blocks[self.footnotes.heading]
            self._add(block.start, block.end, "back-head")
        for at, note in enumerate(self.footnotes.notes):
            block = self.blocks[note.block]
            end = self.blocks[numbers[at + 1] - 1].end if at + 1 < len(numbers) else self.blocks[-1].end
            self._add(block.start, end, "footnote", note.start - block.start, 0, type="footnote", n=note.mark)
            self._inline(note.start, block.end, block, stages=False)

    def _report(self) -> None:
        body, source = self.body, self.source
        anchored = {s.attributes["n"] for s in body.spans if s.kind == "ref" and s.attributes}
        for note in self.footnotes.notes:
            if note.mark not in anchored:
                message = f"the note {note.mark} has no anchor in the text"
                body.diagnostics.append(source.diagnose("note-unmatched", self.blocks[note.block].start, message))
        said: set[str] = set()
        for candidate in self.candidates.values():
            label = candidate.label
            if label in said:
                continue
            said.add(label)
            at = self.blocks[candidate.block].start
            if label in self.cast.ambiguous:
                who = " or ".join(self.cast.ambiguous[label])
                message = f"the label {label!r} could be {who}"
                body.diagnostics.append(source.diagnose("speaker-ambiguous", at, message))
            elif candidate.points < labels.REVIEW:
                message = f"the evidence that {label!r} is a speaker is weak: {'; '.join(candidate.why)}"
                body.diagnostics.append(source.diagnose("speaker-unsure", at, message))
        for one, other in self.cast.near():
            at = next(self.blocks[c.block].start for c in self.candidates.values() if c.label == other)
            message = f"the label {other!r} may be {one!r}, misspelt"
            body.diagnostics.append(source.diagnose("speaker-ambiguous", at, message))


@dataclass
class _OpenTurn:
    """The turn that is being read: its label, where its text ends, asides that may follow it."""

    candidate: labels.Candidate | None = None
    at: int = -1
    end: int = -1

    def begin(self, candidate: labels.Candidate, at: int) -> None:
        self.candidate, self.at, self.end = candidate, at, -1

    def took(self, end: int) -> None:
        """A paragraph or list belongs to the turn, and so do the asides before it."""
        if self.candidate is not None:
            self.end = end


def _iso(value: DateValue) -> tuple[str, str, str]:
    return value.when, value.not_before, value.not_after
