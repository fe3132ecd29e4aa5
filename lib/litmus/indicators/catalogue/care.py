"""Looked-after children: how many, and how long they stay in one place."""

from litmus.indicators.conventions import LOOKED_AFTER, NOT_LOOKED_AFTER, is_aged, open_on
from litmus.indicators.declaration import Indicator, StateAt
from litmus.indicators.worklist import Worklist

LAC01 = Indicator(
    code="LAC01",
    name="Looked-after children per 10,000",
    short="Looked-after children",
    theme="Looked-after children",
    services=("LAC",),
    kind="rate",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="neutral",
    key_questions=("KQ3",),
    numerator="Children looked after at S, less those only in a series of short breaks",
    denominator="Children aged 0-17",
    source=(
        "DfE SSDA903; LAIT: children looked after per 10,000 at 31 March, without agreed series of "
        "short-term placements"
    ),
    cases=StateAt(
        rows=LOOKED_AFTER,
        person="e.clae_person_id",
        one_per="e.clae_person_id",
        excluded=NOT_LOOKED_AFTER,
    ),
)

# Placements of each child that overlap the 12 months to S. A placement is new when it began with
# reason S, P or B (T and U are moves with the same carer); the one in force when the 12 months
# began counts as one whatever its reason. Temporary placements (T0-T4) do not count, one without a
# type does, and the placement that a child goes back to keeps its id: ids are counted once. What
# began after S is not looked at: a return to a placement next year makes it no new one of this.
PLACEMENTS_IN_12_MONTHS = """(
        SELECT s.day, m.clae_person_id AS child,
            COUNT(DISTINCT m.clae_cla_placement_id) AS placements
        FROM snapshots s
        JOIN ssd_cla_episodes m
            ON m.clae_cla_episode_start_date <= s.day
            AND (m.clae_cla_episode_ceased_date IS NULL
                OR m.clae_cla_episode_ceased_date > s.day - INTERVAL 12 MONTH)
        JOIN ssd_cla_placement l ON l.clap_cla_placement_id = m.clae_cla_placement_id
        LEFT JOIN (
            SELECT b.clae_person_id AS child, b.clae_cla_placement_id AS id,
                MIN(b.clae_cla_episode_start_date) AS day
            FROM ssd_cla_episodes b
            WHERE b.clae_cla_episode_start_reason IN ('S', 'P', 'B')
            GROUP BY b.clae_person_id, b.clae_cla_placement_id
        ) began
            ON began.child = m.clae_person_id
            AND began.id = m.clae_cla_placement_id
            AND began.day <= s.day
        WHERE (l.clap_cla_placement_type IS NULL
                OR l.clap_cla_placement_type NOT IN ('T0', 'T1', 'T2', 'T3', 'T4'))
            AND (began.id IS NOT NULL
                OR m.clae_cla_episode_start_date <= s.day - INTERVAL 12 MONTH)
        GROUP BY s.day, m.clae_person_id
    ) moves"""

LAC02 = Indicator(
    code="LAC02",
    name="Looked-after children with three or more placements in the last 12 months",
    short="Three or more placements",
    theme="Looked-after children",
    services=("LAC",),
    kind="percentage",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="lower",
    key_questions=("KQ1", "KQ5"),
    numerator="Of those, three or more different placements in the 12 months to S",
    denominator="Children looked after at S",
    source=(
        "DfE SSDA903; LAIT: children looked after on 31 March with three or more placements during "
        "the year; formerly NI 62"
    ),
    notes=(
        "The placement in force 12 months before S counts as one. A placement without a type "
        "counts: it is not known to be temporary. One that the placements' table does not hold "
        "does not count, and is a finding of the checks. The DfE year runs from 1 April: the "
        "figure equals the DfE's only at 31 March."
    ),
    cases=StateAt(
        rows=f"""{LOOKED_AFTER}
    LEFT JOIN {PLACEMENTS_IN_12_MONTHS} ON moves.child = e.clae_person_id AND moves.day = s.day""",
        person="e.clae_person_id",
        one_per="e.clae_person_id",
        excluded=NOT_LOOKED_AFTER,
        numerator="moves.placements >= 3",
    ),
    history_months=12,
)

# How long each child has lived with one carer: a run of placements begins when the child starts to
# be looked after (S) or moves to another carer (P or B), and goes on over every other change (T, U,
# L). It lasts until the next run begins. A run that began in a placement for adoption (A3 to A6)
# is counted from the start of the run before: many children are adopted by their foster carers.
RUNS_WITH_ONE_CARER = """(
        SELECT b.child, b.day,
            LEAD(b.day) OVER (PARTITION BY b.child ORDER BY b.day) AS next_day,
            CASE WHEN b.adoptive = 1
                THEN COALESCE(LAG(b.day) OVER (PARTITION BY b.child ORDER BY b.day), b.day)
                ELSE b.day END AS living_there_since
        FROM (
            SELECT m.clae_person_id AS child, m.clae_cla_episode_start_date AS day, MAX(
                CASE WHEN m.clae_cla_episode_start_reason IN ('P', 'B')
                    AND l.clap_cla_placement_type IN ('A3', 'A4', 'A5', 'A6') THEN 1 ELSE 0 END
            ) AS adoptive
            FROM (
                SELECT a.*, MIN(a.clae_cla_episode_start_date) OVER (
                    PARTITION BY a.clae_person_id
                ) AS first_day
                FROM ssd_cla_episodes a
            ) m
            LEFT JOIN ssd_cla_placement l ON l.clap_cla_placement_id = m.clae_cla_placement_id
            WHERE m.clae_cla_episode_start_reason IN ('S', 'P', 'B')
                OR m.clae_cla_episode_start_date = m.first_day
            GROUP BY m.clae_person_id, m.clae_cla_episode_start_date
        ) b
    ) run"""

LAC03 = Indicator(
    code="LAC03",
    name="Long-term placement stability",
    short="Long-term stability",
    theme="Looked-after children",
    services=("LAC",),
    kind="percentage",
    pattern="cohort",
    unit="child",
    window="month",
    polarity="higher",
    key_questions=("KQ1", "KQ5"),
    numerator=(
        "Of those, living with the same carer for at least 2 years (placement moves with the same "
        "carer joined; adoptive placement plus the one before it joined)"
    ),
    denominator="Children under 16 at S looked after continuously for at least 2.5 years",
    source=(
        "DfE SSDA903; LAIT: under 16, looked after continuously for at least 2.5 years, same carer "
        "at least 2 years; formerly NI 63. In 2015/16 the wording was the same placement."
    ),
    notes=(
        "A stay elsewhere (T0 to T4, reason P) and the return from it are moves here. Continuously "
        "looked after since the date on which the child entered care."
    ),
    cases=StateAt(
        rows=f"""{LOOKED_AFTER}
    LEFT JOIN {RUNS_WITH_ONE_CARER}
        ON run.child = e.clae_person_id AND {open_on("run.day", "run.next_day", "s.day")}""",
        person="e.clae_person_id",
        one_per="e.clae_person_id",
        excluded={
            **NOT_LOOKED_AFTER,
            "aged 16 or over": is_aged("p.pers_dob", 16, "s.day"),
            "date of entering care not known": "e.clae_entered_care_date IS NULL",
            "looked after for less than 2.5 years": (
                "e.clae_entered_care_date > s.day - INTERVAL 30 MONTH"
            ),
        },
        numerator="run.living_there_since <= s.day - INTERVAL 24 MONTH",
    ),
    worklist=Worklist(reasons={"with the same carer for less than two years": ""}),
    history_months=30,
)

PLACEMENT_OPEN = open_on(
    "l.clap_cla_placement_start_date", "l.clap_cla_placement_end_date", "s.day"
)

# The placement that each child is in at the end of S: of several the one that began last.
OPEN_PLACEMENT = f"""(
        SELECT o.day, o.child, o.id, o.kind, o.began, o.distance
        FROM (
            SELECT s.day, l.clap_person_id AS child, l.clap_cla_placement_id AS id,
                l.clap_cla_placement_type AS kind, l.clap_cla_placement_start_date AS began,
                l.clap_cla_placement_distance AS distance,
                ROW_NUMBER() OVER (
                    PARTITION BY s.day, l.clap_person_id
                    ORDER BY l.clap_cla_placement_start_date DESC, l.clap_cla_placement_id DESC
                ) AS place
            FROM snapshots s
            JOIN ssd_cla_placement l
                ON {PLACEMENT_OPEN}
        ) o
        WHERE o.place = 1
    ) placement"""
