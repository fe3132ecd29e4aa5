"""Looked-after children."""

from litmus.indicators.conventions import LOOKED_AFTER, NOT_LOOKED_AFTER
from litmus.indicators.declaration import Indicator, Snapshot

LAC01 = Indicator(
    code="LAC01",
    name="Looked-after children per 10,000",
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
    cases=Snapshot(
        rows=LOOKED_AFTER,
        person="e.clae_person_id",
        one_per="e.clae_person_id",
        excluded=NOT_LOOKED_AFTER,
    ),
)

# Placements of each child that overlap the 12 months to S. A placement is new when it began with
# reason S, P or B (T and U are moves with the same carer); the one in force when the 12 months
# began counts as one whatever its reason. Temporary placements (T0-T4) do not count, and the
# placement that a child goes back to keeps its id: ids are counted once.
PLACEMENTS_IN_12_MONTHS = """(
        SELECT s.day, m.clae_person_id AS child,
            COUNT(DISTINCT m.clae_cla_placement_id) AS placements
        FROM snapshots s
        JOIN ssd_cla_episodes m
            ON m.clae_cla_episode_start_date <= s.day
            AND (m.clae_cla_episode_ceased_date IS NULL
                OR m.clae_cla_episode_ceased_date > s.day - INTERVAL 12 MONTH)
        JOIN ssd_cla_placement l ON l.clap_cla_placement_id = m.clae_cla_placement_id
        JOIN (
            SELECT b.clae_cla_placement_id AS id, MAX(
                CASE WHEN b.clae_cla_episode_start_reason IN ('S', 'P', 'B') THEN 1 ELSE 0 END
            ) AS is_new
            FROM ssd_cla_episodes b
            GROUP BY b.clae_cla_placement_id
        ) began ON began.id = m.clae_cla_placement_id
        WHERE l.clap_cla_placement_type NOT IN ('T0', 'T1', 'T2', 'T3', 'T4')
            AND (began.is_new = 1
                OR m.clae_cla_episode_start_date <= s.day - INTERVAL 12 MONTH)
        GROUP BY s.day, m.clae_person_id
    ) moves"""

LAC02 = Indicator(
    code="LAC02",
    name="Looked-after children with three or more placements in the last 12 months",
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
        "The placement in force 12 months before S counts as one. The DfE year runs from 1 April: "
        "the figure equals the DfE's only at 31 March."
    ),
    cases=Snapshot(
        rows=f"""{LOOKED_AFTER}
    LEFT JOIN {PLACEMENTS_IN_12_MONTHS} ON moves.child = e.clae_person_id AND moves.day = s.day""",
        person="e.clae_person_id",
        one_per="e.clae_person_id",
        excluded=NOT_LOOKED_AFTER,
        numerator="moves.placements >= 3",
    ),
    history_months=12,
)
