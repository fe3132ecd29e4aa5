"""The page on where teams differ: all indicators at once, and those with a team apart."""

from collections.abc import Callable

from litmus.report import teams_over_time, where
from litmus.report.book.page import not_drawn
from litmus.report.bundle import Shown
from litmus.report.charts.kinds import Drawable
from litmus.report.charts.line import ChartPictures
from litmus.report.feed import Context
from litmus.report.lookup import Figures

TEAMS = "teams"  # the names of its pictures
OVER_TIME = "teams over time {}"


def teams_page(
    figures: Figures,
    context: Context,
    drawn: Callable[[str], ChartPictures | None] = not_drawn,
) -> list[Shown]:
    """A heat map of teams and indicators with a verdict in each square; and the quarters of those
    in which a team stands apart. `drawn` gives the pictures of a name of `drawings` where they are
    drawn already."""
    ready = [drawn(OVER_TIME.format(n)) for n in range(teams_over_time.MOST_INDICATORS)]
    over_time = teams_over_time.teams_over_time(figures, context, ready)
    return [*where.teams(figures, context, drawn(TEAMS)), *over_time]


def drawings(figures: Figures, context: Context) -> dict[str, Drawable]:
    """What the charts of the page draw, by name, in their order."""
    found: dict[str, Drawable] = {}
    if plot := where.plot(figures, context):
        found[TEAMS] = plot
    for place, each in enumerate(teams_over_time.plots(figures, context)):
        found[OVER_TIME.format(place)] = each
    return found
