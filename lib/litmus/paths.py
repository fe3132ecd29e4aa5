"""Where things lie: the project folder and the folders of one run."""

import os
from pathlib import Path

from litmus.errors import UsageError


def project() -> Path:
    """The folder that holds `params/`, `notebooks/` and `data_contracts/`.

    `LITMUS_HOME` if set, else the nearest folder upwards from where we stand, else the checkout
    this library lies in. Raises UsageError where none of them is a Litmus project.
    """
    if home := os.environ.get("LITMUS_HOME"):
        candidates = [Path(home)]
    else:
        here = Path.cwd()
        candidates = [here, *here.parents, Path(__file__).resolve().parents[2]]
    for folder in candidates:
        if (folder / "data_contracts").is_dir() and (folder / "params").is_dir():
            return folder
    raise UsageError(
        "This folder is not a Litmus project: it has no data_contracts/ and params/. "
        "Run the command in the folder you cloned, or set LITMUS_HOME to it."
    )


def records() -> Path:
    """The folder of collected forms: `LITMUS_RECORDS` if set, else `records/` of the project."""
    return Path(given) if (given := os.environ.get("LITMUS_RECORDS")) else project() / "records"


def inbox() -> Path:
    """The folder that completed forms are dropped in: `inbox/` of the project."""
    return project() / "inbox"
