"""Damages records and reads them: no crash, no hang, no lost word, every TEI valid.

Lines are dropped, doubled, swapped, cut and glued, brackets broken, marks put in, bytes changed. Each damaged
record is read, encoded (which proves that no word is lost) and held against the schema. What fails is printed with
its seed and number, so that it can be made again.

usage: python benchmarks/damage.py [--count 100000] [--seed 1] [FOLDER ...]
       python benchmarks/damage.py --seed 1 --show NUMBER > damaged.txt
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

from diplomata.errors import NotConserved, RecordError, RecordRefused
from diplomata.reading import Reader
from diplomata.tei.document import encode
from diplomata.validation.gate import Gate

_TOP = Path(__file__).resolve().parent.parent
_MARKS = (
    "[", "]", "(", ")", "[1]", "[...]", "[sic]", "[?]", " & ", "<b>", ":", "—", "\u00a0", '"', "1. ", "* ",
    "[handwritten: ", "(Laughter)", "¹", "[00:01:02] ",
)  # fmt: skip
HANG = 5.0
"""Seconds of processor time after which a record of ordinary length counts as a hang."""


def damage(text: str, chance: random.Random) -> str:
    """A record with one to six faults."""
    for _ in range(chance.randint(1, 6)):
        lines = text.split("\n")
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[at]
        kind = chance.randrange(11)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, line)
        elif kind == 2:
            lines[at], lines[other] = lines[other], line
        elif kind == 3:
            lines[at] = line[: chance.randint(0, len(line))]
        elif kind == 4:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        elif kind == 5:
            lines[at] = line.replace(chance.choice("[]()"), "")
        elif kind == 6:
            place = chance.randint(0, len(line))
            lines[at] = line[:place] + chance.choice(_MARKS) + line[place:]
        elif kind == 7:
            lines = lines[:at]
        elif kind == 8:
            lines = lines[at:]
        elif kind == 9:
            lines = [each for each in lines if each.strip()]
        else:
            lines[at] = line.upper() if chance.random() < 0.5 else "".join(chance.sample(line, len(line)))
        text = "\n".join(lines)
    return text


def spoil(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, as by a bad disk or a wrong encoding."""
    spoilt = bytearray(data)
    for _ in range(min(5, len(spoilt))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def outcome(data: bytes, reader: Reader, gate: Gate) -> str:
    """What becomes of one record: ``valid``, ``refused``, or a fault of ours."""
    start = time.process_time()
    try:
        document = encode(reader.read(data, "damaged.txt"))
        result = "valid" if gate.check(document.root) else "INVALID"
    except RecordRefused:
        result = "refused"
    except NotConserved:
        result = "WORDS LOST"
    except RecordError:
        result = "FAILED"
    except Exception as error:
        result = f"CRASHED {type(error).__name__}"
    return "HUNG" if time.process_time() - start > HANG else result


def main() -> int:
    """Print what became of the records; 1 when any was a fault of ours."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="*", type=Path, default=[_TOP / "records", _TOP / "tests" / "accuracy"])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, help="write the damaged record of this number, and read none")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for folder in options.folder for path in sorted(folder.glob("*.txt"))]
    if not texts:
        print("no records in", *options.folder, file=sys.stderr)
        return 3
    reader, gate = Reader(), Gate()
    chance = random.Random(options.seed)  # noqa: S311 - no secret hangs on it
    results: Counter[str] = Counter()
    for number in range(options.count):
        data = damage(chance.choice(texts), chance).encode("utf-8")
        if chance.random() < 0.1:
            data = spoil(data, chance)
        if options.show is not None:
            if number == options.show:
                sys.stdout.buffer.write(data)
                return 0
            continue
        result = outcome(data, reader, gate)
        results[result] += 1
        if result.isupper() or result.startswith("CRASHED"):
            print(f"seed {options.seed}, record {number}: {result}")
    for result, count in results.most_common():
        print(f"{count:8,} {result}")
    return 0 if set(results) <= {"valid", "refused"} else 1


if __name__ == "__main__":
    sys.exit(main())
