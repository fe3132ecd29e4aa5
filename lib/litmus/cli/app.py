"""The `litmus` command: reads the command line, calls one function, says what came of it."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from litmus.base import paths
from litmus.base.breakdowns import BREAKDOWNS, ON_REQUEST
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.progress import Progress
from litmus.cli.actions import actions
from litmus.cli.all_reports import all_reports
from litmus.cli.audits import audits
from litmus.cli.batch import batch
from litmus.cli.calendar import calendar
from litmus.cli.collate import collate
from litmus.cli.dashboard import dashboard
from litmus.cli.deliver import deliver
from litmus.cli.forms import forms
from litmus.cli.gallery import gallery
from litmus.cli.merge import merge
from litmus.cli.options import (
    DraftOption,
    FormatsOption,
    OutputsOption,
    ParametersOption,
    PeriodOption,
    ScopeOption,
    SourceOption,
    check_folder,
    file,
    formats_of,
    outputs_of,
    parameters_of,
    refuse_unused,
    scope_of,
    source_of,
)
from litmus.cli.render import render, watch

commands = typer.Typer(
    help="Performance and quality assurance reports for children's services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

benchmarks = typer.Typer(help="Published comparisons.", no_args_is_help=True)
commands.add_typer(benchmarks, name="benchmarks")
commands.add_typer(audits, name="audits")
commands.add_typer(actions, name="actions")
commands.add_typer(deliver, name="deliver")
commands.add_typer(dashboard, name="dashboard")
commands.command()(batch)
commands.command()(all_reports)
commands.command()(forms)
commands.command()(collate)
commands.command()(gallery)
commands.command()(calendar)
commands.command()(render)
commands.command()(watch)
commands.command()(merge)

BY_HELP = f"Breakdowns, with commas: {', '.join(BREAKDOWNS)}; {', '.join(ON_REQUEST)}."
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
        int | None, typer.Option("--last", help="How many periods; 1 if left out.", min=1)
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
    if by is not None and not _names(by):
        raise UsageError(f"--by names no breakdown. {BY_HELP}")
    project, asked = paths.project(), Period.parse(period)
    data, where = source_of(project, source), outputs_of(project, outputs)
    groups = _names(by or "")
    with Progress() as progress:
        if why:
            text = explain.why(code, asked, data, where, progress.step)
        else:
            text = explain.figures_of(
                code, asked, data, where, groups, last or 1, form, progress.step
            )
    typer.echo(text, nl=form == "text")


@commands.command()
def figures(
    period: PeriodOption,
    out: Annotated[Path, typer.Option("--out", parser=file, help="The CSV file to write.")],
    by: Annotated[str | None, typer.Option("--by", help=f"{BY_HELP} All if left out.")] = None,
    last: Annotated[int, typer.Option("--last", help="How many earlier periods, too.", min=0)] = 0,
    scope: ScopeOption = None,
    source: SourceOption = None,
    outputs: OutputsOption = None,
    engine: Annotated[
        str, typer.Option("--engine", help="Where figures are computed: duckdb, postgres, spark.")
    ] = "duckdb",
    engine_uri: Annotated[
        str | None, typer.Option("--engine-uri", help="Where that engine is; see docs/engines.md.")
    ] = None,
) -> None:
    """Write every indicator's figures, in its own window and by group, as one CSV table."""
    from litmus.figures import export
    from litmus.indicators import engines
    from litmus.intake import opening

    project = paths.project()
    where, asked = outputs_of(project, outputs), Period.parse(period)
    groups = None if by is None else export.check_breakdowns(_names(by))
    whose = scope_of(scope)
    engines.check_engine(engine, engine_uri)
    with Progress() as progress:
        snapshot = opening.snapshot_of(source_of(project, source), where, progress.step)
        progress.step("Computing the figures")
        found = export.table(
            snapshot,
            asked,
            project,
            by=groups,
            last=last,
            connect=lambda one: engines.open_engine(engine, engine_uri, one),
            scope=whose,
        )
        export.write_csv(found, out)
    typer.echo(f"{len(found):,} figures are in {out}.")


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


@benchmarks.command("build")
def build_benchmarks(
    folder: Annotated[Path, typer.Argument(help="The folder with DfE's data files.")],
) -> None:
    """Bring params/benchmarks.csv and benchmark_councils.csv up to date from DfE's files."""
    from litmus.figures import benchmarks as published
    from litmus.figures.benchmarks import councils
    from litmus.figures.benchmarks.settings import read_neighbours

    check_folder("FOLDER", folder)
    project = paths.project()
    neighbours = read_neighbours(project)
    rows = published.build(folder, neighbours.la_code, neighbours)
    lines = published.update(project / "params" / "benchmarks.csv", rows)
    typer.echo(f"params/benchmarks.csv has {lines} lines now, {len(rows)} of them from {folder}.")
    named = councils.build_councils(folder, neighbours.la_code, neighbours)
    lines = councils.update_councils(project / councils.NAME, named)
    typer.echo(f"{councils.NAME} has {lines} lines now, {len(named)} of them from {folder}.")
    if missing := published.missing_indicators(rows):
        typer.echo(f"No file in the folder covers {', '.join(missing)}; their lines stay.")


@commands.callback(invoke_without_command=True)
def _main(
    show_version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if show_version:
        typer.echo(f"litmus {version('litmus')}")
        raise typer.Exit


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
