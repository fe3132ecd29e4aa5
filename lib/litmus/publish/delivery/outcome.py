"""What came of a delivery, in the words in which the command says it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from litmus.base import paths
from litmus.base.numbers import count_of
from litmus.publish.delivery.ledger import Entry
from litmus.publish.delivery.settings import Recipient
from litmus.publish.delivery.standing import Standing

# What may become of a message, in the order in which it is said.
SENT, CORRECTED, WRITTEN = "Sent", "Sent as a correction", "Written"
WOULD_SEND, WOULD_CORRECT, WOULD_MAKE = (
    "Would be sent",
    "Would be sent as a correction",
    "Would be sent once the report is made",
)
HAD = "Had it already"
PUT_OFF, REFUSED, UNKNOWN = "Not taken yet", "Refused", "Not known whether it arrived"
NOT_SENT, FAULT = "Not sent", "Not made"
WELL = (SENT, CORRECTED, WRITTEN, WOULD_SEND, WOULD_CORRECT, WOULD_MAKE, HAD)
ILL = (PUT_OFF, REFUSED, UNKNOWN, NOT_SENT, FAULT)


@dataclass(frozen=True)
class Fate:
    """What became of the message to one recipient; `why` says more where there is more to say."""

    recipient: Recipient
    what: str
    why: str = ""


@dataclass
class Outcome:
    """What became of all messages of a delivery, whose files are in `folder`. `stopped` says why it
    ended before its end, `remark` what else there is to say."""

    title: str
    fates: list[Fate] = field(default_factory=list)
    folder: Path | None = None
    stopped: str = ""
    remark: str = ""

    @property
    def is_well(self) -> bool:
        """Whether everybody has, or would have, what they should."""
        return not self.stopped and all(each.what in WELL for each in self.fates)

    def add(self, recipient: Recipient, what: str, why: str = "") -> None:
        """Say what became of a message."""
        self.fates.append(Fate(recipient, what, why))

    def tell(self, recipient: Recipient, found: Standing) -> bool:
        """Say why a message is not sent, where the ledger says so; returns whether it does."""
        if found.deed == "had":
            self.add(recipient, HAD)
        elif found.deed == "unknown" and found.last:
            self.add(recipient, UNKNOWN, unknown(found.last))
        elif found.deed == "refused" and found.last:
            self.add(recipient, REFUSED, refused(found.last))
        return found.deed not in ("send", "correct")

    @property
    def text(self) -> str:
        """All of it, for the person who asked."""
        parts = [f"{self.title}:"]
        for what in (*WELL, *ILL):
            of = [each for each in self.fates if each.what == what]
            if of:
                parts.append(f"  {what}: {len(of)}\n{_names(of)}")
        if self.folder:
            parts.append(f"The messages are in {self.folder}.")
        parts += [each for each in (self.remark, self.stopped) if each]
        return "\n\n".join(parts)


def _names(fates: Iterable[Fate]) -> str:
    """Who; of those with the same reason the reason once, below them."""
    reasons: dict[str, list[Recipient]] = {}
    for each in fates:
        reasons.setdefault(each.why, []).append(each.recipient)
    lines = []
    for why, recipients in reasons.items():
        lines += [f"    {each.name} <{each.address}>, {each.scope}" for each in recipients]
        lines += [f"      {why}"] if why else []
    return "\n".join(lines)


def unknown(entry: Entry) -> str:
    """For a message of which nobody knows whether it arrived."""
    return (
        f"The line was cut on {_day(entry)}, after the message had gone and before the server had "
        f"answered. Ask them whether they have it, then type: {_settle(entry)} --sent, or "
        "--not-sent, and the next delivery sends it."
    )


def refused(entry: Entry) -> str:
    """For a message that the server refused."""
    return (
        f"The server refused it with {entry.answer} on {_day(entry)}; it is not sent again as it "
        f"is. Correct the address; or have the cause removed and type: {_settle(entry)} "
        "--not-sent, and the next delivery sends it."
    )


def list_waiting(entries: Iterable[Entry]) -> str:
    """The messages that wait for a person."""
    lines = []
    for each in entries:
        said = refused(each) if each.state == "refused" else unknown(each)
        lines.append(f"{each.id}  {each.key.name}, {each.key.period}, to {each.key.to}\n  {said}")
    if not lines:
        return "No message waits for you."
    return "\n\n".join([f"{count_of(len(lines), 'message')} to settle:", *lines])


def settled(entry: Entry) -> str:
    """After a person said what became of a message."""
    what = f"{entry.key.name}, {entry.key.period}, to {entry.key.to}"
    if entry.state == "sent":
        return f"Noted as sent: {what}."
    return f"Noted as not sent: {what}. The next delivery of this report sends it."


def _day(entry: Entry) -> str:
    return f"{entry.when:%d/%m/%Y at %H:%M}"


def _settle(entry: Entry) -> str:
    return f"{paths.command()} deliver settle {entry.id}"
