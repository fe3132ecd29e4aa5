"""Forecast: where the next two quarters would lie if the past went on.

Two simple models, of which the one that fits the past better is taken: a level that drifts about
(simple exponential smoothing) and a steady climb or fall (a random walk with drift). Neither knows
the seasons, nor what the council will do.

A forecast is only shown beside its back-test: the same forecast, model choice and all, made again
at each past quarter from what was known then (Tashman 2000, International Journal of Forecasting
16:437). Where it came no nearer than saying "as last quarter", there is no forecast.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from litmus.figures.statistics.intervals import LEVEL, normal, tail
from litmus.figures.statistics.numbers import number, numbers

# Values below which a model cannot be fitted: it would have as many unknowns as errors.
FEWEST = 3
# Two years to fit, and a year of quarters to test on.
FIRST = 8
MINIMUM = 12
# The weights of the latest figure that smoothing tries.
STEPS = 100
# Errors nearer than this share of each other are the same.
ROUNDING = 1e-9

NOT_ASKED = "a forecast is of at least one quarter ahead"
TOO_SHORT = f"a forecast needs at least {MINIMUM} quarters without a gap"
NO_BETTER = (
    "tested on past quarters, a forecast came no nearer than carrying the last figure forward"
)


@dataclass(frozen=True)
class Model:
    """A fitted model: `ahead(h)` gives forecast and standard error h quarters ahead."""

    name: str
    sigma: float
    ahead: Callable[[int], tuple[float, float]]


@dataclass(frozen=True)
class ForecastPoint:
    """One quarter's forecast with its prediction interval, in the unit of the values."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class BackTest:
    """How the forecast did on past quarters.

    forecasts: how many were made and compared with what came. error, carried: the mean absolute
    error of the forecast, and of carrying the last figure forward, in the unit of the values.
    within: how many figures came to lie within the prediction interval.
    """

    forecasts: int
    error: float
    carried: float
    within: int


@dataclass(frozen=True)
class Forecast:
    """The next quarters, nearest first; empty where refused, and `reason` says why."""

    points: tuple[ForecastPoint, ...] = ()
    method: str = ""
    backtest: BackTest | None = None
    reason: str = ""


def forecast(
    values: Sequence[float | None],
    quarters: int = 2,
    level: float = LEVEL,
    lowest: float | None = 0.0,
    highest: float | None = None,
) -> Forecast:
    """The forecast of the next `quarters` of quarterly `values`, oldest first.

    Source: Hyndman & Athanasopoulos, "Forecasting: Principles and Practice" (3rd edition, 2021),
    sections 5.5 and 8.1, for models and intervals; 5.10 for the back-test. No interval is narrower
    than the errors of the back-test were. Values and limits stay within `lowest` and `highest` (100
    for a percentage). What lies before a gap (None or no number) is not used. Refused where fewer
    than 12 quarters are left, or where the back-test is no better than the last figure.
    """
    tail(level)
    if not quarters >= 1:
        return Forecast(reason=NOT_ASKED)
    known = _after_last_gap(values)
    if len(known) < MINIMUM:
        return Forecast(reason=TOO_SHORT)
    misses = [_misses(known, end, quarters) for end in range(FIRST, len(known))]
    backtest = _backtest(misses, level)
    model = _fit(known)
    if not backtest.error < backtest.carried * (1 - ROUNDING):
        return Forecast(method=model.name, backtest=backtest, reason=NO_BETTER)
    clip = _clip(number(lowest), number(highest))
    points = []
    for ahead in range(1, quarters + 1):
        value, error = model.ahead(ahead)
        half = normal(level) * max(error, _root_mean_square(misses, ahead))
        points.append(ForecastPoint(clip(value), clip(value - half), clip(value + half)))
    return Forecast(tuple(points), model.name, backtest)


def fit(values: Sequence[float | None]) -> Model | None:
    """The model of the two whose errors one quarter ahead are smaller.

    None for fewer than three values, and where one of them is no number; so for the two models.
    Source: Hyndman & Athanasopoulos (2021), section 5.8, residuals with degrees of freedom taken
    off.
    """
    known = _fitting(values)
    return _fit(known) if known else None


def drift(values: Sequence[float | None]) -> Model | None:
    """The random walk with drift: the last value, and on by the average step so far.

    Source: Hyndman & Athanasopoulos (2021), sections 5.2 and 5.5: error σ √(h (1 + h / (T - 1))).
    """
    known = _fitting(values)
    return _drift(known) if known else None


def smoothing(values: Sequence[float | None]) -> Model | None:
    """Simple exponential smoothing: the level, in which each quarter weighs less than the next.

    Source: Hyndman & Athanasopoulos (2021), sections 8.1 and 8.7: weight and first level by least
    squares, error σ √(1 + (h - 1) α²).
    """
    known = _fitting(values)
    return _smoothing(known) if known else None


def _fitting(values: Sequence[float | None]) -> tuple[float, ...] | None:
    known = numbers(*values)
    return known if known and len(known) >= FEWEST else None


def _fit(values: Sequence[float]) -> Model:
    return min(_smoothing(values), _drift(values), key=lambda model: model.sigma)


def _drift(values: Sequence[float]) -> Model:
    steps = [later - earlier for earlier, later in pairwise(values)]
    step = (values[-1] - values[0]) / len(steps)
    sigma = sqrt(sum((s - step) ** 2 for s in steps) / (len(steps) - 1))

    def ahead(h: int) -> tuple[float, float]:
        return values[-1] + h * step, sigma * sqrt(h * (1 + h / len(steps)))

    return Model("random walk with drift", sigma, ahead)


def _smoothing(values: Sequence[float]) -> Model:
    import numpy as np

    weight = np.arange(1, STEPS + 1) / STEPS
    # The level starts unknown. Every error is a linear function of it, so least squares finds it.
    level, share = np.zeros(STEPS), np.ones(STEPS)
    misses, shares = [], []
    for value in values:
        misses.append(value - level)
        shares.append(share)
        level, share = level + weight * (value - level), share * (1 - weight)
    missed, part = np.array(misses), np.array(shares)
    first = (missed * part).sum(axis=0) / (part**2).sum(axis=0)
    squares = ((missed - first * part) ** 2).sum(axis=0)
    best = int(squares.argmin())
    sigma = sqrt(float(squares[best]) / (len(values) - 2))
    last, alpha = float((level + share * first)[best]), float(weight[best])

    def ahead(h: int) -> tuple[float, float]:
        return last, sigma * sqrt(1 + (h - 1) * alpha**2)

    return Model("simple exponential smoothing", sigma, ahead)


@dataclass(frozen=True)
class _Miss:
    """A forecast made at a past quarter, so many ahead, and what came."""

    ahead: int
    error: float
    carried: float
    standard_error: float


def _misses(values: Sequence[float], end: int, quarters: int) -> list[_Miss]:
    """What a forecast from the first `end` values said of those that followed."""
    model = _fit(values[:end])
    found = []
    for ahead, came in enumerate(values[end : end + quarters], start=1):
        value, error = model.ahead(ahead)
        found.append(_Miss(ahead, came - value, came - values[end - 1], error))
    return found


def _backtest(misses: Sequence[Sequence[_Miss]], level: float) -> BackTest:
    every = [miss for made in misses for miss in made]
    z = normal(level)
    return BackTest(
        len(every),
        sum(abs(miss.error) for miss in every) / len(every),
        sum(abs(miss.carried) for miss in every) / len(every),
        sum(abs(miss.error) <= z * miss.standard_error for miss in every),
    )


def _root_mean_square(misses: Sequence[Sequence[_Miss]], ahead: int) -> float:
    errors = [miss.error for made in misses for miss in made if miss.ahead == ahead]
    return sqrt(sum(error**2 for error in errors) / len(errors)) if errors else 0.0


def _after_last_gap(values: Sequence[float | None]) -> list[float]:
    known: list[float] = []
    for value in values:
        found = number(value)
        known = [] if found is None else [*known, found]
    return known


def _clip(lowest: float | None, highest: float | None) -> Callable[[float], float]:
    def clip(value: float) -> float:
        if lowest is not None:
            value = max(lowest, value)
        return value if highest is None else min(highest, value)

    return clip
