"""Generated councils for plans and their reviews: dates crowd round due dates and limits."""

from datetime import date, timedelta

from hypothesis import strategies as st

from indicators.reference import months_before
from indicators.worlds import ANYBODY, FLAG, day, mostly, rows, soon

DAY = timedelta(days=1)
# Months before S at which a plan, a period of care or a placement begins, to the day or around it.
MONTHS = [2, 3, 3, 4, 6, 7, 9, 10, 12, 12, 15, 18, 23, 24, 24, 30, 30, 36]
SHIFTS = st.sampled_from([0, 0, 0, 1, -1, 2, -2, 5])
# Reviews are held on the day they are due, or before, or seldom after it.
HELD = st.sampled_from([0, 0, 0, -1, -2, -20, -40, 1, 2, 30])


def months_ago(s: date, months: list[int] = MONTHS) -> st.SearchStrategy[date]:
    return st.builds(
        lambda n, days: months_before(s, n) + days * DAY, st.sampled_from(months), SHIFTS
    )


def ends(s: date) -> st.SearchStrategy[date | None]:
    return mostly(st.none(), day(s), st.just(s), st.just(s + DAY))


@st.composite
def chain(draw: st.DrawFn, s: date, first_due: date, then: tuple[int, ...]) -> list[date]:
    """Reviews round their due dates up to S: the first due, then months after the one before."""
    held, due = [], first_due
    while due <= s + 40 * DAY and draw(st.sampled_from([True] * 5 + [False])):
        held.append(due + draw(HELD) * DAY)
        due = months_before(held[-1], -then[min(len(held), len(then)) - 1])
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
        for held in draw(chain(s, months_before(start, -3), (6,))):
            named = mostly(st.just(plan), st.none(), st.none(), st.just("C3"))
            reviews.append(
                {
                    "cppr_cp_review_id": f"R{len(reviews)}",
                    "cppr_person_id": draw(st.sampled_from([*[pid] * 20, "P1", "P2"])),
                    "cppr_cp_plan_id": draw(named),
                    "cppr_cp_review_date": draw(st.sampled_from([*[held] * 20, None, start])),
                }
            )
    return {"ssd_cp_plans": plans, "ssd_cp_reviews": reviews}


def ended_plans(s: date) -> dict[str, object]:
    """Plans that lasted about two years, and one day of February longer or shorter."""
    ended = st.one_of(soon(s), day(s), st.sampled_from([date(2014, 2, 28), date(2016, 2, 29)]))
    plan = st.builds(
        lambda pid, ended, lasted, n, still_open, ola: {
            "cppl_person_id": pid,
            "cppl_cp_plan_start_date": min(ended, months_before(ended, lasted) + n * DAY),
            "cppl_cp_plan_end_date": None if still_open else ended,
            "cppl_cp_plan_ola": ola,
        },
        ANYBODY,
        ended,
        st.sampled_from([0, 3, 23, 24, 24, 24, 24, 25, 36]),
        SHIFTS,
        mostly(st.just(False), st.just(True)),
        st.sampled_from([None, None, "N", "Y"]),
    )
    return {
        "ssd_cp_plans": st.lists(plan, min_size=3, max_size=8).map(
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


WORLDS = {"CPP03": ended_plans, "CPP04": plans_and_reviews, "CPP06": plan_visits}
