"""Five indicators as a practised analyst writes them for DuckDB: one query for all months.

Each query gives the last day of a window, breakdown, group, numerator and cases; for a rate the
caller divides by the population. They use what DuckDB has beyond the standard (arg_max with a
tuple, QUALIFY, GROUP BY ALL, FILTER) and share no text with the engine's.
"""

from collections.abc import Sequence
from datetime import date

# After `cases` (person, day, team, hit): the team that a case without one falls back to, its
# service, and the groups that the child is in.
GROUPS = """worker AS (
    SELECT c.person, c.day, arg_max(coalesce(i.invo_professional_team, 'none'),
        (i.invo_involvement_start_date, i.invo_involvements_id)) AS team
    FROM (SELECT DISTINCT person, day FROM cases WHERE team IS NULL) c
    JOIN ssd_involvements i ON i.invo_person_id = c.person
        AND i.invo_involvement_start_date <= c.day
        AND (i.invo_involvement_end_date IS NULL OR i.invo_involvement_end_date > c.day)
    WHERE upper(i.invo_professional_role_id) IN ('CW', 'ALLOCATED CASE WORKER')
    GROUP BY ALL
), teamed AS (
    SELECT c.person, c.day, c.hit, coalesce(c.team, w.team, 'none') AS team
    FROM cases c LEFT JOIN worker w ON w.person = c.person AND w.day = c.day
), service AS (
    SELECT t.team, t.day, arg_max(r.rts_service, r.rts_valid_from) AS service
    FROM (SELECT DISTINCT team, day FROM teamed) t
    JOIN ref_team_service r ON r.rts_team_id = t.team AND r.rts_valid_from <= t.day
        AND (r.rts_valid_to IS NULL OR r.rts_valid_to > t.day)
    GROUP BY ALL
), described AS (
    SELECT t.day, t.hit, t.team, coalesce(v.service, 'none') AS service,
        CASE WHEN coalesce(p.pers_dob, p.pers_expected_dob) > t.day THEN 'unborn'
            WHEN p.pers_dob IS NULL THEN 'not known'
            WHEN p.pers_dob <= t.day - INTERVAL 18 YEAR THEN '18+'
            WHEN p.pers_dob <= t.day - INTERVAL 16 YEAR THEN '16-17'
            WHEN p.pers_dob <= t.day - INTERVAL 10 YEAR THEN '10-15'
            WHEN p.pers_dob <= t.day - INTERVAL 5 YEAR THEN '5-9'
            WHEN p.pers_dob <= t.day - INTERVAL 1 YEAR THEN '1-4'
            ELSE '0' END AS age_band,
        coalesce(p.pers_sex, 'U') AS sex,
        CASE WHEN p.pers_ethnicity IN ('WBRI', 'WIRI', 'WOTH', 'WIRT', 'WROM') THEN 'White'
            WHEN p.pers_ethnicity IN ('MWBC', 'MWBA', 'MWAS', 'MOTH') THEN 'Mixed'
            WHEN p.pers_ethnicity IN ('AIND', 'APKN', 'ABAN', 'AOTH') THEN 'Asian'
            WHEN p.pers_ethnicity IN ('BCRB', 'BAFR', 'BOTH') THEN 'Black'
            WHEN p.pers_ethnicity IN ('CHNE', 'OOTH') THEN 'Other'
            ELSE 'Not obtained or refused' END AS ethnic_group,
        CASE WHEN d.person IS NOT NULL THEN 'Disability recorded'
            ELSE 'No disability recorded' END AS disability
    FROM teamed t
    LEFT JOIN service v ON v.team = t.team AND v.day = t.day
    LEFT JOIN ssd_person p ON p.pers_person_id = t.person
    LEFT JOIN (
        SELECT DISTINCT disa_person_id AS person
        FROM ssd_disability
        WHERE disa_disability_code <> 'NONE'
    ) d ON d.person = t.person
), daily AS (
    SELECT day, service, team, age_band, sex, ethnic_group, disability,
        count(*) AS cases, count(*) FILTER (hit) AS hits
    FROM described
    GROUP BY GROUPING SETS ((day), (day, service), (day, team), (day, age_band), (day, sex),
        (day, ethnic_group), (day, disability))
)"""

BREAKDOWN = """CASE WHEN service IS NOT NULL THEN 'service' WHEN team IS NOT NULL THEN 'team'
        WHEN age_band IS NOT NULL THEN 'age_band' WHEN sex IS NOT NULL THEN 'sex'
        WHEN ethnic_group IS NOT NULL THEN 'ethnic_group'
        WHEN disability IS NOT NULL THEN 'disability' ELSE 'all' END AS breakdown,
    coalesce(service, team, age_band, sex, ethnic_group, disability, 'all') AS group_name"""

A_YEAR = f"""SELECT s, {BREAKDOWN}, sum(hits), sum(cases)
FROM months JOIN daily ON day > s - INTERVAL 12 MONTH AND day <= s
GROUP BY ALL"""

A_DAY = f"SELECT day, {BREAKDOWN}, hits, cases FROM daily"

REF01 = f"""cases AS (
    SELECT cine_person_id AS person, cine_referral_date AS day, cine_referral_team AS team,
        TRUE AS hit
    FROM ssd_cin_episodes, (SELECT min(s) AS first, max(s) AS last FROM months)
    WHERE cine_referral_date > first - INTERVAL 12 MONTH AND cine_referral_date <= last
), {GROUPS}
{A_YEAR}"""

REF02 = f"""one_a_day AS (
    SELECT cine_person_id AS person, cine_referral_date AS day, cine_referral_team AS team
    FROM ssd_cin_episodes
    QUALIFY row_number() OVER (PARTITION BY person, day ORDER BY cine_referral_id) = 1
), in_order AS (
    SELECT *, lag(day) OVER (PARTITION BY person ORDER BY day) AS before FROM one_a_day
), cases AS (
    SELECT person, day, team, before >= day - INTERVAL 12 MONTH AS hit
    FROM in_order, (SELECT min(s) AS first, max(s) AS last FROM months)
    WHERE day > first - INTERVAL 12 MONTH AND day <= last
), {GROUPS}
{A_YEAR}"""

ASM02 = f"""cases AS (
    SELECT cina_person_id AS person, cina_assessment_auth_date AS day,
        cina_assessment_team AS team,
        finish.working_day - start.working_day BETWEEN 0 AND 45 AS hit
    FROM (SELECT min(s) AS first, max(s) AS last FROM months), ssd_cin_assessments
    LEFT JOIN ref_calendar start ON start.day = cina_assessment_start_date
    LEFT JOIN ref_calendar finish ON finish.day = cina_assessment_auth_date
    WHERE cina_assessment_auth_date > first - INTERVAL 12 MONTH
        AND cina_assessment_auth_date <= last
), {GROUPS}
{A_YEAR}"""

CPP01 = f"""cases AS (
    SELECT DISTINCT cppl_person_id AS person, s AS day, NULL::VARCHAR AS team, TRUE AS hit
    FROM months JOIN ssd_cp_plans ON cppl_cp_plan_start_date <= s
        AND (cppl_cp_plan_end_date IS NULL OR cppl_cp_plan_end_date > s)
    WHERE cppl_cp_plan_ola IS DISTINCT FROM 'Y'
), {GROUPS}
{A_DAY}"""

CPP05 = f"""seen AS (
    SELECT s, cppv_person_id AS person, max(cppv_cp_visit_date) AS latest
    FROM months
    JOIN ref_calendar today ON today.day = s
    JOIN ref_calendar visited ON visited.day <= s
        AND today.working_day - visited.working_day <= 10
    JOIN ssd_cp_visits ON cppv_cp_visit_date = visited.day
    WHERE cppv_cp_visit_seen = 'Y'
    GROUP BY ALL
), cases AS (
    SELECT cppl_person_id AS person, months.s AS day, NULL::VARCHAR AS team,
        coalesce(bool_or(latest >= cppl_cp_plan_start_date), FALSE) AS hit
    FROM months
    JOIN ref_calendar today ON today.day = s
    JOIN ssd_cp_plans ON cppl_cp_plan_start_date <= s
        AND (cppl_cp_plan_end_date IS NULL OR cppl_cp_plan_end_date > s)
    JOIN ref_calendar start ON start.day = cppl_cp_plan_start_date
    JOIN ssd_person ON pers_person_id = cppl_person_id
    LEFT JOIN seen ON seen.person = cppl_person_id AND seen.s = months.s
    WHERE cppl_cp_plan_ola IS DISTINCT FROM 'Y' AND pers_dob <= months.s
        AND today.working_day - start.working_day >= 10
    GROUP BY ALL
), {GROUPS}
{A_DAY}"""

QUERIES = {"REF01": REF01, "REF02": REF02, "ASM02": ASM02, "CPP01": CPP01, "CPP05": CPP05}


def query(code: str, months: Sequence[date]) -> str:
    """The query of an indicator for windows that end on these days."""
    ends = ", ".join(f"(DATE '{day}')" for day in months)
    return f"WITH months(s) AS (VALUES {ends}), {QUERIES[code]}"
