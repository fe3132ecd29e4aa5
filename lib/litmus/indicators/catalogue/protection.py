"""Child protection plans."""

from litmus.indicators.conventions import open_on
from litmus.indicators.declaration import Events, Indicator, StateAt

PLAN_OPEN = open_on("c.cppl_cp_plan_start_date", "c.cppl_cp_plan_end_date", "s.day")
# CPP(S): plans held for another authority (temporary) are not ours to count.
OF_ANOTHER_AUTHORITY = {"plan held for another authority": "c.cppl_cp_plan_ola = 'Y'"}

CPP01 = Indicator(
    code="CPP01",
    name="Children subject of a child protection plan per 10,000",
    short="On a protection plan",
    theme="Child protection plans",
    services=("CP_SAFEGUARDING", "CIN"),
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
    cases=StateAt(
        rows=f"""snapshots s
    JOIN ssd_cp_plans c ON {PLAN_OPEN}""",
        person="c.cppl_person_id",
        one_per="c.cppl_person_id",
        excluded=OF_ANOTHER_AUTHORITY,
    ),
)

# The plans before which a child had another one, as a row of the history says. A row that was
# written after a plan began counts that plan, and those after it, once they had ended: they are
# taken off, or a first plan would be its own predecessor; and an end that is theirs is no end of
# the plan before.
PROVEN_BY_HISTORY = """(
        SELECT t.cppl_cp_plan_id AS plan_id,
            CASE
                WHEN COUNT(
                    CASE WHEN later.cppl_cp_plan_end_date = h.cph_last_plan_end_date THEN 1 END
                ) = 0 THEN h.cph_last_plan_end_date
            END AS last_end
        FROM ssd_cp_plans t
        JOIN ext_cp_history h ON h.cph_person_id = t.cppl_person_id
        LEFT JOIN ssd_cp_plans later
            ON later.cppl_person_id = t.cppl_person_id
            AND later.cppl_cp_plan_start_date >= t.cppl_cp_plan_start_date
            AND later.cppl_cp_plan_end_date <= h.cph_as_at
            AND h.cph_as_at > t.cppl_cp_plan_start_date
            AND (later.cppl_cp_plan_ola IS NULL OR later.cppl_cp_plan_ola <> 'Y')
        GROUP BY t.cppl_cp_plan_id, h.cph_as_at, h.cph_previous_plans_total,
            h.cph_last_plan_end_date
        HAVING h.cph_previous_plans_total - COUNT(later.cppl_cp_plan_id) >= 1
    )"""

CPP02 = Indicator(
    code="CPP02",
    name="Child protection plans starting that are a second or subsequent plan",
    short="Second or later plans",
    theme="Child protection plans",
    services=("CP_SAFEGUARDING",),
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
        "ext_cp_history. A row of it speaks for a plan once the plans are taken off that had begun "
        "with it or after it and ended by the row's date: a history taken anew changes nothing "
        "that is past."
    ),
    cases=Events(
        rows=f"""(
        SELECT plans.*, MIN(
            CASE WHEN plans.cppl_cp_plan_ola = 'Y' THEN NULL ELSE plans.cppl_cp_plan_start_date END
        ) OVER (PARTITION BY plans.cppl_person_id) AS first_start
        FROM ssd_cp_plans plans
    ) c
    LEFT JOIN (
        SELECT DISTINCT proven.plan_id
        FROM {PROVEN_BY_HISTORY} proven
    ) earlier ON earlier.plan_id = c.cppl_cp_plan_id""",
        on="c.cppl_cp_plan_start_date",
        person="c.cppl_person_id",
        excluded=OF_ANOTHER_AUTHORITY,
        numerator=("c.first_start < c.cppl_cp_plan_start_date OR earlier.plan_id IS NOT NULL"),
    ),
    optional=frozenset({"ext_cp_history"}),
)

CPP03 = Indicator(
    code="CPP03",
    name="Child protection plans ended that had lasted two years or more",
    short="Plans of two years or more",
    theme="Child protection plans",
    services=("CP_SAFEGUARDING",),
    kind="percentage",
    pattern="events in period",
    unit="plan",
    window="R12M",
    polarity="lower",
    key_questions=("KQ2", "KQ5"),
    numerator="Plans ended in the window that lasted two years or more",
    denominator="Plans ended in the window",
    source=(
        "DfE children in need census (plans of other authorities not counted); LAIT: CPP_End "
        "2_years_or_more_percent; formerly NI 64"
    ),
    notes=(
        "Shown beside it: plans open for two years or more at S. A plan that began on 29 February "
        "is two years old on 28 February."
    ),
    cases=Events(
        rows="ssd_cp_plans c",
        on="c.cppl_cp_plan_end_date",
        person="c.cppl_person_id",
        excluded=OF_ANOTHER_AUTHORITY,
        numerator="c.cppl_cp_plan_end_date >= c.cppl_cp_plan_start_date + INTERVAL 2 YEAR",
    ),
)
