"""Plans, reviews and care: the engine and the row-by-row reference agree on generated councils."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from indicators import reference, reference_care, worlds_care
from indicators.test_reference import KINDS, engine
from indicators.worked import Council
from litmus.base.windows import window_ending

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("code", reference_care.INDICATORS)
def test_engine_and_reference_agree(code: str, empty_council: Council) -> None:
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def agree(data: st.DataObject) -> None:
        s, tables = data.draw(worlds_care.world(code))
        # Three windows at once, as a report asks for them, and one at another end.
        windows = [window_ending(kind, s) for kind in KINDS]
        windows.append(window_ending("month", reference.months_before(s, 1)))
        found = engine(empty_council.holding(tables), code, windows)
        expected = {
            (window, *group): figure
            for window in windows
            for group, figure in figures(tables, code, window.kind, window.end).items()
        }
        assert found == expected
        met, cases, _ = expected[windows[2], "all", "all"]
        event("none" if not cases else "none met" if not met else "all" if met == cases else "some")

    agree()


def figures(tables: dict, code: str, kind: str, s: date) -> dict[tuple[str, str], tuple]:
    """(breakdown, group) -> (numerator, denominator, value) of these percentages."""
    what, counting = reference_care.INDICATORS[code]
    first, _ = reference.window(kind, s)
    groups: dict[tuple[str, str], list] = defaultdict(list)
    groups["all", "all"] = []
    for case in counting(tables, first, s):
        groups["all", "all"].append(case)
        for breakdown, group_of in reference.BREAKDOWNS.items():
            groups[breakdown, group_of(tables, case)].append(case)
    return {k: reference.measure(what, code, kind, s, cases) for k, cases in groups.items()}
