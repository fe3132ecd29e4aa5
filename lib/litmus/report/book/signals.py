"""What a control chart says in words: the latest signal alone, and the step it begins from."""

from litmus.base import numbers
from litmus.figures.statistics.control import Band, Signal
from litmus.report import wording
from litmus.report.book.series import Series
from litmus.report.history import window_name


def clause(series: Series) -> str:
    """The signal of the last point within a sentence, or the trend of figures at a day.

    "by month, nothing unusual since it stepped up in April 2015"; "" where there are no limits.
    """
    if series.trend is not None:
        way = series.trend.direction
        return f"{way} over the {len(series.rows)} {series.kind}s shown" if way else ""
    if series.chart is None or not series.chart.bands:
        return ""
    by, band = f"by {series.kind}", series.chart.bands[-1]
    if band.mean is None:
        return _too_few(series, band)
    if band.steady_end < band.end:
        return f"{by}, {_new_level(series, band)}, which is unusual"
    signal = series.chart.last_signal
    if signal is None:
        return f"{by}, nothing unusual{_since(series, band)}"
    if signal.places[-1] == len(series.rows) - 1:
        return f"{by}, {_now(signal, series)}, which is unusual"
    return f"{by}, nothing unusual now; the latest signal was {_then(signal, series)}"


def steps(series: Series) -> list[str]:
    """The steps of a chart in sentences, for those who cannot see them."""
    said = [
        f"Step declared for {wording.day(step.day)}: {step.label}." for _, step in series.declared
    ]
    places = [place for place, _ in series.declared]
    for band in series.chart.bands[1:] if series.chart else ():
        if band.first not in places:
            said.append(f"Limits begin anew in {_name(series, band.first)}, after a step.")
    return said


def name_of(signal: Signal, series: Series) -> str:
    """A signal with its time: "March 2016, below the lower limit"."""
    first, last = (_name(series, place) for place in (signal.places[0], signal.places[-1]))
    when = first if first == last else f"{first} to {last}"
    return f"{when}, {signal.name}"


def _name(series: Series, place: int) -> str:
    return window_name(series.kind, series.rows[place].window_end)


def _too_few(series: Series, band: Band) -> str:
    step = next((step for place, step in series.declared if place == band.first), None)
    if step is None:
        return ""
    return f"too few {series.kind}s for limits since “{step.label}” ({wording.day(step.day)})"


def _since(series: Series, band: Band) -> str:
    """Since when the limits hold, where they have not held all the time."""
    if not band.first:
        return ""
    for place, step in series.declared:
        if place == band.first:
            return f" since “{step.label}” ({wording.day(step.day)})"
    return f" since it stepped {_way(series, band.first)} in {_name(series, band.first)}"


def _new_level(series: Series, band: Band) -> str:
    """That the latest points have left the level that the limits rest on."""
    higher = "a higher" if _way(series, band.steady_end) == "up" else "a lower"
    return f"at {higher} level since {_name(series, band.steady_end)}"


def _way(series: Series, place: int) -> str:
    """Whether the points from a place on lie up or down from those before it."""
    before, after = (
        [row.value for row in part if row.value is not None]
        for part in (series.rows[:place], series.rows[place:])
    )
    return "up" if sum(after) * len(before) > sum(before) * len(after) else "down"


def _kind(signal: Signal) -> tuple[str, str]:
    """Which of the rules a signal is of, and on which side or which way it goes."""
    if signal.name in ("above the upper limit", "below the lower limit"):
        return "limit", signal.name
    if signal.name.startswith("shift"):
        return "shift", "above" if "above" in signal.name else "below"
    if signal.name.endswith("trend"):
        return "trend", "rise" if "rising" in signal.name else "fall"
    return "near", signal.name


def _now(signal: Signal, series: Series) -> str:
    """A signal of the last point."""
    number, each = len(signal.places), f"{series.kind}s"
    kind, side = _kind(signal)
    if kind == "limit":
        last = _name(series, signal.places[-1])
        return f"the last ({'to ' if series.kind == 'quarter' else ''}{last}) lies {signal.name}"
    if kind == "shift":
        return f"the last {number} all lie {side} the average"
    if kind == "trend":
        return f"the last {number} {each} {side} each time"
    return f"the last {each} lie {signal.name}"


def _then(signal: Signal, series: Series) -> str:
    """A signal that is over: when, and what."""
    first, last = (_name(series, place) for place in (signal.places[0], signal.places[-1]))
    kind, side = _kind(signal)
    if kind == "limit":
        return f"{last}, {signal.name}"
    number = numbers.count_of(len(signal.places), series.kind)
    if kind == "shift":
        return f"{first} to {last}, {number} {side} the average"
    if kind == "trend":
        return f"{first} to {last}, a {signal.name} of {number}"
    return f"{first} to {last}, {signal.name}"
