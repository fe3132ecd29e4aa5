"""A deep dive into one theme, counted by hand: its children, its audits, both beside the others."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from litmus.base import json_files
from litmus.base.errors import LitmusError, UsageError
from litmus.qa.collated import Compared, DeepDive
from litmus.qa.collation import vocabulary
from litmus.qa.deep_dive import dive
from litmus.qa.deep_dive_children import settings
from litmus.qa.model import Tally
from litmus.qa.query import Query
from qa.audit_rows import PROJECT, audit
from qa.made import asked

pytestmark = pytest.mark.slow

WORDS = vocabulary(PROJECT)
NEGLECT = {
    "words": "Children on a plan for neglect",
    "children": "SELECT cppl_person_id AS person FROM ssd_cp_plans "
    "WHERE cppl_cp_plan_initial_category = 'NEG' AND cppl_cp_plan_start_date <= :end",
    "indicators": ["ASM02"],
}


def project(folder: Path, **entries: Any) -> Path:
    """A project whose deep_dives.yml has these entries and nothing else."""
    (folder / "params").mkdir()
    (folder / "params" / "deep_dives.yml").write_text(yaml.safe_dump(entries), encoding="utf-8")
    return folder


def dived(folder: Path, question: Query, theme: str = "NEGLECT", **entries: Any) -> DeepDive:
    return dive(question, WORDS.themes[theme], WORDS, project(folder, **entries), {})


def calendar() -> list[dict[str, Any]]:
    """2014 to 2016, Monday to Friday counted; no holidays, so that they can be counted by hand."""
    rows, number, day = [], 0, date(2014, 1, 1)
    while day <= date(2016, 12, 31):
        number += day.weekday() < 5
        rows.append({"day": day, "working_day": number})
        day += timedelta(days=1)
    return rows


def person(id_: str, sex: str, born: str | None, **more: Any) -> dict[str, Any]:
    return {"pers_person_id": id_, "pers_sex": sex, "pers_dob": born} | more


def need(id_: str, since: str = "2015-06-01", until: str | None = None) -> dict[str, Any]:
    return {
        "cine_referral_id": f"R{id_}",
        "cine_person_id": id_,
        "cine_referral_date": since,
        "cine_close_date": until,
    }


def plan(id_: str, category: str = "NEG") -> dict[str, Any]:
    return {
        "cppl_cp_plan_id": f"P{id_}",
        "cppl_person_id": id_,
        "cppl_cp_plan_start_date": "2015-09-01",
        "cppl_cp_plan_initial_category": category,
    }


def assessed(id_: str, child: str, start: str, done: str) -> dict[str, Any]:
    return {
        "cina_assessment_id": id_,
        "cina_person_id": child,
        "cina_assessment_start_date": start,
        "cina_assessment_auth_date": done,
    }


# Six children in need in 2015/16; Ann, Bob and Cyd on a plan for neglect, Dee on another.
CHILDREN = {
    "ssd_person": [
        person("Ann", "F", "2010-01-01"),
        person("Bob", "M", "2003-01-01"),
        person("Cyd", "F", "2015-12-01"),
        person("Dee", "F", "2009-01-01"),
        person("Eve", "F", "2002-01-01"),
        person("Fay", "M", None),
        person("Gus", "M", "2009-01-01"),
    ],
    "ssd_cin_episodes": [
        *(need(each) for each in ("Ann", "Bob", "Cyd", "Dee", "Eve", "Fay")),
        need("Gus", since="2014-01-01", until="2015-03-31"),  # closed the day before the period
    ],
    "ssd_cp_plans": [plan("Ann"), plan("Bob"), plan("Cyd"), plan("Dee", "PHY")],
}


def rows_of(found: DeepDive, caption: str) -> list[Any]:
    tallies = [*found.groups, found.programme, found.by_service, found.grades, found.judgements]
    return next(list(each.rows) for each in tallies if each.caption == caption)


def test_the_themes_children_are_a_share_of_all_children_in_need_by_group(tmp_path):
    found = dived(tmp_path, asked("2015/16", **CHILDREN), NEGLECT=NEGLECT)
    assert found.population == "Children on a plan for neglect"
    # 3 of 6: Gus needed nobody any more in the period.
    assert rows_of(found, "The children by sex") == [
        ["All", [3, 6]],
        ["Girls", [2, 4]],
        ["Boys", [1, 2]],
    ]
    # Ages on 31 March 2016: Cyd 0, Ann 6, Dee 7, Bob 13, Eve 14; Fay's date of birth is not known.
    assert rows_of(found, "The children by age") == [
        ["All", [3, 6]],
        ["Under 1", [1, 1]],
        ["5-9", [1, 2]],
        ["10-15", [1, 2]],
        ["Not known", [0, 1]],
    ]


def test_a_percentage_is_that_of_the_themes_children_beside_all_other_children(tmp_path):
    assessments = [
        # 45 working days after Monday 1 June 2015 is Monday 3 August.
        assessed("1", "Ann", "2015-06-01", "2015-08-03"),
        assessed("2", "Ann", "2015-06-01", "2015-08-04"),  # a day late
        assessed("3", "Bob", "2015-06-01", "2015-06-12"),
        assessed("4", "Dee", "2015-06-01", "2015-06-12"),
        assessed("5", "Eve", "2015-06-01", "2015-10-01"),  # late
        assessed("6", "Fay", "2015-06-01", "2016-04-01"),  # after the period
    ]
    tables = {**CHILDREN, "ssd_cin_assessments": assessments, "ref_calendar": calendar()}
    found = dived(tmp_path, asked("2015/16", **tables), NEGLECT=NEGLECT)
    # The theme's: 2 of 3 in time. The others': 1 of 2.
    assert list(found.comparison) == [Compared("ASM02", "percentage", (2.0, 3.0), (1.0, 2.0))]


def test_an_indicator_that_the_data_cannot_feed_is_not_compared(tmp_path):
    question = asked("2015/16", **CHILDREN)
    without = question.provided - {"ssd_cin_assessments"}
    question = Query(question.connection, without, question.period, question.data_to)
    assert list(dived(tmp_path, question, NEGLECT=NEGLECT).comparison) == []


THEMES = [
    {"thm_id": "T1", "thm_title": "Deep dive: neglect", "thm_planned_start": "2015-05-01",
     "thm_requested_by": "LSCB", "thm_sample_n": 4, "thm_planned_report": "2015-12-01"},
    {"thm_id": "T2", "thm_title": "Supervision records", "thm_planned_start": "2015-05-01"},
    {"thm_id": "T3", "thm_title": "Neglect", "thm_planned_start": "2016-05-01"},  # not begun yet
]  # fmt: skip
AUDITS = [
    audit("A1", "2015-06", "2015-06-10 10:00", aud_theme_id="T1", aud_person_id="Ann"),
    audit("A2", "2015-06", "2015-06-11 10:00", aud_theme_id="T1", aud_person_id="Ann",
          aud_overall_grade="INADEQUATE", aud_service="LAC"),
    audit("A3", "2015-06", "2015-06-12 10:00", aud_theme_id="T1", aud_person_id="Eve"),
    audit("A4", "2015-06", "2015-06-13 10:00", aud_theme_id="T2"),
    audit("A5", "2015-06", "2015-06-14 10:00", aud_overall_grade="REQUIRES_IMPROVEMENT"),
    audit("A6", "2016-04", "2016-04-14 10:00", aud_theme_id="T1"),  # after the period
]  # fmt: skip


def judged(id_: str, grade: str, area: str = "ASSESSMENT") -> dict[str, Any]:
    return {"auj_aud_id": id_, "auj_key_area": area, "auj_grade": grade}


def sampled(folder: Path, **more: Any) -> DeepDive:
    tables = {**CHILDREN, "qa_theme": THEMES, "qa_audit": AUDITS, **more}
    return dived(folder, asked("2015/16", **tables), NEGLECT=NEGLECT)


def test_the_sample_are_the_audits_that_belong_to_an_audit_of_the_theme(tmp_path):
    found = sampled(tmp_path)
    assert {each.label: (each.numerator, each.denominator) for each in found.sample} == {
        "Children the theme is about": (3, None),
        "Audits of the theme completed": (3, None),
        "Children whose case was audited": (2, None),  # Ann and Eve
        "Of the theme's children, audited": (1, 3),  # Ann, of Ann, Bob and Cyd
        "Audited, but not among the theme's children": (1, None),  # Eve
    }
    assert rows_of(found, "Themed audits of this theme") == [
        ["Deep dive: neglect", "Safeguarding Children Board", 4, "2015-05-01", "2015-12-01", None],
    ]
    assert rows_of(found, "Audits of the theme by service") == [
        ["Children in Need", 2, [2, 2]],
        ["Looked After Children", 1, [0, 1]],
    ]


def test_grades_and_judgements_stand_beside_those_of_all_other_audits(tmp_path):
    judgements = [
        *(judged(*each) for each in (("A1", "GOOD"), ("A2", "INADEQUATE"), ("A3", "GOOD"))),
        *(judged(*each) for each in (("A4", "OUTSTANDING"), ("A5", "REQUIRES_IMPROVEMENT"))),
        judged("A6", "GOOD"),
        judged("A1", "NOT_APPLICABLE", "REVIEWS"),
        judged("A4", "GOOD", "SUPERVISION"),  # not judged in any audit of the theme
    ]
    found = sampled(tmp_path, qa_audit_judgement=judgements)
    assert rows_of(found, "Overall grades, after moderation") == [
        ["Outstanding", 0, 0],
        ["Good", 2, 1],
        ["Requires improvement", 0, 1],
        ["Inadequate", 1, 0],
    ]
    assert rows_of(found, "Judgements good or better") == [
        ["ASSESSMENT", [2, 3], [1, 2]],
        ["REVIEWS", [0, 0], [0, 0]],
    ]


def test_a_judgement_counts_as_it_was_moderated(tmp_path):
    moderations = [
        {"aum_id": "M1", "aum_aud_id": "A1", "aum_key_area": "ASSESSMENT",
         "aum_at": "2015-07-01 10:00:00", "aum_moderated_grade": "INADEQUATE"},
        {"aum_id": "M2", "aum_aud_id": "A1", "aum_key_area": "ASSESSMENT",
         "aum_at": None, "aum_moderated_grade": "OUTSTANDING"},  # no time: taken as the first
    ]  # fmt: skip
    judgements = [judged("A1", "GOOD"), judged("A3", "GOOD")]
    found = sampled(tmp_path, qa_audit_judgement=judgements, qa_audit_moderation=moderations)
    assert rows_of(found, "Judgements good or better") == [["ASSESSMENT", [1, 2], [0, 0]]]


def test_a_theme_without_an_entry_rests_on_its_audits_alone(tmp_path):
    tables = {**CHILDREN, "qa_theme": THEMES, "qa_audit": AUDITS}
    found = dived(tmp_path, asked("2015/16", **tables), "SUPERVISION", NEGLECT=NEGLECT)
    assert (found.population, found.absent, list(found.groups)) == ("", "", [])
    assert list(found.comparison) == []
    assert [each.label for each in found.sample] == [
        "Audits of the theme completed",
        "Children whose case was audited",
    ]
    assert found.sample[0].numerator == 1


def test_children_in_a_table_that_the_data_lack_are_not_known_rather_than_none(tmp_path):
    question = asked("2015/16")
    without = question.provided - {"ssd_cp_plans"}
    question = Query(question.connection, without, question.period, question.data_to)
    found = dived(tmp_path, question, NEGLECT=NEGLECT)
    assert found.absent == "The data have no table ssd_cp_plans."
    assert found.population == ""
    assert "Children the theme is about" not in {each.label for each in found.sample}


def test_a_source_without_tables_of_quality_assurance_gives_an_empty_dive(tmp_path):
    question = asked("2015/16")
    question = Query(question.connection, frozenset(), question.period, question.data_to)
    found = dived(tmp_path, question, "SUPERVISION")
    assert [each.numerator for each in found.sample] == [0, 0]
    assert not found.judgements.rows and not found.programme.rows and not found.by_service.rows


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT nobody AS person FROM ssd_cp_plans", "nobody"),
        ("SELECT cppl_person_id FROM ssd_cp_plans", "person"),  # the column needs its name
        ("SELECT person FROM nowhere", "nowhere"),
        ("SELEC person", "cannot be run"),
        ("SELECT cppl_person_id AS person FROM ssd_cp_plans "
         "WHERE cppl_person_id > 5", "Cannot compare"),
        ("SELECT cppl_person_id AS person FROM ssd_cp_plans "
         "WHERE CAST(cppl_person_id AS INTEGER) > 5", "cannot be run."),
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_run_is_named_and_no_record_with_it(tmp_path, query, said):
    with pytest.raises(LitmusError) as raised:
        dived(tmp_path, asked("2015/16", **CHILDREN), NEGLECT={**NEGLECT, "children": query})
    message = str(raised.value)
    assert message.startswith(
        "params/deep_dives.yml: the query of children (Children on a plan for neglect)"
    )
    assert said in message
    assert "\n" not in message
    for row in CHILDREN["ssd_person"]:
        assert row["pers_person_id"] not in message


def test_the_settings_of_the_project_are_about_themes_that_there_are():
    assert "NEGLECT" in settings(PROJECT, WORDS.themes)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"NEGLEKT": NEGLECT}, "there is no theme NEGLEKT"),
        ({"NEGLECT": {**NEGLECT, "indicators": ["ASM99"]}}, "ASM99"),
        ({"NEGLECT": {"words": "Children"}}, "children: Field required"),
    ],
)
def test_a_setting_that_is_wrong_is_named(tmp_path, entries, said):
    with pytest.raises(UsageError, match=said):
        settings(project(tmp_path, **entries), WORDS.themes)


def test_every_shipped_query_can_be_run(tmp_path):
    for code in settings(PROJECT, WORDS.themes):
        question = asked("2015/16", **CHILDREN, ref_calendar=calendar())
        found = dive(question, WORDS.themes[code], WORDS, PROJECT, {})
        assert found.population and not found.absent


def test_a_deep_dive_comes_back_from_json_as_it_was(tmp_path):
    found = sampled(tmp_path)
    again = json_files.read(json_files.write(tmp_path / "qa.json", found), DeepDive)
    assert json_files.plain(again) == json_files.plain(found)
    assert isinstance(again.grades, Tally)
