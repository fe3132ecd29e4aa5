"""Contacts and referrals."""

from litmus.indicators.conventions import has_flag, one_form, open_on
from litmus.indicators.declaration import Events, Indicator

OPEN_THE_DAY_BEFORE = open_on(
    "e.cine_referral_date", "e.cine_close_date", "k.cont_contact_date - INTERVAL 1 DAY"
)

CON01 = Indicator(
    code="CON01",
    name="Contacts received",
    short="Contacts",
    theme="Contacts and referrals",
    services=("DAS",),
    kind="count",
    pattern="events in period",
    unit="event (one row per child per contact)",
    window="month",
    polarity="neutral",
    key_questions=("KQ3",),
    numerator="All contacts received in the window, one per child named",
    source=(
        "Local; Ofsted Annex A List 1 (one entry per child per contact); ADCS Safeguarding "
        "Pressures, initial contacts"
    ),
    notes=(
        "Contacts about a child whose episode of need was open the day before, whatever came of "
        "it, are left out; the setting exclude_open_cases: false counts them. Drill-down by source "
        "of the contact (cont_contact_source_code)."
    ),
    cases=Events(
        rows=f"""ssd_contacts c
    LEFT JOIN (
        SELECT DISTINCT k.cont_person_id AS child, k.cont_contact_date AS day
        FROM ssd_contacts k
        JOIN ssd_cin_episodes e
            ON e.cine_person_id = k.cont_person_id
            AND {OPEN_THE_DAY_BEFORE}
    ) open_case ON open_case.child = c.cont_person_id AND open_case.day = c.cont_contact_date""",
        on="c.cont_contact_date",
        person="c.cont_person_id",
        excluded={
            "about a child whose case was open the day before": (
                ":exclude_open_cases = 1 AND open_case.child IS NOT NULL"
            )
        },
    ),
    parameters={"exclude_open_cases": True},
)

# What a contact can have come to: the flags of the standard's outcome JSON.
NEW_REFERRAL = "NEW_REFERRAL_FLAG"
OUTCOMES = (
    *(NEW_REFERRAL, "EXISTING_REFERRAL_FLAG", "CP_ENQUIRY_FLAG", "NFA_FLAG", "ADVICE_FLAG"),
    *("NON_AGENCY_ADOPTION_FLAG", "PRIVATE_FOSTERING_FLAG", "MISSING_FLAG", "OLA_CP_FLAG"),
    "OTHER_OUTCOMES_EXIST_FLAG",
)

CON02 = Indicator(
    code="CON02",
    name="Contacts that become a referral to children's social care",
    short="Contacts that become referrals",
    theme="Contacts and referrals",
    services=("DAS",),
    kind="percentage",
    pattern="events in period",
    unit="event",
    window="month",
    polarity="neutral",
    key_questions=("KQ2", "KQ3"),
    numerator="Contacts in the window whose outcome is a new referral",
    denominator="All contacts in the window",
    source="Local; Working Together: a manager decides on a referral within one working day",
    working_days="1 working day: manager's decision on the referral (Working Together)",
    notes=(
        "The outcome recorded with the contact says whether it became a referral. Where none is "
        "recorded (it is empty, or none of its flags says yes), a referral of the child on the day "
        "of the contact or by the end of the next working day is its outcome. Contacts on open "
        "cases count here."
    ),
    cases=Events(
        rows=f"""(
        SELECT k.*, {one_form("k.cont_contact_outcome_json")} AS outcome
        FROM ssd_contacts k
    ) c
    LEFT JOIN (
        SELECT DISTINCT k.cont_person_id AS child, k.cont_contact_date AS day
        FROM ssd_contacts k
        JOIN ssd_cin_episodes r
            ON r.cine_person_id = k.cont_person_id
            AND r.cine_referral_date >= k.cont_contact_date
        JOIN ref_calendar came ON came.day = k.cont_contact_date
        JOIN ref_calendar referred ON referred.day = r.cine_referral_date
        WHERE referred.working_day - came.working_day <= 1
    ) followed ON followed.child = c.cont_person_id AND followed.day = c.cont_contact_date""",
        on="c.cont_contact_date",
        person="c.cont_person_id",
        numerator=f"""{has_flag("c.outcome", NEW_REFERRAL)}
        OR (followed.child IS NOT NULL AND NOT {has_flag("c.outcome", *OUTCOMES)})""",
    ),
)

REF01 = Indicator(
    code="REF01",
    name="Referrals to children's social care per 10,000 children",
    short="Referrals",
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
    short="Re-referrals",
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

REF03 = Indicator(
    code="REF03",
    name="Referrals resulting in no further action",
    short="Referrals with no action",
    theme="Contacts and referrals",
    services=("DAS",),
    kind="percentage",
    pattern="events in period",
    unit="event",
    window="R12M",
    polarity="lower",
    key_questions=("KQ2",),
    numerator="Referrals in the window closed with no further action before assessment",
    denominator="All referrals in the window",
    source="DfE children in need census (ReferralNFA); LAIT: No_Further_Action_percent",
    notes=(
        "Not the same as assessed as not in need (close reason RC8): show that beside it. Every "
        "row counts, also a second one of the same child and day."
    ),
    cases=Events(
        rows="ssd_cin_episodes r",
        on="r.cine_referral_date",
        person="r.cine_person_id",
        team="r.cine_referral_team",
        numerator="r.cine_referral_nfa = 'Y'",
    ),
)
