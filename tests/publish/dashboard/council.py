"""A council of one service and two teams, with as much overdue as somebody would filter."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from litmus.publish.dashboard import making
from litmus.publish.dashboard.making import Outcome

PROJECT = Path(__file__).resolve().parents[3]
SOURCE = "ssd:data"
SETTINGS = {
    "council.yml": "name: Testshire\nsample: false\nla_code: T01\nsource: ssd:data\n",
    "live.yml": "every: 15m\nreport: dashboard\nservices: [DAS]\n",
}
FIRST, SECOND = 14, 3  # children of each team


def tables() -> dict[str, str]:
    """CHILD-101 to 114 are of T1, CHILD-201 to 203 of T2; each has an assessment that is overdue,
    the first the longest."""
    people = [("T1", 100 + n) for n in range(1, FIRST + 1)]
    people += [("T2", 200 + n) for n in range(1, SECOND + 1)]
    return {
        "ssd_person": "\n".join(
            ["pers_person_id,pers_sex,pers_dob", *(f"CHILD-{n},F,2010-05-01" for _, n in people)]
        ),
        "ssd_cin_assessments": "\n".join([
            "cina_assessment_id,cina_person_id,cina_assessment_start_date,"
            "cina_assessment_auth_date,cina_assessment_team",
            *(f"A{n},CHILD-{n},2015-12-{n % 100:02},,{team}" for team, n in people),
            "B1,CHILD-203,2016-03-29,,T2",
        ]),
        "ssd_involvements": "\n".join([
            "invo_involvements_id,invo_professional_id,invo_professional_role_id,"
            "invo_professional_team,invo_person_id,invo_involvement_start_date,"
            "invo_involvement_end_date",
            *(f"I{n},WORKER-{n % 3},CW,{team},CHILD-{n},2015-12-01," for team, n in people),
        ]),
        "ref_team_service": "rts_team_id,rts_service,rts_valid_from,rts_valid_to\n"
        "T1,DAS,2015-01-01,\nT2,DAS,2015-01-01,",
    }  # fmt: skip


def lay(folder: Path) -> None:
    """A project of its own in `folder`, with its data and nothing made."""
    shutil.copytree(PROJECT / "params", folder / "params")
    shutil.copytree(PROJECT / "notebooks", folder / "notebooks")
    (folder / "data_contracts").symlink_to(PROJECT / "data_contracts")
    (folder / "data").mkdir()
    for name, text in tables().items():
        (folder / "data" / f"{name}.csv").write_text(f"{text}\n")
    for name, text in SETTINGS.items():
        (folder / "params" / name).write_text(text)


def make(folder: Path) -> Outcome:
    """Make the pages of the project in `folder`, in its outputs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LITMUS_HOME", str(folder))
        return making.make(SOURCE, folder / "outputs")


def laid_and_made(folder: Path) -> None:
    """Both, for a folder that tests share."""
    lay(folder)
    make(folder)
