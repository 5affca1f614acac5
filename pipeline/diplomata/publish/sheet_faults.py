"""What is wrong with a stylesheet of an edition, by the file and the line in which its author wrote it.

What can be told of a file alone is told before it is compiled, all mistakes at once; the rest is read in what
libxslt says, which names the place and the reason apart from each other.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.errors import SettingsError
from diplomata.publish.inline import XSL
from diplomata.tei.namespace import safe_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_XSL = f"{{{XSL}}}"
_INSTRUCTIONS = frozenset(
    "apply-imports apply-templates attribute attribute-set call-template choose comment copy copy-of decimal-format "
    "element fallback for-each if import include key message namespace-alias number otherwise output param "
    "preserve-space processing-instruction sort strip-space stylesheet template text transform value-of variable "
    "when with-param".split()
)
"""The elements of XSLT 1.0. libxslt passes over one that it does not know, and over all that stands in it."""
_SAID_OF_EVERYTHING = {"error", "unknown error", "XPath evaluation returned no result."}
_LONGEST = 300


def wrong(faults: Iterable[Diagnostic]) -> SettingsError:
    """The error that ends a run for mistakes in stylesheets."""
    found = sorted(faults)
    names = ", ".join(dict.fromkeys(fault.path for fault in found))
    count = "one mistake" if len(found) == 1 else f"{len(found)} mistakes"
    return SettingsError(f"{names}: the stylesheets have {count}", found, hint="Correct it and run again.")


def read_sheet(path: Path) -> etree._Element:
    """A stylesheet as a tree. Raises :class:`~diplomata.errors.SettingsError` when it is no well-formed XML."""
    try:
        return etree.fromstring(path.read_bytes(), safe_parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise wrong([_fault(path, line, error.msg or "the file is no well-formed XML", column)]) from error


def faults_of(path: Path, sheet: etree._Element, there: Callable[[str], bool]) -> Iterator[Diagnostic]:
    """What is wrong with a stylesheet before it is compiled; ``there`` says whether an address names a file."""
    if sheet.tag not in (f"{_XSL}stylesheet", f"{_XSL}transform"):
        yield _fault(path, _line(sheet), "the file is no stylesheet: its root element is not xsl:stylesheet")
        return
    for element in sheet.iter(f"{_XSL}*"):
        name = str(element.tag).removeprefix(_XSL)
        if name not in _INSTRUCTIONS:
            yield _fault(path, _line(element), f"xsl:{name} is no element of XSLT 1.0")
        elif name in ("import", "include"):
            address = element.get("href", "")
            if not address.startswith(("edition:", "diplomata:")):
                message = f'"{address}" names no stylesheet: addresses begin with edition: or diplomata:'
                yield _fault(path, _line(element), message)
            elif not there(address):
                yield _fault(path, _line(element), f'there is no stylesheet "{address}"')


def fault_in(error: etree.LxmlError, own: Sequence[Path]) -> Diagnostic:
    """The fault that made libxslt give up. ``own`` are the edition's own stylesheets among those that were used.

    Where none of them is named, it is told what takes part: a template that is missing is missed elsewhere.
    """
    entries = list(error.error_log)  # type: ignore[call-overload]
    log = [(unquote(entry.filename), entry.line, entry.message.strip()) for entry in entries]
    places = {str(path): path for path in own}
    at = next((n for n in range(len(log) - 1, -1, -1) if log[n][0] in places), None)
    if at is not None:
        name, line, _ = log[at]
        return _fault(places[name], line, _reason(log, at) or _plain(str(error)))
    if len(own) > 1:
        also = ", ".join(map(str, own[1:]))
        return _fault(own[0], 0, f"{_plain(str(error))} (there or in {also})")
    return _fault(own[0] if own else Path("xslt"), 0, _plain(str(error)))


def _reason(log: list[tuple[str, int, str]], at: int) -> str:
    """What is said around the entry ``at`` that names a place: entries without a place of their own."""
    first, last = at, at
    while first > 0 and not log[first - 1][1]:
        first -= 1
    while last + 1 < len(log) and not log[last + 1][1]:
        last += 1
    said = dict.fromkeys(log[n][2] for n in range(first, last + 1) if n != at)
    telling = [_plain(words) for words in said if words not in _SAID_OF_EVERYTHING]
    return "; ".join(telling or said)[:_LONGEST]


def _plain(words: str) -> str:
    """What libxslt says, in one line, without the name of the function of its own that says it."""
    return re.sub(r"^xslt\w+ ?: ", "", " ".join(words.split())).rstrip(".")


def _fault(path: Path, line: int, message: str, column: int = 0) -> Diagnostic:
    return diagnose("stylesheet-invalid", message, path=str(path), line=line, column=column)


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0
