"""An export of a survey, read row by row: the good rows are forms, each bad one says why not.

CSV or the first sheet of a workbook, one response a row under one row of headings. A text that
begins like a formula stays that text; a cell with a formula is refused.
"""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from litmus import spreadsheets
from litmus.forms import checks, dates, identity, maps, safety
from litmus.forms.answers import NotUnderstood, understood
from litmus.forms.cells import reference
from litmus.forms.completed import Completed, Given, GivenRow, Sheetful
from litmus.forms.dates import Sign
from litmus.forms.faults import Fault, Refused, refuse, shown
from litmus.forms.grid import Grid, Sheet, Value
from litmus.forms.maps import FormMap, heading
from litmus.forms.model import Form
from litmus.forms.strays import strays
from litmus.forms.workbooks import DOUBTFUL, hazard

ONLY_THE_FIRST = (
    "an export as the survey made it: one response a row on the first sheet, and nothing else. "
    "Move this into the response that it belongs to, or delete it"
)
NOT_KEPT = "(not kept)"
LONGEST_ID = 16
_DIGITS = 12  # hexadecimal digits of what a response says, where the survey gives it no number


@dataclass(frozen=True)
class Line:
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
    lines: list[Line]


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
        if any(map(_is_said, row))
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
        if number in untrue or any(map(_is_said, row))
    ]
    return Export(one, names, sheet.name, lines)


def completed(export: Export, form: Form) -> tuple[list[Completed], list[Fault]]:
    """The responses that are whole forms, and what is wrong with the others."""
    read = [_read(export, line, form) for line in export.lines]
    doubtful = dates.suspicions(sign for one in read for sign in one.signs)
    found: list[Completed] = []
    faults: list[Fault] = []
    numbers = Counter[str]()
    for one in read:
        number = _number(export.map, one, form, numbers)
        dated = [Fault(DOUBTFUL, each.shown, "", each.cell) for each in one.dated(doubtful)]
        try:
            if wrong := [*one.faults, *dated]:
                raise Refused(wrong)
            whole = checks.completed(replace(one.sheetful, number=number))
            found.append(replace(whole, row=one.line.row))
        except Refused as refused:
            faults += [_placed(fault, one.line, export) for fault in refused.faults]
    return found, faults


def without_people(export: Export) -> bytes:
    """The export as CSV without what says who answered, and with nothing that a spreadsheet would
    take for a formula."""
    hidden = {heading(name) for name in export.map.never_kept}
    rows: list[list[str]] = [["row", *export.headings]]
    for line in export.lines:
        cells = [
            NOT_KEPT if heading(name) in hidden else _plain(line.cells.get(heading(name)))
            for name in export.headings
        ]
        rows.append([str(line.row), *cells])
    text = io.StringIO()
    spreadsheets.write(text, rows)
    return text.getvalue().encode()


@dataclass
class _Read:
    """One response as far as it could be read."""

    line: Line
    sheetful: Sheetful
    faults: list[Fault]
    signs: list[Sign]

    def dated(self, doubtful: set[Sign]) -> Iterator[Given]:
        rows = [row for rows in self.sheetful.rows.values() for row in rows]
        for given in [*self.sheetful.given.values(), *(g for r in rows for g in r.given.values())]:
            if given.sign in doubtful:
                yield given


def _map(names: Sequence[str], known: Sequence[FormMap]) -> FormMap:
    there = [heading(name) for name in names if heading(name)]
    one = maps.recognised(known, set(there))
    if one is None:
        listed = "; ".join(f"{each.name}: {each.title}" for each in known) or "none yet"
        raise refuse(
            "a Litmus form, or an export whose headings a map in params/form_maps names "
            f"(maps there are: {listed})"
        )
    if twice := sorted({name for name in there if there.count(name) > 1}):
        raise refuse("each heading once", shown(twice[0]))
    if strange := sorted(set(there) - one.known):
        raise refuse(
            f"headings that params/form_maps/{one.name}.yml names. Add this one there, under "
            "columns, never_kept or not_used",
            shown("; ".join(strange)),
        )
    return one


def _line(number: int, names: Sequence[str], row: Sequence[Value], wrong: dict[str, str]) -> Line:
    cells = {
        heading(name): None if value == "" else value
        for name, value in zip(names, row, strict=False)
    }
    beyond = any(map(_is_said, row[len(names) :]))
    unnamed = (value for name, value in zip(names, row, strict=False) if not heading(name))
    if any(map(_is_said, unnamed)):
        wrong = {**wrong, "": "nothing in a column without a heading, as nobody could read it"}
    if beyond or len(row) < len(names):
        wrong = {**wrong, "": f"{len(names)} cells, as many as there are headings"}
    return Line(number, cells, wrong)


def _elsewhere(grid: Grid, sheet: Sheet) -> Iterator[Fault]:
    """What stands in a workbook outside the rows of its first sheet: comments, further sheets."""
    for fault in strays(grid, [], {}, {sheet.name.casefold()}):
        yield replace(fault, expected=ONLY_THE_FIRST)


def _is_said(value: Value) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip())


def _hazards(sheet: Sheet, row: int, names: Sequence[str]) -> dict[str, str]:
    found = {}
    for column, name in enumerate(names, 1):
        if wrong := hazard(sheet, row, column):
            found[heading(name)] = f"{wrong[0]} ({reference(row, column)})"
    return found


def _read(export: Export, line: Line, form: Form) -> _Read:
    one = export.map
    faults = [
        Fault(wrong, "", "", name)
        for name, wrong in line.wrong.items()
        if name in ("", *one.needed)
    ]
    signs: list[Sign] = []
    given: dict[str, Given] = {}
    rows: dict[str, dict[int, dict[str, Given]]] = {}
    said: dict[str, tuple[str, Value]] = {name: ("", value) for name, value in one.always.items()}
    said |= {name: (title, line.cells.get(heading(title))) for title, name in one.columns.items()}
    for name, (title, value) in said.items():
        table, number, field = maps.place(name, form) or (None, 0, form.fields[0])
        words = one.answers.get(name, {})
        here = Given(None, value, export.sheet, title)
        try:
            answer, sign = understood(field, _translated(value, words), one.date_order)
            here = Given(answer, value if answer is not None else None, export.sheet, title, sign)
        except NotUnderstood as error:
            faults.append(Fault(str(error), shown(value), export.sheet, title))
            signs.append(error.sign)
        signs.append(here.sign)
        if table is None:
            given[field.name] = here
        else:
            rows.setdefault(table.name, {}).setdefault(number, {})[field.name] = here
    sheetful = replace(
        _sheetful(form, given, rows),
        saved_at=_changed(one, line),
        may_be_empty=frozenset(one.may_be_empty),
    )
    return _Read(line, sheetful, faults, signs)


def _sheetful(
    form: Form,
    given: dict[str, Given],
    rows: Mapping[str, Mapping[int, dict[str, Given]]],
) -> Sheetful:
    found: dict[str, list[GivenRow]] = {}
    for table in form.tables:
        for number, cells in sorted(rows.get(table.name, {}).items()):
            if any(cell.answer is not None for cell in cells.values()):
                values = table.rows[number - 1].values if table.rows else {}
                found.setdefault(table.name, []).append(GivenRow(number, cells, values))
    return Sheetful(form, form.version, given, found)


def _translated(value: Value, words: Mapping[str, str]) -> Value:
    """The survey's words as the form's code, where the map has them."""
    if not isinstance(value, str):
        return value
    said = heading(value)
    return next((code for word, code in words.items() if heading(word) == said), value)


def _number(one: FormMap, read: _Read, form: Form, seen: Counter[str]) -> str:
    """The number of a response: the survey's, or one made from what it says; the second that says
    the same is another."""
    start = f"{form.prefix}-{one.name.upper()}"[:20].rstrip("-_")
    if one.response_id:
        given = read.line.cells.get(heading(one.response_id))
        if given is None:
            read.faults.append(Fault("the number of the response", "(empty)", "", one.response_id))
        text = identity.normal_id(str(int(given)) if isinstance(given, float) else str(given))
        seen[text] += 1
        if seen[text] > 1:
            read.faults.append(Fault("each response once", text, "", one.response_id))
        number = f"{start}-{text}"
        if len(text) <= LONGEST_ID and identity.FORM_ID.fullmatch(number):
            return number
    else:
        cells = [f"{name}\x1f{read.line.cells.get(heading(name))}" for name in sorted(one.columns)]
        text = "\x1e".join(cells)
        seen[text] += 1
        text = f"{text}\x1e{seen[text]}"
    return f"{start}-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS].upper()}"


def _changed(one: FormMap, line: Line) -> str | None:
    if not one.changed_at:
        return None
    try:
        value = line.cells.get(heading(one.changed_at))
        return dates.moment(value, one.date_order).text if value is not None else None
    except dates.NotADate:
        return None


def _placed(fault: Fault, line: Line, export: Export) -> Fault:
    column = f", column {shown(fault.cell)!r}" if fault.cell else ""
    return Fault(fault.expected, fault.value, export.sheet, f"row {line.row}{column}")


def _plain(value: Value) -> str:
    return "" if value is None else str(value)
