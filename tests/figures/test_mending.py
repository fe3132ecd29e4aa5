"""What has to be put right in the records: counts by cause, each with whose records they are."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from litmus.base.scope import Scope
from litmus.figures.worklists import ToMend, to_mend
from litmus.intake import freezing
from litmus.intake.snapshot import Snapshot
from litmus.intake.sources import open_source

PROJECT = Path(__file__).resolve().parents[2]
DAY = date(2016, 3, 27)
# P1 is W1's of team T1, P2 nobody's any more. The team of A3 is not known: its worker's counts.
ASSESSED = """\
cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date,\
cina_assessment_team
A1,P1,31/02/2016,,T2
A2,P2,31/02/2016,,
A3,P1,2016-02-01,2016-02-20,DUTY
A4,P1,2016-03-01,,T2
A5,P9,2016-03-01,,T1
A4,P1,2016-03-01,,T2
"""
HELD = """\
invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,\
invo_person_id,invo_involvement_start_date,invo_involvement_end_date
I1,W1,CW,T1,P1,2016-01-20,
I2,W1,CW,T1,P2,2015-01-20,2015-06-01
"""
PEOPLE = "pers_person_id,pers_sex,pers_dob\nP1,F,2010-05-06\nP2,M,2010-05-06\n"
DEPARTMENTS = "dept_team_id,dept_team_name\nT1,North\nT2,South\n"
WORKERS = "prof_professional_id\nW1\n"
SERVICES = (
    "rts_team_id,rts_service,rts_valid_from,rts_valid_to\nT1,CIN,2010-01-01,\nT2,DAS,2010-01-01,\n"
)
Frozen = Callable[..., Snapshot]


@pytest.fixture
def frozen(tmp_path: Path) -> Frozen:
    """The snapshot of tables of CSV, read and checked as a council's own are."""

    def of(**tables: str) -> Snapshot:
        folder = tmp_path / "data"
        folder.mkdir()
        for name, text in tables.items():
            (folder / f"{name}.csv").write_text(text)
        source = open_source(f"ssd:{folder}", PROJECT, tmp_path / "cache")
        return freezing.freeze(source, PROJECT / "data_contracts", tmp_path / "snapshots")

    return of


@pytest.fixture
def snapshot(frozen: Frozen) -> Snapshot:
    return frozen(
        ssd_person=PEOPLE,
        ssd_cin_assessments=ASSESSED,
        ssd_involvements=HELD,
        ssd_department=DEPARTMENTS,
        ssd_professionals=WORKERS,
        ref_team_service=SERVICES,
    )


def of(snapshot, scope: str = "") -> ToMend:
    return to_mend(snapshot, DAY, Scope.parse(scope))


def by_cause(found: ToMend) -> dict[str, int]:
    return {each.found: each.rows for each in found.faults if "Assessments" in each.tables}


def test_a_record_is_of_its_own_team_else_of_the_childs_case_worker(snapshot) -> None:
    whole = of(snapshot)
    assert whole.teams == {"": 1, "T1": 2, "T2": 1}
    assert sum(by_cause(of(snapshot, "team:T2")).values()) == 1
    assert sum(by_cause(of(snapshot, "team:T1")).values()) == 2
    assert sum(by_cause(of(snapshot, "service:DAS")).values()) == 1


def test_what_is_in_no_figure_stands_first(snapshot) -> None:
    first, *rest = of(snapshot).faults
    assert first.set_aside and first.rows == 2 and not any(each.set_aside for each in rest)
    assert first.tables == ["Assessments"] and first.to_do


def test_a_row_that_is_there_twice_is_no_teams_fault(snapshot) -> None:
    assert not any("more than once" in each.found for each in of(snapshot).faults)


@pytest.mark.slow
def test_whose_records_they_are_may_not_be_known(frozen) -> None:
    bare = frozen(ssd_person=PEOPLE, ssd_cin_assessments=ASSESSED)
    assert of(bare, "team:T1").why_not == "the data do not say who works with which child"
    assert of(bare).faults and set(of(bare).teams) == {""}
    assert "worker group" in of(bare, "worker_group:SW").why_not
