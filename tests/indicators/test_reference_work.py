"""Permanence to workforce: the engine and the row-by-row reference agree on generated councils."""

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from indicators import reference, reference_work, worlds_work
from indicators.test_reference import approximately
from indicators.worked import LEICESTER, Council
from litmus.base.windows import Window, window_ending
from litmus.indicators import catalogue, compute

pytestmark = pytest.mark.slow

KINDS = ("month", "quarter", "R12M", "FYTD", "R36M")
LOCALLY = {"WFC04": {"das_days": 20, "cin_days": 30, "lac_days": 42}}


@pytest.mark.parametrize("code", [*reference_work.INDICATORS, "WFC04 locally"])
def test_engine_and_reference_agree(code: str, empty_council: Council) -> None:
    code, _, local = code.partition(" ")

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def agree(data: st.DataObject) -> None:
        s, tables = data.draw(worlds_work.world(code))
        # All kinds of window at once, and one at another end.
        windows = [window_ending(kind, s) for kind in KINDS]
        windows.append(window_ending("month", reference.months_before(s, 1)))
        found = engine(empty_council.holding(tables), code, windows, bool(local))
        expected = {
            (window, *group): figure
            for window in windows
            for group, figure in reference_work.figures(
                tables, code, window.kind, window.end, bool(local)
            ).items()
        }
        assert found == expected
        met, cases, _ = expected[windows[-2], "all", "all"]
        event("none" if not cases else "none met" if not met else "all" if met == cases else "some")

    agree()


def engine(council: Council, code: str, windows: list[Window], local: bool) -> dict[tuple, tuple]:
    indicator = catalogue(LOCALLY if local else None)[code]
    table = compute(council.connection, [indicator], {code: windows}, LEICESTER)
    return {
        (
            Window(row["window"], row["window_start"], row["window_end"]),
            row["breakdown"],
            row["group"],
        ): (row["numerator"], row["denominator"], approximately(row["value"]))
        for row in table.to_dict("records")
    }
