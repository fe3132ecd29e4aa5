"""Where things lie: the project folder and the folders of one run."""

import os
import shutil
import sys
from pathlib import Path

from litmus.base.errors import UsageError


def project() -> Path:
    """The folder that holds `params/`, `notebooks/` and `data_contracts/`.

    `LITMUS_HOME` if set, else the nearest folder upwards from where we stand, else the checkout
    this library lies in. Raises UsageError where none of them is a Litmus project.
    """
    if home := os.environ.get("LITMUS_HOME"):
        candidates = [Path(home)]
    else:
        here = Path.cwd()
        candidates = [here, *here.parents, checkout()]
    for folder in candidates:
        if (folder / "data_contracts").is_dir() and (folder / "params").is_dir():
            return folder
    raise UsageError(
        "This folder is not a Litmus project: it has no data_contracts/ and params/. "
        "Run the command in the folder you cloned, or set LITMUS_HOME to it."
    )


def command(here: Path | None = None) -> str:
    """How the `litmus` command is typed in the folder `here`, where we stand when left out.

    `litmus` alone where a shell finds this one by that name, else the way to it, such as
    `.venv/bin/litmus`: messages name commands that work as they stand.
    """
    ours = Path(sys.executable).with_name("litmus.exe" if os.name == "nt" else "litmus")
    found = shutil.which("litmus")
    if not ours.is_file() or (found and Path(found).resolve() == ours.resolve()):
        return "litmus"
    try:
        way = os.path.relpath(ours, here)
    except (OSError, ValueError):  # on another drive, or the folder is gone
        way = str(ours)
    return f'"{way}"' if " " in way else way


def checkout() -> Path:
    """The folder that this library lies in, where people type its commands."""
    return Path(__file__).resolve().parents[3]


def records() -> Path:
    """The folder of collected forms: `LITMUS_RECORDS` if set, else `records/` of the project."""
    return Path(given) if (given := os.environ.get("LITMUS_RECORDS")) else project() / "records"


def inbox() -> Path:
    """The folder that completed forms are dropped in: `inbox/` of the project."""
    return project() / "inbox"


def publications() -> Path:
    """The folder of publications: `LITMUS_PUBLICATIONS` if set, else `publications/` of the
    project."""
    given = os.environ.get("LITMUS_PUBLICATIONS")
    return Path(given) if given else project() / "publications"


def keys() -> Path:
    """The folder of private keys, outside of every project: `LITMUS_KEYS` if set, else
    `.litmus/keys` of the home folder."""
    given = os.environ.get("LITMUS_KEYS")
    return Path(given) if given else Path.home() / ".litmus" / "keys"
