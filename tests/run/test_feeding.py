"""What a report calls the team that it is about."""

from dataclasses import dataclass, field

import duckdb
import pytest

from litmus.base.scope import COUNCIL_WIDE, Scope
from litmus.run import feeding, record
from litmus.run import plan as plans
from run.bench_of import PERIOD

# Two teams of the invented council have one name; T4's is not known.
TEAMS = [("T1", "North"), ("T2", "South"), ("T3", "South"), ("T4", None)]


@dataclass
class Frozen:
    provided: set[str] = field(default_factory=lambda: {"ssd_department"})

    def connect(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        connection.execute(
            "CREATE TABLE ssd_department (dept_team_id VARCHAR, dept_team_name VARCHAR)"
        )
        connection.executemany("INSERT INTO ssd_department VALUES (?, ?)", TEAMS)
        return connection


@pytest.mark.parametrize(
    ("scope", "name"),
    [
        ("team:T1", "North"),
        ("team:T2", "South (T2)"),
        ("team:T3", "South (T3)"),
        ("team:T4", ""),
        ("service:CIN", ""),
    ],
)
def test_a_team_is_called_as_the_data_call_it(scope: str, name: str) -> None:
    assert feeding.team_name(Scope.parse(scope), Frozen()) == name  # type: ignore[arg-type]


def test_data_without_names_and_the_council_have_none() -> None:
    assert feeding.team_name(Scope.parse("team:T1"), Frozen(set())) == ""  # type: ignore[arg-type]
    assert feeding.team_name(COUNCIL_WIDE, Frozen()) == ""  # type: ignore[arg-type]


def test_title_and_record_have_the_name_and_files_the_code(bench, monkeypatch) -> None:
    monkeypatch.setattr(feeding, "team_name", lambda scope, _: "North" if scope else "")
    made = bench.run(scope="team:T1")
    said = record.read(made.folder)
    assert ": North: " in said["title"] and made.folder.name.endswith("-team-T1")
    again = bench.run(scope="team:T1")
    assert not again.executed and record.read(made.folder)["title"] == said["title"]
    plan = plans.make("quarterly", PERIOD, "sample", bench.outputs, {}, scope="team:T1")
    assert (plan.scope_name, plan.as_made(said).scope_name) == ("team T1", "North")
