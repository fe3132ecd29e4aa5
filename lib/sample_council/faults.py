"""The slips that every council's extract holds: few, seeded, each of a kind that is met.

A fault is declared once here: the table, how many rows, and what goes wrong with their values.
They are spread over the whole table.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sample_council.chance import Chance
from sample_council.tables import COLUMNS, Text

Row = dict[str, str | None]
_TRIES = 400  # for a row on which the fault can happen


class PlantedFault(NamedTuple):
    """`spoil` changes a row's values in place and says whether it could."""

    table: str
    rows: int
    spoil: Callable[[Row], bool]


def becomes(column: str, value: str | None) -> Callable[[Row], bool]:
    """The value is this one, where there was one."""

    def spoil(row: Row) -> bool:
        was, row[column] = row[column], value
        return was is not None

    return spoil


def in_words(column: str, code: str, words: str) -> Callable[[Row], bool]:
    """Somebody wrote the words for this code."""

    def spoil(row: Row) -> bool:
        was = row[column]
        row[column] = words if was == code else was
        return was == code

    return spoil


def in_year(column: str, year: str) -> Callable[[Row], bool]:
    """The year was mistyped."""

    def spoil(row: Row) -> bool:
        was = row[column]
        row[column] = was and year + was[4:]
        return was is not None

    return spoil


def swap_dates(start: str, end: str) -> Callable[[Row], bool]:
    """Start and end were entered the wrong way round."""

    def spoil(row: Row) -> bool:
        row[start], row[end] = row[end], row[start]
        return row[start] is not None and row[start] != row[end]

    return spoil


def drop_end(end: str, reason: str, among: tuple[str, ...]) -> Callable[[Row], bool]:
    """The end was never entered, for one of these reasons."""

    def spoil(row: Row) -> bool:
        was, row[reason], row[end] = row[reason], None, None
        return was in among

    return spoil


FAULTS = (
    # Dates that are no dates, are missing, or are not of this time.
    PlantedFault("ssd_contacts", 6, becomes("cont_contact_date", "2014-13-01")),
    PlantedFault("ssd_contacts", 4, becomes("cont_contact_date", None)),
    PlantedFault("ssd_cin_assessments", 4, becomes("cina_assessment_start_date", "31/02/2015")),
    PlantedFault("ssd_cla_visits", 5, becomes("clav_cla_visit_date", "00/00/0000")),
    PlantedFault("ssd_cp_visits", 8, in_year("cppv_cp_visit_date", "2061")),
    PlantedFault("ssd_cin_visits", 7, in_year("cinv_cin_visit_date", "2051")),
    PlantedFault("ssd_person", 9, in_year("pers_dob", "2061")),
    # Placeholders for what is not known.
    PlantedFault("ssd_person", 14, becomes("pers_dob", "1900-01-01")),
    PlantedFault("ssd_cin_assessments", 6, becomes("cina_assessment_auth_date", "1900-01-01")),
    PlantedFault("ssd_involvements", 45, becomes("invo_involvement_end_date", "1900-01-01")),
    PlantedFault("ssd_care_leavers", 30, becomes("clea_pathway_plan_review_date", "1900-01-01")),
    PlantedFault("ssd_cla_health", 12, becomes("clah_health_check_status", "SSD_PH")),
    # Ends before it starts.
    PlantedFault("ssd_cin_episodes", 3, swap_dates("cine_referral_date", "cine_close_date")),
    PlantedFault(
        "ssd_cin_assessments",
        7,
        swap_dates("cina_assessment_start_date", "cina_assessment_auth_date"),
    ),
    PlantedFault("ssd_cp_plans", 2, swap_dates("cppl_cp_plan_start_date", "cppl_cp_plan_end_date")),
    PlantedFault(
        "ssd_cla_placement",
        3,
        swap_dates("clap_cla_placement_start_date", "clap_cla_placement_end_date"),
    ),
    PlantedFault(
        "ssd_missing",
        4,
        swap_dates("miss_missing_episode_start_date", "miss_missing_episode_end_date"),
    ),
    # Care that ended at 18 and was not closed.
    PlantedFault(
        "ssd_cla_episodes",
        5,
        drop_end("clae_cla_episode_ceased_date", "clae_cla_episode_ceased_reason", ("E17", "E6")),
    ),
    # Codes that are on no list.
    PlantedFault("ssd_person", 35, becomes("pers_ethnicity", "UNKN")),
    PlantedFault("ssd_person", 8, becomes("pers_sex", "I")),
    PlantedFault("ssd_cin_episodes", 22, becomes("cine_referral_source_code", "11")),
    PlantedFault("ssd_cin_episodes", 9, becomes("cine_cin_primary_need_code", "N10")),
    PlantedFault("ssd_cp_plans", 5, becomes("cppl_cp_plan_latest_category", "OTH")),
    PlantedFault("ssd_cla_placement", 6, becomes("clap_cla_placement_type", "U9")),
    PlantedFault("ssd_disability", 5, becomes("disa_disability_code", "ADHD")),
    PlantedFault("ssd_cin_assessments", 12, becomes("cina_assessment_team", "DUTY")),
    # Rows that point to nobody, and an answer cut off.
    PlantedFault("ssd_cp_visits", 6, becomes("cppv_person_id", "9999999")),
    PlantedFault("ssd_involvements", 10, becomes("invo_professional_id", "W99999")),
    PlantedFault("ssd_cin_plans", 4, becomes("cinp_referral_id", "R9999999")),
    PlantedFault("ssd_cla_health", 3, becomes("clah_person_id", None)),
    PlantedFault(
        "ssd_contacts", 5, becomes("cont_contact_outcome_json", '{"NEW_REFERRAL_FLAG":"Y","CO')
    ),
)
# Slips of the systems beside the case system: early help, HR and supervision.
LOCAL_FAULTS = (
    PlantedFault(
        "ssd_early_help_episodes", 3, swap_dates("earl_episode_start_date", "earl_episode_end_date")
    ),
    PlantedFault("ext_eh_assessment", 4, swap_dates("eha_start_date", "eha_completed_date")),
    PlantedFault("ext_eh_assessment", 6, becomes("eha_completed_date", "1900-01-01")),
    PlantedFault("ext_eh_assessment", 5, becomes("eha_type", "EHM")),
    PlantedFault("ext_eh_closure", 7, becomes("ehc_outcome", "CLOSED")),
    PlantedFault("ext_workforce_post", 3, becomes("wfp_fte_in_post", "10.0")),
    PlantedFault("ext_workforce_post", 5, becomes("wfp_role", "QSW")),
    PlantedFault("ext_workforce_absence", 4, becomes("wfa_wd_lost", "200.0")),
    PlantedFault("ext_supervision", 9, in_year("sup_date", "2061")),
    PlantedFault("ext_supervision", 8, becomes("sup_person_id", "9999999")),
    PlantedFault("ext_supervision", 7, becomes("sup_type", "1-1")),
)
# Slips on the forms of quality assurance.
QA_FAULTS = (
    PlantedFault("qa_audit", 3, swap_dates("aud_completed_at", "aud_form_submitted_at")),
    PlantedFault("qa_audit", 2, becomes("aud_completed_at", None)),
    PlantedFault("qa_audit", 2, becomes("aud_overall_grade", "GODO")),
    PlantedFault("qa_audit", 4, becomes("aud_worker_id", None)),
    PlantedFault(
        "qa_audit_judgement",
        25,
        in_words("auj_grade", "REQUIRES_IMPROVEMENT", "Requires improvement"),
    ),
    PlantedFault("qa_audit_judgement", 4, becomes("auj_grade", "RQI")),
    PlantedFault("qa_action", 3, swap_dates("act_raised_on", "act_due_on")),
    PlantedFault("qa_action", 3, becomes("act_due_on", None)),
    PlantedFault("qa_finding", 4, becomes("fin_kq", "KQ7")),
    PlantedFault("qa_observation", 2, in_year("obs_at", "2061")),
    PlantedFault("qa_observation", 3, becomes("obs_overall_grade", None)),
    PlantedFault("qa_dip_sample", 2, swap_dates("dip_sample_n", "dip_met_n")),
    PlantedFault("qa_exception_alert", 2, becomes("exc_person_id", "9999999")),
    PlantedFault("qa_meeting_monitoring", 3, becomes("mon_meeting_id", "Z9999999")),
    PlantedFault("qa_meeting_monitoring", 4, becomes("mon_child_attended", "PN9")),
    PlantedFault("qa_meeting_monitoring", 2, becomes("mon_meeting_date", None)),
)
# Rows that were loaded twice, and referrals that were entered twice on a day (under another id).
LOADED_TWICE = (
    ("ssd_contacts", 9),
    ("ssd_cin_visits", 8),
    ("ssd_cp_visits", 7),
    ("ssd_cin_assessments", 5),
    ("ssd_cp_plans", 2),
    ("ssd_involvements", 6),
)
LOCALLY_TWICE = (("ext_eh_assessment", 4), ("ext_supervision", 7))
FORMS_TWICE = (("qa_meeting_monitoring", 5), ("qa_finding", 3))
ENTERED_TWICE = ("ssd_cin_episodes", 7)


def spoil(tables: Text, seed: str) -> int:
    """Puts the faults into tables of text (rows of values); returns how many rows have one."""
    chance, local = Chance(f"{seed}/faults"), Chance(f"{seed}/faults of local tables")
    count = _spoil_all(tables, FAULTS, LOADED_TWICE, chance)
    count += _spoil_all(tables, LOCAL_FAULTS, LOCALLY_TWICE, local)
    forms = Chance(f"{seed}/faults of quality assurance")
    count += _spoil_all(tables, QA_FAULTS, FORMS_TWICE, forms)
    table, times = ENTERED_TWICE
    rows = tables[table]
    rows += [[f"{row[0]}B", *row[1:]] for row in (chance.pick(rows) for _ in range(times))]
    return count + times


def _spoil_all(
    tables: Text, faults: Sequence[PlantedFault], twice: Sequence[tuple[str, int]], chance: Chance
) -> int:
    count = sum(_spoil(tables[fault.table], fault, chance) for fault in faults)
    for table, times in twice:
        rows = tables[table]
        rows += [rows[chance.below(len(rows))] for _ in range(times)]
        count += times
    return count


def _spoil(rows: list[list[str | None]], fault: PlantedFault, chance: Chance) -> int:
    """Spoils as many rows as the fault says, as far as it finds some; returns how many."""
    columns, done = COLUMNS[fault.table], 0
    for _ in range(_TRIES):
        place = chance.below(len(rows))
        row: Row = dict(zip(columns, rows[place], strict=True))
        if fault.spoil(row):
            rows[place] = [row[column] for column in columns]
            done += 1
        if done == fault.rows:
            break
    return done
