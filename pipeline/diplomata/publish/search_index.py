"""An index that Pagefind has made: the same bytes for the same pages, and what our own files have to know of it."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from diplomata.publish import cbor
from diplomata.publish.output import digest_of

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"pagefind_dcd"
_ADDRESS = b'{"url":'
"""With what a page begins in an index."""
Choices = dict[str, dict[str, int]]
"""The values of each facet, and how many records each has."""


def settle(made: Path) -> Choices | None:
    """Give an index the bytes that it has whenever its pages are the same; returns the values of its facets.

    Pagefind writes the values of a filter, and the list of the filters, in an order that changes from run to run,
    and names the files by their digests. Both are sorted here, and named anew. An index in a form that is not
    known is left as it is: it works, but its facets are not known here.
    """
    entry = made / "pagefind-entry.json"
    known = json.loads(entry.read_bytes())
    choices: Choices = {}
    try:
        for language in known["languages"].values():
            language["hash"] = _settled(made, str(language["hash"]), choices)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError):
        return None
    entry.write_text(json.dumps(known, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    return choices


def _settled(made: Path, name: str, choices: Choices) -> str:
    """Sort the filters of one language, and name them and its list of files anew; returns the list's name.

    What each filter has is added to ``choices``.

    Nothing is written before everything has been read.
    """
    listing = made / f"pagefind.{name}.pf_meta"
    meta = _read(listing)
    language = name.rpartition("_")[0]
    filters: list[list[str]] = []
    files: list[tuple[Path, Path, bytes]] = []
    for facet, old in meta[3]:
        value = _read(made / "filter" / f"{old}.pf_filter")
        value[1].sort()
        values = choices.setdefault(str(facet), {})
        for choice, pages in value[1]:
            values[str(choice)] = values.get(str(choice), 0) + len(pages)
        data = _MAGIC + cbor.dumps(value)
        new = f"{language}_{digest_of(data)[:10]}"
        filters.append([str(facet), new])
        files.append((made / "filter" / f"{old}.pf_filter", made / "filter" / f"{new}.pf_filter", data))
    meta[3] = sorted(filters)
    data = _MAGIC + cbor.dumps(meta)
    new = f"{language}_{digest_of(data)[:10]}"
    files.append((listing, made / f"pagefind.{new}.pf_meta", data))
    for before, after, data in files:
        before.unlink()
        after.write_bytes(gzip.compress(data, 9, mtime=0))
    return new


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MAGIC):
        raise ValueError(f"{path.name} does not begin as it should")
    return cbor.loads(data[len(_MAGIC) :])


def names_of(made: Path) -> dict[str, str]:
    """What an index calls the page of each record; of a form that is not known it is empty."""
    found = {}
    for path in made.glob("fragment/*.pf_fragment"):
        # The address stands at the beginning: the text behind it need not be unpacked.
        data = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(path.read_bytes(), 4096)
        if not data.startswith(_MAGIC + _ADDRESS):
            return {}
        text = data.removeprefix(_MAGIC + _ADDRESS).decode("utf-8", errors="ignore")
        address, _ = json.JSONDecoder().raw_decode(text)
        found[PurePosixPath(address).stem] = path.stem
    return found
