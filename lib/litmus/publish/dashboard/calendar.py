"""The reporting calendar beside the pages: what `make calendar` lists, for everybody who is known.

It holds no case, and what it says changes with the clock and with what lies in `outputs/`: so it is
found anew at each making, though the pages are not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from litmus.base import files, json_files, paths
from litmus.base.errors import LitmusError
from litmus.publish.dashboard import pageset
from litmus.publish.publication.sign_offs import sign_offs

NAME = "calendar.json"


@dataclass(frozen=True)
class Listing:
    """The calendar on a day: a table of rows for each heading. late: how many reports are late.
    fault: why there is none; "" where there is one."""

    day: date
    columns: tuple[str, ...] = ()
    tables: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    late: int = 0
    fault: str = ""


def find(project: Path, outputs: Path, day: date) -> Listing:
    """What is late, waiting, due and coming on a day, by what lies in `outputs` now."""
    from litmus.run.reporting_calendar import agenda, tables
    from litmus.run.reporting_calendar.agenda import LATE
    from litmus.run.reporting_calendar.listing import COLUMNS

    try:
        found = agenda(project, outputs, day, sign_offs(paths.publications()))
    except LitmusError as error:  # the pages are made, and stay so
        return Listing(day, fault=str(error))
    rows = tuple((heading, tuple(map(tuple, rows))) for heading, rows in tables(found))
    late = sum(item.state == LATE for item in found.items)
    return Listing(day, COLUMNS, rows, late)


def write(outputs: Path, found: Listing) -> Path:
    """Put it in the place of the one before."""
    return json_files.write(pageset.folder(outputs) / NAME, found, private=True)


@dataclass
class Calendar:
    """The newest listing in the server's memory, read again where it was written anew."""

    outputs: Path
    say: Callable[[str], object] = lambda _: None
    listing: Listing | None = None
    _mark: tuple[int, ...] | None = None

    def refresh(self) -> None:
        """Read it, if it is another than the one that is held; a damaged one is told and left."""
        place = pageset.folder(self.outputs) / NAME
        mark = files.mark(place)
        if mark is not None and mark == self._mark:
            return
        self._mark = mark
        try:
            self.listing = json_files.read(place, Listing)
        except OSError:
            self.listing = None
        except LitmusError as error:
            self.say(f"The reporting calendar cannot be shown: {error}")
