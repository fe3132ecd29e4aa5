"""Snapshots: frozen once, reused unread, named by their content, and never half there."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.errors import LitmusError
from litmus.intake.contracts.fingerprint import of_table
from litmus.intake.freezing import freeze
from litmus.intake.snapshot import Snapshot
from litmus.intake.sources import SourceReading

CONTRACTS = Path(__file__).resolve().parents[3] / "data_contracts"
PEOPLE = [("P1", "2010-05-01", "F"), ("P2", "2008-01-31", "M"), ("P3", "31/02/2009", "M")]


@dataclass
class Council:
    """A source with two tables, that counts how often it is read."""

    people: list[tuple[str, str, str]] = field(default_factory=lambda: list(PEOPLE))
    referred: tuple[str, ...] = ("2016-03-29", "2015-01-05")
    extract_date: date | None = date(2016, 3, 31)
    data_from: date | None = None
    name: str = "one"
    read: int = 0
    uri: str = "ssd:somewhere"
    kind: str = "ssd"
    title: str = "a council"
    about: dict[str, Any] = field(
        default_factory=lambda: {
            "reasons": {"ssd_cp_plans": "there is no file"},
            "notes": ["One file was not read."],
        }
    )
    found: SourceReading | None = None

    def identity(self) -> str:
        return self.name

    @property
    def reading(self) -> SourceReading:
        if self.found is None:
            self.found = SourceReading(
                self.tables(), self.extract_date, self.data_from, **self.about
            )
        return self.found

    def tables(self) -> dict[str, pl.DataFrame]:
        self.read += 1
        columns = ("pers_person_id", "pers_dob", "pers_sex")
        people = pl.DataFrame(self.people, schema=dict.fromkeys(columns, pl.String), orient="row")
        referrals = pl.DataFrame(
            {
                "cine_referral_id": [f"R{n}" for n in range(len(self.referred))],
                "cine_person_id": [f"P{n}" for n in range(1, len(self.referred) + 1)],
                "cine_referral_date": self.referred,
                "cine_close_date": pl.Series([None] * len(self.referred), dtype=pl.String),
                "cine_referral_nfa": ["N"] * len(self.referred),
            }
        )
        return {"ssd_person": people, "ssd_cin_episodes": referrals}


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("snapshots")
    freeze(Council(), CONTRACTS, folder)
    return folder


@pytest.fixture
def folder(kept, tmp_path) -> Path:
    """A folder of our own that holds the snapshot already."""
    shutil.copytree(kept, tmp_path / "snapshots")
    return tmp_path / "snapshots"


def only(folder: Path) -> Path:
    (snapshot,) = folder.iterdir()
    return snapshot


def test_a_snapshot_holds_a_parquet_file_a_table_and_says_what_it_is(kept):
    snapshot = Snapshot.open(only(kept))
    assert (snapshot.folder / "ssd_person.parquet").exists()
    assert (snapshot.folder / "ssd_cp_plans.parquet").exists()  # empty, so that queries still run
    assert snapshot.provided == {
        "ssd_person", "ssd_cin_episodes", "ref_calendar", "ref_bank_holiday",
    }  # fmt: skip
    assert snapshot.reasons["ssd_cp_plans"] == "there is no file"
    assert snapshot.reasons["ext_population"] == (
        "the data has no table ext_population (population aged 0 to 17)"
    )
    assert snapshot.not_supplied["ssd_person"][0] == "pers_legacy_id"
    assert snapshot.notes == ["One file was not read."]
    assert snapshot.data_to == date(2016, 3, 31)
    assert snapshot.folder.name == snapshot.key


def test_a_connection_has_a_view_a_table_with_the_right_types(kept):
    connection = Snapshot.open(only(kept)).connect()
    rows = connection.execute("SELECT * FROM ssd_person ORDER BY pers_person_id").fetchall()
    assert [row[0] for row in rows] == ["P1", "P2", "P3"]
    assert rows[0][5] == date(2010, 5, 1)
    assert rows[2][5] is None  # 31/02/2009 is no date
    assert connection.execute("SELECT COUNT(*) FROM ssd_cp_plans").fetchone() == (0,)
    connection.close()


def test_working_days_come_from_the_calendar_table(kept):
    # 24 March 2016 is Maundy Thursday; Good Friday and Easter Monday follow: one working day
    # later is Tuesday 29 March.
    connection = Snapshot.open(only(kept)).connect()
    days = connection.execute(
        "SELECT b.working_day - a.working_day FROM ref_calendar a, ref_calendar b "
        "WHERE a.day = DATE '2016-03-24' AND b.day = DATE '2016-03-29'"
    ).fetchone()
    assert days == (1,)
    easter = "SELECT COUNT(*) FROM ref_bank_holiday WHERE bh_date = DATE '2016-03-28'"
    assert connection.execute(easter).fetchone() == (1,)
    connection.close()


def test_the_quality_report_and_the_restricted_list_lie_in_the_snapshot(kept):
    snapshot = Snapshot.open(only(kept))
    assert [rule.rule for rule in snapshot.quality.rules] == ["unreadable"]
    assert "31/02/2009" in snapshot.issues.read_text(encoding="utf-8")
    assert snapshot.issues.parent.name == "restricted"
    for path in snapshot.folder.glob("*.json"):
        assert "31/02/2009" not in path.read_text(encoding="utf-8")


def test_only_its_owner_may_look_into_a_snapshot(kept):
    if os.name != "posix":
        pytest.skip("file modes are a POSIX matter")
    assert only(kept).stat().st_mode & 0o077 == 0


def test_the_same_source_is_not_read_again(folder):
    council = Council()
    snapshot = freeze(council, CONTRACTS, folder)
    assert council.read == 0
    assert snapshot.folder == only(folder)


def test_reopening_needs_none_of_the_heavy_libraries(kept):
    code = (
        "import sys; from pathlib import Path; from litmus.intake.snapshot import Snapshot;"
        f"s = Snapshot.open(Path({str(only(kept))!r})); s.fingerprint; s.quality;"
        "print(sorted({'polars', 'pandas', 'duckdb', 'pandera', 'yaml'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(CONTRACTS.parent / "lib")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment)
    assert done.stdout.decode().strip() == "[]", done.stderr.decode()


def test_another_source_another_snapshot(folder):
    council = Council(name="another")
    freeze(council, CONTRACTS, folder)
    assert council.read == 1
    assert len(list(folder.iterdir())) == 2


def test_a_changed_contract_makes_a_new_snapshot(folder, tmp_path):
    contracts = tmp_path / "contracts"
    shutil.copytree(CONTRACTS, contracts)
    with (contracts / "ssd" / "ssd_person.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    council = Council()
    freeze(council, contracts, folder)
    assert council.read == 1


def test_the_fingerprint_is_the_same_for_the_same_data_in_another_order(kept, tmp_path):
    turned = Council(people=PEOPLE[::-1], name="turned")
    other = freeze(turned, CONTRACTS, tmp_path)
    assert other.fingerprint == Snapshot.open(only(kept)).fingerprint
    assert other.key != only(kept).name


@pytest.mark.slow
def test_one_changed_cell_changes_the_fingerprint(kept, tmp_path):
    changed = Council(people=[("P1", "2010-05-02", "F"), *PEOPLE[1:]], name="changed")
    other = freeze(changed, CONTRACTS, tmp_path)
    assert other.fingerprint != Snapshot.open(only(kept)).fingerprint


def test_the_hash_of_a_table_can_be_made_by_any_tool():
    # printf 'id,day,n\nA,2016-03-29,1.5\nB,,\n' | sha256sum
    frame = pl.DataFrame(
        {"id": ["B", "A"], "day": [None, date(2016, 3, 29)], "n": [None, 1.5]},
        schema={"id": pl.String, "day": pl.Date, "n": pl.Float64},
    )
    assert of_table(frame) == hashlib.sha256(b"id,day,n\nA,2016-03-29,1.5\nB,,\n").hexdigest()


CELL = st.one_of(st.none(), st.text(alphabet='ab,"\n', min_size=1, max_size=3))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(data=st.data(), rows=st.lists(st.tuples(CELL, CELL), max_size=6))
def test_two_tables_have_one_hash_only_if_they_hold_the_same_rows(data, rows):
    def hashed(rows):
        return of_table(pl.DataFrame(rows, schema={"a": pl.String, "b": pl.String}, orient="row"))

    assert hashed(rows) == hashed(data.draw(st.permutations(rows)))
    other = data.draw(st.lists(st.tuples(CELL, CELL), max_size=6))
    same = sorted(map(repr, rows)) == sorted(map(repr, other))
    assert (hashed(rows) == hashed(other)) == same


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["remove", "change", "manifest"])
def test_a_damaged_snapshot_is_not_opened_and_is_made_anew(folder, damage):
    snapshot = only(folder)
    if damage == "remove":
        (snapshot / "ssd_person.parquet").unlink()
    elif damage == "change":
        (snapshot / "ssd_person.parquet").write_bytes(b"PAR1")
    else:
        (snapshot / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(LitmusError, match="Run the report again"):
        Snapshot.open(snapshot)
    council = Council()
    assert freeze(council, CONTRACTS, folder).folder == snapshot
    assert council.read == 1


@pytest.mark.slow
def test_what_a_killed_run_left_behind_is_removed(folder):
    left, going_on = folder / ".0123.aa.tmp", folder / ".0123.bb.tmp"
    for path in (left, going_on):
        path.mkdir()
        (path / "ssd_person.parquet").write_bytes(b"")
    long_ago = time.time() - 7200
    os.utime(left, (long_ago, long_ago))
    freeze(Council(name="next"), CONTRACTS, folder)
    assert not left.exists()
    assert going_on.exists()  # another run may be at work there


@pytest.mark.slow
def test_a_snapshot_that_another_run_finished_meanwhile_is_used(folder, tmp_path):
    class Slow(Council):
        def tables(self):
            shutil.copytree(folder, tmp_path / "shared")  # the other run is done now
            return super().tables()

    assert freeze(Slow(), CONTRACTS, tmp_path / "shared").folder.name == only(folder).name
    assert len(list((tmp_path / "shared").iterdir())) == 1


def test_a_source_that_cannot_be_read_leaves_nothing(tmp_path):
    class Broken(Council):
        def tables(self):
            raise LitmusError("the file is no CSV")

    with pytest.raises(LitmusError, match="no CSV"):
        freeze(Broken(), CONTRACTS, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_without_an_extract_date_the_last_activity_counts_and_slips_of_the_pen_do_not(tmp_path):
    # A referral a day, the last on 29 March 2016, and one typed 2106 for 2016.
    days = [(date(2016, 3, 29) - timedelta(days=n)).isoformat() for n in range(1500)]
    council = Council(extract_date=None, referred=("2106-03-29", *days))
    assert freeze(council, CONTRACTS, tmp_path).data_to == date(2016, 3, 29)


def test_data_without_any_date_is_refused(tmp_path):
    with pytest.raises(LitmusError, match="No table holds a date"):
        freeze(Council(extract_date=None, referred=()), CONTRACTS, tmp_path)


@pytest.mark.slow
def test_the_first_day_that_a_source_speaks_for_is_kept(tmp_path):
    assert freeze(Council(), CONTRACTS, tmp_path / "a").data_from is None
    of_a_year = Council(data_from=date(2015, 4, 1), name="two")
    assert freeze(of_a_year, CONTRACTS, tmp_path / "b").data_from == date(2015, 4, 1)


def test_each_step_is_announced(tmp_path):
    steps: list[str] = []
    freeze(Council(), CONTRACTS, tmp_path, steps.append)
    assert steps == [
        "Reading a council",
        "Checking the data against the contracts",
        "Freezing the checked tables",
    ]
    manifest = json.loads((only(tmp_path) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tables"]["ssd_person"]["rows"] == 3


@pytest.mark.slow
def test_data_never_end_after_today(tmp_path):
    assert (
        freeze(Council(extract_date=date(2061, 3, 31)), CONTRACTS, tmp_path).data_to <= date.today()
    )
