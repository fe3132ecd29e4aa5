"""`litmus forms`: writes the proformas, or filled ones to try things out with."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litmus.base import paths
from litmus.base.council import read_council
from litmus.base.errors import LitmusError, UsageError
from litmus.base.numbers import count_of
from litmus.base.periods import Period
from litmus.base.progress import Progress
from litmus.cli.collate import InboxOption
from litmus.cli.options import OutputsOption, outputs_of, refuse_unused

if TYPE_CHECKING:
    from litmus.intake.forms.extraction import Tables

CodesArgument = Annotated[
    list[str] | None, typer.Argument(help="Forms, such as case_file_audit; all if left out.")
]
FilledOption = Annotated[
    int | None,
    typer.Option(
        "--filled", help="Write that many filled forms of the sample council instead.", min=1
    ),
]
MistakesOption = Annotated[
    int | None,
    typer.Option("--mistakes", help="How many of the filled forms lack an answer.", min=0),
]
ForPeriodOption = Annotated[
    str | None,
    typer.Option("--period", help="When the filled forms are dated; 2016Q1 if left out."),
]
FILLED_FOR = "2016Q1"


def forms(
    codes: CodesArgument = None,
    outputs: OutputsOption = None,
    filled: FilledOption = None,
    mistakes: MistakesOption = None,
    period: ForPeriodOption = None,
    inbox: InboxOption = None,
) -> None:
    """Write the forms as Excel workbooks, empty; or filled ones of the sample council."""
    project = paths.project()
    where = outputs_of(project, outputs)
    if filled is None:
        with_filled = f"they go with --filled: {paths.command()} forms --filled 20"
        refuse_unused(with_filled, mistakes=mistakes, period=period, inbox=inbox)
        typer.echo(_write_empty(project, where / "forms", codes or []))
        return
    wrong, dated = mistakes or 0, Period.parse(FILLED_FOR if period is None else period)
    if wrong > filled:
        raise UsageError(f"--mistakes {wrong}: expected no more than the {filled} filled forms.")
    target = inbox or paths.inbox()
    typer.echo(_write_filled(project, where, codes or [], filled, wrong, dated, target))


def _write_empty(project: Path, folder: Path, codes: list[str]) -> str:
    from litmus.intake.forms.writing import write_proformas

    written = write_proformas(project, folder, codes)
    lines = [f"{count_of(len(written.paths), 'form')} in {_short(folder)}:"]
    lines += [f"  {path.name}" for path in written.paths]
    if written.moved:
        lines.append(f"Moved out of the way: {', '.join(_short(path) for path in written.moved)}.")
    lines += [
        "Give them to those who audit, observe and visit. Put what comes back into "
        f"{_short(paths.inbox())}, and run: make collate",
        "To see it work first, with forms filled in by the sample council: make forms FILLED=20",
    ]
    return "\n".join(lines)


def _write_filled(
    project: Path,
    outputs: Path,
    codes: list[str],
    number: int,
    mistakes: int,
    period: Period,
    inbox: Path,
) -> str:
    from litmus.intake.forms import definitions
    from litmus.intake.forms.samples import samples, with_mistake
    from litmus.intake.forms.writing import write_samples

    council = read_council(project)
    if not council.sample:
        raise UsageError(
            "Filled forms are the sample council's: they would be counted among your own. "
            "To try them out, set `sample: true` in params/council.yml of another copy."
        )
    chosen = {code: definitions.form(project, code) for code in codes or definitions.codes(project)}
    with Progress() as progress:
        progress.step("Reading the sample council")
        tables = _tables(project, outputs)
        progress.step("Filling in forms")
        found = samples(chosen, tables, period.start, period.end, number)
        if not found:
            raise LitmusError(f"The sample council has no such forms for {period}.")
        found = [with_mistake(each) for each in found[:mistakes]] + found[mistakes:]
        written = write_samples(found, council.name, inbox)
    short = f" (all that there are for {period})" if len(written) < number else ""
    wrong = f", {mistakes} of them with an answer missing" if mistakes else ""
    return (
        f"{count_of(len(written), 'filled form')} of the sample council in {_short(inbox)}"
        f"{short}{wrong}.\nRead them with: make collate"
    )


def _tables(project: Path, outputs: Path) -> "Tables":
    from litmus.intake.sources import open_source

    reading = open_source("sample", project, outputs / ".cache").reading
    return {
        name: frame.to_dicts() for name, frame in reading.tables.items() if name.startswith("qa_")
    }


def _short(path: Path) -> str:
    return os.path.relpath(path)
