"""The fonds of an archive on its pages: under each its own records, and an anchor that leads to them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from diplomata.publish import paging
from diplomata.publish.facts import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diplomata.publish.listing import Listed
    from diplomata.publish.queries import Entry
    from diplomata.publish.store import Store


class Fonds:
    """The rows of the pages of an archive, ``entry``: first those of no fond, then fond by fond.

    A record of which two originals lie in two fonds has a row in each.
    """

    def __init__(self, store: Store, entry: Entry) -> None:
        self._store = store
        self._entry = entry
        self._bare = store.count_under(entry.facet, entry.slug, "")
        self._anchors = dict(_anchors(entry))

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._bare + sum(count for _, count in self._entry.parts)

    def anchor(self, fond: str) -> str:
        """The id of a fond on the pages of its archive; empty for none."""
        return self._anchors.get(fond, "")

    def rows(self) -> Iterator[tuple[str, Listed]]:
        """The fond and the record of every row; the fond of the first ones is empty."""
        for fond in ("", *(fond for fond, _ in self._entry.parts)):
            for listed in self._store.listed_under(self._entry.facet, self._entry.slug, fond):
                yield fond, listed

    def addresses(self) -> dict[str, str]:
        """Where the records of each fond begin, from the top of the site."""
        before = itertools.accumulate((count for _, count in self._entry.parts), initial=self._bare)
        base = f"{self._entry.facet}/{self._entry.slug}"
        return {
            fond: f"{paging.numbered(base, at // paging.ROWS_A_PAGE + 1)}#{self._anchors[fond]}"
            for (fond, _), at in zip(self._entry.parts, before, strict=False)
        }


def _anchors(entry: Entry) -> Iterator[tuple[str, str]]:
    """An id for each fond; of those whose ids would be the same the later ones have a number."""
    taken: set[str] = set()
    for fond, _ in entry.parts:
        base = f"fond-{slug(fond)}"
        name = next(name for name in _numbered(base) if name not in taken)
        taken.add(name)
        yield fond, name


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in itertools.count(2))
