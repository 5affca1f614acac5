"""Lists over several pages, so that no page grows with the edition."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, TypeVar

from lxml import etree

from diplomata.publish.context import c

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_T = TypeVar("_T")
ROWS_A_PAGE = 1000
"""A list of records stands on pages of so many."""


def parts(rows: Iterator[_T], most: int = 0) -> Iterator[list[_T]]:
    """Rows by the page: ``most``, or as many as a list of records has."""
    while part := list(itertools.islice(rows, most or ROWS_A_PAGE)):
        yield part


def pages_of(count: int) -> int:
    """How many pages so many rows have; at least one."""
    return max(-(-count // ROWS_A_PAGE), 1)


def numbered(base: str, number: int) -> str:
    """The name of the first or a later page of a list: ``kinds/letter.html``, ``kinds/letter/2.html``."""
    return f"{base}.html" if number == 1 else f"{base}/{number}.html"


def turn(page: etree._Element, base: str, number: int, most: int, strings: Mapping[str, str]) -> None:
    """Link a page of a list to the one before and the one after it."""
    for tag, other in (("previous", number - 1), ("next", number + 1)):
        if 1 <= other <= most:
            etree.SubElement(page, c(tag), href=numbered(base, other), heading=f"{strings['page']} {other}")
