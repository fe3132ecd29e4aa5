"""`litmus collate`: reads the completed forms in the inbox."""

import os
from pathlib import Path
from typing import Annotated

import typer

from litmus import paths
from litmus.progress import Progress

InboxOption = Annotated[
    Path | None, typer.Option("--inbox", help="Where completed forms are; inbox/ if left out.")
]
RecordsOption = Annotated[
    Path | None, typer.Option("--records", help="Where forms are kept; records/ if left out.")
]


def collate(inbox: InboxOption = None, records: RecordsOption = None) -> None:
    """Read the completed forms in the inbox: accept each once, or say what to put right."""
    from litmus.forms.collate import collate as read_forms
    from litmus.forms.telling import told

    asked, kept = inbox or paths.inbox(), records or paths.records()
    with Progress() as progress:
        outcome = read_forms(paths.project(), asked, kept, progress.step)
    typer.echo(told(outcome, *(Path(os.path.relpath(each)) for each in (asked, kept))))
    if not outcome.passed:
        raise typer.Exit(1)
