"""What the conversion of an edition's records has found, in numbers, kept beside its TEI.

The TEI cannot know what was refused, nor how many words the sources have. The file is committed with the TEI, so that
whoever publishes it from there alone (a workflow on another machine) has the same report, and the same pages at the
addresses of records that are no more.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from diplomata.files import write_atomic
from diplomata.state import unwritable

if TYPE_CHECKING:
    from diplomata.build.report import Summary

NAME = "report.json"
"""The file, in the folder of the TEI."""


class Findings(NamedTuple):
    """``found`` has numbers of records, and of words of the sources; ``gone`` the ids of records that are no more,
    each with the id that its record has now, if any."""

    found: dict[str, int] = {}  # noqa: RUF012 - the default of a tuple; nobody writes into it
    gone: dict[str, str] = {}  # noqa: RUF012


def found_in(summary: Summary) -> dict[str, int]:
    """The numbers of a conversion that all records took part in."""
    edited = summary.codes["output-edited"]
    words = {name: summary.words[name] for name in ("body", "header", "furniture")}
    return {
        "refused": summary.statuses["refused"],
        "failed": summary.statuses["failed"] - edited,
        "edited": edited,
        "review": summary.to_review,
        "words-all": summary.words.total(),
        **{f"words-{name}": count for name, count in words.items()},
        "words-accounted": sum(words.values()),
    }


def keep(xml: Path, findings: Findings) -> None:
    """Put the findings beside the TEI in the folder ``xml``. Raises :class:`~diplomata.state.Unwritable`."""
    text = json.dumps(findings._asdict(), ensure_ascii=False, indent=1, sort_keys=True)
    try:
        write_atomic(xml / NAME, f"{text}\n".encode())
    except OSError as error:
        raise unwritable(xml, error) from error


def kept(xml: Path) -> Findings:
    """What :func:`keep` has put there; nothing where it is missing, or is not what we write (a merge gone wrong)."""
    try:
        told = json.loads((xml / NAME).read_bytes())
    except (OSError, ValueError):
        return Findings()
    return Findings(_values(told, "found", int), _values(told, "gone", str))


def keep_after(summary: Summary, xml: Path) -> None:
    """Keep what a conversion into the folder of an edition has found, if every TEI file there has come from it.

    Else nobody knows what is true of all: what an earlier run kept is removed. Raises as :func:`keep`.
    """
    there = sum(1 for path in xml.glob("*.xml") if not path.name.startswith("."))
    if summary.interrupted or there != summary.done + summary.codes["output-edited"]:
        with suppress(OSError):
            (xml / NAME).unlink()
    else:
        keep(xml, Findings(found_in(summary), kept(xml).gone))


def _values(told: Any, name: str, kind: type) -> dict[str, Any]:
    values = told.get(name) if isinstance(told, dict) else None
    return {str(k): v for k, v in values.items() if type(v) is kind} if isinstance(values, dict) else {}
