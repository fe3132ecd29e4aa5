"""What a warning says of a figure is what the figure does: each such sentence beside the figure.

A warning that names an indicator stands in the table below with the smallest council that draws it,
and the numerator and denominator that the sentence promises; one that does not stand there fails.
"""

import re
from collections import defaultdict
from datetime import date

import polars as pl
import pytest

from indicators.worked import Council
from intake.contracts.conftest import EXTRACTED
from litmus.intake.contracts import check

NAMED = re.compile(r"\b[A-Z]{3}\d\d\b|\bS470\d\b")
# P1 died on 1 December 2015; what goes on after that day is what a warning is about.
DEAD = "person_id | pers_dob | death_date\nP1 | 2010-05-01 | 2015-12-01"
ALIVE = "person_id | pers_dob\nP1 | 2010-05-01"
NEED = "referral_id | person_id | referral_date | close_date\nR1 | P1 | 2015-09-01 |"
CARE_HEAD = (
    "cla_episode_id | person_id | clae_cla_placement_id | episode_start_date | start_reason | "
    "ceased_date | ceased_reason | clae_cla_id | entered_care_date\n"
)
CARE = CARE_HEAD + "E1 | P1 | L1 | 2014-03-03 | S | | | C1 | 2014-03-03"
PLAN = "cppl_cp_plan_id | person_id | start_date | end_date\nC1 | P1 | 2015-09-01 |"
CHECK = (
    "check_id | person_id | type | check_date | status\nH1 | P1 | HEALTH | 2016-02-01 | Completed"
)
HEALTH_YOUNG = CHECK.replace("2016-02-01", "2015-06-01")
LEAVER = (
    "table_id | person_id | eligibility | in_touch | latest_contact | accommodation | "
    "accom_suitable\nT1 | P1 | Former Relevant | YES | 2016-02-01 | U | 1"
)
PLACEMENT_HEAD = (
    "cla_placement_id | clap_cla_id | person_id | start_date | end_date | type | distance\n"
)
ADOPTION = (
    "perm_table_id | person_id | perm_cla_id | placed_for_adoption_date | permanence_order_date | "
    "permanence_order_type\nA1 | P1 | C1 | 2016-02-01 | 2016-01-04 | Adoption"
)

POSTS = (
    "post_id | as_at | fte_in_post | vacant_fte | agency_yn | case_holding_yn\n"
    "O1 | 2016-03-31 | 1 | 0 | | Y\nO2 | 2016-03-31 | 1 | 0.5 | N | Y"
)
NOBODY = POSTS.replace("1 | 0 | | Y", " | | N | Y").replace("0.5", "0")

# (table, rule): indicator, numerator and denominator at 31 March 2016, the tables.
SENTENCES = {
    # A date of death leaves nothing out.
    ("ssd_cin_episodes", "need_beyond_death"): (
        ("CIN01", 1, 83785, {"ssd_person": DEAD, "ssd_cin_episodes": NEED}),
        ("CIN03", 0, 1, {"ssd_person": DEAD, "ssd_cin_episodes": NEED}),
    ),
    ("ssd_cin_plans", "cin_plan_beyond_death"): (
        (
            "CIN02",
            0,
            1,
            {
                "ssd_person": DEAD,
                "ssd_cin_plans": "cin_plan_id | person_id | start_date\nN1 | P1 | 2015-09-01",
            },
        ),
    ),
    ("ssd_cp_plans", "cp_plan_beyond_death"): (
        ("CPP01", 1, 83785, {"ssd_person": DEAD, "ssd_cp_plans": PLAN}),
    ),
    ("ssd_cla_episodes", "care_beyond_death"): (
        ("LAC01", 1, 83785, {"ssd_person": DEAD, "ssd_cla_episodes": CARE}),
    ),
    ("ssd_cla_placement", "placement_beyond_death"): (
        (
            "LAC01",
            0,
            83785,
            {
                "ssd_person": DEAD,
                "ssd_cla_placement": PLACEMENT_HEAD + "L1 | | P1 | 2015-01-05 | | U1 |",
            },
        ),
    ),
    ("ssd_cla_placement", "placement_beyond_care"): (
        (
            "LAC01",
            0,
            83785,
            {
                "ssd_person": ALIVE,
                "ssd_cla_episodes": CARE.replace("S | | |", "S | 2015-12-01 | E4A |"),
                "ssd_cla_placement": PLACEMENT_HEAD + "L1 | C1 | P1 | 2014-03-03 | | U1 |",
            },
        ),
    ),
    ("ssd_legal_status", "legal_status_beyond_death"): (
        (
            "LAC01",
            0,
            83785,
            {
                "ssd_person": DEAD,
                "ssd_legal_status": "status_id | person_id | lega_legal_status | start_date\n"
                "S1 | P1 | C2 | 2015-01-05",
            },
        ),
    ),
    ("ssd_legal_status", "legal_status_beyond_care"): (
        (
            "LAC01",
            0,
            83785,
            {
                "ssd_person": ALIVE,
                "ssd_cla_episodes": CARE.replace("S | | |", "S | 2015-12-01 | E4A |"),
                "ssd_legal_status": "status_id | person_id | lega_legal_status | start_date\n"
                "S1 | P1 | C2 | 2014-03-03",
            },
        ),
    ),
    ("ssd_early_help_episodes", "early_help_beyond_death"): (
        (
            "EHA02",
            1,
            83785,
            {
                "ssd_person": DEAD,
                "ssd_early_help_episodes": "episode_id | person_id | start_date\n"
                "E1 | P1 | 2015-09-01",
            },
        ),
    ),
    ("ssd_early_help_episodes", "end_reason_without_outcome"): (
        (
            "EHA03",
            1,
            2,
            {
                "ssd_person": ALIVE,
                "ssd_early_help_episodes": "episode_id | person_id | start_date | end_date | "
                "end_reason\nE1 | P1 | 2015-09-01 | 2016-02-01 | NEEDS_MET\n"
                "E2 | P1 | 2016-02-02 | 2016-03-01 | done",
            },
        ),
    ),
    ("ext_eh_assessment", "early_help_assessment_beyond_death"): (
        (
            "EHA01",
            1,
            None,
            {
                "ssd_person": DEAD,
                "ext_eh_assessment": "eha_id | eha_person_id | start_date | completed_date\n"
                "A1 | P1 | 2015-11-20 | 2016-03-01",
            },
        ),
    ),
    ("ext_eh_closure", "early_help_closed_beyond_death"): (
        (
            "EHA03",
            1,
            1,
            {
                "ssd_person": DEAD,
                "ext_eh_closure": "ehc_episode_id | person_id | closed_date | outcome\n"
                "E1 | P1 | 2016-02-01 | NEEDS_MET",
            },
        ),
    ),
    # Of the two posts one is 1.0 in post and no agency is known; the other 1.0, no agency, and
    # half a post is vacant: 0 of 2.0, and 0.5 of 1.0 + 0.5.
    ("ext_workforce_post", "post_agency_not_recorded"): (
        ("WFC02", 0, 2, {"ext_workforce_post": POSTS}),
        ("WFC03", 0.5, 1.5, {"ext_workforce_post": POSTS}),
    ),
    ("ext_workforce_post", "post_without_equivalents"): (
        ("WFC01", 0, 1, {"ext_workforce_post": NOBODY}),
        ("WFC02", 0, 1, {"ext_workforce_post": NOBODY}),
        ("WFC03", 0, 1, {"ext_workforce_post": NOBODY}),
    ),
    ("ssd_care_leavers", "care_leaver_beyond_death"): (
        (
            "CLV01",
            1,
            1,
            {
                "ssd_person": DEAD.replace("2010-05-01", "1996-05-01"),
                "ssd_care_leavers": LEAVER.replace("2016-02-01", "2015-11-01"),
            },
        ),
    ),
    ("ssd_involvements", "involvement_beyond_death"): (
        (
            "WFC01",
            1,
            1,
            {
                "ssd_person": DEAD,
                "ssd_cin_episodes": NEED,
                "ssd_involvements": "involvements_id | professional_id | role_id | person_id | "
                "start_date\nI1 | W1 | CW | P1 | 2015-09-01",
                "ext_workforce_post": "post_id | as_at | role | fte_in_post | case_holding_yn | "
                "professional_id\nO1 | 2016-03-31 | SW | 1 | Y | W1",
            },
        ),
    ),
    ("ssd_missing", "absence_beyond_death"): (
        (
            "LAC07",
            0,
            1,
            {
                "ssd_person": DEAD,
                "ssd_cla_episodes": CARE,
                "ssd_missing": "table_id | person_id | start_date | episode_type | end_date | "
                "offered\nM1 | P1 | 2016-03-01 | M | 2016-03-02 | N",
            },
        ),
    ),
    ("ssd_cin_assessments", "assessment_beyond_death"): (
        (
            "ASM01",
            1,
            83785,
            {
                "ssd_person": DEAD,
                "ssd_cin_assessments": "assessment_id | person_id | start_date | auth_date\n"
                "A1 | P1 | 2015-11-02 | 2016-01-04",
            },
        ),
    ),
    ("ssd_cin_assessments", "cina_assessment_auth_date_in_future"): (
        (
            "ASM03",
            1,
            1,
            {
                "ssd_person": ALIVE,
                "ssd_cin_assessments": "assessment_id | person_id | start_date | auth_date\n"
                "A1 | P1 | 2015-11-02 | 2016-05-04",
            },
        ),
    ),
    ("ssd_s47_enquiry", "enquiry_beyond_death"): (
        (
            "S4701",
            1,
            83785,
            {
                "ssd_person": DEAD,
                "ssd_s47_enquiry": "enquiry_id | person_id | start_date\nQ1 | P1 | 2016-01-04",
            },
        ),
    ),
    ("ssd_contacts", "contact_after_death"): (
        (
            "CON01",
            1,
            None,
            {
                "ssd_person": DEAD,
                "ssd_contacts": "contact_id | person_id | contact_date\nK1 | P1 | 2016-03-01",
            },
        ),
    ),
    ("ssd_cin_visits", "cin_visit_after_death"): (
        (
            "CIN02",
            1,
            1,
            {
                "ssd_person": DEAD,
                "ssd_cin_plans": "cin_plan_id | person_id | start_date\nN1 | P1 | 2015-09-01",
                "ssd_cin_visits": "visit_id | person_id | visit_date | visit_seen\n"
                "V1 | P1 | 2016-03-29 | Y",
            },
        ),
    ),
    ("ssd_cp_visits", "cp_visit_after_death"): (
        (
            "CPP05",
            1,
            1,
            {
                "ssd_person": DEAD,
                "ssd_cp_plans": PLAN,
                "ssd_cp_visits": "visit_id | person_id | cp_plan_id | visit_date | visit_seen\n"
                "V1 | P1 | C1 | 2016-03-29 | Y",
            },
        ),
    ),
    ("ssd_cla_visits", "care_visit_after_death"): (
        (
            "LAC05",
            1,
            1,
            {
                "ssd_person": DEAD,
                "ssd_cla_episodes": CARE,
                "ssd_cla_placement": PLACEMENT_HEAD + "L1 | C1 | P1 | 2016-03-01 | | U1 |",
                "ssd_cla_visits": "visit_id | person_id | visit_date\nV1 | P1 | 2016-03-02",
            },
        ),
    ),
    ("ssd_initial_cp_conference", "conference_after_death"): (
        (
            "ICP01",
            0,
            1,
            {
                "ssd_person": DEAD,
                "ssd_initial_cp_conference": "icpc_icpc_id | person_id | icpc_date\n"
                "I1 | P1 | 2016-01-04",
            },
        ),
    ),
    ("ssd_initial_cp_conference", "conference_before_enquiry"): (
        (
            "ICP01",
            0,
            1,
            {
                "ssd_person": ALIVE,
                "ssd_s47_enquiry": "enquiry_id | person_id | start_date\nQ1 | P1 | 2016-02-01",
                "ssd_initial_cp_conference": "icpc_icpc_id | person_id | icpc_s47_enquiry_id | "
                "icpc_date\nI1 | P1 | Q1 | 2016-01-04",
            },
        ),
    ),
    ("ssd_initial_cp_conference", "conference_without_enquiry"): (
        (
            "ICP01",
            0,
            1,
            {
                "ssd_person": ALIVE,
                "ssd_initial_cp_conference": "icpc_icpc_id | person_id | icpc_date\n"
                "I1 | P1 | 2016-01-04",
            },
        ),
    ),
    ("ssd_cp_reviews", "cp_review_after_death"): (
        (
            "CPP04",
            0,
            1,
            {
                "ssd_person": DEAD,
                "ssd_cp_plans": PLAN,
                "ssd_cp_reviews": "review_id | person_id | cppr_cp_plan_id | review_date\n"
                "V1 | P1 | C1 | 2015-12-02",
            },
        ),
        (  # a day before it was due, and after death: in time
            "CPP04",
            1,
            1,
            {
                "ssd_person": DEAD.replace("2015-12-01", "2015-11-01"),
                "ssd_cp_plans": PLAN,
                "ssd_cp_reviews": "review_id | person_id | cppr_cp_plan_id | review_date\n"
                "V1 | P1 | C1 | 2015-11-30",
            },
        ),
    ),
    ("ssd_cp_reviews", "review_not_after_plan_start"): (
        (
            "CPP04",
            0,
            1,
            {
                "ssd_person": ALIVE,
                "ssd_cp_plans": PLAN,
                "ssd_cp_reviews": "review_id | person_id | cppr_cp_plan_id | review_date\n"
                "V1 | P1 | C1 | 2015-09-01",
            },
        ),
    ),
    ("ssd_cla_reviews", "care_review_after_death"): (
        (
            "LAC08",
            1,
            1,
            {
                "ssd_person": DEAD,
                "ssd_cla_reviews": "review_id | person_id | review_date | participation\n"
                "V1 | P1 | 2016-03-01 | PN1",
            },
        ),
    ),
    ("ssd_cla_health", "check_after_death"): (
        ("LAC06", 1, 1, {"ssd_person": DEAD, "ssd_cla_episodes": CARE, "ssd_cla_health": CHECK}),
    ),
    ("ssd_care_leavers", "care_leaver_contact_after_death"): (
        (
            "CLV01",
            1,
            1,
            {
                "ssd_person": DEAD.replace("2010-05-01", "1996-05-01"),
                "ssd_care_leavers": LEAVER,
            },
        ),
        (
            "CLV01",
            0,
            0,
            {
                "ssd_person": DEAD.replace("2010-05-01", "1996-05-01"),
                "ssd_care_leavers": LEAVER.replace("YES", "DIED"),
            },
        ),
    ),
    # Two at a time.
    ("ssd_cin_episodes", "referral_while_open"): tuple(
        (
            code,
            over,
            under,
            {
                "ssd_person": ALIVE,
                "ssd_cin_episodes": f"referral_id | person_id | referral_date\n"
                f"R1 | P1 | 2015-09-01\nR2 | P1 | {second}",
            },
        )
        for code, over, under, second in (
            ("REF01", 2, 83785, "2015-12-01"),
            ("REF02", 1, 2, "2015-12-01"),
            ("REF01", 2, 83785, "2015-09-01"),
            ("REF02", 0, 1, "2015-09-01"),
        )
    ),
    ("ssd_cin_plans", "two_open_cin_plans"): tuple(
        (
            "CIN02",
            0,
            under,
            {
                "ssd_person": ALIVE,
                "ssd_cin_plans": f"cin_plan_id | person_id | start_date\n"
                f"N1 | P1 | 2015-09-01\nN2 | P1 | {second}",
            },
        )
        for under, second in ((1, "2015-09-01"), (1, "2015-12-01"))
    ),
    ("ssd_cin_plans", "cin_plan_beside_cp_plan"): tuple(
        (
            code,
            over,
            under,
            {
                "ssd_person": ALIVE,
                "ssd_cp_plans": PLAN,
                "ssd_cin_plans": "cin_plan_id | person_id | start_date\nN1 | P1 | 2015-09-01",
            },
        )
        for code, over, under in (("CPP01", 1, 83785), ("CIN02", 0, 0))
    ),
    ("ssd_cp_plans", "two_open_cp_plans"): tuple(
        (code, over, under, {"ssd_person": ALIVE, "ssd_cp_plans": f"{PLAN}\nC2 | P1 | {second} |"})
        for code, over, under, second in (
            ("CPP01", 1, 83785, "2015-12-01"),
            ("CPP02", 1, 2, "2015-12-01"),
            ("CPP01", 1, 83785, "2015-09-01"),
        )
    ),
    ("ssd_cp_plans", "plan_without_category"): (
        ("CPP01", 1, 83785, {"ssd_person": ALIVE, "ssd_cp_plans": PLAN}),
    ),
    ("ssd_cla_placement", "two_open_placements"): tuple(
        (
            "LAC09",
            over,
            1,
            {
                "ssd_person": ALIVE,
                "ssd_cla_episodes": CARE,
                "ssd_cla_placement": f"{PLACEMENT_HEAD}L1 | C1 | P1 | 2014-03-03 | | U1 | {first}\n"
                f"L2 | C1 | P1 | 2015-12-01 | | U1 | {second}",
                "ext_placement_location": "placement_id | in_out\nL1 | OUT\nL2 | OUT",
            },
        )
        for over, first, second in ((1, 3, 30), (0, 30, 3))
    ),
    # Episodes of care.
    ("ssd_cla_episodes", "overlapping_episodes"): tuple(
        (
            code,
            over,
            under,
            {
                "ssd_person": ALIVE,
                "ssd_cla_episodes": f"{CARE}\nE2 | P1 | L2 | 2015-06-01 | P | | | C1 | 2014-03-03\n"
                "E3 | P1 | L3 | 2015-07-01 | P | | | C1 | 2014-03-03",
                "ssd_cla_placement": PLACEMENT_HEAD
                + "\n".join(f"L{n} | C1 | P1 | 2015-01-05 | 2015-01-06 | U1 |" for n in (1, 2, 3)),
            },
        )
        for code, over, under in (("LAC01", 1, 83785), ("LAC02", 1, 1))
    ),
    ("ssd_cla_episodes", "same_day_episodes"): tuple(
        (
            code,
            over,
            under,
            {
                "ssd_person": ALIVE,
                "ssd_cla_episodes": CARE_HEAD
                + "\n".join(
                    f"E{n} | P1 | L{n} | 2015-06-01 | S | | | C1 | 2015-06-01" for n in (1, 2, 3)
                ),
                "ssd_cla_placement": PLACEMENT_HEAD
                + "\n".join(f"L{n} | C1 | P1 | 2015-01-05 | 2015-01-06 | U1 |" for n in (1, 2, 3)),
            },
        )
        for code, over, under in (("LAC01", 1, 83785), ("LAC02", 1, 1))
    ),
    ("ssd_cla_episodes", "followed_by_no_episode"): (
        (
            "LAC01",
            0,
            83785,
            {
                "ssd_person": ALIVE,
                "ssd_cla_episodes": CARE.replace("S | | |", "S | 2015-12-01 | X1 |"),
            },
        ),
    ),
    ("ssd_cla_episodes", "ended_without_date"): (
        (
            "LAC01",
            1,
            83785,
            {"ssd_person": ALIVE, "ssd_cla_episodes": CARE.replace("S | | |", "S | | E4A |")},
        ),
    ),
    ("ssd_cla_episodes", "ended_without_reason"): (
        (
            "ADO02",
            0,
            1,
            {
                "ssd_person": ALIVE,
                "ssd_cla_episodes": CARE.replace("S | | |", "S | 2015-12-01 | |"),
            },
        ),
    ),
    ("ssd_cla_episodes", "care_before_birth"): (
        (
            "LAC01",
            1,
            83785,
            {"ssd_person": ALIVE.replace("2010-05-01", "2015-05-01"), "ssd_cla_episodes": CARE},
        ),
    ),
    ("ssd_cla_episodes", "entered_care_after_episode"): (
        (
            "LAC06",
            0,
            0,
            {
                "ssd_person": ALIVE,
                "ssd_cla_episodes": CARE.replace("C1 | 2014-03-03", "C1 | 2015-09-01"),
            },
        ),
    ),
    ("ssd_cla_episodes", "looked_after_without_date_of_birth"): (
        (
            "LAC01",
            0,
            83785,
            {"ssd_person": "person_id | pers_dob\nP1 |", "ssd_cla_episodes": CARE},
        ),
    ),
    ("ssd_cla_episodes", "looked_after_past_18"): (
        (
            "LAC01",
            0,
            83785,
            {"ssd_person": ALIVE.replace("2010-05-01", "1998-03-31"), "ssd_cla_episodes": CARE},
        ),
    ),
    ("ssd_legal_status", "short_break_beside_other_status"): (
        (
            "LAC01",
            0,
            83785,
            {
                "ssd_person": ALIVE,
                "ssd_cla_episodes": CARE,
                "ssd_legal_status": "status_id | person_id | lega_legal_status | start_date\n"
                "S1 | P1 | V4 | 2014-03-03\nS2 | P1 | V2 | 2015-03-03",
            },
        ),
    ),
    ("ssd_permanence", "order_before_placement"): (
        (
            "ADO01",
            0,
            0,
            {"ssd_person": ALIVE, "ssd_cla_episodes": CARE, "ssd_permanence": ADOPTION},
        ),
    ),
    # Ended, with no date of the end.
    ("ssd_cin_episodes", "closed_without_date"): (
        (
            "CIN01",
            1,
            83785,
            {
                "ssd_person": ALIVE,
                "ssd_cin_episodes": "referral_id | person_id | referral_date | close_reason\n"
                "R1 | P1 | 2015-09-01 | RC1",
            },
        ),
    ),
    ("ssd_early_help_episodes", "ended_without_date"): (
        (
            "EHA02",
            1,
            83785,
            {
                "ssd_person": ALIVE,
                "ssd_early_help_episodes": "episode_id | person_id | start_date | end_reason\n"
                "E1 | P1 | 2015-09-01 | NEEDS_MET",
            },
        ),
    ),
    # Outcomes of contacts that say nothing known.
    ("ssd_contacts", "contact_outcome_unknown"): (
        (
            "CON02",
            0,
            1,
            {
                "ssd_person": ALIVE,
                "ssd_contacts": "contact_id | person_id | contact_date | contact_outcome_json\n"
                'K1 | P1 | 2016-03-01 | {"SOMETHING": "Y"}',
            },
        ),
    ),
    ("ssd_contacts", "contact_outcome_answer_unknown"): (
        (
            "CON02",
            0,
            1,
            {
                "ssd_person": ALIVE,
                "ssd_contacts": "contact_id | person_id | contact_date | contact_outcome_json\n"
                'K1 | P1 | 2016-03-01 | {"NEW_REFERRAL_FLAG": "perhaps"}',
            },
        ),
    ),
    # Persons.
    ("ssd_person", "neither_born_nor_expected"): (
        (
            "LAC01",
            0,
            83785,
            {"ssd_person": "person_id | pers_dob\nP1 |", "ssd_cla_episodes": CARE},
        ),
    ),
    ("ssd_person", "born_in_future"): (
        (
            "ASM04",
            0,
            0,
            {
                "ssd_person": ALIVE.replace("2010-05-01", "2016-06-01"),
                "ssd_cin_assessments": "assessment_id | person_id | start_date | auth_date | "
                "child_seen\nA1 | P1 | 2015-11-02 | 2016-01-04 | Y",
            },
        ),
    ),
}


@pytest.fixture(scope="module")
def council() -> Council:
    return Council()


def test_every_warning_that_names_a_figure_is_held_to_it(contracts):
    naming = {
        (table, rule.id)
        for table, contract in contracts.items()
        for rule in contract.rules
        if rule.severity == "warning" and NAMED.search(rule.description + rule.impact)
    }
    assert naming == set(SENTENCES)


def test_every_figure_that_a_warning_names_is_looked_at(contracts):
    for (table, name), examples in SENTENCES.items():
        rule = next(each for each in contracts[table].rules if each.id == name)
        named = set(NAMED.findall(rule.description + rule.impact))
        assert named == {code for code, *_ in examples}, name


EXAMPLES = [
    pytest.param(table, rule, example, id=f"{rule}-{example[0]}-{number}")
    for (table, rule), examples in SENTENCES.items()
    for number, example in enumerate(examples, 1)
]


@pytest.mark.slow
@pytest.mark.parametrize(("table", "rule", "example"), EXAMPLES)
def test_the_figure_does_what_the_warning_says(council, table, rule, example):
    code, numerator, denominator, texts = example
    over, under = council.of(**texts).figure(code, "2016-03-31")
    assert (_number(over), _number(under)) == (numerator, denominator)


@pytest.mark.slow
def test_each_example_draws_its_warning(contracts, council):
    # All of them in one check, which takes as long as one: each under ids and a file of its own.
    parts = defaultdict(list)
    for each in EXAMPLES:
        for name, text in each.values[2][3].items():
            parts[name].append(_as_read(council, name, text, str(each.id)))
    found = check({name: pl.concat(each) for name, each in parts.items()}, contracts, EXTRACTED)
    drawn = set(found.issues.select("table", "rule", "file").iter_rows())
    assert {(*each.values[:2], each.id) for each in EXAMPLES} <= drawn


def _number(value: object) -> float | None:
    return None if value is None or value != value else float(value)  # type: ignore[arg-type]


def _as_read(council: Council, table: str, text: str, file: str) -> pl.DataFrame:
    """The rows as a source gives them: every cell a text, every column of the table there. Ids
    begin with the file's name, so that no two files speak of one child."""
    columns = council.contracts[table].columns
    rows = [
        [
            _cell(row.get(name), f"{file} " if column.is_id else "")
            for name, column in columns.items()
        ]
        for row in council.read(table, text)
    ]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    lines = pl.Series("_row", range(2, len(frame) + 2), dtype=pl.Int64)
    return frame.with_columns(pl.lit(file).alias("_file"), lines)


def _cell(value: object, before: str) -> str | None:
    if value is None:
        return None
    return before + (value.isoformat() if isinstance(value, date) else str(value))
