"""The answers to write into a form's workbook, as the tables hold them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from litmus.intake.forms.model import Field

CellValue = str | int | float | date | datetime


@dataclass(frozen=True)
class Filled:
    """Answers to write into a form, each as text as the tables hold it.

    single: by field name (`form_number` among them, where one is given). rows: by table name, then
    by the number of the row, from 1, then by field name. saved_at: when the form was saved.
    """

    single: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[int, Mapping[str, str]]] = field(default_factory=dict)
    saved_at: datetime | None = None


def cell_value(field: Field, answer: str) -> CellValue:
    """An answer as it stands in a cell: the label of a choice, a date as Excel's own date.

    Raises ValueError where a date or number is not as the tables hold it.
    """
    if field.options:
        return field.options.get(answer, answer)
    if field.type == "datetime":
        return datetime.fromisoformat(answer)
    if field.type in ("date", "month"):
        return date.fromisoformat(answer[:10])
    if field.type == "whole_number":
        return int(answer)
    return float(answer) if field.type == "number" else answer
