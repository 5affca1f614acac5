"""The word lists of ``lexicon.toml`` as frozen sets, read once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = tomllib.loads((Path(__file__).with_name("lexicon.toml")).read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in data.items()}


def words(name: str) -> frozenset[str]:
    """One list by its name in ``lexicon.toml``, all lower case. Raises :class:`KeyError` for an unknown name."""
    return _lists()[name]
