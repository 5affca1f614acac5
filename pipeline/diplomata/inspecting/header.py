"""The facts of a record's header as plain values."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diplomata.record import Header


def header_values(header: Header) -> dict[str, Any]:
    """What the header gives, by field; what it does not give is not there."""
    return {f.name: value for f in fields(header) if (value := _plain(getattr(header, f.name)))}


def header_words(header: Header) -> list[tuple[str, str]]:
    """The same for people: pairs of field and value, one line each."""
    out = []
    for name, value in header_values(header).items():
        for one in value if isinstance(value, list) else [value]:
            text = one if isinstance(one, str) else "; ".join(map(str, _leaves(one)))
            out.append((name.replace("_", " "), text))
    return out


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: plain for f in fields(value) if (plain := _plain(getattr(value, f.name)))}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value]
