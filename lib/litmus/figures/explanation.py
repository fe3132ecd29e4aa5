"""Why a headline figure is what it is: its counts by reason, its query, how far to trust it."""

from dataclasses import replace
from pathlib import Path

from litmus import indicators as declared
from litmus.base.periods import Period
from litmus.base.windows import window_ending
from litmus.figures.computation import Computation
from litmus.figures.computing import indicators
from litmus.indicators import Why
from litmus.intake.snapshot import Snapshot


def why(
    snapshot: Snapshot, period: Period, code: str, project: Path
) -> tuple[Why | None, str | None]:
    """How the headline figure of an indicator came about, or None and the reason why there is none.

    Its window is the indicator's own, ending with the period. Raises UsageError as `for_report`.
    """
    (indicator,) = indicators([code], project, period)
    window = window_ending(indicator.window, period.end)
    basis = Computation.of(snapshot, project, [indicator], period)
    if why_not := basis.obstacle(indicator, window):
        return None, why_not
    connection = snapshot.connect()
    try:
        population = basis.on(connection).population
        found = declared.why(connection, indicator, window, population)
        status, said = basis.trust(indicator, window)
        reasons = [part for part in (found.reason, said) if part]
        return replace(found, status=status, reason="; ".join(reasons) or None), None
    finally:
        connection.close()
