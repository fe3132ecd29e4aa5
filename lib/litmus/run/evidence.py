"""What quality assurance says of a report's period, beside its indicators, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from litmus.run.plan import Plan

if TYPE_CHECKING:
    import pandas as pd

    from litmus.indicators import Indicator
    from litmus.qa.crossreference import Side
    from litmus.snapshot import Snapshot

SERVICE = "service"  # the parameter of a report that is about one service


def collated(
    plan: Plan, snapshot: Snapshot, indicators: Sequence[Indicator], figures: pd.DataFrame
) -> Any:
    """The collation of the period (`litmus.qa.collated.Collation`) as JSON can hold it."""
    from litmus.qa.asked import Asked
    from litmus.qa.collation import collate, vocabulary
    from litmus.qa.model import to_plain

    service = str(plan.parameters.get(SERVICE) or "")
    connection = snapshot.connect()
    try:
        found = collate(
            Asked.of(connection, snapshot, plan.period, service),
            vocabulary(plan.project),
            standings(indicators, figures, plan),
            {each.code: each.key_questions for each in indicators},
        )
    finally:
        connection.close()
    return to_plain(found)


def standings(
    indicators: Sequence[Indicator], figures: pd.DataFrame, plan: Plan
) -> dict[str, tuple[Side, str]]:
    """Whether each indicator's headline figure is good or poor, and by what; by code."""
    from litmus.figures import headline
    from litmus.qa.crossreference import standing

    found = {}
    for indicator in indicators:
        row = headline(figures, indicator, plan.period.end)
        known = row[["value", "rag", "lower", "upper", "benchmark"]]
        figure = known.astype(object).where(known.notna(), None).to_dict()
        found[indicator.code] = standing(figure, indicator.polarity)
    return found
