"""Whatever a public function is given for a number, it answers None where it knows none.

Never NaN, infinity, or an error of arithmetic. A confidence level, the shape of a table of grades
and a grade's name are no figures: what is wrong there is refused with a sentence.
"""

import importlib
import inspect
import pkgutil
from dataclasses import fields, is_dataclass
from datetime import date
from math import inf, isfinite, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import litmus.figures.statistics
from litmus.base.errors import LitmusError
from litmus.base.windows import Window
from litmus.figures.statistics import (
    agreement,
    change,
    control,
    exact,
    forecast,
    funnel,
    intervals,
    trend,
)

generated = settings(max_examples=60, deadline=None)

ODD = [None, nan, inf, -inf, -1, 0, 0.0, 1, 2, 3, 0.5, -0.5, 1e-300, 5e-324, 1e308, -1e308, 10**400]
anything = st.sampled_from(ODD) | st.integers(-3, 40) | st.floats()
series = st.lists(anything, max_size=24) | st.lists(st.sampled_from([*ODD, 7]), max_size=20)

MARCH = Window("month", date(2016, 3, 1), date(2016, 3, 31))
APRIL = Window("month", date(2016, 4, 1), date(2016, 4, 30))
compared = st.builds(change.Estimate, st.just(MARCH), anything, anything, anything)
kinds = st.sampled_from(["count", "percentage", "rate", "mean"])
tables = st.integers(2, 4).flatmap(
    lambda n: st.lists(st.lists(anything, min_size=n, max_size=n), min_size=n, max_size=n)
)


def _after(figure):
    return change.Estimate(APRIL, figure.numerator, figure.denominator, figure.sd)


# What is public and takes figures: how to call it with anything.
FUNCTIONS = {
    "intervals.wilson": st.tuples(anything, anything),
    "intervals.poisson": st.tuples(anything),
    "intervals.rate": st.tuples(anything, anything, anything),
    "intervals.mean": st.tuples(anything, anything, anything),
    "intervals.student": st.tuples(anything, st.just(0.95)),
    "funnel.limits": st.tuples(anything, anything),
    "funnel.compare": st.tuples(
        st.dictionaries(st.sampled_from("ABCD"), st.tuples(anything, anything)), anything
    ),
    "ratios.relative_risk": st.tuples(*[anything] * 4),
    "exact.fisher_greater": st.tuples(*[anything.filter(lambda v: v is None or v < 99)] * 4),
    "exact.fisher_less": st.tuples(*[anything.filter(lambda v: v is None or v < 99)] * 4),
    "change.proportions": st.tuples(*[anything] * 4),
    "change.rates": st.tuples(*[anything] * 4),
    "change.means": st.tuples(*[anything] * 6),
    "change.compare": st.tuples(kinds, compared, compared.map(_after), st.booleans()),
    "control.xmr": st.tuples(series),
    "stretches.stretches": st.tuples(
        series, st.lists(st.integers(-2, 30), max_size=3), st.just(7), st.just(12), st.just(3.5)
    ),
    "trend.mann_kendall": st.tuples(series),
    "trend.score": st.tuples(series),
    "trend.variance": st.tuples(series),
    "trend.widening": st.tuples(series),
    "forecast.forecast": st.tuples(series, st.integers(-1, 3)),
    "forecast.fit": st.tuples(series),
    "forecast.drift": st.tuples(series),
    "forecast.smoothing": st.tuples(series),
    "agreement.kappa": st.tuples(tables, st.sampled_from(["unweighted", "linear", "quadratic"])),
}
# Settings and names, not figures.
NO_FIGURES = {
    "intervals.normal",
    "intervals.tail",
    "agreement.tabulate",
    "change.overlap",
    "numbers.number",
    "numbers.numbers",
    "numbers.whole",
    "numbers.part",
}


def _public():
    for each in pkgutil.iter_modules(litmus.figures.statistics.__path__):
        module = importlib.import_module(f"litmus.figures.statistics.{each.name}")
        for name, found in inspect.getmembers(module, callable):
            function = inspect.unwrap(found)
            ours = inspect.isfunction(function) and function.__module__ == module.__name__
            if ours and not name.startswith("_"):
                yield f"{each.name}.{name}"


def test_every_public_function_is_here():
    assert set(_public()) == {*FUNCTIONS, *NO_FIGURES}


def _numbers(answer):
    """Every number in an answer, however deep."""
    if isinstance(answer, float):
        yield answer
    elif isinstance(answer, dict):
        yield from (n for each in answer.values() for n in _numbers(each))
    elif isinstance(answer, tuple | list):
        yield from (n for each in answer for n in _numbers(each))
    elif isinstance(answer, forecast.Model):
        yield answer.sigma
        yield from _numbers([answer.ahead(1), answer.ahead(2)])
    elif is_dataclass(answer):
        yield from _numbers([getattr(answer, field.name) for field in fields(answer)])


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.filterwarnings("error")
def test_an_answer_is_a_number_or_none(name):
    module, function = name.split(".")
    asked = getattr(importlib.import_module(f"litmus.figures.statistics.{module}"), function)

    @generated
    @given(FUNCTIONS[name])
    def hold(given_):
        assert all(isfinite(n) for n in _numbers(asked(*given_)))

    hold()


@pytest.mark.parametrize("odd", [None, nan, inf, -inf, -1, 10**400])
def test_what_is_no_number_has_no_answer(odd):
    nothing = intervals.NOT_AVAILABLE
    assert intervals.wilson(odd, 10) == intervals.wilson(3, odd) == nothing
    assert intervals.poisson(odd) == intervals.rate(odd, 900) == intervals.rate(3, odd) == nothing
    assert intervals.mean(odd, 4, 2) == intervals.mean(3, 4, odd) == nothing
    assert intervals.student(odd, 0.95) is None
    assert funnel.limits(odd, 10) == funnel.limits(0.5, odd) == nothing
    assert funnel.compare({"North": (odd, 10)}).groups["North"].position == funnel.IMPOSSIBLE
    assert exact.fisher_greater(odd, 1, 2, 3) is exact.fisher_less(1, 2, 3, odd) is None
    assert change.proportions(odd, 10, 3, 10).reason == change.NO_PART
    assert change.rates(1, 10, odd, 10).reason == change.NO_COUNT
    assert change.means(10, 4, 2, 10, 4, odd).reason == change.NO_MEAN
    assert agreement.kappa([[3, odd], [0, 2]]).kappa is None
    if odd != -1:
        assert trend.score([1, odd]) is trend.variance([odd]) is None
        assert forecast.fit([1, 2, 3, odd]) is None
        assert control.xmr([odd] * 24).mean is None
        assert trend.mann_kendall([odd] * 24).p is None


def test_what_is_no_part_of_a_whole_has_no_answer():
    assert intervals.wilson(5, 3) == intervals.wilson(1, 0) == intervals.NOT_AVAILABLE
    assert funnel.limits(1.2, 10) == funnel.limits(0.5, 0) == intervals.NOT_AVAILABLE
    # North has no place, and no part in the proportion of all: 30 of 60 is South's alone.
    found = funnel.compare({"North": (5, 3), "South": (30, 60)})
    assert (found.centre, found.groups["North"].position) == (0.5, funnel.IMPOSSIBLE)
    assert change.proportions(1, 2, 3, 2).reason == change.NO_PART


def test_too_few_to_fit_have_no_model():
    for values in ([], [1], [1, 2]):
        assert forecast.fit(values) is forecast.drift(values) is forecast.smoothing(values) is None
    assert trend.widening([1, 3, 2, 4]) is None  # n - 4 is what it divides by
    assert forecast.forecast(range(20), quarters=0).reason == forecast.NOT_ASKED


@pytest.mark.parametrize("level", [0, 1, 95, nan])
def test_a_level_is_a_setting_and_is_refused_before_the_figures_are_looked_at(level):
    for ask in (intervals.wilson, intervals.rate, change.proportions):
        given_ = (None,) * (4 if ask is change.proportions else 2)
        with pytest.raises(LitmusError, match=r"such as 0\.95"):
            ask(*given_, level=level)
