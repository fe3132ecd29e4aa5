"""A period's quality assurance brought together: findings, themes, actions, what follows."""

from typing import Any

import pytest

from litmus.base import json_files
from litmus.base.json_files import plain
from litmus.qa.activities import titles
from litmus.qa.collated import Collation
from litmus.qa.collation import audit_themes, collate, evidence, themes_in, vocabulary
from litmus.qa.model import Finding
from litmus.qa.query import Query
from qa.audit_rows import PROJECT, SHIPPED
from qa.made import asked

pytestmark = pytest.mark.slow

WORDS = vocabulary(PROJECT)
NOT_KNOWN = ("not known", "")


def finding(id_: str, day: str = "2016-02-01", **more: Any) -> dict[str, Any]:
    row = {
        "fin_id": id_,
        "fin_source_table": "qa_audit",
        "fin_source_id": "AUD1",
        "fin_date": day,
        "fin_service": "CIN",
        "fin_polarity": "CONCERN",
        "fin_text": "What was seen.",
    }
    return row | more


def theme(id_: str, title: str, start: str, **more: Any) -> dict[str, Any]:
    return {"thm_id": id_, "thm_title": title, "thm_planned_start": start} | more


def collated(question: Query, **standings: Any) -> Collation:
    questions = dict.fromkeys(standings, ("KQ2",))
    return collate(question, WORDS, SHIPPED, standings, questions)


def found(*rows: dict[str, Any], **more: Any) -> dict[str, Finding]:
    collation = collated(asked("2016Q1", qa_finding=list(rows), **more))
    return {each.id: each for each in collation.findings}


def test_a_finding_without_a_key_question_takes_that_of_its_key_area_then_of_its_theme():
    by_id = found(
        finding("F1", fin_kq="KQ5", fin_key_area="ASSESSMENT"),
        finding("F2", fin_key_area="VOICE_OF_CHILD"),
        finding("F3", fin_theme="MULTI_AGENCY_WORKING"),
        finding("F4"),
    )
    assert [by_id[id_].key_question for id_ in ("F1", "F2", "F3", "F4")] == [
        "KQ5",
        "KQ1",
        "KQ3",
        "",
    ]
    assert by_id["F3"].key_area == "MULTI_AGENCY"


def test_the_balance_counts_each_key_question_and_leaves_out_what_has_none():
    rows = [
        finding("F1", fin_key_area="ASSESSMENT"),
        finding("F2", fin_key_area="ASSESSMENT", fin_polarity="STRENGTH"),
        finding("F3", fin_kq="KQ2", fin_polarity="LEARNING", fin_source_table="qa_complaint"),
        finding("F4"),
    ]
    balances = collated(asked("2016Q1", qa_finding=rows)).balances
    assert [each.key_question for each in balances] == [f"KQ{n}" for n in range(1, 7)]
    second = balances[1]
    assert (second.strengths, second.concerns, second.learning) == (1, 1, 1)
    assert second.activities == ("Case file audits", "Complaints")
    assert sum(each.strengths + each.concerns + each.learning for each in balances) == 3


def test_themes_in_peoples_words_count_under_the_theme_and_unknown_words_wait_for_somebody():
    rows = [
        finding("F1", fin_theme="NEGLECT"),
        finding("F2", fin_theme="  Child's   wishes & feelings "),
        finding("F3", fin_theme="Dog in the garden"),
        finding("F4", fin_theme="Dog in the garden", fin_source_table="qa_complaint"),
        finding("F5", fin_theme=None),
    ]
    collation = collated(asked("2016Q1", qa_finding=rows))
    assert [each.theme for each in collation.findings] == [
        "NEGLECT", "VOICE_OF_CHILD", "Dog in the garden", "Dog in the garden", "",
    ]  # fmt: skip
    assert {each.theme for each in collation.themes} == {"NEGLECT", "VOICE_OF_CHILD"}
    (queued,) = collation.unknown
    assert (queued.words, queued.findings) == ("Dog in the garden", 2)
    assert queued.activities == ("Case file audits", "Complaints")


def test_one_service_has_its_own_findings_and_actions_alone():
    tables = {
        "qa_finding": [
            finding("F1"),
            finding("F2", fin_service="LAC"),
            finding("F3", fin_service=None),
        ],
        "qa_action": [action("A1"), action("A2", act_service="LAC")],
    }
    whole, cin = (collated(asked("2016-02", service, **tables)) for service in ("", "CIN"))
    assert [each.id for each in whole.findings] == ["F1", "F2", "F3"]
    assert [each.id for each in cin.findings] == ["F1"]
    assert [each.id for each in whole.actions] == ["A1", "A2"]
    assert [each.id for each in cin.actions] == ["A1"]


def action(id_: str, raised: str = "2015-12-01", **more: Any) -> dict[str, Any]:
    row = {
        "act_id": id_,
        "act_source_table": "qa_audit",
        "act_text": "Write the chronology.",
        "act_service": "CIN",
        "act_priority": "HIGH",
        "act_raised_on": raised,
        "act_due_on": "2016-01-15",
        "act_status": "OPEN",
    }
    return row | more


def test_actions_of_earlier_periods_are_carried_until_they_are_verified():
    rows = [
        action("A1"),  # open, overdue by 76 days on 31 March
        action("A2", act_completed_on="2016-02-01", act_status="VERIFIED"),
        action("A3", raised="2016-02-01", act_due_on="2016-04-30"),
        action("A4", raised="2016-04-01"),  # after the period
    ]
    collation = collated(asked("2016Q1", qa_action=rows))
    assert [(each.id, each.state, each.days_overdue) for each in collation.actions] == [
        ("A1", "overdue", 76),
        ("A3", "open", 0),
    ]
    measured = {each.label: each for each in collation.action_measures}
    assert measured["Actions carried over from before"].numerator == 2
    settled = measured["Carried over and verified since"]
    assert (settled.numerator, settled.denominator) == (1, 2)
    (recommended,) = collation.recommendations
    assert (recommended.kind, recommended.evidence) == ("overdue immediate actions", ("A1",))


def test_a_theme_is_held_against_the_four_periods_before_and_no_more():
    days = ("2014-12-31", "2015-01-01", "2015-06-30", "2015-12-31", "2016-01-01")
    rows = [finding(f"F{n}", day, fin_theme="NEGLECT") for n, day in enumerate(days)]
    (neglect,) = collated(asked("2016Q1", qa_finding=rows)).themes
    # 2015Q1 has the finding of 1 January, Q2 that of 30 June, Q3 none of any theme, Q4 one.
    assert (neglect.concerns, neglect.earlier) == (1, (1, 1, None, 1))


def growing() -> list[dict[str, Any]]:
    """Neglect: 12 of 18 concerns of 2016Q1, 2 of 20 of 2015Q4. By Fisher's test p = 0.0004."""
    now = [finding(f"N{n}", fin_theme="NEGLECT" if n < 12 else "RECORDING") for n in range(18)]
    before = [
        finding(f"B{n}", "2015-11-02", fin_theme="NEGLECT" if n < 2 else "RECORDING")
        for n in range(20)
    ]
    return [*now, *before]


def test_a_theme_that_grows_is_suggested_for_an_audit_with_the_findings_behind_it():
    collation = collated(asked("2016Q1", qa_finding=growing()))
    (suggested,) = collation.suggestions
    assert (suggested.theme, suggested.reasons) == ("NEGLECT", ("emerging",))
    assert set(suggested.findings) == {f"N{n}" for n in range(12)}
    assert [each.kind for each in collation.recommendations] == ["themed audit"]


@pytest.mark.parametrize(
    ("row", "suggested"),
    [
        (theme("T", "Deep dive: neglect (LSCB)", "2016-02-01"), False),
        (theme("T", "Neglect", "2016-09-01"), False),  # planned for the year ahead
        (theme("T", "Neglect", "2017-05-01"), True),  # more than a year ahead
        (theme("T", "Neglect", "2015-05-01", thm_reported_on="2015-09-01"), False),
        (theme("T", "Neglect", "2014-05-01", thm_reported_on="2014-09-01"), True),
        (theme("T", "Neglect", "2016-02-01", thm_status="CANCELLED"), True),
        (theme("T", "Supervision", "2016-02-01"), True),
    ],
)
def test_a_theme_that_an_audit_covers_is_not_suggested_again(row, suggested):
    collation = collated(asked("2016Q1", qa_finding=growing(), qa_theme=[row]))
    assert bool(collation.suggestions) == suggested


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Neglect", {"NEGLECT"}),
        ("Domestic abuse/neglect", {"DOMESTIC_ABUSE", "NEGLECT"}),
        ("The voice of the child in planning forums", {"VOICE_OF_CHILD"}),
        # A word counts once, for the longest name: this is no audit of assessments.
        ("Risk assessment in duty teams", {"ANALYSIS_OF_RISK"}),
        ("Pre-birth conferences", set()),
        ("", set()),
    ],
)
def test_the_title_of_an_audit_names_its_themes(title, named):
    assert themes_in(title, WORDS.themes) == named


def test_themed_audits_without_a_date_or_title_cover_nothing():
    rows = [{"thm_id": "T1", "thm_title": "Neglect"}, theme("T2", None, "2016-02-01")]
    assert audit_themes(asked("2016Q1", qa_theme=rows), WORDS) == set()


def test_a_finding_bears_on_the_indicators_of_its_key_area_and_on_those_it_was_tied_to():
    tables = {
        "qa_finding": [finding("F1", fin_key_area="CHRONOLOGY_HISTORY"), finding("F2")],
        "xref_finding_indicator": [
            {"xfi_fin_id": "F1", "xfi_indicator_code": "ASM02"},
            {"xfi_fin_id": "F2", "xfi_indicator_code": "LAC01"},
        ],
    }
    collation = collated(asked("2016Q1", **tables), ASM02=NOT_KNOWN, LAC01=NOT_KNOWN)
    assert {each.code: each.findings for each in collation.crossings} == {
        "ASM02": ("F1",),
        "LAC01": ("F2",),
    }


def test_judgements_of_audits_speak_to_indicators_without_a_table_of_moderations():
    audits = [
        {"aud_id": f"A{n}", "aud_type": "CASE_FILE", "aud_completed_at": "2016-02-01 10:00:00"}
        for n in range(12)
    ]
    judged = [
        {"auj_aud_id": each["aud_id"], "auj_key_area": "ASSESSMENT", "auj_grade": "INADEQUATE"}
        for each in audits
    ]
    tables = {"qa_audit": audits, "qa_audit_judgement": judged}
    question = asked("2016Q1", **tables)
    question = Query(question.connection, frozenset(tables), question.period, question.data_to)
    (crossing,) = [
        each for each in collated(question, ASM02=("good", "target")).crossings if each.judged
    ]
    assert (crossing.good, crossing.judged, crossing.verdict) == (0, 12, "contradict")


def test_one_services_report_rests_on_the_judgements_of_its_own_audits():
    audits = [
        {"aud_id": f"A{n}", "aud_service": "CIN" if n < 11 else "LAC",
         "aud_completed_at": "2016-02-01 10:00:00", "aud_status": "NOT_DONE" if n == 0 else None}
        for n in range(30)
    ]  # fmt: skip
    judged = [
        {"auj_aud_id": each["aud_id"], "auj_key_area": "ASSESSMENT", "auj_grade": "GOOD"}
        for each in audits
    ]
    tables = {"qa_audit": audits, "qa_audit_judgement": judged}
    for service, expected in (("", 29), ("CIN", 10), ("LAC", 19), ("DAS", 0)):
        collation = collated(asked("2016Q1", service, **tables), ASM02=NOT_KNOWN)
        assert [each.judged for each in collation.crossings] == [expected]


def without_tables() -> Query:
    whole = asked("2016Q1")
    return Query(whole.connection, frozenset(), whole.period, whole.data_to)


def test_the_evidence_alone_is_what_the_whole_says_of_findings_and_indicators(tmp_path):
    question = asked("2016Q1", qa_finding=growing())
    standings, questions = {"ASM02": ("poor", "target")}, {"ASM02": ("KQ2",)}
    whole = collate(question, WORDS, SHIPPED, standings, questions)
    alone = evidence(question, WORDS, standings, questions)
    assert alone.findings and not isinstance(alone, Collation)
    assert plain(alone) == {name: plain(whole)[name] for name in vars(alone)}
    again = json_files.read(json_files.write(tmp_path / "qa.json", alone), type(alone))
    assert list(map(vars_of, again.findings)) == list(map(vars_of, alone.findings))


def test_a_source_without_any_table_of_quality_assurance_says_so_of_every_activity():
    collation = collated(without_tables(), ASM02=NOT_KNOWN)
    assert len(collation.activities) > 15
    for each in collation.activities:
        assert each.absent.endswith("."), each.key
        assert not each.measures
    assert not collation.findings and not collation.themes and not collation.recommendations
    assert not collation.actions and not collation.unknown and not collation.suggestions


def test_tables_without_a_row_say_so_of_every_activity():
    for each in collated(asked("2016Q1")).activities:
        assert each.absent.endswith("."), each.key


def test_every_activity_is_known_by_the_key_and_title_that_templates_take():
    found = collated(asked("2016Q1")).activities
    assert {each.key: each.title for each in found} == titles()


@pytest.mark.parametrize("empty", [True, False])
def test_a_collation_comes_back_from_json_as_it_was(empty, tmp_path):
    collation = collated(asked("2016Q1", qa_finding=[] if empty else growing()))
    again = json_files.read(json_files.write(tmp_path / "qa.json", collation), Collation)
    assert plain(again) == plain(collation)
    # Beside what is written, what was read: each finding with all of its fields.
    assert list(map(vars_of, again.findings)) == list(map(vars_of, collation.findings))
    assert bool(again.findings) != empty


def vars_of(finding: Finding) -> dict[str, Any]:
    """All fields of a finding; JSON has lists where it has tuples."""
    assert isinstance(finding, Finding)
    values = {name: getattr(finding, name) for name in finding.__dataclass_fields__}
    return {n: list(v) if isinstance(v, tuple) else v for n, v in values.items()}
