"""Generated councils: a few people and rows whose dates crowd round the edges that matter."""

from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st

SNAPSHOTS = [
    date(2016, 3, 31),
    date(2016, 2, 29),
    date(2015, 2, 28),
    date(2015, 6, 30),
    date(2016, 3, 15),
]
PEOPLE = ["P1", "P2", "P3"]
ANYBODY = st.sampled_from(["P1", "P1", "P1", "P2", "P2", "P3"])
TEAMS = st.sampled_from(["T1", "T2", None])
FLAG = st.sampled_from(["Y", "N", None])

# Days before S at which something starts or stops to count: the day itself and its neighbours, ten,
# fifteen and forty-five working days, a month, a quarter, one and two years.
EDGES = (0, 1, 2, 14, 15, 16, 17, 20, 21, 22, 23, 28, 29, 30, 31, 62, 63, 64, 65, 66, 67, 90, 91)
EDGES += (92, 363, 364, 365, 366, 367, 730, 731, 732)


def mostly(common: st.SearchStrategy, *rare: st.SearchStrategy) -> st.SearchStrategy:
    """The common kind six times as often as each rare one."""
    return st.sampled_from([*[common] * 6, *rare]).flatmap(lambda strategy: strategy)


@cache
def day(s: date) -> st.SearchStrategy[date]:
    edges = st.sampled_from([sign * days for days in EDGES for sign in (1, 1, 1, -1)])
    return st.one_of(edges, st.integers(-40, 800)).map(lambda n: s - timedelta(days=n))


@cache
def soon(s: date) -> st.SearchStrategy[date]:
    """Within a month of S, mostly before it."""
    return st.integers(-3, 31).map(lambda n: s - timedelta(days=n))


@cache
def weekend(s: date) -> st.SearchStrategy[date]:
    """The days round the last weekend before S: from a Friday to a Sunday is no working day."""
    friday = s - timedelta(days=(s.weekday() - 4) % 7)
    return st.integers(-1, 3).map(lambda n: friday + timedelta(days=n - 7))


@cache
def end(s: date) -> st.SearchStrategy[date | None]:
    return mostly(day(s), *[st.none()] * 4)


def born(s: date, ages: tuple[int, ...]) -> st.SearchStrategy[date | None]:
    """Round these birthdays; seldom unknown, or on a leap day."""

    def birthday(years: int, shift: int) -> date:
        leap = (s.month, s.day) == (2, 29)
        return s.replace(year=s.year - years, day=28 if leap else s.day) + timedelta(days=shift)

    near = st.builds(birthday, st.sampled_from(ages), st.integers(-2, 2))
    leap_day = st.sampled_from([date(1996, 2, 29), date(1996, 2, 28), date(1996, 3, 1)])
    return mostly(near, leap_day, st.none())


def rows(
    prefix: str, key: str | None, few: int = 2, many: int = 8, **columns: st.SearchStrategy
) -> object:
    """From few to many rows; `key` names the id column, numbered out of the order of dates."""
    row = st.fixed_dictionaries(dict(columns))

    def numbered(found: list[dict]) -> list[dict]:
        if key:
            for number, each in enumerate(found):
                each[key] = f"{prefix}{(number * 7 + 3) % 10}{number}"
        return found

    return st.lists(row, min_size=few, max_size=many).map(numbered)


@cache
def people(s: date, ages: tuple[int, ...]) -> object:
    codes = ["WBRI", "WROM", "MWBA", "MOTH", "AIND", "AOTH", "BCRB", "BOTH", "CHNE", "OOTH", "REFU"]
    row = st.fixed_dictionaries(
        {
            "pers_sex": st.sampled_from(["M", "F", "U", None]),
            "pers_ethnicity": st.sampled_from([*codes, "NOBT", None]),
            "pers_dob": born(s, ages),
            "pers_expected_dob": end(s),
            # No indicator reads it: a record beyond it is a finding, and counts until it is ended.
            "pers_death_date": mostly(st.none(), soon(s)),
        }
    )
    # The last person has no row: an orphan, which the contracts let through with a warning.
    return st.tuples(*(row for _ in PEOPLE[:-1])).map(
        lambda found: [{"pers_person_id": pid, **r} for pid, r in zip(PEOPLE, found, strict=False)]
    )


@cache
def teams(s: date, ages: tuple[int, ...]) -> dict[str, object]:
    return {
        "ssd_person": people(s, ages),
        "ssd_disability": st.lists(
            st.fixed_dictionaries(
                {
                    "disa_person_id": ANYBODY,
                    "disa_disability_code": st.sampled_from(["LD", "AUT", "NONE", "None", None]),
                }
            ),
            max_size=4,
        ),
        "ssd_involvements": rows(
            "I",
            "invo_involvements_id",
            invo_person_id=ANYBODY,
            invo_professional_role_id=st.sampled_from(["CW", "Allocated case worker", "16PLUS"]),
            invo_professional_team=TEAMS,
            invo_involvement_start_date=day(s),
            invo_involvement_end_date=end(s),
        ),
        "ref_team_service": st.lists(
            st.fixed_dictionaries(
                {
                    "rts_team_id": st.sampled_from(["T1", "T2"]),
                    "rts_service": st.sampled_from(["DAS", "CIN", "LAC"]),
                    "rts_valid_from": day(s),
                    "rts_valid_to": end(s),
                }
            ),
            max_size=4,
            unique_by=lambda r: (r["rts_team_id"], r["rts_valid_from"]),
        ),
    }


def referrals(s: date) -> dict[str, object]:
    return {
        "ssd_cin_episodes": rows(
            "R",
            "cine_referral_id",
            cine_person_id=ANYBODY,
            cine_referral_date=mostly(day(s), st.just(s)),
            cine_close_date=end(s),
            cine_referral_nfa=FLAG,
            cine_referral_team=TEAMS,
        )
    }


def assessments(s: date) -> dict[str, object]:
    return {
        "ssd_cin_assessments": rows(
            "A",
            "cina_assessment_id",
            cina_person_id=ANYBODY,
            cina_assessment_start_date=mostly(day(s), weekend(s)),
            cina_assessment_auth_date=mostly(soon(s), st.just(s), end(s), weekend(s), st.none()),
            cina_assessment_team=TEAMS,
        )
    }


def conferences(s: date) -> dict[str, object]:
    enquiry = st.sampled_from(["Q1", "Q2"])
    return {
        "ssd_s47_enquiry": st.lists(
            st.fixed_dictionaries(
                {
                    "s47e_s47_enquiry_id": enquiry,
                    "s47e_person_id": ANYBODY,
                    "s47e_s47_start_date": mostly(soon(s), day(s), weekend(s), weekend(s)),
                }
            ),
            min_size=2,
            max_size=6,
            unique_by=lambda r: (r["s47e_s47_enquiry_id"], r["s47e_person_id"]),
        ),
        "ssd_initial_cp_conference": rows(
            "I",
            "icpc_icpc_id",
            icpc_s47_enquiry_id=mostly(enquiry, st.none()),
            icpc_person_id=ANYBODY,
            icpc_icpc_transfer_in=FLAG,
            icpc_icpc_date=mostly(soon(s), end(s), weekend(s), weekend(s)),
        ),
    }


def plans(s: date) -> dict[str, object]:
    return {
        "ssd_cp_plans": rows(
            "C",
            "cppl_cp_plan_id",
            cppl_person_id=ANYBODY,
            cppl_cp_plan_start_date=day(s),
            cppl_cp_plan_end_date=mostly(st.none(), day(s), day(s), day(s)),
            cppl_cp_plan_ola=FLAG,
        ),
        "ext_cp_history": rows(
            "H",
            None,
            few=0,
            many=3,
            cph_person_id=ANYBODY,
            # Taken before a plan began, while it ran, or after it: the history is refreshed.
            cph_as_at=st.one_of(day(s), day(s), st.sampled_from([s, s + timedelta(days=366)])),
            cph_previous_plans_total=st.sampled_from([0, 1, 1, 2, None]),
        ),
        "ssd_cp_visits": rows(
            "V",
            "cppv_cp_visit_id",
            many=12,
            cppv_person_id=ANYBODY,
            cppv_cp_visit_date=mostly(soon(s), day(s)),
            cppv_cp_visit_seen=st.sampled_from(["Y", "Y", "N", None]),
        ),
    }


def a_year_before(s: date) -> date:
    return s.replace(year=s.year - 1, day=28 if (s.month, s.day) == (2, 29) else s.day)


def care(s: date) -> dict[str, object]:
    placement = st.sampled_from(["A", "B", "C", "D", "E", "F"])
    kind = st.sampled_from(["U4", "U6", "K2", "P1", "A3", "T4", "T0", "T4", None])
    placements = st.lists(kind, min_size=5, max_size=5).map(
        lambda kinds: [
            {"clap_cla_placement_id": name, "clap_cla_placement_type": k}
            for name, k in zip("ABCDE", kinds, strict=True)  # F is missing from the table
        ]
    )
    return {
        "ssd_cla_episodes": rows(
            "E",
            "clae_cla_episode_id",
            few=6,
            many=16,
            clae_person_id=mostly(st.just("P1"), ANYBODY),
            clae_cla_placement_id=mostly(placement, st.none()),
            clae_cla_episode_start_date=mostly(
                day(s), st.just(s - timedelta(days=500)), st.just(a_year_before(s))
            ),
            clae_cla_episode_start_reason=st.sampled_from(
                ["S", "P", "P", "B", "T", "U", "L", None]
            ),
            clae_cla_episode_ceased_date=mostly(end(s), st.just(a_year_before(s))),
        ),
        "ssd_cla_placement": placements,
        "ssd_legal_status": rows(
            "L",
            "lega_legal_status_id",
            few=0,
            many=4,
            lega_person_id=ANYBODY,
            lega_legal_status=st.sampled_from(["C2", "V2", "C2", "V3", "v4", None]),
            lega_legal_status_start_date=day(s),
            lega_legal_status_end_date=end(s),
        ),
    }


def leavers(s: date) -> dict[str, object]:
    eligible = [*["Former Relevant"] * 4, "Former relevant child", "Qualifying", None]
    return {
        "ssd_care_leavers": rows(
            "L",
            "clea_table_id",
            clea_person_id=mostly(st.sampled_from(["P1", "P2"]), ANYBODY),
            clea_care_leaver_eligibility=st.sampled_from(eligible),
            clea_care_leaver_in_touch=st.sampled_from(["YES", "YES", "NO", "RHOM", "DIED", None]),
            clea_care_leaver_latest_contact=mostly(day(s), soon(s), st.none()),
            clea_care_leaver_activity=st.sampled_from(["F1", "P2", "F5", "P4", "G4", None]),
            clea_care_leaver_allocated_team=TEAMS,
        )
    }


WORLDS = {
    **dict.fromkeys(("REF01", "REF02", "CIN01"), referrals),
    **dict.fromkeys(("ASM02", "ASM03"), assessments),
    "ICP01": conferences,
    **dict.fromkeys(("CPP01", "CPP02", "CPP05"), plans),
    **dict.fromkeys(("LAC01", "LAC02"), care),
    "CLV02": leavers,
}


AGES = {
    **dict.fromkeys(("CPP01", "CPP02", "CPP05"), (-1, 0, 1, 5, 10)),
    **dict.fromkeys(("LAC01", "LAC02"), (1, 10, 16, 17, 18)),
    "CLV02": (19, 20, 21, 22),
}


@st.composite
def world(draw: st.DrawFn, code: str) -> tuple[date, dict[str, list[dict]]]:
    """S, and tables that the indicator reads, with people, case workers and services."""
    s = draw(st.sampled_from(SNAPSHOTS))
    tables = WORLDS[code](s) | teams(s, AGES.get(code, (0, 1, 5, 10, 16, 18)))
    return s, {name: draw(rows) for name, rows in tables.items()}
