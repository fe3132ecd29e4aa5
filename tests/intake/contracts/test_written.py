"""Cells as councils write them: nothing, yes and no, codes, ids and numbers; what is not certain
is a finding with its table, column and count."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from litmus.intake.contracts import check
from litmus.intake.contracts.model import ColumnRule, Contract
from litmus.intake.contracts.reading import read, with_lineage
from litmus.intake.sources import codes as source_codes

EXTRACTED = date(2016, 3, 31)
YES_NO = {"allowed": ("Y", "N")}


def read_all(kind, values, column=None, **options):
    """What the cells of one column become."""
    its = column or ColumnRule("t_cell", kind, "cell", **options)
    frame = pl.DataFrame({its.name: values})
    contract = Contract("t", "T", "", {its.name: its}, (), ())
    reading = read(with_lineage(frame, "t"), contract)
    return reading.frame[its.name].to_list(), reading


@pytest.mark.parametrize("kind", ["id", "date", "number"])
@pytest.mark.parametrize("word", ["NULL", "null", "NaN", "nan", "None", "N/A", "n/a", "#N/A", "-1"])
def test_words_for_nothing_are_empty_in_every_column(kind, word):
    options = {"kind": "string", "is_id": True} if kind == "id" else {"kind": kind}
    values, reading = read_all(values=[word, None], **options)
    assert values == [None, None]
    assert reading.sentinels == {"t_cell": 1}


def test_what_somebody_wrote_freely_is_an_answer():
    """None and N/A are words of an auditor; NULL and NaN are words of a program."""
    assert read_all("string", ["None", "n/a", "NULL", "nan"])[0] == ["None", "n/a", None, None]


def test_a_word_for_nothing_that_is_a_code_is_that_code(contracts):
    none = contracts["ssd_disability"].columns["disa_disability_code"]
    assert read_all("string", ["NONE", "None", "NULL"], none)[0] == ["NONE", "NONE", None]
    offered = contracts["ssd_missing"].columns["miss_missing_rhi_offered"]
    assert read_all("string", ["N/A", "n/a", "#N/A"], offered)[0] == ["NA", "NA", None]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["-1", "0", None], ["Y", "N", None]),  # Access: True and False
        (["-1.0", "0.0"], ["Y", "N"]),
        (["1.0", "0.0"], ["Y", "N"]),
        ([" YES ", "b)  No"], ["Y", "N"]),
        (["-1", "Y", "N"], ["-1", "Y", "N"]),  # a placeholder or a yes: listed, not guessed
        (["-1", "-1"], ["-1", "-1"]),
    ],
)
def test_flags(contracts, given, meant):
    column = contracts["ssd_cin_assessments"].columns["cina_assessment_child_seen"]
    assert read_all("string", given, column)[0] == meant


def test_a_flag_that_is_not_understood_is_a_finding(checked):
    report = checked(
        ssd_cin_visits="""
            cinv_cin_visit_id | cinv_person_id | cinv_cin_visit_date | cinv_cin_visit_seen
            V1                | P1             | 2016-03-01          | -1
            V2                | P1             | 2016-03-02          | Y
            V3                | P1             | 2016-03-03          | seen
        """
    ).report
    found = [(r.table, r.column, r.rule, r.count) for r in report.rules if r.rule != "orphan"]
    assert found == [("ssd_cin_visits", "cinv_cin_visit_seen", "unknown_code", 2)]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", "0,8", 0.8),
        ("number", "0,125", 0.125),
        ("number", "1.234,5", 1234.5),
        ("number", "1,234.5", 1234.5),
        ("number", ".5", 0.5),
        ("number", "1,234", None),  # a thousand, or a little more than one
        ("integer", "83,785", 83785),  # there are no parts of a child
        ("integer", "8.4E+04", None),  # the digits that it lost are not known
    ],
)
def test_numbers_are_read_where_they_mean_one_thing(kind, text, value):
    values, reading = read_all(kind, [text])
    assert values == [value]
    assert (reading.frame["t_cell unreadable"][0] == text) == (value is None)


def test_ids_stored_as_numbers_join_and_shortened_ones_are_a_finding(checked):
    found = checked(
        ssd_person="""
            pers_person_id | pers_dob   | pers_sex
            1001           | 2010-05-01 | F
            1.00234E+11    | 2010-05-01 | F
            0012           | 2010-05-01 | F
        """,
        ssd_contacts="""
            cont_contact_id | cont_person_id | cont_contact_date
            1.0             | 1001.0         | 2016-03-01
            2.0             | 12             | 2016-03-01
        """,
    )
    assert found.tables["ssd_contacts"]["cont_person_id"].to_list() == ["1001", "12"]
    rules = {(r.table, r.column, r.rule): r for r in found.report.rules}
    assert rules["ssd_contacts", "cont_person_id", "orphan"].count == 1  # its zeros were lost
    assert "leaves the row out" in rules["ssd_contacts", "cont_person_id", "orphan"].consequence
    assert rules["ssd_person", "pers_person_id", "shortened_id"].count == 1


def test_a_moment_in_a_parquet_file_is_turned_to_london_before_its_day_is_taken():
    utc = pl.Series([datetime(2016, 3, 31, 23, tzinfo=UTC), datetime(2016, 1, 31, 23, tzinfo=UTC)])
    assert read_all("date", utc)[0] == [date(2016, 4, 1), date(2016, 1, 31)]


# The codes that figures ask for, as catalogue and breakdowns compare them.
DECIDE = {
    ("ssd_legal_status", "lega_legal_status"): ["V3", "V4"],
    ("ssd_cla_health", "clah_health_check_type"): ["Health Assessment", "DENTAL"],
    ("ssd_cla_health", "clah_health_check_status"): ["Completed"],
    ("ssd_immigration_status", "immi_immigration_status"): ["UASC"],
    ("ssd_permanence", "perm_permanence_order_type"): ["Adoption"],
    ("ssd_involvements", "invo_professional_role_id"): ["CW", "ALLOCATED CASE WORKER"],
    ("ssd_cla_placement", "clap_cla_placement_type"): ["T0", "A3", "U1"],
    ("ssd_cla_episodes", "clae_cla_episode_start_reason"): ["S", "P", "B"],
    ("ssd_cla_episodes", "clae_cla_episode_ceased_reason"): ["X1", "E11", "E12"],
    ("ssd_cla_reviews", "clar_cla_review_participation"): ["PN1"],
    ("ssd_care_leavers", "clea_care_leaver_eligibility"): ["Former Relevant"],
    ("ssd_care_leavers", "clea_care_leaver_in_touch"): ["DIED", "NREQ", "RHOM"],
    ("ssd_care_leavers", "clea_care_leaver_accom_suitable"): ["1"],
    ("ssd_care_leavers", "clea_care_leaver_activity"): ["F1"],
    ("ssd_missing", "miss_missing_episode_type"): ["M"],
    ("ext_eh_closure", "ehc_outcome"): ["NEEDS_MET", "MOVED", "DIED"],
    ("ext_placement_location", "plo_in_out"): ["OUT"],
    ("ext_supervision", "sup_type"): ["CASE"],
    ("ref_team_service", "rts_service"): ["DAS", "LEAVING_CARE"],
    ("ref_bank_holiday", "bh_division"): ["england-and-wales"],
}


@pytest.mark.parametrize("place", DECIDE)
def test_a_code_that_decides_a_figure_has_a_list_whatever_its_case(contracts, place):
    column = contracts[place[0]].columns[place[1]]
    for code in DECIDE[place]:
        assert read_all("string", [f" {code.lower()} ", code], column)[0] == [code, code]
    assert "a code that nobody knows" not in column.allowed


def test_every_column_whose_codes_readers_map_has_a_list(contracts):
    for table, column in source_codes.CODED | source_codes.WORDS:
        if column != "earl_episode_end_reason":  # local words, which ref_code_map gives outcomes
            assert contracts[table].columns[column].allowed, column


SAID = [
    ("lega_legal_status", "Full Care Order", "C2"),
    ("lega_legal_status", "Section 20", "Section 20"),  # V2, V3 or V4: not guessed
    ("clah_health_check_type", "review health assessment", "Health Assessment"),
    ("perm_permanence_order_type", "ADOPTION ORDER", "Adoption"),
    ("clea_care_leaver_accom_suitable", "Suitable", "1"),
    ("clea_care_leaver_eligibility", "Former relevant child", "Former Relevant"),
    ("bh_division", "England and Wales", "england-and-wales"),
]


@pytest.mark.parametrize(("name", "said", "code"), SAID)
def test_descriptions_are_read_as_codes_in_every_source(contracts, name, said, code):
    column = next(each.columns[name] for each in contracts.values() if name in each.columns)
    assert read_all("string", [said], column)[0] == [code]


def test_a_legal_status_that_nobody_knows_is_a_finding(contracts):
    frame = pl.DataFrame(
        {
            "lega_legal_status_id": ["L1", "L2"],
            "lega_person_id": ["P1", "P1"],
            "lega_legal_status": ["V9", "v4"],
            "lega_legal_status_start_date": ["2016-03-01", "2016-03-01"],
            "lega_legal_status_end_date": [None, "2061-03-01"],
        }
    )
    rules = check({"ssd_legal_status": frame}, contracts, EXTRACTED).report.rules
    found = {(r.column, r.rule): r.count for r in rules}
    assert found["lega_legal_status", "unknown_code"] == 1
    assert found["lega_legal_status_end_date", "lega_legal_status_end_date_in_future"] == 1


def test_an_unmapped_end_reason_is_a_finding_where_others_are_mapped(contracts):
    frame = pl.DataFrame(
        {
            "earl_episode_id": ["E1", "E2", "E3"],
            "earl_person_id": ["P1", "P1", "P1"],
            "earl_episode_start_date": ["2016-01-01"] * 3,
            "earl_episode_end_date": ["2016-02-01"] * 3,
            "earl_episode_end_reason": ["NEEDS_MET", "All done", None],
        }
    )
    rules = check({"ssd_early_help_episodes": frame}, contracts, EXTRACTED).report.rules
    assert [r.count for r in rules if r.rule == "end_reason_without_outcome"] == [1]


@pytest.mark.parametrize("given", ["text", "times"])
def test_days_that_are_an_hour_early_all_summer_are_a_finding(contracts, given):
    """UTC with its zone stripped: 23:00 of 31 March is midnight of 1 April in London."""
    utc = [
        datetime(2016, 3, 31, 23), datetime(2016, 5, 4, 23), datetime(2015, 10, 24, 23),
        datetime(2016, 2, 1), datetime(2015, 10, 26),
    ]  # fmt: skip
    found = early(contracts, utc if given == "times" else [f"{each}" for each in utc])
    assert found["ssd_contacts", "hour_early"].count == 3


@pytest.mark.parametrize(
    "when",
    [
        [datetime(2016, 5, day, 23) for day in (1, 2)],  # may be chance
        [datetime(2016, 5, day, 23 if day < 9 else 10) for day in range(1, 12)],  # hours of a day
        [datetime(2016, 1, day, 23) for day in range(1, 9)],  # in winter UTC is London's time
        [datetime(2016, 5, day) for day in range(1, 9)],
    ],
)
def test_other_hours_are_none(contracts, when):
    assert ("ssd_contacts", "hour_early") not in early(contracts, when)


def early(contracts, when):
    frame = pl.DataFrame(
        {
            "cont_contact_id": [f"K{n}" for n in range(len(when))],
            "cont_person_id": ["P1"] * len(when),
            "cont_contact_date": when,
        }
    )
    found = check({"ssd_contacts": frame}, contracts, date(2016, 9, 30))
    return {(each.table, each.rule.split()[0]): each for each in found.report.rules}
