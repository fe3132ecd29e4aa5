"""The `litmus` command: reads the command line, calls one function, says what came of it."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from litmus.base import paths
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.progress import Progress
from litmus.cli.actions import actions
from litmus.cli.all_reports import all_reports
from litmus.cli.audit_all import audit_all
from litmus.cli.audits import audits
from litmus.cli.batch import batch
from litmus.cli.benchmarks import benchmarks
from litmus.cli.calendar import calendar
from litmus.cli.collate import collate
from litmus.cli.dashboard import dashboard
from litmus.cli.deliver import deliver
from litmus.cli.dispose import dispose
from litmus.cli.figures import figures
from litmus.cli.forms import forms
from litmus.cli.gallery import gallery
from litmus.cli.keys import keys
from litmus.cli.merge import merge
from litmus.cli.options import (
    BY_HELP,
    DraftOption,
    FormatsOption,
    OutputsOption,
    ParametersOption,
    PeriodOption,
    ScopeOption,
    SourceOption,
    breakdowns_of,
    file,
    formats_of,
    outputs_of,
    parameters_of,
    refuse_unused,
    scope_of,
    source_of,
)
from litmus.cli.publish import publish
from litmus.cli.register import register
from litmus.cli.render import render, watch
from litmus.cli.reproduce import reproduce
from litmus.cli.verify import verify

commands = typer.Typer(
    help="Performance and quality assurance reports for children's services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

commands.add_typer(benchmarks, name="benchmarks")
commands.add_typer(audits, name="audits")
commands.add_typer(actions, name="actions")
commands.add_typer(deliver, name="deliver")
commands.add_typer(dashboard, name="dashboard")
commands.add_typer(keys, name="keys")
commands.add_typer(dispose, name="dispose")
commands.command()(batch)
commands.command()(all_reports)
commands.command()(forms)
commands.command()(collate)
commands.command()(gallery)
commands.command()(calendar)
commands.command()(publish)
commands.command()(register)
commands.command()(verify)
commands.command()(reproduce)
commands.command()(audit_all)
commands.command()(render)
commands.command()(watch)
commands.command()(merge)
commands.command()(figures)

ReportArgument = Annotated[str, typer.Argument(help="The report type, such as quarterly.")]


@commands.command()
def run(
    report: ReportArgument,
    period: PeriodOption,
    source: SourceOption = None,
    outputs: OutputsOption = None,
    scope: ScopeOption = None,
    param: ParametersOption = None,
    afresh: Annotated[
        bool,
        typer.Option("--afresh", help="Begin with an empty notebook where the former is missing."),
    ] = False,
    formats: FormatsOption = None,
    draft: DraftOption = False,
) -> None:
    """Make a report: check the data, compute the figures, keep the commentary, render."""
    from litmus.run import run as make

    project = paths.project()
    with Progress() as progress:
        result = make(
            report,
            Period.parse(period),
            source_of(project, source),
            outputs_of(project, outputs),
            parameters=parameters_of(param),
            progress=progress.step,
            afresh=afresh,
            into=formats_of(formats),
            scope="" if scope is None else str(scope_of(scope)),
            draft=draft,
        )
    typer.echo(result.message)


@commands.command()
def lab(
    report: ReportArgument,
    period: PeriodOption,
    outputs: OutputsOption = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Who writes; you, or LITMUS_AUTHOR, when left out.")
    ] = None,
    code: Annotated[
        bool, typer.Option("--code", help="All of JupyterLab, with a kernel, for analyses.")
    ] = False,
) -> None:
    """Open JupyterLab on the working notebook of a report, to write commentary."""
    from litmus.cli.lab import open_lab

    if code:
        refuse_unused("who wrote is noted where --code is left out", by=by)
    if by is not None and not by.strip():
        raise UsageError("--by is empty: name who writes, or leave it out.")
    open_lab(report, Period.parse(period), outputs_of(paths.project(), outputs), by or "", code)


@commands.command()
def confirm(
    report: ReportArgument,
    slot: Annotated[str, typer.Argument(help="The commentary slot, such as kq1.")],
    period: PeriodOption,
    outputs: OutputsOption = None,
) -> None:
    """Say that a commentary still holds although its figures have changed."""
    from litmus.run import confirm as confirm_slot

    typer.echo(
        confirm_slot(report, Period.parse(period), outputs_of(paths.project(), outputs), slot)
    )


@commands.command()
def check(source: SourceOption = None, outputs: OutputsOption = None) -> None:
    """Check the data against the contracts, without making a report."""
    from litmus.cli.check import check as check_source

    project = paths.project()
    with Progress() as progress:
        found = check_source(
            source_of(project, source), outputs_of(project, outputs), progress=progress.step
        )
    typer.echo(found.text)
    if not found.passed:
        raise typer.Exit(1)


@commands.command()
def indicators(
    code: Annotated[str | None, typer.Argument(help="One indicator, such as ASM02.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="Its figure of the period, such as 2016Q1.")
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Show how the figure came about.")] = False,
    by: Annotated[str | None, typer.Option("--by", help=BY_HELP)] = None,
    last: Annotated[
        int | None, typer.Option("--last", help="How many periods; 1 if left out.", min=1, max=1000)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="For machines and spreadsheets.")] = False,
    source: SourceOption = None,
    outputs: OutputsOption = None,
) -> None:
    """List the indicators, define one; with a period its figures, or why one is what it is."""
    from litmus.cli import indicators as explain

    form = "json" if as_json else "csv" if as_csv else "text"
    if as_json:
        refuse_unused("--json is the form asked for", csv=as_csv)
    of_figures = {"why": why, "by": by, "last": last, "source": source, "outputs": outputs}
    if code is None:
        example = f"name the indicator: {paths.command()} indicators ASM02 --period 2016Q1 --why"
        refuse_unused(example, period=period, **of_figures)
        typer.echo(explain.listing(form), nl=form == "text")
        return
    if period is None:
        example = f"which period? {paths.command()} indicators {code} --period 2016Q1 --why"
        refuse_unused(example, **of_figures)
        typer.echo(explain.definition(code, form), nl=form == "text")
        return
    if why:
        whole = "--why is about one figure, in words"
        refuse_unused(whole, by=by, last=last, json=as_json, csv=as_csv)
    if by is not None and not breakdowns_of(by):
        raise UsageError(f"--by names no breakdown. {BY_HELP}")
    project, asked = paths.project(), Period.parse(period)
    data, where = source_of(project, source), outputs_of(project, outputs)
    groups = breakdowns_of(by or "")
    with Progress() as progress:
        if why:
            text = explain.why(code, asked, data, where, progress.step)
        else:
            text = explain.figures_of(
                code, asked, data, where, groups, last or 1, form, progress.step
            )
    typer.echo(text, nl=form == "text")


@commands.command()
def handbook(
    out: Annotated[Path, typer.Option("--out", parser=file, help="The file to write.")] = Path(
        "docs/indicators.md"
    ),
) -> None:
    """Write the handbook of all indicators from their declarations."""
    from litmus.base import files
    from litmus.cli.handbook import handbook as written

    files.write_text(out, written())
    typer.echo(f"The handbook is in {out}.")


@commands.callback(invoke_without_command=True)
def _main(
    show_version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if show_version:
        typer.echo(f"litmus {version('litmus')}")
        raise typer.Exit
