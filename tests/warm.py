"""Reports made by the process of a test, with kernels forked from one warm server.

What a fresh process loads takes longer than a short report does. That a forked kernel shows what a
fresh one shows, and that a batch's own processes leave what a run leaves, is tested in
tests/run/batch; a test of something else need not wait for either.
"""

from concurrent.futures import Future
from functools import partial
from typing import Self

import pytest

from litmus.run import pipeline
from litmus.run.batch import making, task
from litmus.run.batch.task import Outcome, Task
from litmus.run.kernel.forked import ForkedKernel
from litmus.run.stages import Stages


class Here:
    """This process, as a crew that makes one report after the other."""

    def __init__(self, jobs: int = 1) -> None:
        self.jobs = jobs

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def size(self) -> int:
        return 1

    def submit(self, asked: Task) -> Future[Outcome]:
        made: Future[Outcome] = Future()
        made.set_result(task.make(asked))
        return made

    def renew(self) -> None:
        pass


def put_to_work(patch: pytest.MonkeyPatch) -> None:
    """From here on runs and batches of this process are made so."""
    patch.setattr(pipeline, "Stages", partial(Stages, kernel=ForkedKernel))
    patch.setattr(making, "Processes", Here)
