"""Who may see which pages: params/access.yml.

Whoever is not named sees nothing, and who is named sees the own team, or the own service and its
teams; heads of service, directors and the QA Manager see all unless a service is named with them.
"""

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from litmus.base import params, plain_text, yaml_text
from litmus.base.code_words import ROLES, SERVICES
from litmus.base.errors import UsageError
from litmus.base.params import Code, Day, Setting, one_of
from litmus.base.scope import SERVICE, TEAM
from litmus.publish.dashboard import tokens
from litmus.publish.dashboard.pages import Page

NAME = "access"
WHERE = f"params/{NAME}.yml"
# Who sees all unless a service or a team is named; who must name one; nobody else manages work.
SEE_ALL = ("HOS", "DIV_DIRECTOR", "STRAT_DIRECTOR", "QA_MANAGER")
OF_SERVICE, OF_TEAM = ("SM", "SM_SAFEGUARDING"), ("TM",)
MANAGERS = (*OF_TEAM, *OF_SERVICE, *SEE_ALL)
EMPTY = tokens.digest("")  # stands for none
USER = re.compile(r"[\w.@+\\-]{1,100}")
HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
HOST = re.compile(r"[A-Za-z0-9.-]{1,253}")


def _as_list(given: Any) -> Any:
    return given if isinstance(given, list) else [given]


def _matching(pattern: re.Pattern[str], expected: str) -> AfterValidator:
    def check(given: str) -> str:
        if not pattern.fullmatch(given):
            raise ValueError(f"expected {expected}")
        return given

    return AfterValidator(check)


def _network(given: str) -> str:
    try:
        return str(ipaddress.ip_network(given))
    except ValueError:
        raise ValueError(
            "expected an address or a network such as 10.1.2.3 or 10.1.2.0/24"
        ) from None


Digest = Annotated[
    str,
    _matching(
        tokens.DIGEST, "a digest as `litmus dashboard token` prints it, never a token itself"
    ),
]
Header = Annotated[str, _matching(HEADER, "the name of a header, such as X-Remote-User")]
Host = Annotated[str, _matching(HOST, "a name such as dashboard.samplecity.gov.uk, without a port")]
Service = Annotated[str, AfterValidator(lambda given: given.upper()), one_of(SERVICES)]


class Viewer(Setting):
    """Somebody who may see pages. `role` as `code_words.csv` has it; `service` and `team`: one or
    several. `token`: the digest of the own token, "" where only the proxy says who it is. `until`:
    the last day on which they may."""

    role: Annotated[str, one_of(MANAGERS)]
    service: Annotated[list[Service], BeforeValidator(_as_list)] = Field(default_factory=list)
    team: Annotated[list[Code], BeforeValidator(_as_list)] = Field(default_factory=list)
    token: Digest | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _whose(self) -> "Viewer":
        if self.role in OF_TEAM and not self.team:
            raise ValueError(f"{ROLES.on_form[self.role]}: expected whose, such as team: CIN-1")
        if self.role in OF_SERVICE and not (self.service or self.team):
            raise ValueError(f"{ROLES.on_form[self.role]}: expected whose, such as service: CIN")
        return self


class Proxy(Setting):
    """A reverse proxy that says in a header who asks. It is believed only where it asks from one of
    the `addresses` and sends the `secret` (a digest here) in `secret_header`: whoever can reach the
    port could else be anybody."""

    header: Header
    addresses: list[Annotated[str, AfterValidator(_network)]] = Field(min_length=1)
    secret: Digest
    secret_header: Header = "X-Litmus-Proxy"

    @model_validator(mode="after")
    def _apart(self) -> "Proxy":
        if self.header.lower() == self.secret_header.lower():
            raise ValueError("header and secret_header: expected two different ones")
        return self

    def trusts(self, peer: str) -> bool:
        """Whether it is the proxy that asks from the address `peer`."""
        try:
            address = ipaddress.ip_address(peer)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in ipaddress.ip_network(each) for each in self.addresses)


class Access(Setting):
    """Who may see what (params/access.yml). `hosts`: the names under which the dashboard is asked
    for, beside the address that it listens at; `https`: whether people reach it over TLS."""

    users: dict[Code, Viewer] = Field(default_factory=dict)
    proxy: Proxy | None = None
    hosts: list[Host] = Field(default_factory=list)
    https: bool = False

    def person(self, user: str, today: date) -> "Person | None":
        """A user who may see something today; None for anybody else."""
        found = self.users.get(user)
        if found is None or (found.until and today > found.until):
            return None
        return Person(user, found.role, tuple(found.service), tuple(found.team))

    def of_token(self, token: str) -> str | None:
        """The user whose token it is; all are compared, whoever it is."""
        held = [
            user
            for user, each in self.users.items()
            if each.token and tokens.matches(token, each.token)
        ]
        return held[0] if len(held) == 1 else None

    @property
    def has_tokens(self) -> bool:
        """Whether anybody can sign in with a token."""
        return any(each.token for each in self.users.values())


@dataclass(frozen=True)
class Person:
    """Somebody who is known: the role, and the services and teams that are theirs; none of either
    for all."""

    user: str
    role: str
    services: tuple[str, ...]
    teams: tuple[str, ...]

    @property
    def role_name(self) -> str:
        """The role in words: "Team manager"."""
        return ROLES.on_form[self.role]

    def may_see(self, page: Page) -> bool:
        """Whether a page is theirs. Of a team that is named with a service, only while the team is
        of that service."""
        if self.services and page.service not in self.services:
            return False
        if self.teams:
            return page.kind == TEAM and page.group in self.teams
        if self.services:
            return page.kind in (SERVICE, TEAM)
        return self.role in SEE_ALL

    def pages(self, among: Sequence[Page]) -> list[Page]:
        """The pages that are theirs, in the order of all."""
        return [page for page in among if self.may_see(page)]


def read_access(path: Path) -> Access:
    """Who may see what, by the file at `path`. Raises UsageError that names the entry, and never
    what stands where a digest is expected."""
    where = WHERE if path.parts[-2:] == ("params", f"{NAME}.yml") else str(path)
    entry = yaml_text.parse(plain_text.read(path, where), where)
    _refuse_tokens(entry, where)
    found = params.validate(Access, entry, where)
    for user in found.users:
        if not USER.fullmatch(user):
            raise UsageError(f"{where}: users: {user!r} is no name of a user: letters, digits and "
                             "._@+- without spaces.")  # fmt: skip
    held = [each.token for each in found.users.values() if each.token]
    if len(set(held)) < len(held):
        raise UsageError(
            f"{where}: users: two have the same token: make each a token of their own."
        )
    return found


def _refuse_tokens(entry: Any, where: str) -> None:
    """Raises UsageError, without its value, for what could be a token or a secret in the clear."""
    for key, value in entry.items() if isinstance(entry, Mapping) else ():
        if str(key) in ("token", "secret") and not tokens.DIGEST.fullmatch(str(value or EMPTY)):
            line = f" (line {entry.lines[key]})" if key in getattr(entry, "lines", {}) else ""
            raise UsageError(
                f"{where}: {key}{line}: expected a digest as `litmus dashboard token` prints it; a "
                "token itself is never written here. If one was, make a new one."
            )
        _refuse_tokens(value, where)
