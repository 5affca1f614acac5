"""The body of a record: runs the recognisers over its paragraphs and lays their spans one inside the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplomata.classification import classification_in, is_classification
from diplomata.lines import Line
from diplomata.recognise import (
    brackets,
    closers,
    columns,
    enclosures,
    evidence,
    introductions,
    letters,
    notes,
    openers,
    rosters,
)
from diplomata.recognise.blocks import Block, blocks_of_width, split_blocks
from diplomata.recognise.correspondence import correspond
from diplomata.recognise.days import find_days
from diplomata.recognise.definitions import defined_labels, legend_lines, short_forms
from diplomata.recognise.ends import before_the_scene, lay_closer, lay_opener
from diplomata.recognise.floor import Floor
from diplomata.recognise.genre import genre_of
from diplomata.recognise.glued import take_apart
from diplomata.recognise.middle import lay_middle
from diplomata.recognise.names import Name, fold, parse_name
from diplomata.recognise.people import Cast
from diplomata.recognise.sheet import Body, Sheet
from diplomata.recognise.shelf_marks import FOOT, LABEL, NAMED, told_in_note, told_source
from diplomata.recognise.weighing import REVIEW
from diplomata.record import Header, Source

if TYPE_CHECKING:
    from diplomata.authority import Authority


def read_body(
    source: Source,
    lines: list[Line],
    header: Header,
    language: str,
    authority: Authority | None = None,
    width: int | None = None,
) -> Body:
    """Read the lines of a body. ``language`` is its BCP 47 tag, ``authority`` the edition's list of persons.

    ``width`` is that of the lines where the record says it, 0 for lines that were not wrapped.
    """
    blocks = take_apart(split_blocks(lines)) if width is None else blocks_of_width(lines, width)
    if not blocks:
        return Body()
    titles = openers.plain_titles(header.title)
    blocks = columns.split_columns(blocks, titles)
    footnotes = notes.find_footnotes(blocks, source.text)
    stop = footnotes.first if footnotes.notes else len(blocks)
    lists_of_names = rosters.find_rosters(blocks, stop, set_in=width is not None)
    entries = rosters.entries_in(blocks, lists_of_names)
    listed = frozenset(i for roster in lists_of_names for i in (roster.head, *roster.entries))
    known = _known_names(source, blocks, entries, listed, header)
    sheet = _sheet(
        source, blocks, header, language, footnotes, lists_of_names, entries, listed, known, stop, authority
    )
    words = frozenset(fold(w) for name in known for w in name.words)
    sheet.held = letters.held(lines[:_OF_A_HEADING])
    sheet.days = find_days(blocks, stop, header.title)
    starts = [0, *enclosures.find_enclosures(blocks, stop, sheet.listed.union(sheet.candidates))]
    for start, end in zip(starts, [*starts[1:], stop], strict=True):
        if start:
            sheet.add(blocks[start].start, blocks[end - 1].end, "enclosure")
        _part(sheet, start, end, titles, words)
    stamped = [mark for b in blocks[: min(stop, _HEAD)] if (mark := _stamp(b))]
    # Under what a page or a volume sets over its documents a stamp stands lower, or at the foot alone.
    lower = [b.text for b in (*blocks[_HEAD : min(stop, _LOWER)], *blocks[max(_HEAD, stop - _LAST) : stop])]
    sheet.body.classifications += stamped or [text for text in lower if is_classification(text)][:1]
    sheet.body.date = sheet.held or sheet.body.date
    _notes(sheet)
    _told_source(sheet)
    _people(sheet)
    _report(sheet)
    return sheet.body


def _stamp(block: Block) -> str:
    """The mark of classification that a block has: in its text, or in a column of one of its lines."""
    in_columns = (line.text for line in block.lines if letters.COLUMNS.search(line.text))
    return classification_in(block.text) or next(
        (mark for text in in_columns if (mark := classification_in(text))), ""
    )


_OF_A_HEADING = 24
"""When a meeting was held is said in one of so many lines at the top."""
_TOP = 40
"""Who is present is told in one of so many paragraphs at the top."""
_HEAD, _LOWER, _LAST = 8, 24, 3
"""A stamp of classification stands in one of the first paragraphs, also below the first of the text, alone in one of
those after them, or in one of the last."""


def _told_source(sheet: Sheet) -> None:
    """Where the original lies, where a paragraph near the top says so (``Source: ...``, ``/1/Source: ...``), or one at the
    end that says nothing else, as volumes of documents print it: ``РГАНИ. Ф. 3. Оп. 12. Д. 55. Л. 3–9. Подлинник.``"""
    if sheet.body.source or sheet.header.source or sheet.header.citation:
        return
    for block in sheet.blocks[: 2 * _HEAD]:
        if match := _SOURCE_NOTE.match(block.text):
            sheet.body.source = block.text[match.end() :].rstrip("↩ ")
            return
        if (LABEL.match(block.text) or block.text[0] == "[") and (told := told_source(block.text)):
            sheet.body.source = told
            return
    for block in sheet.blocks[:_HEAD]:
        if NAMED.search(block.text[:_NEAR]) and (told := told_in_note(block.text)):
            sheet.body.source = told
            return
    for block in sheet.blocks[-2 * FOOT :]:
        if _FIRST_NOTE.match(block.text) and (told := told_in_note(block.text)):
            sheet.body.source = told
            return
    for block in reversed(sheet.blocks[-FOOT:]):
        if told := told_source(block.text):
            sheet.body.source = told
            return


_NEAR = 40
"""In so many characters a paragraph that says where the original lies names the archive."""
_FIRST_NOTE = re.compile(r"(?:/1/|\[1\]|1[.)]?|¹)\s*[^\s\d]")
"""The first note of an edition may say where the original lies."""
_SOURCE_NOTE = re.compile(r"(?:/\d/|\[\d\]|\d[.)]?)?\s?Source:\s+(?=\S.{20})")


def _people(sheet: Sheet) -> None:
    """Who takes part without a turn: the members of the rosters, sender and addressee of a cable or letter."""
    body = sheet.body
    for member in rosters.members(sheet.entries):
        sheet.cast.mention(member)
    if genre_of(sheet.header, body.kind, turns=len(body.turns)) in ("cable", "letter"):
        body.sent, body.received = correspond(sheet)
    body.people = sheet.cast.people()


def _known_names(
    source: Source, blocks: list[Block], entries: list[str], listed: frozenset[int], header: Header
) -> list[Name]:
    """The names that rosters, definitions, title and author line introduce."""
    names = rosters.roster_names(entries)
    names += introductions.introduced_names(source.text[blocks[0].start : blocks[-1].end], blocks)
    names += introductions.title_names(header.title)
    names += introductions.present_names(block for i, block in enumerate(blocks[:_TOP]) if i not in listed)
    names += [parse_name(name) for name in (*header.authors, *header.contributors)]
    return names


def _sheet(
    source: Source,
    blocks: list[Block],
    header: Header,
    language: str,
    footnotes: notes.Footnotes,
    lists_of_names: list[rosters.Roster],
    entries: list[str],
    listed: frozenset[int],
    known: list[Name],
    stop: int,
    authority: Authority | None,
) -> Sheet:
    """The body on the desk, with who speaks in it."""
    defined = defined_labels(blocks)
    # In a legend nobody speaks.
    silent = listed.union(legend_lines(blocks)) if defined else listed
    found, weighed = evidence.find_labels(blocks[:stop], known, authority, silent, defined, header.speakers)
    year = header.date.year if header.date is not None else 0
    floor = None
    if found:
        defined = {**short_forms(blocks[:stop], entries), **defined}
        floor = Floor(blocks[:stop], header.title, entries, found, weighed)
    cast = Cast(known, authority, year, defined, floor)
    cast.add(found, header.speakers)
    people = cast.people()
    names = frozenset(fold(w) for p in people if p.kind == "person" for w in p.name.split() if len(w) > 1)
    reading = brackets.Bracketing(
        resp="#translator" if header.translators else "",
        original=header.languages[0].tag if header.languages else "",
        language=language,
        dialogue=bool(found),
        anchors=footnotes.marks,
        words="\n".join([block.text for block in blocks]) if "[" in source.text else "",
    )
    body = Body(people=people, candidates=found, weighed=weighed)
    by_block = {c.block: c for c in found}
    return Sheet(
        source, blocks, header, body, footnotes, lists_of_names, entries, listed, by_block, cast, names, reading
    )


def _part(sheet: Sheet, start: int, end: int, titles: tuple[str, ...], words: frozenset[str]) -> None:
    """The record, or one enclosure: opener, text, closer."""
    turns = [at for at in sheet.candidates if start <= at < end]
    if start and start + 1 < end:
        head = sheet.blocks[start]
        if head.text[0] == "[" and head.text[-1] == "]":
            # "[Enclosure]" is printed so, and no insertion.
            sheet.add(head.start, head.end, "head")
        else:
            sheet.line(head, "head")
        start += 1
        if start + 1 < end and enclosures.is_headline(sheet.blocks[start].text, titles):
            sheet.line(sheet.blocks[start], "head")
            start += 1
    apart = [at for at in sorted(sheet.days.union(sheet.listed)) if start <= at < end]
    stop = min([*turns, *apart, end])
    opener = openers.find_opener(sheet.blocks, start, stop, titles)
    if turns:
        opener = before_the_scene(sheet, opener)
    first = opener[-1][0] + 1 if opener else start
    said = max([first, *(at + 1 for at in turns), *(at + 1 for at in apart if first <= at)])
    closer = closers.find_closer(sheet.blocks, said, end, words, dialogue=bool(turns))
    if first == (closer[0][0] if closer else end):
        # A letter without a text between its ends: what is not sure to be an end is the text.
        closer = []
        if first == end:
            first = opener.pop()[0]
    lay_opener(sheet, opener)
    lay_middle(sheet, first, closer[0][0] if closer else end)
    lay_closer(sheet, closer)


def _notes(sheet: Sheet) -> None:
    footnotes = sheet.footnotes
    if footnotes.notes and footnotes.heading >= 0:
        block = sheet.blocks[footnotes.heading]
        sheet.add(block.start, block.end, "back-head")
    for note in footnotes.notes:
        block = sheet.blocks[note.block]
        sheet.add(block.start, block.end, "footnote", note.start - block.start, 0, type="footnote", n=note.mark)
        sheet.inline(note.start, block.end, block, stages=False)
        if (label := LABEL.match(sheet.text, note.start)) and not sheet.body.source:
            sheet.body.source = " ".join(sheet.text[label.end() : block.end].split()).rstrip("↩ ")
    for block in sheet.blocks[footnotes.end :] if footnotes.notes else ():
        sheet.add(block.start, block.end, "trailer")
        sheet.inline(block.start, block.end, block, stages=False)


def _report(sheet: Sheet) -> None:
    body, source = sheet.body, sheet.source
    anchored = {s.attributes["n"] for s in body.spans if s.kind == "ref" and s.attributes}
    for note in sheet.footnotes.notes:
        if note.mark not in anchored:
            message = f"the note {note.mark} has no anchor in the text"
            body.diagnostics.append(source.diagnose("note-unmatched", sheet.blocks[note.block].start, message))
    _report_anchors(sheet)
    said: set[str] = set()
    for candidate in sheet.candidates.values():
        label = candidate.label
        if label in said:
            continue
        said.add(label)
        at = sheet.blocks[candidate.block].start
        if label in sheet.cast.ambiguous:
            who = " or ".join(sheet.cast.ambiguous[label])
            message = f"the label {label!r} could be {who}"
            body.diagnostics.append(source.diagnose("speaker-ambiguous", at, message))
        elif candidate.points < REVIEW:
            message = f"the evidence that {label!r} is a speaker is weak: {'; '.join(candidate.why)}"
            body.diagnostics.append(source.diagnose("speaker-unsure", at, message))
    first = {c.label: sheet.blocks[c.block].start for c in reversed(sheet.candidates.values())}
    for one, other in sheet.cast.near():
        # A speaker whom the header lists may say nothing.
        at = first.get(other, 0)
        message = f"the label {other!r} may be {one!r}, misspelt"
        body.diagnostics.append(source.diagnose("speaker-ambiguous", at, message))


def _report_anchors(sheet: Sheet) -> None:
    """Anchors without a note: each by itself where the record has notes, together where all notes are lost."""
    for mark, at in sheet.loose.items():
        message = f"the anchor [{mark}] has no note at the end"
        others = len(sheet.loose) - 1
        if others and not sheet.footnotes.notes:
            message = f"the anchor [{mark}] and {others} more have no notes at the end"
        sheet.body.diagnostics.append(sheet.source.diagnose("note-unmatched", at, message))
        if not sheet.footnotes.notes:
            break
