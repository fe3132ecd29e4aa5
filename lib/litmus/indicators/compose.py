"""From a declaration to one SQL query: every window and breakdown of an indicator at once.

The query is built of named steps that an analyst can read from the top: the windows, the cases
considered, one row a case, its groups, totals a day, totals a window. Only portable SQL is used:
comparisons, CASE, aggregates, window functions, joins, dates plus or minus intervals.
"""

from collections.abc import Collection, Mapping, Sequence

from litmus.base.windows import Window
from litmus.indicators.breakdowns import steps as grouping_steps
from litmus.indicators.declaration import Cases, Events, Indicator
from litmus.indicators.steps import (
    SNAPSHOTS,
    Within,
    case_steps,
    daily_apart,
    daily_at_once,
    date_sql,
    each_of,
    in_window,
    only,
    to_group,
    windows_step,
    with_steps,
    with_values,
)

# What a case adds to each total. One that a reason excludes adds to the total of its reason alone.
ADDS = {
    "cases": "CASE WHEN t.reason = 0 THEN 1 ELSE 0 END",
    "numerator": "CASE WHEN t.reason = 0 THEN t.amount ELSE 0 END",
    "denominator": "CASE WHEN t.reason = 0 THEN t.weight ELSE 0 END",
    "squares": "CASE WHEN t.reason = 0 THEN t.amount * t.amount ELSE 0 END",
}
# Where numerator and denominator count cases, these two need not be added up.
SAME = {"denominator": "cases", "squares": "numerator"}


def figures_sql(
    indicator: Indicator,
    windows: Sequence[Window],
    grouped: Collection[Window] | None = None,
    within: Within | None = None,
) -> str:
    """Totals of every window for the whole and, in `grouped` windows (all if None), for each group
    that has cases.

    Gives the columns nr (the place in `windows`), breakdown, group_name, cases, numerator,
    denominator, squares (of the amounts) and, for each reason of the declaration in its order, how
    many cases it leaves out; a window without any case has no row. Of a median, numerator and
    denominator are those of the middle: the sum of its one or two amounts, and how many they are.
    `within` a group the whole is that group and its groups are parts of it; a median has none.
    Within each group of a breakdown, the last column is that group.
    """
    if indicator.kind == "median":
        return with_values(_medians(indicator, windows), indicator)
    same = SAME if indicator.counts_cases else {}
    adds = ADDS | _adds_left_out(indicator.cases)
    added = {name: each for name, each in adds.items() if name not in same}
    totals = ", ".join(f"SUM(d.{same.get(name, name)}) AS {name}" for name in adds)
    asked_in = [nr for nr, window in enumerate(windows) if grouped is None or window in grouped]
    places = asked_in if indicator.breakdowns else []
    names = tuple(indicator.breakdowns) if places else ()
    some = 0 < len(places) < len(windows)  # finding groups is most of the work: not where unasked
    steps = steps_of(indicator, windows, groups=bool(places or within))
    steps += _totals_steps(indicator, [windows[nr] for nr in places], some, within, added)
    whole = _is_whole(names) if within else "d.whole = 1"
    asked = f" AND ({whole} OR w.nr IN ({', '.join(map(str, places))}))" if some else ""
    each = each_of(within)
    query = f"""{with_steps(steps)}
SELECT w.nr, {_breakdown(names)} AS breakdown, {_group(names)} AS group_name,
    {", ".join([totals, *(f"d.{name}" for name in each)])}
FROM windows w
JOIN daily d ON {in_window(indicator.cases)}{asked}
GROUP BY {", ".join(["w.nr", *(f"d.{name}" for name in (*each, *names))])}"""
    return with_values(query, indicator)


def _totals_steps(
    indicator: Indicator,
    grouped: Sequence[Window],
    some: bool,
    within: Within | None,
    added: Mapping[str, str],
) -> list[str]:
    """The steps from one row a case to totals a day, with groups in the windows `grouped`, which
    may be only `some` of them."""
    names = tuple(indicator.breakdowns) if grouped else ()
    days = _days_of(indicator.cases, grouped) if some and not within else ""
    asked_for = (*names, within[0]) if within else names
    to_describe = [to_group(days), *grouping_steps(added, asked_for)]
    if within:
        return [*to_describe, only(within), daily_at_once(names, added, "scoped", each_of(within))]
    if some:
        return [*to_describe, daily_apart(names, added)]
    if names:
        return [*to_describe, daily_at_once(names, added, "described")]
    return [daily_apart(names, added)]


def _medians(indicator: Indicator, windows: Sequence[Window]) -> str:
    """As `figures_sql`, of a median: the amounts of each window in their order, and the middle."""
    ranked = f"""ranked AS (
    SELECT w.nr, d.reason, d.amount,
        ROW_NUMBER() OVER (PARTITION BY w.nr, d.reason ORDER BY d.amount) AS place,
        COUNT(*) OVER (PARTITION BY w.nr, d.reason) AS number
    FROM windows w
    JOIN cases d ON {in_window(indicator.cases)}
)"""
    middle = "t.reason = 0 AND 2 * t.place >= t.number AND 2 * t.place <= t.number + 2"
    totals = {
        "cases": ADDS["cases"],
        "numerator": f"CASE WHEN {middle} THEN t.amount ELSE 0 END",
        "denominator": f"CASE WHEN {middle} THEN 1 ELSE 0 END",
        "squares": "0",
        **_adds_left_out(indicator.cases),
    }
    added = ",\n    ".join(f"SUM({each}) AS {name}" for name, each in totals.items())
    return f"""{with_steps([*steps_of(indicator, windows, groups=False), ranked])}
SELECT t.nr, 'all' AS breakdown, 'all' AS group_name,
    {added}
FROM ranked t
GROUP BY t.nr"""


def stand_ins_sql(indicator: Indicator, windows: Sequence[Window]) -> str:
    """The last days of windows on which something stands in, as the declaration says: the column
    place is that of its words, day the day, number how many rows say so. Empty where the
    declaration has none."""
    found = [
        f"SELECT {place} AS place, s.day FROM {rows}"
        for place, rows in enumerate(indicator.cases.stand_ins.values())
    ]
    if not found:
        return ""
    every = "\nUNION ALL\n".join(found)
    query = f"""{with_steps([windows_step(windows), SNAPSHOTS])}
SELECT t.place, t.day, COUNT(*) AS number
FROM (
{every}
) t
GROUP BY t.place, t.day"""
    return with_values(query, indicator)


def membership_sql(indicator: Indicator, window: Window, people: str) -> str:
    """The cases of one window that count, of some children and of all others.

    `people` is a query whose first column, person, holds the children's ids. Gives the columns
    member (1 or 0), cases, numerator and denominator.
    """
    steps = [
        *steps_of(indicator, [window], groups=True),
        f"people AS (\n    SELECT DISTINCT person FROM ({people}) x\n)",
    ]
    query = f"""{with_steps(steps)}
SELECT CASE WHEN p.person IS NULL THEN 0 ELSE 1 END AS member, COUNT(*) AS cases,
    SUM(d.amount) AS numerator, SUM(d.weight) AS denominator
FROM windows w
JOIN cases d ON {in_window(indicator.cases)}
LEFT JOIN people p ON p.person = d.person
WHERE d.reason = 0 AND d.person IS NOT NULL
GROUP BY CASE WHEN p.person IS NULL THEN 0 ELSE 1 END"""
    return with_values(query, indicator)


def steps_of(indicator: Indicator, windows: Sequence[Window], groups: bool) -> list[str]:
    """The steps up to one row a case; without `groups` nobody asks for its person and team."""
    cases = indicator.cases
    # Only where rows of a case differ in what is asked for does it matter which of them is taken.
    which = cases.weight != "1" or (groups and not cases.alike)
    return case_steps(cases, windows, which)


def _adds_left_out(cases: Cases) -> dict[str, str]:
    return {
        f"excluded_{number}": f"CASE WHEN t.reason = {number} THEN 1 ELSE 0 END"
        for number, _ in enumerate(cases.excluded, 1)
    }


def _days_of(cases: Cases, windows: Sequence[Window]) -> str:
    """The condition for the days on which a case counts in one of these windows, or between."""
    if isinstance(cases, Events):
        first, last = min(w.start for w in windows), max(w.end for w in windows)
        return f"day >= {date_sql(first)} AND day <= {date_sql(last)}"
    return f"day IN ({', '.join(date_sql(w.end) for w in windows)})"


def _is_whole(names: Sequence[str]) -> str:
    return f"COALESCE({', '.join([*(f'd.{name}' for name in names), 'NULL'])}) IS NULL"


def _breakdown(names: Sequence[str]) -> str:
    if not names:
        return "'all'"
    tests = " ".join(f"WHEN d.{name} IS NOT NULL THEN '{name}'" for name in names)
    return f"CASE {tests} ELSE 'all' END"


def _group(names: Sequence[str]) -> str:
    if not names:
        return "'all'"
    return f"COALESCE({', '.join(f'd.{name}' for name in names)}, 'all')"
