"""How far back figures go, what others published beside them, and what they leave out."""

from datetime import date
from itertools import pairwise

from litmus import figures
from litmus.base.history import History
from litmus.base.periods import Period
from litmus.figures import windows
from litmus.indicators import find

MONTH = Period.parse("2016-03")
LONG = History(months=24, quarters=20, groups=False)

ASSESSMENTS = """
assessment_id | cina_person_id | start_date | auth_date  | assessment_team
A1            | P1             | 2015-03-02 | 2015-03-10 | T1
A2            | P2             | 2015-11-02 | 2015-12-01 | T2
A3            | P3             | 2016-03-01 | 2016-03-10 | T2
"""


def test_a_report_may_ask_for_more_months_and_quarters() -> None:
    found = windows.of(find("ASM02"), MONTH, LONG)
    counted = {kind: sum(w.kind == kind for w in found) for kind in ("month", "quarter", "R12M")}
    assert counted == {"month": 24, "quarter": 20, "R12M": 13}
    assert min(w.start for w in found if w.kind == "month") == date(2014, 4, 1)


def test_a_month_that_ends_no_quarter_may_have_three_months_of_its_own() -> None:
    february, asked = Period.parse("2016-02"), History(months=1, quarters=5, rolling=True)
    found = [w for w in windows.of(find("ASM02"), february, asked) if w.kind == "R3M"]
    ends = [date(2015, 2, 28), date(2015, 5, 31), date(2015, 8, 31), date(2015, 11, 30)]
    assert [w.end for w in found] == [*ends, date(2016, 2, 29)]
    assert all(one.end < two.start for one, two in pairwise(found))  # no two share a day
    of_quarter = windows.of(find("ASM02"), MONTH, asked)
    assert not [w for w in of_quarter if w.kind == "R3M"]


def test_groups_may_be_left_to_the_windows_that_are_compared(frozen, project) -> None:
    snapshot = frozen(ssd_cin_assessments=ASSESSMENTS)
    table = figures.for_report(snapshot, MONTH, ["ASM02"], project(), LONG).table
    groups = table[table["breakdown"] == "team"]
    # its own window, twelve months, now, a month and a year before; and the three months between
    # which change is judged; nothing by month
    assert set(groups["window"]) == {"R12M", "quarter"}
    judged = groups[groups["window"] == "quarter"]
    assert {str(end.date()) for end in judged["window_end"]} == {
        "2015-03-31", "2015-12-31", "2016-03-31",
    }  # fmt: skip
    own = groups[groups["window"] == "R12M"]
    assert sorted({str(end.date()) for end in own["window_end"]}) == [
        "2015-03-31",
        "2016-02-29",
        "2016-03-31",
    ]
    whole = table[(table["breakdown"] == "all") & (table["window"] == "month")]
    assert len(whole) == 24


def test_all_that_is_published_of_the_latest_year_england_first(project) -> None:
    benchmarks = (
        "indicator,year,group,value,n,source,status,symbol\n"
        "ASM02,2014/15,ENGLAND,81.5,,B1 2024,revised,\n"
        "ASM02,2015/16,STAT_NEIGHBOURS,85.4,10,B1 2024; SN 2021-04,derived,\n"
        "ASM02,2015/16,EAST_MIDLANDS,86.9,,B1 2024,derived,\n"
        "ASM02,2015/16,ENGLAND,83.4,,B1 2024,derived,\n"
        "ASM02,2016/17,ENGLAND,82.9,,B1 2024,revised,\n"
    )
    sources = "{B1: {what: DfE, where: gov.uk}, SN: {what: list, where: params}}"
    settings = project(benchmarks=benchmarks, benchmark_sources=sources)
    found = figures.published_beside(settings, ["ASM02", "CON01"], MONTH.end)
    assert [(each.label, each.value) for each in found["ASM02"]] == [
        ("England 2015/16", 83.4),
        ("East Midlands 2015/16", 86.9),
        ("statistical neighbours of April 2021 (mean of 10) 2015/16", 85.4),
    ]
    assert found["CON01"] == []


REFERRALS = """
referral_id | cine_person_id | referral_date
R1          | P1             | 2015-05-01
R2          | P1             | 2015-05-01
R3          | P2             | 2015-06-01
"""


def test_what_an_indicator_leaves_out_is_counted_by_reason(frozen, project) -> None:
    # R2 repeats R1's child and day; all three are referrals, two are counted
    snapshot = frozen(ssd_cin_episodes=REFERRALS)
    found = figures.for_report(snapshot, MONTH, ["REF02", "ASM02"], project())
    assert found.left_out == {"REF02": {"same-day duplicate of another referral of the child": 1}}


def test_nothing_is_said_to_be_left_out_of_what_cannot_be_given(frozen, project) -> None:
    snapshot = frozen(ssd_cin_episodes=REFERRALS)
    snapshot.provided -= {"ssd_cin_episodes"}
    assert figures.for_report(snapshot, MONTH, ["REF02"], project()).left_out == {}
