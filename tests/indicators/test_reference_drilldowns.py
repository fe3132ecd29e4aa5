"""Drill-downs: the engine and the row-by-row reference agree on generated councils."""

from collections import Counter
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, event, given, settings

from indicators import reference, reference_drilldowns
from indicators.test_reference import approximately
from indicators.worked import LEICESTER, Council
from indicators.worlds_drilldowns import CLUSTERS, WORLDS
from litmus.base.windows import Window, window_ending
from litmus.indicators import compute, find
from litmus.indicators.engine import exact_rows

pytestmark = pytest.mark.slow

KINDS = ("month", "quarter", "R12M", "FYTD", "R36M")
# A council whose workers have too many cases with two.
LOCALLY = {"WFC01.2": {"maximum": 1}}
with_two_cases = partial(reference_drilldowns.with_many_cases, maximum=1)


@pytest.mark.parametrize("name", [*reference_drilldowns.INDICATORS, "WFC01.2 locally"])
def test_engine_and_reference_agree(name: str, empty_council: Council) -> None:
    code, _, local = name.partition(" ")
    counting = with_two_cases if local else None

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(world=WORLDS[name])
    def agree(world: tuple) -> None:
        s, tables = world
        # All kinds of window at once, and one at another end.
        windows = [window_ending(kind, s) for kind in KINDS]
        windows.append(window_ending("month", reference.months_before(s, 1)))
        found = engine(empty_council.holding(tables), code, windows, bool(local))
        expected = {
            (window, *group): figure
            for window in windows
            for group, figure in reference_drilldowns.figures(
                tables, code, window.kind, window.end, counting
            ).items()
        }
        assert found == expected
        _, _, value = expected[windows[-2], "all", "all"]
        event("no figure" if value is None else "counted" if value else "0")

    agree()


def engine(council: Council, code: str, windows: list[Window], local: bool) -> dict[tuple, tuple]:
    indicator = find(code, LOCALLY if local else None)
    table = compute(council.connection, [indicator], {code: windows}, LEICESTER)
    return {
        (
            Window(row["window"], row["window_start"], row["window_end"]),
            row["breakdown"],
            row["group"],
        ): (row["numerator"], row["denominator"], approximately(row["value"]))
        for row in table.to_dict("records")
    }


@pytest.mark.parametrize("code", ["EHA01.1", "EHA02.2", "EHA03.3"])
def test_engine_and_reference_agree_on_clusters_and_lead_agencies(
    code: str, empty_council: Council
) -> None:
    asked = replace(find(code), breakdowns=tuple(reference.ON_REQUEST))

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
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
