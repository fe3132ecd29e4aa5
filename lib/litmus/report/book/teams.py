"""An indicator by team as a dot plot: who stands apart is named, who is not shown is summed."""

from collections.abc import Sequence
from functools import partial

from litmus.base import letters, numbers
from litmus.base.scope import TEAM
from litmus.report import apart, tables, wording
from litmus.report.apart import Apart
from litmus.report.book.groups import Choice, choose, summed
from litmus.report.bundle import ChartCell
from litmus.report.cells import Cell, nothing
from litmus.report.charts.charts import make_chart
from litmus.report.charts.dots import Dot, DotPlot
from litmus.report.charts.line import ChartPictures
from litmus.report.feed import Declaration, Figure
from litmus.report.lookup import Figures

COLUMNS = ("Team", "Number", "Out of", "Value", "95% interval", "Beside the others")
FEWEST = 2  # teams with a value, below which there is nothing to compare


def plot(declaration: Declaration, figures: Figures) -> DotPlot | None:
    """The dot plot of the teams; None where there are not at least two with a share or
    mean, or the team of most cases is not known."""
    choice, found = _choice(declaration, figures), apart.groups(declaration, figures)
    shown = [team for team in choice.shown if team.usable]
    known = [team for team in shown if apart.is_known(declaration, team)]
    if len(known) < FEWEST or not apart.is_told(figures.groups(declaration, TEAM)):
        return None
    named = {each.figure.group for each in found}
    dots = [_dot(declaration, team, figures, team.group in named) for team in shown]
    headline = figures.headline(declaration)
    return DotPlot(
        dots,
        partial(wording.value, declaration),
        target=headline.target,
        others=found[0].others if found else None,
        ceiling=100.0 if declaration.kind == "percentage" else None,
    )


def chart(
    declaration: Declaration,
    figures: Figures,
    drawn: DotPlot,
    pictures: ChartPictures | None = None,
) -> ChartCell:
    """The dot plot with its message, its words for who cannot see it, and all teams behind it."""
    found = apart.groups(declaration, figures)
    when = wording.when(declaration, figures.headline(declaration))
    rest = _choice(declaration, figures).summed
    more = f" {summed(declaration, rest)}" if rest else ""
    return make_chart(
        drawn,
        title=_title(found),
        alt=f"{_alternative(declaration, drawn, found, when)}{more}",
        caption=_caption(found, drawn, when) + more,
        columns=COLUMNS,
        rows=_rows(declaration, figures, found),
        pictures=pictures,
    )


def _choice(declaration: Declaration, figures: Figures) -> Choice:
    teams = figures.groups(declaration, TEAM)
    return choose(declaration, teams, apart.groups(declaration, figures))


def _dot(declaration: Declaration, team: Figure, figures: Figures, is_apart: bool) -> Dot:
    basis = wording.basis(declaration, team)
    return Dot(
        team_name(team, figures),
        team.value or 0.0,
        team.lower,
        team.upper,
        str(basis) if basis and declaration.kind == "percentage" else "",
        is_apart,
    )


def team_name(team: Figure, figures: Figures) -> str:
    """What a team is called at the beginning of a line."""
    name = figures.name(TEAM, team.group)
    return letters.begin(name)


def _title(found: Sequence[Apart]) -> str:
    """The message: who is clearly better or worse than the other teams."""
    if not found:
        return "No team stands apart."
    names = {word: [each.name for each in found if each.word == word] for word in _words(found)}
    said = [
        f"{numbers.join(ours) if len(ours) <= apart.MOST_NAMED else f'{len(ours)} teams'} "
        f"clearly {word}"
        for word, ours in names.items()
    ]
    return f"{'; '.join(said)} than {found[0].rest_name}."


def _words(found: Sequence[Apart]) -> list[str]:
    return list(dict.fromkeys(each.word for each in found))


def _caption(found: Sequence[Apart], drawn: DotPlot, when: str) -> str:
    said = [f"By team, {when}, with 95% intervals."]
    if found:
        said.append(f"Diamonds stand apart; dotted: {found[0].rest_name} together.")
    if drawn.target is not None:
        said.append("Broken: the target.")
    return " ".join(said)


def _alternative(
    declaration: Declaration, drawn: DotPlot, found: Sequence[Apart], when: str
) -> str:
    """The message, then the range of the others, and the target."""
    said = [f"{_title(found)} Dot plot of {letters.within(declaration.brief)} by team, {when}."]
    said += [
        f"{each.name} {wording.value_and_basis(declaration, each.figure)}, {each.rest_name} "
        f"{wording.value(declaration, each.others)}."
        for each in found
    ]
    usual = sorted(dot.value for dot in drawn.dots if not dot.apart)
    if usual:
        ends = [wording.value(declaration, value) for value in (usual[0], usual[-1])]
        all_of = "The others shown" if found else "The teams shown"
        said.append(f"{all_of} have from {ends[0]} to {ends[1]}.")
    if drawn.target is not None:
        said.append(f"Target {wording.value(declaration, drawn.target)}.")
    return " ".join(said)


def _rows(declaration: Declaration, figures: Figures, found: Sequence[Apart]) -> list[list[Cell]]:
    """Every team, the data behind the picture."""
    words = {each.figure.group: each.word for each in found}
    return [
        [
            team_name(team, figures),
            tables.count_cell(team.numerator),
            tables.count_cell(team.denominator),
            tables.value_cell(declaration, team),
            tables.interval(declaration, team),
            words.get(team.group) or nothing("none"),
        ]
        for team in figures.groups(declaration, TEAM)
    ]
