"""What is to be done about a message, by what the ledger says of it: the one place that decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from litmus.base import digests
from litmus.publish.delivery.ledger import Entry, Key, Ledger, State

Deed = Literal["send", "correct", "had", "refused", "unknown"]
OPEN: tuple[State, ...] = ("sending", "unknown")


@dataclass(frozen=True)
class Standing:
    """What to do: send it, send it as a correction of what was sent, nothing because it was had
    already, or nothing because the server refused it or because nobody knows whether it arrived:
    then a person says.

    `last` is the last line about it, `sent` the last one that says that something was sent.
    """

    deed: Deed
    last: Entry | None = None
    sent: Entry | None = None


def standing(entries: Sequence[Entry], content: str) -> Standing:
    """What is to be done about a message that says `content` (SHA-256), by the lines about it.

    Whatever it says, nothing follows a message of which nobody knows whether it arrived. A message
    that was refused is not sent again as it was, for the server would refuse it again; with another
    content it is another message.
    """
    if not entries:
        return Standing("send")
    last = entries[-1]
    sent = next((each for each in reversed(entries) if each.state == "sent"), None)
    if last.state in OPEN:
        return Standing("unknown", last, sent)
    if last.state == "refused" and last.content == content:
        return Standing("refused", last, sent)
    if sent is None:
        return Standing("send", last)
    return Standing("had" if sent.content == content else "correct", last, sent)


def waiting(ledger: Ledger) -> list[Entry]:
    """The last line of each message that waits for a person, the oldest first."""
    last = {each.key: each for each in ledger.entries}
    return sorted(
        (each for each in last.values() if each.state in (*OPEN, "refused")),
        key=lambda each: each.number,
    )


def identify(key: Key, content: str, entries: Sequence[Entry], domain: str) -> tuple[str, str]:
    """The id by which a person calls a message, and its Message-ID for the world.

    The same message has the same ones however often it is tried, so that a mailbox that had it can
    tell; the same words after others were sent are another message.
    """
    before = sum(each.state == "sent" for each in entries)
    digest = digests.of_text("\n".join([*key, content, str(before)]))
    return digest[:10], f"<{digest[:40]}@{domain}>"
