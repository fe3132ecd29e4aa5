"""Six indicators as a careful analyst writes them with pandas: one month at a time.

Each function gives the cases that its indicator counts in a window: a row a case, with `person`,
`day`, `team` where the row names one, and `hit` for the numerator. What does not depend on the
month is prepared once by `prepared`. It is written from the catalogue, and shares no code with the
engine, so that equal figures mean something.
"""

from collections.abc import Callable

import pandas as pd

BREAKDOWNS = ("service", "team", "age_band", "sex", "ethnic_group", "disability")
BANDS = {"1-4": 1, "5-9": 5, "10-15": 10, "16-17": 16, "18+": 18}
ETHNIC = {
    **dict.fromkeys(("WBRI", "WIRI", "WOTH", "WIRT", "WROM"), "White"),
    **dict.fromkeys(("MWBC", "MWBA", "MWAS", "MOTH"), "Mixed"),
    **dict.fromkeys(("AIND", "APKN", "ABAN", "AOTH"), "Asian"),
    **dict.fromkeys(("BCRB", "BAFR", "BOTH"), "Black"),
    **dict.fromkeys(("CHNE", "OOTH"), "Other"),
}
ON_A_PLAN = 10  # working days, the standard for visits
NEEDED = (
    *("ssd_person", "ssd_involvements", "ref_team_service", "ref_calendar", "ssd_cin_episodes"),
    *("ssd_cin_assessments", "ssd_cp_plans", "ssd_cp_visits", "ssd_cla_episodes"),
    *("ssd_legal_status", "ssd_disability"),
)
Tables = dict[str, pd.DataFrame]
NOT_DISABLED = "No disability recorded"


def open_on(frame: pd.DataFrame, start: str, end: str, day: object) -> pd.Series:
    return (frame[start] <= day) & (frame[end].isna() | (frame[end] > day))


def prepared(tables: Tables) -> Tables:
    """The tables, with what is the same for every month worked out once."""
    working_day = tables["ref_calendar"].set_index("day")["working_day"]
    people = tables["ssd_person"].set_index("pers_person_id")
    codes = tables["ssd_disability"].set_index("disa_person_id")["disa_disability_code"]
    disabled = people.index.isin(codes[codes.notna() & (codes != "NONE")].index)
    people["disability"] = pd.Series(disabled, people.index).map(
        {True: "Disability recorded", False: NOT_DISABLED}
    )
    roles = tables["ssd_involvements"]["invo_professional_role_id"].str.upper()
    ready = {
        "people": people,
        "working_day": working_day.to_frame(),
        "case_workers": tables["ssd_involvements"][roles.isin(["CW", "ALLOCATED CASE WORKER"])]
        .sort_values(["invo_involvement_start_date", "invo_involvements_id"])
        .rename(columns={"invo_person_id": "person"}),
        "services": tables["ref_team_service"]
        .sort_values("rts_valid_from")
        .rename(columns={"rts_team_id": "team"}),
        "referrals": tables["ssd_cin_episodes"].rename(
            columns={
                "cine_person_id": "person",
                "cine_referral_date": "day",
                "cine_referral_team": "team",
            }
        ),
        "legal": tables["ssd_legal_status"][
            tables["ssd_legal_status"]["lega_legal_status"].isin(["V3", "V4"])
        ],
        "care": tables["ssd_cla_episodes"].rename(columns={"clae_person_id": "person"}),
    }
    first = ready["referrals"].sort_values(["person", "day", "cine_referral_id"])
    first = first.drop_duplicates(["person", "day"])
    before = first.groupby("person")["day"].shift()
    ready["first_referrals"] = first.assign(hit=before >= first["day"] - pd.DateOffset(months=12))
    done = tables["ssd_cin_assessments"].rename(
        columns={
            "cina_person_id": "person",
            "cina_assessment_auth_date": "day",
            "cina_assessment_team": "team",
        }
    )
    took = done["day"].map(working_day) - done["cina_assessment_start_date"].map(working_day)
    ready["assessments"] = done.assign(hit=took.between(0, 45))
    plans = tables["ssd_cp_plans"].rename(columns={"cppl_person_id": "person"})
    ready["plans"] = plans[plans["cppl_cp_plan_ola"] != "Y"].assign(
        started=lambda f: f["cppl_cp_plan_start_date"].map(working_day)
    )
    visits = tables["ssd_cp_visits"]
    ready["visits"] = visits[visits["cppv_cp_visit_seen"] == "Y"].assign(
        person=lambda f: f["cppv_person_id"],
        visited=lambda f: f["cppv_cp_visit_date"].map(working_day),
    )
    return ready


def ref01(t: Tables, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    return t["referrals"][t["referrals"]["day"].between(first, last)].assign(hit=True)


def ref02(t: Tables, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    return t["first_referrals"][t["first_referrals"]["day"].between(first, last)]


def asm02(t: Tables, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    return t["assessments"][t["assessments"]["day"].between(first, last)]


def cpp01(t: Tables, _first: pd.Timestamp, s: pd.Timestamp) -> pd.DataFrame:
    plans = t["plans"]
    on = open_on(plans, "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", s)
    return plans[on].drop_duplicates("person")[["person"]].assign(day=s, hit=True)


def cpp05(t: Tables, _first: pd.Timestamp, s: pd.Timestamp) -> pd.DataFrame:
    today = t["working_day"]["working_day"].at[s]
    plans = t["plans"]
    plans = plans[open_on(plans, "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", s)]
    born = plans["person"].map(t["people"]["pers_dob"]) <= s
    plans = plans[born & (today - plans["started"] >= ON_A_PLAN)]
    visits = t["visits"]
    recent = visits[(visits["cppv_cp_visit_date"] <= s) & (today - visits["visited"] <= ON_A_PLAN)]
    latest = recent.groupby("person")["cppv_cp_visit_date"].max()
    hit = plans["person"].map(latest) >= plans["cppl_cp_plan_start_date"]
    return plans.assign(hit=hit).groupby("person")[["hit"]].any().reset_index().assign(day=s)


def lac01(t: Tables, _first: pd.Timestamp, s: pd.Timestamp) -> pd.DataFrame:
    care = t["care"]
    care = care[
        open_on(care, "clae_cla_episode_start_date", "clae_cla_episode_ceased_date", s)
    ].drop_duplicates("person")
    legal = t["legal"]
    breaks = legal[open_on(legal, "lega_legal_status_start_date", "lega_legal_status_end_date", s)][
        "lega_person_id"
    ]
    under_18 = care["person"].map(t["people"]["pers_dob"]) > s - pd.DateOffset(years=18)
    kept = care[under_18 & ~care["person"].isin(breaks)]
    return kept[["person"]].assign(day=s, hit=True)


CASES: dict[str, Callable[[Tables, pd.Timestamp, pd.Timestamp], pd.DataFrame]] = {
    "REF01": ref01,
    "REF02": ref02,
    "ASM02": asm02,
    "CPP01": cpp01,
    "CPP05": cpp05,
    "LAC01": lac01,
}


def described(cases: pd.DataFrame, t: Tables) -> pd.DataFrame:
    """The cases with the groups that they are in."""
    cases = cases.reset_index(drop=True).reindex(columns=["person", "day", "team", "hit"])
    cases["team"] = cases["team"].fillna(_case_worker_team(cases, t)).fillna("none")
    cases["service"] = _service(cases, t).reindex(cases.index).fillna("none")
    of = cases.join(t["people"], on="person")
    cases["age_band"] = _age_band(of)
    cases["sex"] = of["pers_sex"].fillna("U")
    cases["ethnic_group"] = of["pers_ethnicity"].map(ETHNIC).fillna("Not obtained or refused")
    cases["disability"] = of["disability"].fillna(NOT_DISABLED)
    return cases


def _case_worker_team(cases: pd.DataFrame, t: Tables) -> pd.Series:
    without = cases.loc[cases["team"].isna(), ["person", "day"]].reset_index(names="case")
    found = t["case_workers"].merge(without, on="person")  # in order of start, as they came
    found = found[
        open_on(found, "invo_involvement_start_date", "invo_involvement_end_date", found["day"])
    ].sort_values(["invo_involvement_start_date", "invo_involvements_id"])
    return found.drop_duplicates("case", keep="last").set_index("case")["invo_professional_team"]


def _service(cases: pd.DataFrame, t: Tables) -> pd.Series:
    found = cases[["team", "day"]].reset_index(names="case").merge(t["services"], on="team")
    found = found[open_on(found, "rts_valid_from", "rts_valid_to", found["day"])]
    found = found.sort_values("rts_valid_from").drop_duplicates("case", keep="last")
    return found.set_index("case")["rts_service"]


def _age_band(of: pd.DataFrame) -> pd.Series:
    band = pd.Series("0", index=of.index, dtype="object")
    for name, years in BANDS.items():
        band[of["pers_dob"] <= of["day"] - pd.DateOffset(years=years)] = name
    band[of["pers_dob"].isna()] = "not known"
    band[of["pers_dob"].fillna(of["pers_expected_dob"]) > of["day"]] = "unborn"
    return band


def totals(cases: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int]]:
    """Numerator and denominator for the whole and for each group, by breakdown and group."""
    found = {("all", "all"): (int(cases["hit"].sum()), len(cases))}
    for breakdown in BREAKDOWNS:
        sums = cases.groupby(breakdown)["hit"].agg(["sum", "size"])
        for group, hits, size in sums.itertuples():
            found[breakdown, group] = (int(hits), int(size))
    return found
