"""What has to be put right in the records, counted by cause: of the whole council, or of a scope.

Whose a record is says the row itself where it names a team; else it is that of the child's case
worker on the day. Records of children whom nobody works with any more are nobody's: they are
counted for the whole council alone. No value of a record is read, and nothing but counts returned.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base.scope import SERVICE, TEAM, WORKER_GROUP, Scope
from litmus.base.spreadsheets import plain
from litmus.indicators.breakdowns import case_workers
from litmus.indicators.conventions import open_on

if TYPE_CHECKING:
    from litmus.intake.snapshot import Snapshot

NOBODY = ""  # the team of records of which none is known
WORKERS, TEAMS, KNOWN = "ssd_involvements", "ref_team_service", "ssd_department"
HOLDING = f"""WITH {case_workers("held", "invo_professional_team", "team", "faulty")}
SELECT person, team FROM held WHERE team IS NOT NULL"""
OF_SERVICE = f"""SELECT rts_team_id FROM {TEAMS}
WHERE rts_service = ? AND {open_on("rts_valid_from", "rts_valid_to", "CAST(? AS DATE)")}"""


@dataclass(frozen=True)
class RecordFault:
    """One kind of fault: in which tables, by title, what is wrong and what to do, how many rows,
    and whether they are set aside and so in no figure."""

    tables: Sequence[str]
    found: str
    to_do: str
    rows: int
    set_aside: bool


@dataclass(frozen=True)
class ToMend:
    """The faults in the records, those that are in no figure first, then the most rows; and how
    many there are by team, NOBODY among them. `why_not` says why a scope's own are not known."""

    faults: Sequence[RecordFault] = ()
    teams: Mapping[str, int] = field(default_factory=dict)
    why_not: str = ""


Rule = tuple[str, str, str]


def to_mend(snapshot: Snapshot, day: date, scope: Scope) -> ToMend:
    """The faults in the records of a scope, as teams and case workers are on `day`."""
    # Here, because a notebook that shows the lists needs nothing that reads tables.
    from litmus.intake.contracts.findings import REPEATED

    if why := _unknown(snapshot, scope):
        return ToMend(why_not=why)
    rows = list(_listed(snapshot.issues))
    with snapshot.connect() as connection:
        held = _held(connection, snapshot, {person for _, person, _ in rows if person}, day)
        teams, known = _teams(connection, scope, day), _known(connection, snapshot)
    counted: Counter[Rule] = Counter()
    by_team: Counter[str] = Counter()
    for rule, person, named in rows:
        if rule[1] == REPEATED:  # nothing is lost: a matter of the extract, and of no record
            continue
        team = named if named in known else held.get(person, NOBODY)
        if teams is None or team in teams:
            counted[rule] += 1
            by_team[team] += 1
    return ToMend(_faults(snapshot, counted), dict(sorted(by_team.items())))


def _unknown(snapshot: Snapshot, scope: Scope) -> str:
    if scope.kind == WORKER_GROUP:
        return "it is not known by worker group whose records they are"
    if scope and WORKERS not in snapshot.provided:
        return "the data do not say who works with which child"
    if scope.kind == SERVICE and TEAMS not in snapshot.provided:
        return "the data do not say which team is of which service"
    return ""


def _listed(path: Path) -> Iterable[tuple[Rule, str, str]]:
    """The rule that each row breaks, the person and the team that it names."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rule = row["table"], row["rule"], plain(row["column"])
            yield rule, plain(row["person"]), plain(row["team"])


def _held(connection: Any, snapshot: Snapshot, people: set[str], day: date) -> dict[str, str]:
    """The team of the case worker of each person who has one on the day."""
    if WORKERS not in snapshot.provided or not people:
        return {}
    sql = "CREATE TEMP TABLE faulty AS SELECT UNNEST(?) AS person, CAST(? AS DATE) AS day"
    connection.execute(sql, [sorted(people), day])
    return dict(connection.execute(HOLDING).fetchall())


def _teams(connection: Any, scope: Scope, day: date) -> set[str] | None:
    """The teams of a scope; None for the whole council."""
    if scope.kind == TEAM:
        return {scope.group}
    if scope.kind == SERVICE:
        rows = connection.execute(OF_SERVICE, [scope.group, day, day]).fetchall()
        return {team for (team,) in rows}
    return None


def _known(connection: Any, snapshot: Snapshot) -> set[str]:
    """The teams that there are: a code that is none may be the very fault of a row."""
    if KNOWN not in snapshot.provided:
        return set()
    return {team for (team,) in connection.execute(f"SELECT dept_team_id FROM {KNOWN}").fetchall()}


def _faults(snapshot: Snapshot, counted: Mapping[Rule, int]) -> list[RecordFault]:
    """One a cause and what to do about it, whatever the table."""
    titles = {table.table: table.title for table in snapshot.quality.tables}
    rules = {(each.table, each.rule, each.column): each for each in snapshot.quality.rules}
    found: dict[tuple[str, str, bool], dict[str, int]] = {}
    for key, rows in counted.items():
        if rule := rules.get(key):
            cause = rule.description, rule.what_to_do, rule.severity == "error"
            tables, title = found.setdefault(cause, {}), titles.get(rule.table, rule.table)
            tables[title] = tables.get(title, 0) + rows
    faults = [
        RecordFault(
            sorted(tables, key=lambda t: -tables[t]), *cause[:2], sum(tables.values()), cause[2]
        )
        for cause, tables in found.items()
    ]
    return sorted(faults, key=lambda each: (not each.set_aside, -each.rows, each.found))
