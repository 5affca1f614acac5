"""The language of a text, told by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

_COMMON = {
    "en": "the of and to in that is was for it with as be this which are not have by from at he they were will",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden",
    "fr": "de la le et les des en un du une que est pour qui dans par sur pas plus au nous ne se",
    "es": "de la que el en y los del se las por un para con no una su al lo como más pero",
    "it": "di che la il un a per in una è sono non con si da come dei le della nel",
    "pt": "de que o a e do da em um para com não uma os no se na por mais as dos como",
    "pl": "w i na z do się nie to że jest o jak po a co przez od oraz",
    "cs": "a v se na je že s z do o k i by ale jako pro za",
    "hu": "a az és hogy nem is egy ez meg de csak már volt mint el",
    "ro": "de și în la cu nu că pe o un a care din mai pentru este",
    "sq": "të në e dhe për që me një është se nga i ka u",
    "nl": "de het een van en in is dat op te zijn voor met die niet aan",
    "sv": "och i att det som en på är av för med den till inte om ett",
    "ru": "и в не на что с он как это по но из у за от то к для мы",
    "uk": "і в не на що з він як це по але та у за від до для ми",
    "bg": "и на в не да за се от с е това че като по",
    "sr": "и у је да се на не за од су са као",
}
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)


SAMPLE = 1500
"""How many characters of a text tell its language."""


def detect(text: str, default: str = "en") -> str:
    """The BCP 47 tag of the language of ``text`` (its first :data:`SAMPLE` characters), ``default`` when it cannot
    be told."""
    sample = text[:SAMPLE]
    if len(sample.encode("utf-8", "replace")) > len(sample) * 1.25:
        for tag, script in _SCRIPTS:
            if len(script.findall(sample)) > len(sample) * 0.25:
                return tag
    # Words with a comma behind them are missed: enough are without.
    counts = Counter(sample.lower().split())
    total = counts.total()
    if total < 12:
        return default
    seen = set(counts)
    scores = {tag: sum([counts[w] for w in words & seen]) / total for tag, words in _common().items()}
    best = max(scores, key=lambda tag: (scores[tag], tag == default))
    own = scores.get(default, 0)
    # In a short text two or three words are chance.
    sure = (scores[best] - own) * total >= _MARGIN
    return best if sure and scores[best] > 0.08 and scores[best] > own * 1.2 else default


_MARGIN = 4
"""So many words more than the default language's tell another one."""


@cache
def _common() -> dict[str, frozenset[str]]:
    return {tag: frozenset(words.split()) for tag, words in _COMMON.items()}
