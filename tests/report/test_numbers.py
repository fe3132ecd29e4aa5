"""Numbers as they are printed: half up, with separators, and never "-0.0"."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base import numbers


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (78.89578569095068, "78.9%"),  # 2,415 of 3,061
        (2.25, "2.3%"),  # half goes up, not to the even digit
        (2.35, "2.4%"),  # 2.35 is 2.35000000000000008882 in binary
        (229 / 400 * 100, "57.3%"),  # 57.25 exactly, 57.24999999999999 in binary
        (0.04, "0.0%"),
        (100.0, "100.0%"),
        (0, "0.0%"),
    ],
)
def test_a_percentage_is_rounded_half_up_to_one_decimal(value, printed):
    assert numbers.percent(value) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [(2415, "2,415"), (0, "0"), (1_234_567, "1,234,567"), (77.5, "77.5"), (12.0, "12")],
)
def test_a_count_has_separators_and_decimals_only_where_it_needs_them(value, printed):
    assert numbers.amount(value) == printed


def test_a_small_negative_number_is_not_minus_zero():
    assert numbers.decimal(-0.04) == "0.0"
    assert numbers.decimal(-0.05) == "-0.1"


@given(st.integers(0, 5000), st.integers(1, 5000))
@settings(max_examples=60, deadline=None)
def test_a_percentage_is_the_fraction_rounded_half_up(numerator, denominator):
    exact = Fraction(numerator, denominator) * 1000 + Fraction(1, 2)  # tenths of a percent
    expected = Decimal(exact.numerator // exact.denominator) / 10
    assert numbers.round_half_up(numerator / denominator * 100, 1) == expected


def test_nouns_follow_their_number():
    assert numbers.count_of(1, "row") == "1 row"
    assert numbers.count_of(0, "row") == "0 rows"
    assert numbers.count_of(1204, "entry", "entries") == "1,204 entries"


def test_names_are_listed_as_in_a_sentence():
    assert numbers.join([]) == ""
    assert numbers.join(["a"]) == "a"
    assert numbers.join(["a", "b", "c"]) == "a, b and c"
