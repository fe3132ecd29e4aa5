"""Generated councils for the indicators of `reference_early.py`."""

from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st

from indicators import worlds
from indicators.worlds import ANYBODY, FLAG, TEAMS, day, end, mostly, rows, soon, weekend

# The answer as systems write it; cut short, escaped wrongly, of another flag, or missing.
ANSWERS = [
    '"Y"',
    '"N"',
    '""',
    '"Yes"',
    '" y "',
    "true",
    "false",
    '"True"',
    "1",
    "0",
    '"1"',
    '"a) Yes"',
    "null",
]
GAPS = [(":"), (" : "), (": "), ("\t:\n")]


EQUALLY = st.sampled_from(worlds.PEOPLE)


def outcome() -> st.SearchStrategy[str]:
    def written(answer: str, gap: str, name: str, before: str, after: str) -> str:
        return f'{{{before}"{name}"{gap}{answer}{after}'

    names = ["NEW_REFERRAL_FLAG"] * 5 + ["new_referral_flag", "NFA_FLAG", "EXISTING_REFERRAL_FLAG"]
    return st.builds(
        written,
        st.sampled_from(ANSWERS),
        st.sampled_from(GAPS),
        st.sampled_from(names),
        # No outcome, one that is not a new referral, some that are none, and a flag of no outcome.
        st.sampled_from(
            [
                "",
                "",
                '"EXISTING_REFERRAL_FLAG":"Y",',
                '"OLA_CP_FLAG":"N","ADVICE_FLAG":"",',
                '"CONSENT_FLAG":"Y",',
                '"COMMENTS":"said "no",\n',
            ]
        ),
        st.sampled_from(["}", "}", ',"CP_ENQUIRY_FLAG":"Y"}', ',"NFA_FLAG": null}', ',"CO', ""]),
    )


@cache
def days_before(s: date, few: int, many: int) -> st.SearchStrategy[date]:
    return st.integers(few, many).map(lambda n: s - timedelta(days=n))


@cache
def lately(s: date) -> st.SearchStrategy[date]:
    """In the ten days before S, weekends and sometimes Easter among them."""
    return days_before(s, 0, 9)


def open_episodes(s: date) -> dict[str, object]:
    """Episodes of need that are mostly open at S, of two years more or less."""
    return {
        "ssd_cin_episodes": rows(
            "R",
            "cine_referral_id",
            cine_person_id=EQUALLY,
            cine_referral_date=mostly(day(s), days_before(s, 728, 733)),
            cine_close_date=mostly(st.none(), end(s)),
            cine_referral_nfa=st.sampled_from(["Y", "N", None, None]),
            cine_referral_team=TEAMS,
        )
    }


def contacts(s: date) -> dict[str, object]:
    return {
        "ssd_cin_episodes": rows(
            "R",
            "cine_referral_id",
            cine_person_id=ANYBODY,
            cine_referral_date=mostly(lately(s), day(s), day(s)),
            cine_close_date=mostly(st.none(), lately(s), lately(s), lately(s), day(s)),
            cine_referral_nfa=FLAG,
            cine_referral_team=TEAMS,
        ),
        "ssd_contacts": rows(
            "C",
            "cont_contact_id",
            cont_person_id=ANYBODY,
            cont_contact_date=mostly(lately(s), day(s)),
            cont_contact_outcome_json=st.one_of(outcome(), st.none()),
        ),
    }


def early_help(s: date) -> dict[str, object]:
    outcomes = ["NEEDS_MET", "NEEDS_MET", "STEP_DOWN_UNIVERSAL", "STEP_UP_CSC", "MOVED", "DIED"]
    outcomes += ["DISENGAGED", "OTHER", "our own word", None]
    reason = st.sampled_from(outcomes)
    unmapped = st.sampled_from(["our own word", "MOVED", "OTHER", None])
    assessments = rows(
        "A",
        "eha_id",
        eha_person_id=ANYBODY,
        eha_start_date=day(s),
        eha_completed_date=mostly(soon(s), day(s), st.none()),
    )
    closures = rows(
        "X",
        "ehc_episode_id",
        ehc_person_id=mostly(ANYBODY, st.none()),
        ehc_closed_date=mostly(soon(s), day(s)),
        ehc_outcome=reason,
    )
    return open_episodes(s) | {
        "ssd_early_help_episodes": st.sampled_from([reason, reason, unmapped]).flatmap(
            lambda why: rows(
                "E",
                "earl_episode_id",
                earl_person_id=EQUALLY,
                earl_episode_start_date=mostly(soon(s), day(s), day(s)),
                earl_episode_end_date=st.one_of(st.none(), end(s), soon(s)),
                earl_episode_end_reason=why,
            )
        ),
        # Absent or empty as often as not: then the episodes stand in.
        "ext_eh_assessment": st.one_of(assessments, st.just([])),
        "ext_eh_closure": st.one_of(closures, st.just([])),
    }


def assessments(s: date) -> dict[str, object]:
    return {
        "ssd_cin_assessments": rows(
            "A",
            "cina_assessment_id",
            cina_person_id=ANYBODY,
            cina_assessment_start_date=day(s),
            cina_assessment_child_seen=st.sampled_from(["Y", "Y", "N", None]),
            cina_assessment_auth_date=mostly(lately(s), day(s), st.none()),
            cina_assessment_team=TEAMS,
        )
    }


def enquiries(s: date) -> dict[str, object]:
    # Ids repeat: some systems give one to all the children of a family.
    return {
        "ssd_s47_enquiry": rows(
            "Q",
            None,
            s47e_s47_enquiry_id=st.sampled_from(["Q1", "Q2", "Q3"]),
            s47e_person_id=ANYBODY,
            s47e_s47_start_date=mostly(soon(s), day(s), weekend(s), weekend(s)),
            s47e_s47_end_date=mostly(lately(s), day(s), weekend(s), weekend(s), st.none()),
            s47e_s47_completed_by_team=TEAMS,
        )
    }


def need(s: date) -> dict[str, object]:
    visits = rows(
        "V",
        "cinv_cin_visit_id",
        many=12,
        cinv_person_id=EQUALLY,
        cinv_cin_visit_date=mostly(soon(s), day(s)),
        cinv_cin_visit_seen=st.sampled_from(["Y", "Y", "N", None]),
    )
    plans = rows(
        "N",
        "cinp_cin_plan_id",
        cinp_person_id=EQUALLY,
        cinp_cin_plan_start_date=mostly(day(s), days_before(s, 25, 32), days_before(s, 25, 32)),
        cinp_cin_plan_end_date=mostly(st.none(), day(s)),
        cinp_cin_plan_team=TEAMS,
    )
    # Plans and care of another kind are seldom: they take a child out.
    elsewhere = worlds.plans(s) | worlds.care(s)
    return {
        "ssd_cin_plans": plans,
        "ssd_cin_visits": visits,
        **{name: mostly(st.just([]), found) for name, found in elsewhere.items()},
    }


WORLDS = {
    **dict.fromkeys(("CON01", "CON02"), contacts),
    "REF03": worlds.referrals,
    "CIN03": open_episodes,
    **dict.fromkeys(("EHA01", "EHA02", "EHA03"), early_help),
    **dict.fromkeys(("ASM01", "ASM04"), assessments),
    **dict.fromkeys(("S4701", "S4702"), enquiries),
    "CIN02": need,
}
AGES = {"ASM04": (0, 0, 1, 5), "CIN02": (0, 5, 16, 17, 18)}


@st.composite
def world(draw: st.DrawFn, code: str) -> tuple[date, dict[str, list[dict]]]:
    """S, and tables that the indicator reads, with people, case workers and services."""
    s = draw(st.sampled_from(worlds.SNAPSHOTS))
    tables = WORLDS[code](s) | worlds.teams(s, AGES.get(code, (0, 1, 5, 10, 16, 18)))
    return s, {name: draw(found) for name, found in tables.items()}
