"""Generated councils for care: dates crowd round due dates and limits."""

from datetime import date

from hypothesis import strategies as st

from indicators import worlds, worlds_plans
from indicators.reference_care import working_days_after
from indicators.worlds import ANYBODY, born, day, end, mostly, rows, soon
from indicators.worlds_plans import DAY, chain, ends, months_ago


def statuses(s: date) -> object:
    return rows(
        "L",
        "lega_legal_status_id",
        few=0,
        many=3,
        lega_person_id=ANYBODY,
        lega_legal_status=st.sampled_from(["C2"] * 6 + ["V2", "V3", "V4"]),
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
        mostly(st.none(), ends(s)),
        mostly(st.just(True), st.just(False)),
    )
    return numbered("clae_cla_episode_id", "E", st.lists(period, min_size=3, max_size=6))


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
    for pid in draw(st.sampled_from([["P2", "P1"], ["P1"], ["P1", "P2", "P3"]])):
        entered = start = draw(months_ago(s, [24, 29, 30, 30, 31, 36, 40]))
        entered += draw(st.sampled_from([0, 0, 0, 0, 0, 0, 40, -40])) * DAY
        last = draw(st.sampled_from([0, 1, 1, 2, 2, 3, 4]))
        for number in range(last + 1):
            moved = months_ago(s, [27, 25, 24, 24, 23, 12, 6])
            until = draw(st.builds(max, st.just(start + DAY), moved))
            if number == last and draw(st.integers(0, 5)):
                until = None
            reason = "S" if number == 0 and draw(st.integers(0, 5)) else None
            episodes.append(
                {
                    "clae_cla_episode_id": f"E{(len(episodes) * 7 + 3) % 100}",
                    "clae_person_id": pid,
                    "clae_cla_id": "X",
                    "clae_cla_placement_id": draw(st.sampled_from([*"ABCDEF", None])),
                    "clae_entered_care_date": draw(st.sampled_from([entered] * 12 + [None])),
                    "clae_cla_episode_start_date": start,
                    "clae_cla_episode_start_reason": reason
                    or draw(st.sampled_from(["P", "P", "B", "T", "U", "L", "S", None])),
                    "clae_cla_episode_ceased_date": until,
                }
            )
            if until:
                start = until + draw(mostly(st.just(0), st.just(-1), st.just(30))) * DAY
    return {"ssd_cla_episodes": episodes, "ssd_cla_placement": placements}


@st.composite
def reviews_of_care(draw: st.DrawFn, s: date) -> dict[str, list[dict]]:
    episodes, reviews = draw(in_care(s)), []
    for e in episodes:
        start = e["clae_entered_care_date"] or e["clae_cla_episode_start_date"]
        for held in draw(chain(s, working_days_after(start, 20), (3, 6))):
            reviews.append(
                {
                    "clar_cla_review_id": f"R{len(reviews)}",
                    "clar_cla_id": draw(st.sampled_from([e["clae_cla_id"]] * 20 + [None])),
                    "clar_cla_person_id": e["clae_person_id"],
                    "clar_cla_review_date": draw(
                        st.sampled_from([*[held] * 20, None, start, start - DAY])
                    ),
                    "clar_cla_review_cancelled": draw(st.sampled_from([None] * 9 + ["N", "Y"])),
                }
            )
    return {"ssd_cla_episodes": episodes, "ssd_cla_reviews": reviews}


def visits_in_care(s: date) -> dict[str, object]:
    # Few days on which placements begin, so that visits fall into their first week.
    starts = st.sampled_from([s - n * DAY for n in (6, 7, 8, 50, 365, 366, 366, 366, 367)])
    near = st.builds(lambda start, n: start + n * DAY, starts, st.sampled_from([-1, 0, 3, 7, 8]))
    ago = st.sampled_from([s - n * DAY for n in (-1, 0, 30, 41, 42, 43, 83, 84, 84, 85)])
    placement = st.builds(
        lambda pid, began, ended, kind: {
            "clap_person_id": pid,
            "clap_cla_placement_start_date": began,
            "clap_cla_placement_end_date": ended,
            "clap_cla_placement_type": kind,
        },
        ANYBODY,
        mostly(starts, months_ago(s)),
        ends(s),
        st.sampled_from(["U1", "U1", "U4", "U4", "U6", None]),
    )
    return {
        "ssd_cla_episodes": in_care(s),
        "ssd_cla_placement": numbered(
            "clap_cla_placement_id", "A", st.lists(placement, min_size=3, max_size=6)
        ),
        "ssd_cla_visits": rows(
            "V",
            "clav_cla_visit_id",
            few=6,
            many=16,
            clav_person_id=ANYBODY,
            clav_cla_visit_date=st.one_of(near, near, ago, months_ago(s)),
        ),
    }


def health(s: date) -> dict[str, object]:
    kinds = ["Health Assessment", "HEALTH", "health assessment", "HEALTH", "DENTAL", None]
    return {
        "ssd_cla_episodes": in_care(s),
        "ssd_cla_health": rows(
            "H",
            "clah_health_check_id",
            few=4,
            many=10,
            clah_person_id=ANYBODY,
            clah_health_check_type=st.sampled_from(kinds),
            clah_health_check_status=st.sampled_from(
                ["Completed", "COMPLETED", "Completed", "Planned", None]
            ),
            clah_health_check_date=mostly(
                months_ago(s, [3, 6, 6, 12, 12, 18]), st.none(), st.just(s + DAY)
            ),
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
        st.sampled_from(["M", "m", "M", "Missing", "A", None]),
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
    miles = st.sampled_from([3.5, 20.0, 20.1, 45.0, 45.0, 998.9, 999.0, 999.9, None])
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
            "plo_in_out": st.sampled_from(["OUT"] * 6 + ["IN", "UNKNOWN", None]),
            "plo_distance_miles": miles,
        }
    )
    return {
        "ssd_cla_episodes": in_care(s),
        "ssd_cla_placement": numbered(
            "clap_cla_placement_id", "A", st.lists(placement, min_size=3, max_size=6)
        ),
        "ext_placement_location": st.lists(
            located, min_size=2, max_size=5, unique_by=lambda row: row["plo_placement_id"]
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
    **worlds_plans.WORLDS,
    "LAC03": journeys,
    "LAC04": reviews_of_care,
    "LAC05": visits_in_care,
    "LAC06": health,
    "LAC07": absences,
    "LAC08": reviews_held,
    "LAC09": distances,
}
AGES = {"CPP06": (4, 5, 10), "LAC03": (5, 10, 15, 16), "LAC06": (4, 5), "LAC07": (17, 18)}


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
