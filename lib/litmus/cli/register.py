"""`litmus register`: what is published, in which version and state, and who signed it."""

import typer

from litmus.base import paths
from litmus.cli.options import OutputsOption, outputs_of


def register(outputs: OutputsOption = None) -> None:
    """List what is published, in review and a draft, and whether the register is whole."""
    from litmus.publish import publication

    typer.echo(publication.listing(paths.publications(), outputs_of(paths.project(), outputs)))
