"""The tables as a council's extract holds them: every value text, dates as ISO dates.

Names and columns are those of the Standard Safeguarding Dataset and of its local extensions.
"""

import hashlib
import io
from pathlib import Path
from typing import Any

import polars as pl

from litmus.base import files
from litmus.base.errors import LitmusError
from sample_council import qa_columns as qa
from sample_council.days import ISO

Text = dict[str, list[list[str | None]]]

COLUMNS = {
    name: tuple(f"{prefix}_{column}" for column in columns.split())
    for name, prefix, columns in (
        ("ssd_person", "pers", "person_id legacy_id upn sex ethnicity dob expected_dob death_date"),
        ("ssd_disability", "disa", "table_id person_id disability_code"),
        (
            "ssd_immigration_status",
            "immi",
            "immigration_status_id person_id immigration_status_start_date "
            "immigration_status_end_date immigration_status",
        ),
        (
            "ssd_contacts",
            "cont",
            "contact_id person_id contact_date contact_source_code contact_outcome_json",
        ),
        (
            "ssd_cin_episodes",
            "cine",
            "referral_id person_id referral_date cin_primary_need_code referral_source_code "
            "referral_nfa close_reason close_date referral_team referral_worker_id",
        ),
        (
            "ssd_cin_assessments",
            "cina",
            "assessment_id person_id referral_id assessment_start_date assessment_child_seen "
            "assessment_auth_date assessment_outcome_nfa assessment_team assessment_worker_id",
        ),
        (
            "ssd_cin_plans",
            "cinp",
            "cin_plan_id referral_id person_id cin_plan_start_date cin_plan_end_date "
            "cin_plan_team cin_plan_worker_id",
        ),
        (
            "ssd_cin_visits",
            "cinv",
            "cin_visit_id person_id cin_visit_date cin_visit_seen cin_visit_seen_alone",
        ),
        (
            "ssd_s47_enquiry",
            "s47e",
            "s47_enquiry_id referral_id person_id s47_start_date s47_end_date s47_nfa "
            "s47_completed_by_team s47_completed_by_worker_id",
        ),
        (
            "ssd_initial_cp_conference",
            "icpc",
            "icpc_id icpc_meeting_id s47_enquiry_id person_id cp_plan_id referral_id "
            "icpc_transfer_in icpc_target_date icpc_date icpc_outcome_cp_flag",
        ),
        (
            "ssd_cp_plans",
            "cppl",
            "cp_plan_id referral_id icpc_id person_id cp_plan_start_date cp_plan_end_date "
            "cp_plan_ola cp_plan_initial_category cp_plan_latest_category",
        ),
        (
            "ssd_cp_visits",
            "cppv",
            "cp_visit_id person_id cp_plan_id cp_visit_date cp_visit_seen cp_visit_seen_alone",
        ),
        (
            "ssd_cp_reviews",
            "cppr",
            "cp_review_id person_id cp_plan_id cp_review_due cp_review_date "
            "cp_review_outcome_continue_cp cp_review_quorate cp_review_participation",
        ),
        (
            "ssd_cla_episodes",
            "clae",
            "cla_episode_id person_id cla_placement_id cla_episode_start_date "
            "cla_episode_start_reason cla_primary_need_code cla_episode_ceased_date "
            "cla_episode_ceased_reason cla_id referral_id entered_care_date "
            "cla_last_iro_contact_date",
        ),
        (
            "ssd_cla_placement",
            "clap",
            "cla_placement_id cla_id person_id cla_placement_start_date cla_placement_end_date "
            "cla_placement_type cla_placement_provider cla_placement_urn cla_placement_distance "
            "cla_placement_postcode cla_placement_change_reason",
        ),
        (
            "ssd_legal_status",
            "lega",
            "legal_status_id person_id legal_status legal_status_start_date legal_status_end_date",
        ),
        (
            "ssd_cla_reviews",
            "clar",
            "cla_review_id cla_id cla_person_id cla_review_due_date cla_review_date "
            "cla_review_cancelled cla_review_participation",
        ),
        (
            "ssd_cla_visits",
            "clav",
            "cla_visit_id cla_id person_id cla_visit_date cla_visit_seen cla_visit_seen_alone",
        ),
        (
            "ssd_cla_health",
            "clah",
            "health_check_id person_id health_check_type health_check_date health_check_status",
        ),
        (
            "ssd_missing",
            "miss",
            "table_id person_id missing_episode_start_date missing_episode_type "
            "missing_episode_end_date missing_rhi_offered missing_rhi_accepted",
        ),
        (
            "ssd_permanence",
            "perm",
            "table_id person_id cla_id adm_decision_date placement_order_date matched_date "
            "placed_for_adoption_date adopted_by_carer_flag placed_foster_carer_date "
            "decision_reversed_date decision_reversed_reason permanence_order_date "
            "permanence_order_type",
        ),
        (
            "ssd_care_leavers",
            "clea",
            "table_id person_id care_leaver_eligibility care_leaver_in_touch "
            "care_leaver_latest_contact care_leaver_accommodation care_leaver_accom_suitable "
            "care_leaver_activity pathway_plan_review_date care_leaver_personal_advisor "
            "care_leaver_allocated_team",
        ),
        (
            "ssd_involvements",
            "invo",
            "involvements_id professional_id professional_role_id professional_team person_id "
            "involvement_start_date involvement_end_date worker_change_reason referral_id",
        ),
        (
            "ssd_professionals",
            "prof",
            "professional_id staff_id professional_name professional_job_title "
            "agency_worker_flag full_time_equivalency professional_caseload",
        ),
        ("ssd_department", "dept", "team_id team_name team_parent_id team_parent_name"),
        ("ext_population", "pop", "la_code year 0_17 source published_on"),
        ("ext_cp_history", "cph", "person_id as_at previous_plans_total last_plan_end_date"),
        ("ext_placement_location", "plo", "placement_id la_code in_out distance_miles"),
        (
            "ssd_early_help_episodes",
            "earl",
            "episode_id person_id episode_start_date episode_end_date episode_reason "
            "episode_end_reason episode_organisation",
        ),
        (
            "ext_eh_assessment",
            "eha",
            "id person_id family_id episode_id start_date completed_date lead_agency cluster type",
        ),
        ("ext_eh_closure", "ehc", "episode_id person_id closed_date outcome"),
        (
            "ext_workforce_post",
            "wfp",
            "post_id as_at team_id role fte_established fte_in_post agency_yn vacant_fte "
            "case_holding_yn professional_id start_date end_date leaving_reason",
        ),
        ("ext_workforce_absence", "wfa", "professional_id month wd_lost wd_available"),
        (
            "ext_supervision",
            "sup",
            "id person_id professional_id supervisor_id date recorded_date type decision_yn",
        ),
        (
            "ref_team_service",
            "rts",
            "team_id service team_manager_id service_manager_id hos_id valid_from valid_to",
        ),
    )
} | qa.COLUMNS

_OTHER_DATES = {
    "clea_care_leaver_latest_contact",
    "cppr_cp_review_due",
    "cph_as_at",
    "rts_valid_from",
    "rts_valid_to",
    "pop_published_on",
    "wfp_as_at",
    "wfa_month",
} | qa.DAYS


class Tables:
    """Rows as they are recorded. Days are ordinals here, times are moments: text once written."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in COLUMNS}

    def add(self, table: str, *values: Any) -> None:
        """One row, its values in the order of `COLUMNS[table]`."""
        self.rows[table].append(values)

    def identifier(self, table: str, letter: str) -> str:
        """The id of the row that comes next in `table`."""
        return f"{letter}{len(self.rows[table]) + 1:07d}"

    def text(self) -> Text:
        """Every table as rows of text; a value that is not there is None."""
        return {table: _text(table, rows) for table, rows in self.rows.items()}


def is_date(column: str) -> bool:
    """Does the column hold a day, which is an ordinal until it is written?"""
    return column.endswith(("_date", "_dob")) or column in _OTHER_DATES


def _text(table: str, rows: list[tuple[Any, ...]]) -> list[list[str | None]]:
    dates = [place for place, column in enumerate(COLUMNS[table]) if is_date(column)]
    times = [place for place, column in enumerate(COLUMNS[table]) if column in qa.TIMES]
    written = [list(row) for row in rows]
    for row in written:
        for place in dates:
            if row[place] is not None:
                row[place] = ISO[row[place]]
        for place in times:
            if row[place] is not None:
                row[place] = row[place].text()
    return written


def write(tables: Text, folder: Path) -> Path:
    """One Parquet file a table, every column text. Returns `folder`."""
    for table, rows in tables.items():
        names = COLUMNS[table]
        columns = list(zip(*rows, strict=True)) or [()] * len(names)
        frame = pl.DataFrame(
            dict(zip(names, columns, strict=True)), schema=dict.fromkeys(names, pl.String)
        )
        content = io.BytesIO()
        frame.write_parquet(content)
        files.write_bytes(folder / f"{table}.parquet", content.getvalue())
    return folder


def checksum(folder: Path) -> str:
    """SHA-256 over every table's name, columns and values: the same on every machine.

    The values are hashed, not the files, whose bytes change with the library that writes them.
    Raises LitmusError where a table is not in `folder`.
    """
    digest = hashlib.sha256()
    for table in sorted(COLUMNS):
        path = folder / f"{table}.parquet"
        if not path.exists():
            raise LitmusError(f"The sample council's table {table} is not in {folder}.")
        for column in pl.read_parquet(path, hive_partitioning=False).iter_columns():
            digest.update(f"\n{table}.{column.name}\n".encode())
            digest.update("\x1f".join(_plain(value) for value in column.to_list()).encode())
    return digest.hexdigest()


def _plain(value: str | None) -> str:
    return "\x00" if value is None else value
