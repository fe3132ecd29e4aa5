"""The steps of an indicator's query that are the same for all: the windows, the days S, the cases
considered, one row a case, totals a day."""

import re
from collections.abc import Iterable, Mapping, Sequence

from litmus.base.errors import LitmusError
from litmus.base.windows import Window
from litmus.indicators.declaration import NO_TEAM, Cases, Events, Indicator

PARAMETER = re.compile(r"(?<!:):([a-z]\w*)")
# A breakdown, and the group of it that alone is asked about; None for each of its groups by itself.
Within = tuple[str, str | None]

SNAPSHOTS = """snapshots AS (
    SELECT d.day, c.working_day
    FROM (SELECT DISTINCT last_day AS day FROM windows) d
    LEFT JOIN ref_calendar c ON c.day = d.day
)"""

# What is known of each case, whatever else is asked for.
OF_A_CASE = ("day", "person", "team", "reason", "amount", "weight")
# One row a case, where its rows do not differ in what is asked for. Of several rows of a case one
# that is not excluded; else the one that came furthest. The case is in the numerator when one of
# its rows is.
SUMMED_UP = f"""cases AS (
    SELECT day, unit AS person, {NO_TEAM} AS team,
        CASE WHEN MIN(reason) = 0 THEN 0 ELSE MAX(reason) END AS reason,
        MAX(CASE WHEN reason = 0 THEN amount ELSE 0 END) AS amount, 1 AS weight
    FROM considered
    GROUP BY day, unit
)"""


def case_steps(
    cases: Cases,
    windows: Sequence[Window],
    which: bool,
    more: Mapping[str, str] | None = None,
    latest: Mapping[str, str] | None = None,
    joins: str = "",
) -> list[str]:
    """The steps up to one row a case, which every query of an indicator begins with.

    `which` says whether it matters which of a case's rows is taken. `more` are further columns of
    that row (name -> SQL), `latest` such of which the case has the highest among its rows; they are
    asked for only where `which` matters. `joins` is what these columns need beside the rows.
    """
    which = which and bool(cases.one_per)
    more, latest = more or {}, latest or {}
    if not cases.one_per:
        one_row = every_row((*more, *latest))
    else:
        one_row = first_row((*more,), (*latest,)) if which else SUMMED_UP
    rows = considered(cases, windows, which, {**more, **latest}, joins)
    return [windows_step(windows), SNAPSHOTS, rows, one_row]


def windows_step(windows: Sequence[Window]) -> str:
    """The windows, numbered in their order."""
    rows = ",\n        ".join(
        f"({nr}, '{window.start}', '{window.end}')" for nr, window in enumerate(windows)
    )
    return f"""windows AS (
    SELECT w.nr, CAST(w.first_day AS DATE) AS first_day, CAST(w.last_day AS DATE) AS last_day
    FROM (VALUES
        {rows}
    ) AS w (nr, first_day, last_day)
)"""


def considered(
    cases: Cases,
    windows: Sequence[Window],
    which: bool,
    more: Mapping[str, str],
    joins: str = "",
) -> str:
    """The rows that are looked at, with what each adds; `which` of a case's rows comes first where
    that matters. `more` are further columns (name -> SQL), `joins` what they need beside the rows.
    """
    conditions = [f"({cases.where})"] if cases.where else []
    if isinstance(cases, Events):
        first, last = min(w.start for w in windows), max(w.end for w in windows)
        conditions.append(f"{cases.on} >= {date_sql(first)} AND {cases.on} <= {date_sql(last)}")
    unit = f",\n        {cases.one_per} AS unit" if cases.one_per else ""
    unit += f",\n        {_preference(cases)} AS preference" if which else ""
    unit += "".join(f",\n        {sql} AS {name}" for name, sql in more.items())
    where = f"\n    WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"""considered AS (
    SELECT {cases.day} AS day, {cases.person} AS person, {cases.team} AS team,
        {_reason(cases)} AS reason,
        {_amount(cases)} AS amount,
        {cases.weight} AS weight{unit}
    FROM {cases.rows}{joins}{where}
)"""


def every_row(more: Sequence[str]) -> str:
    """One row a case, where every row is one; with `more` columns."""
    return f"""cases AS (
    SELECT {", ".join((*OF_A_CASE, *more))} FROM considered
)"""


def first_row(more: Sequence[str], latest: Sequence[str]) -> str:
    """One row a case, where rows of a case differ in what is asked for.

    `more` are further columns of that row; `latest` such of which the case has the highest among
    its rows of that kind.
    """
    kept = "".join(f", r.{name}" for name in more)
    kept += "".join(f", r.case_{name} AS {name}" for name in latest)
    highest = "".join(
        f"""
            MAX({name}) OVER (PARTITION BY day, unit, reason) AS case_{name},"""
        for name in latest
    )
    return f"""cases AS (
    SELECT r.day, r.person, r.team, r.reason, r.case_amount AS amount, r.weight{kept}
    FROM (
        SELECT c.*,{highest}
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


def to_group(days: str, more: Sequence[str] = ()) -> str:
    """The cases whose groups are asked for, with `more` columns."""
    where = f"\n    WHERE {days}" if days else ""
    columns = ", ".join((*OF_A_CASE, *more))
    return f"""to_group AS (
    SELECT {columns} FROM cases{where}
)"""


def only(within: Within) -> str:
    """The cases of one group alone; all of them where each group is asked about."""
    breakdown, group = within
    where = "" if group is None else f" WHERE {breakdown} = {_text(group)}"
    return f"""scoped AS (
    SELECT * FROM described{where}
)"""


def each_of(within: Within | None) -> tuple[str, ...]:
    """The breakdown of which each group is asked about by itself, if any."""
    return (within[0],) if within and within[1] is None else ()


def _text(value: str) -> str:
    """A text in SQL. A colon before a letter would be read as the name of a parameter."""
    parts = [part.replace("'", "''") for part in value.split(":")]
    return "'" + "' || CHR(58) || '".join(parts) + "'"


def daily_at_once(
    breakdowns: Sequence[str], added: Mapping[str, str], rows: str, each: Sequence[str] = ()
) -> str:
    """Totals a day of the whole and of each group, from the same cases; of `each` group of another
    breakdown by itself."""
    sums = ", ".join(f"SUM({name}) AS {name}" for name in added)
    whole = ", ".join(["day", *each])
    sets = "".join(f", ({whole}, {name})" for name in breakdowns)
    return f"""daily AS (
    SELECT {", ".join(["day", *each, *breakdowns])},
        {sums}
    FROM {rows}
    GROUP BY GROUPING SETS (({whole}){sets})
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


def _reason(cases: Cases) -> str:
    """The number of the first reason that excludes a row, 0 for none."""
    if not cases.excluded:
        return "0"
    tests = " ".join(
        f"WHEN {condition} THEN {number}"
        for number, condition in enumerate(cases.excluded.values(), 1)
    )
    return f"CASE {tests} ELSE 0 END"


def _amount(cases: Cases) -> str:
    if not cases.numerator:
        return cases.amount
    return f"CASE WHEN {cases.numerator} THEN {cases.amount} ELSE 0 END"


def _preference(cases: Cases) -> str:
    if not cases.prefer:
        return "1"
    return f"""ROW_NUMBER() OVER (
            PARTITION BY {cases.day}, {cases.one_per} ORDER BY {cases.prefer}
        )"""


def in_window(cases: Cases) -> str:
    """The condition for the cases `d` that count in a window `w`."""
    if isinstance(cases, Events):
        return "d.day >= w.first_day AND d.day <= w.last_day"
    return "d.day = w.last_day"


def date_sql(day: object) -> str:
    """A day in SQL."""
    return f"CAST('{day}' AS DATE)"


def with_values(query: str, indicator: Indicator) -> str:
    """The query with the values of `:name`. Raises LitmusError for a name without a value."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in indicator.parameters:
            raise LitmusError(f"{indicator.code} names :{match[1]}, which is not declared.")
        return str(int(indicator.parameters[match[1]]))

    return PARAMETER.sub(value, query)


def with_steps(steps: Iterable[str]) -> str:
    """The steps in front of a query."""
    return "WITH " + ",\n".join(steps)
