"""The tables of a report's data: what each column is, and its rows.

Codes stand beside their words, so that a table can be read without a second one; an empty cell is
a value that there is not. What a column means is said once, here, for the metadata.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Literal

from litmus.base import spreadsheets
from litmus.base.breakdowns import groupings
from litmus.report import notes, wording
from litmus.report.feed import ALL, Context, Declaration, Figure
from litmus.report.lookup import Figures

# The datatypes of CSVW that are used here; a number may have decimals, an integer has none.
Datatype = Literal["string", "date", "number", "integer"]
MEASURES = {
    "count": "Number",
    "percentage": "Percentage",
    "rate": f"Rate {wording.RATE_UNIT} children aged 0-17",
    "mean": "Mean",
    "median": "Median",
}
POLARITIES = {
    "higher": "Higher is better",
    "lower": "Lower is better",
    "neutral": "Neither way is better in itself",
}
WHOLE = "All"
FIGURES, INDICATORS = "figures.csv", "indicators.csv"


@dataclass(frozen=True)
class DataColumn:
    """A column: its name, which heads it, what people call it, what it means and what it holds.

    A `required` one is never empty.
    """

    name: str
    title: str
    description: str
    datatype: Datatype = "string"
    required: bool = False


@dataclass(frozen=True)
class DataTable:
    """A table with the columns that tell its rows apart (`key`), and whose rows those of another
    table name: (column, file, column there)."""

    file: str
    title: str
    description: str
    columns: Sequence[DataColumn]
    rows: Sequence[Sequence[Any]]
    key: Sequence[str]
    refers: tuple[str, str, str] | None = None

    def csv(self) -> bytes:
        """The table as UTF-8 text; a text that a spreadsheet would run is marked as text."""
        text = StringIO()
        spreadsheets.write(text, [[column.name for column in self.columns], *self.rows])
        return text.getvalue().encode()


Cell = Callable[[Declaration, Figure], Any]
OF_A_FIGURE: tuple[tuple[DataColumn, Cell], ...] = (
    (DataColumn("indicator", "Code of the indicator", "A row of the table of indicators.",
                required=True), lambda _, f: f.indicator),
    (DataColumn("indicator_name", "Indicator", "What is measured.", required=True),
     lambda d, _: d.name),
    (DataColumn("measure", "Kind of measure", "What the value is: a number, a percentage from 0 to "
                "100, a rate, a mean or a median.", required=True), lambda d, _: MEASURES[d.kind]),
    (DataColumn("window", "Code of the window", "How long the time is that is counted: month, "
                "quarter, R12M and R36M (12 and 36 months that roll), FYTD (the financial year so "
                "far).", required=True), lambda _, f: f.window),
    (DataColumn("window_name", "Window", "The days that are counted, in words; of a position at a "
                "day that day.", required=True), lambda d, f: wording.span(d, f)),
    (DataColumn("window_start", "First day of the window", "The first day that is counted.",
                "date", required=True), lambda _, f: f.window_start.isoformat()),
    (DataColumn("window_end", "Last day of the window", "The last day that is counted; of a "
                "position at a day that day.", "date", required=True),
     lambda _, f: f.window_end.isoformat()),
)  # fmt: skip
OF_ITS_VALUE: tuple[tuple[DataColumn, Cell], ...] = (
    (DataColumn("numerator", "Numerator", "How many were counted; of a mean the sum.", "number"),
     lambda _, f: f.numerator),
    (DataColumn("denominator", "Denominator", "Out of how many; of a rate the children who live "
                "here; of a mean and a median the number of cases.", "number"),
     lambda _, f: f.denominator),
    (DataColumn("value", "Value", "The figure, not rounded; empty where there is none.", "number"),
     lambda _, f: f.value),
    (DataColumn("lower", "Lower end of the interval", "The lower end of the 95% interval.",
                "number"), lambda _, f: f.lower),
    (DataColumn("upper", "Upper end of the interval", "The upper end of the 95% interval.",
                "number"), lambda _, f: f.upper),
    (DataColumn("target", "Target", "The council's target of the financial year.", "number"),
     lambda _, f: f.target),
    (DataColumn("rating", "Rating", "The value against its target: green meets it, amber is near "
                "it, red is further off."), lambda _, f: f.rag),
    (DataColumn("comparison", "Comparison", "The figure that somebody else published.", "number"),
     lambda _, f: f.benchmark),
    (DataColumn("comparison_name", "What is compared with", "Whose figure the comparison is."),
     lambda _, f: f.benchmark_label),
    (DataColumn("left_out", "Cases left out", "How many cases could not be counted because of "
                "their data.", "number"), lambda _, f: f.excluded),
    (DataColumn("status", "Status", "Final; provisional, which late recording may still change; "
                "held for data quality, which nobody may use yet; suppressed, which is not shown."),
     lambda _, f: f.status),
    (DataColumn("reason", "Note on the data", "Why there is no value, or what has to be known of "
                "the data behind it."), lambda _, f: notes.plain(f.reason) if f.reason else None),
)  # fmt: skip
OF_AN_INDICATOR: tuple[tuple[DataColumn, Callable[[Declaration], Any]], ...] = (
    (DataColumn("indicator", "Code of the indicator", "The code of the table of figures.",
                required=True), lambda d: d.code),
    (DataColumn("name", "Indicator", "What is measured.", required=True), lambda d: d.name),
    (DataColumn("theme", "Theme", "What it is about."), lambda d: d.theme),
    (DataColumn("measure", "Kind of measure", "What its values are.", required=True),
     lambda d: MEASURES[d.kind]),
    (DataColumn("polarity", "Which way is better", "Whether a higher or a lower value is better.",
                required=True), lambda d: POLARITIES[d.polarity]),
    (DataColumn("numerator", "What is counted", "The cases of the numerator.", required=True),
     lambda d: notes.definition(d.numerator)),
    (DataColumn("denominator", "Out of what", "The cases of the denominator."),
     lambda d: notes.definition(d.denominator)),
    (DataColumn("definition", "Whose definition", "Where the definition comes from."),
     lambda d: notes.source(d.source)),
)  # fmt: skip


def figures(rows: Iterable[Figure], context: Context) -> DataTable:
    """The table of figures: a row an indicator, window and group, in the order of figures.csv."""
    rows = list(rows)
    named = Figures((), context.period.end, context.team_names)
    declared = {each.code: each for each in context.declarations}
    return DataTable(
        FIGURES,
        f"{context.title}: figures",
        "One row an indicator, window and group. Rows of a whole and of its groups, and of windows "
        "that share days, must not be added up.",
        [
            *(column for column, _ in OF_A_FIGURE),
            *_groups(),
            *(column for column, _ in OF_ITS_VALUE),
        ],
        [_row(declared[each.indicator], each, named) for each in rows],
        ("indicator", "window", "window_end", "breakdown", "group"),
        ("indicator", INDICATORS, "indicator"),
    )


def indicators(context: Context) -> DataTable:
    """The table of indicators: what each counts, and by whose definition."""
    return DataTable(
        INDICATORS,
        f"{context.title}: indicators",
        "One row an indicator: what it counts and by whose definition.",
        [column for column, _ in OF_AN_INDICATOR],
        [[cell(each) for _, cell in OF_AN_INDICATOR] for each in context.declarations],
        ("indicator",),
    )


def _groups() -> list[DataColumn]:
    return [
        DataColumn("breakdown", "Code of the breakdown", f"By what cases are put into groups; "
                   f"{ALL} is the whole.", required=True),
        DataColumn("breakdown_name", "Breakdown", "The same in words.", required=True),
        DataColumn("group", "Code of the group", f"The group; {ALL} is the whole.", required=True),
        DataColumn("group_name", "Group", "The same in words.", required=True),
    ]  # fmt: skip


def _row(declaration: Declaration, figure: Figure, named: Figures) -> list[Any]:
    if figure.breakdown == ALL:
        breakdown = group = WHOLE
    else:
        breakdown = groupings()[figure.breakdown].heading
        group = named.name(figure.breakdown, figure.group)
    return [
        *(cell(declaration, figure) for _, cell in OF_A_FIGURE),
        *(figure.breakdown, breakdown, figure.group, group),
        *(cell(declaration, figure) for _, cell in OF_ITS_VALUE),
    ]
