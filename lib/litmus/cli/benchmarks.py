"""`litmus benchmarks`: what others publish, brought up to date."""

from pathlib import Path
from typing import Annotated

import typer

from litmus.base import paths
from litmus.cli.options import check_folder

benchmarks = typer.Typer(help="Published comparisons.", no_args_is_help=True)


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
