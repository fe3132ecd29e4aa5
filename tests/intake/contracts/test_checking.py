"""Checking, as a data manager meets it: what is set aside, what only warns, what is said."""

from datetime import date

import pytest

from litmus.base import json_files
from litmus.base.errors import LitmusError
from litmus.intake.contracts import check
from litmus.intake.contracts.quality import QualityReport

from intake.contracts.conftest import EXTRACTED, PEOPLE, table  # isort: skip


def found(checked) -> dict[tuple[str, str], tuple[str, int]]:
    """What was found: (rule, column) -> (severity, rows)."""
    return {(r.rule, r.column): (r.severity, r.count) for r in checked.report.rules}


def listed(checked, rule: str) -> list[tuple[int, str, str]]:
    """The restricted list for one rule: (line of the file, column, value)."""
    rows = checked.issues.filter(checked.issues["rule"] == rule)
    return list(zip(rows["row"], rows["column"], rows["value"], strict=True))


REFERRALS = """
cine_referral_id | cine_person_id | cine_referral_date | cine_close_date | cine_referral_nfa
"""


def referrals(*lines: str) -> str:
    return REFERRALS + "\n".join(lines)


def test_sound_tables_pass_whole(checked):
    result = checked(ssd_person=PEOPLE, ssd_cin_episodes=referrals("R1|P1|04/01/2016|-|No"))
    assert result.report.rules == []
    assert result.issues.is_empty()
    row = result.tables["ssd_cin_episodes"].row(0, named=True)
    assert row["cine_referral_date"] == date(2016, 1, 4)
    assert row["cine_referral_nfa"] == "N"
    assert row["cine_close_reason"] is None


def test_every_table_is_there_and_typed_even_when_the_source_has_none(checked, contracts):
    result = checked(ssd_person=PEOPLE)
    assert set(result.tables) == set(contracts)
    assert result.tables["ssd_cp_plans"].is_empty()
    assert list(result.tables["ssd_cp_plans"].columns) == list(contracts["ssd_cp_plans"].columns)
    provided = {table.table: table.provided for table in result.report.tables}
    assert provided["ssd_person"] and not provided["ssd_cp_plans"]


def test_a_row_without_a_required_value_is_set_aside(checked):
    result = checked(
        ssd_person=PEOPLE, ssd_cin_episodes=referrals("R1|-|2016-01-04|-|N", "R2|P2|-1|-|N")
    )
    assert found(result) == {
        ("missing", "cine_person_id"): ("error", 1),
        ("missing", "cine_referral_date"): ("error", 1),
    }
    assert result.tables["ssd_cin_episodes"].is_empty()
    assert listed(result, "missing") == [(2, "cine_person_id", ""), (3, "cine_referral_date", "-1")]


def test_an_unreadable_required_date_is_one_error_not_two(checked):
    result = checked(ssd_person=PEOPLE, ssd_cin_episodes=referrals("R1|P1|31/02/2016|-|N"))
    assert found(result) == {("unreadable", "cine_referral_date"): ("error", 1)}
    assert listed(result, "unreadable") == [(2, "cine_referral_date", "31/02/2016")]


def test_an_unreadable_end_sets_aside_since_empty_would_mean_open(checked):
    result = checked(ssd_person=PEOPLE, ssd_cin_episodes=referrals("R1|P1|2016-01-04|soon|N"))
    assert found(result) == {("unreadable", "cine_close_date"): ("error", 1)}
    assert result.tables["ssd_cin_episodes"].is_empty()


def test_an_unreadable_birth_date_leaves_the_person(checked):
    result = checked(ssd_person="pers_person_id|pers_dob|pers_sex\nP1|31/02/2010|F")
    assert found(result) == {("unreadable", "pers_dob"): ("warning", 1)}
    assert result.tables["ssd_person"]["pers_person_id"].to_list() == ["P1"]
    assert result.tables["ssd_person"]["pers_dob"].to_list() == [None]


def test_an_unknown_code_is_kept_and_counted(checked):
    people = "pers_person_id|pers_dob|pers_sex\nP1|2010-05-01|Q\nP2|2010-05-01|M"
    result = checked(ssd_person=people)
    assert found(result) == {("unknown_code", "pers_sex"): ("warning", 1)}
    assert result.tables["ssd_person"]["pers_sex"].to_list() == ["Q", "M"]
    assert result.issues["expected"].to_list() == ["one of M, F, U"]


def test_an_impossible_number_is_emptied_or_sets_the_row_aside(checked):
    population = "pop_la_code|pop_year|pop_0_17|pop_source|pop_published_on\nE1|2015|0|ONS|-"
    workers = "prof_professional_id|prof_full_time_equivalency\nW1|37\nW2|0.8"
    result = checked(ext_population=population, ssd_professionals=workers)
    assert found(result) == {
        ("out_of_range", "pop_0_17"): ("error", 1),
        ("out_of_range", "prof_full_time_equivalency"): ("warning", 1),
    }
    assert result.tables["ext_population"].is_empty()
    fte = result.tables["ssd_professionals"]["prof_full_time_equivalency"]
    assert fte.to_list() == [None, 0.8]


def test_an_end_before_the_start_sets_the_row_aside_and_shows_both_dates(checked):
    result = checked(
        ssd_person=PEOPLE,
        ssd_cin_episodes=referrals(
            "R1|P1|2016-01-04|2016-01-03|N", "R2|P2|2016-01-04|2016-01-04|N"
        ),
    )
    assert found(result) == {("cine_close_date_before_start", ""): ("error", 1)}
    assert result.tables["ssd_cin_episodes"]["cine_referral_id"].to_list() == ["R2"]
    assert listed(result, "cine_close_date_before_start") == [
        (2, "", "cine_referral_date = 2016-01-04; cine_close_date = 2016-01-03")
    ]


def test_a_date_after_the_extract_warns(checked):
    result = checked(
        ssd_person=PEOPLE,
        ssd_cin_episodes=referrals("R1|P1|2016-03-31|-|N", "R2|P2|2016-04-01|-|N"),
    )
    assert found(result) == {("cine_referral_date_in_future", "cine_referral_date"): ("warning", 1)}
    assert len(result.tables["ssd_cin_episodes"]) == 2


def test_a_row_is_listed_under_each_rule_that_it_breaks_and_no_other(checked):
    # Line 2 is closed without a reason and begins after the extract of 31 March 2016; line 3 is
    # the first alone, line 4 the second alone, line 5 neither: its empty cells break nothing.
    result = checked(
        ssd_person=PEOPLE,
        ssd_cin_episodes=REFERRALS.rstrip()
        + """ | cine_close_reason
R1|P1|2016-04-02|2016-04-05|N|-
R2|P1|2016-01-04|2016-02-01|N|-
R3|P2|2016-04-03|-|N|-
R4|P1|2016-02-05|-|N|-
""",
    )
    assert [line for line, _, _ in listed(result, "closed_without_reason")] == [2, 3]
    assert [line for line, _, _ in listed(result, "cine_referral_date_in_future")] == [2, 4]


def test_repeated_rows_stay_once(checked):
    row = "R1|P1|2016-01-04|-|N"
    result = checked(ssd_person=PEOPLE, ssd_cin_episodes=referrals(row, row, row))
    assert found(result) == {("repeated_row", "cine_referral_id"): ("error", 2)}
    assert len(result.tables["ssd_cin_episodes"]) == 1


def test_of_rows_with_one_key_the_fullest_stays_whatever_the_order(checked):
    open_, closed = "R1|P1|2016-01-04|-|N", "R1|P1|2016-01-04|2016-02-01|N"
    for lines in ([open_, closed], [closed, open_]):
        result = checked(ssd_person=PEOPLE, ssd_cin_episodes=referrals(*lines))
        assert found(result) == {("same_key", "cine_referral_id"): ("error", 1)}
        kept = result.tables["ssd_cin_episodes"]["cine_close_date"].to_list()
        assert kept == [date(2016, 2, 1)]


def test_a_faulty_row_does_not_win_over_a_sound_one_with_its_key(checked):
    # The fuller row ends before it starts: it goes first, so the sound one is kept.
    result = checked(
        ssd_person=PEOPLE,
        ssd_cin_episodes=referrals("R1|P1|2016-01-04|2015-01-01|N", "R1|P1|2016-01-04|-|N"),
    )
    assert found(result) == {("cine_close_date_before_start", ""): ("error", 1)}
    assert result.tables["ssd_cin_episodes"]["cine_close_date"].to_list() == [None]


def test_siblings_may_share_an_enquiry(checked):
    enquiries = """
    s47e_s47_enquiry_id|s47e_person_id|s47e_s47_start_date|s47e_s47_end_date
    E1|P1|2016-01-04|-
    E1|P2|2016-01-04|-
    """.replace("    ", "")
    result = checked(ssd_person=PEOPLE, ssd_s47_enquiry=enquiries)
    assert result.report.rules == []


def test_a_row_that_refers_to_nobody_stays_and_is_counted(checked):
    result = checked(ssd_person=PEOPLE, ssd_cin_episodes=referrals("R1|P9|2016-01-04|-|N"))
    assert found(result) == {("orphan", "cine_person_id"): ("warning", 1)}
    assert len(result.tables["ssd_cin_episodes"]) == 1


def test_setting_a_row_aside_does_not_take_others_with_it(checked):
    assessments = """
cina_assessment_id|cina_person_id|cina_referral_id|cina_assessment_start_date|cina_assessment_auth_date
A1|P1|R1|2016-01-05|-
A2|P1|R9|2016-01-05|-
"""
    result = checked(
        ssd_person=PEOPLE,
        ssd_cin_episodes=referrals("R1|P1|2016-01-04|2015-01-04|N"),
        ssd_cin_assessments=assessments,
    )
    assert found(result) == {
        ("cine_close_date_before_start", ""): ("error", 1),
        ("orphan", "cina_referral_id"): ("warning", 1),
        ("orphan_of_set_aside", "cina_referral_id"): ("warning", 1),
    }
    assert len(result.tables["ssd_cin_assessments"]) == 2
    aside = next(r for r in result.report.rules if r.rule == "orphan_of_set_aside")
    assert aside.description == (
        "The referral id names a row of Referrals and episodes of need (ssd_cin_episodes) "
        "that was set aside."
    )
    assert "The row stays." in aside.consequence
    assert listed(result, "orphan_of_set_aside") == [(2, "cina_referral_id", "R1")]


def test_what_cannot_be_checked_is_said(checked):
    result = checked(ssd_person=PEOPLE, ssd_cin_episodes=(
        "cine_referral_id|cine_person_id|cine_referral_date|cine_close_date|cine_referral_nfa|"
        "cine_referral_team\nR1|P1|2016-01-04|-|N|T1"
    ))  # fmt: skip
    quality = next(t for t in result.report.tables if t.table == "ssd_cin_episodes")
    assert quality.not_checked == [
        "Whether each referral team is known needs ssd_department, which is not supplied.",
        "The rule “The episode has a reason for closure, but no date” needs "
        "ssd_cin_episodes.cine_close_reason, which is not supplied.",
        "The rule “The episode is closed and has no reason for closure” needs "
        "ssd_cin_episodes.cine_close_reason, which is not supplied.",
        "The rule “The referral is dated after the child's death” needs "
        "ssd_person.pers_death_date, which is not supplied.",
        "The rule “The episode of need goes on beyond the child's death” needs "
        "ssd_person.pers_death_date, which is not supplied.",
    ]
    assert "cine_close_reason" in quality.columns_not_supplied


def test_a_missing_column_that_figures_rest_on_stops_with_a_sentence(checked):
    with pytest.raises(LitmusError) as error:
        checked(ssd_cin_episodes=(
            "cine_referral_id|cine_person_id|cine_referal_date|cine_close_date|cine_referral_nfa"
        ))  # fmt: skip
    assert str(error.value) == (
        "Figures would be wrong without these columns:\n"
        "  ssd_cin_episodes: cine_referral_date (is it the column cine_referal_date?)\n"
        "Add them to the extract (empty where there is nothing to say), or leave out the whole "
        "table: its indicators are then reported as not available."
    )


def test_the_sentence_names_the_file(checked):
    with pytest.raises(LitmusError, match=r"ssd_person \(ssd_person\.csv\): pers_dob"):
        checked(ssd_person="pers_person_id\nP1")


def test_a_column_that_the_source_explains_may_be_missing(contracts):
    raw = {"ssd_person": table("ssd_person", "pers_person_id\nP1")}
    reasons = {"ssd_person.pers_dob": "the return has no dates of birth"}
    assert len(check(raw, contracts, EXTRACTED, reasons).tables["ssd_person"]) == 1


def test_extra_columns_are_left_out_and_named(checked):
    result = checked(ssd_person="pers_person_id|pers_dob|shoe_size\nP1|2010-01-01|3")
    assert "shoe_size" not in result.tables["ssd_person"].columns
    quality = next(t for t in result.report.tables if t.table == "ssd_person")
    assert quality.columns_ignored == ["shoe_size"]


def test_the_report_survives_json(checked, tmp_path):
    result = checked(ssd_person=PEOPLE, ssd_cin_episodes=referrals("R1|P9|31/02/2016|-|N"))
    path = json_files.write(tmp_path / "quality.json", result.report)
    again = json_files.read(path, QualityReport)
    assert again == result.report
    assert again.rows_in == 3 and again.rows_quarantined == 1
    assert again.rules[0].files == {"ssd_cin_episodes.csv": 1}


@pytest.mark.slow
def test_every_rule_of_every_contract_can_be_run(contracts):
    nothing = {
        name: table(name, "|".join(contract.columns)) for name, contract in contracts.items()
    }
    result = check(nothing, contracts, EXTRACTED)
    assert result.report.rules == []
    assert all(each.not_checked == [] for each in result.report.tables)
