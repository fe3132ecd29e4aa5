"""Codes for what extracts describe in words.

SystemC's extract holds descriptions where the standard holds codes. A value becomes a code if it is
one, begins with one ("V4 - Accommodated under ...") or is mapped by the council's own ref_code_map
(cm_domain = the column's name). Anything else stays as it stands, for the contract, which knows
descriptions of its own (readAs), to read or to report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

LEGAL_STATUS = "C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3"
CEASED = (
    "X1 E2 E3 E4A E4B E5 E6 E7 E8 E9 E11 E12 E13 E14 E15 E16 E17 E41 E45 E46 E47 E48 E1 E43 E44"
)
PLACEMENT = (
    "A3 A4 A5 A6 H5 K1 K2 K3 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 "
    "U1 U2 U3 U4 U5 U6 Z1 Z11 Z12 Z13 Z14"
)
PARTICIPATION = "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7"
ABUSE = "NEG PHY SAB EMO MUL"

# (table, column): the column's codes
CODED = {
    ("ssd_cla_episodes", "clae_cla_episode_start_reason"): "S L P T B U",
    ("ssd_cla_episodes", "clae_cla_episode_ceased_reason"): CEASED,
    ("ssd_cla_episodes", "clae_cla_primary_need_code"): "N0 N1 N2 N3 N4 N5 N6 N7 N8 N9",
    ("ssd_cin_episodes", "cine_cin_primary_need_code"): "N0 N1 N2 N3 N4 N5 N6 N7 N8 N9",
    ("ssd_cin_episodes", "cine_close_reason"): "RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9",
    ("ssd_legal_status", "lega_legal_status"): LEGAL_STATUS,
    ("ssd_cla_placement", "clap_cla_placement_type"): PLACEMENT,
    ("ssd_cla_placement", "clap_cla_placement_provider"): "PR0 PR1 PR2 PR3 PR4 PR5",
    ("ssd_cla_reviews", "clar_cla_review_participation"): PARTICIPATION,
    ("ssd_cp_reviews", "cppr_cp_review_participation"): PARTICIPATION,
    ("ssd_cp_plans", "cppl_cp_plan_initial_category"): ABUSE,
    ("ssd_cp_plans", "cppl_cp_plan_latest_category"): ABUSE,
    ("ssd_permanence", "perm_decision_reversed_reason"): "RD1 RD2 RD3 RD4",
    ("ssd_care_leavers", "clea_care_leaver_activity"): "F1 P1 F2 P2 F3 P3 F4 P4 F5 P5 G4 G5 G6",
    ("ssd_care_leavers", "clea_care_leaver_accommodation"): "B C D E G H K R S T U V W X Y Z",
    ("ssd_care_leavers", "clea_care_leaver_accom_suitable"): "1 2",
}

EARLY_HELP = (
    "NEEDS_MET STEP_DOWN_UNIVERSAL STEP_UP_CSC DISENGAGED CONSENT_WITHDRAWN MOVED DIED OTHER"
)

# Codes that are words: "NO LONGER REQUIRED" does not begin with the code NO. An early help system
# has end reasons of its own, which only the council's own map can give a code.
WORDS = {
    ("ssd_care_leavers", "clea_care_leaver_in_touch"): "YES NO DIED REFU NREQ RHOM",
    ("ssd_early_help_episodes", "earl_episode_end_reason"): EARLY_HELP,
    ("ext_eh_closure", "ehc_outcome"): EARLY_HELP,
}

BEGINS = re.compile(r"([A-Z0-9]+)\s*(?:[-–:.)]\s*|\s)\S")


def from_descriptions(tables: dict[str, pl.DataFrame]) -> str | None:
    """Give the coded columns their codes, in place; a note says in how many rows of which."""
    done = []
    for (table, column), allowed in (CODED | WORDS).items():
        if table not in tables or column not in tables[table].columns:
            continue
        begins = (table, column) not in WORDS
        found = _code_map(tables, table, column, set(allowed.split()), begins)
        if found:
            text = tables[table][column].cast(str)
            done.append(f"{column} ({text.is_in(list(found)).sum()})")
            tables[table] = tables[table].with_columns(text.replace(found).alias(column))
    if not done:
        return None
    return f"Descriptions were read as codes (rows): {', '.join(done)}."


def _code_map(
    tables: dict[str, pl.DataFrame], table: str, column: str, allowed: set[str], begins: bool
) -> dict[str, str]:
    """The code for each value of a column that is not a code but stands for one."""
    described = _own_map(tables, column)
    values = tables[table][column].cast(str).drop_nulls().unique().to_list()
    pairs = {value: code_of(value, allowed, described, begins) for value in values}
    return {value: code for value, code in pairs.items() if code and code != value.strip()}


def code_of(text: str, allowed: set[str], described: dict[str, str], begins: bool) -> str | None:
    """The code that a text is, is described as (in lower case) or, if `begins`, begins with."""
    value = " ".join(text.split())
    if value.lower() in described:
        return described[value.lower()]
    if value.upper() in allowed:
        return value.upper()
    start = BEGINS.match(value) if begins else None
    return start[1] if start and start[1] in allowed else None


def _own_map(tables: dict[str, pl.DataFrame], column: str) -> dict[str, str]:
    """The council's own descriptions of a column, from ref_code_map."""
    own = tables.get("ref_code_map")
    if own is None or not {"cm_domain", "cm_raw", "cm_code"} <= set(own.columns):
        return {}
    rows = own.select("cm_domain", "cm_raw", "cm_code").drop_nulls().iter_rows()
    return {raw.strip().lower(): code.strip() for domain, raw, code in rows if domain == column}
