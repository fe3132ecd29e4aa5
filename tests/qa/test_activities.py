"""Each activity counted by hand from a few rows."""

from litmus.qa.activities import (
    EVERY,
    care,
    families,
    partners,
    practice,
    safeguarding,
    staff,
    themed_audits,
)
from qa.made import asked


def numbers(activity):
    """(numerator, denominator) of each measure by its label."""
    return {m.label: (m.numerator, m.denominator) for m in activity.measures}


def table(activity, caption):
    return next(tally.rows for tally in activity.tallies if tally.caption == caption)


def test_every_activity_says_why_where_there_is_nothing():
    empty = asked("2016Q1")
    for each in EVERY:
        found = each(empty)
        assert (
            found.absent == "Nothing was recorded in January to March 2016 (quarter 4 of 2015/16)."
        )
        assert not found.measures and not found.tallies


def test_every_activity_says_which_table_is_missing():
    nothing = asked("2016Q1").__class__(
        asked("2016Q1").connection, frozenset(), asked("2016Q1").period, asked("2016Q1").data_to
    )
    assert families.complaints(nothing).absent == "The data have no table qa_complaint."


def alert(id_, raised, told, type_="ALERT", team="CIN-1", **more):
    return {
        "exc_id": id_, "exc_source": "IRO", "exc_type": type_, "exc_raised_at": raised,
        "exc_tm_told_at": told, "exc_team_id": team, **more,
    }  # fmt: skip


ALERTS = [
    alert("E1", "2016-01-05 16:00", "2016-01-05 23:50"),
    alert("E2", "2016-03-31 23:00", "2016-04-01 00:10"),  # ten minutes past midnight: another day
    alert(
        "E3", "2016-02-01 09:00", None, exc_escalation_level=2, exc_resolved_at="2016-03-31 17:00"
    ),
    alert(
        "E4",
        "2016-02-01 09:00",
        "2016-02-01 09:30",
        team="LAC-1",
        exc_resolved_at="2016-04-02 09:00",
    ),
    alert(
        "E5",
        "2016-02-02 09:00",
        "2016-02-02 10:00",
        type_="GOOD_PRACTICE",
        exc_resolved_at="2016-02-03 09:00",
    ),
    alert("E6", "2015-12-31 09:00", "2015-12-31 10:00"),  # the quarter before
    alert("E7", "2016-04-01 00:00", "2016-04-01 00:05"),  # the quarter after
]
TEAMS = [
    {"rts_team_id": "CIN-1", "rts_service": "DAS", "rts_valid_from": "2000-01-01"},
    {"rts_team_id": "CIN-1", "rts_service": "CIN", "rts_valid_from": "2015-06-01"},
    {"rts_team_id": "LAC-1", "rts_service": "LAC", "rts_valid_from": "2000-01-01"},
]


def test_alerts_are_to_be_told_to_the_team_manager_the_same_day():
    found = safeguarding.alerts(asked("2016Q1", qa_exception_alert=ALERTS, ref_team_service=TEAMS))
    assert numbers(found)["Alerts and serious concerns raised"] == (4, None)
    assert numbers(found)["Told to the team manager the same day"] == (2, 4)  # E1 and E4
    assert numbers(found)["Escalated beyond the team manager"] == (1, None)
    assert numbers(found)["Examples of good practice"] == (1, None)
    assert found.measures[0].previous_numerator == 1  # E6


def test_what_was_resolved_after_the_period_is_not_resolved_in_it():
    found = safeguarding.alerts(asked("2016Q1", qa_exception_alert=ALERTS, ref_team_service=TEAMS))
    # E3 on the last day; E4 two days later, which a report to that day cannot know
    assert numbers(found)["Resolved by the end of the period"] == (1, 4)


def test_an_example_of_good_practice_has_nothing_to_resolve():
    found = safeguarding.alerts(asked("2016Q1", qa_exception_alert=ALERTS, ref_team_service=TEAMS))
    rows = {row[0]: row[3:] for row in table(found, "Alerts by type")}
    assert rows["Good practice"] == [[0, 0], [0, 0]]  # not applicable, and never 0%
    assert rows["Alert"] == [[2, 4], [1, 4]]


def test_one_service_has_the_alerts_of_its_teams():
    one = asked("2016Q1", "CIN", qa_exception_alert=ALERTS, ref_team_service=TEAMS)
    assert numbers(safeguarding.alerts(one))["Alerts and serious concerns raised"] == (3, None)


def test_a_monitoring_form_is_due_after_every_meeting():
    # Three looked-after reviews held in the quarter, one of them later cancelled in words only;
    # forms for two of them, one form twice. A form for a meeting that is not on record counts as a
    # form, and covers nothing.
    reviews = [
        {"clar_cla_review_id": id_, "clar_cla_review_date": day}
        for id_, day in (("R1", "2016-01-01"), ("R2", "2016-03-31"), ("R3", "2016-02-01"),
                         ("R4", "2016-04-01"))
    ]  # fmt: skip
    forms = [
        {"mon_id": f"M{n}", "mon_meeting_type": "LAC_REVIEW", "mon_meeting_id": meeting,
         "mon_meeting_date": "2016-02-01", "mon_child_attended": part,
         "mon_report_received_on_time_yn": yn}
        for n, (meeting, part, yn) in enumerate(
            (("R1", "PN1", "Y"), ("R2", "PN7", "N"), ("R2", "PN0", "Y"), ("R9", None, None))
        )
    ]  # fmt: skip
    found = safeguarding.monitoring(
        asked("2016Q1", qa_meeting_monitoring=forms, ssd_cla_reviews=reviews)
    )
    held = table(found, "Meetings held and monitoring forms")
    assert held[-1] == ["Looked-after review", [2, 3]]
    assert numbers(found)["Monitoring forms completed"] == (4, None)
    assert numbers(found)["Reports received in time"] == (2, 3)
    # PN0 is under four and not asked: 1 of 2.
    assert numbers(found)["Children aged four and over who attended"] == (1, 2)


def test_monthly_reports_have_the_monitoring_forms_at_the_end_of_each_quarter():
    row = {"mon_id": "M1", "mon_meeting_type": "ICPC", "mon_meeting_date": "2016-01-15"}
    march = safeguarding.monitoring(asked("2016-03", qa_meeting_monitoring=[row]))
    assert march.covers == "January to March 2016"
    assert numbers(march)["Monitoring forms completed"] == (1, None)
    january = safeguarding.monitoring(asked("2016-01", qa_meeting_monitoring=[row]))
    assert january.absent == "Monitoring forms are reported on by quarter, next for March 2016."


def complaint(id_, received, due, answered=None, **more):
    return {"cmp_id": id_, "cmp_received_on": received, "cmp_due_on": due,
            "cmp_responded_on": answered, "cmp_stage": "STAGE1", "cmp_service": "CIN",
            **more}  # fmt: skip


def test_complaints_are_answered_within_their_limit_or_not():
    rows = [
        complaint("C1", "2016-01-04", "2016-01-18", "2016-01-18", cmp_outcome="UPHELD"),
        complaint("C2", "2016-01-04", "2016-01-18", "2016-01-19", cmp_outcome="NOT_UPHELD",
                  cmp_missed_deadline_told_hos_on="2016-01-19"),
        complaint("C3", "2016-01-04", "2016-01-18", "2016-02-01", cmp_outcome="WITHDRAWN",
                  cmp_extended_due_on="2016-02-01"),  # within the extended limit
        complaint("C4", "2016-02-01", "2016-02-15"),  # never answered, and its day has passed
        complaint("C5", "2016-03-31", "2016-03-31"),  # its day has not passed at the end
        complaint("C7", "2016-02-01", "2016-02-15", cmp_outcome="WITHDRAWN"),  # needs no answer
        complaint("C6", "2016-02-01", "2016-02-15", cmp_stage="INFORMAL"),
    ]  # fmt: skip
    found = numbers(families.complaints(asked("2016Q1", qa_complaint=rows)))
    assert found["Complaints received"] == (6, None)
    assert found["Answered within their time limit"] == (2, 4)  # C1, C3 of C1 to C4
    assert found["Upheld, wholly or partly"] == (1, 2)
    assert found["Missed limits reported to the head of service"] == (1, 2)  # C2 of C2 and C4
    assert found["Informal complaints"] == (1, None)


def test_children_are_quoted_as_given_one_of_each_stage_first_and_nobody_else():
    def said(id_, text, stage, who="CHILD", day="2016-02-01", **more):
        return {"fbk_id": id_, "fbk_date": day, "fbk_text": text, "fbk_stage": stage,
                "fbk_respondent": who, "fbk_kind": "INTERVIEW", **more}  # fmt: skip

    rows = [
        said("F1", "My worker listens.", "REVIEW", day="2016-01-02"),
        said("F2", "nobody told me why i had to move", "REVIEW", day="2016-03-02"),
        said("F3", "It helped.", "CASE_CLOSURE"),
        said("F4", "She is never in.", "REVIEW", who="PARENT"),
        said("F5", "Private", "CASE_CLOSURE", restricted_yn="Y"),
    ]
    quoted = families.feedback(asked("2016Q1", qa_feedback=rows)).quotations
    assert [(q.text, q.stage) for q in quoted] == [
        ("It helped.", "CASE_CLOSURE"),
        ("nobody told me why i had to move", "REVIEW"),
        ("My worker listens.", "REVIEW"),
    ]


def test_dip_samples_add_up_over_teams():
    rows = [
        {"dip_id": "D1", "dip_month": "2016-01-01", "dip_theme": "Reviews", "dip_team_id": "CIN-1",
         "dip_population_n": 100, "dip_sample_n": 10, "dip_met_n": 7},
        {"dip_id": "D2", "dip_month": "2016-03-01", "dip_theme": "Reviews", "dip_team_id": "LAC-1",
         "dip_population_n": 50, "dip_sample_n": 5, "dip_met_n": 5},
        {"dip_id": "D3", "dip_month": "2016-03-01", "dip_theme": "Chronologies",
         "dip_team_id": "LAC-1", "dip_population_n": 50, "dip_sample_n": 5, "dip_met_n": 1},
    ]  # fmt: skip
    found = practice.dip_samples(asked("2016Q1", qa_dip_sample=rows, ref_team_service=TEAMS))
    assert numbers(found)["Sampled cases that met the standard"] == (13, 20)
    assert table(found, "Dip samples by theme") == [
        ["Chronologies", 1, [1, 5]],  # the least often met first
        ["Reviews", 2, [12, 15]],
    ]


def test_a_home_is_visited_in_each_month_of_the_quarter_or_not():
    rows = [
        {"hom_id": f"H{n}", "hom_home_name": home, "hom_report_type": "REG44",
         "hom_visit_date": day, "hom_safeguarding_ok_yn": "Y"}
        for n, (home, day) in enumerate((
            ("Oak House", "2016-01-05"), ("Oak House", "2016-01-30"), ("Oak House", "2016-03-31"),
            ("Elm View", "2015-12-20"),
        ))
    ]  # fmt: skip
    found = care.reports_on_homes(asked("2016Q1", qa_home_report=rows))
    assert table(found, "Regulation 44 visits by home") == [
        ["Elm View", [0, 3]],
        ["Oak House", [2, 3]],  # twice in January, never in February
    ]


def test_homes_are_reported_on_for_half_a_year_in_alternate_quarters():
    rows = [{"hom_id": "H1", "hom_home_name": "Oak House", "hom_report_type": "REG44",
             "hom_visit_date": "2015-10-05"}]  # fmt: skip
    found = care.homes(asked("2016Q1", qa_home_report=rows))  # the fourth financial quarter
    assert found.covers == "October 2015 to March 2016"
    assert found.covers_before == "April to September 2015"
    assert table(found, "Regulation 44 visits by home") == [["Oak House", [1, 6]]]
    other = care.homes(asked("2015Q4", qa_home_report=rows))
    assert other.absent == (
        "Homes are reported on in alternate quarters, next for January to March 2016 (quarter 4 "
        "of 2015/16)."
    )
    assert not other.measures


def test_training_scores_are_weighted_by_those_who_attended():
    rows = [
        {"trf_id": "T1", "trf_date": "2016-02-01", "trf_type": "TRAINING", "trf_attended_n": 30,
         "trf_score_before": 2.0, "trf_score_after": 4.0},
        {"trf_id": "T2", "trf_date": "2016-02-02", "trf_type": "WORKSHOP", "trf_attended_n": 10,
         "trf_score_before": 3.0, "trf_score_after": None},
    ]  # fmt: skip
    found = numbers(staff.training(asked("2016Q1", qa_training_feedback=rows)))
    assert found["Mean score before, of 5"] == (90, 40)  # (30 x 2 + 10 x 3) / 40
    assert found["Mean score after, of 5"] == (120, 30)  # only those with a score


def test_themed_audits_are_under_way_until_they_are_reported():
    rows = [
        {"thm_id": f"T{n}", "thm_title": title, "thm_kind": "THEMED", "thm_planned_start": start,
         "thm_planned_report": due, "thm_reported_on": done}
        for n, (title, start, due, done) in enumerate((
            ("Neglect", "2016-01-10", "2016-03-01", "2016-03-20"),
            ("Pre-birth conferences", "2015-10-01", "2016-03-31", None),  # due on the last day
            ("Journey of the child", "2015-07-01", "2015-12-01", "2015-12-31"),  # before
            ("Supervision", "2016-04-01", "2016-06-30", None),  # after
        ))
    ]  # fmt: skip
    found = themed_audits.themed_audits(asked("2016Q1", qa_theme=rows))
    assert numbers(found) == {"Audits reported": (1, None), "Reports overdue": (1, None)}
    listed = table(found, "Themed audits under way or reported")
    assert [row[0] for row in listed] == ["Pre-birth conferences", "Neglect"]


def test_agencies_are_judged_case_by_case():
    audits = [{"maa_id": "M1", "maa_title": "Neglect", "maa_kind": "MACFA", "maa_case_n": 2,
               "maa_date": "2016-02-01", "maa_reported_on": "2016-04-01"}]  # fmt: skip
    cases = [
        {"mac_maa_id": "M1", "mac_person_id": p, "mac_agency": agency, "mac_grade": grade}
        for p, agency, grade in (("1", "Police", "GOOD"), ("1", "Health", "INADEQUATE"),
                                 ("2", "Police", "OUTSTANDING"), ("2", "Health", None))
    ]  # fmt: skip
    found = partners.multi_agency(
        asked("2016Q1", qa_multi_agency_audit=audits, qa_multi_agency_case=cases)
    )
    assert numbers(found)["Agencies' work graded good or better"] == (2, 3)
    assert numbers(found)["Reported"] == (0, None)  # it was, after the period
    assert table(found, "Grades by agency")[0][-1] == [0, 1]  # Health
