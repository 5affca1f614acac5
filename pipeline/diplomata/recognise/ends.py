"""Lays the spans of opener and closer, and gathers what they say for the header."""

from __future__ import annotations

import re

from diplomata.classification import before_copy, is_classification
from diplomata.dates import find_date, is_undated
from diplomata.recognise import closers, correspondence, letters, openers
from diplomata.recognise.asides import whole_paragraph
from diplomata.recognise.blocks import Block
from diplomata.recognise.scene import takes_the_chair
from diplomata.recognise.sheet import Sheet
from diplomata.record import DateValue, Span

_OF_TELEGRAM = re.compile(
    r" (?:telegram|tel\.?|despatch|dispatch|letter) no\b.*|; (?:copied|copy|copies) to .*", re.IGNORECASE
)
"""What stands behind the addressee in ``Addressed to Foreign Office telegram No. 418 of April 19``, and no name."""


def before_the_scene(sheet: Sheet, parts: list[tuple[int, letters.Part]]) -> list[tuple[int, letters.Part]]:
    """The parts of the opener of a dialogue that stand before who presides: ``[Mr. Speaker in the Chair]``.

    That is an aside, for which an opener has no place, and what follows it is what was said and done.
    """
    for index, (at, part) in enumerate(parts):
        text = sheet.blocks[at].text
        if (
            part.kind == "line"
            and index
            and text[0] in "(["
            and whole_paragraph(text)
            and takes_the_chair(text[1:-1])
        ):
            return parts[:index]
    return parts


def lay_opener(sheet: Sheet, parts: list[tuple[int, letters.Part]]) -> None:
    group: list[int] = []
    waiting: list[str] | None = None
    for at, part in parts:
        block = sheet.blocks[at]
        if sheet.held is not None and part.kind == "dateline" and _is_of_another_day(block.text, sheet.held):
            # When it was printed, and not when they met.
            part = letters.Part("line")
        if waiting is not None and part.kind == "address":
            # "To:" alone on its line: the line under it says to whom.
            waiting.append(block.text.rstrip(" ,;:"))
        alone = part.label == len(block.text)
        waiting = {"to": sheet.body.addressees, "from": sheet.body.senders}.get(part.kind) if alone else None
        if part.kind == "head":
            _close_group(sheet, "opener", group)
            sheet.add(block.start, block.end, "head")
            sheet.inline(block.start, block.end, block, stages=False)
            continue
        group.append(at)
        _opener_part(sheet, part, block)
    _close_group(sheet, "opener", group)


def _is_of_another_day(text: str, day: DateValue) -> bool:
    found = find_date(text, precise=True)
    return found is not None and found[2].when != day.when


def _close_group(sheet: Sheet, kind: str, group: list[int]) -> None:
    if group:
        sheet.add(sheet.blocks[group[0]].start, sheet.blocks[group[-1]].end, kind)
        group.clear()


def _opener_part(sheet: Sheet, part: letters.Part, block: Block) -> None:
    start, end, text = block.start, block.end, block.text
    facts = sheet.body
    if part.kind == "dateline":
        _dateline(sheet, block, header=True)
        return
    if part.kind == "salute":
        sheet.add(start, end, "salute")
    elif part.kind == "note":
        close = sheet.text.find("]", start, end) + 1
        if 0 < close < end:
            sheet.add(start, end, "note", type="handwritten" if "and" in text[:8] else "stamp")
            sheet.add(start, close, "label")
        elif not _whole_note(sheet, block):
            sheet.add(start, end, "seg", type="line")
        said = text.strip("[]").partition(":")[2].strip()
        if is_classification(said):
            facts.classifications.append(said)
        return
    else:
        sheet.add(start, end, "seg", type=part.kind)
        if part.label:
            sheet.add(start, block.at(part.label), "label")
    sheet.inline(block.at(part.label), end, block, stages=False)
    value = text[part.label :].strip(" ,;:")
    if part.kind == "classification" and value:
        facts.classifications.append(before_copy(value) or value)
    elif part.kind == "to" and value:
        named = _OF_TELEGRAM.sub("", value) if part.label else openers.without_preposition(value)
        if named not in facts.addressees:
            facts.addressees.append(named)
    elif part.kind == "from" and value:
        facts.senders.append(value)
        if openers.is_routed(text):
            facts.kind = facts.kind or "telegram"
    elif part.kind == "subject" and value and not facts.subject:
        facts.subject = value
    elif part.kind == "kind" and not facts.kind:
        facts.kind = text
    elif part.kind == "date-time" and facts.date is None:
        date = find_date(value)
        facts.date = date[2] if date else None
    elif part.kind == "number" and facts.date is None and (date := find_date(value, precise=True)):
        # "Nr. 47 vom 19.2.1968": the number is of that day.
        facts.date = date[2]


def _whole_note(sheet: Sheet, block: Block) -> bool:
    """Lays what stands inside a block, and tells whether all of it is one note, which needs nothing round it."""
    laid = len(sheet.body.spans)
    sheet.inline(block.start, block.end, block, stages=False)
    whole = (block.start, block.end)
    return any(span.kind == "note" and span[:2] == whole for span in sheet.body.spans[laid:])


def _dateline(sheet: Sheet, block: Block, *, header: bool) -> None:
    text = block.text
    sheet.add(block.start, block.end, "dateline")
    found = letters.dateline(text)
    if not found or is_undated(text):
        return
    place, date = found
    value = find_date(text[date[0] : date[1]])
    attributes = value[2].attributes if value else None
    sheet.body.spans.append(Span(block.at(date[0]), block.at(date[1]), "date", attributes))
    if text[0] == "[":
        sheet.inline(block.start, block.at(date[0]), block, stages=False)
    if place[1]:
        sheet.add(block.at(place[0]), block.at(place[1]), "placeName")
        if header and not sheet.body.place:
            sheet.body.place = text[place[0] : place[1]]
    if header and value and sheet.body.date is None:
        sheet.body.date = DateValue(text[date[0] : date[1]], *_iso(value[2]))


def lay_closer(sheet: Sheet, parts: list[tuple[int, letters.Part]]) -> None:
    group: list[int] = []
    addressee = correspondence.compliments(sheet.blocks)[1] if parts else ""
    addressed = False
    at = 0
    while at < len(parts):
        number, part = parts[at]
        block = sheet.blocks[number]
        if part.kind in ("distribution", "postscript", "trailer"):
            _close_group(sheet, "closer", group)
            if part.kind == "trailer":
                sheet.add(block.start, block.end, "trailer")
                sheet.inline(block.start, block.end, block, stages=False)
            else:
                at = _postscript(sheet, parts, at)
            at += 1
            continue
        if part.kind == "handling":
            _close_group(sheet, "closer", group)
            sheet.add(block.start, block.end, "note", 1, 1, type="editor")
            sheet.inline(block.start + 1, block.end - 1, block, stages=False)
            at += 1
            continue
        if part.kind == "note":
            _close_group(sheet, "closer", group)
            if not _whole_note(sheet, block):
                sheet.add(block.start, block.end, "trailer")
            at += 1
            continue
        group.append(number)
        # At the foot of a note verbale stands to whom it goes, and in what place.
        addressed = part.kind == "signed" and (
            addressed or (bool(addressee) and block.text.rstrip(".,") in addressee)
        )
        if addressed:
            part = letters.Part("address")
        if part.kind == "dateline":
            _dateline(sheet, block, header=True)
        elif part.kind == "place":
            sheet.add(block.start, block.end, "dateline")
            sheet.add(block.start, block.at(len(block.text.rstrip(" ,"))), "placeName")
        else:
            kind = part.kind if part.kind in ("salute", "signed") else "seg"
            if kind == "seg":
                sheet.add(block.start, block.end, kind, type="line" if part.kind == "entry" else part.kind)
            else:
                sheet.add(block.start, block.end, kind)
            sheet.inline(block.start, block.end, block, stages=False)
        at += 1
    _close_group(sheet, "closer", group)


def _postscript(sheet: Sheet, parts: list[tuple[int, letters.Part]], at: int) -> int:
    number, part = parts[at]
    block = sheet.blocks[number]
    last = at
    if part.kind == "postscript":
        while last + 1 < len(parts) and parts[last + 1][1].kind == "entry":
            last += 1
        sheet.add(block.start, sheet.blocks[parts[last][0]].end, "postscript")
        for index in range(at, last + 1):
            sheet.paragraph(
                sheet.blocks[parts[index][0]].start, sheet.blocks[parts[index][0]].end, sheet.blocks[parts[index][0]]
            )
        return last
    inline = part.label < len(block.text)
    if not inline:
        while last + 1 < len(parts) and _has_a_copy(sheet, *parts[last + 1]):
            last += 1
    sheet.add(block.start, sheet.blocks[parts[last][0]].end, "postscript")
    label_end = block.at(part.label)
    sheet.add(block.start, label_end, "label")
    if inline:
        sheet.paragraph(sheet.after(label_end, block.end), block.end, block)
    elif last > at:
        items = [sheet.blocks[parts[i][0]] for i in range(at + 1, last + 1)]
        sheet.add(items[0].start, items[-1].end, "list")
        for item in items:
            sheet.add(item.start, item.end, "item")
            sheet.inline(item.start, item.end, item)
    else:
        sheet.body.spans.pop()
        sheet.body.spans[-1] = Span(block.start, block.end, "trailer")
    return last


def _has_a_copy(sheet: Sheet, number: int, part: letters.Part) -> bool:
    """Whether a line belongs to the list above it: a name may, but not one that says that it is signed."""
    if part.kind in ("entry", "to"):
        return True
    return part.kind == "signed" and not closers.says_signed(sheet.blocks[number].text)


def _iso(value: DateValue) -> tuple[str, str, str]:
    return value.when, value.not_before, value.not_after
