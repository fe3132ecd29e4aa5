"""The pages in the server's memory: those of one making at a time, exchanged at once."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from litmus.base import system_errors
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
    """What is served now: pages of the data called `source` alone, whatever others are put there.
    `failed` is when the last making failed; None where it did not. `say` tells whoever runs the
    server what cannot be read, once."""

    outputs: Path
    source: str
    say: Callable[[str], object] = lambda _: None
    held: Held | None = None
    failed: datetime | None = None
    calendar: Calendar = field(init=False)
    _mark: tuple[int, ...] | None = None
    _said: str = ""
    _at_work: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.calendar = Calendar(self.outputs, self.say)

    def refresh(self) -> bool:
        """Take the pages of the newest making, if they are others than those that are held; whether
        they were. Pages that cannot be read leave those that are held as they are. The calendar is
        looked at, too. One at a time, so that no older pages come after newer ones."""
        with self._at_work:
            self.calendar.refresh()
            return self._refresh()

    def _refresh(self) -> bool:
        mark = pageset.mark(self.outputs)
        if mark is None or mark == self._mark:
            return False
        self._mark = mark
        try:
            found = pageset.read(self.outputs)
        except (OSError, LitmusError) as error:
            if isinstance(error, OSError):
                self._mark = None  # it may pass: look again
            known = isinstance(error, LitmusError)
            self.tell(str(error) if known else system_errors.in_words(error))
            return False
        if found is None:
            return False
        about, content = found
        if about.source != pageset.name_of(self.source):
            self.say("The pages that are there are of other data: they are not shown.")
            return False
        split = {name: _parts(each.page) for name, each in content.items()}
        books = {name: each.workbook for name, each in content.items()}
        self._said = ""
        self.failed = None  # first, or the newer pages would say that they are the last good ones
        self.held = Held(about, {each.name: each for each in about.pages}, split, books)
        return True

    def tell(self, fault: str) -> None:
        """Say a fault that keeps newer pages away, once; pages say that there is one."""
        self.failed = datetime.now().astimezone()
        if fault != self._said:
            self._said = fault
            self.say(fault)


def _parts(content: bytes) -> Parts:
    before, _, after = content.partition(BAR.encode())
    return Parts.of(before, after)
