"""From a declaration to one SQL query: every window and breakdown of an indicator at once.

The query is built of named steps that an analyst can read from the top: the windows, the cases
considered, one row a case, its groups, totals a day, totals a window. Only portable SQL is used:
comparisons, CASE, aggregates, window functions, joins, dates plus or minus intervals.
"""

import re
from collections.abc import Iterable, Sequence

from litmus.errors import LitmusError
from litmus.indicators.breakdowns import CASE_WORKERS, DESCRIBED, SERVICES, TEAMED
from litmus.indicators.declaration import Cases, Events, Indicator
from litmus.periods import Window

PARAMETER = re.compile(r"(?<!:):([a-z]\w*)")

SNAPSHOTS = """snapshots AS (
    SELECT d.day, c.working_day
    FROM (SELECT DISTINCT last_day AS day FROM windows) d
    LEFT JOIN ref_calendar c ON c.day = d.day
)"""

# A case adds to the totals when no reason excludes it.
TOTALS = """SUM(CASE WHEN reason = 0 THEN 1 ELSE 0 END) AS cases,
        SUM(CASE WHEN reason = 0 THEN amount ELSE 0 END) AS numerator,
        SUM(CASE WHEN reason = 0 THEN weight ELSE 0 END) AS denominator,
        SUM(CASE WHEN reason = 0 THEN amount * amount ELSE 0 END) AS squares,
        SUM(CASE WHEN reason > 0 THEN 1 ELSE 0 END) AS excluded"""


def figures_sql(indicator: Indicator, windows: Sequence[Window]) -> str:
    """Totals of every window, for the whole and for each group that has cases.

    Gives the columns nr (the place in `windows`), breakdown, group_name, cases, numerator,
    denominator, squares (of the amounts) and excluded; a window without any case has no row.
    """
    names = indicator.breakdowns
    steps = [*_cases(indicator, windows), CASE_WORKERS, TEAMED, SERVICES, DESCRIBED]
    query = f"""{_with([*steps, _daily(names)])}
SELECT w.nr, {_breakdown(names)} AS breakdown, {_group(names)} AS group_name,
    SUM(d.cases) AS cases, SUM(d.numerator) AS numerator, SUM(d.denominator) AS denominator,
    SUM(d.squares) AS squares, SUM(d.excluded) AS excluded
FROM windows w
JOIN daily d ON {_in_window(indicator.cases)}
GROUP BY w.nr, {", ".join(f"d.{name}" for name in names)}"""
    return _with_values(query, indicator)


def reasons_sql(indicator: Indicator, window: Window) -> str:
    """The cases of one window by reason (0: counted): reason, cases, numerator, denominator."""
    query = f"""{_with(_cases(indicator, [window]))}
SELECT d.reason, COUNT(*) AS cases, SUM(d.amount) AS numerator, SUM(d.weight) AS denominator
FROM windows w
JOIN cases d ON {_in_window(indicator.cases)}
GROUP BY d.reason
ORDER BY d.reason"""
    return _with_values(query, indicator)


def membership_sql(indicator: Indicator, window: Window, people: str) -> str:
    """The cases of one window that count, of some children and of all others.

    `people` is a query whose first column, person, holds the children's ids. Gives the columns
    member (1 or 0), cases, numerator and denominator.
    """
    steps = [
        *_cases(indicator, [window]),
        f"people AS (\n    SELECT DISTINCT person FROM ({people}) x\n)",
    ]
    query = f"""{_with(steps)}
SELECT CASE WHEN p.person IS NULL THEN 0 ELSE 1 END AS member, COUNT(*) AS cases,
    SUM(d.amount) AS numerator, SUM(d.weight) AS denominator
FROM windows w
JOIN cases d ON {_in_window(indicator.cases)}
LEFT JOIN people p ON p.person = d.person
WHERE d.reason = 0 AND d.person IS NOT NULL
GROUP BY CASE WHEN p.person IS NULL THEN 0 ELSE 1 END"""
    return _with_values(query, indicator)


def _cases(indicator: Indicator, windows: Sequence[Window]) -> list[str]:
    cases = indicator.cases
    return [_windows(windows), SNAPSHOTS, _considered(cases, windows), _one_row_a_case(cases)]


def _with(steps: Iterable[str]) -> str:
    return "WITH " + ",\n".join(steps)


def _windows(windows: Sequence[Window]) -> str:
    rows = ",\n        ".join(
        f"({nr}, {_date(window.start)}, {_date(window.end)})" for nr, window in enumerate(windows)
    )
    return f"""windows AS (
    SELECT w.nr, w.first_day, w.last_day
    FROM (VALUES
        {rows}
    ) AS w (nr, first_day, last_day)
)"""


def _considered(cases: Cases, windows: Sequence[Window]) -> str:
    conditions = [f"({cases.where})"] if cases.where else []
    if isinstance(cases, Events):
        first, last = min(w.start for w in windows), max(w.end for w in windows)
        conditions.append(f"{cases.on} >= {_date(first)} AND {cases.on} <= {_date(last)}")
    unit = ""
    if cases.one_per:
        unit = f",\n        {cases.one_per} AS unit"
        unit += f",\n        {_preference(cases)} AS preference"
    where = f"\n    WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"""considered AS (
    SELECT {cases.day} AS day, {cases.person} AS person, {cases.team} AS team,
        {_reason(cases)} AS reason,
        {_amount(cases)} AS amount,
        {cases.weight} AS weight{unit}
    FROM {cases.rows}{where}
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


def _one_row_a_case(cases: Cases) -> str:
    """Of several rows of a case, one that is not excluded; else the one that came furthest."""
    if not cases.one_per:
        return "cases AS (\n    SELECT day, person, team, reason, amount, weight FROM considered\n)"
    return """cases AS (
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


def _daily(breakdowns: Sequence[str]) -> str:
    sets = ", ".join(["(day)", *(f"(day, {name})" for name in breakdowns)])
    return f"""daily AS (
    SELECT day, {", ".join(breakdowns)},
        {TOTALS}
    FROM described
    GROUP BY GROUPING SETS ({sets})
)"""


def _in_window(cases: Cases) -> str:
    if isinstance(cases, Events):
        return "d.day >= w.first_day AND d.day <= w.last_day"
    return "d.day = w.last_day"


def _breakdown(names: Sequence[str]) -> str:
    tests = " ".join(f"WHEN d.{name} IS NOT NULL THEN '{name}'" for name in names)
    return f"CASE {tests} ELSE 'all' END"


def _group(names: Sequence[str]) -> str:
    return f"COALESCE({', '.join(f'd.{name}' for name in names)}, 'all')"


def _date(day: object) -> str:
    return f"CAST('{day}' AS DATE)"


def _with_values(query: str, indicator: Indicator) -> str:
    """The query with the values of `:name`. Raises LitmusError for a name without a value."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in indicator.parameters:
            raise LitmusError(f"{indicator.code} names :{match[1]}, which is not declared.")
        return str(int(indicator.parameters[match[1]]))

    return PARAMETER.sub(value, query)
