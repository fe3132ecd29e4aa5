"""A figure by team and by the children's characteristics: who stands apart, and the others summed.

Shown are as many of the largest teams as have most of the cases, those that stand apart, and the
cases without a team; what is left is one sentence with its number. All of them wait behind a fold,
and in the data file.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from litmus.base import letters, numbers
from litmus.base.breakdowns import Breakdown, characteristics
from litmus.base.scope import TEAM
from litmus.report import apart, tables, wording
from litmus.report.apart import Apart
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Folded
from litmus.report.feed import Declaration, Figure
from litmus.report.lookup import Figures, is_unknown

# The teams that are shown one by one have at least this share of the cases,
MOST_CASES = 0.8
# unless that takes more teams than a page has room for.
MOST_TEAMS = 15
BESIDE = "Beside the others"
NOTE = (
    "Beside the others: clearly better or worse than all that do not stand apart, by more than "
    "chance makes in 998 of 1,000 groups."
)


@dataclass(frozen=True)
class Choice:
    """The teams that are shown one by one, and those that are summed."""

    shown: list[Figure]
    summed: list[Figure]


def by_team(declaration: Declaration, figures: Figures) -> list[Shown]:
    """The table by team, where there are figures of several."""
    teams = figures.groups(declaration, TEAM)
    return _by_team(declaration, teams, figures) if len(teams) > 1 else []


def by_characteristics(declaration: Declaration, figures: Figures) -> list[Shown]:
    """A line a characteristic of children, as far as there are figures."""
    children = [
        (breakdown, figures.groups(declaration, breakdown.code))
        for breakdown in characteristics()
        if not figures.silent_on(breakdown.code)
    ]
    if not any(found for _, found in children):
        return []
    return _by_characteristics(declaration, children, figures)


def choose(declaration: Declaration, teams: Sequence[Figure], found: Sequence[Apart]) -> Choice:
    """The largest teams that together have most cases, those apart, and who has no team."""
    ranked = sorted(teams, key=lambda team: -_size(declaration, team))
    whole = sum(_size(declaration, team) for team in teams if not is_unknown(team))
    named = {each.figure.group for each in found}
    shown: list[Figure] = []
    so_far = 0.0
    for team in ranked:
        enough = so_far >= MOST_CASES * whole or len(shown) >= MOST_TEAMS
        if not enough or team.group in named or is_unknown(team):
            shown.append(team)
            so_far += 0 if is_unknown(team) else _size(declaration, team)
    rest = [team for team in teams if team not in shown]
    if len(rest) == 1:  # to sum one is to hide its name
        shown, rest = [*shown, *rest], []
    return Choice([team for team in teams if team in shown], rest)


def _by_team(declaration: Declaration, teams: list[Figure], figures: Figures) -> list[Shown]:
    whole, found = figures.headline(declaration), apart.groups(declaration, figures)
    choice = choose(declaration, teams, found)
    caption = f"By team, {wording.when(declaration, whole)}"
    words = _words(found)
    every = _table(caption, "Team", declaration, _rows(teams, figures, words), whole)
    folded = Folded("All teams", [every])
    if declaration.kind in apart.COMPARED and not apart.is_told(teams):
        return [Text(_not_told(teams)), folded]
    shown = _rows(choice.shown, figures, words)
    parts: list[Shown] = [_table(caption, "Team", declaration, shown, whole)]
    if choice.summed:
        parts += [Text(summed(declaration, choice.summed)), folded]
    return parts


def _not_told(teams: Sequence[Figure]) -> str:
    """That most cases have no team, so that the values of teams stand for few of them."""
    nobody = sum(team.denominator or 0 for team in teams if is_unknown(team))
    every = sum(team.denominator or 0 for team in teams)
    return (
        f"Teams are not compared: of {numbers.amount(nobody)} of {numbers.amount(every)} cases no "
        "team is recorded, and the others may be of a kind of their own."
    )


def summed(declaration: Declaration, teams: Sequence[Figure]) -> str:
    """Those that are not shown: "11 smaller teams together: 64.0% (32 of 50)." """
    lead = f"{numbers.count_of(len(teams), 'smaller team')} together"
    together = apart.together(declaration, teams)
    if declaration.kind in ("count", "rate"):
        return f"{lead}: {numbers.amount(together.numerator or 0)}."
    if declaration.kind not in apart.COMPARED:
        return f"{lead}: {numbers.amount(together.denominator or 0)} cases."
    return f"{lead}: {wording.value_and_basis(declaration, together)}."


def _by_characteristics(
    declaration: Declaration, found: Sequence[tuple[Breakdown, list[Figure]]], figures: Figures
) -> list[Shown]:
    """A line a characteristic, and behind a fold a row a group."""
    whole, lines = figures.headline(declaration), []
    rows: list[Row] = []
    for breakdown, groups in found:
        words = _words(apart.groups(declaration, figures, breakdown.code))
        own = [(breakdown.brief(each.group), each, words.get(each.group, "")) for each in groups]
        lines.append([breakdown.heading, "; ".join(_brief(declaration, whole, *r) for r in own)])
        rows += [(f"{breakdown.heading}: {name}", each, word) for name, each, word in own]
    caption = f"By children's characteristics, {wording.when(declaration, whole)}"
    columns = ("By", f"Each group, with its {_counted(declaration)} in brackets")
    return [
        TableCell(caption, columns, [line for line in lines if line[1]], dense=True),
        Folded(
            "Children's characteristics in full",
            [_table(caption, "Group", declaration, rows, whole)],
        ),
    ]


def _brief(declaration: Declaration, whole: Figure, name: str, figure: Figure, word: str) -> str:
    """A group within its line: "Other 61.9% (63) ◆ worse"."""
    share = declaration.kind in ("count", "rate")
    value = _share(figure, whole) if share else tables.value_cell(declaration, figure)
    size = numbers.amount(_size(declaration, figure))
    return f"{name} {value} ({size}){f' {word}' if word else ''}"


def _counted(declaration: Declaration) -> str:
    if declaration.kind in ("count", "rate"):
        return "number"
    return "number of cases"


Row = tuple[str, Figure, str]


def _rows(teams: Sequence[Figure], figures: Figures, words: dict[str, str]) -> list[Row]:
    return [
        (_name(team, figures), team, words.get(team.group, ""))
        for team in sorted(teams, key=lambda each: (is_unknown(each), _name(each, figures)))
    ]


def _name(team: Figure, figures: Figures) -> str:
    name = figures.name(TEAM, team.group)
    return letters.begin(name)


def _words(found: Sequence[Apart]) -> dict[str, str]:
    """What each group that stands apart is beside the others."""
    return {each.figure.group: f"◆ {each.word}" for each in found}


def _size(declaration: Declaration, figure: Figure) -> float:
    """How many cases a group has."""
    share = declaration.kind in ("percentage", "mean", "median")
    return (figure.denominator if share else figure.numerator) or 0


def _table(
    caption: str, heading: str, declaration: Declaration, rows: Sequence[Row], whole: Figure
) -> TableCell:
    if declaration.kind in ("count", "rate"):
        columns: tuple[str, ...] = (heading, "Number", "Share of all")
        cells: list[list[Cell]] = [
            [name, tables.count_cell(each.numerator), _share(each, whole)] for name, each, _ in rows
        ]
        return TableCell(caption, columns, cells, right=frozenset({1, 2}), dense=True)
    columns = (heading, "Number", "Out of", "Value", "95% interval")
    cells = [
        [name, tables.count_cell(each.numerator), tables.count_cell(each.denominator),
         tables.value_cell(declaration, each), tables.interval(declaration, each)]
        for name, each, _ in rows
    ]  # fmt: skip
    right = frozenset({1, 2, 3, 4})
    if not any(word for _, _, word in rows):
        return TableCell(caption, columns, cells, right=right, dense=True)
    cells = [[*line, word] for line, (_, _, word) in zip(cells, rows, strict=True)]
    return TableCell(caption, (*columns, BESIDE), cells, right=right, note=NOTE, dense=True)


def _share(figure: Figure, whole: Figure) -> Value:
    if figure.numerator is None or not whole.numerator:
        return nothing(tables.NO_FIGURE)
    return Value(100 * figure.numerator / whole.numerator, "percent", 1)
