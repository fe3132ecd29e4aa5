"""Figures of less than the whole council: what is counted, what cannot be, and what stands beside.

A figure of a service, a team or a worker group has the numbers that the group has among all cases
of the council. A rate per 10,000 children needs the children who live in an area; a service, a team
or a worker group has none, so the number itself is given. Targets are the council's and hold for
percentages and means alone; what others publish is of councils, so the whole council's own figure
stands beside instead.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from litmus.base.errors import UsageError
from litmus.base.periods import Period, days_in_words
from litmus.base.scope import SERVICE, TEAM, WORKER_GROUP, Scope
from litmus.base.spelling import did_you_mean
from litmus.figures.data_checks import DataChecks
from litmus.indicators import EVERY, Indicator
from litmus.indicators.breakdowns import lookup_columns
from litmus.indicators.database import Connection
from litmus.indicators.grouping import columns_to_group
from litmus.indicators.steps import date_sql

# In a sentence.
NAMED = {SERVICE: "a service", TEAM: "a team", WORKER_GROUP: "a worker group"}
THE_COUNCIL = "the whole council"
NO_RATE = (
    "a number is given and no rate: a rate per 10,000 needs the number of children who live in an "
    "area, and {scope} has none"
)
# Breakdowns in which a scope is a single group.
ONE_GROUP = {SERVICE: (SERVICE,), TEAM: (SERVICE, TEAM), WORKER_GROUP: (WORKER_GROUP,)}
# Where groups are known from: the column, and its table.
GROUPS = {
    SERVICE: (("ref_team_service", "rts_service"),),
    TEAM: (
        ("ssd_department", "dept_team_id"),
        ("ref_team_service", "rts_team_id"),
        ("ssd_involvements", "invo_professional_team"),
    ),
    WORKER_GROUP: (("ext_workforce_post", "wfp_role"),),
}

# The same with the first day and the day after the last.
_LISTED = ("rts_valid_from", "rts_valid_to")
_ALLOCATED = ("invo_involvement_start_date", "invo_involvement_end_date")
AT_WORK = {
    SERVICE: (("ref_team_service", "rts_service", *_LISTED),),
    TEAM: (
        ("ref_team_service", "rts_team_id", *_LISTED),
        ("ssd_involvements", "invo_professional_team", *_ALLOCATED),
    ),
}


def restate(indicator: Indicator, scope: Scope, by: Collection[str]) -> Indicator:
    """The indicator as it is counted for a scope, with the groups asked for `by` name.

    A rate is the number alone there.
    """
    without = ONE_GROUP.get(scope.kind, ())
    groups = tuple(each for each in indicator.groupings if each in by and each not in without)
    if not scope or indicator.kind != "rate":
        return replace(indicator, breakdowns=groups)
    name = indicator.name.partition(" per 10,000")[0]
    return replace(indicator, breakdowns=groups, kind="count", name=name, denominator="")


def check(connection: Connection, provided: Collection[str], scope: Scope) -> None:
    """Raises UsageError, naming those that there are, where the data know no such group.

    Data that name none at all say nothing of it: then there are no figures, and they say why.
    """
    known = groups_known(connection, provided, scope.kind)
    if known and scope.group not in known:
        what = scope.kind.replace("_", " ")
        hint = did_you_mean(scope.group, known, alike=0.5)
        raise UsageError(
            f"There is no {what} {scope.group!r} in the data.{hint} {what.capitalize()}s: "
            f"{', '.join(known)}."
        )


def groups_known(connection: Connection, provided: Collection[str], kind: str) -> list[str]:
    """Every service, team or worker group, by its code, that the data have ever known."""
    parts = [
        f"SELECT DISTINCT {column} AS found FROM {table} WHERE {column} IS NOT NULL"
        for table, column in GROUPS.get(kind, ())
        if table in provided
    ]
    rows = connection.execute(" UNION ".join(parts)).fetchall() if parts else []
    return sorted(str(row[0]) for row in rows)


def at_work(
    connection: Connection, provided: Collection[str], kind: str, period: Period
) -> list[str]:
    """The services or teams that there were on a day of the period: those listed with days then,
    and teams that held a case."""
    first, last = date_sql(period.start), date_sql(period.end)
    parts = [
        f"SELECT DISTINCT {column} AS found FROM {table} WHERE {column} IS NOT NULL"
        f" AND ({begin} IS NULL OR {begin} <= {last}) AND ({end} IS NULL OR {end} > {first})"
        for table, column, begin, end in AT_WORK[kind]
        if table in provided
    ]
    rows = connection.execute(" UNION ".join(parts)).fetchall() if parts else []
    return sorted(str(row[0]) for row in rows)


def began(connection: Connection, provided: Collection[str], scope: Scope) -> date | None:
    """The first day of a team, where the data say it; None for what is no team."""
    if scope.kind != TEAM or "ref_team_service" not in provided:
        return None
    sql = "SELECT rts_team_id, MIN(rts_valid_from) FROM ref_team_service GROUP BY rts_team_id"
    return dict(connection.execute(sql).fetchall()).get(scope.group)


def before_it_began(row: Mapping[str, Any], day: date | None) -> dict[str, Any]:
    """What a figure is of a window in which there was no such team yet: none, and not 0."""
    if day is None or row["window_end"] >= day or row["cases"] or row["excluded"]:
        return {}
    said = f"there was no such team before {days_in_words(day, day)}"
    blank = dict.fromkeys(("numerator", "denominator", "value", "excluded", "cases", "squares"))
    return {**blank, "reason": said}


def obstacle(indicator: Indicator, scope: Scope, checks: DataChecks, snapshot: Any) -> str | None:
    """Why an indicator cannot be given for a scope; None where it can, or for the council."""
    said = missing(indicator, scope, snapshot)
    counted = scope and scope.kind in EVERY[indicator.code].groupings
    if counted and (why := checks.cannot_group(indicator, scope.kind)):
        said.append(why)
    return in_words(scope, said)


def missing(indicator: Indicator, scope: Scope, snapshot: Any) -> list[str]:
    """What there is not, in the indicator or in the source, to count it for a scope."""
    if not scope:
        return []
    if scope.kind not in EVERY[indicator.code].groupings:
        return [f"it is not counted by {scope.kind.replace('_', ' ')}"]
    needed = {column.partition(".")[0] for column in _looked_up(indicator, scope)}
    return [
        snapshot.reasons.get(table, f"the data has no table {table}")
        for table in sorted(needed - set(snapshot.provided))
    ]


def in_words(scope: Scope, said: Sequence[str]) -> str | None:
    """The same as a reason; None where nothing is missing."""
    return f"not available for {NAMED[scope.kind]}: {'; '.join(said)}" if said else None


def _looked_up(indicator: Indicator, scope: Scope) -> set[str]:
    return columns_to_group(indicator, scope.kind) & lookup_columns()[scope.kind]


def remark(indicator: Indicator, scope: Scope) -> str | None:
    """What has to be said of a figure of a scope that is not what its declaration says."""
    if scope and EVERY[indicator.code].kind == "rate" and indicator.kind != "rate":
        return NO_RATE.format(scope=NAMED[scope.kind])
    return None
