"""What an SSDA903 return cannot say, and how what it can say was read: in plain sentences."""

from litmus.intake.sources.ssda903.returns import Return

ONLY_LOOKED_AFTER = "an SSDA903 return is about children looked after and care leavers only"
NO_WORKERS = "an SSDA903 return does not name teams, and workers only from 2024 on"

# By table, or by table.column where the table is there but the return lacks the column.
NOT_IN_A_RETURN = {
    **dict.fromkeys(
        (
            "ssd_contacts",
            "ssd_early_help_episodes",
            "ssd_cin_episodes",
            "ssd_cin_assessments",
            "ssd_cin_plans",
            "ssd_cin_visits",
            "ssd_s47_enquiry",
            "ssd_initial_cp_conference",
            "ssd_cp_plans",
            "ssd_cp_visits",
            "ssd_cp_reviews",
        ),
        ONLY_LOOKED_AFTER,
    ),
    **dict.fromkeys(("ssd_involvements", "ssd_professionals", "ssd_department"), NO_WORKERS),
    "ssd_disability": "an SSDA903 return does not record children's disabilities",
    "ssd_cla_visits": "an SSDA903 return does not record social workers' visits",
    "ssd_cla_health": (
        "an SSDA903 return says whether a child had a health assessment or a dental check in the "
        "year (OC2), but not when"
    ),
    "ssd_cla_reviews.clar_cla_review_due_date": (
        "an SSDA903 return does not say when a review is due"
    ),
    "ssd_cla_reviews.clar_cla_review_cancelled": (
        "an SSDA903 return lists the reviews that were held, and no others"
    ),
    "ssd_person.pers_death_date": (
        "an SSDA903 return says by the end of care (E2) that a child died, and not the day"
    ),
    "ssd_cla_placement.clap_cla_placement_distance": (
        "the files of an SSDA903 return have postcodes, not distances"
    ),
    "ssd_missing.miss_missing_rhi_offered": (
        "an SSDA903 return does not record return home interviews"
    ),
    "ssd_missing.miss_missing_rhi_accepted": (
        "an SSDA903 return does not record return home interviews"
    ),
    "ssd_care_leavers.clea_pathway_plan_review_date": (
        "an SSDA903 return does not record pathway plans"
    ),
    "ssd_permanence.perm_placed_foster_carer_date": (
        "an SSDA903 return does not say when a child moved to foster carers who later adopted"
    ),
}

# The tables that rest on one file of the return alone.
FILE_OF = {
    "ssd_cla_reviews": "Reviews",
    "ssd_missing": "Missing",
    "ssd_care_leavers": "OC3",
    "ssd_immigration_status": "UASC",
}

# How a table was read, where the return leaves room.
READINGS = {
    "ssd_care_leavers": (
        "A care leaver's situation (OC3) has no date in the return: it is placed on the 17th to "
        "21st birthday in the year of the return."
    ),
    "ssd_immigration_status": (
        "The return does not say when a child became an unaccompanied asylum seeker: it is taken "
        "to be the start of the first known period of care."
    ),
    "ssd_cla_placement": (
        "A child who goes back from a temporary placement (T0 to T4) to the same address, provider "
        "and kind of placement is in the same placement as before."
    ),
}


def missing_files(returns: list[Return]) -> dict[str, str]:
    """The tables whose only file no return has, with the reason."""
    given = {file for one in returns for file in one.files}
    return {
        table: f"there is no {file} file among the files of the return"
        for table, file in FILE_OF.items()
        if file not in given
    }
