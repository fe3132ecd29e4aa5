"""The log of what was refused: when, to whom, what kind of page, and why. Nothing of a child.

An address that is none of ours is not written down: somebody may have typed a child's number.
"""

import json
import logging
import os
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from litmus.base import files

NAME = "refused.log"
BYTES, KEPT = 1_000_000, 5


class Refusals:
    """Writes a line for each refusal into a file that its owner alone may read."""

    def __init__(self, folder: Path) -> None:
        self.path = files.private_folder(folder) / NAME
        handler = _Private(self.path, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(message)s"))
        self._log = logging.Logger(f"{__name__}.{id(self)}", logging.INFO)
        self._log.addHandler(handler)

    def note(self, *, user: str, kind: str, reason: str, peer: str) -> None:
        """Note a refusal. `kind` is what was asked for, such as "team" or "other", and never its
        name; `peer` the address that it came from."""
        said = {
            "time": datetime.now().astimezone().isoformat(timespec="seconds"),
            "user": user or "unknown",
            "asked_for": kind,
            "reason": reason,
            "from": peer,
        }
        self._log.info(json.dumps(said, ensure_ascii=False))


class _Private(RotatingFileHandler):
    """Files for their owner alone, whatever the umask."""

    def _open(self):  # type: ignore[no-untyped-def]
        handle = os.open(
            self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, files.PRIVATE_FILE
        )
        return os.fdopen(handle, "a", encoding=self.encoding)
