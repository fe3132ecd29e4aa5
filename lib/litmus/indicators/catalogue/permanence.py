"""Adoption and permanence."""

from litmus.indicators.conventions import SHORT_BREAKS, days_between
from litmus.indicators.declaration import Events, Indicator

# When the child moved in with the adoptive family: where foster carers adopted, with the start of
# that fostering, if it is known.
MOVED_IN = """COALESCE(
        CASE WHEN o.perm_adopted_by_carer_flag = 'Y' THEN o.perm_placed_foster_carer_date END,
        o.perm_placed_for_adoption_date
    )"""

KIND_NOT_RECORDED = "kind of permanence order not recorded"

ADO01 = Indicator(
    code="ADO01",
    name="Average days from entering care to moving in with the adoptive family",
    short="Days to adoption",
    theme="Adoption and permanence",
    services=("LAC",),
    kind="mean",
    pattern="cohort",
    unit="child adopted",
    window="R36M",
    polarity="lower",
    key_questions=("KQ2", "KQ5"),
    numerator=(
        "Sum of days from entering care to placement with the adoptive family (for adoption by a "
        "foster carer: to the start of that fostering placement)"
    ),
    denominator="Children adopted in the window",
    source="DfE adoption scorecards A1 and A10 (A10 allows for adoption by foster carers)",
    working_days="Calendar days",
    notes=(
        "Children who were not placed before the adoption order are left out. Where the start of "
        "the foster placement is not known, the day of placement for adoption stands in. "
        "Drill-downs: mean and median of the last 12 months; from the placement order to the match "
        "(scorecard A2, perm_matched_date less perm_placement_order_date, not below 0)."
    ),
    cases=Events(
        rows="""ssd_permanence o
    LEFT JOIN (
        SELECT d.perm_cla_id AS period, d.perm_permanence_order_date AS ordered,
            MIN(m.clae_entered_care_date) AS entered
        FROM ssd_permanence d
        JOIN ssd_cla_episodes m
            ON m.clae_cla_id = d.perm_cla_id
            AND m.clae_cla_episode_start_date <= d.perm_permanence_order_date
        GROUP BY d.perm_cla_id, d.perm_permanence_order_date
    ) care
        ON care.period = o.perm_cla_id AND care.ordered = o.perm_permanence_order_date""",
        on="o.perm_permanence_order_date",
        person="o.perm_person_id",
        where=(
            "UPPER(o.perm_permanence_order_type) = 'ADOPTION' "
            "OR o.perm_permanence_order_type IS NULL"
        ),
        one_per="o.perm_person_id",
        excluded={
            KIND_NOT_RECORDED: "o.perm_permanence_order_type IS NULL",
            "not placed before the adoption order": (
                f"{MOVED_IN} IS NULL OR {MOVED_IN} >= o.perm_permanence_order_date"
            ),
            "date of entering care not known": "care.entered IS NULL",
            "placed before entering care": f"{MOVED_IN} < care.entered",
        },
        amount=days_between("care.entered", MOVED_IN),
    ),
)

# The ends of care up to S: episodes that ended for another reason than the start of the next one.
# Where a period of care has several, the last one ended it, as far as is known on S. An end whose
# period has no id cannot be told from others of the child: it is a case, to be listed.
ENDS_OF_CARE = """(
        SELECT f.clae_cla_id AS period, f.clae_person_id AS child, f.clae_cla_episode_id AS episode,
            f.clae_cla_episode_ceased_date AS day, f.clae_cla_episode_ceased_reason AS reason,
            MAX(f.clae_cla_episode_ceased_date) OVER (
                PARTITION BY s.day, f.clae_cla_id
            ) AS last_day
        FROM snapshots s
        JOIN ssd_cla_episodes f ON f.clae_cla_episode_ceased_date <= s.day
        LEFT JOIN ssd_cla_episodes n
            ON n.clae_person_id = f.clae_person_id
            AND n.clae_cla_episode_start_date = f.clae_cla_episode_ceased_date
            AND n.clae_cla_episode_id <> f.clae_cla_episode_id
        WHERE COALESCE(f.clae_cla_episode_ceased_reason, 'not known') <> 'X1'
            AND n.clae_cla_episode_id IS NULL
    ) e"""

# Periods of care with a known legal status by their ends, and whether short breaks were all they
# had had by then.
LEGAL_STATUSES_OF_PERIODS = f"""(
        SELECT d.period, d.child, d.last_day, MIN(
            CASE WHEN UPPER(l.lega_legal_status) IN {SHORT_BREAKS} THEN 1 ELSE 0 END
        ) AS only_short_breaks
        FROM (
            SELECT f.clae_cla_id AS period, f.clae_person_id AS child,
                f.clae_cla_episode_ceased_date AS last_day,
                MIN(m.clae_cla_episode_start_date) AS first_day
            FROM ssd_cla_episodes f
            JOIN ssd_cla_episodes m
                ON m.clae_cla_id = f.clae_cla_id
                AND m.clae_cla_episode_start_date <= f.clae_cla_episode_ceased_date
            GROUP BY f.clae_cla_id, f.clae_person_id, f.clae_cla_episode_ceased_date
        ) d
        JOIN ssd_legal_status l
            ON l.lega_person_id = d.child
            AND l.lega_legal_status_start_date < d.last_day
            AND (l.lega_legal_status_end_date IS NULL OR l.lega_legal_status_end_date > d.first_day)
        GROUP BY d.period, d.child, d.last_day
    ) legal"""

ADO02 = Indicator(
    code="ADO02",
    name="Children leaving care who were adopted",
    short="Leaving care by adoption",
    theme="Adoption and permanence",
    services=("LAC",),
    kind="percentage",
    pattern="events in period",
    unit="period of care ending",
    window="R12M",
    polarity="neutral",
    key_questions=("KQ5",),
    numerator="Periods of care that ended in the window by adoption",
    denominator="Periods of care that ended in the window (short-break-only excluded)",
    source="DfE SSDA903; adoption scorecard A4",
    notes=(
        "An end without a recorded reason counts as an end, and not as an adoption. A period of "
        "care whose legal status is not known is taken for more than short breaks. Drill-down: "
        "special guardianship (E45 to E48, formerly E43 and E44) and child arrangements orders "
        "(E41), with adoption the permanence total. A period of care with several ends counts by "
        "the last of them up to S."
    ),
    cases=Events(
        rows=f"""{ENDS_OF_CARE}
    LEFT JOIN {LEGAL_STATUSES_OF_PERIODS}
        ON legal.period = e.period AND legal.child = e.child AND legal.last_day = e.day""",
        on="e.day",
        person="e.child",
        where="e.day = e.last_day OR e.period IS NULL",
        one_per="COALESCE(e.period, e.episode)",
        prefer="e.child",
        excluded={
            "period of care without an id": "e.period IS NULL",
            "only in a series of short breaks": "legal.only_short_breaks = 1",
        },
        numerator="e.reason IN ('E11', 'E12')",
    ),
)
