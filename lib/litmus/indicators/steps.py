"""The steps of an indicator's query that are the same for all: the days S, and one row a case."""

from litmus.indicators.declaration import NO_TEAM

SNAPSHOTS = """snapshots AS (
    SELECT d.day, c.working_day
    FROM (SELECT DISTINCT last_day AS day FROM windows) d
    LEFT JOIN ref_calendar c ON c.day = d.day
)"""

# Of several rows of a case, one that is not excluded; else the one that came furthest. The case
# is in the numerator when one of its rows is.
EVERY_ROW = """cases AS (
    SELECT day, person, team, reason, amount, weight FROM considered
)"""
FIRST_ROW = """cases AS (
    SELECT r.day, r.person, r.team, r.reason, r.case_amount AS amount, r.weight
    FROM (
        SELECT c.*,
            MAX(CASE WHEN reason = 0 THEN amount ELSE 0 END) OVER (
                PARTITION BY day, unit
            ) AS case_amount,
            ROW_NUMBER() OVER (
                PARTITION BY day, unit
                ORDER BY CASE WHEN reason = 0 THEN 0 ELSE 1 END, reason DESC, preference
            ) AS place
        FROM considered c
    ) r
    WHERE r.place = 1
)"""
SUMMED_UP = f"""cases AS (
    SELECT day, unit AS person, {NO_TEAM} AS team,
        CASE WHEN MIN(reason) = 0 THEN 0 ELSE MAX(reason) END AS reason,
        MAX(CASE WHEN reason = 0 THEN amount ELSE 0 END) AS amount, 1 AS weight
    FROM considered
    GROUP BY day, unit
)"""
