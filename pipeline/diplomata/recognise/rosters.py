"""Rosters: who took part, as the record lists them."""

from __future__ import annotations

import re
from typing import NamedTuple

from diplomata.recognise.blocks import Block
from diplomata.recognise.names import Name, parse_name

_HEAD = re.compile(
    r"(?i)(?:(?:also |those |list of |other )?(?:participants?|present|attendees|attending|attendance|participating|in attendance|delegations?|"
    r"guest speakers?|members of the \w+|members|representatives|teilnehmer\w*|anwesend\w*|participants|(?:sont |étaient )?présents?|присутствовали|участники|obecni|przytomni|přítomni|jelen\w*|presentes|presenti|asistentes|"
    r"出席者?|参加者)\b[^:：\n]{0,60}|[^:：\n]{2,50}\b(?:representatives|delegation|side|members|participants|present|delegates|guests))\s?[:：]\s*"
)
_SURE = re.compile(
    r"(?i)\b(?:participants?|present|attend\w+|teilnehmer\w*|anwesend\w*|présents?|присутствовали|участники|obecni|přítomni|presentes|presenti|asistentes|出席|参加者)"
)
_NAMES = re.compile(r";\s*|,\s+(?=(?:[A-Z]\.\s?){1,3}[A-Z])|,\s+(?=(?:Mr|Mrs|Ms|Dr|Comrade|Cde)\b)|\sand\s(?=[A-Z])")
# "Gleb Maslov for the Union of Vostra", "Lia Venn for Velia. Minutes: Ana Sorel"
_NAME_END = re.compile(r"[,(–—:]| - |\s(?:for|from|representing|on behalf|in the chair|as)\s|(?<=[^\W\d_]{4})\.\s")
_ENTRY_BREAK = re.compile(r";\s|,\s(?=(?:Mr|Mrs|Ms|Dr|Comrade|Cde|President|Ambassador|Minister|Herr|Frau|M)\b)")


class Roster(NamedTuple):
    """One list of participants: the block of its head, the head's length, and the blocks of its entries."""

    head: int
    length: int
    entries: tuple[int, ...]


def find_rosters(blocks: list[Block], stop: int) -> list[Roster]:
    """The rosters at the top of a record. The first must be called one; those after it follow in its style."""
    found: list[Roster] = []
    at = 0
    limit = min(stop, 80)
    while at < limit:
        text = blocks[at].text
        match = _HEAD.match(text) if ":" in text[:160] or "：" in text[:160] else None
        if not match or not (found or _SURE.search(match[0])) or (found and at > _end(found[-1]) + 1):
            at += 1
            if found and at > _end(found[-1]) + 2:
                break
            continue
        entries: list[int] = []
        if not blocks[at].text[match.end() :].strip():
            following = at + 1
            while following < stop and _is_entry(blocks[following].text, first=not entries):
                entries.append(following)
                following += 1
            if not entries:
                at += 1
                continue
        elif len(blocks[at].text) > 600:
            at += 1
            continue
        found.append(Roster(at, len(match[0].rstrip()), tuple(entries)))
        at = _end(found[-1]) + 1
    return found


def _end(roster: Roster) -> int:
    return roster.entries[-1] if roster.entries else roster.head


def _is_entry(text: str, *, first: bool) -> bool:
    if len(text) > 200 or _HEAD.match(text):
        return False
    head, colon, value = text.partition(":")
    if colon and len(head) <= 40:
        return _is_side(value.strip())
    if text[:1] in "([" and not first:
        return False
    if text.endswith((".", "?", "!")) and len(text.split()) > 12:
        return False
    if text.isupper() and not re.search(r"\b(?:MR|DR|MRS)\b", text):
        return False
    name = parse_name(re.split(r"[,(–—;]| - ", text)[0])
    return bool(name.words or name.roles) and len(name.lower) <= 2


def _is_side(value: str) -> bool:
    """``For Karran: State Secretary Abel; M. Reuter``: names behind a colon, and no sentence."""
    if not value or (value[-1] in ".?!" and len(value.split()) > 3):
        return False
    name = parse_name(re.split(r"[,(–—;]| - ", value)[0])
    return bool(name.words) and not name.lower


def roster_names(blocks: list[Block], rosters: list[Roster]) -> list[Name]:
    """The names that rosters give, entry by entry."""
    names = []
    for roster in rosters:
        texts = [blocks[i].text for i in roster.entries] or _ENTRY_BREAK.split(
            blocks[roster.head].text[roster.length :]
        )
        for text in texts:
            head, colon, value = text.partition(": ")
            for piece in _NAMES.split(value if colon and len(head) <= 40 else text):
                name = parse_name(_NAME_END.split(piece.strip())[0])
                if name.words and len(name.words) <= 5:
                    names.append(name)
    return names


_INTRODUCED = re.compile(
    r"[\[(](?:here(?:in)?after|henceforth|below|from now on|abbreviated|referred to)[^\])]{0,80}[\])]"
)
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]+\s){1,6}[A-Z][\w.'’-]+$")
_INTRODUCING = ("hereafter", "hereinafter", "henceforth", "(below", "from now on", "abbreviated", "referred to")
_CAPITALISED = re.compile(r"(?:[^\W\d_a-zа-я][\w’'-]*\.?(?:\s|$)){1,6}")


def introduced_names(text: str, blocks: list[Block]) -> list[Name]:
    """Names with the short form that the record defines: ``Premier Zhou Enlai (hereafter abbreviated Zhou)``.

    ``text`` is the whole of ``blocks``; a name stands in one paragraph with its definition.
    """
    if not any(word in text for word in _INTRODUCING):
        return []
    names = []
    for block in blocks:
        said = block.text
        for defined in _INTRODUCED.finditer(said):
            name = _NAME_BEFORE.search(said[max(0, defined.start() - 90) : defined.start()].rstrip())
            if name:
                names.append(parse_name(name[0]))
    return names


def title_names(title: str) -> list[Name]:
    """The runs of capitalised words in a title: some are names, and only as such are they compared.

    In a title in capitals nothing tells where a name begins and ends: each word stands alone.
    """
    if title.isupper():
        return [name for word in title.split() if (name := parse_name(word)).words]
    names = []
    for match in _CAPITALISED.finditer(re.sub(r"[\[\](),]|['’]s\b", " ; ", title)):
        name = parse_name(match[0].strip())
        if name.words:
            names.append(name)
    return names
