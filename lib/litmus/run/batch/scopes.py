"""Which scopes a batch is of: all teams, all services, or those that are named."""

from collections.abc import Iterable, Sequence
from contextlib import closing, suppress

from litmus.base.errors import LitmusError, UsageError
from litmus.base.periods import Period
from litmus.base.scope import COUNCIL_WIDE, EXAMPLES, SERVICE, TEAM, Scope
from litmus.figures import scoped
from litmus.intake.snapshot import Snapshot

TEAMS, SERVICES, ALL = "teams", "services", "all"
MANY = {TEAMS: (TEAM,), SERVICES: (SERVICE,), ALL: (SERVICE, TEAM)}
NONE = (
    "The data name no {what} that there was in {period}: their lists of teams (ref_team_service) "
    "and of case workers (ssd_involvements) hold none, or are not there. Name the scopes yourself, "
    "such as --scopes team:CIN-1."
)


def parse(words: Iterable[str]) -> list[str | Scope]:
    """What was asked for, in that order: names of `MANY` as they are, all else as scopes.

    Raises UsageError for a word that is neither.
    """
    found = [_parse(word) for word in words]
    if not found:
        raise UsageError(f"Of whom? Name {', '.join(MANY)}, or scopes such as {EXAMPLES}.")
    return found


def _parse(word: str) -> str | Scope:
    if word in MANY:
        return word
    with suppress(UsageError):
        if word.strip():  # nothing at all would mean the council
            return Scope.parse(word)
    raise UsageError(
        f"{word!r} names no scopes: expected {', '.join(MANY)}, or a scope such as {EXAMPLES}."
    )


def choose(asked: Sequence[str | Scope], snapshot: Snapshot, period: Period) -> list[Scope]:
    """The scopes themselves, each once; `all` is the council, its services and its teams.

    Raises UsageError for a scope that the data do not know, and LitmusError where they know none
    at all of the kind that is asked for.
    """
    found: list[Scope] = []
    provided = snapshot.provided
    with closing(snapshot.connect()) as connection:
        for each in asked:
            if isinstance(each, Scope):
                scoped.check(connection, provided, each)
                found.append(each)
                continue
            groups = [
                Scope(kind, group)
                for kind in MANY[each]
                for group in scoped.at_work(connection, provided, kind, period)
            ]
            if not groups:
                what = " or ".join(kind for kind in MANY[each])
                raise LitmusError(NONE.format(what=what, period=period.title))
            found += [COUNCIL_WIDE, *groups] if each == ALL else groups
    return list(dict.fromkeys(found))
