"""`litmus audit-all`: every publication, verified anew."""

from typing import Annotated

import typer

from litmus.base import paths
from litmus.cli.verify import TrustOption, trust_of


def audit_all(
    trust: TrustOption = None,
    head: Annotated[
        str | None,
        typer.Option("--head", help="Where the register stood, as it was printed: 12:9f86d0…"),
    ] = None,
) -> None:
    """Verify every publication, its data and the register; ends with 1 where anything is wrong."""
    from litmus.publish.evidence import Head, audit

    printed = None if head is None else Head.parse(head)
    found = audit.audit(paths.publications(), trust_of(trust), printed)
    typer.echo(found.text)
    if not found.is_whole:
        raise typer.Exit(1)
