"""A figure by team and by the children's characteristics, with each group's place in the funnel."""

from collections.abc import Sequence
from dataclasses import replace

from litmus.base.breakdowns import characteristics
from litmus.figures.statistics import funnel
from litmus.report import tables, wording
from litmus.report.bundle import Shown, TableCell
from litmus.report.cells import Cell, Value, nothing
from litmus.report.feed import Declaration, Figure
from litmus.report.lookup import Figures, is_unknown

MOST_TEAMS = 8
NOT_PLACED = "not compared"
PLACES = {
    funnel.ABOVE_3: "clearly above",
    funnel.ABOVE_2: "above",
    "": "like the whole",
    funnel.BELOW_2: "below",
    funnel.BELOW_3: "clearly below",
    funnel.TOO_FEW: "too few cases",
    funnel.IMPOSSIBLE: NOT_PLACED,
}
FUNNEL_NOTE = (
    "Above, below: outside the range that holds 95 of 100 groups which differ by chance alone; "
    "clearly: outside that of 99.8."
)


def groups(declaration: Declaration, figures: Figures) -> list[Shown]:
    """The tables by team and by characteristics, as far as there are figures."""
    whole = figures.headline(declaration)
    teams = figures.groups(declaration, "team")
    shown: list[Shown] = []
    if len(teams) > 1:
        rows = _teams(declaration, teams, figures)
        caption = f"By team, {wording.when(declaration, whole)}"
        shown.append(_table(caption, "Team", declaration, rows, whole))
    rows = [
        (f"{breakdown.heading}: {breakdown.brief(each.group)}", each, place)
        for breakdown in characteristics()
        for each, place in _with_places(declaration, figures.groups(declaration, breakdown.code))
        if not figures.silent_on(breakdown.code)
    ]
    if rows:
        caption = f"By children's characteristics, {wording.when(declaration, whole)}"
        shown.append(_table(caption, "Group", declaration, rows, whole))
    return shown


Row = tuple[str, Figure, str]


def _teams(declaration: Declaration, teams: Sequence[Figure], figures: Figures) -> list[Row]:
    """The largest teams in order of name, and what the others are together."""
    placed = _with_places(declaration, teams)
    size = "denominator" if declaration.kind in ("percentage", "mean") else "numerator"
    placed.sort(key=lambda pair: (is_unknown(pair[0]), -(getattr(pair[0], size) or 0)))
    if len(placed) > MOST_TEAMS + 1:
        largest, others = placed[:MOST_TEAMS], placed[MOST_TEAMS:]
    else:
        largest, others = placed, []
    largest.sort(key=lambda pair: (is_unknown(pair[0]), pair[0].group))
    rows = [(figures.name("team", each.group), each, place) for each, place in largest]
    if others:
        together = _together(declaration, [each for each, _ in others])
        rows.append((f"{len(others)} smaller teams together", together, NOT_PLACED))
    return rows


def _together(declaration: Declaration, figures: Sequence[Figure]) -> Figure:
    """Several groups as one: sums, and the value that follows from them."""
    over = sum(figure.numerator or 0 for figure in figures)
    value: float | None = sum(figure.value or 0 for figure in figures)
    under = figures[0].denominator
    if declaration.kind in ("percentage", "mean"):
        under = sum(figure.denominator or 0 for figure in figures)
        times = 100 if declaration.kind == "percentage" else 1
        value = times * over / under if under else None
    return replace(
        figures[0], numerator=over, denominator=under, value=value, lower=None, upper=None
    )


def _with_places(declaration: Declaration, found: Sequence[Figure]) -> list[tuple[Figure, str]]:
    """Each group with its place beside all of them; "" where such a place means nothing."""
    if declaration.kind != "percentage" or any(figure.lower is None for figure in found):
        return [(figure, NOT_PLACED) for figure in found]
    counts = {f.group: (int(f.numerator or 0), int(f.denominator or 0)) for f in found}
    compared = funnel.compare(counts).groups
    return [(f, NOT_PLACED if is_unknown(f) else PLACES[compared[f.group].position]) for f in found]


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
    places = [place for _, _, place in rows]
    right = frozenset({1, 2, 3, 4})
    if set(places) == {NOT_PLACED}:
        return TableCell(caption, columns, cells, right=right, dense=True)
    cells = [[*line, place] for line, place in zip(cells, places, strict=True)]
    named = (*columns, "Beside the whole")
    note = FUNNEL_NOTE if heading == "Team" else ""
    return TableCell(caption, named, cells, right=right, note=note, dense=True)


def _share(figure: Figure, whole: Figure) -> Value:
    if figure.numerator is None or not whole.numerator:
        return nothing(tables.NO_FIGURE)
    return Value(100 * figure.numerator / whole.numerator, "percent", 1)
