"""`make bench`: the 42 indicators, every month and breakdown, against pandas and hand-written SQL.

Everything is measured in one process and one run, in turn, so that the ratios hold although the
seconds differ from machine to machine. An indicator is computed in its own window, ending with each
of the last months of the sample council, for the whole and for every group. Compared are

- all: the engine, all indicators of the catalogue (the headline; nothing is compared with it);
- pandas: some indicators as a careful analyst writes them, month by month (`by_pandas.py`). What
  does not depend on the month is worked out once; a second line works it out each month again, as
  a notebook with a cell a month does;
- SQL: some indicators as a practised analyst writes them for DuckDB, one query for all months
  (`by_hand.py`).

The engine is timed on those same indicators, and its figures are checked to equal theirs before
anything is timed: numerator, denominator and value of every window and group. Every time includes
reading the frozen Parquet files and making the figures; each is the median of the runs.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import by_hand
import by_pandas
import pandas as pd

from litmus import indicators as declared
from litmus.base.council import read_council
from litmus.base.periods import add_months, month_end
from litmus.base.windows import Window, window_ending
from litmus.indicators import Indicator, Population, engine, population
from litmus.indicators.parameters import read_parameters
from litmus.intake.opening import snapshot_of
from litmus.intake.snapshot import Snapshot

PROJECT = Path(__file__).resolve().parents[1]
MONTHS = 61
# By code, end of the window, breakdown and group: numerator, denominator, value.
Figures = dict[tuple[str, date, str, str], tuple[float, float | None, float | None]]


def month_ends(last: date, count: int) -> list[date]:
    """The last `count` month ends up to `last`, oldest first."""
    newest = last if month_end(last) == last else month_end(add_months(last, -1))
    return [month_end(add_months(newest.replace(day=1), -back)) for back in reversed(range(count))]


def by_engine(
    snapshot: Snapshot, chosen: Iterable[Indicator], months: list[date], children: Population
) -> list[dict[str, Any]]:
    chosen = list(chosen)
    windows = {each.code: [window_ending(each.window, s) for s in months] for each in chosen}
    connection = snapshot.connect()
    try:
        return engine.exact_rows(connection, chosen, windows, children)
    finally:
        connection.close()


def figures_of(rows: list[dict[str, Any]]) -> Figures:
    return {
        (row["indicator"], row["window_end"], row["breakdown"], row["group"]): (
            row["numerator"],
            row["denominator"],
            row["value"],
        )
        for row in rows
    }


def figure(
    indicator: Indicator, window: Window, hits: int, cases: int, children: Population
) -> tuple[float, float | None, float | None]:
    """Numerator, denominator and value of a percentage, or of a rate of a year or of a day."""
    if indicator.kind == "rate":
        people, _ = children.at(window.end)
        return hits, people, 10_000 * hits / people if people else None
    return hits, cases, 100 * hits / cases if cases else None


def by_sql(
    snapshot: Snapshot, chosen: list[Indicator], months: list[date], children: Population
) -> Figures:
    found: Figures = {}
    connection = snapshot.connect()
    try:
        for each in chosen:
            windows = {s: window_ending(each.window, s) for s in months}
            rows = connection.execute(by_hand.query(each.code, months)).fetchall()
            for s, breakdown, group, hits, cases in rows:
                measured = figure(each, windows[s], hits, cases, children)
                found[each.code, s, breakdown, group] = measured
    finally:
        connection.close()
    return found


def with_pandas(
    snapshot: Snapshot,
    chosen: list[Indicator],
    months: list[date],
    children: Population,
    once: bool = True,
) -> Figures:
    found: Figures = {}
    connection = snapshot.connect()
    try:
        tables = {name: connection.table(name).df() for name in by_pandas.NEEDED}
    finally:
        connection.close()
    ready = by_pandas.prepared(tables)
    for each in chosen:
        for s in months:
            window = window_ending(each.window, s)
            first, last = pd.Timestamp(window.start), pd.Timestamp(window.end)
            if not once:
                ready = by_pandas.prepared(tables)
            cases = by_pandas.described(by_pandas.CASES[each.code](ready, first, last), ready)
            for (breakdown, group), (hits, size) in by_pandas.totals(cases).items():
                measured = figure(each, window, hits, size, children)
                found[each.code, s, breakdown, group] = measured
    return found


def check_equal(name: str, ours: Figures, theirs: Figures) -> int:
    """How many figures are equal: all of them, or the run ends."""
    wrong = sorted(ours.keys() ^ theirs.keys())
    wrong += [key for key in sorted(ours.keys() & theirs.keys()) if not same(ours, theirs, key)]
    if wrong:
        for key in wrong[:10]:
            print(*key, "engine:", ours.get(key), f"{name}:", theirs.get(key), file=sys.stderr)
        raise SystemExit(f"{len(wrong)} figures differ between the engine and {name}")
    return len(ours)


def same(ours: Figures, theirs: Figures, key: tuple[str, date, str, str]) -> bool:
    *counts, value = ours[key]
    *other_counts, other = theirs[key]
    if value is None or other is None:
        return value is other and counts == other_counts
    return counts == other_counts and abs(value - other) <= 1e-9 * max(1, abs(value))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def line(name: str, seconds: list[float], base: list[float]) -> str:
    ratios = [one / other for one, other in zip(seconds, base, strict=True)]
    return (
        f"{name:<46}{statistics.median(seconds):>9.2f}"
        f"{f'{min(seconds):.2f} to {max(seconds):.2f}':>18}"
        f"{statistics.median(ratios):>9.2f}{f'{min(ratios):.2f} to {max(ratios):.2f}':>18}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each is run (default 5)")
    parser.add_argument("--months", type=int, default=MONTHS, help=f"default {MONTHS}")
    parser.add_argument("--outputs", type=Path, help="where the sample council is kept, if not new")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare(snapshot_of("sample", given.outputs or Path(folder)), given.months, given.runs)


def compare(snapshot: Snapshot, count: int, runs: int) -> None:
    months = month_ends(snapshot.data_to, count)
    known = declared.catalogue(read_parameters(PROJECT))
    connection = snapshot.connect()
    children = population.read(connection, read_council(PROJECT), of_sample=True)
    connection.close()
    in_pandas = [known[code] for code in by_pandas.CASES]
    in_sql = [known[code] for code in by_hand.QUERIES]

    def ours(chosen: Iterable[Indicator]) -> list[dict[str, Any]]:
        return by_engine(snapshot, chosen, months, children)

    equal = check_equal(
        "pandas",
        figures_of(ours(in_pandas)),
        with_pandas(snapshot, in_pandas, months, children),
    )
    equal_sql = check_equal(
        "hand-written SQL",
        figures_of(ours(in_sql)),
        by_sql(snapshot, in_sql, months, children),
    )
    works: dict[str, Callable[[], object]] = {
        "all": lambda: ours(known.values()),
        "engine, pandas' six": lambda: ours(in_pandas),
        "pandas": lambda: with_pandas(snapshot, in_pandas, months, children),
        "engine, SQL's five": lambda: ours(in_sql),
        "SQL": lambda: by_sql(snapshot, in_sql, months, children),
    }
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            seconds[name].append(timed(work))
    again = [timed(lambda: with_pandas(snapshot, in_pandas, months, children, once=False))]
    rows = sum(table["rows"] for table in snapshot.manifest["tables"].values())
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, ", end="")
    print(f"{os.cpu_count()} processors; {runs} runs of each, in turn")
    print(
        f"The sample council, {rows:,} rows; windows ending {months[0]} to {months[-1]}, ", end=""
    )
    print(f"{len(months)} months; the whole and every breakdown")
    print(f"pandas: {', '.join(by_pandas.CASES)}; {equal:,} figures, equal to the engine's")
    print(f"SQL: {', '.join(by_hand.QUERIES)}; {equal_sql:,} figures, equal to the engine's\n")
    print(f"{'':<46}{'seconds':>9}{'range':>18}{'ratio':>9}{'range':>18}")
    names = (f"engine, all {len(known)} indicators", f"engine, the {len(in_pandas)} of pandas")
    six, five = seconds["engine, pandas' six"], seconds["engine, SQL's five"]
    print(line(names[0], seconds["all"], seconds["all"]))
    print(line(names[1], six, six))
    print(line("pandas, prepared once", seconds["pandas"], six))
    print(line("pandas, every month from the tables (1 run)", again, [statistics.median(six)]))
    print(line(f"hand-written SQL, {len(in_sql)} indicators", seconds["SQL"], seconds["SQL"]))
    print(line(f"engine, the {len(in_sql)} of hand-written SQL", five, seconds["SQL"]))


if __name__ == "__main__":
    main()
