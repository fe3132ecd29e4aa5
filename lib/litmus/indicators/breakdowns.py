"""The groups that a figure is broken down by, as SQL over cases.

Every case has a day, a person and perhaps a team of its own. Its service, team and age are those
on that day: the day of the event, or S. Its disability is what the data know of by now: those
records have no day. No group is ever empty, so that an empty one in a total means "not grouped by
this".
"""

from collections.abc import Collection, Mapping
from functools import cache

from litmus.indicators import reads
from litmus.indicators.conventions import CASE_WORKER_ROLES, open_on
from litmus.indicators.declaration import GROUPINGS, WORKER_GROUP

# The tables in which groups are looked up.
GROUPED_BY = frozenset({"ssd_person", "ssd_disability", "ssd_involvements", "ref_team_service"})
NO_TEAM = "none"
UNKNOWN_AGE = "not known"
UNBORN = "unborn"
# Each band with its lowest age in years, oldest first.
AGE_BANDS = {"18+": 18, "16-17": 16, "10-15": 10, "5-9": 5, "1-4": 1, "0": 0}
UNKNOWN_SEX = "U"
ETHNIC_GROUPS = {
    "White": ("WBRI", "WIRI", "WOTH", "WIRT", "WROM"),
    "Mixed": ("MWBC", "MWBA", "MWAS", "MOTH"),
    "Asian": ("AIND", "APKN", "ABAN", "AOTH"),
    "Black": ("BCRB", "BAFR", "BOTH"),
    "Other": ("CHNE", "OOTH"),
}
# REFU, NOBT, an empty field and a code that does not exist: nobody is dropped.
ETHNICITY_UNKNOWN = "Not obtained or refused"
# What a code says where there is none: NONE, and how a yes or no may have been carried over.
NO_DISABILITY = ("NONE", "NO", "N")
# As DfE publishes it: that no disability is recorded does not say that there is none.
DISABLED, NOT_DISABLED = "Disability recorded", "No disability recorded"
UNKNOWN_DISABILITY = "not known"


def _age_band() -> str:
    """An expected date of birth that has passed says nothing: the child may have been born since,
    or the date may be an estimate of an older child's birth (SystemC)."""
    bands = "\n".join(
        f"        WHEN p.pers_dob <= t.day - INTERVAL {years} YEAR THEN '{band}'"
        for band, years in AGE_BANDS.items()
        if years
    )
    return f"""CASE
        WHEN COALESCE(p.pers_dob, p.pers_expected_dob) > t.day THEN '{UNBORN}'
        WHEN p.pers_dob IS NULL THEN '{UNKNOWN_AGE}'
{bands}
        ELSE '0' END"""


def _ethnic_group() -> str:
    groups = "\n".join(
        f"        WHEN p.pers_ethnicity IN {codes} THEN '{group}'"
        for group, codes in ETHNIC_GROUPS.items()
    )
    return f"""CASE
{groups}
        ELSE '{ETHNICITY_UNKNOWN}' END"""


# Where a source has no disabilities at all, it says nothing of anybody's.
_DISABILITY = f"""CASE
        WHEN d.person IS NOT NULL THEN '{DISABLED}'
        WHEN t.person IS NULL OR known.number = 0 THEN '{UNKNOWN_DISABILITY}'
        ELSE '{NOT_DISABLED}' END"""


def _case_workers(name: str, column: str, called: str, cases: str) -> str:
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
CASE_WORKERS = _case_workers(
    "case_workers", "invo_professional_team", "team", "to_group WHERE team IS NULL"
)

# The kind of post of a case's worker: by the latest list, up to the day, that has the worker.
WORKER_GROUPS = f"""{_case_workers("workers", "invo_professional_id", "worker", "to_group")},
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


def steps(values: Mapping[str, str], names: Collection[str]) -> list[str]:
    """The steps from the cases `to_group` to `described`: the cases in their groups.

    `values` (name -> SQL over a case `t`) is what else is said of each case; `names` are the
    breakdowns asked for, of which the worker group alone needs a step of its own.
    """
    workers = WORKER_GROUP in names
    added = [WORKER_GROUPS] if workers else []
    return [CASE_WORKERS, *added, TEAMED, SERVICES, _described(values, workers)]


def _described(values: Mapping[str, str], workers: bool) -> str:
    columns = "".join(f",\n        {value} AS {name}" for name, value in values.items())
    group = f",\n        COALESCE(g.role, '{NO_TEAM}') AS {WORKER_GROUP}" if workers else ""
    joined = "\n    LEFT JOIN worker_groups g ON g.person = t.person AND g.day = t.day"
    return f"""described AS (
    SELECT t.day, t.team,
        COALESCE(v.service, '{NO_TEAM}') AS service,
        {_age_band()} AS age_band,
        COALESCE(p.pers_sex, '{UNKNOWN_SEX}') AS sex,
        {_ethnic_group()} AS ethnic_group,
        {_DISABILITY} AS disability{group}{columns}
    FROM teamed t
    CROSS JOIN (SELECT COUNT(disa_disability_code) AS number FROM ssd_disability) known
    LEFT JOIN services v ON v.team = t.team AND v.day = t.day
    LEFT JOIN ssd_person p ON p.pers_person_id = t.person
    LEFT JOIN (
        SELECT DISTINCT disa_person_id AS person
        FROM ssd_disability
        WHERE UPPER(disa_disability_code) NOT IN {NO_DISABILITY}
    ) d ON d.person = t.person{joined if workers else ""}
)"""


@cache
def looked_up() -> dict[str, frozenset[str]]:
    """For each breakdown the `table.column` that its groups are looked up in."""
    case = "NULL AS day, NULL AS person, NULL AS team, 0 AS reason, 1 AS amount, 1 AS weight"
    every = [f"to_group AS (SELECT {case})", *steps({}, GROUPINGS)]
    found = reads.columns(f"WITH {', '.join(every)} SELECT d.* FROM described d")
    return {name: found[name] for name in GROUPINGS}
