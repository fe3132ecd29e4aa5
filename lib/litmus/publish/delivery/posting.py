"""Sending many messages, each once: what the ledger says is done, and the ledger is told.

A message that is put off (4xx) is tried again after the others; a refused one (5xx) is reported,
and one whose answer did not come is left to a person. Each has a connection of its own, so that a
line that drops takes no other message with it.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from litmus.base.progress import Step
from litmus.publish.delivery import outcome as said
from litmus.publish.delivery import sending
from litmus.publish.delivery.ledger import Entry, Ledger, State
from litmus.publish.delivery.letters import Letter
from litmus.publish.delivery.message import Dispatch, email
from litmus.publish.delivery.outcome import Outcome
from litmus.publish.delivery.sending import Route
from litmus.publish.delivery.settings import Sender, Server
from litmus.publish.delivery.standing import Standing, identify, standing

# A server that falls silent after so many messages in a row is not given another.
MOST_UNKNOWN = 2


class Post:
    """One delivery on its way: `ledger` is held, `outcome` is told what becomes of each message."""

    def __init__(
        self, route: Route, sender: Sender, ledger: Ledger, outcome: Outcome, progress: Step
    ) -> None:
        self._route, self._sender, self._ledger = route, sender, ledger
        self._outcome, self._progress = outcome, progress
        self._unknown_in_a_row = 0

    def send(self, letters: Sequence[Letter]) -> None:
        """Send what is new of these messages; of the others the outcome says why not."""
        tell = self._outcome.tell
        queue = [each for each in letters if not tell(each.recipient, self._standing(each))]
        for attempt in range(self._route.server.attempts):
            if not queue:
                return
            if attempt:
                self._progress(f"Waiting to try {len(queue)} again")
                time.sleep(self._route.server.wait_seconds)
            queue = self._round(queue)
        for each in queue:
            self._outcome.add(each.recipient, said.PUT_OFF, self._why_put_off(each))

    def _round(self, queue: Sequence[Letter]) -> list[Letter]:
        """Try each message once; returns those to be tried again."""
        again: list[Letter] = []
        for number, letter in enumerate(queue):
            self._progress(f"Sending {number + 1} of {len(queue)}")
            try:
                self._try(letter)
            except sending.PutOff:
                again.append(letter)
            except sending.Unreachable:
                return [*again, *queue[number:]]
            except sending.CannotSend as error:
                self._stop([*again, *queue[number:]], str(error))
                return []
            if self._unknown_in_a_row == MOST_UNKNOWN:
                self._stop([*again, *queue[number + 1 :]], _silent(self._route.server))
                return []
        return again

    def _try(self, letter: Letter) -> None:
        """Send one message and write down what became of it.

        Raises what `sending.send` raises of a message that is not sent and may be sent later.
        """
        found = self._standing(letter)
        blank = self._blank(letter)
        message = email(letter.content, letter.recipient, self._sender, _dispatch(blank, found))
        letter.write(message)
        begun: list[Entry] = []

        def note(state: State, answer: str = "") -> Entry:
            return self._ledger.add(replace(blank, state=state, answer=answer))

        try:
            answer = sending.send(
                self._route,
                self._sender.address,
                letter.recipient.address,
                message,
                lambda: begun.append(note("sending")),
            )
        except sending.PutOff as error:
            note("put off", error.answer)
            raise
        except sending.Refused as error:
            self._tell(letter, said.REFUSED, said.refused(note("refused", error.answer)))
        except sending.Unknown:
            self._tell(letter, said.UNKNOWN, said.unknown(note("unknown")))
        except KeyboardInterrupt:
            if begun:
                note("unknown")
            raise
        else:
            note("sent", answer)
            self._tell(letter, said.CORRECTED if found.sent else said.SENT)

    def _tell(self, letter: Letter, what: str, why: str = "") -> None:
        self._unknown_in_a_row = self._unknown_in_a_row + 1 if what == said.UNKNOWN else 0
        self._outcome.add(letter.recipient, what, why)

    def _standing(self, letter: Letter) -> Standing:
        return standing(self._ledger.of(letter.key), letter.content.digest)

    def _blank(self, letter: Letter) -> Entry:
        """What every line about a message has."""
        digest = letter.content.digest
        entries = self._ledger.of(letter.key)
        name, message_id = identify(letter.key, digest, entries, self._sender.domain)
        return Entry(letter.key, "sending", name, letter.recipient.scope, digest, message_id)

    def _stop(self, letters: Sequence[Letter], why: str) -> None:
        for each in letters:
            self._outcome.add(each.recipient, said.NOT_SENT)
        self._outcome.stopped = why

    def _why_put_off(self, letter: Letter) -> str:
        last = self._standing(letter).last
        again = "Deliver again later: what was sent is not sent a second time."
        if last and last.state == "put off":
            return f"The server put it off with {last.answer}. {again}"
        server = self._route.server
        return f"{server.host}, port {server.port}, does not answer. {again}"


def _dispatch(entry: Entry, found: Standing) -> Dispatch:
    sent = found.sent
    now = datetime.now().astimezone()
    if sent is None:
        return Dispatch(entry.message_id, now)
    return Dispatch(entry.message_id, now, sent.message_id, sent.when)


def _silent(server: Server) -> str:
    return (
        f"{server.host} fell silent after each of the last {MOST_UNKNOWN} messages, so no other "
        "was given to it. Ask whoever looks after the mail server, then deliver again."
    )
