"""The automatic analysis: two plain sentences, and what has to be known beside them.

The first says how the figure stands: value with numerator and denominator, target, comparison.
The second says what became of it: the change on a year ago by the one rule of change, the signal of
the control chart, and the one or two groups that account for most of a clear change. A
cause is never claimed: arithmetic says where a change happened, not why.
"""

from fractions import Fraction

from litmus.base import letters, numbers
from litmus.base.breakdowns import BREAKDOWNS, Breakdown, characteristics
from litmus.report import apart, change, sentences, wording
from litmus.report.book import drivers, signals, verdicts
from litmus.report.book.series import Series
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures

BIG = Fraction(3, 4)  # so much of a part is nearly all of it


def analysis(declaration: Declaration, figures: Figures, context: Context, series: Series) -> str:
    """The paragraph of an indicator that has a usable figure."""
    now = figures.headline(declaration)
    said = [
        _stands(declaration, now, figures, context, series),
        sentences.against_target(declaration, figures, context),
        f"{letters.begin(_benchmark_text(declaration, now, context))}.",
        *sentences.changes(declaration, figures, context),
        _and_more(declaration, figures, context, series),
        verdicts.sentence(series),
        sentences.small(declaration, now),
        sentences.provisional(now),
    ]
    return " ".join(part for part in said if part)


def _stands(
    declaration: Declaration, now: Figure, figures: Figures, context: Context, series: Series
) -> str:
    """The figure in each window that is spoken of; the last one of the chart among them."""
    said = sentences.opening(declaration, figures, context)
    last = series.rows[-1] if series.rows else now
    named = sentences.windows(declaration, figures, context)
    if last.value is None or any(
        (f.window_start, f.window_end) == (last.window_start, last.window_end) for f in named
    ):
        return said
    alone = wording.value_with_unit(series.declaration, last.value)
    return f"{said.rstrip('.')}; {alone} {wording.when(series.declaration, last)} alone."


def _and_more(declaration: Declaration, figures: Figures, context: Context, series: Series) -> str:
    """What the control chart says of the last point, and where most of a clear change lies."""
    clauses = [signals.clause(series)]
    judged = change.on_year(declaration, figures, context)
    if judged.is_clear and judged.before is not None:
        clauses.append(_drivers(declaration, judged.before, judged.now, figures))
    said = "; ".join(clause for clause in clauses if clause)
    return f"{letters.begin(said)}." if said else ""


def where(declaration: Declaration, figures: Figures) -> str:
    """The teams that stand apart, and the groups of children by each characteristic."""
    codes = ["team", *(each.code for each in characteristics())]
    found = (apart.sentence(declaration, figures, code) for code in codes)
    return " ".join(said for said in found if said)


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


def _drivers(declaration: Declaration, ago: Figure, now: Figure, figures: Figures) -> str:
    """The one or two groups that account for most of the change, or that it is spread."""
    for breakdown in (each for each in BREAKDOWNS.values() if each.accounts_as):
        found = drivers.parts(
            declaration,
            ago,
            now,
            figures.groups(declaration, breakdown.code, ago.window_end, ago.window),
            figures.groups(declaration, breakdown.code, now.window_end, now.window),
        )
        if len(found) < drivers.FEWEST:
            continue
        ahead = drivers.leading(found)
        if ahead:
            moved = wording.difference(declaration, now.value or 0, ago.value or 0)
            return account(declaration, breakdown, found, ahead, figures, moved)
        return f"no one or two {breakdown.accounts_as}s account for most of it"
    return ""


def account(
    declaration: Declaration,
    breakdown: Breakdown,
    found: list[drivers.Part],
    ahead: list[drivers.Part],
    figures: Figures,
    moved: wording.Difference,
) -> str:
    """The groups `ahead` and what they account for of the change that the parts `found` make, which
    is printed as it has `moved` elsewhere."""
    change = sum((part.total for part in found), Fraction(0))
    theirs = sum((part.total for part in ahead), Fraction(0))
    names = numbers.join([_group_name(breakdown, part.group, figures) for part in ahead])
    size = wording.difference(declaration, float(abs(theirs)), 0)
    alone = len(ahead) == 1 and breakdown.of_team and ahead[0].group != breakdown.unknown
    account = f"{names} account{'s' if alone else ''} for"
    if abs(theirs) > abs(change):
        said = f"{account} more than all of it ({size.words}), which others partly made up for"
    else:
        said = f"{account} {size.number} of the {moved.words}"
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


def _group_name(breakdown: Breakdown, group: str, figures: Figures) -> str:
    if group == breakdown.unknown:
        return f"cases whose {breakdown.accounts_as or breakdown.label} is not known"
    if breakdown.characteristic and not breakdown.of(group).people:
        return f"those whose {breakdown.label} is {breakdown.brief(group)}"
    return breakdown.of(group).people or figures.name(breakdown.code, group)
