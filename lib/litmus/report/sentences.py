"""What a figure says, in plain sentences that claim nothing beyond the data."""

from dataclasses import replace

from litmus.base import numbers
from litmus.base.windows import window_ending
from litmus.report import notes, wording
from litmus.report.feed import PROVISIONAL, Context, Declaration, Figure, PeriodSpan
from litmus.report.lookup import Figures

# Under so many cases, a percentage moves by more than three points with one case more or fewer.
SMALL_DENOMINATOR = 30
# Under so many events, chance alone moves a count or rate by a third and more: the same limit at
# which intervals of rates become exact ones (UKHSA, PHEindicatormethods).
SMALL_COUNT = 10


def about(declaration: Declaration, figures: Figures, context: Context) -> str:
    """The paragraph beside a chart: value, target, comparisons, and how far to trust them."""
    figure = figures.headline(declaration)
    if figure.value is None:
        return missing(declaration, figure)
    if figure.is_held:
        return hold_text(declaration, figure)
    parts = [
        opening(declaration, figure),
        *earlier(declaration, figure, figures, context),
        benchmark(declaration, figure),
        small(declaration, figure),
        signal(figure),
        provisional(figure),
        remark(figure),
    ]
    return " ".join(part for part in parts if part)


def opening(declaration: Declaration, figure: Figure) -> str:
    """ "78.9% (2,415 of 3,061) in the 12 months to ..., 6.1 points below the target of 85.0%." """
    assert figure.value is not None
    said = wording.value_with_unit(declaration, figure.value)
    if rests_on := wording.basis(declaration, figure):
        said += f" ({rests_on})"
    said += f" {wording.when(declaration, figure)}"
    if figure.target is None:
        no_target = "" if declaration.polarity == "neutral" else "; no target is set"
        return f"{said}{no_target}."
    return f"{said}, {against_target(declaration, figure)}."


def against_target(declaration: Declaration, figure: Figure) -> str:
    """ "6.1 points below the target of 85.0%: off target (amber)". The figure has both."""
    assert figure.value is not None and figure.target is not None
    gap = wording.difference(declaration, figure.value, figure.target)
    target = f"the target of {wording.value_with_unit(declaration, figure.target)}"
    side = "above" if figure.value > figure.target else "below"
    if gap.exact:
        where = f"exactly {target}"
    elif gap.way == 0:
        where = f"less than {wording.smallest(declaration)} {side} {target}"
    else:
        where = f"{gap.words} {side} {target}"
    off = off_target(declaration, figure)
    if off is None:
        return where
    rag = f" ({figure.rag})" if figure.rag else ""
    return f"{where}: {'off' if off else 'on'} target{rag}"


def off_target(declaration: Declaration, figure: Figure) -> bool | None:
    """Whether a figure misses its target: amber or red; by the polarity where it is not rated.

    None where there is no value, no target, or neither way is better.
    """
    if figure.value is None or figure.target is None:
        return None
    if figure.rag:
        return figure.rag != "green"
    if declaration.polarity == "neutral":
        return None
    if declaration.polarity == "higher":
        return figure.value < figure.target
    return figure.value > figure.target


def earlier(
    declaration: Declaration, figure: Figure, figures: Figures, context: Context
) -> list[str]:
    """How the figure compares with the period before and with a year ago, or that it cannot."""
    before = previous(declaration, figure, context)
    ago = figures.at(declaration, context.year_before.end)
    if context.year_before.end == context.previous.end:
        ago = None
    found = [f for f in (before, ago) if f and f.value is not None]
    if not found:
        return ["There is no earlier figure to compare it with."]
    said = [change(declaration, figure, f) for f in found]
    if before is None:
        said.append(f"There is no figure for {_label(declaration, context.previous)}.")
    elif len(found) == 1 and context.year_before.end != context.previous.end:
        said.append("There is no figure for a year earlier.")
    return said


def previous(declaration: Declaration, figure: Figure, context: Context) -> Figure | None:
    """The figure of the report's previous period, as the figure itself remembers it."""
    if figure.previous is None:
        return None
    window = window_ending(declaration.window, context.previous.end)
    return replace(figure, value=figure.previous, window_start=window.start, window_end=window.end)


def change(declaration: Declaration, now: Figure, before: Figure) -> str:
    """ "Up 1.2 points on the 12 months to 31 December 2015 (77.7%), an improvement." """
    assert now.value is not None and before.value is not None
    gap = wording.difference(declaration, now.value, before.value)
    then = wording.span(declaration, before)
    then = f"the {then}" if " months to " in then else then
    was = wording.value(declaration, before.value)
    if gap.exact:
        return f"Unchanged from {then} ({was})."
    if gap.way == 0:
        return f"Little changed from {then} ({was}): by less than {wording.smallest(declaration)}."
    judged = {True: ", an improvement", False: ", which is worse", None: ""}
    direction = "Up" if gap.way > 0 else "Down"
    verdict = judged[wording.better(declaration, gap.way)]
    return f"{direction} {gap.words} on {then} ({was}){verdict}."


def benchmark(declaration: Declaration, figure: Figure) -> str:
    """ "England 2015/16 was 83.4%, 4.5 points higher." or "" where there is no comparison."""
    if figure.benchmark is None or figure.value is None:
        return ""
    label = figure.benchmark_label or "The comparison"
    label = label[0].upper() + label[1:]
    gap = wording.difference(declaration, figure.benchmark, figure.value)
    side = f"{gap.words} {'higher' if gap.way > 0 else 'lower'}" if gap.way else "about the same"
    return f"{label} was {wording.value_with_unit(declaration, figure.benchmark)}, {side}."


def small(declaration: Declaration, figure: Figure) -> str:
    """That the numbers are small, and what that means; "" where they are not."""
    if not is_small(declaration, figure):
        return ""
    if declaration.kind == "percentage" and figure.denominator:
        step = numbers.decimal(100 / figure.denominator)
        points = "point" if step == "1.0" else "points"
        return f"Small numbers: one case more or fewer would move this by {step} {points}."
    return "Small numbers: a change from one period to the next may well be chance."


def is_small(declaration: Declaration, figure: Figure) -> bool:
    """Whether so few cases lie behind a figure that chance can move it far."""
    if declaration.kind in ("percentage", "mean", "median"):
        return 0 < (figure.denominator or 0) < SMALL_DENOMINATOR
    return figure.numerator is not None and figure.numerator < SMALL_COUNT


def signal(figure: Figure) -> str:
    """That the control chart marks the figure ("shift above the mean"), where it does."""
    if not figure.signal:
        return ""
    return f"Against its own past this is more than the usual ups and downs: {figure.signal}."


def provisional(figure: Figure) -> str:
    """That late recording may still change the figure, where it is provisional."""
    if figure.status != PROVISIONAL:
        return ""
    return "This is provisional: late recording may still change it."


def remark(figure: Figure) -> str:
    """What has to be known of a figure that may be used, such as cases that could not be read."""
    return notes.on_the_data(figure.reason) if figure.reason else ""


def hold_text(declaration: Declaration, figure: Figure) -> str:
    """That the figure must not be used yet, why, and what it stands at."""
    assert figure.value is not None
    why = f": {notes.plain(figure.reason)}" if figure.reason else ""
    stands = wording.value_and_basis(declaration, figure)
    return (
        f"Held for data quality{why}. It stands at {stands} {wording.when(declaration, figure)}, "
        "which should not be used until the data are put right."
    )


def missing(declaration: Declaration, figure: Figure) -> str:
    """Why there is no value. A rate without a population still says how many were counted."""
    why = notes.plain(figure.reason or "the reason was not recorded")
    if figure.denominator == 0:
        return f"No figure {wording.when(declaration, figure)}: there were no cases to measure."
    if figure.numerator is not None:
        count = numbers.amount(figure.numerator)
        return f"{count} {wording.when(declaration, figure)}, but no {declaration.kind}: {why}."
    if why.startswith("not available"):
        return f"{why[0].upper()}{why[1:]}."
    return f"Not available: {why}."


def _label(declaration: Declaration, period: PeriodSpan) -> str:
    window = window_ending(declaration.window, period.end)
    then = Figure(
        indicator=declaration.code,
        window=window.kind,
        window_start=window.start,
        window_end=window.end,
    )
    label = wording.span(declaration, then)
    return f"the {label}" if " months to " in label else label
