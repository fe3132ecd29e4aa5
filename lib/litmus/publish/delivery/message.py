"""One message: what it says to everybody of a role and a scope, and the e-mail to one of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from re import sub
from typing import Any

from litmus.base import digests
from litmus.base.errors import LitmusError
from litmus.base.numbers import decimal, join
from litmus.base.periods import days_in_words
from litmus.publish.delivery import page, plain
from litmus.publish.delivery.page import Page
from litmus.publish.delivery.reports import Report
from litmus.publish.delivery.settings import Delivery, Recipient, Role, Sender
from litmus.publish.delivery.summary import check_names_nobody, summarise
from litmus.run.plan import Plan

MB = 1_000_000
CORRECTED = "Corrected: "
# Headers up to this long stay on their line; the bodies are in lines of 76 already.
AS_SENT = SMTP.clone(max_line_length=200)
MEDIA = {
    "html": ("text", "html"),
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True)
class Attachment:
    """A rendering of a report, by the name that it has in the e-mail."""

    name: str
    format: str
    content: bytes


@dataclass(frozen=True)
class Content:
    """What a message says: the same to all recipients of a role and a scope."""

    subject: str
    page: Page
    closing: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    restricted: bool

    def html(self, note: str = "") -> str:
        """The body as HTML; `note` stands above all else."""
        return self.page.html(self.subject, self.closing, note)

    def text(self, note: str = "") -> str:
        """The body as plain text."""
        return plain.text(self.page.summary, self.page.shown, self.closing, note)

    @property
    def digest(self) -> str:
        """The SHA-256 of all that it says."""
        files = [[each.name, digests.of_bytes(each.content)] for each in self.attachments]
        return digests.of_text(json.dumps([self.subject, self.text(), self.html(), files]))


@dataclass(frozen=True)
class Dispatch:
    """What makes a message one of its own: its number for the world (Message-ID) and its time.

    `replaces` is the Message-ID of the message that it corrects, sent `replaced_at`; "" for none.
    `by_hand`: it is only written, to be opened and sent by a person.
    """

    message_id: str
    at: datetime
    replaces: str = ""
    replaced_at: datetime | None = None
    by_hand: bool = False


def compose(report: Report, recipient: Recipient, delivery: Delivery) -> Content:
    """What a recipient may be sent of a report.

    Raises LitmusError where it would be more than the recipient's role allows, or larger than
    messages may be.
    """
    role = delivery.role(recipient)
    lists = report.lists is not None
    attachments = tuple(
        Attachment(f"{_file_name(report.plan)}.{each}", each, report.files[each])
        for each in role.formats(lists)
    )
    of = page.make(summarise(report, role.rows_in_body), report.plan.brand)
    closing = _closing(of, attachments, report, recipient, delivery)
    made = Content(report.title, of, closing, attachments, lists)
    if not role.rows_in_body:
        words = f"{made.subject} {made.text()} {_words(made.html())}"
        check_names_nobody(words, report.lists, report.plan.name)
    _check_size(made, role, delivery.largest_mb, report)
    return made


def email(content: Content, recipient: Recipient, sender: Sender, about: Dispatch) -> bytes:
    """The e-mail to one recipient (RFC 5322): plain text, HTML with its pictures, attachments."""
    found = EmailMessage(policy=SMTP)
    _head(found, content, recipient, sender, about)
    _body(found, content, _correction(about))
    for one in content.attachments:
        kind, of = MEDIA[one.format]
        found.add_attachment(one.content, kind, of, filename=one.name)
    found["Content-Language"] = "en-GB"  # at the end: making the body takes it away
    return found.as_bytes(policy=AS_SENT)


def _head(
    found: EmailMessage, content: Content, recipient: Recipient, sender: Sender, about: Dispatch
) -> None:
    found["From"] = Address(sender.name, addr_spec=sender.address)
    found["To"] = Address(recipient.name, addr_spec=recipient.address)
    if sender.reply_to:
        found["Reply-To"] = sender.reply_to
    found["Subject"] = f"{CORRECTED if about.replaced_at else ''}{content.subject}"
    found["Date"] = format_datetime(about.at)
    found["Message-ID"] = about.message_id
    if about.replaces:
        found["In-Reply-To"] = found["References"] = about.replaces
    found["Auto-Submitted"] = "auto-generated"
    found["X-Auto-Response-Suppress"] = "All"  # nobody's absence is told to a machine
    if content.restricted:
        found["Sensitivity"] = "Company-Confidential"
    if about.by_hand:
        found["X-Unsent"] = "1"  # Outlook opens it as a draft that can be sent


def _body(found: EmailMessage, content: Content, note: str) -> None:
    """Plain text and HTML, of which programs show the one that they can."""
    found.set_content(content.text(note), cte="quoted-printable")
    found.add_alternative(content.html(note), subtype="html", cte="quoted-printable")
    shown: Any = found.get_body(("html",))
    for each in content.page.pictures:
        kind, _, of = each.media.partition("/")
        name = f"{each.cid.partition('@')[0]}.{of}"
        shown.add_related(
            each.content, kind, of, cid=f"<{each.cid}>", disposition="inline", filename=name
        )


def _correction(about: Dispatch) -> str:
    if not about.replaced_at:
        return ""
    then = about.replaced_at
    when = f"{days_in_words(then.date(), then.date())}, {then:%H:%M}"
    return f"This corrects the message of {when}, which it replaces."


def _file_name(plan: Plan) -> str:
    """What an attachment is called, in words: "Daily report team CIN-1 29 March 2016"."""
    named = f"{plan.heading} {plan.period.title.partition(' (')[0]}"
    return " ".join(sub(r"[^\w .-]+", " ", named).split())


def _closing(
    of: Page,
    attachments: Sequence[Attachment],
    report: Report,
    recipient: Recipient,
    delivery: Delivery,
) -> tuple[str, ...]:
    """What is attached, what is not here, and why somebody gets this."""
    lines = [] if of.is_whole else ["There was no room for all of the report in this message."]
    lines += [] if of.summary.blocks else ["What it says is in the report itself."]
    if attachments:
        lines.append(f"Attached: {join([each.name for each in attachments])}.")
    elif report.lists is not None and not delivery.role(recipient).rows_in_body:
        lines.append("The lists of cases are in the report and not in this message.")
    if delivery.whole_report:
        lines.append(delivery.whole_report)
    whom = report.plan.scope_name or "the whole council"
    lines.append(
        f"You get this as {recipient.role.replace('_', ' ')}, about {whom}. If it is not meant for "
        f"you, tell {delivery.sender.answers} and delete it."
    )
    return tuple(lines)


def _words(html: str) -> str:
    """What HTML says, with its descriptions and without its names of pictures."""
    return sub(r"cid:[0-9a-f]+@litmus|bgcolor=\"[^\"]*\"|style=\"[^\"]*\"", " ", html)


def _check_size(made: Content, role: Role, largest: int, report: Report) -> None:
    # In an e-mail four bytes stand for three.
    contents = [each.content for each in made.attachments]
    contents += [each.content for each in made.page.pictures]
    size = sum(map(len, contents)) * 4 / 3
    if size > largest * MB:
        files = join(role.formats(report.lists is not None))
        raise LitmusError(
            f"A message about {report.plan.name} would have {decimal(size / MB)} MB with {files} "
            f"attached, and largest_mb in params/delivery.yml allows {largest}. Attach less, or "
            "ask whoever looks after the mail server whether it takes more."
        )
