"""`litmus deliver`: a report by e-mail to those who get it, and what became of each message."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from litmus.base import paths
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.progress import Progress
from litmus.cli.collate import RecordsOption
from litmus.cli.options import (
    OutputsOption,
    ParametersOption,
    PeriodOption,
    SourceOption,
    outputs_of,
    parameters_of,
    refuse_unused,
    source_of,
)

if TYPE_CHECKING:
    from litmus.publish.delivery import Mode

REPORT = "report"


class ByReport(TyperGroup):
    """Commands of which the first may be left out: `deliver daily` is `deliver report daily`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is typed, and what follows its name."""
        named = args[0] in self.commands or args[0].startswith("-")
        return super().resolve_command(ctx, args if named else [REPORT, *args])


deliver = typer.Typer(
    cls=ByReport,
    help="Send a report by e-mail to those who get it: deliver REPORT --period PERIOD.",
    no_args_is_help=True,
)


@deliver.command(REPORT)
def report(
    report: Annotated[str, typer.Argument(help="The report type, such as daily.")],
    period: PeriodOption,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent; make and send nothing.")
    ] = False,
    write_only: Annotated[
        bool, typer.Option("--write-only", help="Write the messages to files; send nothing.")
    ] = False,
    remake: Annotated[
        bool,
        typer.Option(
            "--remake", help="Bring reports up to date first; else only missing are made."
        ),
    ] = False,
    param: ParametersOption = None,
    source: SourceOption = None,
    outputs: OutputsOption = None,
    records: RecordsOption = None,
) -> None:
    """Write one e-mail a recipient and, where a mail server is named, send what is new."""
    from litmus.publish import delivery

    if dry_run:
        refuse_unused("--dry-run makes and writes nothing", write_only=write_only)
    mode: Mode = "dry" if dry_run else "write" if write_only else "send"
    project = paths.project()
    asked = delivery.Asked(
        report,
        Period.parse(period),
        source_of(project, source),
        outputs_of(project, outputs),
        parameters_of(param),
        remake,
    )
    with Progress() as progress:
        outcome = delivery.deliver(asked, records or paths.records(), mode, progress.step)
    typer.echo(outcome.text)
    if not outcome.is_well:
        raise typer.Exit(1)


@deliver.command()
def settle(
    message: Annotated[
        str | None, typer.Argument(help="The message, as a delivery names it; all if left out.")
    ] = None,
    sent: Annotated[bool, typer.Option("--sent", help="It arrived.")] = False,
    not_sent: Annotated[
        bool, typer.Option("--not-sent", help="It did not: the next delivery sends it.")
    ] = False,
    records: RecordsOption = None,
) -> None:
    """List the messages that wait for a person, or say of one whether it arrived."""
    from litmus.publish import delivery

    kept = records or paths.records()
    if message is None:
        refuse_unused("name the message that it is said of", sent=sent, not_sent=not_sent)
        typer.echo(delivery.list_open(kept))
        return
    if sent == not_sent:
        raise UsageError(f"Say of {message} whether it arrived: either --sent or --not-sent.")
    typer.echo(delivery.settle(kept, message, sent))
