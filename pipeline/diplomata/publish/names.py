"""How names are sorted in an index, and under which letter they stand."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def sort_key(text: str) -> str:
    """``text`` without accents and case, for sorting."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


def letter(text: str) -> str:
    """The letter under which ``text`` stands in an index, empty when it begins with none."""
    first = next((c for c in sort_key(text) if c.isalnum()), "")
    return first.upper() if first.isalpha() else ""


def surname(name: str, labels: Iterable[str]) -> str:
    """The surname in ``name``, judged by how the records call the person.

    A record that says ``Mao:`` or ``Comrade Kern:`` says which word of the name is the surname. Without
    such a label it is the last word.
    """
    words = name.split()
    if len(words) < 2:
        return name
    bare = {word.strip(".,:").casefold(): word for word in words}
    for label in sorted(labels, key=lambda label: (len(label), label)):
        used = [bare[w] for w in (part.strip(".,:").casefold() for part in label.split()) if w in bare]
        if len(used) == 1 and label.strip(".,: ").casefold().endswith(used[0].casefold()):
            return used[0]
    return words[-1]


def inverted(name: str, family: str) -> str:
    """``name`` with its surname first: ``Kern, Oto``; as it is where the surname comes first already."""
    words = name.split()
    if len(words) < 2 or family not in words or words[0] == family:
        return name
    rest = [word for word in words if word != family]
    return f"{family}, {' '.join(rest)}"
