"""What a page says of its record round the text: a table of facts, a notice of rights.

A page of a library or an archive that was saved as text has its facts over the text or below it, ``Label: value`` a
line, or the label on a line and the value on the next one. Only lines that stand together, several of which the
layout's small header knows, are such a table: a memorandum has a label or two of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from diplomata.layouts.flat import cut
from diplomata.layouts.labelled import label_of
from diplomata.layouts.model import Zone, fold_label
from diplomata.layouts.placed import LONGEST_LABEL, Placed
from diplomata.layouts.shapes import claims_rights, fits
from diplomata.lines import Line

_KEY = re.compile(r"(?P<key>[^\W\d_][^\d:：|]{0,40}?)\s?(?:：\s*\S|:\s+\S|[:：]$)")
"""A line that has the form of a key and its value."""
_TOP, _FOOT = 30, 80
"""A table begins in one of so many lines at the top, or stands in so many at the foot."""
_RUN, _KNOWN = 3, 2
"""A table has at least so many lines, and so many of them are known by their labels."""
_PAIRS = 3
"""So many labels that are known, each over its value, are a table."""
_STRONG = frozenset(
    "title record_number rights language source archive reference citation address translator".split()
)
"""Fields of which a table has one at least."""
_OF_A_PAGE = frozenset("record_number rights citation".split())
"""Fields that nothing but a page has: one is enough among other keys."""
_OF_A_MESSAGE = frozenset(
    "from to subject re cc via info action for attention attn an von betr betreff bezug "
    "à de objet oggetto para asunto от кому тема q question answer distribution signed".split()
)
"""Labels that letters, telegrams and memoranda print of themselves: no table has one."""
_OVER_TEXT = frozenset(("translator", "transcriber"))
"""``Transcription``, ``Translation`` stand over the text itself."""
_HEAD, _TAIL = 16, 12
"""A notice of rights is one of so many lines at the top, or of so many at the foot."""
_NOTICE = frozenset(
    (
        "restrictions",
        "usage restrictions",
        "use restrictions",
        "rights",
        "rights statement",
        "permissions",
        "copyright",
        "copyright notice",
        "copyright status",
        "conditions of use",
        "terms of use",
        "rights and reproduction",
    )
)
"""A line that is nothing else stands over a notice of rights."""


class _Fact(NamedTuple):
    """A field, the line of the page that labels it, the lines of its value, and which lines of the text these are."""

    name: str
    label: Line | None
    values: list[Line]
    lines: tuple[Line, ...]


def take_tables(placed: Placed) -> None:
    """Move the facts of the page from the text to the header: those of its tables, and what it says of rights."""
    zone = next((zone for zone in placed.layout.zones if zone.kind == "labels"), None)
    if zone is None or len(placed.body) < _RUN:
        return
    known = {name for name, _ in placed.fields}
    gone: set[int] = set()
    for fact in (
        *_runs(placed.body, zone),
        *_rows(placed.body, zone),
        *_gaps(placed.body, zone),
        *_pairs(placed.body, zone),
        *_notices(placed.body),
    ):
        here = {line.start for line in fact.lines}
        if (fact.name in known and fact.name != "rights") or here & gone or len(here) + len(gone) >= len(placed.body):
            continue
        if fact.name == "genre" and not fits("genre", " ".join(value.text for value in fact.values), placed.layout):
            continue
        known.add(fact.name)
        gone |= here
        placed.furniture += [fact.label] if fact.label else []
        placed.fields += [(fact.name, value) for value in fact.values]
        placed.continued.update(value.start for value in fact.values[1:])
    if gone:
        _close(placed, gone)


def _close(placed: Placed, gone: set[int]) -> None:
    """Take lines out of the text; what stands behind one of them begins anew."""
    body: list[Line] = []
    parted = False
    for line in placed.body:
        if line.start in gone:
            parted = True
            continue
        body.append(line._replace(blank=True, apart=True) if parted else line)
        parted = False
    placed.body = body


def _runs(lines: list[Line], zone: Zone) -> Iterator[_Fact]:
    """The facts of each table that has a key and its value on a line."""
    at = 0
    while at < len(lines):
        if _TOP <= at < len(lines) - _FOOT:
            at = len(lines) - _FOOT
        end = _end_of_run(lines, at)
        keys = [number for number in range(at, end) if _KEY.match(lines[number].text)]
        if len(keys) >= _RUN and _is_table([label_of(lines[n], zone)[0] for n in keys], _names(lines, keys), _KNOWN):
            for number, following in zip(keys, [*keys[1:], end], strict=True):
                yield from _fact(lines[number:following], zone)
        at = max(end, at + 1)


_ROW = re.compile(r"(?:[|▼▶►]\s?){0,3}(?P<key>[^|:▼▶►\s][^|:]{2,40})\|\s?(?P<value>[^|\s][^|]*)(?:\|\s?)*")
"""``| Archive | Swiss Federal Archives, Bern | |``: a row of a table."""


def _rows(lines: list[Line], zone: Zone) -> Iterator[_Fact]:
    """The facts of a table whose cells strokes part."""
    facts: list[_Fact] = []
    for line in lines[: 2 * _TOP]:
        row = _ROW.fullmatch(line.text) if "|" in line.text else None
        name = zone.labels.get(fold_label(row["key"]), "") if row else ""
        if row and name:
            first = row.start("value")
            value = cut(line, first, first + len(row["value"].rstrip()))
            label = cut(line, row.start("key"), row.start("key") + len(row["key"].rstrip()))
            facts.append(_Fact(name, label, [value], (line,)))
    if len({fact.name for fact in facts}) >= _KNOWN:
        yield from facts


_GAP = re.compile(r"(?P<key>[^\W\d_][^:|]{2,30}?)(?:\s{3,}|\t+)(?P<value>\S.*)")
"""``Identifier         PR_000004127719``: key and value in columns."""


def _gaps(lines: list[Line], zone: Zone) -> Iterator[_Fact]:
    """The facts of a table at the top whose values stand in a column of their own."""
    at = 0
    while at < min(_TOP, len(lines)):
        run = list(takewhile(lambda line: _GAP.fullmatch(line.text) is not None, lines[at : at + _TOP]))
        facts: list[_Fact] = []
        for line in run:
            row = _GAP.fullmatch(line.text)
            name = zone.labels.get(fold_label(row["key"]), "") if row else ""
            if row and name:
                key, value = row.span("key"), row.span("value")
                facts.append(_Fact(name, cut(line, *key), [cut(line, *value)], (line,)))
        keys = {line.text.split("  ", 1)[0].casefold() for line in run}
        if len(run) > _RUN and len(facts) >= _PAIRS and _is_table([fact.name for fact in facts], keys, _PAIRS):
            yield from facts
            return
        at += max(len(run), 1)


def _end_of_run(lines: list[Line], at: int) -> int:
    """Where the lines end that are keys with their values, or go on with a value: set in, or behind a full line."""
    if not _KEY.match(lines[at].text):
        return at
    end = at + 1
    while end < len(lines) and not lines[end].blank:
        line, before = lines[end], lines[end - 1]
        if not any(map(str.isalnum, line.text)):
            break
        if not (_KEY.match(line.text) or line.indent > lines[at].indent + 1 or len(before.text) >= LONGEST_LABEL):
            break
        end += 1
    return end


def _fact(lines: list[Line], zone: Zone) -> Iterator[_Fact]:
    name, offset = label_of(lines[0], zone)
    if name and offset:
        value = cut(lines[0], offset, len(lines[0].text))
        yield _Fact(name, cut(lines[0], 0, offset), [value, *lines[1:]], tuple(lines))


def _names(lines: list[Line], keys: list[int]) -> set[str]:
    matches = (_KEY.match(lines[number].text) for number in keys)
    return {fold_label(match["key"]) for match in matches if match}


def _is_table(fields: list[str], labels: set[str], least: int) -> bool:
    """Whether labels, and the fields that those name which are known, are of a table and not of a message."""
    known = {name for name in fields if name}
    if len(labels) > _RUN and not known.isdisjoint(_OF_A_PAGE):
        least = 1
    return len(known) >= least and not known.isdisjoint(_STRONG) and labels.isdisjoint(_OF_A_MESSAGE)


def _pairs(lines: list[Line], zone: Zone) -> Iterator[_Fact]:
    """The facts of a table at the foot that has each value below its label."""
    first = max(0, len(lines) - _FOOT)
    facts: list[_Fact] = []
    for at in range(first, len(lines) - 1):
        name, offset = label_of(lines[at], zone)
        if not name or offset or name in _OVER_TEXT or not (lines[at].blank or lines[at].apart):
            continue
        end = at + 2
        while end < len(lines) and not lines[end].blank:
            end += 1
        facts.append(_Fact(name, lines[at], lines[at + 1 : end], tuple(lines[at:end])))
    if _is_table([fact.name for fact in facts], set(), _PAIRS):
        yield from facts


def _notices(lines: list[Line]) -> Iterator[_Fact]:
    """What the page says of rights, in a paragraph of its own, or under a heading."""
    near = [*range(min(_HEAD, len(lines))), *range(max(_HEAD, len(lines) - _TAIL), len(lines))]
    for at in range(min(2 * _TOP, len(lines) - 1)):
        if fold_label(lines[at].text) in _NOTICE and claims_rights(lines[at + 1].text, opens=False):
            notice = _paragraph(lines, at + 1)
            yield _Fact("rights", lines[at], notice, (lines[at], *notice))
    for at in near:
        if claims_rights(lines[at].text, opens=True):
            notice = _paragraph(lines, at)
            yield _Fact("rights", None, notice, tuple(notice))


def _paragraph(lines: list[Line], at: int) -> list[Line]:
    """The line, and those that go on with it: no blank line stands between them, and each is nearly full."""
    end = at + 1
    while end < len(lines) and not lines[end].blank and len(lines[end - 1].text) >= LONGEST_LABEL:
        if "|" in lines[end].text:
            break
        end += 1
    return lines[at:end]
