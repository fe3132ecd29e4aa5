"""The kinds of case that a council meets all occur, in believable numbers."""

from datetime import date

import polars as pl

from sample_council import EXTRACT_DATE


def test_brothers_and_sisters_are_referred_together_and_share_a_conference(tables):
    meetings = tables["ssd_initial_cp_conference"].group_by("icpc_icpc_meeting_id").len()
    assert 0.3 < meetings.filter(pl.col("len") > 1).height / meetings.height < 0.7


def test_the_known_kinds_of_case_all_occur(tables):
    born = tables["ssd_person"].select("pers_person_id", "pers_dob")
    referred = tables["ssd_cin_episodes"].join(
        born, left_on="cine_person_id", right_on="pers_person_id"
    )
    unborn = referred.filter(pl.col("pers_dob") > pl.col("cine_referral_date"))
    assert unborn.height > 100
    early = pl.col("pers_dob") > pl.col("cine_referral_date").dt.offset_by("40w")
    assert unborn.filter(early, pl.col("pers_dob") <= EXTRACT_DATE).is_empty()
    assert tables["ssd_person"]["pers_expected_dob"].drop_nulls().len() > 10
    statuses = set(tables["ssd_legal_status"]["lega_legal_status"])
    assert {"V2", "V3", "V4", "C1", "C2", "E1", "L1", "L2", "J1"} <= statuses
    types = set(tables["ssd_cla_placement"]["clap_cla_placement_type"])
    assert {"U1", "U3", "U4", "U6", "K2", "H5", "P1", "A6", "T0"} <= types
    reasons = set(tables["ssd_cla_episodes"]["clae_cla_episode_start_reason"])
    assert {"S", "P", "L", "T", "B"} <= reasons
    ceased = set(tables["ssd_cla_episodes"]["clae_cla_episode_ceased_reason"])
    assert {"X1", "E3", "E4A", "E5", "E11", "E12", "E15", "E17", "E43", "E45"} <= ceased
    assert {"RC1", "RC2", "RC4", "RC5", "RC7", "RC8"} <= set(
        tables["ssd_cin_episodes"]["cine_close_reason"]
    )


def test_unaccompanied_children_are_teenagers_looked_after_under_section_20(tables):
    alone = tables["ssd_immigration_status"].filter(pl.col("immi_immigration_status") == "UASC")
    ids = set(alone["immi_person_id"])
    assert len(ids) > 50
    cared_for = tables["ssd_legal_status"].filter(pl.col("lega_person_id").is_in(ids))
    assert set(cared_for["lega_legal_status"]) == {"V2"}
    estimated = tables["ssd_person"].filter(pl.col("pers_person_id").is_in(ids))["pers_dob"]
    assert {day.day for day in estimated.drop_nulls()} == {15}


def test_a_few_children_went_from_short_breaks_to_being_looked_after(tables):
    statuses = tables["ssd_legal_status"].sort("lega_person_id", "lega_legal_status_start_date")
    turned = statuses.with_columns(
        before=pl.col("lega_legal_status").shift().over("lega_person_id"),
        ended=pl.col("lega_legal_status_end_date").shift().over("lega_person_id"),
    ).filter(
        pl.col("before") == "V4",
        pl.col("lega_legal_status") == "V2",
        pl.col("ended") == pl.col("lega_legal_status_start_date"),
    )
    assert 0 < turned.height < 20


def test_what_happened_in_the_last_weeks_is_not_all_recorded_yet(tables):
    visits = tables["ssd_cp_visits"]
    month = pl.col("cppv_cp_visit_date").is_between
    lately = visits.filter(month(date(2017, 6, 16), EXTRACT_DATE)).height
    before = visits.filter(month(date(2017, 5, 16), date(2017, 5, 31))).height
    assert 0.5 * before < lately < 0.95 * before


def test_august_is_quiet_and_november_busy(tables):
    by_month = dict(
        tables["ssd_cin_episodes"]
        .filter(pl.col("cine_referral_date").is_between(date(2015, 4, 1), date(2016, 3, 31)))
        .group_by(pl.col("cine_referral_date").dt.month())
        .len()
        .iter_rows()
    )
    assert by_month[8] < 0.75 * by_month[11]
