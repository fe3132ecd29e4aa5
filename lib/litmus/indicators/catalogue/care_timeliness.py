"""Looked-after children: reviews, visits and health assessments on time."""

from litmus.indicators.catalogue.care import OPEN_PLACEMENT
from litmus.indicators.conventions import LOOKED_AFTER, NOT_LOOKED_AFTER, is_aged, open_on
from litmus.indicators.declaration import Indicator, StateAt
from litmus.indicators.worklist import DUE_DAYS, Worklist

# The reviews of each period of care in order, without the cancelled ones; two of a day are one.
# `due` is when a review was due: the first 20 working days after the child entered care, the second
# 3 months after the first, then 6 months after the one before. `missed_due` is the latest due date
# that was missed up to then. Each row holds from its review until the next: the row that is open at
# S says how things stood at S, and when the next review is due.
REVIEWS_IN_ORDER = f"""(
        SELECT g.period, g.entered, g.day, g.next_day, g.next_due,
            MAX(CASE WHEN g.day > g.due THEN g.due END) OVER (
                PARTITION BY g.period, g.entered ORDER BY g.day
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ) AS missed_due
        FROM (
            SELECT h.period, h.entered, h.day,
                LEAD(h.day) OVER (PARTITION BY h.period, h.entered ORDER BY h.day) AS next_day,
                CASE WHEN h.place = 1 THEN h.first_due
                    WHEN h.place = 2 THEN h.previous_day + INTERVAL 3 MONTH
                    ELSE h.previous_day + INTERVAL 6 MONTH END AS due,
                CASE WHEN h.place = 1 THEN h.day + INTERVAL 3 MONTH
                    ELSE h.day + INTERVAL 6 MONTH END AS next_due
            FROM (
                SELECT d.period, d.entered, d.first_due, d.day,
                    ROW_NUMBER() OVER (PARTITION BY d.period, d.entered ORDER BY d.day) AS place,
                    LAG(d.day) OVER (
                        PARTITION BY d.period, d.entered ORDER BY d.day
                    ) AS previous_day
                FROM (
                    SELECT DISTINCT m.clae_cla_id AS period, m.clae_entered_care_date AS entered,
                        x.day AS first_due, r.clar_cla_review_date AS day
                    FROM ssd_cla_episodes m
                    JOIN ssd_cla_reviews r ON r.clar_cla_id = m.clae_cla_id
                    JOIN ref_calendar n ON n.day = m.clae_entered_care_date
                    JOIN {DUE_DAYS} x ON x.working_day = n.working_day + 20
                    WHERE r.clar_cla_review_date >= m.clae_entered_care_date
                        AND (r.clar_cla_review_cancelled IS NULL
                            OR r.clar_cla_review_cancelled <> 'Y')
                ) d
            ) h
        ) g
    ) review"""

NEXT_REVIEW_DUE = "COALESCE(review.next_due, first_due.day)"

LAC04 = Indicator(
    code="LAC04",
    name="Looked-after children with all reviews on time in the last 12 months",
    short="Reviews on time",
    theme="Looked-after children",
    services=("LAC", "CP_SAFEGUARDING"),
    kind="percentage",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="higher",
    key_questions=("KQ2",),
    numerator="Of those, every review due in the 12 months to S held on or before its due date",
    denominator="Children looked after at S for at least 20 working days",
    source="Local, after the former NI 66; Care Planning Regulations 2010",
    working_days=(
        "First review within 20 working days of becoming looked after, second within 3 months, "
        "then every 6 months"
    ),
    notes=(
        "Due dates are worked out from the reviews held, whatever due date was recorded: a review "
        "that was never held has no row. A review that is due and not held by the end of S is late."
    ),
    cases=StateAt(
        rows=f"""{LOOKED_AFTER}
    LEFT JOIN ref_calendar entered ON entered.day = e.clae_entered_care_date
    LEFT JOIN {DUE_DAYS} first_due ON first_due.working_day = entered.working_day + 20
    LEFT JOIN {REVIEWS_IN_ORDER}
        ON review.period = e.clae_cla_id
        AND review.entered = e.clae_entered_care_date
        AND {open_on("review.day", "review.next_day", "s.day")}""",
        person="e.clae_person_id",
        one_per="e.clae_person_id",
        excluded={
            **NOT_LOOKED_AFTER,
            "date of entering care not known": "entered.working_day IS NULL",
            "looked after for less than 20 working days": (
                "s.working_day - entered.working_day < 20"
            ),
        },
        numerator=f"""{NEXT_REVIEW_DUE} > s.day
        AND (review.missed_due IS NULL OR review.missed_due <= s.day - INTERVAL 12 MONTH)""",
    ),
    worklist=Worklist(
        due=NEXT_REVIEW_DUE,
        rules={
            "20 working days from entering care": "review.day IS NULL",
            "3 months from the first review": "review.next_due = review.day + INTERVAL 3 MONTH",
            "6 months from the last review": "",
        },
        reasons={
            "first review not held": f"review.day IS NULL AND {NEXT_REVIEW_DUE} <= s.day",
            "next review overdue": f"{NEXT_REVIEW_DUE} <= s.day",
            "a review of the last 12 months was late": "",
        },
        earlier="a review of the last 12 months was late",
        not_yet="looked after for less than 20 working days",
    ),
    # Data that began in the middle of a period of care would show a later review as the first one,
    # and the next as due after 3 months: that must lie before the 12 months (12 + 3 + 6 = 21).
    history_months=24,
)

# The visits to each child in order: each row holds until the next visit, so the row that is open at
# S is the last visit.
VISITS_IN_ORDER = """(
        SELECT v.clav_person_id AS child, v.clav_cla_visit_date AS day,
            LEAD(v.clav_cla_visit_date) OVER (
                PARTITION BY v.clav_person_id ORDER BY v.clav_cla_visit_date
            ) AS next_day
        FROM ssd_cla_visits v
    ) visit"""

# The placements in which the child was visited soon after the start.
VISITED_AT_START = """(
        SELECT DISTINCT l.clap_cla_placement_id AS placement
        FROM ssd_cla_placement l
        JOIN ssd_cla_visits v ON v.clav_person_id = l.clap_person_id
        WHERE v.clav_cla_visit_date >= l.clap_cla_placement_start_date
            AND v.clav_cla_visit_date <= l.clap_cla_placement_start_date + INTERVAL :first_days DAY
    ) at_start"""

LONG_TERM = "placement.kind IN ('U1', 'U4')"
PERMANENT = f"""{LONG_TERM}
                AND placement.began <= s.day - INTERVAL 12 MONTH"""
NOT_VISITED_HERE = "visit.day IS NULL OR visit.day < placement.began"
# Permanent at S, or by the day on which the next visit would be due if it were not.
PERMANENT_WHEN_DUE = f"""({PERMANENT}) OR ({LONG_TERM}
                AND placement.began <= visit.day + INTERVAL :days DAY - INTERVAL 12 MONTH)"""

LAC05 = Indicator(
    code="LAC05",
    name="Looked-after children visited within timescale",
    short="Visits on time",
    theme="Looked-after children",
    services=("LAC",),
    kind="percentage",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="higher",
    key_questions=("KQ1", "KQ2"),
    numerator=(
        "Of those, last statutory visit within {days} days ({permanent_days} where the placement "
        "is permanent), and one within {first_days} days of the start of the placement"
    ),
    denominator="Children looked after at S, in the placement for {first_days} days or more",
    source=(
        "Local; Care Planning, Placement and Case Review Regulations 2010, regulation 28; Annex A "
        "List 8 'Date of Last Social Work Visit'"
    ),
    working_days=(
        "Calendar days: {first_days} from the start of the placement, then {days}, or "
        "{permanent_days} where the placement is permanent (local settings)"
    ),
    notes=(
        "A placement is permanent when it is long-term fostering (U1 or U4) and began 12 months "
        "ago or earlier."
    ),
    cases=StateAt(
        rows=f"""{LOOKED_AFTER}
    LEFT JOIN {OPEN_PLACEMENT}
        ON placement.child = e.clae_person_id AND placement.day = s.day
    LEFT JOIN {VISITS_IN_ORDER}
        ON visit.child = e.clae_person_id AND {open_on("visit.day", "visit.next_day", "s.day")}
    LEFT JOIN {VISITED_AT_START} ON at_start.placement = placement.id""",
        person="e.clae_person_id",
        one_per="e.clae_person_id",
        excluded={
            **NOT_LOOKED_AFTER,
            "no placement open": "placement.id IS NULL",
            "too new in the placement to be due a visit": (
                "placement.began > s.day - INTERVAL :first_days DAY"
            ),
        },
        numerator=f"""at_start.placement IS NOT NULL
        AND (visit.day >= s.day - INTERVAL :days DAY
            OR ({PERMANENT}
                AND visit.day >= s.day - INTERVAL :permanent_days DAY))""",
    ),
    parameters={"first_days": 7, "days": 42, "permanent_days": 84},
    worklist=Worklist(
        due=f"""CASE
            WHEN {NOT_VISITED_HERE} THEN placement.began + INTERVAL :first_days DAY
            WHEN {PERMANENT_WHEN_DUE} THEN visit.day + INTERVAL :permanent_days DAY
            ELSE visit.day + INTERVAL :days DAY END""",
        rules={
            "{first_days} days from the start of the placement": NOT_VISITED_HERE,
            "{permanent_days} days from the last visit, permanent placement": PERMANENT_WHEN_DUE,
            "{days} days from the last visit": "",
        },
        reasons={
            "not visited in this placement": NOT_VISITED_HERE,
            "last visit too long ago": f"""visit.day < s.day - INTERVAL :days DAY
            AND (NOT COALESCE({PERMANENT}, FALSE)
                OR visit.day < s.day - INTERVAL :permanent_days DAY)""",
            "not visited in the first {first_days} days of the placement": "",
        },
        earlier="not visited in the first {first_days} days of the placement",
        not_yet="too new in the placement to be due a visit",
    ),
    history_months=12,
)

# The completed health assessments of each child in order: the row that is open at S is the last.
HEALTH_ASSESSMENTS = """(
        SELECT h.clah_person_id AS child, h.clah_health_check_date AS day,
            LEAD(h.clah_health_check_date) OVER (
                PARTITION BY h.clah_person_id ORDER BY h.clah_health_check_date
            ) AS next_day
        FROM ssd_cla_health h
        WHERE UPPER(h.clah_health_check_type) IN ('HEALTH', 'HEALTH ASSESSMENT')
            AND UPPER(h.clah_health_check_status) = 'COMPLETED'
            AND h.clah_health_check_date IS NOT NULL
    ) health"""

# Two a year until the fifth birthday, then one. A child who is five by the day on which the second
# would be due is owed none on it.
LAST_ASSESSED = "COALESCE(health.day, e.clae_entered_care_date)"
FIVE_WHEN_DUE = f"""({is_aged("p.pers_dob", 5, "s.day")}
            OR {is_aged("p.pers_dob", 5, f"{LAST_ASSESSED} + INTERVAL 6 MONTH")})"""

LAC06 = Indicator(
    code="LAC06",
    name="Looked-after children with an up-to-date health assessment",
    short="Health assessments in date",
    theme="Looked-after children",
    services=("LAC",),
    kind="percentage",
    pattern="cohort",
    unit="child",
    window="month",
    polarity="higher",
    key_questions=("KQ1", "KQ3", "KQ5"),
    numerator="Of those, a health assessment in the last 12 months (6 months if under 5)",
    denominator="Children looked after continuously for at least 12 months at S",
    source=(
        "DfE SSDA903 OC2 HEALTH_ASSESSMENT (the 6 months of children under 5: Care Planning "
        "Regulations 2010, regulation 7)"
    ),
    notes=(
        "Dental checks (DENTAL, Dental Check) go by the same rule. Ofsted asks for all children "
        "looked after, the DfE for those of 12 months or more."
    ),
    cases=StateAt(
        rows=f"""{LOOKED_AFTER}
    LEFT JOIN {HEALTH_ASSESSMENTS}
        ON health.child = e.clae_person_id
        AND {open_on("health.day", "health.next_day", "s.day")}""",
        person="e.clae_person_id",
        one_per="e.clae_person_id",
        excluded={
            **NOT_LOOKED_AFTER,
            "date of entering care not known": "e.clae_entered_care_date IS NULL",
            "looked after for less than 12 months": (
                "e.clae_entered_care_date > s.day - INTERVAL 12 MONTH"
            ),
        },
        numerator=f"""health.day > s.day - INTERVAL 6 MONTH
        OR (health.day > s.day - INTERVAL 12 MONTH AND {is_aged("p.pers_dob", 5, "s.day")})""",
    ),
    worklist=Worklist(
        due=f"""CASE WHEN {FIVE_WHEN_DUE} THEN {LAST_ASSESSED} + INTERVAL 12 MONTH
            ELSE {LAST_ASSESSED} + INTERVAL 6 MONTH END""",
        rules={
            "12 months from entering care": f"health.day IS NULL AND {FIVE_WHEN_DUE}",
            "6 months from entering care, under five": "health.day IS NULL",
            "12 months from the last one": FIVE_WHEN_DUE,
            "6 months from the last one, under five": "",
        },
        reasons={"none recorded as completed": "health.day IS NULL", "out of date": ""},
    ),
    history_months=12,
)
