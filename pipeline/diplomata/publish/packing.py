"""An archive (ZIP) that is made of a piece a file, so that one that did not change is copied as it lies there.

What the format needs is in PKWARE's APPNOTE 6.3.10: a local header before each file (4.3.7), the directory (4.3.12)
and its end (4.3.16), with the fields of ZIP64 (4.3.14, 4.3.15, 4.5.3) where a number does not fit. ``zipfile``
writes the same, but cannot copy a packed file from another archive.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_VERSION, _ZIP64 = 20, 45
_UTF8 = 0x800
_DEFLATED = 8
_DAY = 1 << 5 | 1
"""1 January 1980, the first day that the format knows: the same whenever the archive is made."""
_UNIX_FILE = 0o100644 << 16
_FULL_4, _FULL_2 = 0xFFFFFFFF, 0xFFFF


class Packed(NamedTuple):
    """A file, packed: the checksum and the size of what is in it, and its local header with what follows."""

    crc: int
    size: int
    value: bytes


class Member(NamedTuple):
    """A file in the archive: its name, checksum, size, and the length of its piece."""

    name: str
    crc: int
    size: int
    length: int


def pack(name: str, data: bytes) -> Packed:
    """A file of the archive. The same bytes for the same name and data, with one version of zlib."""
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -15)
    body = squeezer.compress(data) + squeezer.flush()
    crc, encoded = zlib.crc32(data), name.encode()
    head = (b"PK\3\4", _VERSION, _UTF8, _DEFLATED, 0, _DAY, crc, len(body), len(data), len(encoded), 0)
    return Packed(crc, len(data), struct.pack("<4s5H3L2H", *head) + encoded + body)


def directory(members: Iterable[Member]) -> bytes:
    """What follows the files of an archive whose pieces are those of ``members``, in their order."""
    rows, at = [], 0
    near, entry = 3 << 8 | _VERSION, struct.Struct("<4s6H3L5H2L").pack
    for name, crc, size, length in members:
        encoded = name.encode()
        letters = len(encoded)
        packed = length - 30 - letters
        if at < _FULL_4:
            head = (b"PK\1\2", near, _VERSION, _UTF8, _DEFLATED, 0, _DAY, crc, packed, size)
            rows.append(entry(*head, letters, 0, 0, 0, 0, _UNIX_FILE, at) + encoded)
        else:
            far = struct.pack("<HHQ", 1, 8, at)
            head = (b"PK\1\2", 3 << 8 | _ZIP64, _ZIP64, _UTF8, _DEFLATED, 0, _DAY, crc, packed, size)
            rows.append(entry(*head, letters, len(far), 0, 0, 0, _UNIX_FILE, _FULL_4) + encoded + far)
        at += length
    whole, count = b"".join(rows), len(rows)
    end = b""
    if at >= _FULL_4 or count >= _FULL_2:
        values = (b"PK\6\6", 44, 3 << 8 | _ZIP64, _ZIP64, 0, 0, count, count, len(whole), at)
        end = struct.pack("<4sQ2H2L4Q", *values) + struct.pack("<4sLQL", b"PK\6\7", 0, at + len(whole), 1)
    counts = (min(count, _FULL_2), min(count, _FULL_2))
    end += struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *counts, min(len(whole), _FULL_4), min(at, _FULL_4), 0)
    return whole + end
