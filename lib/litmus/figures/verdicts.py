"""What is said of a figure, and the rows and years that one looks at."""

from __future__ import annotations

from dataclasses import dataclass, field

from litmus.base.errors import UsageError
from litmus.base.windows import Window
from litmus.indicators import EVERY, Events, Indicator
from litmus.indicators.breakdowns import lookup_columns
from litmus.intake.contracts.supply import Fill, QualityMark, Supply


@dataclass
class Verdict:
    """What has to be said of a figure: why it is held, and what is merely remarked."""

    held: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, said: str, held: bool) -> None:
        """One more sentence, once."""
        to = self.held if held else self.remarks
        if said not in to:
            to.append(said)

    def __iadd__(self, other: Verdict) -> Verdict:
        for said in other.held:
            self.add(said, held=True)
        for said in other.remarks:
            self.add(said, held=False)
        return self


def check_names(right: set[str]) -> None:
    """Raises UsageError for a name in `rightly_empty` that no indicator reads."""
    known = {name for each in EVERY.values() for name in (*each.stands_on, *each.tables)}
    known |= {name for names in lookup_columns().values() for name in names}
    for name in sorted(right - known):
        raise UsageError(
            f"params/council.yml, rightly_empty: no figure reads {name!r}; expected the name of a "
            "column such as ssd_cp_plans.cppl_cp_plan_ola, or of a table."
        )


def column_name(column: str, supply: Supply) -> str:
    """A column (`table.column`) with its name in plain words, where that is known."""
    table, _, name = column.partition(".")
    fill = supply.tables.get(table)
    label = fill.labels.get(name) if fill else None
    return f"{column} ({label})" if label else column


def all_rows(rows: int) -> str:
    """How many rows are all of them: "all 12 rows"."""
    return f"all {rows:,} rows" if rows > 1 else "the only row"


def within(months: dict[str, int], window: Window) -> int:
    """The rows of the months that a window touches."""
    first, last = f"{window.start:%Y-%m}", f"{window.end:%Y-%m}"
    return sum(rows for month, rows in months.items() if first <= month <= last)


def years(indicator: Indicator, window: Window, fill: Fill) -> list[str]:
    """The years whose rows a figure looks at most: those of its window and what it looks back to;
    of a state at S, and of records looked up, the year of S and the one before. Of lists as at a
    day: the one of S."""
    back = indicator.history_months // 12 if isinstance(indicator.cases, Events) else 1
    first, last = window.start.year - back, window.end.year
    found = [year for year in fill.years if first <= int(year[:4]) <= last]
    if isinstance(indicator.cases, Events):
        return found
    return [year for year in found if len(year) == len("2016") or year == f"{window.end:%Y-%m-%d}"]


def mark_in_words(mark: QualityMark) -> str:
    """What a mark says, and the columns it is on, for a sentence about it."""
    return f"{mark.said} ({', '.join(mark.columns)})"
