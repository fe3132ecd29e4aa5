"""By when something is due of each case on a worklist, from the words of the standard: no SQL.

`DUE` gives, for each indicator whose cases have such a day, who the case is about and the day. A
case that the figure leaves out because nothing is due of it yet is among them, marked `True`.
"""

from collections.abc import Callable, Iterator
from datetime import date

from indicators import reference, reference_care, reference_work
from indicators.reference import DAY, Row, Tables, age, lasted, months_before, open_on
from indicators.reference import person as person_of
from indicators.reference_care import months_after, working_days_after

# Whose case, whether nothing is due of it yet, and the day; None where it is not known.
Due = tuple[str, bool, date | None]


# --- assessments, enquiries and conferences ------------------------------------------------------


def assessed(tables: Tables, s: date) -> Iterator[Due]:
    """45 working days after its start: whatever was authorised in the 12 months to S."""
    yield from _assessed(tables, s, 45)


def assessed_in_10(tables: Tables, s: date) -> Iterator[Due]:
    yield from _assessed(tables, s, 10)


def _assessed(tables: Tables, s: date, days: int) -> Iterator[Due]:
    for a in tables["ssd_cin_assessments"]:
        done = a["cina_assessment_auth_date"]
        if done is not None and months_before(s, 12) < done <= s:
            due = working_days_after(a["cina_assessment_start_date"], days)
            yield a["cina_person_id"], False, due


def in_assessment(tables: Tables, s: date) -> Iterator[Due]:
    dates = "cina_assessment_start_date", "cina_assessment_auth_date"
    for a in tables["ssd_cin_assessments"]:
        if open_on(a, *dates, s):
            due = working_days_after(a["cina_assessment_start_date"], 45)
            yield a["cina_person_id"], False, due


def enquired(tables: Tables, s: date) -> Iterator[Due]:
    for q in tables["ssd_s47_enquiry"]:
        done = q["s47e_s47_end_date"]
        if done is not None and months_before(s, 12) < done <= s:
            yield q["s47e_person_id"], False, working_days_after(q["s47e_s47_start_date"], 15)


def in_enquiry(tables: Tables, s: date) -> Iterator[Due]:
    for q in tables["ssd_s47_enquiry"]:
        if open_on(q, "s47e_s47_start_date", "s47e_s47_end_date", s):
            yield q["s47e_person_id"], False, working_days_after(q["s47e_s47_start_date"], 15)


def conferred(tables: Tables, s: date) -> Iterator[Due]:
    for i in tables["ssd_initial_cp_conference"]:
        held = i["icpc_icpc_date"]
        if held is None or not months_before(s, 12) < held <= s:
            continue
        if i["icpc_icpc_transfer_in"] != "Y":
            starts = [
                q["s47e_s47_start_date"]
                for q in tables["ssd_s47_enquiry"]
                if q["s47e_s47_enquiry_id"] == i["icpc_s47_enquiry_id"]
                and q["s47e_person_id"] == i["icpc_person_id"]
            ]
            due = working_days_after(starts[0], 15) if starts else None
            yield i["icpc_person_id"], False, due


# --- visits --------------------------------------------------------------------------------------


def seen_in_need(tables: Tables, s: date) -> Iterator[Due]:
    """20 working days after the plan began, or after the last time the child was seen since."""
    elsewhere = reference.looked_after(tables, s)
    elsewhere |= {c["cppl_person_id"] for c in reference.open_plans(tables, s)}
    for n in tables["ssd_cin_plans"]:
        pid, start = n["cinp_person_id"], n["cinp_cin_plan_start_date"]
        is_open = open_on(n, "cinp_cin_plan_start_date", "cinp_cin_plan_end_date", s)
        if is_open and pid not in elsewhere:
            due = _next_visit(tables["ssd_cin_visits"], "cinv_cin", "cinv", pid, start, s, 20)
            yield pid, not lasted(20, start, s), due


def seen_on_plan(tables: Tables, s: date) -> Iterator[Due]:
    for c in reference.open_plans(tables, s):
        pid, start = c["cppl_person_id"], c["cppl_cp_plan_start_date"]
        born = person_of(tables, pid)["pers_dob"]
        if born is not None and born <= s:
            due = _next_visit(tables["ssd_cp_visits"], "cppv_cp", "cppv", pid, start, s, 10)
            yield pid, not lasted(10, start, s), due


def _next_visit(
    visits: list[Row], of: str, prefix: str, pid: str, start: date, s: date, days: int
) -> date:
    seen = [
        v[f"{of}_visit_date"]
        for v in visits
        if v[f"{prefix}_person_id"] == pid
        and v[f"{of}_visit_seen"] == "Y"
        and v[f"{of}_visit_date"] <= s
    ]
    return working_days_after(max([start, *seen]), days)


def visited_in_care(tables: Tables, s: date) -> Iterator[Due]:
    """7 days into the placement, then 42 after a visit, or 84 in a permanent placement: one that is
    permanent by now, or will be by the 42nd day."""
    for pid in reference.looked_after(tables, s):
        placement = reference_care.open_placement(tables, pid, s)
        if placement is None:
            continue
        began = placement["clap_cla_placement_start_date"]
        visits = [
            v["clav_cla_visit_date"]
            for v in tables["ssd_cla_visits"]
            if v["clav_person_id"] == pid and began <= v["clav_cla_visit_date"] <= s
        ]
        due = began + 7 * DAY
        if visits:
            due = max(visits) + 42 * DAY
            long_term = placement["clap_cla_placement_type"] in ("U1", "U4")
            if long_term and began <= months_before(max(s, due), 12):
                due = max(visits) + 84 * DAY
        yield pid, (s - began).days < 7, due


# --- reviews and checks --------------------------------------------------------------------------


def plans_reviewed(tables: Tables, s: date) -> Iterator[Due]:
    """3 months after the plan began, then 6 months after each review."""
    for c in reference.open_plans(tables, s):
        start = c["cppl_cp_plan_start_date"]
        held = [
            r["cppr_cp_review_date"]
            for r in tables["ssd_cp_reviews"]
            if r["cppr_cp_review_date"] is not None
            and start < r["cppr_cp_review_date"] <= s
            and reference_care.is_review_of(r, c)
        ]
        due = months_after(max(held), 6) if held else months_after(start, 3)
        yield c["cppl_person_id"], start > months_before(s, 3), due


def care_reviewed(tables: Tables, s: date) -> Iterator[Due]:
    """20 working days after entering care, then 3 months later, then every 6 months."""
    for e in reference_care.open_episodes(tables, s):
        entered = e["clae_entered_care_date"]
        if entered > s:  # a slip of the pen: nothing is due before it
            continue
        held = reference_care.reviews_held(tables, e, s)
        due = working_days_after(entered, 20)
        if held:
            due = months_after(max(held), 3 if len(held) == 1 else 6)
        yield e["clae_person_id"], not lasted(20, entered, s), due


def health_checked(tables: Tables, s: date) -> Iterator[Due]:
    yield from _checked(tables, s, ("HEALTH", "HEALTH ASSESSMENT"))


def teeth_checked(tables: Tables, s: date) -> Iterator[Due]:
    yield from _checked(tables, s, ("DENTAL", "DENTAL CHECK"))


def _checked(tables: Tables, s: date, kinds: tuple[str, ...]) -> Iterator[Due]:
    """12 months after the last one, or after entering care; 6 for a child who is then under 5."""
    for e in reference_care.open_episodes(tables, s):
        pid, entered = e["clae_person_id"], e["clae_entered_care_date"]
        if entered <= months_before(s, 12):
            done = [
                h["clah_health_check_date"]
                for h in tables["ssd_cla_health"]
                if h["clah_person_id"] == pid
                and (h["clah_health_check_type"] or "").upper() in kinds
                and (h["clah_health_check_status"] or "").upper() == "COMPLETED"
                and h["clah_health_check_date"] is not None
                and h["clah_health_check_date"] <= s
            ]
            last = max(done, default=entered)
            half, born = months_after(last, 6), person_of(tables, pid)["pers_dob"]
            due = half if age(born, max(s, half)) < 5 else months_after(last, 12)
            yield pid, False, due


def pathways_reviewed(tables: Tables, s: date) -> Iterator[Due]:
    owed = {case.person for case in reference_work.clv03(tables, s, s)}
    for c in reference.latest_rows(tables, s):
        reviewed = c["clea_pathway_plan_review_date"]
        if c["clea_person_id"] in owed:
            known = reviewed is not None and reviewed <= s
            yield c["clea_person_id"], False, months_after(reviewed, 6) if known else None


def supervised(tables: Tables, s: date) -> Iterator[Due]:
    """28 days after the case was allocated, or after it was last supervised since."""
    for a in reference_work.allocations(tables, s):
        decided = [
            u["sup_date"]
            for u in tables["ext_supervision"]
            if u["sup_person_id"] == a.child
            and u["sup_type"] == "CASE"
            and u["sup_decision_yn"] == "Y"
            and u["sup_date"] <= s
        ]
        new = (s - a.since).days <= 28
        yield a.child, new, max([a.since, *decided]) + 28 * DAY


DUE: dict[str, Callable[[Tables, date], Iterator[Due]]] = {
    "ASM02": assessed,
    "ASM02.1": assessed_in_10,
    "ASM03": in_assessment,
    "S4702": enquired,
    "S4702.1": in_enquiry,
    "ICP01": conferred,
    "CIN02": seen_in_need,
    "CPP04": plans_reviewed,
    "CPP05": seen_on_plan,
    "LAC04": care_reviewed,
    "LAC05": visited_in_care,
    "LAC06": health_checked,
    "LAC06.1": teeth_checked,
    "CLV03": pathways_reviewed,
    "WFC04": supervised,
}
# Cases of a child are one, whatever plan or episode it is: by the latest of their days.
ONE_PER_CHILD = {"CIN02", "CPP05", "LAC04", "LAC05", "LAC06", "LAC06.1", "CLV03"}


def expected(code: str, tables: Tables, s: date) -> list[Due]:
    """Whose case, whether nothing is due of it yet, and the day: one of each case of the list."""
    found = list(DUE[code](tables, s))
    if code not in ONE_PER_CHILD:
        return found
    due: dict[str, dict[bool, list[date | None]]] = {}
    for pid, new, day in found:
        due.setdefault(pid, {}).setdefault(new, []).append(day)
    # A child of whom something is due by one plan is no child of whom nothing is due.
    return [
        (pid, min(of), max((d for d in of[min(of)] if d), default=None)) for pid, of in due.items()
    ]
