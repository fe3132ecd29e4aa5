"""What came of a batch: for machines as batch.json, for people in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Self

from litmus.base import files, json_files
from litmus.base.numbers import count_of
from litmus.run.batch.task import Outcome
from litmus.run.plan import Plan

NAME = "batch.json"
# What a report of a batch is: not looked at yet; made; as it was, since nothing has changed; not.
WAITING, DONE, UNCHANGED, FAILED = STATES = ("waiting", "done", "unchanged", "failed")
FAULTS = "These could not be made:"
AGAIN = "Run the same command again: it makes only what is missing or changed."
PLACES = ("file", "outputs", "private")  # which nobody needs who has the file


@dataclass(frozen=True)
class Entry:
    """One report of a batch, of which no other has the `folder`. `scope` as `Scope` writes it,
    `folder` and `partial` within the outputs' folder; `error` and what follows as `Outcome` has it.
    """

    scope: str
    folder: str
    report: str = ""
    period: str = ""
    state: str = WAITING
    error: str = ""
    partial: str = ""
    executed: bool = False
    pictures: int = 0
    unwritten: int = 0
    stale: int = 0
    seconds: float = 0.0

    @classmethod
    def of(cls, plan: Plan) -> "Entry":
        """A report that waits to be made."""
        folder = plan.folder.relative_to(plan.outputs).as_posix()
        return cls(str(plan.scope), folder, plan.report, str(plan.period))

    def became(self, outcome: Outcome, outputs: Path) -> "Entry":
        """The same with what became of it."""
        partial = outcome.partial.relative_to(outputs).as_posix() if outcome.partial else ""
        return replace(
            self,
            **{**vars(outcome), "partial": partial},
            state=FAILED if outcome.error else DONE,
        )


@dataclass(frozen=True)
class Summary:
    """A batch and its reports (`entries`), in the order in which they were asked for. `file` is
    batch.json itself, which calls them `LISTED`; `finished` is empty while the batch runs, and
    where it was cut off."""

    LISTED: ClassVar[str] = "scopes"
    COUNTED: ClassVar[tuple[str, ...]] = STATES

    report: str
    title: str
    period: str
    outputs: Path
    file: Path
    private: bool
    fingerprint: str
    made_by: str
    started: str
    entries: tuple[Entry, ...]
    finished: str = ""

    @property
    def failed(self) -> list[Entry]:
        """The reports that could not be made."""
        return self.of(FAILED)

    @property
    def looked_at(self) -> int:
        """How many reports do not wait any more."""
        return len(self.entries) - len(self.of(WAITING))

    def of(self, state: str) -> list[Entry]:
        """The reports in a state."""
        return [each for each in self.entries if each.state == state]

    def with_entry(self, entry: Entry) -> Self:
        """The same with another entry for its folder."""
        entries = tuple(entry if each.folder == entry.folder else each for each in self.entries)
        return replace(self, entries=entries)

    def ended(self) -> Self:
        """The same, at its end."""
        return replace(self, finished=now())

    def write(self) -> Self:
        """Replace batch.json in one step; for its owner alone where the reports are. Returns the
        summary."""
        said = {name: each for name, each in json_files.plain(self).items() if name not in PLACES}
        said[self.LISTED] = said.pop("entries")
        counts = {state: len(self.of(state)) for state in self.COUNTED}
        mode = files.PRIVATE_FILE if self.private else files.PUBLIC_FILE
        files.write_bytes(self.file, files.as_json({**said, "counts": counts}), mode)
        return self

    @property
    def message(self) -> str:
        """What people have to know at the end."""
        said = [f"{self.title}: {counts(self.entries)}."]
        if made := [each for each in self.entries if each.state in (DONE, UNCHANGED)]:
            parent = (self.outputs / made[0].folder).parent
            said.append(f"  Read them:    {parent}, a folder for each")
        said.append(f"  For machines: {self.file}")
        if self.failed:
            said += ["", FAULTS, *(f"  {each.scope}: {each.error}" for each in self.failed)]
        if self.failed or self.of(WAITING):
            said += ["", AGAIN]
        return "\n".join(said)


def now() -> str:
    """This moment, as batch.json has it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


NAMES = {DONE: "made", UNCHANGED: "unchanged", FAILED: "failed", WAITING: "not begun"}


def counts(entries: Sequence[Entry], names: Mapping[str, str] = NAMES) -> str:
    """How many reports there are, and how many in each state that has a name."""
    numbers = {said: sum(e.state == state for e in entries) for state, said in names.items()}
    parts = [f"{number} {said}" for said, number in numbers.items() if number]
    return f"{count_of(len(entries), 'report')}, {', '.join(parts)}"
