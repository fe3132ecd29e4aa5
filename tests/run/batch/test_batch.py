"""A batch leaves every report as a run of its own would, whatever becomes of the others."""

import stat

import pytest

from litmus.base import locks
from litmus.base.errors import LitmusError, UsageError
from litmus.run import run
from run.batch.small import MONTH

pytestmark = pytest.mark.slow


def contents(folder) -> dict[str, bytes]:
    """The files of a report but for those that hold the times of their making."""
    timed = (".ipynb", "run.json")
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.endswith(timed)}


def test_every_report_is_as_a_run_leaves_it_and_none_is_made_twice(small, tmp_path) -> None:
    steps: list[str] = []
    looked_at: list[int] = []
    found = small.batch(progress=steps.append, tick=lambda s: looked_at.append(s.looked_at))
    assert found.message.startswith("Assessments in brief, March 2016: 3 reports, 3 made.")
    assert steps[-1] == "Computing the figures" and looked_at == [0, 1, 2, 3]
    alone = run("brief", MONTH, small.source, tmp_path / "alone", scope="team:T1")
    assert contents(small.folder("team:T1")) == contents(alone.folder)
    assert {p.name for p in alone.folder.iterdir()} == {
        p.name for p in small.folder("team:T1").iterdir()
    }
    said = small.said()
    assert said["counts"] == {"waiting": 0, "done": 3, "unchanged": 0, "failed": 0}
    assert said["finished"] and said["report"] == "brief" and said["period"] == "2016-03"
    # A picture of the indicator, whose one figure is no line, and one of the notebook's own.
    assert [(each["scope"], each["executed"]) for each in said["scopes"]] == [
        ("team:T1", True), ("team:T2", True), ("team:T3", True)
    ]  # fmt: skip
    assert [each["pictures"] for each in said["scopes"]] == [2, 2, 2]
    # Again: what somebody wrote in is rendered anew without a kernel, all else is left alone.
    small.write("team:T2", "Better than in February.")
    before = {p: p.stat().st_mtime_ns for p in small.outputs.glob("2016-03/brief-*/*.html")}
    again = small.batch("team:T1", "teams", "service:CIN")
    assert [e.scope for e in again.entries] == ["team:T1", "team:T2", "team:T3", "service:CIN"]
    states = [(e.state, e.executed) for e in again.entries]
    assert states == [("unchanged", False), ("done", False), ("unchanged", False), ("done", True)]
    changed = {p.parent.name for p, then in before.items() if p.stat().st_mtime_ns != then}
    assert changed == {"brief-team-T2"}
    assert "Better than in February." in (small.folder("team:T2") / "brief-team-T2.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.usefixtures("warm")
def test_one_that_fails_stops_no_other_and_is_made_when_it_can_be(small) -> None:
    flag = small.tell("fails", "team:T2")
    small.folder("team:T3").mkdir(parents=True)
    with locks.hold(small.folder("team:T3") / ".lock", ""):
        found = small.batch(jobs=1)
    assert small.states() == {"team:T1": "done", "team:T2": "failed", "team:T3": "failed"}
    failed, held = found.failed
    assert "AssertionError: no luck" in failed.error and "There is no report yet" in failed.error
    partial = small.outputs / failed.partial
    assert partial.name == "brief-team-T2.incomplete.ipynb" and partial.is_file()
    assert "Another run is making the report" in held.error and held.partial == ""
    assert "These could not be made:\n  team:T2: " in found.message
    assert not (small.folder("team:T2") / "brief-team-T2.html").exists()
    flag.unlink()
    again = small.batch(jobs=1)
    assert [each.state for each in again.entries] == ["unchanged", "done", "done"], again.message


def test_a_second_batch_of_the_same_reports_waits_for_nobody(small) -> None:
    small.place.mkdir(parents=True)
    with (
        locks.hold(small.place / ".lock", ""),
        pytest.raises(LitmusError, match="Another batch is making the brief reports in"),
    ):
        small.batch()
    assert not list(small.outputs.glob("2016-03/brief*"))


@pytest.mark.parametrize(
    ("scopes", "says"),
    [
        (["team:T9"], r"There is no team 'T9' in the data\..* Teams: T0, T1, T2, T3\."),
        (["team:T1", "service:NONE"], "There is no service 'NONE'"),
        (["tems"], "'tems' names no scopes: expected teams, services, all, or a scope such as"),
    ],
)
def test_an_unknown_scope_is_refused_before_anything_is_made(small, scopes, says) -> None:
    with pytest.raises(UsageError, match=says):
        small.batch(*scopes)
    assert not list(small.outputs.glob("2016-03*"))


def test_data_that_name_no_team_say_so(small) -> None:
    (small.project / "data" / "ref_team_service.csv").unlink()
    with pytest.raises(LitmusError, match="The data name no team that there was in March 2016"):
        small.batch()
    assert not list(small.outputs.glob("2016-03*"))


@pytest.mark.usefixtures("warm")
def test_all_is_the_council_its_services_and_its_teams(small) -> None:
    small.tell("fails", "nobody")
    found = small.batch("all", jobs=2)
    scopes = ["council", "service:CIN", "service:LAC", "team:T1", "team:T2", "team:T3"]
    assert [each.scope for each in found.entries] == scopes and not found.failed
    assert (small.outputs / "2016-03" / "brief" / "brief.html").is_file()


@pytest.mark.usefixtures("warm")
def test_a_service_without_cases_of_its_own_has_the_councils_figures(small) -> None:
    path = small.project / "params" / "brief.yml"
    path.write_text(f"{path.read_text()}council_figures: [LAC]\n")
    found = small.batch("service:CIN", "service:LAC", "council")
    assert not found.failed, found.message
    figures = {
        name: (small.outputs / "2016-03" / name / "figures.csv").read_bytes()
        for name in ("brief", "brief-service-LAC", "brief-service-CIN")
    }
    assert figures["brief-service-LAC"] == figures["brief"] != figures["brief-service-CIN"]


@pytest.mark.usefixtures("warm")
def test_lists_of_cases_and_what_is_said_of_them_are_for_their_owner_alone(small) -> None:
    text = (small.project / "params" / "brief.yml").read_text()
    text = text.replace("period: month", "period: day").replace("[ASM02]", "[ASM02, ASM03]")
    (small.project / "params" / "brief.yml").write_text(f"{text}worklists: [ASM03]\n")
    from litmus.base.periods import Period
    from litmus.run.batch import batch

    day = Period.parse("2016-03-01")
    found = batch("brief", day, small.source, small.outputs, ["team:T1"])
    assert not found.failed, found.message
    place = small.outputs / "2016-03-01" / "batches" / "brief"
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE((place / "batch.json").stat().st_mode) == 0o600
    folder = small.outputs / "2016-03-01" / "brief-team-T1"
    modes = {stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir() if p.name != ".lock"}
    assert modes == {0o600}
    assert "CHILD-7" in (folder / "worklists.json").read_text()
    assert "CHILD-7" not in (place / "batch.json").read_text() + found.message
