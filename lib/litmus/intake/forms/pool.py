"""Reading many files at once: two processes, a bounded number of files ahead, in the given order.

A file that brings its process down (nothing known does) is read again alone, and refused if it does
so again; the others are not affected.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.intake.forms import reader
from litmus.intake.forms.faults import FormFault
from litmus.intake.forms.reader import Definitions, ReadFile

PROCESSES = 2
ALONE = 48  # up to so many files one process is faster: another takes half a second to start
AHEAD = 32  # files read and not yet dealt with: bounds memory
_definitions: Definitions | None = None


def read_all(
    paths: Sequence[str], project: Path, known: Definitions
) -> Iterator[tuple[Path, ReadFile]]:
    """Each file with what reading it gave, in the order of `paths`."""
    if len(paths) <= ALONE:
        for path in map(Path, paths):
            yield path, reader.read(path, known)
        return
    left = deque(paths)
    while left:
        for path, found in _in_pool(left, project):
            yield path, found
            left.popleft()
        if left:  # one of those ahead broke the pool: the next are read one by one
            for _ in range(min(len(left), AHEAD + PROCESSES)):
                path = Path(left[0])
                yield path, _apart(path, project)
                left.popleft()


def _in_pool(paths: Sequence[str], project: Path) -> Iterator[tuple[Path, ReadFile]]:
    """As many as could be read before the pool broke, if it did."""
    source, ahead = map(Path, list(paths)), deque[tuple[Path, Future[ReadFile]]]()
    with _pool(PROCESSES, project) as pool:
        try:
            for path in islice(source, AHEAD):
                ahead.append((path, pool.submit(_read, path)))
            while ahead:
                path, future = ahead.popleft()
                found = future.result()
                for following in islice(source, 1):
                    ahead.append((following, pool.submit(_read, following)))
                yield path, found
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _apart(path: Path, project: Path) -> ReadFile:
    with _pool(1, project) as pool:
        _check_starts(pool)
        try:
            return pool.submit(_read, path).result()
        except BrokenProcessPool:
            fault = FormFault("a workbook that can be read. Copy the answers into a fresh proforma")
            return ReadFile(faults=[fault])


def _check_starts(pool: ProcessPoolExecutor) -> None:
    """A process that does not even start says nothing about the file it was to read."""
    try:
        pool.submit(_is_ready).result()
    except BrokenProcessPool:
        raise LitmusError(
            "The processes that read forms cannot be started, so nothing was refused for that. "
            "Collate again; if it happens again, restart this machine."
        ) from None


def _is_ready() -> bool:
    return _definitions is not None


def _pool(processes: int, project: Path) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, context, _start, (project,))


def _start(project: Path) -> None:
    global _definitions
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the collate itself ends in good order
    _definitions = reader.load(project)


def _read(path: Path) -> ReadFile:
    assert _definitions is not None
    return reader.read(path, _definitions)
