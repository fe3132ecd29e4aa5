"""Generated councils for the indicators of `reference_work.py`."""

from datetime import date, timedelta

from hypothesis import strategies as st

from indicators import worlds
from indicators.reference import months_before
from indicators.worlds import ANYBODY, FLAG, TEAMS, day, end, mostly, rows, soon

DAY = timedelta(days=1)
WORKERS = st.sampled_from(["W1", "W1", "W2", "W3", None])
FTE = st.sampled_from([1.0, 1.0, 0.1, 0.2, 0.6, 0.8, 0.333, 0.675676, 0.0, None])


def near_months(s: date, *months: int) -> st.SearchStrategy[date]:
    """So many months before S, or a day or two beside that."""
    shifts = st.sampled_from([0, 0, 1, -1, 2])
    return st.builds(lambda n, d: months_before(s, n) + d * DAY, st.sampled_from(months), shifts)


@st.composite
def periods_of_care(draw: st.DrawFn, s: date) -> list[dict]:
    """Episodes of care one after another; some end care, some only seem to."""
    episodes: list[dict] = []
    reasons = ["X1", "X1", "E11", "E12", "E4A", "E8", None]
    for pid in draw(st.lists(ANYBODY, min_size=1, max_size=4)):
        number = len({e["clae_cla_id"] for e in episodes if e["clae_person_id"] == pid})
        start = draw(near_months(s, 5, 13, 14, 24, 24, 36, 36, 37, 38, 40))
        entered = start + draw(st.sampled_from([0, 0, 0, -40])) * DAY
        for _ in range(draw(st.integers(1, 3))):
            until = draw(mostly(st.just(start + 45 * DAY), day(s), st.none(), st.just(start)))
            until = until and max(until, start)
            episodes.append(
                {
                    "clae_cla_episode_id": f"E{(len(episodes) * 7 + 3) % 10}{len(episodes)}",
                    "clae_person_id": pid,
                    # Not every period of care has an id, and its episodes may have lost it.
                    "clae_cla_id": draw(mostly(st.just(f"{pid}-{min(number, 1)}"), st.none())),
                    "clae_entered_care_date": draw(mostly(st.just(entered), st.none())),
                    "clae_cla_episode_start_date": start,
                    "clae_cla_episode_ceased_date": until,
                    "clae_cla_episode_ceased_reason": draw(st.sampled_from(reasons)),
                }
            )
            if until is None:
                break
            start = until + draw(st.sampled_from([0, 0, 1, 30])) * DAY
    return episodes


def statuses(s: date) -> object:
    return rows(
        "L",
        "lega_legal_status_id",
        few=0,
        many=5,
        lega_person_id=ANYBODY,
        lega_legal_status=st.sampled_from(["V3", "V4", "v4", "V2", "C2", None]),
        lega_legal_status_start_date=mostly(near_months(s, 12, 13, 24, 36, 38), day(s)),
        lega_legal_status_end_date=end(s),
    )


def care(s: date) -> dict[str, object]:
    orders = [*["Adoption"] * 5, "ADOPTION", "Special Guardianship Order", None]
    periods = ["P1-0", "P1-0", "P1-0", "P1-1", "P2-0", "P2-0", "P3-0"]
    return {
        "ssd_cla_episodes": periods_of_care(s),
        "ssd_legal_status": statuses(s),
        "ssd_permanence": rows(
            "O",
            "perm_table_id",
            few=3,
            perm_person_id=ANYBODY,
            perm_cla_id=mostly(st.sampled_from(periods), st.none()),
            perm_placed_for_adoption_date=mostly(
                near_months(s, 1, 3, 6, 11, 12, 24, 30, 36), near_months(s, 5, 24), st.none()
            ),
            perm_adopted_by_carer_flag=FLAG,
            perm_placed_foster_carer_date=mostly(near_months(s, 18, 24, 36), st.none(), st.none()),
            perm_permanence_order_date=mostly(
                near_months(s, 0, 0, 1, 3, 12, 36), soon(s), day(s), st.none()
            ),
            perm_permanence_order_type=st.sampled_from(orders),
        ),
    }


def leavers(s: date) -> dict[str, object]:
    owed = [*["Former Relevant"] * 5, "Former relevant child", "Relevant", "Eligible"]
    touch = [*["YES"] * 5, "NO", "REFU", "RHOM", "NREQ", "DIED", "died", None]
    return {
        "ssd_care_leavers": rows(
            "L",
            "clea_table_id",
            few=3,
            many=10,
            clea_person_id=mostly(st.sampled_from(["P1", "P2"]), ANYBODY),
            clea_care_leaver_eligibility=st.sampled_from([*owed, "Qualifying", None]),
            clea_care_leaver_in_touch=st.sampled_from(touch),
            clea_care_leaver_latest_contact=mostly(day(s), soon(s), soon(s), st.none()),
            clea_care_leaver_accom_suitable=st.sampled_from(["1", "1", "2", None]),
            clea_pathway_plan_review_date=mostly(
                near_months(s, 6), soon(s), near_months(s, 0), st.none()
            ),
            clea_care_leaver_allocated_team=TEAMS,
        )
    }


def posts(s: date) -> dict[str, object]:
    post = st.fixed_dictionaries(
        {
            "wfp_post_id": st.sampled_from([f"S{n}" for n in range(8)]),
            "wfp_as_at": st.sampled_from([s, s, s, months_before(s, 1), s - DAY]),
            "wfp_team_id": TEAMS,
            "wfp_fte_in_post": FTE,
            "wfp_vacant_fte": FTE,
            "wfp_agency_yn": st.sampled_from(["Y", "N", "N", None]),
            "wfp_case_holding_yn": st.sampled_from(["Y", "Y", "N", None]),
        }
    )
    return {
        "ext_workforce_post": st.lists(
            post, min_size=1, max_size=10, unique_by=lambda p: (p["wfp_post_id"], p["wfp_as_at"])
        )
    }


def posts_of_before(s: date) -> st.SearchStrategy[list[dict]]:
    """A table of posts that was last filled the month before."""
    return posts(s)["ext_workforce_post"].map(
        lambda found: [post for post in found if post["wfp_as_at"] != s]
    )


def involvements(s: date) -> object:
    days = st.sampled_from([0, 5, 19, 20, 21, 27, 28, 29, 30, 31, 32, 41, 42, 43, 100])
    return rows(
        "I",
        "invo_involvements_id",
        few=3,
        many=10,
        invo_person_id=ANYBODY,
        invo_professional_id=WORKERS,
        invo_professional_role_id=mostly(
            st.sampled_from(["CW", "Allocated case worker"]), st.just("16PLUS"), st.none()
        ),
        invo_professional_team=TEAMS,
        invo_involvement_start_date=mostly(days.map(lambda n: s - n * DAY), day(s)),
        invo_involvement_end_date=mostly(st.none(), st.just(s), st.just(s + DAY), day(s)),
    )


def cases(s: date) -> dict[str, object]:
    employed = st.lists(FTE, min_size=2, max_size=2).map(
        lambda found: [
            {"prof_professional_id": f"W{n}", "prof_full_time_equivalency": number}
            for n, number in enumerate(found, 1)
        ]
    )
    episodes = rows(
        "R",
        "cine_referral_id",
        cine_person_id=ANYBODY,
        cine_referral_date=day(s),
        cine_close_date=mostly(st.none(), end(s)),
        cine_referral_nfa=st.sampled_from(["N", "N", None, "Y"]),
    )
    leaver = rows("L", "clea_table_id", few=0, many=1, clea_person_id=ANYBODY)
    return {
        "ssd_involvements": involvements(s),
        "ssd_cin_episodes": episodes,
        "ssd_care_leavers": leaver,
        "ssd_professionals": employed,
        # No post at all, or none on the day: the workers' own hours count.
        "ext_workforce_post": mostly(
            posts(s)["ext_workforce_post"], st.just([]), st.just([]), posts_of_before(s)
        ),
    }


def supervision(s: date) -> dict[str, object]:
    days = st.sampled_from([-1, 0, 3, 19, 20, 21, 27, 28, 29, 30, 31, 41, 42, 43, 60])
    return cases(s) | {
        "ext_supervision": rows(
            "S",
            "sup_id",
            few=4,
            many=10,
            sup_person_id=mostly(ANYBODY, st.none()),
            sup_date=days.map(lambda n: s - n * DAY),
            sup_type=st.sampled_from(["CASE", "CASE", "CASE", "GROUP", "PERSONAL", None]),
            sup_decision_yn=st.sampled_from(["Y", "Y", "Y", "Y", "N", None]),
        )
    }


WORLDS = {
    **dict.fromkeys(("ADO01", "ADO02"), care),
    **dict.fromkeys(("CLV01", "CLV03"), leavers),
    **dict.fromkeys(("WFC02", "WFC03"), posts),
    "WFC01": cases,
    "WFC04": supervision,
}
AGES = {
    **dict.fromkeys(("ADO01", "ADO02"), (0, 1, 5, 10)),
    "CLV01": (19, 20, 21, 22),
    "CLV03": (16, 17, 20, 21),
}


@st.composite
def world(draw: st.DrawFn, code: str) -> tuple[date, dict[str, list[dict]]]:
    """S, and tables that the indicator reads, with people, case workers and services."""
    s = draw(st.sampled_from(worlds.SNAPSHOTS))
    tables = worlds.teams(s, AGES.get(code, (0, 5, 10, 16, 18))) | WORLDS[code](s)
    return s, {name: draw(found) for name, found in tables.items()}
