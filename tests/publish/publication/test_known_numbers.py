"""Which numbers of what a report shows a sentence may have."""

from datetime import date

import pytest

from litmus.base.periods import Period
from litmus.figures.figure import Figure
from litmus.publish.publication.checks import known_numbers
from litmus.publish.publication.checks.beyond import is_beyond, is_of_groups
from litmus.publish.publication.checks.subjects import Subjects
from litmus.publish.publication.checks.written_numbers import written

END = date(2016, 3, 31)
QUARTER = Period.parse("2016Q1")


def figure(value, end=END, **more):
    said = {"indicator": "REF01", "window": "quarter", "window_start": end, "window_end": end}
    return Figure(**said, value=value, **more)


def has(found, words, **where):
    (number,) = written(words)
    return found.has(number, where.get("beyond", False), where.get("groups", False))


@pytest.fixture
def counted():
    """700 of something, 560 a year ago, 500 before; 640 of a team."""
    rows = [
        figure(700.0, previous=500.0),
        figure(560.0, date(2015, 3, 31)),
        figure(640.0, breakdown="team", group="CIN-1"),
    ]
    return known_numbers.of_figures(rows, END, percent=False)


def test_a_number_of_a_group_is_right_only_where_groups_are_spoken_of(counted):
    assert has(counted, "560 cases", beyond=True)
    assert not has(counted, "560 cases")
    assert not has(counted, "640 cases", beyond=True)
    assert has(counted, "640 cases", groups=True)


def test_what_is_counted_goes_up_by_a_number_and_by_a_part_of_what_it_was(counted):
    assert has(counted, "up 40%") and has(counted, "up 25% on a year ago")
    assert has(counted, "200 more") and not has(counted, "up 30%")


def test_days_are_held_against_a_figure_in_days():
    found = known_numbers.of_figures([figure(354.47, previous=342.97)], END, percent=False)
    assert has(found, "on average 354 days") and has(found, "about 360 days")
    assert has(found, "12 days longer")
    assert not has(found, "on average 364 days") and not has(found, "up to 340 days")


@pytest.mark.parametrize("words, value", [
    ("a third of them", 31), ("half of them", 54.9), ("two thirds of them", 62),
    ("over half of them", 64), ("less than a third of them", 20), ("nearly half the cases", 46),
])  # fmt: skip
def test_a_fraction_in_words_is_near_its_share(words, value):
    found = known_numbers.of_shown({"text": f"{value}%", "value": value})
    assert has(found, words)


@pytest.mark.parametrize("words, value", [
    ("a third of them", 39), ("half of them", 44), ("over half of them", 49),
    ("less than a third of them", 34), ("three quarters of them", 81),
])  # fmt: skip
def test_a_fraction_in_words_that_is_far_off_is_none(words, value):
    assert not has(known_numbers.of_shown({"text": f"{value}%", "value": value}), words)


def test_a_form_with_half_a_basis_is_read_all_the_same():
    form = {"kind": "value", "unit": "percent", "value": 12.5, "basis": {"denominator": 8}}
    assert has(known_numbers.of_form(form), "12.5%")


@pytest.mark.parametrize("sentence, beyond", [
    ("85% were on time this quarter.", False),
    ("85% were on time in the quarter to 31 March 2016.", False),
    ("85% in January to March 2016 (quarter 4 of 2015/16).", False),
    ("85% in 2016Q1.", False),
    ("More than 85% on average, across our services.", False),
    ("85% within two months.", False),
    ("85% the quarter before.", True),
    ("85% in March 2015.", True),
    ("85% in December.", True),
    ("85% in Q3.", True),
    ("85% in the year to March 2016.", True),
    ("85% by the end of 2016/17.", True),
    ("Up from 85%.", True),
    ("The target is 85%.", True),
])  # fmt: skip
def test_to_name_the_period_is_not_to_speak_of_others(sentence, beyond):
    assert is_beyond(sentence, QUARTER) is beyond


def test_groups_are_known_by_their_kind_or_their_name():
    assert is_of_groups("The best team had 92%.")
    assert is_of_groups("CIN-1 had 92%.", {"CIN-1", "all", "4"})
    assert not is_of_groups("Children's services had 92%.", {"CIN-1"})


def test_half_a_name_is_near_enough_for_a_number_that_fits():
    found = Subjects({
        "WFC01": ["Average caseload"], "WFC02": ["Agency social worker rate"],
    })  # fmt: skip
    words = "The average caseload is 16.2, the agency rate 16.3%"
    assert found.of(words) == ["WFC01"]
    assert found.near(words) == ["WFC01", "WFC02"]
