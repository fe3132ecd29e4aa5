"""What a contract says, as plain values: columns, keys, allowed codes and rules of one table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning"]
ColumnType = Literal["date", "string", "integer", "number"]


@dataclass(frozen=True)
class Column:
    """One column. `unreadable` says what a value that cannot be read does: "error" sets the row
    aside, "warning" leaves the cell empty."""

    name: str
    type: ColumnType
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

    @property
    def label(self) -> str:
        """The column in plain words: `cine_referral_date` is "referral date"."""
        _, _, words = self.name.partition("_")
        return (words or self.name).replace("_", " ")

    @property
    def must_be_supplied(self) -> bool:
        """Whether figures would be silently wrong without the column, so that the run stops."""
        return self.required or self.critical


@dataclass(frozen=True)
class SqlRule:
    """A rule over rows: `SELECT COUNT(*) FROM <table> ... WHERE <offence>`, which must be 0."""

    id: str
    description: str
    severity: Severity
    query: str
    impact: str = ""
    what_to_do: str = ""


@dataclass(frozen=True)
class Contract:
    """What one standard table must hold. `key` names the columns that together are unique."""

    table: str
    title: str
    description: str
    columns: Mapping[str, Column]
    key: tuple[str, ...]
    rules: tuple[SqlRule, ...]
