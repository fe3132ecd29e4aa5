"""Children in need."""

from litmus.indicators.catalogue import care, protection, waiting
from litmus.indicators.conventions import children_of, open_on
from litmus.indicators.declaration import Indicator, StateAt
from litmus.indicators.worklist import Worklist

EPISODE_OPEN = open_on("e.cine_referral_date", "e.cine_close_date", "s.day")
NO_FURTHER_ACTION = {"referral that led to no further action": "e.cine_referral_nfa = 'Y'"}

CIN01 = Indicator(
    code="CIN01",
    name="Children in need per 10,000",
    short="Children in need",
    theme="Children in need",
    services=("CIN", "DAS"),
    kind="rate",
    pattern="snapshot at period end",
    unit="episode of need (= child, one open episode each)",
    window="month",
    polarity="neutral",
    key_questions=("KQ3",),
    numerator=(
        "Children with an open episode of need at S, of every kind (on a plan, looked after, open "
        "assessment, care leaver with a case)"
    ),
    denominator="Children aged 0-17",
    source="DfE children in need census; LAIT: At31_episodes_rate",
    cases=StateAt(
        rows=f"""snapshots s
    JOIN ssd_cin_episodes e ON {EPISODE_OPEN}""",
        person="e.cine_person_id",
        team="e.cine_referral_team",
        one_per="e.cine_person_id",
        prefer="e.cine_referral_date DESC, e.cine_referral_id DESC",
        excluded=NO_FURTHER_ACTION,
    ),
)

PLAN_OPEN = open_on("n.cinp_cin_plan_start_date", "n.cinp_cin_plan_end_date", "s.day")

# Who is on a plan of need at S, and what leaves them out.
ON_PLAN = f"""snapshots s
    JOIN ssd_cin_plans n ON {PLAN_OPEN}
    LEFT JOIN ref_calendar started ON started.day = n.cinp_cin_plan_start_date
    LEFT JOIN {children_of(protection.CPP01.cases)} protected
        ON protected.child = n.cinp_person_id AND protected.day = s.day
    LEFT JOIN {children_of(care.LAC01.cases)} looked_after
        ON looked_after.child = n.cinp_person_id AND looked_after.day = s.day"""
LAST_SEEN = waiting.last_seen(
    "ssd_cin_visits", "cinv_cin_visit", "cinv_person_id", "n.cinp_person_id"
)

CIN02 = Indicator(
    code="CIN02",
    name="Children on a CIN plan seen within {days} working days",
    heading="Children on a child in need plan seen on time",
    short="Visits in need on time",
    theme="Children in need",
    services=("CIN",),
    kind="percentage",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="higher",
    key_questions=("KQ1", "KQ2"),
    numerator="Of those, seen in the last {days} working days",
    denominator=(
        "Children with a child in need plan open at S for at least {days} working days, not on a "
        "child protection plan, not looked after"
    ),
    source="Local; cf. Ofsted Annex A List 6, 'Date Child Was Last Seen'",
    working_days="{days} working days (local standard, a setting)",
    notes=(
        "Visits of any kind in ssd_cin_visits count (some systems keep child protection and care "
        "visits there, too), also those before the plan began. Whether a child is on a plan is "
        "taken from the plans alone."
    ),
    cases=StateAt(
        rows=f"""{ON_PLAN}
    LEFT JOIN (
        SELECT DISTINCT s.day, v.cinv_person_id AS child
        FROM snapshots s
        JOIN ref_calendar visited
            ON visited.day <= s.day AND s.working_day - visited.working_day <= :days
        JOIN ssd_cin_visits v ON v.cinv_cin_visit_date = visited.day
        WHERE v.cinv_cin_visit_seen = 'Y'
    ) seen ON seen.child = n.cinp_person_id AND seen.day = s.day""",
        person="n.cinp_person_id",
        team="n.cinp_cin_plan_team",
        one_per="n.cinp_person_id",
        prefer="n.cinp_cin_plan_start_date DESC, n.cinp_cin_plan_id DESC",
        excluded={
            "on a child protection plan (CPP01)": "protected.child IS NOT NULL",
            "looked after (LAC01)": "looked_after.child IS NOT NULL",
            **waiting.NOT_DUE_YET,
        },
        numerator="seen.child IS NOT NULL",
    ),
    worklist=waiting.next_visit(
        LAST_SEEN, {"not seen on any visit": "last_seen.working_day IS NULL"}
    ),
    parameters={"days": 20},
    # Visits before the plan began count, too.
    days=waiting.since_last_seen(LAST_SEEN, unknown="never seen on a visit"),
)

CIN03 = Indicator(
    code="CIN03",
    name="Episodes of need open for two years or more",
    short="In need for two years",
    theme="Children in need",
    services=("CIN",),
    kind="percentage",
    pattern="snapshot at period end",
    unit="episode of need",
    window="month",
    polarity="neutral",
    key_questions=("KQ2", "KQ5"),
    numerator="Open episodes at S that began 2 years or more before",
    denominator="All open episodes at S",
    source="DfE children in need census, duration of the open episode: 2years+_percent",
    notes=(
        "Looked-after and disabled children are in it by definition. Drift view for managers: the "
        "same without looked-after children and those whose primary need is N2."
    ),
    cases=StateAt(
        rows=f"""snapshots s
    JOIN ssd_cin_episodes e ON {EPISODE_OPEN}""",
        person="e.cine_person_id",
        team="e.cine_referral_team",
        excluded=NO_FURTHER_ACTION,
        numerator="e.cine_referral_date <= s.day - INTERVAL 2 YEAR",
    ),
    worklist=Worklist(reasons={"open for two years or more": ""}, key="e.cine_referral_id"),
)
