"""`litmus actions`: the register of actions, what came back of it, what happened to one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from litmus.base import paths
from litmus.base.council import read_council
from litmus.base.errors import UsageError
from litmus.base.numbers import count_of
from litmus.base.periods import Period
from litmus.base.progress import Progress
from litmus.cli.collate import RecordsOption
from litmus.cli.options import (
    OutputsOption,
    PeriodOption,
    ServiceOption,
    SourceOption,
    file,
    outputs_of,
    refuse_unused,
    service_of,
    source_of,
)

if TYPE_CHECKING:
    import duckdb

    from litmus.intake.snapshot import Snapshot
    from litmus.qa.actions.updating import UpdateOutcome

actions = typer.Typer(help="Actions: the register, and what came of it.", no_args_is_help=True)

StateOption = Annotated[
    str | None, typer.Option("--state", help="One state: open, overdue, done, verified, cancelled.")
]


@actions.command("list")
def list_(
    period: PeriodOption,
    service: ServiceOption = None,
    state: StateOption = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Also those that are verified or cancelled.")
    ] = False,
    register: Annotated[
        bool, typer.Option("--register", help="Write the register to fill in, too.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            parser=file,
            help="Where to write it, which --register need not say then; "
            "outputs/PERIOD/actions/register.xlsx if left out.",
        ),
    ] = None,
    source: SourceOption = None,
    outputs: OutputsOption = None,
    records: RecordsOption = None,
) -> None:
    """List the actions that are outstanding at the end of a period, by urgency."""
    from litmus.qa.actions import register_files
    from litmus.qa.actions.text import as_text

    project, asked = paths.project(), Period.parse(period)
    if state is not None:
        refuse_unused("a state lists all actions in it, settled ones, too", all=all_)
    where, code, wanted = outputs_of(project, outputs), service_of(service), _state(state)
    with _open(project, source, where, records) as (connection, snapshot, council):
        day = min(asked.end, snapshot.data_to)
        chosen = register_files.select(connection, day, code, wanted, all_)
        typer.echo(as_text(chosen, day, wanted or ("" if all_ else "outstanding")))
        if register or out:
            place = out or register_files.place(where, asked, code, wanted, all_)
            name = read_council(project).name
            written = register_files.write(place, connection, chosen, day, council or "", name)
            typer.echo(_about(written))


@actions.command()
def update(
    file: Annotated[Path, typer.Argument(help="The register that came back.")],
    source: SourceOption = None,
    outputs: OutputsOption = None,
    records: RecordsOption = None,
) -> None:
    """Take what people filled in: all of a register that came back, or say what to put right."""
    from litmus.intake import opening
    from litmus.intake.forms import action_log
    from litmus.qa.actions import updating
    from litmus.qa.actions.states import staff, standings

    project, kept = paths.project(), records or paths.records()
    content = updating.content_of(file)
    where = outputs_of(project, outputs)
    opening.open_with_forms(
        source_of(project, source), where, records=kept
    )  # or it is wrong: nothing is made
    with (
        action_log.hold(kept),
        _open(project, source, where, kept) as (connection, _, council),
    ):
        if council is None:
            raise UsageError(
                "params/council.yml still speaks of the sample council: put in your own name and "
                "code first."
            )
        if updating.was_had(content, kept, council):
            outcome = updating.UpdateOutcome(had=True)
        else:
            known = updating.KnownActions(
                council, standings(connection), staff(connection), date.today()
            )
            outcome = updating.take(file, content, kept, known)
    typer.echo(_outcome_text(file, outcome))
    if outcome.note:
        raise typer.Exit(1)


@actions.command()
def history(
    action: Annotated[str, typer.Argument(help="The action's id, such as ACT00012.")],
    words: Annotated[
        bool, typer.Option("--words", help="Show the words of evidence, too.")
    ] = False,
    source: SourceOption = None,
    outputs: OutputsOption = None,
    records: RecordsOption = None,
) -> None:
    """Say what happened to an action, oldest first."""
    from litmus.intake.forms import action_log
    from litmus.qa.actions import text
    from litmus.qa.actions.register import register
    from litmus.qa.actions.states import standings

    project, kept = paths.project(), records or paths.records()
    where = outputs_of(project, outputs)
    with _open(project, source, where, kept) as (connection, snapshot, council):
        found = {each.id: each for each in register(connection, snapshot.data_to)}
        if action not in found:
            raise UsageError(
                f"There is no action {action!r} by {snapshot.data_to:%d/%m/%Y}. Ids are in the "
                f"first column of: {paths.command()} actions list --period {snapshot.data_to:%Y-%m}"
            )
        updates = action_log.updates(kept, council) if council else iter(())
        standing = standings(connection)[action]
        typer.echo(text.history(found[action], standing, updates, words))


@contextmanager
def _open(
    project: Path, source: list[str] | None, outputs: Path, records: Path | None
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Snapshot, str | None]]:
    """The checked data, and whose they are; None where params/council.yml does not say yet."""
    from litmus.intake import opening
    from litmus.intake.collected_forms import whose_data

    with Progress() as progress:
        opened = opening.open_with_forms(
            source_of(project, source), outputs, progress.step, records
        )
        snapshot = opening.freeze(opened, outputs, progress.step)
    connection = snapshot.connect()
    try:
        yield connection, snapshot, whose_data(opened, read_council(project))
    finally:
        connection.close()


def _state(state: str | None) -> str:
    """A state as the register has it, "" for none when left out.

    Raises UsageError for one that does not exist.
    """
    from litmus.qa.actions.register import State

    if state is None:
        return ""
    known = get_args(State)
    if state.lower() not in known:
        raise UsageError(f"There is no state {state!r}. States: {', '.join(known)}.")
    return state.lower()


def _about(written: tuple[Path, Path | None]) -> str:
    path, former = (Path(os.path.relpath(each)) if each else None for each in written)
    aside = f" The former one may have been filled in: it is {former} now." if former else ""
    return (
        f"\nThe register to fill in is {path}.{aside}\n"
        f"Take it back with: {paths.command()} actions update {path}"
    )


def _outcome_text(file: Path, outcome: UpdateOutcome) -> str:
    if outcome.note:
        number = count_of(outcome.faults, "thing")
        return (
            f"{file.name} is refused and nothing of it counts: {number} to put right. "
            f"What they are is said in {outcome.note}."
        )
    if outcome.had:
        return f"{file.name} was taken before. Nothing changed."
    if not outcome.changed:
        return f"Nothing in {file.name} is new. Nothing changed."
    return f"{count_of(outcome.changed, 'action')} updated from {file.name}."
