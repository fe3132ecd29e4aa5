"""What changed since the day before: a day worked by hand, and counts from the words alone."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from drawing import to_draw
from figures.conftest import Frozen
from indicators import due_days
from indicators.any_world import world
from indicators.due_days import DUE
from indicators.reference import DAY as ONE_DAY
from indicators.reference_care import working_days_after
from indicators.worked import Council
from litmus.base.periods import Period
from litmus.figures import worklists
from litmus.figures.worklists import CaseList
from litmus.indicators import find

# A Wednesday, and the Tuesday after Easter before it.
DAY = Period.parse("2016-03-30")

# 10 working days after a day: the 10th to the 24th of March, the 11th to the 29th, the 14th to the
# 30th, the 21st to 6 April, the 22nd to the 7th. Five working days after the day is 6 April.
PLANS = """
cp_plan_id | cppl_person_id | start_date | end_date
C1         | STILL          | 2015-06-01 |
C2         | NEWLY          | 2015-06-01 |
C3         | THAT-DAY       | 2015-06-01 |
C4         | SEEN           | 2015-06-01 |
C5         | CLOSED         | 2015-06-01 | 2016-03-30
C6         | BEGUN          | 2016-03-30 |
C7         | COMING         | 2015-06-01 |
C8         | LATER          | 2015-06-01 |
C9         | IN-TIME        | 2015-06-01 | 2016-03-30
"""
VISITS = """
cp_visit_id | cppv_person_id | visit_date | visit_seen
V1          | STILL          | 2016-03-10 | Y
V2          | NEWLY          | 2016-03-11 | Y
V3          | THAT-DAY       | 2016-03-14 | Y
V4          | SEEN           | 2016-03-10 | Y
V5          | SEEN           | 2016-03-30 | Y
V6          | CLOSED         | 2016-03-10 | Y
V7          | COMING         | 2016-03-21 | Y
V8          | LATER          | 2016-03-22 | Y
V9          | IN-TIME        | 2016-03-22 | Y
V10         | STILL          | 2016-03-29 | N
"""
CHILDREN = [line.split("|")[1].strip() for line in PLANS.splitlines()[2:]]


def of_day(snapshot: Frozen, project: Callable, code: str, day: Period = DAY) -> CaseList:
    (found,) = worklists.of_period(snapshot, day, [code], project()).lists
    return found


@pytest.fixture
def on_plans(frozen) -> Frozen:
    return frozen(
        ssd_person="person_id | pers_dob\n" + "\n".join(f"{c} | 2010-01-01" for c in CHILDREN),
        ssd_cp_plans=PLANS,
        ssd_cp_visits=VISITS,
    )


def test_the_second_of_two_days(on_plans, project) -> None:
    found = of_day(on_plans, project, "CPP05")
    assert {row.identifier: (row.left, row.new) for row in found.overdue} == {
        "STILL": (-2, False),
        "NEWLY": (-1, True),
    }
    assert [row.identifier for row in found.due_now] == ["THAT-DAY"]
    assert [(row.identifier, row.due, row.left) for row in found.coming] == [
        ("COMING", date(2016, 4, 6), 5)
    ]
    assert {row.identifier: row.ended for row in found.gone} == {"SEEN": False, "CLOSED": True}
    # Of nine plans two ended on the day and one began.
    assert (found.open, found.opened, found.closed) == (7, 1, 2)


def test_each_row_says_why(on_plans, project) -> None:
    found = of_day(on_plans, project, "CPP05")
    assert {row.reason for row in found.overdue} == {"not seen in the last 10 working days"}
    assert {row.reason for row in (*found.due_now, *found.coming)} == {
        "10 working days since last seen"
    }


def test_the_first_of_two_days_is_what_the_second_compares_with(on_plans, project) -> None:
    before = of_day(on_plans, project, "CPP05", DAY.previous())
    after = of_day(on_plans, project, "CPP05")
    were = {row.identifier for row in before.overdue}
    assert were == {"STILL", "SEEN", "CLOSED"}
    still = {row.identifier for row in after.overdue if not row.new}
    assert were == still | {row.identifier for row in after.gone}
    assert after.open == before.open + after.opened - after.closed


CODES = sorted(due_days.ONE_PER_CHILD)


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_as_many_as_the_words_say(code: str, empty_council: Council, project) -> None:
    """Of generated councils: who is overdue, due, new and gone, from the words of the standard."""
    working = find(code).worklist.working

    @settings(max_examples=to_draw(10), deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawn=world(code))
    def agree(drawn: tuple) -> None:
        s, tables = drawn
        snapshot = Frozen(empty_council.holding(tables), set(empty_council.contracts))
        found = of_day(snapshot, project, code, Period.parse(f"{s}"))
        were, are = (stand(code, tables, day, working) for day in (s - ONE_DAY, s))
        late = {who for who, how in are.items() if how == "overdue"}
        was_late = {who for who, how in were.items() if how == "overdue"}
        assert {row.identifier for row in found.overdue} == late
        assert {row.identifier for row in found.overdue if row.new} == late - was_late
        assert {row.identifier: row.ended for row in found.gone} == {
            who: who not in are for who in was_late - late
        }
        assert {row.identifier for row in found.due_now} == {
            who for who, how in are.items() if how == "that day"
        }
        assert (found.open, found.opened, found.closed) == (
            len(are), len(are.keys() - were.keys()), len(were.keys() - are.keys()),
        )  # fmt: skip

    agree()


@pytest.mark.slow
@pytest.mark.parametrize("code", ["S4702.1", "ASM03", "CPP04", "WFC04"])
def test_a_child_has_as_many_overdue_as_the_words_say(
    code: str, empty_council: Council, project
) -> None:
    """The same of work of which a child may have several at a time."""
    working = find(code).worklist.working

    @settings(max_examples=to_draw(10), deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawn=world(code))
    def agree(drawn: tuple) -> None:
        s, tables = drawn
        snapshot = Frozen(empty_council.holding(tables), set(empty_council.contracts))
        found = of_day(snapshot, project, code, Period.parse(f"{s}"))
        owed = [(who, how(not_yet, due, s, working)) for who, not_yet, due in DUE[code](tables, s)]
        for rows, stands in ((found.overdue, "overdue"), (found.due_now, "that day")):
            assert Counter(row.identifier for row in rows) == Counter(
                who for who, stood in owed if stood == stands
            )

    agree()


def stand(code: str, tables: dict, day: date, working: bool) -> dict[str, str]:
    """How each child's case stands at the end of a day."""
    owed = due_days.expected(code, tables, day)
    return {who: how(not_yet, due, day, working) for who, not_yet, due in owed}


def how(not_yet: bool, due: date | None, day: date, working: bool) -> str:
    """How a case stands at the end of a day: "overdue", "that day" or "later"."""
    if due is None or over(due, day, working):
        return "later" if not_yet else "overdue"
    return "that day" if due <= day else "later"


def over(due: date, day: date, working: bool) -> bool:
    """Whether a day, or of working days one of them, is over since."""
    return (working_days_after(due, 1) if working else due + ONE_DAY) <= day
