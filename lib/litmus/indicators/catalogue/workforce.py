"""Workforce: caseloads, posts and supervision."""

from litmus.base.breakdowns import BREAKDOWNS
from litmus.indicators.catalogue import need
from litmus.indicators.conventions import CASE_WORKER_ROLES, children_of, fte, open_on
from litmus.indicators.declaration import NO_PERSON, Indicator, StateAt
from litmus.indicators.worklist import Worklist, later

SERVICES = ("DAS", "CIN", "LAC", "LEAVING_CARE")
# Posts have no age, sex or ethnicity.
OF_POSTS = tuple(each.code for each in BREAKDOWNS.values() if each.of_team)

INVOLVED = open_on("i.invo_involvement_start_date", "i.invo_involvement_end_date", "s.day")

# The cases allocated at S: one row a worker and child. Of several involvements of the same worker
# `since` is the start of the earliest, and the latest gives the team.
ALLOCATED = f"""(
        SELECT w.day, w.worker, w.child, w.team, w.since, w.latest, w.id
        FROM (
            SELECT s.day, i.invo_professional_id AS worker, i.invo_person_id AS child,
                i.invo_professional_team AS team, i.invo_involvements_id AS id,
                i.invo_involvement_start_date AS latest,
                MIN(i.invo_involvement_start_date) OVER (
                    PARTITION BY s.day, i.invo_professional_id, i.invo_person_id
                ) AS since,
                ROW_NUMBER() OVER (
                    PARTITION BY s.day, i.invo_professional_id, i.invo_person_id
                    ORDER BY i.invo_involvement_start_date DESC, i.invo_involvements_id DESC
                ) AS place
            FROM snapshots s
            JOIN ssd_involvements i ON {INVOLVED}
            WHERE UPPER(i.invo_professional_role_id) IN {CASE_WORKER_ROLES}
        ) w
        WHERE w.place = 1
    )"""

# Whose case is open: children in need at S, and care leavers. 1 or 0 for each allocated case.
OPEN_OR_NOT = f"""(
        SELECT a.day, a.worker, a.child, a.team, a.since, a.latest, a.id,
            CASE WHEN in_need.child IS NULL AND leaver.child IS NULL THEN 0 ELSE 1 END AS is_open
        FROM {ALLOCATED} a
        LEFT JOIN {children_of(need.CIN01.cases)} in_need
            ON in_need.child = a.child AND in_need.day = a.day
        LEFT JOIN (
            SELECT DISTINCT v.clea_person_id AS child
            FROM ssd_care_leavers v
        ) leaver ON leaver.child = a.child
    )"""
NOT_AN_OPEN_CASE = {
    "allocated to no named worker": "c.worker IS NULL",
    "neither a child in need nor a care leaver": "c.is_open = 0",
}

# Cases and posts together: a case counts 1 and weighs nothing, a post weighs its full-time
# equivalents. Where no post is dated S, the first of the open cases of each worker weighs the
# worker's full-time equivalents instead. Whether a post holds cases may not be recorded: then it
# is left out, and listed.
CASES_AND_POSTS = f"""(
        SELECT k.day, k.worker, k.child, k.team, k.is_open, 'Y' AS holds_cases, 1 AS cases,
            CASE WHEN posts.day IS NULL AND k.place = 1
                THEN {fte("f.prof_full_time_equivalency")} ELSE 0 END AS fte
        FROM (
            SELECT b.*, ROW_NUMBER() OVER (
                PARTITION BY b.day, b.worker, b.is_open ORDER BY b.latest DESC, b.id DESC
            ) AS place
            FROM {OPEN_OR_NOT} b
        ) k
        LEFT JOIN (
            SELECT DISTINCT n.wfp_as_at AS day FROM ext_workforce_post n
        ) posts ON posts.day = k.day
        LEFT JOIN ssd_professionals f ON f.prof_professional_id = k.worker
        UNION ALL
        SELECT p.wfp_as_at AS day, 'post' AS worker, {NO_PERSON} AS child, p.wfp_team_id AS team,
            1 AS is_open, p.wfp_case_holding_yn AS holds_cases, 0 AS cases,
            {fte("p.wfp_fte_in_post")} AS fte
        FROM ext_workforce_post p
        WHERE p.wfp_case_holding_yn = 'Y' OR p.wfp_case_holding_yn IS NULL
    ) c"""
NO_POST_AT_S = """snapshots s
    LEFT JOIN ext_workforce_post p ON p.wfp_as_at = s.day
    WHERE p.wfp_as_at IS NULL"""

# A child may be allocated to several workers.
ALLOCATION = "c.worker || ' ' || c.child"

WFC01 = Indicator(
    code="WFC01",
    name="Average caseload per full-time-equivalent case holder",
    short="Average caseload",
    theme="Workforce",
    services=SERVICES,
    kind="mean",
    pattern="snapshot at period end",
    unit="case (child) per FTE",
    window="month",
    polarity="lower",
    key_questions=("KQ2",),
    numerator=(
        "Cases allocated at S to a named social worker: children in need and care leavers, each "
        "worker's cases counted"
    ),
    denominator="FTE of case-holding social workers in post at S, agency included",
    source="DfE children's social work workforce census (cases per FTE case holder)",
    notes=(
        "Posts are those of the HR snapshot dated S (ext_workforce_post). Where no post is dated "
        "S, the FTE of the workers who have a case stands in, and the figure says so. Drill-downs: "
        "cases not allocated, and the share of workers over the local maximum."
    ),
    cases=StateAt(
        rows=f"""snapshots s
    JOIN {CASES_AND_POSTS} ON c.day = s.day""",
        person="c.child",
        team="c.team",
        excluded={
            **NOT_AN_OPEN_CASE,
            "post for which it is not recorded whether it holds cases": "c.holds_cases IS NULL",
        },
        stand_ins={
            "no post is dated that day (ext_workforce_post): the full-time equivalents of the "
            "workers who have a case stand in (prof_full_time_equivalency)": NO_POST_AT_S
        },
        amount="c.cases",
        weight="c.fte",
    ),
    one_of=frozenset({"ext_workforce_post", "ssd_professionals"}),
    breakdowns=OF_POSTS,
    worklist=Worklist(worker="c.worker", key=ALLOCATION, reasons={"allocated": ""}),
)

POSTS = """snapshots s
    JOIN ext_workforce_post w ON w.wfp_as_at = s.day"""
IN_POST = fte("w.wfp_fte_in_post")
VACANT = fte("w.wfp_vacant_fte")

WFC02 = Indicator(
    code="WFC02",
    name="Agency social worker rate",
    short="Agency social workers",
    theme="Workforce",
    services=SERVICES,
    kind="percentage",
    pattern="snapshot at period end",
    unit="FTE",
    window="month",
    polarity="lower",
    key_questions=("KQ2", "KQ6"),
    numerator="FTE agency children's social workers at S",
    denominator="FTE children's social workers in post plus agency at S",
    source="DfE children's social work workforce census (agency rate, FTE)",
    notes=(
        "Every post of the HR snapshot dated S counts, whatever its role: give social workers' "
        "posts only."
    ),
    cases=StateAt(
        rows=POSTS,
        person=NO_PERSON,
        team="w.wfp_team_id",
        numerator="w.wfp_agency_yn = 'Y'",
        amount=IN_POST,
        weight=IN_POST,
    ),
    breakdowns=OF_POSTS,
)

WFC03 = Indicator(
    code="WFC03",
    name="Social worker vacancy rate",
    short="Social worker vacancies",
    theme="Workforce",
    services=SERVICES,
    kind="percentage",
    pattern="snapshot at period end",
    unit="FTE",
    window="month",
    polarity="lower",
    key_questions=("KQ2", "KQ6"),
    numerator="FTE vacant children's social worker posts at S (filled by agency still vacant)",
    denominator="FTE in post (not agency) plus vacant",
    source="DfE children's social work workforce census (vacancy rate, FTE)",
    notes=(
        "Every post of the HR snapshot dated S counts, whatever its role: give social workers' "
        "posts only. Beside it: sickness absence (ext_workforce_absence) and turnover."
    ),
    cases=StateAt(
        rows=POSTS,
        person=NO_PERSON,
        team="w.wfp_team_id",
        amount=VACANT,
        weight=f"CASE WHEN w.wfp_agency_yn = 'N' THEN {IN_POST} ELSE 0 END + {VACANT}",
    ),
    breakdowns=OF_POSTS,
)


def by_policy(day: str) -> str:
    """The policy interval of the team's service, taken from a day or added to it."""
    return f"""CASE service.name
        WHEN 'DAS' THEN {day} INTERVAL :das_days DAY
        WHEN 'CIN' THEN {day} INTERVAL :cin_days DAY
        WHEN 'LAC' THEN {day} INTERVAL :lac_days DAY
        WHEN 'LEAVING_CARE' THEN {day} INTERVAL :leaving_care_days DAY
        WHEN 'EARLY_HELP' THEN {day} INTERVAL :early_help_days DAY
        ELSE {day} INTERVAL :days DAY END"""


# The day up to which supervision is too long ago at S, by the policy of the team's service.
TOO_LONG_AGO = by_policy("s.day -")

SERVICE_AT_S = f"""(
        SELECT t.day, t.team, t.name
        FROM (
            SELECT s.day, r.rts_team_id AS team, r.rts_service AS name, ROW_NUMBER() OVER (
                PARTITION BY s.day, r.rts_team_id ORDER BY r.rts_valid_from DESC
            ) AS place
            FROM snapshots s
            JOIN ref_team_service r ON {open_on("r.rts_valid_from", "r.rts_valid_to", "s.day")}
        ) t
        WHERE t.place = 1
    ) service"""

# Supervision of each case in order: a session is the last one until the next.
SUPERVISIONS_IN_ORDER = """(
        SELECT u.sup_person_id AS child, u.sup_date AS day,
            LEAD(u.sup_date) OVER (PARTITION BY u.sup_person_id ORDER BY u.sup_date) AS next_day
        FROM ext_supervision u
        WHERE u.sup_type = 'CASE' AND u.sup_decision_yn = 'Y'
    ) supervised"""

WFC04 = Indicator(
    code="WFC04",
    name="Open cases with supervision recorded within policy",
    short="Supervision within policy",
    theme="Workforce",
    services=(*SERVICES, "EARLY_HELP"),
    kind="percentage",
    pattern="snapshot at period end",
    unit="case",
    window="month",
    polarity="higher",
    key_questions=("KQ2",),
    numerator="Of those, a case supervision with a recorded decision within the policy interval",
    denominator="Cases allocated at S for longer than the policy interval",
    source="Local (framework 8.1)",
    working_days=(
        "{days} calendar days from the supervision policy; its own number for each of five "
        "services (local standards, settings): {das_days} in DAS, {cin_days} in CIN, {lac_days} "
        "in LAC, {leaving_care_days} in Leaving Care, {early_help_days} in Early Help"
    ),
    notes=(
        "Cases are those of WFC01. Supervision of the child's case counts, whichever worker was "
        "supervised."
    ),
    cases=StateAt(
        rows=f"""snapshots s
    JOIN {OPEN_OR_NOT} c ON c.day = s.day
    LEFT JOIN {SERVICE_AT_S} ON service.team = c.team AND service.day = s.day
    LEFT JOIN {SUPERVISIONS_IN_ORDER}
        ON supervised.child = c.child
        AND {open_on("supervised.day", "supervised.next_day", "s.day")}""",
        person="c.child",
        team="c.team",
        excluded={
            **NOT_AN_OPEN_CASE,
            "allocated for no longer than the policy interval": f"c.since >= {TOO_LONG_AGO}",
        },
        numerator=f"supervised.day >= {TOO_LONG_AGO}",
    ),
    parameters={
        "days": 28,
        "das_days": 28,
        "cin_days": 28,
        "lac_days": 28,
        "leaving_care_days": 28,
        "early_help_days": 28,
    },
    # The policy intervals are about a month.
    history_months=1,
    optional=frozenset({"ref_team_service"}),
    worklist=Worklist(
        due=by_policy(f"({later('supervised.day', 'c.since')}) +"),
        rules={
            "the interval of the policy from the last supervision": "supervised.day >= c.since",
            "the interval of the policy from the allocation": "",
        },
        reasons={
            "no supervision with a decision recorded": "supervised.day IS NULL",
            "last supervision too long ago": "",
        },
        not_yet="allocated for no longer than the policy interval",
        worker="c.worker",
        key=ALLOCATION,
    ),
)
