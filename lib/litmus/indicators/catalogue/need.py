"""Children in need."""

from litmus.indicators.conventions import open_on
from litmus.indicators.declaration import Indicator, Snapshot

EPISODE_OPEN = open_on("e.cine_referral_date", "e.cine_close_date", "s.day")

CIN01 = Indicator(
    code="CIN01",
    name="Children in need per 10,000",
    theme="Children in need",
    services=("CIN", "DAS"),
    kind="rate",
    pattern="snapshot at period end",
    unit="episode of need (= child, one open episode each)",
    window="month",
    polarity="neutral",
    key_questions=("KQ3",),
    numerator=(
        "Children with an open episode of need at S, of every kind (CIN plan, CP, LAC, open "
        "assessment, care leaver with a case)"
    ),
    denominator="Children aged 0-17",
    source="DfE children in need census; LAIT: At31_episodes_rate",
    cases=Snapshot(
        rows=f"""snapshots s
    JOIN ssd_cin_episodes e ON {EPISODE_OPEN}""",
        person="e.cine_person_id",
        team="e.cine_referral_team",
        one_per="e.cine_person_id",
        prefer="e.cine_referral_date DESC, e.cine_referral_id DESC",
        excluded={"referral that led to no further action": "e.cine_referral_nfa = 'Y'"},
    ),
)
