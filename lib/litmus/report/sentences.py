"""What a figure says, in plain sentences that claim nothing beyond the data."""

from litmus.base import letters, numbers
from litmus.report import change, notes, wording
from litmus.report.feed import PROVISIONAL, Amount, Context, Declaration, Figure
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
        opening(declaration, figures, context),
        against_target(declaration, figures, context),
        *changes(declaration, figures, context),
        benchmark(declaration, figure),
        small(declaration, figure),
        signal(figure),
        provisional(figure),
    ]
    return " ".join(part for part in parts if part)


def opening(declaration: Declaration, figures: Figures, context: Context) -> str:
    """ "83.7% (590 of 705) in January to March 2016; 79.0% (2,392 of 3,027) in the 12 months ...".

    Every window that is spoken of is named: the three months that change is judged on, and the
    indicator's own where that is another.
    """
    return f"{'; '.join(_stands(declaration, f) for f in windows(declaration, figures, context))}."


def windows(declaration: Declaration, figures: Figures, context: Context) -> list[Figure]:
    """The figures that an indicator is spoken of by: of the three months, and of its own window."""
    now, recent = figures.headline(declaration), change.recent(declaration, figures, context)
    if recent.window == now.window or recent.value is None:
        return [now]
    return [recent, now]


def _stands(declaration: Declaration, figure: Figure) -> str:
    assert figure.value is not None
    said = wording.value_with_unit(declaration, figure.value)
    if rests_on := wording.basis(declaration, figure):
        said += f" ({rests_on})"
    return f"{said} {wording.when(declaration, figure)}"


def against_target(declaration: Declaration, figures: Figures, context: Context) -> str:
    """ "Target 85.0%: off target (amber), 6.0 points below in the 12 months to ..., 1.3 points
    below in January to March 2016." """
    now = figures.headline(declaration)
    if now.target is None or now.value is None:
        return "" if declaration.polarity == "neutral" else "No target is set."
    several = windows(declaration, figures, context)
    target = f"Target {wording.value_with_unit(declaration, now.target)}"
    off = off_target(declaration, now)
    rag = f" ({now.rag})" if now.rag else ""
    judged = [] if off is None else [f"{'off' if off else 'on'} target{rag}"]
    far = [
        distance(declaration, figure, now.target)
        + (f" {wording.when(declaration, figure)}" if len(several) > 1 else "")
        for figure in reversed(several)
    ]
    return f"{target}: {', '.join([*judged, *far])}."


def distance(declaration: Declaration, figure: Figure, target: Amount) -> str:
    """How far a figure is from a target: "6.1 points below", "exactly there"."""
    assert figure.value is not None
    gap = wording.difference(declaration, figure.value, target)
    side = "above" if figure.value > target else "below"
    if gap.exact:
        return "exactly there"
    if gap.way == 0:
        return f"less than {wording.smallest(declaration)} {side}"
    return f"{gap.words} {side}"


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


def changes(declaration: Declaration, figures: Figures, context: Context) -> list[str]:
    """What became of the figure, by the one rule: since a year ago, and since the time before."""
    judged = [change.on_year(declaration, figures, context)]
    if context.year_before.end != context.previous.end:
        judged.append(change.on_before(declaration, figures, context))
    if all(each.before is None or each.before.value is None for each in judged):
        return ["There is no earlier figure to compare it with."]
    return [change.sentence(declaration, each) for each in judged]


def benchmark(declaration: Declaration, figure: Figure) -> str:
    """ "England 2015/16 was 83.4%; here it was 4.5 points lower in the 12 months to 31 March 2016."
    or "" where there is no comparison."""
    if figure.benchmark is None or figure.value is None:
        return ""
    label = figure.benchmark_label or "The comparison"
    label = letters.begin(label)
    gap = wording.difference(declaration, figure.value, figure.benchmark)
    side = f"{gap.words} {'higher' if gap.way > 0 else 'lower'}" if gap.way else "about the same"
    published = wording.value_with_unit(declaration, figure.benchmark)
    when = wording.when(declaration, figure)
    return f"{label} was {published}; here it was {side} {when}."


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


def so_far(declaration: Declaration, figures: Figures, context: Context) -> str:
    """The figure of the last three months where there is none yet of the indicator's own window,
    and why: "72.7% (627 of 863) in April to June 2012. There is none yet in the 12 months ..."."""
    figure = figures.headline(declaration)
    now = _stands(declaration, change.recent(declaration, figures, context))
    why = notes.plain(figure.reason or "the reason was not recorded")
    return f"{now}. There is none {wording.when(declaration, figure)}: {why}."


def missing(declaration: Declaration, figure: Figure) -> str:
    """Why there is no value. A rate without a population still says how many were counted."""
    why = notes.plain(figure.reason or "the reason was not recorded")
    if figure.denominator == 0:
        return f"No figure {wording.when(declaration, figure)}: there were no cases to measure."
    if figure.numerator is not None:
        count = numbers.amount(figure.numerator)
        return f"{count} {wording.when(declaration, figure)}, but no {declaration.kind}: {why}."
    if why.startswith(wording.NOT_AVAILABLE):
        return f"{letters.begin(why)}."
    return f"Not available: {why}."
