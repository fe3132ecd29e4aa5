"""Contacts, early help, assessments, enquiries and need counted row by row, from the specification.

As `reference.py`, for CON01, CON02, REF03, EHA01 to EHA03, ASM01, ASM04, S4701, S4702, CIN02 and
CIN03: no SQL, nothing of the engine.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from indicators import reference
from indicators.reference import (
    DAY,
    Case,
    Row,
    Tables,
    lasted,
    months_before,
    open_on,
    person,
    within,
)

YES = {"y", "yes", "true", "1", "a) yes"}
# What a contact can have come to. A flag is read wherever it stands, as the text may be cut short.
OUTCOMES = (
    "NEW_REFERRAL_FLAG",
    "EXISTING_REFERRAL_FLAG",
    "CP_ENQUIRY_FLAG",
    "NFA_FLAG",
    "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG",
    "ADVICE_FLAG",
    "MISSING_FLAG",
    "OLA_CP_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
)


# --- contacts and referrals ----------------------------------------------------------------------


def con01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for c in contacts(tables, first, s):
        eve = c["cont_contact_date"] - DAY
        already_open = any(
            open_on(e, "cine_referral_date", "cine_close_date", eve)
            for e in tables["ssd_cin_episodes"]
            if e["cine_person_id"] == c["cont_person_id"]
        )
        if not already_open:
            yield Case(c["cont_contact_date"], c["cont_person_id"], None, True)


def con01_with_open_cases(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for c in contacts(tables, first, s):
        yield Case(c["cont_contact_date"], c["cont_person_id"], None, True)


def con02(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for c in contacts(tables, first, s):
        outcomes = recorded(c["cont_contact_outcome_json"])
        referred = "NEW_REFERRAL_FLAG" in outcomes if outcomes else followed_by_referral(tables, c)
        yield Case(c["cont_contact_date"], c["cont_person_id"], None, referred)


def recorded(text: str | None) -> set[str]:
    """The outcomes to which a flag says yes. Missing, null and empty are alike: not yes."""

    def said(flag: str) -> str:
        found = re.search(rf'"{flag}"\s*:\s*"?([^",}}]*)', text or "", re.IGNORECASE)
        return found[1].strip().lower() if found else ""

    return {flag for flag in OUTCOMES if said(flag) in YES}


def contacts(tables: Tables, first: date, s: date) -> list[Row]:
    return [c for c in tables["ssd_contacts"] if first <= c["cont_contact_date"] <= s]


def followed_by_referral(tables: Tables, c: Row) -> bool:
    came = c["cont_contact_date"]
    return any(
        within(1, came, r["cine_referral_date"])
        for r in tables["ssd_cin_episodes"]
        if r["cine_person_id"] == c["cont_person_id"]
    )


def ref03(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for r in tables["ssd_cin_episodes"]:
        if first <= r["cine_referral_date"] <= s:
            day, team = r["cine_referral_date"], r["cine_referral_team"]
            yield Case(day, r["cine_person_id"], team, r["cine_referral_nfa"] == "Y")


# --- early help ----------------------------------------------------------------------------------


def eha01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    if tables["ext_eh_assessment"]:
        done = [(a["eha_completed_date"], a["eha_person_id"]) for a in tables["ext_eh_assessment"]]
    else:
        episodes = tables["ssd_early_help_episodes"]
        done = [(e["earl_episode_start_date"], e["earl_person_id"]) for e in episodes]
    for day, pid in done:
        if day is not None and first <= day <= s:
            yield Case(day, pid, None, True)


def eha02(tables: Tables, first: date, s: date) -> Iterator[Case]:
    in_need = {case.person for case in reference.cin01(tables, first, s)}
    helped = {
        h["earl_person_id"]
        for h in tables["ssd_early_help_episodes"]
        if open_on(h, "earl_episode_start_date", "earl_episode_end_date", s)
    }
    for pid in helped - in_need:
        yield Case(s, pid, None, True)


def eha03(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for day, pid, outcome in closures(tables):
        if day is None or not first <= day <= s or outcome in ("MOVED", "DIED"):
            continue
        yield Case(day, pid, None, outcome in ("NEEDS_MET", "STEP_DOWN_UNIVERSAL"))


def closures(tables: Tables) -> list[tuple]:
    if tables["ext_eh_closure"]:
        return [
            (o["ehc_closed_date"], o["ehc_person_id"], o["ehc_outcome"])
            for o in tables["ext_eh_closure"]
        ]
    episodes = [
        (e["earl_episode_end_date"], e["earl_person_id"], e["earl_episode_end_reason"])
        for e in tables["ssd_early_help_episodes"]
    ]
    mapped = any(outcome in ("NEEDS_MET", "STEP_DOWN_UNIVERSAL") for _, _, outcome in episodes)
    return episodes if mapped else []


# --- assessments and enquiries -------------------------------------------------------------------


def asm01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for a in authorised(tables, first, s):
        day, team = a["cina_assessment_auth_date"], a["cina_assessment_team"]
        yield Case(day, a["cina_person_id"], team, True)


def asm04(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for a in authorised(tables, first, s):
        day, team = a["cina_assessment_auth_date"], a["cina_assessment_team"]
        born = person(tables, a["cina_person_id"])["pers_dob"]
        if born is not None and born <= day:
            seen = a["cina_assessment_child_seen"] == "Y"
            yield Case(day, a["cina_person_id"], team, seen)


def authorised(tables: Tables, first: date, s: date) -> list[Row]:
    return [
        a
        for a in tables["ssd_cin_assessments"]
        if a["cina_assessment_auth_date"] is not None
        and first <= a["cina_assessment_auth_date"] <= s
    ]


def s4701(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for q in tables["ssd_s47_enquiry"]:
        day = q["s47e_s47_start_date"]
        if first <= day <= s:
            yield Case(day, q["s47e_person_id"], q["s47e_s47_completed_by_team"], True)


def s4702(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for q in tables["ssd_s47_enquiry"]:
        done = q["s47e_s47_end_date"]
        if done is not None and first <= done <= s:
            in_time = within(15, q["s47e_s47_start_date"], done)
            yield Case(done, q["s47e_person_id"], q["s47e_s47_completed_by_team"], in_time)


# --- need ----------------------------------------------------------------------------------------


def cin02(tables: Tables, first: date, s: date) -> Iterator[Case]:
    elsewhere = reference.looked_after(tables, s)
    elsewhere |= {c["cppl_person_id"] for c in reference.open_plans(tables, s)}
    latest: dict[str, Row] = {}
    in_order = sorted(
        tables["ssd_cin_plans"],
        key=lambda n: (n["cinp_cin_plan_start_date"], n["cinp_cin_plan_id"]),
    )
    for n in in_order:
        pid, start = n["cinp_person_id"], n["cinp_cin_plan_start_date"]
        is_open = open_on(n, "cinp_cin_plan_start_date", "cinp_cin_plan_end_date", s)
        if is_open and lasted(20, start, s) and pid not in elsewhere:
            latest[pid] = n
    for pid, n in latest.items():
        visits = [
            v["cinv_cin_visit_date"]
            for v in tables["ssd_cin_visits"]
            if v["cinv_person_id"] == pid
            and v["cinv_cin_visit_seen"] == "Y"
            and v["cinv_cin_visit_date"] <= s
        ]
        seen = bool(visits) and within(20, max(visits), s)
        yield Case(s, pid, n["cinp_cin_plan_team"], seen)


def cin03(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for e in tables["ssd_cin_episodes"]:
        if not open_on(e, "cine_referral_date", "cine_close_date", s):
            continue
        if e["cine_referral_nfa"] == "Y":
            continue
        long = e["cine_referral_date"] <= months_before(s, 24)
        yield Case(s, e["cine_person_id"], e["cine_referral_team"], long)


# Events are counted in a window; the others are children or episodes at S.
Counting = Callable[[Tables, date, date], Iterator[Case]]
INDICATORS: dict[str, tuple[str, Counting]] = {
    "CON01": ("count", con01),
    "CON02": ("percentage", con02),
    "REF03": ("percentage", ref03),
    "EHA01": ("count", eha01),
    "EHA02": ("rate at S", eha02),
    "EHA03": ("percentage", eha03),
    "ASM01": ("rate of events", asm01),
    "ASM04": ("percentage", asm04),
    "S4701": ("rate of events", s4701),
    "S4702": ("percentage", s4702),
    "CIN02": ("percentage", cin02),
    "CIN03": ("percentage", cin03),
}


def first_day(kind: str, s: date) -> date:
    if kind == "FYTD":
        return date(s.year if s.month >= 4 else s.year - 1, 4, 1)
    if kind == "R36M":
        return months_before(s, 36) + DAY
    return reference.window(kind, s)[0]


def figures(
    tables: Tables, code: str, kind: str, s: date, counting: Counting | None = None
) -> dict[tuple[str, str], tuple]:
    """(breakdown, group) -> (numerator, denominator, value) in the window of this kind to `s`."""
    what, usual = INDICATORS[code]
    groups = reference.by_group(tables, (counting or usual)(tables, first_day(kind, s), s))
    return {key: measure(what, kind, s, cases) for key, cases in groups.items()}


def measure(what: str, kind: str, s: date, cases: list[Case]) -> tuple:
    met = sum(case.met for case in cases)
    if what == "count":
        return met, None, met
    if what == "percentage":
        return met, len(cases), 100 * met / len(cases) if cases else None
    children = reference.population(s)
    if children is None:
        return met, None, None
    if what == "rate at S":
        return met, children, met / children * 10000
    # A year to date, or a month or quarter cut short, is no known part of a year.
    ends = (s + DAY).day == 1 and (kind == "month" or s.month % 3 == 0)
    times = {"month": 12, "quarter": 4, "R12M": 1, "R36M": 1 / 3}.get(kind)
    if times is None or (kind in ("month", "quarter") and not ends):
        return met, children, None
    return met, children, met * times / children * 10000
