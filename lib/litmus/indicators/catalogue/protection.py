"""Child protection plans."""

from litmus.indicators.catalogue import waiting
from litmus.indicators.conventions import open_on
from litmus.indicators.declaration import Events, Indicator, StateAt

PLAN_OPEN = open_on("c.cppl_cp_plan_start_date", "c.cppl_cp_plan_end_date", "s.day")
# CPP(S): plans held for another authority (temporary) are not ours to count.
OF_ANOTHER_AUTHORITY = {"plan held for another authority": "c.cppl_cp_plan_ola = 'Y'"}

CPP01 = Indicator(
    code="CPP01",
    name="Children subject of a child protection plan per 10,000",
    short="On a protection plan",
    theme="Child protection plans",
    services=("CP_SAFEGUARDING", "CIN"),
    kind="rate",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="neutral",
    key_questions=("KQ3",),
    numerator=("Children with a plan open at S, less plans held for another authority (temporary)"),
    denominator="Children aged 0-17",
    source="DfE children in need census; LAIT: CPP_At31_rate",
    notes="Unborn children with a plan count in the numerator and not in the population.",
    cases=StateAt(
        rows=f"""snapshots s
    JOIN ssd_cp_plans c ON {PLAN_OPEN}""",
        person="c.cppl_person_id",
        one_per="c.cppl_person_id",
        excluded=OF_ANOTHER_AUTHORITY,
    ),
)

# The plans before which a child had another one, as a row of the history says. A row that was
# written after a plan began counts that plan, and those after it, once they had ended: they are
# taken off, or a first plan would be its own predecessor; and an end that is theirs is no end of
# the plan before.
PROVEN_BY_HISTORY = """(
        SELECT t.cppl_cp_plan_id AS plan_id,
            CASE
                WHEN COUNT(
                    CASE WHEN later.cppl_cp_plan_end_date = h.cph_last_plan_end_date THEN 1 END
                ) = 0 THEN h.cph_last_plan_end_date
            END AS last_end
        FROM ssd_cp_plans t
        JOIN ext_cp_history h ON h.cph_person_id = t.cppl_person_id
        LEFT JOIN ssd_cp_plans later
            ON later.cppl_person_id = t.cppl_person_id
            AND later.cppl_cp_plan_start_date >= t.cppl_cp_plan_start_date
            AND later.cppl_cp_plan_end_date <= h.cph_as_at
            AND h.cph_as_at > t.cppl_cp_plan_start_date
            AND (later.cppl_cp_plan_ola IS NULL OR later.cppl_cp_plan_ola <> 'Y')
        GROUP BY t.cppl_cp_plan_id, h.cph_as_at, h.cph_previous_plans_total,
            h.cph_last_plan_end_date
        HAVING h.cph_previous_plans_total - COUNT(later.cppl_cp_plan_id) >= 1
    )"""

CPP02 = Indicator(
    code="CPP02",
    name="Child protection plans starting that are a second or subsequent plan",
    short="Second or later plans",
    theme="Child protection plans",
    services=("CP_SAFEGUARDING",),
    kind="percentage",
    pattern="events in period",
    unit="plan",
    window="R12M",
    polarity="lower",
    key_questions=("KQ5",),
    numerator=(
        "Plans starting in the window for a child with any earlier plan of this authority, ever"
    ),
    denominator="Plans starting in the window",
    source=(
        "DfE children in need census (plans of other authorities not counted); LAIT: "
        "CPP_subsequent_percent; formerly NI 65"
    ),
    notes=(
        "The SSD keeps plans that ended in the last six years only, so that 'ever' needs the table "
        "ext_cp_history. A row of it speaks for a plan once the plans are taken off that had begun "
        "with it or after it and ended by the row's date: a history taken anew changes nothing "
        "that is past."
    ),
    cases=Events(
        rows=f"""(
        SELECT plans.*, MIN(
            CASE WHEN plans.cppl_cp_plan_ola = 'Y' THEN NULL ELSE plans.cppl_cp_plan_start_date END
        ) OVER (PARTITION BY plans.cppl_person_id) AS first_start
        FROM ssd_cp_plans plans
    ) c
    LEFT JOIN (
        SELECT DISTINCT proven.plan_id
        FROM {PROVEN_BY_HISTORY} proven
    ) earlier ON earlier.plan_id = c.cppl_cp_plan_id""",
        on="c.cppl_cp_plan_start_date",
        person="c.cppl_person_id",
        excluded=OF_ANOTHER_AUTHORITY,
        numerator=("c.first_start < c.cppl_cp_plan_start_date OR earlier.plan_id IS NOT NULL"),
    ),
    optional=frozenset({"ext_cp_history"}),
)

CPP03 = Indicator(
    code="CPP03",
    name="Child protection plans ended that had lasted two years or more",
    short="Plans of two years or more",
    theme="Child protection plans",
    services=("CP_SAFEGUARDING",),
    kind="percentage",
    pattern="events in period",
    unit="plan",
    window="R12M",
    polarity="lower",
    key_questions=("KQ2", "KQ5"),
    numerator="Plans ended in the window that lasted two years or more",
    denominator="Plans ended in the window",
    source=(
        "DfE children in need census (plans of other authorities not counted); LAIT: CPP_End "
        "2_years_or_more_percent; formerly NI 64"
    ),
    notes=(
        "Shown beside it: plans open for two years or more at S. A plan that began on 29 February "
        "is two years old on 28 February."
    ),
    cases=Events(
        rows="ssd_cp_plans c",
        on="c.cppl_cp_plan_end_date",
        person="c.cppl_person_id",
        excluded=OF_ANOTHER_AUTHORITY,
        numerator="c.cppl_cp_plan_end_date >= c.cppl_cp_plan_start_date + INTERVAL 2 YEAR",
    ),
)

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
    # Reviews since the start of the plan: few plans last longer than two years.
    history_months=24,
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
            "on the plan for too few working days to be due a visit": (
                "started.working_day IS NULL OR s.working_day - started.working_day < :days"
            ),
        },
        numerator="seen.latest >= c.cppl_cp_plan_start_date",
    ),
    parameters={"days": 10},
    days=waiting.ON_PROTECTION_PLAN,
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
    parameters={"age": 4},
)
