"""The options that many commands share, and what they mean when left out."""

from pathlib import Path
from typing import Annotated

import typer

from litmus import settings

PeriodOption = Annotated[
    str,
    typer.Option(
        "--period",
        help="Such as 2016Q1, 2015/16Q4, 2016-03, 2016-W12, 2016-03-29 or 2015/16. Each report has "
        "its kind: quarterly a quarter, book a month, themed a financial year.",
    ),
]
SourceOption = Annotated[
    str | None,
    typer.Option(
        "--source",
        help="Where the data are: sample, ssd:FOLDER, ssda903:FOLDER or a folder. "
        "As params/council.yml says when left out.",
    ),
]
OutputsOption = Annotated[
    Path | None, typer.Option("--outputs", help="Where reports are written; outputs/ if left out.")
]

ServiceOption = Annotated[
    str, typer.Option("--service", help="One service, such as CIN; all when left out.")
]


def source_of(project: Path, source: str | None) -> str:
    """Where the data are: as asked, else as params/council.yml says."""
    return source or settings.council(project).source


def outputs_of(project: Path, outputs: Path | None) -> Path:
    """Where reports are written: as asked, else outputs/ of the project."""
    return (outputs or project / "outputs").resolve()


def service_of(service: str) -> str:
    """A service's code as the tables have it. Raises UsageError for one that does not exist."""
    from typing import get_args

    from litmus.errors import UsageError
    from litmus.qa.requirements import Service

    code = service.upper()
    if code and code not in get_args(Service):
        known = ", ".join(get_args(Service))
        raise UsageError(f"There is no service {service!r}. Services: {known}.")
    return code
