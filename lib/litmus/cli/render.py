"""`litmus render` and `litmus watch`: the web page of a report from the words as they stand now."""

import gc
from pathlib import Path
from typing import Annotated

import typer

from litmus.base import paths
from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.cli.options import OutputsOption, PeriodOption, outputs_of

ReportArgument = Annotated[
    str, typer.Argument(help="The report, by the name of its folder, such as quarterly.")
]
PORT = 8501


def render(report: ReportArgument, period: PeriodOption, outputs: OutputsOption = None) -> None:
    """Make a report's web page anew from the words in its notebook: no data are read."""
    gc.disable()  # a seventh of the time, in a process that ends at once
    from litmus.run import rendering

    typer.echo(rendering.render(folder_of(report, period, outputs)))


def watch(
    report: ReportArgument,
    period: PeriodOption,
    outputs: OutputsOption = None,
    port: Annotated[int, typer.Option("--port", help="The port.", min=1, max=65535)] = PORT,
) -> None:
    """Show a report's web page, made anew whenever its notebook is saved."""
    from litmus.cli import watching

    watching.serve(
        folder_of(report, period, outputs),
        port,
        lambda address: typer.echo(f"The page is at {address} until Ctrl-C stops it."),
        lambda problem: typer.secho(problem, fg=typer.colors.RED, err=True),
    )


def folder_of(report: str, period: str, outputs: Path | None) -> Path:
    """The folder of a report that was made. Raises LitmusError where there is none."""
    from litmus.run import messages, plan, report_folder

    asked, where = Period.parse(period), outputs_of(paths.project(), outputs)
    folder = plan.report_folder(report, asked, where)
    report_folder.settle(folder)
    if not plan.working_notebook(report, asked, where).is_file():
        raise LitmusError(messages.no_report_yet(report, asked, where))
    return folder
