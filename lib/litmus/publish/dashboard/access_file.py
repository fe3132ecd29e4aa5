"""The settings of access as they are now: read anew when somebody has changed them.

So whoever is taken out sees nothing from then on, without a restart. A file that cannot be read
lets nobody in.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from litmus.base.errors import UsageError
from litmus.publish.dashboard.access import Access, read_access


@dataclass
class AccessFile:
    """The file at `path`; `say` tells whoever runs the server what is wrong with it, once."""

    path: Path
    say: Callable[[str], object] = lambda _: None
    _mark: tuple[int, ...] | None = None
    _access: Access | None = None

    def now(self) -> Access | None:
        """What the file says; None where it cannot be understood."""
        mark = self._look()
        if mark is None or mark != self._mark:
            self._mark = mark
            try:
                self._access = read_access(self.path)
            except UsageError as error:
                self._access = None
                self.say(f"Nobody is let in: {error}")
        return self._access

    def _look(self) -> tuple[int, ...] | None:
        try:
            seen = os.stat(self.path)  # noqa: PTH116 - a look for each request
        except OSError:
            return None
        return (seen.st_ino, seen.st_size, seen.st_mtime_ns)
