"""The data quality report: counts and plain words, never a value of a record.

`litmus.base.json_files` writes it and reads it back.
"""

from dataclasses import dataclass, field

from pydantic import computed_field

from litmus.intake.contracts.model import Severity


@dataclass(frozen=True)
class RuleResult:
    """One rule that rows of a table did not meet. `count` is rows; `files` is rows by file."""

    table: str
    rule: str
    column: str
    severity: Severity
    description: str
    consequence: str
    what_to_do: str
    count: int
    files: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class TableQuality:
    """One table: rows as they came and as they are used, and the rules that found something.

    `sentinels` (placeholders such as 1900-01-01) and `empty` count cells by column; a sentinel is
    counted as empty, too.
    `rules_checked` is the number of rules held against the table, those that found nothing
    included; `not_checked` are sentences on rules that could not be. `rules` found something.
    """

    table: str
    title: str
    provided: bool
    rows_in: int = 0
    rows_accepted: int = 0
    rows_quarantined: int = 0
    sentinels: dict[str, int] = field(default_factory=dict)
    empty: dict[str, int] = field(default_factory=dict)
    columns_not_supplied: list[str] = field(default_factory=list)
    columns_ignored: list[str] = field(default_factory=list)
    rules_checked: int = 0
    not_checked: list[str] = field(default_factory=list)
    rules: list[RuleResult] = field(default_factory=list)


@dataclass(frozen=True)
class QualityReport:
    """What checking found, table by table in alphabetical order."""

    tables: list[TableQuality]

    @computed_field  # type: ignore[prop-decorator]  # written, too, for whoever opens the file
    @property
    def rows_in(self) -> int:
        """Rows that the source gave, all tables together."""
        return sum(table.rows_in for table in self.tables)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def rows_quarantined(self) -> int:
        """Rows set aside, all tables together; each once, however many rules it breaks."""
        return sum(table.rows_quarantined for table in self.tables)

    @property
    def rules(self) -> list[RuleResult]:
        """Every rule that found something: errors first, then by how many rows, then by name."""
        found = [rule for table in self.tables for rule in table.rules]
        return sorted(found, key=lambda r: (r.severity != "error", -r.count, r.table, r.rule))
