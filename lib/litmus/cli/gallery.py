"""`litmus gallery`: every part of a page in every state, for whoever changes how pages look."""

from pathlib import Path

import typer

from litmus.base import paths
from litmus.base.council import read_council
from litmus.base.progress import Progress, Step
from litmus.cli.options import FormatsOption, OutputsOption, formats_of, outputs_of
from litmus.render import formats as renderers

FOLDER = "gallery"


def gallery(outputs: OutputsOption = None, formats: FormatsOption = None) -> None:
    """Show every part of a page in every state, in the council's look."""
    project = paths.project()
    with Progress() as progress:
        made = make(
            project, outputs_of(project, outputs) / FOLDER, formats_of(formats), progress.step
        )
    typer.echo("\n".join(["The gallery is in:", *(f"  {path}" for path in made)]))


def make(project: Path, folder: Path, names: list[str], progress: Step) -> list[Path]:
    """Write the gallery into `folder` in these formats, HTML and PDF for none; returns its files.

    Raises UsageError for a format that there is not, and where the council's look is wrong.
    """
    from litmus.base import files
    from litmus.report.gallery.notebook import notebooks
    from litmus.report.gallery.reports import TITLE

    wanted = [each.name for each in renderers.select(names)]
    brand = read_council(project).brand(project)
    progress("Drawing every part in every state")
    made = []
    for name, notebook in notebooks().items():
        progress(f"Making {name}: {renderers.titles(wanted)}")
        for each, content in renderers.render(notebook, TITLE, wanted, brand).items():
            folder.mkdir(parents=True, exist_ok=True)
            made.append(files.write_bytes(folder / f"{name}.{renderers.ending(each)}", content))
    return made
