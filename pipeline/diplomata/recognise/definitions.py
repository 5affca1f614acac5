"""Short labels that a record explains itself: ``MZ = Muzahim Sadik`` in a legend, ``Aino Lund (AL)`` in a roster."""

from __future__ import annotations

import re
from collections.abc import Iterable

from diplomata.recognise.blocks import Block
from diplomata.recognise.called import inside_of, person_of
from diplomata.recognise.lexicon import words
from diplomata.recognise.names import Name, fold, parse_name
from diplomata.recognise.rosters import is_body

_HEAD = 40
"""A legend stands among so many paragraphs at the top."""
_EQUALS = re.compile(
    r"(?:^|[;:,\s])\s*(?P<short>[‘ʿ]?[^\W\d_a-z][\w.‘’'-]{0,14})\s?=\s?(?P<full>[^=;\n]{2,80}?)(?=;|,?\s+\S{1,15}\s?=|$)"
)
_SIGNED = re.compile(
    r"(?P<full>(?:[^\W\d_a-z][\w’'-]+\.?\s){1,4}[^\W\d_a-z][\w’'-]+)\s\((?P<short>[^\W\d_a-z]{1,4}|(?:[^\W\d_a-z][a-zа-яß]{0,2}\. ?){1,4})\)"
)
_OF = re.compile(r"\s(?:of|for|de|des|du|della|van|für)\s")
_UNSURE = re.compile(r"(?i)^(?:probably|possibly|perhaps|presumably|likely)\s")


_CALLED = re.compile(
    r"[\[(（]\s?(?:(?i:to be|here(?:in)?after|henceforth|below|from now on|abbreviated|referred to|im folgenden|nachfolgend|ci-après|"
    r"en adelante|en lo sucesivo|doravante|di seguito|далее|в дальнейшем|dalej|dále|a továbbiakban|în continuare|u daljem tekstu)"
    r"|以下简称|以下簡稱|简称|簡稱)[\s:：,—–-]{0,3}(?i:(?:abbreviated|referred|called|to|as|genannt|kurz|jen)[\s:]\s?){0,3}[\"“«„]?"
    r"(?P<short>[^\s()\[\]（）\"“”«»:,;]{1,24})(?:[\"”»“]|\sbelow)?\s?[\])）]"
)
"""``(hereafter: Dorn)``, ``（以下简称周）``: what somebody is called from here on."""
_ALSO = re.compile(r"(?P<full>[^,;:()]{5,60}) \((?P<short>[^\W\d_][\w’'-]{2,20})\)")
_NEAR = 90
"""The full name stands so near before it."""
_BEFORE = re.compile(r"(?<![\w’'-])(?:[^\W\d_a-z][\w.'’-]*\s){0,6}(?:al-|el-|as-|an-)?[^\W\d_a-z][\w.'’·-]*$")


def defined_labels(blocks: list[Block]) -> dict[str, Name]:
    """Whom a short label means, by the label folded (:func:`~diplomata.recognise.names.fold`), where ``blocks`` say so."""
    found: dict[str, Name] = {}
    for match in legend_lines(blocks).values():
        _take(found, match)
    for block in blocks[:_HEAD]:
        if "=" in block.text:
            for match in _EQUALS.finditer(block.text):
                _take(found, match)
        if "(" in block.text:
            for match in _SIGNED.finditer(block.text):
                if _are_initials(match["short"], match["full"]):
                    _take(found, match)
    return found


_LEGEND = re.compile(r"(?P<short>[^\W\d_a-z]{2,5})\s?[:=–—-]\s*(?P<full>[^\W\d_a-z][\w.’' -]{3,60})")
"""``BS: Beatriz Salinas``"""


def legend_lines(blocks: list[Block]) -> dict[int, re.Match[str]]:
    """The lines at the top that say who is meant by initials, two at least, each by the number of its block."""
    found: dict[int, re.Match[str]] = {}
    for at, block in enumerate(blocks[:_HEAD]):
        match = _LEGEND.fullmatch(block.text) if len(block.text) <= _LEGEND_LINE else None
        if match is not None and _are_initials(match["short"], match["full"]):
            found[at] = match
    return found if len(found) > 1 else {}


_LEGEND_LINE = 70


def short_forms(blocks: list[Block], entries: Iterable[str]) -> dict[str, Name]:
    """Whom the record calls otherwise later, by that short form folded: ``Ambassador Aldan (hereafter Al)``, and the other
    name that a roster gives, ``Mirko Aldan (Lasta)``, if it gives it to nobody else."""
    found: dict[str, Name] = {}
    for block in blocks:
        if not ("(" in block.text or "[" in block.text or "（" in block.text):
            continue
        for match in _CALLED.finditer(block.text):
            full = _BEFORE.search(block.text[max(0, match.start() - _NEAR) : match.start()].rstrip())
            words_ = person_of(full[0])[0] if full else ()
            if words_:
                found.setdefault(fold(match["short"]), Name(words_))
    others: dict[str, set[tuple[str, ...]]] = {}
    for match in (match for entry in entries for match in _ALSO.finditer(entry)):
        name, other = parse_name(match["full"]), inside_of(parse_name(f"{match['full']} ({match['short']})"))
        if other is None or other != Name(other.words) or is_body(other) or len(name.words) < 2 or name.lower:
            continue
        if other.words[0][:1].isupper() and not other.words[0].isupper():
            others.setdefault(fold(other.words[0]), set()).add(name.words)
    for short, names in others.items():
        if len(names) == 1:
            found.setdefault(short, Name(names.pop()))
    return found


def _take(found: dict[str, Name], match: re.Match[str]) -> None:
    full = _UNSURE.sub("", match["full"].split(",")[0].strip())
    name = parse_name(full)
    bare = [word for word in name.words if fold(word) not in words("groups") and not word.isdigit()]
    if not bare or name.lower or (name.roles and _OF.search(full)):
        # "Minister of Irrigation" names nobody.
        return
    found.setdefault(fold(match["short"]), name)


def _are_initials(short: str, full: str) -> bool:
    """Whether letters are the first of a name's words, so that ``(SPD)`` behind a name defines nothing."""
    firsts = "".join(word[0] for word in re.split(r"[\s-]", full) if word).casefold()
    letters = "".join(c for c in short if c.isupper()).casefold()
    return bool(letters) and (
        letters == firsts or letters == firsts[: len(letters)] or letters == firsts[-len(letters) :]
    )
