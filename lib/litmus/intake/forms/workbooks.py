"""A completed workbook, read back: which form it is, and what was given to each question.

What cannot be found, was merged, or is a formula or an error is a fault. So is a cell that was
written in but that no question would read: no word is lost. Formulas are never worked out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from litmus.intake.forms import dates, identity, places
from litmus.intake.forms.answers import NotUnderstood, expectation, understand
from litmus.intake.forms.cells import CellArea, Position, position, reference
from litmus.intake.forms.completed_form import Given, GivenRow, Sheetful
from litmus.intake.forms.dates import Sign
from litmus.intake.forms.faults import FormFault, Refused, excerpt, refuse
from litmus.intake.forms.grid import Grid, Sheet, Value
from litmus.intake.forms.identity import OWN_FIELDS
from litmus.intake.forms.lookup import Lookup, same
from litmus.intake.forms.model import Field, FixedRow, Form, RowTable, Section
from litmus.intake.forms.proforma import own_words
from litmus.intake.forms.strays import SHORTEST_QUOTED, digest, merge, read_words, strays

STAMP = (places.FORM, places.VERSION, places.LAYOUT_KEY)
DOUBTFUL = (
    "a date that can be read in one way only, such as 5 April 2016: another date in this form "
    "shows that day and month may have been exchanged"
)


def stamp_of(grid: Grid) -> dict[str, str] | None:
    """What a workbook says it is (see `places.stamp`); None where it is no form of ours."""
    if sheet := grid.sheet(places.HIDDEN):
        said = {str(row[0]).strip(): excerpt(row[1]) for row in sheet.values if len(row) > 1}
        if places.FORM in said:
            return {key: said.get(key, "").removesuffix(".0") for key in STAMP}
    prefix = places.PROPERTY_PREFIX
    if f"{prefix}{places.FORM}" in grid.properties:
        return {key: grid.properties.get(f"{prefix}{key}", "") for key in STAMP}
    return None


def read(grid: Grid, stamp: Mapping[str, str], forms: Mapping[str, Form]) -> Sheetful:
    """What the workbook was given. Raises Refused with every fault that reading finds."""
    form = _form(stamp, forms)
    reader = _FormReader(grid, form, same_words=stamp[places.VERSION] == form.version)
    own = {field.name: reader.own(field) for field in OWN_FIELDS}
    given: dict[str, Given] = {}
    rows: dict[str, list[GivenRow]] = {}
    for section in form.sections:
        if section.table:
            rows[section.table.name] = reader.rows(section, section.table)
        for field in section.fields:
            given[field.name] = reader.single(section, field)
    reader.finish(stamp)
    numbers = (own[identity.FORM_NUMBER].answer, own[identity.REPLACES].answer)
    return Sheetful(form, stamp[places.VERSION], given, rows, *numbers, grid.save_time)


def _form(stamp: Mapping[str, str], forms: Mapping[str, Form]) -> Form:
    form = forms.get(stamp[places.FORM])
    if form is None:
        wanted = "a form that this council uses; params/forms has none of that name"
        raise refuse(wanted, stamp[places.FORM])
    version = stamp[places.VERSION]
    if version != form.version and version not in form.also_read:
        wanted = (
            f"version {form.version} of the form {form.title!r}. Copy the answers into a fresh "
            "proforma (make forms)"
        )
        raise refuse(wanted, f"version {version}")
    if stamp[places.LAYOUT_KEY] != places.LAYOUT:
        wanted = f"a proforma of layout {places.LAYOUT}, as this version of Litmus makes them"
        raise refuse(wanted, f"layout {stamp[places.LAYOUT_KEY]}")
    return form


class _FormReader:
    """Reads one workbook and gathers what is wrong with it."""

    def __init__(self, grid: Grid, form: Form, *, same_words: bool) -> None:
        self.faults: list[FormFault] = []
        self._grid, self._form = grid, form
        self._lookup = Lookup(grid, self.faults.append, same_words=same_words)
        self._dates: list[Given] = []
        self._read: dict[str, set[Position]] = defaultdict(set)  # cells, by sheet
        self._beside: dict[str, set[Position]] = defaultdict(set)  # where the form's words stand

    def own(self, field: Field) -> Given:
        """The answer to a question that every form has, at the top of its first sheet."""
        found = self.single(self._form.sections[0], field)
        if found.answer is None:
            return found
        number = identity.normal_id(found.answer)
        if not identity.FORM_ID.fullmatch(number):
            self._fault("a form number such as AUD-7F3KQ2M9XA, or nothing", found)
        return Given(number, found.value, found.sheet, found.cell)

    def single(self, section: Section, field: Field) -> Given:
        """The answer to a question that is asked once."""
        place = self._lookup.answer(section.sheet, field)
        if place is None:
            return Given(None)
        sheet, row, column = place
        others = (places.LABEL_COLUMN, places.NEEDED_COLUMN, places.GUIDANCE_COLUMN)
        self._beside[sheet.name] |= {(at, each) for at in range(1, row + 1) for each in others}
        return self._answer(sheet, row, column, field)

    def rows(self, section: Section, table: RowTable) -> list[GivenRow]:
        """The filled rows of a table, and those that have to be."""
        block = self._lookup.block(section.sheet, table)
        columns = self._lookup.columns(*block, table) if block else None
        if block is None or columns is None:
            return []
        sheet, area = block
        found = list(self._rows(sheet, area, columns, table))
        first = min(columns.values())
        across = range(area.left, area.right + 1)
        above = {(row, column) for row in range(1, area.top + 1) for column in across}
        before = {(r, c) for r in range(area.top, area.bottom + 1) for c in range(area.left, first)}
        self._beside[sheet.name] |= above | before
        self._check_once(found, sheet, area, table)
        return found

    def finish(self, stamp: Mapping[str, str]) -> None:
        """Raises Refused where anything is wrong, doubtful dates and stray words included."""
        doubtful = dates.suspicions(given.sign for given in self._dates)
        for given in self._dates:
            if given.sign in doubtful:
                self._fault(DOUBTFUL, given)
        self._check_strays(same_version=stamp[places.VERSION] == self._form.version)
        if self.faults:
            raise Refused(self.faults)

    def _check_strays(self, *, same_version: bool) -> None:
        """What is neither an answer nor the form's own words (litmus.intake.forms.strays)."""
        hidden = self._grid.sheet(places.HIDDEN)
        at = position(places.WORDS)
        kept = hidden.value(*at) if hidden and at else None
        known = read_words(kept) if isinstance(kept, str) else []
        read, left_out, texts = self._read, {places.HIDDEN}, list[str]()
        if same_version:
            fresh = own_words(self._form, "")
            known += [(name, frozenset(map(digest, words))) for name, words in fresh]
            texts = [" ".join(text.split()) for _, words in fresh for text in words]
            texts = [text for text in texts if len(text) >= SHORTEST_QUOTED]
        elif not known:
            left_out |= {places.READ_ME.casefold(), places.LISTS.casefold()}
            read = {name: read[name] | self._beside[name] for name in {*read, *self._beside}}
        self.faults += strays(self._grid, merge(known), read, left_out, texts)

    def _rows(
        self, sheet: Sheet, area: CellArea, columns: Mapping[str, int], table: RowTable
    ) -> Iterator[GivenRow]:
        for row in range(area.top + 1, area.bottom + 1):
            given = {
                field.name: self._answer(sheet, row, columns[field.name], field)
                for field in table.fields
            }
            filled = any(one.value is not None for one in given.values())
            label, cell = sheet.value(row, area.left), reference(row, area.left)
            number = None if table.rows else _row_number(label, table)
            if filled or table.rows or number is not None:
                self._read[sheet.name].add((row, area.left))  # what is wrong with it is said here
            if table.rows:
                known = _fixed_row(label, table)
                if known and (filled or known[1].required):
                    yield GivenRow(known[0], given, known[1].values)
                elif not known and (filled or _has_text(label)):
                    wanted = "a row as the proforma has it, with its own words"
                    self.faults.append(FormFault(wanted, excerpt(label or ""), sheet.name, cell))
            elif filled:
                if number is None:
                    wanted = "the number of the row, as the proforma has it"
                    self.faults.append(FormFault(wanted, excerpt(label or ""), sheet.name, cell))
                yield GivenRow(number or 0, given)

    def _answer(self, sheet: Sheet, row: int, column: int, field: Field) -> Given:
        """What stands in a cell, understood; a fault where it cannot be."""
        value, cell = sheet.value(row, column), reference(row, column)
        self._read[sheet.name].add((row, column))
        if untrue := hazard(sheet, row, column):
            wrong = Given(None, untrue[1], sheet.name, cell)
            self._fault(f"{untrue[0]}: {expectation(field)}", wrong)
            return wrong
        try:
            answer, sign = understand(field, value)
        except NotUnderstood as error:
            wrong = Given(None, value, sheet.name, cell, error.sign)
            self._fault(str(error), wrong)
            self._dates.append(Given(None, sign=error.sign))
            return wrong
        found = Given(answer, value if answer is not None else None, sheet.name, cell, sign)
        if sign is not Sign.NONE:
            self._dates.append(found)
        return found

    def _check_once(
        self, found: list[GivenRow], sheet: Sheet, area: CellArea, table: RowTable
    ) -> None:
        """Each row of the proforma is there, once: a row's number is part of what it is kept as."""
        numbers = [row.number for row in found if row.number]
        twice = {number for number in numbers if numbers.count(number) > 1}
        missing = [
            fixed.label
            for number, fixed in enumerate(table.rows, 1)
            if fixed.required and number not in numbers
        ]
        if twice:
            wanted = "each row once, with the number or words that the proforma gave it"
            self.faults.append(FormFault(wanted, "", sheet.name, str(area)))
        for label in missing:
            wanted = f"the row {label!r}, as the proforma has it"
            self.faults.append(FormFault(wanted, "", sheet.name, str(area)))

    def _fault(self, wanted: str, given: Given) -> None:
        self.faults.append(FormFault(wanted, given.as_shown, given.sheet, given.cell))


def hazard(sheet: Sheet, row: int, column: int) -> tuple[str, str] | None:
    """What makes a cell's value untrue: what is wanted instead, and what stands there."""
    at = (row, column)
    if at in sheet.formulas:
        return "an answer that is typed, not a formula", excerpt(sheet.formulas[at])
    if at in sheet.errors:
        return "an answer, not an error", excerpt(sheet.errors[at])
    if area := sheet.merger(row, column):
        value = excerpt(sheet.value(row, column) or "")
        return f"a cell of its own (unmerge {area})", value
    return None


def _fixed_row(label: Value, table: RowTable) -> tuple[int, FixedRow] | None:
    for number, fixed in enumerate(table.rows, 1):
        if same(label, fixed.label):
            return number, fixed
    return None


def _row_number(label: Value, table: RowTable) -> int | None:
    if isinstance(label, bool) or not isinstance(label, int | float) or label != int(label):
        return None
    return int(label) if 1 <= label <= table.length else None


def _has_text(value: Value) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip())
