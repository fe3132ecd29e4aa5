"""Who gets which report by e-mail, what may be in it, and by which server: params/delivery.yml.

The whole file is read strictly before anything is made or sent: a slip in it would send children's
records to the wrong person. No error repeats what could be a password.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from litmus.base.audience import Audience, may_read
from litmus.base.code_words import SERVICES
from litmus.base.errors import UsageError
from litmus.base.params import Setting, read, validate
from litmus.base.scope import EXAMPLES, SERVICE, Scope
from litmus.base.spelling import did_you_mean
from litmus.render.formats import FORMATS
from litmus.run.settings import read_report, report_names

NAME = "delivery"
WHERE = f"params/{NAME}.yml"
# Formats that may be attached: those that Litmus makes itself.
ATTACHED = tuple(each.name for each in FORMATS if "." not in each.name)
_DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z0-9]"
ADDRESS = re.compile(rf"[A-Za-z0-9_'+&%=-]+(?:\.[A-Za-z0-9_'+&%=-]+)*@{_DOMAIN}")
DOMAIN, HOST = re.compile(_DOMAIN), re.compile(r"[A-Za-z0-9.:-]+")
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
SECRET = re.compile(
    r"(.*[_-])?(pass|passwd|password|passphrase|pwd|secret|token)([_-].*)?", re.IGNORECASE
)
NAMES_OF_SECRETS = ("password_variable", "password_file")
OUTSIDE = (
    "expected internal or member: nothing is sent out of the council while small numbers are not "
    "suppressed"
)


def _address(given: str) -> str:
    if len(given) > 254 or not ADDRESS.fullmatch(given):
        raise ValueError("expected an e-mail address such as ann.lee@samplecity.gov.uk")
    return given


def _domain(given: str) -> str:
    if not DOMAIN.fullmatch(given):
        raise ValueError("expected a domain such as samplecity.gov.uk")
    return given


def _host(given: str) -> str:
    if not HOST.fullmatch(given):
        raise ValueError("expected the name of a mail server, such as smtp.samplecity.gov.uk")
    return given


def _words(given: str) -> str:
    if not given.strip() or not given.isprintable():
        raise ValueError("expected words on one line")
    return given.strip()


def _scope(given: str) -> str:
    try:
        found = Scope.parse(given)
    except UsageError:
        raise ValueError(f"expected {EXAMPLES}") from None
    if found.kind == SERVICE and found.group not in SERVICES:
        raise ValueError(f"there is no such service; expected one of {', '.join(SERVICES)}")
    return str(found)


def _reader(given: Audience) -> Audience:
    if given not in ("internal", "member"):
        raise ValueError(OUTSIDE)
    return given


def _format(given: str) -> str:
    if given not in ATTACHED:
        raise ValueError(f"expected one of {', '.join(ATTACHED)}")
    return given


Address = Annotated[str, AfterValidator(_address)]
Words = Annotated[str, AfterValidator(_words)]
Formats = list[Annotated[str, AfterValidator(_format)]]


class Role(Setting):
    """What recipients of one kind may be sent; nothing but the first page when left out.

    `attach`: the formats attached of a report that lists no cases. `attach_lists`: of one that
    does. `rows_in_body`: whether the e-mail itself may list cases, and hold what people wrote.
    """

    audience: Annotated[Audience, AfterValidator(_reader)]
    attach: Formats = Field(default_factory=list)
    attach_lists: Formats = Field(default_factory=list)
    rows_in_body: bool = False

    def formats(self, lists: bool) -> list[str]:
        """The formats attached of a report, by whether it `lists` cases."""
        return self.attach_lists if lists else self.attach


class Recipient(Setting):
    """Somebody who gets reports: those named in `reports`, each about their `scope` alone."""

    name: Words
    address: Address
    role: Words
    scope: Annotated[str, AfterValidator(_scope)]
    reports: list[str] = Field(min_length=1)


class Sender(Setting):
    """Whom messages are from; answers go to `reply_to` where it is given."""

    name: Words
    address: Address
    reply_to: Address | None = None

    @property
    def answers(self) -> str:
        """Where an answer goes."""
        return self.reply_to or self.address

    @property
    def domain(self) -> str:
        """The part of the address after the @."""
        return self.address.rpartition("@")[2]


class Server(Setting):
    """The mail server, always over TLS: `starttls` begins in the clear and changes over before
    anything is said, `tls` is encrypted from the first byte.

    The password of `user` is in the environment (`password_variable`) or in a file that its owner
    alone may read (`password_file`). `certificates`: a PEM file with the council's own authority,
    where the system does not know it. A message that is put off is tried `attempts` times,
    `wait_seconds` apart.
    """

    host: Annotated[str, AfterValidator(_host)]
    port: int = Field(ge=1, le=65535)
    security: Literal["starttls", "tls"]
    user: str = ""
    password_variable: str = ""
    password_file: str = ""
    certificates: str = ""
    timeout_seconds: int = Field(default=60, ge=1, le=600)
    attempts: int = Field(default=3, ge=1, le=10)
    wait_seconds: int = Field(default=60, ge=0, le=3600)


class Delivery(Setting):
    """Everything about delivery. Addresses lie in the council's own `domains` and no others.

    `largest_mb` is the most that a message may have; `whole_report` a sentence that says where
    readers find the report itself.
    """

    domains: list[Annotated[str, AfterValidator(_domain)]] = Field(min_length=1)
    sender: Sender
    roles: dict[str, Role]
    recipients: list[Recipient]
    whole_report: str = ""
    largest_mb: int = Field(default=10, ge=1, le=100)
    smtp: Server | None = None

    def of(self, report: str) -> list[Recipient]:
        """Who gets a report, in the order of the file."""
        return [each for each in self.recipients if report in each.reports]

    def role(self, recipient: Recipient) -> Role:
        """What a recipient may be sent."""
        return self.roles[recipient.role]


def read_delivery(project: Path) -> Delivery:
    """Who gets what. Raises UsageError that names the file, the entry, what was expected and,
    unless it could be a password, what was found."""
    entry = read(project, NAME)
    _refuse_secrets(entry)
    found = validate(Delivery, entry, WHERE)
    lines = getattr(entry.get("recipients"), "lines", {})
    audiences = {name: read_report(project, name).audience for name in report_names(project)}
    taken: set[tuple[str, str, str]] = set()
    for n, each in enumerate(found.recipients):
        line = f", line {lines[n]}" if n in lines else ""
        where = f"{WHERE}: recipients.{n}{line} ({each.name})"
        _check_role(each, found, where)
        _check_address(each.address, found.domains, where)
        for report in each.reports:
            _check_report(report, found.role(each).audience, audiences, where)
            _check_once((report, each.scope, each.address.lower()), taken, where)
    for name, role in found.roles.items():
        if role.audience != "internal" and (role.attach_lists or role.rows_in_body):
            raise UsageError(
                f"{WHERE}: roles.{name}: attach_lists and rows_in_body are for the council's own "
                f"managers alone; this role is for the audience '{role.audience}'. Leave them out."
            )
    _check_address(found.sender.address, found.domains, f"{WHERE}: sender")
    _check_server(found.smtp)
    return found


def _refuse_secrets(entry: Any, path: str = "") -> None:
    """Raises UsageError, without its value, for an entry that could be a password, and for an
    unknown name under `smtp`, which could be one misspelt."""
    for key, value in entry.items() if isinstance(entry, Mapping) else ():
        name, place = str(key), f"{path}.{key}".lstrip(".")
        line = f" (line {entry.lines[key]})" if key in getattr(entry, "lines", {}) else ""
        if path == "smtp" and name in NAMES_OF_SECRETS:
            if value is not None and not isinstance(value, str):
                raise UsageError(f"{WHERE}: {place}: expected a name in quotation marks{line}.")
        elif SECRET.fullmatch(name) or (path == "smtp" and name not in Server.model_fields):
            raise UsageError(
                f"{WHERE}: {place}: there is no such setting{line}; expected of "
                f"{', '.join(Server.model_fields)}. A password is never written here: name the "
                "environment variable (password_variable) or the file (password_file) that has it."
            )
        _refuse_secrets(value, place)
    for each in entry if isinstance(entry, list) else ():
        _refuse_secrets(each, f"{path}.")


def _check_role(each: Recipient, found: Delivery, where: str) -> None:
    if each.role not in found.roles:
        hint = did_you_mean(each.role, found.roles)
        raise UsageError(
            f"{where}: there is no role {each.role!r}.{hint} Roles: {', '.join(found.roles)}."
        )


def _check_address(address: str, domains: Sequence[str], where: str) -> None:
    domain = address.rpartition("@")[2].lower()
    if domain not in {each.lower() for each in domains}:
        raise UsageError(
            f"{where}: {address} is outside the council's domains ({', '.join(domains)}). Correct "
            "it, or add the domain to `domains` if it is the council's own."
        )


def _check_report(
    report: str, reader: Audience, audiences: Mapping[str, Audience], where: str
) -> None:
    if report not in audiences:
        hint = did_you_mean(report, audiences)
        raise UsageError(
            f"{where}: there is no report {report!r}.{hint} Reports: {', '.join(audiences)}."
        )
    if not may_read(reader, audiences[report]):
        raise UsageError(
            f"{where}: the {report} report is for the audience '{audiences[report]}', and this "
            f"role is of the audience '{reader}'. Take the report out of `reports`, or give the "
            "recipient another role."
        )


def _check_once(one: tuple[str, str, str], taken: set[tuple[str, str, str]], where: str) -> None:
    if one in taken:
        raise UsageError(
            f"{where}: {one[2]} would get the {one[0]} report about {one[1]} twice. Leave one out."
        )
    taken.add(one)


def _check_server(server: Server | None) -> None:
    if server is None:
        return
    named = [each for each in NAMES_OF_SECRETS if getattr(server, each)]
    if server.password_variable and not VARIABLE.fullmatch(server.password_variable):
        raise UsageError(
            f"{WHERE}: smtp.password_variable: expected the name of an environment variable, such "
            "as LITMUS_SMTP_PASSWORD; the password itself is never written here."
        )
    if server.user and len(named) != 1:
        raise UsageError(
            f"{WHERE}: smtp: a user needs a password: name either password_variable or "
            f"password_file (found {' and '.join(named) or 'neither'})."
        )
    if named and not server.user:
        raise UsageError(f"{WHERE}: smtp: {named[0]} is there without a user: add it.")
