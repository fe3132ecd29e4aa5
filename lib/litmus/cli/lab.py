"""Opening JupyterLab on a working notebook."""

import subprocess
import sys
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.run import messages, plan, report_folder


def open_lab(report: str, period: Period, outputs: Path) -> None:
    """Open JupyterLab on the working notebook and wait until it is closed.

    Raises LitmusError where the report has not been made or JupyterLab does not start.
    """
    path = plan.working_notebook(report, period, outputs)
    report_folder.settle(path.parent)
    if not path.is_file():
        raise LitmusError(messages.no_report_yet(report, period, outputs))
    try:
        ended = subprocess.run(command(path), check=False)
    except KeyboardInterrupt:
        return  # the way in which one leaves JupyterLab
    if ended.returncode > 0:
        raise LitmusError(
            f"JupyterLab ended with code {ended.returncode}; what it said is above. "
            f"The notebook can be opened by other means, too: {path}"
        )


def command(path: Path) -> list[str]:
    """The command line that opens `path` in this Python's JupyterLab."""
    return [sys.executable, "-m", "jupyterlab", f"--notebook-dir={path.parent}", str(path)]
