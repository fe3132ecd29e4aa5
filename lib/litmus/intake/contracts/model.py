"""What a contract says, as plain values: columns, keys, allowed codes and rules of one table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning"]
ColumnType = Literal["date", "timestamp", "string", "integer", "number"]


@dataclass(frozen=True)
class ColumnRule:
    """One column; `label` is its name in plain words.

    `is_id` says that the column names a record, its own or another's. `unreadable` says what a
    value does that cannot be read or is outside what is possible: "error" sets the row aside,
    "warning" leaves the cell empty. `refers_to` is the table and column in which the value is
    looked up; `table_in` the column that says, row by row, in which table.
    """

    name: str
    type: ColumnType
    label: str
    description: str = ""
    required: bool = False
    critical: bool = False
    unreadable: Severity = "warning"
    minimum: Any = None
    maximum: Any = None
    allowed: tuple[str, ...] = ()
    allowed_severity: Severity = "warning"
    read_as: Mapping[str, str] = field(default_factory=dict)
    refers_to: tuple[str, str] | None = None
    table_in: str = ""
    is_id: bool = False

    @property
    def is_free_text(self) -> bool:
        """Whether the column holds what somebody wrote: no code, no id, no number, no date."""
        return self.type == "string" and not (self.allowed or self.read_as or self.is_id)

    @property
    def is_flag(self) -> bool:
        """Whether the column answers with yes or no."""
        return {"Y", "N"} <= set(self.allowed)

    @property
    def is_essential(self) -> bool:
        """Whether figures would be silently wrong without the column, so that the run stops."""
        return self.required or self.critical


@dataclass(frozen=True)
class SqlRule:
    """A rule over rows: `SELECT COUNT(*) FROM <table> ... WHERE <offence>`, which must be 0.

    `breaks`: whether a row that offends is lost to figures that read the columns which it names,
    or wrong in them.
    """

    id: str
    description: str
    severity: Severity
    query: str
    impact: str = ""
    what_to_do: str = ""
    breaks: bool = False


@dataclass(frozen=True)
class Contract:
    """What one standard table must hold. `key` names the columns that together are unique."""

    table: str
    title: str
    description: str
    columns: Mapping[str, ColumnRule]
    key: tuple[str, ...]
    rules: tuple[SqlRule, ...]
