"""The steps of a command, shown in the terminal while it works."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:  # only a terminal needs it
    from rich.progress import Progress as Bars
    from rich.status import Status

# What is called with the name of each step of something that takes a while.
Step = Callable[[str], object]


class Progress:
    """Shows each step on standard error: a spinner on a terminal, a plain line elsewhere.

    A step's line ends with the seconds that it took, so that a slow one can be seen.
    """

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._status: Status | None = None
        self._current: str | None = None
        self._since = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._finish(done=kind is None)

    def step(self, text: str) -> None:
        """Begin the next step, named by `text`; the one before it is done."""
        self._finish(done=True)
        self._current, self._since = text, time.monotonic()
        if self._terminal:
            from rich.console import Console

            self._status = Console(stderr=True).status(text + " ...")
            self._status.start()

    def finish(self) -> None:
        """The last step is done."""
        self._finish(done=True)

    def _finish(self, *, done: bool) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None
        if self._current is not None and done:
            seconds = time.monotonic() - self._since
            sys.stderr.write(f"  {self._current} ({seconds:.1f} s)\n")
            sys.stderr.flush()
        self._current = None


class Bar:
    """Shows on a terminal how many of many things are done; elsewhere nothing."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bars: Bars | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bars is not None:
            self._bars.stop()

    def show(self, done: int, of: int) -> None:
        """So many are done of so many."""
        if not sys.stderr.isatty():
            return
        if self._bars is None:
            self._bars = self._start(of)
        self._bars.update(self._bars.task_ids[0], completed=done)

    def _start(self, of: int) -> "Bars":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bars = Bars(*columns, TimeRemainingColumn(), console=Console(stderr=True))
        bars.add_task(self._text, total=of)
        bars.start()
        return bars
