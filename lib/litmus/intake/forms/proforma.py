"""The workbook of a form: empty, to be filled in, or filled with given answers."""

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from litmus.intake.forms import places, styles
from litmus.intake.forms.filled_form import Filled
from litmus.intake.forms.identity import OWN_FIELDS
from litmus.intake.forms.model import Field, Form, Section
from litmus.intake.forms.packing import WRITTEN, pack
from litmus.intake.forms.readme import write_read_me
from litmus.intake.forms.sheets import write_questions, write_rows
from litmus.intake.forms.strays import words_of

OWN_SECTION = Section.model_construct(
    sheet="",
    heading="This form",
    guidance="",
    fields=list(OWN_FIELDS),
    table=None,
)


SheetWords = list[tuple[str, list[str]]]
_KEPT: dict[tuple[str, str], tuple[Form, SheetWords]] = {}


def proforma(form: Form, council: str, filled: Filled | None = None) -> bytes:
    """The form as an xlsx file with the council's name in it; the same bytes each time.

    Raises ValueError where an answer is not as the tables hold it.
    """
    filled = filled or Filled()
    workbook = _build(form, council, filled)
    # What people wrote is none of the form's own words: these are of one that is empty.
    sheets = own_words(form, council)
    workbook[places.HIDDEN][places.WORDS] = words_of(sheets)
    return pack(workbook, filled.saved_at or WRITTEN)


def own_words(form: Form, council: str) -> SheetWords:
    """The words of an empty form, by sheet: labels, guidance, headings, what can be picked.

    Kept, as many of one form are written or read one after another.
    """
    kept = _KEPT.get((form.code, council))
    if kept is None or kept[0] is not form:
        kept = _KEPT[form.code, council] = (form, _own_words(form, council))
    return kept[1]


def _own_words(form: Form, council: str) -> SheetWords:
    return [
        (
            sheet.title,
            [
                cell.value
                for row in sheet.iter_rows()
                for cell in row
                if isinstance(cell.value, str)
            ],
        )
        for sheet in _build(form, council, Filled()).worksheets
    ]


def _build(form: Form, council: str, filled: Filled) -> Workbook:
    workbook = Workbook()
    styles.add_styles(workbook)
    read_me = workbook.active
    read_me.title = places.READ_ME
    lists = _Lists(workbook)
    for name, sections in _by_sheet(form):
        sheet = workbook.create_sheet(name)
        _head(sheet, f"{form.title}: {name}")
        if table := sections[0].table:
            rows = filled.rows.get(table.name, {})
            write_rows(sheet, sections[0], table, rows, lists.name)
        else:
            write_questions(sheet, sections, form.fields, filled.single, lists.name)
    write_read_me(read_me, form, council, [sheet.title for sheet in workbook.worksheets[1:]])
    lists.write()
    _stamp(workbook, form)
    _describe(workbook, form, council)
    _protect(workbook)
    return workbook


def _by_sheet(form: Form) -> Iterator[tuple[str, list[Section]]]:
    """Sheets in order with their sections; the first begins with what every form asks."""
    order: dict[str, list[Section]] = {}
    for section in form.sections:
        order.setdefault(section.sheet, []).append(section)
    for number, (name, sections) in enumerate(order.items()):
        yield name, [OWN_SECTION, *sections] if number == 0 else sections


class _Lists:
    """What can be picked, each list once on a hidden sheet, in a column with a name of its own."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._names: dict[tuple[str, ...], str] = {}

    def name(self, field: Field) -> str | None:
        """The name of the list that a field picks from; None where its answer is typed."""
        labels = tuple(field.options.values())
        if not labels:
            return None
        return self._names.setdefault(labels, f"list_{len(self._names) + 1}")

    def write(self) -> None:
        """The sheet of lists, once every field has asked for its own."""
        sheet = self._workbook.create_sheet(places.LISTS)
        sheet.sheet_state = "hidden"
        for column, (labels, name) in enumerate(self._names.items(), 1):
            for row, words in enumerate((name, *labels), 1):
                sheet.cell(row, column).value = words
            letter = get_column_letter(column)
            where = f"{places.LISTS}!${letter}$2:${letter}${len(labels) + 1}"
            self._workbook.defined_names[name] = DefinedName(name, attr_text=where)


def _head(sheet: Worksheet, title: str) -> None:
    sheet.cell(1, 1).value = title
    sheet.cell(1, 1).style = styles.TITLE
    sheet.row_dimensions[1].height = 26


def _stamp(workbook: Workbook, form: Form) -> None:
    """What the workbook is, where no one sees it."""
    sheet = workbook.create_sheet(places.HIDDEN)
    sheet.sheet_state = "veryHidden"
    for key, value in places.stamp(form).items():
        sheet.append([key, value])
        named = f"{places.PROPERTY_PREFIX}{key}"
        workbook.custom_doc_props.append(StringProperty(name=named, value=value))


def _describe(workbook: Workbook, form: Form, council: str) -> None:
    about = workbook.properties
    about.title = f"{form.title}, version {form.version}"
    about.subject = f"Quality assurance, framework {form.framework}"
    about.description = form.purpose
    about.creator = council
    about.lastModifiedBy = council
    about.language = "en-GB"


def _protect(workbook: Workbook) -> None:
    """Locks everything but the answers, without a password; and sets up the page."""
    workbook.security = WorkbookProtection(lockStructure=True)
    for sheet in workbook.worksheets:
        sheet.protection.sheet = True
        sheet.protection.formatColumns = False  # False allows it: rows can be made higher
        sheet.protection.formatRows = False
        page = sheet.page_setup
        page.orientation, page.paperSize = "landscape", sheet.PAPERSIZE_A4
        page.fitToWidth, page.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.8
        sheet.oddFooter.left.text = "&A"
        sheet.oddFooter.right.text = "Page &P of &N"
        sheet.sheet_view.showGridLines = False


__all__ = ["own_words", "proforma"]
