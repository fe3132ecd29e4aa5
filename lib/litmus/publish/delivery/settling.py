"""What a person says of a message that was refused, or of which nobody knows whether it arrived."""

import getpass
from dataclasses import replace
from pathlib import Path

from litmus.base.errors import UsageError
from litmus.publish.delivery import ledger, outcome
from litmus.publish.delivery.standing import waiting


def list_open(records: Path) -> str:
    """The messages that wait for a person, and what to type of each."""
    return outcome.list_waiting(waiting(ledger.read(records)))


def settle(records: Path, message: str, sent: bool) -> str:
    """Note that the message with this id arrived, or did not; returns what that means.

    Raises UsageError for a message that does not wait for it.
    """
    with ledger.hold(records) as held:
        open_now = {each.id: each for each in waiting(held)}
        if message not in open_now:
            known = ", ".join(open_now) or "none"
            raise UsageError(f"No message {message!r} waits to be settled. Those that do: {known}.")
        last = open_now[message]
        if last.state == "refused" and sent:
            raise UsageError(
                f"The server refused the message {message} ({last.answer}), so it was not sent. "
                "Say --not-sent, and the next delivery sends it."
            )
        state: ledger.State = "sent" if sent else "not sent"
        return outcome.settled(held.add(replace(last, state=state, by=_person(), answer="")))


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account that the system does not know
        return "somebody"
