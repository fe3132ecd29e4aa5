"""Single assessments."""

from dataclasses import replace

from litmus.indicators.conventions import open_on, within_working_days, working_days_taken
from litmus.indicators.days import Days
from litmus.indicators.declaration import Events, Indicator, StateAt
from litmus.indicators.worklist import Worklist, due_after

ASM01 = Indicator(
    code="ASM01",
    name="Single assessments completed per 10,000",
    short="Assessments done",
    theme="Single assessments",
    services=("DAS", "CIN"),
    kind="rate",
    pattern="events in period",
    unit="event",
    window="R12M",
    polarity="neutral",
    key_questions=("KQ2",),
    numerator="Single assessments authorised in the window",
    denominator="Children aged 0-17",
    source="DfE children in need census; LAIT: Assessments_completed_rate",
    cases=Events(
        rows="ssd_cin_assessments a",
        on="a.cina_assessment_auth_date",
        person="a.cina_person_id",
        team="a.cina_assessment_team",
    ),
)


# From the start to the authorisation.
ASSESSED = ("a.cina_assessment_start_date", "a.cina_assessment_auth_date", "started", "done")


def authorised_in_time(days: int) -> str:
    """Authorised so many working days after the start or sooner, and not before it."""
    return within_working_days(*ASSESSED, days)


# An assessment is due so many working days after its start, whatever day it was finished on.
BEFORE_ITS_START = "a.cina_assessment_auth_date < a.cina_assessment_start_date"
START_NOT_KNOWN = {"date of start not known": "started.working_day IS NULL"}
DUE_IN_45_DAYS = Worklist(
    due="due.day",
    working=True,
    joins=due_after("started.working_day", 45),
    rules={"45 working days from its start": ""},
    reasons={
        **START_NOT_KNOWN,
        "authorised before its start": BEFORE_ITS_START,
        "over 45 working days": "",
    },
    key="a.cina_assessment_id",
)

ASM02 = Indicator(
    code="ASM02",
    name="Single assessments completed within 45 working days",
    short="Assessments on time",
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
        numerator=authorised_in_time(45),
    ),
    worklist=DUE_IN_45_DAYS,
    days=Days(
        sql=working_days_taken(*ASSESSED),
        limit=45,
        one="assessment",
        cases="assessments",
        did="took",
        axis="Working days from start to authorisation",
        unknown="without a known start before the authorisation",
    ),
)

ASSESSMENT_OPEN = open_on("a.cina_assessment_start_date", "a.cina_assessment_auth_date", "s.day")

ASM03 = Indicator(
    code="ASM03",
    name="Open single assessments over 45 working days",
    short="Assessments overdue",
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
    cases=StateAt(
        rows=f"""snapshots s
    JOIN ssd_cin_assessments a ON {ASSESSMENT_OPEN}
    LEFT JOIN ref_calendar started ON started.day = a.cina_assessment_start_date""",
        person="a.cina_person_id",
        team="a.cina_assessment_team",
        numerator="s.working_day - started.working_day > 45",
    ),
    worklist=replace(DUE_IN_45_DAYS, reasons={"open for more than 45 working days": ""}),
)

ASM04 = Indicator(
    code="ASM04",
    name="Single assessments where the child was seen",
    short="Seen in the assessment",
    theme="Single assessments",
    services=("DAS", "CIN"),
    kind="percentage",
    pattern="events in period",
    unit="event",
    window="quarter",
    polarity="higher",
    key_questions=("KQ1", "KQ2"),
    numerator="Assessments authorised in the window with the child seen",
    denominator="Assessments authorised in the window, less children unborn at authorisation",
    source="Local; Ofsted Annex A List 4, 'Child Seen During Continuous Assessment'",
    notes=(
        "Whether the child was seen is often not recorded: such assessments stay in the "
        "denominator. A child without a date of birth cannot be shown to be born and is left out."
    ),
    cases=Events(
        rows="""ssd_cin_assessments a
    LEFT JOIN ssd_person p ON p.pers_person_id = a.cina_person_id""",
        on="a.cina_assessment_auth_date",
        person="a.cina_person_id",
        team="a.cina_assessment_team",
        excluded={
            "date of birth not known": "p.pers_dob IS NULL",
            "not yet born": "p.pers_dob > a.cina_assessment_auth_date",
        },
        numerator="a.cina_assessment_child_seen = 'Y'",
    ),
    worklist=Worklist(
        reasons={
            "not recorded whether the child was seen": "a.cina_assessment_child_seen IS NULL",
            "child not seen": "",
        },
        key="a.cina_assessment_id",
    ),
)
