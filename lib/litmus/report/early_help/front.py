"""The first page: early help in a sentence, what stands out, and every measure in one table."""

from collections.abc import Sequence

from litmus.base import numbers
from litmus.report import change, tables, wording
from litmus.report.bundle import Shown, TableCell
from litmus.report.cells import Basis, Cell, amount, nothing
from litmus.report.change import Judged
from litmus.report.early_help.groups import (
    AFTER_CARE,
    DAYS,
    FAMILIES,
    LONG,
    MET,
    OPEN,
    STARTED,
    STEPPED_UP,
)
from litmus.report.feed import PROVISIONAL, Context, Declaration, Figure
from litmus.report.lookup import Figures

ASSESSED, BACK = "EHA01", "EHA03.2"
# The rows of the table under their headings.
SECTIONS = {
    "Demand": (ASSESSED, STARTED, AFTER_CARE),
    "Workload and open time": (OPEN, FAMILIES, LONG),
    "How it ends": (MET, DAYS, STEPPED_UP, BACK),
}
NO_DATA = "There are no figures of early help for this period."


def sentence(figures: Figures, context: Context) -> str:
    """Early help in a sentence: what began, what is open and for how long, how it ended."""
    now = {d.code: change.recent(d, figures, context) for d in context.declarations}
    declared = {d.code: d for d in context.declarations}
    usable = {code: f for code, f in now.items() if f.usable}
    said = []
    if STARTED in usable:
        when = wording.when(declared[STARTED], now[STARTED])
        number = numbers.count_of(int(now[STARTED].numerator or 0), "episode")
        said.append(f"{number} of early help began {when}")
    if _counted(now.get(OPEN)):
        said.append(_open(usable, now, declared))
    if MET in usable:
        value = wording.value(declared[MET], now[MET].value or 0)
        said.append(f"{value} of what ended did so with needs met")
    if not said:
        return NO_DATA
    doubt = any(f.status == PROVISIONAL for f in usable.values())
    whole = "; ".join(said)
    return f"{whole[:1].upper()}{whole[1:]}{' (provisional)' if doubt else ''}."


def _counted(figure: Figure | None) -> bool:
    return figure is not None and figure.numerator is not None and not figure.is_held


def _open(
    usable: dict[str, Figure], now: dict[str, Figure], declared: dict[str, Declaration]
) -> str:
    figure = now[OPEN]
    children = numbers.count_of(int(figure.numerator or 0), "child", "children")
    said = f"{children} had it on {wording.day(figure.window_end)}"
    if LONG in usable:
        said += f", {wording.value(declared[LONG], now[LONG].value or 0)} of them for six months "
        said += "or longer"
    return said


def table(figures: Figures, context: Context) -> list[Shown]:
    """Every measure: now, a year ago and what became of it; in a month's report the month, too."""
    declared = {d.code: d for d in context.declarations}
    by_month = context.period.kind == "month"
    rows: list[list[Cell]] = []
    sections: dict[int, str] = {}
    for heading, codes in SECTIONS.items():
        found = [declared[code] for code in codes if code in declared]
        if found:
            sections[len(rows)] = heading
        rows += [_row(d, figures, context, by_month) for d in found]
    if not rows:
        return []
    first = [context.period.short] if by_month else []
    columns = ("Measure", *first, *_ends(declared, figures, context), "Since a year ago")
    right = frozenset(range(1, len(columns) - 1))
    note = (
        "Numbers and shares of three months, or as things stood on their last day. In brackets: "
        "what a share or average is of. Since a year ago: only where it is more than chance "
        "explains; better or worse only where one way is better."
    )
    return [TableCell(f"Early help, {context.period.short}", columns, rows, right=right, note=note,
                      sections=sections)]  # fmt: skip


def _ends(declared: dict[str, Declaration], figures: Figures, context: Context) -> tuple[str, str]:
    """What the two columns cover: this quarter, or three months, and the same a year before."""
    over_time = next((d for d in declared.values() if not wording.at_a_day(d)), None)
    if over_time is None:
        return "Now", "A year ago"
    judged = change.on_year(over_time, figures, context)
    then = judged.before or judged.now
    return wording.span(over_time, judged.now), wording.span(over_time, then)


def _row(
    declaration: Declaration, figures: Figures, context: Context, by_month: bool
) -> list[Cell]:
    judged = change.on_year(declaration, figures, context)
    alone: list[Cell] = []
    if by_month:
        month = None if wording.at_a_day(declaration) else figures.at(
            declaration, figures.end, "month")  # fmt: skip
        alone = [_cell(declaration, month)]
    return [
        tables.reference(declaration) if declaration in context.main else declaration.brief,
        *alone,
        _cell(declaration, judged.now),
        _cell(declaration, judged.before),
        _moved(declaration, judged),
    ]


def _cell(declaration: Declaration, figure: Figure | None) -> Cell:
    """A number, or a share with what it is of."""
    if figure is None:
        return nothing("")
    if declaration.kind in ("count", "rate"):
        if figure.numerator is None:
            return nothing("no figure")
        rate = declaration.kind == "rate" and figure.value is not None
        per = f" ({wording.value_with_unit(declaration, figure.value or 0)})" if rate else ""
        return amount(figure.numerator, note=f"{per}{tables.status(figure)}")
    if figure.value is None:
        return nothing("no figure")
    note = tables.status(figure)
    if declaration.kind == "mean":
        of = Basis(denominator=figure.denominator)
        return wording.value_of_kind(declaration, figure.value, basis=of, note=note)
    return wording.with_basis(declaration, figure, note)


def _moved(declaration: Declaration, judged: Judged) -> Cell:
    """What became of it; of a rate in its own unit, as its number stands first."""
    if declaration.kind != "rate" or judged.gap is None or not judged.is_clear:
        return tables.judged_cell(judged)
    return f"{judged.word}, {change.movement(judged)}"


def measures(context: Context) -> Sequence[str]:
    """The codes of the measures that the report has, in the order of the table."""
    declared = {d.code for d in context.declarations}
    return [code for codes in SECTIONS.values() for code in codes if code in declared]
