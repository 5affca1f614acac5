"""How fast, and how much memory, from a thousand records upwards: every command as users run it.

usage: python benchmarks/scale.py [--counts 1000,10000] [--jobs 1,2] [--mean BYTES] [--into FILE]

Prints a table in Markdown; ``--into`` puts it between the marks of that file. The records are generated
(see generate.py); 100,000 of them need about 8 GB on the disk.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from generate import generate

CLUSTER_JOBS = 2
"""How many workers the cluster has that is compared with processes."""
MARKS = ("<!-- measured -->", "<!-- /measured -->")


@dataclass
class Run:
    """One command: seconds of the clock, and the most memory that any of its processes held, in MiB."""

    what: str
    count: int
    seconds: float
    memory: float

    def row(self) -> str:
        """A row of the table."""
        rate = f"{self.count / self.seconds:,.0f}"
        return f"| {self.what} | {self.count:,} | {self.seconds:,.1f} | {rate} | {self.memory:,.0f} |"


class Peak(threading.Thread):
    """Looks at the memory of every process of some sessions, but for this one, until it is stopped."""

    def __init__(self, *sessions: int) -> None:
        super().__init__(daemon=True)
        self._sessions = set(sessions)
        self._done = threading.Event()
        self.most = 0

    def run(self) -> None:
        """Look, ten times a second."""
        while not self._done.wait(0.1):
            self.most = max([self.most, *self._held()])

    def stop(self) -> float:
        """The most memory of any one process, in MiB."""
        self._done.set()
        self.join()
        return self.most / 1024

    def _held(self) -> Iterator[int]:
        for place in Path("/proc").iterdir():
            if not place.name.isdigit() or int(place.name) == os.getpid():
                continue
            try:
                if os.getsid(int(place.name)) in self._sessions:
                    found = re.search(r"VmHWM:\s+(\d+)", (place / "status").read_text())
                    yield int(found[1]) if found else 0
            except OSError:
                continue


def measured(what: str, count: int, *arguments: str, also: tuple[int, ...] = ()) -> Run:
    """Run a command of Diplomata and measure it, with the processes of ``also`` other sessions."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "diplomata.cli", *arguments]
    # As it is installed: with its bytecode, which some machines forbid to be written.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True, env=env
    )
    peak = Peak(process.pid, *also)
    peak.start()
    _, told = process.communicate()
    run = Run(what, count, time.perf_counter() - started, peak.stop())
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{told[-2000:]}")
    print(run.row(), flush=True)
    return run


def at(count: int, jobs: list[int], mean: int, folder: Path) -> list[Run]:
    """Every command on ``count`` records."""
    records, tei, site = folder / "records", folder / "tei", folder / "site"
    size = generate(count, records, mean=mean)
    print(f"<!-- {count:,} records, {size / 1e6:,.0f} MB -->", flush=True)
    runs = []
    for number in jobs:
        shutil.rmtree(tei, ignore_errors=True)
        name = f"convert, {number} process{'es' if number > 1 else ''}"
        runs.append(measured(name, count, "convert", str(records), "--to", str(tei), "--jobs", str(number)))
    if CLUSTER_JOBS in jobs and find_spec("distributed"):
        shutil.rmtree(tei, ignore_errors=True)
        runs.append(on_a_cluster(count, records, tei))
    runs.append(measured("convert again, nothing changed", count, "convert", str(records), "--to", str(tei)))
    for number in jobs:
        name = f"validate, {number} process{'es' if number > 1 else ''}"
        runs.append(measured(name, count, "validate", str(tei), "--jobs", str(number)))
    shutil.rmtree(tei)
    (folder / "edition.toml").write_text('title = "Generated"\n')
    runs.append(measured("build", count, "build", str(folder)))
    runs.append(measured("build again, nothing changed", count, "build", str(folder)))
    one = next(records.rglob("*.txt"))
    one.write_text(one.read_text() + "\nThis was added afterwards.\n")
    runs.append(measured("build again, one record changed", count, "build", str(folder)))
    written = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    print(f"<!-- the site has {written / 1e6:,.0f} MB -->", flush=True)
    return runs


def on_a_cluster(count: int, records: Path, tei: Path) -> Run:
    """The conversion on a Dask cluster of this machine, as wide as the processes that it is compared with."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=CLUSTER_JOBS, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        address = cluster.scheduler_address
        arguments = ("convert", str(records), "--to", str(tei), "--cluster", address)
        return measured(f"convert, Dask with {CLUSTER_JOBS} workers", count, *arguments, also=(os.getsid(0),))


def ratios(runs: list[Run]) -> str:
    """How much faster several processes are than one, and what of that a cluster reaches."""
    seconds = {run.what: run.seconds for run in runs}
    one = seconds.get("convert, 1 process")
    told = []
    for number in (2, 4, 8):
        several = seconds.get(f"convert, {number} processes")
        if one and several:
            told.append(f"{number} processes convert {one / several:.2f} times as fast as one")
            if clustered := seconds.get(f"convert, Dask with {number} workers"):
                told.append(
                    f"Dask with {number} workers is {several / clustered:.2f} times as fast as {number} processes"
                )
    return "; ".join(told)


def peers(folder: Path) -> list[str]:
    """What others take for the same, where they are installed: a rate each, on a few records."""
    import xmlschema

    from diplomata.resources import resource

    paths = sorted((folder / "xml").glob("*.xml"))[:100]
    schema = xmlschema.XMLSchema(str(resource("schema/diplomata.xsd")))
    started = time.perf_counter()
    for path in paths:
        schema.is_valid(str(path))
    told = [f"`xmlschema` alone validates {len(paths) / (time.perf_counter() - started):,.0f} of them a second"]
    if pandoc := shutil.which("pandoc"):
        texts = sorted((folder / "records").rglob("*.txt"))[:50]
        started = time.perf_counter()
        for path in texts:
            subprocess.run([pandoc, "-f", "markdown", "-t", "tei", str(path)], capture_output=True, check=False)
        told.append(f"pandoc writes {len(texts) / (time.perf_counter() - started):,.0f} a second as TEI, unread")
    return told


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="1000,10000")
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--mean", type=int, default=10_000)
    parser.add_argument("--into", type=Path)
    given = parser.parse_args()
    counts = [int(count) for count in given.counts.split(",")]
    jobs = [int(number) for number in given.jobs.split(",")]
    lines = ["| what | records | seconds | records a second | MiB, largest process |", "|---|--:|--:|--:|--:|"]
    print("\n".join(lines), flush=True)
    told: list[str] = []
    found = ""
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="diplomata-bench-") as name:
            runs = at(count, jobs, given.mean, Path(name))
            lines += [run.row() for run in runs]
            found = ratios(runs) or found  # Those of the largest count: there the start of processes weighs least.
            if count == counts[0]:
                told = peers(Path(name))
    where = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"
    day = f"{datetime.date.today():%d %B %Y}".lstrip("0")
    lines += ["", f"Measured on {day}: generated records of {given.mean / 1000:g} kB on average; {where}."]
    lines += [f"{found[:1].upper()}{found[1:]}."] if found else []
    lines += ["; ".join(told) + "."]
    print("\n".join(lines[-3:]))
    if given.into:
        text = given.into.read_text(encoding="utf-8")
        head, rest = text.split(MARKS[0])
        tail = rest.split(MARKS[1])[1]
        body = "\n".join(lines)
        given.into.write_text(f"{head}{MARKS[0]}\n{body}\n{MARKS[1]}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
