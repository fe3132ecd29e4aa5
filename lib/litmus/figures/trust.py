"""How far a figure can be trusted: whether it can be given at all, and its status.

"final"; "provisional" while late recording may still change it; "held for data quality" when what
it stands on is not there, was set aside or is broken beyond what the council accepts.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from litmus.base.council import Council
from litmus.base.periods import add_months, days_in_words
from litmus.base.scope import COUNCIL_WIDE, Scope
from litmus.base.windows import Window
from litmus.figures import scoped
from litmus.figures.data_checks import DataChecks
from litmus.figures.figure import FINAL, HELD, PROVISIONAL
from litmus.figures.verdicts import Verdict
from litmus.figures.windows import BRIEF
from litmus.indicators import Events, Indicator, available
from litmus.indicators.engine import ALL

# How a declaration says that a record is too incomplete to be counted.
NOT_KNOWN = ("not known", "not recorded")
ONE_DAY = timedelta(days=1)

Obstacle = Callable[[Indicator, Window], str | None]


def obstacle(snapshot: Any, checks: DataChecks, scope: Scope = COUNCIL_WIDE) -> Obstacle:
    """Says why an indicator cannot be given for a scope in a window: no table or column, no such
    groups, or no data of then."""
    data_to: date = snapshot.data_to
    data_from: date | None = snapshot.data_from
    provided, reasons = snapshot.provided, snapshot.reasons

    def why_not(indicator: Indicator, window: Window) -> str | None:
        if absent := available(indicator, provided, reasons, checks.missing_columns(indicator)):
            return absent
        if out_of_scope := scoped.obstacle(indicator, scope, checks, snapshot):
            return out_of_scope
        needed_to = window.start if window.kind in BRIEF else window.end.replace(day=1)
        if data_to < needed_to:
            return f"the data end on {days_in_words(data_to, data_to)}"
        if data_from and first_day_needed(indicator, window) < data_from:
            return (
                f"the data begin on {days_in_words(data_from, data_from)}, too late for this figure"
            )
        return None

    return why_not


def first_day_needed(indicator: Indicator, window: Window) -> date:
    """The first day of which a figure needs data: the day after S for a state at S."""
    if isinstance(indicator.cases, Events):
        return add_months(window.start, -indicator.history_months)
    return add_months(window.end, -indicator.history_months) + ONE_DAY


class Trust:
    """Gives the status of the figures of one snapshot, and what has to be said about them."""

    def __init__(
        self, snapshot: Any, council: Council, checks: DataChecks, scope: Scope = COUNCIL_WIDE
    ) -> None:
        self._grouped_by = (scope.kind,) if scope else ()
        self._data_to: date = snapshot.data_to
        self._settled = snapshot.data_to - timedelta(days=council.provisional_days)
        self._checks = checks
        self._filled_above = council.fill_falls_below_percent
        self._whole: dict[tuple[str, Window], Verdict] = {}
        self._groups: dict[tuple[str, str], Verdict] = {}
        self._found: dict[tuple[str, Window, str], tuple[str, str | None]] = {}

    def __call__(
        self, indicator: Indicator, window: Window, breakdown: str = ALL
    ) -> tuple[str, str | None]:
        """The status of a figure (of the whole scope, or of a group of `breakdown`), and why."""
        key = indicator.code, window, breakdown
        if key not in self._found:
            self._found[key] = self._status(indicator, window, breakdown)
        return self._found[key]

    def unknown(self, row: Mapping[str, Any]) -> str:
        """Why a figure is held for the cases that it leaves out because nobody knows enough of
        them: more than it counts of them, by the council's limit; "" where it is not."""
        cases = row["cases"] or 0
        for reason, number in (row.get("left_out") or {}).items():
            incomplete = any(word in reason for word in NOT_KNOWN)
            if incomplete and 100 * cases < self._filled_above * (cases + number):
                return f"{number:,} of {cases + number:,} cases are left out: {reason}"
        return ""

    def missing_breakdowns(self, indicator: Indicator) -> dict[str, str]:
        """The breakdowns that the source cannot feed, each with the reason."""
        return self._checks.missing_breakdowns(indicator)

    def _status(
        self, indicator: Indicator, window: Window, breakdown: str
    ) -> tuple[str, str | None]:
        verdict = Verdict()
        verdict += self._of_whole(indicator, window)
        for each in (*self._grouped_by, *(() if breakdown == ALL else (breakdown,))):
            key = indicator.code, each
            if key not in self._groups:
                self._groups[key] = self._checks.of_groups(indicator, each)
            verdict += self._groups[key]
        if verdict.held:
            return HELD, "; ".join([*verdict.held, *verdict.remarks])
        complete = add_months(window.end, indicator.follow_up_months)
        followed = indicator.follow_up_months == 0 or complete <= self._data_to
        status = FINAL if followed and window.end <= self._settled else PROVISIONAL
        if not followed:
            verdict.remarks.insert(
                0, f"what it counts is complete on {days_in_words(complete, complete)}"
            )
        if window.end > self._data_to:
            verdict.remarks.insert(
                0, f"the data end on {days_in_words(self._data_to, self._data_to)}"
            )
        return status, "; ".join(verdict.remarks) or None

    def _of_whole(self, indicator: Indicator, window: Window) -> Verdict:
        key = indicator.code, window
        if key not in self._whole:
            self._whole[key] = self._checks.verdict(indicator, window)
        return self._whole[key]


def of(snapshot: Any, council: Council, scope: Scope = COUNCIL_WIDE) -> tuple[Obstacle, Trust]:
    """What says why a figure cannot be given, and what says how far one can be trusted."""
    checks = DataChecks(snapshot, council)
    return obstacle(snapshot, checks, scope), Trust(snapshot, council, checks, scope)
