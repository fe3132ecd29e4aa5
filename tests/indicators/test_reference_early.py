"""Contacts to need: the engine and the row-by-row reference agree on generated councils."""

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from indicators import reference, reference_early, worlds_early
from indicators.test_reference import engine
from indicators.worked import LEICESTER, Council
from litmus.base.windows import window_ending
from litmus.indicators import compute, find

pytestmark = pytest.mark.slow

KINDS = ("month", "quarter", "R12M", "FYTD", "R36M")


@pytest.mark.parametrize("code", reference_early.INDICATORS)
def test_engine_and_reference_agree(code: str, empty_council: Council) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def agree(data: st.DataObject) -> None:
        s, tables = data.draw(worlds_early.world(code))
        # All kinds of window at once, and one at another end.
        windows = [window_ending(kind, s) for kind in KINDS]
        windows.append(window_ending("month", reference.months_before(s, 1)))
        found = engine(empty_council.holding(tables), code, windows)
        expected = {
            (window, *group): figure
            for window in windows
            for group, figure in reference_early.figures(
                tables, code, window.kind, window.end
            ).items()
        }
        assert found == expected
        met, cases, _ = expected[windows[2], "all", "all"]
        event("none" if not cases else "none met" if not met else "all" if met == cases else "some")

    agree()


def test_they_agree_where_contacts_on_open_cases_count(empty_council: Council) -> None:
    all_of_them = find("CON01", {"CON01": {"exclude_open_cases": False}})

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def agree(data: st.DataObject) -> None:
        s, tables = data.draw(worlds_early.world("CON01"))
        window = window_ending("month", s)
        council = empty_council.holding(tables)
        rows = compute(council.connection, [all_of_them], {"CON01": [window]}, LEICESTER)
        found = {(r["breakdown"], r["group"]): r["numerator"] for _, r in rows.iterrows()}
        counting = reference_early.con01_with_open_cases
        expected = reference_early.figures(tables, "CON01", "month", s, counting)
        assert found == {group: figure[0] for group, figure in expected.items()}

    agree()
