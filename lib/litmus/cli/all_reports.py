"""`litmus all-reports`: every report of a period."""

from typing import Annotated

import typer

from litmus.base import paths
from litmus.base.periods import Period
from litmus.cli.many import end, progress_of_many
from litmus.cli.options import (
    DraftOption,
    FormatsOption,
    JobsOption,
    OutputsOption,
    SourceOption,
    formats_of,
    outputs_of,
    source_of,
)


def all_reports(
    period: Annotated[
        str,
        typer.Option(
            "--period",
            help="A quarter such as 2016Q1 (its reports and those of its last month), or a month, "
            "a financial year such as 2015/16, a week or a day.",
        ),
    ],
    jobs: JobsOption = None,
    source: SourceOption = None,
    outputs: OutputsOption = None,
    formats: FormatsOption = None,
    draft: DraftOption = False,
) -> None:
    """Make every report that the calendar names of a period: data read once, faults listed."""
    from litmus.run.all_reports import all_reports as make

    project = paths.project()
    with progress_of_many() as (progress, tick):
        found = make(
            Period.parse(period),
            source_of(project, source),
            outputs_of(project, outputs),
            jobs=jobs or 0,
            into=formats_of(formats),
            draft=draft,
            progress=progress,
            tick=tick,
        )
    end(found)
