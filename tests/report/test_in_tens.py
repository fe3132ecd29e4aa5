"""A share as so many of ten: simple, and never more or less than is true."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litmus.report.in_tens import FEWEST, TEN, in_tens


@pytest.mark.parametrize(
    ("part", "whole", "words", "coloured"),
    [
        (565, 643, "about 9", 9),  # 87.9%
        (556, 631, "nearly 9", 9),  # 88.1%
        (65, 651, "nearly 1", 1),  # 9.98%
        (50, 100, "5", 5),
        (0, 300, "none", 0),
        (300, 300, "all 10", 10),
        (299, 300, "more than 9", 9.5),
        (1, 300, "fewer than 1", 0.5),
        (45, 100, "about 5", 5),  # half up
        (44, 100, "about 4", 4),
    ],
)
def test_a_share_is_rounded_by_the_rule(part, whole, words, coloured):
    found = in_tens(part, whole)
    assert (found.of, found.words, found.coloured) == (10, words, coloured)
    assert not found.exactly


@pytest.mark.parametrize(("part", "words"), [(0, "none"), (5, "5"), (7, "all 7")])
def test_fewer_than_ten_are_named_as_they_are(part, words):
    found = in_tens(part, 7)
    assert (found.of, found.words, found.coloured, found.exactly) == (7, words, part, True)


@pytest.mark.parametrize("whole", range(FEWEST))
def test_of_too_few_there_is_no_number(whole):
    assert in_tens(min(1, whole), whole) is None


SHARES = st.integers(FEWEST, 5000).flatmap(
    lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
)


@given(SHARES)
def test_it_is_never_all_or_none_when_it_is_not_and_never_far_from_the_truth(share):
    part, whole = share
    found = in_tens(part, whole)
    tenths = Fraction(found.of * part, whole)
    assert (found.coloured == found.of) == (part == whole) == found.words.startswith("all")
    assert (found.coloured == 0) == (part == 0) == (found.words == "none")
    assert abs(Fraction(found.coloured) - tenths) <= Fraction(1, 2)
    if found.words.startswith("nearly "):
        assert 0 < found.coloured - tenths <= Fraction(1, 5)
    if found.words.startswith("more"):
        assert tenths > TEN - 1
    if found.words.startswith("fewer"):
        assert tenths < 1
    if found.words.isdigit():
        assert tenths == found.coloured


@given(SHARES, st.integers(1, 50))
def test_a_larger_share_is_never_a_smaller_picture(share, more):
    part, whole = share
    larger = min(part + more, whole)
    assert in_tens(larger, whole).coloured >= in_tens(part, whole).coloured
