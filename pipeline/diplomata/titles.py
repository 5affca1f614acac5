"""The title of a record that has no field for it: a line at its top that looks like one."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from diplomata.classification import is_classification
from diplomata.dates import find_date
from diplomata.layouts.placed import Placed
from diplomata.layouts.shapes import PROSE
from diplomata.lines import Line, runs_on
from diplomata.recognise import letters, openers
from diplomata.recognise.blocks import MARKER, MEASURE_LIMIT
from diplomata.recognise.directed import directed
from diplomata.recognise.genre import names_kind
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold
from diplomata.recognise.shelf_marks import is_numbered_mark, is_shelf_mark, mark_alone
from diplomata.title_evidence import Top, is_dated_sentence

_LABEL = re.compile(r"(?P<label>[^:：]{1,60})[:：](?:\s|$)")
_ABBREVIATED = re.compile(r"(?:[a-z]\.){2}$|\b[A-Z]\.$|\d ?(?:r|г|god|v|hrs|h)\.$")
_LONGEST = 300
_WRAPPED = 50
"""Text that was wrapped has lines of at least so many characters."""
_LINES = 3
_SAMPLE = 40
_HEAD = 10
"""What is of the page, or a mark of where the original lies, is one of so many lines."""
_COUNTED = 4
"""The title of a session that is told by its number alone has hardly more words."""
_ARTICLES = frozenset("las los gli lo i il dem den einer eines".split())
_FEW = 8
"""Hardly a sentence has no more words."""
_BY = frozenset(
    "by von par por per di av af przez od от interviewed recorded taken compiled edited translated written".split()
)
_PARAGRAPHS = 20
"""A first paragraph has no number above this."""
_NUMBER = re.compile(r"(\d{1,5})[.)]\s")
_DOCUMENT = re.compile(r"(?:No\. ?|Nr\. ?|Doc\. )?\d{1,4}\.?\s+(?=[A-Z]{2})")
_KIND_ALONE = 60
"""A line is shorter than this, in characters, when the line below goes on with it."""
_WIDE = 90
_STAMPS = 3
"""So many lines of stamps and numbers may stand over a title."""


def take_title(placed: Placed) -> str:
    """Move the lines at the top of the body that look like a title to the fields of the header.

    A title that bears the anchor of a footnote stays in the text as its head; what is returned is that title without
    the anchor, else nothing.
    """
    if not placed.body:
        return ""
    _take_reference(placed)
    for at in _places(placed.body):
        group = _whole(placed.body, at)
        if at + len(group) < len(placed.body) and _is_title(placed.body, at, group):
            if bare := _without_anchor(_joined(group), placed.body[at + len(group) :]):
                return bare
            _take(placed, at, group, "title")
            return ""
    return ""


_ANCHOR = re.compile(r"(?:(?:(?<=[^\W\d_])|(?<=[)”\"]))\d{1,2}|(?<=\S)(?:[¹²³*†]|\[\d{1,2}\]))$")
_ANCHOR_GLUED = re.compile(r"(?:(?<=[)”\"])|(?<=\d [ap]\.m\.))\d{1,2}$")
"""An anchor that is glued to a parenthesis or the time of the day is one though its note is lost: ``(Marković)1``."""
_AFTER_A_YEAR = re.compile(r"(?<=\b(?:1[89]|20)\d\d)\d{1,2}$")
"""An anchor glued to a year is none of its figures: ``September 17, 19571``."""


def without_anchor_on_year(title: str) -> str:
    """A title without the footnote's anchor that is glued to the year at its end; as it is where there is none."""
    return _AFTER_A_YEAR.sub("", title)


def _without_anchor(title: str, below: list[Line]) -> str:
    """A title without the mark of the footnote that one of the lines ``below`` is; empty where it has none."""
    if (bare := without_anchor_on_year(title)) != title:
        return bare
    if (bare := _ANCHOR_GLUED.sub("", title)) != title:
        return bare
    anchor = _ANCHOR.search(title)
    if anchor is None:
        return ""
    mark = re.escape(unicodedata.normalize("NFKC", anchor[0].strip("[]")))
    note = re.compile(rf"\[?{mark}[.)\]]?(?:\s\S|$)")
    return (
        title[: anchor.start()] if any(note.match(unicodedata.normalize("NFKC", line.text)) for line in below) else ""
    )


def _take(placed: Placed, at: int, group: list[Line], field: str) -> None:
    del placed.body[at : at + len(group)]
    if at:
        placed.body[at] = placed.body[at]._replace(blank=True, apart=True)
    placed.fields += [(field, line) for line in group]


def _take_reference(placed: Placed) -> None:
    """Where the original lies, where a line over or under the title says so: ``BArch, DY 30/J IV 2/201/417``."""
    for at in range(min(_HEAD, len(placed.body) - 2)):
        line = placed.body[at]
        if (address := _ADDRESS.match(line.text)) and not placed.values("address"):
            placed.fields.append(("address", line._replace(end=line.start + address.end(), text=address[0])))
            text = line.text[address.end() :].lstrip()
            placed.body[at] = line._replace(start=line.end - len(text), text=text)
            continue
        if (number := _DOCUMENT.match(line.text)) and is_numbered_mark(line.text[number.end() :]):
            # "No. 317 NAI DFA Secretary's Files P12/9": the number is that of the document in the volume.
            edge = line.start + number.end()
            placed.body[at] = line._replace(end=line.start + len(number[0].rstrip()), text=number[0].rstrip())
            placed.fields.append(("source", line._replace(start=edge, text=line.text[number.end() :])))
            return
        apart = placed.body[at + 1].blank and (not at or line.blank)
        if mark_alone(line.text) or (apart and is_shelf_mark(line.text)):
            _take(placed, at, placed.body[at : at + 1], "source")
            return


_ADDRESS = re.compile(r"(?:[a-z][a-z0-9-]+\.)+[a-z]{2,4}/\d{2,12}(?=\s?[^\W\d_])")
"""``dodis.ch/51877 Le Ministre de Suisse``: where the page lies, before its title, often with no blank between."""


def _places(lines: list[Line]) -> list[int]:
    """Where the title may begin, the likeliest place first."""
    first = 0
    while first < min(_HEAD, len(lines) - 1) and _is_of_the_page(lines[first].text):
        first += 1
    stamps = first
    while first < min(stamps + _STAMPS, len(lines) - 1) and _is_stamp(lines[first].text):
        first += 1
    found: list[str] = []
    for line in lines[: min(_TOP, len(lines) - 1)]:
        if found and (len(line.text) > _LONGEST or (len(line.text) > 200 and PROSE.search(line.text))):
            break
        found.append(line.text)
    top = Top(found, first)
    weighed = {at: top.weigh(_joined(_whole(lines, at)), at) for at in range(len(found))}
    return sorted((at for at, points in weighed.items() if points >= _LEAST), key=lambda at: -weighed[at])


_TOP = 16
"""The title is one of so many lines."""
_LEAST = -2.0
"""Points under which a line is no title, whatever the others are."""


def _joined(group: list[Line]) -> str:
    return " ".join(line.text for line in group)


def _is_stamp(text: str) -> bool:
    if is_classification(text) or not any(map(str.isalpha, text)):
        return True
    part = openers.opener_part(text, ())
    return part is not None and part.kind in ("classification", "copy", "number", "reference")


def _whole(lines: list[Line], at: int) -> list[Line]:
    """The lines of a title: one, or as many as it was wrapped to, and what it is about where that stands below the
    kind: ``NOTE``, ``of a talk with the Minister of Trade``."""
    group = _wrapped(lines, at)
    below = at + len(group)
    if below >= len(lines) - 1 or not _goes_on(_joined(group), lines[below]):
        return group
    group += _wrapped(lines, below)
    while (below := at + len(group)) < len(lines) - 1 and len(group) < _PARTS and _is_when(group, lines[below]):
        group.append(lines[below])
    return group


_PARTS = 5
"""The title of a sitting stands on no more lines."""


def _is_when(group: list[Line], below: Line) -> bool:
    """Whether the line below a title that goes on from line to line says when: ``on 9 October 1974``."""
    if below.blank or len(below.text) > _KIND_ALONE or not (below.text[0].islower() or group[-1].text[-1] == ","):
        return False
    return find_date(below.text) is not None and names_kind(group[0].text)


def _goes_on(text: str, below: Line) -> bool:
    if len(text) + len(below.text) > _LONGEST or _LABEL.match(below.text):
        return False
    last = text.split()[-1].casefold()
    open_end = last == "the" or (text[-1] == "," and below.text[0].islower() and names_kind(text))
    if open_end and len(text) < _WIDE and not below.blank:
        return True
    if len(text) > _KIND_ALONE:
        return False
    if last in ("with", "by", "avec", "mit", "con", "z", "с") and names_kind(text):
        # "Transcript of interview with / MARGUERITE DELORME"
        return not below.blank or below.text.isupper()
    if last in words("particles") | _ARTICLES:
        return text.isupper() == below.text.isupper() and not below.blank
    if text.isupper() and text[-1] == ",":
        return below.text.isupper() and not below.blank
    if not below.blank and below.text[0].islower() and text[-1].isalnum():
        return True
    if text.endswith((".", ",", ":", ";")) or letters.dateline(below.text):
        return False
    return below.text[0].islower() and names_kind(text)


def _wrapped(lines: list[Line], at: int) -> list[Line]:
    """A line, or the lines of a paragraph that was wrapped."""
    end = at + 1
    while end < len(lines) and not lines[end].blank:
        end += 1
    group = lines[at:end]
    if not 1 < len(group) <= _LINES or end == len(lines):
        return group[:1]
    # The lines of the title are as wide as those of the text below it.
    width = max(len(line.text) for line in lines[:_SAMPLE])
    full = all(
        runs_on(line, after, 0, False, width) and _is_open(line, after, width) for line, after in pairwise(group)
    )
    return group if full and _WRAPPED <= width <= MEASURE_LIMIT else group[:1]


def _is_open(line: Line, following: Line, width: int) -> bool:
    """Whether a line can go on in the next: between two words with capitals a title may end, and a byline begin,
    unless the word had no more room."""
    first = following.text.split()[0]
    if not (line.text.split()[-1][0].isupper() and first[0].isupper()):
        return True
    return len(line.text) + 1 + len(first) > width and first.casefold() not in _BY


def _is_title(lines: list[Line], at: int, group: list[Line]) -> bool:
    text = _joined(group)
    following = lines[at + len(group)]
    if _is_of_the_page(text):
        return False
    if (
        len(text) > _LONGEST
        or not any(map(str.isalpha, text))
        or (MARKER.match(text) and not (_is_counted(text) or directed(text)))
        or text[0] in "([-–—*=_"
        or _is_labelled(text, lines, following)
    ):
        return False
    if text.endswith(_ENDS) and not (_ABBREVIATED.search(text) or _may_end(text, following)):
        return False
    if (letters.dateline(text) and not names_kind(text)) or is_classification(text):
        return False
    if fold(text.split()[0]) in words("salutations") or len(letters.COLUMNS.split(text)) > 1:
        return False
    if not following.blank and text[-1:].islower() and following.text[0].islower():
        return False
    part = openers.opener_part(text, ())
    return part is None or part.kind not in ("copy", "number", "reference")


_ENDS = (".", ",", ";", "!", "?", "。", "？", "！", "；")


def _may_end(text: str, following: Line) -> bool:
    """Whether a full stop ends a title, as many printers set it: over a date, behind an addressee, behind few words
    that name a kind and what of, behind the year of what is named by its kind."""
    if text[-1] != "." or not following.blank:
        return False
    named = any(word[0].isupper() or word[0].isdigit() for word in text.split()[1:])
    return (
        bool(letters.dateline(following.text))
        or directed(text) is not None
        or is_dated_sentence(text)
        or (len(text.split()) <= _FEW and names_kind(text) and named)
    )


_OFFERS = (
    "view return back forward home menu search download print share skip jump log login sign breadcrumb subscribe go "
    "vai cerca torna zum zur zurück retorno volver ir inicio accueil retour aller назад главная перейти поиск powrót"
)
_OF_THE_PAGE = re.compile(
    rf"(?i)(?:(?:\d{{1,2}}\. )?(?:{_OFFERS.replace(' ', '|')})\b(?: \S+){{0,4}}"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|eu|uk|de|fr|ru|it|jp|cn)"
    r"|.{1,40} [>»|›] .*|.{1,40} photo|.*[>»›]{1,2}\s?)"
)
"""What a page offers to go to, or its own name."""


def _is_of_the_page(text: str) -> bool:
    """``View Header``, ``example.org``, ``News > Persons > Text``: of the page that was saved, not of the record."""
    return _OF_THE_PAGE.fullmatch(text) is not None and not names_kind(text)


def _is_counted(text: str) -> bool:
    """``47. Sitzung``, ``214. Minutes of a Meeting``: the number of a document, and not of a paragraph."""
    number = _NUMBER.match(text)
    if not names_kind(text[number.end() :] if number else text):
        return False
    return (
        len(text.split()) <= _COUNTED
        or find_date(text) is not None
        or (number is not None and int(number[1]) > _PARAGRAPHS)
    )


def _is_counted_kind(text: str) -> bool:
    """``DECRETO N.º 214``: the kind of a document and its number, in capitals."""
    return text.split()[0].isupper() and any(map(str.isdigit, text)) and names_kind(text)


def _is_labelled(text: str, lines: list[Line], following: Line) -> bool:
    """Whether a line is a label and its value. ``Ration Cards: Questions and Answers`` over a blank line is a title,
    unless the label is a field's, or returns as that of a speaker does."""
    match = _LABEL.match(text)
    if match is None:
        return False
    label = match["label"].strip()
    if text.isupper() and names_kind(label) and len(label.split()) > 1:
        return False
    part = openers.opener_part(text, ())
    if not following.blank or len(text.split()) < 4 or (part is not None and (part.sure or part.label)):
        return True
    if any(word in words("fields") for word in (label.casefold(), label.split()[-1].casefold())):
        return True
    return sum(line.text.startswith(f"{label}:") for line in lines) > 1
