"""Lays the spans of the text between opener and closer: turns, sections, lists, asides, paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from diplomata.lines import WORD
from diplomata.recognise import asides, brackets, introductions, keeping, labels, lists, paper, rosters, shelf_marks
from diplomata.recognise.blocks import Block
from diplomata.recognise.headings import find_headings
from diplomata.recognise.scene import stage_type
from diplomata.recognise.sheet import Sheet, Voice
from diplomata.recognise.weighing import REVIEW, Candidate
from diplomata.record import Span, Turn


@dataclass
class _OpenTurn:
    """The turn that is being read: its label, where its text ends, asides that may follow it."""

    candidate: Candidate | None = None
    at: int = -1
    end: int = -1
    number: str = ""
    """As printed before the label."""
    time: str = ""
    """As printed behind the label."""

    def begin(self, candidate: Candidate, at: int, number: str, time: str) -> None:
        self.candidate, self.at, self.end, self.number, self.time = candidate, at, -1, number, time

    def took(self, end: int) -> None:
        """A paragraph or list belongs to the turn, and so do the asides before it."""
        if self.candidate is not None:
            self.end = end


def lay_middle(sheet: Sheet, start: int, end: int) -> None:
    """Lay the text between opener and closer: ``blocks[start:end]``."""
    blocks = sheet.blocks
    roster_at = {roster.head: roster for roster in sheet.rosters if start <= roster.head < end}
    taken = set(sheet.listed) | set(sheet.candidates)
    days = {at for at in sheet.days if start <= at < end and at not in taken}
    kept = _kept(sheet, start, end, taken | days)
    headings = days | find_headings(blocks, start, end, taken | days | kept, set(sheet.candidates))
    free = [i for i in range(start, end) if i not in taken and i not in headings and i not in kept]
    listings, numbered = lists.find_lists(blocks, free)
    list_at = {listing.first: listing for listing in listings}
    numbers = {item.block: item for item in numbered}
    numbers |= {item.block: item for item in _between_numbered_turns(sheet, free)}
    apart = taken.union(headings, list_at)
    turn = _OpenTurn()
    section = -1
    laid = len(sheet.body.spans)
    at = start
    while at < end:
        block = blocks[at]
        if at in headings or at in roster_at:
            _end_turn(sheet, turn)
        if at in headings:
            if section >= 0:
                sheet.add(section, blocks[at - 1].end, "section")
            section = block.start
            sheet.line(block, "head")
            while at + 1 < end and at + 1 in headings:
                # Headings in a row head one section, not sections without text.
                at += 1
                sheet.line(blocks[at], "head")
        elif at in roster_at:
            _roster(sheet, roster_at[at])
            at = max(at, *roster_at[at].entries) if roster_at[at].entries else at
        elif at in sheet.candidates:
            _end_turn(sheet, turn)
            _begin_turn(sheet, turn, sheet.candidates[at])
        elif at in list_at:
            listing = list_at[at]
            _listing(sheet, listing)
            at = listing.last
            turn.took(blocks[at].end)
        elif at in kept:
            if keeping.is_record_keeping(block.text):
                _end_turn(sheet, turn)
            ruled = block.text.startswith(keeping.RULE)
            said = {"type": stage_type(block.text), "rend": "dashes" if ruled else "plain"}
            sheet.add(block.start, block.end, "stage", len(keeping.RULE) if ruled else 0, 0, **said)
            sheet.inline(block.start, block.end, block, stages=False)
        elif turn.candidate is None and (last := _quotation(blocks, at, end, apart)):
            _quote(sheet, at, last)
            at = last
        elif lay_aside(sheet, block) or (not _only_notes(sheet, laid, at, end) and _by_hand(sheet, block)):
            pass
        else:
            if turn.candidate is not None and (
                keeping.is_record_keeping(block.text)
                or keeping.tells_of(block.text, sheet.participants)
                or shelf_marks.is_fond_mark(block.text)
            ):
                _end_turn(sheet, turn)
            item = numbers.get(at)
            sheet.paragraph(block.start, block.end, block, item.length if item else 0)
            turn.took(block.end)
        at += 1
    _end_turn(sheet, turn)
    if section >= 0:
        sheet.add(section, blocks[end - 1].end, "section")


_TURNS = 3
"""So many turns make a record in which a paragraph may be nobody's."""


def _kept(sheet: Sheet, start: int, end: int, taken: set[int]) -> frozenset[int]:
    """The blocks that are asides of the record-keeper without a parenthesis."""
    if len(sheet.candidates) < _TURNS:
        return frozenset()
    return frozenset(i for i in range(start, end) if i not in taken and keeping.is_plain_aside(sheet.blocks[i].text))


def _between_numbered_turns(sheet: Sheet, free: list[int]) -> Iterator[lists.Item]:
    """The paragraphs that count on where speeches are numbered: ``3.`` within the speech that began as ``2.``"""
    counted = {at for at, candidate in sheet.candidates.items() if candidate.of.form == "numbered"}
    if not counted:
        return
    items = {at: item for at in (*counted, *free) if (item := lists.marker_of(at, sheet.blocks[at]))}
    for before, item in itertools.pairwise(sorted(items.values())):
        if item.block not in counted and item.kind == before.kind and item.value == before.value + 1:
            yield item


_OPEN_QUOTE = ("“", '"', "„", "«")
_END_QUOTE = ("”", '"', "“", "»")


def _quotation(blocks: list[Block], at: int, end: int, taken: set[int]) -> int:
    """The last block of a letter that is quoted whole from ``at`` on, 0 when there is none.

    It is announced by a colon, opens with a quotation mark, and closes with one where a paragraph ends.
    """
    text = blocks[at].text
    if not text.startswith(_OPEN_QUOTE) or at == 0 or not blocks[at - 1].text.endswith((":", "：")):
        return 0
    for last in range(at, min(at + 12, end)):
        if last in taken:
            return 0
        closing = blocks[last].text.rstrip(".,;")
        if closing.endswith(_END_QUOTE) and len(closing) > 1:
            return last if last > at or (len(text) > 80 and _is_one_quotation(text)) else 0
    return 0


def _is_one_quotation(text: str) -> bool:
    """Whether the marks at both ends of a paragraph are a pair, and not two quotations with words between."""
    inside = text[1:].rstrip(".,;")[:-1]
    return text[0] not in inside or text[0] == "„"


def _quote(sheet: Sheet, at: int, last: int) -> None:
    sheet.add(sheet.blocks[at].start, sheet.blocks[last].end, "quote")
    for block in sheet.blocks[at : last + 1]:
        sheet.paragraph(block.start, block.end, block)


def _only_notes(sheet: Sheet, laid: int, at: int, end: int) -> bool:
    """Whether nothing but notes was laid before the last block: a text needs at least one paragraph."""
    return at == end - 1 and all(span.kind in ("note", "label") for span in sheet.body.spans[laid:])


def _begin_turn(sheet: Sheet, turn: _OpenTurn, candidate: Candidate) -> None:
    block = sheet.blocks[candidate.block]
    stamp = sheet.text[block.start : candidate.start].rstrip()
    numbered = candidate.of.form in ("numbered", "section", "speech") or (stamp != "" and stamp in labels.LEADS)
    if stamp and paper.PAGE_BEFORE.match(block.text):
        sheet.add(block.start, block.start + len(stamp), "pb", len(stamp), 0, n=stamp)
    elif stamp and not numbered:
        marks = 1 if stamp[0] in "[(" else 0
        sheet.add(block.start, block.start + len(stamp), "note", marks, marks, type="timestamp")
    label_end = candidate.end if numbered else _label_end(sheet, candidate)
    time = sheet.text[slice(*candidate.time)] if candidate.time and label_end < candidate.end else ""
    turn.begin(candidate, len(sheet.body.spans), stamp if numbered else "", time.strip("[]()"))
    sheet.add(candidate.start, candidate.end, "speaker", 0, candidate.end - label_end)
    if candidate.time is not None and not time and sheet.text[candidate.time[0]] != "[":
        marks = 1 if sheet.text[candidate.time[0]] == "(" else 0
        sheet.add(*candidate.time, "note", marks, marks, type="timestamp")
    if candidate.of.form != "bracketed":
        laid = len(sheet.body.spans)
        sheet.inline(candidate.start, label_end, block, stages=False)
        # "Counsel Aldan [interrupting]:" tells how he speaks; TEI has no stage inside speaker.
        sheet.body.spans[laid:] = [s for s in sheet.body.spans[laid:] if not _tells_how(sheet.text, s)]
    said = WORD.search(sheet.text, candidate.end, block.end)
    if said is not None:
        sheet.paragraph(said.start(), block.end, block)
        turn.took(block.end)


def _label_end(sheet: Sheet, candidate: Candidate) -> int:
    """Where the label ends as ``speaker``: before the time, where nothing but a colon stands behind that."""
    if candidate.time is None or sheet.text[candidate.time[1] : candidate.end].strip(" :："):
        return candidate.end
    return candidate.start + len(sheet.text[candidate.start : candidate.time[0]].rstrip())


def _tells_how(text: str, span: Span) -> bool:
    return span.kind == "supplied" and text[span.start + 1 : span.end - 1].strip()[:1].islower()


def _end_turn(sheet: Sheet, turn: _OpenTurn) -> None:
    candidate = turn.candidate
    if candidate is None:
        return
    block = sheet.blocks[candidate.block]
    if turn.end < 0:
        # A label with nothing behind it is no turn: its words stay, as a paragraph.
        sheet.body.spans[turn.at] = Span(block.start if turn.number else candidate.start, block.end, "p")
    else:
        voice = _voice(sheet, candidate)
        certainty = voice.certainty
        start, end = block.start if turn.number else candidate.start, turn.end
        mark = turn.number or turn.time
        said = {**voice.attributes, "n": mark} if mark else voice.attributes
        lead = candidate.start - start
        sheet.body.spans.append(Span(start, end, "sp", said, lead, 0, certainty, voice.why))
        source = sheet.source.text
        sheet.body.turns.append(Turn(voice.people, candidate.label, start, end, certainty, source, candidate.end))
    turn.candidate = None


def _voice(sheet: Sheet, candidate: Candidate) -> Voice:
    """What all turns of one speaker under one label have in common, worked out once."""
    speakers = sheet.cast.resolve(candidate.block)
    known = sheet.voices.get((candidate.label, speakers))
    if known is not None:
        return known
    people = tuple(sheet.body.people[i] for i in speakers)
    attributes = {"who": " ".join(f"#{p.id}" for p in people)}
    # "Holt?:" is the transcriber's own doubt.
    if candidate.points < REVIEW or candidate.label in sheet.cast.ambiguous or candidate.label[-1] == "?":
        attributes["cert"] = "low"
    certainty = min(1.0, max(0.5, candidate.points / 8))
    voice = Voice(people, attributes, certainty, "; ".join(candidate.why))
    sheet.voices[candidate.label, speakers] = voice
    return voice


def _by_hand(sheet: Sheet, block: Block) -> bool:
    """``[handwritten] Copy sent``: the rest of the line is what the bracket says of it."""
    if not paper.heads_a_note(block.text):
        return False
    sheet.add(block.start, block.end, "note", type="handwritten")
    close = sheet.text.index("]", block.start) + 1
    sheet.add(block.start, close, "label")
    sheet.inline(close, block.end, block, stages=False)
    return True


_TRANSLATED = re.compile(r"(?i)\[(?:\w+ )?(?:translat(?:ed|ion)|excerpt(?:s|ed)?) from\b[^\]]{1,80}\]$")


def lay_aside(sheet: Sheet, block: Block) -> bool:
    """Lay a paragraph that is an aside in parentheses or brackets from end to end; false where it is none."""
    if block.text[0] not in "([（〔/":
        return False
    text = block.text
    opening = asides.whole_paragraph(text)
    if not opening or any(word in text for word in introductions.INTRODUCING):
        return False
    if text[1:-1].strip() in sheet.labels:
        # "(Vizepräsident Dr. Hallbauer)", over a page: who goes on speaking.
        return False
    if opening == "[":
        close = sheet.text.rindex("]", block.start, block.end) + 1
        read = brackets.read_bracket(sheet.text, block.start, close, block.start, block.end, sheet.brackets)
        if not read or read[0].kind in ("note", "gap", "unclear", "ref"):
            return False
    said = next(iter(sheet.candidates.values()), None)
    if said is not None and block.start < said.start:
        if asides.is_dating(text):
            return False
        if opening == "[" and _TRANSLATED.match(text):
            # Over the first turn it tells of the text, between turns of what was said.
            sheet.add(block.start, block.end, "note", 1, 1, type="editor")
            return True
    if not asides.is_aside_paragraph(text, opening, sheet.participants, dialogue=bool(sheet.candidates)):
        return False
    attributes = {"type": stage_type(text), **asides.printed_in(opening)}
    end = block.end - (len(text) - len(text.rstrip(".")))
    if end < block.end:
        # A full stop behind the bracket is text, and text needs a paragraph.
        sheet.add(block.start, block.end, "p")
    sheet.add(block.start, end, "stage", 1, 1, **attributes)
    sheet.inline(block.start + 1, end - 1, block, stages=False)
    return True


def _listing(sheet: Sheet, listing: lists.Listing) -> None:
    sheet.add(sheet.blocks[listing.first].start, sheet.blocks[listing.last].end, "list")
    for item, inner in listing.items:
        block = sheet.blocks[item.block]
        mark = block.start + item.length
        sheet.add(block.start, block.start + len(sheet.text[block.start : mark].rstrip()), "label")
        sheet.add(mark, sheet.blocks[inner[-1].last].end if inner else block.end, "item")
        sheet.inline(mark, block.end, block)
        for nested in inner:
            _listing(sheet, nested)


def _roster(sheet: Sheet, roster: rosters.Roster) -> None:
    head = sheet.blocks[roster.head]
    last = sheet.blocks[roster.entries[-1]] if roster.entries else head
    sheet.add(head.start, last.end, "list", type="participants")
    head_end = head.at(roster.length)
    sheet.add(head.start, head_end, "head")
    sheet.inline(head.start, head_end, head, stages=False)
    start = sheet.after(head_end, head.end)
    for first, end in rosters.entries_of(sheet.text[: head.end], start) if start < head.end else ():
        sheet.add(first, end, "item")
        sheet.inline(first, end, head, stages=False)
    for number in roster.entries:
        block = sheet.blocks[number]
        sheet.add(block.start, block.end, "item")
        sheet.inline(block.start, block.end, block, stages=False)
