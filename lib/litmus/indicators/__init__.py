"""Indicators: what is measured (declarations) and how (one composed query each).

`catalogue()` gives the declarations, `compute` their figures, `why` how one came about.
"""

from collections.abc import Iterable, Mapping

from litmus.base import paths
from litmus.base.errors import UsageError
from litmus.base.spelling import did_you_mean
from litmus.indicators.catalogue import INDICATORS
from litmus.indicators.catalogue.drilldowns import DRILLDOWNS
from litmus.indicators.days import DaysInWords
from litmus.indicators.declaration import Events, Indicator, StateAt
from litmus.indicators.engine import NOT_IN_SOURCE, Why, available, compute, why
from litmus.indicators.population import Population
from litmus.indicators.words import Declaration, in_words

EVERY = INDICATORS | DRILLDOWNS

__all__ = [
    "NOT_IN_SOURCE",
    "DaysInWords",
    "Declaration",
    "Events",
    "Indicator",
    "Population",
    "StateAt",
    "Why",
    "available",
    "catalogue",
    "compute",
    "drilldowns",
    "find",
    "in_words",
    "on_request",
    "select",
    "why",
]


def catalogue(settings: Mapping[str, Mapping[str, int]] | None = None) -> dict[str, Indicator]:
    """Every indicator by code, with a council's own values (code -> name -> value) if given.

    Raises UsageError for a code or name that no declaration has.
    """
    return {each.code: each for each in select(INDICATORS, settings)}


def drilldowns(code: str) -> list[str]:
    """The codes of the drill-downs that stand beside an indicator, in their order."""
    return [each.code for each in DRILLDOWNS.values() if each.of == code and not each.on_request]


def on_request(code: str) -> list[str]:
    """The codes of its drill-downs that a report has only where its settings name them."""
    return [each.code for each in DRILLDOWNS.values() if each.of == code and each.on_request]


def find(code: str, settings: Mapping[str, Mapping[str, int]] | None = None) -> Indicator:
    """One indicator, or drill-down, whatever case its code is written in.

    Raises UsageError, naming the nearest codes, where there is none.
    """
    return select([code], settings)[0]


def select(
    codes: Iterable[str], settings: Mapping[str, Mapping[str, int]] | None = None
) -> list[Indicator]:
    """These indicators, in this order, with a council's own values. Raises UsageError as `find`
    does, and for a value that is none of a setting."""
    given = settings or {}
    for code, values in given.items():
        _check(code, values)
    asked = map(_check_code, codes)
    return [EVERY[code].with_parameters(given.get(code, {})) for code in asked]


def _check_code(code: str) -> str:
    if code.upper() in EVERY:
        return code.upper()
    hint = did_you_mean(code.upper(), INDICATORS, alike=0.5, most=3)
    raise UsageError(
        f"There is no indicator {code!r}.{hint} `{paths.command()} indicators` lists them: "
        f"{', '.join(INDICATORS)}."
    )


def _check(code: str, values: Mapping[str, int]) -> None:
    declared = EVERY[_check_code(code)].parameters
    for name, value in values.items():
        if name not in declared:
            has = f"it has {', '.join(declared)}" if declared else "it has none"
            raise UsageError(f"params/indicators.yml, {code}: there is no setting {name!r}; {has}.")
        if isinstance(declared[name], bool):
            expected, fits = "true or false", isinstance(value, bool)
        else:
            expected, fits = "a number from 1", not isinstance(value, bool) and value >= 1
        if not fits:
            raise UsageError(
                f"params/indicators.yml, {code}, {name}: expected {expected}, not {value}."
            )
