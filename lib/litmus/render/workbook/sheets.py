"""The tables of an executed notebook as sheets: every number a number, in a column of its own.

A value such as "86.1% (427 of 496)" becomes three columns, what is said beside it a fourth, so that
a spreadsheet can count with all of them. What has no value keeps the words that say why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litmus.base import numbers
from litmus.base.notebook_files import source
from litmus.render import outputs
from litmus.report import cells
from litmus.report.bundle import LITMUS
from litmus.report.cells import Cell, Value

UNITS = {"percent": "%", "points": "points", "per 10,000": "per 10,000", "days": "days"}
Column = tuple[str, list[Any]]


@dataclass(frozen=True)
class Sheet:
    """One table: its title, the section of the report that it stands in, its columns, its note."""

    title: str
    section: str
    columns: list[Column]
    note: str


def read(notebook: Mapping[str, Any]) -> list[Sheet]:
    """The tables of a notebook and those behind its charts, in their order."""
    found: list[Sheet] = []
    section = ""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and source(cell).startswith("#"):
            section = source(cell).splitlines()[0].strip("# ")
        for output in cell.get("outputs", []):
            form = output.get("data", {}).get(LITMUS)
            if form:
                found += [_sheet(table, section) for table in _tables(outputs.printable(form))]
    return found


def _tables(form: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The tables of an output: itself, what is behind a chart, what waits behind a fold."""
    if form.get("kind") == "table" and form["rows"]:
        yield form
    elif form.get("kind") == "chart":
        yield {**form, "caption": form["title"], "note": form.get("caption", "")}
    elif form.get("kind") == "folded":
        for part in form["parts"]:
            yield from _tables(part)


def _sheet(form: Mapping[str, Any], section: str) -> Sheet:
    rows = [[cells.read(cell) for cell in row] for row in form["rows"]]
    columns: list[Column] = [_sections(form)] if form.get("sections") else []
    for n, column in enumerate(form["columns"]):
        columns += _columns(column["name"] or "Remark", [row[n] for row in rows])
    title = form.get("caption") or section or "Table"
    return Sheet(title, section, _named_apart(columns), form.get("note") or "")


def _sections(form: Mapping[str, Any]) -> Column:
    """Which part of the table each row stands in: what heads some rows is a column of its own."""
    heads = {int(row): str(head) for row, head in form["sections"]}
    found, head = [], ""
    for n in range(len(form["rows"])):
        head = heads.get(n, head)
        found.append(head)
    return "Part", found


def _columns(name: str, given: Sequence[Cell]) -> Iterator[Column]:
    """The columns that one column of a report becomes."""
    values = [cell for cell in given if isinstance(cell, Value)]
    if not values:
        yield name, [str(cell) for cell in given]
        return
    units = {value.unit for value in values if value.value is not None and value.unit in UNITS}
    same = UNITS[next(iter(units))] if len(units) == 1 else ""
    yield f"{name} ({same})" if same and same not in name else name, [_number(c) for c in given]
    if len(units) > 1:
        yield f"{name}: unit", [_part(cell, "unit") for cell in given]
    for part, words in (
        ("numerator", "number"), ("denominator", "out of"), ("lower", "lower end of interval"),
        ("upper", "upper end of interval"), ("note", "remark"),
    ):  # fmt: skip
        column = [_part(cell, part) for cell in given]
        if any(each != "" for each in column):
            yield f"{name}: {words}", column


def _number(cell: Cell) -> Any:
    """What stands in a cell: the number as it is printed, a day, or the words."""
    if not isinstance(cell, Value):
        return str(cell)
    if cell.value is None:
        return cell.text
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    return _rounded(cell.value, cell.decimals)


def _part(cell: Cell, part: str) -> Any:
    """A part of a value that has a column of its own; "" where it has none."""
    if not isinstance(cell, Value) or cell.value is None:
        return ""
    if part == "unit":
        return UNITS.get(cell.unit, "")
    if part == "note":
        return " ".join(x for x in (cell.lead.strip(" :"), cell.note.strip(" ,()")) if x)
    if part in ("lower", "upper"):
        end = getattr(cell, part)
        return "" if end is None else _rounded(end, cell.decimals)
    found = getattr(cell.basis, part) if cell.basis else None
    return "" if found is None else found


def _rounded(number: Any, decimals: int) -> int | float:
    shown = float(numbers.round_half_up(number, decimals))
    return int(shown) if decimals == 0 else shown


def _named_apart(columns: list[Column]) -> list[Column]:
    """The columns with no two of one name."""
    taken: dict[str, int] = {}
    found = []
    for name, column in columns:
        taken[name] = taken.get(name, 0) + 1
        found.append((name if taken[name] == 1 else f"{name} {taken[name]}", column))
    return found
