"""Builds that are disturbed: each is followed by one that is not, and the result has to be byte for byte the same.

usage: python benchmarks/disturb.py [--count RECORDS] [--kills N] [--others N] [--seed N]

A build is killed (``kill -9``) at random moments, from nothing and after changes; it is interrupted, runs on a disk
that gets full, in a folder in which it may not write, at the same time as another one, and on a Dask cluster of
which a worker is killed. What a machine does not allow (to mount a small disk) is left out, and told. Ends with 1
when any result differs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generate import generate

BUILD = [sys.executable, "-m", "diplomata.cli", "build"]
POWERLESS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
"""What the first user begins with, to whom no folder is closed otherwise."""
Digests = dict[str, str]


class Differs(Exception):
    """A build that was disturbed left something else than one that was not."""


def start(folder: Path, *more: str, before: list[str] | None = None) -> subprocess.Popen[str]:
    """A build of the edition in ``folder``, in a session of its own."""
    command = [*(before or []), *BUILD, str(folder), *more]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and what was told, once the process and those that hold its pipes have ended."""
    told = "".join(process.communicate(timeout=1800))
    return process.returncode, told


def digests(folder: Path) -> Digests:
    """Every file of TEI and site, by name."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for part in ("xml", "site")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }


def change(folder: Path, chance: random.Random) -> None:
    """Change an edition as its editors do: some records, one taken out, a setting."""
    records = sorted((folder / "records").rglob("*.txt"))
    for path in chance.sample(records[1:], len(records) // 10 + 1):
        path.write_text(path.read_text("utf-8").rstrip() + "\n\nThis was added afterwards.\n", "utf-8")
    records[0].unlink()
    settings = folder / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("Generated", "Generated and changed"), "utf-8")


class Bench:
    """An edition, built once; what its builds give; and how long they take, in seconds."""

    def __init__(self, folder: Path, count: int, chance: random.Random) -> None:
        self.folder = folder
        self.chance = chance
        self.fresh, self.built, self.changed = (folder / name for name in ("fresh", "built", "changed"))
        generate(count, self.fresh / "records", seed=5, mean=3000)
        (self.fresh / "edition.toml").write_text('title = "Generated"\nurl = "https://example.org/generated"\n')
        shutil.copytree(self.fresh, self.built)
        self.whole, self.expected = self._built(self.built)
        shutil.copytree(self.built, self.changed)
        change(self.changed, random.Random(1))  # noqa: S311 - the same changes for all
        done = folder / "done"
        shutil.copytree(self.changed, done)
        self.again, self.expected_changed = self._built(done)

    def _built(self, folder: Path) -> tuple[float, Digests]:
        started = time.perf_counter()
        code, told = ended(start(folder))
        if code:
            sys.exit(f"the build that nobody disturbed ended with {code}:\n{told[-2000:]}")
        return time.perf_counter() - started, digests(folder)

    @contextmanager
    def copy(self, of: Path) -> Iterator[Path]:
        """A copy of an edition, to be disturbed."""
        there = self.folder / "there"
        shutil.copytree(of, there, symlinks=True)
        try:
            yield there
        finally:
            shutil.rmtree(there)

    def complete(self, folder: Path, expected: Digests) -> None:
        """Build undisturbed, and compare. Raises :class:`Differs`."""
        code, told = ended(start(folder))
        found = digests(folder)
        if code or found != expected:
            wrong = [name for name in sorted(found.keys() | expected.keys()) if found.get(name) != expected.get(name)]
            raise Differs(f"the next build ended with {code}; {len(wrong)} files differ: {wrong[:5]}\n{told[-1000:]}")

    def moment(self, seconds: float) -> None:
        """Wait for a moment of a build that takes so long."""
        time.sleep(self.chance.random() * seconds)

    def signalled(self, number: int, code: signal.Signals) -> None:
        """A build gets a signal: every other one from nothing, the others after changes."""
        if number % 2:
            of, seconds, expected = self.changed, self.again, self.expected_changed
        else:
            of, seconds, expected = self.fresh, self.whole, self.expected
        with self.copy(of) as folder:
            process = start(folder)
            self.moment(seconds)
            process.send_signal(code)
            ended(process)
            self.complete(folder, expected)

    def full_disk(self, number: int) -> None:
        """A build on a disk that has no room for it; then the disk grows."""
        size = sum(path.stat().st_size for path in self.built.rglob("*") if path.is_file()) >> 10
        room = int(size * (0.3 + 0.65 * self.chance.random()))
        place, saved = self.folder / "disk", self.folder / "saved"
        place.mkdir()
        script = """
            mount -t tmpfs -o size="$3"k none "$1" && cp -r "$2" "$1/edition" || exit 90
            shift 3; "$@" "$DISK/edition" 2> "$SAVED.told"; test $? -ne 0 || exit 91
            ! grep -B 1000 Traceback "$SAVED.told" >&2 || exit 93
            mount -o remount,size=90% "$DISK" && "$@" "$DISK/edition" || exit 92
            cp -r "$DISK/edition" "$SAVED"
        """
        command = ["unshare", "-rm", "sh", "-c", script, "sh", str(place), str(self.fresh), str(room), *BUILD]
        done = subprocess.run(
            command, env={**os.environ, "DISK": str(place), "SAVED": str(saved)}, capture_output=True, text=True
        )
        place.rmdir()
        if done.returncode:
            raise Differs(f"on a disk of {room} KiB: {done.returncode}\n{done.stderr[-1000:]}")
        try:
            self.complete(saved, self.expected)
        finally:
            shutil.rmtree(saved)

    def no_permission(self, number: int) -> None:
        """A build that may not write into a folder of its output; then it may."""
        with self.copy(self.changed) as folder:
            closed = folder / ("xml", "site", "site/records", "site/people", ".diplomata")[number % 5]
            closed.chmod(0o500)
            code, told = ended(start(folder, before=POWERLESS if os.geteuid() == 0 else None))
            if not code or "Traceback" in told:
                raise Differs(f"a build that may not write into {closed.name} ended with {code}\n{told[-1000:]}")
            closed.chmod(0o755)
            self.complete(folder, self.expected_changed)

    def two_at_once(self, number: int) -> None:
        """Two builds of one edition: one of them works, the other one says so or comes too late."""
        with self.copy(self.fresh) as folder:
            first = start(folder)
            self.moment(self.whole)
            second = start(folder)
            codes = [ended(first), ended(second)]
            if not any(code == 0 for code, _ in codes) or any(code and "another run" not in t for code, t in codes):
                raise Differs(f"two builds at once ended with {[code for code, _ in codes]}")
            self.complete(folder, self.expected)

    def lost_worker(self, number: int) -> None:
        """A build on a Dask cluster of which a worker is killed."""
        from distributed import Client, LocalCluster

        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster,
            Client(cluster.scheduler_address, set_as_default=False) as client,
            self.copy(self.fresh) as folder,
        ):
            victim = next(iter(client.run(os.getpid).values()))
            process = start(folder, "--cluster", cluster.scheduler_address)
            threading.Timer(self.chance.random() * self.whole, os.kill, (victim, signal.SIGKILL)).start()
            code, told = ended(process)
            if code:
                raise Differs(f"the build that lost a worker ended with {code}\n{told[-1000:]}")
            self.complete(folder, self.expected)


def allowed() -> bool:
    """Whether a small disk can be mounted here."""
    try:
        return subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0
    except OSError:
        return False


def main() -> None:
    """Disturb, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--others", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="diplomata-disturb-") as name:
        Path(name).chmod(0o755)
        bench = Bench(Path(name), given.count, random.Random(given.seed))  # noqa: S311 - moments, no secrets
        print(f"{given.count} records; a build takes {bench.whole:.1f} s, one after changes {bench.again:.1f} s.\n")
        print("| disturbance | times | as if undisturbed |\n|---|--:|--:|", flush=True)
        rows: list[tuple[str, int, Callable[[int], None]]] = [
            ("killed at a random moment", given.kills, lambda number: bench.signalled(number, signal.SIGKILL)),
            ("interrupted (Ctrl-C)", given.others, lambda number: bench.signalled(number, signal.SIGINT)),
            ("a full disk", given.others if allowed() else 0, bench.full_disk),
            ("a folder without permission", given.others, bench.no_permission),
            ("two builds at once", given.others, bench.two_at_once),
            ("a worker of a cluster killed", given.others, bench.lost_worker),
        ]
        wrong = []
        for what, times, disturb in rows:
            good = 0
            for number in range(times):
                try:
                    disturb(number)
                    good += 1
                except Differs as error:
                    wrong.append(f"{what}, {number + 1}: {error}")
            print(f"| {what} | {times or 'left out'} | {good} |", flush=True)
    for told in wrong:
        print(f"\n{told}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
