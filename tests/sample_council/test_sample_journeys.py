"""Every journey holds together: nothing happens before what must come first, nothing overlaps."""

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest

from litmus.base.working_days import working_days
from sample_council import EXTRACT_DATE


def none(frame: pl.DataFrame, *offences: pl.Expr) -> bool:
    return frame.filter(*offences).is_empty()


def beside(tables, left: str, right: str, on: str, key: str) -> pl.DataFrame:
    """Rows of `left` with the row of `right` that their `on` names."""
    return tables[left].join(tables[right], left_on=on, right_on=key, suffix="_of")


def test_no_plan_starts_before_its_conference_and_each_starts_with_it(tables):
    both = beside(
        tables, "ssd_cp_plans", "ssd_initial_cp_conference", "cppl_icpc_id", "icpc_icpc_id"
    )
    assert both.height > 2000
    assert none(both, pl.col("cppl_cp_plan_start_date") != pl.col("icpc_icpc_date"))


def test_conferences_follow_their_enquiry_and_enquiries_their_referral(tables):
    both = beside(
        tables,
        "ssd_initial_cp_conference",
        "ssd_s47_enquiry",
        "icpc_s47_enquiry_id",
        "s47e_s47_enquiry_id",
    )
    assert none(both, pl.col("icpc_icpc_date") <= pl.col("s47e_s47_start_date"))
    assert none(both, pl.col("icpc_person_id") != pl.col("s47e_person_id"))
    enquiries = beside(
        tables, "ssd_s47_enquiry", "ssd_cin_episodes", "s47e_referral_id", "cine_referral_id"
    )
    assert none(enquiries, pl.col("s47e_s47_start_date") < pl.col("cine_referral_date"))
    assert none(enquiries, pl.col("s47e_s47_start_date") > pl.col("cine_close_date"))


def test_the_target_of_a_conference_is_15_working_days_after_the_strategy_discussion(tables):
    both = beside(
        tables,
        "ssd_initial_cp_conference",
        "ssd_s47_enquiry",
        "icpc_s47_enquiry_id",
        "s47e_s47_enquiry_id",
    ).head(300)
    days = both.select("s47e_s47_start_date", "icpc_icpc_target_date").iter_rows()
    assert {working_days(start, target) for start, target in days} == {15}


def test_transfers_in_have_a_conference_without_an_enquiry_and_a_plan(tables):
    moved = tables["ssd_initial_cp_conference"].filter(pl.col("icpc_icpc_transfer_in") == "Y")
    assert 30 < moved.height < 200
    assert none(moved, pl.col("icpc_s47_enquiry_id").is_not_null())
    assert none(
        moved, pl.col("icpc_cp_plan_id").is_null(), pl.col("icpc_icpc_date") > date(2011, 8, 1)
    )


def test_plans_of_other_authorities_are_few_temporary_and_without_a_conference_here(tables):
    theirs = tables["ssd_cp_plans"].filter(pl.col("cppl_cp_plan_ola") == "Y")
    assert 50 < theirs.height < 200
    assert none(theirs, pl.col("cppl_icpc_id").is_not_null())


IN_A_CASE = {
    "ssd_cin_assessments": "cina_referral_id cina_assessment_start_date cina_assessment_auth_date",
    "ssd_cin_plans": "cinp_referral_id cinp_cin_plan_start_date cinp_cin_plan_end_date",
    "ssd_cp_plans": "cppl_referral_id cppl_cp_plan_start_date cppl_cp_plan_end_date",
    "ssd_cla_episodes": (
        "clae_referral_id clae_cla_episode_start_date clae_cla_episode_ceased_date"
    ),
}


@pytest.mark.parametrize("table", IN_A_CASE)
def test_everything_in_a_case_lies_between_referral_and_closure(tables, table):
    referral, start, end = IN_A_CASE[table].split()
    both = beside(tables, table, "ssd_cin_episodes", referral, "cine_referral_id")
    assert none(both, pl.col(start) < pl.col("cine_referral_date"))
    assert none(both, pl.col(end) > pl.col("cine_close_date"))


def spells(frame: pl.DataFrame, person: str, start: str, end: str) -> pl.DataFrame:
    """A child's spells in order, each with the start of the next."""
    return frame.sort(person, start).with_columns(next=pl.col(start).shift(-1).over(person))


def test_no_child_is_referred_while_a_case_is_open_or_after_18(tables):
    episodes = tables["ssd_cin_episodes"].filter(~pl.col("cine_referral_id").str.ends_with("B"))
    each = spells(episodes, "cine_person_id", "cine_referral_date", "cine_close_date")
    overlap = each.filter(pl.col("next") <= pl.col("cine_close_date").fill_null(EXTRACT_DATE))
    assert overlap.height <= 3  # dates that were entered the wrong way round
    born = tables["ssd_person"].select("pers_person_id", "pers_dob")
    aged = episodes.join(born, left_on="cine_person_id", right_on="pers_person_id")
    assert none(aged, pl.col("cine_referral_date") >= pl.col("pers_dob").dt.offset_by("18y"))


def test_a_child_in_need_plan_never_runs_beside_a_protection_plan(tables):
    both = tables["ssd_cin_plans"].join(
        tables["ssd_cp_plans"], left_on="cinp_person_id", right_on="cppl_person_id"
    )
    open_end = pl.lit(EXTRACT_DATE)
    overlap = both.filter(
        pl.col("cinp_cin_plan_start_date") < pl.col("cppl_cp_plan_end_date").fill_null(open_end),
        pl.col("cppl_cp_plan_start_date") < pl.col("cinp_cin_plan_end_date").fill_null(open_end),
    )
    assert overlap.is_empty()


def test_care_episodes_chain_without_gap_from_entry_to_the_end(tables):
    periods = tables["ssd_cla_episodes"].sort("clae_cla_id", "clae_cla_episode_start_date")
    still_open = 0
    for (_,), period in periods.group_by("clae_cla_id", maintain_order=True):
        rows = period.rows(named=True)
        assert rows[0]["clae_cla_episode_start_reason"] == "S"
        assert rows[0]["clae_cla_episode_start_date"] == rows[0]["clae_entered_care_date"]
        for before, after in pairwise(rows):
            assert before["clae_cla_episode_ceased_date"] == after["clae_cla_episode_start_date"]
            assert before["clae_cla_episode_ceased_reason"] == "X1"
            assert after["clae_cla_episode_start_reason"] in {"L", "P", "T", "B", "U"}
            assert before["clae_cla_episode_start_date"] < after["clae_cla_episode_start_date"]
        last = rows[-1]
        assert last["clae_cla_episode_ceased_reason"] != "X1"
        still_open += last["clae_cla_episode_ceased_date"] is None
    assert 500 < still_open < 900


def test_a_child_is_in_one_period_of_care_at_a_time(tables):
    closed = tables["ssd_cla_episodes"].filter(pl.col("clae_cla_episode_ceased_date").is_not_null())
    each = spells(
        closed, "clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"
    )
    assert none(each, pl.col("next") < pl.col("clae_cla_episode_ceased_date"))


def test_each_episode_lies_in_its_placement_and_under_one_legal_status(tables):
    homes = beside(
        tables,
        "ssd_cla_episodes",
        "ssd_cla_placement",
        "clae_cla_placement_id",
        "clap_cla_placement_id",
    )
    start, end = "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"
    assert none(homes, pl.col(start) < pl.col("clap_cla_placement_start_date"))
    assert none(homes, pl.col(end) > pl.col("clap_cla_placement_end_date"))
    assert none(homes, pl.col("clap_person_id") != pl.col("clae_person_id"))
    under = tables["ssd_cla_episodes"].join(
        tables["ssd_legal_status"], left_on="clae_person_id", right_on="lega_person_id"
    )
    at_start = under.filter(
        pl.col("lega_legal_status_start_date") <= pl.col(start),
        pl.col("lega_legal_status_end_date").is_null()
        | (pl.col("lega_legal_status_end_date") > pl.col(start)),
    )
    held = at_start.group_by("clae_cla_episode_id").len()
    assert held.height == tables["ssd_cla_episodes"].height
    assert held["len"].max() == 1


def test_single_short_breaks_last_17_days_at_most(tables):
    single = tables["ssd_legal_status"].filter(pl.col("lega_legal_status") == "V3")
    length = pl.col("lega_legal_status_end_date") - pl.col("lega_legal_status_start_date")
    assert single.height > 20
    assert none(single, length.dt.total_days() > 17)


def test_adopted_children_lived_with_their_adopters_before_the_order(tables):
    adopted = tables["ssd_permanence"].filter(pl.col("perm_permanence_order_type") == "Adoption")
    assert adopted.height > 60
    placed, order = pl.col("perm_placed_for_adoption_date"), pl.col("perm_permanence_order_date")
    assert none(adopted, placed >= order)
    assert none(adopted, pl.col("perm_matched_date") >= placed)
    assert none(adopted, pl.col("perm_placement_order_date") > pl.col("perm_matched_date"))


def test_protection_visits_come_about_every_ten_working_days_and_only_while_on_a_plan(tables):
    named = beside(tables, "ssd_cp_visits", "ssd_cp_plans", "cppv_cp_plan_id", "cppl_cp_plan_id")
    named = named.filter(pl.col("cppv_cp_visit_date") <= EXTRACT_DATE)
    assert none(named, pl.col("cppv_cp_visit_date") < pl.col("cppl_cp_plan_start_date"))
    assert none(named, pl.col("cppv_cp_visit_date") > pl.col("cppl_cp_plan_end_date"))
    in_order = tables["ssd_cp_visits"].sort("cppv_person_id", "cppv_cp_visit_date").head(4000)
    visits = in_order.select("cppv_person_id", "cppv_cp_visit_date").rows()
    gaps = sorted(
        working_days(day, following)
        for (child, day), (same, following) in pairwise(visits)
        if child == same and following <= min(EXTRACT_DATE, day + timedelta(days=90))
    )
    assert gaps[len(gaps) // 2] == 10
    assert share_between(gaps, 5, 20) > 0.9


def share_between(values: list[int], low: int, high: int) -> float:
    return sum(low <= value <= high for value in values) / len(values)


def test_reviews_follow_the_start_of_the_plan_and_the_last_one_ends_it(tables):
    both = beside(tables, "ssd_cp_reviews", "ssd_cp_plans", "cppr_cp_plan_id", "cppl_cp_plan_id")
    assert none(both, pl.col("cppr_cp_review_date") <= pl.col("cppl_cp_plan_start_date"))
    ends = both.filter(pl.col("cppr_cp_review_outcome_continue_cp") == "N")
    assert none(ends, pl.col("cppr_cp_review_date") != pl.col("cppl_cp_plan_end_date"))
    first = both.group_by("cppr_cp_plan_id").agg(
        (pl.col("cppr_cp_review_date").min() - pl.col("cppl_cp_plan_start_date").first()).alias(
            "gap"
        )
    )
    days = [gap.days for gap in first["gap"].drop_nulls()]
    assert share_between(days, 1, 92) > 0.93


def test_looked_after_reviews_and_visits_lie_in_their_period_of_care(tables):
    periods = (
        tables["ssd_cla_episodes"]
        .group_by("clae_cla_id")
        .agg(
            pl.col("clae_entered_care_date").first().alias("entered"),
            pl.when(pl.col("clae_cla_episode_ceased_date").is_null().any())
            .then(None)
            .otherwise(pl.col("clae_cla_episode_ceased_date").max())
            .alias("left"),
        )
    )
    for table, key, day in (
        ("ssd_cla_reviews", "clar_cla_id", "clar_cla_review_date"),
        ("ssd_cla_visits", "clav_cla_id", "clav_cla_visit_date"),
    ):
        both = tables[table].join(periods, left_on=key, right_on="clae_cla_id")
        assert both.height == tables[table].height
        assert none(both, pl.col(day) < pl.col("entered")), table
        assert none(both, pl.col(day) > pl.col("left")), table
