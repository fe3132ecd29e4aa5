"""Drill-downs of early help, assessments and enquiries."""

from dataclasses import replace

from litmus.indicators.catalogue import assessments, conferences, early_help
from litmus.indicators.catalogue.drilldowns.drilling import drill
from litmus.indicators.conventions import open_on
from litmus.indicators.declaration import StateAt
from litmus.indicators.worklist import Worklist, due_after

STEPPED_UP = drill(
    early_help.EHA03,
    1,
    "Early help episodes stepped up to social care at closure",
    {"numerator": "h.outcome = 'STEP_UP_CSC'"},
    short="Stepped up to social care",
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
    short="Referred within 6 months",
    numerator="Of those, the child was referred to social care within 6 months after the closure",
    notes="Referrals recorded so far: six months have to pass before the figure is complete.",
    follow_up_months=6,
    polarity="lower",
)

FAMILY = "COALESCE(of_family.family, h.earl_person_id)"
FAMILIES = drill(
    early_help.EHA02,
    1,
    "Families with an open early help episode",
    {
        "rows": f"""{early_help.EHA02.cases.rows}
    LEFT JOIN (
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
        "one_per": FAMILY,
        "prefer": "h.earl_person_id",
        "excluded": {
            **early_help.EHA02.cases.excluded,
            "child whose family is not known": "of_family.family IS NULL",
        },
    },
    short="Families with early help",
    kind="count",
    unit="family",
    numerator="Families (eha_family_id) with a child whom the indicator counts",
    denominator="",
    notes=(
        "An open episode's family is that of its latest assessment; where none names the episode, "
        "of the child's latest. By group: of several such children of a family, the one with the "
        "first id counts."
    ),
    worklist=Worklist(key=FAMILY, identifier=FAMILY),
)

WITHIN_10_DAYS = drill(
    assessments.ASM02,
    1,
    "Single assessments completed within 10 working days",
    {"numerator": assessments.authorised_in_time(10)},
    numerator="Of those, 10 working days or fewer from start to authorisation",
    polarity="neutral",
    worklist=replace(
        assessments.DUE_IN_45_DAYS,
        joins=due_after("started.working_day", 10),
        rules={"10 working days from its start": ""},
        reasons={},
    ),
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
    follow_up_months=1,
)

OPEN_ENQUIRIES = replace(
    drill(
        conferences.S4702,
        1,
        "Open section 47 enquiries over {days} working days",
        {},
        pattern="snapshot at period end",
        window="month",
        polarity="lower",
        numerator="Enquiries open at S started more than {days} working days before",
        denominator="All section 47 enquiries open at S",
        working_days=conferences.S4702.working_days,
    ),
    cases=StateAt(
        rows=f"""snapshots s
    JOIN ssd_s47_enquiry q ON {open_on("q.s47e_s47_start_date", "q.s47e_s47_end_date", "s.day")}
    LEFT JOIN ref_calendar started ON started.day = q.s47e_s47_start_date""",
        person="q.s47e_person_id",
        team="q.s47e_s47_completed_by_team",
        numerator="s.working_day - started.working_day > :days",
    ),
    worklist=replace(
        conferences.S4702.worklist, reasons={"open for more than {days} working days": ""}
    ),
    days=None,  # they have not ended
)

NO_FURTHER_ACTION = drill(
    conferences.S4701,
    2,
    "Section 47 enquiries with no further action",
    {"numerator": "q.s47e_s47_nfa = 'Y'"},
    kind="percentage",
    numerator="Of those, ended with no further action",
    denominator="Section 47 enquiries started in the window",
    notes="Outcomes recorded so far: enquiries of the last weeks may still go on.",
    follow_up_months=1,
)
