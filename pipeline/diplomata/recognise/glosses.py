"""Words of the original in brackets, told from a translator's insertions by how they are spelled."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from diplomata.recognise.language import UNKNOWN_WORD, english_share

if TYPE_CHECKING:
    from diplomata.recognise.brackets import Bracketing

_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ian|iao|uai|uan|ang|eng|ing|ong|ai|ei|ao|ou|an|en|in|un|"
    r"ia|ie|iu|ua|ue|ui|uo|a|e|i|o|u)){1,4}"
)


_ITALIC = 6
"""So many words in italics are of the original, however they are spelled."""


def is_gloss(content: str, before: str, ctx: Bracketing) -> bool:
    """Original words: of another script; in lower case and spelled as the original's language is, or set in italics
    (``[*neige*]``); or behind a phrase in quotation marks. ``before`` is the text before the bracket."""
    if ctx.language.startswith("en") and not content.isascii() and not re.search(r"[a-z]{3}", content):
        if any(ord(c) > 0x36F for c in content):
            return True
        if not content.isalpha():
            return False
    if not (ctx.original or ctx.resp) or ctx.original == ctx.language or not ctx.language.startswith("en"):
        return False
    if (plain := content.strip("*_")) != content:
        return plain[:1].islower() and len(plain.split()) <= _ITALIC
    if len(content.split()) > 4 or not re.fullmatch(r"[^\W\d_][\w\s’'-]*", content):
        return False
    if not content[0].islower() and not _is_foreign_office(content):
        return False
    if content[0].islower() and _is_of_another_tongue(content, ctx):
        return True
    chinese = ctx.original.startswith("zh")
    office = content[0].isupper()
    said = content.lower().split()
    foreign = [word for word in said if _is_foreign(word) or (chinese and _is_pinyin(word))]
    quoted = before.rstrip()[-1:] in ("”", '"', "»") and sum(map(_strangeness, said)) > 1
    return (bool(foreign) or (quoted and len(said) > 1)) and all(
        word in foreign or (len(word) <= 3 if office else not _may_be_english(word, ctx)) for word in said
    )


def _is_of_another_tongue(content: str, ctx: Bracketing) -> bool:
    """Whether the words are of no English that the model of languages knows, and stand in the text nowhere else."""
    if len(content) < _TOLD or not content.islower() or not _SMALL_WORDS.isdisjoint(content.split()):
        return False
    said = content.split()
    # "plenum" is of many tongues, and spelled as English is.
    if not any(map(_strangeness, said)) or english_share(content) >= UNKNOWN_WORD * _SURELY:
        return False
    return not any(_returns(word, ctx) for word in said)


def _returns(word: str, ctx: Bracketing) -> bool:
    """Whether a word stands in the text more than once."""
    return all(part in _repeated(ctx.words) for part in _PARTS.findall(word.casefold()))


@lru_cache(maxsize=1)
def _repeated(text: str) -> frozenset[str]:
    """The words that stand in a text more than once: counted once for all brackets of a record."""
    return frozenset(word for word, count in Counter(_PARTS.findall(text.casefold())).items() if count > 1)


_PARTS = re.compile(r"\w+")
_TOLD = 5
"""Of fewer letters the model can tell little."""
_SURELY = 0.5
_SMALL_WORDS = frozenset("a an of to in on by at is or as the and for with from not no be it so its".split())
_ENDINGS = tuple("s ed ing er or ion ment men man ly age ange al ful ity ness".split())
"""How English words end."""
_SHORT = 4
"""What has no more letters ends so by chance: ``chas``."""


def _may_be_english(word: str, ctx: Bracketing) -> bool:
    """Whether a word that is spelled as English words are is one: it ends as they do, or returns in the text."""
    if word in _SMALL_WORDS:
        return True
    if len(word) > _SHORT and word.endswith(_ENDINGS):
        return True
    return len(word) >= _SHORT and _returns(word, ctx)


def _is_foreign_office(content: str) -> bool:
    """Whether a capital begins the words of an office, and no name: ``[Ministerstvo na transporta]``."""
    first, *rest = content.split()
    long = [word for word in rest if len(word) > 3]
    return bool(long) and first[1:].islower() and all(word.islower() for word in rest) and _is_foreign(first.lower())


def _is_foreign(word: str) -> bool:
    """Whether a word is not spelled as English is: letters that English lacks, or three in a row that it does not
    have. An insertion is English, the original's words are not."""
    if not word.isascii():
        return True
    strange = _strangeness(word)
    return strange >= 2 and strange * 4 >= len(word)


def _strangeness(word: str) -> int:
    """How many runs of three letters in a word English does not have, its ends counted as letters."""
    framed = "^" + re.sub("[’'-]", "", word) + "$"
    return sum(1 for at in range(len(framed) - 2) if framed[at : at + 3] not in _english())


def _is_pinyin(word: str) -> bool:
    """Whether a word is made of the syllables of Pinyin, and not spelled quite as English is."""
    return bool(_PINYIN.fullmatch(word)) and _strangeness(word) > 0


@cache
def _english() -> frozenset[str]:
    """The runs of three letters (``^`` and ``$`` are a word's ends) of English, counted in texts of our own, in the
    documentation of Python, and in the 12,000 words that wordfreq (R. Speer, 2022) finds most frequent: of those the
    runs that six words have."""
    return frozenset(Path(__file__).with_name("english.txt").read_text(encoding="ascii").split())
