"""Which scopes a batch is of: the words of `scope_words` as the teams and services of the data."""

from collections.abc import Sequence
from contextlib import closing

from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.base.scope import COUNCIL_WIDE, Scope
from litmus.figures import scoped
from litmus.intake.snapshot import Snapshot
from litmus.run.scope_words import ALL, MANY

NONE = (
    "The data name no {what} that there was in {period}: their lists of teams (ref_team_service) "
    "and of case workers (ssd_involvements) hold none, or are not there. Name the scopes yourself, "
    "such as --scopes team:CIN-1."
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
