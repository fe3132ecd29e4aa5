"""`litmus collate`: reads the completed forms in the inbox."""

from pathlib import Path
from typing import Annotated

import typer

from litmus.base import paths
from litmus.base.progress import Progress
from litmus.cli.options import check_folder, folder

InboxOption = Annotated[
    Path | None,
    typer.Option("--inbox", parser=folder, help="Where completed forms are; inbox/ if left out."),
]
RecordsOption = Annotated[
    Path | None,
    typer.Option("--records", parser=folder, help="Where records are kept; records/ if left out."),
]


def collate(inbox: InboxOption = None, records: RecordsOption = None) -> None:
    """Read the completed forms in the inbox: accept each once, or say what to put right."""
    from litmus.intake.forms.collate import collate as read_forms
    from litmus.intake.forms.outcome_text import describe

    asked, kept = check_folder("--inbox", inbox) or paths.inbox(), records or paths.records()
    with Progress() as progress:
        outcome = read_forms(paths.project(), asked, kept, progress.step)
    typer.echo(describe(outcome, _near(asked), _near(kept)))
    if not outcome.is_clean:
        raise typer.Exit(1)


def _near(path: Path) -> Path:
    """A folder as it is called from here; by its whole name where it lies elsewhere."""
    whole, here = path.resolve(), Path.cwd().resolve()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole
