"""Teams over time: small multiples of the indicators in which a team stands apart.

Quarters that share no day, so that a line that bends has bent. A quarter of few cases is a gap,
as it is compared with nobody.
"""

from collections.abc import Sequence
from datetime import date

from litmus.base import numbers
from litmus.base.scope import TEAM
from litmus.figures.statistics.funnel import MINIMUM
from litmus.report import apart, where, wording
from litmus.report.bundle import Shown
from litmus.report.cells import Cell, nothing
from litmus.report.charts.charts import make_chart
from litmus.report.charts.line import ChartPictures
from litmus.report.charts.multiples import Small, SmallMultiples
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures, is_unknown

QUARTER = "quarter"
MOST_INDICATORS = 2
MOST_TEAMS = 8
FEWEST_VALUES = 4  # of a line

Line = list[Figure | None]


def teams_over_time(
    figures: Figures, context: Context, ready: Sequence[ChartPictures | None] = ()
) -> list[Shown]:
    """The pictures, of the indicators with most teams apart first; none where no team stands
    apart or the figures hold no earlier quarters of teams. `ready` has those that are drawn
    already, in the order of `plots`, else None."""
    chosen = _chosen(figures, context)
    drawn = [*ready, *[None] * len(chosen)]
    return [
        _picture(declaration, figures, context, lines, pictures)
        for (declaration, lines), pictures in zip(chosen, drawn, strict=False)
    ]


def plots(figures: Figures, context: Context) -> list[SmallMultiples]:
    """What the pictures draw, in their order."""
    return [_plot(declaration, figures, lines) for declaration, lines in _chosen(figures, context)]


def _chosen(figures: Figures, context: Context) -> list[tuple[Declaration, dict[str, Line]]]:
    """The indicators that are drawn, with each team's line."""
    found = []
    for declaration, _, ours in where.compared(figures, context):
        quarters = [row.window_end for row in figures.history(declaration, QUARTER)]
        lines = _lines(declaration, figures, quarters)
        if ours.keys() & lines.keys():
            found.append((len(ours), declaration, lines))
    most = sorted(found, key=lambda each: -each[0])[:MOST_INDICATORS]
    return [(declaration, lines) for _, declaration, lines in most]


def _lines(declaration: Declaration, figures: Figures, quarters: Sequence[date]) -> dict[str, Line]:
    """Each team's figures of the quarters; None for a quarter that is not compared. Without the
    teams that have fewer than four."""
    found: dict[str, Line] = {}
    for place, end in enumerate(quarters):
        for figure in figures.groups(declaration, TEAM, end, QUARTER):
            if is_unknown(figure):
                continue
            line = found.setdefault(figure.group, [None] * len(quarters))
            if apart.is_known(declaration, figure) and (figure.denominator or 0) >= MINIMUM:
                line[place] = figure
    return {
        team: line
        for team, line in found.items()
        if sum(each is not None for each in line) >= FEWEST_VALUES
    }


def _ranked(declaration: Declaration, figures: Figures, lines: dict[str, Line]) -> list[str]:
    """The teams: those that stand apart first, then those with most cases."""
    ours = _apart(declaration, figures)
    cases = {team: sum(f.denominator or 0 for f in line if f) for team, line in lines.items()}
    return sorted(lines, key=lambda team: (team not in ours, -cases[team], team))


def _apart(declaration: Declaration, figures: Figures) -> set[str]:
    return {each.figure.group for each in apart.groups(declaration, figures, TEAM)}


def _plot(declaration: Declaration, figures: Figures, lines: dict[str, Line]) -> SmallMultiples:
    ours, together = _apart(declaration, figures), figures.history(declaration, QUARTER)
    shown = _ranked(declaration, figures, lines)[:MOST_TEAMS]
    return SmallMultiples(
        [_panel(declaration, figures, team, lines[team], team in ours) for team in shown],
        [row.value if row.usable else None for row in together],
        (f"{together[0].window_end:%b\n%Y}", f"{together[-1].window_end:%b\n%Y}"),
        figures.headline(declaration).target,
    )


def _picture(
    declaration: Declaration,
    figures: Figures,
    context: Context,
    lines: dict[str, Line],
    pictures: ChartPictures | None,
) -> Shown:
    ranked = _ranked(declaration, figures, lines)
    shown, together = ranked[:MOST_TEAMS], figures.history(declaration, QUARTER)
    drawn = _plot(declaration, figures, lines)
    first, last = together[0], together[-1]
    said = _message(declaration, figures, shown[0], lines[shown[0]])
    when = f"quarters to {first.window_end:%B %Y} to {last.window_end:%B %Y}"
    return make_chart(
        drawn,
        title=said,
        subtitle=f"{declaration.name}, by team, {when}, {context.council}.",
        alt=f"{said}. Lines of {numbers.count_of(len(shown), 'team')}, {when}. "
        + " ".join(_course(declaration, figures, team, lines[team]) for team in shown),
        caption=_caption(declaration, drawn.target, len(ranked) - len(shown)),
        columns=("Team", *(f"{row.window_end:%b %Y}" for row in together)),
        rows=[_row(declaration, figures, team, lines[team]) for team in ranked],
        pictures=pictures,
        tall=True,
    )


def _panel(
    declaration: Declaration, figures: Figures, team: str, line: Line, stands_apart: bool
) -> Small:
    values = [None if each is None else each.value for each in line]
    label = "" if values[-1] is None else wording.value(declaration, values[-1])
    return Small(where.team_name(team, figures), values, label, stands_apart)


def _ends(declaration: Declaration, line: Line) -> tuple[str, str, str, str]:
    """A line's first and last value, each with the quarter's name."""
    known = [(f.value, f"{f.window_end:%B %Y}") for f in line if f and f.value is not None]
    (was, then), (now, when) = known[0], known[-1]
    return wording.value(declaration, was), then, wording.value(declaration, now), when


def _message(declaration: Declaration, figures: Figures, team: str, line: Line) -> str:
    was, then, now, when = _ends(declaration, line)
    name = where.team_name(team, figures)
    return f"{declaration.brief}: {name} {now} in the quarter to {when}, {was} in that to {then}"


def _course(declaration: Declaration, figures: Figures, team: str, line: Line) -> str:
    was, then, now, when = _ends(declaration, line)
    return f"{where.team_name(team, figures)}: {was} ({then}) to {now} ({when})."


def _row(declaration: Declaration, figures: Figures, team: str, line: Line) -> list[Cell]:
    few = nothing(where.FEW_CASES)
    cells = [few if each is None else wording.with_basis(declaration, each, "") for each in line]
    return [where.team_name(team, figures), *cells]


def _caption(declaration: Declaration, target: float | None, rest: int) -> str:
    said = [
        "One scale for all. Grey: all teams together. A diamond and bold: the team clearly differs "
        "from the others. A gap: fewer than "
        f"{numbers.whole(MINIMUM)} cases."
    ]
    if target is not None:
        said.append(f"Dashed: the target, {wording.value(declaration, target)}.")
    if rest:
        said.append(f"{numbers.count_of(rest, 'team')} with fewer cases not drawn.")
    return " ".join(said)
