"""The messages of a delivery: what each recipient is sent, and where its file lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import sub

from litmus.base import digests, files
from litmus.base.errors import LitmusError, Stopped
from litmus.base.progress import Step
from litmus.publish.delivery import outcome as said
from litmus.publish.delivery import reports
from litmus.publish.delivery.ledger import Key
from litmus.publish.delivery.message import Content, compose
from litmus.publish.delivery.outcome import Outcome
from litmus.publish.delivery.reports import Asked, Report
from litmus.publish.delivery.settings import Delivery, Recipient
from litmus.run.plan import Plan

FOLDER = "delivery"


@dataclass(frozen=True)
class Letter:
    """A message to one recipient: what it says, which one it is (`key`), where its file goes."""

    recipient: Recipient
    content: Content
    key: Key
    path: Path

    def write(self, message: bytes) -> None:
        """Write the message to its file, which is for its owner alone, as are its folders."""
        for folder in (self.path.parents[1], self.path.parent):
            files.private_folder(folder)
        files.write_bytes(self.path, message, files.PRIVATE_FILE)


def letters(
    asked: Asked,
    delivery: Delivery,
    plans: Mapping[str, Plan],
    whose: str,
    outcome: Outcome,
    progress: Step,
) -> list[Letter]:
    """The messages about the reports of these plans, by scope, made where there are none.

    `whose` data they are of. The outcome is told of those that cannot be made, and why.
    """
    made: list[Letter] = []
    for number, (scope, wanted) in enumerate(plans.items(), 1):
        progress(f"Reading report {number} of {len(plans)}")
        of = [each for each in delivery.of(asked.report) if each.scope == scope]
        formats = {f for each in of for f in delivery.role(each).formats(wanted.private)}
        try:
            report = reports.ready(asked, wanted, sorted(formats), progress)
        except Stopped:
            raise
        except LitmusError as error:
            for each in of:
                outcome.add(each, said.FAULT, str(error))
            continue
        for each, content in _contents(report, of, delivery, outcome):
            key = Key(whose, wanted.name, asked.period.folder, each.address.lower())
            made.append(Letter(each, content, key, _path(wanted, each)))
    return made


def _contents(
    report: Report, recipients: Sequence[Recipient], delivery: Delivery, outcome: Outcome
) -> list[tuple[Recipient, Content]]:
    """What each recipient of one report is sent; made once for all of a role."""
    found: dict[str, Content | LitmusError] = {}
    for each in recipients:
        if each.role not in found:
            try:
                found[each.role] = compose(report, each, delivery)
            except LitmusError as error:
                found[each.role] = error
    pairs = []
    for each in recipients:
        content = found[each.role]
        if isinstance(content, LitmusError):
            outcome.add(each, said.FAULT, str(content))
        else:
            pairs.append((each, content))
    return pairs


def _path(wanted: Plan, recipient: Recipient) -> Path:
    """Where the file of a message lies: a folder for each report, for its owner alone."""
    address = recipient.address.lower()
    stem = sub(r"[^a-z0-9.@_-]", "_", address)
    stem += "" if stem == address else f"-{digests.of_text(address)[:4]}"
    return wanted.folder.parent / FOLDER / wanted.name / f"{stem}.eml"
