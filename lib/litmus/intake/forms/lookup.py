"""Find the cells of a completed workbook in which the answers are.

By the names of their cells, which are only believed if the question still stands beside them; where
names were lost, by the question itself. In an earlier version of a form the words may differ: then
names alone decide.
"""

from collections.abc import Callable

from litmus.intake.forms import places
from litmus.intake.forms.cells import CellArea
from litmus.intake.forms.faults import FormFault
from litmus.intake.forms.grid import Grid, Sheet, Value
from litmus.intake.forms.model import Field, RowTable

FARTHEST_QUESTION = 2_000  # rows looked through for a question whose cell has lost its name
NOT_ASKED = (places.READ_ME, places.LISTS, places.HIDDEN)

Place = tuple[Sheet, int, int]  # a sheet, a row and a column


def same(value: Value, words: str) -> bool:
    """Whether a cell holds these words, whatever the spacing."""
    return isinstance(value, str) and " ".join(value.split()) == " ".join(words.split())


class Lookup:
    """Finds places in one workbook; what cannot be found is told to `fault`."""

    def __init__(self, grid: Grid, fault: Callable[[FormFault], None], *, same_words: bool) -> None:
        self.grid, self.fault, self.same_words = grid, fault, same_words
        self._missing: set[str] = set()

    def answer(self, sheet_name: str, field: Field) -> Place | None:
        """The cell that answers a question asked once."""
        return self._place_of(field) or self._beside_question(sheet_name, field)

    def block(self, sheet_name: str, table: RowTable) -> tuple[Sheet, CellArea] | None:
        """The block of a table, headings included."""
        name, area = self.grid.names.get(places.rows_name(table), ("", None))
        sheet = self.grid.sheet(name) if name else None
        if sheet and area:
            return sheet, area
        sheet = self._sheet(sheet_name)
        if sheet is None:
            return None
        headings = places.headings(table)
        for row in range(1, min(len(sheet.values), FARTHEST_QUESTION) + 1):
            if all(same(sheet.value(row, at), words) for at, words in enumerate(headings, 1)):
                return sheet, CellArea(row, 1, row + table.length, len(headings))
        wanted = f"the headings of the table as the proforma has them: {', '.join(headings)}"
        self.fault(FormFault(wanted, "", sheet.name))
        return None

    def columns(self, sheet: Sheet, area: CellArea, table: RowTable) -> dict[str, int] | None:
        """The column of each field of a table, by its heading."""
        first = area.left + len(places.headings(table)) - len(table.fields)
        found = {}
        for at, field in enumerate(table.fields):
            headed = [
                column
                for column in range(area.left, area.right + 1)
                if same(sheet.value(area.top, column), field.label)
            ]
            if not headed and not self.same_words:
                headed = [first + at]
            if len(headed) != 1:
                wanted = f"one column headed {field.label!r}, as the proforma has it"
                self.fault(FormFault(wanted, "", sheet.name, str(area)))
                return None
            found[field.name] = headed[0]
        return found

    def _place_of(self, field: Field) -> Place | None:
        name, area = self.grid.names.get(places.answer_name(field), ("", None))
        sheet = self.grid.sheet(name) if name else None
        if sheet is None or area is None:
            return None
        words = sheet.value(area.top, places.LABEL_COLUMN)
        if self.same_words and not same(words, field.label):
            return None
        return sheet, area.top, area.left

    def _beside_question(self, sheet_name: str, field: Field) -> Place | None:
        sheet = self._sheet(sheet_name)
        if sheet is None:
            return None
        found = [
            row
            for row in range(1, min(len(sheet.values), FARTHEST_QUESTION) + 1)
            if same(sheet.value(row, places.LABEL_COLUMN), field.label)
        ]
        if len(found) != 1:
            wanted = f"the question {field.label!r} once in column A, as the proforma has it"
            self.fault(FormFault(wanted, "", sheet.name))
            return None
        return sheet, found[0], places.ANSWER_COLUMN

    def _sheet(self, name: str) -> Sheet | None:
        sheet = self.grid.sheet(name)
        if sheet is None and name not in self._missing:
            self._missing.add(name)
            there = ", ".join(n for n in self.grid.sheet_names if n not in NOT_ASKED)
            wanted = f"a sheet named {name!r}, as the proforma has it; it was renamed or removed"
            self.fault(FormFault(wanted, f"the sheets {there}", name))
        return sheet
