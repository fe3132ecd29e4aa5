"""Drill-downs: what the catalogue asks to be shown beside an indicator, each a declaration too.

A drill-down has its indicator's code with a number (ASM02.1) and looks at the same cases with
another question. It is none of the 42: it answers no key question of its own and has no target.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from litmus.indicators.catalogue import (
    assessments,
    care,
    care_timeliness,
    conferences,
    early_help,
    need,
    permanence,
    protection,
    workforce,
)
from litmus.indicators.conventions import children_of, days_between, open_on
from litmus.indicators.declaration import NO_PERSON, Indicator


def drill(
    parent: Indicator, place: int, name: str, cases: Mapping[str, Any], **more: Any
) -> Indicator:
    """A drill-down of an indicator: `cases` and `more` say what differs from it."""
    changed: dict[str, Any] = {
        "name": name,
        "cases": replace(parent.cases, **cases),
        "code": f"{parent.code}.{place}",
        "of": parent.code,
        "key_questions": (),
        "notes": "",
        "working_days": "",
    }
    return replace(parent, **{**changed, **more})


STEPPED_UP = drill(
    early_help.EHA03,
    1,
    "Early help episodes stepped up to social care at closure",
    {"numerator": "h.outcome = 'STEP_UP_CSC'"},
    numerator="Of those, closed because the child was stepped up to children's social care",
    polarity="neutral",
)

REFERRED_AFTERWARDS = drill(
    early_help.EHA03,
    2,
    "Early help episodes closed and followed by a referral within 6 months",
    {
        "rows": f"""{early_help.EHA03.cases.rows}
    LEFT JOIN (
        SELECT x.child, x.day
        FROM (
            SELECT c.ehc_person_id AS child, c.ehc_closed_date AS day FROM ext_eh_closure c
            UNION
            SELECT e.earl_person_id AS child, e.earl_episode_end_date AS day
            FROM ssd_early_help_episodes e
        ) x
        JOIN ssd_cin_episodes r ON r.cine_person_id = x.child
            AND r.cine_referral_date > x.day
            AND r.cine_referral_date <= x.day + INTERVAL 6 MONTH
        GROUP BY x.child, x.day
    ) afterwards ON afterwards.child = h.child AND afterwards.day = h.day""",
        "numerator": "afterwards.child IS NOT NULL",
    },
    numerator="Of those, the child was referred to social care within 6 months after the closure",
    notes="Referrals recorded so far: six months have to pass before the figure is complete.",
    polarity="lower",
)

FAMILIES = drill(
    early_help.EHA02,
    1,
    "Families with an open early help episode",
    {
        "rows": f"""{early_help.EHA02.cases.rows}
    JOIN (
        SELECT o.day, o.episode, o.family
        FROM (
            SELECT s.day, e.earl_episode_id AS episode, a.eha_family_id AS family,
                ROW_NUMBER() OVER (
                    PARTITION BY s.day, e.earl_episode_id
                    ORDER BY CASE WHEN a.eha_episode_id = e.earl_episode_id THEN 0 ELSE 1 END,
                        COALESCE(a.eha_start_date, CAST('1900-01-01' AS DATE)) DESC, a.eha_id DESC
                ) AS place
            FROM snapshots s
            JOIN ssd_early_help_episodes e
                ON {open_on("e.earl_episode_start_date", "e.earl_episode_end_date", "s.day")}
            JOIN ext_eh_assessment a
                ON a.eha_person_id = e.earl_person_id
                AND (a.eha_start_date IS NULL OR a.eha_start_date <= s.day)
            WHERE a.eha_family_id IS NOT NULL
        ) o
        WHERE o.place = 1
    ) of_family ON of_family.day = s.day AND of_family.episode = h.earl_episode_id""",
        "one_per": "of_family.family",
        "prefer": "h.earl_person_id",
    },
    kind="count",
    unit="family",
    numerator="Families (eha_family_id) with a child whom the indicator counts",
    denominator="",
    notes=(
        "An open episode's family is that of its latest assessment; where none names the episode, "
        "of the child's latest. By group: of several such children of a family, the one with the "
        "first id counts."
    ),
)

WITHIN_10_DAYS = drill(
    assessments.ASM02,
    1,
    "Single assessments completed within 10 working days",
    {"numerator": "done.working_day - started.working_day BETWEEN 0 AND 10"},
    numerator="Of those, 10 working days or fewer from start to authorisation",
    polarity="neutral",
)

MEDIAN_WORKING_DAYS = drill(
    assessments.ASM02,
    2,
    "Median working days from start to authorisation of a single assessment",
    {
        "excluded": {
            "no start on or before the day of authorisation": (
                "a.cina_assessment_start_date > a.cina_assessment_auth_date "
                "OR COALESCE(done.working_day - started.working_day, -1) < 0"
            )
        },
        "numerator": "",
        "amount": "done.working_day - started.working_day",
    },
    kind="median",
    numerator="Working days from start to authorisation: half of the assessments took no longer",
    denominator="Assessments authorised in the window, on the day of their start or later",
    working_days="Working days; the day after the start is day 1",
    source="DfE characteristics of children in need: median duration of assessments",
    polarity="lower",
    breakdowns=(),
)

LED_TO_CONFERENCE = drill(
    conferences.S4701,
    1,
    "Section 47 enquiries that led to an initial child protection conference",
    {
        "rows": """ssd_s47_enquiry q
    LEFT JOIN (
        SELECT DISTINCT i.icpc_s47_enquiry_id AS enquiry, i.icpc_person_id AS child
        FROM ssd_initial_cp_conference i
        WHERE i.icpc_icpc_date IS NOT NULL
    ) conference
        ON conference.enquiry = q.s47e_s47_enquiry_id AND conference.child = q.s47e_person_id""",
        "numerator": "conference.child IS NOT NULL",
    },
    kind="percentage",
    numerator="Of those, with an initial conference on the child",
    denominator="Section 47 enquiries started in the window",
    notes="Conferences recorded so far: enquiries of the last weeks may still lead to one.",
)

NO_FURTHER_ACTION = drill(
    conferences.S4701,
    2,
    "Section 47 enquiries with no further action",
    {"numerator": "q.s47e_s47_nfa = 'Y'"},
    kind="percentage",
    numerator="Of those, ended with no further action",
    denominator="Section 47 enquiries started in the window",
    columns=frozenset({"ssd_s47_enquiry.s47e_s47_nfa"}),
)

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

DENTAL_CHECKS = drill(
    care_timeliness.LAC06,
    1,
    "Looked-after children with an up-to-date dental check",
    {
        "rows": care_timeliness.LAC06.cases.rows.replace(
            "('HEALTH', 'HEALTH ASSESSMENT')", "('DENTAL', 'DENTAL CHECK')"
        )
    },
    numerator="Of those, a dental check in the last 12 months (6 months if under 5)",
)

ORDER_TO_MATCH = drill(
    permanence.ADO01,
    1,
    "Average days from the placement order to the match with the adoptive family",
    {
        "excluded": {
            "no placement order": "o.perm_placement_order_date IS NULL",
            "no date of the match": "o.perm_matched_date IS NULL",
        },
        "amount": f"""CASE WHEN o.perm_matched_date <= o.perm_placement_order_date THEN 0
            ELSE {days_between("o.perm_placement_order_date", "o.perm_matched_date")} END""",
    },
    numerator="Sum of days from the placement order to the decision on the match, not below 0",
    source="DfE adoption scorecard A2",
)

LAST_12_MONTHS = drill(
    permanence.ADO01,
    2,
    "Average days from entering care to moving in, adoptions of the last 12 months",
    {},
    window="R12M",
    notes="Small numbers: the three years of the scorecard are steadier.",
)

MEDIAN_OF_12_MONTHS = drill(
    permanence.ADO01,
    3,
    "Median days from entering care to moving in, adoptions of the last 12 months",
    {},
    kind="median",
    window="R12M",
    numerator="Days from entering care to moving in: for half of the children no more",
    notes="Beside the average of the same adoptions, which one very long case can move.",
    breakdowns=(),
)

NOT_ALLOCATED = drill(
    need.CIN01,
    6,
    "Children in need who are allocated to no social worker",
    {
        "rows": f"""{need.CIN01.cases.rows}
    LEFT JOIN (
        SELECT DISTINCT w.day, w.child
        FROM {workforce.ALLOCATED} w
        WHERE w.worker IS NOT NULL
    ) allocated ON allocated.child = e.cine_person_id AND allocated.day = s.day""",
        "numerator": "allocated.child IS NULL",
    },
    code="WFC01.1",
    of="WFC01",
    theme=workforce.WFC01.theme,
    services=workforce.WFC01.services,
    kind="percentage",
    numerator="Of those, without a case worker allocated at S",
    denominator="Children with an open episode of need at S",
    polarity="lower",
    source="Local",
)

OVER_THE_MAXIMUM = drill(
    workforce.WFC01,
    2,
    "Social workers with more than {maximum} cases",
    {
        "rows": f"""snapshots s
    JOIN (
        SELECT c.day, c.worker, c.team, COUNT(*) OVER (PARTITION BY c.day, c.worker) AS cases,
            ROW_NUMBER() OVER (
                PARTITION BY c.day, c.worker ORDER BY c.latest DESC, c.id DESC
            ) AS place
        FROM {workforce.OPEN_OR_NOT} c
        WHERE c.worker IS NOT NULL AND c.is_open = 1
    ) w ON w.day = s.day AND w.place = 1""",
        "person": NO_PERSON,
        "team": "w.team",
        "excluded": {},
        "numerator": "w.cases > :maximum",
        "amount": "1",
        "weight": "1",
    },
    kind="percentage",
    unit="social worker",
    numerator="Of those, with more than {maximum} open cases",
    denominator="Social workers with an open case allocated at S",
    notes="By team: that of the worker's open case allocated last.",
    source="Local",
    parameters={"maximum": 20},
    one_of=frozenset(),
)

EVERY = (
    *(FAMILIES, STEPPED_UP, REFERRED_AFTERWARDS, WITHIN_10_DAYS, MEDIAN_WORKING_DAYS),
    *(LED_TO_CONFERENCE, NO_FURTHER_ACTION, *BY_STATUS, SECOND_PLAN_WITHIN_24_MONTHS),
    *(DENTAL_CHECKS, ORDER_TO_MATCH, LAST_12_MONTHS, MEDIAN_OF_12_MONTHS),
    *(NOT_ALLOCATED, OVER_THE_MAXIMUM),
)
DRILLDOWNS: dict[str, Indicator] = {declared.code: declared for declared in EVERY}
