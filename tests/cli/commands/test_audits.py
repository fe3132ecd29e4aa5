"""`litmus audits`, from a folder of tables to the lists that people work from."""

import csv
from pathlib import Path

import pytest

from cli.test_cli import litmus

pytestmark = pytest.mark.slow

TEAMS = ("A", "B")


def write(folder: Path, table: str, *rows: dict[str, str]) -> None:
    with (folder / f"{table}.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def person(child: str) -> dict[str, str]:
    return {"pers_person_id": child, "pers_sex": "F", "pers_ethnicity": "WBRI",
            "pers_dob": "2010-05-01"}  # fmt: skip


def case(child: str, team: str, since: str = "2015-09-01") -> dict[str, str]:
    return {"invo_involvements_id": f"I{child}", "invo_professional_id": "W1",
            "invo_professional_role_id": "CW", "invo_professional_team": team,
            "invo_person_id": child, "invo_involvement_start_date": since,
            "invo_involvement_end_date": "", "invo_worker_change_reason": "",
            "invo_referral_id": ""}  # fmt: skip


def audit(id_: str, day: str, grade: str) -> dict[str, str]:
    return {"aud_id": id_, "aud_type": "CASE_FILE", "aud_period_month": f"{day[:7]}-01",
            "aud_person_id": "A0", "aud_team_id": "A", "aud_service": "CIN",
            "aud_auditor_id": "TM-A", "aud_auditor_role": "TM",
            "aud_completed_at": f"{day}T16:30:00", "aud_overall_grade": grade,
            "aud_immediate_concern_yn": "N", "aud_status": "SUBMITTED"}  # fmt: skip


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("ssd")
    children = {f"{team}{n}": team for team in TEAMS for n in range(4)}
    cases = [case(child, team) for child, team in children.items()]
    write(folder, "ssd_person", *map(person, [*children, "last"]))
    # the last event: the data speak for all that comes before it
    write(folder, "ssd_involvements", *cases, case("last", "A", "2016-06-30"))
    write(folder, "ssd_department", *(
        {"dept_team_id": team, "dept_team_name": f"Team {team}", "dept_team_parent_id": "",
         "dept_team_parent_name": ""} for team in TEAMS
    ))  # fmt: skip
    write(folder, "ssd_professionals", *(
        {"prof_professional_id": who, "prof_professional_name": who, "prof_staff_id": who,
         "prof_professional_job_title": "", "prof_agency_worker_flag": "",
         "prof_full_time_equivalency": "", "prof_professional_caseload": ""}
        for who in ("W1", "TM-A", "TM-B")
    ))  # fmt: skip
    write(folder, "ref_team_service", *(
        {"rts_team_id": team, "rts_service": "CIN", "rts_team_manager_id": f"TM-{team}",
         "rts_service_manager_id": "SM-CIN", "rts_hos_id": "HOS-CIN",
         "rts_valid_from": "2010-04-01", "rts_valid_to": ""} for team in TEAMS
    ))  # fmt: skip
    write(folder, "qa_audit", audit("AUD1", "2016-03-04", "INADEQUATE"))
    return folder


def run(source: Path, outputs: Path, *words: str):
    return litmus("audits", *words, "--source", f"ssd:{source}", "--outputs", outputs)


def test_allocating_a_month_and_allocating_it_again(source, tmp_path):
    done = run(source, tmp_path, "allocate", "--period", "2016-05")
    assert done.returncode == 0, done.stderr
    path = tmp_path / "2016-05/audits/allocation.csv"
    assert str(path) in done.stdout
    assert path.with_suffix(".xlsx").is_file()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Requirement"] == "TM_AUDIT"]
    assert [(row["Team"], row["Auditor"]) for row in rows] == [
        ("Team A", "TM-B"), ("Team B", "TM-A"),
    ]  # fmt: skip
    assert "A0" not in [row["Case"] for row in rows]  # audited in March
    once_more = run(source, tmp_path, "allocate", "--period", "2016-05")
    assert once_more.returncode == 0
    assert "allocated before, with the same cases" in once_more.stdout
    themed = run(source, tmp_path, "allocate", "--period", "2016-05", "--theme", "voices")
    assert themed.returncode == 2
    assert "VOICES" in themed.stderr


def test_the_programme_on_the_command_line(source, tmp_path):
    done = run(source, tmp_path, "programme", "--period", "2016Q1", "--service", "cin")
    assert done.returncode == 0, done.stderr
    # the programme begins in February 2016: two months due, March done
    line = next(
        line for line in done.stdout.splitlines() if "TM_AUDIT " in line and "Team A" in line
    )
    assert line.split()[-5:] == ["2", "1", "0", "1", "0"]
    wrong = run(source, tmp_path, "programme", "--period", "2016Q1", "--service", "CINN")
    assert wrong.returncode == 2
    assert "Services: DAS, CIN" in wrong.stderr


def test_the_audits_to_moderate(source, tmp_path):
    done = run(source, tmp_path, "worklist", "--period", "2016Q1")
    assert done.returncode == 0, done.stderr
    assert "The list of 1 audit to moderate is" in done.stdout
    path = tmp_path / "2016Q1/audits/moderation.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["Audit"] == "AUD1"
    assert row["Reasons"].startswith("Graded inadequate; New auditor")
