"""Whom a figure, a report or a collation is about: the council, a service, a team, a worker group.

A worker group is the kind of post, such as social workers, of whoever a case is allocated to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from litmus.base.errors import UsageError

COUNCIL, SERVICE, TEAM, WORKER_GROUP = "council", "service", "team", "worker_group"
KINDS = (SERVICE, TEAM, WORKER_GROUP)
EXAMPLES = "council, service:CIN, team:CIN-1 or worker_group:SW"


@dataclass(frozen=True)
class Scope:
    """The whole council, or one `group` (by its code in the data) of a `kind` in `KINDS`.

    >>> Scope.parse("service:CIN")
    Scope(kind='service', group='CIN')
    >>> str(Scope.parse("team: CIN-1"))
    'team:CIN-1'
    >>> Scope.parse("council") == COUNCIL_WIDE == Scope.parse("")
    True
    """

    kind: str = COUNCIL
    group: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """The scope written as `text`: "council", "service:CIN", "team:CIN-1", "worker_group:SW".

        Raises UsageError, saying what is accepted. Whether there is such a group only the data
        can say.
        """
        kind, colon, group = (part.strip() for part in text.partition(":"))
        kind = kind.lower().replace("-", "_").replace(" ", "_")
        if kind in ("", COUNCIL) and not colon:
            return cls()
        if kind not in KINDS or not group:
            raise UsageError(f"{text!r} is no scope: expected {EXAMPLES}.")
        return cls(kind, group if kind == TEAM else group.upper())

    def __str__(self) -> str:
        """The notation that `parse` reads."""
        return f"{self.kind}:{self.group}" if self.group else COUNCIL

    def __bool__(self) -> bool:
        """Whether it is less than the whole council."""
        return bool(self.group)

    @property
    def breakdown(self) -> tuple[str, str] | None:
        """The breakdown and the group that its cases are in; None for the council."""
        return (self.kind, self.group) if self else None


COUNCIL_WIDE = Scope()


def by_kind(scopes: Iterable[Scope]) -> list[list[Scope]]:
    """Scopes that are of one kind together, in the order in which they come."""
    found: dict[str, list[Scope]] = {}
    for scope in scopes:
        found.setdefault(scope.kind, []).append(scope)
    return list(found.values())


def within(alike: Sequence[Scope]) -> tuple[str, str | None] | None:
    """What a query is within that is about scopes of one kind: its breakdown and its group; no
    group where each of several is asked about."""
    return alike[0].breakdown if len(alike) == 1 else (alike[0].kind, None)
