"""How long publishing takes: ``publish.py [XML] [--records N] [--jobs N]``.

Without ``--records`` it times one record after the other on one core: parse, facts, HTML, text, and the
floor (the same tree parsed and serialised, nothing else). With ``--records`` it publishes so many copies
of the folder's records, with search, indexes and exports, and prints time and peak memory of every part.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from diplomata.edition import Edition
from diplomata.publish.pages import Stylesheets
from diplomata.publish.reading import read_facts
from diplomata.publish.site import publish
from diplomata.tei.namespace import safe_parser

ROOT = Path(__file__).parent.parent


def timed(work: Callable[[], object], least: float = 2.0) -> float:
    """Milliseconds of processor time that ``work`` takes, the best of several rounds."""
    work()
    best, until = float("inf"), time.perf_counter() + least
    while time.perf_counter() < until:
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best * 1000


def single(folder: Path) -> None:
    """Time the parts of the work on single records."""
    sheets = Stylesheets(Edition(title="Benchmark", url="https://example.org"))
    files = [path.read_bytes() for path in sorted(folder.glob("*.xml"))]
    roots = [etree.fromstring(data, safe_parser()) for data in files]
    facts = [read_facts(root, f"record-{number}") for number, root in enumerate(roots)]
    pairs = list(zip(roots, facts, strict=True))
    parts: dict[str, Callable[[], object]] = {
        "floor: parse and serialise": lambda: [etree.tostring(etree.fromstring(d, safe_parser())) for d in files],
        "parse": lambda: [etree.fromstring(d, safe_parser()) for d in files],
        "facts": lambda: [read_facts(root, "record-1") for root in roots],
        "HTML": lambda: [sheets.html(root, found) for root, found in pairs],
        "text": lambda: [sheets.text(root) for root in roots],
    }
    size = sum(map(len, files)) / len(files)
    print(f"{len(files)} records, {size / 1000:.1f} kB of TEI each; milliseconds a record on one core")
    spent = {name: timed(work) / len(files) for name, work in parts.items()}
    floor = next(iter(spent.values()))
    for name, each in spent.items():
        # How quick the machine is at the moment is in both numbers, and not in their ratio.
        ratio = f"{each / floor:8.1f} times the floor" if name in ("HTML", "text") else ""
        print(f"  {name:<28} {each:7.3f}{ratio}")
    pages = [len(sheets.html(root, found)) for root, found in pairs]
    print(f"pages: {sum(pages) / len(pages) / 1000:.1f} kB on average, the largest {max(pages) / 1000:.1f} kB")


def copies(folder: Path, target: Path, count: int) -> None:
    """Write ``count`` records, each a copy of one of the folder's with an id and a date of its own."""
    sources = [(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.xml"))]
    for number in range(count):
        stem, text = sources[number % len(sources)]
        name = f"record-{number + 1}"
        text = text.replace(f'xml:id="{stem}"', f'xml:id="{name}"', 1)
        day = f"{1945 + number % 50}-{number // 50 % 12 + 1:02}-{number // 600 % 28 + 1:02}"
        text = re.sub(r"<creation>.*?</creation>", f'<creation><date when="{day}">{day}</date></creation>', text)
        (target / f"{name}.xml").write_text(text, "utf-8")


def peak() -> float:
    """The most memory that this process and its children have held, in megabytes."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024
    return max(own, children) * unit / 1e6


def whole(folder: Path, count: int, jobs: int) -> None:
    """Time a whole site."""
    with tempfile.TemporaryDirectory() as scratch:
        xml = Path(scratch) / "xml"
        xml.mkdir()
        copies(folder, xml, count)
        print(f"{count} records, {jobs} jobs")
        last: list[tuple[str, float]] = []

        def tell(part: str, done: int, total: int) -> None:
            if not last or last[-1][0] != part:
                report()
                last.append((part, time.perf_counter()))

        def report() -> None:
            if last:
                part, began = last[-1]
                print(f"  {part:<10} {time.perf_counter() - began:8.2f} s, peak {peak():7.1f} MB", flush=True)

        began = time.perf_counter()
        found = publish(xml, Path(scratch) / "site", Edition(url="https://example.org"), tell, jobs=jobs)
        report()
        spent = time.perf_counter() - began
        print(f"  {'whole':<10} {spent:8.2f} s, {found.records / spent:.0f} records a second, {found.written} files")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("xml", nargs="?", type=Path, default=ROOT / "xml", help="a folder of TEI")
    parser.add_argument("--records", type=int, default=0, help="publish so many")
    parser.add_argument("--jobs", type=int, default=1, help="with so many processes")
    given = parser.parse_args()
    if given.records:
        whole(given.xml, given.records, given.jobs)
    else:
        single(given.xml)


if __name__ == "__main__":
    main()
