"""`make bench-national`: every indicator by council and month, for a generated nation.

The nation (`nation.py`) is written first, as Parquet files, a folder a council. Then, for each
number of councils asked for, one process computes all indicators of the catalogue for each council,
in the windows that end with each of the last months, and writes the figures to one CSV file.
DuckDB reads the Parquet files in place; councils are computed one after the other, because an
indicator may ask whether a council has a table at all, and because memory then does not grow with
the nation.

Every process is measured; memory is its peak, as the operating system accounts for it. A process
that is started inherits the peak of the one that starts it, so the one that starts them all does no
work of its own. Seconds are those of the work, without starting Python; processor seconds are
those of all its threads, which say what the work costs also where the machine does something else
beside it. The whole and all breakdowns are computed; only the whole is written to the file.
"""

import argparse
import csv
import json
import os
import platform
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
import nation

from indicators import MONTHS, PROJECT, month_ends
from litmus import indicators as declared
from litmus.base.windows import Window, window_ending
from litmus.indicators import Indicator, Population, engine
from litmus.indicators.parameters import read_parameters
from litmus.intake.opening import snapshot_of
from litmus.intake.snapshot import Snapshot
from report import Cost, measured

COUNCILS = 152
WIDTHS = (9, 14, 10, 13, 18, 10, 10)
SHOWN = ("indicator", "window", "window_start", "window_end", "numerator", "denominator", "value")


def generate(snapshot: Snapshot, councils: int, folder: Path) -> None:
    """Write the nation, and `rows.json` beside it: the rows of each council, in order."""
    rows = [nation.write(snapshot, number, folder) for number in range(1, councils + 1)]
    (folder / "rows.json").write_text(json.dumps(rows), encoding="utf-8")


def compute(snapshot: Snapshot, councils: int, months: int, folder: Path, out: Path) -> None:
    """All figures of the first `councils` of the nation, a council at a time, to a CSV file."""
    ends = month_ends(snapshot.data_to, months)
    known = declared.catalogue(read_parameters(PROJECT))
    windows = {each.code: [window_ending(each.window, s) for s in ends] for each in known.values()}
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("council", *SHOWN))
        for number in range(1, councils + 1):
            writer.writerows(whole(folder, number, list(known.values()), windows))


def whole(
    folder: Path, number: int, chosen: list[Indicator], windows: dict[str, list[Window]]
) -> list[list[Any]]:
    """The figures of one council as lines of the file. Those of its groups are let go."""
    connection = opened(folder / nation.name(number))
    try:
        population, lines = children(connection), []
        for each in chosen:
            rows = engine.exact_rows(connection, [each], windows, population)
            lines += [line(number, row) for row in rows if row["breakdown"] == engine.ALL]
        return lines
    finally:
        connection.close()


def line(number: int, row: dict[str, Any]) -> list[Any]:
    return [nation.name(number), *(row[column] for column in SHOWN)]


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection with one view a table over a council's files."""
    connection = duckdb.connect()
    for path in sorted(folder.glob("*.parquet")):
        place = str(path.resolve()).replace("'", "''")
        connection.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM read_parquet('{place}')")
    return connection


def children(connection: duckdb.DuckDBPyConnection) -> Population:
    """The council's own children, by mid-year; of several estimates the one published last."""
    estimates = "SELECT pop_year, pop_0_17 FROM ext_population ORDER BY pop_published_on"
    return Population(dict(connection.execute(estimates).fetchall()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--councils",
        default=str(COUNCILS),
        help=f"how many, or several numbers for a growth table: 1,10,50,152 (default {COUNCILS})",
    )
    parser.add_argument("--months", type=int, default=MONTHS, help=f"default {MONTHS}")
    parser.add_argument("--folder", type=Path, help="where the nation is written (default: /tmp)")
    parser.add_argument("--step", choices=("freeze", "generate", "compute"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        step(given)
    else:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            grow([int(each) for each in given.councils.split(",")], given.months, Path(folder))


def step(given: argparse.Namespace) -> None:
    """One measured process."""
    snapshot, councils = snapshot_of("sample", given.folder / "outputs"), int(given.councils)
    if given.step == "generate":
        generate(snapshot, councils, given.folder)
    elif given.step == "compute":
        out = given.folder / f"figures_{councils}.csv"
        start, began = time.perf_counter(), time.process_time()
        compute(snapshot, councils, given.months, given.folder, out)
        took = (time.perf_counter() - start, time.process_time() - began)
        out.with_suffix(".json").write_text(json.dumps(took), encoding="utf-8")


def grow(sizes: list[int], months: int, folder: Path) -> None:
    def process(name: str, councils: int) -> Cost:
        return measured(
            *(sys.executable, __file__, "--step", name, "--councils", councils),
            *("--months", months, "--folder", folder),
        )

    process("freeze", 1)
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, ", end="")
    print(f"DuckDB {duckdb.__version__}, {os.cpu_count()} processors")
    written = process("generate", max(sizes))
    rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
    size = sum(path.stat().st_size for path in folder.glob("C*/*.parquet")) / 2**20
    print(
        f"{max(sizes)} councils written: {sum(rows):,} rows, {size:,.0f} MiB of Parquet, ", end=""
    )
    print(f"{written.seconds:.0f} s, at most {written.mebibytes:.0f} MiB of memory")
    known = len(declared.catalogue())
    print(f"All {known} indicators by council for {months} months, the whole and every breakdown\n")
    heads = (
        "councils",
        "rows",
        "seconds",
        "processor s",
        "per million rows",
        "peak MiB",
        "figures",
    )
    print("".join(head.rjust(width) for head, width in zip(heads, WIDTHS, strict=True)))
    for councils in sorted(sizes):
        cost, total = process("compute", councils), sum(rows[:councils])
        out = folder / f"figures_{councils}.csv"
        seconds, worked = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
        with out.open(encoding="utf-8") as file:
            figures = sum(1 for _ in file) - 1
        shown = (
            *(f"{councils}", f"{total:,}", f"{seconds:,.0f}", f"{worked:,.0f}"),
            *(f"{worked / total * 1e6:.2f}", f"{cost.mebibytes:.0f}", f"{figures:,}"),
        )
        print("".join(cell.rjust(w) for cell, w in zip(shown, WIDTHS, strict=True)), flush=True)


if __name__ == "__main__":
    main()
