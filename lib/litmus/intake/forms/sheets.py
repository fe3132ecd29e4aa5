"""The sheets of a form: questions with their answers, tables of rows, and the words above them.

No cell is merged. Whatever is not an answer is locked; Tab goes from answer to answer. Where
things lie is said in `litmus.intake.forms.places`.
"""

import math
import textwrap
from collections.abc import Callable, Iterable, Mapping

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from litmus.base import letters
from litmus.intake.forms import places, styles
from litmus.intake.forms.filled_form import cell_value
from litmus.intake.forms.model import Field, FieldType, FixedRow, RowTable, Section
from litmus.intake.forms.validation import validation

LINE_HEIGHT, LONG_ANSWER, MOST_HEIGHT = 15.0, 90.0, 400.0
_QUESTION_WIDTHS = {"A": 36, "B": 56, "C": 24, "D": 74}
_LABEL_WIDTH, _GUIDANCE_WIDTH, _NUMBER_WIDTH = 26, 58, 7
_WIDTHS: dict[FieldType, int] = {
    "text": 24,
    "long_text": 52,
    "date": 13,
    "datetime": 18,
    "month": 16,
    "whole_number": 11,
    "number": 11,
    "choice": 26,
    "yes_no": 14,
}
Names = Callable[[Field], str | None]  # the name of the list that a field picks from


def write_questions(
    sheet: Worksheet,
    sections: Iterable[Section],
    asked: Iterable[Field],
    answers: Mapping[str, str],
    names: Names,
) -> None:
    """The questions of a sheet, section after section, below one row of headings.

    `asked` is every single question of the form: a condition may name one of another sheet.
    """
    beside = {field.name: field for field in asked}
    for letter, width in _QUESTION_WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for column, words in enumerate(places.ANSWER_HEADINGS, 1):
        _put(sheet, 2, column, words, styles.HEADING)
    sheet.freeze_panes = "B3"
    sheet.print_title_rows = "2:2"
    row = 3
    for section in sections:
        row = _write_section(sheet, row, section, beside, answers, names)


def write_rows(
    sheet: Worksheet,
    section: Section,
    table: RowTable,
    rows: Mapping[int, Mapping[str, str]],
    names: Names,
) -> None:
    """A table of rows below the words that say how to fill it in."""
    headings = places.headings(table)
    widths = _row_widths(table)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    top = 2
    for line in _words_above(section, table, sum(widths)):
        _put(sheet, top, 1, line, styles.NOTE)
        top += 1
    for column, words in enumerate(headings, 1):
        _put(sheet, top, column, words, styles.HEADING)
    sheet.row_dimensions[top].height = height(zip(headings, widths, strict=True))
    for number in range(1, table.length + 1):
        fixed = table.rows[number - 1] if table.rows else None
        _write_row(sheet, top, number, table, fixed, rows.get(number, {}), widths)
    _name(sheet, places.rows_name(table), top, 1, top + table.length, len(headings))
    first = len(headings) - len(table.fields) + 1
    for column, field in enumerate(table.fields, first):
        letter = get_column_letter(column)
        check = validation(field, names(field))
        check.add(f"{letter}{top + 1}:{letter}{top + table.length}")
        sheet.add_data_validation(check)
    sheet.freeze_panes = sheet.cell(top + 1, 2)
    sheet.print_title_rows = f"{top}:{top}"


def need_in_words(field: Field, beside: Mapping[str, Field]) -> str:
    """Whether an answer is needed, in words. `beside`: the fields asked with it, by name."""
    if field.required:
        return "Required"
    conditions = [
        f"“{beside[other].label}” is {_either(beside[other].options[code] for code in codes)}"
        for other, codes in field.required_if.items()
    ]
    return f"Required if {' or '.join(conditions)}" if conditions else "Optional"


def _write_section(
    sheet: Worksheet,
    row: int,
    section: Section,
    beside: Mapping[str, Field],
    answers: Mapping[str, str],
    names: Names,
) -> int:
    """Writes from `row` on; returns the row that comes next."""
    for column in range(1, len(places.ANSWER_HEADINGS) + 1):
        about = column == places.GUIDANCE_COLUMN
        _put(sheet, row, column, None, styles.ABOUT if about else styles.SECTION)
    sheet.cell(row, places.LABEL_COLUMN).value = section.heading
    sheet.cell(row, places.GUIDANCE_COLUMN).value = section.guidance or None
    sheet.row_dimensions[row].height = height(
        [
            (section.heading, _QUESTION_WIDTHS["A"]),
            (section.guidance, _QUESTION_WIDTHS["D"]),
        ]
    )
    for at, field in enumerate(section.fields, row + 1):
        _write_question(sheet, at, field, beside, answers.get(field.name), names(field))
    return row + len(section.fields) + 1


def _write_question(
    sheet: Worksheet,
    row: int,
    field: Field,
    beside: Mapping[str, Field],
    answer: str | None,
    list_name: str | None,
) -> None:
    guidance = "\n".join(words for words in (field.hint, field.guidance) if words)
    need = need_in_words(field, beside)
    _put(sheet, row, places.LABEL_COLUMN, field.label, styles.QUESTION)
    _put(sheet, row, places.NEEDED_COLUMN, need, styles.WORDS)
    _put(sheet, row, places.GUIDANCE_COLUMN, guidance or None, styles.WORDS)
    _put_answer(sheet, row, places.ANSWER_COLUMN, field, answer)
    _name(sheet, places.answer_name(field), row, places.ANSWER_COLUMN)
    check = validation(field, list_name)
    check.add(sheet.cell(row, places.ANSWER_COLUMN).coordinate)
    sheet.add_data_validation(check)
    texts = zip((field.label, answer or "", need, guidance), _QUESTION_WIDTHS.values(), strict=True)
    sheet.row_dimensions[row].height = max(
        height(texts), LONG_ANSWER if field.type == "long_text" else 0
    )


def _write_row(
    sheet: Worksheet,
    top: int,
    number: int,
    table: RowTable,
    fixed: FixedRow | None,
    answers: Mapping[str, str],
    widths: list[int],
) -> None:
    row = top + number
    words: list[str | int] = [fixed.label, fixed.guidance] if fixed else [number]
    for column, text in enumerate(words, 1):
        _put(sheet, row, column, text, styles.QUESTION if column == 1 else styles.WORDS)
    for column, field in enumerate(table.fields, len(words) + 1):
        _put_answer(sheet, row, column, field, answers.get(field.name))
    texts = [str(text) for text in words] + [answers.get(f.name, "") for f in table.fields]
    least = 3 * LINE_HEIGHT if any(f.type == "long_text" for f in table.fields) else 0
    sheet.row_dimensions[row].height = max(height(zip(texts, widths, strict=True)), least)


def _words_above(section: Section, table: RowTable, width: int) -> list[str]:
    """How to fill in a table, in lines that fit above it."""
    beside = {field.name: field for field in table.fields}
    always = [field.label for field in table.fields if field.required]
    sometimes = [
        f"{field.label}: {letters.within(need_in_words(field, beside))}."
        for field in table.fields
        if field.required_if and not field.required
    ]
    count = "one row" if table.at_least == 1 else f"{table.at_least} rows"
    sentences = [
        section.guidance,
        f"Fill in at least {count}." if table.at_least else "",
        f"In each row that you fill in, these are required: {'; '.join(always)}." if always else "",
        *sometimes,
    ]
    most = max(60, min(width, 190))
    return [line for sentence in sentences for line in textwrap.wrap(sentence, most)]


def _row_widths(table: RowTable) -> list[int]:
    first = [_LABEL_WIDTH, _GUIDANCE_WIDTH] if table.rows else [_NUMBER_WIDTH]
    return [*first, *(_WIDTHS[field.type] for field in table.fields)]


def _put(sheet: Worksheet, row: int, column: int, value: str | int | None, style: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = value
    cell.style = style


def _put_answer(sheet: Worksheet, row: int, column: int, field: Field, answer: str | None) -> None:
    cell = sheet.cell(row, column)
    cell.style = styles.answer_style(field.type)
    if answer is not None:
        number_format = cell.number_format
        cell.value = cell_value(field, answer)
        cell.number_format = number_format  # a date has set its own
        if isinstance(cell.value, str):
            cell.data_type = "s"  # never a formula, whatever it begins with


def _name(
    sheet: Worksheet,
    name: str,
    top: int,
    left: int,
    bottom: int | None = None,
    right: int | None = None,
) -> None:
    first = f"${get_column_letter(left)}${top}"
    last = f":${get_column_letter(right or left)}${bottom}" if bottom else ""
    place = f"{quote_sheetname(sheet.title)}!{first}{last}"
    sheet.parent.defined_names[name] = DefinedName(name, attr_text=place)


def height(texts: Iterable[tuple[str, int]]) -> float:
    """The height in points of a row whose texts wrap at these widths, in characters."""
    lines = max(
        sum(max(1, math.ceil(len(line) * 1.08 / width)) for line in text.split("\n"))
        for text, width in texts
    )
    return min(lines * LINE_HEIGHT + 3, MOST_HEIGHT)


def _either(labels: Iterable[str]) -> str:
    return " or ".join(labels)
