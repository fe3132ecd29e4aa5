"""Drill-downs: the engine and the row-by-row reference agree on generated councils."""

from functools import partial

import pytest

from indicators import reference_drilldowns
from indicators.agreement import agree
from indicators.worked import Council
from indicators.worlds_drilldowns import WORLDS
from litmus.indicators import find

pytestmark = pytest.mark.slow

# A council whose workers have too many cases with two.
LOCALLY = {"WFC01.2": {"maximum": 1}}
with_two_cases = partial(reference_drilldowns.with_many_cases, maximum=1)


@pytest.mark.parametrize("name", [*reference_drilldowns.INDICATORS, "WFC01.2 locally"])
def test_engine_and_reference_agree(name: str, empty_council: Council) -> None:
    code, _, local = name.partition(" ")
    counting = with_two_cases if local else None
    figures = partial(reference_drilldowns.figures, code=code, counting=counting)
    agree(empty_council, find(code, LOCALLY if local else None), WORLDS[name], figures, examples=25)
