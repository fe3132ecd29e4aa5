"""A priority over time: its figures by three months, the agreed course, and the forecast."""

from calendar import monthrange
from datetime import date
from functools import partial

from litmus.base import numbers
from litmus.report import history, wording
from litmus.report.book import outlook
from litmus.report.bundle import NoticeCell, Shown, Text
from litmus.report.cells import Cell, nothing
from litmus.report.charts.charts import make_chart
from litmus.report.charts.line import ChartLine, ChartPoint
from litmus.report.feed import PROVISIONAL, Figure
from litmus.report.priorities.course import Course, next_ends

MOST = 13  # stretches of three months: three years and one to begin with
COLUMNS = ("Covers", "Is", "Agreed", "Range of the forecast")


def chart(course: Course, title: str) -> Shown:
    """The line with what was agreed and what may come; a notice where there is nothing to draw,
    and a sentence where there is one value."""
    rows = course.series.rows[-MOST:]
    if not any(row.value is not None for row in rows):
        return NoticeCell("There are no figures by three months to draw.")
    if said := history.alone(course.series.declaration, rows):
        return Text(said)
    drawn = line(course, rows)
    return make_chart(
        drawn,
        title=title,
        subtitle=_subtitle(course, rows),
        alt=f"{title} {_alternative(course, rows)}",
        caption=_caption(course, rows, drawn),
        columns=COLUMNS,
        rows=[*(_row(course, row) for row in rows), *_rows_ahead(course)],
    )


def line(course: Course, rows: list[Figure]) -> ChartLine:
    """What is drawn; `rows` has a value."""
    declaration = course.declaration
    points = [
        ChartPoint(
            place(row.window_end).__round__(), _tick(row.window_end), row.value,
            hollow=row.status == PROVISIONAL,
        )
        for row in rows
    ]  # fmt: skip
    return ChartLine(
        points=points,
        printed=partial(wording.value, declaration),
        unit=wording.axis(declaration, course.series.kind),
        ceiling=100.0 if declaration.kind == "percentage" else None,
        whole=declaration.kind == "count",
        agreed=_agreed(course, rows[0].window_end, next_ends(rows[-1].window_end)[-1]),
        ahead=_ahead(course, rows[-1].window_end),
        ahead_printed=partial(outlook.printed, declaration),
    )


def place(day: date) -> float:
    """Where a day stands, in months: the last day of a month is a whole number.

    >>> place(date(2016, 3, 31)) - place(date(2016, 2, 29))
    1.0
    """
    return day.year * 12 + day.month - 1 + day.day / monthrange(day.year, day.month)[1]


def _tick(end: date) -> str:
    return f"{end:%b}\n{end.year}"


def _agreed(course: Course, first: date, last: date) -> list[tuple[float, float]]:
    """The agreed course between two days: its ends there, and each agreed value between."""
    within = [each.day for each in course.priority.agreed if first < each.day < last]
    days = [day for day in (first, *within, last) if course.priority.at(day) is not None]
    return [(place(day), course.priority.at(day) or 0.0) for day in days]


def _ahead(course: Course, end: date) -> list[ChartPoint]:
    """The points of the forecast; where there is none the two days that are looked at, empty."""
    if not course.ahead.points:
        return [ChartPoint(round(place(day)), _tick(day), None) for day in next_ends(end)]
    empty = [day for day in next_ends(end) if day > course.ahead.points[-1][0]]
    return [
        *(
            ChartPoint(round(place(day)), _tick(day), point.value, lower=point.lower,
                       upper=point.upper)
            for day, point in course.ahead.points
            if day > end
        ),
        *(ChartPoint(round(place(day)), _tick(day), None) for day in empty),
    ]  # fmt: skip


def _subtitle(course: Course, rows: list[Figure]) -> str:
    first, last = history.month(rows[0].window_end), history.month(rows[-1].window_end)
    each = "each quarter's last day" if wording.at_a_day(course.declaration) else "three months"
    return f"{course.declaration.name}, by {each}, {first} to {last}, and six months ahead."


def _caption(course: Course, rows: list[Figure], drawn: ChartLine) -> str:
    said = []
    if drawn.agreed:
        said.append("Broken: the agreed course, straight between the agreed days.")
    if course.ahead.points:
        said.append("Dotted: if the past went on, with the range in which 95 of 100 such figures "
                    "come to lie.")  # fmt: skip
    if drawn.scale()[0] > 0:
        said.append("The scale does not start at zero.")
    if any(row.status == PROVISIONAL for row in rows):
        said.append("Hollow: provisional.")
    return " ".join(said)


def _alternative(course: Course, rows: list[Figure]) -> str:
    """What the picture shows, for who cannot see it."""
    known = [row for row in rows if row.value is not None]
    ends = [f"{wording.value(course.declaration, row.value or 0)} ({history.month(row.window_end)})"
            for row in (known[0], known[-1])]  # fmt: skip
    said = [f"Line chart by three months: from {ends[0]} to {ends[1]}."]
    agreed = [
        f"{wording.value(course.declaration, each.value)} on {wording.day(each.day)}"
        for each in course.priority.agreed
    ]
    if agreed:
        said.append(f"Agreed: {numbers.join(agreed)}.")
    for end, point in course.ahead.points:
        value, reach = outlook.rounded(course.declaration, point)
        said.append(f"Forecast {outlook.when(course.declaration, end)}: {value}, range {reach}.")
    return " ".join(said)


def _row(course: Course, row: Figure) -> list[Cell]:
    declaration = course.declaration
    return [
        _covers(course, row.window_end),
        nothing("none") if row.value is None else wording.value_of_kind(declaration, row.value),
        _agreed_cell(course, row.window_end),
        nothing(""),
    ]


def _covers(course: Course, end: date) -> str:
    return outlook.when(course.declaration, end).partition(" ")[2]


def _agreed_cell(course: Course, end: date) -> Cell:
    agreed = course.priority.at(end)
    if agreed is None:
        return nothing("none")
    return wording.value_of_kind(course.declaration, agreed)


def _rows_ahead(course: Course) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    for end, point in course.ahead.points:
        value, reach = outlook.rounded(course.declaration, point)
        label = f"{_covers(course, end)}, forecast"
        found.append([label, value, _agreed_cell(course, end), reach])
    return found
