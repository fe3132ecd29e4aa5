"""The pages in the server's memory: those of one making at a time, exchanged at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.publish.dashboard import pageset
from litmus.publish.dashboard.calendar import Calendar
from litmus.publish.dashboard.compressed import Parts
from litmus.publish.dashboard.frame import BAR
from litmus.publish.dashboard.pages import Page
from litmus.publish.dashboard.pageset import About


@dataclass(frozen=True)
class Held:
    """The pages of one making: what they are of, each by its name, and its content and workbook by
    its name."""

    about: About
    pages: Mapping[str, Page]
    content: Mapping[str, Parts]
    workbooks: Mapping[str, bytes]


@dataclass
class Store:
    """What is served now. `failed` is when the last making failed; None where it did not. `say`
    tells whoever runs the server what cannot be read, once."""

    outputs: Path
    say: Callable[[str], object] = lambda _: None
    held: Held | None = None
    failed: datetime | None = None
    calendar: Calendar = field(init=False)
    _mark: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        self.calendar = Calendar(self.outputs, self.say)

    def refresh(self) -> bool:
        """Take the pages of the newest making, if they are others than those that are held; whether
        they were. Pages that cannot be read leave those that are held as they are. The calendar is
        looked at, too."""
        self.calendar.refresh()
        mark = pageset.mark(self.outputs)
        if mark is None or mark == self._mark:
            return False
        self._mark = mark
        try:
            found = pageset.read(self.outputs)
        except LitmusError as error:
            self.failed = datetime.now().astimezone()
            self.say(str(error))
            return False
        if found is None:
            return False
        about, content = found
        split = {name: _parts(each.page) for name, each in content.items()}
        books = {name: each.workbook for name, each in content.items()}
        self.held = Held(about, {each.name: each for each in about.pages}, split, books)
        return True


def _parts(content: bytes) -> Parts:
    before, _, after = content.partition(BAR.encode())
    return Parts.of(before, after)
