"""Paragraphs: which lines of the body belong together, and which paragraphs a page has broken.

Texts arrive in three forms: a line a paragraph, with or without blank lines between; lines wrapped at a
measure, with blank lines between; or lists of short lines. A line was wrapped when the next line's first
word would not have fitted on it: that test needs no guess about the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from diplomata.classification import is_classification
from diplomata.lines import WORD, Line, fold_blanks, runs_on, walk
from diplomata.recognise.formulas import is_valediction
from diplomata.recognise.lexicon import words
from diplomata.recognise.paper import LONGEST_MARK, is_page_mark

MEASURE_LIMIT = 132
"""No typewriter, printer or mail program wraps wider than this many characters."""

MARKER = re.compile(
    r"(?:(?P<number>(?:\d{1,3}(?:\.\d{1,3}){1,3}[.)]?|\d{1,3}[.)．、]\)?)(?=[\s\u00a0])|\(\d{1,3}\)|\d{1,3}[.)．、](?=\S)"
    r"|\d{1,2}(?:st|nd|rd|th),(?=\s)|§ ?\d{1,3}\.?(?=\s))"
    r"|(?P<letter>\(?[a-zA-Zа-я]\)|[a-zA-Z]\.(?=\s))"
    r"|(?P<roman>\(?[ivxlIVXL]{1,6}\)|(?:[IVXL]{1,6}|x{0,3}(?:ix|iv|vi{0,3}|i{2,3}|x))\.(?=\s))"
    r"|(?P<bullet>[•·▪‣◦●○■*–—-](?=\s)|[•·▪‣◦●■]))[\s\u00a0]*"
)
"""The marker of a list item or a numbered paragraph at the start of a line, with the blank after it."""

_SALUTATION = 110
"""A salutation has fewer characters."""
_LABEL = re.compile(r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я .'’-]{1,38}:\s")
_OPEN_END = re.compile(r"[\w,–—-][\"'”’)\]]*$")
_FINAL = re.compile(r"[.!?:;…。！？：；][\"'”’»)\]]*(?:\[?\d{0,3}\]?)$")


@dataclass(slots=True)
class Block:
    """One paragraph of the body: ``text[start:end]`` of the source, its lines, and where pages broke it.

    Once its lines are complete, :meth:`fold` gives it its :attr:`text`.
    """

    start: int
    end: int
    lines: list[Line]
    breaks: list[tuple[int, int]] = field(default_factory=list)
    blank: bool = True
    text: str = field(init=False)
    """The block on one line, blanks folded, as the document will have it: what a reading may depend on."""

    def fold(self) -> Block:
        """The block itself, with its text."""
        lines = self.lines
        self.text = fold_blanks(lines[0].text if len(lines) == 1 else "\n".join([line.text for line in lines]))
        return self

    def at(self, place: int) -> int:
        """Where in the source the character ``place`` of :attr:`text` stands; the end of a word stays with it."""
        if len(self.text) == self.end - self.start:
            return self.start + place
        found = (
            (line.start + word.start(), len(word[0])) for line in self.lines for word in WORD.finditer(line.text)
        )
        return walk(found, self.text, place, self.end)

    def each(self, places: list[int]) -> list[int]:
        """Where in the source each of the characters ``places`` of :attr:`text`, in order, stands: in one walk."""
        if len(self.text) == self.end - self.start:
            return [self.start + place for place in places]
        found: list[int] = []
        seen = 0
        for line in self.lines:
            for word in WORD.finditer(line.text):
                length = word.end() - word.start()
                while len(found) < len(places) and places[len(found)] <= seen + length:
                    found.append(line.start + word.start() + places[len(found)] - seen)
                seen += length
                seen += self.text[seen : seen + 1] == " "
        return found + [self.end] * (len(places) - len(found))

    def __len__(self) -> int:
        return len(self.text)


def split_blocks(lines: list[Line]) -> list[Block]:
    """The paragraphs of a body, in order, with those that a page has broken joined."""
    measure = _measure(lines)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and not lines[end].blank:
            end += 1
        blocks += _group(lines[at:end], measure)
        at = end
    # Where no blank line stands at all, each line is a paragraph, unless lines were wrapped.
    single = not measure and not any(line.blank for line in lines[1:] if not line.apart)
    return [block.fold() for block in _join_pages(blocks, single=single)]


def blocks_of_width(lines: list[Line], width: int) -> list[Block]:
    """The paragraphs of a text that says at which width its lines were set (0: not wrapped); no page broke any."""
    blocks: list[Block] = []
    for line in lines:
        if blocks:
            block = blocks[-1]
            first = block.lines[0].indent
            hung = block.lines[-1].indent > first
            if runs_on(block.lines[-1], line, first, hung, width):
                block.lines.append(line)
                block.end = line.end
                continue
        blocks.append(Block(line.start, line.end, [line], [], line.blank))
    return [block.fold() for block in blocks]


def _measure(lines: list[Line]) -> int:
    """The measure at which lines were wrapped, in characters, 0 for a text that was not wrapped.

    Only lines with a following line in the same group tell: the last of a group is short by nature.
    """
    lengths = [a.end - a.start + a.indent for a, b in pairwise(lines) if not b.blank]
    if len(lengths) < 2:
        return lengths[0] if lengths and 55 <= lengths[0] <= MEASURE_LIMIT else 0
    lengths.sort()
    high = lengths[int(len(lengths) * 0.95)] if len(lengths) > 40 else lengths[-1]
    return high if 50 <= high <= MEASURE_LIMIT else 0


def _group(lines: list[Line], measure: int) -> list[Block]:
    """The paragraphs of a group of lines without a blank line between them."""
    blocks = [Block(lines[0].start, lines[0].end, [lines[0]], [], lines[0].blank)]
    if len(lines) == 1:
        return blocks
    full = [_is_full(line, following, measure) for line, following in pairwise(lines)]
    # In wrapped prose nearly every line is full; among entries of a list one is so by chance.
    prose = sum(full) * 2 > len(full)
    # Without blank lines a first line set in begins a paragraph, where the others are flush.
    flush = sum(1 for line in lines if not line.indent)
    marked = any(MARKER.match(line.text) for line in lines)
    set_in = prose and not marked and len(lines) > 3 and flush * 4 > len(lines) > flush
    bracketed = _bracketed(lines)
    for at, (line, following, fits) in enumerate(zip(lines, lines[1:], full, strict=False)):
        block = blocks[-1]
        begins = set_in and following.indent > 1
        if at in bracketed or (not begins and _goes_on(block, line, following, measure, full=fits, prose=prose)):
            block.lines.append(following)
            block.end = following.end
        else:
            blocks.append(Block(following.start, following.end, [following], [], following.blank))
    return blocks


_IN_BRACKETS = 6
"""A paragraph in brackets has no more lines."""


def _bracketed(lines: list[Line]) -> frozenset[int]:
    """The lines, by number, that go on in the next since the bracket with which a line has begun is closed at the end of
    another."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if line.text[0] != "[" or "]" in line.text:
            continue
        for last in range(at + 1, min(at + _IN_BRACKETS, len(lines))):
            text = lines[last].text
            if "[" in text or "]" in text:
                if text.rstrip(".").endswith("]") and "[" not in text:
                    found.update(range(at, last))
                break
    return frozenset(found)


def _is_full(line: Line, following: Line, measure: int) -> bool:
    """Whether the first word of ``following`` would not have fitted on ``line``."""
    if not measure:
        return False
    space = following.text.find(" ")
    word = space if space > 0 else len(following.text)
    return line.end - line.start + line.indent + 1 + word > measure


def _goes_on(block: Block, line: Line, following: Line, measure: int, *, full: bool, prose: bool) -> bool:
    """Whether ``following`` is the same paragraph as ``block``, whose last line is ``line``."""
    if following.text[-1] in ":：" and line is block.lines[0] and _ends_a_label(line.text, following.text):
        return True
    if not measure:
        return False
    if (full and _leaves_open(line.text, following.text)) or _ends_in_a_title(line.text, following.text):
        return True
    first = block.lines[0]
    marked, marks = MARKER.match(first.text), MARKER.match(following.text)
    if marks and (marked or not following.text[0].isalnum()):
        return False
    if _LABEL.match(following.text):
        return False
    # An item's further lines stand under its text, and any line may hang.
    if following.indent >= first.indent + 2 and (marked or full):
        return True
    # A first line set in begins a paragraph, in texts without blank lines between.
    if following.indent > line.indent + 1 and not marked:
        return False
    if full and prose:
        return True
    # Typists wrap early as well: an open line that goes on in lower case is one sentence.
    return following.text[0].islower() and line.end - line.start > measure * 0.5 and not _FINAL.search(line.text)


def _leaves_open(line: str, following: str) -> bool:
    """Whether a full line leaves a parenthesis open that the next one closes: ``THE MINISTER OF TRADE (SHRI P. V.`` /
    ``RAJAN) : Sir,``"""
    if line.rfind("(") <= line.rfind(")"):
        return False
    close = following.find(")")
    return 0 <= close < _LONGEST_LABEL and "(" not in following[:close]


def _ends_in_a_title(line: str, following: str) -> bool:
    """Whether the name stands on the next line whose title ends this one: ``Now the motion of Shri`` / ``Rajan.``"""
    last = line.rsplit(" ", 1)[-1]
    return len(line) > _PROSE and following[0].isupper() and last.rstrip(".").casefold() in _BEFORE_A_NAME


_BEFORE_A_NAME = frozenset(
    "mr mrs ms dr shri shrimati smt monsieur mme mlle herr herrn frau sr sra señor cde comrade".split()
)
"""Titles that nothing but a name follows."""


def _ends_a_label(line: str, following: str) -> bool:
    """``Statsrådet ASTRID ALMKVIST / (kd) replik:``, ``Anf. 4 Statsrådet ASTRID / ALMKVIST (kd):``: a narrow column has
    broken the label."""
    if len(line) >= _LONGEST_LABEL or not line[-1].isalpha():
        return False
    numbered = len(following) < _LONGEST_LABEL and _NUMBERED.match(line)
    return bool(numbered or _END_OF_A_LABEL.fullmatch(following))


_LONGEST_LABEL = 60
NUMBER_OF_A_SPEECH = r"Anf\. \d{1,3}"
"""``Anf. 12``, as the Riksdag numbers its speeches."""
_NUMBERED = re.compile(NUMBER_OF_A_SPEECH + r"\s")
_END_OF_A_LABEL = re.compile(r"\([^()]{1,30}\)(?: [^\W\d_]{2,12})?[:：]")

_OF_A_HEADING = 160
_UNDER_A_HEADING = frozenset("on in at between of with from to by held".split())
_PROSE = 40
"""What is shorter, in characters, may be a heading or a label."""


def _join_pages(blocks: list[Block], *, single: bool) -> list[Block]:
    joined: list[Block] = []
    pages = _numbers_of_pages(blocks)
    for block in blocks:
        if joined and (block.blank or single) and not block.lines[0].apart and _joins(joined, block):
            last = joined[-1]
            last.breaks.append((last.end, block.start))
            last.lines += block.lines
            last.end = block.end
        elif joined and block.end - block.start <= LONGEST_MARK and _turns_the_page(joined[-1], block, pages):
            joined[-1].breaks.append((joined[-1].end, block.end))
            joined[-1].end = block.end
        else:
            joined.append(block)
    return joined


_PAGE = 1000
"""A page holds at least so many characters."""


def _numbers_of_pages(blocks: list[Block]) -> frozenset[int]:
    """Where the lines begin that are nothing but a figure, and number pages: each counts on from one that stands at least
    a page before it. A figure alone may also number a paragraph or a note."""
    alone = [
        block
        for block in blocks
        if len(block.lines) == 1 and block.end - block.start < 5 and block.lines[0].text.isdecimal()
    ]
    pages: set[int] = set()
    run: list[int] = []
    wide = True
    for number, following in zip_longest(alone, alone[1:]):
        run.append(number.start)
        if following is not None and int(following.lines[0].text) == int(number.lines[0].text) + 1:
            wide &= following.start - number.start >= _PAGE
            continue
        if wide and len(run) > 1:
            pages.update(run)
        run, wide = [], True
    return frozenset(pages)


def _turns_the_page(block: Block, following: Block, pages: frozenset[int]) -> bool:
    """Whether all of a block is the mark of a page, which ends with the paragraph before it."""
    text = following.lines[0].text
    if len(following.lines) > 1 or not is_page_mark(text) or (text.isdecimal() and following.start not in pages):
        return False
    if block.lines[0].text[0] in "([（" and block.lines[-1].text[-1] in ")]）":
        # A scene that is a whole paragraph ends with its parenthesis.
        return False
    return block.end - block.start > _PROSE and block.lines[-1].text.endswith(
        (".", "?", "!", "”", '"', "»", ")", "]", "。")
    )


def _joins(joined: list[Block], block: Block) -> bool:
    """Whether a block goes on with the last one; the number of the page may stand between them, and is taken out."""
    if _broken(joined[-1], block):
        return True
    mark = joined[-1].lines
    if len(joined) > 1 and len(mark) == 1 and is_page_mark(mark[0].text) and _broken(joined[-2], block):
        joined.pop()
        return True
    return False


def _broken(block: Block, following: Block) -> bool:
    """A paragraph that ends open in mid-sentence and goes on in lower case was broken by a page."""
    end, start = block.lines[-1].text, following.lines[0].text
    length = block.end - block.start
    if length < 40 or not start[0].islower() or (end.isupper() and block.fold().text.isupper()):
        # Under a heading in capitals "on 16 December" begins a line of its own.
        return False
    if is_classification(following.fold().text):
        # Small capitals come out as small letters: "top secret".
        return False
    if (
        length < _OF_A_HEADING
        and start.split(" ", 1)[0] in _UNDER_A_HEADING
        and len(following.fold().text) < _OF_A_HEADING
        and not _FINAL.search(following.lines[-1].text)
    ):
        # "Record of the talks of Aldan with Brask / on May 30, in the Residence"
        return False
    if not _OPEN_END.search(end[-6:]) or MARKER.match(start):
        return False
    if (
        end[-1] == ","
        and len(block.fold().text) < _SALUTATION
        and block.text.split()[0].strip(",.").casefold() in words("salutations")
    ):
        # "Sehr geehrter Herr Bundeskanzler, / ich danke Ihnen": many tongues go on in lower case behind a salutation.
        return False
    if len(start) <= 60 and len(start.split()) < 9 and is_valediction(start.lower()):
        # "... and remain / with the highest respect": the writer broke the line, not the page.
        return False
    return not MARKER.match(block.lines[0].text) or length > 120
