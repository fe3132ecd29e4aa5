"""The data quality section: what was read, what was set aside, what was found and what it means."""

from litmus.base import numbers
from litmus.intake.contracts.quality import QualityReport, TableQuality
from litmus.report import notes
from litmus.report.bundle import ItemsCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Value, amount
from litmus.report.components import Folded
from litmus.report.coverage import heading
from litmus.report.feed import Context

NOTHING = "Nothing was found."
# Litmus makes these for every snapshot: that a source has none is no gap.
MADE_HERE = {"ref_calendar", "ref_bank_holiday"}
# The tables of quality assurance. A source may well have none: its forms lie elsewhere.
ASSURANCE = ("qa_", "xref_", "ref_auditor_role")
# Columns of every such table on the writing of its rows; no figure needs them.
ROW_HISTORY = {"created_by", "created_at", "source", "restricted_yn"}
# Checks of quality assurance tables that could not be made: so many are listed, more are counted.
LISTED_CHECKS = 5
CAUSES = {
    "error": "Set aside: in no figure",
    "warning": "Used, with a warning",
}


def data_quality(quality: QualityReport, context: Context) -> list[Shown]:
    """A paragraph, the tables read, what was found, and what else a reader has to know."""
    provided = [table for table in quality.tables if table.provided]
    shown: list[Shown] = [Text(_opening(quality, provided, context))]
    if provided:
        shown.append(_tables(provided))
    if quality.rules:
        shown.append(_findings(quality))
    if placeholders := [_placeholders(t) for t in provided if t.sentinels]:
        shown.append(Text("Placeholders, such as 1900-01-01, were counted and taken as empty:"))
        shown.append(ItemsCell(placeholders))
    if remarks := [*map(notes.finding, context.notes), *_remarks(quality, provided, context)]:
        shown += [Text("Also:"), ItemsCell(remarks)]
    return shown


def in_short(quality: QualityReport, context: Context) -> list[Shown]:
    """A paragraph and what was found by cause, the worst first; all else behind a fold."""
    provided = [table for table in quality.tables if table.provided]
    shown: list[Shown] = [Text(_opening(quality, provided, context))]
    if quality.rules:
        shown.append(_causes(quality))
    everything = data_quality(quality, context)[1:]
    return [
        *shown,
        *([Folded("Everything that was read and found", everything)] if everything else []),
    ]


def _causes(quality: QualityReport) -> TableCell:
    """What was found, by what became of the rows: so many tables, kinds of fault and rows."""
    rows: list[list[Cell]] = []
    for severity, cause in CAUSES.items():
        ours = [
            rule for rule in quality.rules if (rule.severity == "error") == (severity == "error")
        ]
        if ours:
            worst = max(ours, key=lambda rule: rule.count)
            rows.append([
                cause, amount(sum(rule.count for rule in ours)), amount(len(ours)),
                amount(len({rule.table for rule in ours})),
                Value(worst.count, lead=f"{notes.plain(worst.description)}: "),
            ])  # fmt: skip
    columns = ("What became of them", "Rows", "Kinds of fault", "Tables", "Most often")
    return TableCell("What the checks found", columns, rows, right=frozenset({1, 2, 3}))


def _opening(quality: QualityReport, provided: list[TableQuality], context: Context) -> str:
    rows, aside = quality.rows_in, quality.rows_quarantined
    said = [
        f"{numbers.count_of(rows, 'row')} in {numbers.count_of(len(provided), 'table')} "
        f"{'was' if rows == 1 else 'were'} read from {context.source_title}."
    ]
    if aside:
        said.append(
            f"{numbers.whole(aside)} ({share(aside, rows)}) {'was' if aside == 1 else 'were'} set "
            f"aside because of errors and {'is' if aside == 1 else 'are'} in no figure."
        )
    else:
        said.append("None had to be set aside.")
    warned = sum(rule.count for rule in quality.rules if rule.severity != "error")
    if warned:
        said.append(
            f"{numbers.count_of(warned, 'warning')} {'was' if warned == 1 else 'were'} counted; "
            f"{'that row is' if warned == 1 else 'those rows are'} used."
        )
    if not quality.rules:
        said.append(NOTHING)
    return " ".join(said)


def share(part: int, whole: int) -> Value:
    """A share of rows: "0.3%"; "under 0.1%" rather than "0.0%" where there is something."""
    value = 100 * part / whole if whole else 0.0
    if part and numbers.round_half_up(value, 1) == 0:
        return Value(0.1, "percent", 1, lead="under ")
    return Value(value, "percent", 1)


def _tables(provided: list[TableQuality]) -> TableCell:
    rows: list[list[Cell]] = [
        [
            table.title,
            amount(table.rows_in),
            amount(table.rows_accepted),
            amount(table.rows_quarantined),
            share(table.rows_quarantined, table.rows_in),
        ]
        for table in provided
    ]
    columns = ("Table", "Rows read", "Used", "Set aside", "Share set aside")
    return TableCell("Tables read and checked", columns, rows, right=frozenset({1, 2, 3, 4}))


def _findings(quality: QualityReport) -> TableCell:
    titles = {table.table: table.title for table in quality.tables}
    rows: list[list[Cell]] = [
        [
            notes.finding(rule.description),
            titles.get(rule.table, rule.table),
            amount(rule.count),
            notes.finding(rule.consequence),
            notes.finding(rule.what_to_do),
        ]
        for rule in quality.rules
    ]
    columns = ("What was found", "Table", "Rows", "What happened", "What to do")
    note = (
        "The restricted listing beside the snapshot names file, row and column of each; this "
        "report holds no value of any record."
    )
    return TableCell("What the checks found", columns, rows, right=frozenset({2}), note=note)


def _placeholders(table: TableQuality) -> str:
    cells = [
        f"{notes.plain(column)} {numbers.whole(count)}" for column, count in table.sentinels.items()
    ]
    return f"{table.title}: {numbers.join(cells)}."


def _remarks(quality: QualityReport, provided: list[TableQuality], context: Context) -> list[str]:
    said = _absent(quality, context)
    unmade: list[str] = []
    for table in provided:
        lacking = [each for each in table.columns_not_supplied if each not in ROW_HISTORY]
        if lacking:
            columns = numbers.join([notes.plain(column) for column in lacking])
            said.append(f"{table.title}: not supplied and taken as empty: {columns}.")
        if table.table.startswith(ASSURANCE):
            unmade += table.not_checked
        else:
            said += [notes.finding(each) for each in table.not_checked]
    if len(unmade) <= LISTED_CHECKS:
        return said + [notes.finding(each) for each in unmade]
    return [
        *said,
        f"{numbers.whole(len(unmade))} checks of the quality assurance tables were not made, as "
        "they need tables or columns that are not supplied; quality.json beside the snapshot "
        "lists them.",
    ]


def _absent(quality: QualityReport, context: Context) -> list[str]:
    """What the source does not have; the tables of quality assurance in a line of their own."""
    absent = [t for t in quality.tables if not t.provided and t.table not in MADE_HERE]
    others = [t.title for t in absent if not t.table.startswith(ASSURANCE)]
    assurance = [t.title for t in absent if t.table.startswith(ASSURANCE)]
    said = [f"{heading(context)}: {numbers.join(others)}."] if others else []
    if any(t.provided for t in quality.tables if t.table.startswith(ASSURANCE)):
        said += [f"Not in the quality assurance: {numbers.join(assurance)}."] if assurance else []
    elif assurance:
        said.append("Nothing on quality assurance is in this source.")
    return said
