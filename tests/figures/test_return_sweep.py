"""Every column of an SSDA903 return dropped, emptied and spoilt: no figure changes in silence."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import polars as pl
import pytest

from figures.test_column_sweep import (
    CHILDREN,
    CONTRACTS,
    COUNCIL,
    WAYS,
    Extract,
    Stream,
    _without_warnings,
)
from litmus.base.errors import LitmusError
from litmus.base.windows import window_ending
from litmus.base.working_days import calendar
from litmus.figures import trust
from litmus.indicators import EVERY, engine
from litmus.intake import contracts
from litmus.intake.contracts.checking import check
from litmus.intake.contracts.model import Contract
from litmus.intake.sources import folders
from litmus.intake.sources.ssda903 import reader

pytestmark = pytest.mark.slow

S, DATA_TO = date(2018, 3, 31), date(2018, 5, 31)
EVERY_CONTRACT = contracts.load(CONTRACTS)
CODES = ("LAC01", "LAC02", "LAC08", "ADO02", "CLV01", "CLV02")
FILES = {
    "episodes": """CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC
        1,01/06/2017,S,C2,N1,U1,15/09/2017,X1
        1,15/09/2017,P,C2,N1,U1,20/12/2017,E4A
        2,01/05/2017,S,C2,N1,U1,,
        3,01/06/2017,S,C2,N1,U1,01/09/2017,X1
        3,01/09/2017,P,C2,N1,U4,01/12/2017,E11
        4,01/06/2017,S,V4,N1,U1,,
        5,01/06/2017,S,C2,N1,U1,01/07/2017,X1
        5,01/07/2017,P,C2,N1,U4,01/08/2017,X1
        5,01/08/2017,P,C2,N1,T0,01/10/2017,X1
        5,01/10/2017,P,C2,N1,U6,,
        6,01/06/2017,S,C2,N1,U1,,""",
    "header": """CHILD,SEX,DOB,ETHNIC
        1,1,01/01/2010,WBRI
        2,1,01/02/2010,WBRI
        3,2,01/03/2010,WBRI
        4,2,01/04/2010,WBRI
        5,1,01/05/2010,AIND
        6,1,01/05/1998,AIND""",
    "reviews": """CHILD,DOB,REVIEW,REVIEW_CODE
        1,01/01/2010,01/02/2018,PN1
        2,01/02/2010,02/02/2018,PN4
        5,01/05/2010,03/02/2018,PN0""",
    "oc3": """CHILD,DOB,IN_TOUCH,ACTIV,ACCOM
        11,01/05/1998,YES,F1,B1
        12,01/06/1998,NO,G4,B2
        13,01/07/1998,DIED,F1,B1""",
}


def changed(text: str, place: int, way: str) -> str:
    """The file with a column dropped, emptied, or with values that nobody knows."""
    head, *rows = [line.strip().split(",") for line in text.splitlines()]
    if way == "dropped":
        head = [*head[:place], *head[place + 1 :]]
        rows = [[*row[:place], *row[place + 1 :]] for row in rows]
    else:
        for number, row in enumerate(rows):
            wrong = "the 4th of May" if "/" in row[place] else f"Q{number}"
            row[place] = wrong if way == "spoilt" and row[place] else ""
    return "\n".join(",".join(row) for row in [head, *rows]) + "\n"


@pytest.fixture(scope="module")
def days() -> pl.DataFrame:
    return pl.DataFrame(list(calendar()), schema=["day", "working_day"], orient="row")


@cache
def standard() -> dict[str, Contract]:
    """The contracts of the tables that these figures read, without references to others."""
    read = {table for code in CODES for table in EVERY[code].tables}
    found = {}
    for name in read:
        contract = _without_warnings(EVERY_CONTRACT[name])
        columns = {
            column.name: column
            if column.refers_to is None or column.refers_to[0] in read
            else replace(column, refers_to=None)
            for column in contract.columns.values()
        }
        found[name] = replace(contract, columns=columns)
    return found


def figures(folder: Path, files: dict[str, str], days: pl.DataFrame) -> dict[str, tuple]:
    """By code: numerator and denominator of a figure that is final, else None."""
    for name, text in files.items():
        lines = "\n".join(line.strip() for line in text.splitlines())
        (folder / f"{name}.csv").write_text(lines + "\n", encoding="utf-8")
    read = reader.read(folder, folders.contents(folder).paths)
    tables = {name: frame for name, frame in read.tables.items() if name in standard()}
    checked = check(tables, standard(), DATA_TO, read.reasons)
    reasons = dict(read.reasons)
    extract = Extract(checked.report, checked.supply, data_to=DATA_TO, reasons=reasons)
    obstacle, trusted = trust.of(extract, COUNCIL)
    found = {}
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        for name, frame in {**checked.tables, "ref_calendar": days}.items():
            connection.register("given", Stream(frame))
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        for code in CODES:
            each = EVERY[code]
            window = window_ending(each.window, S)
            if obstacle(each, window) or trusted(each, window)[0] != trust.FINAL:
                found[code] = None
                continue
            wanted = {code: [window]}
            (row,) = engine.exact_rows(connection, [each], wanted, CHILDREN, grouped={code: ()})
            numbers = row["numerator"], row["denominator"]
            found[code] = None if trusted.unknown(row) else numbers
    return found


def test_no_column_of_a_return_changes_a_figure_in_silence(
    tmp_path: Path, days: pl.DataFrame
) -> None:
    as_they_are = figures(tmp_path, FILES, days)
    # Looked after: 2 and 5, of whom 5 had three placements; 1 of 2 reviews; adopted 1 of 2 (4 is in
    # short breaks, 6 is of age); two care leavers, the third died.
    expected = [(2, 1000), (1, 2), (1, 2), (1, 2), (1, 2), (1, 2)]
    assert as_they_are == dict(zip(CODES, expected, strict=True))
    silent = []
    for name, text in FILES.items():
        for place, column in enumerate(text.splitlines()[0].split(",")):
            for way in WAYS:
                files = {**FILES, name: changed(text, place, way)}
                try:
                    found = figures(tmp_path, files, days)
                except LitmusError:
                    continue
                for code, numbers in found.items():
                    if numbers not in (None, as_they_are[code]):
                        silent.append((name, column, way, code, numbers))
    assert not silent
