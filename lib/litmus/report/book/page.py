"""The page of one indicator."""

from collections.abc import Mapping

from litmus.base import numbers
from litmus.report import sentences
from litmus.report.book import groups, outlook, position, series, trend
from litmus.report.book.analysis import analysis
from litmus.report.bundle import NoticeCell, Shown, Text
from litmus.report.charts.line import ChartLine, ChartPictures
from litmus.report.feed import Context, Declaration
from litmus.report.lookup import Figures


def page(
    declaration: Declaration,
    figures: Figures,
    context: Context,
    pictures: ChartPictures | None = None,
) -> list[Shown]:
    """Analysis, trend, how it compares, groups and what was left out; or why there is no figure.

    `pictures` are those of the trend where they are drawn already.
    """
    now = figures.headline(declaration)
    over_time = series.of(declaration, figures)
    if now.value is None:
        drawn = [trend.trend(over_time, now, pictures)] if over_time.rows else []
        return [NoticeCell(sentences.missing(declaration, now)), *drawn, Text(_counts(declaration))]
    shown: list[Shown] = []
    if now.is_held:
        shown.append(NoticeCell(sentences.hold_text(declaration, now), "warning"))
    else:
        shown.append(Text(analysis(declaration, figures, context, over_time)))
    shown.append(trend.trend(over_time, now, pictures))
    ahead = outlook.outlook(series.quarters(declaration, figures))
    if ahead and not now.is_held:
        shown.append(Text(ahead))
    shown.append(position.standing(declaration, figures, context))
    shown += groups.groups(declaration, figures)
    shown.append(Text(_rests_on(declaration, context.left_out.get(declaration.code, {}))))
    return shown


def lines(figures: Figures, context: Context) -> dict[str, ChartLine]:
    """What the charts of all pages draw, by indicator, in the order of the pages."""
    every = {d: series.of(d, figures) for d in context.main}
    return {
        d.code: trend.line(over_time, figures.headline(d))
        for d, over_time in every.items()
        if over_time.rows
    }


def _rests_on(declaration: Declaration, left_out: Mapping[str, int]) -> str:
    """What the figure counts, out of what, and which cases it leaves out."""
    reasons = [f"{reason} ({numbers.whole(n)})" for reason, n in left_out.items()]
    said = f"Left out: {'; '.join(reasons)}." if reasons else "No case was left out."
    return f"{_counts(declaration)} {said}"


def _counts(declaration: Declaration) -> str:
    said = f"Counted: {_low(declaration.numerator).rstrip('.')}."
    if declaration.denominator:
        said = f"Out of: {_low(declaration.denominator).rstrip('.')}. {said}"
    return f"{declaration.code}. {said}"


def _low(text: str) -> str:
    """A phrase within a sentence; names and abbreviations keep their capitals."""
    first, _, rest = text.partition(" ")
    return text if any(letter.isupper() for letter in first[1:]) else f"{first.lower()} {rest}"
