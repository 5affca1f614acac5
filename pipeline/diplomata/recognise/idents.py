"""Names as they are shown, and the ids that they give."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from diplomata.recognise.names import is_initial

RESERVED = frozenset(
    "translator genre classification subject place insertion antecedent romanisation conversation minutes cable "
    "letter memorandum report speech statement other".split()
)
"""Ids of the header's own; a person of such a name gets ``-speaker`` behind it."""


def present(name: str) -> str:
    """A name as it is shown: capitals that only the label's typography asked for are undone."""
    if not name.isupper() or len(name) <= 3:
        return name
    return " ".join(w if is_initial(w) else _capitalise(w) for w in name.split(" "))


def _capitalise(word: str) -> str:
    small = re.sub(r"[^\W\d_]+", lambda m: m[0][0] + m[0][1:].lower() if len(m[0]) > 1 else m[0], word)
    # The small letter of the Turkish capital with a dot is an i, not an i with a second dot.
    return small.replace("i\u0307", "i")


# XML's own tables of letters (XML 1.0, fourth edition, appendix B), of which parsers of ids know no more than these.
_NOT_IN_IDS = re.compile(
    "[^a-z0-9\u03ac-\u03ce\u0430-\u044f\u0451-\u045c\u045e\u045f\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"
    "\u0905-\u0939\u0e01-\u0e2e\u10d0-\u10f6\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3]+"
)
_FOLDS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"})


@lru_cache(maxsize=8192)
def slug(name: str) -> str:
    """An XML id (NCName) of a name: ``Zhou Enlai`` gives ``zhou-enlai``. Letters of other scripts stay."""
    text = unicodedata.normalize("NFKD", name.casefold().translate(_FOLDS))
    text = "".join(c for c in text if not unicodedata.combining(c) or (not c.isascii() and ord(c) > 0x0900))
    text = _NOT_IN_IDS.sub("-", unicodedata.normalize("NFC", text)).strip("-")
    text = re.sub(r"-{2,}", "-", text)[:80].rstrip("-")
    if not text:
        return "unnamed"
    return text if text[0].isalpha() else f"n-{text}"
