"""`litmus verify`: whether a publication is what was published."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litmus.base import paths
from litmus.base.errors import UsageError
from litmus.cli.options import folder

if TYPE_CHECKING:
    from litmus.publish.evidence.trust import Trust

BagArgument = Annotated[
    Path, typer.Argument(parser=folder, help="The folder of the publication (make: BAG=folder).")
]
TrustOption = Annotated[
    Path | None,
    typer.Option("--trust", help="The trust file; the project's own if left out."),
]


def verify(
    bag: BagArgument,
    trust: TrustOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Say whether a publication is what was published; needs the bag and the trust file alone."""
    from litmus.publish.evidence import verification
    from litmus.publish.publication import verified

    found = verification.verify(bag, trust_of(trust))
    verified.note_if_ours(paths.publications(), bag, found.is_whole)
    typer.echo(verification.as_json(found) if as_json else found.text)
    if not found.is_whole:
        raise typer.Exit(1)


def trust_of(given: Path | None) -> "Trust":
    """The trust file that is named, else the project's. Raises UsageError where there is none."""
    from litmus.publish.evidence import trust

    path = given or paths.publications() / trust.NAME
    if not path.is_file():
        raise UsageError(
            f"There is no trust file {path}. Name it: --trust trust.json. Whoever published the "
            "report gives it away."
        )
    return trust.read(path)
