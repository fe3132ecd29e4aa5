"""Every report that the calendar names of a period, made at once."""

import json
from pathlib import Path

import pytest

from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.run.all_reports import Whole, all_reports
from run.batch.small import MONTH, SETTINGS, Small, make_small

pytestmark = pytest.mark.slow

CALENDAR = """
reports:
- {report: again, to: members, due: {working_days_after: 1}, first: 2016-03}
- {report: brief, to: managers, due: {working_days_after: 1}, first: 2016-03}
- {report: pages, scopes: [teams], to: teams, due: {working_days_after: 1}, first: 2016-03}
- {report: theirs, to: others, due: {working_days_after: 1}, first: 2016-03}
- {title: Minutes, covers: month, to: us, due: {working_days_after: 1}, first: 2016-03}
- {report: whole, to: everybody, due: {working_days_after: 1}, first: 2016Q1}
"""
EDITION = """title: Assessments in brief, for members
notebook: notebooks/brief.ipynb
period: month
audience: internal
formats: [html]
same_as: brief
"""
REPORTS = {
    "again": EDITION,
    "pages": SETTINGS.replace("Assessments in brief", "Assessments of a team"),
    "theirs": SETTINGS.replace("[ASM02]", "[WFC02]")
    .replace("in brief", "nobody counted")
    .replace("brief.ipynb", "theirs.ipynb"),
    "whole": SETTINGS.replace("month", "quarter").replace("in brief", "of a quarter"),
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    made = make_small(tmp_path)
    monkeypatch.setenv("LITMUS_HOME", str(made.project))
    params = made.project / "params"
    (params / "calendar.yml").write_text(CALENDAR)
    for name, text in REPORTS.items():
        (params / f"{name}.yml").write_text(text)
    brief = (made.project / "notebooks" / "brief.ipynb").read_text()
    (made.project / "notebooks" / "theirs.ipynb").write_text(brief.replace("ASM02", "WFC02"))
    return made


def make(small: Small, period: Period = MONTH, **more) -> Whole:
    return all_reports(period, small.source, small.outputs, **more)


def states(found: Whole) -> dict[str, str]:
    return {each.folder: each.state for each in found.entries}


TEAMS = [f"2016-03/pages-team-T{n}" for n in (1, 2, 3)]


def test_all_are_made_once_and_what_the_data_cannot_feed_is_left_out(small) -> None:
    ticks: list[tuple[int, int]] = []
    found = make(small, tick=lambda s: ticks.append((s.looked_at, len(s.entries))))
    done = dict.fromkeys(["2016-03/again", "2016-03/brief", *TEAMS], "done")
    assert states(found) == {**done, "2016-03/theirs": "left_out"}, found.message
    # The edition waited for its report: it says that both have the same figures.
    context = json.loads((small.outputs / "2016-03" / "again" / "context.json").read_text())
    assert context["original"]["same"] is True and not found.remarks
    assert ticks[-1] == (6, 6)
    said = found.message
    assert said.startswith("Every report of March 2016: 6 reports, 5 made, 1 left out.")
    assert f"They are in {small.outputs}:" in said and "Made by other means: Minutes." in said
    assert "2016-03/pages-team-T1, pages-team-T2, pages-team-T3" in said
    assert (
        "Left out:\n  Assessments nobody counted (2016-03/theirs): the data can feed none" in said
    )
    machine = json.loads(found.file.read_text())
    assert found.file == small.outputs / "2016-03" / "batches" / "all-reports" / "batch.json"
    assert [each["folder"] for each in machine["reports"]] == list(states(found))
    assert machine["counts"]["done"] == 5 and machine["counts"]["left_out"] == 1
    assert machine["finished"] and machine["titles"]["brief"] == "Assessments in brief"
    again = make(small)
    assert set(states(again).values()) == {"unchanged", "left_out"}


@pytest.mark.usefixtures("warm")
def test_one_that_fails_or_is_wrong_stops_no_other_and_is_made_when_it_can_be(small) -> None:
    flag = small.tell("fails", "team:T2")
    settings = small.project / "params" / "whole.yml"
    settings.write_text(REPORTS["whole"].replace("[ASM02]", "[ASM99]"))
    found = make(small, Period.parse("2016Q1"), jobs=1)
    failed = [each.folder for each in found.failed]
    assert failed == ["2016Q1/whole", "2016-03/pages-team-T2"]
    assert "ASM99" in found.failed[0].error and "no luck" in found.failed[1].error
    assert "These could not be made:\n  Assessments of a quarter (2016Q1/whole): " in found.message
    assert found.message.endswith("it makes only what is missing or changed.")
    flag.unlink()
    settings.write_text(REPORTS["whole"])
    again = states(make(small, Period.parse("2016Q1")))
    assert again.pop("2016Q1/whole") == again.pop("2016-03/pages-team-T2") == "done"
    assert set(again.values()) == {"unchanged", "left_out"}


@pytest.mark.usefixtures("warm")
def test_teams_that_the_data_do_not_know_are_said_to_be_left_out(small) -> None:
    (small.project / "data" / "ref_team_service.csv").unlink()
    found = make(small)
    (entry,) = [each for each in found.entries if each.report == "pages"]
    assert entry.state == "left_out" and "the data name no teams of March 2016" in entry.error
    assert states(found)["2016-03/brief"] == "done"


BY_SCOPE = """
reports:
- {report: brief, which: [SCOPES], to: managers, due: {working_days_after: 1}, first: 2016-03}
- {report: pages, to: us, due: {working_days_after: 1}, first: 2016-03}
"""


def by_scope(small: Small, *scopes: str) -> Whole:
    named = ", ".join(f'"{each}"' for each in scopes)
    (small.project / "params" / "calendar.yml").write_text(BY_SCOPE.replace("SCOPES", named))
    return make(small)


@pytest.mark.usefixtures("warm")
def test_a_service_or_team_that_there_is_not_stops_no_other(small) -> None:
    found = by_scope(small, "service:CIN", "service:DAS", "team:T1", "team:T9")
    assert states(found) == {
        "2016-03/brief-service-CIN": "done",
        "2016-03/brief-service-DAS": "left_out",
        "2016-03/brief-team-T1": "done",
        "2016-03/brief-team-T9": "failed",
        "2016-03/pages": "done",
    }
    assert "the data know no such service; they know CIN and LAC." in found.message
    assert found.failed[0].error.startswith("There is no team 'T9' in the data.")


@pytest.mark.usefixtures("warm")
def test_a_service_of_which_the_data_cannot_tell_is_left_out(small) -> None:
    (small.project / "data" / "ref_team_service.csv").unlink()
    found = by_scope(small, "service:CIN")
    assert states(found) == {"2016-03/brief-service-CIN": "left_out", "2016-03/pages": "done"}
    assert "not available for a service: the data has no table ref_team_service" in found.message


def test_a_period_of_which_nothing_is_asked_for_is_refused(small) -> None:
    with pytest.raises(UsageError, match=r"names no report of 2016-03-29, a day\. It names those "
                       "of a month, a quarter: ask for one of these"):  # fmt: skip
        make(small, Period.parse("2016-03-29"))
    with pytest.raises(UsageError, match="There is no format 'pdv'"):
        make(small, into=["pdv"])
    assert not list(small.outputs.glob("2016-03*"))
