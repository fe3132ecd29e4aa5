"""The steps of an indicator's query that are the same for all: the days S, one row a case, totals
a day."""

from collections.abc import Mapping, Sequence

from litmus.indicators.declaration import NO_TEAM

# A breakdown and the group of it that alone is asked about.
Within = tuple[str, str]

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


def to_group(days: str) -> str:
    """The cases whose groups are asked for."""
    where = f"\n    WHERE {days}" if days else ""
    return f"""to_group AS (
    SELECT day, person, team, reason, amount, weight FROM cases{where}
)"""


def only(within: Within) -> str:
    """The cases of one group alone."""
    breakdown, group = within
    return f"""scoped AS (
    SELECT * FROM described WHERE {breakdown} = {_text(group)}
)"""


def _text(value: str) -> str:
    """A text in SQL. A colon before a letter would be read as the name of a parameter."""
    parts = [part.replace("'", "''") for part in value.split(":")]
    return "'" + "' || CHR(58) || '".join(parts) + "'"


def daily_at_once(breakdowns: Sequence[str], added: Mapping[str, str], rows: str) -> str:
    """Totals a day of the whole and of each group, from the same cases."""
    sums = ", ".join(f"SUM({name}) AS {name}" for name in added)
    sets = "".join(f", (day, {name})" for name in breakdowns)
    return f"""daily AS (
    SELECT {", ".join(["day", *breakdowns])},
        {sums}
    FROM {rows}
    GROUP BY GROUPING SETS ((day){sets})
)"""


def daily_apart(breakdowns: Sequence[str], added: Mapping[str, str]) -> str:
    """The same, each from its own cases, with `whole` to tell them by."""
    sums = ", ".join(f"SUM({name}) AS {name}" for name in added)
    sets = ", ".join(f"(day, {name})" for name in breakdowns)
    nulls = "".join(f" CAST(NULL AS VARCHAR(48)) AS {name}," for name in breakdowns)
    totals = ",\n        ".join(f"SUM({each}) AS {name}" for name, each in added.items())
    groups = f"""
    UNION ALL
    SELECT day, 0 AS whole, {", ".join(breakdowns)},
        {sums}
    FROM described
    GROUP BY GROUPING SETS ({sets})"""
    return f"""daily AS (
    SELECT t.day, 1 AS whole,{nulls}
        {totals}
    FROM cases t
    GROUP BY t.day{groups if breakdowns else ""}
)"""
