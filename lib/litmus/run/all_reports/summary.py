"""What came of making every report of a period: for machines as batch.json, for people in
sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePosixPath
from typing import ClassVar

from litmus.base.numbers import count_of, join
from litmus.run.batch.summary import (
    AGAIN,
    DONE,
    FAULTS,
    NAMES,
    STATES,
    UNCHANGED,
    WAITING,
    Entry,
    Summary,
    counts,
)

NAME = "all-reports"
LEFT_OUT = "left_out"  # of a report that the data cannot feed
STATE_NAMES = {**NAMES, LEFT_OUT: "left out"}
MOST = 4  # folders of one report that are named one by one


@dataclass(frozen=True)
class Whole(Summary):
    """Every report of a period, and what became of each. `titles` are those of the reports by their
    names; `elsewhere` is what the calendar asks for that is made by other means; `remarks` say
    where a report and another edition of it have other figures."""

    LISTED: ClassVar[str] = "reports"
    COUNTED: ClassVar[tuple[str, ...]] = (*STATES, LEFT_OUT)

    titles: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What people have to know at the end."""
        said = [f"{self.title}: {counts(self.entries, STATE_NAMES)}."]
        if made := [each for each in self.entries if each.state in (DONE, UNCHANGED)]:
            said += ["", f"They are in {self.outputs}:", *self._places(made)]
        said += ["", f"For machines: {self.file}"]
        waiting = sum(bool(each.unwritten) for each in made)
        if waiting:
            said += ["", f"Words that they have to have are still to be written in "
                     f"{count_of(waiting, 'report')}: `litmus calendar` says where."]  # fmt: skip
        if left_out := self.of(LEFT_OUT):
            said += ["", "Left out:", *(f"  {self._name(e)}: {e.error}" for e in left_out)]
        if self.elsewhere:
            said += ["", f"Made by other means: {join(list(self.elsewhere))}."]
        said += [line for remark in self.remarks for line in ("", remark)]
        if self.failed:
            said += ["", FAULTS, *(f"  {self._name(e)}: {e.error}" for e in self.failed)]
        if self.failed or self.of(WAITING):
            said += ["", AGAIN]
        return "\n".join(said)

    def _places(self, made: Sequence[Entry]) -> list[str]:
        """A line for each report: its title, and the folders of it."""
        alike = [list(found) for _, found in groupby(made, key=lambda e: (e.report, e.period))]
        titles = [self.titles.get(each[0].report, each[0].report) for each in alike]
        wide = max(map(len, titles))
        return [
            f"  {title:<{wide}}  {_folders([e.folder for e in each])}"
            for title, each in zip(titles, alike, strict=True)
        ]

    def _name(self, entry: Entry) -> str:
        return f"{self.titles.get(entry.report, entry.report)} ({entry.folder})"


def _folders(found: Sequence[str]) -> str:
    """Folders of one report: a few by their names, many as so many."""
    first = PurePosixPath(found[0])
    if len(found) > MOST:
        return f"{first}, ... ({len(found)} folders)"
    return ", ".join([str(first), *(PurePosixPath(each).name for each in found[1:])])
