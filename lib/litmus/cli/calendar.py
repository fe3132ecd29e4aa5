"""`litmus calendar`: what is due, late and done."""

from datetime import date
from typing import Annotated

import typer

from litmus.base import paths
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.cli.options import OutputsOption, outputs_of


def calendar(
    day: Annotated[
        str | None, typer.Option("--date", help="A day such as 2016-04-15; today if left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    outputs: OutputsOption = None,
) -> None:
    """List which reports are due, late, waiting for commentary or sign-off, and made."""
    from litmus.publish import publication
    from litmus.run.reporting_calendar import agenda
    from litmus.run.reporting_calendar import as_json as plain
    from litmus.run.reporting_calendar import as_text as words

    project, where = paths.project(), outputs_of(paths.project(), outputs)
    signed = publication.sign_offs(paths.publications())
    found = agenda(project, where, _day(day), signed)
    typer.echo(plain(found, where) if as_json else words(found))


def _day(given: str | None) -> date:
    """The day asked for, or today. Raises UsageError for what is no day."""
    if given is None:
        return date.today()
    period = Period.parse(given)
    if period.kind != "day":
        raise UsageError(f"--date {given} is a {period.kind}: expected a day such as 2016-04-15.")
    return period.start
