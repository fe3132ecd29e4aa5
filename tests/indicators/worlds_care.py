"""Generated councils for plans, reviews and care: dates crowd round due dates and limits."""

from datetime import date, timedelta

from hypothesis import strategies as st

from indicators import worlds
from indicators.reference import months_before
from indicators.reference_care import working_days_after
from indicators.worlds import ANYBODY, FLAG, born, day, end, mostly, rows, soon

DAY = timedelta(days=1)
# Months before S at which a plan, a period of care or a placement begins, to the day and around it.
MONTHS = st.sampled_from([0, 1, 2, 3, 3, 4, 5, 6, 7, 9, 11, 12, 12, 13, 15, 18, 23, 24, 25, 30, 31])
SHIFTS = st.sampled_from([0, 0, 0, 1, -1, 2, -2, 5])


def months_ago(s: date) -> st.SearchStrategy[date]:
    return st.builds(lambda months, n: months_before(s, months) + n * DAY, MONTHS, SHIFTS)


def ends(s: date) -> st.SearchStrategy[date | None]:
    return mostly(st.none(), day(s), st.just(s), st.just(s + DAY))


@st.composite
def chain(draw: st.DrawFn, first_due: date, then: tuple[int, ...]) -> list[date]:
    """Reviews round their due dates: the first due, then so many months after the one before."""
    held, due = [], first_due
    for number in range(draw(st.integers(0, 5))):
        held.append(due + draw(SHIFTS) * DAY if draw(st.integers(0, 4)) else due - 20 * DAY)
        due = months_before(held[-1], -then[min(number, len(then) - 1)])
    return held


@st.composite
def plans_and_reviews(draw: st.DrawFn, s: date) -> dict[str, list[dict]]:
    plans, reviews = [], []
    for number in range(draw(st.integers(1, 4))):
        plan, pid, start = f"C{(number * 7 + 3) % 10}", draw(ANYBODY), draw(months_ago(s))
        plans.append(
            {
                "cppl_cp_plan_id": plan,
                "cppl_person_id": pid,
                "cppl_cp_plan_start_date": start,
                "cppl_cp_plan_end_date": draw(ends(s)),
                "cppl_cp_plan_ola": draw(st.sampled_from([None, None, "N", "Y"])),
            }
        )
        for held in draw(chain(months_before(start, -3), (6,))):
            named = mostly(st.just(plan), st.none(), st.none(), st.just("C3"), st.just("lost"))
            reviews.append(
                {
                    "cppr_cp_review_id": f"R{len(reviews)}",
                    "cppr_person_id": draw(mostly(st.just(pid), ANYBODY)),
                    "cppr_cp_plan_id": draw(named),
                    "cppr_cp_review_date": draw(mostly(st.just(held), st.none(), st.just(start))),
                }
            )
    return {"ssd_cp_plans": plans, "ssd_cp_reviews": reviews}


def ended_plans(s: date) -> dict[str, object]:
    plan = st.builds(
        lambda pid, start, lasted, n, still_open, ola: {
            "cppl_person_id": pid,
            "cppl_cp_plan_start_date": start,
            "cppl_cp_plan_end_date": (
                None if still_open else months_before(start, -lasted) + max(n, 0 - lasted) * DAY
            ),
            "cppl_cp_plan_ola": ola,
        },
        ANYBODY,
        st.one_of(months_ago(s), st.just(date(2012, 2, 29)), st.just(date(2014, 2, 28))),
        st.sampled_from([0, 3, 12, 23, 24, 24, 24, 36]),
        SHIFTS,
        mostly(st.just(False), st.just(True)),
        st.sampled_from([None, None, "N", "Y"]),
    )
    return {
        "ssd_cp_plans": st.lists(plan, min_size=1, max_size=8).map(
            lambda found: [{"cppl_cp_plan_id": f"C{n}", **each} for n, each in enumerate(found)]
        )
    }


def plan_visits(s: date) -> dict[str, object]:
    return {
        "ssd_cp_visits": rows(
            "V",
            "cppv_cp_visit_id",
            many=12,
            cppv_person_id=ANYBODY,
            cppv_cp_visit_date=mostly(soon(s), day(s)),
            cppv_cp_visit_seen=st.sampled_from(["Y", "Y", "Y", "N", None]),
            cppv_cp_visit_seen_alone=FLAG,
        )
    }


def statuses(s: date) -> object:
    return rows(
        "L",
        "lega_legal_status_id",
        few=0,
        many=3,
        lega_person_id=ANYBODY,
        lega_legal_status=st.sampled_from(["C2", "C2", "V2", "V3", "V4"]),
        lega_legal_status_start_date=day(s),
        lega_legal_status_end_date=end(s),
    )


def in_care(s: date) -> object:
    """Episodes whose period of care began round a limit; seldom without that day."""
    period = st.builds(
        lambda pid, entered, after, reason, placement, cla, ceased, known: {
            "clae_person_id": pid,
            "clae_cla_id": cla,
            "clae_entered_care_date": entered if known else None,
            "clae_cla_episode_start_date": entered + after * DAY,
            "clae_cla_episode_start_reason": reason,
            "clae_cla_episode_ceased_date": ceased,
            "clae_cla_placement_id": placement,
        },
        ANYBODY,
        months_ago(s),
        st.sampled_from([0, 0, 10, 180]),
        st.sampled_from(["S", "P", "L", None]),
        st.sampled_from(["A", "B", "C", None]),
        st.sampled_from(["X", "Y", "X", None]),
        ends(s),
        mostly(st.just(True), st.just(False)),
    )
    return numbered("clae_cla_episode_id", "E", st.lists(period, min_size=1, max_size=5))


def numbered(key: str, prefix: str, found: st.SearchStrategy[list[dict]]) -> object:
    return found.map(
        lambda each: [{key: f"{prefix}{(n * 7 + 3) % 10}", **row} for n, row in enumerate(each)]
    )


@st.composite
def journeys(draw: st.DrawFn, s: date) -> dict[str, list[dict]]:
    """Children in care who move: episodes one after another, with reasons and placements."""
    kinds = st.sampled_from(["U4", "U6", "A3", "A5", "K2", "T1", None])
    placements = [
        {"clap_cla_placement_id": name, "clap_cla_placement_type": draw(kinds)} for name in "ABCDE"
    ]
    episodes: list[dict] = []
    for pid in draw(st.sampled_from([["P1"], ["P1", "P2"], ["P1", "P2", "P3"]])):
        entered = start = draw(months_ago(s))
        entered += draw(st.sampled_from([0, 0, 0, 0, 40, -40])) * DAY
        for number in range(draw(st.integers(1, 5))):
            later = st.builds(max, st.just(start + DAY), months_ago(s))
            until = draw(mostly(later, st.none()))
            reason = "S" if number == 0 and draw(st.integers(0, 5)) else None
            episodes.append(
                {
                    "clae_cla_episode_id": f"E{(len(episodes) * 7 + 3) % 100}",
                    "clae_person_id": pid,
                    "clae_cla_id": "X",
                    "clae_cla_placement_id": draw(st.sampled_from([*"ABCDEF", None])),
                    "clae_entered_care_date": draw(mostly(st.just(entered), st.none())),
                    "clae_cla_episode_start_date": start,
                    "clae_cla_episode_start_reason": reason
                    or draw(st.sampled_from(["P", "P", "B", "T", "U", "L", "S", None])),
                    "clae_cla_episode_ceased_date": until,
                }
            )
            if until is None:
                break
            start = until + draw(mostly(st.just(0), st.just(-1), st.just(30))) * DAY
    return {"ssd_cla_episodes": episodes, "ssd_cla_placement": placements}


@st.composite
def reviews_of_care(draw: st.DrawFn, s: date) -> dict[str, list[dict]]:
    episodes, reviews = draw(in_care(s)), []
    for e in episodes:
        start = e["clae_entered_care_date"] or e["clae_cla_episode_start_date"]
        for held in draw(chain(working_days_after(start, 20), (3, 6))):
            reviews.append(
                {
                    "clar_cla_review_id": f"R{len(reviews)}",
                    "clar_cla_id": draw(mostly(st.just(e["clae_cla_id"]), st.none())),
                    "clar_cla_person_id": e["clae_person_id"],
                    "clar_cla_review_date": draw(
                        mostly(st.just(held), st.none(), st.just(start), st.just(start - DAY))
                    ),
                    "clar_cla_review_cancelled": draw(st.sampled_from([None, None, "N", "Y"])),
                }
            )
    return {"ssd_cla_episodes": episodes, "ssd_cla_reviews": reviews}


def visits_in_care(s: date) -> dict[str, object]:
    days = st.sampled_from([0, 1, 6, 7, 8, 30, 41, 42, 43, 50, 83, 84, 85, 90, 364, 365, 366, 367])
    ago = days.map(lambda n: s - n * DAY)
    near = st.builds(lambda base, n: base + n * DAY, ago, st.sampled_from([-1, 0, 3, 6, 7, 8]))
    placement = st.builds(
        lambda pid, began, ended, kind: {
            "clap_person_id": pid,
            "clap_cla_placement_start_date": began,
            "clap_cla_placement_end_date": ended,
            "clap_cla_placement_type": kind,
        },
        ANYBODY,
        mostly(ago, months_ago(s)),
        ends(s),
        st.sampled_from(["U1", "U4", "U4", "U6", "K2", None]),
    )
    return {
        "ssd_cla_episodes": in_care(s),
        "ssd_cla_placement": numbered(
            "clap_cla_placement_id", "A", st.lists(placement, min_size=1, max_size=5)
        ),
        "ssd_cla_visits": rows(
            "V",
            "clav_cla_visit_id",
            many=12,
            clav_person_id=ANYBODY,
            clav_cla_visit_date=mostly(near, ago, months_ago(s)),
        ),
    }


def health(s: date) -> dict[str, object]:
    kinds = ["Health Assessment", "HEALTH", "health assessment", "HEALTH", "DENTAL", None]
    return {
        "ssd_cla_episodes": in_care(s),
        "ssd_cla_health": rows(
            "H",
            "clah_health_check_id",
            clah_person_id=ANYBODY,
            clah_health_check_type=st.sampled_from(kinds),
            clah_health_check_status=st.sampled_from(
                ["Completed", "COMPLETED", "Completed", "Planned", None]
            ),
            clah_health_check_date=mostly(months_ago(s), st.none(), st.just(s + DAY)),
        ),
    }


def absences(s: date) -> dict[str, object]:
    absence = st.builds(
        lambda pid, start, nights, kind, offered: {
            "miss_person_id": pid,
            "miss_missing_episode_start_date": start,
            "miss_missing_episode_end_date": None if nights is None else start + nights * DAY,
            "miss_missing_episode_type": kind,
            "miss_missing_rhi_offered": offered,
        },
        ANYBODY,
        mostly(soon(s), day(s)),
        st.sampled_from([0, 1, 1, 2, 7, None]),
        st.sampled_from(["M", "M", "M", "Missing", "A", None]),
        st.sampled_from(["Y", "Y", "N", "NA", None]),
    )
    return {
        "ssd_cla_episodes": in_care(s),
        "ssd_missing": numbered("miss_table_id", "M", st.lists(absence, min_size=2, max_size=8)),
    }


def reviews_held(s: date) -> dict[str, object]:
    codes = ["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7", "PN9", None]
    return {
        "ssd_cla_reviews": rows(
            "R",
            "clar_cla_review_id",
            many=12,
            clar_cla_person_id=ANYBODY,
            clar_cla_review_date=mostly(soon(s), day(s), st.none()),
            clar_cla_review_cancelled=st.sampled_from([None, None, "N", "Y"]),
            clar_cla_review_participation=st.sampled_from(codes),
        )
    }


def distances(s: date) -> dict[str, object]:
    miles = st.sampled_from([0.0, 3.5, 20.0, 20.1, 45.0, 45.0, 998.9, 999.0, 999.9, None])
    texts = ["UASC", "uasc - granted", "Unaccompanied Asylum Seeking Child (UASC)", "Refugee"]
    placement = st.builds(
        lambda pid, began, ended, far: {
            "clap_person_id": pid,
            "clap_cla_placement_start_date": began,
            "clap_cla_placement_end_date": ended,
            "clap_cla_placement_distance": far,
        },
        ANYBODY,
        months_ago(s),
        ends(s),
        miles,
    )
    located = st.fixed_dictionaries(
        {
            "plo_placement_id": st.sampled_from(["A3", "A0", "A7", "A4", "A1"]),
            "plo_in_out": st.sampled_from(["OUT", "OUT", "OUT", "IN", "UNKNOWN", None]),
            "plo_distance_miles": miles,
        }
    )
    return {
        "ssd_cla_episodes": in_care(s),
        "ssd_cla_placement": numbered(
            "clap_cla_placement_id", "A", st.lists(placement, min_size=1, max_size=5)
        ),
        "ext_placement_location": st.lists(
            located, max_size=5, unique_by=lambda row: row["plo_placement_id"]
        ),
        "ssd_immigration_status": rows(
            "I",
            "immi_immigration_status_id",
            few=0,
            many=2,
            immi_person_id=ANYBODY,
            immi_immigration_status=st.sampled_from(texts),
            immi_immigration_status_start_date=mostly(day(s), st.none()),
            immi_immigration_status_end_date=ends(s),
        ),
    }


WORLDS = {
    "CPP03": ended_plans,
    "CPP04": plans_and_reviews,
    "CPP06": plan_visits,
    "LAC03": journeys,
    "LAC04": reviews_of_care,
    "LAC05": visits_in_care,
    "LAC06": health,
    "LAC07": absences,
    "LAC08": reviews_held,
    "LAC09": distances,
}
AGES = {"CPP06": (3, 4, 5), "LAC03": (10, 15, 16, 17), "LAC06": (4, 5, 17), "LAC07": (17, 18)}
LEAP_BIRTHDAY = date(2012, 2, 29)


@st.composite
def world(draw: st.DrawFn, code: str) -> tuple[date, dict[str, list[dict]]]:
    """S, and tables that the indicator reads, with people, case workers and services."""
    s = draw(st.sampled_from(worlds.SNAPSHOTS))
    tables = WORLDS[code](s)
    found = draw(tables) if isinstance(tables, st.SearchStrategy) else each(draw, tables)
    found |= each(draw, worlds.teams(s, AGES.get(code, (1, 10, 17))))
    if code.startswith("LAC"):
        found["ssd_legal_status"] = draw(statuses(s))
    for person in found["ssd_person"]:  # somebody who is of age
        if code == "LAC08" or draw(st.integers(0, 9)):
            person["pers_dob"] = person["pers_dob"] or draw(born(s, (10,)))
    return s, found


def each(draw: st.DrawFn, tables: dict[str, object]) -> dict[str, list[dict]]:
    return {name: draw(table) for name, table in tables.items()}
