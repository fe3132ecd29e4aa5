"""Each worker is observed twice a year: once on a home visit, once at a conference or review."""

from datetime import date, datetime

from litmus.qa.programme.coverage import coverage
from qa.audit_rows import team
from qa.made import asked


def post(worker: str, team_id: str = "A", since: str = "2010-01-01", role: str = "SW") -> dict:
    return {"wfp_post_id": f"P-{worker}", "wfp_as_at": date(2016, 3, 31), "wfp_team_id": team_id,
            "wfp_role": role, "wfp_professional_id": worker,
            "wfp_start_date": date.fromisoformat(since)}  # fmt: skip


def seen(id_: str, worker: str, day: str, kind: str = "HOME_VISIT", **more) -> dict:
    row = {"obs_id": id_, "obs_worker_id": worker, "obs_type": kind, "obs_observer_role": "TM",
           "obs_at": datetime.fromisoformat(day)}  # fmt: skip
    return row | more


FEEDBACK = {"obs_child_family_feedback_yn": "Y"}


def test_workers_by_how_often_they_were_observed():
    found = coverage(
        asked(
            "2016Q1",
            ref_team_service=[team("A")],
            ext_workforce_post=[
                post("ann"), post("bob"), post("cy"), post("di", since="2016-02-01"),
                post("tm", role="TM"),  # a manager is not observed by the manager
            ],
            qa_observation=[
                seen("1", "ann", "2015-06-01"),
                seen("2", "ann", "2016-01-10", "REVIEW", **FEEDBACK),  # both: as 10.1 asks
                seen("3", "bob", "2015-06-01"),
                seen("4", "bob", "2015-09-01", "CONFERENCE"),  # without feedback
                seen("5", "cy", "2015-06-01"),
                seen("6", "cy", "2016-01-10", obs_observer_role="HOS"),  # not by the team manager
            ],
        )
    )  # fmt: skip
    [row] = found
    # ann 2, bob 2, cy 1, di 0; home visits ann, bob, cy; a meeting with feedback: ann; both: ann
    assert (row.service, row.workers, row.none, row.once, row.twice) == ("CIN", 4, 1, 1, 2)
    assert (row.home, row.meeting, row.both, row.newer) == (3, 1, 1, 1)


def test_the_twelve_months_roll():
    # the twelve months to 31 March 2016 begin on 1 April 2015
    posts, teams = [post("ann")], [team("A")]
    for day, times in (("2015-03-31", 0), ("2015-04-01", 1), ("2016-03-31", 1), ("2016-04-01", 0)):
        [row] = coverage(
            asked("2016Q1", ref_team_service=teams, ext_workforce_post=posts,
                  qa_observation=[seen("1", "ann", f"{day} 10:00")])
        )  # fmt: skip
        assert (row.once, row.none) == (times, 1 - times)


def test_without_hr_posts_those_who_have_a_case_are_the_workers():
    case = {"invo_involvements_id": "1", "invo_professional_id": "ann",
            "invo_professional_role_id": "CW", "invo_professional_team": "A",
            "invo_person_id": "kim", "invo_involvement_start_date": date(2016, 1, 1)}  # fmt: skip
    gone = case | {"invo_involvements_id": "2", "invo_professional_id": "bob",
                   "invo_involvement_end_date": date(2016, 2, 1)}  # fmt: skip
    [row] = coverage(asked("2016Q1", ref_team_service=[team("A")], ssd_involvements=[case, gone]))
    assert (row.team, row.workers, row.none) == ("A", 1, 1)


def test_one_service_alone():
    tables = {"ref_team_service": [team("A"), team("B", "LAC")],
              "ext_workforce_post": [post("ann"), post("bob", "B")]}  # fmt: skip
    assert [row.team for row in coverage(asked("2016Q1", **tables))] == ["A", "B"]
    assert [row.team for row in coverage(asked("2016Q1", "LAC", **tables))] == ["B"]
