from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from figures.small_council import DATA_TO, tables
from indicators.worked import Council
from litmus.intake.contracts.quality import QualityReport, TableQuality
from litmus.intake.contracts.supply import Supply


@dataclass
class Frozen:
    """As much of a snapshot as figures need, over a council in memory."""

    council: Council
    provided: set[str]
    kind: str = "ssd"
    data_from: date | None = None
    data_to: date = date(2017, 6, 30)
    reasons: dict[str, str] = field(default_factory=dict)
    not_supplied: dict[str, list[str]] = field(default_factory=dict)
    quality: QualityReport = field(default_factory=lambda: QualityReport([]))
    supply: Supply = field(default_factory=Supply)

    @property
    def manifest(self) -> dict[str, Any]:
        return {"source": {"kind": self.kind}}

    def connect(self, held: object = ()) -> Any:
        return self.council.connection.cursor()

    def with_faults(self, table: str, rows_in: int, set_aside: int) -> "Frozen":
        """The same, with so many of a table's rows set aside."""
        found = TableQuality(table, table.upper(), True, rows_in, rows_in - set_aside, set_aside)
        self.quality = QualityReport([found])
        return self


@pytest.fixture(scope="session")
def empty_council() -> Iterator[Council]:
    council = Council()
    yield council
    council.connection.close()


@pytest.fixture
def frozen(empty_council: Council) -> Callable[..., Frozen]:
    """A snapshot of these text tables, as `frozen(ssd_cp_plans='...')`."""

    def of(**tables: str) -> Frozen:
        return Frozen(empty_council.of(**tables), set(empty_council.contracts))

    return of


SETTINGS = {
    "council.yml": "name: Ourtown\nsample: false\nla_code: '856'\nsource: ssd:data\n"
    "population: {2014: 82188, 2015: 83785}\n",
    "targets.yml": "{}",
    "benchmarks.csv": "indicator,year,group,value,n,source,status,symbol\n",
    "benchmark_sources.yml": "{B1: {what: DfE, where: gov.uk}}",
    "indicators.yml": "{}",
}


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """A folder with params/, as `project(targets='...')`: what is not given is empty."""

    def of(**given: str) -> Path:
        folder = tmp_path / "params"
        folder.mkdir(exist_ok=True)
        for name, text in SETTINGS.items():
            (folder / name).write_text(given.get(name.split(".")[0], text), encoding="utf-8")
        return tmp_path

    return of


@pytest.fixture
def snapshot(frozen: Callable[..., Frozen]) -> Frozen:
    """The small council, in which two of six social workers are advanced practitioners."""
    found = frozen()
    council = found.council
    rows = {name: [dict(row) for row in each.to_dicts()] for name, each in tables().items()}
    for n, post in enumerate(rows["ext_workforce_post"], 1):
        post |= {"wfp_professional_id": f"S{n}", "wfp_role": "AP" if n in (2, 5) else "SW"}
    council.holding(
        {
            table: [
                {name: council._value(table, name, cell) for name, cell in row.items() if cell}
                for row in found_rows
            ]
            for table, found_rows in rows.items()
        }
    )
    found.data_to = DATA_TO
    return found
