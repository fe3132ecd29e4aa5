"""Opening JupyterLab on a working notebook."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.cli.lab import configuration
from litmus.run import again, messages, plan, report_folder


def open_lab(
    report: str, period: Period, outputs: Path, author: str = "", with_code: bool = False
) -> None:
    """Open JupyterLab on the working notebook and wait until it is closed.

    What is written bears the name of `author`, of whoever is logged in when left out. `with_code`
    opens the user's own JupyterLab instead, with a kernel and all that belongs to it. Raises
    LitmusError where the report has not been made or JupyterLab does not start.
    """
    path = plan.working_notebook(report, period, outputs)
    report_folder.settle(path.parent)
    if not path.is_file():
        raise LitmusError(messages.no_report_yet(report, period, outputs))
    with tempfile.TemporaryDirectory(prefix="litmus-lab-") as place:
        try:
            environment = {} if with_code else prepare(Path(place), path, author)
            ended = subprocess.run(command(path), env={**os.environ, **environment}, check=False)
        except KeyboardInterrupt:
            return  # the way in which one leaves JupyterLab
    if ended.returncode > 0:
        raise LitmusError(
            f"JupyterLab ended with code {ended.returncode}; what it said is above. "
            f"The notebook can be opened by other means, too: {path}"
        )


def prepare(place: Path, notebook: Path, author: str = "") -> Mapping[str, str]:
    """Fill the folder `place` with a configuration for writing in `notebook`; returns the
    environment that makes JupyterLab read it and nothing of the user's."""
    slots = [each.about for each in again.slots(notebook.parent)]
    told = {"author": author or configuration.author(), "notebook": notebook.name, "slots": slots}
    return configuration.write(place, told)


def command(path: Path) -> list[str]:
    """The command line that opens `path` in this Python's JupyterLab."""
    return [sys.executable, "-m", "jupyterlab", f"--notebook-dir={path.parent}", str(path)]
