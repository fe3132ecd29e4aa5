"""Working days by the bank holidays of England and Wales."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.errors import LitmusError
from litmus.base.working_days import (
    FIRST,
    LAST,
    add_working_days,
    bank_holidays,
    calendar,
    working_days,
)

ONE_DAY = timedelta(days=1)
days = st.dates(date(1991, 1, 1), date(2039, 12, 31))
generated = settings(max_examples=60, deadline=None)

# As gov.uk/bank-holidays has them for England and Wales, month and day; 2010 to 2017 and the years
# with one-off holidays or several substitute days.
PUBLISHED = {
    2010: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",  # royal wedding
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",  # Diamond Jubilee
    2013: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",  # early May moved to VE Day
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",  # jubilee, funeral
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",  # coronation
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_published(year):
    assert [f"{day:%m-%d}" for day in bank_holidays(year, year)] == PUBLISHED[year].split()


def test_the_list_is_that_of_the_holidays_library_for_all_years():
    # Where a later version of the library knows another day (a one-off holiday that was announced),
    # write that day into lib/litmus/base/bank_holidays.csv.
    years = range(FIRST.year, LAST.year + 1)
    library = country_holidays("GB", subdiv="ENG", years=years, observed=True, language="en_GB")
    assert bank_holidays(FIRST.year, LAST.year) == {
        day: name.replace("(observed)", "(substitute day)")
        for day, name in library.items()
        if day.weekday() < 5 and day.year in years
    }


def test_every_year_has_its_eight_holidays_or_more_and_none_at_weekends():
    holidays = bank_holidays(FIRST.year, LAST.year)
    assert all(day.weekday() < 5 for day in holidays)
    assert list(holidays) == sorted(holidays)
    for year in range(FIRST.year, LAST.year + 1):
        assert 8 <= sum(day.year == year for day in holidays) <= 10


def test_a_substitute_day_says_so():
    assert bank_holidays(2015, 2015)[date(2015, 12, 28)] == "Boxing Day (substitute day)"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # Easter 2016: Thursday 24 March, then Good Friday, weekend and Easter Monday.
        ("2016-03-24", "2016-03-24", 0),  # the same day
        ("2016-03-24", "2016-03-28", 0),
        ("2016-03-24", "2016-03-29", 1),
        ("2016-03-28", "2016-03-29", 1),  # from a bank holiday
        ("2016-03-29", "2016-03-24", -1),  # backwards
        # Christmas 2015: Thursday 24 December; 25 and 28 are holidays; 29, 30, 31 work.
        ("2015-12-24", "2015-12-31", 3),
        # Jubilee week 2012: Monday 4 and Tuesday 5 June are holidays; 6, 7, 8 June work.
        ("2012-06-01", "2012-06-08", 3),
        # 2022: Thursday 2 and Friday 3 June; Monday 19 September.
        ("2022-06-01", "2022-06-06", 1),
        ("2022-09-16", "2022-09-20", 1),
        # 4 January (Monday) to 7 March 2016: nine weeks of five days, no holiday = 45.
        ("2016-01-04", "2016-03-07", 45),
        ("2016-01-04", "2016-03-08", 46),
    ],
)
def test_working_days_count_from_the_day_after(a, b, expected):
    assert working_days(date.fromisoformat(a), date.fromisoformat(b)) == expected


def test_fifteen_working_days_over_easter():
    # From Thursday 10 March 2016: 11 (1), 14-18 (2-6), 21-24 (7-10), 29 March-1 April (11-14),
    # Monday 4 April (15).
    assert add_working_days(date(2016, 3, 10), 15) == date(2016, 4, 4)


@pytest.mark.parametrize(
    ("day", "n", "result"),
    [
        ("2016-03-26", 0, "2016-03-26"),  # no days later is the day itself, even a Saturday
        ("2016-03-26", 1, "2016-03-29"),
        ("2016-03-29", -1, "2016-03-24"),
        ("2016-03-30", -1, "2016-03-29"),
    ],
)
def test_adding_working_days(day, n, result):
    assert add_working_days(date.fromisoformat(day), n) == date.fromisoformat(result)


@generated
@given(days, st.integers(-60, 60))
def test_adding_and_counting_working_days_agree(day, n):
    result = add_working_days(day, n)
    assert working_days(day, result) == n
    if n != 0:
        assert result.weekday() < 5
        assert result not in bank_holidays(result.year, result.year)


@generated
@given(days, days, days)
def test_working_days_add_up_over_any_day_between(a, b, c):
    assert working_days(a, b) + working_days(b, c) == working_days(a, c)
    assert working_days(a, b) == -working_days(b, a)


@generated
@given(days, st.integers(0, 200))
def test_working_days_are_the_days_counted_one_by_one(a, length):
    b = a + timedelta(days=length)
    holidays = bank_holidays(a.year, b.year)
    between = [a + ONE_DAY * n for n in range(1, length + 1)]
    assert working_days(a, b) == sum(d.weekday() < 5 and d not in holidays for d in between)


def test_the_calendar_has_every_day_once_and_counts_working_days():
    numbers = dict(calendar())
    assert len(numbers) == (LAST - FIRST).days + 1
    for a, b in ((date(2016, 3, 10), date(2016, 4, 4)), (date(2012, 6, 1), date(2022, 6, 6))):
        assert numbers[b] - numbers[a] == working_days(a, b)


def test_the_calendar_of_a_few_days():
    # Thursday before Easter is the first working day; Tuesday after it the second.
    assert list(calendar(date(2016, 3, 24), date(2016, 3, 29))) == [
        (date(2016, 3, 24), 1),
        (date(2016, 3, 25), 1),
        (date(2016, 3, 26), 1),
        (date(2016, 3, 27), 1),
        (date(2016, 3, 28), 1),
        (date(2016, 3, 29), 2),
    ]


def test_a_council_may_give_bank_holidays_of_its_own():
    own = {date(2016, 3, 24)}
    numbers = dict(calendar(date(2016, 3, 23), date(2016, 3, 25), own))
    assert list(numbers.values()) == [1, 1, 2]


@pytest.mark.parametrize("day", [FIRST - ONE_DAY, LAST + ONE_DAY])
def test_a_day_outside_the_calendar_is_refused_without_naming_it(day):
    with pytest.raises(LitmusError) as refusal:
        working_days(day, date(2016, 3, 31))
    assert "from 01/01/1990 to 31/12/2040" in str(refusal.value)
    assert str(day) not in str(refusal.value)


def test_a_deadline_beyond_the_calendar_is_refused():
    with pytest.raises(LitmusError):
        add_working_days(LAST, 1)
    with pytest.raises(LitmusError):
        add_working_days(FIRST, -1)


def test_importing_working_days_does_not_load_the_holidays_package():
    code = "import sys, litmus.base.working_days, litmus.base.periods; "
    code += "print('holidays' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
