"""How near TEI comes to the facts that a careful editor noted: fields of the header, turns, asides, insertions."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from diplomata.tei.namespace import TEI

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

NS = {"t": TEI}
FIELDS = {
    "title": "//t:titleStmt/t:title",
    "date": "//t:creation/t:date | //t:creation/t:date/@when",
    "source": "//t:sourceDesc/t:bibl",
    "record_id": "//t:publicationStmt/t:idno[@type='record']",
    "language": "//t:sourceDesc//t:textLang",
    "summary": "//t:abstract",
    "upload_date": "//t:publicationStmt/t:date/@when",
    "classification": "//t:keywords[@scheme='#classification']/t:term",
    "credits": "//t:titleStmt/t:funder",
    "rights": "//t:availability",
    "translator": "//t:editor[@role='translator']",
    "repository": "//t:msIdentifier/t:repository",
    "archival_reference": "//t:msIdentifier/t:idno[@type='archival']",
}
_ALIKE = str.maketrans("’‘“”–—", "''\"\"--")
_SUPPORT = re.compile(r"(?i)^this document was made possible with support from\s*")
_OPENING = 3
"""So many words of a turn's text must agree, besides its label."""


@dataclass
class Tally:
    """Hits, and how many were wanted and found."""

    hit: float = 0
    wanted: int = 0
    found: int = 0

    def add(self, hit: float, wanted: int, found: int) -> None:
        self.hit += hit
        self.wanted += wanted
        self.found += found

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 1 where there was nothing to find and nothing was found."""
        return 2 * self.hit / (self.wanted + self.found) if self.wanted + self.found else 1.0


@dataclass
class Score:
    """The sums over all records, and what each record's turns came to."""

    exact: Tally = field(default_factory=Tally)
    lenient: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    turns_of: dict[str, Tally] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def table(self) -> str:
        """The figures as a small table."""
        rows = [("header, exact", self.exact), ("header, lenient", self.lenient), *sorted(self.kinds.items())]
        return "\n".join(f"{name:<18}{tally.f1:.4f}  of {tally.wanted}" for name, tally in rows)


def folded(text: str) -> str:
    """A text as it is compared: without case, kinds of quotes and dashes, runs of blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_ALIKE).casefold().split())


def words(text: str, count: int | None = None) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", folded(text))[:count])


def add(score: Score, name: str, gold: dict[str, Any], root: etree._Element) -> None:
    """Compare one record with its facts. A key that the facts lack is not scored."""
    for key, path in FIELDS.items():
        if gold.get(key):
            _field(score, f"{name}: {key}", gold[key], [_text(node) for node in root.xpath(path, namespaces=NS)])
    if "turns" in gold:
        wanted = [(words(label), words(opening, _OPENING)) for label, opening in gold["turns"]]
        found = [_turn(sp) for sp in root.iterfind(".//t:sp", NS)]
        matcher = SequenceMatcher(None, wanted, found, autojunk=False)
        tally = (sum(block.size for block in matcher.get_matching_blocks()), len(wanted), len(found))
        score.kinds["turns"].add(*tally)
        score.turns_of[name] = Tally(*tally)
    for key, path, count in (("stages", ".//t:stage", 4), ("supplied", ".//t:text//t:supplied", None)):
        if key in gold:
            bag = Counter(words(text, count) for text in gold[key])
            got = Counter(words(_text(node), count) for node in root.iterfind(path, NS))
            score.kinds[key].add(sum((bag & got).values()), sum(bag.values()), sum(got.values()))
    for path, number in gold.get("counts", {}).items():
        got_number = len(root.xpath(path, namespaces=NS))
        score.kinds["counts"].add(min(number, got_number), number, got_number)


def facts(path: Path) -> dict[str, Any]:
    """The facts beside a record."""
    return dict(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))


def _field(score: Score, name: str, value: str | list[str], got: list[str]) -> None:
    wanted = folded(_SUPPORT.sub("", value if isinstance(value, str) else " ".join(value)))
    values = [folded(text) for text in [*got, " ".join(got)]]
    exact = wanted in values
    near = exact or any(SequenceMatcher(None, wanted, text).ratio() >= 0.8 for text in values)
    score.exact.add(exact, 1, 1)
    score.lenient.add(near, 1, 1)
    if not exact:
        score.misses.append(f"{name}: {wanted!r} is not in {values!r}")


def _turn(sp: etree._Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
    speaker, *rest = sp
    return words(_text(speaker)), words(" ".join(map(_text, rest)), _OPENING)


def _text(node: Any) -> str:
    return str(node) if isinstance(node, str) else "".join(map(str, node.itertext()))
