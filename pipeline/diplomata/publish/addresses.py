"""Where the files of a record stand in the site: all in ``records/``, or in so many folders below it.

Some hosts and file systems are slow, or refuse, where one folder has very many files. The folder of a record follows
from its id alone, so that no other record ever moves it.
"""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diplomata.edition import Edition

RECORDS = "records"


def hash_of(identifier: str) -> int:
    """What of the id of a record says in which folder, and in which part of the search index, it is."""
    return int.from_bytes(hashlib.sha256(identifier.encode()).digest()[:4], "big")


def folder_of(edition: Edition, identifier: str) -> str:
    """The folder of a record's files: ``records``, or ``records/07`` where the edition has some of them."""
    if not edition.folders:
        return RECORDS
    width = len(str(edition.folders - 1))
    return f"{RECORDS}/{hash_of(identifier) % edition.folders:0{width}}"


def address_of(edition: Edition, identifier: str, suffix: str = ".html") -> str:
    """The file of a record, from the top of the site: ``records/record-7.html``."""
    return f"{folder_of(edition, identifier)}/{identifier}{suffix}"


def former_addresses(edition: Edition, identifier: str, former: Iterable[int]) -> list[str]:
    """Where the page of a record stood when the edition had other numbers of ``folders``."""
    now = address_of(edition, identifier)
    names = dict.fromkeys(address_of(replace(edition, folders=number), identifier) for number in former)
    return [name for name in names if name != now]


def top_of(edition: Edition) -> str:
    """The way from the page of a record to the top of the site."""
    return "../../" if edition.folders else "../"


def between(edition: Edition, identifier: str, other: str) -> str:
    """The way from the page of a record to that of another one."""
    return way(edition, address_of(edition, identifier), other)


def way(edition: Edition, name: str, other: str) -> str:
    """The way from any page, named from the top of the site, to that of a record."""
    return posixpath.relpath(address_of(edition, other), posixpath.dirname(name))
