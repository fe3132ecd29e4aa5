"""The automatic analysis: two plain sentences, and what has to be known beside them.

The first says how the figure stands: value with numerator and denominator, target, comparison.
The second says what became of it: the change on a year ago and whether chance explains it, the
signal of the control chart, and the one or two groups that account for most of the change. A
cause is never claimed: arithmetic says where a change happened, not why.
"""

from fractions import Fraction
from itertools import takewhile

from litmus.base import numbers
from litmus.base.breakdowns import BREAKDOWNS, Breakdown
from litmus.report import sentences, wording
from litmus.report.book import drivers
from litmus.report.book.position import MORE, judge_change
from litmus.report.book.series import Series
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.history import window_name
from litmus.report.lookup import Figures

VERDICTS = (", an improvement", ", which is worse")
BIG = Fraction(3, 4)  # so much of a part is nearly all of it


def analysis(declaration: Declaration, figures: Figures, context: Context, series: Series) -> str:
    """The paragraph of an indicator that has a usable figure."""
    now = figures.headline(declaration)
    said = [
        f"{_stands(declaration, now, context)}.",
        f"{_became(declaration, now, figures, context, series)}.",
        sentences.small(declaration, now),
        sentences.provisional(now),
    ]
    return " ".join(part for part in said if part)


def _stands(declaration: Declaration, now: Figure, context: Context) -> str:
    beside = _benchmark_text(declaration, now, context)
    return f"{sentences.opening(declaration, now).rstrip('.')}; {beside}"


def _benchmark_text(declaration: Declaration, now: Figure, context: Context) -> str:
    found = context.published.get(declaration.code, ())
    if not found or now.value is None:
        return "no comparison is published"
    first = found[0]
    gap = wording.difference(declaration, now.value, first.value)
    shown = wording.value(declaration, first.value)
    if gap.way == 0:
        return f"about the same as {first.label} ({shown})"
    return f"{gap.words} {'above' if gap.way > 0 else 'below'} {first.label} ({shown})"


def _became(
    declaration: Declaration, now: Figure, figures: Figures, context: Context, series: Series
) -> str:
    ago = figures.at(declaration, context.year_before.end)
    signal = _signal(series)
    if ago is None or ago.value is None:
        clauses = ["There is no figure of a year ago to compare it with", signal]
        return "; ".join(clause for clause in clauses if clause)
    tests = judge_change(declaration, ago, now)
    change = sentences.change(declaration, now, ago).rstrip(".")
    if tests.significant:
        return "; ".join(
            clause
            for clause in (_and_more(change), signal, _drivers(declaration, ago, now, figures))
            if clause
        )
    for verdict in VERDICTS:
        change = change.removesuffix(verdict)
    judged = "which may be chance" if tests.significant is False else "which was not tested"
    return "; ".join(clause for clause in (f"{change}, {judged}", signal) if clause)


def _and_more(change: str) -> str:
    """The change, said to be more than chance explains."""
    judged = change.endswith(VERDICTS)
    return f"{change}{' and' if judged else ','} {MORE}"


def _signal(series: Series) -> str:
    """What the control chart says of the last point, or the trend of figures at a day."""
    if series.trend is not None:
        way = series.trend.direction
        return f"{way} over the {len(series.rows)} {series.kind}s shown" if way else ""
    if series.chart is None or series.chart.mean is None:
        return ""
    signal = series.chart.latest
    if not signal:
        return f"by {series.kind}, nothing unusual"
    return f"by {series.kind}, {_pattern(signal, series)}, which is unusual"


def _pattern(signal: str, series: Series) -> str:
    last, each = window_name(series.kind, series.rows[-1].window_end), f"{series.kind}s"
    if signal.endswith("limit") and not signal.startswith("near"):
        side = "above the upper" if "upper" in signal else "below the lower"
        return f"the last ({'to ' if series.kind == 'quarter' else ''}{last}) lies {side} limit"
    if signal.startswith("shift"):
        above = "above" in signal
        run = _run(series, above)
        return f"the last {run} all lie {'above' if above else 'below'} the average"
    if signal.endswith("trend"):
        return f"the last {each} {'rise' if 'rising' in signal else 'fall'} each time"
    side = "upper" if "upper" in signal else "lower"
    return f"the last {each} lie near the {side} limit"


def _run(series: Series, above: bool) -> int:
    """How many points up to the last lie on one side of the mean."""
    assert series.chart is not None and series.chart.mean is not None
    mean = series.chart.mean
    values = [row.value for row in reversed(series.rows)]
    return len(
        list(takewhile(lambda v: v is not None and (v > mean if above else v < mean), values))
    )


def _drivers(declaration: Declaration, ago: Figure, now: Figure, figures: Figures) -> str:
    """The one or two groups that account for most of the change, or that it is spread."""
    for breakdown in (each for each in BREAKDOWNS.values() if each.accounts_as):
        found = drivers.parts(
            declaration,
            ago,
            now,
            figures.groups(declaration, breakdown.code, ago.window_end),
            figures.groups(declaration, breakdown.code),
        )
        if len(found) < drivers.FEWEST:
            continue
        ahead = drivers.leading(found)
        if ahead:
            return _account(declaration, breakdown, found, ahead)
        return f"no one or two {breakdown.accounts_as}s account for most of it"
    return ""


def _account(
    declaration: Declaration,
    breakdown: Breakdown,
    found: list[drivers.Part],
    ahead: list[drivers.Part],
) -> str:
    change = sum((part.total for part in found), Fraction(0))
    theirs = sum((part.total for part in ahead), Fraction(0))
    names = numbers.join([_group_name(breakdown, part.group) for part in ahead])
    size = wording.difference(declaration, float(abs(theirs)), 0)
    whole = wording.difference(declaration, float(abs(change)), 0)
    alone = len(ahead) == 1 and breakdown.of_team and ahead[0].group != breakdown.unknown
    account = f"{names} account{'s' if alone else ''} for"
    if abs(theirs) > abs(change):
        said = f"{account} more than all of it ({size.words}), which others partly made up for"
    else:
        said = f"{account} {size.number} of the {whole.words}"
    return f"{said}{_how(declaration, ahead, theirs, 'its' if alone else 'their')}"


def _how(declaration: Declaration, ahead: list[drivers.Part], theirs: Fraction, each: str) -> str:
    """Whether their own values changed or their share of the cases: for ratios alone."""
    if declaration.kind not in ("percentage", "mean"):
        return ""
    own = sum((part.own for part in ahead), Fraction(0)) / theirs
    if own >= BIG:
        return f", nearly all by {each} own {declaration.kind}"
    if own <= 1 - BIG:
        return f", nearly all by {each} share of the cases"
    return f", by {each} own {declaration.kind} and by {each} share of the cases"


def _group_name(breakdown: Breakdown, group: str) -> str:
    if group == breakdown.unknown:
        return f"cases whose {breakdown.accounts_as} is not known"
    return breakdown.of(group).people or breakdown.name(group)
