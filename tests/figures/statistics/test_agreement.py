"""Kappa, checked against SAS, R and the paper of its interval."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.errors import LitmusError
from litmus.figures.statistics.agreement import kappa, tabulate

generated = settings(max_examples=60, deadline=None)
WEIGHTS = ("unweighted", "linear", "quadratic")
TABLE = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]


@pytest.mark.parametrize(
    ("weights", "value", "lower", "upper"),
    [
        # SAS PROC FREQ: 0.4842 (ASE 0.1380) and 0.4701 (ASE 0.1457), as in statsmodels' tests.
        ("unweighted", 0.4842, 0.2137, 0.7547),
        ("linear", 0.4701, 0.1845, 0.7558),
        # statsmodels 0.15, cohens_kappa(table, wt="quadratic").
        ("quadratic", 0.450161, 0.0733917, 0.8269299),
    ],
)
def test_kappa_agrees_with_published_values(weights, value, lower, upper):
    agreement = kappa(TABLE, weights)
    assert agreement.cases == 19
    assert agreement.kappa == pytest.approx(value, abs=5e-5)
    assert (agreement.lower, agreement.upper) == pytest.approx((lower, upper), abs=5e-5)


def test_kappa_agrees_with_the_paper_of_its_interval():
    # Fleiss, Cohen & Everitt (1969), table 1, 200 cases: unweighted kappa 0.429, standard error
    # 0.054 (variance 0.002885).
    agreement = kappa([[106, 10, 4], [22, 28, 10], [2, 12, 6]])
    assert agreement.kappa == pytest.approx(0.429, abs=5e-4)
    error = (agreement.upper - agreement.lower) / 2 / 1.959964
    assert error**2 == pytest.approx(0.002885, abs=1e-6)


def test_kappa_by_hand():
    # 20 and 15 of 50 on the diagonal: 0.7 observed. Rows 25, 25; columns 30, 20: chance 0.5.
    agreement = kappa([[20, 5], [10, 15]])
    assert (agreement.observed, agreement.expected) == pytest.approx((0.7, 0.5))
    assert agreement.kappa == pytest.approx(0.4)


def test_near_misses_count_in_part():
    # Every case one grade apart of four: unweighted finds no agreement beyond chance, linear and
    # quadratic find some.
    table = [[0, 5, 0, 0], [5, 0, 0, 0], [0, 0, 0, 5], [0, 0, 5, 0]]
    plain, linear, quadratic = (kappa(table, weights).kappa for weights in WEIGHTS)
    assert plain < 0 < linear < quadratic


def test_full_agreement_is_one_without_a_claim_of_certainty():
    agreement = kappa([[3, 0], [0, 2]])
    assert agreement.kappa == pytest.approx(1)
    assert (agreement.lower, agreement.upper, agreement.small) == (None, None, True)


def test_full_agreement_leaves_room_for_what_chance_explains():
    # 14 of 14, seven of either grade: chance agrees on half. All 14 agree by chance in 2.5% of
    # tries where 0.025^(1/14) = 0.7684 agree: kappa (0.7684 - 0.5) / 0.5 = 0.5367.
    agreement = kappa([[7, 0], [0, 7]])
    assert (agreement.kappa, agreement.lower, agreement.upper) == (1, None, None)
    assert agreement.floor == pytest.approx(0.5367, abs=1e-4)
    assert kappa([[70, 0], [0, 70]]).floor == pytest.approx((0.025 ** (1 / 140) - 0.5) / 0.5)


@pytest.mark.parametrize("cases", [14, 140, 10**6, 10**12])
@pytest.mark.parametrize("share", [0.5, 0.3, 1 / 7])
def test_full_agreement_is_never_an_interval_without_width(cases, share):
    # Where the variance was compared after its division by the cases, rounding made "1.00 to 1.00".
    one = round(cases * share)
    for weights in WEIGHTS:
        table = [[one, 0, 0], [0, 1, 0], [0, 0, cases - one - 1]]
        agreement = kappa(table, weights)
        assert (agreement.lower, agreement.upper) == (None, None)
        assert -1 <= agreement.floor < 1


def test_the_floor_of_full_agreement_is_as_seldom_wrong_as_it_says():
    # Two judges who look alike at a share of cases and by habit at the others: kappa is that share.
    # In how many of all tries do they agree throughout, and is the floor said above it? At most
    # 2.5%; 1.1% is the most over many shares, habits and numbers of cases, of which these are two.
    for kappa_is, habits, cases in ((0.8, [0.5, 0.5], 14), (0.6, [0.1, 0.3, 0.4, 0.2], 8)):
        chance, grades, wrong = random.Random(1), range(len(habits)), 0
        for _ in range(1000):
            table = [[0 for _ in grades] for _ in grades]
            for _ in range(cases):
                first = other = chance.choices(grades, habits)[0]
                if chance.random() >= kappa_is:
                    other = chance.choices(grades, habits)[0]
                table[first][other] += 1
            floor = kappa(table).floor
            wrong += floor is not None and floor > kappa_is
        assert wrong <= 25


def test_one_grade_throughout_says_nothing():
    agreement = kappa([[9, 0], [0, 0]], "linear")
    assert (agreement.kappa, agreement.lower, agreement.observed) == (None, None, 1)


def test_each_judge_with_a_grade_of_their_own_agree_as_chance_would():
    agreement = kappa([[0, 9], [0, 0]])
    assert (agreement.kappa, agreement.lower) == (0, None)


def test_no_cases():
    agreement = kappa([[0, 0], [0, 0]])
    assert (agreement.cases, agreement.kappa, agreement.observed) == (0, None, None)


def test_few_cases_are_marked():
    # Three grades: 2 x 9 = 18.
    assert kappa([[6, 0, 0], [0, 6, 0], [0, 1, 4]]).small
    assert not kappa([[6, 0, 0], [0, 6, 0], [0, 1, 5]]).small


def test_the_table_of_pairs_of_grades():
    grades = ["Inadequate", "Requires improvement", "Good", "Outstanding"]
    pairs = [("Good", "Good"), ("Good", "Requires improvement"), ("Inadequate", "Inadequate")]
    assert tabulate(pairs, grades) == [[1, 0, 0, 0], [0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0]]
    with pytest.raises(LitmusError, match="'Fair' is not a grade: use Inadequate, Requires"):
        tabulate([("Good", "Fair")], grades)


@pytest.mark.parametrize("table", [[], [[3]], [[1, 2, 3], [4, 5, 6]]])
def test_a_table_that_is_not_square_is_refused(table):
    with pytest.raises(LitmusError, match="square table of at least two grades"):
        kappa(table)


tables = st.integers(2, 4).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 9), min_size=size, max_size=size), min_size=size, max_size=size
    )
)


@generated
@given(tables, st.sampled_from(WEIGHTS))
def test_limits_hold_kappa_within_minus_one_and_one(table, weights):
    agreement = kappa(table, weights)
    if agreement.lower is not None:
        assert -1 <= agreement.lower <= agreement.kappa <= agreement.upper <= 1


@generated
@given(tables, st.sampled_from(WEIGHTS))
def test_it_does_not_matter_who_judges_first_or_which_end_of_the_scale_is_up(table, weights):
    agreement = kappa(table, weights)
    swapped = kappa([list(row) for row in zip(*table, strict=True)], weights)
    turned = kappa([row[::-1] for row in table[::-1]], weights)
    if agreement.kappa is None:
        assert swapped.kappa is turned.kappa is None
    else:
        assert (swapped.kappa, turned.kappa) == pytest.approx((agreement.kappa,) * 2, abs=1e-9)


@generated
@given(tables, st.integers(2, 5))
def test_more_cases_of_the_same_kind_narrow_the_interval_only(table, times):
    few, many = kappa(table), kappa([[times * count for count in row] for row in table])
    assert many.kappa == (None if few.kappa is None else pytest.approx(few.kappa))
    if few.lower is not None and few.lower > -1 and few.upper < 1:
        assert many.upper - many.lower < few.upper - few.lower


@generated
@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2))
def test_with_two_grades_all_weights_are_alike(table):
    values = {kappa(table, weights).kappa for weights in WEIGHTS}
    assert len({None if value is None else round(value, 9) for value in values}) == 1
