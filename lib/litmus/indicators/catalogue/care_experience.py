"""Looked-after children: going missing, being heard, living far from home."""

from litmus.indicators.catalogue.care import OPEN_PLACEMENT
from litmus.indicators.conventions import (
    LOOKED_AFTER,
    NOT_LOOKED_AFTER,
    SHORT_BREAKS,
    is_aged,
    open_on,
)
from litmus.indicators.declaration import Events, Indicator, StateAt
from litmus.indicators.worklist import Worklist

ABSENCE_BEGAN = "a.miss_missing_episode_start_date"
EPISODE_OPEN = open_on(
    "e.clae_cla_episode_start_date", "e.clae_cla_episode_ceased_date", ABSENCE_BEGAN
)
STATUS_OPEN = open_on(
    "l.lega_legal_status_start_date", "l.lega_legal_status_end_date", ABSENCE_BEGAN
)

LAC07 = Indicator(
    code="LAC07",
    name=("Missing episodes of looked-after children where a return interview was offered"),
    short="Return interviews offered",
    theme="Looked-after children",
    services=("LAC",),
    kind="percentage",
    pattern="events in period",
    unit="event (missing episode)",
    window="quarter",
    polarity="higher",
    key_questions=("KQ1", "KQ3"),
    numerator="Missing episodes ended in the window with a return interview offered",
    denominator=(
        "Missing (not away without authorisation) episodes ended in the window of children looked "
        "after when the episode began, less those where an interview did not apply"
    ),
    source="Local; Annex A List 8 return interview columns; DfE Missing.csv for the episodes",
    working_days=(
        "An interview is to be held within 72 hours. The standard tables have no date of the "
        "interview, so that this cannot be measured."
    ),
    cases=Events(
        # LAC(x) of the day on which the absence began.
        rows=f"""ssd_missing m
    LEFT JOIN ssd_person p ON p.pers_person_id = m.miss_person_id
    LEFT JOIN (
        SELECT DISTINCT a.miss_table_id AS id
        FROM ssd_missing a
        JOIN ssd_cla_episodes e ON e.clae_person_id = a.miss_person_id AND {EPISODE_OPEN}
    ) in_care ON in_care.id = m.miss_table_id
    LEFT JOIN (
        SELECT DISTINCT a.miss_table_id AS id
        FROM ssd_missing a
        JOIN ssd_legal_status l ON l.lega_person_id = a.miss_person_id AND {STATUS_OPEN}
        WHERE UPPER(l.lega_legal_status) IN {SHORT_BREAKS}
    ) short_breaks ON short_breaks.id = m.miss_table_id""",
        on="m.miss_missing_episode_end_date",
        person="m.miss_person_id",
        excluded={
            "away without authorisation, not missing, or the kind of absence not known": (
                "m.miss_missing_episode_type IS NULL "
                "OR UPPER(m.miss_missing_episode_type) NOT IN ('M', 'MISSING')"
            ),
            "not in care when the absence began": "in_care.id IS NULL",
            "in a series of short breaks (legal status V3 or V4)": "short_breaks.id IS NOT NULL",
            "date of birth not known": "p.pers_dob IS NULL",
            "aged 18 or over when the absence began": is_aged(
                "p.pers_dob", 18, "m.miss_missing_episode_start_date"
            ),
            "return interview not applicable": "m.miss_missing_rhi_offered = 'NA'",
        },
        numerator="m.miss_missing_rhi_offered = 'Y'",
    ),
    worklist=Worklist(
        reasons={
            "not recorded whether a return interview was offered": (
                "m.miss_missing_rhi_offered IS NULL"
            ),
            "no return interview offered": "",
        },
        key="m.miss_table_id",
    ),
)

LAC08 = Indicator(
    code="LAC08",
    name="Looked-after reviews in which the child took part",
    short="Children in their reviews",
    theme="Looked-after children",
    services=("LAC", "CP_SAFEGUARDING"),
    kind="percentage",
    pattern="events in period",
    unit="event (review)",
    window="quarter",
    polarity="higher",
    key_questions=("KQ1",),
    numerator=(
        "Reviews in the window in which views were conveyed (participation code PN1, PN2, PN3, PN5 "
        "or PN6)"
    ),
    denominator="Reviews held in the window for children aged 4 or over",
    source="DfE SSDA903 REVIEW_CODE PN0-PN7",
    notes=(
        "The participation code says whether the child was under 4 (PN0). Whether PN4 (attended, "
        "views not conveyed) and PN7 (did not attend, views not conveyed) count as taking part is "
        "a local setting; as a rule they do not."
    ),
    cases=Events(
        rows="ssd_cla_reviews r",
        on="r.clar_cla_review_date",
        person="r.clar_cla_person_id",
        excluded={
            "cancelled": "r.clar_cla_review_cancelled = 'Y'",
            "child under 4 (PN0)": "r.clar_cla_review_participation = 'PN0'",
            "participation not recorded": """r.clar_cla_review_participation IS NULL
        OR r.clar_cla_review_participation
            NOT IN ('PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7')""",
        },
        numerator="""r.clar_cla_review_participation IN ('PN1', 'PN2', 'PN3', 'PN5', 'PN6')
        OR (:count_pn4 = 1 AND r.clar_cla_review_participation = 'PN4')
        OR (:count_pn7 = 1 AND r.clar_cla_review_participation = 'PN7')""",
    ),
    parameters={"count_pn4": False, "count_pn7": False},
    worklist=Worklist(
        reasons={
            "attended, views not conveyed": "r.clar_cla_review_participation = 'PN4'",
            "did not attend, views not conveyed": "",
        },
        key="r.clar_cla_review_id",
    ),
)

# Children who came to the country alone: the status is text, and written in several ways.
SEEKING_ASYLUM_ALONE = f"""(
        SELECT DISTINCT s.day, i.immi_person_id AS child
        FROM snapshots s
        JOIN ssd_immigration_status i
            ON {
    open_on("i.immi_immigration_status_start_date", "i.immi_immigration_status_end_date", "s.day")
}
        WHERE UPPER(i.immi_immigration_status) LIKE 'UASC%'
            OR UPPER(i.immi_immigration_status) LIKE 'UNACCOMPANIED ASYLUM SEEKING CHILD%'
    ) alone"""

DISTANCE = "COALESCE(located.plo_distance_miles, placement.distance)"

LAC09 = Indicator(
    code="LAC09",
    name=("Looked-after children placed more than 20 miles from home and outside the city"),
    short="Placed far from home",
    theme="Looked-after children",
    services=("LAC",),
    kind="percentage",
    pattern="snapshot at period end",
    unit="child",
    window="month",
    polarity="lower",
    key_questions=("KQ1",),
    numerator="Of those, more than 20 miles from home and outside the authority",
    denominator=(
        "Children looked after at S, less unaccompanied asylum seeking children and those whose "
        "distance from home is unknown"
    ),
    source="DfE SSDA903; LAIT: placed more than 20 miles from home, outside the LA boundary",
    notes=(
        "999.9 miles means unknown. The distance of the postcode lookup comes before the one "
        "recorded with the placement."
    ),
    cases=StateAt(
        rows=f"""{LOOKED_AFTER}
    LEFT JOIN {OPEN_PLACEMENT}
        ON placement.child = e.clae_person_id AND placement.day = s.day
    LEFT JOIN ext_placement_location located ON located.plo_placement_id = placement.id
    LEFT JOIN {SEEKING_ASYLUM_ALONE}
        ON alone.child = e.clae_person_id AND alone.day = s.day""",
        person="e.clae_person_id",
        one_per="e.clae_person_id",
        excluded={
            **NOT_LOOKED_AFTER,
            "no placement open": "placement.id IS NULL",
            "unaccompanied asylum seeking child": "alone.child IS NOT NULL",
            "distance not known": f"{DISTANCE} IS NULL OR {DISTANCE} >= 999",
        },
        numerator=f"{DISTANCE} > 20 AND located.plo_in_out = 'OUT'",
    ),
)
