"""The sections on audits and on observations, counted by hand from a few rows."""

from datetime import date, datetime

from litmus.base import json_files
from litmus.figures.statistics.agreement import kappa
from litmus.qa.activities.audits import audits
from litmus.qa.activities.moderation_results import kappa_in_words
from litmus.qa.activities.observations import observations
from litmus.qa.model import Activity
from litmus.qa.programme.requirements import audit_programme
from qa.audit_rows import PROJECT, SHIPPED, audit, programme, requirement, team
from qa.made import asked

ONE_A_MONTH = programme(requirement())
G, R, I = "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE"  # noqa: E741


def numbers(activity):
    return {m.label: (m.numerator, m.denominator) for m in activity.measures}


def table(activity, caption):
    return next(tally.rows for tally in activity.tallies if tally.caption == caption)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


TABLES = {
    "ref_team_service": [team("A"), team("B", "LAC")],
    "ssd_department": [{"dept_team_id": "A", "dept_team_name": "North Team"}],
    "qa_audit": [
        audit("0", "2015-12", "2015-12-10 10:00", aud_overall_grade=R),
        audit("1", "2016-01", "2016-01-20 10:00", aud_overall_grade=G,
              aud_joint_with_worker_yn="Y", aud_summary_sent_at=at("2016-01-21 10:00"),
              aud_on_case_file_at=at("2016-01-21 10:00"),
              aud_form_submitted_at=at("2016-01-25 10:00")),
        audit("2", "2016-02", "2016-02-20 10:00", aud_overall_grade=G,
              aud_joint_with_worker_yn="N", aud_summary_sent_at=at("2016-02-29 10:00")),
        audit("3", "2016-03", "2016-03-20 10:00", by="TM-B", aud_service="LAC", aud_team_id="B",
              aud_overall_grade=R, aud_immediate_concern_yn="Y",
              aud_concern_fed_back_at=at("2016-03-20 15:00")),
        audit("4", "2016-03", None, aud_status="NOT_DONE"),
        audit("5", "2016-03", "2016-03-20 10:00", by="HOS-CIN", aud_type="QA_OF_AUDIT",
              aud_auditor_role="HOS"),
    ],
    "qa_audit_moderation": [
        {"aum_id": "1", "aum_aud_id": "2", "aum_at": at("2016-03-01"), "aum_original_grade": G,
         "aum_moderated_grade": I, "aum_agreed_yn": "N"},
        {"aum_id": "2", "aum_aud_id": "1", "aum_at": at("2016-03-01"), "aum_original_grade": G,
         "aum_moderated_grade": G, "aum_agreed_yn": "Y"},
        {"aum_id": "3", "aum_aud_id": "1", "aum_at": at("2016-03-01"),
         "aum_key_area": "ASSESSMENT", "aum_moderated_grade": R},
    ],
    "qa_audit_judgement": [
        {"auj_aud_id": "1", "auj_key_area": "ASSESSMENT", "auj_grade": G},
        {"auj_aud_id": "2", "auj_key_area": "ASSESSMENT", "auj_grade": G},
        {"auj_aud_id": "2", "auj_key_area": "RECORDING", "auj_grade": "NOT_APPLICABLE"},
        {"auj_aud_id": "0", "auj_key_area": "ASSESSMENT", "auj_grade": G},  # quarter before
    ],
}  # fmt: skip


def test_audits_of_a_quarter():
    found = audits(asked("2016Q1", **TABLES), ONE_A_MONTH)
    counted = numbers(found)
    # Completed: 1, 2, 3 (case files) and 5 (an audit of an audit). Reported grades: good, then
    # inadequate (moderated from good), then requires improvement: 1 of 3 is good.
    assert counted["Case files audited"] == (3, None)
    assert counted["Graded good or better"] == (1, 3)
    assert counted["Graded inadequate"] == (1, 3)
    assert counted["Done together with the worker"] == (1, 2)  # 3 does not say
    assert counted["Immediate concerns"] == (1, None)
    assert counted["Immediate concern fed back the same day"] == (1, 1)
    # of the four completed, one summary came in time, one late, two were not written down
    assert counted["Summary sent to worker and manager within 48 hours"] == (1, 4)
    assert counted["Audit form to the QA Manager within 5 days"] == (1, 4)
    # North Team: three months due, January and February done; the Looked After team owes nothing
    assert counted["Of those that the programme asked for, done in time"] == (2, 3)
    assert counted["Moderated"] == (2, 3)
    assert counted["Moderated with the same grade"] == (1, 2)
    assert found.measures[0].previous_numerator == 1


def test_the_tables_of_audits():
    found = audits(asked("2016Q1", **TABLES), ONE_A_MONTH)
    assert table(found, "Audits by service") == [
        ["Children in Need", 2, 0, 1, 0, 1, [1, 2]],
        ["Looked After Children", 1, 0, 0, 1, 0, [0, 1]],
    ]
    # a key area that did not apply is no judgement; one was moderated to requires improvement
    assessment = table(found, "What audits say of each key area of practice")[0]
    assert assessment == ["Assessment", 0, 1, 1, 0, [1, 2]]
    assert table(found, "The programme by team") == [["North Team", 3, 2, 0, 1, 0]]
    # two moderated over two years: one made worse by two steps, one alike
    by_quarter = table(found, "Moderation by quarter")
    assert by_quarter == [["January to March 2016", 2, [1, 2], [2.0, 2]]]


def test_one_service_alone():
    found = audits(asked("2016Q1", "LAC", **TABLES), ONE_A_MONTH)
    assert numbers(found)["Case files audited"] == (1, None)
    assert numbers(found)["Graded good or better"] == (0, 1)
    assert numbers(found)["Summary sent to worker and manager within 48 hours"] == (0, 1)


def test_why_there_is_nothing():
    empty = asked("2016Q1")
    assert audits(empty, SHIPPED).absent.startswith("Nothing was recorded in January to March 2016")
    assert observations(empty, SHIPPED).absent.startswith("Nothing was recorded in January")
    nothing = empty.__class__(empty.connection, frozenset(), empty.period, empty.data_to)
    assert audits(nothing, SHIPPED).absent == "The data have no table qa_audit."
    assert observations(nothing, SHIPPED).absent == "The data have no table qa_observation."


def test_nobody_is_named_and_all_of_it_can_be_stored(tmp_path):
    found = audits(asked("2016Q1", **TABLES), audit_programme(PROJECT))
    path = json_files.write(tmp_path / "qa.json", found)
    assert json_files.plain(json_files.read(path, Activity)) == json_files.plain(found)
    for person in ("TM-A", "TM-B", "HOS-CIN", "child of"):
        assert person not in path.read_text(encoding="utf-8")


def test_kappa_says_how_sure_it_is():
    assert kappa_in_words(kappa([[0, 0], [0, 0]])) == "too few to say"
    # All alike: 0.025^(1/6) = 0.5407 may agree, and chance agrees on half: (0.5407 - 0.5) / 0.5.
    assert kappa_in_words(kappa([[3, 0], [0, 3]])) == "1.00 (0.08 to 1.00), few audits"
    assert kappa_in_words(kappa([[7, 0], [0, 7]])) == "1.00 (0.54 to 1.00)"
    # observed 40/50, expected 0.5, kappa 0.6; 50 audits are enough for two grades (2 x 2² = 8)
    assert kappa_in_words(kappa([[20, 5], [5, 20]])).startswith("0.60 (0.38 to 0.82)")


def test_observations_of_a_quarter():
    row = {"obs_observer_role": "TM", "obs_observer_id": "TM-A", "obs_service": "CIN",
           "obs_team_id": "A", "obs_worker_id": "ann", "obs_overall_grade": G}  # fmt: skip
    seen = [
        row | {"obs_id": "1", "obs_type": "HOME_VISIT", "obs_at": at("2016-01-11 10:00"),
               "obs_recorded_at": at("2016-01-18 10:00"),
               "obs_fed_back_worker_at": at("2016-01-12 10:00")},
        row | {"obs_id": "2", "obs_type": "REVIEW", "obs_at": at("2016-02-11 10:00"),
               "obs_recorded_at": at("2016-02-19 10:00"), "obs_child_family_feedback_yn": "Y",
               "obs_overall_grade": R},
        row | {"obs_id": "3", "obs_type": "CONFERENCE", "obs_at": at("2016-02-12 10:00"),
               "obs_child_family_feedback_yn": "N"},
    ]  # fmt: skip
    post = {"wfp_post_id": "P", "wfp_as_at": date(2016, 3, 31), "wfp_team_id": "A",
            "wfp_role": "SW", "wfp_professional_id": "ann"}  # fmt: skip
    found = observations(
        asked(
            "2016Q1", ref_team_service=[team("A")], qa_observation=seen, ext_workforce_post=[post]
        ),
        programme(requirement(activity="OBSERVATION", scope="ANY")),
    )
    counted = numbers(found)
    assert counted["Observations made"] == (3, None)
    assert counted["Judged good or better"] == (2, 3)
    assert counted["Conferences and reviews with feedback from child and family"] == (1, 2)
    # five working days after Monday 11 January are up on the 18th, after Thursday 11 February on
    # the 18th: recorded on the 19th is late; the third is not recorded
    assert counted["Observation recorded within 5 days"] == (1, 3)
    assert counted["Fed back to the worker"] == (1, 3)
    # January 1, February 2 (one beyond), March none: 2 of 3
    assert counted["Of those that the programme asked for, done in time"] == (2, 3)
    assert counted["Workers observed on a visit and at a meeting in 12 months"] == (1, 1)
