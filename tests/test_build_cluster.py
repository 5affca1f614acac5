"""The same work on a Dask cluster: the same bytes, also when a worker is lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from diplomata.build import cluster as cluster_room
from diplomata.cli import cli
from diplomata.edition import Edition
from diplomata.files import stage
from diplomata.publish.site import publish
from generate import generate

distributed = pytest.importorskip("distributed", reason="needs the extra [cluster]")
COUNT = 80


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    """A scheduler with two workers on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    generate(COUNT, folder, seed=9, mean=2000)
    return folder


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.output


def written(folder: Path) -> dict[str, bytes]:
    assert not list(folder.glob(".diplomata-*"))
    return {path.name: path.read_bytes() for path in folder.glob("*.xml")}


def site_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_same_bytes(local: Any, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("convert", str(records), "--to", "here", "--jobs", "1")[0] == 0
    code, output = run("convert", str(records), "--to", "there", "--cluster", local.scheduler_address)
    assert code == 0, output
    assert written(Path("there")) == written(Path("here"))
    assert len(written(Path("there"))) == COUNT
    assert run("validate", "there", "--cluster", local.scheduler_address)[0] == 0


def test_a_whole_build(local: Any, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "edition.toml").write_text('title = "x"\n')
        (tmp_path / name / "records").symlink_to(records)
    monkeypatch.chdir(tmp_path)
    assert run("build", "one")[0] == 0
    code, output = run("build", "two", "--cluster", local.scheduler_address)
    assert code == 0, output
    one, two = site_of(Path("one/site")), site_of(Path("two/site"))
    assert two.keys() == one.keys()
    assert [name for name in one if two[name] != one[name]] == []
    assert any(name.startswith("pagefind/index/") for name in one)  # The search index is among them.


def test_a_worker_that_is_killed_loses_nothing(
    local: Any, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    target = Path("there")

    def kill_one() -> None:
        while len(list(target.glob("*.xml"))) < 10:
            time.sleep(0.01)
        with distributed.Client(local.scheduler_address, set_as_default=False) as client:
            os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    code, output = run("convert", str(records), "--to", "there", "--cluster", local.scheduler_address)
    killer.join()
    assert code == 0, output
    assert len(written(target)) == COUNT


def test_what_a_lost_worker_left_of_a_page_is_removed(records: Path, tmp_path: Path) -> None:
    """Its work is done again elsewhere, so that nobody else would take away what it left."""
    assert run("convert", str(records), "--to", str(tmp_path / "xml"), "--jobs", "1")[0] == 0
    site = tmp_path / "site"

    class Cluster(ThreadPoolExecutor):
        def submit(self, *arguments: Any, **named: Any) -> Future[Any]:
            temporary = stage(site / "records" / "lost.html", b"half of a page")
            assert temporary.exists()
            return super().submit(*arguments, **named)

    with Cluster(1) as executor:
        publish(tmp_path / "xml", site, Edition(), executor=lambda: executor)
    assert [name for name in site_of(site) if ".diplomata-" in name] == []


def test_no_scheduler_is_told(tmp_path: Path, records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cluster_room, "_WAIT", "1s")
    code, output = run("convert", str(records), "--to", "there", "--cluster", "tcp://127.0.0.1:9")
    assert code == 1
    assert "no scheduler answers" in output
    assert not Path("there").exists()


def test_workers_of_another_version_are_refused() -> None:
    with pytest.raises(cluster_room.ClusterUnusable, match="another version"):
        cluster_room._check("tcp://x", {"a": "other"})
    with pytest.raises(cluster_room.ClusterUnusable, match="no workers"):
        cluster_room._check("tcp://x", {})


def test_a_worker_that_is_lost_while_it_is_asked_is_none() -> None:
    class Client:
        def run(self, function: Any, on_error: str) -> dict[str, Any]:
            assert on_error == "return"
            lost = distributed.comm.core.CommClosedError("Stream is closed")
            return {"tcp://one": function(), "tcp://two": lost, "tcp://three": ImportError("no diplomata")}

    programs = cluster_room._programs(Client())
    assert sorted(programs) == ["tcp://one", "tcp://three"]
    with pytest.raises(cluster_room.ClusterUnusable, match=r"another version.*three"):
        cluster_room._check("tcp://scheduler", programs)
