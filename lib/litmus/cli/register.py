"""`litmus register`: what is published, in which version and state, and who signed it."""

from typing import Annotated

import typer

from litmus.base import paths
from litmus.cli.options import OutputsOption, outputs_of


def register(
    verify: Annotated[
        bool, typer.Option("--verify", help="Verify every publication first, and keep the day.")
    ] = False,
    outputs: OutputsOption = None,
) -> None:
    """List what is published, in review and a draft, and whether the register is whole."""
    from litmus.publish import publication

    where = outputs_of(paths.project(), outputs)
    found = publication.listing(paths.publications(), where, verify)
    typer.echo(found.text)
    if not found.is_whole:
        raise typer.Exit(1)
