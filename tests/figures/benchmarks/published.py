"""Small files as DfE publishes them, and the neighbours of an invented council."""

from datetime import date
from pathlib import Path

from litmus.figures.benchmarks.settings import StatisticalNeighbours

PLACES = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name"]
PLACES += ["region_code", "region_name", "old_la_code", "new_la_code", "la_name"]
EAST = ("E12000004", "East Midlands")
WEST = ("E12000005", "West Midlands")
NEIGHBOURS = StatisticalNeighbours(
    la_code="856",
    council="Ours",
    as_at=date(2021, 4, 1),
    said_by="DfE",
    where="a file",
    neighbours={"1": "First", "2": "Second", "3": "Third"},
)


def england(year: str, *figures: str) -> list[str]:
    return [year, "Reporting year", "National", "E92000001", "England", *[""] * 5, *figures]


def region(year: str, named: tuple[str, str], *figures: str) -> list[str]:
    place = ["Regional", "E92000001", "England", *named, "", "", ""]
    return [year, "Reporting year", *place, *figures]


def council(year: str, code: str, *figures: str, of: tuple[str, str] = WEST) -> list[str]:
    place = ["Local authority", "E92000001", "England", *of, code, f"E0{code}", f"LA {code}"]
    return [year, "Reporting year", *place, *figures]


def publish(path: Path, columns: list[str], *rows: list[str], bom: bool = True) -> Path:
    lines = [",".join(line) for line in ([*PLACES, *columns], *rows)]
    encoding = "utf-8-sig" if bom else "utf-8"
    path.write_text("\r\n".join(lines) + "\r\n", encoding=encoding)
    return path


def ours(year: str, *figures: str) -> list[str]:
    return council(year, "856", *figures, of=EAST)
