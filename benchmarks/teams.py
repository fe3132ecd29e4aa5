"""The sample council with more teams: each team that holds cases becomes three.

Which of the three a row belongs to is decided by the child that it is about, so that a child's
records stay with one team; staff and forms without a child, by the row itself. Nothing else is
changed: all teams together have the cases, and the pictures, of the sample council's.
"""

from pathlib import Path

import duckdb

PARTS = 3


def write(sample: Path, folder: Path) -> list[str]:
    """Write the tables of the `sample` council's folder into another one, with more teams. Returns
    the codes of the teams that hold cases."""
    folder.mkdir(parents=True)
    with duckdb.connect() as connection:
        held = f"SELECT DISTINCT invo_professional_team FROM '{sample}/ssd_involvements.parquet'"
        teams = sorted(row[0] for row in connection.execute(held).fetchall() if row[0])
        for path in sorted(sample.glob("*.parquet")):
            query = _split(connection, path, teams)
            connection.execute(f"COPY ({query}) TO '{folder / path.name}' (FORMAT parquet)")
    return [f"{team}-{part}" for team in teams for part in range(1, PARTS + 1)]


def _split(connection: duckdb.DuckDBPyConnection, path: Path, teams: list[str]) -> str:
    columns = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()]
    team = next((name for name in columns if name.endswith(("_team", "_team_id"))), None)
    if team is None:
        return f"SELECT * FROM '{path}'"
    ours = f"{team} IN ({', '.join(repr(each) for each in teams)})"
    if path.stem in ("ref_team_service", "ssd_department"):  # the teams themselves: a row for each
        part, parts = "p.part", f", (SELECT unnest(range(1, {PARTS + 1})) AS part) p"
        once = f" WHERE {ours} OR p.part = 1"
    else:
        key = next((name for name in columns if name.endswith("_person_id")), columns[0])
        part = f"1 + ord(md5(CAST({key} AS VARCHAR))) % {PARTS}"
        parts = once = ""
    code = f"CASE WHEN {ours} THEN {team} || '-' || ({part}) ELSE {team} END AS {team}"
    return f"SELECT t.* REPLACE ({code}) FROM '{path}' t{parts}{once}"
