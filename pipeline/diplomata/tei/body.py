"""Folds the spans of a body into the markup of ``text``.

Spans are sorted so that the outer comes before the inner; one walk over them opens and closes elements. What
lies between is the text of the innermost. A span that would cross another is left out: its words stay.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from diplomata.lines import joined
from diplomata.record import Record, Span
from diplomata.tei.markup import attribute, attributes, escape

_RANK = {
    kind: rank
    for rank, kinds in enumerate(
        (
            "enclosure",
            "section",
            "sp",
            "opener closer postscript list quote",
            "footnote p head stage speaker item trailer salute signed dateline seg note",
            "label",
        )
    )
    for kind in kinds.split()
}
_INNERMOST = 9
_STRUCTURE = frozenset(("", *"enclosure section sp opener closer postscript list".split()))
"""Elements without text of their own, and the division that holds them all."""
_NAMES = {"section": "div", "enclosure": "div", "footnote": "note", "back-head": "head"}
_NUMBERED = {"p": "p", "sp": "t", "note": "n", "footnote": "n"}


def body_markup(record: Record) -> tuple[str, str]:
    """The markup inside ``body``, and inside ``back``, the latter empty without notes."""
    spans = sorted(record.spans, key=lambda s: (s[0], -s[1], _RANK.get(s[2], _INNERMOST)))
    first_note = next((s.start for s in spans if s.kind in ("footnote", "back-head")), None)
    between = _lines_between(record)
    if first_note is None:
        return _Fold(record.text, spans, between).divisions(), ""
    fold = _Fold(record.text, [s for s in spans if s.start < first_note], between)
    back = [s for s in spans if s.start >= first_note]
    fold.prepare(back)
    inside = fold.divisions()
    end = max(s.end for s in back if s.kind == "footnote")
    noted = fold.anew([s for s in back if s.start < end])
    below = fold.anew([s for s in back if s.start >= end])
    return inside, f'<div type="notes">\n{noted}</div>\n{below}'


def _lines_between(record: Record) -> list[tuple[int, int]]:
    """The lines of header and furniture between those of the body, in order."""
    body = record.lines.body
    if not body:
        return []
    first, last = body[0][0], body[-1][1]
    lines = [(start, end) for _, start, end in record.lines.fields] + list(record.lines.furniture)
    return sorted((start, end) for start, end in lines if first < start < last)


class _Fold:
    def __init__(self, text: str, spans: list[Span], between: list[tuple[int, int]]) -> None:
        self.text = text
        self.between = between
        self.spans = spans
        self.out: list[str] = []
        self.counts = {"p": 0, "t": 0, "n": 0}
        self.targets: dict[str, str] = {}
        self.enclosed = False

    def prepare(self, notes: list[Span]) -> None:
        """Give the footnotes their ids before the anchors that point to them are written."""
        number = sum(1 for s in self.spans if s.kind == "note")
        for span in notes:
            if span.kind == "footnote":
                number += 1
                assert span.attributes is not None
                self.targets[span.attributes["n"]] = f"n{number}"
            elif span.kind == "note":
                number += 1

    def anew(self, spans: list[Span]) -> str:
        """The markup of other spans, whose numbers go on."""
        self.out, self.spans = [], spans
        return self.markup()

    def divisions(self) -> str:
        """The record's division, and those of its enclosures after it."""
        inside = self.markup()
        return f'<div type="record">\n{inside}' + ("" if self.enclosed else "</div>\n")

    def markup(self) -> str:
        """The spans as elements, and the text between them."""
        if not self.spans:
            return ""
        stack: list[tuple[int, int, str]] = []
        cursor = self.spans[0].start
        for start, end, kind, given, lead, tail, _, _ in self.spans:
            while stack and stack[-1][0] <= start:
                cursor = self._close(stack.pop(), cursor, stack[-1][2] if stack else "")
            if stack and (end > stack[-1][0] or start < cursor):
                continue
            if cursor < start and stack and stack[-1][2] not in _STRUCTURE:
                self._flush(cursor, start)
            if kind == "pb" or kind == "ref":
                self._point(start, end, kind, given, last=bool(stack) and end == stack[-1][0])
                cursor = end
            else:
                cursor = self._open(start, end, kind, given, lead)
            if cursor < end:
                stack.append((end, tail, kind))
        while stack:
            cursor = self._close(stack.pop(), cursor, stack[-1][2] if stack else "")
        return "".join(self.out)

    def _point(self, start: int, end: int, kind: str, given: Mapping[str, str] | None, *, last: bool) -> None:
        """An element that nothing stands in but what is printed: a page break, the anchor of a note."""
        if kind == "pb":
            said = attributes(given) if given else ""
            before = self.out[-1] if self.out else ""
            begins = before[:1] == "<" and before[1:2] != "/" and before[-2:] != "/>"
            close = last or self.text[start - 1 : start] == "-" or not before or before[-1].isspace() or begins
            self.out.append(f"<pb{said}/>" if close else f" <pb{said}/>")
            return
        assert given is not None
        target = self.targets.get(given["n"])
        marker = escape(self.text[start:end])
        if target is not None:
            marker = f'<ref type="noteAnchor" target="#{target}" n="{attribute(given["n"])}">{marker}</ref>'
        self.out.append(marker)

    def _open(self, start: int, end: int, kind: str, given: Mapping[str, str] | None, lead: int) -> int:
        """Where the text of the element begins; its end where all of it is said by the element."""
        name = _NAMES.get(kind, kind)
        said = attributes(given) if given else ""
        series = _NUMBERED.get(kind)
        if series is not None:
            number = self.counts[series] = self.counts[series] + 1
            said = f' xml:id="{series}{number}"{said}'
        elif name == "div":
            said = f' type="{kind}"'
        if lead >= end - start:
            self.out.append(f"<{name}{said}/>")
            return end
        if kind == "enclosure" and not self.enclosed:
            self.out.append("</div>\n")
            self.enclosed = True
        self.out.append(f"<{name}{said}>")
        return start + lead

    def _close(self, top: tuple[int, int, str], cursor: int, parent: str) -> int:
        # Between the elements of a structure lie blanks, and lines of header or furniture; should a word of the body
        # be left there, the proof of conservation finds it.
        end, tail, kind = top
        if kind in _STRUCTURE:
            self.out[-1] = self.out[-1].removesuffix("\n")
        elif cursor < end - tail:
            self._flush(cursor, end - tail)
        name = _NAMES.get(kind, kind)
        self.out.append(f"</{name}>\n" if parent in _STRUCTURE else f"</{name}>")
        return end

    def _flush(self, start: int, end: int) -> None:
        text = self.text[start:end]
        at = bisect_left(self.between, (start, 0)) if self.between else 0
        if at < len(self.between) and self.between[at][0] < end:
            # A list may go on behind a line that the header has.
            text = self._without_lines_between(start, end, at)
        if "\n" in text or "  " in text or "\u00a0" in text or "\t" in text:
            folded = " ".join(joined(text).split())
            if text[0].isspace():
                folded = f" {folded}"
            if folded != " " and text[-1].isspace():
                folded = f"{folded} "
            text = folded
        self.out.append(escape(text))

    def _without_lines_between(self, start: int, end: int, at: int) -> str:
        kept = []
        while at < len(self.between) and self.between[at][0] < end:
            kept.append(self.text[start : self.between[at][0]])
            start = self.between[at][1]
            at += 1
        return "".join([*kept, self.text[start:end]])
