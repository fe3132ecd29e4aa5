"""`litmus figures`: every figure as one table."""

from pathlib import Path
from typing import Annotated

import typer

from litmus.base import paths
from litmus.base.periods import Period
from litmus.base.progress import Progress
from litmus.cli.options import (
    BY_HELP,
    OutputsOption,
    PeriodOption,
    ScopeOption,
    SourceOption,
    breakdowns_of,
    file,
    outputs_of,
    scope_of,
    source_of,
)


def figures(
    period: PeriodOption,
    out: Annotated[Path, typer.Option("--out", parser=file, help="The CSV file to write.")],
    by: Annotated[str | None, typer.Option("--by", help=f"{BY_HELP} All if left out.")] = None,
    last: Annotated[
        int, typer.Option("--last", help="How many earlier periods, too.", min=0, max=1000)
    ] = 0,
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
    groups = None if by is None else export.check_breakdowns(breakdowns_of(by))
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
