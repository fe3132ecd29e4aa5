"""The groups of `litmus.base.breakdowns` as SQL over cases.

Every case has a day, a person and perhaps a team of its own. Its service, team and age are those
on that day: the day of the event, or S. Its disability is what the data know of by now: those
records have no day.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from litmus.base.breakdowns import BREAKDOWNS, NO_TEAM, Breakdown, groupings
from litmus.indicators import reads
from litmus.indicators.conventions import CASE_WORKER_ROLES, open_on


def case_workers(name: str, column: str, called: str, cases: str) -> str:
    """A step: a column of the involvement of the case worker allocated to each of the `cases` on
    its day; of several, of the one allocated last."""
    return f"""{name} AS (
    SELECT w.person, w.day, w.{called}
    FROM (
        SELECT n.person, n.day, i.{column} AS {called}, ROW_NUMBER() OVER (
            PARTITION BY n.person, n.day
            ORDER BY i.invo_involvement_start_date DESC, i.invo_involvements_id DESC
        ) AS place
        FROM (SELECT DISTINCT person, day FROM {cases}) n
        JOIN ssd_involvements i
            ON i.invo_person_id = n.person
            AND {open_on("i.invo_involvement_start_date", "i.invo_involvement_end_date", "n.day")}
        WHERE UPPER(i.invo_professional_role_id) IN {CASE_WORKER_ROLES}
    ) w
    WHERE w.place = 1
)"""


# The team of a case that names none.
CASE_WORKERS = case_workers(
    "case_workers", "invo_professional_team", "team", "to_group WHERE team IS NULL"
)

# The kind of post of a case's worker: by the latest list, up to the day, that has the worker.
WORKER_GROUPS = f"""{case_workers("workers", "invo_professional_id", "worker", "to_group")},
worker_groups AS (
    SELECT v.person, v.day, v.role
    FROM (
        SELECT w.person, w.day, p.wfp_role AS role, ROW_NUMBER() OVER (
            PARTITION BY w.person, w.day ORDER BY p.wfp_as_at DESC, p.wfp_post_id
        ) AS place
        FROM workers w
        JOIN ext_workforce_post p
            ON p.wfp_professional_id = w.worker AND p.wfp_as_at <= w.day
    ) v
    WHERE v.place = 1
)"""


def of_early_help(name: str, column: str, called: str) -> str:
    """A step: a column of the latest early help assessment of each child that had begun by the day
    of the case and says something there."""
    return f"""{name} AS (
    SELECT v.person, v.day, v.{called}
    FROM (
        SELECT n.person, n.day, a.{column} AS {called}, ROW_NUMBER() OVER (
            PARTITION BY n.person, n.day ORDER BY a.eha_start_date DESC, a.eha_id DESC
        ) AS place
        FROM (SELECT DISTINCT person, day FROM to_group) n
        JOIN ext_eh_assessment a ON a.eha_person_id = n.person AND a.eha_start_date <= n.day
        WHERE a.{column} IS NOT NULL
    ) v
    WHERE v.place = 1
)"""


def _teamed(more: Sequence[str]) -> str:
    """A step: the cases with their teams, and `more` columns."""
    kept = "".join(f"c.{name}, " for name in more)
    return f"""teamed AS (
    SELECT {kept}c.day, c.person, c.reason, c.amount, c.weight,
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


# The steps that a breakdown may ask for, by their names.
STEPS = {
    "worker_groups": WORKER_GROUPS,
    "clusters": of_early_help("clusters", "eha_cluster", "cluster"),
    "lead_agencies": of_early_help("lead_agencies", "eha_lead_agency", "agency"),
}


def steps(values: Mapping[str, str], names: Collection[str], more: Sequence[str] = ()) -> list[str]:
    """The steps from the cases `to_group` to `described`: the cases in their groups.

    `values` (name -> SQL over a case `t`) is what else is said of each case; `names` are the
    breakdowns asked for, beside those that are always counted; `more` columns a case `t` has.
    """
    wanted = [each for each in groupings().values() if each.code in {*BREAKDOWNS, *names}]
    added = [STEPS[name] for each in wanted for name in each.steps]
    return [CASE_WORKERS, *added, _teamed(more), SERVICES, _grouping_step(values, wanted)]


def _grouping_step(values: Mapping[str, str], breakdowns: Sequence[Breakdown]) -> str:
    columns = {each.code: each.sql for each in breakdowns} | dict(values)
    named = "".join(f",\n        {sql} AS {name}" for name, sql in columns.items())
    joins = "".join(f"\n    {join}" for each in breakdowns for join in each.joins)
    return f"""described AS (
    SELECT t.day{named}
    FROM teamed t
    LEFT JOIN services v ON v.team = t.team AND v.day = t.day
    LEFT JOIN ssd_person p ON p.pers_person_id = t.person{joins}
)"""


def lookup_columns() -> dict[str, frozenset[str]]:
    """For each breakdown the `table.column` that its groups are looked up in."""
    return _looked_up(tuple(groupings()))


def tables_to_group_by(names: Collection[str]) -> set[str]:
    """The tables in which groups are looked up: those that are always counted, and the `names`."""
    found = lookup_columns()
    codes = [code for code in found if code in {*BREAKDOWNS, *names}]
    return {name.partition(".")[0] for code in codes for name in found[code]}


@cache
def _looked_up(breakdowns: tuple[str, ...]) -> dict[str, frozenset[str]]:
    case = "NULL AS day, NULL AS person, NULL AS team, 0 AS reason, 1 AS amount, 1 AS weight"
    every = [f"to_group AS (SELECT {case})", *steps({}, breakdowns)]
    found = reads.columns(f"WITH {', '.join(every)} SELECT d.* FROM described d")
    return {name: found[name] for name in breakdowns}
