"""Drill-downs of children in need and child protection plans."""

from litmus.indicators.catalogue import care, need, protection
from litmus.indicators.catalogue.drilldowns.drilling import drill
from litmus.indicators.conventions import children_of, open_on

# The case status of a child in need: the first that applies (Annex A, List 6).
OPEN_ASSESSMENT = open_on("a.cina_assessment_start_date", "a.cina_assessment_auth_date", "s.day")
OPEN_PLAN = open_on("n.cinp_cin_plan_start_date", "n.cinp_cin_plan_end_date", "s.day")
WITH_STATUS = f"""{need.CIN01.cases.rows}
    LEFT JOIN {children_of(care.LAC01.cases)} looked_after
        ON looked_after.child = e.cine_person_id AND looked_after.day = s.day
    LEFT JOIN {children_of(protection.CPP01.cases)} protected
        ON protected.child = e.cine_person_id AND protected.day = s.day
    LEFT JOIN (
        SELECT DISTINCT s.day, n.cinp_person_id AS child
        FROM snapshots s
        JOIN ssd_cin_plans n ON {OPEN_PLAN}
    ) planned ON planned.child = e.cine_person_id AND planned.day = s.day
    LEFT JOIN (
        SELECT DISTINCT s.day, a.cina_person_id AS child
        FROM snapshots s
        JOIN ssd_cin_assessments a ON {OPEN_ASSESSMENT}
    ) assessed ON assessed.child = e.cine_person_id AND assessed.day = s.day"""
STATUS = """CASE WHEN looked_after.child IS NOT NULL THEN 1
        WHEN protected.child IS NOT NULL THEN 2
        WHEN planned.child IS NOT NULL THEN 3
        WHEN assessed.child IS NOT NULL THEN 4 ELSE 5 END"""
STATUSES = (
    "looked after",
    "subject of a child protection plan",
    "on a child in need plan",
    "in an open assessment",
    "known by another open case alone",
)
BY_STATUS = tuple(
    drill(
        need.CIN01,
        place,
        f"Children in need who are {status}",
        {"rows": WITH_STATUS, "numerator": f"{STATUS} = {place}"},
        kind="percentage",
        numerator=f"Of those, {status}, of these five the first that applies",
        denominator="Children with an open episode of need at S",
    )
    for place, status in enumerate(STATUSES, 1)
)

# Plans of this authority that began after another one had ended, at most 24 months before; the end
# is that of a plan that the data still hold, or the one that the history tells of.
SOON_AFTER_THE_LAST = f"""(
        SELECT n.cppl_cp_plan_id AS plan
        FROM ssd_cp_plans n
        JOIN ssd_cp_plans p
            ON p.cppl_person_id = n.cppl_person_id
            AND p.cppl_cp_plan_start_date < n.cppl_cp_plan_start_date
            AND p.cppl_cp_plan_end_date <= n.cppl_cp_plan_start_date
            AND p.cppl_cp_plan_end_date >= n.cppl_cp_plan_start_date - INTERVAL 24 MONTH
            AND (p.cppl_cp_plan_ola IS NULL OR p.cppl_cp_plan_ola <> 'Y')
        UNION
        SELECT n.cppl_cp_plan_id AS plan
        FROM ssd_cp_plans n
        JOIN {protection.PROVEN_BY_HISTORY} proven
            ON proven.plan_id = n.cppl_cp_plan_id
            AND proven.last_end <= n.cppl_cp_plan_start_date
            AND proven.last_end >= n.cppl_cp_plan_start_date - INTERVAL 24 MONTH
    )"""
SECOND_PLAN_WITHIN_24_MONTHS = drill(
    protection.CPP02,
    1,
    "Child protection plans starting within 24 months of the last one's end",
    {
        "rows": f"""ssd_cp_plans c
    LEFT JOIN {SOON_AFTER_THE_LAST} soon ON soon.plan = c.cppl_cp_plan_id""",
        "numerator": "soon.plan IS NOT NULL",
    },
    numerator="Of those, the child's last plan of this authority had ended within 24 months before",
    notes="A plan that is still open when another starts is not the last one that had ended.",
)
