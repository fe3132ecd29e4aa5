"""The page of one indicator."""

from collections.abc import Callable, Mapping

from litmus.base import letters, numbers
from litmus.report import block, duration, history, notes, sentences
from litmus.report.book import groups, outlook, position, series, teams, trend
from litmus.report.book.analysis import analysis, where
from litmus.report.bundle import NoticeCell, Shown, Text
from litmus.report.charts.kinds import Drawable
from litmus.report.charts.line import ChartPictures
from litmus.report.components import Statement
from litmus.report.feed import Context, Declaration
from litmus.report.lookup import Figures

BY_TEAM = "{} by team"  # the names of its pictures
BY_DAYS = "{} by days"


def not_drawn(_: str) -> ChartPictures | None:
    """No picture is drawn already."""
    return None


def page(
    declaration: Declaration,
    figures: Figures,
    context: Context,
    drawn: Callable[[str], ChartPictures | None] = not_drawn,
) -> list[Shown]:
    """The message, analysis, trend, how it compares, groups and what was left out; or why there is
    no figure. `drawn` gives the pictures of a name of `drawings` where they are drawn already."""
    now = figures.headline(declaration)
    over_time = series.of(declaration, figures, context.steps.get(declaration.code, ()))
    ready = drawn(declaration.code)
    chart = trend.trend(over_time, now, block.trend(declaration, figures, context), ready)
    if now.value is None:
        course = [chart] if over_time.rows else []
        why = NoticeCell(sentences.missing(declaration, now))
        return [why, *course, Text(_counts(declaration))]
    shown: list[Shown] = []
    if now.is_held:
        shown.append(NoticeCell(sentences.hold_text(declaration, now), "warning"))
    else:
        shown.append(Statement(block.headline(declaration, figures, context)))
        shown.append(Text(analysis(declaration, figures, context, over_time)))
        if apart := where(declaration, figures):
            shown.append(Text(apart))
    shown.append(chart)
    shown += _by_days(declaration, figures, context, drawn)
    ahead = outlook.outlook(series.quarters(declaration, figures))
    if ahead and not now.is_held:
        shown.append(Text(ahead))
    shown.append(position.standing(declaration, figures, context))
    shown += _by_team(declaration, figures, drawn)
    shown += groups.by_characteristics(declaration, figures)
    shown.append(Text(_rests_on(declaration, context.left_out.get(declaration.code, {}))))
    return shown


def _by_team(
    declaration: Declaration, figures: Figures, drawn: Callable[[str], ChartPictures | None]
) -> list[Shown]:
    """The teams as a dot plot where they can be compared, else as a table."""
    plot = teams.plot(declaration, figures)
    if plot is None:
        return groups.by_team(declaration, figures)
    return [teams.chart(declaration, figures, plot, drawn(BY_TEAM.format(declaration.code)))]


def _by_days(
    declaration: Declaration,
    figures: Figures,
    context: Context,
    drawn: Callable[[str], ChartPictures | None],
) -> list[Shown]:
    """How long the cases took, where the figure counts those within a limit; in print in words: a
    second line of pictures would make it two pages of most indicators that miss their target."""
    plot = duration.plot(declaration, context)
    if plot is None or not figures.headline(declaration).usable:
        return []
    ready = drawn(BY_DAYS.format(declaration.code))
    return [duration.chart(declaration, context, plot, ready, on_screen=True)]


def drawings(figures: Figures, context: Context) -> dict[str, Drawable]:
    """What the charts of all pages draw, by name, in the order of the pages."""
    found: dict[str, Drawable] = {}
    for d in context.main:
        over_time = series.of(d, figures, context.steps.get(d.code, ()))
        if over_time.rows and not history.alone(over_time.declaration, over_time.rows):
            found[d.code] = trend.line(over_time, figures.headline(d))
        if figures.headline(d).usable and (took := duration.plot(d, context)):
            found[BY_DAYS.format(d.code)] = took
        if figures.headline(d).value is not None and (plot := teams.plot(d, figures)):
            found[BY_TEAM.format(d.code)] = plot
    return found


def _rests_on(declaration: Declaration, left_out: Mapping[str, int]) -> str:
    """What the figure counts, out of what, and which cases it leaves out."""
    reasons = [f"{notes.definition(reason)} ({numbers.whole(n)})" for reason, n in left_out.items()]
    said = f"Left out: {'; '.join(reasons)}." if reasons else "No case was left out."
    return f"{_counts(declaration)} {said}"


def _counts(declaration: Declaration) -> str:
    said = f"Counted: {letters.within(notes.definition(declaration.numerator))}."
    if declaration.denominator:
        said += f" Out of: {letters.within(notes.definition(declaration.denominator))}."
    return said
