"""Better, worse, no clear change, or not to be compared: the one rule by which change is judged.

Two figures are compared only where their windows share no day, so that no case is in both: three
months with the three before and with the same three a year ago, a position at a day with those of
three months and of a year ago (`litmus.base.windows.change_windows`). Better and worse are said
only where a test finds more than chance explains (`litmus.figures.statistics.change`). Every page
of every report judges by this, so that two of them never tell two stories of one figure.
"""

from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from typing import Literal

from litmus.base import letters
from litmus.base.periods import Period
from litmus.base.windows import Window, change_windows, windows_since
from litmus.figures.statistics import change, intervals
from litmus.report import wording
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures, without_cut
from litmus.report.wording import Difference

BETTER, WORSE = "better", "worse"
NO_CLEAR, CANNOT = "no clear change", "cannot be compared"
# Of an indicator of which neither way is better.
HIGHER, LOWER = "higher", "lower"
CLEAR = (BETTER, WORSE, HIGHER, LOWER)

TOO_SOON = "no whole month has passed since"
FEWEST_POINTS = 5  # a quarter, those before it, and the same one a year ago

Against = Literal["before", "year"]
ENDS: dict[Against, int] = {"before": 1, "year": 2}  # place among the windows that are compared
# What the sentence calls what it compares with, by the kind of the report's period.
BEFORE = {"year": "the year before", "week": "the week before", "day": "the day before"}


@dataclass(frozen=True)
class Judged:
    """One comparison: the figure `now`, that of a window `before` it, and what it comes to.

    `word` is one of the six above. `reason` says why two figures cannot be compared, and is ""
    where they can. `gap` is the difference between the two, where both have a value.
    """

    now: Figure
    before: Figure | None
    word: str
    reason: str = ""
    gap: Difference | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the test finds a change."""
        return self.word in CLEAR

    @property
    def strength(self) -> float:
        """How clear the change is, to put the clearest first: the difference as a share of the two
        intervals' half widths together; 0 where it is not clear."""
        if not self.is_clear or self.gap is None or self.before is None:
            return 0.0
        widths = [_half(figure) for figure in (self.now, self.before)]
        return abs(self.gap.gap) / (sqrt(sum(w * w for w in widths)) or 1.0)


def recent(declaration: Declaration, figures: Figures, context: Context) -> Figure:
    """The figure that change is judged on: of the report's last three months, or at its last day.

    One without a value, that says so, where there is none.
    """
    window = _windows(declaration, context)[0]
    return figures.at(declaration, window.end, window.kind) or _none(declaration, window)


def rated(declaration: Declaration, figures: Figures, context: Context) -> Figure:
    """The figure that is rated and held against the target: the headline, or that of the last three
    months where the data do not reach back as far as its own window does."""
    headline = figures.headline(declaration)
    if headline.value is not None:
        return headline
    now = recent(declaration, figures, context)
    return now if now.usable else headline


def may_be_used(declaration: Declaration, figures: Figures, context: Context) -> bool:
    """Whether a report may speak of an indicator: whether the figure that is rated may be used."""
    return rated(declaration, figures, context).usable


def course(
    declaration: Declaration, figures: Figures, context: Context
) -> tuple[Declaration, list[Figure]]:
    """An indicator over time as change is judged, in windows that share no day, oldest first.

    With it the indicator with that window for its own, so that what is drawn ends on the figure
    that is spoken of; in its own window where there are too few of those.
    """
    window = recent(declaration, figures, context).window
    rows = without_cut(figures.history(declaration, window))
    if window == declaration.window or len(rows) < FEWEST_POINTS:
        return declaration, without_cut(figures.history(declaration))
    return replace(declaration, window=window), rows


def on_before(declaration: Declaration, figures: Figures, context: Context) -> Judged:
    """The recent figure beside that of the window directly before."""
    return _judge(declaration, figures, context, "before")


def on_year(declaration: Declaration, figures: Figures, context: Context) -> Judged:
    """The recent figure beside that of the same window a year ago."""
    return _judge(declaration, figures, context, "year")


def since(day: date, declaration: Declaration, figures: Figures, context: Context) -> Judged:
    """What became of an indicator since a day, such as that on which a meeting agreed on it."""
    over_time = declaration.pattern == "events"
    windows = windows_since(day, context.period.end, over_time, declaration.window)
    if windows is None:
        now = recent(declaration, figures, context)
        return Judged(now, None, CANNOT, TOO_SOON)
    then = figures.at(declaration, windows[0].end, windows[0].kind)
    if then is None and not over_time:  # in a table alone it has few days: the last one there is
        earlier = figures.history(declaration, windows[0].kind)
        then = next((f for f in reversed(earlier) if f.window_end < windows[0].end), None)
    before = then or _none(declaration, windows[0])
    now = figures.at(declaration, windows[1].end, windows[1].kind) or _none(declaration, windows[1])
    if incomplete := _incomplete(declaration, now, context):
        return Judged(now, before, CANNOT, incomplete)
    return between(declaration, before, now)


def between(declaration: Declaration, before: Figure | None, now: Figure) -> Judged:
    """What the change between two figures of an indicator comes to."""
    if now.value is None or before is None or before.value is None:
        which = "now" if now.value is None else "then"
        return Judged(now, before, CANNOT, f"there is no figure of {which}")
    gap = wording.difference(declaration, now.value, before.value)
    if now.is_held or before.is_held:
        return Judged(now, before, CANNOT, "the data have to be checked first", gap)
    tested = _test(declaration, before, now)
    if tested.significant is None:
        return Judged(now, before, CANNOT, tested.reason, gap)
    return Judged(now, before, _word(declaration, tested), "", gap)


def sentence(declaration: Declaration, judged: Judged) -> str:
    """The comparison in words: what it comes to, with which window, its value, and the difference.

    "Better than in January to March 2015: 66.9% then (up 16.8 points)."
    """
    now, before = judged.now, judged.before
    if before is None:
        return f"It cannot be compared: {judged.reason}."
    then = wording.when(declaration, before)
    if before.value is None:
        return f"There is no figure {then} to compare it with."
    was, moved = wording.value(declaration, before.value), movement(judged)
    if judged.word in (CANNOT, NO_CLEAR) or now.value is None:
        said = f"{was}; {moved}" if moved else was
        beside = f"with that {then}" if judged.word == CANNOT else f"from {then.partition(' ')[2]}"
        why = f": {judged.reason}" if judged.reason else ""
        return f"{letters.begin(judged.word)} {beside} ({said}){why}."
    return f"{letters.begin(judged.word)} than {then}: {was} then ({moved})."


def movement(judged: Judged) -> str:
    """The way and the size of the difference: "up 16.8 points"; "" where there is none to see."""
    if judged.gap is None or judged.gap.way == 0:
        return ""
    return f"{'up' if judged.gap.way > 0 else 'down'} {judged.gap.words}"


def ago(context: Context, against: Against) -> str:
    """What is compared with, in words: "a year ago", "the quarter before"."""
    if against == "year":
        return "a year ago"
    return BEFORE.get(context.period.kind, "the three months before")


def _judge(
    declaration: Declaration, figures: Figures, context: Context, against: Against
) -> Judged:
    now = recent(declaration, figures, context)
    window = _windows(declaration, context)[ENDS[against]]
    before = figures.at(declaration, window.end, window.kind)
    if incomplete := _incomplete(declaration, now, context):
        return Judged(now, before, CANNOT, incomplete)
    return between(declaration, before or _none(declaration, window), now)


def _windows(declaration: Declaration, context: Context) -> list[Window]:
    period = replace(Period.parse(context.period.notation), end=context.period.end)
    return change_windows(period, declaration.pattern == "events", declaration.window)


def _incomplete(declaration: Declaration, now: Figure, context: Context) -> str:
    """Why a figure is not complete yet; "" where it is. What is incomplete is not worse."""
    if context.data_to is None:
        return ""
    if context.period.is_cut_short:
        return f"the {context.period.kind} is not over"
    if context.data_to < now.window_end:
        return f"the data end on {wording.day(context.data_to)}, before these months do"
    complete = declaration.complete_on(now.window_end)
    if context.data_to < complete:
        return f"what it counts is complete on {wording.day(complete)}"
    return ""


def _none(declaration: Declaration, window: Window) -> Figure:
    return Figure(
        indicator=declaration.code,
        window=window.kind,
        window_start=window.start,
        window_end=window.end,
        reason="no figure was computed for this period",
    )


def _word(declaration: Declaration, tested: change.Change) -> str:
    if not tested.direction:
        return NO_CLEAR
    way = 1 if tested.direction == "up" else -1
    verdict = wording.better(declaration, way)
    if verdict is None:
        return HIGHER if way > 0 else LOWER
    return BETTER if verdict else WORSE


def _test(declaration: Declaration, before: Figure, now: Figure) -> change.Change:
    """The test of a change, or the reason why there is none.

    Figures without an interval do not count cases (they are sums of full-time equivalents, say).
    """
    if declaration.kind == "median":
        return change.Change(reason="it is a median, for which there is no such test")
    if declaration.kind not in ("count", "rate") and not (_has_limits(now) and _has_limits(before)):
        return change.Change(reason="it does not count cases, so that chance cannot be told")
    one, two = (_estimate(declaration, figure) for figure in (before, now))
    at_a_day = wording.at_a_day(declaration)
    return change.compare(declaration.kind, one, two, snapshot=at_a_day)  # type: ignore[arg-type]


def _estimate(declaration: Declaration, figure: Figure) -> change.Estimate:
    """A figure as it is tested; of a mean with the spread that its interval was made of."""
    window = Window(figure.window, figure.window_start, figure.window_end)
    spread = None
    if declaration.kind == "mean" and figure.denominator and figure.upper is not None:
        times = intervals.student(figure.denominator - 1, intervals.LEVEL)
        if times and figure.value is not None:
            spread = (figure.upper - figure.value) / times * sqrt(figure.denominator)
    return change.Estimate(window, figure.numerator, figure.denominator, spread)


def _half(figure: Figure) -> float:
    if figure.upper is None or figure.value is None:
        return 0.0
    return abs(figure.upper - figure.value)


def _has_limits(figure: Figure) -> bool:
    return figure.lower is not None or figure.upper is not None
