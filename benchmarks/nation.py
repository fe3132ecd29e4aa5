"""A nation of councils, made from the sample council and written as Parquet, a council at a time.

Each council is the sample council with

- its own size: from two fifths to one and three fifths of the sample's children, the mean of all
  councils being about the sample's. A child is left out, kept or kept twice by a hash of the
  council and the child's id, so that the nation is the same on every machine;
- its own time: all dates of its children moved by up to four whole weeks either way, which keeps
  the days of the week;
- its own ids: the council's code before each, so that no two councils share a child or a team. The
  second copy of a child is a child with ids of its own.

Every fifth council has no early help assessments and closures of its own (ext_eh_*), so that the
fallback which the catalogue provides for is used there, and councils have to be kept apart.
DuckDB copies from file to file: no table is held in memory.
"""

from pathlib import Path

import duckdb

from litmus.intake.snapshot import Snapshot

# Not a child's own: staff, teams, calendars. They are neither left out nor doubled nor moved.
NOBODYS = ("prof_", "dept_", "rts_", "wfp_", "wfa_", "bh_", "pop_", "day", "working_day")
STAFF = ("_professional_id", "_worker_id", "_supervisor_id", "_advisor", "_iro")
TEAM = ("_team", "_team_id", "_team_parent_id", "_manager_id", "_hos_id", "_post_id")
SHARED = (*STAFF, *TEAM)
CODES = ("invo_professional_role_id",)  # named like an id, and none
FALLBACK = ("ext_eh_assessment", "ext_eh_closure")


def name(number: int) -> str:
    """The code of a council, from 1: C001."""
    return f"C{number:03d}"


def percent(number: int) -> int:
    """How many children a council has, of a hundred of the sample's: 40 to 160."""
    return 40 + (number * 37 + 23) % 121


def weeks(number: int) -> int:
    """By how many weeks a council's dates are moved: -4 to 4."""
    return (number * 5) % 9 - 4


def write(source: Snapshot, number: int, folder: Path) -> int:
    """Write council `number` as one Parquet file a table; gives its rows in total."""
    target = folder / name(number)
    target.mkdir(parents=True)
    connection = source.connect()
    try:
        connection.execute("SET preserve_insertion_order = false")
        tables = list(source.manifest["tables"])
        connection.execute(_children(connection, tables, number))
        rows = 0
        for table in tables:
            path = str(target / f"{table}.parquet").replace("'", "''")
            query = _table(connection, table, number)
            copied = connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)").fetchone()
            rows += copied[0] if copied else 0
        return rows
    finally:
        connection.close()


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(f"DESCRIBE {table}").fetchall()}


def _person(columns: dict[str, str]) -> str | None:
    """The column that says whose row it is; None where the row is no child's."""
    if next(iter(columns)).startswith(NOBODYS):
        return None
    return next((column for column in columns if column.endswith("_person_id")), None)


def _children(connection: duckdb.DuckDBPyConnection, tables: list[str], number: int) -> str:
    """Which children the council has, and how often: one row a copy."""
    persons = [(t, p) for t in tables if (p := _person(_columns(connection, t)))]
    everybody = " UNION ".join(
        f"SELECT {person} AS child FROM {table}" for table, person in persons
    )
    draw = f"('0x' || left(md5('{name(number)}' || child), 8))::UBIGINT % 100"
    return f"""CREATE TEMP TABLE children AS
        SELECT child, copy, CASE copy WHEN 1 THEN '' ELSE '-2' END AS suffix
        FROM ({everybody}), (VALUES (1), (2)) AS copies (copy)
        WHERE child IS NOT NULL AND {draw} < {percent(number)} - 100 * (copy - 1)"""


def _table(connection: duckdb.DuckDBPyConnection, table: str, number: int) -> str:
    """The rows of a table as the council has them."""
    columns = _columns(connection, table)
    person = _person(columns)
    if table == "ext_population":
        return f"""SELECT '{name(number)}' AS pop_la_code,
            * EXCLUDE (pop_la_code) REPLACE (pop_0_17 * {percent(number)} // 100 AS pop_0_17)
            FROM {table}"""
    chosen = ", ".join(
        f"{_value(column, kind, number, person is not None or table == 'ext_placement_location')}"
        f" AS {column}"
        for column, kind in columns.items()
    )
    if table in FALLBACK and number % 5 == 0:
        return f"SELECT {chosen} FROM {table} t, (SELECT '' AS suffix) c WHERE FALSE"
    if table == "ext_placement_location":  # it names the placement and not the child
        return f"""SELECT {chosen} FROM {table} t
            JOIN (SELECT DISTINCT clap_cla_placement_id, clap_person_id FROM ssd_cla_placement) l
                ON l.clap_cla_placement_id = t.plo_placement_id
            JOIN children c ON c.child = l.clap_person_id"""
    if person is None:
        return f"SELECT {chosen} FROM {table} t"
    return f"SELECT {chosen} FROM {table} t JOIN children c ON c.child = t.{person}"


def _value(column: str, kind: str, number: int, of_child: bool) -> str:
    """A column as the council has it: ids with its code, the dates of children moved."""
    if column in CODES:
        return f"t.{column}"
    if kind == "VARCHAR" and column.endswith(SHARED):
        return f"'{name(number)}-' || t.{column}"
    if kind == "VARCHAR" and column.endswith("_id") and of_child:
        return f"'{name(number)}-' || t.{column} || c.suffix"
    if kind == "DATE" and of_child:
        return f"t.{column} + {7 * weeks(number)}"
    return f"t.{column}"
