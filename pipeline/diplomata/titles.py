"""The title of a record that has no field for it: a line at its top that looks like one."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from diplomata.classification import is_classification
from diplomata.dates import find_date
from diplomata.layouts.placed import Placed
from diplomata.layouts.shapes import PROSE
from diplomata.lines import Line
from diplomata.recognise import letters, openers
from diplomata.recognise.blocks import MARKER
from diplomata.recognise.directed import directed
from diplomata.recognise.genre import names_kind
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold
from diplomata.title_evidence import Top, is_dated_sentence
from diplomata.title_lines import LABEL, LONGEST, is_stamp, joined, whole
from diplomata.volume_marks import is_document_number, take_number, take_reference

_ABBREVIATED = re.compile(r"(?:[a-z]\.){2}$|\b[A-Z]\.$|\d ?(?:r|г|god|v|hrs|h)\.$")
_HEAD = 10
"""What is of the page, or a mark of where the original lies, is one of so many lines."""
_COUNTED = 4
"""The title of a session that is told by its number alone has hardly more words."""
_FEW = 8
"""Hardly a sentence has no more words."""
_PARAGRAPHS = 20
"""A first paragraph has no number above this."""
_NUMBER = re.compile(r"(\d{1,5})[.)]\s")
_STAMPS = 3
"""So many lines of stamps and numbers may stand over a title."""


def take_title(placed: Placed) -> str:
    """Move the lines at the top of the body that look like a title to the fields of the header.

    A title that bears the anchor of a footnote stays in the text as its head; what is returned is that title without
    the anchor, else nothing.
    """
    if not placed.body:
        return ""
    take_reference(placed)
    for at in _places(placed.body):
        group = whole(placed.body, at)
        if at + len(group) < len(placed.body) and _is_title(placed.body, at, group):
            at = take_number(placed, at)
            group = placed.body[at : at + len(group)]
            if bare := _without_anchor(joined(group), placed.body[at + len(group) :]):
                return bare
            placed.take(at, len(group), "title")
            return ""
    return _told_subject(placed.body)


def _told_subject(lines: list[Line]) -> str:
    """The subject that a telegram names below its routing, its second line too; empty where there is none."""
    for line, below in pairwise(lines[:_ROUTING]):
        if subject := _SUBJECT.fullmatch(line.text):
            goes_on = not below.blank and below.text.isupper() and ":" not in below.text
            return f"{subject['what']} {below.text}" if goes_on else subject["what"]
    return ""


_ROUTING = 40
"""Over the subject of a telegram stand no more lines."""
_SUBJECT = re.compile(r"(?i:subj(?:ect)?)\s?:\s+(?P<what>[^\W\d_].{4,150})")


_ANCHOR = re.compile(r"(?:(?:(?<=[^\W\d_])|(?<=[)”\"]))\d{1,2}|(?<=\S)(?:[¹²³*†]|\[\d{1,2}\]))$")
_ANCHOR_GLUED = re.compile(r"(?:(?<=[)”\"])|(?<=\d [ap]\.m\.))\d{1,2}$|(?<=\w)[¹²³⁰⁴-⁹]{1,3}$")
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
    note = re.compile(rf"(?:- )?\[?{mark}[.)\]]?(?:\s\S|$)")
    return (
        title[: anchor.start()] if any(note.match(unicodedata.normalize("NFKC", line.text)) for line in below) else ""
    )


def _places(lines: list[Line]) -> list[int]:
    """Where the title may begin, the likeliest place first."""
    first = 0
    while first < min(_HEAD, len(lines) - 1) and _is_of_the_page(lines[first].text):
        first += 1
    stamps = first
    while first < min(stamps + _STAMPS, len(lines) - 1) and is_stamp(lines[first].text):
        first += 1
    found: list[str] = []
    for line in lines[: min(_TOP, len(lines) - 1)]:
        if found and (len(line.text) > LONGEST or (len(line.text) > 200 and PROSE.search(line.text))):
            break
        found.append(line.text)
    top = Top(found, first)
    weighed = {at: top.weigh(joined(whole(lines, at)), at) for at in range(len(found)) if not _is_inside(lines, at)}
    return sorted((at for at, points in weighed.items() if points >= _LEAST), key=lambda at: -weighed[at])


def _is_inside(lines: list[Line], at: int) -> bool:
    """Whether a line goes on with a paragraph of text: no title begins there."""
    line = lines[at]
    if not at or line.blank or line.apart:
        return False
    above = lines[at - 1]
    return (
        len(above.text) >= _PROSE_LINE
        and abs(above.indent - line.indent) < _SET_IN
        and not above.text.isupper()
        and (line.text[0].islower() or above.text[-1].islower() or above.text[-1] in ",-")
    )


_PROSE_LINE, _SET_IN = 60, 3
"""A line of text that was wrapped has so many characters at least; one set in further begins anew."""
_TOP = 16
"""The title is one of so many lines."""
_LEAST = -2.0
"""Points under which a line is no title, whatever the others are."""


def _is_title(lines: list[Line], at: int, group: list[Line]) -> bool:
    text = joined(group)
    following = lines[at + len(group)]
    if _is_of_the_page(text):
        return False
    if (
        len(text) > LONGEST
        or not any(map(str.isalpha, text))
        or (MARKER.match(text) and not (_is_counted(text) or directed(text)))
        or text[0] in "([-–—*=_"
        or _is_labelled(text, lines, following)
    ):
        return False
    numbered = any(is_document_number(line.text) for line in lines[max(0, at - 2) : at])
    if text.endswith(_ENDS) and not (_ABBREVIATED.search(text) or _may_end(text, following, numbered=numbered)):
        return False
    if (letters.dateline(text) and not (names_kind(text) or directed(text))) or is_classification(text):
        return False
    if fold(text.split()[0]) in words("salutations") or (
        len(letters.COLUMNS.split(text)) > 1 and not directed(" ".join(text.split()))
    ):
        return False
    if not following.blank and text[-1:].islower() and following.text[0].islower():
        return False
    part = openers.opener_part(text, ())
    return part is None or part.kind not in ("copy", "number", "reference")


_ENDS = (".", ",", ";", "!", "?", "。", "？", "！", "；")


def _may_end(text: str, following: Line, *, numbered: bool) -> bool:
    """Whether a full stop ends a title, as many printers set it: over a date, behind an addressee, behind few words
    that name a kind and what of, below the number of the document, behind the year of what is named by its kind."""
    if text[-1] != "." or not following.blank:
        return False
    named = any(word[0].isupper() or word[0].isdigit() for word in text.split()[1:])
    return (
        bool(letters.dateline(following.text))
        or directed(text) is not None
        or is_dated_sentence(text)
        or (numbered and (names_kind(text) or find_date(text, precise=True) is not None))
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
    return text in _TABS or (_OF_THE_PAGE.fullmatch(text) is not None and not names_kind(text))


_TABS = frozenset(
    (
        "Information about Document",
        "Information",
        "Informationen",
        "Details",
        "Metadata",
        "Text",
        "Contents",
        "Content",
        "Document",
        "Summary",
        "SUMMARY",
        "Abstract",
        "TEXT",
        "Message Text",
        "Transcription",
        "Transcript",
    )
)
"""What stands on the tabs of a page."""


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
    match = LABEL.match(text)
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
