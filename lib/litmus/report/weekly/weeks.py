"""Thirteen weeks of each indicator: as a small line with what became of it, and as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from litmus.base import letters, numbers
from litmus.base.periods import MONTHS
from litmus.report import change, tables, wording
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.cells import Cell, Sparkline, nothing
from litmus.report.feed import PROVISIONAL, Context, Declaration, Figure
from litmus.report.history import in_a_row
from litmus.report.lookup import Figures
from litmus.report.standing import StandingTwice

WEEK, WEEKS = "week", 13
# Whoever has cases of an indicator in fewer of the weeks does not do that work: one late assessment
# in a quarter says nothing of a team that assesses nobody.
FEWEST_WEEKS = 7
PER = " per 10,000"
OF_RATES = ("no rate", "no population")  # how the reasons begin why there is no rate
SHORT = 3  # letters of a month
NONE = "–"
NOTE = (
    "This week: the week's own cases, or its last day. Line: the last 13 weeks; broken, the "
    "target. Rating, of the value or of the longer time that it names: ● Green meets the target, "
    "▲ Amber is near it, ■ Red is further off. Better and worse: only where a test finds more than "
    "chance, which a week of few cases seldom shows."
)


@dataclass(frozen=True)
class WeekStanding(StandingTwice):
    """An indicator at the end of a week: beside the same week a year ago (`judged`), and beside the
    week before."""

    @property
    def shown(self) -> Figure:
        """The week's own figure, also where there was nothing to measure in it."""
        return self.judged.now

    @property
    def clearest(self) -> change.Judged:
        """The clearer of the two comparisons; of two alike that with the week before."""
        return max((self.before, self.judged), key=lambda each: each.strength)

    @property
    def rated(self) -> str:
        """The rating in a table, with what is rated where that is not the week's own figure."""
        said = wording.rating(self.headline) if self.headline.usable else ""
        if not said or self.shown.value is not None:
            return wording.rated(self.declaration, self.headline, self.shown) if said else ""
        long = wording.LENGTHS.get(self.headline.window, "")
        return f"{said}: {wording.value(self.declaration, self.headline.value or 0)}{long}"


def as_numbers(
    context: Context, rows: Sequence[Figure]
) -> tuple[tuple[Declaration, ...], list[Figure]]:
    """The indicators and their figures with numbers in the place of rates that there are not.

    A week of events is too short for a rate of a year, and not for a number; nor does a number need
    to know how many children there are.
    """
    rates = {row.indicator for row in rows if row.window == WEEK and row.value is not None}
    found = {d.code: _as_number(d, d.code in rates) for d in context.declarations}
    counted = {d.code for d in context.declarations if found[d.code] is not d}
    own = [_number(row) if row.indicator in counted else row for row in rows]
    return tuple(found.values()), own


def _as_number(declaration: Declaration, has_rate: bool) -> Declaration:
    if declaration.kind != "rate" or has_rate:
        return declaration
    name = declaration.name.partition(PER)[0]
    return replace(declaration, kind="count", name=name, denominator="")


def _number(row: Figure) -> Figure:
    if row.numerator is None:
        return row
    said = [why for why in (row.reason or "").split("; ") if not why.startswith(OF_RATES)]
    number = replace(row, value=float(row.numerator), denominator=None, lower=None, upper=None)
    return replace(number, target=None, rag=None, benchmark=None, reason="; ".join(said) or None)


def read(figures: Figures, context: Context) -> list[WeekStanding]:
    """Every indicator of the report, in its order; of less than the whole council those that it
    has cases of in most weeks (`FEWEST_WEEKS`)."""
    return [
        WeekStanding(
            d,
            change.rated(d, figures, context),
            change.on_year(d, figures, context),
            change.on_before(d, figures, context),
        )
        for d in context.main
        if not context.scope_name or weeks_with_cases(d, figures) >= FEWEST_WEEKS
    ]


def rows_of(declaration: Declaration, figures: Figures) -> list[Figure]:
    """Its figures of the last 13 weeks, oldest first."""
    found = figures.history(declaration, WEEK)
    return in_a_row(found)[-WEEKS:] if found else []


def weeks_with_cases(declaration: Declaration, figures: Figures) -> int:
    """In how many of the weeks there was a case of it."""
    return sum(bool(f.denominator or f.numerator) for f in rows_of(declaration, figures))


def overview(found: Sequence[WeekStanding], figures: Figures, context: Context) -> list[Shown]:
    """A row an indicator under its theme: its line, its value, and what became of it."""
    rows: list[list[Cell]] = []
    sections: dict[int, str] = {}
    if not _known(found, figures):
        return []
    for each in found:
        if each.declaration.theme not in sections.values():
            sections[len(rows)] = each.declaration.theme
        rows.append(_row(each, figures, context))
    if not rows:
        return [
            Text("There were no cases to count in these weeks."),
            *_few(found, figures, context),
        ]
    caption = f"Indicators, {context.period.title}"
    columns = (
        "Indicator", "13 weeks", "This week", "Target", "Rating", "On the week before",
        "On a year ago",
    )  # fmt: skip
    heads = sections if len(sections) > 1 else {}
    table = TableCell(caption, columns, rows, frozenset({3}), NOTE, dense=True, sections=heads)
    return [table, *_few(found, figures, context)]


def _known(found: Sequence[WeekStanding], figures: Figures) -> bool:
    """Whether the data tell of any of the weeks; so they do where nothing came of it."""
    every = [row for each in found for row in rows_of(each.declaration, figures)]
    return not every or any(f.value is not None or f.denominator == 0 for f in every)


def _few(found: Sequence[WeekStanding], figures: Figures, context: Context) -> list[Shown]:
    """Which indicators are left out although there was a case of them."""
    shown = {each.declaration.code for each in found}
    names = [
        letters.within(d.brief)
        for d in context.main
        if d.code not in shown and weeks_with_cases(d, figures)
    ]
    if not names:
        return []
    few = f"Left out, with cases in fewer than {FEWEST_WEEKS} of the {WEEKS} weeks"
    return [Text(f"{few}: {numbers.join(names)}.")]


def _row(each: WeekStanding, figures: Figures, context: Context) -> list[Cell]:
    d = each.declaration
    aim = each.headline.target
    return [
        tables.reference(d),
        line(d, figures),
        _this_week(d, each.shown, context),
        wording.value_of_kind(d, aim) if aim is not None else nothing(""),
        each.rated,
        tables.judged_cell(each.before),
        tables.judged_cell(each.judged),
    ]


def _this_week(declaration: Declaration, figure: Figure, context: Context) -> Cell:
    if figure.value is None and figure.denominator == 0:
        return nothing("no cases")
    so_far = figure.status == PROVISIONAL and context.period.is_cut_short
    return wording.cell(declaration, figure, ", so far" if so_far else tables.status(figure))


def line(declaration: Declaration, figures: Figures) -> Cell:
    """The weeks as a line the size of a word, with its ends, lowest and highest in words."""
    rows = rows_of(declaration, figures)
    known = [row for row in rows if row.value is not None]
    if len(known) < 2:
        return nothing("none")
    ends = [wording.value(declaration, row.value or 0) for row in (known[0], known[-1])]
    values = [row.value or 0 for row in known]
    low, high = (wording.value(declaration, value) for value in (min(values), max(values)))
    said = f"{declaration.brief}, {WEEKS} weeks: from {ends[0]} to {ends[1]}"
    said += f", between {low} and {high}"
    return Sparkline([row.value for row in rows], said, rows[-1].target)


def in_numbers(found: Sequence[WeekStanding], figures: Figures, context: Context) -> list[Shown]:
    """A column a week, with the value of each indicator in it."""
    every = {e.declaration.code: rows_of(e.declaration, figures) for e in found}
    weeks = sorted({row.window_end for rows in every.values() for row in rows})
    if not weeks or not _known(found, figures):
        return []
    rows: list[list[Cell]] = []
    for each in found:
        known = {row.window_end: row for row in every[each.declaration.code]}
        values = [_value(each.declaration, known.get(end)) for end in weeks]
        unit = ", %" if each.declaration.kind == "percentage" else ""
        rows.append([f"{each.declaration.brief}{unit}", *values])
    heads = [f"{end.day} {MONTHS[end.month - 1][:SHORT]}" for end in weeks]
    note = (
        "A column is the week that ends on that Sunday, or how things stood on it. "
        f"{NONE}: there was nothing to measure, or there is no figure."
    )
    if context.period.is_cut_short:
        heads[-1] = f"{heads[-1]} so far"
        note += f" The last week is not over: it counts up to {wording.day(context.period.end)}."
    caption, columns = f"The last {WEEKS} weeks in numbers", ("Indicator", *heads)
    right = frozenset(range(1, len(columns)))
    return [TableCell(caption, columns, rows, right, note, dense=True)]


def _value(declaration: Declaration, figure: Figure | None) -> Cell:
    """The number alone: a row of percentages says in front what they are."""
    if figure is None or figure.value is None:
        return nothing(NONE)
    return replace(wording.value_of_kind(declaration, figure.value), unit="")
