"""Which teams differ in what: a heat map of teams and indicators, each square with its verdict.

A square says "better" or "worse" only where the team stands apart from the others by the one rule
for groups (`litmus.report.apart`); everything else is as usual, whatever it looks like.
"""

from collections.abc import Sequence

from litmus.base import letters, numbers
from litmus.base.scope import TEAM
from litmus.figures.statistics.funnel import MINIMUM
from litmus.report import apart, sentences, wording
from litmus.report.apart import Apart
from litmus.report.bundle import Shown, Text
from litmus.report.cells import Cell, nothing
from litmus.report.change import BETTER, WORSE
from litmus.report.charts.charts import make_chart
from litmus.report.charts.grid import Head, HeatMap, Square, Tone
from litmus.report.charts.line import ChartPictures
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures, is_unknown

MOST_COLUMNS = 7  # that have room beside one another
MOST_ROWS = 12
FEWEST = 2  # teams with a value, below which there is nothing to compare
TONES: dict[str, Tone] = {BETTER: "better", WORSE: "worse"}
NO_CASES, FEW_CASES = "no cases", "few cases"

Column = tuple[Declaration, dict[str, Figure], dict[str, Apart]]


def teams(figures: Figures, context: Context, pictures: ChartPictures | None = None) -> list[Shown]:
    """The heat map of the indicators in which teams can be compared; a sentence without any.

    `pictures` are there where it is drawn already.
    """
    columns = compared(figures, context)
    names = _names(columns)
    if not columns:
        return [Text("No figure of this report compares teams.")]
    shown = _first(names, columns, figures)
    said = message(columns, figures)
    chart = make_chart(
        _grid(columns, shown, figures),
        title=said,
        subtitle=f"Teams by indicator, {context.period.short} or the window of each indicator, "
        f"{context.council}.",
        alt=f"{said}. {_alternative(columns, shown, figures)}",
        caption=_caption(names, shown),
        columns=("Team", *(d.brief for d, _, _ in columns)),
        rows=[_row(name, columns, figures) for name in names],
        pictures=pictures,
        tall=True,
    )
    return [chart]


def plot(figures: Figures, context: Context) -> HeatMap | None:
    """What the heat map draws; None where teams cannot be compared."""
    columns = compared(figures, context)
    shown = _first(_names(columns), columns, figures)
    return _grid(columns, shown, figures) if columns else None


def _first(names: Sequence[str], columns: Sequence[Column], figures: Figures) -> list[str]:
    """The teams that are drawn, those that stand apart before the others."""
    ours = {team for _, _, found in columns for team in found}
    return sorted(names[:MOST_ROWS], key=lambda t: (t not in ours, team_name(t, figures)))


def _grid(columns: Sequence[Column], shown: Sequence[str], figures: Figures) -> HeatMap:
    return HeatMap(
        [Head(d.brief, _against(d, figures)) for d, _, _ in columns],
        [
            (team_name(name, figures), [_square(name, column) for column in columns])
            for name in shown
        ],
    )


def message(columns: Sequence[Column], figures: Figures) -> str:
    """Who stands apart for the worse, and in what; else for the better; else nobody.

    "Duty and Assessment Team C is clearly worse than the other teams in assessments on time".
    """
    for word in (WORSE, BETTER):
        found: dict[str, list[str]] = {}
        for d, _, ours in columns:
            for team, each in ours.items():
                if each.word == word:
                    found.setdefault(team, []).append(letters.within(d.brief))
        if found:
            ranked = sorted(found, key=lambda team: (-len(found[team]), team_name(team, figures)))
            said = [f"{team_name(t, figures)} in {numbers.join(found[t])}" for t in ranked[:2]]
            rest = len(ranked) - len(said)
            more = [numbers.count_of(rest, "more team")] if rest else []
            return f"Clearly {word} than the other teams: {numbers.join([*said, *more])}"
    return "No team stands clearly apart from the others"


def compared(figures: Figures, context: Context) -> list[Column]:
    """The indicators that teams can be compared by: those off target and with a team apart first
    where there is no room for all, then in the report's order."""
    found: list[Column] = []
    for d in context.main:
        known = {f.group: f for f in figures.groups(d, TEAM) if apart.is_known(d, f)}
        if len(known) >= FEWEST and figures.headline(d).usable and d.polarity != "neutral":
            ours = {each.figure.group: each for each in apart.groups(d, figures, TEAM)}
            found.append((d, known, ours))
    weighty = sorted(found, key=lambda column: _weight(column, figures))[:MOST_COLUMNS]
    return [column for column in found if column in weighty]


def _weight(column: Column, figures: Figures) -> tuple[bool, bool]:
    d, _, ours = column
    worse = any(each.word == WORSE for each in ours.values())
    return not worse, sentences.off_target(d, figures.headline(d)) is not True


def _names(columns: Sequence[Column]) -> list[str]:
    """The teams: those that stand apart first, then those with most cases."""
    cases: dict[str, float] = {}
    named: dict[str, int] = {}
    for _, known, ours in columns:
        for team, figure in known.items():
            if not is_unknown(figure):
                cases[team] = cases.get(team, 0) + (figure.denominator or 0)
                named[team] = named.get(team, 0) + (team in ours)
    return sorted(cases, key=lambda team: (-named[team], -cases[team], team))


def team_name(team: str, figures: Figures) -> str:
    name = figures.name(TEAM, team)
    return letters.begin(name)


def _against(declaration: Declaration, figures: Figures) -> str:
    target = figures.headline(declaration).target
    return "" if target is None else f"target {wording.value(declaration, target)}"


def _square(team: str, column: Column) -> Square:
    declaration, known, ours = column
    figure = known.get(team)
    if figure is None or figure.value is None:
        return Square(NO_CASES, "", "none")
    value = wording.value(declaration, figure.value)
    if team not in ours:
        few = (figure.denominator or 0) < MINIMUM
        return Square(FEW_CASES, "", "none") if few else Square(value, "", "usual")
    word = ours[team].word
    return Square(value, word, TONES.get(word, "apart"))


def _row(team: str, columns: Sequence[Column], figures: Figures) -> list[Cell]:
    cells: list[Cell] = [team_name(team, figures)]
    for declaration, known, ours in columns:
        note = f", {ours[team].word}" if team in ours else ""
        figure = known.get(team)
        cells.append(
            nothing(NO_CASES) if figure is None else wording.with_basis(declaration, figure, note)
        )
    return cells


def _caption(names: Sequence[str], shown: Sequence[str]) -> str:
    said = [
        "Better, worse: clearly so beside all teams that do not stand apart, by more than chance "
        "makes in 998 of 1,000; all else may be chance. Few: under "
        f"{MINIMUM} cases, which are not compared."
    ]
    if rest := len(names) - len(shown):
        said.append(f"{numbers.count_of(rest, 'team')} with fewer cases not drawn.")
    return " ".join(said)


def _alternative(columns: Sequence[Column], shown: Sequence[str], figures: Figures) -> str:
    """What stands apart in each column, and between what the others lie."""
    said = [f"Heat map of {numbers.count_of(len(shown), 'team')} by indicator."]
    for d, known, ours in columns:
        apart_here = [
            f"{team_name(team, figures)} {wording.value_and_basis(d, each.figure)}, {each.word}"
            for team, each in ours.items()
        ]
        usual = sorted(
            f.value or 0
            for team, f in known.items()
            if team in shown and team not in ours and (f.denominator or 0) >= MINIMUM
        )
        if usual:
            ends = [wording.value(d, value) for value in (usual[0], usual[-1])]
            others = "the others" if apart_here else "all"
            apart_here.append(f"{others} from {ends[0]} to {ends[1]}")
        said.append(f"{d.brief}: {'; '.join(apart_here)}.")
    return " ".join(said)
