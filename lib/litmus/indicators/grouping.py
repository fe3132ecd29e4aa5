"""The columns by which the cases of an indicator are put into the groups of a breakdown."""

from litmus.base.breakdowns import groupings
from litmus.indicators import reads
from litmus.indicators.breakdowns import lookup_columns
from litmus.indicators.declaration import Indicator


def group_columns(indicator: Indicator, breakdown: str) -> set[str]:
    """Each `table.column` that decides in which group of a breakdown a case is."""
    parts = indicator.cases.reads
    columns = set(lookup_columns()[breakdown] | parts[reads.PERSON])
    if groupings()[breakdown].of_team:
        columns |= parts[reads.TEAM]
    return {column for column in columns if not column.endswith(".")}


def columns_to_group(indicator: Indicator, breakdown: str) -> set[str]:
    """The same, without the case worker where a case has a team of its own."""
    columns = group_columns(indicator, breakdown)
    if groupings()[breakdown].of_team and indicator.cases.reads[reads.TEAM]:
        columns -= lookup_columns()["team"] - indicator.cases.reads[reads.TEAM]
        columns -= indicator.cases.reads[reads.PERSON]
    return columns
