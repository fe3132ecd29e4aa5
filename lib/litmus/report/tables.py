"""Tables of figures: a key question's indicators, one indicator compared."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from litmus.base.breakdowns import Breakdown
from litmus.report import change, wording
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Reference, Value, amount, nothing
from litmus.report.feed import HELD, PROVISIONAL, Amount, Context, Declaration, Figure
from litmus.report.lookup import Figures
from litmus.report.standing import spoken_of

CHANGE = "Change on a year ago"
NONE_SET = "none set"
NO_FIGURE = "no figure"
NOT_COMPARED = "no comparison"
ROLLING = ("R12M", "R36M", "FYTD")
CONTRIBUTION = (
    "A group's value is its contribution to the rate: its own number per 10,000 of the whole "
    "population of children. It is not a rate within the group."
)
RATINGS = "Rating: ● Green meets the target, ▲ Amber is near it, ■ Red is further off."


def overview(question: str, figures: Figures, context: Context) -> Shown:
    """One row for each indicator that speaks to a key question ("KQ2")."""
    asked = [d for d in context.declarations if question in d.key_questions]
    if not asked:
        return NoticeCell("No indicator of this report speaks to this question directly.")
    caption = f"Indicators that speak to this question, {context.period.short}"
    return indicator_list(caption, asked, figures, context)


def indicator_list(
    caption: str, asked: Iterable[Declaration], figures: Figures, context: Context
) -> TableCell:
    """One row for each of these indicators."""
    rows = [_overview_row(d, figures, context) for d in asked]
    columns = ("Indicator", "Covers", "Value", "Target", "Rating", CHANGE, "Compared with")
    note = f"In brackets: the numbers behind a value. {since(context)} {RATINGS}"
    return TableCell(caption, columns, rows, note=note, dense=True)


def _overview_row(declaration: Declaration, figures: Figures, context: Context) -> list[Cell]:
    figure = figures.headline(declaration)
    if context.period.kind == "year":  # whose change is a year's: a month's number beside it misled
        figure = spoken_of(figure, change.on_year(declaration, figures, context).now)
    return [
        declaration.name,
        wording.span(declaration, figure),
        marked(declaration, figure),
        target(declaration, figure),
        wording.rating(figure) if figure.usable else "",
        change_cell(declaration, figures, context),
        benchmark_cell(declaration, figure),
    ]


def since(context: Context) -> str:
    return (
        f"{CHANGE}: {context.period.short} beside {context.year_before.short}, or the days on "
        "which they end, with the value of that time where the row covers another; better or worse "
        "only where it is more than chance explains."
    )


def marked(declaration: Declaration, figure: Figure) -> Cell:
    """A table's cell for a figure, with its status where it is not final: "78.9%, provisional"."""
    return wording.cell(declaration, figure, status(figure))


def status(figure: Figure) -> str:
    return f", {figure.status}" if figure.status in (HELD, PROVISIONAL) else ""


def reference(declaration: Declaration) -> Reference:
    """A table's cell for an indicator by its short name, which leads to its section."""
    section = declaration.heading or declaration.name
    return Reference(declaration.brief, "" if section == declaration.brief else section)


def target(declaration: Declaration, figure: Figure) -> Value:
    """A table's cell for the target: "85.0%" or "none set"."""
    if figure.target is None:
        return nothing(NONE_SET)
    return wording.value_of_kind(declaration, figure.target)


def change_cell(declaration: Declaration, figures: Figures, context: Context) -> Cell:
    """A table's cell for the change on a year ago: "better, up 16.8 points", "no clear change"."""
    judged = change.on_year(declaration, figures, context)
    if judged.gap is None:
        return nothing(NOT_COMPARED)
    other = context.period.kind != "year"
    other = other and bool(wording.over(figures.headline(declaration), judged.now))
    return judged_cell(judged, to=wording.value(declaration, judged.now.value or 0) * other)


def judged_cell(judged: change.Judged, to: str = "") -> Cell:
    """A comparison in a table: the word of the one rule, and the difference where it is clear.

    `to` is the value that it led to, where another stands beside it: "better, up 24.3 points to
    83.7%", "no clear change: 63.9%".
    """
    if judged.word == change.CANNOT or judged.gap is None:
        return nothing(NOT_COMPARED)
    if not judged.is_clear:
        return f"{judged.word}: {to}" if to else judged.word
    way = "up" if judged.gap.way > 0 else "down"
    return judged.gap.cell(f"{judged.word}, {way} ", note=f" to {to}" if to else "")


def benchmark_cell(declaration: Declaration, figure: Figure) -> Value:
    """A table's cell for the benchmark: "England 2015/16: 83.4%" or "none"."""
    if figure.benchmark is None:
        return nothing("none")
    label = figure.benchmark_label
    return wording.value_of_kind(declaration, figure.benchmark, lead=f"{label}: " if label else "")


def standing(declaration: Declaration, figure: Figure) -> dict[str, str]:
    """What else is printed of a figure, in words: its value alone, target, rating, comparison and
    status, and what is counted."""
    out_of = f", out of {declaration.denominator}" if declaration.denominator else ""
    return {
        "shown": "" if figure.value is None else wording.value(declaration, figure.value),
        "target": target(declaration, figure).text,
        "rating": wording.rating(figure) if figure.usable and figure.rag else "not rated",
        "comparison": benchmark_cell(declaration, figure).text,
        "status": figure.status or "",
        "counts": f"{declaration.numerator}{out_of}",
    }


def said_of_each(declared: Iterable[Declaration], figures: Figures) -> dict[str, dict[str, Any]]:
    """What each indicator's headline says, by code; see `Report.shown`."""
    found = {}
    for declaration in declared:
        figure = figures.headline(declaration)
        found[declaration.code] = {
            "name": declaration.name,
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "value": figure.value,
            "text": wording.value_and_basis(declaration, figure),
            **standing(declaration, figure),
        }
    return found


def comparison_table(declaration: Declaration, figures: Figures, context: Context) -> TableCell:
    """One indicator now, before, a year ago, in the report's quarter alone, and by service."""
    now = figures.headline(declaration)
    covered = [(wording.span(declaration, now), now)]
    for end in dict.fromkeys((context.previous.end, context.year_before.end)):
        if earlier := figures.at(declaration, end):
            covered.append((wording.span(declaration, earlier), earlier))
    if alone := _period_alone(declaration, figures, context):
        covered.append((f"{wording.span(declaration, alone)} alone", alone))
    found = figures.groups(declaration, "service")
    services = [(f"Service: {figures.name('service', f.group)}", f) for f in found]
    if len(services) < 2:  # one service is the whole again
        services = []
    caption = f"{declaration.name}: now and before{', and now by service' if services else ''}"
    return _measure_table(caption, declaration, "Covers", [*covered, *services], bool(services))


def by_group(declaration: Declaration, breakdown: Breakdown, figures: Figures) -> TableCell | Text:
    """One indicator by the groups of a breakdown, with the whole council first."""
    found = figures.groups(declaration, breakdown.code)
    groups = [(figures.name(breakdown.code, figure.group), figure) for figure in found]
    if not groups:
        return Text(f"{declaration.name} has no figures by {breakdown.label}.")
    now = figures.headline(declaration)
    caption = f"{declaration.name} by {breakdown.label}, {wording.when(declaration, now)}"
    return _measure_table(caption, declaration, breakdown.heading, [("All", now), *groups], True)


def _measure_table(
    caption: str,
    declaration: Declaration,
    heading: str,
    lines: Sequence[tuple[str, Figure]],
    grouped: bool,
) -> TableCell:
    if declaration.kind == "count":
        rows: list[list[Cell]] = [
            [label, value_cell(declaration, figure)] for label, figure in lines
        ]
        return TableCell(caption, (heading, "Number"), rows, right=frozenset({1}))
    if declaration.kind == "median":
        rows = [[label, *_measures(declaration, figure)[1:3]] for label, figure in lines]
        return TableCell(caption, (heading, "Cases", "Value"), rows, right=frozenset({1, 2}))
    out_of = "Population" if declaration.kind == "rate" else "Out of"
    columns = (heading, "Number", out_of, "Value", "95% interval")
    note = CONTRIBUTION if grouped and declaration.kind == "rate" else ""
    rows = [[label, *_measures(declaration, figure)] for label, figure in lines]
    return TableCell(caption, columns, rows, right=frozenset({1, 2, 3, 4}), note=note)


def _measures(declaration: Declaration, figure: Figure) -> list[Cell]:
    return [
        count_cell(figure.numerator),
        count_cell(figure.denominator),
        value_cell(declaration, figure),
        interval(declaration, figure),
    ]


def count_cell(number: Amount | None) -> Value:
    """A table's cell for a numerator or denominator: "2,415", "no figure"."""
    return nothing(NO_FIGURE) if number is None else amount(number)


def value_cell(declaration: Declaration, figure: Figure) -> Value:
    """A table's cell for a value alone: "78.9%", "no figure"."""
    if figure.value is None:
        return nothing(NO_FIGURE)
    return wording.value_of_kind(declaration, figure.value)


def interval(declaration: Declaration, figure: Figure) -> Value:
    """A table's cell: "77.4% to 80.3%", "none" where no interval was computed."""
    if figure.lower is None or figure.upper is None:
        return nothing("none")
    return wording.interval(declaration, figure.lower, figure.upper)


def _period_alone(declaration: Declaration, figures: Figures, context: Context) -> Figure | None:
    """The report's quarter by itself, or its week or day, beside a percentage that rolls over
    twelve months.

    Not for rates: three months' events per 10,000 beside twelve months' would mislead.
    """
    if declaration.kind != "percentage" or declaration.window not in ROLLING:
        return None
    brief = context.period.kind in ("day", "week")
    return figures.at(declaration, figures.end, context.period.kind if brief else "quarter")


def drilldowns(declaration: Declaration, figures: Figures, context: Context) -> list[Shown]:
    """What is looked at within an indicator: now, the period before and a year ago."""
    below = [d for d in context.declarations if d.of == declaration.code]
    if not below:
        return []
    ends = (context.previous.end, context.year_before.end)
    rows: list[list[Cell]] = [
        [
            _over_time(d, figures.headline(d), context),
            wording.cell(d, figures.headline(d)),
            *(_at(d, figures, end) for end in ends),
        ]
        for d in below
    ]
    columns = (
        "Within this",
        context.period.short,
        context.previous.short,
        context.year_before.short,
    )
    caption = f"{declaration.name}: looked at more closely"
    return [TableCell(caption, columns, rows, right=frozenset({1, 2, 3}), dense=True)]


def _over_time(declaration: Declaration, now: Figure, context: Context) -> str:
    """The name, with what each of its figures covers where the column names its end alone."""
    if long := wording.LENGTHS.get(declaration.window):
        return f"{declaration.name}{long}"
    longer = declaration.window == "quarter" and context.period.kind == "month"
    return f"{declaration.name}: {wording.span(declaration, now)}" if longer else declaration.name


def _at(declaration: Declaration, figures: Figures, end: date) -> Value:
    """The figure to an earlier day; none where a month's report has a part of a quarter there and a
    whole one now, or the other way round."""
    figure, now = figures.at(declaration, end), figures.headline(declaration)
    if figure is None:
        return nothing(NO_FIGURE)
    if declaration.window == "quarter" and _months(figure) != _months(now):
        return nothing(NOT_COMPARED)
    return wording.cell(declaration, figure)


def _months(figure: Figure) -> int:
    start, end = figure.window_start, figure.window_end
    return 12 * (end.year - start.year) + end.month - start.month + 1
