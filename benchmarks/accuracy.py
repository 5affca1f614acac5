"""How near the TEI of records comes to the facts that an editor noted beside them.

FOLDER holds NAME.txt, a record, beside NAME.json, its facts; ``tests/accuracy/README.md`` says what may stand there.
Nothing is written.

usage: python benchmarks/accuracy.py [--misses] [FOLDER ...]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

_TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_TOP / "tests"))

import accuracy_score  # noqa: E402 - found by the line above
from diplomata.errors import RecordError  # noqa: E402
from diplomata.reading import Reader  # noqa: E402
from diplomata.tei.document import encode  # noqa: E402
from diplomata.validation import gate  # noqa: E402


def main() -> int:
    """Print the figures of each folder; 1 where a record could not be read or its TEI is invalid, 3 without any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="*", type=Path, default=[_TOP / "tests" / "accuracy"])
    parser.add_argument("--misses", action="store_true", help="name each field that differs, and each record's turns")
    options = parser.parse_args()
    reader = Reader()
    failed = count = 0
    for folder in options.folder:
        score = accuracy_score.Score()
        for path in sorted(folder.glob("*.txt")):
            if not path.with_suffix(".json").is_file():
                continue
            count += 1
            try:
                root = encode(reader.read(path.read_bytes(), path.name)).root
            except RecordError as error:
                print(f"{path}: {error}", file=sys.stderr)
                failed += 1
                continue
            for line, message in gate().messages(root):
                print(f"{path}: the TEI is not valid: {message} (line {line} of the TEI)", file=sys.stderr)
                failed += 1
            accuracy_score.add(score, path.stem, accuracy_score.facts(path), root)
        print(f"{folder}\n{score.table()}")
        if options.misses:
            print(*score.misses, sep="\n")
            print(
                *(f"{name}: turns {tally.f1:.3f}" for name, tally in score.turns_of.items() if tally.f1 < 1), sep="\n"
            )
    if not count:
        print("no record with facts beside it", file=sys.stderr)
        return 3
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
