"""How far a figure can be trusted: whether it can be given at all, and its status.

"final"; "provisional" while late recording may still change it; "held for data quality" when more
rows of a table that it reads were set aside than the council accepts.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from litmus.indicators import Events, Indicator, available
from litmus.periods import MONTHS, Window, add_months
from litmus.settings import Council

FINAL, PROVISIONAL, HELD = "final", "provisional", "held for data quality"
ONE_DAY = timedelta(days=1)

Obstacle = Callable[[Indicator, Window], str | None]
Trust = Callable[[Indicator, Window], tuple[str, str | None]]


def obstacle(snapshot: Any) -> Obstacle:
    """Says why an indicator cannot be given in a window: no table, or no data of that time."""
    data_to: date = snapshot.data_to
    data_from: date | None = snapshot.data_from
    provided, reasons = snapshot.provided, snapshot.reasons
    not_supplied = snapshot.not_supplied

    def why_not(indicator: Indicator, window: Window) -> str | None:
        if absent := available(indicator, provided, reasons, not_supplied):
            return absent
        if data_to < window.end.replace(day=1):
            return f"the data end on {_said(data_to)}"
        if data_from and needed_from(indicator, window) < data_from:
            return f"the data begin on {_said(data_from)}, too late for this figure"
        return None

    return why_not


def needed_from(indicator: Indicator, window: Window) -> date:
    """The first day of which a figure needs data: the day after S for a state at S."""
    if isinstance(indicator.cases, Events):
        return add_months(window.start, -indicator.history_months)
    return add_months(window.end, -indicator.history_months) + ONE_DAY


def of(snapshot: Any, council: Council) -> Trust:
    """Gives the status of an indicator's figure in a window, and what has to be said about it."""
    settled = snapshot.data_to - timedelta(days=council.provisional_days)
    share = {
        table.table: 100 * table.rows_quarantined / table.rows_in
        for table in snapshot.quality.tables
        if table.rows_in
    }
    titles = {table.table: table.title.lower() for table in snapshot.quality.tables}

    def status(indicator: Indicator, window: Window) -> tuple[str, str | None]:
        bad = [t for t in indicator.tables if share.get(t, 0) > council.hold_above_percent]
        if bad:
            names = " and of ".join(f"{titles[table]} ({table})" for table in bad)
            limit = f"{council.hold_above_percent:g}%"
            return HELD, f"more than {limit} of the rows of {names} had to be set aside"
        if window.end > snapshot.data_to:
            return PROVISIONAL, f"the data end on {_said(snapshot.data_to)}"
        return (PROVISIONAL if window.end > settled else FINAL), None

    return status


def _said(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
