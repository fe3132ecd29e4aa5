"""Child protection plans."""

from litmus.indicators.conventions import open_on
from litmus.indicators.declaration import Events, Indicator, Snapshot

PLAN_OPEN = open_on("c.cppl_cp_plan_start_date", "c.cppl_cp_plan_end_date", "s.day")
# CPP(S): plans held for another authority (temporary) are not ours to count.
OF_ANOTHER_AUTHORITY = {"plan held for another authority": "c.cppl_cp_plan_ola = 'Y'"}

CPP01 = Indicator(
    code="CPP01",
    name="Children subject of a child protection plan per 10,000",
    theme="Child protection plans",
    services=("CP/Safeguarding", "CIN"),
    kind="rate",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="neutral",
    key_questions=("KQ3",),
    numerator=("Children with a plan open at S, less plans held for another authority (temporary)"),
    denominator="Children aged 0-17",
    source="DfE children in need census; LAIT: CPP_At31_rate",
    notes="Unborn children with a plan count in the numerator and not in the population.",
    cases=Snapshot(
        rows=f"""snapshots s
    JOIN ssd_cp_plans c ON {PLAN_OPEN}""",
        person="c.cppl_person_id",
        one_per="c.cppl_person_id",
        excluded=OF_ANOTHER_AUTHORITY,
    ),
)

CPP02 = Indicator(
    code="CPP02",
    name="Child protection plans starting that are a second or subsequent plan",
    theme="Child protection plans",
    services=("CP/Safeguarding",),
    kind="percentage",
    pattern="events in period",
    unit="plan",
    window="R12M",
    polarity="lower",
    key_questions=("KQ5",),
    numerator=(
        "Plans starting in the window for a child with any earlier plan of this authority, ever"
    ),
    denominator="Plans starting in the window",
    source=(
        "DfE children in need census (plans of other authorities not counted); LAIT: "
        "CPP_subsequent_percent; formerly NI 65"
    ),
    notes=(
        "The SSD keeps plans that ended in the last six years only, so that 'ever' needs the table "
        "ext_cp_history."
    ),
    cases=Events(
        rows="""(
        SELECT plans.*, MIN(
            CASE WHEN plans.cppl_cp_plan_ola = 'Y' THEN NULL ELSE plans.cppl_cp_plan_start_date END
        ) OVER (PARTITION BY plans.cppl_person_id) AS first_start
        FROM ssd_cp_plans plans
    ) c
    LEFT JOIN (
        SELECT h.cph_person_id AS child, MAX(h.cph_previous_plans_total) AS plans
        FROM ext_cp_history h
        GROUP BY h.cph_person_id
    ) earlier ON earlier.child = c.cppl_person_id""",
        on="c.cppl_cp_plan_start_date",
        person="c.cppl_person_id",
        excluded=OF_ANOTHER_AUTHORITY,
        numerator="c.first_start < c.cppl_cp_plan_start_date OR earlier.plans >= 1",
    ),
    optional=frozenset({"ext_cp_history"}),
)

CPP05 = Indicator(
    code="CPP05",
    name="Children on a child protection plan seen within {days} working days",
    theme="Child protection plans",
    services=("CP/Safeguarding", "CIN"),
    kind="percentage",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="higher",
    key_questions=("KQ1", "KQ2"),
    numerator="Of those, seen on a statutory visit in the last {days} working days",
    denominator="Children on a plan at S for at least {days} working days, born",
    source="Local; Annex A List 7 'Date of the Last Statutory Visit'",
    working_days="{days} working days (local standard, a setting)",
    notes=(
        "A visit belongs to the plan when it was made on or after its start; the plan's id in the "
        "visits is often empty and is not used."
    ),
    cases=Snapshot(
        rows=f"""snapshots s
    JOIN ssd_cp_plans c ON {PLAN_OPEN}
    LEFT JOIN ref_calendar started ON started.day = c.cppl_cp_plan_start_date
    LEFT JOIN ssd_person p ON p.pers_person_id = c.cppl_person_id
    LEFT JOIN (
        SELECT v.cppv_person_id AS child, v.cppv_cp_visit_date AS day, visited.working_day
        FROM ssd_cp_visits v
        JOIN ref_calendar visited ON visited.day = v.cppv_cp_visit_date
        WHERE v.cppv_cp_visit_seen = 'Y'
    ) seen
        ON seen.child = c.cppl_person_id
        AND seen.day >= c.cppl_cp_plan_start_date
        AND seen.day <= s.day
        AND s.working_day - seen.working_day <= :days""",
        person="c.cppl_person_id",
        one_per="c.cppl_person_id",
        excluded={
            **OF_ANOTHER_AUTHORITY,
            "not yet born, or date of birth not known": "p.pers_dob IS NULL OR p.pers_dob > s.day",
            "on the plan for too few working days to be due a visit": (
                "started.working_day IS NULL OR s.working_day - started.working_day < :days"
            ),
        },
        numerator="seen.child IS NOT NULL",
    ),
    parameters={"days": 10},
)
