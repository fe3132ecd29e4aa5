"""Drill-downs counted row by row, from the specification: no SQL.

As `reference.py`, for what stands beside an indicator: the same cases looked at more closely. Where
the cases are those of an indicator they are taken from its own count.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from statistics import median

from indicators import reference, reference_care, reference_early, reference_work
from indicators.reference import Row, Tables, age, months_before, open_on, person, wd
from indicators.reference_care import months_after
from indicators.reference_work import Allocation, Case, began

Counting = Callable[[Tables, date, date], Iterator[Case]]


# --- early help ----------------------------------------------------------------------------------


def families_helped(tables: Tables, first: date, s: date) -> Iterator[Case]:
    helped = {case.person for case in reference_early.eha02(tables, first, s)}
    children: dict[str, set[str]] = defaultdict(set)
    for e in tables["ssd_early_help_episodes"]:
        pid, dates = e["earl_person_id"], ("earl_episode_start_date", "earl_episode_end_date")
        family = family_of(tables, e, s)
        if pid in helped and family and open_on(e, *dates, s):
            children[family].add(pid)
    for family in children.values():
        yield Case(s, min(family), None, 1)


def family_of(tables: Tables, episode: Row, s: date) -> str | None:
    """The family that the episode's latest assessment names; else that of the child's latest."""
    begun = [
        a
        for a in tables["ext_eh_assessment"]
        if a["eha_person_id"] == episode["earl_person_id"]
        and a["eha_family_id"] is not None
        and (a["eha_start_date"] or date.min) <= s
    ]
    own = [a for a in begun if a["eha_episode_id"] == episode["earl_episode_id"]]
    latest = max(
        own or begun, key=lambda a: (a["eha_start_date"] or date.min, a["eha_id"]), default=None
    )
    return latest["eha_family_id"] if latest else None


def stepped_up(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for day, pid, outcome in closed(tables, first, s):
        yield Case(day, pid, None, int(outcome == "STEP_UP_CSC"))


def referred_after_closure(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for day, pid, _ in closed(tables, first, s):
        # Up to what is recorded, S or not: or six months could never be complete.
        referred = any(
            r["cine_person_id"] == pid and day < r["cine_referral_date"] <= months_after(day, 6)
            for r in tables["ssd_cin_episodes"]
        )
        yield Case(day, pid, None, int(referred))


def closed(tables: Tables, first: date, s: date) -> list[tuple]:
    return [
        (day, pid, outcome)
        for day, pid, outcome in reference_early.closures(tables)
        if day is not None and first <= day <= s and outcome not in ("MOVED", "DIED")
    ]


def help_started(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for e in tables["ssd_early_help_episodes"]:
        start = e["earl_episode_start_date"]
        if first <= start <= s:
            yield Case(start, e["earl_person_id"], None, 1)


def help_after_social_care(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for case in help_started(tables, first, s):
        closed_lately = any(
            r["cine_person_id"] == case.person
            and r["cine_referral_nfa"] != "Y"
            and r["cine_close_date"] is not None
            and 0 <= (case.day - r["cine_close_date"]).days <= 28
            for r in tables["ssd_cin_episodes"]
        )
        yield Case(case.day, case.person, None, int(closed_lately))


def helped_for_long(tables: Tables, first: date, s: date) -> Iterator[Case]:
    dates = "earl_episode_start_date", "earl_episode_end_date"
    for case in reference_early.eha02(tables, first, s):
        long_open = any(
            e["earl_person_id"] == case.person
            and open_on(e, *dates, s)
            and e["earl_episode_start_date"] <= months_before(s, 6)
            for e in tables["ssd_early_help_episodes"]
        )
        yield Case(s, case.person, None, int(long_open))


def days_of_help(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for e in tables["ssd_early_help_episodes"]:
        ended = e["earl_episode_end_date"]
        if ended is not None and first <= ended <= s:
            lasted = (ended - e["earl_episode_start_date"]).days
            yield Case(ended, e["earl_person_id"], None, lasted)


# --- assessments and enquiries -------------------------------------------------------------------


def assessed_within_10_days(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for a, days in authorised(tables, first, s):
        yield assessment(a, int(days is not None and days <= 10))


def days_to_authorisation(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for a, days in authorised(tables, first, s):
        # Authorised before it started, it took no known time.
        if days is not None:
            yield assessment(a, days)


def authorised(tables: Tables, first: date, s: date) -> Iterator[tuple[Row, int | None]]:
    for a in reference_early.authorised(tables, first, s):
        yield a, wd(a["cina_assessment_start_date"], a["cina_assessment_auth_date"])


def assessment(a: Row, amount: int) -> Case:
    day, team = a["cina_assessment_auth_date"], a["cina_assessment_team"]
    return Case(day, a["cina_person_id"], team, amount)


def led_to_conference(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for q in enquiries(tables, first, s):
        held = any(
            i["icpc_s47_enquiry_id"] == q["s47e_s47_enquiry_id"]
            and i["icpc_person_id"] == q["s47e_person_id"]
            and i["icpc_icpc_date"] is not None
            for i in tables["ssd_initial_cp_conference"]
        )
        yield enquiry(q, held)


def no_further_action(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for q in enquiries(tables, first, s):
        yield enquiry(q, q["s47e_s47_nfa"] == "Y")


def open_enquiries_too_long(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for q in tables["ssd_s47_enquiry"]:
        start = q["s47e_s47_start_date"]
        if open_on(q, "s47e_s47_start_date", "s47e_s47_end_date", s):
            late = (wd(start, s) or 0) > 15
            yield Case(s, q["s47e_person_id"], q["s47e_s47_completed_by_team"], int(late))


def enquiries(tables: Tables, first: date, s: date) -> list[Row]:
    return [q for q in tables["ssd_s47_enquiry"] if first <= q["s47e_s47_start_date"] <= s]


def enquiry(q: Row, met: bool) -> Case:
    day, team = q["s47e_s47_start_date"], q["s47e_s47_completed_by_team"]
    return Case(day, q["s47e_person_id"], team, int(met))


# --- children in need ----------------------------------------------------------------------------


def looked_after(tables: Tables, s: date) -> set[str]:
    return reference.looked_after(tables, s)


def on_protection_plan(tables: Tables, s: date) -> set[str]:
    return {c["cppl_person_id"] for c in reference.open_plans(tables, s)}


def on_need_plan(tables: Tables, s: date) -> set[str]:
    dates = "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"
    return {n["cinp_person_id"] for n in tables["ssd_cin_plans"] if open_on(n, *dates, s)}


def in_assessment(tables: Tables, s: date) -> set[str]:
    dates = "cina_assessment_start_date", "cina_assessment_auth_date"
    return {a["cina_person_id"] for a in tables["ssd_cin_assessments"] if open_on(a, *dates, s)}


# The first that applies, in this order; the fifth is whoever is none of these.
STANDINGS = (looked_after, on_protection_plan, on_need_plan, in_assessment)


def in_need_as(wanted: int) -> Counting:
    """The children in need, met by those whose standing has this number, counted from 1."""

    def counting(tables: Tables, first: date, s: date) -> Iterator[Case]:
        standings = [children(tables, s) for children in STANDINGS]
        for case in reference.cin01(tables, first, s):
            applying = [n for n, children in enumerate(standings, 1) if case.person in children]
            number = min(applying, default=len(standings) + 1)
            yield Case(s, case.person, case.team, int(number == wanted))

    return counting


# --- plans and health ----------------------------------------------------------------------------


def soon_after_the_last(tables: Tables, first: date, s: date) -> Iterator[Case]:
    ours = [c for c in tables["ssd_cp_plans"] if c["cppl_cp_plan_ola"] != "Y"]
    for c in ours:
        pid, start = c["cppl_person_id"], c["cppl_cp_plan_start_date"]
        if first <= start <= s:
            ends = [
                p["cppl_cp_plan_end_date"]
                for p in ours
                if p["cppl_person_id"] == pid and p["cppl_cp_plan_start_date"] < start
            ]
            ends += [
                h["cph_last_plan_end_date"]
                for h in tables["ext_cp_history"]
                if reference.tells_of_earlier_plan(h, c, ours)
                # The end of this plan, or of one after it, is no end of the plan before.
                and h["cph_last_plan_end_date"]
                not in [p["cppl_cp_plan_end_date"] for p in reference.counted_since(h, c, ours)]
            ]
            # An end after this start is not of a plan that had ended before it.
            recent = any(
                ended is not None and months_before(start, 24) <= ended <= start for ended in ends
            )
            yield Case(start, pid, None, int(recent))


def teeth_checked(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for case in reference_care.lac06(tables, first, s):
        under_5 = age(person(tables, case.person)["pers_dob"], s) < 5
        after = months_before(s, 6 if under_5 else 12)
        checked = any(
            h["clah_person_id"] == case.person
            and (h["clah_health_check_type"] or "").upper() in ("DENTAL", "DENTAL CHECK")
            and (h["clah_health_check_status"] or "").upper() == "COMPLETED"
            and h["clah_health_check_date"] is not None
            and after < h["clah_health_check_date"] <= s
            for h in tables["ssd_cla_health"]
        )
        yield Case(s, case.person, None, int(checked))


# --- adoption ------------------------------------------------------------------------------------


def days_to_match(tables: Tables, first: date, s: date) -> Iterator[Case]:
    waited: dict[tuple[str, date], int] = {}
    for o in tables["ssd_permanence"]:
        adopted = o["perm_permanence_order_date"]
        if (o["perm_permanence_order_type"] or "").upper() != "ADOPTION" or adopted is None:
            continue
        ordered, matched = o["perm_placement_order_date"], o["perm_matched_date"]
        if first <= adopted <= s and ordered is not None and matched is not None:
            # A child counts once: of rows that repeat an adoption, the longest wait.
            child = o["perm_person_id"], adopted
            waited[child] = max(waited.get(child, 0), (matched - ordered).days)
    for (pid, adopted), days in waited.items():
        yield Case(adopted, pid, None, days)


# --- workforce -----------------------------------------------------------------------------------


def allocated_to_nobody(tables: Tables, first: date, s: date) -> Iterator[Case]:
    for case in reference.cin01(tables, first, s):
        allocated = any(
            i["invo_person_id"] == case.person
            and i["invo_professional_id"] is not None
            and (i["invo_professional_role_id"] or "").upper() in ("CW", "ALLOCATED CASE WORKER")
            and open_on(i, "invo_involvement_start_date", "invo_involvement_end_date", s)
            for i in tables["ssd_involvements"]
        )
        yield Case(s, case.person, case.team, int(not allocated))


def with_many_cases(tables: Tables, first: date, s: date, maximum: int = 20) -> Iterator[Case]:
    cases: dict[str, list[Allocation]] = defaultdict(list)
    for a in reference_work.allocations(tables, s):
        cases[a.worker].append(a)
    for held in cases.values():
        # A worker's team is that of the case allocated last.
        last = max((a.last for a in held), key=began)
        yield Case(s, None, last["invo_professional_team"], int(len(held) > maximum))


# --- figures -------------------------------------------------------------------------------------

INDICATORS: dict[str, tuple[str, Counting]] = {
    "EHA01.1": ("count", help_started),
    "EHA01.2": ("percentage", help_after_social_care),
    "EHA02.1": ("count", families_helped),
    "EHA02.2": ("percentage", helped_for_long),
    "EHA03.1": ("percentage", stepped_up),
    "EHA03.2": ("percentage", referred_after_closure),
    "EHA03.3": ("mean", days_of_help),
    "ASM02.1": ("percentage", assessed_within_10_days),
    "ASM02.2": ("median", days_to_authorisation),
    "S4701.1": ("percentage", led_to_conference),
    "S4701.2": ("percentage", no_further_action),
    "S4702.1": ("percentage", open_enquiries_too_long),
    **{f"CIN01.{number}": ("percentage", in_need_as(number)) for number in range(1, 6)},
    "CPP02.1": ("percentage", soon_after_the_last),
    "LAC06.1": ("percentage", teeth_checked),
    "ADO01.1": ("mean", days_to_match),
    "ADO01.2": ("mean", reference_work.ado01),
    "ADO01.3": ("median", reference_work.ado01),
    "WFC01.1": ("percentage", allocated_to_nobody),
    "WFC01.2": ("percentage", with_many_cases),
}


def grouped_by(code: str) -> tuple[str, ...]:
    """A median is of the whole alone, and a social worker has no age, sex and so on here."""
    if INDICATORS[code][0] == "median":
        return ()
    return ("service", "team") if code == "WFC01.2" else tuple(reference.BREAKDOWNS)


def figures(
    tables: Tables, code: str, kind: str, s: date, counting: Counting | None = None
) -> dict[tuple[str, str], tuple]:
    """(breakdown, group) -> (numerator, denominator, value) in the window of this kind to `s`."""
    what, usual = INDICATORS[code]
    first, _ = reference_work.window(kind, s)
    cases = (counting or usual)(tables, first, s)
    groups = reference.by_group(tables, cases, grouped_by(code))
    return {key: measure(what, cases) for key, cases in groups.items()}


def measure(what: str, cases: list[Case]) -> tuple:
    amounts = [case.amount for case in cases]
    if what == "count":
        return sum(amounts), None, sum(amounts)
    if what == "median":
        return None, len(cases), median(amounts) if cases else None
    times = 100 if what == "percentage" else 1
    return sum(amounts), len(cases), times * sum(amounts) / len(cases) if cases else None
