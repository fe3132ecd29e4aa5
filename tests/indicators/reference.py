"""The twelve indicators counted row by row, from the specification: no SQL, nothing of the engine.

`figures` is given the tables as lists of rows (dictionaries, None for an empty cell) and returns
numerator and denominator of every group in one window. It reads as `indicators.yml` and
the readings in docs/decisions.md do; where these and a line here disagree, the line is wrong.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from litmus.base.working_days import bank_holidays

Row = dict
Tables = dict[str, list[Row]]
DAY = timedelta(days=1)
HOLIDAYS = bank_holidays(2005, 2020)
POPULATION = {2014: 82188, 2015: 83785, 2016: 85492}


@dataclass(frozen=True)
class Case:
    """Something counted: on which day, whose, the row's own team, and whether it meets the test."""

    day: date
    person: str
    team: str | None
    met: bool


AnyCase = TypeVar("AnyCase")  # this one, or that of another reference: with a day, person and team


# --- conventions ---------------------------------------------------------------------------------


def months_before(day: date, months: int) -> date:
    """The day so many months before, the last of the month where it has no such day."""
    total = day.year * 12 + day.month - 1 - months
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def window(kind: str, s: date) -> tuple[date, date]:
    if kind == "month":
        return date(s.year, s.month, 1), s
    if kind == "quarter":
        return date(s.year, {1: 1, 2: 4, 3: 7, 4: 10}[(s.month + 2) // 3], 1), s
    return months_before(s, 12) + DAY, s


def wd(a: date, b: date) -> int | None:
    """Working days after a, up to and including b; None where b is before a (rejected)."""
    if b < a:
        return None
    days = [a + DAY * n for n in range(1, (b - a).days + 1)]
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in days)


def within(limit: int, a: date, b: date) -> bool:
    """Whether b follows a by so many working days at most. A Friday does not follow a Saturday."""
    days = wd(a, b)
    return days is not None and days <= limit


def lasted(least: int, a: date, b: date) -> bool:
    """Whether b follows a by so many working days at least."""
    days = wd(a, b)
    return days is not None and days >= least


def age(born: date, day: date) -> int:
    """Completed years; one born on 29 February completes a year on 1 March in a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def open_on(row: Row, start: str, end: str, day: date) -> bool:
    return row[start] <= day and (row[end] is None or row[end] > day)


def person(tables: Tables, pid: str) -> Row:
    blank = dict.fromkeys(("pers_dob", "pers_expected_dob", "pers_sex", "pers_ethnicity"))
    return next((p for p in tables["ssd_person"] if p["pers_person_id"] == pid), blank)


def population(s: date) -> int | None:
    year = s.year if s.month >= 4 else s.year - 1
    known = [y for y in POPULATION if y <= year]
    return POPULATION[max(known)] if known else None


# --- the twelve ----------------------------------------------------------------------------------


def ref01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for r in tables["ssd_cin_episodes"]:
        if first <= r["cine_referral_date"] <= s:
            yield Case(r["cine_referral_date"], r["cine_person_id"], r["cine_referral_team"], True)


def ref02(tables: Tables, first: date, s: date) -> Iterator[Case]:
    kept: dict[tuple, Row] = {}
    for r in sorted(tables["ssd_cin_episodes"], key=lambda r: r["cine_referral_id"]):
        kept.setdefault((r["cine_person_id"], r["cine_referral_date"]), r)
    for (pid, day), r in kept.items():
        if first <= day <= s:
            since = months_before(day, 12)
            again = any(p == pid and since <= earlier < day for p, earlier in kept)
            yield Case(day, pid, r["cine_referral_team"], again)


def asm02(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for a in tables["ssd_cin_assessments"]:
        done = a["cina_assessment_auth_date"]
        if done is not None and first <= done <= s:
            in_time = within(45, a["cina_assessment_start_date"], done)
            yield Case(done, a["cina_person_id"], a["cina_assessment_team"], in_time)


def asm03(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for a in tables["ssd_cin_assessments"]:
        if open_on(a, "cina_assessment_start_date", "cina_assessment_auth_date", s):
            over = lasted(46, a["cina_assessment_start_date"], s)
            yield Case(s, a["cina_person_id"], a["cina_assessment_team"], over)


def icp01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for i in tables["ssd_initial_cp_conference"]:
        held = i["icpc_icpc_date"]
        if held is None or not first <= held <= s or i["icpc_icpc_transfer_in"] == "Y":
            continue
        linked = [
            q["s47e_s47_start_date"]
            for q in tables["ssd_s47_enquiry"]
            if q["s47e_s47_enquiry_id"] == i["icpc_s47_enquiry_id"]
            and q["s47e_person_id"] == i["icpc_person_id"]
        ]
        in_time = any(within(15, start, held) for start in linked)
        yield Case(held, i["icpc_person_id"], None, in_time)


def cin01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    latest: dict[str, Row] = {}
    in_order = sorted(
        tables["ssd_cin_episodes"], key=lambda e: (e["cine_referral_date"], e["cine_referral_id"])
    )
    for e in in_order:
        if open_on(e, "cine_referral_date", "cine_close_date", s) and e["cine_referral_nfa"] != "Y":
            latest[e["cine_person_id"]] = e
    for pid, e in latest.items():
        yield Case(s, pid, e["cine_referral_team"], True)


def open_plans(tables: Tables, s: date) -> list[Row]:
    return [
        c
        for c in tables["ssd_cp_plans"]
        if open_on(c, "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", s)
        and c["cppl_cp_plan_ola"] != "Y"
    ]


def cpp01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for pid in {c["cppl_person_id"] for c in open_plans(tables, s)}:
        yield Case(s, pid, None, True)


def cpp02(tables: Tables, first: date, s: date) -> Iterator[Case]:
    ours = [c for c in tables["ssd_cp_plans"] if c["cppl_cp_plan_ola"] != "Y"]
    for c in ours:
        pid, start = c["cppl_person_id"], c["cppl_cp_plan_start_date"]
        if not first <= start <= s:
            continue
        before = any(
            p["cppl_person_id"] == pid and p["cppl_cp_plan_start_date"] < start for p in ours
        )
        known = any(tells_of_earlier_plan(h, c, ours) for h in tables["ext_cp_history"])
        yield Case(start, pid, None, before or known)


def tells_of_earlier_plan(h: Row, c: Row, ours: list[Row]) -> bool:
    """Whether a row of the history proves that the child had a plan before plan c.

    A row written after c began has counted c, and whatever came after it, once they had ended.
    """
    if h["cph_person_id"] != c["cppl_person_id"]:
        return False
    total = h["cph_previous_plans_total"] or 0
    return total - len(counted_since(h, c, ours)) >= 1


def counted_since(h: Row, c: Row, ours: list[Row]) -> list[Row]:
    """The plans, from plan c on, that a row of the history has counted: they had ended by then."""
    start, as_at = c["cppl_cp_plan_start_date"], h["cph_as_at"]
    return [
        p
        for p in ours
        if as_at > start
        and p["cppl_person_id"] == c["cppl_person_id"]
        and p["cppl_cp_plan_start_date"] >= start
        and p["cppl_cp_plan_end_date"] is not None
        and p["cppl_cp_plan_end_date"] <= as_at
    ]


def cpp05(tables: Tables, first: date, s: date) -> Iterator[Case]:
    seen_by_child: dict[str, bool] = {}
    for c in open_plans(tables, s):
        pid, start = c["cppl_person_id"], c["cppl_cp_plan_start_date"]
        born = person(tables, pid)["pers_dob"]
        if not lasted(10, start, s) or born is None or born > s:
            continue
        visits = [
            v["cppv_cp_visit_date"]
            for v in tables["ssd_cp_visits"]
            if v["cppv_person_id"] == pid
            and v["cppv_cp_visit_seen"] == "Y"
            and start <= v["cppv_cp_visit_date"] <= s
        ]
        seen = bool(visits) and within(10, max(visits), s)
        seen_by_child[pid] = seen_by_child.get(pid, False) or seen
    for pid, seen in seen_by_child.items():
        yield Case(s, pid, None, seen)


def looked_after(tables: Tables, s: date) -> set[str]:
    found = set()
    for e in tables["ssd_cla_episodes"]:
        pid = e["clae_person_id"]
        if not open_on(e, "clae_cla_episode_start_date", "clae_cla_episode_ceased_date", s):
            continue
        born = person(tables, pid)["pers_dob"]
        short_break = any(
            status["lega_person_id"] == pid
            and (status["lega_legal_status"] or "").upper() in ("V3", "V4")
            and open_on(status, "lega_legal_status_start_date", "lega_legal_status_end_date", s)
            for status in tables["ssd_legal_status"]
        )
        if born is not None and age(born, s) < 18 and not short_break:
            found.add(pid)
    return found


def lac01(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for pid in looked_after(tables, s):
        yield Case(s, pid, None, True)


TEMPORARY = ("T0", "T1", "T2", "T3", "T4")


def lac02(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for pid in looked_after(tables, s):
        yield Case(s, pid, None, len(different_placements(tables, pid, s)) >= 3)


def different_placements(tables: Tables, pid: str, s: date) -> set[str]:
    """The placements of the twelve months to S that count, each once; nothing after S is known."""
    year_ago = months_before(s, 12)
    types = {
        p["clap_cla_placement_id"]: p["clap_cla_placement_type"]
        for p in tables["ssd_cla_placement"]
    }
    # Joined to the placement: one that the table does not have is not counted (but it is listed).
    # One that is there without a type is: a placement of no known type is not a temporary one.
    known = [
        e
        for e in tables["ssd_cla_episodes"]
        if e["clae_person_id"] == pid
        and e["clae_cla_episode_start_date"] <= s
        and e["clae_cla_placement_id"] in types
        and types[e["clae_cla_placement_id"]] not in TEMPORARY
    ]
    begun_anew = {
        e["clae_cla_placement_id"]
        for e in known
        if e["clae_cla_episode_start_reason"] in ("S", "P", "B")
    }
    found = set()
    for e in known:
        ceased = e["clae_cla_episode_ceased_date"]
        if ceased is None or ceased > year_ago:
            in_force_a_year_ago = e["clae_cla_episode_start_date"] <= year_ago
            if in_force_a_year_ago or e["clae_cla_placement_id"] in begun_anew:
                found.add(e["clae_cla_placement_id"])
    return found


EMPLOYED = ("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5")


def latest_rows(tables: Tables, s: date) -> list[Row]:
    """The row of each young person with the latest contact up to S.

    A row without a contact is the oldest there is: it speaks for whoever has no other.
    """
    latest: dict[str, Row] = {}

    def order(c: Row) -> tuple[date, str]:
        return c["clea_care_leaver_latest_contact"] or date.min, c["clea_table_id"]

    for c in sorted(tables["ssd_care_leavers"], key=order):
        contact = c["clea_care_leaver_latest_contact"]
        if contact is None or contact <= s:
            latest[c["clea_person_id"]] = c
    return list(latest.values())


def clv02(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for c in latest_rows(tables, s):
        eligibility = (c["clea_care_leaver_eligibility"] or "").lower()
        born = person(tables, c["clea_person_id"])["pers_dob"]
        if eligibility not in ("former relevant", "former relevant child") or born is None:
            continue
        if not 19 <= age(born, s) <= 21 or (c["clea_care_leaver_in_touch"] or "").upper() == "DIED":
            continue
        met = c["clea_care_leaver_activity"] in EMPLOYED
        yield Case(s, c["clea_person_id"], c["clea_care_leaver_allocated_team"], met)


INDICATORS: dict[str, tuple[str, Callable[[Tables, date, date], Iterator[Case]]]] = {
    "REF01": ("rate", ref01),
    "REF02": ("percentage", ref02),
    "ASM02": ("percentage", asm02),
    "ASM03": ("percentage", asm03),
    "ICP01": ("percentage", icp01),
    "CIN01": ("rate", cin01),
    "CPP01": ("rate", cpp01),
    "CPP02": ("percentage", cpp02),
    "CPP05": ("percentage", cpp05),
    "LAC01": ("rate", lac01),
    "LAC02": ("percentage", lac02),
    "CLV02": ("percentage", clv02),
}


# --- breakdowns ----------------------------------------------------------------------------------


def team_of(tables: Tables, case: Case) -> str:
    if case.team:
        return case.team
    workers = [
        i
        for i in tables["ssd_involvements"]
        if i["invo_person_id"] == case.person
        and (i["invo_professional_role_id"] or "").upper() in ("CW", "ALLOCATED CASE WORKER")
        and open_on(i, "invo_involvement_start_date", "invo_involvement_end_date", case.day)
    ]
    if not workers:
        return "none"
    last = max(workers, key=lambda i: (i["invo_involvement_start_date"], i["invo_involvements_id"]))
    return last["invo_professional_team"] or "none"


def service_of(tables: Tables, case: Case) -> str:
    spells = [
        r
        for r in tables["ref_team_service"]
        if r["rts_team_id"] == team_of(tables, case)
        and open_on(r, "rts_valid_from", "rts_valid_to", case.day)
    ]
    return max(spells, key=lambda r: r["rts_valid_from"])["rts_service"] if spells else "none"


def age_band_of(tables: Tables, case: Case) -> str:
    child = person(tables, case.person)
    born, due = child["pers_dob"], child["pers_expected_dob"]
    if born is None:
        return "unborn" if due is not None and due > case.day else "not known"
    if born > case.day:
        return "unborn"
    years = age(born, case.day)
    bands = ((0, "0"), (4, "1-4"), (9, "5-9"), (15, "10-15"), (17, "16-17"), (999, "18+"))
    return next(band for oldest, band in bands if years <= oldest)


def sex_of(tables: Tables, case: Case) -> str:
    return person(tables, case.person)["pers_sex"] or "U"


def ethnic_group_of(tables: Tables, case: Case) -> str:
    code = person(tables, case.person)["pers_ethnicity"]
    if code in ("CHNE", "OOTH"):
        return "Other"
    if code in ("REFU", "NOBT", None):
        return "Not obtained or refused"
    if code == "BOTH":
        return "Black"
    names = {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black"}
    return names[code[0]]


def disability_of(tables: Tables, case: Case) -> str:
    coded = [d for d in tables["ssd_disability"] if d["disa_disability_code"] is not None]
    if case.person is None or not coded:
        return "not known"
    codes = {d["disa_disability_code"].upper() for d in coded if d["disa_person_id"] == case.person}
    return "Disability recorded" if codes - {"NONE", "NO", "N"} else "No disability recorded"


def early_help_says(tables: Tables, case: Case, column: str) -> str:
    """What the child's latest early help assessment says that had begun by the day and says it."""
    told = [
        a
        for a in tables["ext_eh_assessment"]
        if a["eha_person_id"] == case.person
        and a["eha_start_date"] is not None
        and a["eha_start_date"] <= case.day
        and a[column] is not None
    ]
    latest = max(told, key=lambda a: (a["eha_start_date"], a["eha_id"]), default=None)
    return latest[column] if latest else "none"


def cluster_of(tables: Tables, case: Case) -> str:
    return early_help_says(tables, case, "eha_cluster")


def lead_agency_of(tables: Tables, case: Case) -> str:
    return early_help_says(tables, case, "eha_lead_agency")


BREAKDOWNS = {
    "service": service_of,
    "team": team_of,
    "age_band": age_band_of,
    "sex": sex_of,
    "ethnic_group": ethnic_group_of,
    "disability": disability_of,
}
# Those that are counted where somebody asks for them by name.
ON_REQUEST = {"cluster": cluster_of, "lead_agency": lead_agency_of}


def figures(tables: Tables, code: str, kind: str, s: date) -> dict[tuple[str, str], tuple]:
    """(breakdown, group) -> (numerator, denominator, value) in the window of this kind to `s`."""
    what, counting = INDICATORS[code]
    first, _ = window(kind, s)
    groups = by_group(tables, counting(tables, first, s))
    return {key: measure(what, code, kind, s, cases) for key, cases in groups.items()}


def by_group(
    tables: Tables, cases: Iterable[AnyCase], breakdowns: Collection[str] | None = None
) -> dict[tuple[str, str], list[AnyCase]]:
    """The cases of the whole, and of each group of these breakdowns (all if None) that has some."""
    groups: dict[tuple[str, str], list[AnyCase]] = defaultdict(list)
    groups["all", "all"] = []
    for case in cases:
        groups["all", "all"].append(case)
        for breakdown in BREAKDOWNS if breakdowns is None else breakdowns:
            groups[breakdown, BREAKDOWNS[breakdown](tables, case)].append(case)
    return groups


def measure(what: str, code: str, kind: str, s: date, cases: list[Case]) -> tuple:
    met = sum(case.met for case in cases)
    if what == "percentage":
        return met, len(cases), 100 * met / len(cases) if cases else None
    children = population(s)
    if children is None:
        return met, None, None
    if code != "REF01":
        return met, children, met / children * 10000
    whole = kind == "R12M" or ((s + DAY).day == 1 and (kind == "month" or s.month % 3 == 0))
    times = {"month": 12, "quarter": 4, "R12M": 1}[kind]
    return met, children, met * times / children * 10000 if whole else None
