"""The audit programme: what was due, done, late and missing, worked by hand."""

from datetime import date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.qa.programme.programme import compliance
from litmus.qa.programme.programme_text import as_text
from litmus.qa.programme.requirements import Requirement, audit_programme
from litmus.qa.programme.spans import MONTHS, span_of, spans
from qa.audit_rows import PROJECT, audit, programme, requirement, team
from qa.made import asked


def judged(period: str, *requirements: Requirement, to: date = date(2017, 6, 30), **tables: Any):
    return compliance(asked(period, to=to, **tables), programme(*requirements))


def numbers(found, **which: Any) -> list[tuple[int, ...]]:
    """(due, done, late, missing, extra) of the duties that are asked for, by team."""
    chosen = [d for d in found.duties if all(getattr(d, k) == v for k, v in which.items())]
    chosen.sort(key=lambda d: d.teams)
    return [(d.due, d.done, d.late, d.missing, d.extra) for d in chosen]


def test_the_shipped_programme_is_the_framework_s_table():
    shipped = {each.id: each for each in audit_programme(PROJECT).requirements}
    assert (shipped["TM_AUDIT"].count, shipped["TM_AUDIT"].period) == (1, "MONTH")
    # "1 case per month every 2 months" is read as one in two months, paired with a team manager
    assert (shipped["IRO_AUDIT"].count, shipped["IRO_AUDIT"].period) == (1, "TWO_MONTHS")
    assert shipped["CPC_AUDIT"].paired_with_role == "TM"
    assert shipped["HOS_QA_OF_AUDIT"].count == 2
    assert not shipped["LEAD_MEMBER_VISIT"].is_scored
    assert all("2016" in str(each.active_from) for each in shipped.values())  # 4.4: during 2016


def test_one_audit_each_of_three_months():
    # January done in January, February's done on 3 March (late), March's not done: 3 = 1 + 1 + 1
    found = judged(
        "2016Q1",
        requirement(),
        ref_team_service=[team("A")],
        qa_audit=[
            audit("1", "2016-01", "2016-01-20 10:00"),
            audit("2", "2016-02", "2016-03-03 10:00"),
            audit("3", "2016-03", None, aud_status="NOT_DONE"),
        ],
    )
    assert numbers(found) == [(3, 1, 1, 1, 0)]


def test_one_team_s_surplus_does_not_fill_another_s_gap():
    # A did 3 of 1, B did 0 of 1: 2 due, 1 done, 1 missing, and 2 beyond
    found = judged(
        "2016-03",
        requirement(),
        ref_team_service=[team("A"), team("B")],
        qa_audit=[audit(str(n), "2016-03", f"2016-03-1{n} 10:00") for n in range(3)],
    )
    assert numbers(found) == [(1, 1, 0, 0, 2), (1, 0, 0, 1, 0)]
    total = found.total()
    assert (total.due, total.done, total.missing, total.extra) == (2, 1, 1, 2)


def test_nor_does_one_month_s_surplus_fill_another_month_s_gap():
    found = judged(
        "2016Q1",
        requirement(),
        ref_team_service=[team("A")],
        qa_audit=[audit(str(n), "2016-01", f"2016-01-1{n} 10:00") for n in range(3)],
    )
    assert numbers(found) == [(3, 1, 0, 2, 2)]


def test_a_team_that_opens_in_mid_month_owes_nothing_for_that_month():
    # Opened on 10 February: February is only partly in force, March is whole. 1 due, not 2 or 3.
    found = judged(
        "2016Q1",
        requirement(),
        ref_team_service=[team("A", since="2016-02-10")],
        qa_audit=[audit("1", "2016-02", "2016-02-20 10:00")],
    )
    assert numbers(found) == [(1, 0, 0, 1, 1)]  # the one of February is beyond what was due
    assert found.duties[0].partly == 1


def test_a_requirement_that_begins_in_mid_quarter_is_not_due_for_it():
    quarterly = requirement(period="QUARTER", active_from="2016-02-01")
    found = judged("2016Q1", quarterly, ref_team_service=[team("A")])
    assert (found.total().due, found.total().partly) == (0, 1)
    assert judged("2016Q2", quarterly, ref_team_service=[team("A")]).total().due == 1


def test_a_requirement_that_has_ended_is_due_no_more():
    ended = requirement(active_to="2016-02-29")
    assert judged("2016Q1", ended, ref_team_service=[team("A")]).total().due == 2


def test_a_manager_of_two_teams_holds_one_post():
    both = [team("A", rts_team_manager_id="TM-X"), team("B", rts_team_manager_id="TM-X")]
    found = judged(
        "2016-03",
        requirement(),
        ref_team_service=both,
        qa_audit=[audit("1", "2016-03", "2016-03-10 10:00", by="TM-X", aud_team_id="B")],
    )
    assert numbers(found) == [(1, 1, 0, 0, 0)]
    assert found.duties[0].teams == ("A", "B")
    # but one for each cluster where clusters owe it
    clusters = requirement(unit="cluster", scope="OWN_TEAM")
    audits = [audit("1", "2016-03", "2016-03-10 10:00", by="TM-X", aud_team_id="B")]
    found = judged("2016-03", clusters, ref_team_service=both, qa_audit=audits)
    assert numbers(found) == [(1, 0, 0, 1, 0), (1, 1, 0, 0, 0)]


def test_a_new_manager_takes_over_the_duty_with_what_the_former_did():
    spells = [
        team("A", rts_team_manager_id="OLD", rts_valid_to=date(2016, 3, 15)),
        team("A", since="2016-03-15", rts_team_manager_id="NEW"),
    ]
    audits = [audit("1", "2016-03", "2016-03-10 10:00", by="OLD")]
    found = judged("2016-03", requirement(), ref_team_service=spells, qa_audit=audits)
    assert numbers(found) == [(1, 1, 0, 0, 0)]


def test_a_team_that_changes_its_service_owes_nothing_for_that_month_in_either():
    spells = [
        team("A", "DAS", rts_valid_to=date(2016, 3, 15)),
        team("A", "CIN", since="2016-03-15"),
    ]
    both = requirement(services=["CIN", "DAS"])
    found = judged("2016Q1", both, ref_team_service=spells)
    assert {d.services: (d.due, d.partly) for d in found.duties} == {
        ("DAS",): (2, 1),
        ("CIN",): (0, 1),
    }


def test_an_audit_in_another_service_does_not_count():
    audits = [audit("1", "2016-03", "2016-03-10 10:00", aud_service="LAC")]
    found = judged("2016-03", requirement(), ref_team_service=[team("A")], qa_audit=audits)
    assert numbers(found) == [(1, 0, 0, 1, 0)]


def test_work_of_somebody_without_a_post_is_said_apart():
    audits = [audit("1", "2016-03", "2016-03-10 10:00", by="SOMEBODY")]
    found = judged("2016-03", requirement(), ref_team_service=[team("A")], qa_audit=audits)
    assert numbers(found) == [(1, 0, 0, 1, 0)]
    assert found.unmatched == {"R": 1}


def test_a_post_that_nobody_holds_still_owes_its_audits():
    vacant = [team("A", rts_team_manager_id=None)]
    audits = [audit("1", "2016-03", "2016-03-10 10:00", by="ACTING")]
    assert numbers(judged("2016-03", requirement(), ref_team_service=vacant)) == [(1, 0, 0, 1, 0)]
    found = judged("2016-03", requirement(), ref_team_service=vacant, qa_audit=audits)
    assert numbers(found) == [(1, 1, 0, 0, 0)]  # an acting manager did it


def test_two_months_are_due_in_the_report_of_the_second():
    two = requirement(roles=["SM"], period="TWO_MONTHS")
    audits = [audit("1", "2016-03", "2016-03-10 10:00", by="SM-CIN", aud_auditor_role="SM")]
    tables: dict[str, Any] = {"ref_team_service": [team("A"), team("B")], "qa_audit": audits}
    assert judged("2016-03", two, **tables).duties == ()
    # one service manager over two teams; March's audit counts for March and April
    assert numbers(judged("2016-04", two, **tables)) == [(1, 1, 0, 0, 0)]
    # the first quarter has January and February alone, the second March/April and May/June
    assert judged("2016Q1", two, **tables).total().due == 1
    assert judged("2016Q2", two, **tables).total().due == 2


def test_what_is_not_over_yet_is_not_missing():
    found = judged("2016Q1", requirement(), to=date(2016, 3, 20), ref_team_service=[team("A")])
    assert found.total().due == 2  # January and February
    assert found.running == ("R",)


def test_unspecified_requirements_are_listed_and_never_scored():
    open_ = requirement(period="UNSPECIFIED", count=None)
    audits = [audit("1", "2016-03", "2016-03-10 10:00")]
    found = judged("2016-03", open_, ref_team_service=[team("A")], qa_audit=audits)
    assert found.duties == ()
    assert [(u.requirement, u.done) for u in found.unscored] == [("R", 1)]
    assert "does not say how often" in found.unscored[0].why


def test_officers_from_the_hr_posts_are_paired_with_team_managers():
    posts = [
        {"wfp_post_id": f"P{n}", "wfp_role": "IRO", "wfp_as_at": date(2016, 2, 29),
         "wfp_professional_id": who, "wfp_start_date": date(2010, 1, 1)}
        for n, who in enumerate(("IRO-1", "IRO-2", "IRO-3", None))
    ]  # fmt: skip
    iro = {"aud_auditor_role": "IRO", "aud_service": "LAC"}
    audits = [
        audit("T1", "2016-01", "2016-01-10 10:00", aud_person_id="kim"),
        audit("T2", "2016-01", None, aud_person_id="lee", aud_status="NOT_DONE"),
        # the same case, named by the reviewer
        audit("I1", "2016-01", "2016-01-20 10:00", by="IRO-1", aud_person_id="kim",
              aud_paired_audit_id="T1", **iro),
        # the team manager's was not done: the pair is not kept
        audit("I2", "2016-02", "2016-02-20 10:00", by="IRO-2", aud_person_id="lee",
              aud_paired_audit_id="T2", **iro),
    ]  # fmt: skip
    rule = requirement(
        roles=["IRO"], services=["CP_SAFEGUARDING"], period="TWO_MONTHS", scope="ANY",
        paired_with_role="TM",
    )  # fmt: skip
    found = judged("2016-02", rule, ext_workforce_post=posts, qa_audit=audits)
    total = found.total()
    # three posts are filled, the fourth is vacant: 3 due, 2 done, 1 missing; 1 pair of 2
    assert (total.due, total.done, total.missing) == (3, 2, 1)
    assert (total.paired, total.pairable) == (1, 2)


def test_numbers_of_posts_from_the_settings_are_filled_one_person_each():
    said = programme(requirement(roles=["DIV_DIRECTOR"], services="ALL", scope="ANY"))
    said = said.model_copy(update={"posts": {"DIV_DIRECTOR": 2}})
    row = {"aud_auditor_role": "DIV_DIRECTOR"}
    audits = [audit(n, "2016-03", "2016-03-10 10:00", by="DD-1", **row) for n in "12"]
    found = compliance(asked("2016-03", qa_audit=audits), said)
    # two posts, one director did both audits: hers is done, the other's is missing
    total = found.total()
    assert (total.due, total.done, total.missing, total.extra) == (2, 1, 1, 1)


def test_without_anything_that_says_how_many_posts_there_are():
    found = judged("2016-03", requirement(roles=["IRO"], services=["CP_SAFEGUARDING"]))
    assert found.unscored[0].why == "Nothing says how many posts there are of IRO."


def test_visits_are_due_by_service_whoever_of_the_roles_makes_them():
    rule = requirement(
        id="V", roles=["HOS", "DIV_DIRECTOR"], services=["CIN", "LAC"], activity="UNANNOUNCED",
        unit="service", period="QUARTER", scope="ANY",
    )  # fmt: skip
    visit = {"vis_id": "1", "vis_type": "UNANNOUNCED", "vis_date": date(2016, 2, 3),
             "vis_service": "LAC", "vis_visitor_id": "DD-1",
             "vis_visitor_role": "DIV_DIRECTOR"}  # fmt: skip
    found = judged("2016Q1", rule, qa_visit=[visit])
    assert {d.services: (d.due, d.done) for d in found.duties} == {
        ("CIN",): (1, 0),
        ("LAC",): (1, 1),
    }


def test_observations_count_by_the_day_they_were_made():
    rule = requirement(activity="OBSERVATION", scope="ANY")
    seen = {"obs_id": "1", "obs_at": datetime(2016, 3, 31, 18), "obs_observer_id": "TM-A",
            "obs_observer_role": "TM", "obs_service": "DAS"}  # fmt: skip
    found = judged("2016Q1", rule, ref_team_service=[team("A")], qa_observation=[seen])
    assert numbers(found) == [(3, 1, 0, 2, 0)]


def test_one_service_alone():
    both = requirement(services=["CIN", "LAC"])
    teams = [team("A"), team("B", "LAC")]
    found = compliance(asked("2016-03", service="LAC", ref_team_service=teams), programme(both))
    assert [d.teams for d in found.duties] == [("B",)]


def test_the_programme_as_text_for_the_command_line():
    found = judged("2016Q1", requirement(), ref_team_service=[team("A")])
    text = as_text(found, Period.parse("2016Q1"), {"A": "North Team"})
    assert "North Team    3     0     0        3      0" in text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"count": 0}, "TM_AUDIT: count"),
        ({"period": "FORTNIGHT"}, "TM_AUDIT: period"),
        ({"role": "TM"}, "TM_AUDIT: role"),
        ({"count": None}, "TM_AUDIT: .* needs a count"),
        ({"active_to": "2015-01-01"}, "TM_AUDIT: .* before active_from"),
        ({"id": "TM_OBSERVATION"}, "a second requirement of that id"),
    ],
)
def test_a_wrong_requirement_is_named(tmp_path, wrong, message):
    said = yaml.safe_load((PROJECT / "params/audit_programme.yml").read_text())
    said["requirements"][0] |= wrong
    (tmp_path / "params").mkdir()
    (tmp_path / "params/audit_programme.yml").write_text(yaml.safe_dump(said))
    with pytest.raises(UsageError, match=message):
        audit_programme(tmp_path)


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_every_day_lies_in_one_period_and_periods_follow_each_other(day, period):
    start, end = span_of(period, day)
    assert start <= day <= end
    assert span_of(period, end) == (start, end)
    after = span_of(period, date.fromordinal(end.toordinal() + 1))
    assert after[0].toordinal() == end.toordinal() + 1


@given(st.integers(2015, 2025), st.sampled_from(sorted(MONTHS)))
def test_a_calendar_year_s_quarters_hold_every_period_that_ends_in_it_once(year, period):
    whole = spans(period, date(year, 1, 1), date(year, 12, 31))
    quarters = [Period.parse(f"{year}Q{n}") for n in range(1, 5)]
    assert whole == [s for q in quarters for s in spans(period, q.start, q.end)]
    assert len(whole) == 12 // MONTHS[period]
