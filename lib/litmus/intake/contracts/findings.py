"""The faults that checking finds: one for each rule that is broken, with the rows that break it."""

from dataclasses import dataclass, field

import polars as pl

from litmus.intake.contracts.model import ColumnRule, Contract, Severity
from litmus.intake.contracts.quality import RuleResult
from litmus.intake.contracts.reading import CellReading
from litmus.intake.contracts.sql import ROW
from litmus.intake.contracts.wording import Wording, consequence

PERSON, TEAM = ("ssd_person", "pers_person_id"), ("ssd_department", "dept_team_id")
# Of rows that are the same one stays: nothing is lost.
REPEATED = "repeated_row"


@dataclass(frozen=True)
class Fault:
    """Rows of one table that do not meet one rule. `columns` are those whose values are listed.

    `breaks`: whether what figures read in these columns of these rows is lost or wrong.
    """

    rule: str
    severity: Severity
    wording: Wording
    rows: pl.Series
    columns: tuple[str, ...]
    expected: str
    breaks: bool = True

    @property
    def column(self) -> str:
        """The column that the rule is about; empty where it is about several."""
        return self.columns[0] if len(self.columns) == 1 else ""


@dataclass
class TableCheck:
    """One table on its way through the checks: the rows still accepted, and what was found."""

    contract: Contract
    raw: pl.DataFrame
    reading: CellReading
    provided: bool
    findings: list[Fault] = field(default_factory=list)
    rules_checked: int = 0
    not_checked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.accepted = self.reading.frame
        self.set_aside = self.accepted.clear()

    def record(self, findings: list[Fault]) -> None:
        """Keep the findings that concern rows, and set aside the rows of those that are errors."""
        found = [finding for finding in findings if len(finding.rows)]
        self.findings += found
        errors = [finding.rows for finding in found if finding.severity == "error"]
        if errors:
            wrong = pl.col(ROW).is_in(pl.concat(errors).implode())
            self.set_aside = pl.concat([self.set_aside, self.accepted.filter(wrong)])
            self.accepted = self.accepted.filter(~wrong)

    def breaks(self, finding: Fault) -> bool:
        """Whether the finding breaks figures that read its columns; a repeated row never does."""
        return finding.breaks and finding.rule != REPEATED

    def issues(self) -> pl.DataFrame:
        """Each finding's rows with file, row, record and value, and whose they are by the row
        itself: for the restricted listing."""
        return pl.concat([NO_ISSUES, *(self._listing(finding) for finding in self.findings)])

    def _listing(self, finding: Fault) -> pl.DataFrame:
        # Joined, not filtered, so that the order is the finding's own: by row.
        rows = finding.rows.sort().to_frame(ROW).join(self.raw, on=ROW, how="left")
        return rows.select(
            pl.lit(self.contract.table).alias("table"),
            pl.lit(finding.rule).alias("rule"),
            pl.lit(finding.severity).alias("severity"),
            pl.col("_file").cast(pl.String).alias("file"),
            pl.col("_row").cast(pl.Int64).alias("row"),
            _values(self.raw, self.contract.key, named=False).alias("record"),
            pl.lit(finding.column).alias("column"),
            _values(self.raw, finding.columns, named=not finding.column).alias("value"),
            pl.lit(finding.expected).alias("expected"),
            self._named(PERSON).alias("person"),
            self._named(TEAM).alias("team"),
        )

    def _named(self, target: tuple[str, str]) -> pl.Expr:
        """The person, or the team, that a row names; empty where it names none."""
        own = [target[1]] if target == PERSON and self.contract.table == target[0] else []
        columns = self.contract.columns.values() if self.contract.table != target[0] else ()
        own += [each.name for each in columns if each.refers_to == target]
        return _values(self.raw, tuple(own[:1]), named=False)

    def results(self) -> list[RuleResult]:
        """The findings as the quality report has them: counted by file, without values."""
        results = [self._result(finding) for finding in self.findings]
        return sorted(results, key=lambda r: (r.severity != "error", -r.count, r.rule, r.column))

    def _result(self, finding: Fault) -> RuleResult:
        files = finding.rows.to_frame(ROW).join(self.raw, on=ROW).group_by("_file").len()
        return RuleResult(
            table=self.contract.table,
            rule=finding.rule,
            column=finding.column,
            severity=finding.severity,
            description=finding.wording.found,
            consequence=consequence(finding.wording, finding.severity),
            what_to_do=finding.wording.what_to_do,
            count=len(finding.rows),
            files=dict(sorted(files.rows())),
        )


NO_ISSUES = pl.DataFrame(
    schema={
        "table": pl.String,
        "rule": pl.String,
        "severity": pl.String,
        "file": pl.String,
        "row": pl.Int64,
        "record": pl.String,
        "column": pl.String,
        "value": pl.String,
        "expected": pl.String,
        "person": pl.String,
        "team": pl.String,
    }
)


def about(column: ColumnRule, kind: Wording, other: str = "") -> Wording:
    """The words of `kind`, with the names of the column and of the table it refers to filled in."""
    names = {"label": column.label, "other": other}
    return Wording(*(text.format(**names) for text in kind))


def _values(raw: pl.DataFrame, columns: tuple[str, ...], *, named: bool) -> pl.Expr:
    """The cells as they were read, several of them joined by "; "."""
    cells = [
        pl.concat_str(
            pl.lit(f"{name} = " if named else ""), pl.col(name).cast(pl.String).fill_null("")
        )
        for name in columns
        if name in raw.columns
    ]
    return pl.concat_str(cells, separator="; ") if cells else pl.lit("")
