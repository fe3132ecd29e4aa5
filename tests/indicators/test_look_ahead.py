"""A figure of the past does not change because later rows arrive.

For each indicator and drill-down: the figures of S from the data as they stood on S are those from
all the data. What a definition looks at beyond S is named, with the reason.
"""

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from drawing import to_draw
from indicators import worlds, worlds_care, worlds_drilldowns, worlds_early, worlds_work
from indicators.as_known import EARLIER, LIVES, as_known_on
from indicators.reference import Row, Tables
from indicators.worked import Council
from litmus.base.windows import window_ending
from litmus.indicators import EVERY, catalogue
from litmus.indicators.catalogue.drilldowns import DRILLDOWNS
from litmus.indicators.optional import FILLED_WITH
from qa.made import contracts

pytestmark = pytest.mark.slow

KEPT_OR_NOT = (
    "whether the council keeps this table at all is no fact of S: an empty one has a stand-in"
)
NO_DAY = "nothing in the table says since when somebody is a care leaver"
# What of a definition is not about S: the tables that stay as they are now, and why.
LOOKS_BEYOND: dict[str, dict[str, str]] = {
    "CON02": {"ssd_cin_episodes": "a contact of S becomes a referral on the next working day"},
    "EHA01": {"ext_eh_assessment": KEPT_OR_NOT},
    "EHA03": {"ext_eh_closure": KEPT_OR_NOT, "ssd_early_help_episodes": KEPT_OR_NOT},
    "EHA03.1": {"ext_eh_closure": KEPT_OR_NOT, "ssd_early_help_episodes": KEPT_OR_NOT},
    "EHA03.2": {
        "ext_eh_closure": KEPT_OR_NOT,
        "ssd_early_help_episodes": KEPT_OR_NOT,
        "ssd_cin_episodes": "referrals within six months after the closure, as its words say",
    },
    "S4701.1": {"ssd_initial_cp_conference": "an enquiry of S leads to a conference weeks later"},
    "S4701.2": {"ssd_s47_enquiry": "an enquiry of S ends, and with what, weeks later"},
    "WFC01": {"ssd_care_leavers": NO_DAY},
    "WFC01.2": {"ssd_care_leavers": NO_DAY},
    "WFC04": {"ssd_care_leavers": NO_DAY},
}
KINDS = ("month", "quarter", "R12M")
SAME = ("window", "breakdown", "group", "numerator", "denominator")
# Where a later row once changed the past, and it takes several rows at once to see it.
OFTEN = {"CPP02": 20, "CPP02.1": 20, "ADO02": 12}


def world_of(code: str) -> st.SearchStrategy:
    if code in worlds_drilldowns.WORLDS:
        return worlds_drilldowns.WORLDS[code]
    of = next(w for w in (worlds, worlds_early, worlds_care, worlds_work) if code in w.WORLDS)
    return of.world(code)


@pytest.mark.parametrize("code", [*catalogue(), *DRILLDOWNS])
def test_later_rows_change_no_figure_of_the_past(code: str, empty_council: Council) -> None:
    # An example is shown as it was found: to make it small takes minutes.
    @settings(
        max_examples=to_draw(OFTEN.get(code, 8)),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )
    @given(world=world_of(code), back=st.sampled_from([0, 0, 1, 7, 40, 200]))
    def nothing_changes(world: tuple[date, Tables], back: int) -> None:
        s, tables = world
        s = date.fromordinal(s.toordinal() - back)
        if "ext_cp_history" in tables:
            tables = tables | {"ext_cp_history": true_history(tables)}
        known = as_known_on(tables, s, kept=LOOKS_BEYOND.get(code, {}))
        if "ext_cp_history" in tables:
            # A history counts the plans that had ended: of those known on S, no others.
            told = true_history(known | {"ext_cp_history": tables["ext_cp_history"]})
            known |= {"ext_cp_history": first_or_by(told, s)}
        if known != tables:
            assert figures(empty_council, known, code, s) == figures(empty_council, tables, code, s)

    nothing_changes()


def test_every_day_that_a_definition_reads_is_cut() -> None:
    """Nobody can forget one: what is neither cut nor earlier than its row would be seen as it is
    now. A date of birth is that of somebody who was expected until then."""
    typed = {
        f"{table}.{column.name}": column.type
        for table, contract in contracts().items()
        for column in contract.columns.values()
    }
    days = {
        column
        for indicator in EVERY.values()
        for column in indicator.stands_on
        if typed.get(column) in ("date", "timestamp")
    }
    lives = {f"{t}.{day}" for t, (begins, later) in LIVES.items() for day in (begins, *later)}
    beside = {each.split(".")[1] for each in days - lives}
    assert beside == EARLIER | {"pers_dob"}
    # What is filled in at an end is not known before it.
    at_ends = {
        f"{table}.{what}": day
        for table, (_, later) in LIVES.items()
        for day, what in later.items()
        if what
    }
    assert at_ends.items() >= FILLED_WITH.items()


def figures(council: Council, tables: Tables, code: str, s: date) -> list[tuple]:
    rows = council.holding(tables).counted(code, [window_ending(kind, s) for kind in KINDS])
    return [tuple(row[name] for name in SAME) for row in rows]


def true_history(tables: Tables) -> list[Row]:
    """The history as a council takes it, once and again: the plans that had ended by then, and one
    more of P1 that is older than what the extract keeps."""
    rows = {(h["cph_person_id"], h["cph_as_at"]) for h in tables["ext_cp_history"]}
    history = []
    for pid, as_at in sorted(rows):
        ended = [
            c["cppl_cp_plan_end_date"]
            for c in tables["ssd_cp_plans"]
            if c["cppl_person_id"] == pid
            and c["cppl_cp_plan_ola"] != "Y"
            and c["cppl_cp_plan_end_date"] is not None
            and c["cppl_cp_plan_end_date"] <= as_at
        ]
        older = [date(2009, 5, 1)] if pid == "P1" else []
        history.append(
            {
                "cph_person_id": pid,
                "cph_as_at": as_at,
                "cph_previous_plans_total": len(ended + older),
                "cph_last_plan_end_date": max(ended + older, default=None),
            }
        )
    return history


def first_or_by(history: list[Row], s: date) -> list[Row]:
    """The rows that were there on S, and the first of each child whenever it was taken: that is how
    the past before the extract is known at all. Those after it must change nothing."""
    first: dict[str, date] = {}
    for h in history:
        first.setdefault(h["cph_person_id"], h["cph_as_at"])
    return [h for h in history if h["cph_as_at"] <= max(s, first[h["cph_person_id"]])]
