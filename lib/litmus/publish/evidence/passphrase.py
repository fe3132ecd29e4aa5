"""Where a passphrase comes from: the environment, a file, or somebody who types it unseen.

Never from the command line, which every process can read, and never into a message.
"""

import os
from collections.abc import Callable
from pathlib import Path

from litmus.base import files
from litmus.base.errors import UsageError

VARIABLE, FILE = "LITMUS_PASSPHRASE", "LITMUS_PASSPHRASE_FILE"


def find(prompt: Callable[[], str]) -> str:
    """The passphrase: of the environment variable LITMUS_PASSPHRASE, else of the file that
    LITMUS_PASSPHRASE_FILE names, else what `prompt` returns.

    Raises UsageError for an empty one, and for a file that is not there or that others may read.
    """
    if VARIABLE in os.environ:
        found, where = os.environ[VARIABLE], f"the environment variable {VARIABLE}"
    elif FILE in os.environ:
        found, where = _of_file(Path(os.environ[FILE])), f"the file that {FILE} names"
    else:
        found, where = prompt(), "what was typed"
    if not found:
        raise UsageError(f"There is no passphrase in {where}.")
    return found


def _of_file(path: Path) -> str:
    found = files.read_secret(path, FILE, "passphrase")
    files.refuse_open(path)
    return found
