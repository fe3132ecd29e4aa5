"""The settings of access as they are now: read anew when somebody has changed them.

So whoever is taken out sees nothing from then on, without a restart. A file that cannot be read
lets nobody in.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from litmus.base.errors import UsageError
from litmus.publish.dashboard.access import Access, Viewer, read_access


@dataclass
class AccessFile:
    """The file at `path`; `say` tells whoever runs the server what is wrong with it, once. `guests`
    are let in as long as the file names nobody: those who try the sample council."""

    path: Path
    say: Callable[[str], object] = lambda _: None
    guests: Mapping[str, Viewer] = field(default_factory=dict)
    _mark: tuple[int, ...] | None = None
    _access: Access | None = None
    _said: str = ""

    def now(self) -> Access | None:
        """What the file says; None where it cannot be understood."""
        mark = self._look()
        if mark is None or mark != self._mark:
            self._mark = mark
            try:
                self._access, self._said = self._read(), ""
            except UsageError as error:
                self._access = None
                if str(error) != self._said:
                    self._said = str(error)
                    self.say(f"Nobody is let in: {error}")
        return self._access

    def _read(self) -> Access:
        found = read_access(self.path)
        if self.guests and not found.users:
            return found.model_copy(update={"users": dict(self.guests)})
        return found

    def _look(self) -> tuple[int, ...] | None:
        try:
            seen = os.stat(self.path)  # noqa: PTH116 - a look for each request
        except OSError:
            return None
        return (seen.st_ino, seen.st_size, seen.st_mtime_ns)
