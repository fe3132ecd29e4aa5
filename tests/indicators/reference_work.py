"""Permanence, care leavers and the workforce counted row by row, from the specification: no SQL.

As `reference.py`, for ADO01, ADO02, CLV01, CLV03 and WFC01 to WFC04. A case adds an amount to the
numerator and a weight to the denominator: days, or full-time equivalents as decimal numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators import reference
from indicators.reference import DAY, Row, Tables, age, months_before, open_on, person

Number = int | Decimal


@dataclass(frozen=True)
class Case:
    """Something counted: on which day, whose, the row's own team, and what it adds."""

    day: date
    person: str | None
    team: str | None
    amount: Number
    weight: Number = 1


def window(kind: str, s: date) -> tuple[date, date]:
    if kind == "R36M":
        return months_before(s, 36) + DAY, s
    if kind == "FYTD":
        return date(s.year if s.month >= 4 else s.year - 1, 4, 1), s
    return reference.window(kind, s)


# --- adoption and permanence ---------------------------------------------------------------------


def ado01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    days: dict[tuple[str, date], int] = {}
    for o in tables["ssd_permanence"]:
        ordered = o["perm_permanence_order_date"]
        if (o["perm_permanence_order_type"] or "").upper() != "ADOPTION" or ordered is None:
            continue
        moved_in = o["perm_placed_for_adoption_date"]
        if o["perm_adopted_by_carer_flag"] == "Y" and o["perm_placed_foster_carer_date"]:
            moved_in = o["perm_placed_foster_carer_date"]
        entered = [
            e["clae_entered_care_date"]
            for e in tables["ssd_cla_episodes"]
            if e["clae_cla_id"] is not None
            and e["clae_cla_id"] == o["perm_cla_id"]
            and e["clae_entered_care_date"] is not None
            and e["clae_cla_episode_start_date"] <= ordered
        ]
        if not first <= ordered <= s or moved_in is None or moved_in >= ordered or not entered:
            continue
        if moved_in >= min(entered):
            child = o["perm_person_id"], ordered
            days[child] = max(days.get(child, 0), (moved_in - min(entered)).days)
    for (pid, ordered), waited in days.items():
        yield Case(ordered, pid, None, waited)


def ado02(tables: Tables, first: date, s: date) -> Iterator[Case]:
    """Periods of care by their last end up to S; an end whose period has no id is only listed."""
    ends: dict[str, list[Row]] = defaultdict(list)
    for e in tables["ssd_cla_episodes"]:
        ceased = e["clae_cla_episode_ceased_date"]
        if ceased is None or ceased > s or e["clae_cla_id"] is None:
            continue
        if e["clae_cla_episode_ceased_reason"] != "X1" and not goes_on(tables, e):
            ends[e["clae_cla_id"]].append(e)
    for period, rows in ends.items():
        day = max(e["clae_cla_episode_ceased_date"] for e in rows)
        last = [e for e in rows if e["clae_cla_episode_ceased_date"] == day]
        if first <= day and not only_short_breaks(tables, period, day):
            adopted = any(e["clae_cla_episode_ceased_reason"] in ("E11", "E12") for e in last)
            yield Case(day, last[0]["clae_person_id"], None, int(adopted))


def goes_on(tables: Tables, e: Row) -> bool:
    """Whether another episode of the child starts on the day on which this one ends."""
    return any(
        n is not e
        and n["clae_person_id"] == e["clae_person_id"]
        and n["clae_cla_episode_start_date"] == e["clae_cla_episode_ceased_date"]
        for n in tables["ssd_cla_episodes"]
    )


def only_short_breaks(tables: Tables, period: str, ended: date) -> bool:
    """Whether each legal status in the period of care, up to this end, was of short breaks."""
    episodes = [
        e
        for e in tables["ssd_cla_episodes"]
        if e["clae_cla_id"] == period and e["clae_cla_episode_start_date"] <= ended
    ]
    began = min(e["clae_cla_episode_start_date"] for e in episodes)
    statuses = [
        status["lega_legal_status"]
        for status in tables["ssd_legal_status"]
        if status["lega_person_id"] in {e["clae_person_id"] for e in episodes}
        and status["lega_legal_status_start_date"] < ended
        and (
            status["lega_legal_status_end_date"] is None
            or status["lega_legal_status_end_date"] > began
        )
    ]
    return bool(statuses) and all((status or "").upper() in ("V3", "V4") for status in statuses)


# --- care leavers --------------------------------------------------------------------------------


def latest_rows(tables: Tables, s: date) -> Iterator[tuple[Row, date | None]]:
    """The row of each young person that holds at S, and the date of birth."""
    for c in reference.latest_rows(tables, s):
        yield c, person(tables, c["clea_person_id"])["pers_dob"]


def clv01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for c, born in latest_rows(tables, s):
        former = eligibility(c) in ("former relevant", "former relevant child")
        if not former or born is None or (c["clea_care_leaver_in_touch"] or "").upper() == "DIED":
            continue
        if 19 <= age(born, s) <= 21:
            suitable = c["clea_care_leaver_accom_suitable"] == "1"
            yield Case(s, c["clea_person_id"], team(c), int(suitable))


def clv03(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for c, born in latest_rows(tables, s):
        owed = eligibility(c).removesuffix(" child") in ("eligible", "relevant", "former relevant")
        if not owed or born is None or not 16 <= age(born, s) <= 20:
            continue
        if (c["clea_care_leaver_in_touch"] or "").upper() not in ("DIED", "NREQ", "RHOM"):
            reviewed = c["clea_pathway_plan_review_date"]
            in_time = reviewed is not None and months_before(s, 6) < reviewed <= s
            yield Case(s, c["clea_person_id"], team(c), int(in_time))


def eligibility(c: Row) -> str:
    return (c["clea_care_leaver_eligibility"] or "").lower()


def team(c: Row) -> str | None:
    return c["clea_care_leaver_allocated_team"]


# --- workforce -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Allocation:
    """A worker's case at S: since when, and the involvement that began last."""

    worker: str
    child: str
    since: date
    last: Row


def allocations(tables: Tables, s: date) -> list[Allocation]:
    """The open cases allocated to a named worker."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for i in tables["ssd_involvements"]:
        role = (i["invo_professional_role_id"] or "").upper()
        if role in ("CW", "ALLOCATED CASE WORKER") and i["invo_professional_id"] is not None:
            dates = "invo_involvement_start_date", "invo_involvement_end_date"
            if open_on(i, *dates, s) and has_open_case(tables, i["invo_person_id"], s):
                found[i["invo_professional_id"], i["invo_person_id"]].append(i)
    return [
        Allocation(
            worker,
            child,
            min(i["invo_involvement_start_date"] for i in rows),
            max(rows, key=began),
        )
        for (worker, child), rows in found.items()
    ]


def began(i: Row) -> tuple[date, str]:
    return i["invo_involvement_start_date"], i["invo_involvements_id"]


def has_open_case(tables: Tables, pid: str, s: date) -> bool:
    in_need = any(
        e["cine_person_id"] == pid
        and open_on(e, "cine_referral_date", "cine_close_date", s)
        and e["cine_referral_nfa"] != "Y"
        for e in tables["ssd_cin_episodes"]
    )
    return in_need or any(c["clea_person_id"] == pid for c in tables["ssd_care_leavers"])


def wfc01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    cases = allocations(tables, s)
    for a in cases:
        yield Case(s, a.child, a.last["invo_professional_team"], 1, 0)
    in_post = posts(tables, s)
    if in_post:
        for p in in_post:
            if p["wfp_case_holding_yn"] == "Y":
                yield Case(s, None, p["wfp_team_id"], 0, fte(p["wfp_fte_in_post"]))
        return
    employed = {
        f["prof_professional_id"]: f["prof_full_time_equivalency"]
        for f in tables["ssd_professionals"]
    }
    for worker in {a.worker for a in cases}:
        last = max((a for a in cases if a.worker == worker), key=lambda a: began(a.last))
        where = last.last["invo_professional_team"]
        yield Case(s, last.child, where, 0, fte(employed.get(worker)))


def posts(tables: Tables, s: date) -> list[Row]:
    return [p for p in tables["ext_workforce_post"] if p["wfp_as_at"] == s]


def fte(number: float | None) -> Decimal:
    return Decimal(str(number or 0))


def wfc02(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for p in posts(tables, s):
        in_post = fte(p["wfp_fte_in_post"])
        agency = in_post if p["wfp_agency_yn"] == "Y" else Decimal(0)
        yield Case(s, None, p["wfp_team_id"], agency, in_post)


def wfc03(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for p in posts(tables, s):
        vacant, in_post = fte(p["wfp_vacant_fte"]), fte(p["wfp_fte_in_post"])
        staff = in_post if p["wfp_agency_yn"] == "N" else Decimal(0)
        yield Case(s, None, p["wfp_team_id"], vacant, staff + vacant)


def wfc04(
    tables: Tables, first: date, s: date, intervals: Mapping[str, int] | None = None
) -> Iterator[Case]:
    for a in allocations(tables, s):
        where = a.last["invo_professional_team"]
        interval = (intervals or {}).get(service_at(tables, where, s), 28)
        if (s - a.since).days <= interval:
            continue
        supervised = any(
            u["sup_person_id"] == a.child
            and u["sup_type"] == "CASE"
            and u["sup_decision_yn"] == "Y"
            and 0 <= (s - u["sup_date"]).days <= interval
            for u in tables["ext_supervision"]
        )
        yield Case(s, a.child, where, int(supervised))


# A policy of other intervals than the catalogue's, one for each service.
LOCAL = {"DAS": 20, "CIN": 30, "LAC": 42}


def wfc04_locally(tables: Tables, first: date, s: date) -> Iterator[Case]:
    yield from wfc04(tables, first, s, LOCAL)


def service_at(tables: Tables, where: str | None, s: date) -> str | None:
    spells = [
        r
        for r in tables["ref_team_service"]
        if r["rts_team_id"] == where and open_on(r, "rts_valid_from", "rts_valid_to", s)
    ]
    return max(spells, key=lambda r: r["rts_valid_from"])["rts_service"] if spells else None


# --- figures -------------------------------------------------------------------------------------

# A percentage is 100 times the numerator by the denominator, a mean once.
INDICATORS: dict[str, tuple[int, Callable[[Tables, date, date], Iterator[Case]]]] = {
    "ADO01": (1, ado01),
    "ADO02": (100, ado02),
    "CLV01": (100, clv01),
    "CLV03": (100, clv03),
    "WFC01": (1, wfc01),
    "WFC02": (100, wfc02),
    "WFC03": (100, wfc03),
    "WFC04": (100, wfc04),
}
OF_POSTS = ("WFC01", "WFC02", "WFC03")


def figures(
    tables: Tables, code: str, kind: str, s: date, local: bool = False
) -> dict[tuple[str, str], tuple]:
    """(breakdown, group) -> (numerator, denominator, value) in the window of this kind to `s`."""
    times, counting = INDICATORS[code]
    if local:
        counting = wfc04_locally
    first, _ = window(kind, s)
    breakdowns = ("service", "team") if code in OF_POSTS else None
    groups = reference.by_group(tables, counting(tables, first, s), breakdowns)
    return {key: measure(times, cases) for key, cases in groups.items()}


def measure(times: int, cases: list[Case]) -> tuple:
    numerator = sum(case.amount for case in cases)
    denominator = sum(case.weight for case in cases)
    value = float(times * numerator / denominator) if denominator else None
    return float(numerator), float(denominator), value
