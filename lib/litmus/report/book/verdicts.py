"""The two verdicts of an indicator: does it vary as usual, and does it reach its target?

They answer what the icons of NHS England's Making Data Count answer, in words with a sign. The
first is the control chart's latest signal. The second sets the target beside the limits: where even
the worse limit reaches it, it is usually reached; where even the better one does not, it usually is
not; between them it is a matter of chance from one month to the next.
"""

from litmus.figures.statistics.control import NHS, Band
from litmus.report.book.series import Series
from litmus.report.feed import Declaration, Figure

USUAL = "usual"
REACHES, SOMETIMES, MISSES = "usually", "sometimes", "usually not"
SIGNS = {REACHES: "✓", SOMETIMES: "~", MISSES: "×"}
UNUSUAL = "◆"
UP = ("above", "rising", "upper")


def variation(series: Series) -> str:
    """ "usual", "◆ high" or "◆ low".

    Of figures at a day whether they rise or fall. "" where there is nothing to judge by.
    """
    if series.trend is not None:
        way = {"rising": 1, "falling": -1}.get(series.trend.direction or "", 0)
        return _unusual(way) if len(series.rows) >= NHS.minimum else ""
    if series.chart is None or series.chart.mean is None:
        return ""
    return _unusual(_way(series))


def assurance(series: Series) -> str:
    """Whether the target is reached: "✓ usually", "~ sometimes", "× usually not".

    Of figures at a day by the last twelve of them, and of a new level, whose limits are not known
    yet, by the points since it began. "" without a target or enough points.
    """
    points = _points(series)
    found = _by_limits(series) if points is None else _by_points(series, points)
    return f"{SIGNS[found]} {found}" if found else ""


def sentence(series: Series) -> str:
    """Whether the target is reached, in a sentence; "" where it is not judged."""
    points = _points(series)
    if points is not None:
        each = f"of the last {len(points)} {series.kind}s"
        return {
            REACHES: f"It reached its target in each {each}.",
            SOMETIMES: f"It reached its target in some {each}.",
            MISSES: f"It reached its target in none {each}.",
            "": "",
        }[_by_points(series, points)]
    return {
        REACHES: f"With its usual ups and downs it reaches its target every {series.kind}.",
        SOMETIMES: f"With its usual ups and downs it reaches its target in some {series.kind}s.",
        MISSES: "With its usual ups and downs it does not reach its target.",
        "": "",
    }[_by_limits(series)]


def is_unusual(series: Series) -> bool:
    """Whether the latest point is part of a signal."""
    return variation(series).startswith(UNUSUAL)


def _unusual(way: int) -> str:
    """In words of its own: "worse" is said of a change that the test finds, and this is none."""
    if way == 0:
        return USUAL
    return f"{UNUSUAL} {'high' if way > 0 else 'low'}"


def _way(series: Series) -> int:
    """Which way the signal of the last point is: 1 up, -1 down, 0 where there is none."""
    assert series.chart is not None
    name = series.chart.latest
    if not name:
        return 0
    return 1 if any(word in name for word in UP) else -1


def _by_limits(series: Series) -> str:
    assert series.chart is not None
    target = _target(series)
    if target is None or not series.chart.bands:
        return ""
    band, higher = series.chart.bands[-1], series.declaration.polarity == "higher"
    ends = _ends(band, higher)
    if ends is None:
        return ""
    worse, better = ends
    sign = 1 if higher else -1
    if sign * worse >= sign * target:
        return REACHES
    return MISSES if sign * better < sign * target else SOMETIMES


def _ends(band: Band, higher: bool) -> tuple[float, float] | None:
    """The worse limit and the better one."""
    if band.lower is None or band.upper is None:
        return None
    return (band.lower, band.upper) if higher else (band.upper, band.lower)


def _points(series: Series) -> list[Figure] | None:
    """The points to judge by where there are no limits of what holds now: the last twelve of
    figures at a day, and those since the level that the limits rest on was left. Else None."""
    known = [row for row in series.rows if row.value is not None]
    if series.chart is None:
        return known[-NHS.minimum :] if len(known) >= NHS.minimum else []
    band = series.chart.bands[-1] if series.chart.bands else None
    if band is None or band.steady_end == band.end:
        return None
    return [row for row in series.rows[band.steady_end :] if row.value is not None]


def _by_points(series: Series, points: list[Figure]) -> str:
    """By these points, each beside the target of its own time."""
    if _target(series) is None:
        return ""
    met = [found for row in points if (found := _meets(series.declaration, row)) is not None]
    if not met:
        return ""
    return REACHES if all(met) else SOMETIMES if any(met) else MISSES


def _meets(declaration: Declaration, row: Figure) -> bool | None:
    if row.target is None or row.value is None:
        return None
    sign = 1 if declaration.polarity == "higher" else -1
    return sign * row.value >= sign * row.target


def _target(series: Series) -> float | None:
    """The target of the latest point; None where there is none, or neither way is better."""
    if not series.rows or series.declaration.polarity == "neutral":
        return None
    return series.rows[-1].target
