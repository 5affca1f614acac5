"""The words and phrases of ``lexicon.toml``, read once a process."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

_CHINESE = "\u2e80"


@cache
def _data() -> dict[str, str]:
    return tomllib.loads((Path(__file__).with_name("lexicon.toml")).read_text(encoding="utf-8"))


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _data().items()}


def words(name: str) -> frozenset[str]:
    """One list by its name in ``lexicon.toml``, all lower case. Raises :class:`KeyError` for an unknown name."""
    return _lists()[name]


@cache
def phrases(name: str) -> tuple[str, ...]:
    """One list as phrases, a line each, the longest first: what :meth:`str.startswith` takes.

    Raises :class:`KeyError` for an unknown name.
    """
    return tuple(sorted((line for line in _data()[name].splitlines() if line), key=len, reverse=True))


@cache
def entries(name: str) -> frozenset[str]:
    """One list of words and phrases that commas part, all lower case. Raises :class:`KeyError` for an unknown name."""
    return frozenset(entry for part in _data()[name].replace("\n", " ").split(",") if (entry := part.strip()))


@lru_cache(maxsize=8192)
def tokens_of(text: str) -> tuple[str, ...]:
    """The words of a label as the lists have them: in lower case, without punctuation."""
    return tuple([t for token in text.split() if (t := token.strip(".,*'’\"“”()[]").casefold())])


def leading(text: str, name: str) -> int:
    """How many characters a phrase of the list ``name`` has with which ``text``, all lower case, begins; 0 for none.

    No word is cut, but in Chinese.
    """
    if not text.startswith(phrases(name)):
        return 0
    for phrase in phrases(name):
        if text.startswith(phrase) and (phrase[-1] >= _CHINESE or not text[len(phrase) : len(phrase) + 1].isalnum()):
            return len(phrase)
    return 0
