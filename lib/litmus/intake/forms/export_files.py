"""An export of a survey as it came: its headings, and the cells of each response.

CSV or the first sheet of a workbook, one response a row under one row of headings. A text that
begins like a formula stays that text; a cell with a formula is refused.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from litmus.intake.forms import maps, safety
from litmus.intake.forms.cells import reference
from litmus.intake.forms.faults import FormFault, Refused, excerpt, refuse
from litmus.intake.forms.grid import Grid, Sheet, Value
from litmus.intake.forms.maps import FormMap, heading
from litmus.intake.forms.strays import strays
from litmus.intake.forms.workbooks import hazard

ONLY_THE_FIRST = (
    "an export as the survey made it: one response a row on the first sheet, and nothing else. "
    "Move this into the response that it belongs to, or delete it"
)


@dataclass(frozen=True)
class ExportLine:
    """One response: the row it stands in, its cells by heading, and what is wrong with a cell."""

    row: int
    cells: dict[str, Value]
    wrong: dict[str, str]


@dataclass(frozen=True)
class Export:
    """A whole export: which survey it is of, its headings as they stand, and its responses."""

    map: FormMap
    headings: list[str]
    sheet: str
    lines: list[ExportLine]


def of_csv(content: bytes, known: Sequence[FormMap]) -> Export:
    """A CSV file as an export. Raises Refused for one that cannot be read or fits no map."""
    if not content:
        raise refuse("an export with one row of headings. The file is empty (0 bytes)")
    if len(content) > safety.MOST_BYTES:
        raise refuse(f"a file of at most {safety.MOST_BYTES // 1_000_000} MB")
    try:
        text = content.decode("utf-8-sig")
        # A file of an old Mac program ends its lines with a bare return.
        ends = "" if "\n" in text else None
        rows = list(csv.reader(io.StringIO(text, newline=ends), strict=True))
    except UnicodeDecodeError:
        raise refuse("UTF-8 text. Save it from Excel as 'CSV UTF-8'") from None
    except csv.Error as error:
        if "field limit" in str(error):
            raise refuse(f"answers of at most {csv.field_size_limit():,} letters") from None
        raise refuse('quotation marks (") that match. Export the file again') from None
    if "\x00" in text:
        raise refuse("text without zero bytes. Export the file again, as CSV UTF-8")
    names = rows[0] if rows else []
    one = _map(names, known)
    lines = [
        _line(number, names, row, {})
        for number, row in enumerate(rows[1:], 2)
        if any(map(_has_text, row))
    ]
    return Export(one, names, "", lines)


def of_workbook(grid: Grid, known: Sequence[FormMap]) -> Export:
    """The first sheet of a workbook as an export. Raises Refused for one that fits no map."""
    sheet = grid.sheet(grid.sheet_names[0]) if grid.sheet_names else None
    if sheet is None or not sheet.values:
        raise refuse("a Litmus form, or an export with one row of headings")
    names = ["" if value is None else str(value) for value in sheet.values[0]]
    one = _map(names, known)
    if faults := list(_elsewhere(grid, sheet)):
        raise Refused(faults)
    untrue = {row for row, _ in (*sheet.formulas, *sheet.errors)}
    lines = [
        _line(number, names, row, _hazards(sheet, number, names))
        for number, row in enumerate(sheet.values[1:], 2)
        if number in untrue or any(map(_has_text, row))
    ]
    return Export(one, names, sheet.name, lines)


def _map(names: Sequence[str], known: Sequence[FormMap]) -> FormMap:
    there = [heading(name) for name in names if heading(name)]
    one = maps.recognise(known, set(there))
    if one is None:
        listed = "; ".join(f"{each.name}: {each.title}" for each in known) or "none yet"
        raise refuse(
            "a Litmus form, or an export whose headings a map in params/form_maps names "
            f"(maps there are: {listed})"
        )
    if twice := sorted({name for name in there if there.count(name) > 1}):
        raise refuse("each heading once", excerpt(twice[0]))
    if strange := sorted(set(there) - one.headings):
        raise refuse(
            f"headings that params/form_maps/{one.name}.yml names. Add this one there, under "
            "columns, never_kept or not_used",
            excerpt("; ".join(strange)),
        )
    return one


def _line(
    number: int, names: Sequence[str], row: Sequence[Value], wrong: dict[str, str]
) -> ExportLine:
    cells = {
        heading(name): None if value == "" else value
        for name, value in zip(names, row, strict=False)
    }
    beyond = any(map(_has_text, row[len(names) :]))
    unnamed = (value for name, value in zip(names, row, strict=False) if not heading(name))
    if any(map(_has_text, unnamed)):
        wrong = {**wrong, "": "nothing in a column without a heading, as nobody could read it"}
    if beyond or len(row) < len(names):
        wrong = {**wrong, "": f"{len(names)} cells, as many as there are headings"}
    return ExportLine(number, cells, wrong)


def _elsewhere(grid: Grid, sheet: Sheet) -> Iterator[FormFault]:
    """What stands in a workbook outside the rows of its first sheet: comments, further sheets."""
    for fault in strays(grid, [], {}, {sheet.name.casefold()}):
        yield replace(fault, expected=ONLY_THE_FIRST)


def _has_text(value: Value) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip())


def _hazards(sheet: Sheet, row: int, names: Sequence[str]) -> dict[str, str]:
    found = {}
    for column, name in enumerate(names, 1):
        if wrong := hazard(sheet, row, column):
            found[heading(name)] = f"{wrong[0]} ({reference(row, column)})"
    return found
