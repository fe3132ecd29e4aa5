"""From totals to a figure: a count, a share, a mean, or a rate of a population a year."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from litmus.base.periods import Period
from litmus.base.windows import Window
from litmus.indicators.declaration import Events, Indicator
from litmus.indicators.population import Population

PER = 10_000
NO_CASES = "nothing to measure: the denominator is zero"
NO_RATE = {
    kind: f"no rate: a {kind} is too short to be counted for a year" for kind in ("week", "day")
}
# A rate of events is shown for a year; these windows are that part of one.
YEARS = {
    "month": Fraction(1, 12),
    "quarter": Fraction(1, 4),
    "R3M": Fraction(1, 4),
    "R12M": Fraction(1),
    "R36M": Fraction(3),
}


def annual_factor(indicator: Indicator, window: Window) -> Fraction | None:
    """By what a rate of this window is multiplied to be a rate a year; None if it cannot be.

    A month of referrals counts twelve times. A rate of children at S is as it is.
    """
    if not isinstance(indicator.cases, Events):
        return Fraction(1)
    whole = window.kind in ("R3M", "R12M", "R36M") or (
        window.kind in ("month", "quarter")
        and Period.containing(window.kind, window.end).end == window.end
    )
    return 1 / YEARS[window.kind] if whole else None


# From the totals of numerator and denominator to both as printed, the value and its reason.
Measured = tuple[Any, Any, float | None, str | None]
Measure = Callable[[Any, Any], Measured]


def measure(indicator: Indicator, window: Window, population: Population | None) -> Measure:
    """How totals of this window become a figure, by the kind of indicator."""
    if indicator.kind == "count":
        return lambda numerator, _: (numerator, None, float(numerator), None)
    if indicator.kind == "rate":
        return _rate(indicator, window, population)
    times = 100 if indicator.kind == "percentage" else 1

    def share(numerator: Any, denominator: Any) -> Measured:
        if not denominator:
            return numerator, denominator, None, NO_CASES
        return numerator, denominator, float(times * numerator / denominator), None

    return share


def _rate(indicator: Indicator, window: Window, population: Population | None) -> Measure:
    children, note = (population or Population({})).at(window.end)
    times = annual_factor(indicator, window)
    if children is None:
        return lambda numerator, _: (numerator, None, None, note)
    if times is None:
        why_not = NO_RATE.get(window.kind, "no rate: the month or quarter is cut short")
        return lambda numerator, _: (numerator, children, None, why_not)
    over, under = PER * times.numerator, children * times.denominator
    return lambda numerator, _: (numerator, children, over * numerator / under, note or None)


def exact(total: Any) -> Any:
    """Engines give sums of full-time equivalents as decimals; a whole number stays whole."""
    if not isinstance(total, Decimal):
        return total
    return int(total) if total == int(total) else float(total)
