"""A council's tables as they stood on a day: what had not begun by then is not there."""

from collections.abc import Collection, Mapping
from datetime import date

import duckdb

from indicators.reference import Row, Tables

# table: the day on which a row begins, then the days that come later in its life, each with what
# is known from that day on alone.
LIVES: Mapping[str, tuple[str, Mapping[str, str | None]]] = {
    "ssd_contacts": ("cont_contact_date", {}),
    "ssd_early_help_episodes": (
        "earl_episode_start_date",
        {"earl_episode_end_date": "earl_episode_end_reason"},
    ),
    "ext_eh_assessment": ("eha_start_date", {"eha_completed_date": None}),
    "ext_eh_closure": ("ehc_closed_date", {}),
    "ssd_cin_episodes": ("cine_referral_date", {"cine_close_date": "cine_close_reason"}),
    "ssd_cin_assessments": (
        "cina_assessment_start_date",
        {"cina_assessment_auth_date": "cina_assessment_child_seen"},
    ),
    "ssd_cin_plans": ("cinp_cin_plan_start_date", {"cinp_cin_plan_end_date": None}),
    "ssd_cin_visits": ("cinv_cin_visit_date", {}),
    "ssd_s47_enquiry": ("s47e_s47_start_date", {"s47e_s47_end_date": "s47e_s47_nfa"}),
    "ssd_initial_cp_conference": ("icpc_icpc_date", {}),
    "ssd_cp_plans": ("cppl_cp_plan_start_date", {"cppl_cp_plan_end_date": None}),
    "ssd_cp_visits": ("cppv_cp_visit_date", {}),
    "ssd_cp_reviews": ("cppr_cp_review_date", {}),
    "ext_cp_history": ("cph_as_at", {}),
    "ssd_cla_episodes": (
        "clae_cla_episode_start_date",
        {"clae_cla_episode_ceased_date": "clae_cla_episode_ceased_reason"},
    ),
    "ssd_cla_placement": ("clap_cla_placement_start_date", {"clap_cla_placement_end_date": None}),
    "ssd_legal_status": ("lega_legal_status_start_date", {"lega_legal_status_end_date": None}),
    "ssd_cla_reviews": ("clar_cla_review_date", {}),
    "ssd_cla_visits": ("clav_cla_visit_date", {}),
    "ssd_cla_health": ("clah_health_check_date", {}),
    "ssd_missing": (
        "miss_missing_episode_start_date",
        {"miss_missing_episode_end_date": "miss_missing_rhi_offered"},
    ),
    "ssd_immigration_status": (
        "immi_immigration_status_start_date",
        {"immi_immigration_status_end_date": None},
    ),
    "ssd_permanence": ("perm_permanence_order_date", {}),
    "ssd_care_leavers": (
        "clea_care_leaver_latest_contact",
        {"clea_pathway_plan_review_date": None},
    ),
    "ssd_involvements": ("invo_involvement_start_date", {"invo_involvement_end_date": None}),
    "ref_team_service": ("rts_valid_from", {"rts_valid_to": None}),
    "ext_workforce_post": ("wfp_as_at", {}),
    "ext_supervision": ("sup_date", {}),
}
# Days of a row that come before the row's own.
EARLIER = {
    "cph_last_plan_end_date",
    "clae_entered_care_date",
    "perm_matched_date",
    "perm_placed_for_adoption_date",
    "perm_placed_foster_carer_date",
    "perm_placement_order_date",
}


def as_known_on(tables: Tables, s: date, kept: Collection[str] = ()) -> Tables:
    """The tables as they stood on `s`, those that are `kept` as they are now.

    A row without a day was always there. Somebody born later was expected on that day.
    """
    known = {
        name: rows if name in kept or name not in LIVES else _begun(name, rows, s)
        for name, rows in tables.items()
    }
    return known | {"ssd_person": [_unborn(p, s) for p in tables["ssd_person"]]}


def _begun(table: str, rows: list[Row], s: date) -> list[Row]:
    begins, later = LIVES[table]
    there = [row for row in rows if _there(row, begins, later, s)]
    return [row | _not_yet(row, later, s) for row in there]


def _there(row: Row, begins: str, later: Mapping[str, str | None], s: date) -> bool:
    """Whether one of the row's days had come. A row may end before it begins: a slip of the pen."""
    days = [row[day] for day in (begins, *later) if row.get(day) is not None]
    return row.get(begins) is None or min(days) <= s


def _not_yet(row: Row, later: Mapping[str, str | None], s: date) -> Row:
    ahead = [day for day in later if row.get(day) is not None and row[day] > s]
    return dict.fromkeys([*ahead, *(what for day in ahead if (what := later[day]))])


def _unborn(p: Row, s: date) -> Row:
    if p["pers_dob"] is None or p["pers_dob"] <= s:
        return p
    return p | {"pers_dob": None, "pers_expected_dob": p["pers_dob"]}


def cut(connection: duckdb.DuckDBPyConnection, s: date, kept: Collection[str] = ()) -> None:
    """The same of tables in the memory of `connection`, which are cut.

    Nobody is expected for a year: a birth further ahead is a slip of the pen, and was one on `s`.
    """
    for table in LIVES.keys() - set(kept):
        begins, later = LIVES[table]
        empty = {each: [each, *([what] if what else [])] for each, what in later.items()}
        days = ", ".join(f"CAST({day} AS DATE)" for day in (begins, *later))
        there = f"{begins} IS NULL OR LEAST({days}) <= DATE '{s}'"
        replace(connection, table, empty, there, s)
    connection.execute(
        f"""UPDATE ssd_person SET pers_dob = NULL, pers_expected_dob = pers_dob
        WHERE pers_dob > DATE '{s}' AND pers_dob < DATE '{s}' + INTERVAL 1 YEAR"""
    )


def replace(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    empty: Mapping[str, Collection[str]],
    there: str,
    s: date,
) -> None:
    """The rows of a table that are `there`, with columns empty whose days (the keys of `empty`) are
    later than `s`."""
    columns = []
    for column in dict.fromkeys(each for names in empty.values() for each in names):
        days = [day for day, names in empty.items() if column in names]
        kept = " AND ".join(f"COALESCE(CAST({d} AS DATE) <= DATE '{s}', TRUE)" for d in days)
        columns.append(f"CASE WHEN {kept} THEN {column} END AS {column}")
    said = f"* REPLACE ({', '.join(columns)})" if columns else "*"
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT {said} FROM {table} WHERE {there}"
    )
