"""The work on other machines: a Dask scheduler behind the same interface as the processes of this one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from diplomata.build import recipe
from diplomata.errors import DiplomataError, UsageError

_WAIT = "10s"
_RETRIES = 3
"""How often a batch is begun again on another worker when its worker is lost."""


class ClusterUnusable(DiplomataError):
    """No scheduler answers, it has no workers, or they run another version."""


@contextmanager
def cluster(address: str | None) -> Iterator[Executor | None]:
    """The executor of the Dask scheduler at ``address`` (``tcp://scheduler:8786``); ``None`` for no address.

    Raises :class:`~diplomata.errors.UsageError` when Dask is not installed, and :class:`ClusterUnusable`.
    """
    if not address:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("a cluster needs dask.distributed", hint="pip install 'diplomata[cluster]'") from None
    try:
        client: Any = Client(address, timeout=_WAIT, set_as_default=False)  # type: ignore[no-untyped-call, unused-ignore]
    except (OSError, TimeoutError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ClusterUnusable(
            f"{address}: no scheduler answers: {reason}", hint="Start one: dask scheduler"
        ) from None
    with client:
        _check(address, _programs(client))
        yield client.get_executor(pure=False, retries=_RETRIES)


def _programs(client: Any) -> dict[str, Any]:
    """What each worker runs, or the error that it has instead; a worker that is lost while it is asked is none."""
    answers = client.run(recipe.program, on_error="return")
    return {worker: answer for worker, answer in answers.items() if not isinstance(answer, OSError)}


def _check(address: str, programs: dict[str, Any]) -> None:
    if not programs:
        raise ClusterUnusable(f"{address}: the scheduler has no workers", hint=f"Start some: dask worker {address}")
    others = sorted(worker for worker, program in programs.items() if program != recipe.program())
    if others:
        # Two versions would write two editions into one folder.
        raise ClusterUnusable(
            f"{address}: workers run another version of diplomata: {', '.join(others)}",
            hint="Install the same version everywhere.",
        )
