"""A form as data: what it asks, in which order, and which column of which table an answer fills.

A form is a file `params/forms/CODE.yml`, read by `litmus.intake.forms.definitions`. The same form
writes the empty workbook (the proforma), reads a completed one, and maps the columns of an export.

What one completed form becomes:

- a row of `Form.table`, unless the form has none: `id_column` holds the form's id, every field
  with a `column` its answer, and `constants`, `copied` and `derived` the rest;
- for each filled row of each `RowTable` a row of that table, by the same rules.

Answers are text as in any source: dates `2016-03-29`, times `2016-03-29T14:05:00`, months by their
first day, yes and no `Y` and `N`, choices by their code (people pick the label).

How a completed form is known, and told from another, is said in `litmus.intake.forms.identity`;
where an answer lies in a workbook, in `litmus.intake.forms.places`.
"""

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Self

from pydantic import Field as Entry
from pydantic import field_validator, model_validator

from litmus.base.params import Code, Setting
from litmus.intake.forms.fields import NAME, YES_NO, Field, FieldType

__all__ = [
    "DAY",
    "YES_NO",
    "Derived",
    "Field",
    "FieldType",
    "FixedRow",
    "Form",
    "FormTable",
    "RowTable",
    "Section",
]

DAY = ".date"  # after a field's name in `copied`: the day of a datetime
# What `constants` may name: the form's id and the row's number, which counts from 1.
TOKENS = ("form", "row")
SHEET_NAME = re.compile(r"[^\[\]:*?/\\']{1,31}")
OWN_SHEETS = ("read me first", "lists", "litmus")


class Derived(Setting):
    """A column that follows from an answer: the key question of a key area."""

    field: str
    by: dict[str, str]


class FormTable(Setting):
    """A table that answers become rows of, and the columns that nobody is asked for.

    constants: column to text, in which `{form}` stands for the form's id and `{row}` for the
    row's number in its table, counted from 1 over the rows as laid out (so that filling an
    earlier row later changes no id); `{row:02}` is that number in two digits.
    copied: column to a field of the form (of its single answers, not of a row); `.date` after the
    name takes the day of a datetime. Nothing answered, nothing copied.
    derived: column to what follows from an answer of the same row or form.
    """

    constants: dict[str, str] = Entry(default_factory=dict)
    copied: dict[str, str] = Entry(default_factory=dict)
    derived: dict[str, Derived] = Entry(default_factory=dict)

    @field_validator("constants")
    @classmethod
    def _knows_tokens(cls, constants: dict[str, str]) -> dict[str, str]:
        for column, text in constants.items():
            for _, token, form, _ in Formatter().parse(text):
                plain = not form or (token == "row" and re.fullmatch("0?[1-9]", form))
                if token is not None and (token not in TOKENS or not plain):
                    raise ValueError(f"{column}: only {{form}} and {{row}} can be filled in")
            text.format(form="", row=1)
        return constants


class FixedRow(Setting):
    """A row that every copy of the form has, such as a key area.

    values: column to text, which the row fills without being asked. required: whether the row
    must be answered; if not, an unanswered row is no row of the table.
    """

    label: str
    guidance: str = ""
    values: dict[str, str] = Entry(default_factory=dict)
    required: bool = True


class RowTable(FormTable):
    """Questions answered several times: one row of the form, one row of `table`.

    Either the `rows` are fixed, or there are `blank_rows` to fill from the top (gaps are allowed).
    A row counts as filled as soon as one of its fields is; then its required fields are needed.
    at_least: how many rows must be filled. row_label: heads the labels of fixed rows.
    """

    name: str
    table: str
    fields: list[Field]
    rows: list[FixedRow] = Entry(default_factory=list)
    row_label: str = ""
    blank_rows: int = Entry(default=0, ge=0, le=200)
    at_least: int = Entry(default=0, ge=0)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name}: expected small letters, digits and underscores")
        if bool(self.rows) == bool(self.blank_rows):
            raise ValueError(f"{self.name}: either rows or blank_rows")
        if self.rows and not self.row_label:
            raise ValueError(f"{self.name}: fixed rows need a row_label to head them")
        _check_distinct("row", (row.label for row in self.rows))
        _check_fields(self.fields, self.derived)
        return self

    @property
    def length(self) -> int:
        """How many rows the table has to fill in."""
        return len(self.rows) or self.blank_rows

    def columns(self) -> set[str]:
        """Every column of the table that a row of this form can fill."""
        fixed = {column for row in self.rows for column in row.values}
        return _columns_of(self, self.fields) | fixed


class Section(Setting):
    """A part of the form: either `fields`, each answered once, or one `table` of rows.

    Several parts with fields may share a sheet; a table has its sheet to itself.
    """

    sheet: str
    heading: str
    guidance: str = ""
    fields: list[Field] = Entry(default_factory=list)
    table: RowTable | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if bool(self.fields) == (self.table is not None):
            raise ValueError(f"{self.heading}: either fields or a table")
        if not SHEET_NAME.fullmatch(self.sheet) or self.sheet.casefold() in OWN_SHEETS:
            raise ValueError(f"{self.sheet!r} cannot be the name of a sheet")
        return self


class Form(FormTable):
    """A whole form.

    version: printed and hidden in each proforma; also_read: earlier versions that this definition
    still reads. framework: the paragraphs that ask for it. prefix: begins the ids of its forms.
    table, id_column: the table that the single answers are a row of, and the column that holds
    the form's id; both None where only the rows of its tables are kept.
    identity: the fields that together tell one completed form from another; all required.
    """

    code: str
    title: str
    version: Code
    also_read: list[Code] = Entry(default_factory=list)
    framework: str
    purpose: str
    instructions: list[str] = Entry(default_factory=list)
    prefix: str = Entry(pattern=r"^[A-Z]{2,5}$")
    table: str | None = None
    id_column: str | None = None
    identity: list[str] = Entry(min_length=1)
    sections: list[Section] = Entry(min_length=1)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if not NAME.fullmatch(self.code):
            raise ValueError(f"{self.code}: expected small letters, digits and underscores")
        if (self.table is None) != (self.id_column is None):
            raise ValueError("table and id_column go together")
        if self.table is None and not self.tables:
            raise ValueError("the answers have no table to go to")
        _check_fields(self.fields, self.derived)
        _check_distinct("table", (table.name for table in self.tables))
        self._check_sheets()
        self._check_identity()
        targets: list[FormTable] = [self, *self.tables]
        for target in targets:
            self._check_copies(target)
        self._check_all_fields_land()
        return self

    @property
    def fields(self) -> list[Field]:
        """The questions answered once, in the order they are asked."""
        return [field for section in self.sections for field in section.fields]

    @property
    def tables(self) -> list[RowTable]:
        """The tables of rows, in the order they are asked."""
        return [section.table for section in self.sections if section.table]

    @property
    def targets(self) -> set[str]:
        """The tables that a completed form has rows for."""
        return {table.table for table in self.tables} | ({self.table} if self.table else set())

    def columns(self) -> set[str]:
        """Every column of the form's own table that a completed form can fill."""
        return _columns_of(self, self.fields) | ({self.id_column} if self.id_column else set())

    def _check_sheets(self) -> None:
        alone = [section.sheet.casefold() for section in self.sections if section.table]
        shared = {section.sheet.casefold() for section in self.sections if section.fields}
        _check_distinct("sheet", [*alone, *shared])

    def _check_identity(self) -> None:
        required = {field.name for field in self.fields if field.required}
        if missing := [name for name in self.identity if name not in required]:
            raise ValueError(f"identity: {missing[0]} is not a required field")

    def _check_copies(self, target: FormTable) -> None:
        types = {field.name: field.type for field in self.fields}
        for column, name in target.copied.items():
            kind = types.get(name.removesuffix(DAY))
            if kind is None or (name.endswith(DAY) and kind != "datetime"):
                raise ValueError(f"{column} cannot be copied from {name!r}")

    def _check_all_fields_land(self) -> None:
        targets: list[FormTable] = [self, *self.tables]
        copied = {name.removesuffix(DAY) for each in targets for name in each.copied.values()}
        _check_fields_land(self.fields, self.derived, copied)
        if self.table is None and any(field.column for field in self.fields):
            raise ValueError("fields have columns, but the form has no table")
        for table in self.tables:
            _check_fields_land(table.fields, table.derived, set())


def _check_fields(fields: list[Field], derived: Mapping[str, Derived]) -> None:
    _check_distinct("field", (field.name for field in fields))
    _check_distinct("label", (field.label.casefold() for field in fields))
    known = {field.name: field for field in fields}
    for field in fields:
        others = [*field.required_if, field.not_less_than, field.not_more_than]
        for other in others:
            if other is not None and other not in known:
                raise ValueError(f"{field.name} refers to {other!r}, which is not asked beside it")
        for other, codes in field.required_if.items():
            if not set(codes) <= set(known[other].options):
                raise ValueError(f"{field.name}: required_if names no choice of {other}")
    for column, rule in derived.items():
        if rule.field not in known:
            raise ValueError(
                f"{column} is derived from {rule.field!r}, which is not asked beside it"
            )


def _check_fields_land(
    fields: list[Field], derived: Mapping[str, Derived], copied: set[str]
) -> None:
    used = copied | {rule.field for rule in derived.values()}
    for field in fields:
        if field.column is None and field.name not in used:
            raise ValueError(f"{field.name}: the answer goes nowhere; name its column")


def _check_distinct(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{what} {name!r} is there twice")
        seen.add(name)


def _columns_of(target: FormTable, fields: list[Field]) -> set[str]:
    answered = {field.column for field in fields if field.column}
    return answered | set(target.constants) | set(target.copied) | set(target.derived)
