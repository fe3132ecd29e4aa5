"""`litmus indicators`: what is measured, and how one number came about, in plain text."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import fill
from typing import Any

from litmus import figures
from litmus.base import numbers, paths, spreadsheets
from litmus.base.json_files import plain
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.base.periods import Period
from litmus.base.text_table import text_table
from litmus.base.windows import window_ending
from litmus.figures import export
from litmus.figures.figure import HELD
from litmus.indicators import Indicator, Why, catalogue, find, in_words
from litmus.indicators.parameters import read_parameters
from litmus.intake import opening
from litmus.intake.snapshot import Snapshot

WIDTH = 96
POLARITY = {
    "higher": "higher is better",
    "lower": "lower is better",
    "neutral": "neither way is better",
}


def listing(form: str = "text") -> str:
    """Every indicator by theme, one a line: code, name, kind and window. `form` is "text", "json"
    or "csv"; the latter two hold the declarations in words."""
    if form != "text":
        return _for_machines([plain(in_words(each)) for each in _catalogue().values()], form)
    themes: dict[str, list[Indicator]] = {}
    for indicator in _catalogue().values():
        themes.setdefault(indicator.theme, []).append(indicator)
    parts = []
    for theme, indicators in themes.items():
        lines = [f"  {each.code}  {each.name} ({each.kind}, {each.window})" for each in indicators]
        parts.append("\n".join([theme, *lines]))
    return "\n\n".join([*parts, f"{paths.command()} indicators CODE shows a definition."])


def definition(code: str, form: str = "text") -> str:
    """One indicator in words. Raises UsageError, naming the nearest codes, for an unknown one."""
    indicator = find(code, read_parameters(paths.project()))
    if form != "text":
        return _for_machines([plain(in_words(indicator))], form)
    rows = {
        "Measures": f"{indicator.kind}, unit {indicator.unit}, {POLARITY[indicator.polarity]}",
        "Window": indicator.window,
        "Numerator": indicator.numerator,
        "Denominator": indicator.denominator,
        "Working days": indicator.working_days,
        "Notes": indicator.notes,
        "Definition": indicator.source,
        "Settings": ", ".join(f"{k} = {v}" for k, v in indicator.parameters.items()),
        "Answers": "; ".join(f"{q} {KEY_QUESTIONS[q]}" for q in indicator.key_questions),
        "Reads": ", ".join(indicator.tables),
    }
    return "\n".join([f"{indicator.code}: {indicator.name}", "", *_rows(rows)])


def why(
    code: str,
    period: Period,
    source: str,
    outputs: Path,
    progress: Callable[[str], object] | None = None,
) -> str:
    """The definition, rows in and out, the value of an indicator's headline figure, and its query.

    Counts only: no row is shown. Raises what `opening.snapshot_of` and `definition` raise.
    """
    project = paths.project()
    indicator = find(code, read_parameters(project))
    snapshot = opening.snapshot_of(source, outputs, progress)
    found, obstacle = figures.why(snapshot, period, code, project)
    window = window_ending(indicator.window, period.end)
    parts = [definition(code), f"{period.title}: {window.title}"]
    if found is None:
        return "\n\n".join([*parts, f"There is no figure: {obstacle}."])
    return "\n\n".join([*parts, _counts(found), _result(found), _query(found, snapshot)])


def figures_of(
    code: str,
    period: Period,
    source: str,
    outputs: Path,
    by: list[str],
    last: int = 1,
    form: str = "text",
    progress: Callable[[str], object] | None = None,
) -> str:
    """An indicator's figures in its own window at the end of the last periods, whole and by group.

    Raises what `opening.snapshot_of` raises, UsageError for an unknown indicator or breakdown.
    """
    project = paths.project()
    groups = export.check_breakdowns(by)
    indicator = find(code, read_parameters(project))
    snapshot = opening.snapshot_of(source, outputs, progress)
    found = export.table(snapshot, period, project, [indicator.code], groups, last - 1)
    found["window_end"] = found["window_end"].dt.strftime("%Y-%m-%d")
    found["window_start"] = found["window_start"].dt.strftime("%Y-%m-%d")
    rows = [
        {name: None if value != value or value is None else value for name, value in row.items()}
        for row in found.astype("object").where(found.notna(), None).to_dict("records")
    ]
    if form != "text":
        return _for_machines(rows, form)
    numbers_of = ("numerator", "denominator", "value")
    lines = [_line(indicator, row) for row in rows]
    table = text_table(["to", "group", *numbers_of, ""], lines, right=numbers_of)
    return f"{indicator.code}: {indicator.name}\n\n{table}"


def _line(indicator: Indicator, row: dict[str, Any]) -> list[str]:
    group = "all" if row["breakdown"] == "all" else f"{row['breakdown']}: {row['group']}"
    value = row["value"]
    shown = numbers.percent if indicator.kind == "percentage" else numbers.decimal
    held = row["status"] == HELD
    remark = f"{'held: ' if held else ''}{row['reason']}"
    return [
        *(row["window_end"], group, _amount(row["numerator"]), _amount(row["denominator"])),
        "" if value is None else shown(value),
        remark if row["reason"] and (value is None or held) else "",
    ]


def _amount(value: float | None) -> str:
    return "" if value is None else numbers.amount(value)


def _for_machines(rows: list[dict[str, Any]], form: str) -> str:
    if form == "json":
        return json.dumps(rows, indent=1, ensure_ascii=False, default=str) + "\n"
    table = io.StringIO()
    lines = [
        ["; ".join(map(str, v)) if isinstance(v, list) else v for v in row.values()] for row in rows
    ]
    spreadsheets.write(table, [list(rows[0]), *lines])
    return table.getvalue()


def _catalogue() -> dict[str, Indicator]:
    return catalogue(read_parameters(paths.project()))


def _rows(rows: dict[str, str]) -> list[str]:
    return [
        fill(f"{name + ':':<14}{text}", WIDTH, subsequent_indent=" " * 14)
        for name, text in rows.items()
        if text
    ]


def _query(found: Why, snapshot: Snapshot) -> str:
    """The query that gave the number, with the tables that it names: whole, to be run in DuckDB."""
    named = [
        table for table in snapshot.manifest["tables"] if re.search(rf"\b{table}\b", found.sql)
    ]
    tables = [f"{snapshot.sql_of(table)};" for table in named]
    return "\n".join(["SQL that gave it, to be run in DuckDB", "", *tables, "", f"{found.sql};"])


def _counts(found: Why) -> str:
    left = found.rows_in - sum(found.excluded.values())
    lines = [f"{numbers.whole(found.rows_in):>10}  considered"]
    lines += [
        f"{numbers.whole(count):>10}  left out: {reason}"
        for reason, count in found.excluded.items()
    ]
    return "\n".join([*lines, f"{numbers.whole(left):>10}  counted"])


def _result(found: Why) -> str:
    lines = []
    if found.numerator is not None:
        lines.append(f"{numbers.amount(found.numerator):>10}  numerator")
    if found.denominator is not None:
        lines.append(f"{numbers.amount(found.denominator):>10}  denominator")
    if found.value is None:
        lines.append(f"There is no value: {found.reason}.")
    else:
        shown = numbers.percent if found.indicator.kind == "percentage" else numbers.decimal
        lines.append(f"{shown(found.value):>10}  value (exactly {found.value!r})")
        if found.reason:
            lines.append(
                fill(f"{'Because' if found.status == HELD else 'Note'}: {found.reason}.", WIDTH)
            )
    if found.status:
        lines.append(f"Status: {found.status}")
    return "\n".join(lines)
