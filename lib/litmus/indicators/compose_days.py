"""The query behind a distribution of days: how many cases of an indicator took how many days."""

from dataclasses import replace

from litmus.base.errors import LitmusError
from litmus.base.windows import Window
from litmus.indicators.breakdowns import steps as grouping_steps
from litmus.indicators.compose import steps_of
from litmus.indicators.declaration import Indicator
from litmus.indicators.steps import (
    Within,
    each_of,
    in_window,
    only,
    to_group,
    with_steps,
    with_values,
)

ENDLESS = 1_000_000  # days that no case takes


def days_sql(indicator: Indicator, window: Window, within: Within | None = None) -> str:
    """How many cases of a window took how many days, as the indicator's `days` declare them.

    The cases are those of its figure: the same rows, of which the same are left out. Gives the
    columns days, NULL of cases of which they are not known, and number. A case that has several
    rows took the days of the shortest: its numerator counts it when one is in time.
    `within` a group only its cases are counted; within each group of a breakdown there is a third
    column, the group. Raises LitmusError where no days are declared.
    """
    if indicator.days is None:
        raise LitmusError(f"{indicator.code} declares no days.")
    short = f"COALESCE({ENDLESS} - ({indicator.days.sql}), 0)"  # the more, the shorter
    rows = indicator.cases.rows + indicator.days.joins
    cases = replace(indicator.cases, rows=rows, numerator="", amount=short)
    steps = steps_of(replace(indicator, cases=cases), [window], groups=within is not None)
    if within:
        said = {"amount": "t.amount", "reason": "t.reason"}
        steps += [to_group(""), *grouping_steps(said, within[:1]), only(within)]
    each = [f"d.{name}" for name in each_of(within)]
    took = f"CASE WHEN d.amount > 0 THEN {ENDLESS} - d.amount END AS days"
    query = f"""{with_steps(steps)}
SELECT {", ".join([took, "COUNT(*) AS number", *each])}
FROM windows w
JOIN {"scoped" if within else "cases"} d ON {in_window(cases)}
WHERE d.reason = 0
GROUP BY {", ".join(["d.amount", *each])}"""
    return with_values(query, indicator)
