"""The slips that every council's extract holds: few, seeded, each of a kind that is met.

A fault is declared once here: the table, the column, how many rows, and what goes wrong with the
value. They are spread over the whole table.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from litmus.sample.chance import Chance
from litmus.sample.tables import COLUMNS, Text

Row = dict[str, Any]


class Fault(NamedTuple):
    """`spoil` changes one row's values in place."""

    table: str
    rows: int
    spoil: Callable[[Row], None]


def becomes(column: str, value: str | None) -> Callable[[Row], None]:
    """The value is this one, whatever it was."""

    def spoil(row: Row) -> None:
        row[column] = value

    return spoil


def year_of(column: str, year: str) -> Callable[[Row], None]:
    """The year was mistyped."""

    def spoil(row: Row) -> None:
        if row[column]:
            row[column] = year + row[column][4:]

    return spoil


def swapped(start: str, end: str) -> Callable[[Row], None]:
    """Start and end were entered the wrong way round."""

    def spoil(row: Row) -> None:
        if row[start] and row[end]:
            row[start], row[end] = row[end], row[start]

    return spoil


FAULTS = (
    # Dates that are no dates, or not of this century.
    Fault("ssd_cin_assessments", 4, becomes("cina_assessment_start_date", "31/02/2015")),
    Fault("ssd_contacts", 6, becomes("cont_contact_date", "2014-13-01")),
    Fault("ssd_contacts", 4, becomes("cont_contact_date", None)),
    Fault("ssd_cp_visits", 8, year_of("cppv_cp_visit_date", "2061")),
    Fault("ssd_cin_visits", 7, year_of("cinv_cin_visit_date", "2051")),
    Fault("ssd_cla_visits", 5, becomes("clav_cla_visit_date", "00/00/0000")),
    Fault("ssd_person", 9, year_of("pers_dob", "2061")),
    # Placeholders for a date that is not known.
    Fault("ssd_person", 14, becomes("pers_dob", "1900-01-01")),
    Fault("ssd_cin_assessments", 6, becomes("cina_assessment_auth_date", "1900-01-01")),
    Fault("ssd_involvements", 45, becomes("invo_involvement_end_date", "1900-01-01")),
    Fault("ssd_care_leavers", 30, becomes("clea_pathway_plan_review_date", "1900-01-01")),
    Fault("ssd_permanence", 8, becomes("perm_placed_foster_carer_date", "1900-01-01")),
    Fault("ssd_cla_health", 12, becomes("clah_health_check_status", "SSD_PH")),
    # Ends before it starts.
    Fault("ssd_cin_episodes", 3, swapped("cine_referral_date", "cine_close_date")),
    Fault("ssd_cin_assessments", 7, swapped("cina_assessment_start_date", "cina_assessment_auth_date")),
    Fault("ssd_cp_plans", 2, swapped("cppl_cp_plan_start_date", "cppl_cp_plan_end_date")),
    Fault("ssd_cla_placement", 3, swapped("clap_cla_placement_start_date", "clap_cla_placement_end_date")),
    Fault("ssd_missing", 4, swapped("miss_missing_episode_start_date", "miss_missing_episode_end_date")),
    # Codes that are on no list.
    Fault("ssd_person", 35, becomes("pers_ethnicity", "UNKN")),
    Fault("ssd_person", 8, becomes("pers_sex", "I")),
    Fault("ssd_cin_episodes", 22, becomes("cine_referral_source_code", "11")),
    Fault("ssd_cin_episodes", 9, becomes("cine_cin_primary_need_code", "N10")),
    Fault("ssd_cp_plans", 5, becomes("cppl_cp_plan_latest_category", "OTH")),
    Fault("ssd_cla_placement", 6, becomes("clap_cla_placement_type", "U9")),
    Fault("ssd_disability", 5, becomes("disa_disability_code", "ADHD")),
    Fault("ssd_cin_assessments", 12, becomes("cina_assessment_team", "DUTY")),
    # Rows that point to nobody.
    Fault("ssd_cp_visits", 6, becomes("cppv_person_id", "9999999")),
    Fault("ssd_involvements", 10, becomes("invo_professional_id", "W99999")),
    Fault("ssd_cin_plans", 4, becomes("cinp_referral_id", "R9999999")),
    Fault("ssd_cla_health", 3, becomes("clah_person_id", None)),
    Fault("ssd_contacts", 5, becomes("cont_contact_outcome_json", '{"NEW_REFERRAL_FLAG":"Y","COMM')),
)  # fmt: skip
# Rows that were loaded twice.
TWICE = {
    "ssd_contacts": 9, "ssd_cin_visits": 8, "ssd_cp_visits": 7, "ssd_cin_assessments": 5,
    "ssd_cp_plans": 2, "ssd_involvements": 6,
}  # fmt: skip


def spoil(tables: Text, seed: str) -> int:
    """Puts the faults into tables of text (rows of values); returns how many rows have one."""
    chance, count = Chance(f"{seed}/faults"), 0
    for fault in FAULTS:
        rows, columns = tables[fault.table], COLUMNS[fault.table]
        for _ in range(min(fault.rows, len(rows))):
            place = chance.below(len(rows))
            row: Row = dict(zip(columns, rows[place], strict=True))
            fault.spoil(row)
            rows[place] = [row[column] for column in columns]
            count += 1
    for table, times in TWICE.items():
        rows = tables[table]
        for _ in range(min(times, len(rows))):
            rows.append(rows[chance.below(len(rows))])
            count += 1
    return count
