"""Drill-downs: the engine and the row-by-row reference agree on generated councils."""

from collections import Counter
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings

from drawing import to_draw
from indicators import reference, reference_drilldowns
from indicators.agreement import agree
from indicators.worked import LEICESTER, Council
from indicators.worlds_drilldowns import CLUSTERS, WORLDS
from litmus.base.windows import window_ending
from litmus.indicators import find
from litmus.indicators.engine import exact_rows

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


@pytest.mark.parametrize("code", ["EHA01.1", "EHA02.2", "EHA03.3"])
def test_engine_and_reference_agree_on_clusters_and_lead_agencies(
    code: str, empty_council: Council
) -> None:
    asked = replace(find(code), breakdowns=tuple(reference.ON_REQUEST))

    @settings(max_examples=to_draw(25), deadline=None, suppress_health_check=list(HealthCheck))
    @given(world=CLUSTERS)
    def agree(world: tuple) -> None:
        s, tables = world
        connection = empty_council.holding(tables).connection
        _, counting = reference_drilldowns.INDICATORS[code]
        for window in [window_ending(kind, s) for kind in ("month", "R12M")]:
            cases = list(counting(tables, window.start, s))
            expected = Counter(
                (name, of(tables, case))
                for case in cases
                for name, of in reference.ON_REQUEST.items()
            )
            rows = exact_rows(connection, [asked], {code: [window]}, LEICESTER)
            found = {
                (row["breakdown"], row["group"]): row["cases"]
                for row in rows
                if row["breakdown"] != "all"
            }
            assert found == dict(expected)

    agree()
