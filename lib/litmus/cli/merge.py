"""`litmus merge`: two copies of a working notebook, of two people or two tabs, made one."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litmus.base import paths
from litmus.base.errors import LitmusError, UsageError
from litmus.cli.options import OutputsOption, file, outputs_of

if TYPE_CHECKING:
    from litmus.run.commentary import Conflict
    from litmus.run.plan import Plan

ANSWERS = {"a": "A", "b": "B", "both": "both"}


def merge(
    one: Annotated[Path, typer.Argument(parser=file, help="A copy of a report's notebook: A.")],
    other: Annotated[Path, typer.Argument(parser=file, help="The other copy: B.")],
    take: Annotated[
        str | None,
        typer.Option("--take", help="Where both changed the same words: A, B or both."),
    ] = None,
    outputs: OutputsOption = None,
) -> None:
    """Merge two copies of a working notebook: asks only where both changed the same words."""
    from litmus.run import merging

    if take is not None and take.lower() not in ANSWERS:
        raise UsageError(f"--take {take}: expected A, B or both.")
    asks = _fixed(ANSWERS[take.lower()]) if take else _ask if sys.stdin.isatty() else _refuse
    typer.echo(merging.merge(one, other, outputs_of(paths.project(), outputs), asks))


def _fixed(answer: str) -> Callable[[Sequence["Conflict"], "Plan"], list[str]]:
    return lambda conflicts, _: [answer] * len(conflicts)


def _ask(conflicts: Sequence["Conflict"], plan: "Plan") -> list[str]:
    """Show both texts of each place, and ask which holds."""
    from litmus.run import merging, messages

    found = []
    for each in conflicts:
        where = messages.place(plan, each.slot) if each.slot else "in a cell of your own"
        first, second = merging.words(each)
        typer.echo(f"\nBoth changed the words {where}.\n\nA:\n{first}\n\nB:\n{second}\n")
        answer = ""
        while answer.lower() not in ANSWERS:
            answer = typer.prompt("Which hold: A, B or both")
        found.append(ANSWERS[answer.lower()])
    return found


def _refuse(conflicts: Sequence["Conflict"], plan: "Plan") -> list[str]:
    from litmus.run import merging

    raise LitmusError(merging.both_changed(plan, [each.slot for each in conflicts]))
