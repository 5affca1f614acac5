"""Folders that are addresses: ``s3://bucket/records``, ``gs://...``, ``https://...``, ``file://...``, by fsspec."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import IO, Any, NamedTuple

from diplomata.errors import UsageError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs"}
_CHANGES = ("ETag", "etag", "size", "LastModified", "mtime", "updated", "last_modified", "created")


class Found(NamedTuple):
    """One file: its whole address, and what changes when the file does (empty when the storage does not say)."""

    address: str
    stamp: str


def is_address(name: str) -> bool:
    """Whether ``name`` is an address, not a path: it begins with a protocol and ``://``."""
    return _ADDRESS.match(name) is not None


def files(address: str, suffix: str) -> Iterator[Found]:
    """The file at ``address``, or every file below it whose name ends in ``suffix``, sorted folder by folder.

    Names that begin with a dot are left out. Raises :class:`FileNotFoundError` when there is nothing, what the
    storage raises when it cannot be reached, and :class:`~diplomata.errors.UsageError` for a protocol that is
    not known or not installed.
    """
    system, path = _system(address)
    web = address.lower().startswith(("http://", "https://"))
    if web or system.isfile(path):
        yield Found(address, "" if web else _stamp(system.info(path)))
        return
    if not system.exists(path):
        raise FileNotFoundError(2, "there is no such file or folder", address)
    top = address.rstrip("/")
    for _, folders, inside in system.walk(path, detail=True, topdown=True):
        for name in [name for name in folders if name.startswith(".")]:
            del folders[name]
        for name in sorted(inside):
            if name.lower().endswith(suffix) and not name.startswith("."):
                info = inside[name]
                yield Found(top + info["name"].removeprefix(path.rstrip("/")), _stamp(info))


def open_file(address: str) -> IO[bytes]:
    """The file at ``address``, to be read. Raises as :func:`files`."""
    system, path = _system(address)
    opened: IO[bytes] = system.open(path, "rb")
    return opened


def read(address: str, most: int = -1) -> bytes:
    """The bytes of the file at ``address``, ``most`` at the most. Raises as :func:`files`."""
    with open_file(address) as file:
        return file.read(most)


def write(address: str, data: bytes) -> None:
    """Put ``data`` at ``address``, whole. Raises what the storage raises."""
    system, path = _system(address)
    system.makedirs(system._parent(path), exist_ok=True)
    system.pipe_file(path, data)


def remove(address: str) -> None:
    """Remove the file at ``address``, if it is there. Raises what the storage raises."""
    system, path = _system(address)
    try:
        system.rm_file(path)
    except FileNotFoundError:
        return


def stamp(address: str) -> str:
    """What changes when the file at ``address`` does; empty when it is not there."""
    system, path = _system(address)
    try:
        return _stamp(system.info(path))
    except FileNotFoundError:
        return ""


def digest(address: str) -> str:
    """The SHA-256 of the file at ``address``, empty when it is not there."""
    try:
        return hashlib.sha256(read(address)).hexdigest()
    except FileNotFoundError:
        return ""


def _stamp(info: dict[str, Any]) -> str:
    said = [f"{key}={info[key]}" for key in _CHANGES if info.get(key) is not None]
    return " ".join(said) if len(said) > 1 else ""


def _system(address: str) -> tuple[Any, str]:
    system = _of(address.partition("://")[0].lower())
    return system, str(system._strip_protocol(address))


@lru_cache(maxsize=16)
def _of(protocol: str) -> Any:
    try:
        import fsspec

        # Without its cache of listings: what another process has written must be seen.
        return fsspec.filesystem(protocol, use_listings_cache=False)
    except ImportError:
        hint = f"pip install 'diplomata[{_EXTRAS.get(protocol, 'remote')}]'"
        raise UsageError(f"{protocol}://: addresses of this kind need more than is installed", hint=hint) from None
    except ValueError:
        raise UsageError(f"{protocol}://: this kind of address is not known") from None
