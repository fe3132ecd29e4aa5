"""What became of each message: a journal that only grows, each line forced to disk.

A line is written before a message goes ("sending") and after the server's answer ("sent",
"refused", "put off"). Where the second is missing, a kill or a dropped line came between: nobody
can know whether the message arrived ("unknown"), and a person says. A line has addresses and codes
of answers; nothing of what a message says, and nothing that a server said of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from litmus.base import files, json_files, locks
from litmus.base.errors import LitmusError
from litmus.intake.forms import journal, lines

LEDGER, LOCK = "delivery.jsonl", ".delivery.lock"

State = Literal["sending", "sent", "refused", "put off", "unknown", "not sent"]


class Key(NamedTuple):
    """Which message it is: whose data, the folder of the report (its type, and whom it is about),
    the folder of its period, and the address that it goes to."""

    council: str
    name: str
    period: str
    to: str


@dataclass(frozen=True)
class Entry:
    """One line. `id` is what a person calls the message by; `content` the SHA-256 of what it says;
    `answer` the code of the server's answer, such as "550 5.1.1"; `by` who settled it.

    `number` counts the lines, `at` is the time (UTC): both are given when the line is written.
    """

    key: Key
    state: State
    id: str
    scope: str
    content: str
    message_id: str
    answer: str = ""
    by: str = ""
    number: int = 0
    at: str = ""

    @property
    def when(self) -> datetime:
        """The time in the zone of this computer."""
        return datetime.fromisoformat(self.at).astimezone()


@dataclass
class Ledger:
    """The lines of the folder of records, the oldest first; written to by one delivery alone."""

    folder: Path
    entries: list[Entry] = field(default_factory=list)

    def of(self, key: Key) -> list[Entry]:
        """The lines about one message, in their order."""
        return [each for each in self.entries if each.key == key]

    def add(self, entry: Entry) -> Entry:
        """Write a line and wait until it is on the disk; returns it as it was written."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made = replace(entry, number=len(self.entries) + 1, at=now)
        said = {**asdict(made), "key": made.key._asdict()}
        journal.append(self.folder / LEDGER, [lines.seal(said)])
        self.entries.append(made)
        return made


@contextmanager
def hold(folder: Path) -> Iterator[Ledger]:
    """The ledger in `folder`, for one delivery alone. What a power cut left of a line is removed,
    and a message whose sending was cut off is noted as unknown.

    Raises LitmusError where another delivery holds it, and where lines were changed or are lost.
    """
    files.private_folder(folder)
    refusal = (
        "Another delivery is under way at this moment. Wait until it has ended, then try again: "
        "what it has sent is not sent a second time."
    )
    with locks.hold(folder / LOCK, refusal):
        journal.mend(folder / LEDGER, _is_line, lines.was_altered)
        found = read(folder)
        last = {each.key: each for each in found.entries}
        for each in last.values():
            if each.state == "sending":
                found.add(replace(each, state="unknown"))
        yield found


def read(folder: Path) -> Ledger:
    """The ledger as it is now, to be looked at. Raises LitmusError where lines are lost."""
    path = folder / LEDGER
    journal.check_readable(path)
    found = [_entry(text) for _, text in lines.whole(path)]
    entries = [each for each in found if each is not None]
    numbers = [each.number for each in entries]
    if len(entries) < len(found) or numbers != list(range(1, len(found) + 1)):
        raise LitmusError(_lost(folder))
    if not journal.is_whole(path):
        raise LitmusError(_lost(folder))
    return Ledger(folder, entries)


def _entry(text: bytes) -> Entry | None:
    said = lines.sealed(text)
    try:
        if said is not None:
            found: Entry = json_files.adapter(Entry).validate_python(said)
            return found
    except ValueError:
        pass
    return None


def _is_line(text: bytes) -> bool:
    return _entry(text) is not None


def _lost(folder: Path) -> str:
    return (
        f"{folder.name}/{LEDGER} no longer holds all that was written of what was sent. Nothing is "
        "sent until it does, as it could be a second time: put the file back from a backup, and "
        f"its copy {journal.copy_of(folder / LEDGER).name} with it."
    )
