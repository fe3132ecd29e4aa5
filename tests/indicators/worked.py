"""A council in a few lines of text, and its figures: so that an example reads as methodology.

`Council.of(ssd_cp_plans='''...''')` takes one table a keyword: a line of column names, then one row
a line, cells apart by `|`, empty for nothing. A column may be named by the end of its name
(`start_date` for `cppl_cp_plan_start_date`). Every other standard table is there, and empty.
"""

from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd

from litmus.base.windows import Window, window_ending
from litmus.base.working_days import calendar
from litmus.indicators import Population, compute, find
from litmus.indicators.engine import exact_rows
from litmus.intake import contracts

PROJECT = Path(__file__).resolve().parents[2]
TYPES = {
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
}
READ = {
    "date": date.fromisoformat,
    "timestamp": datetime.fromisoformat,
    "string": str,
    "integer": int,
    "number": float,
}
# Children in Leicester in mid-2014, mid-2015 and mid-2016 (ONS), as the catalogue verified them.
LEICESTER = Population({2014: 82188, 2015: 83785, 2016: 85492})

Rows = list[dict[str, object]]


class Council:
    """Standard tables in memory, and the figures that they give."""

    def __init__(self) -> None:
        self.contracts = contracts.load(PROJECT / "data_contracts")
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 1")
        for table, contract in self.contracts.items():
            columns = ", ".join(f"{c.name} {TYPES[c.type]}" for c in contract.columns.values())
            self.connection.execute(f"CREATE TABLE {table} ({columns})")
        days = pd.DataFrame(list(calendar()), columns=["day", "working_day"])
        self.connection.register("days", days)
        self.connection.execute("INSERT INTO ref_calendar SELECT day, working_day FROM days")
        self._filled: set[str] = set()

    def of(self, **tables: str) -> "Council":
        """The council whose tables are these texts, and no other rows."""
        return self.holding({table: self.read(table, text) for table, text in tables.items()})

    def holding(self, tables: dict[str, Rows]) -> "Council":
        """The council whose tables hold these rows, and no other."""
        for table in self._filled:
            self.connection.execute(f"DELETE FROM {table}")
        self._filled = {table for table, rows in tables.items() if rows}
        for table in self._filled:
            self._insert(table, tables[table])
        return self

    def read(self, table: str, text: str) -> Rows:
        """The rows of a small text table, typed as its contract says."""
        head, *lines = (line for line in text.splitlines() if line.strip())
        names = [self._column(table, cell.strip()) for cell in head.split("|")]
        rows = []
        for line in lines:
            cells = [cell.strip() for cell in line.split("|")]
            assert len(cells) == len(names), f"{table}: {line!r} has {len(cells)} cells"
            rows.append(
                {n: self._value(table, n, c) for n, c in zip(names, cells, strict=True) if c}
            )
        return rows

    def figure(self, code: str, s: str, window: str = "") -> tuple[object, object]:
        """Numerator and denominator of the whole council, in the indicator's own window to `s`."""
        row = self.row(code, s, window)
        return row["numerator"], row["denominator"]

    def value(self, code: str, s: str, window: str = "") -> float | None:
        """The value of the whole council."""
        return self.row(code, s, window)["value"]

    def row(self, code: str, s: str, window: str = "") -> dict[str, object]:
        """The whole council's figure with all its columns; its groups are most of the work."""
        (row,) = self.counted(code, [self._window(code, s, window)], grouped=[])
        return row

    def groups(self, code: str, s: str, breakdown: str, window: str = "") -> dict[str, object]:
        """Group -> (numerator, denominator) of a breakdown."""
        return {
            row["group"]: (row["numerator"], row["denominator"])
            for row in self.rows(code, s, window)
            if row["breakdown"] == breakdown
        }

    def rows(self, code: str, s: str, window: str = "") -> Rows:
        """Every figure of an indicator in one window."""
        return self.figures(code, [self._window(code, s, window)])

    def figures(self, code: str, windows: list[Window]) -> Rows:
        """Every figure of an indicator in these windows."""
        table = compute(self.connection, [find(code)], {code: windows}, LEICESTER)
        return table.to_dict("records")

    def counted(
        self, code: str, windows: list[Window], grouped: list[Window] | None = None
    ) -> Rows:
        """As `figures`, groups only in the windows that are `grouped` (all if None)."""
        groups = None if grouped is None else {code: grouped}
        return exact_rows(self.connection, [find(code)], {code: windows}, LEICESTER, grouped=groups)

    @staticmethod
    def _window(code: str, s: str, window: str) -> Window:
        return window_ending(window or find(code).window, date.fromisoformat(s))

    def _column(self, table: str, name: str) -> str:
        columns = self.contracts[table].columns
        found = [c for c in columns if c == name] or [c for c in columns if c.endswith(f"_{name}")]
        assert len(found) == 1, f"{table} has {found or 'no column'} for {name!r}"
        return found[0]

    def _value(self, table: str, column: str, cell: str) -> object:
        return READ[self.contracts[table].columns[column].type](cell)

    def _insert(self, table: str, rows: Rows) -> None:
        # What is empty in every row is not named: reading the statement is most of the work.
        names = [name for name in self.contracts[table].columns if any(name in r for r in rows)]
        values = ", ".join(
            f"({', '.join(_literal(row.get(name)) for name in names)})" for row in rows
        )
        self.connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES {values}")


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int | float) else f"'{value}'"
