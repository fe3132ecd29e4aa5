"""The same declarations give identical figures on DuckDB, PostgreSQL and Spark."""

from collections.abc import Iterator
from typing import Any

import pytest

from indicators.engines import generated
from indicators.engines.generated import CATALOGUE, WINDOWS
from litmus import indicators
from litmus.base.council import Council
from litmus.base.windows import Window
from litmus.indicators import Indicator, Population, engine
from litmus.indicators import population as children
from litmus.indicators.catalogue.drilldowns import DRILLDOWNS
from litmus.indicators.engines import Engine

CHILDREN = Population(dict(zip(*list(generated.POPULATION.values())[1:], strict=True)))
EVERY = pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=CATALOGUE)
# One of each way of composing a query, for what need not be repeated for every indicator.
FEW = pytest.mark.parametrize("indicator", [CATALOGUE[c] for c in ("REF02", "LAC02", "CPP05")])
Figures = list[dict[str, Any]]


def figures(of: Engine, indicator: Indicator) -> Figures:
    """Every figure of the indicator, in every window.

    What is counted from a day's own knowledge takes a query for each window, alike but for its
    dates: there, four windows of different days and kinds show what twenty would.
    """
    windows = WINDOWS[::5] if indicator.cases.as_known_on_s else WINDOWS
    return engine.exact_rows(of, [indicator], {indicator.code: windows}, CHILDREN)


@pytest.fixture(scope="module")
def by_duckdb(duckdb: Engine) -> dict[str, Figures]:
    return {code: figures(duckdb, indicator) for code, indicator in CATALOGUE.items()}


@EVERY
def test_generated_rows_put_the_indicator_to_the_test(indicator, by_duckdb):
    rows = by_duckdb[indicator.code]
    assert len({row["numerator"] for row in rows if row["breakdown"] == "all"}) > 1
    assert {row["breakdown"] for row in rows} == {"all", *indicator.breakdowns}
    assert len({row["group"] for row in rows}) > 2 * len(indicator.breakdowns)
    if indicator.cases.excluded:
        assert any(row["excluded"] for row in rows)


@EVERY
def test_figures_are_identical(indicator, by_duckdb, other):
    # Every window and breakdown: numerator, denominator, value, squares, excluded and cases, and
    # of the same type, so that nothing that follows can tell them apart.
    found = figures(other, indicator)
    assert found == by_duckdb[indicator.code]
    assert kinds(found) == kinds(by_duckdb[indicator.code])


@pytest.mark.parametrize("drilldown", DRILLDOWNS)
def test_drilldowns_are_identical(drilldown, duckdb, other):
    (indicator,) = indicators.select([drilldown])
    windows, none = {indicator.code: WINDOWS[-3:]}, {indicator.code: ()}
    found, known = (
        engine.exact_rows(of, [indicator], windows, CHILDREN, grouped=none)
        for of in (other, duckdb)
    )
    assert found == known
    assert any(row["denominator"] or row["numerator"] for row in known)


@EVERY
def test_the_whole_alone_is_identical_on_postgres(indicator, by_duckdb, postgres):
    known = [row for row in by_duckdb[indicator.code] if row["breakdown"] == "all"]
    asked = [Window(row["window"], row["window_start"], row["window_end"]) for row in known]
    windows, none = {indicator.code: asked}, {indicator.code: ()}
    assert engine.exact_rows(postgres, [indicator], windows, CHILDREN, grouped=none) == known


@EVERY
def test_why_is_identical_on_postgres(indicator, duckdb, postgres):
    for window in WINDOWS[::6]:
        theirs = indicators.why(postgres, indicator, window, CHILDREN)
        assert theirs == indicators.why(duckdb, indicator, window, CHILDREN)


@FEW
def test_why_is_identical_on_spark(indicator, duckdb, spark):
    theirs = indicators.why(spark, indicator, WINDOWS[2], CHILDREN)
    assert theirs == indicators.why(duckdb, indicator, WINDOWS[2], CHILDREN)


@pytest.fixture
def compiled(spark: Engine) -> Iterator[Engine]:
    """Spark as it is out of the box, splitting and compiling its plans and changing them."""
    from pyspark.sql import SparkSession

    conf = SparkSession.getActiveSession().conf
    changed = {
        "spark.sql.adaptive.enabled": "true",
        "spark.sql.codegen.wholeStage": "true",
        "spark.sql.codegen.factoryMode": "FALLBACK",
        "spark.sql.shuffle.partitions": "2",
    }
    before = {name: conf.get(name) for name in changed}
    for name, value in changed.items():
        conf.set(name, value)
    yield spark
    for name, value in before.items():
        conf.set(name, value)


def test_figures_are_identical_with_plans_that_spark_compiles(by_duckdb, compiled):
    assert figures(compiled, CATALOGUE["LAC02"]) == by_duckdb["LAC02"]


def test_the_population_is_read_alike(duckdb, other):
    council = Council.model_construct(la_code="E1", population={}, sample=False)
    assert children.read(other, council) == children.read(duckdb, council)
    assert children.read(other, council).by_year[2015] == 83_785


def kinds(rows: Figures) -> set[tuple[type, ...]]:
    return {tuple(type(value) for value in row.values()) for row in rows}
