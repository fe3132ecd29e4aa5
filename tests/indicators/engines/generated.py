"""A snapshot of generated rows over every table there is, for comparing engines.

The rows come from the contracts and the catalogue, so that a new table, column or code needs no
change here. Dates crowd round the edges that matter (S itself, month ends, leap days, Easter and
Christmas), codes are those that contracts allow and declarations name, and anything may be missing.
Nothing is checked: an end before its start or an orphan must give the same figure everywhere too.
"""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import polars as pl

from litmus import indicators
from litmus.base import working_days
from litmus.base.windows import window_ending
from litmus.intake import contracts
from litmus.intake.contracts.model import ColumnRule, Contract
from litmus.intake.contracts.reading import TYPES
from litmus.intake.snapshot import Snapshot

PROJECT = Path(__file__).resolve().parents[3]
CONTRACTS = contracts.load(PROJECT / "data_contracts")
CATALOGUE = indicators.catalogue()
CHILDREN, ROWS = 80, 500

DAYS = [date(2016, 3, 31), date(2016, 2, 29), date(2015, 2, 28), date(2015, 11, 30)]
CUT_SHORT = date(2016, 3, 15)
KINDS = ("month", "quarter", "R12M", "R36M")
WINDOWS = [window_ending(kind, s) for s in (*DAYS, CUT_SHORT) for kind in KINDS]

# Days before S: the day itself, weeks of visits, 10, 15, 20 and 45 working days, months, years.
EDGES = (0, 0, 0, 1, 2, 7, 8, 14, 15, 21, 22, 28, 29, 30, 31, 62, 63, 64, 65, 66, 67, 89, 90, 91)
EDGES += (92, 122, 182, 183, 184, 363, 364, 365, 366, 367, 545, 730, 731, 913, 1095, 1096, 1461)
AGES = (0, 0, 1, 3, 4, 5, 9, 10, 12, 15, 16, 17, 18, 19, 19, 20, 20, 21, 21, 22, 25)
NUMBERS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 1.0, 20.0, 20.1, 20.2, 25.0, 31.5, 130.1, 999.9)
ENDING = re.compile(r"_(?:end|ceased|close|to|closed)(?:_|$)")
# What declarations compare a column with: `x.column = 'CODE'`, `column IN ('A', 'B')`, LIKE.
COMPARED = re.compile(r"(\w+)\)?\s*(?:=|<>|NOT IN|IN|NOT LIKE|LIKE)\s*(\('[^)]*\)|'[^']*')")
OTHER_TEXT = ("Äpfel 1", "Äpfel 2", "b", "B", "z", "", "a b", "10", "9")
POPULATION = {
    "pop_la_code": ["E1"] * 5,
    "pop_year": [2011, 2012, 2013, 2014, 2015],
    "pop_0_17": [80_001, 81_003, 82_007, 83_011, 83_785],
}


def written(folder: Path) -> Snapshot:
    """The snapshot, its Parquet files in `folder`, the same whenever it is made."""
    folder.mkdir(parents=True)
    tables: dict[str, pl.DataFrame] = {}
    for name in _order():
        tables[name] = _table(CONTRACTS[name], tables)
    tables["ref_calendar"] = pl.DataFrame(
        list(working_days.calendar()), schema=tables["ref_calendar"].schema, orient="row"
    )
    population = tables["ext_population"]
    tables["ext_population"] = pl.DataFrame(
        {name: POPULATION.get(name, [None] * 5) for name in population.columns},
        schema=population.schema,
    )
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return Snapshot(folder, {"key": "0123456789abcdef", "tables": {name: {} for name in tables}})


def _order() -> list[str]:
    """The tables, each after those that its columns refer to, as far as that can be."""
    done: list[str] = []
    while len(done) < len(CONTRACTS):
        ready = [name for name in sorted(CONTRACTS) if name not in done and _needs(name) <= {*done}]
        done += ready or [next(name for name in sorted(CONTRACTS) if name not in done)]
    return done


def _needs(name: str) -> set[str]:
    columns = CONTRACTS[name].columns.values()
    return {c.refers_to[0] for c in columns if c.refers_to and c.refers_to[0] != name}


def _table(contract: Contract, before: dict[str, pl.DataFrame]) -> pl.DataFrame:
    chance = Random(contract.table)
    number = CHILDREN if contract.table == "ssd_person" else ROWS
    # 7 has no factor in common with either number: every id once, not in the order of the rows.
    ids = [place * 7 % number for place in range(number)]
    rows = [_row(contract, before, chance, own_id) for own_id in ids]
    schema = {column.name: TYPES[column.type] for column in contract.columns.values()}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    if contract.key:
        frame = frame.unique(list(contract.key), keep="first", maintain_order=True)
    return frame


def _row(
    contract: Contract, before: dict[str, pl.DataFrame], chance: Random, own_id: int
) -> list[object]:
    """One row. It mostly refers to rows of the same person, where they bear a person's id."""
    row: dict[str, object] = {}
    person = f"ssd_person{chance.randrange(CHILDREN)}"
    for column in contract.columns.values():
        if contract.key == (column.name,) and column.type == "string":
            value: object = f"{column.refers_to[0] if column.refers_to else contract.table}{own_id}"
        elif not column.required and chance.random() < _emptiness(column):
            value = None
        elif column.refers_to:
            value = _reference(column, before, chance, person)
        elif (contract.table, column.name) in REFERRED_TO:
            value = f"{person} {chance.randrange(3)}"
        else:
            value = _value(column, chance)
        row[column.name] = value
    return list(row.values())


def _emptiness(column: ColumnRule) -> float:
    """How often it is empty. Much of what begins has not ended."""
    return 0.5 if column.type == "date" and ENDING.search(column.name) else 0.1


def _reference(
    column: ColumnRule, before: dict[str, pl.DataFrame], chance: Random, person: str
) -> object:
    table, name = column.refers_to or ("", "")
    if table == "ssd_person":
        return person if chance.random() < 0.97 else "nobody"
    if table not in before:  # the two refer to each other
        return f"{table}{chance.randrange(ROWS)}"
    frame = before[table]
    persons = [each for each in frame.columns if each.endswith("_person_id")]
    if persons and chance.random() < 0.8:
        theirs = frame.filter(pl.col(persons[0]) == person)
        frame = frame if theirs.is_empty() else theirs
    return frame[name][chance.randrange(len(frame))]


def _value(column: ColumnRule, chance: Random) -> object:
    if column.type == "date":
        return _birthday(chance) if "dob" in column.name else _day(chance)
    if column.type == "timestamp":
        return datetime.combine(_day(chance), time(chance.randrange(24), chance.randrange(60)))
    if column.type == "integer":
        return chance.randrange(8)
    if column.type == "number":
        return chance.choice(NUMBERS)
    codes = CODES.get(column.name, [])
    return chance.choice([*codes, *(column.allowed or OTHER_TEXT)])


def _day(chance: Random) -> date:
    s = chance.choice(DAYS)
    return s - timedelta(days=chance.choice(EDGES) * chance.choice((1, 1, 1, 1, 1, -1)))


def _birthday(chance: Random) -> date:
    s, years = chance.choice(DAYS), chance.choice(AGES)
    leap = (s.month, s.day) == (2, 29)
    day = s.replace(year=s.year - years, day=28 if leap and years % 4 else s.day)
    return day + timedelta(days=chance.choice((-1, 0, 0, 1, 40)))


def _codes() -> dict[str, list[str]]:
    """By column, the codes that declarations compare it with, as written and in capitals."""
    found: dict[str, list[str]] = {}
    for indicator in CATALOGUE.values():
        for column, text in COMPARED.findall(indicator.cases.sql):
            codes = [code.strip("%") for code in re.findall(r"'([^']*)'", text)]
            found.setdefault(column, []).extend(codes)
    # Who is a case worker, and which service a team belongs to, is said beside the breakdowns.
    found.setdefault("invo_professional_role_id", []).extend(("CW", "Allocated case worker", "IRO"))
    return {column: sorted({*codes, *map(str.upper, codes)}) for column, codes in found.items()}


CODES = _codes()
# Ids that are not a table's key: those of a period of care, which has several episodes.
REFERRED_TO = {column.refers_to for each in CONTRACTS.values() for column in each.columns.values()}
