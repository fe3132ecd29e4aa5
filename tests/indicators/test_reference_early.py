"""Contacts to need: the engine and the row-by-row reference agree on generated councils."""

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import reference_early, worlds_early
from indicators.agreement import agree
from indicators.worked import LEICESTER, Council
from litmus.base.windows import window_ending
from litmus.indicators import compute, find

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("code", reference_early.INDICATORS)
def test_engine_and_reference_agree(code: str, empty_council: Council) -> None:
    figures = partial(reference_early.figures, code=code)
    agree(empty_council, find(code), worlds_early.world(code), figures, examples=25)


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
