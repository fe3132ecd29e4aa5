"""Child protection plans: reviews and visits on time, and children seen alone."""

from litmus.indicators.catalogue import waiting
from litmus.indicators.catalogue.protection import OF_ANOTHER_AUTHORITY, PLAN_OPEN
from litmus.indicators.conventions import open_on
from litmus.indicators.declaration import Events, Indicator, StateAt
from litmus.indicators.worklist import Worklist

# The review conferences of each plan in order. A review belongs to the plan that it names; one that
# names none to the plan of the child in which its date lies. What is held on the first day of a
# plan is the initial conference. Two rows of a day are one review (UNION keeps one of them).
#
# A review is late when it was held after the day it was due: 3 months after the start of the plan,
# then 6 months after the review before. Each row holds from its review until the next, and says how
# many reviews were late up to then: so the row that is open at S says how things stood at S.
REVIEWS_OF_PLANS = """(
        SELECT g.plan_id, g.day, g.next_day, SUM(g.late) OVER (
            PARTITION BY g.plan_id ORDER BY g.day
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS late_so_far
        FROM (
            SELECT h.plan_id, h.day,
                LEAD(h.day) OVER (PARTITION BY h.plan_id ORDER BY h.day) AS next_day,
                CASE WHEN h.day > COALESCE(
                    LAG(h.day) OVER (PARTITION BY h.plan_id ORDER BY h.day) + INTERVAL 6 MONTH,
                    h.plan_start + INTERVAL 3 MONTH
                ) THEN 1 ELSE 0 END AS late
            FROM (
                SELECT c.cppl_cp_plan_id AS plan_id, c.cppl_cp_plan_start_date AS plan_start,
                    r.cppr_cp_review_date AS day
                FROM ssd_cp_plans c
                JOIN ssd_cp_reviews r ON r.cppr_cp_plan_id = c.cppl_cp_plan_id
                WHERE r.cppr_cp_review_date > c.cppl_cp_plan_start_date
                UNION
                SELECT c.cppl_cp_plan_id, c.cppl_cp_plan_start_date, r.cppr_cp_review_date
                FROM ssd_cp_plans c
                JOIN ssd_cp_reviews r ON r.cppr_person_id = c.cppl_person_id
                WHERE r.cppr_cp_plan_id IS NULL
                    AND r.cppr_cp_review_date > c.cppl_cp_plan_start_date
                    AND (c.cppl_cp_plan_end_date IS NULL
                        OR r.cppr_cp_review_date <= c.cppl_cp_plan_end_date)
            ) h
        ) g
    ) review"""

NEXT_REVIEW_DUE = """COALESCE(
        review.day + INTERVAL 6 MONTH, c.cppl_cp_plan_start_date + INTERVAL 3 MONTH
    )"""

CPP04 = Indicator(
    code="CPP04",
    name="Child protection plans reviewed within timescale",
    short="Plans reviewed on time",
    theme="Child protection plans",
    services=("CP_SAFEGUARDING",),
    kind="percentage",
    pattern="snapshot at period end",
    unit="plan",
    window="month",
    polarity="higher",
    key_questions=("KQ2", "KQ3"),
    numerator=(
        "Of those, first review within 3 months of the start of the plan, each later one within 6 "
        "months of the one before, and none overdue at S"
    ),
    denominator="Plans open at S that have been open for 3 months or more",
    source=(
        "DfE children in need census; LAIT: Reviewed_within_timescales_percent; formerly NI 67; "
        "Working Together (3, then 6 months)"
    ),
    working_days=(
        "Calendar months: 3, then 6. The first 3 run from the initial conference, which is the "
        "start of the plan."
    ),
    notes=(
        "A review is due on the same day of a later month, or on its last day: 6 months after 31 "
        "August is 28 or 29 February. One that is held early moves all that follow."
    ),
    cases=StateAt(
        rows=f"""snapshots s
    JOIN ssd_cp_plans c ON {PLAN_OPEN}
    LEFT JOIN {REVIEWS_OF_PLANS}
        ON review.plan_id = c.cppl_cp_plan_id
        AND {open_on("review.day", "review.next_day", "s.day")}""",
        person="c.cppl_person_id",
        excluded={
            **OF_ANOTHER_AUTHORITY,
            "open for less than 3 months": "c.cppl_cp_plan_start_date > s.day - INTERVAL 3 MONTH",
        },
        numerator="review.late_so_far = 0 AND s.day <= review.day + INTERVAL 6 MONTH",
    ),
    worklist=Worklist(
        due=NEXT_REVIEW_DUE,
        rules={
            "6 months from the last review": "review.day IS NOT NULL",
            "3 months from the start of the plan": "",
        },
        reasons={
            "first review not held": "review.day IS NULL",
            "next review overdue": f"{NEXT_REVIEW_DUE} < s.day",
            "an earlier review was late": "",
        },
        earlier="an earlier review was late",
        not_yet="open for less than 3 months",
        key="c.cppl_cp_plan_id",
    ),
    # Reviews since the start of the plan: few plans last longer than two years.
    history_months=24,
)

LAST_SEEN = waiting.last_seen(
    "ssd_cp_visits", "cppv_cp_visit", "cppv_person_id", "c.cppl_person_id"
)

CPP05 = Indicator(
    code="CPP05",
    name="Children on a child protection plan seen within {days} working days",
    short="Protection visits on time",
    theme="Child protection plans",
    services=("CP_SAFEGUARDING", "CIN"),
    kind="percentage",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="higher",
    key_questions=("KQ1", "KQ2"),
    numerator="Of those, seen on a statutory visit in the last {days} working days",
    denominator="Children on a plan at S for at least {days} working days, born",
    source="Local; Annex A List 7 'Date of the Last Statutory Visit'",
    working_days="{days} working days (local standard, a setting)",
    notes=(
        "A visit belongs to the plan when it was made on or after its start; the plan's id in the "
        "visits is often empty and is not used."
    ),
    cases=StateAt(
        rows=f"""snapshots s
    JOIN ssd_cp_plans c ON {PLAN_OPEN}
    LEFT JOIN ref_calendar started ON started.day = c.cppl_cp_plan_start_date
    LEFT JOIN ssd_person p ON p.pers_person_id = c.cppl_person_id
    LEFT JOIN (
        SELECT s.day, v.cppv_person_id AS child, MAX(v.cppv_cp_visit_date) AS latest
        FROM snapshots s
        JOIN ref_calendar visited
            ON visited.day <= s.day AND s.working_day - visited.working_day <= :days
        JOIN ssd_cp_visits v ON v.cppv_cp_visit_date = visited.day
        WHERE v.cppv_cp_visit_seen = 'Y'
        GROUP BY s.day, v.cppv_person_id
    ) seen ON seen.child = c.cppl_person_id AND seen.day = s.day""",
        person="c.cppl_person_id",
        one_per="c.cppl_person_id",
        excluded={
            **OF_ANOTHER_AUTHORITY,
            "not yet born, or date of birth not known": "p.pers_dob IS NULL OR p.pers_dob > s.day",
            **waiting.NOT_DUE_YET,
        },
        numerator="seen.latest >= c.cppl_cp_plan_start_date",
    ),
    worklist=waiting.next_visit(
        LAST_SEEN,
        {
            "not seen since the plan began": (
                "last_seen.working_day IS NULL OR last_seen.working_day < started.working_day"
            )
        },
    ),
    parameters={"days": 10},
    days=waiting.since_last_seen(
        LAST_SEEN,
        unknown="not seen since the plan began",
        counts="last_seen.latest >= c.cppl_cp_plan_start_date",
    ),
)

CPP06 = Indicator(
    code="CPP06",
    name="Child protection visits where the child was seen alone",
    short="Seen alone on visits",
    theme="Child protection plans",
    services=("CP_SAFEGUARDING", "CIN"),
    kind="percentage",
    pattern="events in period",
    unit="event (visit)",
    window="quarter",
    polarity="higher",
    key_questions=("KQ1",),
    numerator="Visits in the window where the child was seen alone",
    denominator="Visits in the window where the child was seen, child aged {age} or over",
    source="Local; Annex A List 7 'Was the Child Seen Alone?'",
    notes="The age from which children are expected to be seen alone is a local setting.",
    cases=Events(
        rows="""ssd_cp_visits v
    LEFT JOIN ssd_person p ON p.pers_person_id = v.cppv_person_id""",
        on="v.cppv_cp_visit_date",
        person="v.cppv_person_id",
        excluded={
            "child not seen": "v.cppv_cp_visit_seen IS NULL OR v.cppv_cp_visit_seen <> 'Y'",
            "date of birth not known": "p.pers_dob IS NULL",
            "below the age at which children are expected to be seen alone": (
                "p.pers_dob > v.cppv_cp_visit_date - INTERVAL :age YEAR"
            ),
        },
        numerator="v.cppv_cp_visit_seen_alone = 'Y'",
    ),
    worklist=Worklist(
        reasons={
            "not recorded whether the child was seen alone": "v.cppv_cp_visit_seen_alone IS NULL",
            "not seen alone": "",
        },
        key="v.cppv_cp_visit_id",
    ),
    parameters={"age": 4},
)
