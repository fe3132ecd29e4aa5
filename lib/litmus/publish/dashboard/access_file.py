"""The settings of access as they are now: read anew when somebody has changed them.

So whoever is taken out sees nothing from then on, without a restart. A file that cannot be read
lets nobody in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from litmus.base import files
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
        mark = files.mark(self.path)
        if mark is None or mark != self._mark:
            self._mark, self._access = mark, None  # whatever happens, what was is over
            try:
                self._access, self._said = self._read(), ""
            except UsageError as error:
                if str(error) != self._said:
                    self._said = str(error)
                    self.say(f"Nobody is let in: {error}")
        return self._access

    def _read(self) -> Access:
        found = read_access(self.path)
        if self.guests and not found.users:
            return found.model_copy(update={"users": dict(self.guests)})
        return found
