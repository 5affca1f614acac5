"""Looks for regular expressions whose time grows faster than the square of a line's length.

Records come from strangers, so no line may be able to stop the reader. Every pattern that the package compiles, at
import or while it reads the records of ``tests/``, is taken apart by regexploit (Doyensec, pip install regexploit),
which finds repeats that can share the same characters in more than one way and writes a string that shows it.

usage: python benchmarks/patterns.py
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

_HERE = Path(__file__).resolve().parent.parent
_PACKAGE = "diplomata"
LINEAR_ENOUGH = 2
"""So many unbounded repeats may meet: the time is then at most the square of what stands between two line ends."""


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


def main() -> int:
    """Print each pattern that can be made slow, with a string that does it; 1 when there is one."""
    found = patterns()
    try:
        from regexploit.ast.sre import SreOpParser
        from regexploit.redos import find
    except ImportError:
        print("regexploit is not installed: pip install regexploit", file=sys.stderr)
        return 2
    slow = 0
    for (pattern, flags), place in sorted(found.items(), key=lambda item: item[1]):
        for weakness in find(SreOpParser().parse_sre(pattern, flags)):
            if weakness.starriness > LINEAR_ENOUGH:
                slow += 1
                print(f"{place}: power {weakness.starriness}: {pattern[:80]!r}, e.g. {weakness.example()[:80]}")
    print(f"{len(found)} patterns, {slow} that can be made slow")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
