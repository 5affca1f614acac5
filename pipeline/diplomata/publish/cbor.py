"""As much of CBOR (RFC 8949) as the lists of a search index have: whole numbers, texts and arrays.

A library for the whole format would be one more dependency for twenty lines.
"""

from __future__ import annotations

import struct
from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"
_NUMBER, _TEXT, _ARRAY = 0, 3, 4
_LONGER = {24: ">B", 25: ">H", 26: ">I", 27: ">Q"}


def loads(data: bytes) -> Value:
    """The value that ``data`` holds. Raises :class:`ValueError` for anything but the three kinds."""
    try:
        value, end = _read(data, 0)
    except (IndexError, struct.error, RecursionError) as error:
        raise ValueError("the data end too soon") from error
    if end != len(data):
        raise ValueError("there is more than one value")
    return value


def dumps(value: Value) -> bytes:
    """``value`` in its shortest form."""
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        data = value.encode()
        return _head(_TEXT, len(data)) + data
    return _head(_ARRAY, len(value)) + b"".join(map(dumps, value))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    for mark, form in _LONGER.items():
        if number < 1 << 8 * struct.calcsize(form):
            return bytes([kind << 5 | mark]) + struct.pack(form, number)
    raise ValueError(f"{number} is too large")


def _read(data: bytes, at: int) -> tuple[Value, int]:
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number in _LONGER:
        form = _LONGER[number]
        (number,) = struct.unpack_from(form, data, at)
        at += struct.calcsize(form)
    elif number > 23:
        raise ValueError(f"a length of the form {number} is not known")
    if kind == _NUMBER:
        return number, at
    if kind == _TEXT:
        return data[at : at + number].decode(), at + number
    if kind != _ARRAY:
        raise ValueError(f"a value of the kind {kind} is not known")
    found: list[Value] = []
    for _ in range(number):
        value, at = _read(data, at)
        found.append(value)
    return found, at
