"""What a command costs: seconds, and the memory of its largest process."""

import ctypes
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Cost:
    """Wall-clock seconds, processor seconds of all its processes, mebibytes of the largest."""

    seconds: float
    processor: float
    mebibytes: float

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.seconds + other.seconds,
            self.processor + other.processor,
            max(self.mebibytes, other.mebibytes),
        )


def measured(*command: object, cwd: Path = PROJECT) -> Cost:
    """Run a command to its end; what it printed is shown only if it failed.

    Processes that it leaves to end by themselves are waited for and counted, too (on Linux), but
    not in its seconds.
    """
    _take_orphans()
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=cwd, stdout=said, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        if process.returncode:
            said.seek(0)
            sys.stderr.write(said.read().decode(errors="replace"))
            raise SystemExit(f"{command[0]} ended with {process.returncode}")
    used = [usage, *_orphans()]
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    return Cost(seconds, processor, max(map(peak, used)))


def _take_orphans() -> None:
    """Let processes whose parent has ended become this one's children."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER of prctl(2)


def _orphans() -> Iterator[resource.struct_rusage]:
    """What each child that is left has used, once it has ended."""
    while True:
        try:
            yield os.wait3(0)[2]
        except ChildProcessError:
            return


def peak(usage: resource.struct_rusage) -> float:
    """Mebibytes; Linux accounts in kibibytes, macOS in bytes."""
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def head() -> str:
    """The line above a table of `row`s."""
    return (
        f"{'':<34}{'seconds':>8}{'range':>16}{'ratio':>8}{'range':>16}{'processor':>11}{'MiB':>6}"
    )


def row(name: str, costs: Iterable[Cost], base: Iterable[Cost]) -> str:
    """Seconds and their ratio to those of `base`, as medians with their ranges; then the median
    processor seconds, and the most memory."""
    costs = list(costs)
    seconds = [cost.seconds for cost in costs]
    ratios = [cost.seconds / other.seconds for cost, other in zip(costs, base, strict=True)]
    return (
        f"{name:<34}{statistics.median(seconds):>8.1f}"
        f"{f'{min(seconds):.1f} to {max(seconds):.1f}':>16}"
        f"{statistics.median(ratios):>8.2f}"
        f"{f'{min(ratios):.2f} to {max(ratios):.2f}':>16}"
        f"{statistics.median(cost.processor for cost in costs):>11.1f}"
        f"{max(cost.mebibytes for cost in costs):>6.0f}"
    )
