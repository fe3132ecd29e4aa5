"""How long ago children were last seen: the days behind the visits that are in time."""

from litmus.indicators.conventions import open_on
from litmus.indicators.days import Days

PLAN_OPEN = open_on("c.cppl_cp_plan_start_date", "c.cppl_cp_plan_end_date", "s.day")


def last_seen(table: str, prefix: str, child: str) -> str:
    """What joins the latest visit on which a child was seen by S, as `last_seen`, and its day as
    `last_day`, a row of the calendar. Of a visits table: its name and its columns' prefix."""
    return f"""LEFT JOIN (
        SELECT s.day, v.{prefix}_person_id AS child, MAX(v.{prefix}_visit_date) AS latest
        FROM snapshots s
        JOIN (
            SELECT {prefix}_person_id, {prefix}_{table}_visit_date AS {prefix}_visit_date
            FROM ssd_{table}_visits
            WHERE {prefix}_{table}_visit_seen = 'Y'
        ) v ON v.{prefix}_visit_date <= s.day
        GROUP BY s.day, v.{prefix}_person_id
    ) last_seen ON last_seen.child = {child} AND last_seen.day = s.day
    LEFT JOIN ref_calendar last_day ON last_day.day = last_seen.latest"""


# Behind CPP05: a visit belongs to the plan when it was made on or after its start.
ON_PROTECTION_PLAN = Days(
    rows=f"""snapshots s
    JOIN ssd_cp_plans c ON {PLAN_OPEN}
    LEFT JOIN ref_calendar started ON started.day = c.cppl_cp_plan_start_date
    LEFT JOIN ssd_person p ON p.pers_person_id = c.cppl_person_id
    {last_seen("cp", "cppv", "c.cppl_person_id")}""",
    sql="""CASE WHEN last_seen.latest >= c.cppl_cp_plan_start_date
        THEN s.working_day - last_day.working_day END""",
    limit="days",
    cases="children on a plan",
    did="had waited",
    axis="Working days since the child was last seen",
    unknown="not seen since the plan began",
)


def on_need_plan(rows: str) -> Days:
    """Behind CIN02, whose plans are these `rows`: visits before the plan began count, too."""
    return Days(
        rows=f"{rows}\n    {last_seen('cin', 'cinv', 'n.cinp_person_id')}",
        sql="s.working_day - last_day.working_day",
        limit="days",
        cases="children on a plan",
        did="had waited",
        axis="Working days since the child was last seen",
        unknown="never seen on a visit",
    )
