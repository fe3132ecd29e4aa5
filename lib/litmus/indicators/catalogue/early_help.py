"""Early help."""

from litmus.indicators.catalogue import need
from litmus.indicators.conventions import children_of, open_on
from litmus.indicators.declaration import Events, Indicator, StateAt
from litmus.indicators.worklist import Worklist

EHA01 = Indicator(
    code="EHA01",
    name="Early help assessments completed",
    short="Early help assessments",
    theme="Early help",
    services=("EARLY_HELP",),
    kind="count",
    pattern="events in period",
    unit="event (per child; family count as drill-down)",
    window="month",
    polarity="neutral",
    key_questions=("KQ3",),
    numerator="Early help (common or family) assessments completed in the window",
    source=(
        "Local; Ofsted Annex A List 2, assessment completion date; ADCS Safeguarding Pressures, "
        "early help assessments"
    ),
    notes=(
        "Where there is no early help assessment at all in the data (ext_eh_assessment), early "
        "help episodes that start in the window are counted in their place. The standard extract "
        "holds episodes, not assessments, and leaves out children without social care: load early "
        "help from its own system. Drill-down: families (eha_family_id)."
    ),
    cases=Events(
        rows="""(
        SELECT a.eha_person_id AS child, a.eha_completed_date AS day
        FROM ext_eh_assessment a
        UNION ALL
        SELECT e.earl_person_id AS child, e.earl_episode_start_date AS day
        FROM ssd_early_help_episodes e
        WHERE 0 = (SELECT COUNT(*) FROM ext_eh_assessment)
    ) h""",
        on="h.day",
        person="h.child",
        stand_ins={
            "no early help assessments (ext_eh_assessment): episodes that start stand in": (
                "snapshots s CROSS JOIN (SELECT COUNT(*) AS number FROM ext_eh_assessment) known "
                "WHERE known.number = 0"
            )
        },
    ),
    one_of=frozenset({"ext_eh_assessment", "ssd_early_help_episodes"}),
)

STARTED = "h.earl_episode_start_date"
EPISODE_OPEN = open_on(STARTED, "h.earl_episode_end_date", "s.day")

EHA02 = Indicator(
    code="EHA02",
    name="Children with an open early help episode per 10,000",
    short="Early help open",
    theme="Early help",
    services=("EARLY_HELP",),
    kind="rate",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="neutral",
    key_questions=("KQ3",),
    numerator=(
        "Distinct children with an early help episode open at S and no open social care episode"
    ),
    denominator="Children aged 0-17",
    source="Local",
    notes=(
        "An open social care episode is one that CIN01 counts: a referral that led to no further "
        "action is none. No age limit."
    ),
    cases=StateAt(
        rows=f"""snapshots s
    JOIN ssd_early_help_episodes h ON {EPISODE_OPEN}
    LEFT JOIN {children_of(need.CIN01.cases)} in_need
        ON in_need.child = h.earl_person_id AND in_need.day = s.day""",
        person="h.earl_person_id",
        one_per="h.earl_person_id",
        excluded={"has an open episode of need (CIN01)": "in_need.child IS NOT NULL"},
    ),
    worklist=Worklist(
        all_open=True,
        reasons={
            "open for a year or longer": f"{STARTED} <= s.day - INTERVAL 12 MONTH",
            "open for six months or longer": f"{STARTED} <= s.day - INTERVAL 6 MONTH",
            "open for less than six months": "",
        },
    ),
)

NEEDS_MET = "('NEEDS_MET', 'STEP_DOWN_UNIVERSAL')"

EHA03 = Indicator(
    code="EHA03",
    name="Early help episodes closed with needs met",
    short="Early help needs met",
    theme="Early help",
    services=("EARLY_HELP",),
    kind="percentage",
    pattern="events in period",
    unit="event",
    window="quarter",
    polarity="higher",
    key_questions=("KQ5", "KQ3"),
    numerator=(
        "Early help episodes closed in the window with outcome needs met (or universal services)"
    ),
    denominator="All early help episodes closed in the window, less moved away and died",
    source="Local",
    notes=(
        "Episodes closed without a recorded outcome stay in the denominator. Where there is no "
        "outcome at all in the data (ext_eh_closure), the end reasons of the episodes are read, if "
        "the council maps any of its own to needs met (ref_code_map). Drill-downs: stepped up to "
        "social care at closure (STEP_UP_CSC), and a referral within 6 months of closure."
    ),
    cases=Events(
        # End reasons of which none means needs met are not mapped: they would give a wrong 0%.
        rows=f"""(
        SELECT o.ehc_person_id AS child, o.ehc_closed_date AS day, o.ehc_outcome AS outcome
        FROM ext_eh_closure o
        UNION ALL
        SELECT e.earl_person_id AS child, e.earl_episode_end_date AS day,
            e.earl_episode_end_reason AS outcome
        FROM ssd_early_help_episodes e
        WHERE 0 = (SELECT COUNT(*) FROM ext_eh_closure)
            AND 0 < (
                SELECT COUNT(*) FROM ssd_early_help_episodes m
                WHERE m.earl_episode_end_reason IN {NEEDS_MET}
            )
    ) h""",
        on="h.day",
        person="h.child",
        excluded={
            "moved away": "h.outcome = 'MOVED'",
            "died": "h.outcome = 'DIED'",
        },
        numerator=f"h.outcome IN {NEEDS_MET}",
        stand_ins={
            "no outcomes of early help (ext_eh_closure): the episodes' end reasons stand in": (
                "snapshots s CROSS JOIN (SELECT COUNT(*) AS number FROM ext_eh_closure) known "
                "WHERE known.number = 0"
            )
        },
    ),
    one_of=frozenset({"ext_eh_closure", "ssd_early_help_episodes"}),
    worklist=Worklist(
        reasons={"no outcome recorded": "h.outcome IS NULL", "closed with another outcome": ""}
    ),
)
