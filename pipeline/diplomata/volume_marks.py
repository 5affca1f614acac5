"""What a volume or a page prints over a document: its number there, its symbol, its address, where the original lies.

The number of a document is no record's number: another volume counts from 1 as well, so no file is called by it.
"""

from __future__ import annotations

import re

from diplomata.dates import find_date
from diplomata.layouts.flat import cut
from diplomata.layouts.placed import Placed
from diplomata.lines import Line
from diplomata.recognise.shelf_marks import is_numbered_mark, is_shelf_mark, mark_alone

_WORD = (
    r"(?:document|doc\.|dokument|dok\.|документ|documento|doc|nummer|numéro|number|nr\.?|no\.?|n[°ºo]\.?|№|núm\.?|n\.|"
    r"d\.|第|文書)"
)
_FIGURES = r"(?:\d{1,4}[a-z]?|[〇一二三四五六七八九十百]{1,6})"
_ALONE = re.compile(
    rf"(?i)(?:\[\d{{1,4}}\]\s+)?[\[(]?(?P<word>{_WORD}\s?(?:{_WORD})?\s?)?(?P<number>{_FIGURES})\s?(?:号|號)?\.?[\])]?"
)
"""A line that is nothing but the number of the document: ``487``, ``Nr. 64``, ``[318] Nr. 103``, ``№ 47``."""
_SAID = re.compile(
    r"(?i)\[?(?P<word>(?:document|dokument|документ)\s(?:(?:no|nr|n[°º])\.?\s?|№\s?)?)(?P<number>\d{1,4})\]?"
)
"""``Document 118``, as pages have it among what they offer."""
_BEFORE = re.compile(
    rf"(?i)(?:\[\d{{1,4}}\]\s)?(?P<word>{_WORD}\s?)?(?P<number>\d{{1,4}})(?P<stop>[.:)]|\s[–—-])?\s+(?=\S)"
)
"""The number before a title: ``118. Transcript of``, ``174 Macready to Fenwick``."""
_COUNTED = re.compile(
    r"(?i)(?:\w+[- ])?(?:\w*(?:sitzung|tagung)|session|sitting|meeting|hearing|séance|seduta|sesión|sessão|"
    r"posiedzeni[ea]|sammanträde|møte|møde|zasedání|ülés|заседание|conclusions|conference|congress|kongress|day)\b"
)
"""``47. Sitzung``: which one of them, and no number of a document."""
_BY_DAY = re.compile(r"(?P<number>[〇一二三四五六七八九十百]{1,6})\s+(?P<rest>[\u3000-\uffff].*)")
"""``六一　昭和四十三年五月十日``: the number, and the day."""
_NEAR = 18
"""What a page says of the document stands in so many lines."""
_OVER = 3
"""The number stands in one of so many lines over the title."""
_SYMBOL = re.compile(
    r"(?:[A-Z]{1,4}\d{0,3}(?:\.\d{1,2})?/)+(?:PV|SR|SM|CONF|INF|RES|AC|PRST|CN)\.?/?\d{1,5}(?:/[\w.]{1,12})*"
    r"|CR \d{2,4}/\d{1,3}|EBM/\d\d/\d{1,3}"
    r"|[A-Z]{1,2}(?:-[A-Z])?\(\d\d\)\s?\d{1,4}"
)
"""``S/PV.2214``, ``A/C.6/SR.412``, ``C-R(59)17``, ``CP(49)12``: as the United Nations, NATO, cabinets mark papers."""
_DOCUMENT = re.compile(r"(?P<word>No\. ?|Nr\. ?|Doc\. )?(?P<number>\d{1,4})\.?\s+(?P<rest>(?=[A-Z]{2}).*)")
"""``No. 317 NAI DFA``: the number, before what may be a shelf mark."""
_COLUMN = re.compile(r"\s{2,}|\t")


def take_reference(placed: Placed) -> None:
    """Where the original lies, where a line over or under the title says so: ``BArch, DY 30/J IV 2/201/417``."""
    for at in range(min(_NEAR, len(placed.body) - 2)):
        line = placed.body[at]
        if (address := _ADDRESS.match(line.text)) and not placed.values("address"):
            text = line.text[address.end() :].lstrip()
            if not text:
                placed.take(at, 1, "address")
                take_reference(placed)
                return
            placed.fields.append(("address", cut(line, 0, address.end())))
            placed.body[at] = line._replace(start=line.end - len(text), text=text)
            continue
        if (number := _DOCUMENT.match(line.text)) and is_numbered_mark(number["rest"]):
            # "No. 317 NAI DFA Secretary's Files P12/9": the number is that of the document in the volume.
            _take(placed, at, number)
            placed.take(at, 1, "source")
            return
        if last := _IN_STROKES.fullmatch(line.text):
            if find_date(last["before"]) is None:
                continue
            rest, first = last.end("before"), last.start("mark")
            placed.fields.append(("source", cut(line, first, len(line.text))))
            placed.furniture.append(cut(line, rest, first))
            placed.body[at] = line._replace(end=line.start + rest, text=last["before"])
            return
        if _COLUMN.search(line.text) and _take_column(placed, at):
            return
        behind = placed.body[at + 1]
        apart = behind.blank and (not at or line.blank)
        both = f"{line.text} {behind.text}"
        if not behind.blank and placed.body[at + 2].blank and (not at or line.blank) and is_shelf_mark(both):
            # One that was wrapped.
            placed.take(at, 2, "source")
            return
        if mark_alone(line.text) or (apart and is_shelf_mark(line.text)):
            placed.take(at, 1, "source")
            return


_IN_STROKES = re.compile(r"(?P<before>\S.{8,60}?) [|•·] (?P<mark>[A-Za-z]{2,6} \d{1,4}/\d{1,3}(?:/\d{1,3}){0,2})")
"""``ofício | 12 ago. 1865 | ahi 201/1/13``: kind, day, and where the original lies."""


def _take_column(placed: Placed, at: int) -> bool:
    """Take the shelf mark that is one column of a line, and the number of the document before it:
    ``241   CO 822/1187, no 45   12 Mar 1957``. What else stands there has lines of its own. Whether there is one."""
    line = placed.body[at]
    columns = [match.span() for match in _OF_COLUMN.finditer(line.text)]
    marked = [(a, b) for a, b in columns if mark_alone(line.text[a:b])]
    if len(marked) != 1 or not all(line.text[a:b][0].isalnum() for a, b in columns):
        return False
    kept: list[Line] = []
    for a, b in columns:
        piece = cut(line, a, b)
        if (a, b) == marked[0]:
            placed.fields.append(("source", piece))
        elif not a and piece.text.isdecimal():
            placed.fields.append(("document_number", piece))
        else:
            kept.append(piece._replace(blank=line.blank, apart=bool(kept)))
    placed.body[at : at + 1] = kept
    if not kept and at < len(placed.body):
        placed.body[at] = placed.body[at]._replace(blank=True, apart=True)
    return True


_OF_COLUMN = re.compile(r"\S+(?: \S+)*")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9-]+\.)+[a-z]{2,8}/\d{2,12}(?=\s?[^\W\d_]|$)|https?://\S+$")
"""``dodis.ch/51877 Le Ministre de Suisse``: where the page lies, before its title, often with no blank between."""


def take_number(placed: Placed, title: int) -> int:
    """Move the number of the document, where it stands over the title, before it or among what the page offers, from
    the text to the header. ``title`` is the place of the title's first line; its place after that."""
    if any(map(placed.values, ("record_number", "document_number", "address", "citation"))):
        # It has a number already, or its address or citation says one.
        return title
    lines = placed.body
    for at in range(min(_NEAR, len(lines))):
        if at != title and (said := _SAID.fullmatch(lines[at].text)):
            title -= _take(placed, at, said) and at < title
            before = _BEFORE.match(placed.body[title].text)
            if before and before["number"] == said["number"]:
                _take(placed, title, before)
            return title
    for at in range(title - 1, max(title - _OVER, 0) - 1, -1):
        if alone := _ALONE.fullmatch(lines[at].text):
            return title - _take(placed, at, alone)
        if (day := _BY_DAY.fullmatch(lines[at].text)) and find_date(day["rest"]):
            _take(placed, at, day)
            return title
        if len(lines[at].text) > _SHORT:
            break
    before = _BEFORE.match(lines[title].text)
    if before and _is_number(lines[title].text, before):
        _take(placed, title, before)
    return title


def is_document_number(text: str) -> bool:
    """Whether a line is nothing but the number of a document in a volume."""
    return _ALONE.fullmatch(text) is not None


_SHORT = 60
"""Over the title, a longer line than this, in characters, is text."""


def _is_number(text: str, before: re.Match[str]) -> bool:
    """Whether figures before a title count documents: not sittings, not days, not quantities."""
    rest = text[before.end() :]
    if _COUNTED.match(rest) or rest[0].islower():
        return False
    day = find_date(text)
    if day is not None and day[0] < before.end():
        return False
    return bool(before["stop"] or before["word"] or len(before["number"]) > 1)


def _take(placed: Placed, at: int, found: re.Match[str]) -> bool:
    """Take a number out of a line: the word for it is of the page, what stands round them stays in the text. Whether
    nothing did, so that the line is gone."""
    line = placed.body[at]
    groups = found.groupdict()
    start = found.start("word") if groups.get("word") else found.start("number")
    first, last = found.span("number")
    rest = found.start("rest") if "rest" in groups else found.end()
    placed.furniture += [cut(line, a, b) for a, b in ((start, first), (last, rest)) if line.text[a:b].strip()]
    placed.fields.append(("document_number", cut(line, first, last)))
    left = [(0, len(line.text[:start].rstrip("[( "))), (rest, len(line.text))]
    kept = [
        cut(line, a, b)._replace(blank=line.blank, apart=a > 0) for a, b in left if line.text[a:b].strip("[]().: ")
    ]
    placed.body[at : at + 1] = kept
    if not kept and at < len(placed.body):
        placed.body[at] = placed.body[at]._replace(blank=True, apart=True)
    return not kept


def told_symbol(lines: list[Line]) -> str:
    """The symbol of the paper, where one of its first lines, or a column of it, is nothing else; else empty."""
    for line in lines[: 2 * _NEAR]:
        for column in _COLUMN.split(line.text):
            if _SYMBOL.fullmatch(column):
                return column
    return ""
