"""The groups of `litmus.base.breakdowns` as SQL over cases.

Every case has a day, a person and perhaps a team of its own. Its service, team and age are those
on that day: the day of the event, or S. Its disability is what the data know of by now: those
records have no day.
"""

from collections.abc import Mapping
from functools import cache

from litmus.base.breakdowns import BREAKDOWNS, NO_TEAM
from litmus.indicators import reads
from litmus.indicators.conventions import CASE_WORKER_ROLES, open_on

# The team of a case that names none: that of the case worker allocated on the day, and of several
# the one allocated last.
CASE_WORKERS = f"""case_workers AS (
    SELECT w.person, w.day, w.team
    FROM (
        SELECT n.person, n.day, i.invo_professional_team AS team, ROW_NUMBER() OVER (
            PARTITION BY n.person, n.day
            ORDER BY i.invo_involvement_start_date DESC, i.invo_involvements_id DESC
        ) AS place
        FROM (SELECT DISTINCT person, day FROM to_group WHERE team IS NULL) n
        JOIN ssd_involvements i
            ON i.invo_person_id = n.person
            AND {open_on("i.invo_involvement_start_date", "i.invo_involvement_end_date", "n.day")}
        WHERE UPPER(i.invo_professional_role_id) IN {CASE_WORKER_ROLES}
    ) w
    WHERE w.place = 1
)"""

TEAMED = f"""teamed AS (
    SELECT c.day, c.person, c.reason, c.amount, c.weight,
        COALESCE(c.team, w.team, '{NO_TEAM}') AS team
    FROM to_group c
    LEFT JOIN case_workers w ON w.person = c.person AND w.day = c.day
)"""

SERVICES = f"""services AS (
    SELECT v.team, v.day, v.service
    FROM (
        SELECT n.team, n.day, r.rts_service AS service, ROW_NUMBER() OVER (
            PARTITION BY n.team, n.day ORDER BY r.rts_valid_from DESC
        ) AS place
        FROM (SELECT DISTINCT team, day FROM teamed) n
        JOIN ref_team_service r
            ON r.rts_team_id = n.team
            AND {open_on("r.rts_valid_from", "r.rts_valid_to", "n.day")}
    ) v
    WHERE v.place = 1
)"""


def described(values: Mapping[str, str]) -> str:
    """The cases in their groups, with what `values` (name -> SQL over a case `t`) says of each."""
    columns = {each.code: each.sql for each in BREAKDOWNS.values()} | dict(values)
    named = "".join(f",\n        {sql} AS {name}" for name, sql in columns.items())
    joins = "".join(f"\n    {join}" for each in BREAKDOWNS.values() for join in each.joins)
    return f"""described AS (
    SELECT t.day{named}
    FROM teamed t
    LEFT JOIN services v ON v.team = t.team AND v.day = t.day
    LEFT JOIN ssd_person p ON p.pers_person_id = t.person{joins}
)"""


def looked_up() -> dict[str, frozenset[str]]:
    """For each breakdown the `table.column` that its groups are looked up in."""
    return _looked_up(tuple(BREAKDOWNS))


def tables_to_group_by() -> set[str]:
    """The tables in which groups are looked up."""
    return {name.partition(".")[0] for names in looked_up().values() for name in names}


@cache
def _looked_up(breakdowns: tuple[str, ...]) -> dict[str, frozenset[str]]:
    case = "NULL AS day, NULL AS person, NULL AS team, 0 AS reason, 1 AS amount, 1 AS weight"
    steps = [f"to_group AS (SELECT {case})", CASE_WORKERS, TEAMED, SERVICES, described({})]
    found = reads.columns(f"WITH {', '.join(steps)} SELECT d.* FROM described d")
    return {name: found[name] for name in breakdowns}
