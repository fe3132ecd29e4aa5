"""Generated councils for the drill-downs of `reference_drilldowns.py`."""

from collections.abc import Callable
from datetime import date

from hypothesis import strategies as st

from indicators import worlds, worlds_care, worlds_early, worlds_work
from indicators.reference import months_before
from indicators.reference_care import months_after
from indicators.worlds import ANYBODY, FLAG, TEAMS, day, mostly, rows, soon
from indicators.worlds_early import EQUALLY
from indicators.worlds_plans import DAY, SHIFTS, ends

# Days from entering care to moving in.
WAITED = st.sampled_from([0, 1, 90, 200, 300, -1])
Found = tuple[date, dict[str, list[dict]]]


# --- early help ----------------------------------------------------------------------------------


@st.composite
def families(draw: st.DrawFn, s: date) -> dict[str, list[dict]]:
    """Children of few families, helped and now and then in need."""
    episodes = rows(
        "E",
        "earl_episode_id",
        earl_person_id=EQUALLY,
        earl_episode_start_date=day(s),
        earl_episode_end_date=ends(s),
    )
    in_need = rows(
        "R",
        "cine_referral_id",
        few=0,
        many=2,
        cine_person_id=EQUALLY,
        cine_referral_date=day(s),
        cine_close_date=ends(s),
        cine_referral_nfa=FLAG,
        cine_referral_team=TEAMS,
    )
    helped, assessments = draw(episodes), []
    for number in range(draw(st.integers(2, 6))):
        e = draw(st.sampled_from(helped))
        assessments.append(
            {
                "eha_id": f"A{number}",
                "eha_person_id": e["earl_person_id"],
                # Neither the family nor the episode of an assessment need be known.
                "eha_family_id": draw(st.sampled_from(["F1", "F1", "F2", None])),
                "eha_episode_id": draw(mostly(st.just(e["earl_episode_id"]), st.none())),
                "eha_start_date": draw(mostly(day(s), st.none())),
            }
        )
    return {
        "ssd_early_help_episodes": helped,
        "ssd_cin_episodes": draw(in_need),
        "ext_eh_assessment": assessments,
    }


@st.composite
def closures(draw: st.DrawFn, s: date) -> dict[str, list[dict]]:
    """Episodes that ended, and referrals on the day they did or about six months afterwards."""
    outcomes = ["NEEDS_MET", "STEP_UP_CSC", "STEP_UP_CSC", "MOVED", "DIED", "OTHER", "ours", None]
    in_august = st.sampled_from([date(2015, 8, n) for n in (28, 29, 30, 31)])
    closed, episodes, referrals = [], [], []
    for number in range(draw(st.integers(2, 6))):
        pid, ended = draw(ANYBODY), draw(mostly(soon(s), day(s), day(s), in_august, in_august))
        closed.append(
            {
                "ehc_episode_id": f"X{number}",
                "ehc_person_id": draw(mostly(st.just(pid), st.none())),
                "ehc_closed_date": ended,
                "ehc_outcome": draw(st.sampled_from(outcomes)),
            }
        )
        # What the episodes themselves say: read where nothing else tells an outcome.
        episodes.append(
            {
                "earl_episode_id": f"X{number}",
                "earl_person_id": pid,
                "earl_episode_start_date": ended - 100 * DAY,
                "earl_episode_end_date": draw(mostly(st.just(ended), st.none())),
                "earl_episode_end_reason": draw(st.sampled_from(outcomes)),
            }
        )
        for later in draw(st.lists(st.sampled_from([0, 0, 1, 6, 6, 6, 6]), max_size=2)):
            referrals.append(
                {
                    "cine_referral_id": f"R{len(referrals)}",
                    "cine_person_id": pid,
                    "cine_referral_date": months_after(ended, later) + draw(SHIFTS) * DAY,
                    "cine_referral_nfa": draw(FLAG),
                }
            )
    return {
        "ext_eh_closure": draw(st.sampled_from([closed, closed, []])),
        "ssd_early_help_episodes": episodes,
        "ssd_cin_episodes": referrals,
    }


@st.composite
def helped(draw: st.DrawFn, s: date) -> dict[str, list[dict]]:
    """Episodes about half a year long, and social care that closed about four weeks before."""
    about_half_a_year = st.integers(176, 188).map(lambda n: s - n * DAY)
    episodes, in_need = [], []
    for number in range(draw(st.integers(2, 7))):
        pid = draw(EQUALLY)
        start = draw(mostly(soon(s), day(s), about_half_a_year, about_half_a_year))
        lasted = draw(st.sampled_from([None, None, 0, 30, 170, 200]))
        episodes.append(
            {
                "earl_episode_id": f"E{number}",
                "earl_person_id": pid,
                "earl_episode_start_date": start,
                "earl_episode_end_date": None if lasted is None else start + lasted * DAY,
            }
        )
        for before in draw(st.lists(st.sampled_from([-1, 0, 1, 27, 28, 29]), max_size=2)):
            in_need.append(
                {
                    "cine_referral_id": f"R{len(in_need)}",
                    "cine_person_id": pid,
                    "cine_referral_date": start - (before + 100) * DAY,
                    "cine_close_date": draw(mostly(st.just(start - before * DAY), st.none())),
                    "cine_referral_nfa": draw(FLAG),
                    "cine_referral_team": draw(TEAMS),
                }
            )
    return {"ssd_early_help_episodes": episodes, "ssd_cin_episodes": in_need}


@st.composite
def in_clusters(draw: st.DrawFn, s: date) -> dict[str, list[dict]]:
    """The same with assessments before and after, which may name a cluster and an agency or not."""
    tables = draw(helped(s))
    assessments = [
        {
            "eha_id": f"A{number}",
            "eha_person_id": draw(EQUALLY),
            "eha_start_date": draw(mostly(soon(s), day(s), day(s), st.none())),
            "eha_cluster": draw(st.sampled_from(["North", "South", "South", None])),
            "eha_lead_agency": draw(st.sampled_from(["School", "School", "Health", None])),
        }
        for number in range(draw(st.integers(0, 8)))
    ]
    return tables | {"ext_eh_assessment": assessments}


# --- assessments and enquiries -------------------------------------------------------------------


def assessments(s: date) -> dict[str, object]:
    """About ten working days long, weekends and sometimes Easter among them."""
    assessment = st.builds(
        lambda pid, done, lasted, still_open, team: {
            "cina_person_id": pid,
            "cina_assessment_start_date": done - lasted * DAY,
            "cina_assessment_auth_date": None if still_open else done,
            "cina_assessment_team": team,
        },
        ANYBODY,
        mostly(soon(s), day(s), day(s)),
        st.sampled_from([0, 10, *range(13, 20), *range(13, 20), 40, -1, -1]),
        mostly(st.just(False), st.just(True)),
        TEAMS,
    )
    found = st.lists(assessment, min_size=2, max_size=8)
    return {"ssd_cin_assessments": worlds_care.numbered("cina_assessment_id", "A", found)}


def enquiries(s: date) -> dict[str, object]:
    """Enquiries of which several children share an id, and conferences on some of them."""
    return {
        "ssd_initial_cp_conference": worlds.conferences(s)["ssd_initial_cp_conference"],
        "ssd_s47_enquiry": rows(
            "Q",
            None,
            s47e_s47_enquiry_id=mostly(st.sampled_from(["Q1", "Q2"]), st.just("Q3")),
            s47e_person_id=ANYBODY,
            s47e_s47_start_date=mostly(soon(s), day(s), day(s)),
            s47e_s47_nfa=FLAG,
            s47e_s47_completed_by_team=TEAMS,
        ),
    }


# --- need ----------------------------------------------------------------------------------------


def need(s: date) -> dict[str, object]:
    """Children in need who are in care, on a plan or in assessment, or several of them at once."""

    begun = mostly(worlds_early.days_before(s, 0, 60), day(s), day(s), day(s))

    def some(many: int, child: str, prefix: str, end: str, **others: st.SearchStrategy) -> object:
        dates = {f"{prefix}_start_date": begun, f"{prefix}_{end}": ends(s)}
        return rows("N", f"{prefix}_id", few=1, many=many, **{child: EQUALLY}, **dates, **others)

    ola = st.sampled_from([None, None, "N", "Y"])
    return {
        **worlds_early.open_episodes(s),
        "ssd_cla_episodes": some(2, "clae_person_id", "clae_cla_episode", "ceased_date"),
        "ssd_legal_status": worlds_care.statuses(s),
        "ssd_cp_plans": some(3, "cppl_person_id", "cppl_cp_plan", "end_date", cppl_cp_plan_ola=ola),
        "ssd_cin_plans": some(3, "cinp_person_id", "cinp_cin_plan", "end_date"),
        "ssd_cin_assessments": some(4, "cina_person_id", "cina_assessment", "auth_date"),
    }


# --- plans one after another ---------------------------------------------------------------------


@st.composite
def plans_again(draw: st.DrawFn, s: date) -> dict[str, list[dict]]:
    """Plans that follow another, mostly about two years after it; some known by history alone."""
    gaps = st.sampled_from([0, 1, 23, 24, 24, 24, 24, 25, 36])
    plans: list[dict] = []
    history: list[dict] = []
    for pid in draw(st.lists(ANYBODY, min_size=1, max_size=3)):
        start, until = draw(mostly(soon(s), day(s), st.just(s))), draw(ends(s))
        for _ in range(draw(st.integers(1, 3))):
            plans.append(
                {
                    "cppl_cp_plan_id": f"C{(len(plans) * 7 + 3) % 10}{len(plans)}",
                    "cppl_person_id": pid,
                    "cppl_cp_plan_start_date": start,
                    "cppl_cp_plan_end_date": until and max(start, until),
                    "cppl_cp_plan_ola": draw(st.sampled_from([None, None, "N", "Y"])),
                }
            )
            ended = months_before(start, draw(gaps)) + draw(SHIFTS) * DAY
            if not draw(st.integers(0, 2)):
                history.append(
                    {
                        "cph_person_id": pid,
                        # Before the plan began, while it ran, or when the history was refreshed.
                        "cph_as_at": draw(st.sampled_from([start - DAY, start, s, s + 366 * DAY])),
                        "cph_previous_plans_total": draw(st.sampled_from([1, 2, 0, None])),
                        "cph_last_plan_end_date": draw(mostly(st.just(ended), st.none())),
                    }
                )
            until = draw(mostly(st.just(ended), st.none()))
            start = ended - draw(st.sampled_from([0, 100, 300])) * DAY
    return {"ssd_cp_plans": plans, "ext_cp_history": history}


# --- those of an indicator, and what the drill-down reads besides --------------------------------


@st.composite
def teeth(draw: st.DrawFn) -> Found:
    s, tables = draw(worlds_care.world("LAC06"))
    kinds = st.sampled_from([*["Dental Check", "DENTAL", "dental check"] * 2, "HEALTH", None])
    for e in tables["ssd_cla_episodes"]:
        if draw(st.booleans()):  # or few would have been in care for a year
            long = months_before(s, draw(st.sampled_from([12, 12, 18, 24])))
            e["clae_entered_care_date"] = long + draw(SHIFTS) * DAY
    for check in tables["ssd_cla_health"]:
        check["clah_health_check_type"] = draw(kinds)
    return s, tables


@st.composite
def matches(draw: st.DrawFn) -> Found:
    """Adopted children matched after the placement order, on the day, before it, or never."""
    s, tables = draw(worlds_work.world("ADO01"))
    after = st.sampled_from([0, 1, 90, 200, 200, -1, -30])
    for o in tables["ssd_permanence"]:
        ordered = draw(day(s))
        matched = ordered + draw(after) * DAY
        o["perm_placement_order_date"] = draw(mostly(st.just(ordered), st.none()))
        o["perm_matched_date"] = draw(mostly(st.just(matched), st.none()))
    return s, tables


@st.composite
def adoptions(draw: st.DrawFn) -> Found:
    """Of children whose period of care is known, as often as not: or few would be measured."""
    s, tables = draw(worlds_work.world("ADO01"))
    for o in tables["ssd_permanence"]:
        e = draw(st.sampled_from(tables["ssd_cla_episodes"]))
        if e["clae_entered_care_date"] and draw(st.booleans()):
            moved = e["clae_entered_care_date"] + draw(WAITED) * DAY
            o["perm_person_id"], o["perm_cla_id"] = e["clae_person_id"], e["clae_cla_id"]
            o["perm_placed_for_adoption_date"] = moved
            ordered = worlds_work.near_months(s, 0, 0, 1, 3, 12, 12, 36)
            o["perm_permanence_order_date"] = draw(ordered)
    return s, tables


@st.composite
def cases(draw: st.DrawFn) -> Found:
    s, tables = draw(worlds_work.world("WFC01"))
    for referral in tables["ssd_cin_episodes"]:
        referral["cine_referral_team"] = draw(TEAMS)
    return s, tables


@st.composite
def caseloads(draw: st.DrawFn) -> Found:
    """A worker with about twenty cases, beside those with few."""
    s, tables = draw(cases())
    for number in range(draw(st.sampled_from([0, 18, 19, 19, 20, 20, 20, 21, 21]))):
        pid = f"X{number:02}"
        tables["ssd_care_leavers"].append({"clea_table_id": pid, "clea_person_id": pid})
        tables["ssd_involvements"].append(
            {
                "invo_involvements_id": pid,
                "invo_person_id": pid,
                "invo_professional_id": "W1",
                "invo_professional_role_id": "CW",
                "invo_professional_team": "T1",
                "invo_involvement_start_date": s - 25 * DAY,
                "invo_involvement_end_date": None,
            }
        )
    return s, tables


@st.composite
def council(
    draw: st.DrawFn, tables_at: Callable[[date], object], ages: tuple[int, ...] = (0, 5, 10, 16)
) -> Found:
    """S, and tables that the drill-down reads, with people, case workers and services."""
    s = draw(st.sampled_from(worlds.SNAPSHOTS))
    tables = tables_at(s)
    found = (
        draw(tables) if isinstance(tables, st.SearchStrategy) else worlds_care.each(draw, tables)
    )
    return s, found | worlds_care.each(draw, worlds.teams(s, ages))


WORLDS: dict[str, st.SearchStrategy[Found]] = {
    **dict.fromkeys(("EHA01.1", "EHA01.2", "EHA02.2", "EHA03.3"), council(helped)),
    "EHA02.1": council(families),
    **dict.fromkeys(("EHA03.1", "EHA03.2"), council(closures)),
    **dict.fromkeys(("ASM02.1", "ASM02.2"), council(assessments)),
    **dict.fromkeys(("S4701.1", "S4701.2"), council(enquiries)),
    "S4702.1": council(worlds_early.enquiries),
    **dict.fromkeys([f"CIN01.{number}" for number in range(1, 6)], council(need, (10, 17, 17, 18))),
    "CPP02.1": council(plans_again, (-1, 0, 1, 5, 10)),
    "LAC06.1": teeth(),
    "ADO01.1": matches(),
    **dict.fromkeys(("ADO01.2", "ADO01.3"), adoptions()),
    **dict.fromkeys(("WFC01.1", "WFC01.2 locally"), cases()),
    "WFC01.2": caseloads(),
}
CLUSTERS = council(in_clusters)
