"""What goes on: how many there are at the end of the day, and how many there were before."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from litmus.report import wording
from litmus.report.bundle import Shown, TableCell
from litmus.report.cells import Cell, Sparkline, amount, nothing
from litmus.report.coverage import is_in_source
from litmus.report.feed import Amount, Context, Declaration, Figure
from litmus.report.lookup import Figures
from litmus.report.tables import NO_FIGURE

COUNTED = ("rate", "count")
DAY, WEEK = "day", timedelta(days=7)
DRAWN = 14  # days
NOTE = (
    "Contacts, referrals and other events: those of the day. Children and families: those at its "
    f"end. The line: the last {DRAWN} days."
)


def activity(declared: Sequence[Declaration], figures: Figures, context: Context) -> list[Shown]:
    """One row an indicator: the number of the day, of the day before, and of a week before."""
    end = context.period.end
    rows: list[list[Cell]] = []
    for each in declared:
        history = figures.history(each, DAY)[-DRAWN:]
        numbers = {figure.window_end: _number(each, figure) for figure in history}
        if _says_nothing(each, figures, numbers.values(), bool(context.scope_name)):
            continue
        rows.append(
            [
                each.brief,
                _cell(each, numbers.get(end)),
                _cell(each, numbers.get(end - timedelta(days=1))),
                _cell(each, numbers.get(end - WEEK)),
                _line(each, list(numbers.values())),
            ]
        )
    if not rows:
        return []
    columns = ("What", wording.day(end), "Day before", "Week before", f"{DRAWN} days")
    caption = f"Key activity on {wording.day(end)}"
    return [TableCell(caption, columns, rows, frozenset({1, 2, 3}), NOTE)]


def _number(declaration: Declaration, figure: Figure) -> Amount | None:
    """What is counted; of a share its value. None where it is not known, or held."""
    if figure.is_held:
        return None
    return figure.numerator if declaration.kind in COUNTED else figure.value


def _says_nothing(
    declaration: Declaration,
    figures: Figures,
    numbers: Iterable[Amount | None],
    scoped: bool,
) -> bool:
    """Whether the source has nothing of it; or, in a service or a team, there was none of it."""
    if not is_in_source(figures.headline(declaration).reason):
        return True
    return scoped and not any(numbers)


def _cell(declaration: Declaration, number: Amount | None) -> Cell:
    if number is None:
        return nothing(NO_FIGURE)
    if declaration.kind in COUNTED:
        return amount(number)
    return wording.value_of_kind(declaration, number)


def _line(declaration: Declaration, numbers: Sequence[Amount | None]) -> Cell:
    known = [number for number in numbers if number is not None]
    if len(known) < 2:
        return "too few days"
    first, last = (_cell(declaration, number) for number in (known[0], known[-1]))
    most = _cell(declaration, max(known))
    return Sparkline(list(numbers), f"from {first} to {last}, at most {most}")
