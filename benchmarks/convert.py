"""How long a record takes to convert, beside a floor, on one core.

The floor is what no reader can do without: the same source decoded, and the same tree built and serialised by
lxml, with no reading at all. Both are timed in one run, in turn, so the ratio holds on a noisy machine.

usage: python benchmarks/convert.py [FOLDER ...] [--runs N]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from diplomata import reading
from diplomata.files import write_atomic
from diplomata.reading import Reader
from diplomata.tei.document import encode
from diplomata.validation.gate import Gate

Node = tuple[int, str, dict[str, str], str | None, str | None]
_HERE = Path(__file__).resolve().parent.parent


def nodes(root: etree._Element) -> list[Node]:
    """A tree as plain values: parent's number, tag, attributes, text, tail, in document order."""
    numbers: dict[etree._Element, int] = {}
    found: list[Node] = []
    for element in root.iter():
        parent = element.getparent()
        numbers[element] = len(found)
        above = -1 if parent is None else numbers[parent]
        found.append((above, str(element.tag), dict(element.attrib), element.text, element.tail))
    return found


def floor(data: bytes, tree: list[Node]) -> bytes:
    """Decode, build, serialise."""
    data.decode("utf-8", errors="replace")
    built: list[etree._Element] = []
    for above, tag, attributes, text, tail in tree:
        if above < 0:
            element = etree.Element(tag, attributes, nsmap={None: "http://www.tei-c.org/ns/1.0"})
        else:
            element = etree.SubElement(built[above], tag, attributes)
        element.text, element.tail = text, tail
        built.append(element)
    return etree.tostring(built[0], encoding="UTF-8", xml_declaration=True)


class Parts:
    """Seconds spent in each part of a conversion, summed over the records of a run."""

    def __init__(self, gate: Gate, reader: Reader, out: Path) -> None:
        self.gate, self.reader, self.out = gate, reader, out
        self.seconds = dict.fromkeys(("read", "encode and prove", "check against the schema", "write"), 0.0)

    def convert(self, data: bytes, name: str) -> None:
        """One record, from bytes to a written file."""
        clock = time.perf_counter
        start = clock()
        record = self.reader.read(data, name)
        read = clock()
        document = encode(record)
        encoded = clock()
        self.gate.check(document.root)
        checked = clock()
        write_atomic(self.out / f"{document.id}.xml", document.xml)
        done = clock()
        for part, spent in zip(
            self.seconds, (read - start, encoded - read, checked - encoded, done - checked), strict=True
        ):
            self.seconds[part] += spent


def timed(work: Callable[[], None]) -> float:
    """Processor seconds of one call: other processes on the machine do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    measured = _HERE.parent / "shared" / "records"
    folders = options.folder or [measured if measured.is_dir() else _HERE / "records"]
    sources = [(path.read_bytes(), path.name) for folder in folders for path in sorted(folder.glob("*.txt"))]
    if not sources:
        print("no records in", *folders, file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as folder:
        parts = Parts(Gate(), Reader(), Path(folder))
        trees = [nodes(encode(parts.reader.read(data, name)).root) for data, name in sources]
        own: list[float] = []
        least: list[float] = []
        for run in range(options.runs + 1):
            converted = timed(lambda: [parts.convert(*source) for source in sources] and None)
            built = timed(
                lambda: [floor(data, tree) for (data, _), tree in zip(sources, trees, strict=True)] and None
            )
            if run == 0:
                parts.seconds = dict.fromkeys(parts.seconds, 0.0)
                continue
            own.append(converted)
            least.append(built)
    count = len(sources)
    size = sum(len(data) for data, _ in sources) / count
    elements = sum(map(len, trees)) / count
    ratio = statistics.median(a / b for a, b in zip(own, least, strict=True))
    core = "pure Python" if str(reading.__file__).endswith(".py") else "compiled"
    print(f"{count} records, mean {size / 1000:.1f} kB and {elements:.0f} elements")
    print(f"{options.runs} runs, one core; the core is {core}")
    print(f"convert   {statistics.median(own) / count * 1000:7.2f} ms a record")
    print(f"floor     {statistics.median(least) / count * 1000:7.2f} ms a record (decode, build, serialise)")
    print(f"ratio     {ratio:7.2f}")
    total = sum(parts.seconds.values())
    for part, seconds in parts.seconds.items():
        print(f"  {part:<26}{seconds / total:6.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
