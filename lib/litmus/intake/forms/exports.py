"""The responses of an export of a survey: the good ones are forms, each bad one says why not."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from litmus.base import digests, spreadsheets
from litmus.intake.forms import checks, dates, identity, maps
from litmus.intake.forms.answers import NotUnderstood, understand
from litmus.intake.forms.completed_form import Completed, Given, GivenRow, Sheetful
from litmus.intake.forms.dates import Sign
from litmus.intake.forms.export_files import Export, ExportLine
from litmus.intake.forms.faults import FormFault, Refused, excerpt
from litmus.intake.forms.grid import Value
from litmus.intake.forms.maps import FormMap, heading
from litmus.intake.forms.model import Form
from litmus.intake.forms.workbooks import DOUBTFUL

NOT_KEPT = "(not kept)"
LONGEST_ID = 16
_DIGITS = 12  # hexadecimal digits of what a response says, where the survey gives it no number


def whole_forms(export: Export, form: Form) -> tuple[list[Completed], list[FormFault]]:
    """The responses that are whole forms, and what is wrong with the others."""
    read = [_read(export, line, form) for line in export.lines]
    doubtful = dates.suspicions(sign for one in read for sign in one.signs)
    found: list[Completed] = []
    faults: list[FormFault] = []
    numbers = Counter[str]()
    for one in read:
        number = _number(export.map, one, form, numbers)
        dated = [FormFault(DOUBTFUL, each.as_shown, "", each.cell) for each in one.dates(doubtful)]
        try:
            if wrong := [*one.faults, *dated]:
                raise Refused(wrong)
            whole = checks.complete(replace(one.sheetful, number=number))
            found.append(replace(whole, row=one.line.row))
        except Refused as refused:
            faults += [_with_place(fault, one.line, export) for fault in refused.faults]
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

    line: ExportLine
    sheetful: Sheetful
    faults: list[FormFault]
    signs: list[Sign]

    def dates(self, doubtful: set[Sign]) -> Iterator[Given]:
        rows = [row for rows in self.sheetful.rows.values() for row in rows]
        for given in [*self.sheetful.given.values(), *(g for r in rows for g in r.given.values())]:
            if given.sign in doubtful:
                yield given


def _read(export: Export, line: ExportLine, form: Form) -> _Read:
    one = export.map
    faults = [
        FormFault(wrong, "", "", name)
        for name, wrong in line.wrong.items()
        if name in ("", *one.needs)
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
            answer, sign = understand(field, _translate(value, words), one.date_order)
            here = Given(answer, value if answer is not None else None, export.sheet, title, sign)
        except NotUnderstood as error:
            faults.append(FormFault(str(error), excerpt(value), export.sheet, title))
            signs.append(error.sign)
        signs.append(here.sign)
        if table is None:
            given[field.name] = here
        else:
            rows.setdefault(table.name, {}).setdefault(number, {})[field.name] = here
    sheetful = replace(
        _sheetful(form, given, rows),
        saved_at=_change_time(one, line),
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


def _translate(value: Value, words: Mapping[str, str]) -> Value:
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
            read.faults.append(
                FormFault("the number of the response", "(empty)", "", one.response_id)
            )
        text = identity.normal_id(str(int(given)) if isinstance(given, float) else str(given))
        seen[text] += 1
        if seen[text] > 1:
            read.faults.append(FormFault("each response once", text, "", one.response_id))
        number = f"{start}-{text}"
        if len(text) <= LONGEST_ID and identity.FORM_ID.fullmatch(number):
            return number
    else:
        cells = [f"{name}\x1f{read.line.cells.get(heading(name))}" for name in sorted(one.columns)]
        text = "\x1e".join(cells)
        seen[text] += 1
        text = f"{text}\x1e{seen[text]}"
    return f"{start}-{digests.of_text(text)[:_DIGITS].upper()}"


def _change_time(one: FormMap, line: ExportLine) -> str | None:
    if not one.changed_at:
        return None
    try:
        value = line.cells.get(heading(one.changed_at))
        return dates.moment(value, one.date_order).text if value is not None else None
    except dates.NotADate:
        return None


def _with_place(fault: FormFault, line: ExportLine, export: Export) -> FormFault:
    column = f", column {excerpt(fault.cell)!r}" if fault.cell else ""
    return FormFault(fault.expected, fault.value, export.sheet, f"row {line.row}{column}")


def _plain(value: Value) -> str:
    return "" if value is None else str(value)
