"""From the bytes of a record to its text.

UTF-8 first (nearly every file), then a byte order mark, then evidence. What XML cannot hold and what
nobody can see is left out, with a diagnostic where it may matter.
"""

from __future__ import annotations

import hashlib
import re

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.errors import RecordRefused
from diplomata.record import Source

MAX_BYTES = 64 * 1024 * 1024
"""The default limit for one record, in bytes."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"{\\rtf")
_CONTROL_BYTES = bytes([*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F])
_PLAIN_BYTES = bytes(sorted(set(range(0x80)).difference(_CONTROL_BYTES)))
# C1 controls and the characters that only steer line breaking: no reader sees them, and words match without them.
_INVISIBLE_BYTES = re.compile(
    rb"\xc2[\x80-\x9f\xad]|\xe2\x80[\x80-\x8b\xa8\xa9\xaf]|\xe2\x81[\x9f\xa0]|\xe3\x80\x80|\xe1\x9a\x80|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"
)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES = re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")


def decode(data: bytes, name: str, *, max_bytes: int = MAX_BYTES) -> Source:
    """The text of one record.

    ``data`` are the bytes as they arrived, ``name`` what the user calls them. Line ends become ``\\n``;
    a form feed ends a line. Of blanks only the space, the tab and the no-break space are left.

    Raises :class:`~diplomata.errors.RecordRefused` for an empty, binary or over-large input.
    """
    if len(data) > max_bytes:
        message = f"the file has {len(data):,} bytes, more than the limit of {max_bytes:,} for one record"
        raise RecordRefused(message, [diagnose("source-too-large", message, path=name)])
    found: list[Diagnostic] = []
    text = _text(data, name, found)
    # What came in another encoding is always cleaned: its bytes say nothing of the characters. In UTF-8 no character
    # of several bytes has one of ASCII in it, so the search need not see the plain ones.
    rare = data.translate(None, _PLAIN_BYTES)
    if found or rare.translate(None, _CONTROL_BYTES) != rare or _INVISIBLE_BYTES.search(rare):
        text = _clean(text, name, found)
    if "\r" in text or "\x0c" in text:
        text = _LINE_ENDS.sub("\n", text).replace("\x0c", "\n")
    if not text or text.isspace():
        raise RecordRefused("the file holds no text", [diagnose("source-empty", path=name)])
    return Source(name, text, hashlib.sha256(data).hexdigest(), tuple(found))


def _text(data: bytes, name: str, found: list[Diagnostic]) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding != "utf-8":
                found.append(diagnose("source-encoding", f"the file is {encoding.upper()}, not UTF-8", path=name))
            return _lenient(data[len(mark) :], encoding, name, found)
    if data.startswith(_MAGIC):
        raise RecordRefused("the file is not text", [diagnose("source-binary", path=name)])
    if b"\x00" in data:
        return _wide(data, name, found)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, name, found)


def _wide(data: bytes, name: str, found: list[Diagnostic]) -> str:
    """UTF-16 without a mark shows as NUL bytes in every second place; any other NUL makes the file binary."""
    sample = data[:4096]
    half = max(len(sample) // 2, 1)
    odd, even = sample[1::2].count(0) / half, sample[::2].count(0) / half
    if max(odd, even) > 0.3 > min(odd, even) * 6:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        found.append(diagnose("source-encoding", f"the file is {encoding.upper()}, not UTF-8", path=name))
        return _lenient(data, encoding, name, found)
    if data.count(0) * 200 > len(data):
        raise RecordRefused("the file is not text", [diagnose("source-binary", path=name)])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, name, found)


def _lenient(data: bytes, encoding: str, name: str, found: list[Diagnostic]) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        message = f"bytes that are no {encoding.upper()} were replaced, the first at byte {error.start:,}"
        found.append(diagnose("source-replaced-characters", message, path=name, line=_line(text, "\ufffd")))
        return text


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str, found: list[Diagnostic]) -> str:
    if len(data.translate(None, _CONTROL_BYTES)) < len(data) * 0.95:
        raise RecordRefused("the file is not text", [diagnose("source-binary", path=name)]) from error
    repaired = data.decode("utf-8", errors="replace")
    foreign = sum(1 for c in repaired if c > "\x7f" and c != "\ufffd")
    if foreign and repaired.count("\ufffd") * 4 <= foreign:
        message = f"damaged UTF-8: bytes were replaced, the first at byte {error.start:,}"
        found.append(diagnose("source-replaced-characters", message, path=name, line=_line(repaired, "\ufffd")))
        return repaired
    encoding = _guess(data)
    found.append(diagnose("source-encoding", f"the file is {encoding}, not UTF-8", path=name))
    return _lenient(data, encoding, name, found)


def _guess(data: bytes) -> str:
    """Windows-1252 where only a few letters are not ASCII, as in Western text; else what charset-normalizer finds."""
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    undefined = any(byte in data for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
    if high * 6 < len(data) and not undefined:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536]).best()
    return best.encoding if best else "latin-1"


def _clean(text: str, name: str, found: list[Diagnostic]) -> str:
    first = _UNWRITABLE.search(text)
    if first:
        line = text.count("\n", 0, first.start()) + 1
        text, count = _UNWRITABLE.subn("", text)
        message = f"control characters were left out: {count}"
        found.append(diagnose("source-control-characters", message, path=name, line=line))
    if "\x85" in text or "\u2028" in text or "\u2029" in text:
        text = _LINE_ENDS.sub("\n", text)
    return _SPACES.sub(" ", _UNSEEN.sub("", text))


def _line(text: str, what: str) -> int:
    at = text.find(what)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0
