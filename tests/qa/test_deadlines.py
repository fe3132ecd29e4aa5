"""Deadlines at their edges: hours by the clock, days by the calendar of working days."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litmus.qa.programme.days import Days
from litmus.qa.programme.deadlines import (
    by_role,
    by_rule,
    by_team,
    collect,
    complaint_deadline,
    state_of,
)
from qa.audit_rows import SHIPPED, audit
from qa.made import asked

LIMITS = SHIPPED.deadlines
WORKING = Days.of(asked("2016Q1"), "working")


def at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def states(period: str = "2016Q1", to: date = date(2016, 6, 30), programme=SHIPPED, **tables: Any):
    """The state of each thing by its rule, on the last day of the data."""
    found = collect(asked(period, to=to, **tables).in_hindsight(), programme)
    return {each.rule: each.state for each in found}


def completed(done: str, month: str = "2016-03", **stamps: str | None) -> list[dict[str, Any]]:
    named = {"summary": "aud_summary_sent_at", "on_file": "aud_on_case_file_at",
             "form": "aud_form_submitted_at"}  # fmt: skip
    return [audit("1", month, done, **{named[key]: at(value) for key, value in stamps.items()})]


# Completed on Friday 4 March 2016 at 16:30: 48 hours by the clock end on Sunday at 16:30.
@pytest.mark.parametrize(
    ("sent", "state"),
    [
        ("2016-03-04 16:30", "met"),
        ("2016-03-06 16:29", "met"),
        ("2016-03-06 16:30", "met"),  # exactly 48 hours
        ("2016-03-06 16:30:01", "late"),
        ("2016-03-07 09:00", "late"),  # Monday morning, the first working hour, is too late
        (None, "not_recorded"),
    ],
)
def test_summary_within_48_hours_of_friday_afternoon(sent, state):
    assert states(qa_audit=completed("2016-03-04 16:30", summary=sent))["summary"] == state


def test_sent_to_the_worker_and_put_on_file_are_two_things():
    found = states(
        qa_audit=completed(
            "2016-03-04 16:30", summary="2016-03-05 09:00", on_file="2016-03-09 09:00"
        )
    )
    assert (found["summary"], found["on_file"]) == ("met", "late")


# Completed on Thursday 24 March 2016. 25 March is Good Friday, 28 March Easter Monday: the working
# days after it are 29, 30, 31 March, 1 April and, as the fifth, Monday 4 April.
@pytest.mark.parametrize(
    ("sent", "state"),
    [("2016-04-04 23:59", "met"), ("2016-04-05 00:00", "late"), ("2016-03-29 12:00", "met")],
)
def test_form_within_five_working_days_over_easter(sent, state):
    assert states(qa_audit=completed("2016-03-24 11:00", form=sent))["form"] == state


def test_five_calendar_days_where_the_council_says_so():
    limits = LIMITS.model_copy(update={"days": "calendar"})
    programme = SHIPPED.model_copy(update={"deadlines": limits})
    # 24 + 5 = 29 March
    for sent, state in (("2016-03-29 17:00", "met"), ("2016-03-30 09:00", "late")):
        rows = completed("2016-03-24 11:00", form=sent)
        assert states(qa_audit=rows, programme=programme)["form"] == state


def test_the_council_s_own_calendar_counts():
    # A calendar in which Tuesday 29 March is no working day either: the fifth is 5 April.
    days, number, working = [], 0, []
    for ordinal in range(date(2016, 3, 1).toordinal(), date(2016, 5, 1).toordinal()):
        day = date.fromordinal(ordinal)
        closed = day in (date(2016, 3, 25), date(2016, 3, 28), date(2016, 3, 29))
        if day.weekday() < 5 and not closed:
            number += 1
            working.append(day)
        days.append({"day": day, "working_day": number})
    found = Days.of(asked("2016Q1", ref_calendar=days), "working")
    assert found.add(date(2016, 3, 24), 5) == date(2016, 4, 5)
    assert found.add(date(2016, 3, 26), 1) == date(2016, 3, 30)  # from a Saturday


def test_what_is_not_due_yet_is_left_out_and_what_is_overdue_without_a_time_is_not_met():
    rows = completed("2016-03-30 10:00")  # summary due 1 April 10:00, form due 6 April
    assert states(to=date(2016, 3, 31), qa_audit=rows) == {
        "summary": "not_yet_due", "on_file": "not_yet_due", "form": "not_yet_due",
    }  # fmt: skip
    later = asked("2016Q1", to=date(2016, 4, 1), qa_audit=rows).in_hindsight()
    later = collect(later, SHIPPED)
    counts = {each.rule: (each.met, each.due, each.not_recorded) for each in by_rule(later)}
    # of the summary: 0 met of 1 due, which is not recorded; of the form nothing is due
    assert counts == {"summary": (0, 1, 1), "on_file": (0, 1, 1), "form": (0, 0, 0)}


def test_an_audit_that_was_not_done_has_no_deadline():
    assert states(qa_audit=[audit("1", "2016-03", None, aud_status="NOT_DONE")]) == {}


@pytest.mark.parametrize(
    ("told", "state"),
    [("2016-03-04 23:59", "met"), ("2016-03-05 00:01", "late"), (None, "not_recorded")],
)
def test_an_immediate_concern_is_fed_back_the_same_day(told, state):
    more = {"aud_immediate_concern_yn": "Y", "aud_concern_fed_back_at": at(told)}
    rows = [audit("1", "2016-03", "2016-03-04 16:30", **more)]
    assert states(qa_audit=rows)["concern"] == state
    assert "concern" not in states(qa_audit=[audit("1", "2016-03", "2016-03-04 16:30")])


def observed(recorded: str | None, **more: Any) -> dict[str, Any]:
    row = {"obs_id": "1", "obs_at": at("2016-03-24 10:00"), "obs_recorded_at": at(recorded),
           "obs_observer_role": "TM", "obs_team_id": "A", "obs_service": "CIN"}  # fmt: skip
    return row | more


def test_an_observation_is_recorded_within_five_working_days():
    for recorded, state in (("2016-04-04 18:00", "met"), ("2016-04-05 08:00", "late")):
        assert states(qa_observation=[observed(recorded)])["observation"] == state


def test_an_alert_is_told_the_same_day_and_good_practice_has_no_deadline():
    row = {"exc_id": "1", "exc_type": "ALERT", "exc_source": "IRO", "exc_team_id": "A",
           "exc_raised_at": at("2016-03-04 16:30")}  # fmt: skip
    assert states(qa_exception_alert=[row | {"exc_tm_told_at": at("2016-03-04 17:00")}]) == {
        "alert": "met"
    }
    assert states(qa_exception_alert=[row]) == {"alert": "not_recorded"}
    assert states(qa_exception_alert=[row | {"exc_type": "GOOD_PRACTICE"}]) == {}


RECEIVED = date(2016, 3, 1)  # a Tuesday; the working days after it skip 25 and 28 March


@pytest.mark.parametrize(
    ("stage", "due", "extended", "last"),
    [
        # stage 1: ten working days after 1 March are up on 15 March, twenty on 31 March
        ("STAGE1", None, None, date(2016, 3, 15)),
        ("STAGE1", date(2016, 3, 10), None, date(2016, 3, 10)),
        ("STAGE1", None, date(2016, 3, 22), date(2016, 3, 22)),
        ("STAGE1", date(2016, 3, 15), date(2016, 3, 22), date(2016, 3, 22)),
        ("STAGE1", None, date(2016, 4, 30), date(2016, 3, 31)),  # no extension beyond twenty
        # stage 2: twenty-five are up on 7 April
        ("STAGE2", None, None, date(2016, 4, 7)),
        # stage 3: thirty are up on 14 April
        ("STAGE3", None, None, date(2016, 4, 14)),
        # no limit of their own
        ("INFORMAL", None, None, None),
        ("OMBUDSMAN", date(2016, 3, 29), None, date(2016, 3, 29)),
    ],
)
def test_the_last_day_to_answer_a_complaint(stage, due, extended, last):
    assert complaint_deadline(RECEIVED, stage, due, extended, LIMITS, WORKING) == last


def test_stage_two_can_be_extended_to_sixty_five_working_days():
    far = date(2016, 12, 31)
    # 65 working days after 1 March 2016: March has 21 after the 1st (2 to 31 less two bank
    # holidays: 20), April 21, May 20 (two bank holidays): 61; the 65th is 6 June (1, 2, 3, 6).
    assert complaint_deadline(RECEIVED, "STAGE2", None, far, LIMITS, WORKING) == date(2016, 6, 6)


def test_complaints_answered_in_time_late_withdrawn_and_without_a_limit():
    row = {"cmp_received_on": RECEIVED, "cmp_stage": "STAGE1", "cmp_service": "CIN",
           "cmp_team_id": "A"}  # fmt: skip
    rows = [
        row | {"cmp_id": "1", "cmp_responded_on": date(2016, 3, 15)},
        row | {"cmp_id": "2", "cmp_responded_on": date(2016, 3, 16)},
        row | {"cmp_id": "3"},
        row | {"cmp_id": "4", "cmp_outcome": "WITHDRAWN"},
        row | {"cmp_id": "5", "cmp_stage": "INFORMAL"},
    ]
    [found] = by_rule(collect(asked("2016Q1", qa_complaint=rows), SHIPPED))
    assert (found.met, found.late, found.not_recorded, found.due) == (1, 1, 1, 3)


def test_by_team_and_by_role():
    rows = [
        audit("1", "2016-03", "2016-03-04 10:00", aud_summary_sent_at=at("2016-03-05 10:00")),
        audit("2", "2016-03", "2016-03-04 10:00", aud_summary_sent_at=at("2016-03-09 10:00")),
        audit("3", "2016-03", "2016-03-04 10:00", by="IRO-1", aud_auditor_role="IRO",
              aud_team_id="B", aud_summary_sent_at=at("2016-03-05 10:00")),
    ]  # fmt: skip
    found = collect(asked("2016Q1", qa_audit=rows), SHIPPED)
    teams = {(t.rule, t.group): (t.met, t.due) for t in by_team(found)}
    assert teams["summary", "A"] == (1, 2)
    assert teams["summary", "B"] == (1, 1)
    roles = {(t.rule, t.group): (t.met, t.due) for t in by_role(found)}
    assert roles["summary", "TM"] == (1, 2)


moments = st.datetimes(datetime(2016, 1, 1), datetime(2016, 12, 31))


@given(st.none() | moments, moments, st.dates(date(2016, 1, 1), date(2016, 12, 31)))
def test_a_deadline_is_only_ever_in_one_state_and_a_stamp_decides(stamp, due, as_at):
    state = state_of(stamp, due, as_at)
    if stamp is not None:
        assert state == ("met" if stamp <= due else "late")
    else:
        assert state == ("not_recorded" if due.date() <= as_at else "not_yet_due")


@given(st.dates(date(2015, 1, 1), date(2018, 12, 31)), st.integers(1, 70))
def test_working_days_are_counted_as_the_whole_of_litmus_counts_them(day, days):
    from litmus.base.working_days import add_working_days, working_days

    assert WORKING.add(day, days) == add_working_days(day, days)
    assert working_days(day, WORKING.add(day, days)) == days
