"""`litmus dispose`: destroy the data behind publications when their day has come."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from litmus.base import paths
from litmus.base.numbers import count_of
from litmus.cli.keys import ByOption, key_of
from litmus.cli.verify import trust_of

if TYPE_CHECKING:
    from litmus.publish.evidence.disposal import Data

dispose = typer.Typer(
    help="Destroy the data behind publications when their day has come, or hold them.",
    no_args_is_help=True,
)

PublicationArgument = Annotated[
    str, typer.Argument(help="The publication, such as 2016Q1/quarterly/v1.")
]
HoldOption = Annotated[
    int, typer.Option("--hold", help="Which hold, by its number, where several stand.", min=0)
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why, as it is to be read later.")]


@dispose.command()
def due(
    by: ByOption,
    publication: Annotated[
        list[str] | None,
        typer.Argument(help="Those alone, such as 2016Q1/quarterly/v1; all that are due if none."),
    ] = None,
) -> None:
    """Destroy the data whose day has come and that nothing holds; a certificate says so."""
    from litmus.publish.evidence import disposal

    trust, publications = trust_of(None), paths.publications()
    key = key_of(by)
    gone = disposal.dispose(publications, trust, key, publication or ())
    for data in gone:
        kept = disposal.certificate_of(publications, data.entry)
        typer.echo(f"{data.entry.place}: the data are destroyed; {kept} says so.")
    if not gone:
        again = f"{paths.command()} dispose list"
        typer.echo(f"Nothing is destroyed: no data are due. Until when they are kept: {again}")
        return
    typer.echo(f"The data of {count_of(len(gone), 'publication')} are destroyed.")


@dispose.command("list")
def list_data() -> None:
    """List until when the data behind each publication are kept, and what holds them."""
    from litmus.publish.evidence import disposal

    found = disposal.every(paths.publications(), trust_of(None))
    for data in found:
        typer.echo(f"{data.entry.place}: {_in_words(data, date.today())}")
    if not found:
        typer.echo("Nothing is published yet.")


@dispose.command()
def hold(publication: PublicationArgument, reason: ReasonOption, by: ByOption) -> None:
    """Say that the data of a publication may not be destroyed, and why."""
    from litmus.publish.evidence import holds

    trust = trust_of(None)
    holds.lay(paths.publications(), publication, reason, trust, key_of(by))
    typer.echo(f"The data of {publication} are held: {reason.strip()}")


@dispose.command()
def lift(
    publication: PublicationArgument, reason: ReasonOption, by: ByOption, hold: HoldOption = 0
) -> None:
    """Say that a hold is over, and why."""
    from litmus.publish.evidence import holds

    trust = trust_of(None)
    holds.lift(paths.publications(), publication, reason, trust, key_of(by), number=hold)
    if left := holds.standing(paths.publications(), trust).get(publication):
        also = "; ".join(str(each["reason"]) for each in left)
        typer.echo(f"That hold is over. The data of {publication} are held still: {also}")
    else:
        typer.echo(f"The data of {publication} are no longer held.")


def _in_words(data: "Data", today: date) -> str:
    if data.certificate:
        return "destroyed, with a certificate"
    if not data.is_there:
        return "NOT THERE, and no certificate says why"
    day = data.due.isoformat()
    if data.hold:
        return f"held ({data.hold}); kept until {day} without that"
    return f"due since {day}" if data.due <= today else f"kept until {day}"
