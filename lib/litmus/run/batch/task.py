"""One report of a batch, made by a process that may stand anywhere."""

from __future__ import annotations

import os
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base import notebook_files, system_errors
from litmus.base.errors import LitmusError
from litmus.intake.snapshot import Snapshot
from litmus.run import worklists
from litmus.run.failure import Incomplete
from litmus.run.kernel.forked import ForkedKernel
from litmus.run.pipeline import carry_out
from litmus.run.plan import Plan
from litmus.run.stages import Stages

if TYPE_CHECKING:
    from litmus.figures import Reported
    from litmus.figures.worklists import Worklists
    from litmus.intake.sources import Source, SourceReading

PICTURES = ("image/svg+xml", "image/png", "image/jpeg")


@dataclass(frozen=True)
class KnownSource:
    """A source that the batch has read: its name and what identifies it, without its tables."""

    uri: str
    kind: str
    title: str
    known_as: str

    @classmethod
    def of(cls, source: Source) -> KnownSource:
        """What is known of a source, found out once."""
        return cls(source.uri, source.kind, source.title, source.identity())

    def identity(self) -> str:
        """As `Source.identity`, of the moment at which the batch began."""
        return self.known_as

    @property
    def reading(self) -> SourceReading:
        """Raises LitmusError: the data of a batch are read once, before any report is made."""
        raise LitmusError(f"{self.title} was read when the batch began, and is not read again.")


@dataclass(frozen=True)
class Task:
    """What a process needs to make one report: the plan, the frozen data, its figures and lists.

    `figures` and `lists` are None where those of the last run are still right, and `lists` where
    the process is to read them by itself: they name cases, and are sent to no other computer.
    """

    plan: Plan
    source: KnownSource
    snapshot: Snapshot
    figures: Reported | None = None
    lists: Worklists | None = None

    @property
    def stages(self) -> Stages:
        """The stages of its run: nothing is read or computed that the batch has already."""
        given: dict[str, Any] = {
            "open_source": lambda _plan, _progress: self.source,
            "freeze": lambda _plan, _source, _progress: self.snapshot,
            "kernel": ForkedKernel,
        }
        if self.figures is not None:
            given["compute"] = lambda _plan, _snapshot, _progress: self.figures
        if self.lists is not None:
            given["list_cases"] = lambda plan, snapshot, folder, _progress: worklists.write(
                plan, snapshot, folder, self.lists
            )
        return Stages(**given)


@dataclass(frozen=True)
class Outcome:
    """What became of one report. `error` says why there is none, "" where there is; `partial` is
    the notebook up to the cell that failed. `executed`: whether the notebook was run, or only
    rendered anew; `pictures`: how many it shows; `unwritten` and `stale` as `RunResult` has them.
    """

    error: str = ""
    partial: Path | None = None
    executed: bool = False
    pictures: int = 0
    unwritten: int = 0
    stale: int = 0
    seconds: float = 0.0


def make(task: Task) -> Outcome:
    """Make a report. Whatever goes wrong is told and not raised: others are still to be made."""
    began = time.monotonic()
    try:
        result = carry_out(task.plan, stages=task.stages)
    except LitmusError as error:
        partial = error.partial if isinstance(error, Incomplete) else None
        return Outcome(str(error), partial, seconds=_since(began))
    except Exception as error:
        if os.environ.get("LITMUS_DEBUG"):
            traceback.print_exc()
        return Outcome(system_errors.in_words(error), seconds=_since(began))
    return Outcome(
        executed=result.executed,
        pictures=pictures_in(result.notebook),
        unwritten=len(result.unwritten),
        stale=len(result.stale),
        seconds=_since(began),
    )


def pictures_in(notebook: Path) -> int:
    """How many pictures a notebook shows."""
    return sum(
        any(kind in output.get("data", {}) for kind in PICTURES)
        for cell in notebook_files.read(notebook)["cells"]
        for output in cell.get("outputs", [])
    )


def _since(began: float) -> float:
    return round(time.monotonic() - began, 1)
