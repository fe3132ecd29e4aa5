"""Single assessments."""

from litmus.indicators.conventions import open_on
from litmus.indicators.declaration import Events, Indicator, Snapshot

ASM02 = Indicator(
    code="ASM02",
    name="Single assessments completed within 45 working days",
    theme="Single assessments",
    services=("DAS", "CIN"),
    kind="percentage",
    pattern="events in period",
    unit="event",
    window="R12M",
    polarity="higher",
    key_questions=("KQ2",),
    numerator=(
        "Assessments authorised in the window with 45 working days or fewer from start to "
        "authorisation"
    ),
    denominator="All assessments authorised in the window",
    source="DfE children in need census, duration bands; LAIT: assessments within 45 working days",
    working_days=(
        "45 working days. The published measure runs from the start of the assessment; Working "
        "Together sets the limit from the referral."
    ),
    notes=(
        "Completed assessments only: open ones would bias the figure up. Open and late ones are "
        "ASM03."
    ),
    cases=Events(
        rows="""ssd_cin_assessments a
    LEFT JOIN ref_calendar started ON started.day = a.cina_assessment_start_date
    LEFT JOIN ref_calendar done ON done.day = a.cina_assessment_auth_date""",
        on="a.cina_assessment_auth_date",
        person="a.cina_person_id",
        team="a.cina_assessment_team",
        numerator="done.working_day - started.working_day BETWEEN 0 AND 45",
    ),
)

ASSESSMENT_OPEN = open_on("a.cina_assessment_start_date", "a.cina_assessment_auth_date", "s.day")

ASM03 = Indicator(
    code="ASM03",
    name="Open single assessments over 45 working days",
    theme="Single assessments",
    services=("DAS", "CIN"),
    kind="percentage",
    pattern="snapshot at period end",
    unit="event",
    window="month",
    polarity="lower",
    key_questions=("KQ2", "KQ6"),
    numerator="Assessments open at S started more than 45 working days before",
    denominator="All assessments open at S",
    source="Local (framework 2.3, weekly data: single assessment times and overdue)",
    working_days="45 working days",
    cases=Snapshot(
        rows=f"""snapshots s
    JOIN ssd_cin_assessments a ON {ASSESSMENT_OPEN}
    LEFT JOIN ref_calendar started ON started.day = a.cina_assessment_start_date""",
        person="a.cina_person_id",
        team="a.cina_assessment_team",
        numerator="s.working_day - started.working_day > 45",
    ),
)
