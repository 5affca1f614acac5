"""Where a line may begin with a speaker's label.

No pattern decides. A candidate label collects evidence for and against over the whole record
(:mod:`diplomata.recognise.evidence`); what has enough is a label wherever it stands.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet

from diplomata.recognise.blocks import NUMBER_OF_A_SPEECH, Block
from diplomata.recognise.holders import before_office
from diplomata.recognise.keeping import is_plain_aside
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import Name, has_monsieur, in_full, parse_name
from diplomata.recognise.paper import PAGE_BEFORE
from diplomata.recognise.scene import is_event
from diplomata.recognise.section_marks import MARK, section_labels
from diplomata.recognise.set_off import LONGEST, has_gap, set_off
from diplomata.recognise.stops import UPPER, stops, turned_alone
from diplomata.recognise.timed import CUE_TIME, Timed, timed_label
from diplomata.recognise.weighing import Candidate, Label

_COLON = re.compile(r"[:：](?=\s|$|[^\s\d/]|(?<=[^\W\d_][:：])\d{1,2}\s[^\W\d_])")
"""``Emil Dorn:3 In my opinion``: the anchor of a note may be glued to it."""
_PARTY_DASH = re.compile(
    r"(?P<label>[^\W\d_a-zà-ÿ][^a-zà-ÿ\n:]{2,60}(?: [-–] [^a-zà-ÿ\n:–-]{2,40}){1,3})(?P<end> [-–])(?= \S)"
)
"""``O SR. PRESIDENTE - NELSON TAVORA - PSB - Havendo número``"""
_COLON_DASH = re.compile(r"\s?[—–](?=\s*[^\W_])|\s-(?=\s(?:[^\W\d_]|\.\.))")
"""``O Sr. Presidente: — Está aberta a sessão.``: the dash belongs to the label."""
_DASH = re.compile(
    r"(?P<label>(?:[^:：—–\n()-]{2,60}(?:\([^()\n]{1,60}\)\s){2}[.,]?\s?|[^:：—–\n-]{2,90}(?:(?<=\S)-(?=\S)[^:：—–\n-]{1,60})?))(?P<end>[—–]|(?<=[\s.])--?(?=\s)|(?<=\s)-(?=[A-ZÀ-Þ\"“(]))(?=\s*\S)"
)
_BEHIND = re.compile(r"\s*(?:[—–]|-(?=\s))(?=\s*\S)")
_WITHIN = re.compile(r"[—–]|\s-\s")
BEFORE_COMMA = ("stop", "turned stop", "titled stop", "mixed stop", "dash", "stop dash")
"""Forms of debates, in which an office follows the name behind a comma."""
_LETTER = re.compile(rf"(?P<label>[QA])[ \t]{{1,4}}(?={UPPER}|[\"“(\[]|--|—|…|\.\.\.)")
"""``Q  Which ambassador?``"""
_CIRCLES = ("○", "◯", "〇")
_CIRCLED = re.compile(
    r"[○◯〇]\s?(?P<label>[\uac00-\ud7a3]{2,12} [\uac00-\ud7a3]{2,4}(?=\s)|[^\s:：。]{2,40})(?=\s|$)"
)
"""``○議長（田村一郎君）　ただいまから``: Japanese assemblies set a circle before who speaks, and a blank behind."""
_NUMBER = re.compile(
    r"(?:\d{1,3}\.\d{1,3}\.?(?=\s)|\d{1,4}(?=\s(?:Le|La|The|M\.|Mme|Mr\.|Mrs\.|Ms\.|Sir|Dr\.)\s[^:]{2,40}:)|\d{1,4}(?=\s+[A-Z]{2}[A-Z .’'-]{0,30}:\s)|"
    + NUMBER_OF_A_SPEECH
    + r"|\([A-D]\)(?=\s[A-ZÀ-Þ][^:.]?[^:]{3,60}:\s)|\[\d{1,3}\.\]|\d{1,4}[.)]|(?:\d{1,4}\s)?Q\.(?=\s+[A-Z]{2}[^:.]?[^:]{0,40}:\s)|\d{1,4}(?=\sQ\.\s)|Q\.? ?\d{1,4}[.:]?|[IVXLC]{1,7}\.?\s?[—–])\s+(?=[^\W\d]|\*)"
)
"""``12. Ambassador Aldan: ...``, ``Q31 Chair:``, ``IV. — M. Aldan.``: the record-keeper has numbered what was said; ``(C) Frau Dr.
Kess:``, the column of the printed page."""
_TIME_WITHIN = re.compile(r"\s\[(?:\d{1,2}:\d{2}(?::\d{2})?)?\]")
"""``Ingjerd Schou (H) [10:01:02] (ordfører for saken):`` is no other label than without the time."""
_WITHOUT_A_NAME = ("colon", "initials", "dash", "stop dash")
"""Forms in which a title alone may be a label: ``Monsieur:``, ``Una señora en la barra. —``, and ``DS`` of a legend."""
_HAMZA = "‘’'ʿʾʼ`"
_STAMP = re.compile(
    rf"\[?{CUE_TIME.pattern}\]?\s*|"
    r"\d\d \d\d \d\d(?: \d\d)?\s+(?=[A-Z])|[\[(]?\d{1,2}(?:\d{2})?:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?[\])]?\s*|[\[(]\d{1,2}\.\d{2}[\])]\s*|\d{1,2}\.\d{2}\s(?=[A-Z]{2})"
)


_DASHED_STOP = re.compile(r"[-–] [^\W\d_][^\n:?!]{1,50}?\.\s?[-–—] ?(?=\S)")
"""``- E. DORN.- Deux heures``"""
_DASHED_NAME = re.compile(
    r"[-–] (?:(?:El|La|Los|O|A|Os|Le|M\.)\s(?:[\w’'.-]+\s?){1,5}|(?:[^\W\d_a-z][\w’'.-]*\s?){1,4})(?:\([^()]{1,40}\))?:(?:\s(?=\S)|$)"
)
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
"""``### Emil Dorn``, as Markdown marks headings."""
_QUOTES = "'\"“”"
VOICE = ">> "
"""Captions of broadcasts set it where another voice begins, with the name or without."""
BULLETS = "•●▪"
"""Pages that were saved as text have one before each label."""
LEADS = (*BULLETS, "-", "–", VOICE.strip(), *("#" * level for level in range(1, 7)))
"""What may stand before a label and is printed with it."""
_ALONE, _OFFICE_AND_NAME = 50, 110
"""A label on a line of its own has no more characters, one of an office with its holder in parentheses no more than the
second."""


def candidates(
    blocks: list[Block], listed: AbstractSet[int] = frozenset(), defined: Collection[str] = ()
) -> list[Label]:
    """Everything in ``blocks`` that has the form of a label, each label with all places where it stands; those in
    ``listed`` are no such places. ``defined`` are short labels, folded, that the record explains."""
    labels: dict[tuple[str, str], Label] = {}
    monsieur = has_monsieur(block.text for block in blocks)
    sections = section_labels(blocks) if any(block.text[0] == MARK for block in blocks) else {}
    for at, block in enumerate(blocks):
        if at in listed:
            continue
        if at in sections:
            _in_section(at, block, blocks, labels, *sections[at])
            continue
        _candidates(at, block, blocks, labels, monsieur, defined)
    _without_colon(blocks, listed, labels)
    return list(labels.values())


def _without_colon(blocks: list[Block], listed: AbstractSet[int], labels: dict[tuple[str, str], Label]) -> None:
    """``EMIL DORN`` on a line over what he says, where the record has ``EMIL DORN:`` elsewhere: the colon was forgotten."""
    lines = {text: label for (form, text), label in labels.items() if form == "colon" and not label.name.lower}
    for at, block in enumerate(blocks):
        first = block.lines[0]
        if at in listed or (label := lines.get(first.text.strip())) is None:
            continue
        behind = block.lines[1].text if len(block.lines) > 1 else blocks[at + 1].text if at + 1 < len(blocks) else ""
        if len(behind) > _SENTENCE and (len(block.lines) > 1 or behind[-1] in ".!?…"):
            label.occurrences.append(Candidate(at, first.end, behind.strip(), label, block.start, True))


_SENTENCE = 30
"""Characters of what is said under such a line: a signature has less under it."""


def _in_section(
    at: int, block: Block, blocks: list[Block], labels: dict[tuple[str, str], Label], start: int, end: int
) -> None:
    printed = " ".join(block.text[start:end].split())
    label = labels.setdefault(("section", printed), Label("section", printed, parse_name(printed)))
    follows = block.text[end:].strip() or (blocks[at + 1].text if at + 1 < len(blocks) else "")
    label.occurrences.append(Candidate(at, block.at(end), follows, label, block.at(start)))


def _timed(
    at: int, block: Block, blocks: list[Block], labels: dict[tuple[str, str], Label], start: int, behind: Timed
) -> None:
    printed = " ".join(block.text[start : behind.name].split())
    name = parse_name(printed)
    last = printed.split()[-1]
    if not (name.words or name.roles or name.honorifics) or last in words("prepositions"):
        return
    if last.isdigit() and printed.split()[0].casefold() not in words("groups"):
        return
    # Behind a colon it is the label of turns that have no time as well.
    form = "timed" if behind.end == behind.after else "colon"
    label = labels.setdefault((form, printed), Label(form, printed, name))
    follows = block.text[behind.end :].strip()
    alone = not follows
    if alone:
        follows = blocks[at + 1].text if at + 1 < len(blocks) else ""
    time = block.at(behind.time), block.at(behind.after)
    label.occurrences.append(
        Candidate(at, block.at(behind.end), follows, label, block.at(start), alone, timed=True, time=time)
    )


def _candidates(
    at: int,
    block: Block,
    blocks: list[Block],
    labels: dict[tuple[str, str], Label],
    monsieur: bool,
    defined: Collection[str],
) -> None:
    text = block.text
    offset = 0
    number = stamp = None
    if text[0] in "[(0123456789QIVXLCA":
        stamp = _STAMP.match(text) or PAGE_BEFORE.match(text)
        number = _NUMBER.match(text) if stamp is None else None
        offset = stamp.end() if stamp else number.end() if number else 0
    elif text[0] in BULLETS and text[1:2] == " ":
        offset = 2
    elif text.startswith(VOICE) and len(text) > len(VOICE):
        offset = len(VOICE)
        voice = labels.setdefault(("voice", VOICE.strip()), Label("voice", VOICE.strip(), parse_name("")))
        voice.occurrences.append(Candidate(at, block.at(offset - 1), text[offset:], voice, block.start))
    elif text[0] in "-–" and (_DASHED_STOP.match(text) or _DASHED_NAME.match(text)):
        # Only before labels that a stop and a dash end, or a name and a colon: a list begins with a dash too.
        offset = 2
    elif text[0] == "#" and (heading := _HEADING.match(text)):
        offset = heading.end()
    elif text[0] in _QUOTES and text[-1] in _QUOTES and len(text) > 2:
        # Each paragraph was saved in quotation marks, as values of a table are.
        offset = 1
    first = text[offset : offset + 1]
    if first and first in _HAMZA and text[offset + 1 : offset + 2].isupper():
        # "‘Izzat al-Duri": what Arabic names are written with.
        first = text[offset + 1]
    if not (first.isalpha() or (first and first in '[*"“_○◯〇')):
        return
    if first.islower() and not _lower_start(text[offset:]):
        return
    if number is stamp is None and (behind := timed_label(text, offset, text[offset : offset + LONGEST])):
        _timed(at, block, blocks, labels, offset, behind)
        return
    found = _forms(text, offset)
    line = block.lines[0].text
    if defined or first in "*_[" or has_gap(line):
        found = itertools.chain(found, set_off(block, offset, defined))
    for form, printed, end in found:
        if monsieur and printed == "M":
            continue
        timed = False
        if "[" in printed:
            untimed = _TIME_WITHIN.sub("", printed)
            printed, timed = untimed, untimed != printed
        # "DOLFIN, ministro della navigazione": the name stands before the comma.
        name = _named(in_full(printed, monsieur=monsieur), form)
        if (
            not (name.words or name.roles or (name.honorifics and form in _WITHOUT_A_NAME) or _is_of_a_voice(printed))
            or len(name.words) + len(name.lower) > 10
        ):
            continue
        follows = text[end:].strip()
        alone = not follows
        if number is not None:
            asked = form == "stop" and printed in ("Q", "A")
            of_a_speech = form == "colon" and number[0][0] == "A"
            if (form not in ("colon", "dash", "stop dash", "marked") and not asked) or not (follows or of_a_speech):
                continue
            form = form if asked else "speech" if of_a_speech else "numbered"
        if form in ("colon", "circle", "initials", "turned stop", "speech") and not follows:
            # Whether a label stands alone on its line is the typist's habit, and no evidence.
            follows = blocks[at + 1].text if at + 1 < len(blocks) else ""
        if form == "colon" and offset and text[0] in "-–":
            form = "item"
        label = labels.get((form, printed))
        if label is None:
            label = labels[form, printed] = Label(form, printed, name)
        start = block.at(offset) if offset and text[0] not in _QUOTES else block.start
        timed = timed or text.startswith(VOICE)
        dashed = form == "colon" and text[end - 1] in "—–-"
        label.occurrences.append(Candidate(at, block.at(end), follows, label, start, alone, timed, dashed))
    if len(text) <= (_OFFICE_AND_NAME if text[-1] == ")" else _ALONE) and at + 1 < len(blocks) and number is None:
        # A bullet or the time stands before it.
        stamped = offset if text[0] in BULLETS + "#" or stamp is not None else 0
        printed = text[stamped:].strip("*_ ")
        # A dash ends a label alone on its line as it does one with words behind it.
        form = "dash" if printed[-1:] in ("—", "–") else "bare line"
        if form == "dash" and is_plain_aside(text):
            return
        printed = printed.rstrip("—– ")
        if printed[-1:] == "." and printed.isupper():
            # ``THE PRESIDENT.`` in the middle of a line, as printers of debates set it.
            printed = printed[:-1]
        if printed[-1:] in (".", ",", ";", ":", "!", "?", "：", "") or (
            printed[0] == "[" and is_event(printed[1:-1], brackets=True)
        ):
            return
        name = parse_name(printed)
        if (name.words or name.roles) and not name.lower:
            label = labels.setdefault((form, printed), Label(form, printed, name))
            start = block.at(stamped) if stamped else block.start
            follows, timed = blocks[at + 1].text, stamp is not None
            label.occurrences.append(Candidate(at, block.end, follows, label, start, timed=timed))


def _is_of_a_voice(label: str) -> bool:
    """``Una voce all'estrema sinistra``, ``Un membre``: nobody by name, and no office."""
    said = label.casefold().split()
    return not words("voices").isdisjoint(said[:2]) or (len(said) == _ARTICLE_AND_NOUN and said[1] in words("groups"))


_ARTICLE_AND_NOUN = 2


def _named(label: str, form: str) -> Name:
    """What a label says, in forms in which an office may follow the name behind a comma of that alone."""
    name = parse_name(label)
    if form == "colon" and ", " in label:
        return parse_name(before_office(label) or label)
    if form not in BEFORE_COMMA or ", " not in label:
        return name
    before = parse_name(label.split(", ")[0])
    return name if name.words == before.words and not name.lower else before


def _forms(text: str, offset: int) -> Iterator[tuple[str, str, int]]:
    """The labels that a line may begin with: form, label, and where the label's punctuation ends."""
    head = text[offset : offset + LONGEST]
    colon = _COLON.search(text, offset, offset + LONGEST) if ":" in head or "：" in head else None
    if colon and "(" in head and (behind := _open_parenthesis(text, offset, colon.start())):
        # "Premier Dorn (hereafter: Dorn):" says within its parentheses how the record calls him.
        colon = _COLON.search(text, behind, offset + LONGEST)
    if colon and colon.start() > offset:
        end = colon.end()
        while end < len(text) and text[end] in "*_":
            end += 1
        if dash := _COLON_DASH.match(text, end):
            end = dash.end()
        yield "colon", " ".join(text[offset : colon.start()].strip("*_ ").split()), end
    if "—" in head or "–" in head or " -" in head or ".- " in head:
        set_in = _past_parenthesis(text, offset, head)
        match = None if set_in else _PARTY_DASH.match(text, offset) or _DASH.match(text, offset)
        if set_in and (colon is None or set_in[1] < colon.start()):
            yield "dash", " ".join(text[offset : set_in[0]].split()), set_in[1]
        if match and (colon is None or match.end() < colon.start()):
            # ``M. Dorn.— Oui.`` and ``M. Dorn. — Oui.``; "Vielen Dank. – Das Wort hat" has a dash between sentences.
            before = text[match.end("end") - 3 : match.end("end") - 1]
            form = "stop dash" if before[1:] == "." or (before == ". " and match["end"] == "—") else "dash"
            yield form, " ".join(match["label"].strip("*_ ").rstrip(".").split()), match.end("end")
    stop = head.find(". ")
    while colon and stop > 0 and head[head.rfind(" ", 0, stop) + 1 : stop].casefold() in words("abbreviations"):
        # "Mr. Dorn: We do." has no stop before its colon that could end a label.
        stop = head.find(". ", stop + 1)
    if stop > 0 and (colon is None or offset + stop < colon.start()):
        yield from stops(text, offset, head)
    elif stop < 0 and colon is None and text[-1] == "." and (turned := turned_alone(text, offset)):
        yield "turned stop", turned, len(text)
    if head[:1] in _CIRCLES and (match := _CIRCLED.match(text, offset)):
        yield "circle", match["label"], match.end("label")
    if text[offset : offset + 2] in ("Q ", "A ", "Q\t", "A\t"):
        match = _LETTER.match(text, offset)
        if match:
            yield "letter", match["label"], match.end("label")


def _past_parenthesis(text: str, offset: int, head: str) -> tuple[int, int] | None:
    """Where a label ends whose parenthesis has a dash of its own, and where the dash behind it ends: ``A SRA. DALVA (Bloco -
    BA) - Sr. Presidente``."""
    opened = head.find("(")
    close = head.find(")", opened) + 1 if opened > 0 else 0
    if not close or not _WITHIN.search(head, opened, close):
        return None
    behind = _BEHIND.match(text, offset + close)
    return (offset + close, behind.end()) if behind is not None else None


def _open_parenthesis(text: str, start: int, at: int) -> int:
    """Where the parenthesis ends that is open at ``at``, when one was opened since ``start``; else 0."""
    if text.count("(", start, at) <= text.count(")", start, at):
        return 0
    return text.find(")", at) + 1


_SHORT_PARTICLES = frozenset(("v", "d"))
"""``v. Plessen``"""


def _lower_start(text: str) -> bool:
    word = re.match(r"[^\s.:]+", text)
    if word is None:
        return False
    # "iPhone (2)": a machine speaks for somebody.
    return (
        word[0] in words("honorifics")
        or word[0][1:2].isupper()
        or (word[0] in words("particles") | _SHORT_PARTICLES and text[word.end() :].lstrip(". ")[:1].isupper())
    )
