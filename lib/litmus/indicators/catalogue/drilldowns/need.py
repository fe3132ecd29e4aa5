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

# Ends of plans of this authority, with the start of those that the data still hold.
ENDS_OF_PLANS = """(
            SELECT p.cppl_person_id AS child, p.cppl_cp_plan_start_date AS started,
                p.cppl_cp_plan_end_date AS ended
            FROM ssd_cp_plans p
            WHERE p.cppl_cp_plan_ola IS NULL OR p.cppl_cp_plan_ola <> 'Y'
            UNION
            SELECT h.cph_person_id AS child, CAST(NULL AS DATE) AS started,
                h.cph_last_plan_end_date AS ended
            FROM ext_cp_history h
            WHERE h.cph_previous_plans_total >= 1
        )"""
SECOND_PLAN_WITHIN_24_MONTHS = drill(
    protection.CPP02,
    1,
    "Child protection plans starting within 24 months of the last one's end",
    {
        "rows": f"""ssd_cp_plans c
    LEFT JOIN (
        SELECT DISTINCT n.cppl_cp_plan_id AS plan
        FROM ssd_cp_plans n
        JOIN {ENDS_OF_PLANS} e
            ON e.child = n.cppl_person_id
            AND e.ended <= n.cppl_cp_plan_start_date
            AND e.ended >= n.cppl_cp_plan_start_date - INTERVAL 24 MONTH
            AND (e.started IS NULL OR e.started < n.cppl_cp_plan_start_date)
    ) soon ON soon.plan = c.cppl_cp_plan_id""",
        "numerator": "soon.plan IS NOT NULL",
    },
    numerator="Of those, the child's last plan of this authority had ended within 24 months before",
    notes="A plan that is still open when another starts is not the last one that had ended.",
)
