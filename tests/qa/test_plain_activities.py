"""Activities that are counted plainly, by hand from a few rows of the quarter and one after it."""

from litmus.qa.activities import care, families, partners, practice, safeguarding, staff
from qa.made import asked
from qa.test_activities import TEAMS, numbers, table

AFTER = "2016-04-01"


def test_visits_are_counted_and_the_unannounced_ones_by_service():
    rows = [
        {"vis_id": f"V{n}", "vis_type": kind, "vis_service": service, "vis_date": day,
         "vis_form_sent_on": sent}
        for n, (kind, service, day, sent) in enumerate((
            ("UNANNOUNCED", "CIN", "2016-01-01", "2016-01-03"),
            ("UNANNOUNCED", "CIN", "2016-03-31", None),
            ("VALIDATION", "LAC", "2016-02-01", "2016-02-02"),
            ("UNANNOUNCED", "LAC", AFTER, None),
        ))
    ]  # fmt: skip
    found = practice.visits(asked("2016Q1", qa_visit=rows))
    assert numbers(found) == {
        "Visits made": (3, None),
        "Unannounced visits": (2, None),
        "Form sent to the QA Manager": (2, 3),
    }
    visited = [number for _, number in table(found, "Unannounced visits by service")]
    assert visited == [0, 0, 2, 0, 0]  # the third of the five services is Children in Need


def test_a_stage_is_audited_within_a_month_of_its_completion_or_not():
    cases = [{"trk_id": "K1", "trk_allocated_on": "2016-01-04"},
             {"trk_id": "K2", "trk_allocated_on": AFTER}]  # fmt: skip
    stages = [
        {"trs_trk_id": "K1", "trs_stage": stage, "trs_completed_on": done, "trs_audited_on": day,
         "trs_grade": grade}
        for stage, done, day, grade in (
            ("CONTACT", "2016-01-01", "2016-02-01", "GOOD"),  # 31 days
            ("REFERRAL", "2016-01-01", "2016-02-02", "INADEQUATE"),  # 32 days
            ("ASSESSMENT", None, "2016-02-02", None),
            ("REVIEW", "2016-03-31", AFTER, "GOOD"),
        )
    ]  # fmt: skip
    found = practice.tracking(
        asked("2016Q1", qa_case_tracking=cases, qa_case_tracking_stage=stages)
    )
    assert numbers(found) == {
        "Cases allocated": (1, None),
        "Stages audited": (3, None),
        "Audited within a month of completion": (1, 2),
        "Stages graded good or better": (1, 2),
    }


def test_checks_of_supervision_add_up_and_one_service_has_its_teams():
    rows = [
        {"spc_id": f"S{n}", "spc_month": month, "spc_team_id": team, "spc_sample_n": sample,
         "spc_in_time_n": in_time, "spc_decisions_recorded_n": 1, "spc_reflective_grade": grade}
        for n, (month, team, sample, in_time, grade) in enumerate((
            ("2016-01-01", "CIN-1", 10, 7, "GOOD"),
            ("2016-03-01", "LAC-1", 5, 5, "REQUIRES_IMPROVEMENT"),
            ("2016-04-01", "LAC-1", 9, 9, "GOOD"),
        ))
    ]  # fmt: skip
    tables = {"qa_supervision_check": rows, "ref_team_service": TEAMS}
    assert numbers(practice.supervision(asked("2016Q1", **tables))) == {
        "Checks of supervision made": (2, None),
        "Records in time": (12, 15),
        "Records with decisions": (2, 15),
        "Reflective supervision graded good or better": (1, 2),
    }
    of_one = numbers(practice.supervision(asked("2016Q1", "LAC", **tables)))
    assert of_one["Records in time"] == (5, 5)


def test_critical_messages_are_listed_by_day():
    rows = [{"cri_id": f"C{n}", "cri_date": day, "cri_text": f"Message {n}",
             "cri_audience": "All staff"}
            for n, day in enumerate(("2016-03-31", "2016-01-01", AFTER))]  # fmt: skip
    found = safeguarding.messages(asked("2016Q1", qa_critical_message=rows))
    assert numbers(found) == {"Critical messages issued": (2, None)}
    assert [row[1] for row in table(found, "Critical messages")] == ["Message 1", "Message 0"]


def test_a_survey_of_fewer_than_ten_answers_shows_none_of_them():
    surveys = [
        {"srv_id": name, "srv_title": name, "srv_type": "STAFF", "srv_close": day,
         "srv_invited_n": 40}
        for name, day in (("Large", "2016-02-01"), ("Small", "2016-03-31"), ("Later", AFTER))
    ]  # fmt: skip
    answers = [
        {"srr_srv_id": survey, "srr_question": "Supported?", "srr_value": value, "srr_n": n}
        for survey, value, n in (("Large", "5", 3), ("Large", "4", 4), ("Large", "1", 3),
                                 ("Small", "5", 9), ("Later", "5", 20))
    ]  # fmt: skip
    found = staff.surveys(asked("2016Q1", qa_survey=surveys, qa_survey_response=answers))
    assert numbers(found) == {"Surveys closed": (2, None)}
    assert table(found, "Surveys") == [
        ["Large", "Staff", [10, 40]],
        ["Small", "Staff", [9, 40]],
    ]
    assert table(found, "Answers 4 or 5 of 5, by question") == [["Supported?", "Large", [7, 10]]]


def test_what_the_frontline_group_raised_is_answered_or_not():
    rows = [{"flg_date": day, "flg_topic": f"Topic {n}", "flg_message": "?",
             "flg_response": answer}
            for n, (day, answer) in enumerate((("2016-01-01", "Yes"), ("2016-03-31", None),
                                               (AFTER, "Yes")))]  # fmt: skip
    found = staff.frontline(asked("2016Q1", qa_frontline_group=rows))
    assert numbers(found) == {"Topics raised with the directors": (2, None), "Answered": (1, 2)}
    assert [row[1] for row in table(found, "What the group raised")] == ["Topic 0", "Topic 1"]


def test_external_feedback_is_listed_by_day_with_who_gave_it():
    rows = [{"exf_id": f"E{n}", "exf_date": day, "exf_source": source, "exf_text": "Heard"}
            for n, (day, source) in enumerate((("2016-03-31", "CAFCASS"), ("2016-01-01", "OFSTED"),
                                               (AFTER, "LSCB")))]  # fmt: skip
    rows.append({**rows[0], "exf_id": "E9", "restricted_yn": "Y"})  # for few: it is counted alone
    found = partners.external(asked("2016Q1", qa_external_feedback=rows))
    assert numbers(found) == {"Pieces of external feedback": (3, None)}
    assert [row[1] for row in table(found, "External feedback")] == ["Ofsted", "Cafcass"]


def test_children_in_external_placements_are_visited_with_their_view_or_without():
    rows = [
        {"epv_id": f"P{n}", "epv_date": day, "epv_kind": "FOSTER", "epv_grade": grade,
         "epv_child_view": view, "epv_safeguarding_concern_yn": concern}
        for n, (day, grade, view, concern) in enumerate((
            ("2016-01-01", "GOOD", "I like it", "N"),
            ("2016-02-01", "INADEQUATE", "", "Y"),
            ("2016-03-31", None, None, "N"),
            (AFTER, "GOOD", "Fine", "Y"),
        ))
    ]  # fmt: skip
    found = care.placements(asked("2016Q1", qa_external_placement_visit=rows))
    assert numbers(found) == {
        "Children visited": (3, None),
        "Placements graded good or better": (1, 2),
        "With the child's view recorded": (1, 3),
        "Safeguarding concerns": (1, None),
    }


def test_panels_judge_reports_and_whether_they_came_in_time():
    rows = [
        {"pan_id": f"N{n}", "pan_date": day, "pan_panel": "ADOPTION",
         "pan_report_quality_grade": grade, "pan_timely_yn": timely}
        for n, (day, grade, timely) in enumerate((
            ("2016-01-01", "OUTSTANDING", "Y"),
            ("2016-02-01", "REQUIRES_IMPROVEMENT", "N"),
            ("2016-03-31", None, None),
            (AFTER, "GOOD", "Y"),
        ))
    ]  # fmt: skip
    assert numbers(care.panels(asked("2016Q1", qa_panel_feedback=rows))) == {
        "Cases that panels gave feedback on": (3, None),
        "Reports graded good or better": (1, 2),
        "Reports in time": (1, 2),
    }


def test_reports_of_young_advisers_are_discussed_or_not():
    rows = [
        {"yar_id": f"Y{n}", "yar_date": day, "yar_activity": "TRAINING", "yar_findings": "?",
         "yar_sdmt_discussed_on": discussed, "yar_response": "Agreed."}
        for n, (day, discussed) in enumerate((
            ("2016-01-01", "2016-02-01"),
            ("2016-03-31", AFTER),
            (AFTER, None),
        ))
    ]  # fmt: skip
    found = families.advisers(asked("2016Q1", qa_young_adviser_report=rows))
    assert numbers(found) == {
        "Reports of young advisers": (2, None),
        "Discussed by the senior management team": (1, 2),
    }
    # What was answered after the period is not in it.
    assert [row[-1] for row in table(found, "Reports of young advisers")] == ["Agreed.", None]


def test_meetings_of_the_quarter_and_those_that_agreed_actions():
    rows = [
        {"mtg_id": f"M{n}", "mtg_date": day, "mtg_kind": kind, "mtg_actions_n": actions}
        for n, (day, kind, actions) in enumerate((
            ("2016-01-01", "PERFORMANCE", 3),
            ("2016-03-31", "SG_QA_BIMONTHLY", 0),
            (AFTER, "PERFORMANCE", 2),
        ))
    ]  # fmt: skip
    found = partners.meetings(asked("2016Q1", qa_meeting=rows))
    assert numbers(found) == {"Meetings held": (2, None), "Meetings that agreed actions": (1, None)}
    assert table(found, "Quarterly and bi-monthly meetings")[0][0] == "Safeguarding QA meeting"


def test_what_the_early_help_strategy_board_says_is_early_helps_own():
    said = [{"exf_id": f"E{n}", "exf_source": source, "exf_date": day, "exf_text": f"Text {n}"}
            for n, (source, day) in enumerate((
                ("EARLY_HELP_STRATEGY_BOARD", "2016-03-31"), ("LSCB", "2016-02-01"),
                ("EARLY_HELP_STRATEGY_BOARD", AFTER),
            ))]  # fmt: skip
    audits = [{"maa_id": f"M{n}", "maa_title": f"Audit {n}", "maa_commissioner": board,
               "maa_date": "2016-03-01"}
              for n, board in enumerate(("EARLY_HELP_STRATEGY_BOARD", "LSCB"))]  # fmt: skip
    tables = {"qa_external_feedback": said, "qa_multi_agency_audit": audits}
    whole, own = asked("2016Q1", **tables), asked("2016Q1", "EARLY_HELP", **tables)
    listed = table(partners.external(whole), "External feedback")
    assert [row[1] for row in listed] == [
        "Local Safeguarding Children Board", "Early Help Strategy Board",
    ]  # fmt: skip
    assert numbers(partners.external(own)) == {"Pieces of external feedback": (1, None)}
    assert [row[0] for row in table(partners.multi_agency(own), "Multi-agency audits")] == [
        "Audit 0"
    ]
    assert numbers(partners.external(asked("2016Q1", "CIN", **tables))) == {}
