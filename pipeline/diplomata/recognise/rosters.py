"""Rosters: who took part, as the record lists them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from diplomata.recognise.blocks import MARKER, Block
from diplomata.recognise.lexicon import leading, words
from diplomata.recognise.names import Name, fold, is_initial, is_role, parse_name
from diplomata.recognise.namesakes import turned_names

_HEAD = re.compile(
    r"(?i)(?:\[[\w ]{2,20}\] )?(?:(?:also |those |list of |other |additional )?(?:participants?|present|attendees|attending|attended|accompanying|accompanied by|taking part|took part|attendance|participating|in attendance|delegations?|"
    r"guest speakers?|members of the \w+|members|representatives|teilnehmer\w*|anwesend\w*|participants|(?:sont |étaient )?présents?|присутствовали|участники|учасники|присъстваха|присутни|obecni|przytomni|uczestnicy|přítomni|účastníci|jelen\w*|résztvevők|presentes|presenti|"
    r"asistentes|participantes|partecipanti|participanți|prezenți|pjesëmarrës\w*|prisutni|aanwezig\w*|närvarande|deltagare|til stede|katılanlar|"
    r"[^:：\n]{0,12}(?:出席|参加|与会|在座)[^:：\n]{0,6})\b[^:：\n]{0,60}|[^:：\n]{2,50}\b(?:representatives|delegation|side|members|participants|present|delegates|guests))\s?[:：]\s*"
)
_BARE_HEAD = re.compile(
    r"(?i)(?:also )?(?:participants?|present|attendees|attendance|in attendance|teilnehmer|anwesend|présents|присутствовали|участники|"
    r"obecni|uczestnicy|přítomni|účastníci|jelen vannak|résztvevők|presentes|presenti|asistentes|participantes|partecipanti|"
    r"prisutni|aanwezig|närvarande|deltagare|出席者|参加者)"
)
"""``PARTICIPANTS`` alone on its line, without a colon."""
_SURE = re.compile(
    r"(?i)\b(?:from (?:our|their|the [^:：]{2,30}) side|participants?|participating|present|attend\w+|accompan\w+|(?:taking|took) part|teilnehmer\w*|anwesend\w*|présents?|присутствовали|участники|obecni|přítomni|presentes|presenti|asistentes|participantes|partecipanti|participanți|"
    r"prezenți|uczestnicy|účastníci|résztvevők|учасники|присъстваха|prisutni|aanwezig\w*|närvarande|deltagare|katılanlar|[^:：]{0,12}(?:出席|参加|与会|在座))"
)
_NAMES = re.compile(r";\s*|,\s+(?=(?:[A-Z]\.\s?){1,3}[A-Z])|,\s+(?=(?:Mr|Mrs|Ms|Dr|Comrade|Cde)\b)|\sand\s(?=[A-Z])")
# "Gleb Maslov for the Union of Vostra", "Lia Venn for Velia. Minutes: Ana Sorel"
_NAME_END = re.compile(r"[,(–—:]| - |\s(?:for|from|representing|on behalf|in the chair|as)\s|(?<=[^\W\d_]{4})\.\s")


_BREAK = re.compile(
    r"(?P<side>\.\s+(?=[^\W\d_][^:.;,()\[\]]{1,40}:\s))|(?P<strong>[;；]\s*)"
    r"|(?P<weak>[,，、]\s*|\s+(?=(?:and|und|et|и|y|e)\s))|(?P<open>[(\[])|(?P<close>[)\]])"
)
_OFFICE = re.compile(r"\b(?:of|for|de|des|du|der|für)\b")
_BEFORE_NAME = re.compile(
    r"(?:(?:and|und|et|и|y|e|with|also|as well as|assisted by|accompanied by|mit|avec)\s+)*"
    r"(?:\d{1,3}[.)]\s*)?(?:the\s+)?(?:right\s+hon(?:ourable|\.)?\s+)?",
    re.IGNORECASE,
)
_OTHER_FIELDS = words("fields") - frozenset("present absent participants participant interpreters".split())
_BEGIN = ("person", "titled", "voice")
"""What an entry may begin with, where offices stand between."""
_LONGEST_NAME = 4
_LONGEST_SIDE = 40
"""A word for a side before a colon (``For Karran:``) is shorter than this, in characters."""


class Roster(NamedTuple):
    """One list of participants: the block of its head, the head's length, and the blocks of its entries."""

    head: int
    length: int
    entries: tuple[int, ...]


def is_head(line: str) -> bool:
    """Whether a line begins with the name of a list of participants: ``Present:``, ``TEILNEHMER``."""
    match = _HEAD.match(line)
    return bool(match and _SURE.search(match[0])) or _BARE_HEAD.fullmatch(line) is not None


def find_rosters(blocks: list[Block], stop: int, *, set_in: bool = False) -> list[Roster]:
    """The rosters at the top of a record. The first must be called one; those after it follow in its style.

    With ``set_in`` the entries on lines of their own are those that are set in, as the text edition has them.
    """
    found: list[Roster] = []
    at = 0
    limit = min(stop, 80)
    while at < limit:
        text = blocks[at].text
        match = _HEAD.match(text) if ":" in text[:160] or "：" in text[:160] else _BARE_HEAD.fullmatch(text)
        if not match or not (found or _SURE.search(match[0])) or (found and at > _end(found[-1]) + 1):
            at += 1
            if found and at > _end(found[-1]) + 2:
                break
            continue
        entries: list[int] = []
        if not blocks[at].text[match.end() :].strip():
            following = at + 1
            while following < stop and (
                blocks[following].lines[0].indent > blocks[at].lines[0].indent
                if set_in
                else _is_entry(blocks[following].text, first=not entries)
            ):
                if (
                    not set_in
                    and entries
                    and _is_numbered(blocks[following])
                    and not _is_numbered(blocks[entries[0]])
                ):
                    # A heading: a list is numbered from its first entry on.
                    break
                if entries and not set_in and _is_label(blocks, following):
                    break
                entries.append(following)
                following += 1
            if not entries or (":" not in match[0] and "：" not in match[0] and len(entries) < _FEWEST):
                at += 1
                continue
        elif len(blocks[at].text) > 600:
            at += 1
            continue
        elif not set_in:
            entries = _below_the_first(blocks, at, stop)
        found.append(Roster(at, len(match[0].rstrip()), tuple(entries)))
        at = _end(found[-1]) + 1
    return found


_FEWEST = 2
"""Under a word without a colon a list has at least so many entries."""


def _below_the_first(blocks: list[Block], at: int, stop: int) -> list[int]:
    """The entries on lines of their own below one that stands beside the head: set in as far as that, without a blank
    line between."""
    found: list[int] = []
    for number in range(at + 1, min(stop, at + _FAR)):
        block = blocks[number]
        deep = block.lines[0].indent > blocks[at].lines[0].indent + _BESIDE
        if block.blank or not deep or not _is_entry(block.text, first=False):
            break
        found.append(number)
    return found


_BESIDE = 7
"""What stands beside a head is set in by more characters than this."""


def _is_label(blocks: list[Block], at: int) -> bool:
    """Whether a line is a speaker's label that stands alone, and not the last entry: it returns further down."""
    text = blocks[at].text
    return "," not in text and sum(1 for block in blocks[at + 1 : at + _FAR] if block.text == text) > 1


_FAR = 60


def _end(roster: Roster) -> int:
    return roster.entries[-1] if roster.entries else roster.head


def _is_entry(text: str, *, first: bool) -> bool:
    if len(text) > 200 or _is_said(text):
        return False
    head, colon, value = text.partition(":")
    if colon and not value and len(head) <= _LONGEST_SIDE and head.split(" ", 1)[0].casefold() in _FOR:
        # "From the northern side:" over those who have come from there.
        return True
    if _HEAD.match(text):
        # "From the northern side: Aldan, Brask" under "Present:" is an entry, not a list of its own.
        return bool(
            first and value.strip() and head.split(" ", 1)[0].casefold() in _FOR and _is_side(head, value.strip())
        )
    if colon and len(head) <= _LONGEST_SIDE and not value[:1].isdigit():
        if leading(head.strip().lower(), "distribution"):
            # "COPIES TO: S/S, EUR" under the participants is no participant.
            return False
        return head.strip().casefold() not in _OTHER_FIELDS and _is_side(head.strip(), value.strip())
    if text[:1] in "([" and not first:
        return False
    if text.endswith((".", "?", "!")) and len(text.split()) > 12:
        return False
    if text.isupper() and not re.search(r"\b(?:MR|DR|MRS)\b", text):
        return False
    name = parse_name(_BEHIND_NAME.split(text, maxsplit=1)[0])
    # "The conversation began at 10:00." is a sentence.
    return bool(name.words or name.roles) and len(name.lower) <= (1 if text.endswith(".") else 2)


_BEHIND_NAME = re.compile(r"[,(–—;]| - ")
_SENTENCES = re.compile(r"[。！？]|[^\W\d_]{4}[.!?…][\"”’)]?\s+[^\W\d_]")


def _is_said(text: str) -> bool:
    """Whether a line with a label before it goes on in sentences: a turn, and no entry.

    ``ORIOL FUENTES - Two weeks have gone by. My wife ...``, ``丹迪：非常好。``
    """
    head, mark, said = text.partition("：") if "：" in text[:_LONGEST_SIDE] else ("", "", "")
    if mark and head:
        return bool(_SENTENCES.search(said)) or said.endswith(("?", "!"))
    return sum(1 for word in text.split() if word[0].islower()) > 6 and _SENTENCES.search(text) is not None


def _is_numbered(block: Block) -> bool:
    match = MARKER.match(block.text)
    return match is not None and match.lastgroup == "number"


def _is_side(head: str, value: str) -> bool:
    """``For Karran: State Secretary Abel; M. Reuter``: names behind a colon, and no sentence."""
    if not value or (value[-1] in ".?!" and len(value.split()) > 3 and not _is_list_of_names(head, value)):
        return False
    name = parse_name(_BEHIND_NAME.split(value, maxsplit=1)[0])
    return bool(name.words) and not name.lower


_FOR = frozenset(
    "for from on of por pour par de du von seitens für auf per da dalla dal от со за z ze za pro strony strany részéről "
    "din partea nga för fra voor van".split()
)


def _is_list_of_names(head: str, value: str) -> bool:
    """``From the northern side: Cdes. Aldan, Brask.``: a list that closes with a full stop."""
    if value[-1] != "." or head.split(" ", 1)[0].casefold() not in _FOR:
        return False
    pieces = [piece.strip() for piece in re.split(r"[,;、]", value.rstrip("."))]
    named = sum(1 for piece in pieces if piece and (name := parse_name(piece)).words and not name.lower)
    return named * 2 > len(pieces) and all(len(piece.split()) <= 8 for piece in pieces)


def roster_names(entries: list[str]) -> list[Name]:
    """The names that the ``entries`` of rosters give, entry by entry."""
    names = []
    for entry in entries:
        names += turned_names(entry)
        head, colon, value = entry.partition(": ")
        for piece in _NAMES.split(value if colon and len(head) <= _LONGEST_SIDE else entry):
            name = parse_name(_core(piece))
            if name.words and len(name.words) <= _LONGEST_NAME + 1 and not any(w.isdigit() for w in name.words):
                names.append(name)
    return names


def members(entries: list[str]) -> list[str]:
    """The persons whom the ``entries`` of rosters name, each as printed, without office and side; no bare family
    names."""
    found = (core for entry in entries if _kind(core := _core(entry)) in ("person", "titled"))
    return list(dict.fromkeys(found))


def entries_in(blocks: list[Block], rosters: list[Roster]) -> list[str]:
    """The texts of all entries, those that share a line one by one."""
    found: list[str] = []
    for roster in rosters:
        whole = [(blocks[at].text, 0) for at in roster.entries]
        if len(blocks[roster.head].text) > roster.length:
            whole.insert(0, (blocks[roster.head].text, roster.length))
        for text, start in whole:
            found += [text[a:b] for a, b in entries_of(text, start)]
    return found


def entries_of(text: str, start: int) -> list[tuple[int, int]]:
    """Where the entries of a roster on one line, ``text[start:]``, begin and end, each with the mark that parts it
    from the next.

    Semicolons part entries, and so does a new side; commas and "and" only where what stands between them are
    persons, or persons and their offices in turn.
    """
    entries: list[tuple[int, int]] = []
    for first, last in _segments(text, start):
        pieces = _pieces(text, first, last)
        entries += pieces if _are_entries([text[a:b] for a, b in pieces]) else _with_offices(text, pieces)
    return entries


def _segments(text: str, start: int) -> list[tuple[int, int]]:
    return _split(text, start, len(text), ("side", "strong"))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return _split(text, start, end, ("weak",))


def _split(text: str, start: int, end: int, kinds: tuple[str, ...]) -> list[tuple[int, int]]:
    """The parts of ``text[start:end]`` between breaks of some kinds; what stands in brackets is not parted."""
    found: list[tuple[int, int]] = []
    depth = 0
    for match in _BREAK.finditer(text, start, end):
        if match.lastgroup in ("open", "close"):
            depth = max(0, depth + (1 if match.lastgroup == "open" else -1))
        elif not depth and match.lastgroup in kinds and match.end() < end:
            found.append((start, match.start() + len(match[0].rstrip())))
            start = match.end()
    return [*found, (start, end)]


def _are_entries(pieces: list[str]) -> bool:
    return all(_kind(piece) in ("person", "titled", "name", "voice") for piece in pieces)


def _with_offices(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Persons with their offices behind them: a piece that is no person belongs to the one before it.

    Where that is not plain, all pieces are one entry.
    """
    kinds = [_kind(text[a:b]) for a, b in pieces]
    whole = [(pieces[0][0], pieces[-1][1])]
    if kinds[0] not in ("person", "titled"):
        return whole
    rest = {kind for kind in kinds if kind not in _BEGIN}
    # "Mr. Holt, Aldmere, Mr. Brun, Skar": titles tell who is a person.
    if not rest <= {"office"} and (kinds.count("titled") < 2 or "person" in kinds):
        return whole
    entries: list[tuple[int, int]] = []
    for (first, last), kind in zip(pieces, kinds, strict=True):
        if kind in _BEGIN:
            entries.append((first, last))
        else:
            entries[-1] = entries[-1][0], last
    return entries


@lru_cache(maxsize=4096)
def _kind(piece: str) -> str:
    """What a piece between two commas is: a ``person``, one with a title (``titled``), a ``name`` of one word, an
    unnamed ``voice``, an ``office``, or nothing of this (empty)."""
    core = _core(piece)
    name = parse_name(core)
    first = core.split(" ", 1)[0].casefold()
    if first in ("a", "an", "one", "two", "three", "several", "ein", "eine", "zwei", "un", "une"):
        return "voice"
    if not name.words or name.lower or is_body(name) or all(fold(word) in words("groups") for word in name.words):
        return "office" if name.roles or core[:1].islower() or name.words else ""
    if len(name.words) > _LONGEST_NAME or any(c.isdigit() for c in core) or "/" in core:
        # "AID/AFR" is an office of two.
        return ""
    if re.search(r"\b(?:of|for)\b", core) or (name.roles and _OFFICE.search(core)):
        return "office"
    if name.honorifics or name.roles or is_initial(name.words[0]):
        return "titled" if any(not is_initial(word) for word in name.words) else ""
    if len(name.words) == 1:
        return "name"
    return "" if first == "the" else "person"


@lru_cache(maxsize=4096)
def _core(piece: str) -> str:
    """The name in an entry, without the side before it and what is said behind it."""
    head, colon, value = piece.partition(":")
    if colon and len(head) <= _LONGEST_SIDE:
        piece = value
    start = _BEFORE_NAME.match(piece.strip())
    piece = piece.strip()[start.end() if start else 0 :]
    end = _NAME_END.search(piece)
    while end is not None and piece[: end.start()].split(" ")[-1].casefold() in words("honorifics"):
        # "Cdes. Aldan": a title's full stop ends no name.
        end = _NAME_END.search(piece, end.end())
    return _before_office((piece[: end.start()] if end else piece).strip(" .,;，、；"))


def _before_office(entry: str) -> str:
    """An entry without the office that stands behind the name and is of something: ``SHIN Yong-cheol Deputy Chairman of
    the Economic Subcommittee``, whose last word would be a name."""
    if " of " not in entry and " to " not in entry:
        return entry
    words_ = entry.split(" ")
    at = next((at for at, word in enumerate(words_) if word[:1].isupper() and is_role(word.casefold())), 0)
    return " ".join(words_[:at]) if at > 1 and words_[at - 1][:1].isupper() else entry


def is_body(name: Name) -> bool:
    """Whether a name is that of an institution, or of a country."""
    return any(fold(word) in words("institutions") for word in name.words)
