"""The engine and a row-by-row reference agree on every figure of generated councils."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from indicators import reference
from indicators.worked import LEICESTER, Council
from litmus.base.windows import Window, window_ending
from litmus.indicators import Indicator, compute

KINDS = ("month", "quarter", "R12M", "FYTD", "R36M")
# Called with tables, the `kind` of a window and its last day `s`: (breakdown, group) -> (numerator,
# denominator, value).
Figures = Callable[..., dict[tuple[str, str], tuple]]


def agree(
    council: Council,
    indicator: Indicator,
    world: st.SearchStrategy,
    figures: Figures,
    kinds: Sequence[str] = KINDS,
    examples: int = 30,
) -> None:
    """Check councils drawn from `world`, in several windows at once, as a report asks for them, and
    in one at another end."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawn=world)
    def same(drawn: tuple) -> None:
        s, tables = drawn
        windows = [window_ending(kind, s) for kind in kinds]
        windows.append(window_ending("month", reference.months_before(s, 1)))
        expected = {
            (window, *group): figure
            for window in windows
            for group, figure in figures(tables, kind=window.kind, s=window.end).items()
        }
        assert engine(council.holding(tables), indicator, windows) == expected
        event(_told(*expected[windows[-2], "all", "all"]))

    same()


def engine(council: Council, indicator: Indicator, windows: list[Window]) -> dict[tuple, tuple]:
    """(window, breakdown, group) -> (numerator, denominator, value), as the engine has them."""
    table = compute(council.connection, [indicator], {indicator.code: windows}, LEICESTER)
    return {
        (
            Window(row["window"], row["window_start"], row["window_end"]),
            row["breakdown"],
            row["group"],
        ): (row["numerator"], row["denominator"], approximately(row["value"]))
        for row in table.to_dict("records")
    }


def approximately(value: float | None) -> object:
    """Exact but for the order of a multiplication and a division."""
    return None if value is None else pytest.approx(value, rel=1e-12)


def _told(met: object, cases: object, value: object) -> str:
    """What kind of council it was, so that a search can be seen to try them all."""
    if not cases:
        return "none"
    if value is None:
        return "no figure"
    return "none met" if not met else "all" if met == cases else "some"
