"""A small council with every table that a figure reads: few rows, but something of each kind.

Fixed and made by hand, so that each figure has a numerator, a denominator and somebody left out,
and losing any column that it stands on would move it. S is 31 March 2016; the data go to the end of
the year, so that nothing is provisional.
"""

from datetime import date, timedelta

import polars as pl

S = date(2016, 3, 31)
DATA_TO = date(2016, 12, 31)
Rows = list[dict[str, str | None]]


def day(back: int) -> str:
    """So many days before S."""
    return (S - timedelta(days=back)).isoformat()


def tables() -> dict[str, pl.DataFrame]:
    """Every table as text, as a reader gives it."""
    made = {
        **_people(), **_early_help(), **_need(), **_protection(), **_care(), **_care_events(),
        **_permanence(), **_leavers(), **_workforce(),
    }  # fmt: skip
    return {
        name: pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
        for name, rows in made.items()
    }


def _people() -> dict[str, Rows]:
    people: Rows = []
    for n in range(1, 31):
        years = 19 + n % 2 if n > 24 else 1 + n % 14
        people.append(
            {
                "pers_person_id": f"P{n}",
                "pers_sex": "MF"[n % 2],
                "pers_ethnicity": ("WBRI", "AIND", "BCRB")[n % 3],
                "pers_dob": None if n == 24 else day(365 * years + 100 + n),
                "pers_expected_dob": day(-60) if n == 24 else None,
                "pers_death_date": day(20) if n == 23 else None,
            }
        )
    disabilities = [
        {"disa_table_id": f"D{n}", "disa_person_id": f"P{n}", "disa_disability_code": code}
        for n, code in enumerate(("LD", "NONE", "AUT", "NONE", "HEAR", "NONE"), 1)
    ]
    return {"ssd_person": people, "ssd_disability": disabilities}


def _early_help() -> dict[str, Rows]:
    outcomes = ("NEEDS_MET", "STEP_UP_CSC", "MOVED", "NEEDS_MET", "DISENGAGED", "STEP_UP_CSC")
    return {
        "ssd_early_help_episodes": [
            {
                "earl_episode_id": f"EH{n}",
                "earl_person_id": f"P{n}",
                "earl_episode_start_date": day(200 + n),
                "earl_episode_end_date": day(30 + n) if n % 3 == 0 else None,
                "earl_episode_end_reason": "done" if n % 3 == 0 else None,
            }
            for n in range(1, 25)
        ]
        + [
            {
                "earl_episode_id": f"EH{n}",
                "earl_person_id": f"P{again}",
                "earl_episode_start_date": day(began),
                "earl_episode_end_date": None,
                "earl_episode_end_reason": None,
            }
            # Lately: P1 eleven days after a case was closed.
            for n, again, began in ((25, 1, 40), (26, 29, 10))
        ],
        "ext_eh_assessment": [
            {
                "eha_id": f"A{n}",
                "eha_person_id": f"P{n}",
                "eha_family_id": f"F{n // 2}",
                "eha_episode_id": f"EH{n}",
                "eha_start_date": day(60 + n),
                "eha_completed_date": day(n) if n % 4 else None,
                "eha_type": "CAF",
            }
            for n in range(1, 25)
        ],
        "ext_eh_closure": [
            {
                "ehc_episode_id": f"EH{n}",
                "ehc_person_id": f"P{n}",
                "ehc_closed_date": day(2 * n),
                "ehc_outcome": outcomes[n % 6],
            }
            for n in range(1, 25)
        ],
    }


def _need() -> dict[str, Rows]:
    contacts: Rows = [
        {
            "cont_contact_id": f"K{n}",
            "cont_person_id": f"P{n}",
            "cont_contact_date": day(n),
            "cont_contact_outcome_json": (
                '{"NEW_REFERRAL_FLAG":"Y"}', '{"NFA_FLAG":"Y","NEW_REFERRAL_FLAG":"N"}', None
            )[n % 3],
        }
        for n in range(1, 25)
    ]  # fmt: skip
    episodes: Rows = []
    for n in range(1, 23):
        episodes.append(
            {
                "cine_referral_id": f"R{n}",
                "cine_person_id": f"P{n}",
                "cine_referral_date": day(900 if n % 5 == 0 else n if n % 6 == 0 else 90 + 5 * n),
                "cine_referral_nfa": "Y" if n % 7 == 0 else "N",
                "cine_close_reason": "RC8" if n % 4 == 1 else None,
                "cine_close_date": day(50 + n) if n % 4 == 1 else None,
                "cine_referral_team": f"T{1 + n % 3}",
            }
        )
        if n % 4 == 1:  # and again
            again = {**episodes[-1], "cine_referral_id": f"R{n}b", "cine_referral_date": day(n)}
            episodes.append({**again, "cine_close_reason": None, "cine_close_date": None})
    episodes.append({**episodes[-1], "cine_referral_id": "R23", "cine_person_id": "P23"})
    assessments: Rows = [
        {
            "cina_assessment_id": f"A{n}",
            "cina_person_id": f"P{n}",
            "cina_referral_id": f"R{n}",
            "cina_assessment_start_date": day(30 + 5 * n),
            "cina_assessment_child_seen": "YN"[n % 3 == 0],
            "cina_assessment_auth_date": day(25 if n % 2 else 2 * n) if n % 5 else None,
            "cina_assessment_team": f"T{1 + n % 3}",
        }
        for n in range(1, 23)
    ]
    plans: Rows = [
        {
            "cinp_cin_plan_id": f"N{n}",
            "cinp_referral_id": f"R{n}",
            "cinp_person_id": f"P{n}",
            "cinp_cin_plan_start_date": day(60 if n != 3 else 10),
            "cinp_cin_plan_end_date": day(n) if n % 4 == 0 else None,
            "cinp_cin_plan_team": "T2",
        }
        for n in range(1, 20)
    ]
    visits: Rows = [
        {
            "cinv_cin_visit_id": f"V{n}",
            "cinv_person_id": f"P{n}",
            "cinv_cin_visit_date": day(4 * n),
            "cinv_cin_visit_seen": "YN"[n % 3 == 0],
        }
        for n in range(1, 20)
    ]
    return {
        "ssd_contacts": contacts,
        "ssd_cin_episodes": episodes,
        "ssd_cin_assessments": assessments,
        "ssd_cin_plans": plans,
        "ssd_cin_visits": visits,
    }


def _protection() -> dict[str, Rows]:
    enquiries: Rows = [
        {
            "s47e_s47_enquiry_id": f"Q{n}",
            "s47e_referral_id": f"R{n}",
            "s47e_person_id": f"P{n}",
            "s47e_s47_start_date": day(100 + n),
            "s47e_s47_end_date": day(100 - 4 * n) if n % 6 else None,
            "s47e_s47_nfa": "YN"[n % 3 > 0],
            "s47e_s47_completed_by_team": "T1",
        }
        for n in range(1, 19)
    ]
    conferences: Rows = [
        {
            "icpc_icpc_id": f"I{n}",
            "icpc_s47_enquiry_id": f"Q{n}" if n % 5 else None,
            "icpc_person_id": f"P{n}",
            "icpc_icpc_transfer_in": "YN"[n % 4 > 0],
            "icpc_icpc_date": day(100 - 4 * n) if n % 7 else None,
        }
        for n in range(1, 13)
    ]
    plans: Rows = [
        {
            "cppl_cp_plan_id": f"C{n}",
            "cppl_referral_id": f"R{n}",
            "cppl_icpc_id": f"I{n}",
            "cppl_person_id": f"P{1 + n % 9}",
            "cppl_cp_plan_start_date": day(1000 - 3 * n if n % 5 == 0 else 200 - 10 * n),
            "cppl_cp_plan_end_date": day(5 + n) if n % 3 == 0 or n % 5 == 0 else None,
            "cppl_cp_plan_ola": "YN"[n % 8 > 0],
            "cppl_cp_plan_initial_category": "NEG",
            "cppl_cp_plan_latest_category": "NEG",
        }
        for n in range(1, 17)
    ]
    visits: Rows = [
        {
            "cppv_cp_visit_id": f"W{n}",
            "cppv_person_id": f"P{1 + n % 9}",
            "cppv_cp_plan_id": f"C{1 + n % 16}",
            "cppv_cp_visit_date": day(n),
            "cppv_cp_visit_seen": "YN"[n % 4 == 0],
            "cppv_cp_visit_seen_alone": "YN"[n % 3 == 0],
        }
        for n in range(1, 40)
    ]
    reviews: Rows = [
        {
            "cppr_cp_review_id": f"X{n}",
            "cppr_person_id": plan["cppl_person_id"],
            "cppr_cp_plan_id": plan["cppl_cp_plan_id"] if n % 3 else None,
            "cppr_cp_review_date": day(60 + 2 * n),
        }
        for n, plan in enumerate(plans, 1)
    ]
    history: Rows = [
        {
            "cph_person_id": f"P{n}",
            "cph_as_at": day(300),
            "cph_previous_plans_total": "01"[n % 2],
            "cph_last_plan_end_date": day(500) if n % 2 else None,
        }
        for n in range(1, 9)
    ]
    return {
        "ssd_s47_enquiry": enquiries,
        "ssd_initial_cp_conference": conferences,
        "ssd_cp_plans": plans,
        "ssd_cp_visits": visits,
        "ssd_cp_reviews": reviews,
        "ext_cp_history": history,
    }


def _care() -> dict[str, Rows]:
    episodes: Rows = []
    placements: Rows = []
    for n in range(8, 23):
        entered = day(1200 if n % 2 else 300)
        moves = 4 if n % 4 == 0 else 1 if n % 8 == 1 else 2
        for move in range(moves):
            first, last = day(250 - 60 * move), day(190 - 60 * move)
            ends = move < moves - 1 or n % 5 == 0
            start = entered if move == 0 else first
            shared = {"clae_person_id": f"P{n}", "clae_cla_id": f"CLA{n}"}
            reason = "E11" if n % 10 == 0 else "E4A"
            episodes.append(
                {
                    "clae_cla_episode_id": f"E{n}-{move}",
                    **shared,
                    "clae_cla_placement_id": f"L{n}-{move}",
                    "clae_cla_episode_start_date": start,
                    "clae_cla_episode_start_reason": "SPPP"[move],
                    "clae_cla_episode_ceased_date": last if ends else None,
                    "clae_cla_episode_ceased_reason": (
                        None if not ends else "X1" if move < moves - 1 else reason
                    ),
                    "clae_entered_care_date": entered,
                }
            )
            placements.append(
                {
                    "clap_cla_placement_id": f"L{n}-{move}",
                    "clap_cla_id": f"CLA{n}",
                    "clap_person_id": f"P{n}",
                    "clap_cla_placement_start_date": start,
                    "clap_cla_placement_end_date": last if ends else None,
                    "clap_cla_placement_type": "T0"
                    if n == 16 and move
                    else "U4"
                    if n % 2
                    else "U6",
                    "clap_cla_placement_distance": "30.0" if n % 3 == 0 else "5.0",
                }
            )
    for n in (25, 26, 27, 28):  # once in care
        episodes.append(
            {
                **episodes[0], "clae_cla_episode_id": f"E{n}", "clae_person_id": f"P{n}",
                "clae_cla_id": f"CLA{n}", "clae_cla_episode_ceased_date": day(n),
                "clae_cla_episode_ceased_reason": "E11" if n % 2 else "E8",
            }
        )  # fmt: skip
    statuses: Rows = [
        {
            "lega_legal_status_id": f"G{n}",
            "lega_person_id": f"P{n}",
            "lega_legal_status": "V4" if n in (11, 27) else "C2",
            "lega_legal_status_start_date": day(1200),
            "lega_legal_status_end_date": day(30) if n in (13, 25, 26, 27, 28) else None,
        }
        for n in [*range(8, 23), 25, 26, 27, 28]
    ]
    return {
        "ssd_cla_episodes": episodes,
        "ssd_cla_placement": placements,
        "ssd_legal_status": statuses,
        "ext_placement_location": [
            {
                "plo_placement_id": each["clap_cla_placement_id"],
                "plo_in_out": "OUT" if n % 2 else "IN",
                "plo_distance_miles": "25.0" if n % 4 == 1 else "3.0" if n % 4 == 2 else None,
            }
            for n, each in enumerate(placements)
        ],
        "ssd_immigration_status": [
            {
                "immi_immigration_status_id": f"Y{n}",
                "immi_person_id": f"P{n}",
                "immi_immigration_status": "UASC" if n % 2 else "EU settled",
                "immi_immigration_status_start_date": day(400),
                "immi_immigration_status_end_date": day(100) if n == 15 else None,
            }
            for n in range(14, 20)
        ],
    }


def _care_events() -> dict[str, Rows]:
    children = range(8, 23)
    return {
        "ssd_cla_reviews": [
            {
                "clar_cla_review_id": f"RV{n}-{k}",
                "clar_cla_id": f"CLA{n}",
                "clar_cla_person_id": f"P{n}",
                "clar_cla_review_date": day(285 - 91 * k) if n % 9 else None,
                "clar_cla_review_cancelled": "YN"[(n + k) % 7 > 0],
                "clar_cla_review_participation": ("PN1", "PN4", "PN0", "PN6")[(n + k) % 4],
            }
            for n in children
            for k in range(4)
        ],
        "ssd_cla_visits": [
            {
                "clav_cla_visit_id": f"VI{n}-{k}",
                "clav_person_id": f"P{n}",
                "clav_cla_visit_date": day(k * 60 + 5 * (n % 4)),
            }
            for n in children
            for k in range(5)
        ],
        "ssd_cla_health": [
            {
                "clah_health_check_id": f"H{n}-{kind}",
                "clah_person_id": f"P{n}",
                "clah_health_check_type": kind,
                "clah_health_check_date": day(20 * n) if n % 8 else None,
                "clah_health_check_status": "Completed" if n % 3 else "Planned",
            }
            for n in children
            for kind in ("HEALTH", "DENTAL")
        ],
        "ssd_missing": [
            {
                "miss_table_id": f"M{n}",
                "miss_person_id": f"P{n}",
                "miss_missing_episode_start_date": day(n + 2),
                "miss_missing_episode_type": "A" if n % 6 == 0 else "M",
                "miss_missing_episode_end_date": day(n) if n % 7 else None,
                "miss_missing_rhi_offered": ("Y", "N", "NA")[n % 3],
            }
            for n in children
        ],
    }


def _permanence() -> dict[str, Rows]:
    return {
        "ssd_permanence": [
            {
                "perm_table_id": f"Z{n}",
                "perm_person_id": f"P{n}",
                "perm_cla_id": f"CLA{n}",
                "perm_placement_order_date": day(200 + n),
                "perm_matched_date": day(150 - n),
                "perm_placed_for_adoption_date": day(120 + n),
                "perm_adopted_by_carer_flag": "YN"[n % 2],
                "perm_placed_foster_carer_date": day(180) if n % 2 == 0 else None,
                "perm_permanence_order_date": day(n) if n % 3 else None,
                "perm_permanence_order_type": "Adoption",
            }
            for n in (10, 20, 25, 26, 27, 28)
        ]
    }


def _leavers() -> dict[str, Rows]:
    return {
        "ssd_care_leavers": [
            {
                "clea_table_id": f"CL{n}",
                "clea_person_id": f"P{n}",
                "clea_care_leaver_eligibility": "Former Relevant" if n % 4 else "Qualifying",
                "clea_care_leaver_in_touch": ("YES", "NO", "DIED")[n % 3],
                "clea_care_leaver_latest_contact": day(n),
                "clea_care_leaver_accom_suitable": "12"[n % 2],
                "clea_care_leaver_activity": "F1" if n % 2 else "G4",
                "clea_pathway_plan_review_date": day(100 if n % 2 else 300),
                "clea_care_leaver_allocated_team": "T3",
            }
            for n in range(25, 31)
        ]
    }


def _workforce() -> dict[str, Rows]:
    return {
        "ssd_department": [
            {"dept_team_id": f"T{n}", "dept_team_name": f"Team {n}"} for n in range(1, 4)
        ],
        "ref_team_service": [
            {
                "rts_team_id": f"T{n}",
                "rts_service": ("DAS", "CIN", "LAC")[n - 1],
                "rts_valid_from": day(2000),
                "rts_valid_to": day(-1000) if n == 2 else None,
            }
            for n in range(1, 4)
        ],
        "ssd_professionals": [
            {"prof_professional_id": f"S{n}", "prof_full_time_equivalency": "1.0"}
            for n in range(1, 7)
        ],
        "ssd_involvements": [
            {
                "invo_involvements_id": f"O{n}",
                "invo_professional_id": f"S{1 + n % 6}" if n % 11 else None,
                "invo_professional_role_id": "CW" if n % 5 else "IRO",
                "invo_professional_team": f"T{1 + n % 3}",
                "invo_person_id": f"P{n}",
                "invo_involvement_start_date": day(10 if n % 9 == 0 else 150),
                "invo_involvement_end_date": day(3) if n % 7 == 0 else None,
            }
            for n in range(1, 31)
        ],
        "ext_supervision": [
            {
                "sup_id": f"U{n}",
                "sup_person_id": f"P{n}",
                "sup_professional_id": "S1",
                "sup_date": day(2 * n),
                "sup_type": "CASE" if n % 4 else "PERSONAL",
                "sup_decision_yn": "YN"[n % 3 == 0],
            }
            for n in range(1, 31)
        ],
        "ext_workforce_post": [
            {
                "wfp_post_id": f"J{n}",
                "wfp_as_at": S.isoformat(),
                "wfp_team_id": f"T{1 + n % 3}",
                "wfp_role": "SW",
                "wfp_fte_in_post": "0.0" if n == 7 else "1.0" if n % 2 else "0.5",
                "wfp_agency_yn": "YN"[n % 4 > 0],
                "wfp_vacant_fte": "1.0" if n == 7 else "0.0",
                "wfp_case_holding_yn": "YN"[n % 5 == 0],
            }
            for n in range(1, 13)
        ],
    }
