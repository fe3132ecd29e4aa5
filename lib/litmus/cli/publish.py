"""`litmus publish`: a report is checked, signed by three people, and published."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litmus.base import paths
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.progress import Progress
from litmus.cli.options import (
    DraftOption,
    OutputsOption,
    ParametersOption,
    PeriodOption,
    ScopeOption,
    SourceOption,
    outputs_of,
    parameters_of,
    refuse_unused,
    scope_of,
    source_of,
)

if TYPE_CHECKING:
    from litmus.publish.evidence.keys import SigningKey

ACCEPT_FORM = '--accept SLOT:NUMBER="reason", such as --accept kq2:81%="rounded up by the board"'


def publish(
    report: Annotated[str, typer.Argument(help="The report type, such as quarterly.")],
    period: PeriodOption,
    by: Annotated[
        str | None, typer.Option("--by", help="Who signs, as the trust file has the name.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="Of a correction: why, as readers will see it.")
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", help="A number in a commentary is right: SLOT:NUMBER=reason."),
    ] = None,
    draft: DraftOption = False,
    param: ParametersOption = None,
    scope: ScopeOption = None,
    source: SourceOption = None,
    outputs: OutputsOption = None,
) -> None:
    """Publish a report: the analyst has it checked, the assurer and the approver sign it."""
    project = paths.project()
    where, asked_period = outputs_of(project, outputs), Period.parse(period)
    whose = "" if scope is None else str(scope_of(scope))
    answers = answers_of(accept)
    if draft:
        refuse_unused("a draft is signed by nobody", by=by, reason=reason, accept=accept)
        taken = source_of(project, source)
        typer.echo(_make_draft(report, asked_period, taken, where, parameters_of(param), whose))
        return
    if not (by or "").strip():
        raise UsageError('Say who signs: --by "A. Name" (make: BY="A. Name").')
    from litmus.publish import publication

    given = source_of(project, source) if source else ""
    asked = publication.Asked(report, asked_period, where, parameters_of(param), whose, given)
    with Progress() as progress:
        request = publication.Request(
            *(asked, by or "", paths.publications()),
            *(lambda person: _open_key(person, progress), reason or "", answers),
        )
        said = publication.publish(request, progress.step)
    typer.echo(said)


def _make_draft(
    report: str, period: Period, source: str, where: Path, given: Mapping[str, str], whose: str
) -> str:
    """Make a draft, which nobody signs. Returns what to say of it."""
    from litmus.run import run

    with Progress() as progress:
        made = run(report, period, source, where, given, progress.step, scope=whose, draft=True)
    return made.message


def answers_of(given: list[str] | None) -> dict[tuple[str, str], str]:
    """The reasons why numbers are right, by slot and number. Raises UsageError.

    >>> answers_of(["kq2:81%=rounded"])
    {('kq2', '81%'): 'rounded'}
    """
    found = {}
    for text in given or ():
        slot, _, rest = text.partition(":")
        number, _, reason = rest.partition("=")
        if not (slot.strip() and number.strip() and reason.strip()):
            raise UsageError(f"--accept {text!r} is not of the form {ACCEPT_FORM}.")
        found[slot.strip(), number.strip()] = " ".join(reason.split())
    return found


def _open_key(person: str, progress: Progress) -> "SigningKey":
    """The key of the person who signs; the passphrase is asked for when everything is checked."""
    from litmus.cli.keys import key_of

    progress.finish()
    return key_of(person)
