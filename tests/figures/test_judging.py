"""Targets, ratings and published comparisons."""

from datetime import date

import pytest

from litmus.base.errors import UsageError
from litmus.figures.benchmarks.settings import Benchmark
from litmus.figures.judging import Aims, Judgement, rating
from litmus.figures.targets import Target
from litmus.indicators import find

S = date(2016, 3, 31)


def target(value: float, green: float, amber: float) -> Target:
    return Target(
        value=value, green_at=green, amber_at=amber, approved_by="A", approved_on=date(2015, 3, 1)
    )


def benchmark(code: str, year: str, group: str, value: float) -> Benchmark:
    return Benchmark(
        indicator=code, year=year, group=group, value=value, source="B1", status="published"
    )


@pytest.mark.parametrize(
    ("code", "value", "rag"),
    [
        # ASM02, higher is better: green from 85, amber from 75.
        ("ASM02", 85.0, "green"),
        ("ASM02", 84.99999, "amber"),
        ("ASM02", 75.0, "amber"),
        ("ASM02", 74.99, "red"),
        ("ASM02", None, None),
        # CPP02, lower is better: green to 18, amber to 22.
        ("CPP02", 18.0, "green"),
        ("CPP02", 18.01, "amber"),
        ("CPP02", 22.0, "amber"),
        ("CPP02", 22.01, "red"),
        # LAC01: neither way is better, so nothing is rated.
        ("LAC01", 77.2, None),
    ],
)
def test_rating(code: str, value: float | None, rag: str | None) -> None:
    limits = {"ASM02": target(90, 85, 75), "CPP02": target(15, 18, 22), "LAC01": target(60, 60, 70)}
    assert rating(find(code), limits[code], value) == rag


def test_the_target_is_that_of_the_financial_year_of_the_last_day() -> None:
    aims = Aims({("ASM02", "2015/16"): target(85, 85, 75)}, ())
    found = aims.judge(find("ASM02"), "R12M", S, "all", 80.0)
    assert found == Judgement(target=85.0, rag="amber")
    assert aims.judge(find("ASM02"), "R12M", date(2016, 4, 30), "all", 80.0) == Judgement()


def test_a_groups_part_of_a_rate_is_not_held_against_the_councils_target() -> None:
    aims = Aims({("REF01", "2015/16"): target(500, 500, 600)}, ())
    assert aims.judge(find("REF01"), "R12M", S, "all", 421.9).target == 500.0
    assert aims.judge(find("REF01"), "R12M", S, "sex", 200.0).target is None


def test_the_latest_comparison_that_is_not_after_the_figure() -> None:
    published = (
        benchmark("ASM02", "2014/15", "ENGLAND", 81.5),
        benchmark("ASM02", "2015/16", "STAT_NEIGHBOURS", 85.4),
        benchmark("ASM02", "2015/16", "ENGLAND", 83.4),
        benchmark("ASM02", "2016/17", "ENGLAND", 82.9),
        benchmark("CPP02", "2015/16", "ENGLAND", 17.9),
    )
    aims = Aims({}, published)
    found = aims.judge(find("ASM02"), "R12M", S, "all", 80.0)
    assert (found.benchmark, found.benchmark_label) == (83.4, "England 2015/16")
    # No later year is published: the latest serves, under its own name.
    assert aims.judge(find("ASM02"), "R12M", date(2019, 3, 31), "all", 80.0).benchmark == 82.9
    # England's year is no comparison for a month, a group, or a time before it.
    assert aims.judge(find("ASM02"), "month", S, "all", 80.0).benchmark is None
    assert aims.judge(find("ASM02"), "R12M", S, "team", 80.0).benchmark is None
    assert aims.judge(find("ASM02"), "R12M", date(2014, 3, 31), "all", 80.0).benchmark is None


def test_green_and_amber_the_wrong_way_round_are_refused(project) -> None:
    targets = (
        'CPP02: {"2015/16": {value: 20, green_at: 22, amber_at: 18, approved_by: A, '
        "approved_on: 2015-03-01}}"
    )
    with pytest.raises(UsageError, match="CPP02, 2015/16: lower is better"):
        Aims.read(project(targets=targets), [find("CPP02")], own=True)
