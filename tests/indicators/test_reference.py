"""The engine and the row-by-row reference agree on every figure of generated councils."""

from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from indicators import reference, worlds
from indicators.worked import Council
from litmus.base.windows import Window, window_ending
from litmus.indicators import catalogue
from litmus.indicators.catalogue.drilldowns import DRILLDOWNS

KINDS = ("month", "quarter", "R12M")


def test_every_indicator_has_an_independent_count() -> None:
    modules = sorted(Path(__file__).parent.glob("reference*.py"))
    counted = {
        code for module in modules for code in import_module(f"indicators.{module.stem}").INDICATORS
    }
    assert counted == {*catalogue(), *DRILLDOWNS}


@pytest.mark.slow
@pytest.mark.parametrize("code", reference.INDICATORS)
def test_engine_and_reference_agree(code: str, empty_council: Council) -> None:
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def agree(data: st.DataObject) -> None:
        s, tables = data.draw(worlds.world(code))
        # Three windows at once, as a report asks for them, and one at another end.
        windows = [window_ending(kind, s) for kind in KINDS]
        windows.append(window_ending("month", reference.months_before(s, 1)))
        found = engine(empty_council.holding(tables), code, windows)
        expected = {
            (window, *group): figure
            for window in windows
            for group, figure in reference.figures(tables, code, window.kind, window.end).items()
        }
        assert found == expected
        event("empty" if not any(figure[0] for figure in expected.values()) else "counted")

    agree()


def engine(council: Council, code: str, windows: list[Window]) -> dict[tuple, tuple]:
    return {
        (
            Window(row["window"], row["window_start"], row["window_end"]),
            row["breakdown"],
            row["group"],
        ): (row["numerator"], row["denominator"], approximately(row["value"]))
        for row in council.figures(code, windows)
    }


def approximately(value: float | None) -> object:
    """Exact but for the order of a multiplication and a division."""
    return None if value is None else pytest.approx(value, rel=1e-12)
