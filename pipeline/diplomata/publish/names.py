"""How names are sorted in an index, under which letter they stand, and how several are told in a citation."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


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


_PARTICLES = frozenset(
    "af al ap d' da de del della den der des di do dos du e el ibn la le ten ter van von y zu".split()
)
_ARTICLES = frozenset("das der die el il la le les the".split())
_IN_FULL = 3
"""A note names so many persons; of more it names the first."""


def enumerated(names: Sequence[str], strings: Mapping[str, str], *, inverted_first: bool = False) -> str:
    """Names as a sentence has them: ``Ines Adler, Jon Ferris, and Marta Quill``.

    Where the first is inverted (``Adler, Ines``), two are parted as three are.
    """
    if len(names) < 3 and not inverted_first:
        return strings["list-pair"].join(names)
    *first, last = names
    return strings["list-last"].join(part for part in (strings["list-joint"].join(first), last) if part)


def in_a_note(names: Sequence[str], strings: Mapping[str, str]) -> str:
    """Names as Chicago has them in a note: all of up to three, of more the first and that there are others."""
    return enumerated(names, strings) if len(names) <= _IN_FULL else names[0] + strings["et-al"]


def in_a_bibliography(editors: Sequence[str], strings: Mapping[str, str]) -> str:
    """Editors as Chicago has them in a bibliography: the first inverted, and what they are; empty for none."""
    if not editors:
        return ""
    first = inverted(editors[0], surname(editors[0], ())) if _is_personal(editors[0]) else editors[0]
    names = enumerated((first, *editors[1:]), strings, inverted_first=first != editors[0])
    return names + strings["editor-of-it" if len(editors) == 1 else "editors-of-it"]


def _is_personal(name: str) -> bool:
    """Whether a name can be a person's: an institute has an article before it, or small words in it."""
    words = name.split()
    small = {word for word in words if word[:1].islower()}
    return bool(words) and words[0].casefold() not in _ARTICLES and small <= _PARTICLES and "," not in name
