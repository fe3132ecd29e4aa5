"""Care leavers."""

from litmus.indicators.conventions import CARE_LEAVERS, NOT_FORMER_RELEVANT_19_TO_21, is_aged
from litmus.indicators.declaration import Indicator, StateAt
from litmus.indicators.worklist import Worklist

# Who looks after a care leaver: the personal adviser, whom the case record names.
ADVISER = "c.clea_care_leaver_personal_advisor"

CLV01 = Indicator(
    code="CLV01",
    name="Care leavers aged 19-21 in suitable accommodation",
    short="Suitable accommodation",
    theme="Care leavers",
    services=("LEAVING_CARE",),
    kind="percentage",
    pattern="cohort",
    unit="young person",
    window="month",
    polarity="higher",
    key_questions=("KQ1", "KQ5"),
    numerator="Of those, accommodation recorded as suitable",
    denominator=(
        "Former relevant young people aged 19, 20 or 21 (all, in touch or not; died excluded)"
    ),
    source="DfE SSDA903 OC3 ACCOM (second character 1); LAIT; formerly NI 147",
    notes=(
        "Current status at S, not the statutory measure (status around the birthday in the year)."
    ),
    cases=StateAt(
        rows=CARE_LEAVERS,
        person="c.clea_person_id",
        team="c.clea_care_leaver_allocated_team",
        excluded=NOT_FORMER_RELEVANT_19_TO_21,
        numerator="c.clea_care_leaver_accom_suitable = '1'",
    ),
    worklist=Worklist(
        reasons={
            "not recorded whether accommodation is suitable": (
                "c.clea_care_leaver_accom_suitable IS NULL"
            ),
            "accommodation not suitable": "",
        },
        worker=ADVISER,
    ),
    # As CLV02.
    history_months=12,
)

CLV02 = Indicator(
    code="CLV02",
    name="Care leavers aged 19-21 in education, employment or training",
    short="Leavers in work or learning",
    theme="Care leavers",
    services=("LEAVING_CARE",),
    kind="percentage",
    pattern="cohort",
    unit="young person",
    window="month",
    polarity="higher",
    key_questions=("KQ5",),
    numerator=(
        "Of those, in education, employment or training (main activity F1, P1, F2, P2, F3, P3, F4, "
        "P4, F5 or P5)"
    ),
    denominator=(
        "Former relevant young people aged 19, 20 or 21 (all, in touch or not; died excluded)"
    ),
    source="DfE SSDA903 OC3 ACTIV; LAIT; formerly NI 148",
    notes=(
        "Current status at S, not the statutory measure (status around the birthday in the year). "
        "F3 and P3 were replaced by F4 and P4 (apprenticeship) and F5 and P5."
    ),
    cases=StateAt(
        rows=CARE_LEAVERS,
        person="c.clea_person_id",
        team="c.clea_care_leaver_allocated_team",
        excluded=NOT_FORMER_RELEVANT_19_TO_21,
        numerator="""c.clea_care_leaver_activity IN
        ('F1', 'P1', 'F2', 'P2', 'F3', 'P3', 'F4', 'P4', 'F5', 'P5')""",
    ),
    worklist=Worklist(
        reasons={
            "activity not recorded": "c.clea_care_leaver_activity IS NULL",
            "not in education, employment or training": "",
        },
        worker=ADVISER,
    ),
    # A row may be a year old: SSDA903 returns give one a birthday.
    history_months=12,
)

OWED_A_PATHWAY_PLAN = """(
        'eligible', 'eligible child', 'relevant', 'relevant child',
        'former relevant', 'former relevant child'
    )"""

CLV03 = Indicator(
    code="CLV03",
    name="Care leavers with a pathway plan reviewed in the last six months",
    short="Pathway plans in date",
    theme="Care leavers",
    services=("LEAVING_CARE",),
    kind="percentage",
    pattern="snapshot at period end",
    unit="young person",
    window="month",
    polarity="higher",
    key_questions=("KQ2", "KQ1"),
    numerator="Of those, pathway plan started or reviewed in the 6 months to S",
    denominator=(
        "Eligible, relevant and former relevant young people aged 16 to 20 receiving the service"
    ),
    source="Local; Annex A List 9 'Latest Pathway Plan Review Date' (later versions only)",
    working_days="6 months between reviews (Care Leavers Regulations 2010)",
    notes=(
        "Some systems give the day on which the plan's record was last changed as the date of the "
        "review."
    ),
    cases=StateAt(
        rows=CARE_LEAVERS,
        person="c.clea_person_id",
        team="c.clea_care_leaver_allocated_team",
        excluded={
            "not an eligible, relevant or former relevant young person": (
                "c.clea_care_leaver_eligibility IS NULL "
                f"OR LOWER(c.clea_care_leaver_eligibility) NOT IN {OWED_A_PATHWAY_PLAN}"
            ),
            "date of birth not known": "p.pers_dob IS NULL",
            "not aged 16 to 20": f"""NOT {is_aged("p.pers_dob", 16, "s.day")}
        OR {is_aged("p.pers_dob", 21, "s.day")}""",
            "died, returned home or no longer needs the service": (
                "UPPER(c.clea_care_leaver_in_touch) IN ('DIED', 'NREQ', 'RHOM')"
            ),
        },
        numerator="""c.clea_pathway_plan_review_date > s.day - INTERVAL 6 MONTH
        AND c.clea_pathway_plan_review_date <= s.day""",
    ),
    worklist=Worklist(
        due="""CASE WHEN c.clea_pathway_plan_review_date <= s.day
            THEN c.clea_pathway_plan_review_date + INTERVAL 6 MONTH END""",
        rules={"6 months from the last review": ""},
        reasons={
            "no review recorded": "c.clea_pathway_plan_review_date IS NULL",
            "the review is dated after that day": "c.clea_pathway_plan_review_date > s.day",
            "not reviewed in the last 6 months": "",
        },
        worker=ADVISER,
    ),
    # As CLV02.
    history_months=12,
)
