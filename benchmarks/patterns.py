"""Looks for regular expressions whose time grows faster than the square of a line's length.

Records come from strangers, so no line may be able to stop the reader. Every pattern that the package compiles, at
import or while it reads the records of ``tests/``, is looked at in two ways. It is taken apart by regexploit
(Doyensec, pip install regexploit), which finds repeats that can share the same characters in more than one way and
writes a string that shows it. And it is run on lines that say one thing again and again, with an end that nothing
expects: a repeat within a repeat (``(?: [A-Z]{2,}\\w*)*``) costs the product of the lengths of its words, which the
first way does not see.

usage: python benchmarks/patterns.py
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

_HERE = Path(__file__).resolve().parent.parent
_PACKAGE = "diplomata"
LINEAR_ENOUGH = 2
"""So many unbounded repeats may meet: the time is then at most the square of what stands between two line ends."""
LINE = 1_000
"""Characters of a line that a pattern is tried on."""
PATIENCE = 0.25
"""Seconds for such a line: the square of its length takes about a tenth of it, the cube a hundred times."""
AGAIN = (
    *("A", "a", "Ab", "AB", "1", "12", " ", "\t", ".", ",", "-", "—", "_", "*", "/", ":", "(", "[", '"', "«", "’"),
    *("A ", "AB ", "Ab ", "ABCDEF ", "Abcdef ", "abcdef ", "1 ", "12 ", "1234 ", "A. ", "Ab. ", "Ab, ", "AB, "),
    *("1.", "1. ", "1/", "1-", "1:", "A-", "Ab-", "A.B.", "A1 ", "Ab 1 ", "1 May ", "May 1, ", "(a) ", "[a] ", "(A"),
    *(". . ", "... ", "- ", "— ", ": ", "; ", "Ab: ", "Ab and ", "Ab of the ", "de ", "von ", "the ", "No. 1 "),
    *("[A", "a, ", "No. ", "p. 1, ", "Б", "Бв ", "БВ ", "б ", "Б. ", "一", "一 ", "一、", "：", "年", "1年", "ア"),
    *("“", "“a” ", "é", "e\u0301"),
)  # fmt: skip
"""What hostile lines repeat: words, numbers, marks and blanks, and the small words that patterns name."""
ENDS = ("", "\n", "\x00", "!a", "1:", "Ab:")
"""What such a line ends on."""


def patterns() -> dict[tuple[str, int], str]:
    """Each pattern with its flags, and the ``file:line`` that compiled it."""
    found: dict[tuple[str, int], str] = {}
    real: Any = re._compile  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: Any) -> Any:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and Path(frame.f_code.co_filename).parent.name == "re":
            frame = frame.f_back
        if isinstance(pattern, str) and frame is not None and f"/{_PACKAGE}/" in frame.f_code.co_filename:
            place = frame.f_code.co_filename.rpartition(f"/{_PACKAGE}/")[2]
            found.setdefault((pattern, int(flags)), f"{place}:{frame.f_lineno}")
        return real(pattern, flags)

    re._compile = noted  # type: ignore[attr-defined]
    package = importlib.import_module(_PACKAGE)
    for module in pkgutil.walk_packages(package.__path__, f"{_PACKAGE}."):
        importlib.import_module(module.name)
    read_everything()
    return found


def read_everything() -> None:
    """Read the records of the tests, so that patterns which are compiled when they are first needed are there."""
    from diplomata.errors import RecordError
    from diplomata.reading import Reader
    from diplomata.tei.document import encode

    reader = Reader()
    for path in sorted(_HERE.glob("tests/cases/*/record.txt")) + sorted(_HERE.glob("tests/accuracy/*.txt")):
        with suppress(RecordError):
            encode(reader.read(path.read_bytes(), path.name))


class _TooLong(Exception):
    """A pattern has not come to an end in its time."""


def hostile_lines() -> Iterator[str]:
    """Lines of ``LINE`` characters that say one thing again and again, and end otherwise."""
    for unit in AGAIN:
        line = (unit * LINE)[:LINE]
        for end in ENDS:
            yield line + end


def slow_on(pattern: str, flags: int, lines: list[str]) -> str | None:
    """The first line that the pattern cannot be tried on within ``PATIENCE`` seconds; or None."""
    compiled = re.compile(pattern, flags)
    for line in lines:
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        try:
            compiled.search(line)
        except _TooLong:
            return line
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return None


def _give_up(signum: int, frame: FrameType | None) -> None:
    raise _TooLong


def main() -> int:
    """Print each pattern that can be made slow, with a string that does it; 1 when there is one."""
    signal.signal(signal.SIGALRM, _give_up)
    lines = list(hostile_lines())
    try:
        from regexploit.ast.sre import SreOpParser
        from regexploit.redos import find
    except ImportError:
        print("regexploit is not installed: pip install regexploit", file=sys.stderr)
        return 2

    class Parser(SreOpParser):  # type: ignore[misc]
        """Takes a possessive repeat, of which regexploit knows nothing, for a greedy one: it is at most as slow."""

        from_POSSESSIVE_REPEAT = SreOpParser.from_MAX_REPEAT  # noqa: N815 - regexploit looks for this name

    found = patterns()
    slow = 0
    for (pattern, flags), place in sorted(found.items(), key=lambda item: item[1]):
        for weakness in find(Parser().parse_sre(pattern, flags)):
            if weakness.starriness > LINEAR_ENOUGH:
                slow += 1
                print(f"{place}: power {weakness.starriness}: {pattern[:80]!r}, e.g. {weakness.example()[:80]}")
        line = slow_on(pattern, flags, lines)
        if line is not None:
            slow += 1
            print(f"{place}: over {PATIENCE} s: {pattern[:80]!r} on {line[:20]!r} ... {line[-5:]!r}")
    print(f"{len(found)} patterns, {slow} that can be made slow")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
