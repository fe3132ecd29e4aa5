"""Plans, reviews and care counted row by row, from the specification: no SQL.

As `reference.py`, for CPP03, CPP04, CPP06 and LAC03 to LAC09.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise

from indicators import reference
from indicators.reference import DAY, Case, Row, Tables, age, lasted, months_before, open_on, person


def months_after(day: date, months: int) -> date:
    """The same day of a later month, the last of the month where it has no such day."""
    return months_before(day, -months)


# --- child protection plans ----------------------------------------------------------------------


def cpp03(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for c in tables["ssd_cp_plans"]:
        start, end = c["cppl_cp_plan_start_date"], c["cppl_cp_plan_end_date"]
        if end is not None and first <= end <= s and c["cppl_cp_plan_ola"] != "Y":
            yield Case(end, c["cppl_person_id"], None, end >= months_after(start, 24))


def cpp04(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for c in reference.open_plans(tables, s):
        start = c["cppl_cp_plan_start_date"]
        if start > months_before(s, 3):
            continue
        held = sorted(
            r["cppr_cp_review_date"]
            for r in tables["ssd_cp_reviews"]
            if r["cppr_cp_review_date"] is not None
            and start < r["cppr_cp_review_date"] <= s
            and is_review_of(r, c)
        )
        yield Case(s, c["cppl_person_id"], None, reviewed_in_time(start, held, s))


def is_review_of(r: Row, c: Row) -> bool:
    if r["cppr_cp_plan_id"] is not None:
        return r["cppr_cp_plan_id"] == c["cppl_cp_plan_id"]
    return r["cppr_person_id"] == c["cppl_person_id"]


def reviewed_in_time(start: date, held: list[date], s: date) -> bool:
    if not held or held[0] > months_after(start, 3):
        return False
    if any(later > months_after(earlier, 6) for earlier, later in pairwise(held)):
        return False
    return s <= months_after(held[-1], 6)


def cpp06(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for v in tables["ssd_cp_visits"]:
        day = v["cppv_cp_visit_date"]
        born = person(tables, v["cppv_person_id"])["pers_dob"]
        if not first <= day <= s or v["cppv_cp_visit_seen"] != "Y":
            continue
        if born is not None and age(born, day) >= 4:
            yield Case(day, v["cppv_person_id"], None, v["cppv_cp_visit_seen_alone"] == "Y")


# --- looked-after children -----------------------------------------------------------------------


def children(met_by_episode: Iterator[tuple[str, bool]], s: date) -> Iterator[Case]:
    """One case a child: it meets the test where one of its open episodes does."""
    met: dict[str, bool] = defaultdict(bool)
    for pid, each in met_by_episode:
        met[pid] |= each
    for pid, any_met in met.items():
        yield Case(s, pid, None, any_met)


def open_episodes(tables: Tables, s: date) -> list[Row]:
    """The open episodes of the children looked after at S whose day of entering care is known."""
    counted = reference.looked_after(tables, s)
    return [
        e
        for e in tables["ssd_cla_episodes"]
        if e["clae_person_id"] in counted
        and open_on(e, "clae_cla_episode_start_date", "clae_cla_episode_ceased_date", s)
        and e["clae_entered_care_date"] is not None
    ]


def lac03(tables: Tables, first: date, s: date) -> Iterator[Case]:
    def met_by_episode() -> Iterator[tuple[str, bool]]:
        for e in open_episodes(tables, s):
            pid = e["clae_person_id"]
            if age(person(tables, pid)["pers_dob"], s) >= 16:
                continue
            if e["clae_entered_care_date"] <= months_before(s, 30):
                yield pid, living_there_since(tables, pid, s) <= months_before(s, 24)

    return children(met_by_episode(), s)


def living_there_since(tables: Tables, pid: str, s: date) -> date:
    """The first day of the run of placements with one carer that the child is in at S."""
    kind = {
        p["clap_cla_placement_id"]: p["clap_cla_placement_type"]
        for p in tables["ssd_cla_placement"]
    }
    runs: list[date] = []
    adoptive = False
    episodes = [
        e
        for e in tables["ssd_cla_episodes"]
        if e["clae_person_id"] == pid and e["clae_cla_episode_start_date"] <= s
    ]
    for e in sorted(episodes, key=lambda e: e["clae_cla_episode_start_date"]):
        day, reason = e["clae_cla_episode_start_date"], e["clae_cla_episode_start_reason"]
        if runs and reason not in ("S", "P", "B"):
            continue
        for_adoption = reason in ("P", "B") and kind.get(e["clae_cla_placement_id"]) in (
            *("A3", "A4", "A5", "A6"),
        )
        adoptive = for_adoption or (adoptive and runs[-1] == day)
        if not runs or runs[-1] != day:
            runs.append(day)
    return runs[-2] if adoptive and len(runs) > 1 else runs[-1]


@cache
def working_days_after(day: date, number: int) -> date:
    """The first day by which so many working days have passed: a Monday is 1 after a Saturday."""
    due = day
    while not lasted(number, day, due):
        due += DAY
    return due


def reviews_held(tables: Tables, e: Row, s: date) -> list[date]:
    """The reviews of a period of care up to S, in order; two of a day are one."""
    held = {
        r["clar_cla_review_date"]
        for r in tables["ssd_cla_reviews"]
        if r["clar_cla_id"] is not None
        and r["clar_cla_id"] == e["clae_cla_id"]
        and r["clar_cla_review_cancelled"] != "Y"
        and r["clar_cla_review_date"] is not None
        and e["clae_entered_care_date"] <= r["clar_cla_review_date"] <= s
    }
    return sorted(held)


def lac04(tables: Tables, first: date, s: date) -> Iterator[Case]:
    def met_by_episode() -> Iterator[tuple[str, bool]]:
        for e in open_episodes(tables, s):
            entered = e["clae_entered_care_date"]
            if lasted(20, entered, s):
                held = reviews_held(tables, e, s)
                yield e["clae_person_id"], all_on_time(entered, held, s)

    return children(met_by_episode(), s)


def all_on_time(entered: date, held: list[date], s: date) -> bool:
    due = working_days_after(entered, 20)
    for number, day in enumerate(held):
        if day > due and months_before(s, 12) < due <= s:
            return False
        due = months_after(day, 3 if number == 0 else 6)
    return due > s


def open_placement(tables: Tables, pid: str, s: date) -> Row | None:
    found = [
        p
        for p in tables["ssd_cla_placement"]
        if p["clap_person_id"] == pid
        and open_on(p, "clap_cla_placement_start_date", "clap_cla_placement_end_date", s)
    ]
    return max(
        found,
        key=lambda p: (p["clap_cla_placement_start_date"], p["clap_cla_placement_id"]),
        default=None,
    )


def lac05(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for pid in reference.looked_after(tables, s):
        placement = open_placement(tables, pid, s)
        if placement is None:
            continue
        began = placement["clap_cla_placement_start_date"]
        if (s - began).days < 7:
            continue
        visits = [
            v["clav_cla_visit_date"]
            for v in tables["ssd_cla_visits"]
            if v["clav_person_id"] == pid and v["clav_cla_visit_date"] <= s
        ]
        permanent = placement["clap_cla_placement_type"] in ("U1", "U4")
        limit = 84 if permanent and began <= months_before(s, 12) else 42
        recent = bool(visits) and (s - max(visits)).days <= limit
        at_start = any(0 <= (day - began).days <= 7 for day in visits)
        yield Case(s, pid, None, recent and at_start)


def lac06(tables: Tables, first: date, s: date) -> Iterator[Case]:
    def met_by_episode() -> Iterator[tuple[str, bool]]:
        for e in open_episodes(tables, s):
            pid = e["clae_person_id"]
            if e["clae_entered_care_date"] <= months_before(s, 12):
                under_5 = age(person(tables, pid)["pers_dob"], s) < 5
                yield pid, assessed(tables, pid, months_before(s, 6 if under_5 else 12), s)

    return children(met_by_episode(), s)


def assessed(tables: Tables, pid: str, after: date, s: date) -> bool:
    return any(
        h["clah_person_id"] == pid
        and (h["clah_health_check_type"] or "").upper() in ("HEALTH", "HEALTH ASSESSMENT")
        and (h["clah_health_check_status"] or "").upper() == "COMPLETED"
        and h["clah_health_check_date"] is not None
        and after < h["clah_health_check_date"] <= s
        for h in tables["ssd_cla_health"]
    )


def lac07(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for m in tables["ssd_missing"]:
        pid, end = m["miss_person_id"], m["miss_missing_episode_end_date"]
        offered = m["miss_missing_rhi_offered"]
        if end is None or not first <= end <= s:
            continue
        kind = (m["miss_missing_episode_type"] or "").upper()
        if kind not in ("M", "MISSING") or offered == "NA":
            continue
        if pid in reference.looked_after(tables, m["miss_missing_episode_start_date"]):
            yield Case(end, pid, None, offered == "Y")


def lac08(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for r in tables["ssd_cla_reviews"]:
        day, code = r["clar_cla_review_date"], r["clar_cla_review_participation"]
        if day is None or not first <= day <= s or r["clar_cla_review_cancelled"] == "Y":
            continue
        if code in ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"):
            yield Case(day, r["clar_cla_person_id"], None, code not in ("PN4", "PN7"))


def lac09(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for pid in reference.looked_after(tables, s):
        placement = open_placement(tables, pid, s)
        if placement is None or seeks_asylum_alone(tables, pid, s):
            continue
        found = [
            row
            for row in tables["ext_placement_location"]
            if row["plo_placement_id"] == placement["clap_cla_placement_id"]
        ]
        located = found[0] if found else {"plo_distance_miles": None, "plo_in_out": None}
        miles = located["plo_distance_miles"]
        if miles is None:
            miles = placement["clap_cla_placement_distance"]
        if miles is not None and miles < 999:
            yield Case(s, pid, None, miles > 20 and located["plo_in_out"] == "OUT")


def seeks_asylum_alone(tables: Tables, pid: str, s: date) -> bool:
    texts = ("UASC", "UNACCOMPANIED ASYLUM SEEKING CHILD")
    return any(
        i["immi_person_id"] == pid
        and i["immi_immigration_status"].upper().startswith(texts)
        and i["immi_immigration_status_start_date"] is not None
        and open_on(i, "immi_immigration_status_start_date", "immi_immigration_status_end_date", s)
        for i in tables["ssd_immigration_status"]
    )


INDICATORS: dict[str, tuple[str, Callable[[Tables, date, date], Iterator[Case]]]] = {
    "CPP03": ("percentage", cpp03),
    "CPP04": ("percentage", cpp04),
    "CPP06": ("percentage", cpp06),
    "LAC03": ("percentage", lac03),
    "LAC04": ("percentage", lac04),
    "LAC05": ("percentage", lac05),
    "LAC06": ("percentage", lac06),
    "LAC07": ("percentage", lac07),
    "LAC08": ("percentage", lac08),
    "LAC09": ("percentage", lac09),
}


def figures(tables: Tables, code: str, kind: str, s: date) -> dict[tuple[str, str], tuple]:
    """(breakdown, group) -> (numerator, denominator, value) in the window of this kind to `s`."""
    what, counting = INDICATORS[code]
    first, _ = reference.window(kind, s)
    groups = reference.by_group(tables, counting(tables, first, s))
    return {key: reference.measure(what, code, kind, s, cases) for key, cases in groups.items()}
