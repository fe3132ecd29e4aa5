"""What the commands that make many reports have in common: what they show, and how they end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from litmus.base.progress import Bar, Progress, Step

if TYPE_CHECKING:
    from litmus.run.batch.summary import Summary


@contextmanager
def progress_of_many() -> Iterator[tuple[Step, Callable[[Summary], None]]]:
    """What to call with each step before the first report, and with the summary after each one: the
    steps, then one bar of how many have been looked at."""
    with Progress() as progress, Bar("Making the reports") as bar:

        def tick(summary: Summary) -> None:
            progress.finish()
            bar.show(summary.looked_at, len(summary.entries))

        yield progress.step, tick


def end(found: Summary) -> None:
    """Say what was made. Ends with 1 where a report failed."""
    typer.echo(found.message)
    if found.failed:
        raise typer.Exit(1)
