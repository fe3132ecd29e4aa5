"""The columns that may rightly be empty in every row of a table, and what stands in for them.

Everything else that a figure reads is needed: without it the figure is not available. For a column
named here the figure is computed, and held for data quality until somebody has looked: an extract
that lost the column looks the same as one that has nothing to say in it. A council for which it is
right says so (`rightly_empty` in params/council.yml). Where an empty column is no reason for doubt,
or does no harm, the figure is given with a remark instead (`held=False`).
"""

from collections.abc import Collection
from dataclasses import dataclass

from litmus.indicators.reads import DENOMINATOR, NUMERATOR


@dataclass(frozen=True)
class Optional:
    """`instead` says what is taken where the column is empty, after "... is empty in all rows: ".

    `told_by` is a column that is filled where this one should be: beside it, an empty column is
    wrong in any case; where it is empty, too, and there are fewer than `TOO_FEW` rows, nothing can
    be told, and the figure is given with a remark. `needed_for` are the parts of a figure
    (`litmus.indicators.reads`) for which there is nothing instead: there, it is not available.
    `is_end`: the column says when what began ended, so that ends keep pace with beginnings.
    """

    instead: str
    held: bool = True
    told_by: str | None = None
    needed_for: frozenset[str] = frozenset()
    is_end: bool = False


# Of so few spells it may well be that none has ended. The figures of a council that has so few rows
# in a table are read row by row anyway, and the remark stands with them; a table of any size that a
# council's figures are about has more, and there an end date that is empty throughout holds.
TOO_FEW = 5

# Columns that are filled in when something ends: in the latest year they are as empty as the date
# of the end is, and are measured by the rows that have one.
FILLED_WITH = {
    "ssd_cin_episodes.cine_close_reason": "cine_close_date",
    "ssd_cin_assessments.cina_assessment_child_seen": "cina_assessment_auth_date",
    "ssd_s47_enquiry.s47e_s47_nfa": "s47e_s47_end_date",
    "ssd_missing.miss_missing_rhi_offered": "miss_missing_episode_end_date",
    "ssd_cla_episodes.clae_cla_episode_ceased_reason": "clae_cla_episode_ceased_date",
    "ssd_early_help_episodes.earl_episode_end_reason": "earl_episode_end_date",
}


def _end(what: str, reason: str = "") -> Optional:
    return Optional(f"every {what} counts as open", told_by=reason, is_end=True)


# A flag that takes cases out does so for few; one that the numerator counts has to be there.
_COUNTED = frozenset({NUMERATOR, DENOMINATOR})

OPTIONAL = {
    # An empty end means that it goes on.
    "ssd_cin_episodes.cine_close_date": _end(
        "episode of need", "ssd_cin_episodes.cine_close_reason"
    ),
    "ssd_cin_assessments.cina_assessment_auth_date": _end("assessment"),
    "ssd_cin_plans.cinp_cin_plan_end_date": _end("child in need plan"),
    "ssd_s47_enquiry.s47e_s47_end_date": _end("enquiry"),
    "ssd_cp_plans.cppl_cp_plan_end_date": _end("child protection plan"),
    "ssd_cla_episodes.clae_cla_episode_ceased_date": _end(
        "episode of care", "ssd_cla_episodes.clae_cla_episode_ceased_reason"
    ),
    "ssd_cla_placement.clap_cla_placement_end_date": _end("placement"),
    "ssd_legal_status.lega_legal_status_end_date": _end("legal status"),
    "ssd_immigration_status.immi_immigration_status_end_date": _end("immigration status"),
    "ssd_early_help_episodes.earl_episode_end_date": _end(
        "early help episode", "ssd_early_help_episodes.earl_episode_end_reason"
    ),
    "ssd_involvements.invo_involvement_end_date": _end("involvement"),
    "ssd_missing.miss_missing_episode_end_date": _end("absence"),
    "ref_team_service.rts_valid_to": Optional("the latest service of each team counts", held=False),
    # Flags that take cases out of a figure, and their reasons.
    "ssd_cin_episodes.cine_referral_nfa": Optional(
        "every referral counts as one that led to something", needed_for=_COUNTED
    ),
    "ssd_cp_plans.cppl_cp_plan_ola": Optional(
        "every plan counts as one of this authority", needed_for=frozenset()
    ),
    "ssd_initial_cp_conference.icpc_icpc_transfer_in": Optional(
        "no conference counts as a transfer in", needed_for=_COUNTED
    ),
    "ssd_cla_reviews.clar_cla_review_cancelled": Optional(
        "no review counts as cancelled", needed_for=frozenset()
    ),
    # An extract in which nobody died cannot be told from one that does not say so. Where a council
    # closes what a child who died had open, nothing is lost; where it does not, a rule lists them
    # as soon as the date is there.
    "ssd_person.pers_death_date": Optional(
        "nobody counts as having died, but by the end of the episode or plan", held=False
    ),
    # What has a substitute in the definition.
    "ssd_involvements.invo_professional_team": Optional(
        "the policy interval of no service in particular counts"
    ),
    "ssd_contacts.cont_contact_outcome_json": Optional(
        "a referral by the end of the next working day counts as the outcome of a contact"
    ),
    "ssd_cp_reviews.cppr_cp_plan_id": Optional(
        "a review belongs to the child's plan in which its date lies", held=False
    ),
    "ssd_cla_placement.clap_cla_placement_distance": Optional(
        "the distance of the postcode lookup counts alone", needed_for=frozenset()
    ),
    "ext_placement_location.plo_distance_miles": Optional(
        "the distance recorded with the placement counts alone"
    ),
    "ssd_permanence.perm_adopted_by_carer_flag": Optional(
        "nobody counts as adopted by the foster carers"
    ),
    "ssd_permanence.perm_placed_foster_carer_date": Optional(
        "the date of the placement for adoption counts, also for adoption by foster carers"
    ),
    # Of no figure of the whole council.
    "ssd_person.pers_expected_dob": Optional(
        "a child without a date of birth is in no age band", held=False
    ),
    "ext_eh_assessment.eha_episode_id": Optional(
        "the family of the child's latest assessment counts", held=False
    ),
}
IN_ADDITION = Optional("the table is left out")


def stand_in(column: str, parts: frozenset[str], optional: Collection[str]) -> Optional | None:
    """What stands in for a column in these parts of a figure, if anything does.

    `parts` are those of `litmus.indicators.reads`; `optional` the tables that a figure takes in
    addition where they are there.
    """
    declared = OPTIONAL.get(column)
    if declared and not parts & declared.needed_for:
        return declared
    return IN_ADDITION if column.partition(".")[0] in optional else None
