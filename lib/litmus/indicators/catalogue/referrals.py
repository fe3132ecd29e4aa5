"""Contacts and referrals."""

from litmus.indicators.declaration import Events, Indicator

REF01 = Indicator(
    code="REF01",
    name="Referrals to children's social care per 10,000 children",
    theme="Contacts and referrals",
    services=("DAS",),
    kind="rate",
    pattern="events in period",
    unit="event (episodes of need starting; a child can count more than once)",
    window="R12M",
    polarity="neutral",
    key_questions=("KQ3",),
    numerator="Referrals received",
    denominator="Children aged 0-17",
    source="DfE children in need census; LAIT: Referrals_rate",
    notes="A referral is not recorded when a case is already open.",
    cases=Events(
        rows="ssd_cin_episodes r",
        on="r.cine_referral_date",
        person="r.cine_person_id",
        team="r.cine_referral_team",
    ),
)

# A child's referrals in order. LAG gives the referral before; on the first row of a day that is a
# referral of an earlier day.
REFERRALS_IN_ORDER = """(
        SELECT e.*,
            ROW_NUMBER() OVER (
                PARTITION BY e.cine_person_id, e.cine_referral_date ORDER BY e.cine_referral_id
            ) AS place_that_day,
            LAG(e.cine_referral_date) OVER (
                PARTITION BY e.cine_person_id ORDER BY e.cine_referral_date, e.cine_referral_id
            ) AS previous_date
        FROM ssd_cin_episodes e
    ) r"""

REF02 = Indicator(
    code="REF02",
    name="Re-referrals within 12 months of a previous referral",
    theme="Contacts and referrals",
    services=("DAS",),
    kind="percentage",
    pattern="events in period",
    unit="event",
    window="R12M",
    polarity="lower",
    key_questions=("KQ5", "KQ2"),
    numerator=(
        "Referrals in the window where the same child had another referral in the 12 months before"
    ),
    denominator="All referrals in the window",
    source=(
        "DfE children in need census, re-referral methodology (within 12 months of a previous "
        "referral date, not closure date); LAIT: Re_referrals_percent"
    ),
    notes=(
        "Needs 24 months of referrals. Referrals without further action count on both sides. "
        "Same-day duplicates are not re-referrals and are removed before counting."
    ),
    cases=Events(
        rows=REFERRALS_IN_ORDER,
        on="r.cine_referral_date",
        person="r.cine_person_id",
        team="r.cine_referral_team",
        excluded={"same-day duplicate of another referral of the child": "r.place_that_day > 1"},
        numerator="r.previous_date >= r.cine_referral_date - INTERVAL 12 MONTH",
    ),
    history_months=12,
)
