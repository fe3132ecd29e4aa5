"""Columns that are filled much less than they were: in the extract before, or in other years.

An extract loses a column seldom as a whole: more often one year, one list or one system of it comes
without. Three things are looked at: whether a column is filled to far less than it was; whether one
that was nearly always filled has a good many empty cells; and whether ends keep pace with
beginnings, because an end that is empty says that it goes on.
"""

from datetime import date

from litmus.base.council import Council
from litmus.base.windows import Window
from litmus.figures.verdicts import Verdict, column_name, years
from litmus.indicators import Indicator
from litmus.indicators.optional import FILLED_WITH, OPTIONAL
from litmus.intake.contracts.supply import Fill, Supply

# A column that is filled to nine tenths and more has fallen where it is filled to less than eight:
# one cell in ten more is empty than ever was, in so many rows that it is not chance.
NEARLY_ALWAYS, TOO_MANY_EMPTY, NOT_CHANCE = 0.9, 0.8, 20

# Cells that are filled, and of how many rows.
Share = tuple[int, int]


def verdict_on(
    indicator: Indicator, window: Window, column: str, supply: Supply, council: Council
) -> Verdict:
    """What has to be said of a column that an indicator stands on, in a window."""
    found = Verdict()
    table, _, name = column.partition(".")
    fill, before = supply.tables.get(table), supply.before
    if fill is None or not name:
        return found
    called, date_column = column_name(column, supply), name in fill.dated
    if before and table in before.rows:
        to = f"in the extract to {date.fromisoformat(before.data_to):%Y-%m-%d}"
        if fill.rows < TOO_MANY_EMPTY * before.rows[table] >= TOO_MANY_EMPTY * council.few_cases:
            rows = f"{fill.rows:,} rows, after {before.rows[table]:,}"
            found.add(f"{fill.title} ({table}) has {rows} {to}", held=True)
        now = _share(fill.filled, fill.rows, column)
        was = _share(before.filled[table], before.rows[table], column)
        if _fell(now, was, council) or (not date_column and _has_gaps(now, was)):
            found.add(f"{called} is {_fall_text(now, was)} {to}", held=True)
    optional = OPTIONAL.get(column)
    for year in years(indicator, window, fill) if name != fill.day else ():
        if optional and optional.is_end:
            now, was = _ends(fill, name, year)
            if _fell(now, was, council):
                found.add(f"{called} is, in {year}, {_pace_text(now, was)}", held=True)
        elif optional is None:
            now, was = _of_year(fill, column, year)
            if _fell(now, was, council) or (not date_column and _has_gaps(now, was)):
                said = f"is, in rows of {year}, {_fall_text(now, was)} in other years"
                found.add(f"{called} {said}", held=True)
    return found


def _share(filled: dict[str, int], rows: int, column: str) -> Share:
    """How far a column is filled: of all rows, or of those in which the other column is."""
    beside = FILLED_WITH.get(column)
    return filled.get(column.partition(".")[2], 0), filled.get(beside, 0) if beside else rows


def _of_year(fill: Fill, column: str, year: str) -> tuple[Share, Share]:
    """How far a column is filled in the rows of one year; and in all others, or in those before
    where it was fuller then: what is lost stays lost in the years after."""
    now = _share(fill.years[year].filled, fill.years[year].rows, column)
    every = _share(fill.filled, fill.rows, column)
    others = every[0] - now[0], every[1] - now[1]
    early = [_share(each.filled, each.rows, column) for y, each in fill.years.items() if y < year]
    before = sum(filled for filled, _ in early), sum(rows for _, rows in early)
    fuller = before[1] >= NOT_CHANCE and before[0] * others[1] > others[0] * before[1]
    return now, before if fuller else others


def _ends(fill: Fill, name: str, year: str) -> tuple[Share, Share]:
    """How many ended in a year and how many began in it, and the same in all others."""
    ended = {each: fill.dated.get(name, {}).get(each, 0) for each in fill.years}
    begun = {each: of_year.rows for each, of_year in fill.years.items()}
    others = sum(ended.values()) - ended[year], sum(begun.values()) - begun[year]
    return (ended[year], begun[year]), others


def _fell(now: Share, was: Share, council: Council) -> bool:
    """Whether so many of so many rows are far fewer than those, by the council's limit."""
    few = council.few_cases
    if now[1] < few or was[1] < few or was[0] < few / 10:
        return False
    return now[0] / now[1] < council.fill_falls_below_percent / 100 * was[0] / was[1]


def _has_gaps(now: Share, was: Share) -> bool:
    """Whether a column that was nearly always filled has too many empty cells."""
    if now[1] < NOT_CHANCE or was[1] < NOT_CHANCE:
        return False
    return was[0] >= NEARLY_ALWAYS * was[1] and now[0] < TOO_MANY_EMPTY * now[1]


def _fall_text(now: Share, was: Share) -> str:
    shares = [f"{100 * filled / rows:.1f}%" for filled, rows in (now, was)]
    return f"filled to {shares[0]}, after {shares[1]}"


def _pace_text(now: Share, was: Share) -> str:
    paces = [f"{100 * ended / begun:.0f}" for ended, begun in (now, was)]
    return f"there {paces[0]} times for 100 that began, after {paces[1]} in other years"
