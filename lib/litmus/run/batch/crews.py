"""Who makes the reports of a batch: processes of this computer, or the workers of a Dask cluster.

Either way each task is one call of `task.make`. A process makes one report after the other, and
each report's notebook gets a kernel of its own.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from litmus.base import code_digest, digests, files
from litmus.base.errors import LitmusError, UsageError
from litmus.base.processes import end_with_caller
from litmus.run.batch import task as one
from litmus.run.batch.task import Outcome, Task

ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d+")
PATIENCE = 30  # seconds for a scheduler to answer, and for a first worker to be there
AHEAD = 2  # tasks that lie ready for each worker of a cluster
LOST = (
    "The process that made it ended before it was done ({kind}), perhaps for lack of memory. What "
    "was there before is unchanged."
)


class Crew(Protocol):
    """Those who make reports, as many at a time as `size` says."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...

    def size(self) -> int:
        """How many reports may be given to them at a time."""
        ...

    def submit(self, task: Task) -> Future[Outcome]:
        """Let a report be made. Raises BrokenExecutor where nobody can, until `renew`."""
        ...

    def renew(self) -> None:
        """Put others in the place of processes that are gone."""
        ...


class Processes:
    """So many processes of this computer, which end with this one."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def size(self) -> int:
        """As many as there are processes."""
        return self._jobs

    def submit(self, task: Task) -> Future[Outcome]:
        """As `Crew.submit`."""
        return self._pool.submit(one.make, task)

    def renew(self) -> None:
        """As `Crew.renew`."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # New processes, no copies of this one, in which queries have run on several threads.
        return ProcessPoolExecutor(self._jobs, get_context("spawn"), initializer=_begin)


class Cluster:
    """The workers of a Dask cluster, which see the same folders as this computer.

    `marker` is a file in the outputs' folder by which that is tried; `project` the project's
    folder. Raises UsageError for what is no address, and LitmusError where Dask is not installed,
    nobody answers, or a worker sees other folders or has another version of Litmus.
    """

    def __init__(self, address: str, marker: Path, project: Path) -> None:
        check_address(address)
        try:
            from distributed import Client
        except ModuleNotFoundError as error:
            raise LitmusError(
                f"--scheduler needs the package {error.name}, which is not installed. Run "
                "`make engines`, or install litmus[dask]."
            ) from None
        try:
            self._client: Any = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError):
            raise LitmusError(f"No Dask scheduler answers at {address}. Is it started?") from None
        self._check(address, marker, project)
        self._executor = self._client.get_executor()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def size(self) -> int:
        """As many as keep the workers that there are now busy."""
        return AHEAD * max(1, sum(self._client.nthreads().values()))

    def submit(self, task: Task) -> Future[Outcome]:
        """As `Crew.submit`; the scheduler gives a lost worker's task to another one. Where the
        scheduler itself is gone the future says so."""
        future: Future[Outcome] = Future()
        try:
            future = self._executor.submit(one.make, task)
        except Exception as error:
            future.set_exception(error)
        return future

    def renew(self) -> None:
        """Nothing: the cluster looks after its workers."""

    def _check(self, address: str, marker: Path, project: Path) -> None:
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
            found = self._client.run(see, marker, project)
        except TimeoutError:
            self._client.close()
            raise LitmusError(f"The Dask cluster at {address} has no workers.") from None
        except ModuleNotFoundError as error:
            self._client.close()
            raise LitmusError(f"A worker of the cluster has no package {error.name}.") from None
        here = see(marker, project)
        for worker, there in sorted(found.items()):
            if there != here:
                self._client.close()
                raise LitmusError(_differing(worker, there, here, marker.parent, project))


def check_address(address: str) -> None:
    """Raises UsageError for what is no address of a scheduler."""
    if not ADDRESS.fullmatch(address):
        raise UsageError(
            f"--scheduler {address!r} is no address: expected such as tcp://host:8786."
        )


def see(marker: Path, project: Path) -> tuple[str, str, bool]:
    """What a process has and sees: the code of Litmus, the marker's content, the project."""
    content = files.content(marker)
    seen = "" if content is None else digests.of_bytes(content)
    return code_digest.library(), seen, (project / "params").is_dir()


def _differing(
    worker: str,
    there: tuple[str, str, bool],
    here: tuple[str, str, bool],
    outputs: Path,
    project: Path,
) -> str:
    if there[0] != here[0]:
        return f"The worker {worker} has another version of Litmus: install the same everywhere."
    folder = project if there[2] != here[2] else outputs
    return (
        f"The worker {worker} does not see {folder} as it is here. Project and outputs have to lie "
        "in folders that all computers see under the same names."
    )


def make_all(
    tasks: Iterable[Task], crew: Crew, stopped: Callable[[], bool] = lambda: False
) -> Iterator[tuple[Task, Outcome]]:
    """Each task with what became of it, as they are done; those that wait are given out in turn,
    until `stopped` says that no more are to be begun.

    A task whose process ends without a word is tried once more, by itself: others may only have
    been beside it.
    """
    waiting, running = iter(tasks), dict[Future[Outcome], Task]()
    more = True
    while more or running:
        lost: list[Task] = []
        while more and not lost and len(running) < crew.size():
            task = None if stopped() else next(waiting, None)
            more = task is not None
            if task is not None:
                try:
                    running[crew.submit(task)] = task
                except BrokenExecutor:
                    lost.append(task)
        for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
            task = running.pop(future)
            try:
                yield task, _outcome(future)
            except BrokenExecutor:
                lost.append(task)
        if lost:
            lost += running.values()
            running.clear()
            crew.renew()
            yield from _make_apart(lost, crew)


def _make_apart(tasks: Iterable[Task], crew: Crew) -> Iterator[tuple[Task, Outcome]]:
    for task in tasks:
        try:
            yield task, _outcome(crew.submit(task))
        except BrokenExecutor as error:
            crew.renew()
            yield task, Outcome(LOST.format(kind=type(error).__name__))


def _outcome(future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except Exception as error:  # a cluster that gave up on it
        return Outcome(LOST.format(kind=type(error).__name__))


def _begin() -> None:
    """Ctrl-C is for the process that asked; when that one is gone nobody wants the report."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_caller()


def usual_jobs() -> int:
    """As many reports at a time as there are processors."""
    return os.cpu_count() or 1
