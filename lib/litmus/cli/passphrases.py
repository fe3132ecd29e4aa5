"""Asking for a passphrase: typed unseen, or in a file of its owner alone where nobody sits there.

It is never an option: what stands on a command line can be read by others, and is kept.
"""

import getpass
import os
import sys
from pathlib import Path

from litmus.base import files
from litmus.base.errors import LitmusError

VARIABLE = "LITMUS_PASSPHRASE_FILE"


def passphrase_of(person: str) -> str:
    """The passphrase of somebody's key. Raises LitmusError where there is nobody to ask and no
    file, and for a file that others may read."""
    if given := os.environ.get(VARIABLE):
        path = Path(given)
        if not path.is_file():
            raise LitmusError(f"{VARIABLE} names {given}, and there is no such file.")
        files.refuse_open(path)
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    if not sys.stdin.isatty():
        raise LitmusError(
            f"The passphrase of {person} has to be typed, and there is no terminal. Type the "
            f"command in one, or let {VARIABLE} name a file with it that only you may read."
        )
    return getpass.getpass(f"Passphrase of {person}: ")
