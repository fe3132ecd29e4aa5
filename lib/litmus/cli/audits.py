"""`litmus audits`: which cases to audit, whether the programme is kept, what to moderate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litmus.base import paths
from litmus.base.errors import UsageError
from litmus.base.numbers import count_of
from litmus.base.periods import Period
from litmus.cli.options import (
    OutputsOption,
    PeriodOption,
    ServiceOption,
    SourceOption,
    outputs_of,
    service_of,
    source_of,
)

if TYPE_CHECKING:
    from litmus.qa.programme.allocation import Allocation
    from litmus.qa.programme.worklists import Kept
    from litmus.qa.query import Query

audits = typer.Typer(help="Case file audits: the programme.", no_args_is_help=True)


@audits.command()
def allocate(
    period: PeriodOption,
    theme: Annotated[
        str | None, typer.Option("--theme", help="Put the cases of a theme first, such as NEGLECT.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Make a new list; the former is kept beside it.")
    ] = False,
    source: SourceOption = None,
    outputs: OutputsOption = None,
) -> None:
    """Draw the cases to audit in a month, and give them to those who audit."""
    from litmus.qa.programme import worklists
    from litmus.qa.programme.allocation import allocate as draw
    from litmus.qa.programme.allocation import check_request
    from litmus.qa.programme.posts import Organisation
    from litmus.qa.programme.requirements import audit_programme

    project, where = paths.project(), outputs_of(paths.project(), outputs)
    programme = audit_programme(project)
    if theme is not None and not theme.strip():
        raise UsageError("--theme is empty: name a theme, or leave it out.")
    first = (theme or "").upper()
    check_request(programme, Period.parse(period), first)
    with _query(project, period, source, where) as asked:
        months = programme.allocation.not_again_months
        earlier = worklists.recent_cases(where, asked.period, months)
        allocation = draw(asked, programme, first, earlier)
        names = Organisation.of(asked, programme.posts).names
    kept = worklists.keep_allocation(allocation, where, names, again)
    typer.echo(_about_allocation(allocation, kept))


@audits.command()
def programme(
    period: PeriodOption,
    service: ServiceOption = None,
    source: SourceOption = None,
    outputs: OutputsOption = None,
) -> None:
    """Show what the audit programme asked for, and what was done, late and missing."""
    from litmus.qa.programme.posts import Organisation
    from litmus.qa.programme.programme import compliance
    from litmus.qa.programme.programme_text import as_text
    from litmus.qa.programme.requirements import audit_programme

    project = paths.project()
    settings = audit_programme(project)
    with _query(project, period, source, outputs_of(project, outputs), service) as asked:
        found = compliance(asked, settings)
        names = Organisation.of(asked, settings.posts).names
    typer.echo(as_text(found, asked.period, names))


@audits.command()
def worklist(
    period: PeriodOption,
    service: ServiceOption = None,
    source: SourceOption = None,
    outputs: OutputsOption = None,
) -> None:
    """List the audits to moderate, chosen by risk."""
    from litmus.qa.programme import worklists
    from litmus.qa.programme.moderating import choose
    from litmus.qa.programme.posts import Organisation
    from litmus.qa.programme.requirements import audit_programme

    project, where = paths.project(), outputs_of(paths.project(), outputs)
    settings = audit_programme(project)
    with _query(project, period, source, where, service) as asked:
        chosen = choose(asked, settings)
        names = Organisation.of(asked, settings.posts).names
    path = worklists.write_moderation(chosen, where, asked.period, names)
    number = count_of(len(chosen), "audit")
    typer.echo(f"The list of {number} to moderate is {path}, and the .xlsx beside it.")


@contextmanager
def _query(
    project: Path, period: str, source: list[str] | None, outputs: Path, service: str | None = None
) -> Iterator[Query]:
    """The checked data, open to be asked of a period, with all that has become known since."""
    from litmus.base.progress import Progress
    from litmus.intake import opening
    from litmus.qa.query import Query

    wanted, of = Period.parse(period), service_of(service)
    with Progress() as progress:
        snapshot = opening.snapshot_of(source_of(project, source), outputs, progress.step)
    connection = snapshot.connect()
    try:
        yield Query.of(connection, snapshot, wanted, of).in_hindsight()
    finally:
        connection.close()


def _about_allocation(allocation: Allocation, kept: Kept) -> str:
    title, number = Period.parse(allocation.month).title, len(allocation.gaps)
    open_ = f" For {number:,} more no case could be drawn; the list says why." if number else ""
    if kept.made:
        former = f" The former list is {kept.former}." if kept.former else ""
        return f"{len(allocation.lines):,} audits of {title} are in {kept.path}.{open_}{former}"
    if kept.differs:
        return (
            f"{title} was allocated before, and auditors may be at work: {kept.path} is unchanged. "
            "A draw from today's data and settings would differ; --again makes it and keeps the "
            "former."
        )
    return f"{title} was allocated before, with the same cases: {kept.path} is unchanged.{open_}"
