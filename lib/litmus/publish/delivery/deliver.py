"""Delivering a report: one e-mail to each recipient, written to a file and, by a server, sent.

Read `deliver` from the top: who gets it, the reports, what each may be sent of them, the sending.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from litmus.base import paths, system_errors
from litmus.base.council import Council, read_council
from litmus.base.errors import Stopped, UsageError
from litmus.base.progress import Step
from litmus.intake.forms.records import council_key
from litmus.intake.sources.kinds import SAMPLE
from litmus.publish.delivery import ledger, reports
from litmus.publish.delivery import outcome as said
from litmus.publish.delivery.ledger import Ledger
from litmus.publish.delivery.letters import FOLDER, Letter, letters
from litmus.publish.delivery.message import Dispatch, email
from litmus.publish.delivery.outcome import Outcome
from litmus.publish.delivery.password import password_of
from litmus.publish.delivery.posting import Post
from litmus.publish.delivery.reports import Asked
from litmus.publish.delivery.sending import Route, trust
from litmus.publish.delivery.settings import WHERE, Delivery, Recipient, Server, read_delivery
from litmus.publish.delivery.standing import identify, standing
from litmus.run.plan import Plan
from litmus.run.settings import read_report

# Send what is new; write all messages without sending any; say what would be sent.
Mode = Literal["send", "write", "dry"]
STOPPED = "Stopped. Deliver again: what was sent is not sent a second time."
NO_SERVER = f"Nothing was sent: {WHERE} names no mail server (smtp)."


def deliver(asked: Asked, records: Path, mode: Mode, progress: Step) -> Outcome:
    """Deliver a report to all who get it; returns what became of each message.

    The ledger is in the folder `records`. Without a mail server in the settings, messages are
    written only. Raises UsageError for settings that cannot be understood, before anything is made,
    and LitmusError where another delivery is under way or the ledger has lost lines.
    """
    project = paths.project()
    title = f"{read_report(project, asked.report).title}, {asked.period.title}"
    delivery, council = read_delivery(project), read_council(project)
    recipients = delivery.of(asked.report)
    if not recipients:
        raise UsageError(
            f"Nobody in {WHERE} gets the {asked.report} report: name it in the `reports` of a "
            "recipient."
        )
    plans = {scope: asked.plan(scope) for scope in dict.fromkeys(r.scope for r in recipients)}
    outcome = Outcome(title)
    whose = council_key(sample=asked.source == SAMPLE.written, la_code=council.la_code)
    make = partial(letters, asked, delivery, whose=whose, outcome=outcome, progress=progress)
    try:
        if mode == "dry":
            known = ledger.read(records)
            _preview(make(_made(asked, plans, recipients, outcome)), known, outcome)
        elif mode == "write" or delivery.smtp is None:
            _write(make(plans), delivery, outcome)
            outcome.remark = "" if mode == "write" else NO_SERVER
        else:
            _check_whose(asked, council)
            route = _route(delivery.smtp, project)
            with ledger.hold(records) as held:
                post = Post(route, delivery.sender, held, outcome, progress)
                post.send(make(plans))
    except KeyboardInterrupt:
        raise Stopped(f"{outcome.text}\n\n{STOPPED}") from None
    except OSError as error:
        outcome.stopped = system_errors.explain(error) or str(error.strerror)
    if mode != "dry" and outcome.fates:
        outcome.folder = next(iter(plans.values())).folder.parent / FOLDER
    return outcome


def _made(
    asked: Asked, plans: Mapping[str, Plan], recipients: Sequence[Recipient], outcome: Outcome
) -> dict[str, Plan]:
    """The plans of the reports that are there; of the others the outcome is told that they would be
    made."""
    there = {s: each for s, each in plans.items() if reports.is_made(each) and not asked.remake}
    for each in recipients:
        if each.scope not in there:
            outcome.add(each, said.WOULD_MAKE)
    return there


def _check_whose(asked: Asked, council: Council) -> None:
    """Nobody is sent invented figures for a council's own, nor the other way round."""
    if council.sample != (asked.source == SAMPLE.written):
        whose = "the sample council" if council.sample else council.name
        raise UsageError(
            f"params/council.yml is that of {whose}, and the data are not: nothing is sent. "
            "Write the messages without sending them (--write-only), or change params/council.yml."
        )


def _route(server: Server, project: Path) -> Route:
    return Route(server, password_of(server, project), trust(server, project))


def _write(letters: Sequence[Letter], delivery: Delivery, outcome: Outcome) -> None:
    """Write all messages, so that a person can open and send them."""
    sender = delivery.sender
    for each in letters:
        _, message_id = identify(each.key, each.content.digest, (), sender.domain)
        about = Dispatch(message_id, datetime.now().astimezone(), by_hand=True)
        each.write(email(each.content, each.recipient, sender, about))
        outcome.add(each.recipient, said.WRITTEN)


def _preview(letters: Sequence[Letter], known: Ledger, outcome: Outcome) -> None:
    """Say what would become of each message."""
    for each in letters:
        found = standing(known.of(each.key), each.content.digest)
        if not outcome.tell(each.recipient, found):
            what = said.WOULD_CORRECT if found.deed == "correct" else said.WOULD_SEND
            outcome.add(each.recipient, what)
